"""The outline of a box that connectors hold on to where its form has no connection site: the same form, drawn freely.

What lives here: paths of forms with sites of our own. Not here: which sites a box needs (glue), boxes that keep the
form's own (markup).
"""

from __future__ import annotations

from typing import Final

from outsidein.render.office.slides.shapes import Box, Form
from outsidein.render.office.slides.units import emu

_QUARTER: Final = 5_400_000
"""A right angle in the units of the format."""
_CUT: Final = 0.18
"""How much of its shorter side is cut off a corner of an octagon; of a hexagon it is a quarter."""


def outline_of(box: Box) -> str:
    """The geometry of a box with its ``sites`` as an element ``a:custGeom``."""
    wide, high = emu(max(box.width, 0.01)), emu(max(box.height, 0.01))
    guides, sites = [], []
    for at, (across, down) in enumerate(box.sites):
        guides.append(f'<a:gd name="x{at}s" fmla="*/ w {round(across * 10_000)} 10000"/>')
        guides.append(f'<a:gd name="y{at}s" fmla="*/ h {round(down * 10_000)} 10000"/>')
        sites.append(f'<a:cxn ang="{_outward(across, down)}"><a:pos x="x{at}s" y="y{at}s"/></a:cxn>')
    return (
        f"<a:custGeom><a:avLst/><a:gdLst>{''.join(guides)}</a:gdLst><a:ahLst/><a:cxnLst>{''.join(sites)}</a:cxnLst>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{high}">{_path(box, wide, high)}'
        "<a:close/></a:path></a:pathLst></a:custGeom>"
    )


def _outward(across: float, down: float) -> int:
    """The angle in which a line leaves a site: out of the edge that is nearest."""
    far = {3 * _QUARTER: down, 2 * _QUARTER: across, _QUARTER: 1 - down, 0: 1 - across}
    return min(far, key=lambda angle: far[angle])


def within(box: Box, across: float, down: float) -> bool:
    """Whether a place of a box, as shares of its width and height, lies in its form and not beside a cut corner.

    >>> within(Box("", 0, 0, 10, 4, form=Form.PILL), 0, 0), within(Box("", 0, 0, 10, 4), 0, 0)
    (False, True)
    """
    x, y = abs(across - 0.5) * box.width, abs(down - 0.5) * box.height
    wide, high, least = box.width / 2, box.height / 2, min(box.width, box.height)
    if box.form is Form.DISC:
        return (x / max(wide, 0.01)) ** 2 + (y / max(high, 0.01)) ** 2 <= 1
    if box.form is Form.PILL:
        return max(x - (wide - least / 2), 0.0) ** 2 + max(y - (high - least / 2), 0.0) ** 2 <= (least / 2) ** 2
    if box.form is Form.HEXAGON:
        return x <= wide - least / 4 * y / max(high, 0.01)
    if box.form is Form.OCTAGON:
        return (wide - x) + (high - y) >= least * _CUT
    return True


def _path(box: Box, wide: int, high: int) -> str:
    least = min(wide, high)
    if box.form is Form.HEXAGON:
        cut = least // 4
        return _corners((cut, 0), (wide - cut, 0), (wide, high // 2), (wide - cut, high), (cut, high), (0, high // 2))
    if box.form is Form.OCTAGON:
        cut = round(least * _CUT)
        right, low = wide - cut, high - cut
        return _corners(
            (cut, 0), (right, 0), (wide, cut), (wide, low), (right, high), (cut, high), (0, low), (0, cut)
        )  # fmt: skip
    if box.form is Form.DISC:
        return _rounded(wide, high, wide // 2, high // 2)
    radius = {Form.ROUND: min(emu(box.round), least // 2), Form.PILL: least // 2}.get(box.form, 0)
    if radius:
        return _rounded(wide, high, radius, radius)
    return _corners((0, 0), (wide, 0), (wide, high), (0, high))


def _corners(*points: tuple[int, int]) -> str:
    first, *others = (f'<a:pt x="{x}" y="{y}"/>' for x, y in points)
    return f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)


def _rounded(wide: int, high: int, across: int, down: int) -> str:
    """A rectangle whose corners are quarters of an ellipse with these radii."""
    parts = [f'<a:moveTo><a:pt x="0" y="{down}"/></a:moveTo>']
    ends = ((wide - across, 0), (wide, high - down), (across, high), (0, down))
    for turn, (x, y) in zip((2, 3, 0, 1), ends, strict=True):
        arc = f'<a:arcTo wR="{across}" hR="{down}" stAng="{turn * _QUARTER}" swAng="{_QUARTER}"/>'
        parts.append(f'{arc}<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>')
    return "".join(parts)
