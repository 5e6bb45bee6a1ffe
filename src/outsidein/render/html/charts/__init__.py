"""How the journey is walked, as a section of the page: a card for each chart, the picture with its table behind it.

What lives here: the section and its cards. Not here: each picture (its own module), the answers (composition.charts).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from outsidein.render.charts import (
    CalibrationView,
    Chart,
    CohortView,
    CompareView,
    DesignedView,
    FlowView,
    FunnelView,
    PathView,
    SurvivalView,
)
from outsidein.render.html.charts.calibration import calibration
from outsidein.render.html.charts.cohorts import cohorts
from outsidein.render.html.charts.compared import compared
from outsidein.render.html.charts.designed import designed
from outsidein.render.html.charts.flow import flow
from outsidein.render.html.charts.funnel import funnel
from outsidein.render.html.charts.paths import paths
from outsidein.render.html.charts.survival import survival
from outsidein.render.html.markup import Child, Html, element
from outsidein.render.html.openings import Openings
from outsidein.render.html.sections import scroller, section, table_of

_DRAWN: Final[dict[type, Callable[[Any, Openings], Child]]] = {
    FlowView: flow,
    DesignedView: designed,
    FunnelView: funnel,
    PathView: paths,
    CohortView: cohorts,
    CompareView: compared,
    SurvivalView: survival,
    CalibrationView: calibration,
}
_WIDE: Final = (FlowView, DesignedView, CohortView)


def walked(charts: tuple[Chart, ...], openings: Openings) -> Html | None:
    """The section; None without charts."""
    if not charts:
        return None
    words = openings.words
    cards = [card(chart, openings) for chart in charts]
    return section("walked", words("charts.heading"), words("charts.heading.says"), element("div", cards, cls="charts"))


def card(chart: Chart, openings: Openings) -> Html:
    """One chart: what it is, the picture, the table."""
    words = openings.words
    notes = element("ul", [element("li", note) for note in chart.notes], cls="notes") if chart.notes else None
    table = scroller(table_of(chart.table, openings), chart.title)
    return element(
        "article",
        element("h3", chart.title, id=f"{chart.key}-h"),
        element("p", chart.says, cls="says"),
        _DRAWN[type(chart)](chart, openings),
        notes,
        element("details", element("summary", words("sections.show-as-a-table")), table),
        cls=f"card chart {chart.key.partition('-')[0]}{' wide' if isinstance(chart, _WIDE) else ''}",
        aria_labelledby=f"{chart.key}-h",
    )
