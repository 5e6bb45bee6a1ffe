"""Holding two answers against each other: segments, touchpoints, periods; and a measure along time.

What lives here: differences with the interval that fits the measure, and trends. Not here: targets (target), effects of
a change with a comparison group, or corrections for many looks (insight).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from outsidein.ground import Diagnostic, MeasureError
from outsidein.measures import crowd, intervals, scan
from outsidein.measures.ask import PERIOD, Ask, Grain, Key, Row, Where
from outsidein.measures.catalogue import Catalogue
from outsidein.measures.compute import look_all, measure
from outsidein.measures.dimensions import apart
from outsidein.measures.estimate import Cite, Estimate, Period
from outsidein.measures.measure import Engine, Measure
from outsidein.measures.phrases import say
from outsidein.measures.words import figure_of, number

LONGEST: Final = 2_000

if TYPE_CHECKING:
    import pyarrow as pa

    from outsidein.evidence.store import Store


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things that are compared: the answers that ``where`` and ``period`` keep, besides those of the ask."""

    where: Where = ()
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """``this`` minus ``against``, per key; ``change`` is nothing where one of them is. ``says`` it in words."""

    keys: tuple[Key, ...]
    this: Row
    against: Row
    change: Estimate
    says: str
    error: float = math.nan
    df: float = math.nan


@dataclass(frozen=True, slots=True)
class Trend:
    """A measure along time: a row per period from the first to the last answer of all, gaps kept as nothing.

    ``keys`` are the other dimensions; ``change`` is the last period against the one before it.
    """

    keys: tuple[Key, ...]
    rows: tuple[Row, ...]
    change: Difference | None


def difference(
    evidence: Store,
    ask: Ask,
    *,
    this: Side,
    against: Side,
    anchors: pa.Table | None = None,
    measures: Catalogue | None = None,
) -> tuple[Difference, ...]:
    """``this`` minus ``against`` for each key of ``ask.by``: who is on both sides is taken into account.

    Shares by Newcombe, net scores from their adjusted Wald intervals in the same way (MOVER, Zou and Donner 2008),
    means by Welch; where the same customers, or responses, stand on both sides, with the correlation that this brings.
    A key that one side does not have is left out. Raises MeasureError as ``measure_all`` does, and for response volume.
    """
    sides = (narrowed(ask, this), narrowed(ask, against))
    (first, one, look), (second, _, other) = look_all(evidence, sides, anchors=anchors, measures=measures)
    if one.engine is Engine.RESPONSES:
        raise MeasureError(
            Diagnostic(
                "measures/not-comparable",
                say("compare.numbers-of-responses-say-how"),
                say("compare.compare-a-measure-of-what"),
            )
        )
    rows = {row.keys: row for row in look.rows(first, one)}
    others = {row.keys: row for row in other.rows(second, one)}
    rho = correlations(evidence, one, (first, second), (rows, others), anchors)
    return tuple(_held(ask, one, rows[keys], others[keys], rho.get(keys)) for keys in rows if keys in others)


def trend(
    evidence: Store,
    ask: Ask,
    *,
    grain: Grain = Grain.MONTH,
    anchors: pa.Table | None = None,
    measures: Catalogue | None = None,
) -> tuple[Trend, ...]:
    """The measure period by period, for each key of ``ask.by``; undated answers are on no time line.

    Raises MeasureError as ``measure`` does, and ``measures/too-fine`` for a line of more than 2,000 periods.
    """
    along = replace(ask, by=(*ask.by, PERIOD + grain))
    lines: dict[tuple[Key, ...], dict[Period, Row]] = {}
    for row in measure(evidence, along, anchors=anchors, measures=measures):
        if isinstance(row.keys[-1], Period):
            lines.setdefault(row.keys[:-1], {})[row.keys[-1]] = row
    if not lines:
        return ()
    periods = _every(grain, {period for line in lines.values() for period in line})
    changes: dict[tuple[Key, ...], Difference] = {}
    if len(periods) > 1:
        this, against = Side(period=periods[-1]), Side(period=periods[-2])
        found = difference(evidence, ask, this=this, against=against, anchors=anchors, measures=measures)
        changes = {one.keys: one for one in found if one.change.known}
    return tuple(
        Trend(keys, tuple(line.get(period) or _gap(keys, period, line) for period in periods), changes.get(keys))
        for keys, line in lines.items()
    )


def _every(grain: Grain, periods: set[Period]) -> tuple[Period, ...]:
    first, last = min(periods), max(periods)
    line = [first]
    while line[-1] < last and len(line) <= LONGEST:
        line.append(grain.next(line[-1]))
    if len(line) > LONGEST:
        raise MeasureError(
            Diagnostic(
                "measures/too-fine",
                say("compare.from-to-there-are-more", first=str(first), last=str(last), longest=LONGEST, grain=grain),
                say("compare.choose-a-coarser-grain-or"),
            )
        )
    return tuple(line)


def _gap(keys: tuple[Key, ...], period: Period, line: dict[Period, Row]) -> Row:
    like = next(iter(line.values())).estimate
    return Row((*keys, period), Estimate.nothing(measure=like.measure, unit=like.unit, period=period))


