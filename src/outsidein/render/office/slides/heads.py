"""The head of the columns: stages as chevrons with their goals, and under them their steps.

What lives here: what poster and deck have in common above the lanes. Not here: the lanes.
"""

from __future__ import annotations

from collections.abc import Iterator

from outsidein.render import theme
from outsidein.render.office.measuring import height
from outsidein.render.office.slides.branches import draw_branches
from outsidein.render.office.slides.lanes import Frame
from outsidein.render.office.slides.shapes import Box, Form, Paragraph, Run, Slide
from outsidein.render.phrases import say
from outsidein.render.scene import CardRow, LineView, Scene, StepHead

_GAP, _PAD = 1.2, 1.4


def draw_stages(slide: Slide, y: float, scene: Scene, frame: Frame) -> float:
    """The stages as chevrons over their steps, with goals beneath; where the next thing begins."""
    look = theme.light()
    points = frame.points * 1.3
    spans = [(at, x, max(len(steps), 1) * frame.column) for at, steps, x in frame.of_stages()]
    tall = max((height(scene.stages[at].name, w - 14, points, bold=True) for at, _, w in spans), default=0.0) + 6
    for at, x, width in spans:
        stage = scene.stages[at]
        form = Form.FIRST if at == 0 else Form.CHEVRON
        text = ((Run(stage.name, points, "#ffffff", bold=True),),)
        fill = look.stage(at, len(scene.stages))
        slide.put(
            Box(
                say("office.stage", name=stage.name),
                x,
                y,
                width - 0.6,
                tall,
                text,
                form,
                fill=fill,
                pad=0.8,
                middle=True,
                align="ctr",
            )
        )
    y += tall + _GAP
    goals = [(at, x, w, _goal(scene, at)) for at, x, w in spans]
    room = max((height(goal, w - 2 * _PAD, frame.small) for _, _, w, goal in goals), default=0.0)
    if room:
        for at, x, width, goal in goals:
            name = say("office.goal", name=scene.stages[at].name)
            slide.put(Box(name, x, y, width - _GAP, room + 1, ((Run(goal, frame.small, look["soft"]),),), align="ctr"))
        y += room + 1 + _GAP
    return y


def _goal(scene: Scene, at: int) -> str:
    stage = scene.stages[at]
    return "\n".join(part for part in (stage.goal, stage.share) if part)


def draw_steps(slide: Slide, y: float, scene: Scene, frame: Frame) -> float:
    """The steps with their numbers and marks under the branches between them; where the next thing begins."""
    look = theme.light()
    y = draw_branches(slide, y, scene, frame)
    width = frame.column - 2 * frame.gutter
    told = scene.branches is None
    made = [(at, x, step_text(scene.steps[at], frame, ways=told)) for at, x in frame.of_steps()]
    tall = max((_tall(text, width - 2 * _PAD) for _, _, text in made), default=0.0) + 2 * _PAD + 0.6
    for at, x, text in made:
        name = say("office.step", name=scene.steps[at].name)
        slide.put(
            Box(
                name,
                x + frame.gutter,
                y,
                width,
                tall,
                text,
                Form.ROUND,
                fill=look["accent-soft"],
                pad=_PAD,
                middle=True,
                align="ctr",
                key=scene.steps[at].id,
            )
        )
    return y + tall + _GAP if made else y


def step_text(step: StepHead, frame: Frame, *, ways: bool = True) -> tuple[Paragraph, ...]:
    """What stands in the head of a column; its ``ways`` where they are not drawn."""
    look = theme.light()
    number = Run(f"{step.number}  ", frame.points, look["accent"], bold=True)
    said: list[Paragraph] = [(number, Run(step.name, frame.points * 1.05, look["ink"], bold=True))]
    said += [(Run(f"{sign} {word}", frame.small, look[tone], bold=True),) for sign, word, tone, _ in marks(step)]
    said += [(Run(f"↪ {way}", frame.small, look["org"]),) for way in step.ways if ways]
    return tuple(said)


def marks(step: StepHead) -> list[tuple[str, str, str, str]]:
    """What a step is marked as: sign, word, tone, and why."""
    known = (
        ("◆", say("paper.moment"), "accent", step.moment),
        ("▼", say("paper.hotspot"), "bad", step.hotspot),
        ("▲", say("paper.bright"), "good", step.bright),
    )
    return [one for one in known if one[-1]]


def reasons(scene: Scene, frame: Frame) -> str:
    """Why steps and cards are marked, and what arrows say, for the notes under a slide."""
    said = []
    for at, _ in frame.of_steps():
        one = scene.steps[at]
        said += [f"{one.number} {one.name} – {sign} {word}: {why}" for sign, word, _, why in marks(one)]
        cells = (row.cells[at] for row in scene.rows if isinstance(row, CardRow) and not row.by_stage)
        own = ((card.text, card.moment) for cell in cells for card in cell if card.moment and card.moment != one.moment)
        said += [f"{one.number} {one.name} – ◆ {text}: {why}" for text, why in own]
    if scene.branches and (shown := scene.branches.over(frame.steps)):
        said += [f"→ {one.branch.says}" for one in shown.drawn]
    if scene.ties:
        here = set(_cards(scene, frame))
        said += [f"→ {tie.says}" for tie in scene.ties.ties if {tie.source_id, tie.target_id} & here]
    return "\n".join(dict.fromkeys(said))


def _cards(scene: Scene, frame: Frame) -> Iterator[str]:
    """The ids of the cards that stand under the shown steps and stages."""
    steps, stages = list(frame.steps), [at for at, _, _ in frame.of_stages()]
    for row in scene.rows:
        if isinstance(row, CardRow):
            for at in stages if row.by_stage else steps:
                yield from (card.id for card in row.cells[at])


def draw_line(slide: Slide, y: float, line: LineView, frame: Frame) -> float:
    """A line across the map with its name, such as the line of visibility; where the next thing begins."""
    look, name = theme.light(), line.name
    tall = height(name, frame.label - 1.2, frame.small, bold=True) + 1.6
    text = ((Run(name, frame.small, look["org"], bold=True),),)
    slide.put(Box(name, frame.left, y + 0.6, frame.label, tall, text, pad=0.6, middle=True))
    x = frame.left + frame.label
    rule = Box(
        say("office.rule", title=name), x, y + 0.6 + tall / 2, frame.right - x, 0.0, form=Form.LINE, line=look["org"],
        dashed=not line.solid, edge=2.25 if line.solid else 1.0,
    )  # fmt: skip
    slide.put(rule)
    return y + tall + 1.2


def line_height(line: LineView, frame: Frame) -> float:
    """How much room ``draw_line`` takes."""
    return height(line.name, frame.label - 1.2, frame.small, bold=True) + 2.8


def _tall(text: tuple[Paragraph, ...], width: float) -> float:
    return sum(
        height(
            "".join(run.text for run in runs), width, max(run.points for run in runs), bold=any(r.bold for r in runs)
        )
        for runs in text
    )
