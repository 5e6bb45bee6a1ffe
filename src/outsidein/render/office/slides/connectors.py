"""The XML of connectors: straight ones and single elbows, with the sites of the shapes that they are glued to.

What lives here: how a line becomes one of the format's own connectors, so that programs lead it anew when a shape is
moved. Not here: cutting a way into such lines (joints, chords), or which site an end holds on to (glue).
"""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from outsidein.render.office.slides.markup import NAMESPACES, one_line, solid
from outsidein.render.office.slides.shapes import Connector
from outsidein.render.office.slides.units import POINT, emu

_TURNED: Final = 5_400_000
"""A right angle in the units of the format."""
_NEAR: Final = 0.01

_End = tuple[int, int]
_Point = tuple[float, float]


def xml_of_connector(line: Connector, number: int, ends: tuple[_End, _End]) -> str:
    """The connector as an element ``p:cxnSp``; ``ends`` are shape and site where it begins and ends.

    Raises ValueError for a way of more than three points, or whose corner is no right angle.
    """
    points = [(line.x + x, line.y + y) for x, y in line.points]
    form, frame = ("bentConnector2", _elbow(points)) if len(points) > 2 else ("straightConnector1", _straight(points))
    (start, begins), (end, closes) = ends
    glue = f'<a:stCxn id="{start}" idx="{begins}"/><a:endCxn id="{end}" idx="{closes}"/>'
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if line.arrow else ""
    return (
        f'<p:cxnSp {NAMESPACES}><p:nvCxnSpPr><p:cNvPr id="{number}" name={quoteattr(one_line(line.name))}/>'
        f"<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{frame}"
        f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom><a:ln w="{round(line.width * POINT)}">'
        f'{solid(line.ink)}<a:prstDash val="{line.dash}"/><a:round/>{head}</a:ln></p:spPr></p:cxnSp>'
    )


def _straight(points: list[_Point]) -> str:
    (ax, ay), (bx, by) = points
    flips = ' flipH="1"' * (bx < ax) + ' flipV="1"' * (by < ay)
    return _frame(flips, emu(min(ax, bx)), emu(min(ay, by)), emu(abs(bx - ax)), emu(abs(by - ay)))


def _elbow(points: list[_Point]) -> str:
    """The frame of an elbow: the format's own leads right and then down, so one that begins upwards or downwards is
    turned by a right angle, and one that leads back is mirrored."""
    (ax, ay), (x, y), (bx, by) = points
    upright = abs(x - ax) < _NEAR and abs(y - by) < _NEAR
    if not upright and not (abs(y - ay) < _NEAR and abs(x - bx) < _NEAR):
        raise ValueError(f"no elbow: {points}")
    wide, high = emu(abs(bx - ax)), emu(abs(by - ay))
    left, top = emu(min(ax, bx)), emu(min(ay, by))
    if not upright:
        return _frame(' flipH="1"' * (bx < ax) + ' flipV="1"' * (by < ay), left, top, wide, high)
    flips = f' rot="{_TURNED}"' + ' flipH="1"' * (by < ay) + ' flipV="1"' * (bx > ax)
    return _frame(flips, left + (wide - high) // 2, top + (high - wide) // 2, high, wide)


def _frame(flips: str, left: int, top: int, wide: int, high: int) -> str:
    return f'<a:xfrm{flips}><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
