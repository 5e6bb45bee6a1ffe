"""The most frequent beginnings of journeys, event by event.

What lives here: PathView. Not here: how they are counted (measures.journeys.steps).
"""

from __future__ import annotations

from collections.abc import Mapping

from outsidein.insight.ways import FIRST, Ways
from outsidein.render.charts import OTHERS, PathView, Trail
from outsidein.render.composition.charts.percent import percent
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Column, Panel, Tone


def paths(subject: Subject, ways: Ways, hues: Mapping[str, int]) -> PathView | None:
    """The chart, or None where there are no journeys."""
    words = subject.words
    if not ways.paths:
        return None
    title, arrow = words("charts.paths"), " → "
    trails = []
    for path in ways.paths:
        stops = tuple((subject.name(name), hues.get(name, OTHERS)) for name in path.touchpoints)
        share = percent(
            subject,
            path.share,
            words("charts.paths.begins", path=arrow.join(name for name, _ in stops)),
            tone=Tone.ACCENT,
        )
        trails.append(Trail(stops, not path.whole, share, words.number(path.count.value)))
    columns = (
        Column(words("charts.paths.path")), Column(words("charts.journeys"), number=True),
        Column(words("charts.of-all"), number=True),
    )  # fmt: skip
    rows = tuple(
        (arrow.join([*(name for name, _ in trail.stops), *(["…"] if trail.goes_on else [])]), trail.count, trail.share)
        for trail in trails
    )
    together = sum(path.share.value for path in ways.paths)
    return PathView(
        key="paths",
        title=title,
        says=words("charts.paths.says", n=len(trails), first=FIRST, share=words.number(100 * together)),
        table=Panel("paths-table", title, "", columns, rows),
        trails=tuple(trails),
        most=max(path.share.value for path in ways.paths) * 100,
        end=words("charts.paths.end"),
        on=words("charts.paths.on"),
    )
