"""The branches of a journey on a slide: connectors from step to step above their heads, labels on them, exits.

What lives here: millimetres for slots and levels. Not here: how arcs run (render.branches), the steps (heads).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from outsidein.render import theme
from outsidein.render.branches import SLOTS, Branches, Drawn, Tag
from outsidein.render.office.measuring import height, width_of
from outsidein.render.office.slides.lanes import Frame
from outsidein.render.office.slides.shapes import Box, Connector, Dash, Form, Run, Slide
from outsidein.render.phrases import say
from outsidein.render.scene import Scene

_PAD, _AIR, _FOOT = 1.0, 1.2, 3.4
_THICK = 25.4 / 72 * 1.7
"""How wide a knot is: so many mm for a point of its line."""
_LEAST = 3.0
"""How high in mm a level is that no label stands on."""
_INKS = {"leads": "accent", "returns": "warn", "leaves": "bad"}
_SIGNS = {"leads": "→", "returns": "←", "leaves": "■"}


def draw_branches(slide: Slide, y: float, scene: Scene, frame: Frame) -> float:
    """The branches of the steps that are shown, over them; where the steps begin. Nothing where there are none.

    What leads to a step that is not shown, or comes from one, ends at a label that says where.
    """
    view = scene.branches.over(frame.steps) if scene.branches else None
    if view is None:
        return y
    steps = [scene.steps[at].id for at in frame.steps]
    return _Band(view, frame, steps, [x for _, x in frame.of_steps()]).drawn(slide, y)


@dataclass(frozen=True, slots=True)
class _Label:
    """The label at a ``place`` of the branch ``at``: from where on, how wide and high, in mm."""

    at: int
    place: int
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Band:
    view: Branches
    frame: Frame
    steps: list[str]
    starts: list[float]

    def drawn(self, slide: Slide, y: float) -> float:
        labels = [
            self._label(at, place, tag)
            for at, one in enumerate(self.view.drawn)
            for place, tag in enumerate(one.arc.tags)
        ]
        levels = [_LEAST] * self.view.levels
        for label in labels:
            level = self.view.drawn[label.at].arc.level
            levels[level] = max(levels[level], label.height + _AIR)
        key = self._key(slide, y)
        bottom = max(y + sum(levels) + _FOOT, key)
        middles = [bottom - _FOOT - sum(levels[:level]) - tall / 2 for level, tall in enumerate(levels)]
        boxes: list[list[Box]] = [[] for _ in self.view.drawn]
        for label in labels:
            boxes[label.at].append(self._box(label, middles[self.view.drawn[label.at].arc.level]))
        for at, one in enumerate(self.view.drawn):
            slide.put(*self._lines(at, one, bottom, middles[one.arc.level], boxes[at]))
        slide.put(*(box for of_one in boxes for box in of_one))
        return bottom

    def _x(self, slot: int) -> float:
        column = min(slot // SLOTS, len(self.starts) - 1)
        return self.starts[column] + (slot - column * SLOTS) / SLOTS * self.frame.column

    def _label(self, at: int, place: int, tag: Tag) -> _Label:
        text, points = self._text(at, place), self.frame.small
        left, right = self._x(tag.first) + 0.2, self._x(tag.last) - 0.2
        # What is measured to fit is given a little more, so that it is not broken where another font stands in.
        width = min(width_of(text, points, bold=True) * 1.12 + 2 * _PAD, right - left)
        tall = height(text, width - 2 * _PAD, points, bold=True) + 1.0
        spare = right - left - width
        return _Label(at, place, left + spare * tag.lean, width, tall)

    def _text(self, at: int, place: int) -> str:
        one = self.view.drawn[at]
        out = one.branch.source is None or one.branch.target is None
        return f"{_SIGNS[one.branch.way]} {one.texts[place]}" if out else one.texts[place]

    def _lines(self, at: int, one: Drawn, bottom: float, middle: float, boxes: list[Box]) -> Iterator[Box | Connector]:
        """The parts of a branch from box to box: up from its step, along its labels, down to the other."""
        branch, (start, end) = one.branch, (one.arc.start, one.arc.end)
        ends = [
            self._step(place, slot, bottom)
            for place, slot in ((branch.source, start), (branch.target, end))
            if slot is not None
        ]
        # A program leads an elbow anew as it sees fit, so that arcs are straight parts with a knot at either corner.
        corners = [self._knot(at, place, one.x, middle) for place, one in enumerate(ends) if len(ends) > 1]
        knots = [knot for knot in corners if not any(_over(box, knot) for box in boxes)]
        yield from knots
        across = sorted([*knots, *boxes], key=lambda box: box.x, reverse=ends[0].x > ends[-1].x)
        stops = [*ends[:1], *across, *ends[1:]] if start is not None else [*across, *ends]
        look, dash = theme.light(), Dash.DASHED if branch.way == "returns" else Dash.WHOLE
        for here, there in pairwise(stops):
            yield Connector(
                branch.says, 0.0, 0.0, (_edge(here, there), _edge(there, here)), here.key, there.key,
                look[_INKS[branch.way]], self.frame.points / 8, dash, arrow=there is stops[-1],
            )  # fmt: skip

    def _step(self, place: int | None, slot: int, bottom: float) -> Box:
        """The upper edge of a step where a leg stands on it."""
        key = self.steps[place or 0]
        return Box(key, self._x(slot), bottom, 0.0, 0.0, key=key)

    def _knot(self, at: int, place: int, x: float, y: float) -> Box:
        """What holds the parts of a branch together at a corner."""
        size, ink = self.frame.points / 8 * _THICK, theme.light()[_INKS[self.view.drawn[at].branch.way]]
        name = say("office.bend", name=self.view.drawn[at].branch.says)
        return Box(
            name, x - size / 2, y - size / 2, size, size, form=Form.DISC, fill=ink, key=f"{_key_of(at, place)} corner"
        )

    def _box(self, label: _Label, middle: float) -> Box:
        look, way = theme.light(), self.view.drawn[label.at].branch.way
        text, ink = self._text(label.at, label.place), look[_INKS[way]]
        return Box(
            text, label.x, middle - label.height / 2, label.width, label.height,
            ((Run(text, self.frame.small, ink, bold=True),),), Form.ROUND, fill=look["card"], line=look["line"],
            middle=True, align="ctr", key=_key_of(label.at, label.place),
        )  # fmt: skip

    def _key(self, slide: Slide, y: float) -> float:
        """The name of the band and what each kind of line is, left of the steps; where that ends."""
        look, frame = theme.light(), self.frame
        rows = [(self.view.title, frame.points, look["ink"], True)]
        rows += [(f"{_SIGNS[way]} {name}", frame.small, look[_INKS[way]], False) for way, name in self.view.key]
        for text, points, ink, bold in rows:
            tall = height(text, frame.label - 1.2, points, bold=bold) + 0.4
            slide.put(Box(text, frame.left, y, frame.label, tall, ((Run(text, points, ink, bold=bold),),), pad=0.3))
            y += tall
        return y + 1.0


def _key_of(at: int, place: int) -> str:
    return f"branch {at} {place}"


def _over(label: Box, knot: Box) -> bool:
    return label.x <= _middle(knot) <= label.x + label.width


def _middle(box: Box) -> float:
    return box.x + box.width / 2


def _edge(box: Box, other: Box) -> tuple[float, float]:
    """Where a part between two boxes begins: in the middle of a knot or a leg, at the edge of a label.

    >>> step, label = Box("", 14, 20, 0, 0), Box("", 10, 4, 8, 4, form=Form.ROUND)
    >>> _edge(label, step), _edge(label, Box("", 30, 5, 1, 1, form=Form.DISC)), _edge(step, label)
    ((14.0, 8), (18, 6.0), (14.0, 20.0))
    """
    if box.form is not Form.ROUND:
        return _middle(box), box.y + box.height / 2
    if _over(box, other):
        return _middle(other), box.y + box.height
    return (box.x if _middle(other) < box.x else box.x + box.width), box.y + box.height / 2
