"""Beginnings of journeys: touchpoints in a row, each with its hue, and the share of journeys that begin so.

What lives here: markup. Not here: which beginnings are told (insight.ways).
"""

from __future__ import annotations

from itertools import groupby

from outsidein.render.charts import PathView, Trail
from outsidein.render.html.charts.flow import shade
from outsidein.render.html.markup import Child, Html, element, hidden
from outsidein.render.html.openings import Openings
from outsidein.render.html.rows import bar_of


def paths(view: PathView, openings: Openings) -> Html:
    """The beginnings in a list."""
    return element("ol", [_trail(view, trail, openings) for trail in view.trails], cls="trails", role="list")


def _trail(view: PathView, trail: Trail, openings: Openings) -> Html:
    stops: list[Child] = []
    for at, ((name, hue), times) in enumerate((key, len(list(same))) for key, same in groupby(trail.stops)):
        if at:
            stops.append(element("span", "→", cls="quiet", aria_hidden="true"))
        often = element("b", f"×{times}") if times > 1 else None
        stops.append(element("span", element("i", cls=shade(hue), aria_hidden="true"), name, often, cls="stop"))
    said = view.on if trail.goes_on else view.end
    stops.append(
        element("span", element("span", "→ …" if trail.goes_on else "■", aria_hidden="true"), hidden(said), cls="quiet")
    )
    return element(
        "li",
        element("p", stops, cls="stops"),
        element("div", bar_of(trail.share, view.most), cls="long-bar"),
        element("p", openings.number(trail.share), element("span", trail.count, cls="quiet"), cls="figure"),
    )
