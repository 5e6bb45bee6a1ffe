"""How much a reader takes from one file before it says no. The memory and time of the whole are capped elsewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in bytes unless said otherwise. Real exports stay far below; hostile files do not."""

    cell: int = 1_000_000
    """Characters in one cell; a row with a longer one is rejected."""
    columns: int = 4_096
    unpacked: int = 32 << 30
    """Of a packed text file."""
    ratio: int = 300
    """Unpacked to packed, looked at beyond ``ratio_from``; survey exports reach some 50, deflate ends at 1,032."""
    ratio_from: int = 64 << 20
    workbook: int = 2 << 30
    """Of all parts of a workbook together, unpacked."""
    parts: int = 10_000
    """Files in a workbook."""
    array: int = 256 << 20
    """Of a JSON file that is one array, and so cannot be read line by line."""


LIMITS = Limits()
