"""How a text table is punctuated: which sign separates columns, which quotes them, which marks decimals.

What lives here: the choice among delimiters by how steady and how sensible the cells come out (after van den Burg's
consistency measure), and the decimal mark. Not here: which row names the columns (heading).
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from outsidein.evidence.guessing.cells import Kind, kind

DELIMITERS: Final = (",", ";", "\t", "|")
Grid = list[list[str]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """The signs of a text table; ``rival`` is another delimiter that would do nearly as well, or empty."""

    delimiter: str
    quote: str = '"'
    rival: str = ""
    spaced: bool = False
    """Whether columns seem to be set apart by runs of spaces, which no delimiter reads."""


def dialect(text: str) -> Dialect:
    """The dialect of the beginning of a text table.

    >>> dialect("a;b\\n1,5;x\\n2,5;y\\n3,5;z\\n").delimiter
    ';'
    """
    singles = len(re.findall(r"(?:^|[,;\t|])'[^'\n]*'(?=[,;\t|\r\n]|$)", text, flags=re.MULTILINE))
    quote = "'" if singles > 5 and '"' not in text else '"'
    scored = sorted(((_score(rows(text, d, quote)), -i, d) for i, d in enumerate(DELIMITERS)), reverse=True)
    best, rival = scored[0], scored[1]
    if best[0] < 0.25:
        lines = [line for line in text.splitlines() if line.strip()]
        widths = Counter(len(line.split()) for line in lines)
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        cells = [c for line in lines for c in line.split() if len(line.split()) == width]
        typed = sum(kind(c) is not Kind.TEXT for c in cells)
        spaced = width >= 3 and count > 0.9 * len(lines) and typed > 0.6 * len(cells)
        return Dialect(",", quote, spaced=spaced)
    return Dialect(best[2], quote, rival[2] if rival[0] > 0.8 * best[0] else "")


def rows(text: str, delimiter: str, quote: str = '"', *, most: int = 2000) -> Grid:
    """The records of a text, up to ``most``; a cell too long for the reader ends them early."""
    out: Grid = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote):
            out.append(record)
            if len(out) == most:
                break
    except csv.Error:
        pass
    return out


def _score(grid: Grid) -> float:
    """How much a grid looks like a table, 0–1: share of rows of the usual width × width × share of sensible cells."""
    filled = [row for row in grid if any(c.strip() for c in row)]
    widths = Counter(len(row) for row in filled)
    width = max((w for w in widths if w > 1), key=lambda w: (widths[w], w), default=1)
    if width == 1:
        return 0.0
    steady = sum(n for w, n in widths.items() if w == width) / len(filled)
    if widths[1] > widths[width]:  # prose with the odd comma
        steady *= 0.3
    usual = [row for row in filled if len(row) == width]
    sensible = [_sensible(c) for row in usual[:300] for c in row]
    return steady * (width - 1) / width * sum(sensible) / len(sensible)


def _sensible(cell: str) -> float:
    if kind(cell) is not Kind.TEXT:
        return 1.0
    if re.search(r"[;\t|]|,(?=\S)", cell) and len(cell) < 60:
        return 0.2
    return 0.9


_COMMA: Final = re.compile(r"[-+−]?(?:\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:[.\u00a0\u202f ’']\d{3})+,\d+|0,\d+)\s?%?")
_POINT: Final = re.compile(r"[-+−]?(?:\d+\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:[,\u00a0\u202f ’']\d{3})+\.\d+|0?\.\d+)\s?%?")
_EITHER: Final = re.compile(r"[-+−]?[1-9]\d{0,2}(?:\.\d{3}|,\d{3})")


@dataclass(frozen=True, slots=True)
class Decimals:
    """The decimal mark, how many cells speak for it and against it, and an example of a cell that could be either."""

    mark: str
    speak_for: int
    against: int
    either: str = ""


def decimals(cells: Iterable[str]) -> Decimals:
    """Which sign marks decimals in ``cells``.

    >>> decimals(["4,5", "1.234,50", "3"]).mark, decimals(["1,234", "5"]).either
    (',', '1,234')
    """
    comma = point = 0
    either: Counter[str] = Counter()
    example = ""
    for cell in cells:
        text = cell.strip()
        if not 2 < len(text) < 20 or text[-1] not in "0123456789%":
            continue
        if _COMMA.fullmatch(text):
            comma += 1
        elif _POINT.fullmatch(text):
            point += 1
        elif _EITHER.fullmatch(text):
            sign = "," if "," in text else "."
            either[sign] += 1
            example = example or text
    if comma > point:
        return Decimals(",", comma, point)
    if point:
        return Decimals(".", point, comma)
    return Decimals(".", 0, 0, example)
