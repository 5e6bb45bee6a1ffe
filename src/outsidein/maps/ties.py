"""What ties records together: where a touchpoint is met, which moments are moments of truth, where a step leads.

What lives here: ties as records of their own. Not here: what is tied, or value flows between actors (network).
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


class Way(StrEnum):
    """What an arrow says: the journey goes on there, goes back there, or ends early (and then leads to no step)."""

    LEADS = "leads"
    RETURNS = "returns"
    LEAVES = "leaves"


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
    """A moment of truth at a step (the parent), perhaps at one touchpoint of it (its id), always with its reason.

    On a floor plan it stands at a place, on a network at an actor.
    """

    type = "moment"
    parent: str
    reason: str
    touchpoint: str = ""
    by: Proposer = Proposer.PERSON


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow(Record):
    """Where a step (the parent) leads besides the next one: to another step (its id), back to one, or out.

    A journey is read from left to right; only what differs from that needs an arrow. ``label`` says when it is taken.
    The same tie leads from card to card (who hands on to whom on a blueprint) and from place to place (the way through
    a floor plan), always between two of one type; the kind of map says between which (``Kind.ties``).
    """

    type = "arrow"
    parent: str
    to: str = ""
    label: str = ""
    kind: Way = Way.LEADS
