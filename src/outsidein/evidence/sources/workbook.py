"""Excel workbooks (.xlsx, .xlsm) as batches of text, by calamine.

What lives here: one sheet, its cells as text. Not here: which sheet, when nobody said (sniff), and cells that hold an
error instead of a value (cellerrors). Dates become ISO text, whole numbers lose their point, formulas are their result.
"""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.cellerrors import faults
from outsidein.evidence.sources.heading import too_wide
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.names import joined, unique
from outsidein.evidence.sources.raw import Batch, Raw
from outsidein.evidence.sources.shape import sound
from outsidein.evidence.sources.stream import unreadable
from outsidein.ground import Diagnostic, EvidenceError, Place
from outsidein.ground.writing import figure, quoted

_ROWS: Final = 20_000


def open_workbook(path: Path, format: Format, *, limit: int | None, limits: Limits) -> Raw:
    """Begin to read a sheet of a workbook; the whole sheet is in memory while it is read."""
    _check(path, limits)
    sheet = _sheet(path, format)
    left = (sheet.start or (0, 0))[1]
    rows = _rows(sheet, faults(path, sheet.name, limits), left)
    if sheet.total_width > limits.columns:
        raise too_wide(path, sheet.total_width, limits)
    for _ in range(format.header - 1):
        next(rows, None)
    written = next(rows, []) if format.header else [""] * sheet.width
    if format.join_header:
        written = joined(written, next(rows, []))
    extra = tuple(tuple(row) for row in itertools.islice(rows, format.skip if format.header else 0))
    if format.header and not any(written):
        raise EvidenceError(
            Diagnostic(
                "evidence/no-header-row",
                say("workbook.row-of-the-sheet-which", header=format.header, name=sheet.name),
                say("workbook.set-format-header-to-the"),
                Place(str(path), row=format.header),
            )
        )
    names, said = unique(written, path)
    raw = Raw(columns=names, format=format, extra_headers=extra, diagnostics=list(said), total=sheet.total_height)
    first = format.header + format.skip + (1 if format.join_header else 0) + 1 if format.header else 1
    raw.batches = _batches(raw, itertools.islice(rows, limit), first, path, limits)
    return raw


def _check(path: Path, limits: Limits) -> None:
    """Refuse what would fill the machine before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise unreadable(
            path, say("workbook.it-is-no-workbook-or"), say("workbook.open-it-in-a-spreadsheet")
        ) from error
    size = sum(part.file_size for part in parts)
    if size > limits.workbook or len(parts) > limits.parts:
        raise EvidenceError(
            Diagnostic(
                "evidence/unpacks-too-large",
                say("workbook.unpacked-this-workbook-has-parts", n=len(parts), size=figure(size / 2**20, 0)),
                say("workbook.if-you-trust-it-save"),
                Place(str(path)),
            )
        )


def _sheet(path: Path, format: Format) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [meta for meta in book.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
        names = [meta.name for meta in sheets]
        if format.sheet:
            if format.sheet not in names:
                known = ", ".join(quoted(name) for name in names)
                raise EvidenceError(
                    Diagnostic(
                        "evidence/no-such-sheet",
                        say("workbook.no-such-sheet", sheet=format.sheet),
                        say("workbook.it-has", known=known),
                        Place(str(path)),
                    )
                )
            return book.get_sheet_by_name(format.sheet)
        sheets.sort(key=lambda meta: meta.visible is not SheetVisibleEnum.Visible)
        for meta in sheets:
            sheet = book.get_sheet_by_name(meta.name)
            if sheet.height:
                return sheet
    except CalamineError as error:
        raise unreadable(path, str(error).rstrip("."), say("workbook.open-it-in-a-spreadsheet")) from error
    says = say("shared.the-workbook-has-no-sheet")
    raise EvidenceError(Diagnostic("evidence/empty-file", says, say("shared.export-it-again"), Place(str(path))))


def _rows(sheet: Any, faulty: dict[tuple[int, int], str], left: int) -> Iterator[list[str]]:
    rows = {row for row, _ in faulty}
    for at, cells in enumerate(sheet.iter_rows()):
        row = [as_text(cell) for cell in cells]
        if at in rows:
            for place in range(len(row)):
                row[place] = faulty.get((at, place + left), row[place])
        yield row


def _batches(raw: Raw, rows: Iterable[list[str]], first: int, path: Path, limits: Limits) -> Iterator[Batch]:
    rows = iter(rows)
    while part := list(itertools.islice(rows, _ROWS)):
        numbers = pa.array(range(first, first + len(part)), pa.int64())
        cells = pa.RecordBatch.from_arrays(
            [pa.array(column, pa.string()) for column in zip(*part, strict=True)], names=list(raw.columns)
        )
        first += len(part)
        raw.rows += len(part)
        raw.done = first - 1
        yield sound(raw, Batch(numbers, cells), path, raw.format, limits)


def as_text(cell: object) -> str:
    """A cell as text.

    >>> as_text(7.0), as_text(7.5), as_text(True), as_text(datetime(2026, 1, 2, 3, 4, 4, 999999))
    ('7', '7.5', 'true', '2026-01-02 03:04:05')
    """
    match cell:
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime():  # workbooks count days in binary fractions: what is off by less than a millisecond is noise
            near = cell + timedelta(microseconds=500)
            return near.replace(microsecond=near.microsecond // 1000 * 1000).isoformat(" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            seconds = round(cell.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case _:
            return str(cell)
