"""Which columns are ratings, of what, on which scale: by their names, their values, and the company they keep.

What lives here: weighing the signs column by column and then as a block. Not here: reading one column's scale (scales,
worded), or all other roles (roles).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final

from outsidein.evidence.guessing.cells import Kind
from outsidein.evidence.guessing.draft import Known
from outsidein.evidence.guessing.lexicon import fold_name, lexicon
from outsidein.evidence.guessing.profile import Column, Table
from outsidein.evidence.guessing.scales import Scale, numeric
from outsidein.evidence.guessing.touchpoints import About, about
from outsidein.evidence.guessing.worded import outcome, worded
from outsidein.evidence.phrases import say
from outsidein.evidence.source import Question
from outsidein.evidence.tables import Asks
from outsidein.ground.writing import percent

_CODED: Final = re.compile(r"(?:q|f|v|frage|item|p|s|var|x)\s?\d+[a-z]?(?:\s\S{1,6}){0,3}|.*\bsq\s?\d+")
_QUESTION: Final = re.compile(
    r"\?|？|^(?:q\d+\S*\s)?(?:how|what|please|to what extent|wie|inwiefern|bitte|comment|dans quelle|quel|que|qué|cómo|"
    r"come|quanto|como|hoe|in hoeverre)\b"
)
_WORDS: Final = {
    "satisfaction": Asks.SATISFACTION,
    "quality": Asks.SATISFACTION,
    "expectation": Asks.SATISFACTION,
    "ease": Asks.CES,
    "importance": Asks.IMPORTANCE,
    "frequency": Asks.FREQUENCY,
    "nps": Asks.NPS,
}
_EASY: Final = r"\b(?:easy|low|little|satisf\w*|score)\b"
_EFFORT: Final = re.compile(
    rf"\b(?:effort|aufwand|esfuerzo|sforzo|esforco|moeite)\b(?!.*{_EASY})|\bhow difficult\b|\bdifficulty\b"
)
_GENERIC: Final = re.compile(
    r"(?:score|rating|value|answer|grade|result|points|note|nota|voto|wert|bewertung|column \d+)s?"
)
_ORDER: Final = (Asks.NPS, Asks.IMPORTANCE, Asks.FREQUENCY, Asks.CES, Asks.EMOTION, Asks.SATISFACTION)


@dataclass(frozen=True, slots=True)
class Rating:
    """A column read as a rating. ``strength``: 3 its own words say so, 2 its company, 1 a code for a name."""

    column: Column
    scale: Scale
    asks: Asks
    about: About
    strength: int
    doubts: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        return not self.doubts and self.scale.sure


def asked(label: str) -> Asks | None:
    """What the wording of a label asks for, or None.

    >>> asked("how likely are you to recommend us"), asked("zufriedenheit mit der app"), asked("gate location")
    (<Asks.NPS: 'nps'>, <Asks.SATISFACTION: 'satisfaction'>, None)
    """
    words = lexicon()
    plain = Asks.SATISFACTION if words.asks["overall"].fullmatch(label) else None
    return next((kind for kind in _ORDER if words.wants(kind.value, label)), plain)


def ratings(table: Table, known: Known, taken: frozenset[int], *, context: str = "") -> list[Rating]:
    """The rating columns of a table, in its order; ``taken`` are places of columns that are something else.

    ``context`` is what the file says of itself beside its columns, folded: its name, values that never change.
    """
    found: list[Rating] = []
    loose: list[tuple[Column, Scale]] = []
    for column in table.columns:
        if column.place in taken or not column.values:
            continue
        rating = _by_itself(column, known)
        if isinstance(rating, Rating):
            found.append(rating)
        elif rating is not None:
            loose.append((column, rating))
    found += _by_company(found, loose, known)
    found.sort(key=lambda r: r.column.place)
    groups = [r for r in found if r.scale.asks == "nps"]
    if any(r.asks is Asks.NPS and r not in groups for r in found):  # the score itself is here, too
        found = [r for r in found if r not in groups]
    return [_settled(r, found, known, context) for r in found]


def _by_itself(column: Column, known: Known) -> Rating | Scale | None:
    """A rating that its own name or words show; else its scale, if it could be one in company; else None."""
    words = lexicon()
    label = column.label
    last = fold_name(re.split(r"[.:/]", column.name)[-1])  # of a nested name such as answers.overall
    asks = asked(label) or asked(last)
    number = words.called("number", column.folded) or words.called("place", column.folded)
    if words.called("group", column.folded) and words.called("group", column.folded.split()[-1]):
        asks = None
    spoken = worded(column, asks=asks or "")
    yes_no = outcome(column)
    if yes_no is not None and (spoken is None or len(yes_no.recode) == 2):
        return _outcome(column, yes_no, asks)
    if spoken is not None:
        return _worded(column, spoken, asks, known)
    if column.share(Kind.NUMBER) < 0.5:
        return None
    scale = numeric(column, asks=asks or "")
    if scale is None:
        return None
    place = about(column.name, column.wording, known, whole=asks in {Asks.NPS, Asks.CES})
    if asks and asks is not Asks.FREQUENCY:
        doubts = (say("ratings.the-name-also-reads-like"),) if number and not scale.stated else ()
        if doubts and not words.wants("satisfaction", label) and asks not in {Asks.NPS, Asks.IMPORTANCE}:
            return None
        return Rating(column, scale, asks, place, 3, doubts)
    if number:
        return None
    if scale.stated or (place.known and place.sure and scale.low != scale.high):
        ten = (scale.low, scale.high) == (0, 10) and asks is None
        return Rating(column, scale, asks or Asks.SATISFACTION, place, 3, (say("ratings.ten"),) if ten else ())
    return scale


def _outcome(column: Column, scale: Scale, asks: Asks | None) -> Rating | None:
    """Yes or no: an outcome where the name asks for one; else left to be a segment."""
    words = lexicon()
    wanted = words.wants("resolved", column.label) or asks in {Asks.SATISFACTION, Asks.NPS}
    if scale.asks == "good":
        doubts: tuple[str, ...] = () if wanted else (say("ratings.good-or-bad-of-what"),)
        between = [t for t, v in scale.recode if v == 0 and "neutral" in t.casefold()]
        if between:
            share = sum(n for t, n in column.values if t in between) / column.filled
            doubts += (say("ratings.counts-as-not-reached-those", between=between[0], share=percent(share, 1)),)
        return Rating(column, scale, Asks.OUTCOME, About(""), 3, doubts)
    if not wanted:
        return None
    doubts = ()
    if re.search(r"\b(?:churn\w*|cancel\w*|attrition|left|gekundigt|abgewandert|resilie|opgezegd)\b", column.label):
        doubts = (say("ratings.yes-counts-as-reaching-the"),)
    elif scale.asks == "flag" or not re.search(r"\?|would|again|solved|resolved|wieder|erneut|volver", column.label):
        doubts = (say("ratings.is-that-the-outcome-you", why=scale.why),)
    if scale.asks == "flag" and not doubts:
        doubts = (say("ratings.is-read-as-yes"),)
    return Rating(column, scale, Asks.OUTCOME, About(""), 3, doubts)


def _worded(column: Column, scale: Scale, asks: Asks | None, known: Known) -> Rating | None:
    doubts: list[str] = []
    kind: Asks
    if scale.asks == "colour" and asks is None:
        return None
    if scale.asks in {"agreement", "likely"}:
        kind = asks if asks in {Asks.CES, Asks.IMPORTANCE, Asks.EMOTION} else Asks.SATISFACTION
        if scale.asks == "agreement" and kind is Asks.SATISFACTION:
            doubts.append(say("ratings.agreement-with-a-statement-is"))
        if scale.asks == "likely":
            recommend = say("ratings.recommending-but-nps-needs") if asks is Asks.NPS else say("ratings.a-likelihood")
            doubts.append(say("ratings.this-is-read-as-satisfaction", recommend=recommend))
    elif scale.asks == "code":
        kind = asks or Asks.SATISFACTION
    elif scale.asks == "nps" and not lexicon().wants("nps", column.label):
        return None
    else:
        kind = _WORDS.get(scale.asks) or asks or Asks.SATISFACTION
        if not scale.asks and asks is None:
            doubts.append(say("ratings.what-is-asked-is-read"))
    if scale.asks in {"satisfaction", "quality"} and asks in {Asks.IMPORTANCE, Asks.EMOTION}:
        kind = asks
    if scale.asks == "quality" and asks is None and len(scale.recode) < 4:
        doubts.append(say("ratings.words-such-as-these-also"))
    if kind is Asks.NPS and (scale.low, scale.high) != (0, 10):
        kind = Asks.SATISFACTION
        doubts.append(say("ratings.recommending-is-asked-but-nps"))
    place = about(column.name, column.wording, known, whole=kind is Asks.CES or asks is Asks.NPS)
    return Rating(column, scale, kind, place, 3, tuple(doubts))


def _by_company(found: list[Rating], loose: list[tuple[Column, Scale]], known: Known) -> list[Rating]:
    """Columns whose names say nothing, but which share their scale with at least two others."""
    blocks: dict[tuple[float, float, float], list[tuple[Column, Scale]]] = defaultdict(list)
    for column, scale in loose:
        blocks[scale.low, scale.high, scale.shift].append((column, scale))
    out = []
    for (low, high, shift), members in blocks.items():
        friends = [r for r in found if (r.scale.low, r.scale.high, r.scale.shift) == (low, high, shift)]
        for column, scale in members:
            coded = bool(_CODED.fullmatch(column.folded))
            asking = bool(_QUESTION.search(column.said.casefold()))
            near = sum(abs(c.place - column.place) < len(members) + 2 for c, _ in members)
            alone = re.fullmatch(r"column \d+", column.folded) is not None and len(column.numbers) >= 4
            beside = bool(friends) and high in {5, 7, 10} and len(column.numbers) >= 4
            strong = near + len(friends) >= 4 and (low, high) in {(1, 5), (1, 7), (0, 10), (1, 10), (1, 6)}
            many = (coded and len(members) + len(friends) >= 2) or (near >= 3 and high >= 5)
            if not (strong or asking or many or alone or beside):
                continue
            doubts = []
            if alone:
                doubts.append(say("ratings.the-column-has-no-name"))
            elif coded and not column.wording:
                doubts.append(say("ratings.the-name-is-a-code"))
            elif not strong:
                doubts.append(say("ratings.only-its-values-look-like"))
            if (low, high) == (0, 10):
                doubts.append(say("ratings.ten"))
            place = about(column.name, column.wording, known, whole=False)
            out.append(Rating(column, scale, Asks.SATISFACTION, place, 1 if coded else 2, tuple(doubts)))
    return out


def _settled(rating: Rating, found: list[Rating], known: Known, context: str) -> Rating:
    """A rating seen together with the others: shared scales, what “easy” means among satisfactions, turned marks."""
    scale, asks, doubts = rating.scale, rating.asks, list(rating.doubts)
    label = rating.column.label
    same = [r for r in found if r is not rating and (r.scale.low, r.scale.high) == (scale.low, scale.high)]
    if _GENERIC.fullmatch(label) and (scale.low, scale.high) == (0, 10) and asks is Asks.SATISFACTION:
        if lexicon().wants("nps", context):
            asks = Asks.NPS
        else:
            doubts.append(say("ratings.ten"))
    if asks is Asks.CES and not scale.recode:
        plain = sum(r.asks is Asks.SATISFACTION and abs(r.column.place - rating.column.place) < 15 for r in same)
        explicit = re.search(
            r"\bhow easy|made it easy|effort|\bces\b|wie (?:einfach|leicht)|facile|facil|makkelijk", label
        )
        if plain >= 3 and not explicit:
            asks = Asks.SATISFACTION
    if (scale.low, scale.high) == (1, 4) and not scale.recode:
        wider = [r for r in found if (r.scale.low, r.scale.high) == (1, 5) and not r.scale.recode]
        if len(wider) >= 2:
            scale = replace(
                scale, high=5.0, sure=len(wider) >= 3, doubt="" if len(wider) >= 3 else say("ratings.nobody-gave")
            )
    if asks is Asks.CES and (scale.low, scale.high) not in {(1, 7), (1, 5)}:
        doubts.append(say("ratings.ease-is-usually-asked-on", low=scale.low, high=scale.high))
    if asks is Asks.NPS and (scale.low, scale.high) != (0, 10):
        asks = Asks.SATISFACTION
        doubts.append(say("ratings.recommending-on-gives-no-nps", low=scale.low, high=scale.high))
    if _EFFORT.search(label) and not scale.directed:
        scale = replace(scale, turned=True)
        doubts.append(say("ratings.much-effort-is-bad-so"))
    place = rating.about
    if asks is not rating.asks and rating.asks is not Asks.NPS:
        whole = asks in {Asks.NPS, Asks.CES}
        place = about(rating.column.name, rating.column.wording, known, whole=whole)
    if asks is Asks.OUTCOME and not place.known:
        place = About("")
    return replace(rating, scale=scale, asks=asks, about=place, doubts=tuple(doubts))


def to_question(rating: Rating, key: str) -> Question:
    """The question of a mapping that a rating becomes."""
    scale = rating.scale
    return Question(
        key=key,
        asks=rating.asks,
        column=rating.column.name,
        touchpoint=rating.about.key,
        scale=(scale.low, scale.high),
        recode=scale.recode,
        shift=scale.shift,
        not_applicable=scale.off,
        blank=scale.none,
        wording=rating.column.wording,
        reversed=scale.turned,
    )
