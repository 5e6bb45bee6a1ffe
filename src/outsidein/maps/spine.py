"""The spine of a map: the journey itself, its stages, its steps.

What lives here: what is travelled through, in order. Not here: what stands in the lanes (cells), who and what takes
part (cast), and which takes part where (ties).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from outsidein.maps.record import Placed, Record, recorded


class State(StrEnum):
    """What a map claims to show."""

    AS_IS = "as-is"
    TO_BE = "to-be"
    IDEAL = "ideal"


class Beat(StrEnum):
    """The place of a step in the story that a journey tells, from the first scene to the last."""

    EXPOSITION = "exposition"
    INCITING_INCIDENT = "inciting-incident"
    RISING_ACTION = "rising-action"
    CRISIS = "crisis"
    CLIMAX = "climax"
    FALLING_ACTION = "falling-action"
    END = "end"


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class Journey(Record):
    """The head of a map: what it is about, whose experience, from where to where, and who keeps it true.

    ``outcome`` is what the customer came for, in the customer's words. ``loyalty`` is the key of the question in the
    evidence that stands for loyalty (an outcome, NPS …). ``reviewed`` is an ISO date; ``review_every`` counts days.
    ``of`` is the key of the as-is map of which this one shows another state; ``phase`` names the phase of the customer
    life cycle in which it lies (the catalogue offers words); ``plan`` is the name of the picture of a spatial map
    (``images/``).
    """

    type = "journey"
    kind: str = "customer-journey"
    title: str = ""
    subtitle: str = ""
    state: State = State.AS_IS
    language: str = "en"
    outcome: str = ""
    starts: str = ""
    ends: str = ""
    loyalty: str = ""
    value_model: str = ""
    owner: str = ""
    reviewed: str = ""
    review_every: int | None = None
    fictional: bool = False
    of: str = ""
    phase: str = ""
    plan: str = ""
    abbreviations: tuple[tuple[str, str], ...] = ()
    """Short forms and what they mean, so that no card needs explanation."""
    dictionary: tuple[str, ...] = ()
    """Words of the team's own, on which the writing guide gives no hint."""


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Placed):
    """A stretch of the journey with one goal of the customer's; its parent is the journey."""

    type = "stage"
    name: str
    goal: str = ""


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Placed):
    """One thing the customer goes through; its parent is a stage. ``target`` is the emotional level aimed at, 1–10.

    ``opens`` is the key of the finer journey map that the step opens into, ``beat`` its place in the story.
    ``capabilities`` are keys of what the organisation must be able to do for it, told once in the library of the
    workspace. On a mental model a stage is a mental space and a step a tower in it.
    """

    type = "step"
    name: str
    about: str = ""
    target: float | None = None
    opens: str = ""
    beat: Beat | None = None
    capabilities: tuple[str, ...] = ()