def narrowed(ask: Ask, side: Side) -> Ask:
    """The ask kept to one side; its own filters stay."""
    return replace(ask, where=(*ask.where, *side.where), period=_both(ask.period, side.period))


def _both(one: Period | None, other: Period | None) -> Period | None:
    if one is None or other is None:
        return one or other
    first = max((day for day in (one.first, other.first) if day), default=None)
    last = min((day for day in (one.last, other.last) if day), default=None)
    return Period(first, last)


def correlations(
    evidence: Store,
    one: Measure,
    sides: tuple[Ask, Ask],
    rows: tuple[dict[tuple[Key, ...], Row], dict[tuple[Key, ...], Row]],
    anchors: pa.Table | None,
) -> dict[tuple[Key, ...], float]:
    """How far the two estimates of each key move together where the same people stand behind both.

    Σ e₁e₂ / √((1 − n₁ᵢ/n₁)(1 − n₂ᵢ/n₂)) over those people, as the variances of each side are made (clusters).
    """
    if not crowd.people(evidence).repeated and (
        apart(sides[0].where, sides[1].where) or _after(sides[0].period, sides[1].period)
    ):
        return {}
    frames = (scan.frame(sides[0], one), scan.frame(sides[1], one))
    shift = scan.shift(one, evidence)
    together: dict[tuple[Key, ...], float] = {}
    for met in crowd.shared(evidence, frames, one, anchors):
        keys, asked = met.group
        this, against = rows[0].get(keys), rows[1].get(keys)
        if this is None or against is None or not asked == this.asked == against.asked:
            continue
        m1, m2 = (row.estimate.value / one.times - shift for row in (this, against))
        apart1, apart2 = 1 - met.first / this.estimate.n, 1 - met.second / against.estimate.n
        scale = this.error * against.error * this.estimate.n * against.estimate.n / one.times**2
        if not apart1 * apart2 * scale > 0:
            continue
        s1, s2 = met.sums
        both = met.product - m2 * met.second * s1 - m1 * met.first * s2
        both += met.customers * met.first * met.second * m1 * m2
        together[keys] = together.get(keys, 0.0) + both / math.sqrt(apart1 * apart2) / scale
    return {keys: max(-1.0, min(1.0, rho)) for keys, rho in together.items()}


def _after(one: Period | None, other: Period | None) -> bool:
    """Whether the two share no day."""
    if one is None or other is None:
        return False
    return _ends(one, other) or _ends(other, one)


def _ends(one: Period, other: Period) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def _held(ask: Ask, one: Measure, this: Row, against: Row, together: float | None) -> Difference:
    a, b = this.estimate, against.estimate
    why = next((row.refused.says for row in (this, against) if row.refused), "")
    if not why and not (a.known and b.known):
        why = say("compare.no-answers-on-one-side")
    if not why and (this.asked, a.unit) != (against.asked, b.unit):
        why = say("compare.the-two-sides-rest-on")
    if why:
        return Difference(this.keys, this, against, Estimate.nothing(measure=one.id, unit=_unit(a)), why)
    rho = together or 0.0
    error = math.sqrt(max(this.error**2 + against.error**2 - 2 * rho * this.error * against.error, 0))
    df = min(this.df, against.df)
    if one.engine is Engine.MEAN and error > 0 and this.error > 0 and against.error > 0:
        if together is None:
            df = float(intervals.satterthwaite(this.error**2, this.df, against.error**2, against.df))
        low, high = intervals.t_bounds(a.value - b.value, error, df, level=ask.level)
        method = "Welch" if together is None else say("compare.t-of-the-difference")
    else:
        low, high = intervals.mover(a.value, _bounds(a), b.value, _bounds(b), rho)
        method = {Engine.MEAN: "MOVER", Engine.NET: say("compare.mover-of-net-scores")}.get(one.engine, "Newcombe")
    value = a.value - b.value
    change = Estimate(
        value,
        min(float(low), value),
        max(float(high), value),
        a.n + b.n,
        method + (say("compare.with-the-same-people-on") if together is not None else ""),
        measure=one.id,
        unit=_unit(a),
        cites=_together(a.cites, b.cites),
        small=a.small or b.small,
        level=ask.level,
        notes=tuple(dict.fromkeys((*a.notes, *b.notes))),
    )
    return Difference(this.keys, this, against, change, _says(change), error, df)


def _bounds(estimate: Estimate) -> Any:
    import numpy as np

    return np.float64(estimate.low), np.float64(estimate.high)


def _unit(estimate: Estimate) -> str:
    return "% points" if estimate.unit == "%" else estimate.unit


def _together(this: tuple[Cite, ...], against: tuple[Cite, ...]) -> tuple[Cite, ...]:
    return (
        *(replace(cite, formula=say("compare.this-side", formula=cite.formula)) for cite in this),
        *(replace(cite, formula=say("compare.minus", formula=cite.formula)) for cite in against),
    )


def _says(change: Estimate) -> str:
    way = "higher" if change.value > 0 else "lower" if change.value < 0 else "different"
    low, high = figure_of(change.low, change.unit), number(change.high, change.unit)
    size = say("compare.size", size=number(abs(change.value), change.unit), way=way, low=low, high=high)
    return size if change.low > 0 or change.high < 0 else say("compare.no-clear-difference", size=size)
