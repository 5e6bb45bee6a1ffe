"""The records of a spatial map: the places on a picture, such as a floor plan, where somebody meets something.

What lives here: PlanPlace (``ground.Place`` is one in a file). Not here: the picture (``Journey.plan`` names it), or
the ways between places (ties).
"""

from __future__ import annotations

from dataclasses import dataclass

from outsidein.maps.record import Placed, recorded


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPlace(Placed):
    """A spot on the picture of a map, in the order of the visit; its parent is the journey.

    ``x`` and ``y`` run from 0 to 1 from the upper left corner of the picture. ``touchpoint`` is the id of what is met
    there; a place without a name goes by the name of its touchpoint.
    """

    type = "place"
    name: str = ""
    touchpoint: str = ""
    x: float
    y: float
    about: str = ""
