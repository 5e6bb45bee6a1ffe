"""The map as a deck of 16:9 slides: title, overview, what the evidence found, each stage, and the tables behind it.

What lives here: which slide holds what; text never shrinks below what a room can read, and nothing is left out. Not
here: the slides of a stage (stage), lanes, the poster.
"""

from __future__ import annotations

from dataclasses import replace

from outsidein.render import theme
from outsidein.render.office.measuring import height
from outsidein.render.office.slides.heads import draw_stages, draw_steps
from outsidein.render.office.slides.lanes import Frame, band
from outsidein.render.office.slides.network import POINT, Sheet, draw_network, enlarged, key_height
from outsidein.render.office.slides.pages import (
    FOOT,
    HIGH,
    MARGIN,
    WIDE,
    blank,
    fitting,
    footing,
    groups_of,
    steps_of,
    titled,
)
from outsidein.render.office.slides.plan import draw_plan
from outsidein.render.office.slides.poster import draw_persona, whole_frame
from outsidein.render.office.slides.shapes import Box, Form, Paragraph, Run, Shape, Slide
from outsidein.render.office.slides.stage import lay_stage
from outsidein.render.office.slides.tables import tables_of
from outsidein.render.office.slides.towers import draw_towers
from outsidein.render.phrases import say
from outsidein.render.scene import Column, CurveRow, Panel, Scene, Spot, Tone
from outsidein.render.towers import TowersView

_POINTS = 11.0
_LEAST = 9.0


def lay_deck(scene: Scene) -> list[Slide]:
    """The slides of the deck, in order."""
    slides = [_opening(scene), *_pictured(scene), *_overview(scene), *_found(scene)]
    for place in range(len(scene.stages)):
        slides += lay_stage(scene, place)
    slides += _panels(scene)
    for number, slide in enumerate(slides, 1):
        if number > 1:
            footing(slide, scene, number, len(slides))
    return slides


def _opening(scene: Scene) -> Slide:
    look = theme.light()
    slide = blank(scene.title)
    slide.put(Box(say("office.ground"), 0, 0, 6, HIGH, fill=look["accent"]))
    width = WIDE - 2 * 22 - (92 if scene.personas else 0)
    fictional = say("paper.fictional") if scene.fictional else ""
    lines = [
        (" · ".join(part for part in (scene.kicker, fictional) if part), 13.0, look["accent"], True),
        (scene.title, fitting(scene.title, width, 38.0, 60), look["ink"], True),
        (scene.subtitle, fitting(scene.subtitle, width, 17.0, 30), look["soft"], False),
        (scene.headline, fitting(scene.headline, width, 20.0, 40), look["ink"], True),
    ]
    shown = [
        (text, size, ink, bold, height(text, width - 1, size, bold=bold) + 1) for text, size, ink, bold in lines if text
    ]
    y = max(22.0, (HIGH - sum(one[-1] + 4 for one in shown)) / 2)
    for text, size, ink, bold, tall in shown:
        slide.put(Box(text[:60], 22, y, width, tall, ((Run(text, size, ink, bold=bold),),)))
        y += tall + 4
    slide.put(*_cast(scene))
    slide.put(Box(scene.footer[:60], 22, HIGH - 16, WIDE - 44, 6, ((Run(scene.footer, 9, look["faint"]),),)))
    return slide


def _cast(scene: Scene) -> list[Shape]:
    """The personas one below the other; where they do not fit, as many as do, and the names of the others."""
    for count in range(len(scene.personas), 0, -1):
        others = scene.personas[count:]
        for points in (11.0, 9.0, 8.0) if count > 1 else (11.0, 9.0, 8.0, 7.0, 6.0, 5.0):
            drawn, y = Slide(WIDE, HIGH, ""), 24.0
            for persona in scene.personas[:count]:
                y = draw_persona(drawn, WIDE - 106, y, 88, persona, points) + 4
            if others:
                text = say("office.also", names=", ".join(one.name for one in others))
                tall = height(text, 87, points) + 1
                run = Run(text, points, theme.light()["faint"])
                drawn.put(Box(text[:60], WIDE - 106, y, 88, tall, ((run,),)))
                y += tall + 4
            if y - 4 <= HIGH - 24 or (count == 1 and points == 5.0):
                return drawn.shapes
    return []


