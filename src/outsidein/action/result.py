"""A result: whether the measure of an initiative moved, by how much, how surely, and against what.

What lives here: Result and its verdict. Not here: the statistics (measures.compare, measures.effect), the sentences
(wording). A result is never changed: another look is another result.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from outsidein.action.initiative import Initiative
from outsidein.ground import short_id
from outsidein.measures.ask import Where
from outsidein.measures.catalogue import catalogue
from outsidein.measures.effect import beyond_return
from outsidein.measures.estimate import Estimate, Period
from outsidein.measures.target import judge

if TYPE_CHECKING:
    from outsidein.measures.compare import Difference


class Effect(StrEnum):
    """What can be said of the change, by the most careful number there is."""

    BETTER = "clearly better"
    WORSE = "clearly worse"
    DIFFERENT = "clearly different"
    """Of a measure of which neither direction is better."""
    UNSURE = "cannot tell"


class Basis(StrEnum):
    """Which number the verdict rests on."""

    CHANGE = "change"
    """After minus before."""
    BEYOND = "beyond chance"
    """The change less what was to be expected because the place was chosen for standing out."""
    COMPARED = "compared"
    """The change less the change where nothing was done."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The difference in differences to ``others``, where nothing was changed."""

    others: Where
    change: Estimate


@dataclass(frozen=True, slots=True)
class Result:
    """The same ask on later rows, ``after``, held against the baseline worked out anew, ``before``.

    ``change`` is the difference with its interval, ``beyond`` that less the expected return to the mean, ``compared``
    that against others. ``moved`` is true where the rows of the baseline are no longer those that were frozen.
    """

    id: str
    initiative: str
    when: datetime
    by: str
    period: Period
    before: Estimate
    after: Estimate
    change: Estimate
    effect: Effect
    basis: Basis
    beyond: Estimate | None = None
    compared: Compared | None = None
    met: bool | None = None
    """Whether the target was reached; None without a target, and where the interval holds it."""
    moved: bool = False
    note: str = ""


def recorded(
    initiative: Initiative,
    found: Difference,
    *,
    period: Period,
    when: datetime,
    by: str,
    moved: bool,
    compared: Compared | None = None,
    note: str = "",
) -> Result:
    """What came of ``initiative``: ``found`` is the later period minus the baseline's."""
    back = initiative.baseline.back if initiative.selected else None
    beyond = beyond_return(found, back) if back else None
    better = catalogue().find(initiative.measure).better
    basis, decisive = Basis.CHANGE, found.change
    if beyond is not None and beyond.known:
        basis, decisive = Basis.BEYOND, beyond
    if compared is not None and compared.change.known:
        basis, decisive = Basis.COMPARED, compared.change
    after = found.this.estimate
    verdict = judge(after, initiative.target, better=better) if initiative.target is not None else None
    id = f"result:{short_id(initiative.id, str(period.first), str(period.last), by, when.isoformat())}"
    return Result(
        id=id,
        initiative=initiative.id,
        when=when,
        by=by,
        period=period,
        before=found.against.estimate,
        after=after,
        change=found.change,
        effect=effect_of(decisive, better),
        basis=basis,
        beyond=beyond,
        compared=compared,
        met=verdict.met if verdict else None,
        moved=moved,
        note=note,
    )


def effect_of(change: Estimate, better: str) -> Effect:
    """Better or worse only where the whole interval is on one side of nothing.

    >>> effect_of(Estimate(0.5, 0.2, 0.8, 90, "t"), "higher").value
    'clearly better'
    """
    if not change.known or change.low <= 0 <= change.high:
        return Effect.UNSURE
    if better == "neither":
        return Effect.DIFFERENT
    return Effect.BETTER if (change.low > 0) == (better == "higher") else Effect.WORSE
