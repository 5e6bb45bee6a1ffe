"""Hand-made maps and readings to draw: a family trip by air, whole and realistic, and the hard ones beside it.

What lives here: ``SAMPLES`` (name → Sample) for the tests of both writers. Not here: anything computed from evidence;
the numbers are made up, though they agree with each other. The hard variants are in ``hard_samples``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from outsidein.insight.finding import Against, Category, Finding, FindingKind
from outsidein.insight.reading import (
    Backing,
    CurvePoint,
    Driver,
    Drivers,
    Freshness,
    Position,
    Priority,
    Quadrant,
    Quote,
    Reading,
    Strength,
    TouchpointReading,
    Unallocated,
    Voice,
    Voices,
)
from outsidein.maps.cast import Channel, Persona, Touchpoint, TouchpointKind
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.order import spread
from outsidein.maps.record import Record
from outsidein.maps.spine import Journey, Stage, Step
from outsidein.maps.ties import Encounter, Moment
from outsidein.measures.estimate import Cite, Estimate, Period, exact

TODAY = date(2026, 11, 21)
PERIOD = Period(date(2026, 7, 1), date(2026, 9, 30))


@dataclass(frozen=True, slots=True)
class Sample:
    """What a picture is made from."""

    document: Document
    reading: Reading | None
    today: date = TODAY


def estimate(value: float, half: float, n: int, *, unit: str = "1–10", measure: str = "emotional-level") -> Estimate:
    """An estimate with a symmetric interval and an account of where it comes from."""
    asked, scale, formula, method = {
        "emotional-level": ("How did this part of your trip feel?", "1–10 as asked", "mean of the levels", "t"),
        "csat": ("How satisfied were you with it?", "1–5 as asked", "share of answers 4 and 5", "Wilson"),
        "ces": ("It was easy.", "1–7 agreement as asked", "mean agreement (CES 2.0)", "t"),
        "nps": (
            "How likely are you to recommend us?",
            "0–10 as asked",
            "share of 9–10 minus share of 0–6",
            "adjusted Wald",
        ),
        "importance": ("How important is it to you?", "1–5 as asked", "LMG share of R²", "bootstrap, 1,000 draws"),
    }.get(measure, ("", "", measure, "percentile"))
    cite = Cite(formula, "July to September, families", ("passenger-survey",), asked, scale)
    return Estimate(
        value,
        value - half,
        value + half,
        n,
        method,
        measure=measure,
        unit=unit,
        period=PERIOD,
        cites=(cite,),
        small=n < 50,
    )


TOUCHPOINTS = {
    "comparison-site": ("Comparison site", TouchpointKind.INTERACTIVE, Channel.DIGITAL),
    "website": ("Website", TouchpointKind.INTERACTIVE, Channel.DIGITAL),
    "seat-map": ("Seat map", TouchpointKind.INTERACTIVE, Channel.DIGITAL),
    "app": ("Mobile app", TouchpointKind.INTERACTIVE, Channel.DIGITAL),
    "hotline": ("Hotline", TouchpointKind.HUMAN, Channel.HUMAN_ASSISTED),
    "email": ("Confirmation e-mail", TouchpointKind.STATIC, Channel.DIGITAL),
    "wallet": ("Wallet pass", TouchpointKind.STATIC, Channel.DIGITAL),
    "bag-drop": ("Bag-drop desk", TouchpointKind.HUMAN, Channel.PHYSICAL),
    "kiosk": ("Bag-tag kiosk", TouchpointKind.INTERACTIVE, Channel.AUTOMATED),
    "signs": ("Signs", TouchpointKind.STATIC, Channel.PHYSICAL),
    "security": ("Security lane", TouchpointKind.HUMAN, Channel.PHYSICAL),
    "gate": ("Gate staff", TouchpointKind.HUMAN, Channel.PHYSICAL),
    "crew": ("Cabin crew", TouchpointKind.HUMAN, Channel.PHYSICAL),
    "seat": ("Seat and leg room", TouchpointKind.STATIC, Channel.PHYSICAL),
    "wifi": ("Wifi portal", TouchpointKind.INTERACTIVE, Channel.DIGITAL),
    "screen": ("Seat-back screen", TouchpointKind.INTERACTIVE, Channel.DIGITAL),
    "meal": ("Meal", TouchpointKind.STATIC, Channel.PHYSICAL),
    "belt": ("Baggage belt", TouchpointKind.STATIC, Channel.PHYSICAL),
    "survey": ("Trip survey", TouchpointKind.INTERACTIVE, Channel.DIGITAL),
}

TRIP = (Path(__file__).parent / "family_trip.txt").read_text(encoding="utf-8").partition("\n\n")[2]
"""The cards and figures of the trip as a table; the file says how it is read."""

LANES = ("actions", "thoughts", "feelings", "outcomes", "pains", "activities", "expectations", "handoffs")
SQUARE = ("strengths", "weaknesses", "opportunities", "threats", "key_outcome")


def parse(text: str) -> list[list[str]]:
    """The lines of a table above, cut at “|”."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def slugged(name: str) -> str:
    return name.lower().replace(" & ", "-").replace(" ", "-").replace("’", "")


