"""The units of the format: 36,000 to a millimetre, 12,700 to a point.

What lives here: lengths. Not here: what has them (shapes), or how it is written (markup).
"""

from __future__ import annotations

from typing import Final

_EMU: Final = 36_000
POINT: Final = 12_700
"""A point in the units of the format."""


def emu(millimetres: float) -> int:
    """Millimetres in the units of the format.

    >>> emu(25.4)
    914400
    """
    return round(millimetres * _EMU)
