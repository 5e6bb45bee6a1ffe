"""Cells of a file that goes to a spreadsheet: text that none of them takes for a formula.

What lives here: making a cell safe, and lines of CSV. Not here: what a table holds.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("Ada")
    ("'=1+1", 'Ada')
    """
    bare = text.replace("\0", "")
    return f"'{bare}" if text.startswith(_STARTS_A_FORMULA) else bare


def csv_line(cells: Iterable[str | float | None]) -> str:
    """A line of CSV: texts made safe, numbers as they are (a negative one is no formula), None as nothing.

    >>> csv_line(["=cmd()", -0.5, None, "a,b"])
    '\\'=cmd(),-0.5,,"a,b"\\r\\n'
    """
    text = io.StringIO()
    written = [safe_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    csv.writer(text, lineterminator="\r\n").writerow(written)
    return text.getvalue()