def cards(parent: str, lane: str, text: str, *, touchpoint: str = "") -> list[Card]:
    """The cards of a cell."""
    texts = [part.strip() for part in text.split(";") if part.strip()]
    return [
        Card(
            id=f"card:{parent.partition(':')[2]}.{lane}.{at}",
            parent=parent,
            order=order,
            lane=lane,
            text=said,
            touchpoint=touchpoint if at == 0 else "",
        )
        for at, (said, order) in enumerate(zip(texts, spread(len(texts)), strict=True))
    ]


def trip_document(journey: Journey, *, persona: Persona | None = None) -> Document:
    """The family trip as records."""
    records: list[Record] = [journey]
    records += [
        Touchpoint(id=f"touchpoint:{key}", name=name, kind=kind, channel=channel)
        for key, (name, kind, channel) in TOUCHPOINTS.items()
    ]
    lines = parse(TRIP)
    orders = iter(spread(len(lines)))
    stage = ""
    for line in lines:
        if line[0].startswith("#"):
            name = line[0].lstrip("# ")
            stage = f"stage:{slugged(name)}"
            records.append(Stage(id=stage, parent=journey.id, order=next(orders), name=name, goal=line[1]))
            for lane, text in zip(SQUARE, line[2:], strict=True):
                records += cards(stage, lane, text)
            continue
        step = f"step:{slugged(line[0])}"
        target = float(line[1])
        records.append(Step(id=step, parent=stage, order=next(orders), name=line[0], target=target))
        met = line[6].split()
        for key, order in zip(met, spread(len(met)), strict=True):
            tie = f"encounter:{slugged(line[0])}.{key}"
            records.append(Encounter(id=tie, parent=step, order=order, touchpoint=f"touchpoint:{key}"))
        for lane, text in zip(LANES, line[7:], strict=True):
            records += cards(step, lane, text, touchpoint=f"touchpoint:{met[0]}" if lane == "pains" and met else "")
    records.append(Moment(id="moment:bags", parent="step:drop-the-bags", touchpoint="touchpoint:bag-drop", reason=BAGS))
    records.append(
        persona
        or Persona(
            id="persona:family",
            name="Family traveller",
            summary="Two adults, two children under ten, one long trip a year",
            quote="I don’t want a holiday from my children. I want one with them.",
            segment=(("travels", "with children"),),
            goals=("Sit together", "Know the full price", "No surprises at the airport"),
            needs=("A pram to the gate", "Food that children eat"),
        )
    )
    return Document.of(records)


BAGS = "Families remember the wait: 7 of 9 interviews tell of the queue before anything else."
JOURNEY = Journey(
    id="journey:family-trip",
    title="Family trip by air",
    subtitle="From the first look at fares to the stories at home, about four months",
    outcome="Everyone arrives rested, together, with all the bags",
    starts="Thinking of a trip",
    ends="Telling others",
    loyalty="recommend",
    owner="Customer experience team",
    reviewed="2026-10-20",
    review_every=90,
    fictional=True,
    abbreviations=(("NPS", "net promoter score"),),
)

SHARES = {
    "app": (24.1, 1.9),
    "wifi": (19.8, 1.6),
    "bag-drop": (13.2, 1.4),
    "crew": (11.0, 1.2),
    "seat-map": (7.3, 1.0),
    "gate": (6.1, 0.9),
    "wallet": (5.2, 0.8),
    "meal": (4.6, 0.7),
    "belt": (4.1, 0.7),
    "website": (3.0, 0.6),
    "hotline": (1.6, 1.4),
}


def levels() -> dict[str, Estimate]:
    """The level of every measured step, by step id."""
    found = {}
    for line in parse(TRIP):
        if not line[0].startswith("#") and line[3]:
            found[f"step:{slugged(line[0])}"] = estimate(float(line[3]), float(line[4]), int(line[5]))
    return found


def spot(kind: FindingKind, step: str, title: str, effect: float, category: Category | None, *reasons: str) -> Finding:
    """A hotspot or bright spot at a step of the trip."""
    level = levels()[step]
    return Finding(
        kind=kind,
        where=step,
        title=title,
        says=f"{title} feels {abs(effect)} points {'worse' if effect < 0 else 'better'} than the rest of the journey.",
        level=level,
        effect=estimate(effect, 0.15, level.n),
        against=Against.REST,
        p=0.0004,
        q=0.003,
        looks=12,
        category=category,
        category_by="proposed from the kind of touchpoint" if category else "",
        reasons=reasons,
    )


