"""What a drawn network is made of, as plain data: boxes, ties between them, the picture that came of it.

What lives here: Body and Tie, which go in; Picture with its Seats, Routes and Score, which comes. Lengths are in points
(a point of paper, a pixel of a page). Not here: how any of it is found, or drawn.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A box to be placed: ``width`` × ``height`` points, on ring ``ring`` (0 is the centre).

    ``x`` and ``y`` are where somebody put it, −1 to 1 from the centre; None: it is placed here.
    """

    id: str
    width: float
    height: float
    ring: int = 1
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A directed curve from body ``source`` to body ``target`` (ids), with a label of ``width`` × ``height``."""

    id: str
    source: str
    target: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its middle and its size; y grows downwards."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a body came to stand: its rectangle on the sheet, and the same place as −1 to 1 from the centre."""

    id: str
    rect: Rect
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Route:
    """How a tie is drawn: a cubic curve by its four points, from edge to edge, and where its label stands."""

    id: str
    curve: tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
    label: Rect


@dataclass(frozen=True, slots=True)
class Score:
    """Faults counted on what is drawn: the curves as they bend, the labels where they stand.

    ``overlaps``: pairs of boxes that meet. ``pierced``: curves over a box that is not their own. ``covered``: labels
    over a box or another label. ``struck``: labels over a curve that is not their own. ``crossings``: pairs of curves.
    ``outside``: boxes and labels that leave the sheet.
    """

    overlaps: int
    pierced: int
    covered: int
    struck: int
    crossings: int
    outside: int

    @property
    def cost(self) -> float:
        """The faults weighed against each other: what hides something counts far more than what crosses."""
        return 40 * (self.overlaps + self.covered + self.outside) + 12 * self.pierced + 3 * self.struck + self.crossings

    @property
    def clear(self) -> bool:
        """Whether nothing hides anything."""
        return not (self.overlaps or self.pierced or self.covered or self.outside)

    @property
    def flawless(self) -> bool:
        """Whether, besides, no label stands over somebody else's curve."""
        return self.clear and not self.struck


@dataclass(frozen=True, slots=True)
class Ring:
    """The outer edge of a ring: an ellipse around the centre of the sheet, by its half axes.

    ``name`` is where the middle of its name stands: on the edge, at the top where no body stands in the way.
    """

    rx: float
    ry: float
    name: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """A network as it is drawn: a sheet of ``width`` × ``height``, the centre of its rings, and all that is on it."""

    width: float
    height: float
    centre: tuple[float, float]
    rings: tuple[Ring, ...]
    seats: tuple[Seat, ...]
    routes: tuple[Route, ...]
    score: Score
