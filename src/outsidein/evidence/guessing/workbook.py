"""Which sheet of a workbook holds the data, and its first rows as text.

What lives here: looking at sheets through calamine, and refusing a workbook that would explode in memory. Not here:
reading all rows (sources.raw).
"""

from __future__ import annotations

import math
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from outsidein.evidence.guessing.dialect import Grid
from outsidein.evidence.phrases import say
from outsidein.evidence.sources.workbook import as_text
from outsidein.ground import Diagnostic, EvidenceError, Place
from outsidein.ground.writing import figure

MOST_BYTES: Final = 1 << 30
"""Unpacked size above which a workbook is not opened to look at it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name, its first rows, how many cells it fills in all, and whether people can see it."""

    name: str
    grid: Grid
    cells: int
    visible: bool


def sheets(path: Path, *, rows: int = 500) -> tuple[Sheet, ...]:
    """The sheets of a workbook, in its order; raises EvidenceError for one that cannot be opened."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with zipfile.ZipFile(path) as packed:
        size = sum(entry.file_size for entry in packed.infolist())
    if size > MOST_BYTES:
        says = say("workbook.unpacked-this-workbook-is-gb", size=figure(size / 1000000000.0, 1))
        raise EvidenceError(
            Diagnostic("evidence/workbook-too-large", says, say("workbook.save-it-as-csv-and"), Place(str(path)))
        )
    try:
        book = CalamineWorkbook.from_path(str(path))
        found = []
        for meta in book.sheets_metadata:
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            grid = [[as_text(c) for c in row] for row in sheet.to_python(skip_empty_area=False, nrows=rows)]
            cells = sheet.total_height * sheet.total_width
            found.append(Sheet(meta.name, grid, cells, meta.visible is SheetVisibleEnum.Visible))
    except CalamineError as error:
        raise EvidenceError(
            Diagnostic(
                "evidence/broken-workbook",
                say("workbook.the-workbook-cannot-be-opened", error=str(error)),
                say("workbook.open-it-in-a-spreadsheet"),
                Place(str(path)),
            )
        ) from error
    return tuple(found)


def likeliest(found: tuple[Sheet, ...]) -> int:
    """The place of the sheet that looks most like data: visible, many rows, evenly filled."""
    return max(range(len(found)), key=lambda i: (_worth(found[i]), -i))


def _worth(sheet: Sheet) -> float:
    filled = [sum(1 for c in row if c) for row in sheet.grid]
    rows = sum(1 for n in filled if n)
    if rows < 2:
        return 0.0
    widest = max(filled)
    even = sum(1 for n in filled if n > 0.5 * widest) / rows
    seen = 1.0 if sheet.visible else 0.3
    return math.sqrt(rows) * min(widest, 30) * even * seen + math.sqrt(math.sqrt(min(sheet.cells, 1_000_000)))
