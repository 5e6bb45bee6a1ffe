"""A Reading: everything the evidence says about one map, recomputed whenever it is asked for, never stored on it.

What lives here: the parts of a Reading as plain data. Not here: how each is computed. Render draws it, the command line
prints it, and nothing in it is a bare number: each is an Estimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from outsidein.ground.ids import slug
from outsidein.insight.finding import Finding
from outsidein.insight.phrases import say
from outsidein.insight.walked import Walked
from outsidein.measures.estimate import Estimate, Period


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How a step feels. ``level`` is on 1–10, or None for a gap, and then ``gap`` says why there is none.

    ``drawn`` is the level a person drew, shown beside, never merged. ``touchpoints`` are the keys whose answers
    count here. ``measured_as`` says what was asked where it was not the emotional level itself.
    """

    step: str
    level: Estimate | None
    gap: str = ""
    drawn: float | None = None
    target: float | None = None
    touchpoints: tuple[str, ...] = ()
    measured_as: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What customers and employees say of one touchpoint (its key), each on 1–10; ``steps`` are those where it is met.

    The two stand side by side: neither is said to be the cause of the other.
    """

    touchpoint: str
    customers: Estimate
    employees: Estimate
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unallocated:
    """Answers about a touchpoint that fit several steps, or none, and are therefore counted for no step."""

    touchpoint: str
    n: int
    steps: tuple[str, ...]
    says: str
    level: Estimate


@dataclass(frozen=True, slots=True)
class Driver:
    """How much of what explains loyalty hangs on one touchpoint.

    ``share`` is the LMG share of R² in percent, ``johnson`` the relative-weight share, ``pairwise`` the LMG share from
    pairwise-complete data (percent); ``sign`` is that of the correlation with the outcome, ``beta`` the standardised
    coefficient with its interval.
    """

    touchpoint: str
    share: Estimate
    johnson: float
    pairwise: float
    sign: int
    beta: Estimate


@dataclass(frozen=True, slots=True)
class Drivers:
    """Relative importance of the touchpoints for one outcome, largest first. Association, not cause."""

    outcome: str
    wording: str
    r2: Estimate
    n: int
    left_out: int
    """Respondents who answered the outcome but not every touchpoint, and so are not in the complete cases."""
    drivers: tuple[Driver, ...]
    method: str
    notes: tuple[str, ...] = ()


class Quadrant(StrEnum):
    """Where a touchpoint stands in importance × performance."""

    MEND_FIRST = "mend first"
    KEEP = "keep"
    WATCH = "watch"
    DO_NOT_OVERDO = "do not overdo"
    UNSURE = "too close to say"

    @property
    def said(self) -> str:
        """Its name in the language spoken; the value itself is for machines."""
        return say(f"quadrant.{self.name.lower()}")


@dataclass(frozen=True, slots=True)
class Position:
    """A touchpoint in the importance × performance matrix; the cross hairs stand in ``Reading.crosshairs``."""

    touchpoint: str
    importance: Estimate
    performance: Estimate
    quadrant: Quadrant


@dataclass(frozen=True, slots=True)
class Priority:
    """Which touchpoint is worth working on: ``name`` says which score it is.

    ``opportunity score`` needs importance that customers stated; without it ``driver share × gap to target`` is given
    under that name. ``band`` is ``extreme``, ``high``, ``worth a look``, ``served`` or empty.
    """

    touchpoint: str
    name: str
    score: Estimate
    band: str = ""
    importance: Estimate | None = None
    satisfaction: Estimate | None = None

    @property
    def said(self) -> str:
        """The name of the score in the language spoken; ``name`` is for machines."""
        return say(f"priority.name.{slug(self.name)}")

    @property
    def band_said(self) -> str:
        """The band in the language spoken; empty where there is none."""
        return say(f"band.{slug(self.band)}") if self.band else ""


@dataclass(frozen=True, slots=True)
class Voice:
    """How much one segment is heard: share of the people in the frame who answered.

    With ``stage`` (the id of one) it is the share of those heard at all who were heard about that stage.
    """

    segment: str
    value: str
    people: int
    heard: int
    share: Estimate
    missing: bool
    says: str
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who answers and who never does. Without a frame (customers or invited) ``known`` is False: we cannot know."""

    known: bool
    says: str
    overall: Estimate | None = None
    voices: tuple[Voice, ...] = ()


class Strength(StrEnum):
    """What backs a card."""

    MEASURED = "measured"
    HEARD = "heard"
    ASSUMPTION = "assumption"


@dataclass(frozen=True, slots=True)
class Backing:
    """What backs one card (or flow, actor, place): the strongest kind of evidence, how much, how many days old."""

    card: str
    strength: Strength
    n: int = 0
    age: int | None = None
    stale: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A comment as it was written, with its id (``comment:…``), step and touchpoint."""

    comment: str
    text: str
    touchpoint: str
    step: str = ""
    time: datetime | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class TouchpointReading:
    """What was asked about one touchpoint: measures by catalogue id, comments counted, trend over periods."""

    touchpoint: str
    measures: tuple[tuple[str, Estimate], ...]
    trend: tuple[Estimate, ...] = ()
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old the evidence is: the newest answer and its age in days; ``says`` in words; stale by the map's rhythm."""

    newest: datetime | None
    age: int | None
    stale: bool
    says: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the evidence says about one map."""

    headline: str
    lead: str
    period: Period
    responses: int
    answers: int
    not_applicable: int
    comments: int
    events: int
    overall: tuple[tuple[str, Estimate], ...]
    """Measures of the journey as a whole (loyalty first) by catalogue id."""
    curve: tuple[CurvePoint, ...]
    unallocated: tuple[Unallocated, ...]
    touchpoints: tuple[TouchpointReading, ...]
    drivers: Drivers | None
    findings: tuple[Finding, ...]
    positions: tuple[Position, ...]
    crosshairs: tuple[float, float] | None
    """(performance, importance) where the matrix is parted: mean performance and the fair share 100/p."""
    priorities: tuple[Priority, ...]
    voices: Voices
    backing: tuple[Backing, ...]
    coverage: Estimate
    """Share of cards that are measured or heard, in percent, method exact."""
    freshness: Freshness
    quotes: tuple[Quote, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader must know before believing any of it: whole sentences."""
    scope: str = ""
    """Whose evidence counts, in words; empty where it is everybody's."""
    walked: Walked | None = None
    """How the map is walked, where a log of events touches it."""
    standing: tuple[Backing, ...] = ()
    """What backs flows, actors and places: ``card`` is the id of such a record."""
    beside: tuple[Beside, ...] = ()
    """Touchpoints that customers and employees both rated; empty where the evidence has only one side."""
