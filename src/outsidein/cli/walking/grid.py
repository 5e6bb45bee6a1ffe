"""How numbers of journeys are written for people: shares with their interval, counts, lengths of time.

What lives here: writing. Not here: what is asked (questions).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Literal

WIDE: Final = 160
"""Letters of a line that goes into a file or another program."""
LEAST: Final = 14
"""Letters that a name needs to be read."""

if TYPE_CHECKING:
    from outsidein.measures import Estimate


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, names: int = 1, under: str = "") -> None:
    """Print a table whose first ``names`` columns are words; ``under`` says what its numbers are."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from outsidein.cli import say

    rows = [*rows]
    widths = [max([len(column), *(len(row[at]) for row in rows)]) for at, column in enumerate(columns)]
    to = say.out if say.out.is_terminal else Console(width=WIDE, highlight=False)
    # Where there is room, numbers stand in one line and names give way; where there is none, all fold.
    roomy = sum(widths[names:]) + LEAST * names + 2 * len(columns) <= to.width
    grid = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
        if at < names or not roomy:
            grid.add_column(column, justify="left" if at < names else "right", overflow="fold")
        else:
            grid.add_column(column, justify="right", no_wrap=True, min_width=width)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    to.print(grid)
    if under:
        say.out.print(Text(under + "\n", style="dim"))


def number(value: float, digits: int) -> str:
    """A number; a dash for nothing."""
    return "–" if math.isnan(value) else f"{value:,.{digits}f}".replace("-", "−")


def count(estimate: Estimate) -> str:
    """A count."""
    return number(estimate.value, 0)


def share(estimate: Estimate) -> str:
    """A share with its interval, marked where it rests on few.

    >>> from outsidein.measures import Estimate
    >>> share(Estimate(0.25, 0.2, 0.31, 200, "Wilson"))
    '25.0 % (20.0–31.0)'
    """
    if not estimate.known:
        return "–"
    value, low, high = (number(100 * one, 1) for one in (estimate.value, estimate.low, estimate.high))
    return f"{value} % ({low}–{high}){' few' if estimate.small else ''}"


def lasting(estimate: Estimate | None, end: Literal["value", "low", "high"] = "value") -> str:
    """Seconds as people say them: the value, or an end of its interval.

    >>> from outsidein.measures import Estimate
    >>> lasting(Estimate(5400.0, 5000.0, 6000.0, 12, "order statistics")), lasting(None)
    ('1.5 h', '–')
    """
    seconds = math.nan if estimate is None or not estimate.known else getattr(estimate, end)
    if math.isnan(seconds):
        return "–"
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:,.1f} {unit}"
    return f"{seconds:.1f} s"
