"""The days on which cases were there, where they are laid out: one part of the cases after another.

What lives here: the days and the periods of each case, over arrays. Not here: what they mean (engagement, retention,
whose definitions say the same on any engine).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from outsidein.measures.journeys.calendar import DAY, Every, day_of, period_of
from outsidein.measures.journeys.packed import flagged_groups

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from outsidein.evidence.journeys import Journeys


@dataclass(frozen=True, slots=True, eq=False)
class Periods:
    """A row for each case and each period in which it was there, by case and then by time.

    ``days`` are those of the period on which it was, ``sessions`` those that begin then, ``cohort`` is the period in
    which the case was first there.
    """

    period: NDArray[np.int64]
    cohort: NDArray[np.int64]
    days: NDArray[np.int64]
    sessions: NDArray[np.int64]


def periods(journeys: Journeys, *, every: Every, span: tuple[int, int], gap: int | None = None) -> Iterator[Periods]:
    """The periods of all cases; a session ends when ``gap`` (µs) passes without an event, and is not told without it.

    ``span`` is the first and the last day, as ``calendar.span_of`` says them.
    """
    import numpy as np

    first, days = span[0], span[1] - span[0] + 1
    numbered = np.array([period_of(day, every) for day in range(first, first + days)], np.int64)

    since, wide = day_of(0) - first, days.bit_length()
    at = f'("case"::BIGINT * {1 << wide} + ({{time}} + {since * DAY}) // {DAY}) * 2'
    query = f"SELECT {at.format(time='time')} + (seq = 1)::BIGINT packed FROM {{events}}"  # noqa: S608 - numbers of ours
    if gap is not None:  # an event on the day on which the next one is, and begins a session
        later = at.format(time="(time + gap)")
        query += f" UNION ALL SELECT {later} + 1 FROM {{events}} WHERE gap > {gap} AND nxt > 0"  # noqa: S608
    for group, _, begun in flagged_groups(journeys, query):
        case, period = group >> wide, numbered[group & (1 << wide) - 1]
        new = _changes(case)
        start = np.flatnonzero(new | _changes(period))
        cohort = np.repeat(period[new], np.diff(np.append(np.flatnonzero(new), len(case))))
        yield Periods(
            period=period[start],
            cohort=cohort[start],
            days=np.diff(np.append(start, len(case))),
            sessions=np.add.reduceat(begun, start),
        )


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value is another than the one before; the first is."""
    import numpy as np

    return np.append(True, values[1:] != values[:-1])
