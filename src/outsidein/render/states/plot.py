"""Both curves of a comparison in pixels: lines with their gaps, measured levels with their whiskers, effects beside.

What lives here: plot. Not here: levels (scene), how lines look (states.css, states.typ). A gap stays a gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from outsidein.render.states.scene import Point, StatesScene

HEIGHT: Final = 220
LOW: Final = 1.0
HIGH: Final = 10.0
_TOP: Final = 26
_BOTTOM: Final = 22


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: its unbroken stretches of two points or more, and all its points."""

    stretches: tuple[tuple[tuple[float, float], ...], ...]
    points: tuple[tuple[float, float], ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The stretches as SVG writes them."""
        return tuple("M" + "L".join(f"{x:g} {y:g}" for x, y in stretch) for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Whisker:
    """A measured level at x, y with its interval from top to bottom."""

    x: float
    y: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Plot:
    """The picture of the curve row; ``effects`` are texts with their middle and baseline."""

    was: Line
    now: Line
    target: Line
    whiskers: tuple[Whisker, ...]
    effects: tuple[tuple[str, float, float], ...]
    ticks: tuple[tuple[str, float], ...]


def y_of(level: float) -> float:
    """The height of a level, in pixels from the top.

    >>> y_of(10.0), y_of(1.0)
    (26.0, 198.0)
    """
    return round(_TOP + (HIGH - level) / (HIGH - LOW) * (HEIGHT - _TOP - _BOTTOM), 1)


def plot(scene: StatesScene, *, column: float) -> Plot:
    """Both curves over columns that are ``column`` pixels wide."""
    by_column = {point.column: point for point in scene.curve}
    middles = [round((at + 0.5) * column, 1) for at in range(len(scene.columns))]

    def line(levels: list[float | None], there: list[bool]) -> Line:
        stretches: list[list[tuple[float, float]]] = [[]]
        for x, level, has in zip(middles, levels, there, strict=True):
            if level is not None:
                stretches[-1].append((x, y_of(level)))
            elif has:  # a step that the state has not is no gap of it: the line goes on
                stretches.append([])
        points = tuple(point for stretch in stretches for point in stretch)
        return Line(tuple(tuple(stretch) for stretch in stretches if len(stretch) > 1), points)

    def of(at: int) -> Point | None:
        return by_column.get(at)

    places = range(len(scene.columns))
    in_was = [bool(point and point.in_was) for point in map(of, places)]
    in_now = [bool(point and point.in_now) for point in map(of, places)]
    was = line([point.drawn_was if (point := of(at)) else None for at in places], in_was)
    now = line([point.drawn_now if (point := of(at)) else None for at in places], in_now)
    target = line([point.target_now if (point := of(at)) else None for at in places], in_now)
    whiskers = tuple(
        Whisker(middles[at] + 14, y_of(level.value), y_of(level.high), y_of(level.low))
        for at in places
        if (point := of(at)) and (level := point.measured_now or point.measured_was)
    )
    effects = tuple(
        (point.effect, middles[at], y_of(max(one for one in _levels(point) if one is not None)) - 11)
        for at in places
        if (point := of(at)) and point.effect
    )
    ticks = tuple((f"{level:g}", y_of(level)) for level in (1.0, 5.5, 10.0))
    return Plot(was, now, target, whiskers, effects, ticks)


def _levels(point: Point) -> tuple[float | None, ...]:
    return point.drawn_was, point.drawn_now, point.target_now
