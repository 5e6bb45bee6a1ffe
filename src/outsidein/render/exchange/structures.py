"""Networks, floor plans and towers as cells of a draw.io diagram: real edges between actors, boxes stacked on a line.

What lives here: what is no grid of stages and lanes. Not here: cells themselves (cells), the grid (drawio).
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from outsidein.render import theme
from outsidein.render.exchange.cells import PAD, POINTS, WRAPPED, Cells, text_height
from outsidein.render.exchange.ties import spot_on
from outsidein.render.networks import LABEL_SIZE, NAME_SIZE, ActorView, FlowView, NetworkView
from outsidein.render.office.measuring import width_of
from outsidein.render.plan import RADIUS, PlanView
from outsidein.render.scene import CardRow, CardView, Scene, Tone
from outsidein.render.towers import TowersView

SCALE: Final = 96 / 72
"""Pixels of a point."""
_SHAPES: Final = MappingProxyType(
    {
        "person": "rounded=1;arcSize=50",
        "place": "shape=hexagon;perimeter=hexagonPerimeter2;fixedSize=1;size=12",
        "object": "shape=mxgraph.basic.octagon2;dx=6;perimeter=rectanglePerimeter",
    }
)
_STROKES: Final = MappingProxyType(
    {
        "money": "strokeWidth=2",
        "goods": "strokeWidth=3.5",
        "service": "strokeWidth=2;dashed=1;dashPattern=7 3",
        "information": "strokeWidth=2;dashed=1;dashPattern=1.6 2.8",
        "goodwill": "strokeWidth=2;dashed=1;dashPattern=8 3 2 3",
    }
)
_LABEL, _COLUMN, _GAP = 170.0, 190.0, 6.0


def draw_network(cells: Cells, y: float, view: NetworkView) -> float:
    """The network at the places of its layout; where the next thing begins."""
    look = theme.light()
    for place, ring in reversed(list(enumerate(view.rings))):
        fill = look["accent-soft"] if place == 0 else look["paper"] if place % 2 else look["card"]
        style = f"ellipse;html=0;fillColor={fill};strokeColor={look['line']};connectable=0"
        size = 2 * ring.rx * SCALE, 2 * ring.ry * SCALE
        x, top = (view.cx - ring.rx) * SCALE, y + (view.cy - ring.ry) * SCALE
        cells.cell(f"ring-{place}", "", style, x, top, *size)
        if ring.name:
            text = f"fontSize=11;fontStyle=1;fontColor={look['soft']};fillColor={look['card']}"
            pill = f"rounded=1;arcSize=50;{WRAPPED};{text};strokeColor={look['line']};connectable=0"
            wide = width_of(ring.name, 8.5, bold=True) / 25.4 * 96 * 1.12 + 18
            left, over = ring.name_x * SCALE - wide / 2, y + ring.name_y * SCALE - 10
            cells.cell(f"ring-{place}-name", ring.name, pill, left, over, wide, 20)
    for actor in view.actors:
        _actor(cells, y, actor)
    for flow in _ordered(view.flows):
        _flow(cells, y, flow)
    return _told(cells, y + (view.height + 20) * SCALE, view)


def _actor(cells: Cells, y: float, actor: ActorView) -> None:
    look = theme.light()
    ink, soft = look.tone(actor.tone)
    said = look["ink"] if actor.tone is Tone.PLAIN else ink
    shape = _SHAPES.get(actor.shape, "rounded=1;arcSize=12")
    text = f"fontSize={NAME_SIZE * SCALE:g};fontStyle=1;fontColor={said}"
    edge = f"strokeColor={ink};strokeWidth={2.5 if actor.ring == 0 else 1.3}"
    x, top = (actor.x - actor.width / 2) * SCALE, y + (actor.y - actor.height / 2) * SCALE
    style = f"{shape};{WRAPPED};{text};fillColor={soft};{edge}"
    cells.cell(actor.id, "\n".join(actor.lines), style, x, top, actor.width * SCALE, actor.height * SCALE)


def _flow(cells: Cells, y: float, flow: FlowView) -> None:
    """An edge that follows its actors, bent as its curve is, with its label where the layout found room for it."""
    look = theme.light()
    ink = look["soft"] if flow.tone is Tone.PLAIN else look.tone(flow.tone)[0]
    way = [(x * SCALE, y + down * SCALE) for x, down in (_along(flow.curve, t / 4) for t in range(5))]
    text = f"fontSize={LABEL_SIZE * SCALE:g};fontColor={ink};labelBackgroundColor={look['card']}"
    style = f"curved=1;html=0;endArrow=block;strokeColor={ink};{_STROKES.get(flow.style, _STROKES['money'])};{text}"
    spot = spot_on(way, (flow.x * SCALE, y + flow.y * SCALE))
    label = "\n".join(flow.lines)
    cells.edge(flow.id, flow.source_id, flow.target_id, style, label, bends=tuple(way[1:-1]), spot=spot)


def _ordered(flows: Sequence[FlowView]) -> list[FlowView]:
    """The flows so that none is drawn over the label of another, as far as that can be: a label belongs to its line."""
    under = {
        one.id: {other.id for other in flows if other is not one and _covered(one, other)} for one in flows
    }  # per flow those whose labels lie on it, so that it comes before them
    left, found = list(flows), []
    while left:
        waiting = {id for one in left for id in under[one.id]}
        found.append(next((one for one in left if one.id not in waiting), left[0]))
        left.remove(found[-1])
    return found


def _covered(flow: FlowView, by: FlowView) -> bool:
    """Whether the label of one flow lies on the line of another."""
    places = (_along(flow.curve, step / 32) for step in range(33))
    return any(abs(x - by.x) < by.width / 2 and abs(y - by.y) < by.height / 2 for x, y in places)


def _along(curve: tuple[float, ...], t: float) -> tuple[float, float]:
    """The place at ``t`` of a cubic curve."""
    u = 1 - t
    shares = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    x, y = (sum(share * one for share, one in zip(shares, curve[at::2], strict=True)) for at in (0, 1))
    return x, y


def _told(cells: Cells, y: float, view: NetworkView) -> float:
    """What is known of actors, as a note each under the picture."""
    x = 0.0
    low = y
    for actor in view.actors:
        said = [actor.about, *(f"{card.text}{f' ({card.backing})' if card.backing else ''}" for card in actor.cards)]
        text = "\n".join(f"• {one}" for one in said if one)
        if not text:
            continue
        if x + _COLUMN > max(view.width * SCALE, _COLUMN):
            x, y = 0.0, low + _GAP
        high = text_height(f"{actor.name}\n{text}", _COLUMN - 2 * PAD) + 2 * PAD
        _box(cells, f"about-{actor.id}", f"{actor.name}\n{text}", Tone.PLAIN, x, y, high)
        low, x = max(low, y + high), x + _COLUMN + _GAP
    return low


def draw_plan(cells: Cells, y: float, view: PlanView, picture: bytes | None) -> float:
    """The plan with its picture, pins and ways, and what stands at each place beneath."""
    look = theme.light()
    ground = f"rounded=0;{WRAPPED};fillColor={look['paper']};strokeColor={look['line']};connectable=0"
    if picture:
        kind = "png" if picture[:4] == b"\x89PNG" else "webp"
        data = base64.b64encode(picture).decode("ascii")
        ground = f"shape=image;html=0;imageAspect=0;connectable=0;image=data:image/{kind},{data}"
    size = view.inner_width * SCALE, view.inner_height * SCALE
    cells.cell("plan", "" if picture else view.missing, ground, view.left * SCALE, y + view.top * SCALE, *size)
    round_ = 2 * RADIUS * SCALE
    by_number = {pin.number: pin.id for pin in view.pins}
    for pin in view.pins:
        ink = look["accent"] if pin.tone is Tone.PLAIN else look.tone(pin.tone)[0]
        x, top = pin.at_x * SCALE - round_ / 2, y + pin.at_y * SCALE - round_ / 2
        style = f"ellipse;html=0;fillColor={ink};strokeColor=#ffffff;fontColor=#ffffff;fontStyle=1;fontSize=14"
        cells.cell(pin.id, str(pin.number), style, x, top, round_, round_)
        if pin.lines:
            text = f"rounded=1;{WRAPPED};fontSize=15;fontStyle=1;fontColor={look['ink']};fillColor={look['card']}"
            wide, high = pin.name_width * SCALE, pin.name_height * SCALE
            left, over = pin.name_x * SCALE - wide / 2, y + pin.name_y * SCALE - high / 2
            cells.cell(f"{pin.id}-name", "\n".join(pin.lines), f"{text};strokeColor=none", left, over, wide, high)
    for way in view.ways:
        if way.source in by_number and way.target in by_number:
            line = f"curved=1;html=0;endArrow=block;strokeWidth=2.5;strokeColor={look['accent']}"
            text = f"fontSize=13;fontColor={look['accent']};labelBackgroundColor={look['card']}"
            cells.edge(way.id, by_number[way.source], by_number[way.target], f"{line};{text}", way.label)
    x, y = 0.0, y + (view.height + 12) * SCALE
    low = y
    for pin in view.pins:
        said = [f"{pin.number}  {pin.name}", pin.about]
        said += [f"{lane.title}: {'; '.join(card.text for card in lane.cards)}" for lane in pin.lanes]
        text = "\n".join(one for one in said if one)
        if x + _COLUMN > max(view.width * SCALE, _COLUMN):
            x, y = 0.0, low + _GAP
        high = text_height(text, _COLUMN - 2 * _GAP - 2 * PAD) + 2 * PAD
        _box(cells, f"about-{pin.id}", text, Tone.PLAIN, x, y, high)
        low, x = max(low, y + high), x + _COLUMN + _GAP
    return low


def draw_towers(cells: Cells, y: float, scene: Scene, view: TowersView) -> float:
    """Storeys of towers, one under the other; where the next thing begins."""
    first = 0
    places: list[range] = []
    for stage in scene.stages:
        places.append(range(first, first + len(stage.steps)))
        first += len(stage.steps)
    for begin, end in view.storeys:
        y = _storey(cells, y, scene, view, [(at, places[at]) for at in range(begin, end)]) + 30
    return y


def _storey(cells: Cells, y: float, scene: Scene, view: TowersView, spaces: list[tuple[int, range]]) -> float:
    look = theme.light()
    x = _LABEL
    towers: list[tuple[int, int, float]] = []
    for place, steps in spaces:
        stage, wide = scene.stages[place], max(len(steps), 1) * _COLUMN
        ink = look.stage(place, len(scene.stages))
        text = "\n".join(part for part in (stage.name, stage.goal) if part)
        style = f"text;{WRAPPED};align=left;verticalAlign=bottom;fontSize=14;fontStyle=1;fontColor={ink}"
        cells.cell(stage.id, text, style, x + _GAP, y, wide - 2 * _GAP, 44)
        towers += [(place, step, x + n * _COLUMN) for n, step in enumerate(steps)]
        x += wide
    y = _wide(cells, y + 50, scene, spaces, inside=False)
    above = {step: list(_cards(scene, step, inside=False)) for _, step, _ in towers}
    bottom = y + max((sum(_high(one) + _GAP for one in cards) for cards in above.values()), default=0.0)
    for _, step, left in towers:
        at = bottom
        for card in reversed(above[step]):
            at -= _high(card) + _GAP
            _box(cells, card.id, _text(card), card.tone, left + _GAP, at, _high(card))
    base = (
        max((text_height(_named(scene, step), _COLUMN - 30, 12, bold=True) for _, step, _ in towers), default=20.0) + 12
    )
    for place, step, left in towers:
        ground = look.stage(place, len(scene.stages))
        text = f"align=left;spacing=6;fontSize=12;fontStyle=1;fontColor=#ffffff;fillColor={ground};strokeColor=none"
        head = scene.steps[step]
        cells.cell(head.id, _named(scene, step), f"{WRAPPED};{text}", left + _GAP, bottom, _COLUMN - 2 * _GAP, base)
    rule = f"shape=line;strokeColor={look['ink']};strokeWidth=3"
    cells.cell(f"line-{spaces[0][0]}", "", rule, 0, bottom + base - 4, x, 10)
    y = bottom + base + 12
    style = f"text;{WRAPPED};align=left;verticalAlign=top;fontSize=12;fontStyle=1;fontColor={look['org']}"
    cells.cell(f"line-{spaces[0][0]}-name", view.line, style, 0, y, _LABEL - 10, 40)
    low = y + 40
    for _, step, left in towers:
        at = y
        if not view.supported[step]:
            dashes = f"dashed=1;fillColor=none;strokeColor={look['bad']};fontColor={look['bad']};fontStyle=1"
            gap = f"rounded=1;arcSize=8;{WRAPPED};{dashes}"
            cells.cell(f"gap-{scene.steps[step].id}", view.gap, gap, left + _GAP, at, _COLUMN - 2 * _GAP, 40)
            at += 40 + _GAP
        for card in _cards(scene, step, inside=True):
            _box(cells, card.id, _text(card), card.tone, left + _GAP, at, _high(card))
            at += _high(card) + _GAP
        low = max(low, at)
    return _wide(cells, low, scene, spaces, inside=True)


def _wide(cells: Cells, y: float, scene: Scene, spaces: list[tuple[int, range]], *, inside: bool) -> float:
    """The lanes of whole spaces."""
    for row in scene.rows:
        if not (isinstance(row, CardRow) and row.by_stage and row.inside is inside):
            continue
        low, x = y, _LABEL
        for place, steps in spaces:
            at = y
            for card in row.cells[place]:
                _box(cells, card.id, f"{row.title}: {_text(card)}", card.tone, x + _GAP, at, _high(card) + 14)
                at += _high(card) + 14 + _GAP
            low, x = max(low, at), x + max(len(steps), 1) * _COLUMN
        y = low
    return y


def _cards(scene: Scene, step: int, *, inside: bool) -> Iterator[CardView]:
    for row in scene.rows:
        if isinstance(row, CardRow) and row.inside is inside and not row.by_stage:
            yield from row.cells[step]


def _named(scene: Scene, step: int) -> str:
    return f"{scene.steps[step].number}  {scene.steps[step].name}"


def _text(card: CardView) -> str:
    quiet = " · ".join(part for part in (card.backing, card.owner) if part)
    return "\n".join(part for part in (card.text, quiet) if part)


def _high(card: CardView) -> float:
    return text_height(_text(card), _COLUMN - 2 * _GAP - 2 * PAD) + 2 * PAD


def _box(cells: Cells, id: str, text: str, tone: Tone, x: float, y: float, high: float) -> None:
    look = theme.light()
    soft = look.tone(tone)[1]
    words = f"align=left;verticalAlign=middle;spacing={PAD};fontSize={POINTS};fontColor={look['ink']}"
    style = f"rounded=1;arcSize=8;{WRAPPED};{words};fillColor={soft};strokeColor={look['line']}"
    cells.cell(id, text, style, x, y, _COLUMN - 2 * _GAP, high)
