"""Survival curves as steps with their bands, and under the axis how many were at risk at each tick.

What lives here: the SVG and its legend. Not here: the curves (measures.value.survival).
"""

from __future__ import annotations

from outsidein.render.charts import Lasting, SurvivalView
from outsidein.render.html.charts.flow import shade
from outsidein.render.html.charts.plot import Plane
from outsidein.render.html.charts.text import fitted
from outsidein.render.html.markup import Child, Html, element
from outsidein.render.html.openings import Openings

_WIDE, _TALL, _ROW, _LABEL = 620.0, 320.0, 16.0, 128.0


def survival(view: SurvivalView, openings: Openings) -> list[Child]:
    """The legend with the medians, then the picture."""
    words = openings.words
    below = 30 + _ROW * len(view.lines)
    plane = Plane(_WIDE, _TALL, view.until, left=154.0)
    ticks = [(tick, words.number(tick, 0 if tick == int(tick) else 1)) for tick in view.ticks]
    shapes: list[Child] = plane.axes(words, ticks, x_title=view.x_title, y_title=view.y_title)
    shapes += [_band(line, plane) for line in view.lines]
    shapes += [_line(line, plane) for line in view.lines]
    shapes.append(element("text", view.at_risk, x="4", y=_TALL + 14, cls="head"))
    for row, line in enumerate(view.lines):
        y = _TALL + 14 + _ROW * (row + 1)
        shapes.append(element("text", fitted(line.label, _LABEL, 11), x="4", y=y, cls="tick"))
        shapes += [
            element("text", n, x=plane.x(tick), y=y, text_anchor="middle", cls="tick")
            for tick, n in zip(view.ticks, line.at_risk, strict=True)
        ]
    legend = [
        element(
            "li",
            element("i", cls=shade(line.hue), aria_hidden="true"),
            line.label,
            element("span", f" · {view.median} ", cls="quiet"),
            openings.number(line.median),
        )
        for line in view.lines
    ]
    picture = element("svg", shapes, viewBox=f"0 0 {_WIDE:g} {_TALL + below:g}", cls="drawing", aria_hidden="true")
    return [element("ul", legend, cls="whole", role="list"), picture]


def _band(line: Lasting, plane: Plane) -> Html:
    high = _steps([(time, high) for time, _, _, high in line.points], plane)
    low = _steps([(time, low) for time, _, low, _ in line.points], plane)
    return element("path", d=f"M{' L'.join(high)} L{' L'.join(reversed(low))}Z", cls=f"around {shade(line.hue)}")


def _line(line: Lasting, plane: Plane) -> Html:
    return element(
        "path", d=f"M{' L'.join(_steps([p[:2] for p in line.points], plane))}", cls=f"curve {shade(line.hue)}"
    )


def _steps(points: list[tuple[float, float]], plane: Plane) -> list[str]:
    """A curve that stays level until the next time, and then falls."""
    found = []
    before: float | None = None
    for time, share in points:
        if before is not None:
            found.append(f"{plane.x(time):.1f} {plane.y(before):.1f}")
        found.append(f"{plane.x(time):.1f} {plane.y(share):.1f}")
        before = share
    return found
