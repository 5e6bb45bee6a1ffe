"""What a map can hold at most, and which keys are taken.

What lives here: the longest texts and names, and the keys that lanes cannot have. Not here: holding maps to it
(soundness), kinds of map (declaring), or the size of files (loading, nodes).
"""

from __future__ import annotations

from typing import Final

from outsidein.maps.catalog import Level
from outsidein.maps.fields import names_of
from outsidein.maps.network import Actor
from outsidein.maps.plan import PlanPlace
from outsidein.maps.spine import Stage, Step

LONGEST_TEXT: Final = 10_000
LONGEST_NAME: Final = 200
_OF_SPINE: Final = frozenset(
    {"id", "type", "parent", "order", "lane", "cards", "stages", "steps", "touchpoints", "moment_of_truth", "arrows"}
    | {*names_of(Stage), *names_of(Step)}
)
RESERVED_AT: Final = {
    Level.STAGE: _OF_SPINE,
    Level.STEP: _OF_SPINE,
    Level.ACTOR: frozenset({"id", "type", "parent", "flows", *names_of(Actor)}),
    Level.PLACE: frozenset({"id", "type", "parent", "order", "arrows", *names_of(PlanPlace)}),
}
"""Keys that a lane cannot take, by where its cards stand: they are fields of what stands there."""
RESERVED: Final = frozenset().union(*RESERVED_AT.values())
"""All of them: what a lane that is to fit everywhere is not called."""