def trip_reading(document: Document) -> Reading:
    """What made-up evidence says about the family trip."""
    level = levels()
    curve = []
    for line in (line for line in parse(TRIP) if not line[0].startswith("#")):
        step = f"step:{slugged(line[0])}"
        gap = "" if step in level else "No answers: the lane belongs to the airport, which does not share its survey."
        drawn = float(line[2]) if line[2] else None
        curve.append(CurvePoint(step, level.get(step), gap, drawn, float(line[1]), tuple(line[6].split()[:1])))
    drivers = tuple(
        Driver(
            key,
            estimate(share, half, 21904, unit="%", measure="importance"),
            share - 0.4,
            share + 0.7,
            -1 if key == "hotline" else 1,
            estimate(share / 60 * (-1 if key == "hotline" else 1), 0.02, 21904, unit=""),
        )
        for key, (share, half) in SHARES.items()
    )
    performance = {
        "app": (4.6, 0.1, 6118),
        "wifi": (4.7, 0.1, 31022),
        "bag-drop": (5.0, 0.2, 9204),
        "crew": (6.9, 0.1, 30410),
        "seat-map": (5.1, 0.2, 2060),
        "gate": (6.4, 0.1, 9011),
        "wallet": (6.5, 0.1, 5880),
        "meal": (7.2, 0.1, 30410),
        "belt": (6.8, 0.2, 9104),
        "website": (6.3, 0.1, 8204),
        "hotline": (5.6, 0.9, 41),
    }
    corner = {
        "app": "mend first",
        "wifi": "mend first",
        "bag-drop": "mend first",
        "crew": "keep",
        "hotline": "too close to say",
    }
    positions = tuple(
        Position(
            driver.touchpoint,
            driver.share,
            estimate(*performance[driver.touchpoint]),
            Quadrant(
                corner.get(driver.touchpoint, "watch" if performance[driver.touchpoint][0] < 6 else "do not overdo")
            ),
        )
        for driver in drivers
    )
    findings = (
        spot(
            FindingKind.HOTSPOT,
            "step:check-in-online",
            "Check in online",
            -1.5,
            Category.TECHNOLOGY,
            "1.5 points below the rest of the journey, within the same respondents.",
            "24 % of the loyalty that touchpoints explain hangs on the mobile app.",
        ),
        spot(
            FindingKind.HOTSPOT,
            "step:spend-the-flight",
            "Spend the flight",
            -1.4,
            Category.PROPOSITION,
            "1.4 points below the rest of the journey.",
            "20 % of explained loyalty hangs on the wifi portal.",
        ),
        spot(
            FindingKind.HOTSPOT,
            "step:drop-the-bags",
            "Drop the bags",
            -1.1,
            Category.PROCESS,
            "1.1 points below the rest of the journey.",
            "1.5 points below its target.",
        ),
        spot(
            FindingKind.HOTSPOT,
            "step:book-seats",
            "Book seats",
            -0.9,
            Category.PROPOSITION,
            "0.9 points below the rest of the journey.",
        ),
        spot(
            FindingKind.BRIGHT_SPOT,
            "step:eat-and-drink",
            "Eat and drink",
            1.1,
            None,
            "1.1 points above the rest of the journey.",
        ),
        Finding(
            FindingKind.MOMENT_OF_TRUTH,
            "step:check-in-online",
            "Check in online",
            "Check in online is a moment of truth: loyalty hangs on it and feelings run high.",
            level["step:check-in-online"],
            looks=12,
            reasons=("It explains 24 % of loyalty, the most of 11 touchpoints.", "A third of the answers are 1–3."),
        ),
    )
    return Reading(
        headline="Check-in, the flight and bag drop hurt where loyalty hangs.",
        lead="129,487 answers of 32,118 families, July to September 2026, 52 days old.",
        period=PERIOD,
        responses=32118,
        answers=129487,
        not_applicable=4102,
        comments=2914,
        events=1204331,
        overall=(
            ("nps", estimate(12.4, 2.9, 9204, unit="points", measure="nps")),
            ("csat", estimate(61.3, 0.9, 11904, unit="%", measure="csat")),
            ("ces", estimate(4.9, 0.1, 6118, unit="1–7", measure="ces")),
            ("emotional-level", estimate(5.9, 0.1, 32118)),
        ),
        curve=tuple(curve),
        unallocated=(
            Unallocated(
                "app",
                812,
                ("step:check-in-online", "step:get-the-passes"),
                "812 answers about the mobile app name no step; they fit two and are counted for none.",
                estimate(5.2, 0.2, 812),
            ),
        ),
        touchpoints=(
            TouchpointReading(
                "app",
                (
                    ("csat", estimate(38.2, 1.2, 6118, unit="%", measure="csat")),
                    ("ces", estimate(3.1, 0.1, 6118, unit="1–7", measure="ces")),
                ),
                (estimate(5.4, 0.2, 2004), estimate(4.6, 0.1, 6118)),
                312,
            ),
            TouchpointReading("wifi", (("csat", estimate(31.1, 0.6, 31022, unit="%", measure="csat")),), (), 901),
        ),
        drivers=Drivers(
            "recommend",
            "How likely are you to recommend us?",
            estimate(48.8, 0.9, 21904, unit="%", measure="r2"),
            21904,
            10214,
            drivers,
            "LMG with bootstrap, 1,000 draws",
            ("Association, not cause.", "10,214 people left one question out and are not counted here."),
        ),
        findings=findings,
        positions=positions,
        crosshairs=(5.9, 100 / 11),
        priorities=(
            Priority(
                "app",
                "opportunity score",
                estimate(14.2, 0.4, 2204, unit="0–20", measure="opportunity"),
                "high",
                estimate(9.4, 0.2, 2204, unit="0–10"),
                estimate(4.6, 0.2, 2204, unit="0–10"),
            ),
            Priority(
                "bag-drop",
                "opportunity score",
                estimate(13.6, 0.5, 2204, unit="0–20", measure="opportunity"),
                "high",
                estimate(8.9, 0.2, 2204, unit="0–10"),
                estimate(4.2, 0.2, 2204, unit="0–10"),
            ),
            Priority(
                "wifi",
                "opportunity score",
                estimate(13.1, 0.5, 2204, unit="0–20", measure="opportunity"),
                "high",
                estimate(8.2, 0.2, 2204, unit="0–10"),
                estimate(3.3, 0.2, 2204, unit="0–10"),
            ),
        ),
        voices=Voices(
            True,
            "38 % of travellers over 65 never answer.",
            estimate(24.9, 0.4, 128904, unit="%", measure="voice"),
            (
                Voice("age", "under 30", 31204, 9204, estimate(29.5, 0.5, 31204, unit="%", measure="voice"), False, ""),
                Voice("age", "30–64", 79200, 21400, estimate(27.0, 0.3, 79200, unit="%", measure="voice"), False, ""),
                Voice(
                    "age",
                    "over 65",
                    18500,
                    1514,
                    estimate(8.2, 0.4, 18500, unit="%", measure="voice"),
                    True,
                    "Travellers over 65 answer a third as often as the others.",
                ),
            ),
        ),
        backing=backings(document),
        coverage=exact(81.0, unit="%", n=74),
        freshness=Freshness(datetime(2026, 9, 30, 18, 4, tzinfo=UTC), 52, False, "The newest answer is 52 days old."),
        quotes=(
            Quote(
                "comment:11",
                "It froze at the passport page, three times, with both kids crying.",
                "app",
                "step:check-in-online",
                datetime(2026, 9, 12, tzinfo=UTC),
                "App reviews",
            ),
            Quote(
                "comment:12",
                "Had to start from scratch at the kiosk.",
                "kiosk",
                "step:drop-the-bags",
                datetime(2026, 9, 14, tzinfo=UTC),
                "Contact centre",
            ),
            Quote(
                "comment:13",
                "Wifi was gone as soon as we had paid. Twice.",
                "wifi",
                "step:spend-the-flight",
                datetime(2026, 8, 2, tzinfo=UTC),
                "Passenger survey",
            ),
        ),
        notes=(
            "Those who answer are not all customers: see “Who we hear, and who is missing”.",
            "Twelve steps were looked at; findings are corrected for that many looks (Benjamini–Hochberg).",
        ),
    )


def backings(document: Document) -> tuple[Backing, ...]:
    """Some cards measured, some heard, the others assumed, always the same ones."""
    found = []
    for at, card in enumerate(document.all(Card)):
        step = document.records[card.parent]
        n = levels()[step.id].n if card.lane == "pains" and step.id in levels() else 0
        if n and at % 4:
            found.append(Backing(card.id, Strength.MEASURED, n, 52, False, f"{n:,} answers about its touchpoint"))
        elif at % 3:
            count = 7 + (at * 37) % 400
            found.append(Backing(card.id, Strength.HEARD, count, 60 + at, at % 20 == 1, f"{count} comments"))
        else:
            found.append(Backing(card.id, Strength.ASSUMPTION))
    return tuple(found)


def family_trip() -> Sample:
    """The whole thing, as it should look at its best."""
    document = trip_document(JOURNEY)
    return Sample(document, trip_reading(document))


SAMPLES: dict[str, Callable[[], Sample]] = {"family-trip": family_trip}
