"""A file of any kind as one table of text: column names, batches of rows with their numbers, and what was rejected.

What lives here: Raw and ``open_raw``, the door to the readers. Not here: what the text means (normalise). To be run in
the capped child process where the file is not trusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.limits import LIMITS, Limits
from outsidein.evidence.sources.rejects import Rejects
from outsidein.ground import Diagnostic, EvidenceError, Place


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows: ``cells`` is all text columns, null or empty where blank; ``rows`` their numbers in the file."""

    rows: pa.Int64Array
    cells: pa.RecordBatch


@dataclass(slots=True, kw_only=True)
class Raw:
    """A file being read. ``batches`` can be gone through once; what stands below it fills up meanwhile.

    Rows are counted as a spreadsheet does: the first row of the file is 1, header and blank rows count. Parquet rows
    and items of a JSON array are counted from 1.
    """

    columns: tuple[str, ...]
    """As written, without surrounding blanks; made unique."""
    format: Format
    """As found, nothing empty that matters."""
    extra_headers: tuple[tuple[str, ...], ...] = ()
    """The texts of the rows after the header that ``Format.skip`` leaves out, cell by cell."""
    batches: Iterator[Batch] = field(default_factory=lambda: iter(()))
    diagnostics: list[Diagnostic] = field(default_factory=list)
    rejects: Rejects = field(default_factory=Rejects)
    rows: int = 0
    """Rows below the heading so far: given out, rejected and blank ones."""
    blank_rows: int = 0
    done: int = 0
    """Of ``total``, in bytes on the disk or rows, whichever the reader knows; for progress."""
    total: int = 0


def open_raw(path: Path, format: Format, *, limit: int | None = None, limits: Limits = LIMITS) -> Raw:
    """Begin to read the file at ``path``; at most ``limit`` rows are given out.

    What ``format`` leaves empty is sniffed. Raises EvidenceError, now or while the batches are read, where the file
    cannot be read at all; single rows that cannot be read are collected in ``rejects``.
    """
    path = Path(path)
    if not path.is_file():
        raise EvidenceError(
            Diagnostic(
                "evidence/no-such-file",
                say("raw.there-is-no-such-file"),
                say("shared.check-its-name"),
                Place(str(path)),
            )
        )
    form, doubts = _completed(path, format)
    match form.type:
        case "csv":
            from outsidein.evidence.sources.delimited import open_delimited as open_it
        case "xlsx":
            from outsidein.evidence.sources.workbook import open_workbook as open_it
        case "parquet":
            from outsidein.evidence.sources.columnar import open_columnar as open_it
        case "jsonl":
            from outsidein.evidence.sources.jsonlines import open_jsonlines as open_it
        case "xes":
            from outsidein.evidence.sources.eventlog.xes import open_xes as open_it
        case "ocel":
            from outsidein.evidence.sources.eventlog.ocel import open_ocel as open_it
        case _:
            raise EvidenceError(
                Diagnostic(
                    "evidence/unknown-type",
                    say("shared.is-no-type-of-file", type=form.type),
                    say("raw.types-are-csv-xlsx-parquet"),
                    Place(str(path)),
                )
            )
    raw = open_it(path, form, limit=limit, limits=limits)
    raw.diagnostics[:0] = doubts
    return raw


def _completed(path: Path, format: Format) -> tuple[Format, tuple[Diagnostic, ...]]:
    """``format`` with what it leaves open filled in from the file itself."""
    stated = format.type == "csv" and format.encoding and format.delimiter
    if stated or format.type in ("xlsx", "parquet", "jsonl", "xes", "ocel"):
        return format, ()
    from outsidein.evidence.sniff import sniff

    found, doubts = sniff(path)
    if format == Format():
        return found, doubts
    return (
        replace(
            format,
            type=format.type or found.type,
            encoding=format.encoding or found.encoding,
            delimiter=format.delimiter or found.delimiter,
            sheet=format.sheet or found.sheet,
        ),
        (),
    )
