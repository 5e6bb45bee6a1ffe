"""Suppressing: tables of measures as they may be shared, without groups so small that they give somebody away.

What lives here: which rows of an answer to an Ask must not be shown, alone or beside other answers. Not here: the
search for them (hiding), whole readings (insight.privacy). See docs/reference/privacy.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from outsidein.ground import Diagnostic, Severity
from outsidein.measures.ask import Ask, Key, Row
from outsidein.measures.estimate import Estimate
from outsidein.measures.hiding import Cell, K, Sum, hide
from outsidein.measures.phrases import say

Answered: TypeAlias = tuple[Ask, tuple[Row, ...]]


def suppress(rows: Iterable[Row], *, k: int = K) -> tuple[Row, ...]:
    """The rows of one table as they may be shown: without groups of fewer than ``k`` answers or people.

    Neither can a hidden group be had by subtraction: the groups are taken to make up a total, and those of a table by
    several dimensions the totals by each, all of which somebody may know. A hidden row has its keys, no estimate, and
    says so in ``refused``; where hiding is not enough, no row is left at all.
    """
    kept = tuple(rows)
    dimensions = len(kept[0].keys) if kept else 0
    ask = Ask("", by=tuple(str(at) for at in range(dimensions)))
    return suppress_all([(ask, kept)], k=k)[0][1]


def suppress_all(answered: Iterable[Answered], *, k: int = K) -> tuple[Answered, ...]:
    """Several answers as they may be shown side by side, such as a measure by step and by step and channel.

    What is hidden in one cannot be had from the others of the same measure, filter and period. Other filters and
    periods are other tables, and to show them beside these is to compare: ask for the dimension instead (``by``).
    """
    tables = tuple(answered)
    counts: dict[Cell, int] = {}
    sums: dict[Cell, Sum] = {}
    own: set[Cell] = set()
    small: set[Cell] = set()
    for ask, rows in tables:
        for row in rows:
            cell = _cell(ask, row)
            own.add(cell)
            counts[cell] = row.estimate.n
            if 0 < row.customers < k:
                small.add(cell)
        _add_up(ask, rows, counts, sums)
    elsewhere = counts.keys() - own
    hidden = hide(
        counts,
        sums.values(),
        k=k,
        small=small,
        bound=[cell for cell in elsewhere if counts[cell] >= k],
        unseen=[cell for cell in elsewhere if counts[cell] < k],
    )
    return tuple((ask, _shown(ask, rows, hidden.cells, hidden.lost, k)) for ask, rows in tables)


def too_few(k: int) -> Diagnostic:
    """Why a group is not shown; the same words whether it is small or would give a small one away."""
    return Diagnostic(
        "measures/too-few-to-show",
        say("suppress.too-few", k=k),
        say("suppress.too-few-fix"),
        severity=Severity.HINT,
    )


def _shown(ask: Ask, rows: Sequence[Row], hidden: frozenset[Cell], lost: frozenset[Cell], k: int) -> tuple[Row, ...]:
    cells = [_cell(ask, row) for row in rows]
    if lost.intersection(cells):
        return ()
    return tuple(_blank(row, k) if cell in hidden else row for row, cell in zip(rows, cells, strict=True))


def _blank(row: Row, k: int) -> Row:
    nothing = Estimate.nothing(measure=row.estimate.measure, unit=row.estimate.unit)
    return Row(row.keys, replace(nothing, level=row.estimate.level), refused=too_few(k))


def _cell(ask: Ask, row: Row) -> Cell:
    return _named(ask, frozenset(zip(ask.by, row.keys, strict=True)))


def _named(ask: Ask, group: frozenset[tuple[str, Key]]) -> Cell:
    return (ask.measure, ask.where, ask.period, group)


def _add_up(ask: Ask, rows: Sequence[Row], counts: dict[Cell, int], sums: dict[Cell, Sum]) -> None:
    """Every total by fewer dimensions, down to the total of all, with the sum that it is."""
    level = {frozenset(zip(ask.by, row.keys, strict=True)): row.estimate.n for row in rows}
    while level and any(level):
        above: dict[frozenset[tuple[str, Key]], int] = {}
        parts: dict[tuple[frozenset[tuple[str, Key]], str], list[Cell]] = {}
        for group in level:
            for pair in group:
                parts.setdefault((group - {pair}, pair[0]), []).append(_named(ask, group))
        for group, dimension in parts:
            cells = parts[group, dimension]
            whole = _named(ask, group)
            held = sum(counts[cell] for cell in cells)
            above[group] = max(held, above.get(group, 0))
            rest = counts.setdefault(whole, held) - held
            if rest > 0:  # answers of the whole that this table tells apart by nothing
                counts[whole, dimension] = rest
                cells = [*cells, (whole, dimension)]
            if rest >= 0:
                sums[whole, dimension] = Sum(whole, tuple(cells))
        level = above
