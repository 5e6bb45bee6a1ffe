"""How often they come: active days, sessions, and the share of a month's customers who are there on a day.

What lives here: engagement by month. Not here: whether they stay (retention). Journeys should be those of customers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import TYPE_CHECKING

from outsidein.measures.estimate import Cite, Estimate, exact
from outsidein.measures.intervals import t_mean
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.calendar import Every, begins, date_of, day_of, days_in, period_within, span_of
from outsidein.measures.journeys.daily import periods
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys

_FEW = 30


@dataclass(frozen=True, slots=True)
class Engagement:
    """A month: ``active`` cases in it, their ``stickiness`` (average of daily active cases / active in the month),
    ``active_days`` and ``sessions`` per active case, each with a t interval over cases.

    ``days`` are those of the month that the log covers; a month it covers in part has fewer.
    """

    month: date
    active: Estimate
    stickiness: Estimate
    active_days: Estimate
    sessions: Estimate
    days: int


@asked
def engagement(
    journeys: Journeys, *, gap: timedelta = timedelta(minutes=30), level: float = 0.95
) -> tuple[Engagement, ...]:
    """Engagement month by month (UTC). A session ends when ``gap`` passes without an event; it counts where it begins.

    The average of daily actives over the month divided by its actives is the mean share of days on which a customer
    active in it was there; so the interval is that of a mean over customers.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> day = 86_400_000_000
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 30 * day, day], "event": ["visit"] * 3})
    >>> with Journeys.open(log) as journeys:
    ...     (january,) = engagement(journeys)
    >>> january.active.value, january.days, round(january.stickiness.value * 31, 6), january.sessions.value
    (2, 31, 1.5, 1.5)
    """
    span = span_of(journeys, Every.MONTH)
    if span is None:
        return ()
    quiet = int(gap / timedelta(microseconds=1))
    if journeys.laid_out:
        rows = _counted(journeys, gap=quiet, span=span)
    else:
        rows = definition(journeys, gap=quiet, span=span).to_pyarrow().to_pylist()
    made = []
    for row in sorted(rows, key=lambda row: int(row["month"])):
        month = int(row["month"])
        start = begins(month, Every.MONTH)
        days = _covered(start, days_in(month, Every.MONTH), span)
        n = int(row["n"])
        # Whoever is active is so on a day at least, and on no more than there are.
        active = _mean(
            n, row["days"], row["days2"], "journeys.formula-active-days", level, journeys.narrowed, within=(1, days)
        )
        made.append(
            Engagement(
                month=start,
                active=exact(n),
                stickiness=_mean(
                    n, row["days"] / days, row["days2"] / days**2, "journeys.formula-stickiness", level,
                    journeys.narrowed, within=(1 / days, 1),
                ),
                active_days=active,
                sessions=_mean(
                    n, row["sessions"], row["sessions2"], "journeys.formula-sessions", level, journeys.narrowed
                ),
                days=days,
            )
        )  # fmt: skip
    return tuple(made)


def definition(journeys: Journeys, *, gap: int, span: tuple[int, int]) -> ir.Table:
    """month, n, and over its active cases the sums and squares of active days and of sessions; on any engine."""
    import ibis

    events = journeys.events
    walked = ibis.window(group_by="case", order_by="seq")
    before = events.gap.lag(1, 1 << 62).over(walked).cast("int64")
    marked = events.select("case", "time", begins=ibis.ifelse(before > gap, 1, 0).cast("int64"))
    own = marked.select("case", "begins", day=day_of(marked.time))
    days = own.group_by("case", "day").aggregate(begins=own.begins.sum().cast("int64"))
    daily = days.select("case", "begins", month=period_within(days.day, Every.MONTH, span))
    each = daily.group_by("case", "month").aggregate(
        days=daily.count().cast("int64"), sessions=daily.begins.sum().cast("int64")
    )
    return each.group_by("month").aggregate(
        n=each.count().cast("int64"),
        days=each.days.sum().cast("int64"),
        days2=(each.days * each.days).sum().cast("int64"),
        sessions=each.sessions.sum().cast("int64"),
        sessions2=(each.sessions * each.sessions).sum().cast("int64"),
    )


def _counted(journeys: Journeys, *, gap: int, span: tuple[int, int]) -> list[dict[str, int]]:
    """The rows of ``definition`` where journeys are laid out."""
    from collections import Counter

    import numpy as np

    sums: dict[str, Counter[int]] = {name: Counter() for name in ("n", "days", "days2", "sessions", "sessions2")}
    for part in periods(journeys, every=Every.MONTH, span=span, gap=gap):
        squares = {"days2": part.days**2, "sessions2": part.sessions**2}
        weights = {"n": np.ones_like(part.days), "days": part.days, "sessions": part.sessions, **squares}
        first = int(part.period.min())
        for name, weight in weights.items():
            summed = np.bincount(part.period - first, weight).astype(np.int64)
            sums[name].update({first + at: total for at, total in enumerate(summed.tolist()) if total})
    return [{"month": month, **{name: found[month] for name, found in sums.items()}} for month in sums["n"]]


def _covered(start: date, days: int, span: tuple[int, int]) -> int:
    """The days of a month between the first and the last event of the log."""
    first, last = (date_of(end) for end in span)
    return (min(last, start + timedelta(days=days - 1)) - max(first, start)).days + 1


def _mean(
    n: int,
    total: float,
    squares: float,
    formula: str,
    level: float,
    about: str,
    *,
    within: tuple[float, float] = (0, inf),
) -> Estimate:
    """The mean with its t interval, no end of which lies where no mean can be."""
    low, high = (min(max(float(end), within[0]), within[1]) for end in t_mean(n, total, squares, level=level))
    value = total / n
    cites = (Cite(formula=say(formula), filter=about),)
    return Estimate(value, min(low, value), max(high, value), n, "t", cites=cites, small=n < _FEW, level=level)
