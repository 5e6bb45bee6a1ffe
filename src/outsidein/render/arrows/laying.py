"""Ways with places: where each corner of an arrow lies, in the units of whoever draws it.

What lives here: heights of gaps, middles of gutters and tracks side by side, for a picture whose cards stand where they
stand. Not here: finding a way (routing), tracks (tracks). Paper and browser measure their cards only as they draw, so
they have this in their own language (paper/templates/arrows.typ, html/arrows.js).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from outsidein.render.arrows.routing import Route, Run

Point = tuple[float, float]
Area = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where things stand: ``cards`` by id, tops and bottoms of the ``rows`` of cards and of the ``gaps`` above, between
    and below them; columns all ``column`` wide from ``left`` on, with ``gutter`` of room between two; arrows that run
    side by side are ``pitch`` apart, closer where there is less room."""

    cards: Mapping[str, Area]
    rows: Sequence[tuple[float, float]]
    gaps: Sequence[tuple[float, float]]
    left: float
    column: float
    gutter: float
    pitch: float

    def way(self, source: str, target: str, route: Route) -> list[Point]:
        """The corners of an arrow, from the edge of one card to that of the other.

        >>> from outsidein.render.arrows import Board, Seat, routed
        >>> [route] = routed(Board(2, 1, frozenset({(0, 0), (1, 0)})), ((Seat(0, 0, 0), Seat(1, 0, 0)),))
        >>> cards = {"a": (1, 1, 9, 5), "b": (1, 9, 9, 13)}
        >>> Ground(cards, ((1, 5), (9, 13)), ((0, 1), (5, 9), (13, 14)), 0, 10, 2, 1).way("a", "b", route)
        [(5.0, 5), (5.0, 9)]
        """
        start, end = self.cards[source], self.cards[target]
        lines = [self._line(route, at, start, end) for at in range(len(route.runs))]
        points = [_port(start, route.leaves, lines[0])]
        for run, (before, line) in zip(route.runs[1:], pairwise(lines), strict=True):
            points.append((before, line) if run.across else (line, before))
        return [*points, _port(end, route.enters, lines[-1])]

    def _line(self, route: Route, at: int, start: Area, end: Area) -> float:
        run = route.runs[at]
        half = run.line // 2
        if run.across and run.line % 2 == 0:
            top, bottom = self.gaps[half]
            return (top + bottom) / 2 + _aside(run, min(self.pitch, (bottom - top) / (run.of + 0.6)))
        if run.across:
            ends = [start] * (at == 0) + [end] * (at == len(route.runs) - 1)
            return self._beside(run, self.rows[half], ends)
        if run.line % 2:
            return self.left + (half + 0.5) * self.column + _aside(run, self.pitch)
        return self.left + half * self.column + _aside(run, min(self.pitch, self.gutter / (run.of + 0.6)))

    def _beside(self, run: Run, row: tuple[float, float], ends: Sequence[Area]) -> float:
        """The height of a part that lies in a row: the middle of the card that it ties, or of what both have."""
        if not ends:
            return sum(row) / 2 + _aside(run, self.pitch)
        _, top, _, bottom = ends[0]
        low, high = max(one[1] for one in ends), min(one[3] for one in ends)
        middle = (low + high) / 2 if low < high else (top + bottom) / 2
        edge = (bottom - top) / 10
        return min(max(middle + _aside(run, self.pitch), top + edge), bottom - edge)


def _aside(run: Run, pitch: float) -> float:
    return (run.track - (run.of - 1) / 2) * pitch


def _port(card: Area, side: str, line: float) -> Point:
    left, top, right, bottom = card
    return {"top": (line, top), "bottom": (line, bottom), "left": (left, line), "right": (right, line)}[side]
