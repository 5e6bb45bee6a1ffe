"""How numbers of journeys are written: shares with their interval, counts, lengths of time; as a table, and as CSV.

What lives here: writing. Not here: what is asked (questions), the page (picture).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Literal, Self

from outsidein.ground.cells import csv_line

WIDE: Final = 160
"""Letters of a line that goes into a file or another program."""
LEAST: Final = 14
"""Letters that a name needs to be read."""
NOTHING: Final = "–"
LONGEST: Final = 80
"""Letters of a name that people are shown."""
MOST_STEPS: Final = 40
"""Touchpoints of a path that people are shown; of a longer one its beginning and its end."""
_BEGINNING, _END = 20, 5
_UNITS: Final = (("d", 86_400), ("h", 3_600), ("min", 60))

if TYPE_CHECKING:
    from outsidein.measures import Estimate


class Cell(str):
    """What people read of a number; ``estimate`` is what programs and pictures are told instead."""

    __slots__ = ("estimate",)
    estimate: Estimate

    @classmethod
    def of(cls, text: str, estimate: Estimate) -> Self:
        """``text``, and the number it stands for."""
        made = cls(text)
        made.estimate = estimate
        return made


class Way(str):
    """A path as people read it; ``whole`` is what goes into a file for programs."""

    __slots__ = ("whole",)
    whole: str


def way(names: Sequence[str], ends: str = "") -> Way:
    """Touchpoints one after the other: of a long path its beginning and end, of a long name its beginning.

    A name that itself has an arrow in it stands in quotation marks.

    >>> way(["search", "A → B", "buy"], " ■")
    'search → “A → B” → buy ■'
    >>> way([f"s{at}" for at in range(100)])[-40:]
    ' 75 more … → s95 → s96 → s97 → s98 → s99'
    """
    shown = [f"“{name}”" if "→" in name else name for name in map(brief, names)]
    if len(shown) > MOST_STEPS:
        left = len(shown) - _BEGINNING - _END
        shown = [*shown[:_BEGINNING], f"… {left:,} more …", *shown[-_END:]]
    made = Way(" → ".join(shown) + ends)
    made.whole = " → ".join(names) + ends
    return made


def brief(name: str) -> str:
    """A name that is not longer than a line."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, names: int = 1, under: str = "") -> None:
    """Print a table whose first ``names`` columns are words; ``under`` says what its numbers are."""
    from rich.table import Table
    from rich.text import Text

    from outsidein.cli import say

    rows = [[one if isinstance(one, Way | Cell) else brief(one) for one in row] for row in rows]
    widths = [max([len(column), *(len(row[at]) for row in rows)]) for at, column in enumerate(columns)]
    to = say.out if say.out.is_terminal else say.Quiet(width=WIDE, highlight=False)
    # Where there is room, numbers stand in one line and names give way; where there is none, all fold.
    roomy = sum(widths[names:]) + LEAST * names + 2 * len(columns) <= to.width
    grid = Table(title=Text(title), title_justify="left", title_style="bold", box=None, pad_edge=False)
    for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
        if at < names or not roomy:
            grid.add_column(Text(column), justify="left" if at < names else "right", overflow="fold")
        else:
            grid.add_column(Text(column), justify="right", no_wrap=True, min_width=width)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    to.print(grid)
    if under:
        say.out.print(Text(under + "\n", style="dim"))


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The same table as CSV: each number in full, beside it the ends of its interval and its n, where it has them.

    Shares are 0–1, times in seconds. No cell can run as a formula.

    >>> from outsidein.measures import Estimate, exact
    >>> rows = [("=a", count(exact(3)), share(Estimate(0.25, 0.2, 0.31, 200, "Wilson")))]
    >>> print(write_csv(("step", "times", "share"), rows).replace("\\r", ""), end="")
    step,times,share,share: low,share: high,share: n
    '=a,3,0.25,0.2,0.31,200
    """
    rows = [*rows]
    found = [[row[at] for row in rows if isinstance(row[at], Cell)] for at in range(len(columns))]
    spread = [any(_spread(cell) for cell in cells if isinstance(cell, Cell)) for cells in found]
    head: list[str | float | None] = []
    for column, wide in zip(columns, spread, strict=True):
        head += [column, *(f"{column}: {end}" for end in ("low", "high", "n"))] if wide else [column]
    lines = [csv_line(head)]
    for row in rows:
        cells: list[str | float | None] = []
        for cell, wide in zip(row, spread, strict=True):
            if not isinstance(cell, Cell):
                cells += [
                    None if cell == NOTHING else cell.whole if isinstance(cell, Way) else str(cell),
                    *([None] * 3 if wide else []),
                ]
                continue
            one = cell.estimate
            ends = (one.low, one.high, one.n) if wide else ()
            cells += [value if math.isfinite(value) else None for value in (one.value, *ends)]
        lines.append(csv_line(cells))
    return "".join(lines)


def _spread(cell: Cell) -> bool:
    return cell.estimate.known and cell.estimate.method != "exact"


def number(value: float, digits: int) -> str:
    """A number; a dash for nothing."""
    return NOTHING if math.isnan(value) else f"{value:,.{digits}f}".replace("-", "−")


def count(estimate: Estimate) -> Cell:
    """A count."""
    return Cell.of(number(estimate.value, 0), estimate)


def mean(estimate: Estimate, digits: int = 2) -> Cell:
    """A mean with its interval."""
    if not estimate.known:
        return Cell.of(NOTHING, estimate)
    value, low, high = (number(one, digits) for one in (estimate.value, estimate.low, estimate.high))
    to = " to " if estimate.low < 0 else "–"
    return Cell.of(f"{value} ({low}{to}{high}){' few' if estimate.small else ''}", estimate)


def percent(estimate: Estimate) -> Cell:
    """A share without its interval, where there is no room for it."""
    return Cell.of(number(100 * estimate.value, 1), estimate)


def share(estimate: Estimate) -> Cell:
    """A share with its interval, marked where it rests on few.

    >>> from outsidein.measures import Estimate
    >>> share(Estimate(0.25, 0.2, 0.31, 200, "Wilson"))
    '25.0 % (20.0–31.0)'
    """
    if not estimate.known:
        return Cell.of(NOTHING, estimate)
    value, low, high = (number(100 * one, 1) for one in (estimate.value, estimate.low, estimate.high))
    to = " to " if estimate.low < 0 else "–"  # a minus sign would read as another dash
    return Cell.of(f"{value} % ({low}{to}{high}){' few' if estimate.small else ''}", estimate)


def waited(estimate: Estimate) -> Cell:
    """Seconds with their interval, as people say them.

    >>> from outsidein.measures import Estimate
    >>> waited(Estimate(-5400.0, -6000.0, -600.0, 12, "MOVER", unit="s"))
    '−1.5 h (−1.7 h to −10.0 min)'
    """
    if not estimate.known:
        return Cell.of(NOTHING, estimate)
    low, high = (lasting(estimate, end) for end in ("low", "high"))
    to = " to " if estimate.low < 0 else " – "
    return Cell.of(f"{lasting(estimate)} ({low}{to}{high}){' few' if estimate.small else ''}", estimate)


def span(seconds: float) -> str:
    """So many seconds in the largest unit that is not more than them.

    >>> span(5400.0), span(7 * 86_400)
    ('1.5 h', '7.0 d')
    """
    unit, size = next(((unit, size) for unit, size in _UNITS if abs(seconds) >= size), ("s", 1))
    return f"{number(seconds / size, 1)} {unit}"


def lasting(estimate: Estimate | None, end: Literal["value", "low", "high"] = "value") -> str:
    """Seconds as people say them: the value, or an end of its interval.

    >>> from outsidein.measures import Estimate
    >>> lasting(Estimate(5400.0, 5000.0, 6000.0, 12, "order statistics")), lasting(None)
    ('1.5 h', '–')
    """
    seconds = math.nan if estimate is None or not estimate.known else getattr(estimate, end)
    if math.isnan(seconds):
        return NOTHING
    if math.isinf(seconds):
        return "∞" if seconds > 0 else "−∞"
    said = span(seconds)
    return said if estimate is None or end != "value" else Cell.of(said, estimate)
