"""Arrows from card to card: how each runs between the cards, and what is said of it.

What lives here: the door, and the arrows of a scene. Not here: finding a way (routing), lanes side by side in one gap
(tracks), or where gaps and gutters lie (laying, for pictures whose cards have their places).
"""

from __future__ import annotations

from dataclasses import dataclass

from outsidein.render.arrows.laying import Area, Ground, Point
from outsidein.render.arrows.routing import Board, Route, Run, Seat, route
from outsidein.render.arrows.tracks import tracked

__all__ = ["Area", "Board", "Ground", "Point", "Route", "Run", "Seat", "Tie", "Ties", "route", "routed", "tracked"]


@dataclass(frozen=True, slots=True)
class Tie:
    """An arrow between two cards: ``says`` is the whole of it as a sentence, ``way`` whether it leads on or returns."""

    source_id: str
    target_id: str
    label: str
    way: str
    says: str
    route: Route


@dataclass(frozen=True, slots=True)
class Ties:
    """The arrows of a map; ``gaps`` and ``gutters`` say how many run side by side in each, where a map makes room."""

    ties: tuple[Tie, ...]
    gaps: tuple[int, ...]
    gutters: tuple[int, ...]


def routed(board: Board, pairs: tuple[tuple[Seat, Seat], ...]) -> tuple[Route, ...]:
    """The ways of all arrows, each on tracks of its own.

    >>> board = Board(2, 2, frozenset({(0, 0), (1, 1)}))
    >>> [one] = routed(board, ((Seat(0, 0, 0), Seat(1, 1, 1)),))
    >>> one.leaves, one.enters, [(run.across, run.line) for run in one.runs]
    ('bottom', 'left', [(False, 1), (True, 3)])
    """
    return tracked(route(board, pairs))
