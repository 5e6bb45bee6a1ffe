"""A table of lanes × steps from any program, read as a map: how it lies is guessed, shown, and corrected by a person.

What lives here: Plan, guess, read_grid. Not here: opening files (``workspace.bringing``), the words for lanes (words).
Steps may run across or down; above them there may be a row of stages, merged or repeated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from outsidein.maps.bringing.building import Builder
from outsidein.maps.bringing.notes import Notes
from outsidein.maps.bringing.sheet import Sheet, Span
from outsidein.maps.bringing.words import STAGE_WORDS, STEP_WORDS, entry_for, simple
from outsidein.maps.catalog import lanes
from outsidein.maps.document import Document
from outsidein.maps.phrases import say

MOST_LINES: Final = 2_000
"""Rows, and columns, of a table that are looked at."""
LEAVE_OUT: Final = ""
"""What a line is mapped to that is not to be taken."""
OWN: Final = "text"
"""The entry of the catalogue for a lane that no other fits."""
_BULLET: Final = re.compile(r"^\s*(?:[-–•*·▪◦‣]|\d{1,2}[.)])\s+")
_NUMBER: Final = re.compile(r"[-+]?\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class PlanLane:
    """A line of the table that is a lane: its place (from 0), its name, its entry of the catalogue (or empty)."""

    line: int
    name: str
    of: str


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is read, all of which a person may correct. Places count from 0, after turning the table if need be.

    ``turned`` says that steps run down: then lines are columns. ``names`` is where the names of lanes stand, ``steps``
    and ``stages`` the lines of the heads (-1: there is none), ``first`` where the first step begins.
    """

    sheet: str
    turned: bool
    names: int
    stages: int
    steps: int
    first: int
    lanes: tuple[PlanLane, ...]


def guess(sheet: Sheet) -> Plan:
    """How ``sheet`` is probably to be read: by where the words for lanes stand.

    >>> plan = guess(Sheet("t", (("", "Search", "Book"), ("Pain points", "slow", ""), ("Budget", "", "3 €"))))
    >>> plan.turned, plan.steps, [(lane.name, lane.of) for lane in plan.lanes]
    (False, 0, [('Pain points', 'pains'), ('Budget', 'text')])
    """
    upright, turned = (_guess(one) for one in (sheet, turn(sheet)))
    return replace(turned[1], turned=True) if turned[0] > upright[0] else upright[1]


def read_grid(sheet: Sheet, plan: Plan, *, title: str, notes: Notes) -> Document:
    """The map that ``sheet`` holds, read as ``plan`` says."""
    lie = turn(sheet) if plan.turned else sheet
    if len(lie.rows) > MOST_LINES or lie.width > MOST_LINES:
        notes.warn("maps/table-too-large", say("bringing.too-large", most=MOST_LINES), say("bringing.split-it"))
    builder = Builder(title, notes)
    columns = _columns(lie, plan, builder)
    if not columns:
        notes.error("maps/no-steps-found", say("bringing.no-steps"), say("bringing.correct-the-plan"))
    wanted = list({lane.line: lane for lane in plan.lanes if lane.of != LEAVE_OUT}.values())
    if not wanted:
        notes.warn("maps/no-lanes-found", say("bringing.no-lanes"), say("bringing.correct-the-plan"))
    heads = {plan.steps, plan.stages}
    for lane in wanted:
        following = [one.line for one in plan.lanes if one.line > lane.line]
        last = min(*following, len(lie.rows)) if following else lane.line + 1
        lines = [lane.line] + [
            n for n in range(lane.line + 1, last) if n not in heads and not lie.cell(n, plan.names).strip()
        ]
        entry = lanes().get(lane.of) if lane.of != OWN else None
        key = builder.lane(lane.name, entry)
        for line in lines:
            if builder.full:
                break
            _fill(lie, line, key, lane, columns, builder)
    return builder.document()


def turn(sheet: Sheet) -> Sheet:
    """The table with rows as columns.

    >>> turn(Sheet("t", (("a", "b"), ("c",)))).rows
    (('a', 'c'), ('b', ''))
    """
    width = min(sheet.width, MOST_LINES)
    rows = tuple(
        tuple(sheet.cell(row, column) for row in range(min(len(sheet.rows), MOST_LINES))) for column in range(width)
    )
    return Sheet(sheet.name, rows, tuple(Span(one.column, one.row, one.width, one.height) for one in sheet.spans))


