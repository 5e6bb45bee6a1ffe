"""Which rows of a grid name the columns, and where the data begins.

What lives here: title lines above, no heading at all, Qualtrics' and SurveyMonkey's extra rows. Not here: reading
the grid (dialect, workbook). A row is a heading because it differs in kind from what stands below it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from outsidein.evidence.guessing.cells import Kind, kind
from outsidein.evidence.guessing.dialect import Grid
from outsidein.evidence.phrases import say


@dataclass(frozen=True, slots=True)
class Heading:
    """``header`` as in Format (1-based, 0: none), ``skip`` rows after it, whether names continue in the next row."""

    header: int
    skip: int = 0
    join: bool = False
    sure: bool = True
    why: str = ""


def heading(grid: Grid) -> Heading:
    """Where the column names are in the first rows of a table.

    >>> heading([["id", "score"], ["1", "5"], ["2", "4"], ["3", "5"]])
    Heading(header=1, skip=0, join=False, sure=True, why='')
    >>> heading([["1", "5"], ["2", "4"], ["3", "5"]]).header
    0
    """
    top = _top(grid)
    if top is None:
        return Heading(1, sure=False, why=say("heading.no-row-spans-the-table"))
    first, below = grid[top], grid[top + 1 :]
    if not any(_filled(row) for row in below):
        return Heading(top + 1, sure=False, why=say("heading.there-is-no-row-below"))
    extra = _extra(first, below)
    if extra:
        join = any(c and not _at(first, k) for k, c in enumerate(map(str.strip, below[0])))
        return Heading(top + 1, extra - join, join)
    unlike, like = _unlike(first, below)
    if like > unlike:
        why = say("heading.the-first-row-looks-like")
        return Heading(0, sure=unlike == 0 and like > 1, why=why)
    sure = unlike > like
    return Heading(top + 1, sure=sure, why="" if sure else say("heading.nothing-tells-the-first-row"))


def _filled(row: list[str]) -> int:
    return sum(1 for c in row if c.strip())


def _at(row: list[str], k: int) -> str:
    return row[k].strip() if k < len(row) else ""


def _top(grid: Grid) -> int | None:
    """The first row that spans the table, alone or together with the row beneath it (joined names)."""
    widths = Counter(len(row) for row in grid if _filled(row))
    if not widths:
        return None
    usual = widths.most_common(1)[0][0]
    width = max(i + 1 for row in grid if len(row) <= usual for i, c in enumerate(row) if c.strip())
    for i, row in enumerate(grid[:40]):
        filled = _filled(row)
        if (filled == width or (width > 2 and filled > 0.5 * width)) and not _names_below(grid, i):
            return i
        if i + 1 < len(grid) and filled >= 3 and _at(row, 0):
            both = sum(1 for k in range(width) if _at(row, k) or _at(grid[i + 1], k))
            if both >= 0.8 * width and both > filled and _filled(grid[i + 1]) < width:
                return i
    return None


def _names_below(grid: Grid, i: int) -> bool:
    """Whether a fuller row, or one set off by a blank line, reads as the names: ``i`` is then part of a title block."""
    gap = False
    for j in range(i + 1, min(i + 12, len(grid) - 2)):
        gap = gap or not _filled(grid[j])
        if _filled(grid[j]) > _filled(grid[i]) or (gap and _filled(grid[j]) == _filled(grid[i])):
            unlike, like = _unlike(grid[j], grid[j + 1 :])
            if unlike > 2 * like:
                return True
    return False


def _extra(first: list[str], below: Grid) -> int:
    """How many of the next rows still belong to the heading: import ids, wording, options."""
    for i, row in enumerate(below[:4]):
        cells = [c.strip() for c in row if c.strip()]
        if cells and sum(c.startswith('{"ImportId"') for c in cells) > 0.8 * len(cells):
            return i + 1
    extra = 0
    for row in below[:2]:
        rest = below[extra + 1 :]
        if len(rest) < 3 or not _filled(row):
            break
        unlike, like = _unlike(row, rest)
        gaps = sum(1 for k, c in enumerate(row) if c.strip() and not _at(first, k))
        if like > 0.2 * unlike or unlike + gaps < 2 or (unlike < 2 and not gaps):
            break
        extra += 1
    return extra


def _unlike(row: list[str], below: Grid) -> tuple[int, int]:
    """In how many columns a row's cell differs in kind from the cells below it, and in how many it is alike."""
    unlike = like = 0
    for k, cell in enumerate(map(str.strip, row)):
        filled = [c for c in (_at(r, k) for r in below[:500]) if c]
        if not cell or not filled or set(filled) == {cell}:
            continue
        usual, count = Counter(kind(c) for c in filled).most_common(1)[0]
        if usual is not Kind.TEXT and count >= 0.8 * len(filled):
            alike = kind(cell) is usual
        elif len(set(filled)) <= max(2, len(filled) // 4):
            alike = cell in filled
        elif sum(len(c) for c in filled) / len(filled) > 60 and len(cell) < 40:
            alike = False
        else:
            continue
        like += alike
        unlike += not alike
    return unlike, like
