"""Who is still there after how long: survival curves, each with its band and the numbers at risk.

What lives here: SurvivalView. Not here: the curve itself (measures.value.survival).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from outsidein.insight.ways import Ways
from outsidein.render.charts import Lasting, SurvivalView
from outsidein.render.composition.charts.percent import percent
from outsidein.render.composition.numbers import shown
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Column, Number, Panel

if TYPE_CHECKING:
    from outsidein.measures.value import Survival

_MOST = 400
"""Points of a curve that are drawn, about: more are no wider than the line."""
_STEPS = (1, 2, 2.5, 5, 10)


def survival(subject: Subject, ways: Ways) -> SurvivalView | None:
    """The chart of all curves, or None where nobody was observed."""
    words = subject.words
    found = [(label, curve) for label, curve in ways.survival if curve.customers and curve.until > 0]
    if not found:
        return None
    title = words("charts.survival")
    until = max(curve.until for _, curve in found)
    ticks = _ticks(until)
    unit = found[0][1].unit
    lines = tuple(_line(subject, label, curve, ticks, at) for at, (label, curve) in enumerate(found))
    columns = (
        Column(_x_title(subject, unit)), Column(words("charts.survival.who")),
        Column(words("charts.survival.still"), number=True), Column(words("charts.survival.at-risk"), number=True),
    )  # fmt: skip
    rows: list[tuple[str | Number, ...]] = []
    for tick, time in enumerate(ticks):
        for (label, curve), line in zip(found, lines, strict=True):
            share = percent(subject, curve.at(time), words("charts.survival.at", who=label, time=words.number(time)))
            rows.append((words.number(time), label, share if share.value is not None else "–", line.at_risk[tick]))
    return SurvivalView(
        key="survival",
        title=title,
        says=words("charts.survival.says"),
        table=Panel("survival-table", title, "", columns, tuple(rows)),
        lines=lines,
        ticks=ticks,
        until=until,
        x_title=_x_title(subject, unit),
        y_title=words("charts.survival.still"),
        at_risk=words("charts.survival.at-risk"),
        median=words("charts.survival.half"),
        notes=ways.stays,
    )


def _line(subject: Subject, label: str, curve: Survival, ticks: tuple[float, ...], hue: int) -> Lasting:
    points = [(0.0, 1.0, 1.0, 1.0)]
    points += [
        (float(t), float(s), float(low), float(high))
        for t, s, low, high in zip(curve.times, curve.share, curve.low, curve.high, strict=True)
    ]
    points = points[:: max(len(points) // _MOST, 1)]
    points.append((curve.until, *points[-1][1:]))
    words = subject.words
    median = shown(curve.median, words, title=words("charts.survival.median", who=label))
    median = replace(median, unit=curve.unit if curve.median.known else "")
    return Lasting(label, hue, tuple(points), tuple(_at_risk(subject, curve, time) for time in ticks), median)


def _x_title(subject: Subject, unit: str) -> str:
    words = subject.words
    return words("charts.survival.after-in", unit=unit) if unit else words("charts.survival.after")


def _at_risk(subject: Subject, curve: Survival, time: float) -> str:
    """How many were under observation at ``time``: before the first that left at it or later."""
    if time > curve.until:
        return "0"
    later = [int(n) for t, n in zip(curve.times, curve.at_risk, strict=True) if t >= time]
    return subject.words.number(later[0]) if later else "–"


def _ticks(until: float) -> tuple[float, ...]:
    """Round times from 0, at most seven.

    >>> _ticks(25)
    (0.0, 5.0, 10.0, 15.0, 20.0, 25.0)
    """
    power = 1e-3
    while True:
        for step in _STEPS:
            if until / (power * step) <= 6:
                return tuple(round(power * step * at, 6) for at in range(int(until / (power * step)) + 1))
        power *= 10
