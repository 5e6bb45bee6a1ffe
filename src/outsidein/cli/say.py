"""What the command line says to people: calm, coloured where the terminal can, never wider than it.

What lives here: the two consoles, diagnostics, numbers, progress. Not here: what is said by one command only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from outsidein.ground import Diagnostic, Severity

if TYPE_CHECKING:
    from outsidein.measures.estimate import Estimate

Step = Callable[[float, float, str], None]
"""Called with what is done, of how much, doing what."""

_STEERING: Final = dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�") | {
    ord("\n"): "\n",
    ord("\t"): " ",
}
"""Signs by which a text could colour, overwrite or turn around what else stands on the screen."""


class Quiet(Console):
    """A console that names and comments of others cannot steer: only we move its cursor and choose its colours."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is printed, with a mark in place of every sign that would steer the terminal."""
        for segment in super().render(renderable, options):
            text = segment.text
            harmless = segment.control or text.isprintable() or text == "\n"
            yield segment if harmless else Segment(text.translate(_STEERING), segment.style)


out = Quiet(highlight=False)
err = Quiet(stderr=True, highlight=False)

_SIGN = {Severity.ERROR: ("✗", "bold red"), Severity.WARNING: ("!", "yellow"), Severity.HINT: ("·", "dim")}


def diagnostics(found: Iterable[Diagnostic], *, console: Console | None = None, most: int = 50) -> None:
    """Print diagnostics, the gravest first; more than ``most`` are counted instead."""
    ranked = sorted(found, key=lambda one: list(Severity).index(one.severity))
    to = console or err
    for one in ranked[:most]:
        sign, style = _SIGN[one.severity]
        line = Text.assemble((sign + " ", style), (one.says, "" if one.severity is Severity.HINT else "bold"))
        to.print(line)
        for part in (str(one.where), one.fix):
            if part:
                to.print(Text("  " + part, style="dim"))
    if len(ranked) > most:
        to.print(Text(f"… and {len(ranked) - most} more; --json lists all.", style="dim"))


def number(value: float, *, digits: int = 2) -> str:
    """A number for a table: a true minus sign, thousands apart, a dash for nothing.

    >>> number(-1234.5, digits=1), number(float("nan"))
    ('−1,234.5', '–')
    """
    return "–" if math.isnan(value) else f"{value:,.{digits}f}".replace("-", "−")


def interval(estimate: Estimate, *, digits: int = 2) -> str:
    """The interval of an estimate, quiet.

    >>> from outsidein.measures.estimate import Estimate
    >>> interval(Estimate(4.6, 4.5, 4.7, 6118, "t"), digits=1)
    '4.5 to 4.7'
    """
    if not estimate.known:
        return ""
    return f"{number(estimate.low, digits=digits)} to {number(estimate.high, digits=digits)}"


def digits_for(estimate: Estimate) -> int:
    """How many decimals a number of this kind bears, the same down a column."""
    if estimate.method in ("exact", "entered"):
        return 0
    return 1 if estimate.unit in ("%", "points") else 2


@contextmanager
def progress(title: str, *, quiet: bool = False) -> Iterator[Step]:
    """A progress bar on standard error while the block runs; shows itself only on a terminal."""
    if quiet or not err.is_terminal:
        yield lambda done, total, doing: None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(title, total=None)

        def step(done: float, total: float, doing: str) -> None:
            bar.update(task, completed=done, total=total or None, description=doing or title)

        yield step
