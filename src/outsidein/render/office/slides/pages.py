"""What all slides of a deck have: their size, an empty one, its title, its foot, and how steps go onto several.

What lives here: the page. Not here: what stands on one (deck, stage).
"""

from __future__ import annotations

from outsidein.render import theme
from outsidein.render.office.measuring import height
from outsidein.render.office.slides.poster import whole
from outsidein.render.office.slides.shapes import Box, Run, Slide
from outsidein.render.phrases import say
from outsidein.render.scene import Scene

WIDE, HIGH = 338.7, 190.5
MARGIN = 11.0
FOOT = HIGH - 9.0
"""Where the foot of a slide begins."""


def blank(title: str) -> Slide:
    """A slide with nothing but its ground."""
    slide = Slide(WIDE, HIGH, title)
    slide.put(Box(say("office.ground"), 0, 0, WIDE, HIGH, fill=theme.light()["card"]))
    return slide


def titled(slide: Slide, title: str, under: str, y: float = MARGIN) -> float:
    """The title and a line under it; where the next thing begins."""
    look = theme.light()
    width = WIDE - 2 * MARGIN
    for text, size, ink, bold in (
        (title, fitting(title, width, 22.0, 20), look["ink"], True),
        (under, 11.0, look["soft"], False),
    ):
        if text:
            tall = height(text, width - 1, size, bold=bold) + 0.8
            slide.put(Box(text[:60], MARGIN, y, width, tall, ((Run(text, size, ink, bold=bold),),)))
            y += tall + 0.6
    return y + 2


def footing(slide: Slide, scene: Scene, number: int, of: int) -> None:
    """The title of the map and the number of the slide at its foot."""
    look = theme.light()
    width = WIDE - 2 * MARGIN
    title = scene.title if len(scene.title) < 120 else scene.title[:119] + "…"
    slide.put(Box(title[:60], MARGIN, HIGH - 8, width - 30, 5, ((Run(title, 8, look["faint"]),),)))
    place = f"{number} / {of}"
    slide.put(Box(place, WIDE - MARGIN - 28, HIGH - 8, 28, 5, ((Run(place, 8, look["faint"]),),), align="r"))


def fitting(text: str, width: float, points: float, room: float) -> float:
    """The largest size up to ``points`` at which ``text`` is no higher than ``room`` mm; at least 8."""
    while points > 8 and height(text, width - 1, points, bold=True) > room:
        points -= 1
    return points


def groups_of(scene: Scene, most: int, *, only: int | None = None) -> list[tuple[tuple[int, range], ...]]:
    """Stages with their steps in groups of at most ``most`` columns; a stage with more is cut."""
    frame = whole(scene, left=0, label=0, column=1, points=1)
    groups: list[tuple[tuple[int, range], ...]] = []
    group: list[tuple[int, range]] = []
    used = 0
    for place, steps in frame.stages:
        if only is not None and place != only:
            continue
        parts = [steps[at : at + most] for at in _cuts(len(steps), most)] or [steps]
        for part in parts:
            if group and used + max(len(part), 1) > most:
                groups.append(tuple(group))
                group, used = [], 0
            group.append((place, part))
            used += max(len(part), 1)
    return [*groups, tuple(group)] if group else groups


def _cuts(count: int, most: int) -> list[int]:
    """Where to cut ``count`` columns so that parts are of like size and none has more than ``most``.

    >>> _cuts(6, 5), _cuts(5, 5)
    ([0, 3], [0])
    """
    parts = -(-count // most)
    size = -(-count // parts) if parts else 1
    return list(range(0, count, size))


def steps_of(group: tuple[tuple[int, range], ...]) -> range:
    """The positions of all steps of a group."""
    steps = [step for _, part in group for step in part]
    return range(min(steps), max(steps) + 1) if steps else range(0)
