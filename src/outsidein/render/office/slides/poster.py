"""The whole map on one slide, as wide as its steps and as high as its lanes.

What lives here: the head of the poster, the arrangement of its parts, its foot. Not here: stages and steps (heads),
lanes (lanes).
"""

from __future__ import annotations

from dataclasses import replace

from outsidein.ground import Diagnostic, RenderError
from outsidein.render import theme
from outsidein.render.office.measuring import height
from outsidein.render.office.slides.handing import draw_lanes
from outsidein.render.office.slides.heads import draw_stages, draw_steps, reasons
from outsidein.render.office.slides.lanes import Frame, bands, gutter_of
from outsidein.render.office.slides.network import POINT, Sheet, draw_network
from outsidein.render.office.slides.plan import draw_plan
from outsidein.render.office.slides.presentation import MOST
from outsidein.render.office.slides.shapes import Box, Form, Paragraph, Run, Slide
from outsidein.render.office.slides.tables import tables_of
from outsidein.render.office.slides.towers import draw_towers
from outsidein.render.phrases import say
from outsidein.render.scene import PersonaView, Scene

_MARGIN = 12.0
_LABEL = 38.0
_COLUMN, _LEAST = 42.0, 21.0
_SIZES = (9.0, 8.0, 7.0, 6.0, 5.0)
_NARROWEST = 300.0


def lay_poster(scene: Scene) -> Slide:
    """The poster, with the largest text at which it is no larger than a slide may be.

    Raises RenderError (``render/too-much-for-a-slide``) where the smallest is too large.
    """
    for points in _SIZES:
        slide = _laid(scene, points)
        if slide.height <= MOST and slide.width <= MOST:
            return slide
    raise RenderError(
        Diagnostic(
            "render/too-much-for-a-slide", say("office.too-much", most=round(MOST / 10)), say("office.take-the-deck")
        )
    )


def whole(scene: Scene, *, left: float, label: float, column: float, points: float, beside: int | None = None) -> Frame:
    """A frame of all stages and steps, of which so many columns stand ``beside`` each other (None: all)."""
    stages, at = [], 0
    for place, stage in enumerate(scene.stages):
        stages.append((place, range(at, at + len(stage.steps))))
        at += len(stage.steps)
    return Frame(left, label, column, range(at), tuple(stages), points, beside)


def _laid(scene: Scene, points: float) -> Slide:
    """The slide with text of a size: the head, the map by its structure, its tables where it is no grid, the foot."""
    view, place = scene.network or scene.plan, whole_frame(scene, points)
    if view:
        zoom = min(points / _SIZES[0], (MOST - 2 * _MARGIN) / (view.width * POINT))
        slide = Slide(max(view.width * POINT * zoom, _NARROWEST) + 2 * _MARGIN, 0.0, scene.title, notes=view.spoken)
    else:
        slide = Slide(place.right + _MARGIN, 0.0, scene.title, notes=reasons(scene, place))
    look = theme.light()
    y = _head(slide, scene, points)
    if view:
        left = (slide.width - view.width * POINT * zoom) / 2
        sheet = Sheet(left, y, zoom)
        if scene.plan:
            y = draw_plan(slide, scene.plan, scene, sheet) + 6
        elif scene.network:
            y = draw_network(slide, scene.network, sheet) + 6
        y = _own_tables(slide, y, scene, points)
    elif scene.towers:
        y = draw_towers(slide, y, scene, scene.towers, place)
    else:
        y = _grid(slide, y, scene, place)
    y = draw_foot(slide, y + 3, scene, _MARGIN, slide.width - 2 * _MARGIN, place.small)
    slide.height = max(y + _MARGIN, slide.width * 0.4)
    slide.shapes.insert(0, Box(say("office.ground"), 0, 0, slide.width, slide.height, fill=look["card"]))
    return slide


def whole_frame(scene: Scene, points: float) -> Frame:
    """The frame of the poster: columns as wide as their text wants, as many as stand beside each other."""
    wide = [max(len(stage.steps), 1) for stage in scene.stages]
    beside = (
        max((sum(wide[first:end]) for first, end in scene.towers.storeys), default=1) if scene.towers else sum(wide)
    )
    columns = max(beside, 1)
    column = max(_LEAST, min(_COLUMN * points / _SIZES[0], (MOST - 2 * _MARGIN - _LABEL) / columns))
    column = max(column, (_NARROWEST - 2 * _MARGIN - _LABEL) / columns)
    gutter = gutter_of(scene)
    column = max(column, min(column + 2 * gutter, (MOST - 2 * _MARGIN - _LABEL) / columns)) if scene.ties else column
    frame = whole(scene, left=_MARGIN, label=_LABEL, column=column, points=points, beside=columns)
    return replace(frame, gutter=min(gutter, column / 6))


def _grid(slide: Slide, y: float, scene: Scene, frame: Frame) -> float:
    y = draw_stages(slide, y, scene, frame)
    y = draw_steps(slide, y, scene, frame)
    return draw_lanes(slide, y, scene, frame, bands(scene, frame))


