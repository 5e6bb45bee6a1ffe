"""Cohorts as a table whose cells are the darker the more came back; the number stands in each.

What lives here: markup. Not here: what coming back means (measures.journeys.retention).
"""

from __future__ import annotations

from outsidein.render.charts import CohortRow, CohortView
from outsidein.render.html.markup import Child, Html, element, hidden
from outsidein.render.html.openings import Openings

_SHADES = 9


def cohorts(view: CohortView, openings: Openings) -> Html:
    """The table, in a box that may scroll sideways."""
    heads = [view.table.columns[0].title, view.table.columns[1].title]
    first = [element("th", text, scope="col", cls="n" if at else None) for at, text in enumerate(heads)]
    later = [
        element("th", element("span", head, aria_hidden="true"), hidden(column.title), scope="col", cls="n")
        for head, column in zip(view.heads, view.table.columns[2:], strict=True)
    ]
    rows = [_row(view, row, openings) for row in view.rows]
    table = element(
        "table", element("caption", hidden(view.title)), element("thead", element("tr", first, later)),
        element("tbody", rows), cls="heat",
    )  # fmt: skip
    return element("div", table, cls="scroll", role="group", aria_label=view.title, tabindex="0")


def _row(view: CohortView, row: CohortRow, openings: Openings) -> Html:
    cells: list[Child] = []
    for at, cell in enumerate(row.cells):
        if cell is None or cell.value is None:
            cells.append(element("td", cls="over"))
            continue
        dark = _SHADES if at == 0 else round(min(cell.value / view.most, 1.0) * (_SHADES - 1))
        cells.append(element("td", openings.number(cell, quiet=False), cls=f"n heat-{dark}"))
    return element("tr", element("th", row.label, scope="row"), element("td", row.size, cls="n"), cells)
