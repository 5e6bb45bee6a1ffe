"""What people write on the command line for periods and filters, turned into what measures understand.

What lives here: parsing of ``--period`` and ``--where``. Not here: whether such a dimension exists (measures).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import typer

from outsidein.measures.ask import Grain, Where
from outsidein.measures.estimate import Period


def parse_period(text: str) -> Period | None:
    """A period from ``2026``, ``2026-Q3``, ``2026-07``, ``2026-07-01`` or two of these joined by ``..``.

    >>> str(parse_period("2026-Q3"))
    '1 Jul 2026 – 30 Sep 2026'
    >>> str(parse_period("2026-07-15..2026"))
    '15 Jul 2026 – 31 Dec 2026'
    >>> parse_period("") is None
    True
    """
    if not text:
        return None
    first, dots, last = text.partition("..")
    start = _span(first).first if first else None
    end = _span(last).last if last else None if dots else _span(first).last
    if start and end and start > end:
        raise typer.BadParameter(f"{text} ends before it begins.", param_hint="--period")
    return Period(start, end)


def _span(text: str) -> Period:
    shape = re.fullmatch(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?", text.strip(), re.IGNORECASE)
    try:
        if not shape:
            raise ValueError(text)
        year = int(shape[1])
        if shape[2]:
            return Grain.QUARTER.around(date(year, 3 * int(shape[2]), 1))
        if shape[4]:
            return Grain.DAY.around(date(year, int(shape[3]), int(shape[4])))
        if shape[3]:
            return Grain.MONTH.around(date(year, int(shape[3]), 1))
        return Grain.YEAR.around(date(year, 1, 1))
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is not a period. Write 2026, 2026-Q3, 2026-07 or 2026-07-01..2026-09-30.", param_hint="--period"
        ) from error


def parse_where(texts: Iterable[str]) -> Where:
    """Filters from ``dimension=value``; values of one dimension are alternatives, dimensions combine.

    >>> parse_where(["channel=app", "channel=web", "segment:age=65 and over"])
    (('channel', ('app', 'web')), ('segment:age', ('65 and over',)))
    """
    found: dict[str, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(
                f"{text!r} has no “=”. Write DIMENSION=VALUE, such as channel=app.", param_hint="--where"
            )
        found.setdefault(name.strip(), []).append(value.strip())
    return tuple((name, tuple(values)) for name, values in found.items())
