"""A table as it was read from a file: texts in rows, and which cells are merged. Nothing here opens a file.

What lives here: Sheet, Span, and what a text is once a spreadsheet had it. Not here: reading files
(``workspace.bringing``), or what the table means (laid, grid).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

RETURN: Final = "⏎"
"""Stands in a cell for a line break inside one card, since each line of a cell is a card."""
LONGEST_CELL: Final = 32_000
"""Letters that a cell holds; spreadsheets take 32,767."""
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPED: Final = re.compile("_x005[Ff]_")


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells: where they begin (from 0) and how many rows and columns they cover."""

    row: int
    column: int
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file: its name, its cells as texts (empty where nothing stands), and its merged cells.

    >>> Sheet("Map", (("a",), ("b", "c"))).cell(1, 1), Sheet("Map", (("a",),)).cell(5, 5)
    ('c', '')
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> str:
        """What stands in a cell; the empty text outside the table."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else ""

    def find(self, text: str, *, within: int = 20) -> tuple[int, int] | None:
        """The first of the cells at the top left that says ``text``: row and column."""
        for row, cells in enumerate(self.rows[:within]):
            for column, cell in enumerate(cells[:within]):
                if cell.strip() == text:
                    return row, column
        return None


def plain(text: str) -> str:
    """``text`` as a spreadsheet can hold it: without what its files cannot have.

    >>> plain("a\\x00b\\r\\nc")
    'ab\\nc'
    """
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """A card as one line of a cell.

    >>> one_line("two\\nlines")
    'two⏎lines'
    """
    return plain(text).replace("\n", RETURN)


def told(text: str) -> str:
    """What a text says whatever a spreadsheet did to its blanks: for comparing.

    >>> told("  a  b ") == told("a b")
    True
    """
    return " ".join(plain(_ESCAPED.sub("_", text)).replace(RETURN, " ").split())


def kept(old: str, cell: str) -> str:
    """``old`` where the cell still says it, else what the cell says.

    >>> kept(" two\\nlines ", "two lines"), kept("old", "new⏎text ")
    (' two\\nlines ', 'new\\ntext')
    """
    return old if told(old) == told(cell) else fresh(cell)


def fresh(cell: str) -> str:
    """What a person wrote into a cell, as a text of a map."""
    return plain(_ESCAPED.sub("_", cell)).replace(RETURN, "\n").strip()
