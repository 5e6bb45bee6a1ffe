"""Importance × performance as a picture: dots with intervals, cross hairs, labels that never cover each other.

What lives here: the SVG in one size, and the list of dots that got a number in place of a label. Not here: the same as
a table (sections).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from outsidein.render.html.labels import Box, Wish, place, width_of
from outsidein.render.html.markup import Child, Html, element
from outsidein.render.scene import Dot, Matrix
from outsidein.render.words import Words

_SIZE = 12.0
_LEFT, _TOP, _RIGHT, _BOTTOM = 46.0, 8.0, 10.0, 48.0
_RADIUS = 6.0


@dataclass(frozen=True, slots=True)
class Plot:
    """A matrix on a sheet of ``width`` × ``height``: where values stand, and which labels fit where."""

    matrix: Matrix
    width: float
    height: float

    @property
    def frame(self) -> Box:
        """The plotting area."""
        return Box(_LEFT, _TOP, self.width - _RIGHT, self.height - _BOTTOM)

    def x(self, value: float) -> float:
        """From left to right."""
        return _along(value, self.matrix.x_range, self.frame.left, self.frame.right)

    def y(self, value: float) -> float:
        """From bottom to top."""
        return _along(value, self.matrix.y_range, self.frame.bottom, self.frame.top)

    def at(self, dot: Dot) -> tuple[float, float]:
        """The middle of a dot."""
        return self.x(dot.x.value or 0.0), self.y(dot.y.value or 0.0)

    def names(self) -> list[Box]:
        """Where the names of the four corners stand: top left, top right, bottom left, bottom right."""
        frame, cx = self.frame, self.x(self.matrix.cross[0])
        cy, marks, boxes = self.y(self.matrix.cross[1]), self.marks(), []
        for at, name in enumerate(self.matrix.corners):
            wide = width_of(name.upper(), 10.5) * 1.08
            outer, inner = (frame.left + 10, cx - 10 - wide) if at % 2 == 0 else (frame.right - 10 - wide, cx + 10)
            high, low = (frame.top + 8, cy - 22) if at < 2 else (frame.bottom - 22, cy + 8)
            places = [Box(x, y, x + wide, y + 14) for y in (high, low) for x in (outer, inner)]
            fitting = (box for box in places if frame.holds(box) and not any(box.meets(mark) for mark in marks))
            boxes.append(next(fitting, places[0]))
        return boxes

    def taken(self) -> list[Box]:
        """What labels must not cover: dots, their intervals, the names of the corners."""
        return self.names() + self.marks()

    def marks(self) -> list[Box]:
        """The dots and their intervals, with a little air."""
        boxes = []
        for dot in self.matrix.dots:
            x, y = self.at(dot)
            boxes.append(Box(x - _RADIUS - 2, y - _RADIUS - 2, x + _RADIUS + 2, y + _RADIUS + 2))
            boxes.append(Box(self.x(dot.x.low or 0.0) - 5, y - 3, self.x(dot.x.high or 0.0) + 5, y + 3))
            boxes.append(Box(x - 3, self.y(dot.y.high or 0.0) - 3, x + 3, self.y(dot.y.low or 0.0) + 3))
        return boxes

    def labels(self) -> tuple[list[Box | None], dict[int, int], list[Box | None]]:
        """Per dot the box of its label or None; for those without one its key (from 1); the boxes of the keys."""
        most = (self.frame.right - self.frame.left) * 0.5
        wishes, asking = [], []
        for at, dot in enumerate(self.matrix.dots):
            wide = width_of(_label(dot), _SIZE)
            if wide <= most:
                asking.append(at)
                wishes.append(Wish(*self.at(dot), wide, _SIZE + 3, gap=_RADIUS + 4))
        found: list[Box | None] = [None] * len(self.matrix.dots)
        for at, box in zip(asking, place(wishes, frame=self.frame, taken=self.taken(), reach=26), strict=True):
            found[at] = box
        left = [at for at, box in enumerate(found) if box is None]
        keys = {at: number for number, at in enumerate(left, 1)}
        keyed = [Wish(*self.at(self.matrix.dots[at]), 18, 14, gap=_RADIUS + 2) for at in left]
        taken = self.taken() + [box for box in found if box]
        return found, keys, place(keyed, frame=self.frame, taken=taken, reach=120)


def _label(dot: Dot) -> str:
    return dot.label + (" ◆" if dot.moment else "")


def scatter(
    matrix: Matrix, words: Words, *, width: float, height: float, cls: str
) -> tuple[Html, list[tuple[int, str]]]:
    """The picture (hidden from screen readers, which get the table) and the numbered names that stand beside it."""
    plot = Plot(matrix, width, height)
    found, keys, keyed = plot.labels()
    boxes = dict(zip(keys, keyed, strict=True))
    shapes: list[Child] = [_ground(plot), _axes(plot, words)]
    shapes += [_dot(plot, dot) for dot in reversed(matrix.dots)]
    for at, dot in enumerate(matrix.dots):
        box = found[at]
        if box:
            shapes.append(_lead(plot, dot, box))
            shapes.append(_text(dot.label, box, moment=dot.moment, few=dot.unsure))
        elif key := boxes.get(at):
            shapes.append(_lead(plot, dot, key))
            middle = (key.left + key.right) / 2
            shapes.append(element("text", str(keys[at]), x=middle, y=key.bottom - 3, text_anchor="middle", cls="key"))
    picture = element("svg", shapes, viewBox=f"0 0 {width:g} {height:g}", cls=f"scatter {cls}", aria_hidden="true")
    return picture, [(number, matrix.dots[at].label) for at, number in keys.items()]


def _text(label: str, box: Box, *, moment: bool, few: bool) -> Html:
    sign = element("tspan", " ◆", cls="warn") if moment else None
    return element("text", label, sign, x=box.left, y=box.bottom - 4, cls="label few" if few else "label")


def _lead(plot: Plot, dot: Dot, box: Box) -> Html | None:
    """A hairline from the dot to its label where the label had to go further off."""
    x, y = plot.at(dot)
    near_x, near_y = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
    far = math.hypot(near_x - x, near_y - y)
    if far < _RADIUS + 9:
        return None
    start = (x + (near_x - x) * _RADIUS / far, y + (near_y - y) * _RADIUS / far)
    return element("line", x1=start[0], y1=start[1], x2=near_x, y2=near_y, cls="lead")


def _ground(plot: Plot) -> list[Html]:
    frame, cx, cy = plot.frame, plot.x(plot.matrix.cross[0]), plot.y(plot.matrix.cross[1])
    quarters = ((frame.left, frame.top, cx, cy, "bad"), (cx, frame.top, frame.right, cy, "good"))
    shapes = [
        element(
            "rect",
            x=left + 1,
            y=top,
            width=max(right - left - 3, 0.0),
            height=max(bottom - top - 2, 0.0),
            rx="8",
            cls=tone,
        )
        for left, top, right, bottom, tone in quarters
    ]
    shapes.append(element("line", x1=cx, x2=cx, y1=frame.top, y2=frame.bottom, cls="cross"))
    shapes.append(element("line", x1=frame.left, x2=frame.right, y1=cy, y2=cy, cls="cross"))
    for name, box in zip(plot.matrix.corners, plot.names(), strict=True):
        shapes.append(element("text", name.upper(), x=box.left, y=box.bottom - 3, cls="corner"))
    return shapes


def _axes(plot: Plot, words: Words) -> list[Html]:
    frame, matrix = plot.frame, plot.matrix
    shapes = [
        element("line", x1=frame.left, x2=frame.right, y1=frame.bottom, y2=frame.bottom, cls="axis"),
        element("line", x1=frame.left, x2=frame.left, y1=frame.top, y2=frame.bottom, cls="axis"),
    ]
    for value, places in ticks(matrix.x_range):
        label = words.number(value, places)
        shapes.append(element("text", label, x=plot.x(value), y=frame.bottom + 17, text_anchor="middle", cls="tick"))
    for value, places in ticks(matrix.y_range):
        label = words.number(value, places)
        shapes.append(element("text", label, x=frame.left - 7, y=plot.y(value) + 4, text_anchor="end", cls="tick"))
    middle_x, middle_y = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    shapes.append(element("text", matrix.x_title, x=middle_x, y=plot.height - 8, text_anchor="middle", cls="tick"))
    turn = f"rotate(-90 12 {middle_y:.1f})"
    shapes.append(element("text", matrix.y_title, x="12", y=middle_y, transform=turn, text_anchor="middle", cls="tick"))
    return shapes


def ticks(span: tuple[float, float]) -> list[tuple[float, int]]:
    """Round values within a range, four to seven of them, each with its decimals.

    >>> ticks((4.25, 6.1)), ticks((0, 27))
    ([(4.5, 1), (5.0, 1), (5.5, 1), (6.0, 1)], [(0, 0), (5, 0), (10, 0), (15, 0), (20, 0), (25, 0)])
    """
    low, high = span
    power = 10.0 ** math.floor(math.log10((high - low) / 4))
    step = next(power * by for by in (1, 2, 2.5, 5, 10) if (high - low) / (power * by) < 7)
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    first = math.ceil(low / step - 1e-9)
    found = [round(step * at, 6) for at in range(first, math.floor(high / step + 1e-9) + 1)]
    return [(int(value) if places == 0 and value == int(value) else value, places) for value in found]


def _dot(plot: Plot, dot: Dot) -> list[Html]:
    x, y = plot.at(dot)
    tone = f"{dot.tone} few" if dot.unsure else f"{dot.tone}"
    shapes = []
    if dot.x.interval:
        shapes.append(
            element("line", x1=plot.x(dot.x.low or 0), x2=plot.x(dot.x.high or 0), y1=y, y2=y, cls=f"might {tone}")
        )
    if dot.y.interval:
        shapes.append(
            element("line", x1=x, x2=x, y1=plot.y(dot.y.low or 0), y2=plot.y(dot.y.high or 0), cls=f"might {tone}")
        )
    shapes.append(element("circle", cx=x, cy=y, r=_RADIUS, cls=f"dot {tone}"))
    return shapes


def _along(value: float, span: tuple[float, float], start: float, end: float) -> float:
    low, high = span
    share = (min(max(value, low), high) - low) / ((high - low) or 1.0)
    return start + share * (end - start)
