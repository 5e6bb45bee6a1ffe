"""The scene: one map with what the evidence says, arranged and worded, ready to be drawn by any writer.

What lives here: plain data that is already text, with roles for tone and place. Not here: where the texts come from
(compose), how wide a column is (each writer's own layout), which colour a tone has (theme). Both writers, paper and
page, draw this and nothing else, so that a number reads the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from outsidein.render.tones import Tone as Tone

if TYPE_CHECKING:
    from outsidein.render.arrows import Ties
    from outsidein.render.branches import Branches
    from outsidein.render.charts import Chart
    from outsidein.render.networks import NetworkView
    from outsidein.render.plan import PlanView
    from outsidein.render.towers import TowersView


class Mark(StrEnum):
    """What backs a statement: ● measured, ◐ heard, ○ assumption."""

    MEASURED = "measured"
    HEARD = "heard"
    ASSUMPTION = "assumption"


class Look(StrEnum):
    """How the cards of a lane are drawn."""

    TEXT = "text"
    QUOTE = "quote"
    PILL = "pill"
    CARD = "card"
    BULLET = "bullet"
    CHIP = "chip"


class Icon(StrEnum):
    """The line icons that ship with the product (24 units, one stroke)."""

    FLAG = "flag"
    BOLT = "bolt"
    SPEECH = "speech"
    HEART = "heart"
    TARGET = "target"
    ALERT = "alert"
    CURVE = "curve"
    TOUCH = "touch"
    BUILDING = "building"
    GRID = "grid"
    BARS = "bars"
    BULB = "bulb"
    PERSON = "person"
    SCREEN = "screen"
    PAGE = "page"
    BOX = "box"
    PIN = "pin"
    CLOCK = "clock"
    COIN = "coin"
    DOOR = "door"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a number opens to: pairs of label and text (formula, filter, period, n, interval, asked, scale, sources)."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is shown: ``text`` strong, ``unit`` (``%``, ``of 7``) small behind it, the rest quiet.

    The floats place marks. ``interval`` comes without brackets (``4.5–4.7``), ``n`` as ``n = 6,118``.
    """

    text: str
    interval: str = ""
    n: str = ""
    unit: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    small: bool = False
    tone: Tone = Tone.PLAIN
    opened: Opened | None = None


@dataclass(frozen=True, slots=True)
class CardView:
    """A card as it is drawn."""

    id: str
    text: str
    tone: Tone = Tone.PLAIN
    mark: Mark | None = None
    backing: str = ""
    """Quiet words beside the mark: ``n = 6,118``, ``12 comments``, ``assumption``."""
    moment: str = ""
    """The reason, where the card is (at) a moment of truth; else empty."""
    icon: Icon | None = None
    spoken: str = ""
    """What a screen reader adds: kind of touchpoint, hotspot …"""
    owner: str = ""
    """Who has it in hand, where somebody does."""
    picture: str = ""
    """The name of its picture among ``Scene.pictures``; the text says what it shows."""


@dataclass(frozen=True, slots=True)
class StepHead:
    """A column: a step."""

    id: str
    number: int
    name: str
    moment: str = ""
    hotspot: str = ""
    bright: str = ""
    ways: tuple[str, ...] = ()
    """Where it leads besides the next step, as it is said: ``back to Compare, if the price rises``."""


@dataclass(frozen=True, slots=True)
class StageHead:
    """A stage over its steps; ``share`` is a quiet number at its right (people who reach it), often none."""

    id: str
    name: str
    goal: str
    steps: tuple[StepHead, ...]
    share: str = ""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A lane of cards. ``cells`` has one entry per step, or per stage where ``by_stage``."""

    key: str
    title: str
    hint: str
    icon: Icon
    look: Look
    tone: Tone
    cells: tuple[tuple[CardView, ...], ...]
    by_stage: bool = False
    inside: bool = False
    """Whether the lane belongs to the organisation: such lanes stand below the line of visibility."""


@dataclass(frozen=True, slots=True)
class QuadRow:
    """Strengths, weaknesses, opportunities, threats in one row: per stage a square of four small lists."""

    key: str
    title: str
    hint: str
    icon: Icon
    labels: tuple[tuple[str, Tone], ...]
    cells: tuple[tuple[tuple[CardView, ...], ...], ...]
    inside: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the curve at one step (by position); ``number`` None is a gap with its reason."""

    step: int
    number: Number | None
    gap: str = ""
    drawn: float | None = None
    target: float | None = None
    moment: bool = False
    hotspot: bool = False
    bright: bool = False


