"""An inquiry: a map, the evidence, and how it is to be read, before any number is known.

What lives here: the context that the parts of a reading share. Not here: the parts, or their order (reader).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outsidein.insight.anchor import Anchors
from outsidein.insight.asked import Loyalty
from outsidein.insight.level import Telling
from outsidein.insight.place import Counted, Place
from outsidein.insight.scope import Scope
from outsidein.maps.document import Document

if TYPE_CHECKING:
    from outsidein.evidence.store import Store


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is read, of whom, and how surely: ``smallest`` is the smallest difference that matters, on 1–10."""

    document: Document
    store: Store
    anchors: Anchors
    counted: tuple[Counted, ...]
    loyalty: Loyalty
    scope: Scope
    level: float
    smallest: float

    @property
    def telling(self) -> Telling:
        """How numbers account for themselves."""
        names = tuple((one.key, one.name) for one in self.document.touchpoints)
        return Telling(self.store.questions, str(self.scope), self.level, names)

    def on_journey(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """Those touchpoints that are met on this journey: what is met elsewhere is no part of its rest."""
        met = {one.touchpoint for one in self.anchors.touchpoints if one.met}
        return tuple(place for place in places if place.keys[0] in met)

    def targets(self) -> dict[str, float]:
        """The level aimed at, by id of the step."""
        return {step.id: step.target for step in self.document.steps if step.target is not None}

    def target_of(self, touchpoint: str) -> float | None:
        """The level aimed at where a touchpoint (its key) counts."""
        anchored = self.anchors.of(touchpoint)
        return self.targets().get(anchored.step) if anchored else None
