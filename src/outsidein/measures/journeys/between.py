"""The time between any two touchpoints of a journey, whatever lies between them.

What lives here: from the first visit of one to the next visit of the other. Not here: neighbours (transitions) and
longer chains (funnels). Those who never arrive have no time: how many did is said beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from outsidein.measures.estimate import Estimate
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.funnels import Step, funnel
from outsidein.measures.journeys.spread import Spread

if TYPE_CHECKING:
    from outsidein.evidence.journeys import Journeys


@dataclass(frozen=True, slots=True)
class Between:
    """``time`` of those who arrived; ``arrived`` is their share of all cases that set out."""

    time: Spread
    arrived: Estimate


@asked
def time_between(
    journeys: Journeys, start: Step, end: Step, *, window: timedelta | None = None, level: float = 0.95
) -> Between:
    """The quartiles of the time from ``start`` to the next ``end``, one per case.

    Without ``window`` from the first ``start`` of a case; with one, the first time that some ``start`` is followed by
    an ``end`` in time. The interval rests on ranks alone, whatever the times are like.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 60_000_000, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     found = time_between(journeys, "search", "buy")
    >>> found.time.median.value, found.arrived.value
    (60.0, 0.5)
    """
    last = funnel(journeys, [start, end], window=window, level=level).steps[-1]
    return Between(last.time, last.of_previous)