def _own_tables(slide: Slide, y: float, scene: Scene, points: float) -> float:
    """What stands on a map without stages, as tables: who or what is there, with its cards."""
    look = theme.light()
    for panel in (one for one in scene.panels if one.columns):
        for table in tables_of(panel, _MARGIN, slide.width - 2 * _MARGIN, points, (MOST,)):
            tall = height(panel.title, 200, points * 1.5, bold=True) + 1
            text = ((Run(panel.title, points * 1.5, look["ink"], bold=True),),)
            slide.put(Box(panel.title, _MARGIN, y, 200, tall, text), replace(table, y=y + tall + 1))
            y += tall + 1 + sum(table.heights) + 6
    return y


def _head(slide: Slide, scene: Scene, points: float) -> float:
    look = theme.light()
    inner = slide.width - 2 * _MARGIN
    cards = min(len(scene.personas), 3)
    beside = min(90.0, inner * 0.3) * cards + 4 * cards if cards else 0.0
    if cards and inner - beside < 130:
        cards, beside = 1, inner * 0.38
    width = inner - beside
    y = _MARGIN
    fictional = say("paper.fictional") if scene.fictional else ""
    kicker = " · ".join(part for part in (scene.kicker, fictional) if part)
    lines = (
        (kicker, points * 1.1, look["accent"], True),
        (scene.title, points * 3.2, look["ink"], True),
        (scene.subtitle, points * 1.5, look["soft"], False),
        (scene.headline, points * 1.8, look["ink"], True),
        (scene.lead, points * 1.2, look["soft"], False),
        (" · ".join(f"{name}: {text}" for name, text in scene.facts), points, look["faint"], False),
    )
    for text, size, ink, bold in lines:
        if text:
            tall = height(text, width - 1, size, bold=bold) + 1.0
            slide.put(Box(text[:60], _MARGIN, y, width, tall, ((Run(text, size, ink, bold=bold),),)))
            y += tall + 1.2
    low = _MARGIN
    each = (beside - 4 * cards) / cards if cards else 0.0
    for at, persona in enumerate(scene.personas[:cards]):
        x = _MARGIN + width + 4 + at * (each + 4)
        low = max(low, draw_persona(slide, x, _MARGIN, each, persona, points))
    others = scene.personas[cards:]
    if others:
        text = say("office.also", names=", ".join(one.name for one in others))
        tall = height(text, width, points) + 1
        slide.put(Box(text[:60], _MARGIN, y, width, tall, ((Run(text, points, look["faint"]),),)))
        y += tall
    return max(y, low) + 5


def draw_persona(slide: Slide, x: float, y: float, width: float, persona: PersonaView, points: float) -> float:
    """A card of a persona; where it ends."""
    look = theme.light()
    pad = 3.0
    disc = 12.0
    text: list[tuple[str, float, str, bool, bool]] = [
        (persona.summary, points, look["soft"], False, False),
        (say("office.quote", text=persona.quote) if persona.quote else "", points, look["human"], False, True),
        (persona.segment, points * 0.85, look["faint"], False, False),
        (_listed(say("paper.goals"), persona.goals), points, look["ink"], False, False),
        (_listed(say("paper.needs"), persona.needs), points, look["ink"], False, False),
    ]
    said = [one for one in text if one[0]]
    room = width - 2 * pad
    name = height(persona.name, room - disc - 3, points * 1.6, bold=True)
    tall = max(disc, name) + 2 + sum(height(one[0], room, one[1]) + 0.8 for one in said) + 2 * pad
    slide.put(
        Box(
            say("office.persona", name=persona.name),
            x,
            y,
            width,
            tall,
            form=Form.ROUND,
            fill=look["human-soft"],
            round=3,
        )
    )
    slide.put(
        Box(
            say("office.initials", name=persona.name), x + pad, y + pad, disc, disc,
            ((Run(persona.initials, points * 1.3, "#ffffff", bold=True),),), Form.DISC, fill=look["human"],
            middle=True, align="ctr",
        )
    )  # fmt: skip
    slide.put(
        Box(
            persona.name[:60], x + pad + disc + 3, y + pad, room - disc - 3, max(disc, name),
            ((Run(persona.name, points * 1.6, look["ink"], bold=True),),), middle=True,
        )
    )  # fmt: skip
    body: tuple[Paragraph, ...] = tuple((Run(t, size, ink, bold=b, italic=i),) for t, size, ink, b, i in said)
    top = y + pad + max(disc, name) + 2
    slide.put(Box(say("office.about", name=persona.name), x + pad, top, room, tall - (top - y) - pad, body))
    return y + tall


def draw_foot(slide: Slide, y: float, scene: Scene, x: float, width: float, points: float) -> float:
    """Legend, notes and footer; where they end."""
    look = theme.light()
    for text in (" · ".join(scene.legend), " ".join(scene.notes), scene.footer):
        if text:
            tall = height(text, width - 1, points) + 0.8
            slide.put(Box(text[:60], x, y, width, tall, ((Run(text, points, look["faint"]),),)))
            y += tall
    return y


def _listed(title: str, items: tuple[str, ...]) -> str:
    return f"{title}: {'; '.join(items)}" if items else ""
