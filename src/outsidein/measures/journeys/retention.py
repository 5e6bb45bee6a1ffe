"""Who comes back: cohorts by when they first came, and the share of each that is there again later.

What lives here: retention by cohort. Survival, for which nobody needs to come on a given day, is in measures.value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from outsidein.measures.estimate import Estimate, exact
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.calendar import Every, begins, day_of, period_of, period_within, span_of
from outsidein.measures.journeys.daily import periods
from outsidein.measures.journeys.shares import share
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those who first came in the period that begins with ``first``; ``retained[k]`` were there k periods later.

    Only periods that the log covers whole are given; the first is always all of them.
    """

    first: date
    size: Estimate
    retained: tuple[Estimate, ...]


@asked
def retention(
    journeys: Journeys, *, every: Every = Every.MONTH, until: int | None = None, level: float = 0.95
) -> tuple[Cohort, ...]:
    """The share of each cohort that had an event in each later period, with Wilson’s interval.

    ``until`` is when observation ended, in µs since 1970; without it the last event. A period that had not ended by
    then is left out, for nobody could still come in it.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> day = 86_400_000_000
    >>> log = pa.table({"case": ["a", "a", "b", "c"], "time": [0, 35 * day, day, 70 * day], "event": ["visit"] * 4})
    >>> with Journeys.open(log) as journeys:
    ...     january = retention(journeys)[0]
    >>> january.first, january.size.value, [one.value for one in january.retained]
    (datetime.date(1970, 1, 1), 2, [1.0, 0.5])
    """
    span = span_of(journeys, every)
    if span is None:
        return ()
    # The period of the last event may still go on; one that ended with the last microsecond of observation is whole.
    open_period = period_of(span[1] if until is None else day_of(until + 1), every)
    counts = cohorts(journeys, every=every, span=span)
    made = []
    for cohort in sorted({cohort for cohort, _ in counts}):
        size = counts[cohort, 0]
        reaches = max(open_period - cohort, 1)
        made.append(
            Cohort(
                first=begins(cohort, every),
                size=exact(size),
                retained=tuple(
                    share(
                        counts.get((cohort, later), 0), size, formula=say("journeys.formula-retention"), level=level,
                        about=journeys.narrowed,
                    )
                    for later in range(reaches)
                ),
            )
        )  # fmt: skip
    return tuple(made)


def cohorts(journeys: Journeys, *, every: Every, span: tuple[int, int]) -> dict[tuple[int, int], int]:
    """How many cases of each cohort were there so many periods later, by both numbers."""
    if not journeys.laid_out:
        rows = definition(journeys, every=every, span=span).to_pyarrow().to_pylist()
        return {(int(row["cohort"]), int(row["later"])): int(row["n"]) for row in rows}
    from collections import Counter

    import numpy as np

    counts: Counter[tuple[int, int]] = Counter()
    for part in periods(journeys, every=every, span=span):
        later, wide = part.period - part.cohort, int(part.period.max() - part.period.min()) + 1
        first = int(part.cohort.min())
        found = np.bincount((part.cohort - first) * wide + later)
        (seen,) = np.nonzero(found)
        counts.update({(first + at // wide, at % wide): int(found[at]) for at in seen.tolist()})
    return dict(counts)


def definition(journeys: Journeys, *, every: Every, span: tuple[int, int]) -> ir.Table:
    """cohort, later (periods since) and n cases there, on any engine."""
    events = journeys.events
    daily = events.select("case", day=day_of(events.time)).distinct()
    own = daily.select("case", period=period_within(daily.day, every, span)).distinct()
    cases = journeys.cases
    begun = cases.select("case", cohort=period_within(day_of(cases["first"]), every, span))
    both = own.inner_join(begun, "case")
    later = both.select("cohort", later=both.period - both.cohort)
    return later.group_by("cohort", "later").aggregate(n=later.count().cast("int64"))
