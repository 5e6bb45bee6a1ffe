"""The charts of how journeys are walked, as data: already worded, with every number’s account, ready for any writer.

What lives here: one frozen view for each kind of chart, and the table behind it. Not here: how a view is made of an
answer (composition.charts), where a label fits (each writer). Places are shares of all journeys, never pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

from outsidein.render.scene import Number, Panel

OTHERS, END = -1, -2
"""Hues that are no touchpoint's: those not told apart, and the end of journeys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chart:
    """What every chart has; ``table`` says the same in rows, for those who cannot see it."""

    key: str
    title: str
    says: str
    table: Panel
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """A place of a flow chart: journeys whose event number ``column`` (from 0) is there; ``hue`` tells touchpoints."""

    column: int
    label: str
    share: float
    number: Number
    hue: int


@dataclass(frozen=True, slots=True)
class Band:
    """Journeys that go from one place to another (by position in ``stands``).

    ``leaves`` and ``arrives`` say how far down those two places the band begins, as shares of all journeys.
    """

    of: int
    to: int
    share: float
    leaves: float
    arrives: float
    number: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowView(_Chart):
    """Where journeys stand with their first, second … event, and how many go from there to where (Sankey)."""

    columns: tuple[str, ...]
    stands: tuple[Stand, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class FunnelBar:
    """A step of a funnel: the ``share`` of those who took the first that is left, what was ``lost`` since the one
    before it, and the median ``time`` that took."""

    label: str
    share: Number
    count: str
    lost: Number | None
    time: Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelView(_Chart):
    """How many are left from step to step."""

    bars: tuple[FunnelBar, ...]
    lost: str
    """What is said behind a number that was lost."""


@dataclass(frozen=True, slots=True)
class Trail:
    """A beginning of journeys: pairs of touchpoint and hue, whether it ``goes_on``, and the share that begins so."""

    stops: tuple[tuple[str, int], ...]
    goes_on: bool
    share: Number
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PathView(_Chart):
    """The most frequent beginnings, the most frequent first; ``most`` fills a bar."""

    trails: tuple[Trail, ...]
    most: float
    end: str
    on: str


@dataclass(frozen=True, slots=True)
class CohortRow:
    """Those who first came in one period; ``cells`` by periods later, None where it is not over."""

    label: str
    size: str
    cells: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortView(_Chart):
    """Who came back, cohort by cohort."""

    heads: tuple[str, ...]
    rows: tuple[CohortRow, ...]
    most: float
    """The share that is drawn darkest; those of the first period, who are all there, aside."""


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """A step as drawn, and what became of it: None where no event could show it.

    ``drawn`` are the shares of journeys on the map that come by and that get farther without it, for the picture.
    ``inserted`` are things done after it that no step foresees, as pairs of name and share of all journeys.
    """

    name: str
    came: Number | None
    passed: Number | None
    in_order: Number | None
    drawn: tuple[float, float] = (0.0, 0.0)
    inserted: tuple[tuple[str, Number], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignedView(_Chart):
    """The designed way, step by step, against the observed ones."""

    steps: tuple[DrawnStep, ...]
    unrecorded: str
    legend: tuple[str, str, str]
    """What the bar, the hatched part above it and what stands under it are."""
    whole: tuple[tuple[str, Number], ...]


@dataclass(frozen=True, slots=True)
class Lasting:
    """A survival curve: points of time, share still there and the ends of its band; who is at risk at each tick."""

    label: str
    hue: int
    points: tuple[tuple[float, float, float, float], ...]
    at_risk: tuple[str, ...]
    median: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalView(_Chart):
    """Who is still there after how long (Kaplan–Meier), with the numbers at risk under the axis."""

    lines: tuple[Lasting, ...]
    ticks: tuple[float, ...]
    until: float
    x_title: str
    y_title: str
    at_risk: str
    median: str
    """What is said before the median of a curve."""


@dataclass(frozen=True, slots=True)
class Told:
    """Cases that were told about the same: the mean chance (0–1), the share that came true, how many they are."""

    told: float
    true: Number
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationView(_Chart):
    """Whether chances mean what they say: observed against predicted, over how many were told what."""

    bins: tuple[Told, ...]
    x_title: str
    y_title: str
    ideal: str
    cases: str
    """What stands beside the histogram of how many were told what."""
    figures: tuple[tuple[str, Number], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A touchpoint in two groups: the share of journeys that come by in each, and the difference in points.

    ``sure``: no chance even though many touchpoints were looked at.
    """

    label: str
    this: Number
    against: Number
    change: Number
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView(_Chart):
    """Two groups held against each other, the most certain differences first; ``sides`` with how many journeys."""

    sides: tuple[tuple[str, str], ...]
    change: str
    pairs: tuple[Pair, ...]


Chart = FlowView | FunnelView | PathView | CohortView | DesignedView | SurvivalView | CalibrationView | CompareView
