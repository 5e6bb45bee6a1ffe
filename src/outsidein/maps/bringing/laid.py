"""A map laid out as a table of lanes × steps that people edit and bring back: what stands in which cell, and its ids.

What lives here: lay, the agreement between the writer of the sheet (render.office) and its reader (returned). Not here:
colours and formats, or files. What the table does not show stays on the map untouched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from outsidein.ground.speech import speaking
from outsidein.maps.anatomy import KindLane, Role
from outsidein.maps.bringing.sheet import LONGEST_CELL, one_line, plain
from outsidein.maps.catalog import Level
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.kind import kind, lanes_of
from outsidein.maps.phrases import say
from outsidein.maps.spine import Stage, Step
from outsidein.maps.ties import Moment

MAP: Final = "outsidein:map"
"""The mark in the hidden corner of the sheet: its row holds the ids of columns, its column those of rows."""
NO_STEP: Final = "none"
"""Stands in the row of ids over the column of a stage without steps."""
TITLE, STAGES, STAGE, GOAL, STEP, ABOUT = "title", "stages", "stage", "goal", "step", "about"
TARGET, MOMENTS, TOUCHPOINTS = "target", "moments", "touchpoints"
CARDS, VALUES, WORDS = "cards", "values", "words"


@dataclass(frozen=True, slots=True)
class LaidColumn:
    """A column: the id of its step (empty for a stage without steps) and of its stage."""

    step: str
    stage: str


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row. ``cells`` has one entry per column, or per stage where ``by_stage``; a number where ``numeric``."""

    id: str
    title: str
    hint: str
    by_stage: bool
    numeric: bool
    cells: tuple[str | float | None, ...]
    lane: str = ""
    """The key of the lane that it shows."""
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """A whole table: columns and rows in the order of the map."""

    columns: tuple[LaidColumn, ...]
    stages: tuple[tuple[str, int], ...]
    """Per stage its id and how many columns it has."""
    rows: tuple[LaidRow, ...]


def lay(document: Document) -> Laid:
    """The table of a map: stages, goals, steps, then every lane that is shown; nothing for a map without steps.

    Its titles are in the language of the map, whoever asks: a lane is renamed where a sheet calls it otherwise.

    >>> from outsidein.maps import begin
    >>> laid = lay(begin("trip", title="A trip"))
    >>> [row.id for row in laid.rows][:3], len(laid.columns)
    (['stage', 'goal', 'step'], 5)
    """
    if Level.STEP not in kind(document).structure.levels:
        return Laid((), (), ())
    columns, spans = [], []
    for stage in document.stages:
        steps = document.children(stage.id, Step)
        columns += [LaidColumn(step.id, stage.id) for step in steps] or [LaidColumn("", stage.id)]
        spans.append((stage.id, max(len(steps), 1)))
    laid = Laid(tuple(columns), tuple(spans), ())
    with speaking(document.journey.language):
        lanes = (row for lane in shown_lanes(document) for row in _lane(document, laid, lane))
        rows = (*_heads(document, laid), *lanes)
    return Laid(laid.columns, laid.stages, rows)


def shown_lanes(document: Document) -> tuple[KindLane, ...]:
    """The lanes that the table shows: those that are not hidden and hold what people write."""
    return tuple(lane for lane in lanes_of(document) if lane.role is not Role.MEASURE)


def shown_cards(document: Document, parent: str, lane: str) -> tuple[Card, ...]:
    """The cards of a cell that the table shows: those that say something, as many as a cell holds."""
    found, used = [], 0
    for card in document.cards(parent, lane):
        line = one_line(card.text)
        used += len(line) + 1
        if line.strip() and used <= LONGEST_CELL:
            found.append(card)
    return tuple(found)


def valued_card(document: Document, parent: str, lane: str) -> Card | None:
    """The card whose number a cell of a curve shows: the first that has one."""
    return next((card for card in document.cards(parent, lane) if card.value is not None), None)


def shown_moments(document: Document, step: str) -> tuple[Moment, ...]:
    """The moments of truth at a step whose reasons the table shows."""
    return tuple(one for one in document.moments if one.parent == step and one_line(one.reason).strip())


def _heads(document: Document, laid: Laid) -> Iterator[LaidRow]:
    stages = [document.records[id] for id, _ in laid.stages]
    steps = [document.records.get(column.step) for column in laid.columns]
    names = tuple(plain(stage.name) for stage in stages if isinstance(stage, Stage))
    yield LaidRow(STAGE, say("bringing.stages"), "", True, False, names)
    goals = tuple(plain(stage.goal) for stage in stages if isinstance(stage, Stage))
    yield LaidRow(GOAL, say("bringing.goals"), say("bringing.goals-hint"), True, False, goals)
    names = tuple(plain(step.name) if isinstance(step, Step) else "" for step in steps)
    yield LaidRow(STEP, say("bringing.steps"), "", False, False, names)
    about = tuple(plain(step.about) if isinstance(step, Step) else "" for step in steps)
    if any(about):
        yield LaidRow(ABOUT, say("bringing.about"), "", False, False, about)
    moments = tuple(
        "\n".join(one_line(one.reason) for one in shown_moments(document, column.step)) for column in laid.columns
    )
    yield LaidRow(MOMENTS, say("bringing.moments"), say("bringing.moments-hint"), False, False, moments)
    targets = tuple(step.target if isinstance(step, Step) else None for step in steps)
    if any(target is not None for target in targets):
        yield LaidRow(TARGET, say("bringing.target"), say("bringing.target-hint"), False, True, targets)


def _lane(document: Document, laid: Laid, lane: KindLane) -> Iterator[LaidRow]:
    steps = [column.step for column in laid.columns]
    stages = [id for id, _ in laid.stages]
    if lane.role is Role.TOUCHPOINTS:
        met = tuple("\n".join(one_line(t.name) for _, t in document.encounters(step)) for step in steps)
        yield LaidRow(f"{TOUCHPOINTS}:{lane.key}", lane.title, lane.hint, False, False, met, lane.key)
        return
    both = ((Level.STEP, steps), (Level.STAGE, stages))
    for level, parents in sorted(both, key=lambda one: one[0] is not lane.level):
        own, by_stage = lane.level is level, level is Level.STAGE
        title = lane.title if own else say("bringing.other-level", lane=lane.title, level=level.value)
        if lane.valued:
            values = tuple(
                card.value if (card := valued_card(document, parent, lane.key)) else None for parent in parents
            )
            if own or any(value is not None for value in values):
                id = f"{VALUES}.{level.value}:{lane.key}"
                yield LaidRow(id, title, lane.hint, by_stage, True, values, lane.key, lane.inside)
            own = False  # their words have a row only where there are some
            title = say("bringing.words-of", lane=title)
        cards = tuple(
            "\n".join(one_line(card.text) for card in shown_cards(document, parent, lane.key)) for parent in parents
        )
        if own or any(cards):
            id = f"{WORDS if lane.valued else CARDS}.{level.value}:{lane.key}"
            yield LaidRow(id, title, lane.hint, by_stage, False, cards, lane.key, lane.inside)
