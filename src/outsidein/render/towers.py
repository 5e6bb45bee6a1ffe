"""Towers as they are drawn: what a map of spaces and towers needs beside its rows and heads.

What lives here: TowersView, as plain data. Not here: the boxes (they are the cards of the scene's rows, the
organisation's beneath the line), how wide a tower is (each writer).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TowersView:
    """Towers over a line: ``spaces`` and ``towers`` are what this kind of map calls its stages and steps.

    ``storeys`` says which spaces stand side by side, as (first, one past the last): a wide map is drawn in several
    rows. ``supported`` has one entry per tower, in order: whether the organisation has something for it; where it has
    not, ``gap`` stands beneath. One in which nothing stands at all is no gap yet. ``spoken`` says the whole in a
    sentence or two, for those who cannot see it.
    """

    spaces: str
    towers: str
    line: str
    storeys: tuple[tuple[int, int], ...]
    supported: tuple[bool, ...]
    gap: str
    spoken: str

    @property
    def gaps(self) -> int:
        """How many towers have nothing beneath them."""
        return sum(not one for one in self.supported)
