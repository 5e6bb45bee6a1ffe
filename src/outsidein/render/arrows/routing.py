"""The ways of arrows between cards on a grid of lanes × columns, so that none crosses a card.

What lives here: a maze whose places are the cells, the gaps between lanes and the gutters between columns, and the
cheapest way through it for one arrow after the other (Dijkstra 1959, on small whole costs). Not here: what runs beside
what in one gap (tracks), sizes. The browser finds the same ways (web/canvas/src/arrow/routing.ts; held by a test).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_Move = tuple[int, int, int]
"""A place (row and column of the maze) with the way in which it is come to."""
_UP, _RIGHT, _DOWN, _LEFT = range(4)
_STEPS: Final = ((-1, 0), (0, 1), (1, 0), (0, -1))
_SIDES: Final = ("top", "right", "bottom", "left")
_HOP, _BEND, _CROSSING, _MANY = 2, 5, 6, 3


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a card stands: lane, first and last column, and its place among the ``of`` cards of its cell."""

    row: int
    first: int
    last: int
    place: int = 0
    of: int = 1

    @property
    def middle(self) -> int:
        """The column in whose middle arrows leave and reach it from above and below."""
        return (self.first + self.last) // 2


@dataclass(frozen=True, slots=True)
class Board:
    """The grid: so many rows and columns, and the cells (row, column) in which something stands."""

    rows: int
    columns: int
    filled: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Run:
    """A straight part of a way. ``across`` runs from side to side, else up and down.

    ``line`` is doubled: the gap above row r is 2r and the row itself 2r + 1, the gutter left of column c is 2c and the
    column itself 2c + 1. ``low`` and ``high`` are its ends along the other axis, doubled too, without the cards that it
    ties. It is the ``track``-th of ``of`` that lie side by side there.
    """

    across: bool
    line: int
    low: int
    high: int
    track: int = 0
    of: int = 1


@dataclass(frozen=True, slots=True)
class Route:
    """A way: the side at which it leaves its card, its runs, the side at which it reaches the other card."""

    leaves: str
    enters: str
    runs: tuple[Run, ...]


def route(board: Board, pairs: Sequence[tuple[Seat, Seat]]) -> tuple[Route, ...]:
    """A way for each pair of cards, in their order; short ones are laid first, so that long ones go around.

    >>> board = Board(2, 1, frozenset({(0, 0), (1, 0)}))
    >>> route(board, [(Seat(0, 0, 0), Seat(1, 0, 0))])[0].runs
    (Run(across=False, line=1, low=2, high=2, track=0, of=1),)
    """
    maze = _Maze(board)
    order = sorted(range(len(pairs)), key=lambda at: (*_turn(*pairs[at]), at))
    found: dict[int, Route] = {}
    for at in order:
        moves = maze.walk(*pairs[at])
        found[at] = _route(*pairs[at], moves)
    return tuple(found[at] for at in range(len(pairs)))


def _turn(one: Seat, other: Seat) -> tuple[int, ...]:
    """When a way is laid: the short first, then by where the cards stand, so that it matters little in which order they
    came."""
    apart = abs(one.row - other.row) + abs(one.middle - other.middle)
    return (apart, one.row, one.first, one.place, other.row, other.first, other.place)


def _doors(seat: Seat) -> Iterator[_Move]:
    """The places beside a card, each with the way that leads out there; only the ends of a stack open up and down."""
    y, x = 2 * seat.row + 1, 2 * seat.middle + 1
    if seat.place == seat.of - 1:
        yield y + 1, x, _DOWN
    yield y, 2 * seat.last + 2, _RIGHT
    yield y, 2 * seat.first, _LEFT
    if seat.place == 0:
        yield y - 1, x, _UP


