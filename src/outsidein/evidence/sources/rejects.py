"""What could not be read: which row, which column, what stood there, why, and how to mend it.

What lives here: Reject, the collector that counts them all and keeps the first hundred thousand, and the file they are
kept in beside the source. Not here: deciding what is one (readers, normalise).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from outsidein.evidence.phrases import say

KEPT: Final = 100_000
TEXT: Final = 32_000
"""Characters of a value that are kept; a spreadsheet cell holds 32,767."""
_BUDGET: Final = 64 << 20
_BRIEF: Final = 200
_REASONS: Final = 200


@dataclass(frozen=True, slots=True)
class Reject:
    """A row (``column`` empty) or a cell that could not be read. ``value`` is its text; ``reason`` names no value."""

    row: int
    column: str
    value: str
    reason: str
    fix: str = ""


class Rejects:
    """All rejects of one file: counted by reason, the first ones kept."""

    def __init__(self) -> None:
        self.kept: list[Reject] = []
        self.reasons: Counter[str] = Counter()
        self.rows = 0
        """Rejected whole rows."""
        self.cells = 0
        """Rejected cells, whose row was kept."""
        self._budget = _BUDGET

    def __len__(self) -> int:
        return self.rows + self.cells

    def __iter__(self) -> Iterator[Reject]:
        return iter(sorted(self.kept, key=lambda reject: reject.row))

    def add(self, row: int, column: str, value: str, reason: str, fix: str = "", *, whole: bool = False) -> None:
        """Note a reject; ``whole`` where the entire row is lost, not one cell of it."""
        if whole:
            self.rows += 1
        else:
            self.cells += 1
        self._count(reason, 1)
        if self.room:
            most = TEXT if self._budget > 0 else _BRIEF
            if len(value) > most:
                value = say("rejects.characters", value=value[:most], n=len(value))
            self._budget -= len(value)
            self.kept.append(Reject(row, column, value, reason, fix))

    def add_cells(self, reason: str, count: int) -> None:
        """Note that many rejected cells more, for which there is no room."""
        self.cells += count
        self._count(reason, count)

    @property
    def room(self) -> int:
        """How many more will be kept."""
        return KEPT - len(self.kept)

    def _count(self, reason: str, count: int) -> None:
        known = reason in self.reasons or len(self.reasons) < _REASONS
        self.reasons[reason if known else say("rejects.other-reasons")] += count

    def write(self, path: Path) -> None:
        """Write the kept rejects as CSV that a spreadsheet opens without running anything."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            self._write(file)

    def _write(self, file: TextIO) -> None:
        out = csv.writer(file)
        out.writerow(["row", "column", "value", "reason", "fix"])
        for reject in self:
            cells = (reject.column, reject.value, reject.reason, reject.fix)
            out.writerow([reject.row, *(harmless(cell) for cell in cells)])
        if len(self) > len(self.kept):
            out.writerow(["", "", "", say("rejects.and-more", n=len(self) - len(self.kept)), ""])


def harmless(cell: str) -> str:
    """A cell that a spreadsheet shows as text instead of running it.

    >>> harmless("=HYPERLINK(1)"), harmless("-3"), harmless("so so")
    ("'=HYPERLINK(1)", "'-3", 'so so')
    """
    cell = cell.replace("\x00", "�")
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
