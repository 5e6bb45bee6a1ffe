"""The cells of a draw.io diagram: shapes, edges that hold on to them, lines of text, and the file around them.

What lives here: Cells, and how high a text is in pixels. Not here: which cells a map has (drawio, structures).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from outsidein.render.office.measuring import height

POINTS: Final = 11
"""The size of a card's text, in pixels as draw.io counts."""
PAD: Final = 8
WRAPPED: Final = "html=0;whiteSpace=wrap"
"""Labels are plain text and break where they must."""
_PIXELS: Final = 96 / 25.4
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the label of a line stands: how far along it, from −1 to 1, and how far aside in pixels."""

    along: float
    across: float
    down: float


class Cells:
    """Collects cells; ids are those of records, so that an arrow finds its ends."""

    def __init__(self) -> None:
        self._cells: list[str] = []
        self._ids: set[str] = {"0", "1"}

    def __contains__(self, id: str) -> bool:
        return id in self._ids

    def written(self, title: str) -> str:
        """The file, uncompressed."""
        name = quoteattr(_clean(title) or "Map")
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<mxfile host="Outside-In" type="device"><diagram id="map" name={name}>'
            '<mxGraphModel dx="1200" dy="800" grid="1" gridSize="10" guides="1" tooltips="1" connect="1" arrows="1" '
            'fold="1" page="0" pageScale="1" pageWidth="1600" pageHeight="1200" math="0" shadow="0"><root>'
            '<mxCell id="0"/><mxCell id="1" parent="0"/>\n'
            + "\n".join(self._cells)
            + "\n</root></mxGraphModel></diagram></mxfile>\n"
        )

    def line(self, id: str, text: str, y: float, width: float, points: float, ink: str, *, bold: bool = False) -> float:
        """A text across the map; where the next thing begins."""
        if not text:
            return y
        high = text_height(text, width - 10, points, bold=bold) + 6
        style = f"text;{WRAPPED};align=left;verticalAlign=top;fontSize={points:g};fontColor={ink};fontStyle={int(bold)}"
        self.cell(id, text, style, 0, y, width, high)
        return y + high

    def cell(
        self, id: str, text: str, style: str, x: float, y: float, width: float, tall: float, *, parent: str = "1"
    ) -> str:
        """A shape with plain text; the id that it got."""
        own = self._own(id)
        box = f'<mxGeometry x="{x:g}" y="{y:g}" width="{width:g}" height="{tall:g}" as="geometry"/>'
        value, look = _attribute(text), quoteattr(style)
        self._cells.append(
            f'<mxCell id={quoteattr(own)} value={value} style={look} vertex="1" '
            f"parent={quoteattr(parent)}>{box}</mxCell>"
        )
        return own

    def edge(
        self,
        id: str,
        start: str,
        end: str,
        style: str,
        label: str,
        *,
        parent: str = "1",
        bends: tuple[tuple[float, float], ...] = (),
        spot: Spot | None = None,
    ) -> None:
        """A line from one cell to another, which it follows, by way of ``bends``; its label at a ``spot`` or midway."""
        own = quoteattr(self._own(id))
        ends = f"source={quoteattr(_clean(start))} target={quoteattr(_clean(end))}"
        points = "".join(f'<mxPoint x="{x:g}" y="{y:g}"/>' for x, y in bends)
        inner = f'<Array as="points">{points}</Array>' if points else ""
        along = ""
        if spot is not None and label:
            along = f'x="{spot.along:g}" '
            inner += f'<mxPoint x="{spot.across:g}" y="{spot.down:g}" as="offset"/>'
        self._cells.append(
            f'<mxCell id={own} value={_attribute(label)} style={quoteattr(style)} edge="1" '
            f"parent={quoteattr(parent)} {ends}>"
            f'<mxGeometry {along}relative="1" as="geometry">{inner}</mxGeometry></mxCell>'
        )

    def _own(self, id: str) -> str:
        id = _clean(id) or "cell"
        own = next(name for n in range(len(self._ids) + 2) if (name := id + (f"~{n}" if n else "")) not in self._ids)
        self._ids.add(own)
        return own


def text_height(text: str, width: float, points: float = POINTS, *, bold: bool = False) -> float:
    """The height of a text in pixels; draw.io sets sizes in pixels."""
    return height(text, width / _PIXELS, points * 0.75, bold=bold) * _PIXELS * 1.06 if text else 0.0


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _attribute(text: str) -> str:
    return quoteattr(_clean(text), {"\n": "&#10;", "\t": "&#9;", "\r": ""})
