"""What can be wrong with rows although they have the right number of cells: blank, endless, or swallowing others.

What lives here: taking such rows out of a batch. Not here: what a cell means (normalise).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.raw import Batch, Raw
from outsidein.ground import Diagnostic, Place, Severity

_LONG: Final = 200
"""Bytes from which a cell is looked at for rows that an open quotation mark swallowed."""
_LINES: Final = 3


def sound(raw: Raw, batch: Batch, path: Path, format: Format, limits: Limits) -> Batch:
    """``batch`` without blank rows (counted) and without rows that cannot be what they say (rejected)."""
    keep = ~blank(batch.cells)
    raw.blank_rows += int(len(keep) - keep.sum())
    for place, column in enumerate(batch.cells.columns):
        lengths = pc.binary_length(column)
        longest = pc.max(lengths).as_py() or 0
        if longest > limits.cell:
            for at in _where(pc.utf8_length(column), limits.cell):
                keep[at] = False
                _reject(raw, batch, at, place, say("shape.a-cell-longer-than-characters", cell=limits.cell))
        if longest > _LONG and format.type == "csv" and format.quote:
            for at in _where(lengths, _LONG):
                if keep[at] and (lines := swallowed(column[at].as_py(), format.delimiter, len(raw.columns))):
                    keep[at] = False
                    _reject(raw, batch, at, place, swallows())
                    raw.diagnostics.append(open_quotation(path, batch.rows[at].as_py(), lines))
    if keep.all():
        return batch
    mask = pa.array(keep)
    return Batch(batch.rows.filter(mask), batch.cells.filter(mask))


def swallows() -> str:
    """Why a row is rejected whose quotation mark takes in those after it."""
    return say("shape.swallows")


def blank(cells: pa.RecordBatch) -> np.ndarray:
    """Which rows have nothing in any cell.

    >>> blank(pa.record_batch({"a": ["", "x"], "b": [None, ""]})).tolist()
    [True, False]
    """
    mask = np.ones(cells.num_rows, dtype=bool)
    for column in cells.columns:
        if not mask.any():
            break
        mask &= pc.equal(pc.coalesce(column, ""), "").to_numpy(zero_copy_only=False)
    return mask


def _where(lengths: pa.Array, most: int) -> list[int]:
    return np.flatnonzero(pc.coalesce(lengths, 0).to_numpy(zero_copy_only=False) > most).tolist()


def _reject(raw: Raw, batch: Batch, at: int, place: int, reason: str) -> None:
    value = batch.cells.column(place)[at].as_py()
    fix = say("shared.look-for-a-quotation-mark")
    raw.rejects.add(batch.rows[at].as_py(), raw.columns[place], value, reason, fix, whole=True)


def open_quotation(path: Path, row: int, lines: int) -> Diagnostic:
    """What to say about a quotation mark that makes one cell of several rows."""
    return Diagnostic(
        "evidence/open-quotation",
        say("shape.a-quotation-mark-opens-in", lines=lines),
        say("shape.close-or-double-it-or"),
        Place(str(path), row=row),
        Severity.WARNING,
    )


def swallowed(cell: str, delimiter: str, width: int) -> int:
    """How many lines a cell has swallowed that look like rows of the table; 0 where it is an ordinary text."""
    lines = cell.split("\n")
    inner = lines[1:-1]
    if width < 3 or len(inner) < _LINES:
        return 0
    alike = sum(line.count(delimiter) == width - 1 for line in inner)
    return len(lines) - 1 if alike >= 0.8 * len(inner) else 0
