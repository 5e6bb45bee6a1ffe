"""The curve in the cells of a table: each cell draws its own stretch, so that a row of cells shows one line.

What lives here: heights, the path through a cell, where its label stands. Not here: the cell's texts (rows).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from outsidein.render.html.labels import Box
from outsidein.render.scene import CurveRow

HEIGHT = 264
_TOP, _BOTTOM = 36, 36
_WIDTH = 100.0
LABEL = (64.0, 32.0)
"""The room a label takes: wider and higher than its number and n."""


@dataclass(frozen=True, slots=True)
class Slopes:
    """Heights of a line at the columns (None: a gap) with slopes that never overshoot (zero at extremes)."""

    ys: tuple[float | None, ...]
    slopes: tuple[float, ...]

    @classmethod
    def through(cls, ys: Sequence[float | None]) -> Slopes:
        """Slopes by the harmonic mean of both sides where they agree in sign (Fritsch–Carlson's monotone cubic).

        >>> Slopes.through([0.0, 1.0, 2.0, None, 5.0]).slopes
        (0.0, 1.0, 0.0, 0.0, 0.0)
        """
        slopes = []
        for at, y in enumerate(ys):
            before = ys[at - 1] if at else None
            after = ys[at + 1] if at + 1 < len(ys) else None
            slope = 0.0
            if y is not None and before is not None and after is not None and (y - before) * (after - y) > 0:
                slope = 2 * (y - before) * (after - y) / (after - before)
            slopes.append(slope)
        return cls(tuple(ys), tuple(slopes))

    def path(self, at: int, *, back: bool = False) -> str:
        """The line through column ``at``, from the middle of the column before to that of the one after, as far as it
        goes, in units where the column is 0–100 wide; ``back`` draws it from right to left, to close a band."""
        if self.ys[at] is None:
            return ""
        first = at if at == 0 or self.ys[at - 1] is None else at - 1
        last = at if at + 1 == len(self.ys) or self.ys[at + 1] is None else at + 1
        if first == last:
            return ""
        knots = [(_WIDTH * (k - at + 0.5), self.ys[k] or 0.0, self.slopes[k]) for k in range(first, last + 1)]
        sign = 1.0
        if back:
            knots, sign = knots[::-1], -1.0
        third = sign * _WIDTH / 3
        drawn = f"{_n(knots[0][0])} {_n(knots[0][1])}"
        for (x, y, slope), (x2, y2, slope2) in pairwise(knots):
            ends = (x + third, y + sign * slope / 3, x2 - third, y2 - sign * slope2 / 3, x2, y2)
            drawn += " C" + " ".join(_n(end) for end in ends)
        return drawn

    def near(self, at: int, aside: float) -> float | None:
        """The height of the line ``aside`` of a column's width beside the middle of column ``at`` (−½ to ½)."""
        y, other = self.ys[at], at + (1 if aside > 0 else -1)
        if y is None or not 0 <= other < len(self.ys) or (y2 := self.ys[other]) is None:
            return y if aside == 0 else None
        t = abs(aside)
        s, s2 = (self.slopes[at], self.slopes[other]) if aside > 0 else (-self.slopes[at], -self.slopes[other])
        return y * (1 + 2 * t) * (1 - t) ** 2 + s * t * (1 - t) ** 2 + y2 * t * t * (3 - 2 * t) + s2 * t * t * (t - 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A CurveRow in pixels."""

    level: Slopes
    low: Slopes
    high: Slopes
    target: Slopes
    drawn: tuple[float | None, ...]
    sketch: Slopes
    """The line through what people drew, where nothing was measured that a line could follow."""
    labels: tuple[Box, ...]
    ticks: tuple[tuple[float, float], ...]
    """Pairs of value and height."""


def y_of(value: float, row: CurveRow) -> float:
    """The height of a value, in pixels from the top."""
    held = min(max(value, row.low), row.high)
    return round(_TOP + (row.high - held) / (row.high - row.low) * (HEIGHT - _TOP - _BOTTOM), 1)


def drawing(row: CurveRow) -> Drawing:
    """Everything of a curve in pixels, labels placed."""

    def heights(values: list[float | None]) -> Slopes:
        return Slopes.through([None if value is None else y_of(value, row) for value in values])

    level = heights([p.number.value if p.number else None for p in row.points])
    low = heights([p.number.low if p.number else None for p in row.points])
    high = heights([p.number.high if p.number else None for p in row.points])
    target = heights([p.target for p in row.points])
    drawn = tuple(None if p.drawn is None else y_of(p.drawn, row) for p in row.points)
    measured = any(p.number for p in row.points)
    sketch = heights([None if measured else p.drawn for p in row.points])
    labels = tuple(_label(at, level, low, high, target, drawn[at]) for at in range(len(row.points)))
    ticks = tuple((tick, y_of(tick, row)) for tick in row.ticks)
    return Drawing(level, low, high, target, drawn, sketch, labels, ticks)


def _label(at: int, level: Slopes, low: Slopes, high: Slopes, target: Slopes, drawn: float | None) -> Box:
    """Where the label of one column stands: above or below its point, clear of the whisker, target and drawn level.

    In a gap: near the middle, clear of what else is there.
    """
    y, top, bottom = level.ys[at], high.ys[at], low.ys[at]
    width, height = LABEL
    frame = Box(-width / 2, 0, width / 2, HEIGHT)
    must = [] if drawn is None else [Box(-7, drawn - 7, 7, drawn + 7)]
    if y is None or top is None or bottom is None:
        y = top = bottom = HEIGHT / 2
    else:
        must.append(Box(-8, min(top, y - 8), 8, max(bottom, y + 8)))
    beside = [line.near(at, aside / 100) for line in (level, target) for aside in range(-26, 27, 4)]
    soft = [Box(-1, other - 2, 1, other + 2) for other in beside if other is not None]
    for obstacles in (must + soft, must):
        for gap in (9.0, 15.0, 23.0, 33.0, 45.0, 60.0):
            for edge in (top - gap - height, bottom + gap):
                box = Box(-width / 2, edge, width / 2, edge + height)
                if frame.holds(box) and not any(box.meets(other) for other in obstacles):
                    return box
    edge = 0 if y > HEIGHT / 2 else HEIGHT - height
    return Box(-width / 2, edge, width / 2, edge + height)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
