"""How cells of the workbook look: made once, since a workbook keeps each format.

What lives here: Styles, and how many lines a text fills in a cell. Not here: what stands in cells.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any, Final

from outsidein.maps.bringing.laid import GOAL, MOMENTS, STAGE, STEP
from outsidein.render import theme

_LETTERS: Final = 29
"""Letters of a line in a cell of the usual width."""


def lines_in(text: str, columns: float) -> int:
    """How many lines a text fills in a cell that spans so many columns of steps.

    >>> lines_in("one\\ntwo", 1), lines_in("x" * 60, 1), lines_in("x" * 60, 3)
    (2, 3, 1)
    """
    return sum(max(1, math.ceil(len(line) / (_LETTERS * columns))) for line in text.split("\n"))


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        look = theme.light()
        self._look = look
        plain = {"font_name": "Arial", "font_size": 10, "font_color": look["ink"], "valign": "top", "text_wrap": True}
        edge = {"border": 1, "border_color": look["line"]}

        @cache
        def made(**more: Any) -> Any:
            return book.add_format({**plain, **more})

        self._made = made
        self._edge = edge
        self.title = made(font_size=18, bold=True, text_wrap=False)
        self.hint_plain = made(font_size=9, font_color=look["faint"], text_wrap=False)
        self.head = made(bold=True, font_color=look["accent"], bg_color=look["accent-soft"], **edge)
        self.head_right = made(
            bold=True, font_color=look["accent"], bg_color=look["accent-soft"], align="right", **edge
        )
        self.plain_number = made(num_format="General", align="right", **edge)
        self.text = made(num_format="@", **edge)
        self.number = made(num_format="0.00", align="right", **edge)
        self.right = made(align="right", **edge)

    def lane(self, inside: bool) -> Any:
        """The name of a lane."""
        ink, ground = (
            (self._look["org"], self._look["org-soft"]) if inside else (self._look["ink"], self._look["paper"])
        )
        return self._made(bold=True, num_format="@", font_color=ink, bg_color=ground, **self._edge)

    def hint(self, inside: bool) -> Any:
        """What a lane holds."""
        ground = self._look["org-soft"] if inside else self._look["paper"]
        return self._made(font_size=9, font_color=self._look["faint"], bg_color=ground, **self._edge)

    def cell(self, row: str, inside: bool, place: int, stages: int) -> Any:
        """A cell of a row; ``place`` is its position, by which stages are coloured."""
        look = self._look
        if row == STAGE:
            ground = look.stage(place, stages)
            return self._made(
                bold=True,
                font_size=12,
                num_format="@",
                font_color="#ffffff",
                bg_color=ground,
                align="center",
                valign="vcenter",
                **self._edge,
            )
        if row == STEP:
            return self._made(
                bold=True, num_format="@", bg_color=look["accent-soft"], align="center", valign="vcenter", **self._edge
            )
        if row == GOAL:
            return self._made(italic=True, num_format="@", font_color=look["soft"], align="center", **self._edge)
        if row == MOMENTS:
            return self._made(num_format="@", font_color=look["accent"], bold=True, **self._edge)
        if row.startswith("values.") or row == "target":
            return self._made(align="center", num_format="General", **self._edge)
        return self._made(num_format="@", bg_color=look["org-soft"] if inside else look["card"], **self._edge)
