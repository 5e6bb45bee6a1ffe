"""The maps that break pictures: long, empty, silent, in other scripts, hostile. Adds them to ``samples.SAMPLES``."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from samples import BAGS, JOURNEY, LANES, SAMPLES, SQUARE, Sample, estimate, family_trip, trip_document, trip_reading

from outsidein.insight.reading import CurvePoint, Freshness, Position, Quadrant, Reading, Voices
from outsidein.maps.cast import Persona, Touchpoint, TouchpointKind
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.order import spread
from outsidein.maps.record import Record
from outsidein.maps.spine import Journey, Stage, Step
from outsidein.maps.ties import Arrow, Encounter, Moment, Way
from outsidein.measures.estimate import Period, exact

Stages = list[tuple[str, list[tuple[str, list[str]]]]]
"""Per stage its name and its steps; per step its name and a text for each of LANES (an empty one is no card)."""


def build(
    journey: Journey, stages: Stages, *, touchpoints: tuple[str, ...], persona: Persona | None = None
) -> Document:
    """A map of these texts; touchpoint k is met at every k-th step."""
    records: list[Record] = [journey, *([persona] if persona else [])]
    kinds = tuple(TouchpointKind)
    records += [
        Touchpoint(id=f"touchpoint:t{at}", name=name, kind=kinds[at % 3]) for at, name in enumerate(touchpoints)
    ]
    seen = 0
    for at, ((name, steps), order) in enumerate(zip(stages, spread(len(stages)), strict=True)):
        stage = f"stage:s{at}"
        records.append(Stage(id=stage, parent=journey.id, order=order, name=name, goal=steps[0][1][3]))
        for lane, text in zip(SQUARE, steps[0][1], strict=False):
            if text:
                records.append(Card(id=f"card:{stage[6:]}.{lane}", parent=stage, order="V", lane=lane, text=text))
        for (title, texts), place in zip(steps, spread(len(steps)), strict=True):
            step = f"step:p{seen}"
            records.append(Step(id=step, parent=stage, order=place, name=title, target=7.0 if seen % 2 else None))
            for lane, text in zip(LANES, texts, strict=False):
                if text:
                    records.append(Card(id=f"card:p{seen}.{lane}", parent=step, order="V", lane=lane, text=text))
            if touchpoints:
                key = f"t{seen % len(touchpoints)}"
                tie = f"encounter:p{seen}"
                records.append(Encounter(id=tie, parent=step, order="V", touchpoint=f"touchpoint:{key}"))
            seen += 1
    if seen > 2:
        records.append(Moment(id="moment:m", parent="step:p2", reason=stages[0][1][0][1][0] or BAGS))
    return Document.of(records)


def branched(document: Document, *branches: tuple[int, int | None, str]) -> Document:
    """The map with ways from step to step, by their places; None leads out."""
    steps = document.steps
    made = []
    for at, (source, target, label) in enumerate(branches):
        kind = Way.LEAVES if target is None else Way.RETURNS if target <= source else Way.LEADS
        to = "" if target is None else steps[target].id
        made.append(Arrow(id=f"arrow:b{at}", parent=steps[source].id, to=to, label=label, kind=kind))
    return document.put(*made)


def reading_of(document: Document, *, headline: str, lead: str) -> Reading:
    """A reading with a curve that wanders, a gap at every fifth step, and dots that sit on top of each other."""
    curve = []
    for at, step in enumerate(document.steps):
        if at % 5 == 4:
            curve.append(CurvePoint(step.id, None, lead or "No answers.", target=step.target))
        else:
            level = estimate(1.2 + (at * 37 % 80) / 10, 0.1 + (at * 13 % 12) / 10, 20 + at * 90)
            level = replace(level, low=max(level.low, 1.0), high=min(level.high, 10.0))
            curve.append(CurvePoint(step.id, level, target=step.target, drawn=5.0 if at % 3 == 0 else None))
    positions = tuple(
        Position(
            touchpoint.key,
            estimate(8 + at % 3, 0.6, 4000, unit="%", measure="importance"),
            estimate(5 + (at % 4) / 10, 0.3, 4000),
            Quadrant.UNSURE,
        )
        for at, touchpoint in enumerate(document.touchpoints)
    )
    return replace(
        trip_reading(family_trip().document),
        headline=headline,
        lead=lead,
        curve=tuple(curve),
        unallocated=(),
        touchpoints=(),
        drivers=None,
        findings=(),
        positions=positions,
        crosshairs=(5.2, 9.0) if positions else None,
        priorities=(),
        backing=(),
        quotes=(),
    )


def sample(document: Document, headline: str, lead: str) -> Sample:
    return Sample(document, reading_of(document, headline=headline, lead=lead))


def forty_steps() -> Sample:
    stages: Stages = [
        (
            f"Stage {at + 1} of a long one",
            [
                (
                    f"Step {at * 5 + k + 1} with a name",
                    ["Walk on a little", "Is it far?", "Weary", "Arrive", "Waiting", "Sweep"],
                )
                for k in range(5)
            ],
        )
        for at in range(8)
    ]
    document = build(
        Journey(id="journey:forty", title="Forty steps", outcome="To be there"),
        stages,
        touchpoints=tuple(f"Touchpoint {n}" for n in range(25)),
    )
    document = branched(
        document, (37, 1, "and all begins again"), (3, 6, "skips"), (4, 2, "asks again"), (10, None, "gives up"),
        (5, 3, "forgot the passport"), (4, 9, "straight on"), (8, 31, ""), (30, 29, "once more"), (39, None, ""),
        (39, 38, "has another look at it"), (12, 12, "again"),
    )  # fmt: skip
    return sample(document, "Forty steps are many, and the third hurts.", "Made up.")


def empty_lanes() -> Sample:
    """Stages and steps, almost nothing in the lanes, and some evidence."""
    stages: Stages = [
        ("Before", [("Hear of it", ["Ask a friend", "", "", "", "", ""]), ("Decide", [""] * 6)]),
        ("After", [("Use it", [""] * 6), ("Leave", ["", "", "", "", "Filling in a form", ""])]),
    ]
    document = build(Journey(id="journey:empty", title="A thin map"), stages, touchpoints=("Shop",))
    return sample(document, "", "412 answers, undated.")


def no_evidence() -> Sample:
    """A whole map that nobody has asked anything about."""
    return Sample(trip_document(replace(JOURNEY, fictional=False, reviewed="", review_every=None)), None)


def silent() -> Sample:
    """A reading of an empty folder: everything is there, nothing is known."""
    document = trip_document(JOURNEY)
    gaps = tuple(CurvePoint(step.id, None, "No answers about any touchpoint of this step.") for step in document.steps)
    reading = replace(
        trip_reading(document),
        headline="",
        lead="There are no answers yet.",
        period=Period(),
        responses=0,
        answers=0,
        not_applicable=0,
        comments=0,
        events=0,
        overall=(),
        curve=gaps,
        unallocated=(),
        touchpoints=(),
        drivers=None,
        findings=(),
        positions=(),
        crosshairs=None,
        priorities=(),
        backing=(),
        coverage=exact(0.0, unit="%", n=106),
        voices=Voices(False, "Nobody said who was invited, so nobody can say who is missing."),
        quotes=(),
        notes=(),
        freshness=Freshness(None, None, False, "There are no answers yet."),
    )
    return Sample(document, reading)


def bare() -> Sample:
    """One stage, one step, nothing else."""
    return Sample(build(Journey(id="journey:bare"), [("Only", [("One", [""] * 6)])], touchpoints=()), None)


def long_words() -> Sample:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    link = "https-like-" + "a" * 160
    stages: Stages = [
        (
            f"{word} {at}",
            [
                (
                    f"{word}{k}",
                    [word, f"{word}?", "Unerschütterlichkeitszufriedenheit", link, f"Waiting for {word}", word * 2],
                )
                for k in range(3)
            ],
        )
        for at in range(3)
    ]
    document = build(
        Journey(id="journey:long", title=f"Die {word}", subtitle=link, outcome=word, language="de", owner=word),
        stages,
        touchpoints=(word, link, "Kurz"),
        persona=Persona(
            id="persona:p", name=word, summary=link, quote=word, goals=(word, link), segment=((word, word),)
        ),
    )
    document = branched(document, (0, 3, word), (7, 2, link), (4, None, word), (8, 0, f"{word} {word}"), (5, 4, "kurz"))
    return sample(document, f"Die {word} bereitet Verdruss.", link)


def arabic() -> Sample:
    texts = [
        "قارن أسعار أربعة مسافرين",
        "هل توجد رسوم خفية؟",
        "فضولي",
        "اعرف السعر الكامل",
        "دفع مبلغ إضافي للجلوس معًا",
        "انشر الأسعار",
    ]
    stages: Stages = [
        ("اختر واحجز", [("قارن الرحلات", texts), ("احجز المقاعد", texts)]),
        ("في المطار", [("سلّم الحقائب (Desk 12)", texts), ("اصعد إلى الطائرة", texts), ("اجلس", texts)]),
    ]
    document = build(
        Journey(id="journey:ar", title="رحلة عائلية بالطائرة", language="ar", outcome="نصل معًا"),
        stages,
        touchpoints=("الموقع", "التطبيق", "Wifi", "المكتب"),
        persona=Persona(
            id="persona:p",
            name="مسافر مع عائلته",
            summary="أربعة أفراد",
            quote="أريد عطلة مع أطفالي",
            goals=("الجلوس معًا",),
        ),
    )
    document = branched(document, (3, 0, "قارن مرة أخرى"), (1, None, "اترك"), (0, 4, "Wifi 2.0"))
    return sample(document, "تسليم الحقائب هو ما يؤلم العائلات.", "8,204 إجابة، من يوليو إلى سبتمبر 2026.")


def hebrew() -> Sample:
    texts = ["להשוות מחירים", "יש עמלות נסתרות?", "סקרנית", "לדעת את המחיר המלא", "לשלם כדי לשבת יחד", "לפרסם מחירים"]
    document = build(
        Journey(id="journey:he", title="טיול משפחתי", language="he"),
        [("לבחור", [("להשוות טיסות", texts), ("להזמין", texts), ("צ׳ק־אין", texts)])],
        touchpoints=("אתר", "App 2.0"),
    )
    return sample(document, "הצ׳ק־אין כואב.", "2,060 תשובות.")


def cjk() -> Sample:
    texts = [
        "四人分の運賃を二つのサイトで比べる",
        "隠れた手数料はないか？",
        "不安",
        "選ぶ前に総額を知る",
        "一緒に座るために余分に払う",
        "運賃を公開する",
    ]
    more = ["在手机上办理值机", "为什么又问一遍？", "烦躁", "一次完成值机", "应用崩溃后表格丢失", "核对护照"]
    korean = ["앱으로 체크인하기", "왜 또 묻지?", "짜증", "한 번에 끝내기", "양식이 사라짐", "여권 확인"]
    document = build(
        Journey(id="journey:ja", title="家族の空の旅", language="ja", outcome="みんな一緒に着く"),
        [
            ("選んで予約する", [("便を比べる", texts), ("座席を選ぶ", more)]),
            ("준비", [("체크인", korean), ("搭乗する", texts)]),
        ],
        touchpoints=("ウェブサイト", "手机应用", "상담원"),
        persona=Persona(id="persona:p", name="家族旅行者", summary="大人二人、子ども二人", quote="子どもと休みたい。"),
    )
    return sample(document, "オンライン搭乗手続きが、最も家族を悩ませている。", "8,204件の回答、2026年7月～9月。")


def emoji() -> Sample:
    texts = [
        "📱 Check in on the phone",
        "😱 Why again?",
        "😡",
        "✅ First try",
        "💥 App crashes 👨‍👩‍👧‍👦",
        "🏳️‍🌈 Staff the desk 👍🏽",
    ]
    document = build(
        Journey(id="journey:emoji", title="✈️ Family trip 👨‍👩‍👧‍👦"),
        [
            ("🛒 Choose", [("🔎 Compare", texts), ("💺 Seats", texts)]),
            ("🛫 Fly", [("🧳 Bags", texts), ("🎉 Arrive", texts)]),
        ],
        touchpoints=("📱 App", "🧍 Desk"),
        persona=Persona(id="persona:p", name="👩‍🚀 Ada", summary="🚀🚀🚀", quote="🥲"),
    )
    return sample(document, "🧳 Bags hurt 😡.", "🗳️ 8,204 answers.")


HOSTILE = (
    "</script><img src=x onerror=alert(1)>\"'`&amp;<!--\u2028\u2029\x00\x08\u202e]]>{{7*7}}"
    '#read("/etc/passwd")\u200f$x$\ud83d'
)


def hostile() -> Sample:
    """Text that tries to get out of wherever it is put (the last character is a lone surrogate)."""
    document = build(
        Journey(
            id="journey:h", title=HOSTILE, subtitle=HOSTILE, outcome=HOSTILE, language='en"><script>', owner=HOSTILE
        ),
        [(HOSTILE, [(HOSTILE, [HOSTILE] * 6), (HOSTILE, [HOSTILE] * 6), (HOSTILE, [HOSTILE] * 6)])],
        touchpoints=(HOSTILE, HOSTILE),
        persona=Persona(id="persona:p", name=HOSTILE, summary=HOSTILE, quote=HOSTILE, goals=(HOSTILE,)),
    )
    document = branched(document, (2, 0, HOSTILE), (1, None, HOSTILE))
    return sample(document, HOSTILE, HOSTILE)


def old_evidence() -> Sample:
    """The family trip with evidence nine months old."""
    made = family_trip()
    assert made.reading
    stale = Freshness(datetime(2026, 2, 1), 293, True, "The newest answer is 293 days old.")
    return replace(made, reading=replace(made.reading, freshness=stale))


_HARD = (
    forty_steps,
    empty_lanes,
    no_evidence,
    silent,
    bare,
    long_words,
    arabic,
    hebrew,
    cjk,
    emoji,
    hostile,
    old_evidence,
)
SAMPLES |= {made.__name__.replace("_", "-"): made for made in _HARD}
