"""Days, weeks and months of a time in microseconds, in whole numbers that every engine reckons alike (UTC).

What lives here: calendar arithmetic on numbers and as expressions. No engine's own calendar is asked.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from outsidein.ground import Diagnostic, MeasureError
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    from outsidein.evidence.journeys import Journeys

DAY: Final = 86_400_000_000
_BEFORE: Final = 719_468
"""Days from 1 March of the year 0 to 1970: shifted by them, all times of people are positive numbers."""
_MOST: Final = 2_000
"""Periods that a log may reach over: five years of days. Every cohort has as many figures as there are periods."""


class Every(StrEnum):
    """How long a cohort or a look is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_LENGTHS: Final = {Every.DAY: 1, Every.WEEK: 7, Every.MONTH: 30}


def day_of(time: Any) -> Any:
    """Days since 1 March of the year 0 (proleptic Gregorian), of a time in microseconds: a number or an expression."""
    shifted = time + _BEFORE * DAY
    return (shifted - shifted % DAY) // DAY  # exact first, so that no engine's rounding matters


def span_of(journeys: Journeys, every: Every) -> tuple[int, int] | None:
    """The first and the last day on which anything happened, as ``day_of`` numbers them; None where nothing did.

    Raises MeasureError where that is too long a time to be told by such periods, as where a date only stands for one
    that is not known.
    """
    cases = journeys.cases
    ends = cases.aggregate(first=cases["first"].min(), last=cases["last"].max()).to_pyarrow().to_pylist()[0]
    if ends["first"] is None:
        return None
    first, last = day_of(int(ends["first"])), day_of(int(ends["last"]))
    if last - first > _MOST * _LENGTHS[every]:
        says = say("journeys.too-many-periods", days=last - first + 1, every=every.value, most=_MOST)
        raise MeasureError(Diagnostic("measures/too-many-periods", says, say("journeys.longer-periods")))
    return first, last


def period_of(day: int, every: Every) -> int:
    """The number of the day, of the week (Monday first) or of the month: they count up without gaps."""
    match every:
        case Every.DAY:
            return day
        case Every.WEEK:
            return (day + 2) // 7  # day 0 was a Wednesday
        case Every.MONTH:
            when = date_of(day)
            return when.year * 12 + when.month - 1


def period_within(day: Any, every: Every, span: tuple[int, int]) -> Any:
    """The same as an expression, of days within ``span``: months are told by the days on which they begin."""
    import ibis

    match every:
        case Every.DAY:
            return day
        case Every.WEEK:
            return (day + 2 - (day + 2) % 7) // 7
        case Every.MONTH:
            first, last = (period_of(end, every) for end in span)
            later = [(day >= _number(begins(month, every)), month) for month in range(last, first, -1)]
            return ibis.cases(*later, else_=first).cast("int64") if later else ibis.literal(first, "int64")


def begins(period: int, every: Every) -> date:
    """The first day of a numbered period.

    >>> begins(period_of(day_of(1_790_000_000_000_000), Every.MONTH), Every.MONTH)
    datetime.date(2026, 9, 1)
    >>> begins(period_of(day_of(1_790_000_000_000_000), Every.WEEK), Every.WEEK)
    datetime.date(2026, 9, 21)
    """
    match every:
        case Every.DAY:
            return date_of(period)
        case Every.WEEK:
            return date_of(period * 7 - 2)
        case Every.MONTH:
            return date(period // 12, period % 12 + 1, 1)


def days_in(period: int, every: Every) -> int:
    """How many days a numbered period has.

    >>> days_in(2024 * 12 + 1, Every.MONTH)
    29
    """
    return (begins(period + 1, every) - begins(period, every)).days


def date_of(day: int) -> date:
    """The date of a numbered day."""
    return date(1970, 1, 1) + timedelta(days=day - _BEFORE)


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days + _BEFORE
