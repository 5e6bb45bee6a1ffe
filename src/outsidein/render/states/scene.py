"""The picture of two states as data: one grid of both, each part with its signs, and both curves over it.

What lives here: what a writer needs, in words. Not here: finding differences (maps.compare), composing (composing).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outsidein.render.states.figure import FigureScene


@dataclass(frozen=True, slots=True)
class Badge:
    """What became of something: the sign’s id, its shape, its word. Colour is never all that tells it."""

    sign: str
    shape: str
    word: str


@dataclass(frozen=True, slots=True)
class Part:
    """A text of the later state with what became of it; ``was`` is what it said or where it stood before."""

    text: str
    badges: tuple[Badge, ...] = ()
    was: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A step of either state under a stage (its place in ``stages``); ``name`` is None where a stage has no step."""

    stage: int
    name: Part | None


@dataclass(frozen=True, slots=True)
class Row:
    """A lane: cells by column, or by stage where the lane stands at that level."""

    key: str
    title: Part
    by_stage: bool
    cells: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured level with its interval; ``says`` tells all of it."""

    value: float
    low: float
    high: float
    n: int
    small: bool
    says: str


@dataclass(frozen=True, slots=True)
class Point:
    """One column of the curve: which states have the step, levels drawn and aimed at in both, what was measured."""

    column: int
    in_was: bool
    in_now: bool
    drawn_was: float | None
    drawn_now: float | None
    target_was: float | None
    target_now: float | None
    measured_was: Measured | None
    measured_now: Measured | None
    effect: str = ""

    @property
    def told(self) -> bool:
        """Whether anybody drew, aimed at or measured a level here."""
        levels = (self.drawn_was, self.drawn_now, self.target_was, self.target_now)
        return any(one is not None for one in (*levels, self.measured_was, self.measured_now))


@dataclass(frozen=True, slots=True)
class Told:
    """All differences of one sign in sentences."""

    badge: Badge
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatesScene:
    """Two states of a journey, ready to be drawn."""

    title: str
    lead: str
    was: str
    now: str
    language: str
    stages: tuple[Part, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    curve: tuple[Point, ...]
    curve_title: str
    caveat: str
    legend: tuple[Badge, ...]
    lines: tuple[tuple[str, str], ...]
    """What each line of the curve is called: was, now, target, measured."""
    told: tuple[Told, ...]
    effects: tuple[str, ...]
    fictional: str = ""
    figure: FigureScene | None = None
    """A network or a floor plan of both, which no grid can show."""