@dataclass(frozen=True, slots=True)
class CurveRow:
    """The emotion curve; between points a line only guides the eye, gaps stay gaps."""

    key: str
    title: str
    hint: str
    icon: Icon
    low: float
    high: float
    ticks: tuple[float, ...]
    points: tuple[Point, ...]
    spoken: str
    """The whole curve as a sentence or two, for those who cannot see it."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """A number with a bar per step or per stage; ``most`` is the value that fills the bar."""

    key: str
    title: str
    hint: str
    icon: Icon
    cells: tuple[tuple[tuple[str, Number], ...], ...]
    """Per column: pairs of label and number."""
    most: float
    by_stage: bool = False


Row = CardRow | QuadRow | CurveRow | BarRow


@dataclass(frozen=True, slots=True)
class LineView:
    """A line across the map above the row at place ``before``, such as the line of visibility.

    ``solid`` ones are drawn whole and heavier, the others dashed.
    """

    key: str
    name: str
    before: int
    solid: bool = False


@dataclass(frozen=True, slots=True)
class PersonaView:
    """The persona of the map, as a card in its head."""

    name: str
    initials: str
    summary: str
    quote: str
    segment: str
    goals: tuple[str, ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """One row of the ranked list of hotspots and bright spots."""

    title: str
    under: str
    level: Number
    effect: Number | None
    importance: Number | None
    category: str
    category_note: str
    kind: str
    tone: Tone
    moment: bool
    reasons: tuple[str, ...]
    against: str = ""
    """What ``effect`` is the difference to, in words."""
    category_tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot of a matrix: x performance, y importance."""

    label: str
    x: Number
    y: Number
    quadrant: str
    moment: bool = False
    unsure: bool = False
    """Too close to say: drawn hollow and dashed."""
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True, slots=True)
class Matrix:
    """Importance × performance with its cross hairs and the names of the four corners."""

    title: str
    x_title: str
    y_title: str
    dots: tuple[Dot, ...]
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    cross: tuple[float, float]
    corners: tuple[str, str, str, str]
    """Top left, top right, bottom left, bottom right."""
    note: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table panel; numbers are right-aligned."""

    title: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A titled table or list beside or under the map; cells are texts or Numbers."""

    key: str
    title: str
    says: str
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str | Number, ...], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything to draw, in order. ``headline`` says what the evidence found; empty where there is nothing to say."""

    language: str
    right_to_left: bool
    kicker: str
    title: str
    subtitle: str
    headline: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    """Pairs for the head: evidence, coverage, freshness, owner, review."""
    fresh: tuple[str, Tone]
    personas: tuple[PersonaView, ...]
    stages: tuple[StageHead, ...]
    rows: tuple[Row, ...]
    overall: tuple[tuple[str, Number], ...]
    spots: tuple[Spot, ...]
    spots_says: str
    matrix: Matrix | None
    panels: tuple[Panel, ...]
    quotes: tuple[tuple[str, str], ...]
    """Pairs of quote and where it is from."""
    legend: tuple[str, ...]
    footer: str
    notes: tuple[str, ...]
    fictional: bool
    words_language: str = "en"
    """The language of the product's own words; ``language`` is that of the map's."""
    numbers: str = "en"
    """The language whose separators numbers have; for the few that writers write (ticks)."""
    charts: tuple[Chart, ...] = ()
    """How the journey is walked, where a log was asked."""
    network: NetworkView | None = None
    """Actors and flows, where the map is a network."""
    lines: tuple[LineView, ...] = ()
    """The lines between the rows, from above."""
    spine: tuple[str, str] = ("", "")
    """What this kind of map calls its stages and its steps; empty where it has no words of its own."""
    ties: Ties | None = None
    """The arrows from card to card and how they run, where there are any."""
    branches: Branches | None = None
    """The ways besides the next step, as arcs over the steps, where there are any."""
    towers: TowersView | None = None
    """How the boxes of ``rows`` stand as towers over a line, where the map is of that structure."""
    plan: PlanView | None = None
    """Places and ways on a picture, where the map is of that structure."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The pictures that cards name (PNG or WebP)."""

    @property
    def steps(self) -> tuple[StepHead, ...]:
        """All columns, in order."""
        return tuple(step for stage in self.stages for step in stage.steps)
