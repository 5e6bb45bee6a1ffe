"""The flow chart as SVG: places as bars, journeys between them as bands, names that never cover each other.

What lives here: the layout and the shapes. Not here: the same as a table (charts), the shares (composition).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from outsidein.render.charts import END, OTHERS, Band, FlowView, Stand
from outsidein.render.html.charts.text import fitted
from outsidein.render.html.labels import width_of
from outsidein.render.html.markup import Child, Html, element
from outsidein.render.html.openings import Openings

_WIDE, _TALL = 1140.0, 300.0
"""The width of the picture, and the height of all journeys, in units of its own."""
_TOP, _BAR, _GAP, _LEAST = 26.0, 11.0, 9.0, 17.0
_SIZE, _QUIET = 12.0, 11.0


@dataclass(frozen=True)
class Layout:
    """Where the places of a chart stand: each in a slot that a line of text fits into."""

    view: FlowView

    @cached_property
    def pitch(self) -> float:
        """From column to column; the last has room for its names, too."""
        return _WIDE / len(self.view.columns)

    @cached_property
    def tops(self) -> tuple[float, ...]:
        """The top of each place."""
        below: dict[int, float] = {}
        found = []
        for stand in self.view.stands:
            top = below.get(stand.column, _TOP)
            found.append(top)
            below[stand.column] = top + max(stand.share * _TALL, _LEAST) + _GAP
        return tuple(found)

    @cached_property
    def height(self) -> float:
        """Of the whole picture."""
        ends = (top + max(one.share * _TALL, _LEAST) for top, one in zip(self.tops, self.view.stands, strict=True))
        return max(ends, default=_TOP) + 4

    def left(self, stand: Stand) -> float:
        """The left edge of a place."""
        return stand.column * self.pitch + 1

    def band(self, band: Band) -> str:
        """The outline of a band."""
        of, to = self.view.stands[band.of], self.view.stands[band.to]
        x0, x1 = self.left(of) + _BAR, self.left(to)
        middle, tall = (x0 + x1) / 2, max(band.share * _TALL, 0.8)
        y0, y1 = self.tops[band.of] + band.leaves * _TALL, self.tops[band.to] + band.arrives * _TALL
        return (
            f"M{x0:.1f} {y0:.1f}C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
            f"V{y1 + tall:.1f}C{middle:.1f} {y1 + tall:.1f} {middle:.1f} {y0 + tall:.1f} {x0:.1f} {y0 + tall:.1f}Z"
        )


def shade(hue: int) -> str:
    """The class of a hue: one of six colours, or that of others and of the end."""
    name = {OTHERS: "others", END: "end"}.get(hue, f"h{hue % 6}")
    return f"hue {name}"


def flow(view: FlowView, openings: Openings) -> Html:
    """The picture, in a box that may scroll sideways; hidden from screen readers, which get the table."""
    layout = Layout(view)
    shapes: list[Child] = [
        element("text", head, x=at * layout.pitch + 1, y="12", cls="head") for at, head in enumerate(view.columns)
    ]
    shapes += [_band(layout, band) for band in sorted(view.bands, key=lambda band: -band.share)]
    for at, stand in enumerate(view.stands):
        shapes.append(_bar(layout, at, stand))
    for at, stand in enumerate(view.stands):
        shapes += _name(layout, at, stand)
    picture = element(
        "svg", shapes, viewBox=f"0 0 {_WIDE:g} {layout.height:.0f}", cls="drawing wide", aria_hidden="true"
    )
    return element("div", picture, cls="scroll", role="group", aria_label=view.title, tabindex="0")


def _band(layout: Layout, band: Band) -> Html:
    of, to = layout.view.stands[band.of], layout.view.stands[band.to]
    number = band.number
    said = f"{of.label} → {to.label}: {number.text}\u202f% ({number.interval})"
    return element("path", element("title", said), d=layout.band(band), cls=f"band {shade(of.hue)}")


def _bar(layout: Layout, at: int, stand: Stand) -> Html:
    tall = max(stand.share * _TALL, 1.5)
    return element(
        "rect", x=layout.left(stand), y=layout.tops[at], width=_BAR, height=tall, rx="2", cls=shade(stand.hue)
    )


def _name(layout: Layout, at: int, stand: Stand) -> list[Html]:
    """The name and its share: below each other where there is room, else in one line."""
    x, room = layout.left(stand) + _BAR + 6, layout.pitch - _BAR - 22
    tall = max(stand.share * _TALL, _LEAST)
    share = f"{stand.number.text}\u202f%"
    if tall >= 34:
        middle = layout.tops[at] + min(tall, 64) / 2
        quiet = f"{share} ({stand.number.interval})"
        return [
            element("text", fitted(stand.label, room, _SIZE), x=x, y=middle - 3, cls="label"),
            element("text", quiet, x=x, y=middle + 12, cls="quiet"),
        ]
    y = layout.tops[at] + tall / 2 + 4
    name = fitted(stand.label, room - width_of(f" {share}", _QUIET) - 4, _SIZE)
    return [element("text", name, element("tspan", f"  {share}", cls="quiet"), x=x, y=y, cls="label")]
