"""How the touchpoints moved: their level in each stretch of time that the evidence covers.

What lives here: one panel. Not here: whether a movement is more than chance (insight: hotspots against before).
"""

from __future__ import annotations

from outsidein.measures.estimate import Estimate, Period
from outsidein.render.composition.numbers import alike, shown
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Column, Number, Panel

_MOST = 6
"""The latest so many stretches are shown."""


def trends(subject: Subject) -> Panel | None:
    """A row per touchpoint, a column per stretch of time; none where the evidence covers fewer than two."""
    if subject.reading is None:
        return None
    words = subject.words
    moved = {one.touchpoint: one.trend for one in subject.reading.touchpoints if len(_known(one.trend)) > 1}
    periods = sorted({e.period for trend in moved.values() for e in _known(trend) if e.period}, key=_begin)[-_MOST:]
    if len(periods) < 2:
        return None
    places = alike(e for trend in moved.values() for e in _known(trend))
    rows = []
    for key, trend in moved.items():
        by_period = {e.period: e for e in _known(trend)}
        name = subject.name(key)
        cells: list[str | Number] = [name]
        for period in periods:
            title = words("trends.where-and-when", where=name, period=str(period))
            level = by_period.get(period)
            cells.append(shown(level, words, title=title, places=places) if level else "–")
        rows.append(tuple(cells))
    return Panel(
        "trends",
        words("trends.how-it-moved"),
        words("trends.how-each-touchpoint-felt-in"),
        (Column(words("shared.touchpoint")), *(Column(str(period), number=True) for period in periods)),
        tuple(rows),
        (words("trends.a-dash-is-a-stretch"),) if any("–" in row for row in rows) else (),
    )


def _known(trend: tuple[Estimate, ...]) -> list[Estimate]:
    return [one for one in trend if one.known]


def _begin(period: Period) -> tuple[int, ...]:
    return period.first.timetuple()[:3] if period.first else (0, 0, 0)
