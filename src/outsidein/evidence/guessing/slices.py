"""Bounded slices of a file's bytes: its beginning, a few from the middle, its end; packed files unpacked.

What lives here: reading at most a few megabytes, whatever the file's size. Not here: what the bytes mean.
"""

from __future__ import annotations

import contextlib
import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HEAD: Final = 1 << 20
SLICE: Final = 1 << 18
SLICES: Final = 4


@dataclass(frozen=True, slots=True)
class Slices:
    """``parts[0]`` is the beginning; ``whole`` where the parts are all there is; ``packed`` where it was gzip."""

    parts: tuple[bytes, ...]
    whole: bool
    packed: bool


def slices(path: Path) -> Slices:
    """The slices of a file; raises OSError where it cannot be read, EOFError or zlib.error where gzip is broken."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.startswith(b"\x1f\x8b"):
            return _unpacked(path)
        size = file.seek(0, 2)
        if size <= HEAD:
            return Slices((head,), True, False)
        parts = [head]
        for place in range(1, SLICES + 1):
            # Even offsets keep two-byte encodings in step; the last slice is the end of the file.
            start = HEAD + (size - HEAD - SLICE) * place // SLICES if size > HEAD + SLICE else HEAD
            file.seek(max(HEAD, start - start % 2))
            parts.append(file.read(SLICE + start % 2))
        return Slices(tuple(parts), False, False)


def _unpacked(path: Path) -> Slices:
    """The beginning of a gzip file; a broken tail is left to the reader, who sees every row."""
    with gzip.open(path) as file:
        head = file.read(HEAD)
        more = b""
        with contextlib.suppress(EOFError, OSError, zlib.error):
            more = file.read(SLICES * SLICE)
    return Slices((head + more,), len(more) < SLICES * SLICE, True)
