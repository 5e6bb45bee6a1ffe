"""What ties records together: where a touchpoint is met, and which moments are moments of truth.

What lives here: ties as records of their own. Not here: what is tied. Arrows and value flows will join them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from outsidein.maps.record import Placed, Record, recorded


class Anchor(StrEnum):
    """What an answer about a touchpoint says about a step where it is met.

    ``representative``: it stands for the experience there. ``indicative``: it merely hints; it is never counted for the
    step. Empty in a record means: representative if the touchpoint is met at no other step.
    """

    REPRESENTATIVE = "representative"
    INDICATIVE = "indicative"


class Proposer(StrEnum):
    """Who says so."""

    PERSON = "person"
    EVIDENCE = "evidence"


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter(Placed):
    """A touchpoint met at a step (the parent); ``touchpoint`` is the id of the touchpoint record."""

    type = "encounter"
    touchpoint: str
    anchor: Anchor | None = None


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Record):
    """A moment of truth at a step (the parent), perhaps at one touchpoint of it (its id), always with its reason."""

    type = "moment"
    parent: str
    reason: str
    touchpoint: str = ""
    by: Proposer = Proposer.PERSON