class _Maze:
    """The grid with every gap and gutter as places of its own, and how often each is in use up and down, or across."""

    def __init__(self, board: Board) -> None:
        self.height, self.width = 2 * board.rows + 1, 2 * board.columns + 1
        self.filled = board.filled
        self.trodden: dict[tuple[int, int], list[int]] = {}

    def walk(self, source: Seat, target: Seat) -> tuple[_Move, ...]:
        """The cheapest way: each place with the way in which it is come to; the last place is the target itself."""
        ends: dict[tuple[int, int], list[int]] = {}
        for y, x, out in _doors(target):
            ends.setdefault((y, x), []).append((out + 2) % 4)
        level = source.row == target.row and source.place == target.place == 0
        buckets: list[list[tuple[_Move, _Move | None, bool]]] = []
        before: dict[_Move, _Move | None] = {}

        def put(cost: int, move: _Move, after: _Move | None, *, last: bool = False) -> None:
            while len(buckets) <= cost:
                buckets.append([])
            buckets[cost].append((move, after, last))

        for y, x, way in _doors(source):
            put(self._cost(y, x, way), (y, x, way), None)
        cost = 0
        while cost < len(buckets):
            for move, after, last in buckets[cost]:
                if last:
                    return self._trodden(move, after, before)
                if move in before:
                    continue
                before[move] = after
                y, x, way = move
                for into in ends.get((y, x), ()):
                    if (extra := _entering(way, into, beside=source.row == target.row, level=level)) is not None:
                        put(cost + extra + 1, (y, x, into), move, last=True)
                for turn in (0, 1, 3):
                    onward = (way + turn) % 4
                    v, u = y + _STEPS[onward][0], x + _STEPS[onward][1]
                    if self._free(v, u) and (v, u, onward) not in before:
                        put(cost + self._cost(v, u, onward) + _BEND * bool(turn), (v, u, onward), move)
            cost += 1
        raise AssertionError("gaps and gutters lead everywhere")

    def _free(self, y: int, x: int) -> bool:
        within = 0 <= y < self.height and 0 <= x < self.width
        return within and not (y % 2 and x % 2 and (y // 2, x // 2) in self.filled)

    def _cost(self, y: int, x: int, way: int) -> int:
        """What it costs to come to a place: crossings cost most, empty cells a little more than gaps."""
        trodden = self.trodden.get((y, x), (0, 0))
        along, across = trodden[way % 2], trodden[1 - way % 2]
        return _HOP + y % 2 * (x % 2) + min(along, _MANY) + _CROSSING * min(across, _MANY)

    def _trodden(self, last: _Move, after: _Move | None, before: dict[_Move, _Move | None]) -> tuple[_Move, ...]:
        moves = [last]
        while after is not None:
            moves.append(after)
            after = before[after]
        for y, x, way in moves[1:]:
            self.trodden.setdefault((y, x), [0, 0])[way % 2] += 1
        return tuple(reversed(moves))


def _entering(way: int, into: int, *, beside: bool, level: bool) -> int | None:
    """What it costs to turn into the target; None for straight back up or down, which needs a run across.

    Two cards of one lane that do not stand on one height need a short run in the gutter before the second.
    """
    if way % 2 == 0 and into % 2 == 0 and into != way:
        return None
    if way % 2 and into % 2 and (into != way or (beside and not level)):
        return 2 * _BEND
    return 0 if into == way else _BEND


def _route(source: Seat, target: Seat, moves: tuple[_Move, ...]) -> Route:
    """The moves as straight runs. The last of ``moves`` stands at the place before the target."""
    runs: list[Run] = []
    begin = 0
    for at in range(1, len(moves) + 1):
        if at < len(moves) and moves[at][2] == moves[begin][2]:
            continue
        # A run begins where the one before it ended; the card at either end is no part of it.
        places = [(y, x) for y, x, _ in moves[max(0, begin - 1) : at]]
        runs.append(_run(moves[begin][2] % 2 == 1, places))
        begin = at
    return Route(_SIDES[moves[0][2]], _SIDES[(moves[-1][2] + 2) % 4], tuple(_stepped(source, target, runs, moves[-1])))


def _run(across: bool, places: Sequence[tuple[int, int]]) -> Run:
    ends = sorted(place[1] if across else place[0] for place in places)
    return Run(across, places[0][0] if across else places[0][1], ends[0], ends[-1])


def _stepped(source: Seat, target: Seat, runs: list[Run], last: _Move) -> Iterator[Run]:
    """The runs, with a short one in the gutter between two that lead across in one lane on different heights."""
    y, x, _ = last
    level = source.place == target.place == 0
    if len(runs) == 1 and runs[0].across and not level:
        yield from (runs[0], Run(False, x, y, y), Run(True, y, x, x))
    elif len(runs) == 2 and runs[0].across and runs[1].across:
        yield from (runs[0], Run(False, x, y, y), runs[1])
    else:
        yield from runs
