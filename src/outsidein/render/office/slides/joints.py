"""Lines that bend: cut at small discs into straight lines and single elbows, each glued at both ends.

What lives here: the disc of a bend, and cutting ways of right angles. The format has elbows of up to five parts, but
programs disagree where their parts lie; a single elbow they all draw alike. Not here: cutting curves (chords), XML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from outsidein.render.office.slides.glue import at_own_site
from outsidein.render.office.slides.shapes import Box, Connector, Form, Shape
from outsidein.render.phrases import say

_THICK: Final = 25.4 / 72 * 1.7
"""How wide the disc of a bend is: so many mm for a point of its line."""

_Point = tuple[float, float]


def joint(key: str, at: _Point, name: str, ink: str, width: float) -> Box:
    """The disc at a bend of a line that is ``width`` points wide."""
    size = width * _THICK
    corner = at[0] - size / 2, at[1] - size / 2
    return Box(say("office.bend", name=name), *corner, size, size, form=Form.DISC, fill=ink, key=key)


def jointed(shapes: Iterable[Shape]) -> list[Shape]:
    """The shapes, with each connector of several corners as one elbow per corner and discs between them.

    An elbow leaves a shape at one of its form's own sites, which tell in which direction; from any other place a
    straight line leads to the first disc.

    >>> ends = Box("a", -8, -2, 8, 4, key="a"), Box("b", 9, 6, 8, 4, key="b")
    >>> line = Connector("on", 0, 0, ((0, 0), (4, 0), (4, 8), (9, 8)), "a", "b", "#000000", 1)
    >>> [type(one).__name__ for one in jointed((*ends, line))]
    ['Box', 'Box', 'Box', 'Connector', 'Connector']
    """
    known = list(shapes)
    boxes = {shape.key: shape for shape in known if isinstance(shape, Box) and shape.key}
    return [part for shape in known for part in (_parts(shape, boxes) if isinstance(shape, Connector) else [shape])]


def _parts(line: Connector, boxes: Mapping[str, Box]) -> list[Shape]:
    way = simple([(line.x + x, line.y + y) for x, y in line.points])
    parts = list(pairwise(way))
    cut = set(range(1, len(parts) - 1))
    if len(parts) > 1:
        ends = (0, boxes[line.source], way[0]), (len(parts) - 1, boxes[line.target], way[-1])
        cut |= {at for at, box, end in ends if not at_own_site(box, end)}
    pieces: list[list[_Point]] = [[way[0]]]
    for at, ((ax, ay), end) in enumerate(parts):
        if at in cut:
            middle = (ax + end[0]) / 2, (ay + end[1]) / 2
            pieces[-1].append(middle)
            pieces.append([middle])
        pieces[-1].append(end)
    bends = [
        joint(f"{line.source}>{line.target}@{x:.2f},{y:.2f}", (x, y), line.name, line.ink, line.width)
        for x, y in (piece[0] for piece in pieces[1:])
    ]
    keys = [line.source, *(bend.key for bend in bends), line.target]
    made: list[Shape] = list(bends)
    for at, points in enumerate(pieces):
        if at:
            points[0] = _off(bends[at - 1], points[0], points[1])
        if at < len(bends):
            points[-1] = _off(bends[at], points[-1], points[-2])
        arrow = line.arrow and at == len(bends)
        made.append(
            replace(line, x=0.0, y=0.0, points=tuple(points), source=keys[at], target=keys[at + 1], arrow=arrow)
        )
    return made


def simple(points: Sequence[_Point]) -> list[_Point]:
    """The corners of a way, without points where it does not turn.

    >>> simple([(0, 0), (0, 5), (0, 9), (4, 9)])
    [(0, 0), (0, 9), (4, 9)]
    """
    kept = list(points[:1])
    for (bx, by), (cx, cy) in pairwise(points[1:]):
        ax, ay = kept[-1]
        if abs((bx - ax) * (cy - by) - (by - ay) * (cx - bx)) > 1e-6:
            kept.append((bx, by))
    return [*kept, points[-1]]


def _off(bend: Box, at: _Point, corner: _Point) -> _Point:
    """The side of a disc that looks towards a corner."""
    half = bend.width / 2
    across = (corner[0] > at[0]) - (corner[0] < at[0])
    down = (corner[1] > at[1]) - (corner[1] < at[1])
    if abs(corner[0] - at[0]) > abs(corner[1] - at[1]):
        return at[0] + across * half, at[1]
    return at[0], at[1] + down * half
