"""Spans of time: which stretch of dated evidence is now, and which stretches before it there are to compare with.

What lives here: pure calendar arithmetic on counts per day. Not here: the counts (rated).
Without a period, now is the last three months up to the newest evidence, and each span before is as long; where the
evidence does not fill two of those, one month each. A calendar quarter that has only begun would be half empty.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from outsidein.measures.estimate import Period

LEAST: Final = 100
"""Responses that a span needs before it is compared."""

MOST: Final = 8
"""Spans that are looked back on, now included."""

_DAY = timedelta(days=1)


def spans(days: Sequence[tuple[date, int]], *, period: Period | None = None) -> tuple[Period, ...]:
    """Spans of equal length without gaps, oldest first, now last; empty where there are not two with enough evidence.

    ``days`` are pairs of day and number of responses, in any order. ``period`` is now where it is given and closed.

    >>> year = [(date(2026, 1, 1) + timedelta(days=day), 5) for day in range(300)]
    >>> [str(span) for span in spans(year)][-2:]
    ['28 Apr 2026 – 27 Jul 2026', '28 Jul 2026 – 27 Oct 2026']
    """
    dated = sorted((day, n) for day, n in days if n)
    if not dated:
        return ()
    if period is not None:
        first, last = period.first, period.last
        return _back_from(first, last, dated) if first and last and first <= last else ()
    for months in (3, 1):
        found = _months_back(dated[-1][0], months, dated)
        if found:
            return found
    return ()


def _months_back(newest: date, months: int, dated: Sequence[tuple[date, int]]) -> tuple[Period, ...]:
    ends = [_earlier(newest, months * back) for back in range(MOST + 1)]
    return _kept([Period(start + _DAY, end) for end, start in pairwise(ends)], dated)


def _back_from(first: date, last: date, dated: Sequence[tuple[date, int]]) -> tuple[Period, ...]:
    if first.day == 1 and (last + _DAY).day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        starts = [_earlier(first, months * back) for back in range(MOST)]
        ends = [last, *(start - _DAY for start in starts[:-1])]
    else:
        length = last - first + _DAY
        starts = [first - length * back for back in range(MOST)]
        ends = [start + length - _DAY for start in starts]
    return _kept([Period(start, end) for start, end in zip(starts, ends, strict=True)], dated)


def _kept(newest_first: list[Period], dated: Sequence[tuple[date, int]]) -> tuple[Period, ...]:
    """Those back to the earliest evidence, oldest first; none unless now and before both hold enough."""
    if len(newest_first) < 2 or any(_held(span, dated) < LEAST for span in newest_first[:2]):
        return ()
    kept = [span for span in newest_first if span.last and span.last >= dated[0][0]]
    return tuple(reversed(kept))


def _held(span: Period, dated: Sequence[tuple[date, int]]) -> int:
    return sum(n for day, n in dated if (not span.first or span.first <= day) and (not span.last or day <= span.last))


def _earlier(day: date, months: int) -> date:
    """The same day so many months before, or that month's last."""
    month = day.year * 12 + day.month - 1 - months
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
