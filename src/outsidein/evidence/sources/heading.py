"""The first rows of a delimited text: those that name its columns, and those that only look like data.

What lives here: reading them. Not here: deciding which they are (sniff) and the rows below (delimited).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.names import joined, unique
from outsidein.evidence.sources.records import Splitter, cells
from outsidein.ground import Diagnostic, EvidenceError, Place


@dataclass(frozen=True, slots=True)
class Head:
    """``names`` of the columns, the rows that ``skip`` left out, the number of the ``first`` row of data.

    ``begin`` are bytes of data that were already read; the splitter holds the rest.
    """

    names: tuple[str, ...]
    extra: tuple[tuple[str, ...], ...]
    first: int
    begin: bytes
    splitter: Splitter
    diagnostics: tuple[Diagnostic, ...]


def read_head(splitter: Splitter, path: Path, format: Format, limits: Limits) -> Head:
    """Read as many records as the heading has. Raises EvidenceError where there is nothing, or too wide a table."""

    def next_cells() -> list[str]:
        record = next(splitter, None)
        return cells(record.text, format.delimiter, format.quote) if record else []

    place = Place(str(path))
    begin = b""
    if format.header == 0:
        record = next(splitter, None)
        while record and not record.text.strip():
            begin += b"\n"
            record = next(splitter, None)
        text = record.text if record else b""
        written = [""] * len(cells(text, format.delimiter, format.quote)) if text else []
        begin += text + b"\n" if text else b""
        extra: list[list[str]] = []
    else:
        for _ in range(format.header - 1):
            next_cells()
        written = next_cells()
        if format.join_header:
            written = joined(written, next_cells())
        extra = [next_cells() for _ in range(format.skip)]
    if not any(name.strip() for name in written) and not (format.header == 0 and written):
        if splitter.count <= 1 and not splitter.rest.strip():
            raise EvidenceError(
                Diagnostic("evidence/empty-file", say("shared.the-file-is-empty"), say("shared.export-it-again"), place)
            )
        raise EvidenceError(
            Diagnostic(
                "evidence/no-header-row",
                say("heading.row-which-should-name-the", header=format.header),
                say("shared.set-format-header-to-the"),
                Place(str(path), row=format.header),
            )
        )
    if len(written) > limits.columns:
        raise too_wide(path, len(written), limits)
    names, said = unique(written, path)
    first = splitter.count + 1 if format.header else 1
    return Head(names, tuple(map(tuple, extra)), first, begin, splitter, said)


def too_wide(path: Path, count: int, limits: Limits) -> EvidenceError:
    """The error for a table with more columns than any export has."""
    return EvidenceError(
        Diagnostic(
            "evidence/too-many-columns",
            say("heading.the-table-has-columns-are", count=count, columns=limits.columns),
            say("heading.check-the-separator-or-export"),
            Place(str(path)),
        )
    )