def _overview(scene: Scene) -> list[Slide]:
    """All stages with their steps and the curve: on one slide, or on several where there are many steps."""
    if not scene.stages:
        return []
    if scene.towers:
        return _all_towers(scene, scene.towers)
    made = []
    most = 14
    for group in groups_of(scene, most):
        columns = sum(max(len(steps), 1) for _, steps in group)
        frame = Frame(
            MARGIN,
            30.0,
            (WIDE - 2 * MARGIN - 30) / max(columns, 1),
            steps_of(group),
            group,
            8.0 if columns > 9 else 9.0,
        )
        slide = blank(say("office.overview"))
        y = titled(slide, say("office.overview"), scene.lead or scene.subtitle)
        y = draw_stages(slide, y, scene, frame)
        y = draw_steps(slide, y, scene, frame)
        curve = next((row for row in scene.rows if isinstance(row, CurveRow)), None)
        if curve and y < FOOT - 60:
            y = band(curve, scene, frame).draw(slide, y, frame)
        if scene.overall and y < FOOT - 22:
            _overall(slide, y + 5, scene)
        made.append(slide)
    return made


def _all_towers(scene: Scene, view: TowersView) -> list[Slide]:
    """All towers on one slide, where they fit at a size that can be read; else each space has its own alone."""
    for points in (11.0, 10.0, 9.0, 8.0, 7.0):
        slide = blank(view.spoken)
        y = titled(slide, scene.title, scene.lead or scene.subtitle)
        around = whole_frame(scene, points)
        label = 3.8 * points
        column = (WIDE - 2 * MARGIN - label) / around.columns
        if draw_towers(slide, y, scene, view, replace(around, left=MARGIN, label=label, column=column)) <= FOOT:
            slide.notes = view.spoken
            return [slide]
    return []


def _pictured(scene: Scene) -> list[Slide]:
    """A map without stages as a picture that fills a slide."""
    view = scene.network or scene.plan
    if view is None:
        return []
    slide = blank(view.title)
    y = titled(slide, view.title, scene.lead or scene.subtitle)
    zoom = 1.6
    while zoom > 0.1 and (
        view.height * POINT * zoom + key_height(zoom) * 1.7 > FOOT - y or view.width * POINT * zoom > WIDE - 2 * MARGIN
    ):
        zoom *= 0.98
    sheet = Sheet((WIDE - view.width * POINT * zoom) / 2, y, zoom)
    if scene.network:
        grown, text = enlarged(scene.network)
        draw_network(slide, grown, replace(sheet, text=text))
    elif scene.plan:
        draw_plan(slide, scene.plan, scene, sheet)
    slide.notes = view.spoken
    return [slide]


def _panels(scene: Scene) -> list[Slide]:
    """The tables behind the map: numbers and what they mean, sources, what is not known; quotes last."""
    slides: list[Slide] = []
    for panel in scene.panels:
        slides += _panel(panel) if panel.rows or panel.notes or panel.says else []
    if scene.quotes:
        columns = (Column(say("office.quotes")), Column(say("office.quoted-from")))
        quotes = tuple((say("office.quote", text=text), where) for text, where in scene.quotes)
        slides += _panel(Panel("quotes", say("office.quotes"), "", columns, quotes))
    return slides


