"""The two sides of a comparison: that they are of one log and share no case, how many they are, how long they are seen.

What lives here: what every comparison must know of its sides. Not here: any comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outsidein.ground import Diagnostic, MeasureError
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    from outsidein.evidence.journeys import Journeys


def hold_apart(this: Journeys, against: Journeys) -> None:
    """Make sure that no case is on both sides: intervals of a difference are those of different customers.

    Raises MeasureError where one is. Asks the engine once.
    """
    shared = int(this.cases.semi_join(against.cases, "case").count().to_pyarrow().as_py())
    if shared:
        says, fix = say("journeys.on-both-sides", n=shared), say("journeys.choose-sides-apart")
        raise MeasureError(Diagnostic("measures/same-journeys", says, fix))


def of_one_log(this: Journeys, against: Journeys) -> None:
    """Make sure that codes mean the same on both sides. Raises MeasureError where they do not."""
    if this.names != against.names:
        says, fix = say("journeys.different-logs"), say("journeys.narrow-one-log")
        raise MeasureError(Diagnostic("measures/different-logs", says, fix))


def cases_in(journeys: Journeys) -> int:
    """How many cases a side has."""
    return int(journeys.cases.count().to_pyarrow().as_py())


def observed_until(this: Journeys, against: Journeys) -> int:
    """When observation ended for both, in µs: the last event of either, for they are of one log."""
    ends = (side.cases["last"].max().to_pyarrow().as_py() for side in (this, against))
    return max(int(end or 0) for end in ends)
