"""Connectors and the shapes they hold on to: which shape, and at which of its connection sites.

What lives here: finding sites, those that a form has by itself or ones of its own. Not here: the way of a connector
(elbows, chords), or its XML (markup).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from outsidein.render.office.slides.outlines import within
from outsidein.render.office.slides.shapes import Box, Connector, Form, Shape

_OWN: Final = ((0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5))
"""The sites of boxes in the order of the format, as shares of width and height: above, left, below, right."""
_FOUR: Final = frozenset({Form.BOX, Form.ROUND, Form.PILL})
_NEAR: Final = 0.05
"""How far from a site in mm an end may be and still mean it."""

End = tuple[int, int]
"""The position of a shape on its slide, and the number of one of its sites."""


def glued(shapes: Sequence[Shape]) -> tuple[list[Shape], dict[int, tuple[End, End]]]:
    """The shapes, with the sites that connectors need; and per connector (by position) where it begins and ends.

    A form keeps its own sites where these are all that is asked for; else it gets the four of a box, for whoever draws
    on, and those that are asked for. Raises KeyError for a connector to a shape that is not on the slide.

    >>> one, other = Box("a", 0, 0, 10, 4, key="a"), Box("b", 30, 0, 10, 4, key="b")
    >>> line = Connector("a to b", 0, 0, ((10, 2), (30, 3)), "a", "b", "#000000", 1)
    >>> shapes, ends = glued([one, other, line])
    >>> ends, shapes[0].sites, shapes[1].sites
    ({2: ((0, 3), (1, 4))}, (), ((0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5), (0.0, 0.75)))
    """
    boxes = {at: shape for at, shape in enumerate(shapes) if isinstance(shape, Box) and shape.key}
    places = {box.key: at for at, box in boxes.items()}
    asked: dict[int, list[tuple[float, float]]] = {}
    found: dict[int, tuple[tuple[int, tuple[float, float]], tuple[int, tuple[float, float]]]] = {}
    for at, line in enumerate(shapes):
        if isinstance(line, Connector):
            ends = []
            for key, (x, y) in ((line.source, line.points[0]), (line.target, line.points[-1])):
                place = places[key]
                site = _share(boxes[place], line.x + x, line.y + y)
                asked.setdefault(place, []).append(site)
                ends.append((place, site))
            found[at] = (ends[0], ends[1])
    made = list(shapes)
    for at, ((start, begin), (end, close)) in found.items():
        made[at] = _reaching(shapes[at], _place(boxes[start], begin), _place(boxes[end], close))
    sites: dict[int, tuple[tuple[float, float], ...]] = {}
    for place, wanted in asked.items():
        box = boxes[place]
        if box.form in _FOUR and all(one in _OWN for one in wanted):
            sites[place] = _OWN
        else:
            sites[place] = tuple(dict.fromkeys((*_OWN, *wanted)))
            made[place] = replace(box, sites=sites[place])
    glue = {
        at: ((start, sites[start].index(begin)), (end, sites[end].index(close)))
        for at, ((start, begin), (end, close)) in found.items()
    }
    return made, glue


def at_own_site(box: Box, end: tuple[float, float]) -> bool:
    """Whether a line ends where the form of a box has a site by itself: in the middle of a side."""
    return _share(box, *end) in _OWN


def _share(box: Box, x: float, y: float) -> tuple[float, float]:
    """The place of a box at which a line ends at ``x`` and ``y``, as shares of its width and height.

    It is that of one of the four where it is near, else within the box, and never beside its outline.
    """
    width, height = max(box.width, 0.01), max(box.height, 0.01)
    across, down = (x - box.x) / width, (y - box.y) / height
    for own in _OWN:
        if abs(across - own[0]) * width < _NEAR and abs(down - own[1]) * height < _NEAR:
            return own
    across, down = min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0)
    least, most = 0.0, 1.0  # how far from the middle towards that place
    for _ in range(12 if not within(box, across, down) else 0):
        middle = (least + most) / 2
        if within(box, 0.5 + (across - 0.5) * middle, 0.5 + (down - 0.5) * middle):
            least = middle
        else:
            most = middle
    return round(0.5 + (across - 0.5) * most, 4), round(0.5 + (down - 0.5) * most, 4)


def _place(box: Box, site: tuple[float, float]) -> tuple[float, float]:
    return box.x + site[0] * box.width, box.y + site[1] * box.height


def _reaching(line: Shape, start: tuple[float, float], end: tuple[float, float]) -> Shape:
    """A straight line that ends where it is glued; an elbow is laid out to end there anyway."""
    if not isinstance(line, Connector) or len(line.points) > 2:
        return line
    return replace(line, points=tuple((x - line.x, y - line.y) for x, y in (start, end)))
