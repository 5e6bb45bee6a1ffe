"""Lanes on a slide with the arrows from card to card: elbows in gaps and gutters, glued to the cards they tie.

What lives here: the board of what stands on one slide, where each way lies on it, and its label. Not here: finding a
way (``render.arrows``), the connector itself (connectors), a lane and the room it leaves for arrows (lanes).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist
from typing import Final

from outsidein.render import theme
from outsidein.render.arrows import Area, Board, Ground, Point, Seat, Tie, routed
from outsidein.render.office.measuring import height, width_of
from outsidein.render.office.slides.heads import draw_line
from outsidein.render.office.slides.joints import simple
from outsidein.render.office.slides.lanes import PITCH, Band, Frame, lead_of
from outsidein.render.office.slides.shapes import Box, Connector, Dash, Form, Slide
from outsidein.render.office.slides.shapes import Run as Words
from outsidein.render.scene import Scene

_WIDTH: Final = 1.0
_SHARES: Final = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88)
"""Where along a part of its way a label is tried."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """A lane on a slide: where its cards begin and end, and where the first line above it lies, if one does."""

    band: Band
    top: float
    bottom: float
    rule: float | None = None


def draw_lanes(slide: Slide, y: float, scene: Scene, frame: Frame, lanes: Sequence[Band]) -> float:
    """The lanes from ``y`` on, the lines across the map above them, and the arrows; where the next thing begins."""
    begins, laid = y, []
    y += lead_of(scene)
    for one in lanes:
        rule = None
        for line in one.lines:
            below = draw_line(slide, y, line, frame)
            y, rule = below, (y + below) / 2 if rule is None else rule
        end = one.draw(slide, y, frame)
        laid.append(_Laid(one, one.top(y), end - (one.top(y) - y) - one.below, rule))
        y = end
    _draw_ties(slide, scene, frame, laid, begins)
    return y


def _draw_ties(slide: Slide, scene: Scene, frame: Frame, lanes: Sequence[_Laid], begins: float) -> None:
    """All arrows whose two cards stand on the slide, with their labels; room for them begins at ``begins``."""
    if not scene.ties or not lanes:
        return
    seats = {key: seat for row, one in enumerate(lanes) for key, seat in _seats(row, one.band, frame)}
    ties = [one for one in scene.ties.ties if one.source_id in seats and one.target_id in seats]
    filled = frozenset((row, column) for row, one in enumerate(lanes) for column in _filled(one.band, frame))
    board = Board(len(lanes), frame.columns, filled)
    routes = routed(board, tuple((seats[one.source_id], seats[one.target_id]) for one in ties))
    cards = {shape.key: shape for shape in slide.shapes if isinstance(shape, Box) and shape.key}
    ground = _ground(frame, lanes, begins, cards)
    ways = [simple(ground.way(tie.source_id, tie.target_id, route)) for tie, route in zip(ties, routes, strict=True)]
    for tie, way in zip(ties, ways, strict=True):
        slide.put(_connector(tie, way))
    taken = [_area(one) for one in cards.values()]
    taken += [(frame.left, one.top, frame.left + frame.label, one.bottom) for one in lanes]
    for at, (tie, way) in enumerate(zip(ties, ways, strict=True)):
        if tie.label:
            others = [_span(*part) for n, other in enumerate(ways) if n != at for part in pairwise(other)]
            label = _label(tie, way, frame, others, taken)
            taken.append(_area(label))
            slide.put(label)


def _seats(row: int, band: Band, frame: Frame) -> Iterator[tuple[str, Seat]]:
    for cell in band.cells:
        first, last = _columns(cell.x, cell.width, frame)
        for place, item in enumerate(cell.items):
            for shape in item.shapes:
                if isinstance(shape, Box) and shape.key:
                    yield shape.key, Seat(row, first, last, place, len(cell.items))


def _filled(band: Band, frame: Frame) -> Iterator[int]:
    """The columns in which something of a lane stands; a chart is one thing from end to end."""
    if band.over:
        yield from range(frame.columns)
    for cell in band.cells:
        if cell.items:
            first, last = _columns(cell.x, cell.width, frame)
            yield from range(first, last + 1)


def _columns(x: float, width: float, frame: Frame) -> tuple[int, int]:
    start = frame.left + frame.label
    return int((x - start) / frame.column), int((x + width - start) / frame.column)


def _ground(frame: Frame, lanes: Sequence[_Laid], begins: float, cards: Mapping[str, Box]) -> Ground:
    """Where arrows may run: above a line across the map, where there is one."""
    tops = [one.top if one.rule is None else one.rule for one in lanes]
    bottoms = [one.bottom for one in lanes]
    last = bottoms[-1], bottoms[-1] + lanes[-1].band.below + 2.0
    return Ground(
        {key: _area(card) for key, card in cards.items()},
        [(one.top, one.bottom) for one in lanes],
        [*zip([begins, *bottoms[:-1]], tops, strict=True), last],
        frame.left + frame.label,
        frame.column,
        2 * frame.gutter,
        PITCH,
    )


def _connector(tie: Tie, way: Sequence[Point]) -> Connector:
    ink, dash = theme.light()["soft"], Dash.DASHED if tie.way == "returns" else Dash.WHOLE
    return Connector(tie.says, 0.0, 0.0, tuple(way), tie.source_id, tie.target_id, ink, _WIDTH, dash)


def _label(tie: Tie, way: Sequence[Point], frame: Frame, others: list[Area], taken: list[Area]) -> Box:
    """The label at the first place along its own way, the longest part first, where it covers nothing."""
    wide = width_of(tie.label, frame.small, bold=True) * 1.08 + 1.6
    tall = height(tie.label, wide + 10, frame.small, bold=True) + 0.6
    places = [
        (a + (c - a) * share - wide / 2, b + (d - b) * share - tall / 2)
        for (a, b), (c, d) in sorted(pairwise(way), key=lambda part: -dist(*part))
        for share in _SHARES
    ]
    free = (
        (x, y)
        for avoided in (others + taken, taken)
        for x, y in places
        if not any(_meet((x, y, x + wide, y + tall), area) for area in avoided)
    )
    x, y = next(free, places[0])
    look = theme.light()
    text = ((Words(tie.label, frame.small, look["soft"], bold=True),),)
    return Box(tie.label, x, y, wide, tall, text, Form.ROUND, look["card"], middle=True, align="ctr")


def _area(box: Box) -> Area:
    return box.x, box.y, box.x + box.width, box.y + box.height


def _span(start: Point, end: Point) -> Area:
    (ax, ay), (bx, by) = start, end
    return min(ax, bx) - 0.3, min(ay, by) - 0.3, max(ax, bx) + 0.3, max(ay, by) + 0.3


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
