"""How much room a text takes on a slide: PowerPoint does not say, so it is worked out from the widths of our own font.

What lives here: lines and heights. Not here: where text goes (slides, exchange). Inter is a little wider than the
Arial that slides are set in, so that what fits here fits there.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO
from typing import Final

LEADING: Final = 1.22
"""Height of a line in units of its size; Arial is drawn with 1.15 to 1.2."""
_SAFE: Final = 0.92
"""Of a line that is filled: where Arial is missing, what stands in for it may be wider than Inter."""
_POINT: Final = 25.4 / 72
_WIDE: Final = frozenset("WF")


def height(text: str, width: float, points: float, *, bold: bool = False) -> float:
    """The height in mm of ``text`` set in ``points`` and wrapped at ``width`` mm; 0 for no text.

    >>> height("", 30, 9), round(height("one line", 30, 10), 1), height("two\\nlines", 30, 10) > 8
    (0.0, 4.3, True)
    """
    return lines(text, width, points, bold=bold) * points * LEADING * _POINT if text else 0.0


def lines(text: str, width: float, points: float, *, bold: bool = False) -> int:
    """How many lines ``text`` fills, its own line breaks counted; a word longer than a line is broken."""
    room = max(width * _SAFE, 1.0)
    return sum(_wrapped(part, room, points * (1.06 if bold else 1.0)) for part in text.split("\n"))


def width_of(text: str, points: float, *, bold: bool = False) -> float:
    """The width in mm of ``text`` on one line."""
    return _units(text) * points * _POINT * (1.06 if bold else 1.0)


# A deck lays a stage several times until its slides are even: the same words at the same widths.
@lru_cache(maxsize=8192)
def _units(text: str) -> float:
    widths, unknown = _widths()
    return sum(
        widths.get(ord(char)) or (1.0 if unicodedata.east_asian_width(char) in _WIDE else unknown) for char in text
    )


@lru_cache(maxsize=8192)
def _wrapped(text: str, width: float, points: float) -> int:
    count, at = 1, 0.0
    blank = width_of(" ", points)
    for word in text.split(" "):
        size = width_of(word, points)
        if size > width:
            pieces = math.ceil(size / width)
            count += pieces - 1 + bool(at)  # a word that is broken begins on a line of its own
            at = size - (pieces - 1) * width
        elif at and at + blank + size > width:
            count, at = count + 1, size
        else:
            at += (blank if at else 0.0) + size
    return count


@cache
def _widths() -> tuple[dict[int, float], float]:
    """Advance by code point in units of the size, and that of a letter which the font lacks."""
    from fontTools.ttLib import TTFont

    data = resources.files("outsidein.render").joinpath("fonts", "Inter-Regular.otf").read_bytes()
    with TTFont(BytesIO(data), lazy=True) as font:
        unit = font["head"].unitsPerEm
        advances = font["hmtx"]
        return {code: advances[name][0] / unit for code, name in font.getBestCmap().items()}, 0.75
