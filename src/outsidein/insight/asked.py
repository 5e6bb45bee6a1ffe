"""What was asked of the whole journey and of each touchpoint, as measures; and which question stands for loyalty.

What lives here: which measures a Reading shows, and in which order. Not here: computing any (measures).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from outsidein.evidence.tables import Asks
from outsidein.ground import Diagnostic, MeasureError
from outsidein.insight.phrases import say
from outsidein.insight.place import Counted
from outsidein.insight.scope import Scope
from outsidein.maps.document import Document
from outsidein.measures.ask import Ask, Row
from outsidein.measures.estimate import Estimate

if TYPE_CHECKING:
    from outsidein.evidence.store import Store

_OF: Final = {
    Asks.OUTCOME: "outcome",
    Asks.NPS: "nps",
    Asks.SATISFACTION: "csat",
    Asks.CES: "ces",
    Asks.EMOTION: "emotional-level",
    Asks.IMPORTANCE: "importance",
    Asks.FREQUENCY: "frequency",
    Asks.NUMBER: "number",
}
"""The measure that answers of each kind feed first."""

_WHOLE: Final = (Asks.NPS, Asks.OUTCOME, Asks.SATISFACTION, Asks.CES, Asks.EMOTION)
_TOUCHPOINT: Final = (Asks.SATISFACTION, Asks.NPS, Asks.CES, Asks.IMPORTANCE, Asks.FREQUENCY)

EFFORT: Final = "ces"


@dataclass(frozen=True, slots=True)
class Loyalty:
    """The question that stands for loyalty (its key, empty where there is none), what it asks, how it was chosen."""

    question: str = ""
    asks: Asks | None = None
    says: str = ""


def find_loyalty(document: Document, counted: Sequence[Counted]) -> Loyalty:
    """What the map names; else a recommendation, else an outcome, asked of the whole."""
    of_whole = [one for one in counted if not one.touchpoint and one.n]
    named = document.journey.loyalty
    if named:
        about = [one for one in counted if one.question == named and one.n]
        if about:
            return Loyalty(named, about[0].asks)
    for asks in (Asks.NPS, Asks.OUTCOME):
        found = sorted((one for one in of_whole if one.asks is asks), key=lambda one: (-one.n, one.question))
        if found:
            said = (
                say("asked.the-map-names-for-loyalty", named=named, question=found[0].question)
                if named
                else say("asked.the-map-names-no-question", question=found[0].question)
            )
            return Loyalty(found[0].question, asks, said)
    if named:
        return Loyalty(says=say("asked.the-map-names-for-loyalty-and", named=named))
    return Loyalty(says=say("asked.no-question-about-the-whole"))


def of_whole(
    store: Store, counted: Sequence[Counted], loyalty: Loyalty, *, scope: Scope, level: float
) -> tuple[tuple[tuple[str, Estimate], ...], tuple[str, ...]]:
    """Measures of the journey as a whole, loyalty first, and what could not be measured as sentences."""
    from outsidein.measures.compute import measure_all

    held = {one.asks for one in counted if not one.touchpoint and one.n}
    asks = []
    if loyalty.asks:
        mine = (("question", (loyalty.question,)), *scope.where)
        asks.append(Ask(_OF[loyalty.asks], where=mine, period=scope.period, level=level))
    others = (kind for kind in _WHOLE if kind in held and kind is not loyalty.asks)
    whole = (("touchpoint", (None,)), *scope.where)
    asks += [Ask(_OF[kind], where=whole, period=scope.period, level=level) for kind in others]
    found, refused = [], []
    for ask, rows in zip(asks, measure_all(store, asks), strict=True):
        for row in rows:
            if row.refused:
                refused.append(row.refused.says)
            elif row.estimate.known:
                found.append((ask.measure, row.estimate))
    return tuple(found), tuple(dict.fromkeys(refused))


def of_touchpoints(
    store: Store, counted: Sequence[Counted], *, scope: Scope, level: float
) -> dict[str, tuple[Row, ...]]:
    """By measure, a row for each touchpoint that was asked for it."""
    from outsidein.measures.compute import measure_all

    held = {one.asks for one in counted if one.touchpoint and one.n}
    asks = [
        Ask(_OF[kind], by=("touchpoint",), where=scope.where, period=scope.period, level=level)
        for kind in _TOUCHPOINT
        if kind in held
    ]
    rows = measure_all(store, asks)
    return {
        ask.measure: tuple(row for row in mine if row.keys[0] is not None and not row.refused)
        for ask, mine in zip(asks, rows, strict=True)
    }


def check_level(level: float, smallest: float) -> None:
    """Raise MeasureError for a level of confidence or a smallest effect that is none."""
    if not 0 < level < 1:
        raise MeasureError(
            Diagnostic(
                "insight/bad-level", say("asked.a-level-of-is-none", level=level), say("asked.choose-one-between-and")
            )
        )
    if not 0 <= smallest < 9:
        raise MeasureError(
            Diagnostic(
                "insight/bad-smallest-effect",
                say("asked.no-difference-on-can-be", smallest=smallest),
                say("asked.choose-the-smallest-difference-that"),
            )
        )
