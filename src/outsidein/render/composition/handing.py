"""Who hands on to whom: the arrows from card to card of a map, with the ways they take between its rows.

What lives here: where the cards of the drawn rows stand, and each arrow as a sentence. Not here: finding a way
(render.arrows), arrows from step to step (head).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from outsidein.maps.cells import Card
from outsidein.maps.kind import Kind
from outsidein.maps.spine import Step
from outsidein.maps.ties import Arrow
from outsidein.render.arrows import Board, Route, Seat, Tie, Ties, routed
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import CardRow, CurveRow, QuadRow, Row


@dataclass(frozen=True)
class _Columns:
    """The columns of a map: first and last of each stage, and that of each step. A stage without steps has one, too."""

    stages: tuple[tuple[int, int], ...]
    steps: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, subject: Subject) -> _Columns:
        stages: list[tuple[int, int]] = []
        steps: list[tuple[int, int]] = []
        at = 0
        for stage in subject.document.stages:
            count = len(subject.document.children(stage.id, Step))
            steps += [(at + step, at + step) for step in range(count)]
            stages.append((at, at + max(1, count) - 1))
            at += max(1, count)
        return cls(tuple(stages), tuple(steps))

    @property
    def count(self) -> int:
        return self.stages[-1][1] + 1 if self.stages else 1


def ties(subject: Subject, kind: Kind, rows: tuple[Row, ...]) -> Ties | None:
    """The arrows between cards that are drawn; None where the kind knows none, or there are none."""
    if Card.type not in kind.ties:
        return None
    columns = _Columns.of(subject)
    seats = _seats(rows, columns)
    drawn = [one for one in subject.document.all(Arrow) if one.parent in seats and one.to in seats]
    if not drawn:
        return None
    board = Board(len(rows), columns.count, frozenset(_filled(rows, columns)))
    routes = routed(board, tuple((seats[one.parent], seats[one.to]) for one in drawn))
    made = (
        Tie(one.parent, one.to, one.label, one.kind.value, _says(subject, one), route)
        for one, route in zip(drawn, routes, strict=True)
    )
    return Ties(tuple(made), _most(routes, board.rows, across=True), _most(routes, board.columns, across=False))


def _most(routes: tuple[Route, ...], count: int, *, across: bool) -> tuple[int, ...]:
    """How many runs lie side by side in each gap, or in each gutter; there is one more than rows or columns."""
    found = [0] * (count + 1)
    for run in (run for route in routes for run in route.runs if run.across == across and run.line % 2 == 0):
        found[run.line // 2] = max(found[run.line // 2], run.of)
    return tuple(found)


def _says(subject: Subject, arrow: Arrow) -> str:
    """An arrow as a sentence, for those who cannot see it."""
    source, target = (getattr(subject.document.records[id], "text", "") for id in (arrow.parent, arrow.to))
    said = subject.words(f"handing.{arrow.kind.value}", source=source, target=target)
    return subject.words("handing.with", what=said, label=arrow.label) if arrow.label else said


def _seats(rows: tuple[Row, ...], columns: _Columns) -> dict[str, Seat]:
    found: dict[str, Seat] = {}
    for at, row in enumerate(rows):
        if isinstance(row, CardRow):
            spans = columns.stages if row.by_stage else columns.steps
            for (first, last), cards in zip(spans, row.cells, strict=True):
                for place, card in enumerate(cards):
                    found[card.id] = Seat(at, first, last, place, len(cards))
    return found


def _filled(rows: tuple[Row, ...], columns: _Columns) -> Iterator[tuple[int, int]]:
    """The cells in which something stands; a curve is one thing from end to end."""
    for at, row in enumerate(rows):
        if isinstance(row, CurveRow):
            yield from ((at, column) for column in range(columns.count))
            continue
        by_stage = isinstance(row, QuadRow) or row.by_stage
        for (first, last), cell in zip(columns.stages if by_stage else columns.steps, row.cells, strict=True):
            if any(cell):
                yield from ((at, column) for column in range(first, last + 1))
