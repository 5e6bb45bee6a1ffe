"""The designed way as a river: as wide at each step as journeys come by, hatched where they pass it by.

What lives here: the SVG. Not here: the same as a table (charts), how a way is held against journeys (insight.designed).
"""

from __future__ import annotations

from itertools import pairwise

from outsidein.render.charts import DesignedView, DrawnStep
from outsidein.render.html.charts.text import fitted, wrapped
from outsidein.render.html.markup import Child, Html, element
from outsidein.render.html.openings import Openings

_WIDE, _PITCH, _TALL, _TOP, _HALF = 1140.0, 96.0, 150.0, 52.0, 15.0
_LINE = 14.0


def designed(view: DesignedView, openings: Openings) -> list[Child]:
    """The figures of the whole, then the picture in a box that may scroll sideways."""
    whole = [element("li", element("span", name, cls="of"), openings.number(number)) for name, number in view.whole]
    pitch = max(_PITCH, _WIDE / len(view.steps))
    wide = pitch * len(view.steps)
    most = max((len(step.inserted) for step in view.steps), default=0)
    tall = _TOP + _TALL + 50 + 2 * most * _LINE
    shapes: list[Child] = [_hatch(), element("path", d=f"M0 {_TOP + _TALL}H{wide}", cls="axis")]
    shapes += _river(view, pitch)
    for at, step in enumerate(view.steps):
        shapes += _step(view, step, at, pitch)
    picture = element(
        "svg", shapes, viewBox=f"0 0 {wide:g} {tall:g}", cls="drawing river", aria_hidden="true", width=wide
    )
    came, passed, added = view.legend
    signs = [
        element("li", element("i", cls="came-sign", aria_hidden="true"), came),
        element("li", element("i", cls="passed-sign", aria_hidden="true"), passed),
    ]
    if most:
        signs.append(element("li", element("b", "+ ", cls="org", aria_hidden="true"), added))
    return [
        element("ul", whole, cls="whole", role="list"),
        element("ul", signs, cls="legend", role="list"),
        element("div", picture, cls="scroll", role="group", aria_label=view.title, tabindex="0"),
    ]


def _hatch() -> Html:
    line = element("path", d="M0 6 6 0", cls="hatch-line")
    pattern = element("pattern", line, id="hatch", width="6", height="6", patternUnits="userSpaceOnUse")
    return element("defs", pattern)


def _middle(at: int, pitch: float) -> float:
    return pitch * (at + 0.5)


def _river(view: DesignedView, pitch: float) -> list[Html]:
    """Between one recorded step and the next a pale band, dashed across steps that no event could show."""
    known = [(at, step) for at, step in enumerate(view.steps) if step.came]
    shapes = []
    for (at, one), (then, other) in pairwise(known):
        x0, x1 = _middle(at, pitch) + _HALF, _middle(then, pitch) - _HALF
        y0, y1 = (_TOP + _TALL * (1 - sum(step.drawn)) for step in (one, other))
        base, middle = _TOP + _TALL, (x0 + x1) / 2
        path = f"M{x0:.1f} {base}V{y0:.1f}C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}V{base}Z"
        shapes.append(element("path", d=path, cls="stream" if then == at + 1 else "stream unseen"))
    return shapes


def _step(view: DesignedView, step: DrawnStep, at: int, pitch: float) -> list[Child]:
    x, base = _middle(at, pitch), _TOP + _TALL
    shapes: list[Child] = [
        element("text", line, x=x, y=12 + _LINE * row, text_anchor="middle", cls="label")
        for row, line in enumerate(wrapped(step.name, pitch - 8, 12, lines=2))
    ]
    if step.came is None:
        shapes.append(element("path", d=f"M{x - _HALF} {base}H{x + _HALF}", cls="unknown"))
        shapes.append(element("text", view.unrecorded, x=x, y=base + 16, text_anchor="middle", cls="quiet"))
        return shapes
    came, passed = (share * _TALL for share in step.drawn)
    shapes.append(element("rect", x=x - _HALF, y=base - came, width=2 * _HALF, height=max(came, 1.0), cls="came"))
    if passed > 0.5:
        shapes.append(
            element(
                "rect",
                x=x - _HALF,
                y=base - came - passed,
                width=2 * _HALF,
                height=passed,
                cls="passed",
                fill="url(#hatch)",
            )
        )
    shapes.append(
        element("text", f"{step.came.text}\u202f%", x=x, y=base - came - passed - 6, text_anchor="middle", cls="strong")
    )
    shapes.append(element("text", step.came.interval, x=x, y=base + 16, text_anchor="middle", cls="quiet"))
    if step.passed and step.passed.value:
        shapes.append(
            element("rect", x=x - 24, y=base + 22.5, width=9, height=9, rx="1.5", cls="passed", fill="url(#hatch)")
        )
        shapes.append(element("text", f"{step.passed.text}\u202f%", x=x - 11, y=base + 31, cls="warn"))
    for row, (name, number) in enumerate(step.inserted):
        y = base + 46 + 2 * row * _LINE
        shapes.append(element("text", f"+ {fitted(name, pitch - 14, 11)}", x=x, y=y, text_anchor="middle", cls="added"))
        shapes.append(element("text", f"{number.text}\u202f%", x=x, y=y + 13, text_anchor="middle", cls="quiet"))
    return shapes
