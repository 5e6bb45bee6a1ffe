"""What stands in each column of a file: how many cells, which values, which kinds, numbers and lengths.

What lives here: reading a sample of rows and counting. Not here: what a column means (roles).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from outsidein.evidence.guessing.cells import Kind, kind
from outsidein.evidence.guessing.lexicon import fold, fold_name
from outsidein.evidence.source import Format
from outsidein.evidence.sources.ratings import read_number
from outsidein.ground import Diagnostic

MOST_ROWS: Final = 200_000
MOST_BYTES: Final = 256 << 20
_LOOKED_AT: Final = 4_000
"""Distinct values whose kind is determined; the rest is taken to be alike."""


@dataclass
class Column:
    """One column of the sample; ``values`` are its distinct texts with counts, blanks apart, most frequent first."""

    name: str
    wording: str
    place: int
    cells: pa.ChunkedArray
    values: list[tuple[str, int]]
    blank: int
    format: Format

    @cached_property
    def filled(self) -> int:
        return sum(n for _, n in self.values)

    @property
    def distinct(self) -> int:
        return len(self.values)

    @cached_property
    def folded(self) -> str:
        """The name, folded."""
        return fold_name(self.name)

    @cached_property
    def label(self) -> str:
        """Name and wording, folded."""
        return f"{self.folded} {fold(self.wording)}".strip()

    @property
    def said(self) -> str:
        """The wording where there is one, else the name: what people recognise."""
        return self.wording or self.name

    @cached_property
    def looked_at(self) -> list[tuple[str, int]]:
        """An even selection of the distinct values."""
        step = -(-len(self.values) // _LOOKED_AT) or 1
        return self.values[::step]

    @cached_property
    def kinds(self) -> dict[Kind, float]:
        """The share of filled cells of each kind."""
        counts: Counter[Kind] = Counter()
        for text, n in self.looked_at:
            counts[kind(text)] += n
        total = sum(counts.values()) or 1
        return {k: n / total for k, n in counts.items()}

    def share(self, *kinds: Kind) -> float:
        return sum(self.kinds.get(k, 0.0) for k in kinds)

    @cached_property
    def numbers(self) -> list[tuple[float, int]]:
        """The values that are numbers, smallest first, with their counts."""
        found: Counter[float] = Counter()
        for text, n in self.values if len(self.values) <= 50_000 else self.looked_at:
            value = self.number(text)
            if value is not None:
                found[value] += n
        return sorted(found.items())

    def number(self, text: str) -> float | None:
        """The number a cell writes, as import will read it; percent signs are taken off."""
        return read_number(text.removesuffix("%"), self.format)

    @cached_property
    def length(self) -> float:
        """The mean number of characters in a filled cell."""
        total = sum(n for _, n in self.looked_at) or 1
        return sum(len(t) * n for t, n in self.looked_at) / total

    @property
    def unique(self) -> bool:
        """Whether no value occurs twice."""
        return bool(self.values) and self.values[0][1] == 1


@dataclass
class Table:
    """A sample of a file: its columns and how many rows were looked at; ``whole`` where that was all of them."""

    columns: tuple[Column, ...]
    format: Format
    rows: int
    whole: bool
    rejected: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    extra: tuple[tuple[str, ...], ...] = field(default=())

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)


def profile(path: Path, format: Format, *, most: int = MOST_ROWS) -> Table:
    """Read up to ``most`` rows of a file and count what is in them; raises EvidenceError where it cannot be read."""
    from outsidein.evidence.sources.raw import open_raw

    raw = open_raw(path, format, limit=most + 1)
    parts: list[pa.RecordBatch] = []
    rows = size = 0
    whole = True
    for batch in raw.batches:
        parts.append(batch.cells)
        rows += batch.cells.num_rows
        size += batch.cells.nbytes
        if rows > most or size > MOST_BYTES:
            whole = False
            break
    columns = tuple(
        count(
            name,
            _wording(raw.extra_headers, place),
            place,
            pa.chunked_array([p.column(place).cast(pa.string()) for p in parts], pa.string()),
            raw.format,
        )
        for place, name in enumerate(raw.columns)
    )
    return Table(
        columns,
        raw.format,
        min(rows, most) if not whole else rows,
        whole,
        rejected=len(raw.rejects),
        diagnostics=tuple(raw.diagnostics),
        extra=raw.extra_headers,
    )


def _wording(extra: Sequence[Sequence[str]], place: int) -> str:
    """What the rows beneath the names say of a column, import ids left out."""
    texts = [re.sub(r"<[^>]{1,80}>|&nbsp;", " ", row[place]).strip() for row in extra if place < len(row)]
    return next((t for t in texts if t and not t.startswith("{")), "")


def count(name: str, wording: str, place: int, cells: pa.ChunkedArray, form: Format) -> Column:
    """A column with its values counted."""
    trimmed = pc.utf8_trim_whitespace(cells)
    counted: Counter[str] = Counter()
    blank = 0
    found = pc.value_counts(trimmed)
    for text, n in zip(found.field("values").to_pylist(), found.field("counts").to_pylist(), strict=True):
        if text:
            counted[text] += n
        else:
            blank += n
    return Column(name, wording if wording != name else "", place, trimmed, counted.most_common(), blank, form)
