"""A floor plan on a slide: its picture, numbered pins, the ways between them, where the scene places them.

What lives here: drawing a PlanView at any size. Not here: where things stand (``render.plan``), the tables beneath.
"""

from __future__ import annotations

from outsidein.render import theme
from outsidein.render.office.slides.chords import chords
from outsidein.render.office.slides.network import Sheet
from outsidein.render.office.slides.shapes import Box, Curve, Dash, Form, Picture, Run, Shape, Slide
from outsidein.render.phrases import say
from outsidein.render.plan import NAME_SIZE, RADIUS, WAY_HEIGHT, WAY_SIZE, PinView, PlanView, WayView
from outsidein.render.scene import Scene, Tone


def draw_plan(slide: Slide, view: PlanView, scene: Scene, sheet: Sheet) -> float:
    """The picture with its pins; where the next thing begins."""
    slide.put(_ground(view, scene, sheet))
    labels = {way.id: _said(way, sheet) for way in view.ways if way.label}
    for way in view.ways:
        slide.put(*chords(_way(way, sheet), way.id, _key(way.source), _key(way.target), labels.get(way.id)))
    slide.put(*labels.values())
    for pin in view.pins:
        slide.put(*_pin(pin, sheet))
    return sheet.y + sheet.mm(view.height)


def _ground(view: PlanView, scene: Scene, sheet: Sheet) -> Shape:
    look = theme.light()
    x, y = sheet.x + sheet.mm(view.left), sheet.y + sheet.mm(view.top)
    size = sheet.mm(view.inner_width), sheet.mm(view.inner_height)
    data = scene.pictures.get(view.picture) if view.picture else None
    if data:
        return Picture(view.picture, view.spoken, x, y, *size, data)
    text = ((Run(view.missing, NAME_SIZE * sheet.zoom, look["faint"]),),) if view.missing else ()
    return Box(say("office.plan"), x, y, *size, text, Form.BOX, look["paper"], look["line"], pad=3)


def _way(way: WayView, sheet: Sheet) -> Curve:
    points = tuple((sheet.mm(x), sheet.mm(y)) for x, y in zip(way.curve[::2], way.curve[1::2], strict=True))
    name = say("office.way", source=way.source, target=way.target)
    return Curve(name, sheet.x, sheet.y, points, theme.light()["accent"], 1.8 * sheet.zoom, Dash.WHOLE)


def _said(way: WayView, sheet: Sheet) -> Box:
    look = theme.light()
    size = sheet.mm(way.width), sheet.mm(WAY_HEIGHT)
    x, y = sheet.x + sheet.mm(way.x) - size[0] / 2, sheet.y + sheet.mm(way.y) - size[1] / 2
    text = ((Run(way.label, WAY_SIZE * sheet.zoom, look["accent"]),),)
    key = f"{way.id}~label"
    return Box(way.label, x, y, *size, text, Form.ROUND, look["card"], middle=True, align="ctr", key=key)


def _key(pin: int) -> str:
    return f"pin~{pin}"


def _pin(pin: PinView, sheet: Sheet) -> tuple[Box, ...]:
    look = theme.light()
    ink = look["accent"] if pin.tone is Tone.PLAIN else look.tone(pin.tone)[0]
    size = sheet.mm(2 * RADIUS)
    x, y = sheet.x + sheet.mm(pin.at_x) - size / 2, sheet.y + sheet.mm(pin.at_y) - size / 2
    text = ((Run(str(pin.number), NAME_SIZE * 0.85 * sheet.zoom, "#ffffff", bold=True),),)
    name = say("office.pin", number=pin.number, name=pin.name)
    disc = Box(
        name, x, y, size, size, text, Form.DISC, ink, "#ffffff", middle=True, align="ctr", key=_key(pin.number)
    )  # fmt: skip
    named = tuple((Run(line, NAME_SIZE * sheet.zoom, look["ink"], bold=True),) for line in pin.lines)
    room = sheet.mm(pin.name_width), sheet.mm(pin.name_height)
    left, top = sheet.x + sheet.mm(pin.name_x) - room[0] / 2, sheet.y + sheet.mm(pin.name_y) - room[1] / 2
    label = Box(pin.name, left, top, *room, named, Form.ROUND, look["card"], middle=True, align="ctr")
    return (disc, label) if pin.lines else (disc,)
