"""A network on a slide: rings, actors as native shapes, flows as connectors glued to them, where the scene has them.

What lives here: drawing a NetworkView at any size, and its key. Not here: where things stand (``render.networks``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from outsidein.render import theme
from outsidein.render.networks import LABEL_SIZE, NAME_SIZE, ActorView, FlowView, NetworkView, RingView
from outsidein.render.office.measuring import width_of
from outsidein.render.office.slides.chords import chords
from outsidein.render.office.slides.shapes import Box, Curve, Dash, Form, Paragraph, Run, Slide
from outsidein.render.phrases import say
from outsidein.render.scene import Tone

POINT: Final = 25.4 / 72
"""A point of the sheet in mm, at full size."""
_SHAPES: Final = MappingProxyType({"person": Form.PILL, "place": Form.HEXAGON, "object": Form.OCTAGON})
_STROKES: Final = MappingProxyType(
    {
        "money": (1.5, Dash.WHOLE),
        "goods": (2.5, Dash.WHOLE),
        "service": (1.5, Dash.DASHED),
        "information": (1.4, Dash.DOTTED),
        "goodwill": (1.4, Dash.MIXED),
    }
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the sheet of a network lies on a slide: its corner in mm, and how large it is drawn (1: full size)."""

    x: float
    y: float
    zoom: float
    text: float = 1.0
    """How much larger its texts are than they would be at this size."""

    def mm(self, points: float) -> float:
        """A length of the sheet in mm."""
        return points * self.zoom * POINT


def draw_network(slide: Slide, view: NetworkView, sheet: Sheet) -> float:
    """The picture with its key beneath; where the next thing begins."""
    for place, ring in reversed(list(enumerate(view.rings))):
        slide.put(_ring(view, ring, sheet, place))
    labels = [_label(flow, sheet) for flow in view.flows]
    for flow, label in zip(view.flows, labels, strict=True):
        slide.put(*chords(_curve(flow, sheet), flow.id, flow.source_id, flow.target_id, label))
    slide.put(*(_ring_name(ring, sheet) for ring in view.rings if ring.name))
    slide.put(*(_actor(actor, sheet) for actor in view.actors))
    slide.put(*labels)
    return _key(slide, view, sheet)


def enlarged(view: NetworkView, most: float = 1.7) -> tuple[NetworkView, float]:
    """The network with boxes and labels as large as they can be where they stand, touching no other; and how much."""
    size = most
    while size > 1 and _crowded(view, size):
        size -= 0.05
    if size <= 1:
        return view, 1.0
    actors = {one.id: replace(one, width=one.width * size, height=one.height * size) for one in view.actors}
    flows = tuple(
        replace(
            one,
            width=one.width * size,
            height=one.height * size,
            curve=trimmed(one.curve, _box(actors[one.source_id], 1), _box(actors[one.target_id], 1)),
        )
        for one in view.flows
    )
    return replace(view, actors=tuple(actors.values()), flows=flows), size


def trimmed(curve: tuple[float, ...], start: _Box, end: _Box) -> tuple[float, ...]:
    """The part of a cubic curve between two boxes, of which it leaves the first and enters the second.

    >>> trimmed((0, 0, 10, 0, 20, 0, 30, 0), (-3, -3, 3, 3), (24, -3, 36, 3))[::6]
    (3.0, 24.0)
    """
    steps = [n / 200 for n in range(201)]
    points = [_split(curve, t)[0][6:] for t in steps]
    leaves = next((t for t, point in zip(steps, points, strict=True) if not _inside(point, start)), 0.0)
    enters = next((t for t, point in reversed(list(zip(steps, points, strict=True))) if not _inside(point, end)), 1.0)
    if leaves >= enters:
        return curve
    tail = _split(curve, leaves)[1]
    return tuple(round(one, 6) for one in _split(tail, (enters - leaves) / (1 - leaves))[0])


_Box = tuple[float, float, float, float]


def _crowded(view: NetworkView, size: float) -> bool:
    boxes = [*(_box(one, size) for one in view.actors), *(_box(one, size) for one in view.flows)]
    return any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for at, one in enumerate(boxes)
        for other in boxes[:at]
    )


def _box(one: ActorView | FlowView, size: float) -> _Box:
    across, down = one.width * size / 2, one.height * size / 2
    return one.x - across, one.y - down, one.x + across, one.y + down


def _inside(point: tuple[float, ...], box: _Box) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


