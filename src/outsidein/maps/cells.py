"""The cells of a map: lanes across the journey and the cards that stand in them.

What lives here: Lane and Card. Not here: what a lane means in a kind of map (kind, and the lane catalogue).
"""

from __future__ import annotations

from dataclasses import dataclass

from outsidein.maps.record import Placed, recorded


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class Lane(Placed):
    """A row of the map; its parent is the journey, its key the name cards use. ``of`` is an entry of the catalogue.

    A lane that the kind declares needs no record; a record adds a lane, renames one, hides it, or (``moved``) puts it
    behind the lane of the record before it, the first one above all. ``persona`` is the id of the persona whose own
    lane it is, where several roles share a journey; the cards of a ``locked`` lane are not to be changed.
    """

    type = "lane"
    of: str = "text"
    name: str = ""
    hint: str = ""
    hidden: bool = False
    moved: bool = False
    persona: str = ""
    locked: bool = False


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Placed):
    """One statement; its parent is a step, a stage, an actor or a place, ``lane`` the key of a lane.

    ``value`` is a number drawn by a person (an emotional level, a count), ``touchpoint`` narrows the card to one (the
    id of its record), ``personas`` to some (ids, too), ``evidence`` names what backs it by id (``comment:…``,
    ``source:…``), never by its text. ``picture`` is the name of an image of the workspace (``images/``); the text says
    what it shows. A ``fine`` card gets no hint of the writing guide.
    """

    type = "card"
    lane: str
    text: str = ""
    value: float | None = None
    touchpoint: str = ""
    personas: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    owner: str = ""
    category: str = ""
    about: str = ""
    picture: str = ""
    fine: bool = False
