"""What leaves the engine: sums per group of answers, from one aggregated expression per bundle of asks.

What lives here: which rows a look takes in, the score of an answer as an Ibis expression, its sums per group (Tally).
Not here: sums per customer (crowd), and what is made of them (reckon).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias
from weakref import WeakKeyDictionary

from outsidein.measures.ask import PERIOD, Ask, Grain, Key, Where
from outsidein.measures.dimensions import joined
from outsidein.measures.estimate import Period
from outsidein.measures.measure import ANY, Engine, Measure, Others

if TYPE_CHECKING:
    import pyarrow as pa

    from outsidein.evidence.store import Store

Group: TypeAlias = tuple[tuple[Key, ...], str]
"""Keys, and what was asked for (empty where several kinds count together)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Which rows a look takes in and how it tells them apart: measures with the same frame share one look.

    ``kinds`` are what questions must ask for, of measures that count several kinds together (``pooled``); empty: any.
    ``applicable`` leaves out the answers of “not applicable”.
    """

    by: tuple[str, ...]
    where: Where
    period: Period | None
    kinds: tuple[str, ...]
    applicable: bool
    pooled: bool


def frame(ask: Ask, measure: Measure) -> Frame:
    """The frame that answers ``ask``."""
    return Frame(
        by=ask.by,
        where=ask.where,
        period=ask.period,
        kinds=() if not measure.pooled or measure.asks == (ANY,) else measure.asks,
        applicable=measure.engine is not Engine.NOT_APPLICABLE,
        pooled=measure.pooled,
    )


@dataclass(frozen=True, slots=True)
class Bundle:
    """Measures that share a frame."""

    frame: Frame
    measures: tuple[Measure, ...]

    @property
    def kinds(self) -> tuple[str, ...] | None:
        """What questions must ask for to feed one of the measures; None where any may."""
        if self.frame.pooled:
            return self.frame.kinds or None
        return tuple(dict.fromkeys(kind for one in self.measures for kind in (*one.asks, *one.stand_in)))


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over the answers to one question about one touchpoint on one scale, within a group.

    ``sums`` and ``squares`` are Σs and Σs² of the scores, in the order of the bundle's measures.
    """

    group: Group
    asks: str
    source: str
    question: str
    touchpoint: str | None
    low: float
    high: float
    n: int
    first: date | None
    last: date | None
    sums: tuple[float, ...]
    squares: tuple[float, ...]


_CENTRES: WeakKeyDictionary[Store, dict[str, float]] = WeakKeyDictionary()


def centre(evidence: Store, asks: Iterable[str]) -> float:
    """A whole number near the mean of the answers: sums are taken from there, so that squares lose no digits."""
    if evidence not in _CENTRES:
        answers = evidence.answers
        means = answers.group_by("asks").agg(mean=answers.value.mean()).to_pyarrow().to_pylist()
        _CENTRES[evidence] = {
            row["asks"]: float(round(row["mean"])) if row["mean"] is not None and math.isfinite(row["mean"]) else 0.0
            for row in means
        }
    return next((_CENTRES[evidence][kind] for kind in asks if kind in _CENTRES[evidence]), 0.0)


def shift(measure: Measure, evidence: Store) -> float:
    """What was taken from each score before it was summed."""
    if measure.engine is not Engine.MEAN:
        return 0.0
    if measure.scale.others is Others.MAP:
        return _middle(measure)
    return centre(evidence, measure.asks)


def score(measure: Measure, table: Any, evidence: Store) -> Any:
    """The score of each answer, shifted: the measure is its mean."""
    import ibis

    value, low, high = table.value, table.low, table.high
    match measure.engine:
        case Engine.MEAN if measure.scale.others is Others.MAP:
            to_low, to_high = measure.scale.low or 0.0, measure.scale.high or 0.0
            return (value - low) * ((to_high - to_low) / (high - low)) + (to_low - _middle(measure))
        case Engine.MEAN:
            return value - shift(measure, evidence)
        case Engine.SHARE if measure.box is not None:
            return ibis.cases((value.between(*measure.box), 1), else_=0)
        case Engine.SHARE:
            return ibis.cases((value > high - (measure.top or 0), 1), else_=0)
        case Engine.NET if measure.promoters is not None and measure.detractors is not None:
            promoter, detractor = value.between(*measure.promoters), value.between(*measure.detractors)
            return ibis.cases((promoter, 1), (detractor, -1), else_=0)
        case Engine.NOT_APPLICABLE:
            return ibis.cases((table.applicable & value.notnull(), 0), else_=1)
        case _:
            return ibis.cases((table.response.notnull(), 1), else_=0)


def tallies(evidence: Store, bundle: Bundle, anchors: pa.Table | None) -> list[Tally]:
    """The sums of ``bundle``, as finely as scales and wordings must be told apart."""
    table = rows_of(evidence, bundle, anchors)
    keys = dict.fromkeys((*bundle.frame.by, "asks", "source", "question", "touchpoint", "low", "high"))
    sums: dict[str, Any] = {"n": table.count(), "first": table.time.min(), "last": table.time.max()}
    for at, measure in enumerate(bundle.measures):
        each = score(measure, table, evidence)
        sums[f"a{at}"] = each.sum()
        if measure.engine in (Engine.MEAN, Engine.NET):
            sums[f"b{at}"] = (each * each).sum()
    rows = table.group_by(list(keys)).agg(**sums).to_pyarrow().to_pylist()
    return [
        Tally(
            group=group_of(row, bundle),
            asks=row["asks"],
            source=row["source"] or "",
            question=row["question"] or "",
            touchpoint=row["touchpoint"],
            low=real(row["low"]),
            high=real(row["high"]),
            n=row["n"],
            first=row["first"].date() if row["first"] else None,
            last=row["last"].date() if row["last"] else None,
            sums=tuple(real(row[f"a{at}"]) for at in range(len(bundle.measures))),
            squares=tuple(real(row.get(f"b{at}", row[f"a{at}"])) for at in range(len(bundle.measures))),
        )
        for row in rows
    ]


def responses(evidence: Store, bundle: Bundle, anchors: pa.Table | None) -> dict[tuple[Key, ...], int]:
    """How many distinct responses each group has."""
    table = rows_of(evidence, bundle, anchors)
    rows = table.aggregate(by=keys_of(bundle), n=table.response.nunique()).to_pyarrow().to_pylist()
    return {group_of(row, bundle)[0]: row["n"] for row in rows}


def rows_of(evidence: Store, bundle: Bundle, anchors: pa.Table | None) -> Any:
    frame = bundle.frame
    return joined(
        evidence,
        by=frame.by,
        where=frame.where,
        period=frame.period,
        asks=bundle.kinds,
        applicable=frame.applicable,
        anchors=anchors,
    )


def real(number: float | None) -> float:
    return math.nan if number is None or math.isnan(number) else float(number)


def _middle(measure: Measure) -> float:
    return ((measure.scale.low or 0.0) + (measure.scale.high or 0.0)) / 2


def keys_of(bundle: Bundle) -> list[str]:
    """The columns that tell groups apart."""
    return list(dict.fromkeys((*bundle.frame.by, *(() if bundle.frame.pooled else ("asks",)))))


def group_of(row: dict[str, Any], bundle: Bundle) -> Group:
    """Which group a row of sums is about."""
    keys = tuple(
        Grain(name.removeprefix(PERIOD)).around(row[name])
        if name.startswith(PERIOD) and row[name] is not None
        else row[name]
        for name in bundle.frame.by
    )
    return keys, "" if bundle.frame.pooled else row["asks"]