def _guess(sheet: Sheet) -> tuple[float, Plan]:
    """How sure, and the plan of a table whose lanes run down."""
    rows = range(min(len(sheet.rows), MOST_LINES))
    scored = []
    for column in range(min(3, max(sheet.width, 1))):
        names = [sheet.cell(row, column) for row in rows]
        scored.append((sum(1.0 for name in names if name.strip() and entry_for(name)) - 0.1 * column, column))
    score, names_at = max(scored)
    steps = stages = -1
    for row in rows[:30]:
        word = simple(sheet.cell(row, names_at))
        if word in STEP_WORDS and steps < 0:
            steps = row
        elif word in STAGE_WORDS and stages < 0:
            stages = row
    first_lane = next(
        (row for row in rows if entry_for(sheet.cell(row, names_at)) and row not in (steps, stages)), None
    )
    first = names_at + 1
    filled = [row for row in rows if sum(bool(sheet.cell(row, at).strip()) for at in range(first, sheet.width)) >= 1]
    above = [row for row in filled if (first_lane is None or row < first_lane) and row not in (steps, stages)]
    if first_lane is None:
        above = above[:1]
    if steps < 0 and above:
        steps = above.pop()
        if _grouped(sheet, steps, first) and stages < 0:
            stages, steps = steps, above.pop() if above and above[-1] > steps else -1
    if stages < 0 and steps > 0:
        before = [row for row in above if row < steps]
        if before and (
            _grouped(sheet, before[-1], first)
            or sum(bool(sheet.cell(before[-1], at).strip()) for at in range(first, sheet.width)) > 1
        ):
            stages = before[-1]
    lanes_found = []
    for row in rows:
        name = sheet.cell(row, names_at)
        if row in (steps, stages) or row <= max(steps, stages) or not name.strip():
            continue
        entry = entry_for(name)
        lanes_found.append(PlanLane(row, " ".join(name.split()), entry.id if entry else OWN))
    score += 0.6 if simple(sheet.cell(max(steps, 0), names_at)) in STEP_WORDS else 0.0
    return score, Plan(sheet.name, False, names_at, stages, steps, first, tuple(lanes_found))


def _grouped(sheet: Sheet, row: int, first: int) -> bool:
    """Whether a head row groups columns: merged cells, or the same name several times in a row."""
    if any(
        span.row <= row < span.row + span.height and span.width > 1 and span.column >= first for span in sheet.spans
    ):
        return True
    cells = [sheet.cell(row, at).strip() for at in range(first, sheet.width)]
    return any(one and one == other for one, other in pairwise(cells))


@dataclass(frozen=True, slots=True)
class _Column:
    at: int
    stage: str
    step: str
    begins: bool


def _columns(sheet: Sheet, plan: Plan, builder: Builder) -> list[_Column]:
    found: list[_Column] = []
    stage, name = "", ""
    wanted = {lane.line for lane in plan.lanes if lane.of != LEAVE_OUT}
    for at in range(plan.first, min(sheet.width, MOST_LINES)):
        if builder.full:
            break
        step = sheet.cell(plan.steps, at) if plan.steps >= 0 else ""
        head = _head(sheet, plan.stages, at) if plan.stages >= 0 else ""
        empty = not step.strip() and not any(sheet.cell(line, at).strip() for line in wanted)
        if empty and (not head.strip() or head == name):
            continue
        begins = not stage or bool(head.strip() and head != name)
        if begins:
            stage, name = builder.stage(head or say("bringing.whole-journey")), head
        label = (
            step
            if step.strip()
            else head
            if plan.steps < 0 and head.strip()
            else say("bringing.step-number", number=len(found) + 1)
        )
        found.append(_Column(at, stage, builder.step(stage, label), begins))
    return found


def _head(sheet: Sheet, row: int, at: int) -> str:
    """What stands over a column: its own cell, or the merged one that covers it."""
    for span in sheet.spans:
        if span.row <= row < span.row + span.height and span.column <= at < span.column + span.width:
            return sheet.cell(span.row, span.column)
    return sheet.cell(row, at)


def _fill(sheet: Sheet, line: int, key: str, lane: PlanLane, columns: list[_Column], builder: Builder) -> None:
    declared = builder.declared(key)
    numbers = declared is not None and declared.valued
    met = lane.of == "touchpoints"
    for column in columns:
        text = sheet.cell(line, column.at)
        if not text.strip():
            continue
        if builder.full:
            return
        parent = column.stage if builder.by_stage(key) else column.step
        if met and not builder.by_stage(key):
            for name in re.split(r"[\n;,|]", text):
                builder.encounter(column.step, _BULLET.sub("", name))
        elif numbers:
            number = _NUMBER.search(text)
            rest = text.replace(number[0], "", 1).strip(" :–-/|") if number else text
            value = float(number[0].replace(",", ".")) if number and len(number[0]) < 20 else None
            builder.card(parent, key, rest, value=value)
        else:
            for card in text.split("\n"):
                builder.card(parent, key, _BULLET.sub("", card))
