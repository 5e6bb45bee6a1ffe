"""The records of a network: the actors on it and the value that flows between them.

What lives here: Actor and Flow with the field's words for their kinds. Not here: how a network is laid out (render), or
arrows between steps, cards and places (ties).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from outsidein.maps.record import Record, recorded


class ActorKind(StrEnum):
    """What an actor on a network is."""

    PERSON = "person"
    PLACE = "place"
    OBJECT = "object"
    ORGANISATION = "organisation"


class FlowKind(StrEnum):
    """What flows from one actor to another."""

    MONEY = "money"
    GOODS = "goods"
    SERVICE = "service"
    INFORMATION = "information"
    GOODWILL = "goodwill"


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """Somebody or something that takes part in an ecosystem; ``persona`` is the id of the persona that stands for it.

    ``ring`` counts outwards from 0, the centre, where the primary provider and the primary actor stand. ``x`` and ``y``
    are where somebody put it, −1 to 1 from the centre (x to the right, y down); where there is none the layout decides.
    """

    type = "actor"
    name: str
    kind: ActorKind = ActorKind.ORGANISATION
    ring: int = 1
    x: float | None = None
    y: float | None = None
    persona: str = ""
    about: str = ""


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Record):
    """Value that goes from one actor (the parent) to another (``to``, its id); ``label`` says what it is.

    ``opens`` is the key of the journey map that looks into it; ``evidence`` names what backs it by id, as on a card.
    """

    type = "flow"
    parent: str
    to: str
    label: str = ""
    kind: FlowKind = FlowKind.SERVICE
    opens: str = ""
    evidence: tuple[str, ...] = ()
