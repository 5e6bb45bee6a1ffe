"""Reliability: what came true against what was told, with intervals, over a histogram of what was told.

What lives here: the SVG and the figures above it. Not here: the bins (insight.prediction.calibration).
"""

from __future__ import annotations

from outsidein.render.charts import CalibrationView
from outsidein.render.html.charts.plot import Plane
from outsidein.render.html.labels import width_of
from outsidein.render.html.markup import Child, element
from outsidein.render.html.openings import Openings

_WIDE, _TALL, _LOW = 620.0, 360.0, 56.0
_BAR = 10.0


def calibration(view: CalibrationView, openings: Openings) -> list[Child]:
    """The figures, then the picture with the histogram under it."""
    words = openings.words
    plane = Plane(_WIDE, _TALL, 1.0)
    ticks = [(at / 4, f"{words.number(25 * at)}\u202f%") for at in range(5)]
    shapes: list[Child] = plane.axes(words, ticks, x_title=view.x_title, y_title=view.y_title)
    shapes.append(element("line", x1=plane.x(0), y1=plane.y(0), x2=plane.x(1), y2=plane.y(1), cls="ideal"))
    wide = width_of(view.ideal, 11)
    shapes.append(element("text", view.ideal, x=plane.x(1) - wide - 26, y=plane.y(1) + 12, cls="tick"))
    for one in view.bins:
        x, few = plane.x(one.told), " few" if one.true.small else ""
        if one.true.value is None:
            continue
        low, high = one.true.low or 0.0, one.true.high or 0.0
        shapes.append(element("line", x1=x, x2=x, y1=plane.y(low / 100), y2=plane.y(high / 100), cls="might"))
        shapes.append(element("circle", cx=x, cy=plane.y(one.true.value / 100), r="5", cls=f"dot{few}"))
    most = max((one.n for one in view.bins), default=1) or 1
    base = _TALL + _LOW
    shapes.append(element("line", x1=plane.x(0), x2=plane.x(1), y1=base, y2=base, cls="axis"))
    for one in view.bins:
        tall = max(one.n / most * (_LOW - 14), 1.0)
        said = element("title", words.number(one.n))
        shapes.append(
            element("rect", said, x=plane.x(one.told) - _BAR / 2, y=base - tall, width=_BAR, height=tall, cls="count")
        )
    shapes.append(element("text", view.cases, x=plane.x(0) - 7, y=base, text_anchor="end", cls="tick"))
    picture = element("svg", shapes, viewBox=f"0 0 {_WIDE:g} {base + 6:g}", cls="drawing", aria_hidden="true")
    whole = [element("li", element("span", name, cls="of"), openings.number(number)) for name, number in view.figures]
    return [element("ul", whole, cls="whole", role="list"), picture]
