"""Delimited text (CSV, TSV …) as batches of text, by Arrow's streaming reader.

What lives here: reading it through, and going on where Arrow stumbles: a row larger than its block makes it stop, and
reading continues behind the slower splitter (records), which takes such rows out and names them. Not here: the heading
(heading), bytes and encodings (stream), what can be wrong with a row (shape), what a cell means (normalise).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.csv as csv

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.heading import Head, read_head
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.numbering import Numbering
from outsidein.evidence.sources.raw import Batch, Raw
from outsidein.evidence.sources.records import Splitter
from outsidein.evidence.sources.shape import open_quotation, sound, swallowed, swallows
from outsidein.evidence.sources.stream import CHUNK, Feed, Stream, unreadable
from outsidein.ground import Diagnostic, EvidenceError, Place

BLOCK: Final = 8 << 20
"""Bytes that Arrow looks at in one go; a row must fit."""
ROW: Final = BLOCK - (1 << 16)


def open_delimited(path: Path, format: Format, *, limit: int | None, limits: Limits) -> Raw:
    """Begin to read delimited text; ``format`` has encoding and delimiter."""
    if len(format.delimiter.encode()) != 1 or len(format.quote.encode()) > 1 or format.delimiter in "\r\n\x00":
        raise EvidenceError(
            Diagnostic(
                "evidence/unknown-delimiter",
                say("delimited.columns-cannot-be-set-apart", delimiter=format.delimiter, quote=format.quote),
                say("delimited.both-are-a-single-sign"),
                Place(str(path)),
            )
        )
    file = _File(path, format, limits)
    head = file.head()
    raw = Raw(
        columns=head.names,
        format=format,
        extra_headers=head.extra,
        diagnostics=list(head.diagnostics),
        total=file.stream.size,
    )
    raw.batches = _limited(raw, file.batches(raw, head), limit)
    return raw


def _limited(raw: Raw, batches: Iterator[Batch], limit: int | None) -> Iterator[Batch]:
    left = limit
    for batch in batches:
        if left is not None:
            batch = Batch(batch.rows[:left], batch.cells[:left])
            left -= len(batch.rows)
        yield batch
        if left == 0:
            return


@dataclass(slots=True)
class _File:
    """One file being read; ``stream`` is replaced when reading begins anew."""

    path: Path
    format: Format
    limits: Limits
    stream: Stream = field(init=False)
    quotes: int = 0

    def __post_init__(self) -> None:
        self.stream = Stream(self.path, self.format.encoding, self.limits)

    def head(self) -> Head:
        splitter = Splitter(self._chunks(), self.format.delimiter, self.format.quote, most=ROW)
        return read_head(splitter, self.path, self.format, self.limits)

    def batches(self, raw: Raw, head: Head) -> Iterator[Batch]:
        numbers = Numbering(head.first)
        try:
            yield from self._parsed(raw, Feed(head.splitter.unread(), head.begin), numbers)
        except _StraddlingError:
            numbers = Numbering(head.first + numbers.given)
            yield from self._parsed(raw, Feed(self._sifted(raw, numbers)), numbers)
        else:
            # An odd count of quotation marks may mean that the last one is open and the end of the file one cell.
            if self.quotes % 2:
                for _ in self._split():
                    pass

    def _chunks(self) -> Iterator[bytes]:
        quote = self.format.quote.encode()
        self.quotes = 0
        for chunk in self.stream:
            if quote:
                self.quotes += chunk.count(quote)
            yield chunk

    def _split(self) -> Iterator[tuple[bytes, bool]]:
        """Every record of the file from the first, slowly; raises where the last one is never closed."""
        self.stream = Stream(self.path, self.format.encoding, self.limits)
        splitter = Splitter(self._chunks(), self.format.delimiter, self.format.quote, most=ROW)
        for record in splitter:
            if splitter.opened:
                raise EvidenceError(
                    Diagnostic(
                        "evidence/open-quotation",
                        say("delimited.the-quotation-mark-that-opens"),
                        say("delimited.close-it-or-where-quotation"),
                        Place(str(self.path), row=splitter.opened),
                    )
                )
            yield record.text, record.overlong

    def _sifted(self, raw: Raw, numbers: Numbering) -> Iterator[bytes]:
        """The records from ``numbers.first`` on, without those that Arrow cannot hold."""
        part = bytearray()
        for number, (text, overlong) in enumerate(self._split(), start=1):
            if number < numbers.first:
                continue
            if overlong:
                numbers.leave_out(number)
                shown = text.decode(errors="replace")
                reason = say("delimited.longer-than-bytes", row=ROW)
                raw.rejects.add(number, "", shown, reason, say("shared.look-for-a-quotation-mark"), whole=True)
                raw.rows += 1
                continue
            part += text + b"\n"
            if len(part) >= CHUNK:
                yield bytes(part)
                part.clear()
        yield bytes(part)

    def _parsed(self, raw: Raw, feed: Feed, numbers: Numbering) -> Iterator[Batch]:
        width = len(raw.columns)
        places = [str(place) for place in range(width)]
        bad: list[tuple[int, int, str]] = []

        def note(row: csv.InvalidRow) -> str:
            bad.append((row.number, row.actual_columns, row.text))
            numbers.invalid(row.number)
            return "skip"

        def settle(until: int | None) -> None:
            while bad and (until is None or bad[0][0] <= until):
                number, actual, text = bad.pop(0)
                raw.rows += 1
                row = numbers.absolute(number)
                if not text.strip():
                    raw.blank_rows += 1
                elif self.format.quote and (lines := swallowed(text, self.format.delimiter, width)):
                    raw.diagnostics.append(open_quotation(self.path, row, lines))
                    raw.rejects.add(
                        row, "", text, swallows(), say("delimited.close-or-double-the-quotation"), whole=True
                    )
                else:
                    fix = say("delimited.look-for-a-separator-in")
                    raw.rejects.add(
                        row, "", text, say("delimited.cells-instead-of", actual=actual, width=width), fix, whole=True
                    )

        parsed = 0
        try:
            reader = self._reader(feed, places, note)
            for batch in reader:
                rows = numbers.take(batch.num_rows)
                settle(numbers.given)
                raw.rows += batch.num_rows
                # Arrow reads far ahead: what it has parsed is its cells' bytes and a separator for each.
                parsed += batch.nbytes - 3 * batch.num_rows * batch.num_columns
                raw.done = min(self.stream.done, parsed)
                cells = pa.RecordBatch.from_arrays(batch.columns, names=list(raw.columns))
                yield sound(raw, Batch(rows, cells), self.path, self.format, self.limits)
        except pa.ArrowInvalid as error:
            if feed.failed:
                raise feed.failed from error
            if "straddling" in str(error):
                raise _StraddlingError from error
            if "Empty CSV" not in str(error):
                raise unreadable(self.path, str(error).splitlines()[0]) from error
        if feed.failed:
            raise feed.failed
        settle(None)
        raw.done = raw.total

    def _reader(self, feed: Feed, places: list[str], note: Any) -> Any:
        return csv.open_csv(
            feed,
            read_options=csv.ReadOptions(use_threads=False, block_size=BLOCK, column_names=places),
            parse_options=csv.ParseOptions(
                delimiter=self.format.delimiter,
                quote_char=self.format.quote or False,
                newlines_in_values=bool(self.format.quote),
                ignore_empty_lines=False,
                invalid_row_handler=note,
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(places, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )


class _StraddlingError(Exception):
    """A row does not fit the block."""
