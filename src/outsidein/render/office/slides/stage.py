"""The slides of one stage: its steps side by side, its lanes from top to bottom, on as many slides as it fills.

What lives here: cutting lanes where a slide is full, and spreading them so that no slide is left nearly empty. Text is
as large as it can be without another slide. Not here: lanes themselves (lanes), other slides (deck).
"""

from __future__ import annotations

from collections.abc import Sequence

from outsidein.render import theme
from outsidein.render.office.measuring import height
from outsidein.render.office.slides.handing import draw_lanes
from outsidein.render.office.slides.heads import draw_steps, line_height, reasons
from outsidein.render.office.slides.lanes import Band, Frame, bands, gutter_of, lead_of
from outsidein.render.office.slides.pages import FOOT, MARGIN, WIDE, blank, groups_of, titled
from outsidein.render.office.slides.shapes import Box, Form, Run, Slide
from outsidein.render.office.slides.towers import draw_towers
from outsidein.render.phrases import say
from outsidein.render.scene import Scene

_LABEL = 3.8
"""The width of the lanes' own column, in mm for each point of text."""
_SIZES = (13.0, 12.0, 11.0, 10.0)
_MOST_STEPS = 5
_TRIES = 12
_LEFT = 40.0
"""Room in mm in which a lane that is longer than a slide may begin."""


def lay_stage(scene: Scene, place: int) -> list[Slide]:
    """The slides of the stage at ``place``."""
    slides: list[Slide] = []
    for group in groups_of(scene, _MOST_STEPS, only=place):
        slides += _towered(scene, place, group, slides) or _balanced(scene, place, group, slides)
    return slides


def _frame(group: tuple[tuple[int, range], ...], points: float, gutter: float) -> Frame:
    steps = group[0][1]
    label = _LABEL * points
    column = (WIDE - 2 * MARGIN - label) / max(len(steps), 1)
    return Frame(MARGIN, label, column, steps, group, points, gutter=min(gutter, column / 6))


def _towered(scene: Scene, place: int, group: tuple[tuple[int, range], ...], before: list[Slide]) -> list[Slide]:
    """The space with its towers on one slide, where it has towers and they fit at a size that can be read."""
    if scene.towers is None:
        return []
    for points in _SIZES:
        frame = _frame(group, points, gutter_of(scene))
        slide, y = _begun(scene, place, None, continued=bool(before))
        if draw_towers(slide, y, scene, scene.towers, frame) <= FOOT:
            slide.notes = reasons(scene, frame)
            return [slide]
    return []


def _balanced(scene: Scene, place: int, group: tuple[tuple[int, range], ...], before: list[Slide]) -> list[Slide]:
    """As few slides as text of the smallest size fills, evenly filled; with the largest text where that is one."""
    frame = _frame(group, _SIZES[-1], gutter_of(scene))
    waiting = bands(scene, frame)
    room = FOOT - _begun(scene, place, frame, continued=True)[1] - lead_of(scene)
    needed = len(_breaks(waiting, frame, room, room))
    if needed == 1:
        for points in _SIZES[:-1]:
            larger = _frame(group, points, frame.gutter)
            made = bands(scene, larger)
            left = FOOT - _begun(scene, place, larger, continued=True)[1] - lead_of(scene)
            if len(_breaks(made, larger, left, left)) == 1:
                frame, waiting, room = larger, made, left
                break
    aim = room
    for _ in range(_TRIES if needed > 1 else 0):
        less = aim - room / 16
        if len(_breaks(waiting, frame, less, room)) > needed:
            break
        aim = less
    return _drawn(scene, place, frame, before, _breaks(waiting, frame, aim, room))


def _breaks(waiting: Sequence[Band], frame: Frame, aim: float, room: float) -> list[list[Band]]:
    """The lanes of each slide: no more than ``aim`` mm where that is more than one, and a lane cut that is longer."""
    found: list[list[Band]] = [[]]
    used = 0.0
    for one in waiting:
        rest: Band | None = one
        while rest is not None:
            line = sum(line_height(one, frame) for one in rest.lines)
            tall = rest.height(frame) + line
            if found[-1] and used + tall > aim and not (tall > room and room - used > _LEFT):
                found.append([])
                used = 0.0
            part, rest = rest.split(room - used - line, frame)
            found[-1].append(part)
            used += part.height(frame) + line
            if rest is not None:
                found.append([])
                used = 0.0
    return found


def _drawn(scene: Scene, place: int, frame: Frame, before: list[Slide], parts: list[list[Band]]) -> list[Slide]:
    slides: list[Slide] = []
    for part in parts:
        slide, y = _begun(scene, place, frame, continued=bool(before or slides))
        draw_lanes(slide, y, scene, frame, part)
        slides.append(slide)
    return slides


def _begun(scene: Scene, place: int, frame: Frame | None, *, continued: bool) -> tuple[Slide, float]:
    """A slide of a stage with its head, and where what stands on it begins."""
    stage = scene.stages[place]
    title = say("office.continued", title=stage.name) if continued else stage.name
    slide = blank(title)
    y = _strip(slide, scene, place)
    y = titled(slide, title, "\n".join(part for part in (stage.goal, stage.share) if part), y)
    if frame is not None:
        y = draw_steps(slide, y, scene, frame)
        slide.notes = reasons(scene, frame)
    return slide, y


def _strip(slide: Slide, scene: Scene, place: int) -> float:
    """All stages in small, the one that the slide is about filled: where we are."""
    look = theme.light()
    width = (WIDE - 2 * MARGIN) / len(scene.stages)
    for at, stage in enumerate(scene.stages):
        here = at == place
        name = stage.name if height(stage.name, width - 10, 7) < 4 else (stage.name[: max(int(width / 2.2), 1)] + "…")
        ink = "#ffffff" if here else look["faint"]
        fill = look.stage(at, len(scene.stages)) if here else look["accent-soft"]
        slide.put(
            Box(
                say("office.stage", name=stage.name), MARGIN + at * width, 6, width - 0.8, 7,
                ((Run(name, 7, ink, bold=here),),), Form.FIRST if at == 0 else Form.CHEVRON, fill=fill,
                middle=True, align="ctr",
            )
        )  # fmt: skip
    return 16.0
