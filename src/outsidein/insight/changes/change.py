"""What a search for changes gives: a Change, the Incident that gathers those of the same days, and all Changes.

What lives here: the result. Not here: how it is found (find) or said (saying).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from outsidein.insight.changes.tally import Watched
from outsidein.measures.estimate import Estimate, Period


class Shape(StrEnum):
    """How something changed over time."""

    PASSING = "passing"
    BREAK = "break"
    TREND = "trend"


@dataclass(frozen=True, slots=True)
class Change:
    """One share that changed among the journeys of ``segment`` = ``value`` (both empty: among all).

    ``period`` are the days it differed. ``begins`` and ``ends`` are the days on which it may as well have begun and
    ended (None: it had not ended when the log did). ``before`` is the share that the same mix of journeys would have
    had as in the days around, ``during`` the share it had, ``difference`` the second minus the first; for a trend they
    are the first and the last quarter. ``p`` is corrected for all looks. Association with days, never a cause.
    """

    watched: Watched
    segment: str
    value: str
    shape: Shape
    period: Period
    begins: Period
    ends: Period | None
    before: Estimate
    during: Estimate
    difference: Estimate
    p: float
    says: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Changes of the same days: the clearest one leads, the ``others`` go with it."""

    lead: Change
    others: tuple[Change, ...]
    period: Period
    says: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything found: ``incidents`` (passing changes and breaks), ``mix`` (who came), ``trends``.

    ``looks`` is how many windows × shares × segments were looked at, for which every p is corrected so that in a log
    without changes the chance of any alarm is at most ``alpha``. ``customers`` is 0 where nobody was told apart.
    """

    incidents: tuple[Incident, ...]
    mix: tuple[Incident, ...]
    trends: tuple[Change, ...]
    looks: int
    alpha: float
    period: Period
    walks: int
    customers: int
    notes: tuple[str, ...] = ()

    @property
    def found(self) -> tuple[Change, ...]:
        """Every change, clearest incident first."""
        gathered = [one for incident in (*self.incidents, *self.mix) for one in (incident.lead, *incident.others)]
        return (*gathered, *self.trends)
