"""What stands on a slide before it is written: boxes, lines between them, tables, pictures, a chart, in millimetres.

What lives here: plain shapes. Not here: their XML (markup), the file around them (presentation), or what goes where
(lanes, poster, deck).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    """The shape of a box, as the format calls it."""

    BOX = "rect"
    ROUND = "roundRect"
    PILL = "flowChartTerminator"
    DISC = "ellipse"
    FIRST = "homePlate"
    CHEVRON = "chevron"
    HEXAGON = "hexagon"
    OCTAGON = "octagon"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one look; ``ink`` is a colour as ``#rrggbb``."""

    text: str
    points: float
    ink: str
    bold: bool = False
    italic: bool = False


Paragraph = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A shape with its text. ``name`` is what a selection pane and a screen reader call it."""

    name: str
    x: float
    y: float
    width: float
    height: float
    paragraphs: tuple[Paragraph, ...] = ()
    form: Form = Form.BOX
    fill: str = ""
    line: str = ""
    dashed: bool = False
    pad: float = 0.0
    middle: bool = False
    align: str = "l"
    round: float = 1.2
    """The radius of round corners in mm."""
    edge: float = 0.75
    """How thick its outline is, in points."""
    key: str = ""
    """What connectors call it."""
    sites: tuple[tuple[float, float], ...] = ()
    """Where connectors hold on to it, as shares of its width and height, where its form has no such places itself."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a card: PNG or WebP, with what it shows."""

    name: str
    says: str
    x: float
    y: float
    width: float
    height: float
    data: bytes


class Side(StrEnum):
    """On which side of its point a value is written."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Series:
    """A line of a chart; None is a gap."""

    name: str
    values: tuple[float | None, ...]
    ink: str
    width: float
    """In points; 0 draws marks alone."""
    mark: bool = False
    dashed: bool = False
    labels: tuple[Side, ...] = ()
    """Per point where its value is written; none where values are not."""


@dataclass(frozen=True, slots=True)
class LineChart:
    """A native chart whose points stand in the middle of equal columns."""

    name: str
    x: float
    y: float
    width: float
    height: float
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    low: float
    high: float
    step: float
    points: float
    """The size of its labels."""


class Dash(StrEnum):
    """How a line is broken, as the format calls it."""

    WHOLE = "solid"
    LONG = "lgDash"
    DASHED = "dash"
    DOTTED = "sysDot"
    MIXED = "lgDashDot"


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic curve through free space with an arrow at its end; ``points`` are its four, from ``x`` and ``y``."""

    name: str
    x: float
    y: float
    points: tuple[tuple[float, float], ...]
    ink: str
    width: float
    """In points."""
    dash: Dash = Dash.WHOLE

    def box(self) -> tuple[float, float, float, float]:
        """Where it is drawn: left, top, right, bottom, measured along it.

        >>> Curve("c", 0, 0, ((0, 0), (0, 10), (10, 10), (10, 0)), "#000000", 1).box()
        (0.0, 0.0, 10.0, 7.5)
        """
        xs, ys = zip(*(self.at(step / 32) for step in range(33)), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def at(self, along: float) -> tuple[float, float]:
        """The place at ``along`` (0 to 1) of it, on the slide."""
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = self.points
        return self.x + _along(ax, bx, cx, dx, along), self.y + _along(ay, by, cy, dy, along)


@dataclass(frozen=True, slots=True)
class Connector:
    """A line from one box to another that follows both; ``points`` are its corners, from ``x`` and ``y``.

    Two points are a straight line; of more each lies right beside, above or below the one before it.
    """

    name: str
    x: float
    y: float
    points: tuple[tuple[float, float], ...]
    source: str
    """The key of the box where it begins."""
    target: str
    ink: str
    width: float
    """In points."""
    dash: Dash = Dash.WHOLE
    arrow: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A native table: widths of columns, heights of rows, and in each cell its runs; the first row is its head."""

    name: str
    x: float
    y: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    numbers: frozenset[int] = frozenset()
    """Columns that are right-aligned."""


Shape = Box | Picture | LineChart | Curve | Connector | Table


@dataclass(slots=True)
class Slide:
    """A slide in the making: its size in mm, its title for outlines and screen readers, and what stands on it."""

    width: float
    height: float
    title: str
    shapes: list[Shape] = field(default_factory=list)
    notes: str = ""

    def put(self, *shapes: Shape) -> None:
        """Add shapes, those behind first."""
        self.shapes.extend(shapes)


def _along(a: float, b: float, c: float, d: float, t: float) -> float:
    u = 1 - t
    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