def _split(curve: tuple[float, ...], t: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """A cubic curve cut in two (de Casteljau)."""
    levels = [[(curve[n], curve[n + 1]) for n in (0, 2, 4, 6)]]
    while len(levels[-1]) > 1:
        last = levels[-1]
        levels.append([(a + (c - a) * t, b + (d - b) * t) for (a, b), (c, d) in pairwise(last)])
    left = [part for level in levels for part in level[0]]
    right = [part for level in reversed(levels) for part in level[-1]]
    return tuple(left), tuple(right)


def key_height(zoom: float) -> float:
    """How much room the key takes under the picture, in mm."""
    return 2.2 * LABEL_SIZE * zoom * POINT


def _ring(view: NetworkView, ring: RingView, sheet: Sheet, place: int) -> Box:
    look = theme.light()
    fill = look["accent-soft"] if place == 0 else look["paper"] if place % 2 else look["card"]
    x, y = sheet.x + sheet.mm(view.cx - ring.rx), sheet.y + sheet.mm(view.cy - ring.ry)
    name = say("office.ring", name=ring.name or str(place))
    size = sheet.mm(2 * ring.rx), sheet.mm(2 * ring.ry)
    return Box(name, x, y, *size, form=Form.DISC, fill=fill, line=look["line"])


def _ring_name(ring: RingView, sheet: Sheet) -> Box:
    look = theme.light()
    points = 8.0 * sheet.zoom
    width, tall = width_of(ring.name, points, bold=True) * 1.12 + sheet.mm(14), sheet.mm(14)
    x, y = sheet.x + sheet.mm(ring.name_x) - width / 2, sheet.y + sheet.mm(ring.name_y) - tall / 2
    text = ((Run(ring.name, points, look["soft"], bold=True),),)
    pill = Form.PILL
    return Box(ring.name, x, y, width, tall, text, pill, look["card"], look["line"], middle=True, align="ctr")


def _actor(actor: ActorView, sheet: Sheet) -> Box:
    look = theme.light()
    ink, soft = look.tone(actor.tone)
    said = look["ink"] if actor.tone is Tone.PLAIN else ink
    text: tuple[Paragraph, ...] = tuple(
        (Run(line, NAME_SIZE * sheet.zoom * sheet.text, said, bold=True),) for line in actor.lines
    )
    return Box(
        say("office.actor", name=actor.name, kind=actor.kind),
        sheet.x + sheet.mm(actor.x - actor.width / 2),
        sheet.y + sheet.mm(actor.y - actor.height / 2),
        sheet.mm(actor.width),
        sheet.mm(actor.height),
        text,
        _SHAPES.get(actor.shape, Form.ROUND),
        soft,
        ink,
        middle=True,
        align="ctr",
        edge=(1.9 if actor.ring == 0 else 1.0) * sheet.zoom,
        key=actor.id,
    )


def _curve(flow: FlowView, sheet: Sheet) -> Curve:
    width, dash = _STROKES.get(flow.style, _STROKES["money"])
    points = tuple((sheet.mm(x), sheet.mm(y)) for x, y in zip(flow.curve[::2], flow.curve[1::2], strict=True))
    name = say("office.flow", source=flow.source, target=flow.target, what=" ".join(flow.lines))
    return Curve(name, sheet.x, sheet.y, points, _ink(flow.tone), width * sheet.zoom, dash)


def _label(flow: FlowView, sheet: Sheet) -> Box:
    text: tuple[Paragraph, ...] = tuple(
        (Run(line, LABEL_SIZE * sheet.zoom * sheet.text, _ink(flow.tone)),) for line in flow.lines
    )
    x, y = sheet.x + sheet.mm(flow.x - flow.width / 2), sheet.y + sheet.mm(flow.y - flow.height / 2)
    size = sheet.mm(flow.width), sheet.mm(flow.height)
    fill = theme.light()["card"]
    name, key = " ".join(flow.lines), f"{flow.id}~label"
    return Box(name, x, y, *size, text, Form.ROUND, fill, middle=True, align="ctr", key=key)


def _key(slide: Slide, view: NetworkView, sheet: Sheet) -> float:
    """What shapes and lines mean, in one row under the picture."""
    look = theme.light()
    x, y = sheet.x, sheet.y + sheet.mm(view.height + 10)
    points, tall, sample = LABEL_SIZE * sheet.zoom * sheet.text, sheet.mm(12 * sheet.text), sheet.mm(26)
    for sign in view.signs:
        ink, soft = _ink(sign.tone), look.tone(sign.tone)[1]
        width = width_of(sign.word, points) * 1.1 + sheet.mm(4)
        if sign.is_flow:
            line, dash = _STROKES.get(sign.style, _STROKES["money"])
            middle = tall / 2
            path = ((0.0, middle), (sample / 3, middle), (2 * sample / 3, middle), (sample, middle))
            slide.put(Curve(sign.word, x, y, path, ink, line * sheet.zoom, dash))
        else:
            slide.put(Box(sign.word, x, y, sample, tall, form=_SHAPES.get(sign.style, Form.ROUND), fill=soft, line=ink))
        text = ((Run(sign.word, points, look["soft"]),),)
        slide.put(Box(sign.word, x + sample + sheet.mm(5), y, width, tall, text, middle=True))
        x += sample + width + sheet.mm(20)
    return y + tall


def _ink(tone: Tone) -> str:
    look = theme.light()
    return look["soft"] if tone is Tone.PLAIN else look.tone(tone)[0]