def _panel(panel: Panel) -> list[Slide]:
    look = theme.light()
    slides = [blank(panel.title)]
    y = titled(slides[0], panel.title, panel.says)
    tables = tables_of(panel, MARGIN, WIDE - 2 * MARGIN, _POINTS, (FOOT - y, FOOT - 32)) if panel.columns else []
    for table in tables:
        if slides[-1].shapes and table is not tables[0]:
            title = say("office.continued", title=panel.title)
            slides.append(blank(title))
            y = titled(slides[-1], title, "")
        slides[-1].put(replace(table, y=y))
        y += sum(table.heights) + 3
    for note in panel.notes:
        tall = height(note, WIDE - 2 * MARGIN - 1, _LEAST + 1) + 1
        if y + tall > FOOT:
            title = say("office.continued", title=panel.title)
            slides.append(blank(title))
            y = titled(slides[-1], title, "")
        text = ((Run(note, _LEAST + 1, look["soft"]),),)
        slides[-1].put(Box(note[:60], MARGIN, y, WIDE - 2 * MARGIN, tall, text))
        y += tall + 1
    return slides


def _overall(slide: Slide, y: float, scene: Scene) -> None:
    look = theme.light()
    shown = scene.overall[:5]
    width = (WIDE - 2 * MARGIN) / len(shown)
    for at, (label, number) in enumerate(shown):
        quiet = " ".join(part for part in (number.interval, number.n) if part)
        paragraphs: tuple[Paragraph, ...] = (
            (Run(label, 9, look["soft"]),),
            (Run(f"{number.text} {number.unit}".strip(), 16, look["ink"], bold=True),),
            (Run(quiet, 8, look["faint"]),),
        )
        slide.put(Box(label[:60], MARGIN + at * width, y, width - 3, 20, paragraphs))


def _found(scene: Scene) -> list[Slide]:
    """What stands out, ranked, as the page lists it; as many slides as it takes."""
    if not scene.spots:
        return []
    slides: list[Slide] = []
    slide, y = None, 0.0
    for spot in scene.spots:
        tall = _spot_height(spot)
        if slide is None or y + tall > FOOT:
            title = say("paper.spots") if not slides else say("office.continued", title=say("paper.spots"))
            slide = blank(title)
            slides.append(slide)
            y = titled(slide, title, scene.spots_says if len(slides) == 1 else "")
        y = _spot(slide, y, spot, tall) + 2.5
    return slides


_SPOT_COLUMNS = (92.0, 46.0, 46.0, 125.0)


def _spot_texts(spot: Spot) -> tuple[tuple[str, str], ...]:
    level = "\n".join(part for part in (spot.level.interval, spot.level.n) if part)
    effect = spot.effect
    against = "\n".join(part for part in (effect.interval, effect.n, spot.against) if part) if effect else ""
    reasons = "\n".join(f"• {reason}" for reason in spot.reasons)
    return (
        (
            f"{'◆ ' if spot.moment else ''}{spot.title}",
            " · ".join(part for part in (spot.under, spot.category) if part),
        ),
        (f"{spot.level.text} {spot.level.unit}".strip(), level),
        (f"{effect.text} {effect.unit}".strip() if effect else "", against),
        ("", reasons),
    )


def _spot_height(spot: Spot) -> float:
    room = (
        height(strong, width - 6, 12, bold=True) + height(quiet, width - 6, 9)
        for (strong, quiet), width in zip(_spot_texts(spot), _SPOT_COLUMNS, strict=True)
    )
    return max(room) + 6


def _spot(slide: Slide, y: float, spot: Spot, tall: float) -> float:
    look = theme.light()
    ink, soft = look.tone(spot.tone)
    slide.put(
        Box(
            spot.title,
            MARGIN,
            y,
            WIDE - 2 * MARGIN,
            tall,
            form=Form.ROUND,
            fill=soft if spot.tone is not Tone.PLAIN else look["paper"],
            round=2,
        )
    )
    x = MARGIN + 3
    for at, ((strong, quiet), width) in enumerate(zip(_spot_texts(spot), _SPOT_COLUMNS, strict=True)):
        said = ((strong, 12.0, ink if at else look["ink"], True), (quiet, 9.0, look["soft"], False))
        text: tuple[Paragraph, ...] = tuple(
            (Run(words, size, colour, bold=bold),) for words, size, colour, bold in said if words
        )
        slide.put(Box(f"{spot.title}: {strong or quiet}"[:60], x, y + 2.5, width - 4, tall - 5, text))
        x += width
    return y + tall
