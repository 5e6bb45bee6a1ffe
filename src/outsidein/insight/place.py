"""Places: the touchpoints and steps of a map that answers can say something about, and which answers those are.

What lives here: the choice of what is read as a feeling, from counts of what was asked. Not here: the counts (rated)
and the answers themselves. Answers about the emotional level are preferred; satisfaction ratings stand in for them,
mapped to 1–10 and labelled so. The two are never mixed in one place, nor held against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from outsidein.evidence.tables import Asks
from outsidein.ground.writing import listed
from outsidein.insight.anchor import Anchors
from outsidein.insight.contrast import ENOUGH
from outsidein.insight.phrases import say

LOW: Final = 1.0
HIGH: Final = 10.0
UNIT: Final = "1–10"


@dataclass(frozen=True, slots=True)
class Counted:
    """How often one question about one touchpoint (empty: the whole) was answered on one scale."""

    question: str
    touchpoint: str
    asks: Asks
    scale: tuple[float, float]
    n: int
    not_applicable: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A step or touchpoint (the id of its record) with the keys of the touchpoints whose answers say how it feels.

    ``asks`` is what those answers were asked for, ``questions`` by which questions, ``scales`` on which scales.
    """

    where: str
    keys: tuple[str, ...]
    asks: Asks
    questions: tuple[str, ...]
    scales: tuple[tuple[float, float], ...]

    @property
    def measured_as(self) -> str:
        """What was asked where it was not the emotional level on 1–10; empty where it was.

        >>> Place("step:a", ("gate",), Asks.SATISFACTION, ("q1",), ((1, 5),)).measured_as
        'satisfaction rating 1–5, mapped to 1–10'
        """
        if self.asks is Asks.EMOTION and self.scales == ((LOW, HIGH),):
            return ""
        name = say("place.emotional-level") if self.asks is Asks.EMOTION else say("place.satisfaction-rating")
        return say(
            "place.mapped-to",
            name=name,
            scales=listed([f"{low:g}–{high:g}" for low, high in self.scales], most=99),
            unit=UNIT,
        )


def touchpoint_places(anchors: Anchors, counted: Sequence[Counted]) -> tuple[Place, ...]:
    """Every touchpoint that was rated, known to the map or not, in the order of ``anchors``."""
    found = (_place(f"touchpoint:{one.touchpoint}", (one.touchpoint,), counted) for one in anchors.touchpoints)
    return tuple(place for place in found if place)


def step_places(anchors: Anchors, counted: Sequence[Counted], *, steps: Sequence[str]) -> tuple[Place, ...]:
    """Every step (by id) for which at least one rated touchpoint counts."""
    found = (_place(step, anchors.at(step), counted) for step in steps)
    return tuple(place for place in found if place)


def _place(where: str, keys: tuple[str, ...], counted: Sequence[Counted]) -> Place | None:
    about = [one for one in counted if one.touchpoint in keys and one.n]
    felt = sum(one.n for one in about if one.asks is Asks.EMOTION)
    rated = sum(one.n for one in about if one.asks is Asks.SATISFACTION)
    if not felt and not rated:
        return None
    asks = Asks.EMOTION if felt >= ENOUGH or not rated else Asks.SATISFACTION
    chosen = [one for one in about if one.asks is asks]
    said = {one.touchpoint for one in chosen}
    return Place(
        where,
        tuple(key for key in keys if key in said),
        asks,
        tuple(dict.fromkeys(one.question for one in chosen)),
        tuple(sorted({one.scale for one in chosen})),
    )
