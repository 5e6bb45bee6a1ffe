"""Towers of boxes on a line: spaces named above, what the organisation has beneath, gaps to be seen.

What lives here: drawing the storeys of a TowersView as native boxes. Not here: a box itself (lanes).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from outsidein.render import theme
from outsidein.render.office.measuring import height
from outsidein.render.office.slides.lanes import Frame, Item, item_of, shifted
from outsidein.render.office.slides.shapes import Box, Form, Run, Slide
from outsidein.render.phrases import say
from outsidein.render.scene import CardRow, Scene
from outsidein.render.towers import TowersView

_GAP, _PAD = 1.2, 1.4


@dataclass(frozen=True, slots=True)
class _Tower:
    """A tower: its place among all steps (None for a space that has none yet), and where it stands."""

    step: int | None
    stage: int
    x: float


def draw_towers(slide: Slide, y: float, scene: Scene, view: TowersView, frame: Frame) -> float:
    """All storeys that have spaces of the frame, one under the other; where the next thing begins."""
    for first, end in view.storeys:
        spaces = [(place, steps) for place, steps in frame.stages if first <= place < end]
        if spaces:
            y = _storey(slide, y, scene, view, frame, spaces) + 6
    return y - 6 if frame.stages else y


def _storey(
    slide: Slide, y: float, scene: Scene, view: TowersView, frame: Frame, spaces: Sequence[tuple[int, range]]
) -> float:
    look = theme.light()
    towers, x = [], frame.left + frame.label
    y = _spaces(slide, y, scene, view, frame, spaces)
    for place, steps in spaces:
        towers += [_Tower(step, place, x + n * frame.column) for n, step in enumerate(steps)] or [
            _Tower(None, place, x)
        ]
        x += max(len(steps), 1) * frame.column
    y = _wide(slide, y, scene, frame, spaces, inside=False)
    above = {one.x: list(_items(scene, frame, one, inside=False)) for one in towers}
    tall = max((_stacked(items) for items in above.values()), default=0.0)
    bottom = y + max(tall, _keyed(scene, frame, inside=False))
    _lanes(slide, y, scene, frame, inside=False)
    for items in above.values():
        at = bottom
        for item, left in reversed(items):
            at -= item.height + _GAP
            slide.put(*(shifted(shape, left, at) for shape in item.shapes))
    y = _bases(slide, bottom, scene, view, frame, towers)
    slide.put(Box(view.line, frame.left, y, x - frame.left, 0.8, fill=look["ink"]))
    y += 2.2
    text = ((Run(view.line, frame.small, look["org"], bold=True),),)
    name = height(view.line, frame.label - 2, frame.small, bold=True) + 0.8
    slide.put(Box(say("office.line", name=view.line), frame.left, y, frame.label - 2, name, text))
    _lanes(slide, y + name + 1, scene, frame, inside=True)
    low = y + name + 1 + _keyed(scene, frame, inside=True)
    for one in towers:
        at = y
        if one.step is not None and not view.supported[one.step]:
            at = _missing(slide, at, view, frame, one.x)
        for item, left in _items(scene, frame, one, inside=True):
            slide.put(*(shifted(shape, left, at) for shape in item.shapes))
            at += item.height + _GAP
        low = max(low, at)
    return _wide(slide, low + 1, scene, frame, spaces, inside=True)


def _spaces(
    slide: Slide, y: float, scene: Scene, view: TowersView, frame: Frame, spaces: Sequence[tuple[int, range]]
) -> float:
    look = theme.light()
    points = frame.points * 1.35
    said, x = [], frame.left + frame.label
    for place, steps in spaces:
        width = max(len(steps), 1) * frame.column
        stage = scene.stages[place]
        tall = height(stage.name, width - 4, points, bold=True) + height(stage.goal, width - 4, frame.small)
        said.append((place, stage, x, width, tall))
        x += width
    room = max((one[-1] for one in said), default=0.0) + 1.5
    for place, stage, left, width, _ in said:
        ink = look.stage(place, len(scene.stages))
        text = [(Run(stage.name, points, ink, bold=True),)]
        text += [(Run(stage.goal, frame.small, look["soft"]),)] if stage.goal else []
        slide.put(Box(say("office.stage", name=stage.name), left + _GAP, y, width - 2 * _GAP, room, tuple(text)))
        slide.put(Box(say("office.rule", title=stage.name), left + _GAP, y + room, width - 2 * _GAP, 0.6, fill=ink))
    if view.spaces:
        text = [(Run(view.spaces, frame.small, look["faint"], bold=True),)]
        slide.put(Box(view.spaces, frame.left, y, frame.label - 2, room, tuple(text)))
    return y + room + 2.4


def _bases(slide: Slide, y: float, scene: Scene, view: TowersView, frame: Frame, towers: Sequence[_Tower]) -> float:
    """The towers’ names in a row on the line."""
    look = theme.light()
    width = frame.column - 2 * _GAP
    heads = [(one, scene.steps[one.step]) for one in towers if one.step is not None]
    texts = {one.x: f"{head.number}  {head.name}" for one, head in heads}
    tall = max((height(text, width - 2 * _PAD, frame.points, bold=True) for text in texts.values()), default=4.0) + 3.2
    for one, head in heads:
        ground = look.stage(one.stage, len(scene.stages))
        run = Run(texts[one.x], frame.points, "#ffffff", bold=True)
        slide.put(
            Box(say("office.step", name=head.name), one.x + _GAP, y, width, tall, ((run,),), Form.BOX, ground, pad=_PAD)
        )
    text = ((Run(view.towers, frame.small, look["faint"], bold=True),),)
    slide.put(Box(view.towers, frame.left, y, frame.label - 2, tall, text, middle=True))
    return y + tall


def _items(scene: Scene, frame: Frame, tower: _Tower, *, inside: bool) -> Iterator[tuple[Item, float]]:
    """The boxes of a tower on one side of the line, each with where it begins."""
    if tower.step is None:
        return
    width = frame.column - 2 * _GAP
    for row in scene.rows:
        if isinstance(row, CardRow) and row.inside is inside and not row.by_stage:
            name = f"{row.title}: {scene.steps[tower.step].name}"
            for card in row.cells[tower.step]:
                yield item_of(name, card, row, width, scene, frame), tower.x + _GAP


def _stacked(items: Sequence[tuple[Item, float]]) -> float:
    return sum(item.height + _GAP for item, _ in items)


def _missing(slide: Slide, y: float, view: TowersView, frame: Frame, x: float) -> float:
    look = theme.light()
    width = frame.column - 2 * _GAP
    tall = height(view.gap, width - 2 * _PAD, frame.small, bold=True) + 5
    text = ((Run(view.gap, frame.small, look["bad"], bold=True),),)
    slide.put(
        Box(
            view.gap, x + _GAP, y, width, tall, text, Form.ROUND, look["card"], look["bad"],
            dashed=True, pad=_PAD, middle=True, align="ctr",
        )
    )  # fmt: skip
    return y + tall + _GAP


def _wide(
    slide: Slide, y: float, scene: Scene, frame: Frame, spaces: Sequence[tuple[int, range]], *, inside: bool
) -> float:
    """The lanes of whole spaces."""
    look = theme.light()
    for row in scene.rows:
        if not (isinstance(row, CardRow) and row.by_stage and row.inside is inside):
            continue
        if not any(row.cells[place] for place, _ in spaces):
            continue
        text = ((Run(row.title, frame.points, look["ink"], bold=True),),)
        low = y + height(row.title, frame.label - 2, frame.points, bold=True) + 1
        slide.put(Box(row.title, frame.left, y, frame.label - 2, low - y, text))
        x = frame.left + frame.label
        for place, steps in spaces:
            width = max(len(steps), 1) * frame.column
            at = y
            for card in row.cells[place]:
                name = f"{row.title}: {scene.stages[place].name}"
                item = item_of(name, card, row, width - 2 * _GAP, scene, frame)
                slide.put(*(shifted(shape, x + _GAP, at) for shape in item.shapes))
                at += item.height + _GAP
            low, x = max(low, at), x + width
        y = low + 1.5
    return y


def _lanes(slide: Slide, y: float, scene: Scene, frame: Frame, *, inside: bool) -> None:
    """What the tints of the boxes mean: the lanes, in the column beside the towers."""
    for row, tall in _keys(scene, frame, inside=inside):
        ink, soft = theme.light().tone(row.tone)
        text = [(Run(row.title, frame.points, ink, bold=True),)]
        text += [(Run(row.hint, frame.small, theme.light()["faint"]),)] if row.hint else []
        slide.put(Box(say("office.band", title=row.title), frame.left, y + 0.8, 2.2, 2.2, fill=soft, line=ink))
        slide.put(Box(row.title, frame.left + 3.6, y, frame.label - 5.6, tall, tuple(text)))
        y += tall + 1.2


def _keyed(scene: Scene, frame: Frame, *, inside: bool) -> float:
    return sum(tall + 1.2 for _, tall in _keys(scene, frame, inside=inside))


def _keys(scene: Scene, frame: Frame, *, inside: bool) -> Iterator[tuple[CardRow, float]]:
    for row in scene.rows:
        if isinstance(row, CardRow) and row.inside is inside and not row.by_stage:
            width = frame.label - 6.6
            yield (
                row,
                height(row.title, width, frame.points, bold=True) + height(row.hint, width, frame.small) + 0.6,
            )
