"""A text file as a stream of UTF-8 bytes: unpacked, transcoded, its byte order mark taken off, within limits.

What lives here: gzip and encodings. Not here: what the text means (delimited, jsonlines). Bytes that the encoding does
not know become ``BAD``, so that the cell they stand in can be named and rejected instead of the whole file.
"""

from __future__ import annotations

import codecs
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from outsidein.evidence.phrases import say
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.marks import BAD
from outsidein.ground import Diagnostic, EvidenceError, Place
from outsidein.ground.writing import figure

CHUNK: Final = 1 << 20
MARK: Final = "outsidein.mark"
"""How codecs name our way with bytes that are no text: each run of them becomes ``BAD``."""
_ODD: Final = frozenset(
    {"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "utf_7", "mbcs", "oem"}
)


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return BAD, error.end


codecs.register_error(MARK, _mark)


class Stream:
    """The UTF-8 chunks of one file. ``done`` of ``size`` bytes on the disk have been read so far."""

    def __init__(self, path: Path, encoding: str, limits: Limits) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.done = 0
        self._limits = limits
        self._codec = _codec(path, encoding or "utf-8")

    def __iter__(self) -> Iterator[bytes]:
        decode = self._codec.incrementaldecoder(errors=MARK)
        utf8 = self._codec.name == "utf-8"
        first = True
        for chunk in self.unpacked():
            if utf8 and not first and chunk.isascii() and decode.getstate()[0] == b"":
                yield chunk
                continue
            text = decode.decode(chunk)
            if first and text:
                text, first = text.removeprefix("\ufeff"), False
            if text:
                yield text.encode("utf-8", errors="replace")
        if last := decode.decode(b"", final=True):
            yield last.encode("utf-8", errors="replace")

    def unpacked(self) -> Iterator[bytes]:
        """The bytes as they lie in the file, only unpacked: for readers that see to the encoding themselves."""
        try:
            with self.path.open("rb") as file:
                packed = file.read(2) == b"\x1f\x8b"
                file.seek(0)
                yield from self._members(file) if packed else self._plain(file)
        except OSError as error:
            raise unreadable(self.path, (error.strerror or "").lower() or say("shared.it-cannot-be-opened")) from error

    def _plain(self, file: io.BufferedReader) -> Iterator[bytes]:
        while chunk := file.read(CHUNK):
            self.done += len(chunk)
            yield chunk

    def _members(self, file: io.BufferedReader) -> Iterator[bytes]:
        unpack = zlib.decompressobj(wbits=31)
        out = 0
        try:
            while packed := file.read(CHUNK // 8):
                self.done += len(packed)
                while packed:
                    if unpack.eof:  # another member follows, or padding
                        packed = packed.lstrip(b"\x00") if unpack.unused_data == b"" else packed
                        unpack = zlib.decompressobj(wbits=31)
                        continue
                    chunk = unpack.decompress(packed, CHUNK)
                    packed = unpack.unconsumed_tail or unpack.unused_data
                    out += len(chunk)
                    self._check(out)
                    if chunk:
                        yield chunk
            if not unpack.eof:
                raise unreadable(
                    self.path, say("stream.the-packed-file-ends-early"), say("stream.download-or-copy-it-again")
                )
        except zlib.error as error:
            raise unreadable(
                self.path, say("stream.the-packed-file-is-damaged"), say("stream.download-or-copy-it-again")
            ) from error

    def _check(self, out: int) -> None:
        limits = self._limits
        swollen = out > limits.ratio_from and out > limits.ratio * self.done
        if swollen or out > limits.unpacked:
            raise EvidenceError(
                Diagnostic(
                    "evidence/unpacks-too-large",
                    say(
                        "stream.unpacked-this-file-grows-past",
                        out=figure(out / 2**20, 0),
                        size=figure(self.size / 2**20, 1),
                    ),
                    say("stream.if-you-trust-it-unpack"),
                    Place(str(self.path)),
                )
            )


class Feed(io.RawIOBase):
    """Chunks as a file that a reader pulls from. What went wrong on the way is kept in ``failed``.

    Arrow reads ahead and may lose an error, taking the end of the chunks for the end of the file.
    """

    failed: EvidenceError | None = None

    def __init__(self, chunks: Iterator[bytes], begin: bytes = b"") -> None:
        self._chunks = chunks
        self._left = memoryview(begin)

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        parts = []
        wanted = size if size is not None and size >= 0 else 1 << 62
        while wanted:
            if not self._left:
                try:
                    chunk = next(filter(None, self._chunks), None)
                except EvidenceError as error:
                    self.failed = error
                    raise
                if chunk is None:
                    break
                self._left = memoryview(chunk)
            part = self._left[:wanted]
            self._left = self._left[len(part) :]
            wanted -= len(part)
            parts.append(part)
        return b"".join(parts)


def unreadable(path: Path, why: str, fix: str = "") -> EvidenceError:
    """The error for a file that cannot be read at all."""
    return EvidenceError(
        Diagnostic(
            "evidence/unreadable-file",
            say("shared.the-file-cannot-be-read", why=why),
            fix or say("shared.export-it-again"),
            Place(str(path)),
        )
    )


def _codec(path: Path, encoding: str) -> codecs.CodecInfo:
    try:
        codec = codecs.lookup(encoding)
        if not codec._is_text_encoding or codec.name.replace("-", "_") in _ODD:
            raise LookupError(encoding)
    except (LookupError, ValueError) as error:
        raise EvidenceError(
            Diagnostic(
                "evidence/unknown-encoding",
                say("stream.there-is-no-encoding-called", encoding=encoding),
                say("stream.usual-ones-are-utf-utf"),
                Place(str(path)),
            )
        ) from error
    return codec
