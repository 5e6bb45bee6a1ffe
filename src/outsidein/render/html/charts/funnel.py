"""The funnel: a bar for each step, and between two of them what was lost and how long it took.

What lives here: markup. Not here: what counts as having come so far (measures.journeys.funnels).
"""

from __future__ import annotations

from outsidein.render.charts import FunnelBar, FunnelView
from outsidein.render.html.markup import Child, Html, element
from outsidein.render.html.openings import Openings
from outsidein.render.html.rows import bar_of


def funnel(view: FunnelView, openings: Openings) -> Html:
    """The bars in a list."""
    return element("ol", [_bar(view, bar, openings) for bar in view.bars], cls="funnel-bars", role="list")


def _bar(view: FunnelView, bar: FunnelBar, openings: Openings) -> Html:
    between: list[Child] = []
    if bar.lost:
        between.append(element("span", "▼ ", cls="bad", aria_hidden="true"))
        between += [openings.number(bar.lost), f" {view.lost}"]
    if bar.time:
        between += [element("span", " · ", aria_hidden="true"), openings.number(bar.time)]
    return element(
        "li",
        element("p", between, cls="between") if between else None,
        element("p", bar.label, cls="of"),
        element("div", bar_of(bar.share, 100.0), cls="long-bar"),
        element("p", openings.number(bar.share), element("span", bar.count, cls="quiet"), cls="figure"),
    )
