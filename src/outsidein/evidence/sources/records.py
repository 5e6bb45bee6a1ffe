"""Where one record of a delimited text ends and the next begins, byte by byte where it must be.

What lives here: a splitter with the same rules as the fast reader (a quote counts at the beginning of a cell only, and
doubled inside). Not here: the fast reader itself (delimited), which calls on this one for the heading and for files it
stumbles over: cells without end, a quotation mark that is never closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SHOWN: Final = 32_000
"""Bytes kept of a record that is too long."""


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of one record without its line end; ``overlong`` where it was cut because it grew past the limit."""

    text: bytes
    overlong: bool = False


class Splitter:
    """Records of a stream of UTF-8 bytes, one after the other.

    ``rest`` are the bytes read but not yet given out. After the last record, ``opened`` is the number (from 1) of the
    record whose quotation mark was never closed, or 0.

    >>> [record.text for record in Splitter(iter([b'a,"x', b'y\\n"\\nb,c']), ",", '"', most=100)]
    [b'a,"xy\\n"', b'b,c']
    """

    def __init__(self, chunks: Iterator[bytes], delimiter: str, quote: str, *, most: int) -> None:
        self._chunks = chunks
        self._delimiter = delimiter.encode()
        self._quote = quote.encode()
        self._ends = re.compile(b"[" + re.escape(self._delimiter) + rb"\r\n]")
        self._most = most
        self._buffer = b""
        self._begin = 0
        self._ended = False
        self.opened = 0
        self.count = 0

    @property
    def rest(self) -> bytes:
        """Bytes that were read from the stream and not given out as records."""
        return self._buffer[self._begin :]

    def unread(self) -> Iterator[bytes]:
        """What was not given out as records, to the end of the stream; the splitter is of no use afterwards."""
        yield self.rest
        yield from self._chunks

    def __iter__(self) -> Iterator[Record]:
        return self

    def __next__(self) -> Record:
        place, quoted, fresh = self._begin, False, True
        cut = b""
        while True:
            if place - self._begin > self._most:  # nobody will read this record: let go of what it fills
                cut = cut or self._buffer[self._begin : self._begin + _SHOWN]
                self._begin = place
            if place + 1 >= len(self._buffer) and not self._ended:  # one byte ahead tells "" from " and CRLF from CR
                place = self._more(place)
            elif place >= len(self._buffer):
                return self._last(cut, quoted)
            elif quoted:
                at = self._buffer.find(self._quote, place)
                if at < 0:
                    place = len(self._buffer)
                elif at + 1 == len(self._buffer) and not self._ended:
                    place = self._more(at)
                elif self._buffer.startswith(self._quote, at + 1):
                    place = at + 2
                else:
                    place, quoted = at + 1, False
            elif fresh and self._quote and self._buffer.startswith(self._quote, place):
                place, quoted, fresh = place + 1, True, False
            else:
                fresh = False
                found = self._ends.search(self._buffer, place)
                if found is None:
                    place = len(self._buffer)
                elif found[0] == self._delimiter:
                    place, fresh = found.end(), True
                elif found[0] == b"\r" and found.end() == len(self._buffer) and not self._ended:
                    place = self._more(found.start())
                else:
                    return self._record(cut, found.start(), found.end())

    def _more(self, place: int) -> int:
        """Read on; the place moves with what is let go."""
        chunk = next(filter(None, self._chunks), None)
        self._ended = chunk is None
        self._buffer = self._buffer[self._begin :] + (chunk or b"")
        place, self._begin = place - self._begin, 0
        return place

    def _record(self, cut: bytes, end: int, after: int) -> Record:
        text = cut or self._buffer[self._begin : end]
        crlf = self._buffer.startswith(b"\r\n", end)
        self._begin = after + 1 if crlf else after
        self.count += 1
        return Record(text, bool(cut) or len(text) > self._most)

    def _last(self, cut: bytes, quoted: bool) -> Record:
        text = cut or self._buffer[self._begin :]
        self._begin = len(self._buffer)
        if quoted:
            self.opened = self.count + 1
        if not text:
            raise StopIteration
        self.count += 1
        return Record(text, bool(cut) or len(text) > self._most)


def cells(record: bytes, delimiter: str, quote: str) -> list[str]:
    """The cells of one record.

    >>> cells(b'a,"b ""c"", d",5" screen', ",", '"')
    ['a', 'b "c", d', '5" screen']
    """
    text = record.decode(errors="replace")
    out = []
    place = 0
    while True:
        cell = ""
        if quote and text.startswith(quote, place):
            place += 1
            while (at := text.find(quote, place)) >= 0 and text.startswith(quote, at + 1):
                cell += text[place : at + 1]
                place = at + 2
            end = len(text) if at < 0 else at
            cell += text[place:end]
            place = end + 1
        end = text.find(delimiter, place)
        out.append(cell + (text[place:] if end < 0 else text[place:end]))
        if end < 0:
            return out
        place = end + 1
