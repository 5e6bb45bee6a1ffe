"""Two groups, touchpoint by touchpoint: a bar for each with its interval, and what they differ by.

What lives here: markup. Not here: what is compared (composition.charts.compared).
"""

from __future__ import annotations

from outsidein.render.charts import CompareView, Pair
from outsidein.render.html.charts.flow import shade
from outsidein.render.html.markup import Child, Html, element
from outsidein.render.html.openings import Openings
from outsidein.render.html.rows import bar_of


def compared(view: CompareView, openings: Openings) -> list[Child]:
    """The legend, then the touchpoints in a list."""
    legend = [
        element(
            "li",
            element("i", cls=shade(at), aria_hidden="true"),
            label,
            element("span", f" · {journeys}", cls="quiet"),
        )
        for at, (label, journeys) in enumerate(view.sides)
    ]
    rows = [_row(view, pair, openings) for pair in view.pairs]
    return [
        element("ul", legend, cls="whole", role="list"),
        element("ol", rows, cls="pairs", role="list"),
    ]


def _row(view: CompareView, pair: Pair, openings: Openings) -> Html:
    sides = [
        element(
            "p",
            element("span", bar_of(number, 100.0), cls=f"long-bar side-{at}"),
            element("span", openings.number(number), cls="figure"),
        )
        for at, number in enumerate((pair.this, pair.against))
    ]
    change = element("p", openings.number(pair.change), cls="figure change", title=view.change)
    return element(
        "li", element("p", pair.label, cls="of"), element("div", sides), change, cls="sure" if pair.sure else None
    )
