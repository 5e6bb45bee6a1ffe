"""The page of one answer: its picture and the table behind it, in one file without any outside address.

What lives here: markup of an AnswerView. Not here: pages of maps (page). Every text is escaped where it lands; the page
runs no script, and its policy allows none (frame).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib import resources
from typing import Final

from outsidein.render.answers import AnswerView, Figure
from outsidein.render.html.frame import framed
from outsidein.render.html.markup import Child, Html, element, hidden

MOST: Final = 30
"""Rows that the picture shows; the table has them all."""
_LINE: Final = 30
_WIDE, _LABEL, _TEXT = 960, 330, 190
"""Widths in units of the picture: all, what stands before the scale, and behind it."""
_LETTERS: Final = 46
_SHADES: Final = 6


def write_answer(view: AnswerView) -> str:
    """The answer as a self-contained page: light and dark, for keyboard and screen reader, on screen and paper."""
    drawn = picture(view)
    table = element("div", _table(view), cls="scroller", tabindex="0", role="region", aria_label=view.table)
    main = element(
        "main",
        element("header", element("p", view.about, cls="about"), element("h1", view.title)),
        element("figure", drawn, cls="card") if drawn else None,
        element("section", element("h2", view.table) if drawn else None, table, cls="card"),
        element("p", view.under, cls="under") if view.under else None,
    )
    footer = element("footer", element("p", "outside", element("b", "·"), "in", cls="logo", translate="no"))
    style = resources.files("outsidein.render.html").joinpath("answer.css").read_text(encoding="utf-8")
    return framed(f"{view.title} · {view.about}", main, footer, style=style, language="en", about=view.under)


def picture(view: AnswerView) -> Html | None:
    """A bar, or for differences a point, with its interval for each row; None where there is nothing to draw."""
    if view.picture is None:
        return None
    drawn = [
        (row, cell) for row in view.rows if isinstance(cell := row[view.picture], Figure) and cell.value is not None
    ][:MOST]
    if not drawn:
        return None
    least, most = _ends([cell for _, cell in drawn], signed=view.signed)
    left, right = _LABEL + 16, _WIDE - _TEXT

    def at(value: float) -> float:
        return left + (right - left) * (min(max(value, least), most) - least) / (most - least)

    marks: list[Child] = [element("line", x1=at(0.0), x2=at(0.0), y1=0, y2=_LINE * len(drawn), cls="zero")]
    for line, (row, cell) in enumerate(drawn):
        middle = _LINE * line + _LINE / 2
        name = " → ".join(str(part) for part in row[: view.names] if isinstance(part, str))
        label = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
        value = 0.0 if cell.value is None else cell.value
        low, high = (value if end is None else end for end in (cell.low, cell.high))
        tone = "bar" if not view.signed else "same" if not cell.sure else "more" if value > 0 else "less"
        point = (
            element("circle", cx=at(value), cy=middle, r=5, cls=tone)
            if view.signed
            else element("rect", x=at(0.0), y=middle - 8, width=at(value) - at(0.0), height=16, rx=3, cls="bar")
        )
        marks += [
            element("text", element("title", name), label, x=_LABEL, y=middle + 4, cls="label"),
            point if not view.signed else None,
            element("line", x1=at(low), x2=at(high), y1=middle, y2=middle, cls=f"reach {tone}"),
            point if view.signed else None,
            element("text", cell.text, x=right + 16, y=middle + 4, cls="value"),
        ]
    high = _LINE * len(drawn)
    said = element("figcaption", view.caption)
    svg = element(
        "svg", element("title", f"{view.title}: {view.columns[view.picture]}"), *marks,
        viewBox=f"0 0 {_WIDE} {high}", role="img",
    )  # fmt: skip
    return element("div", svg, said)


def _ends(cells: Sequence[Figure], *, signed: bool) -> tuple[float, float]:
    """The ends of the scale: nothing and the farthest that is known; around nothing for differences."""
    known = [
        end for cell in cells for end in (cell.value, cell.low, cell.high) if end is not None and math.isfinite(end)
    ]
    far = max((abs(end) for end in known), default=1.0) or 1.0
    return (-far, far) if signed else (0.0, far)


def _table(view: AnswerView) -> Html:
    head = [
        element("th", column, scope="col", cls=None if at < view.names else "n")
        for at, column in enumerate(view.columns)
    ]
    strongest = max(
        (cell.value or 0.0 for row in view.rows for cell in row if isinstance(cell, Figure)), default=0.0
    ) if view.shaded else 0.0  # fmt: skip
    rows = []
    for row in view.rows:
        cells: list[Child] = []
        for at, cell in enumerate(row):
            text = cell.text if isinstance(cell, Figure) else cell
            if at < view.names:
                cells.append(element("th", text, scope="row"))
                continue
            shade = ""
            if view.shaded and isinstance(cell, Figure) and cell.value is not None and cell.high != cell.low:
                shade = f" s{round(_SHADES * cell.value / strongest)}" if strongest else ""
            cells.append(element("td", text, cls=f"n{shade}"))
        rows.append(element("tr", cells))
    caption = element("caption", hidden(view.title))
    return element("table", caption, element("thead", element("tr", head)), element("tbody", rows))
