"""Charts of how journeys are walked: each answer of the analyses becomes a view, worded, with a table behind it.

What lives here: which charts a report has, in which order. Not here: each chart (its own module), the answers
(insight.ways), drawing.
"""

from __future__ import annotations

from outsidein.insight.ways import Ways
from outsidein.render.charts import Chart
from outsidein.render.composition.charts.calibration import calibration
from outsidein.render.composition.charts.cohorts import cohorts
from outsidein.render.composition.charts.compared import compared
from outsidein.render.composition.charts.designed import designed
from outsidein.render.composition.charts.flow import flow
from outsidein.render.composition.charts.funnel import funnel
from outsidein.render.composition.charts.hues import hues
from outsidein.render.composition.charts.paths import paths
from outsidein.render.composition.charts.survival import survival
from outsidein.render.composition.subject import Subject


def charts(subject: Subject, ways: Ways | None) -> tuple[Chart, ...]:
    """The charts that the answers allow; none where nobody looked at any journey."""
    if ways is None or not (ways.journeys or ways.cohorts or ways.survival or ways.calibration):
        return ()
    shades = hues(ways)
    found = (
        flow(subject, ways, shades),
        designed(subject, ways),
        funnel(subject, ways),
        paths(subject, ways, shades),
        compared(subject, ways),
        cohorts(subject, ways),
        survival(subject, ways),
        *calibration(subject, ways),
    )
    return tuple(chart for chart in found if chart)
