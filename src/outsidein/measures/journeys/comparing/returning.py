"""Who comes back on two sides, and how often: by how long after their own first event, so that both are seen as long.

What lives here: retention and engagement by age, held against each other. Not here: the same by calendar (retention,
engagement), where sides that began at different times would not be alike. Journeys should be those of customers.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.calendar import DAY, Every, day_of, period_of, span_of
from outsidein.measures.journeys.comparing.contrast import Contrast, Key, Summed, contrasts, means, together
from outsidein.measures.journeys.comparing.sides import observed_until
from outsidein.measures.journeys.retention import cohorts
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys

AGES: Final = (28, 7, 1)
"""Days after the first event within which engagement is told: the longest that half of each side were seen for."""
MOST: Final = 12
"""Periods later that are looked at."""


@asked
def compare_retention(
    this: Journeys, against: Journeys, *, every: Every = Every.MONTH, until: int | None = None, level: float = 0.95
) -> tuple[Contrast, ...]:
    """The share of cases that are there again in the first, second … period after the one they first came in.

    Cohorts are taken together; each counts as far as its periods had ended when observation did (``until``, in µs;
    without it the last event of either side). The key is how many periods later, in that order.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> day = 86_400_000_000
    >>> log = pa.table({"case": ["a", "a", "b", "c"], "time": [0, 35 * day, day, 70 * day], "event": ["visit"] * 4,
    ...                 "segment:side": ["web", "web", "app", "app"]})
    >>> with Journeys.open(log) as journeys:
    ...     found, = compare_retention(journeys.segment(side="web"), journeys.segment(side="app"))
    >>> found.key, found.this.value, found.against.value
    (('1',), 1.0, 0.0)
    """
    end = observed_until(this, against) if until is None else until
    open_period = period_of(day_of(end if until is None else end + 1), every)
    sides = []
    for side in (this, against):
        span = span_of(side, every)
        back = cohorts(side, every=every, span=span) if span else {}
        there: dict[Key, int] = {}
        of: dict[Key, int] = {}
        sized = {cohort: n for (cohort, later), n in back.items() if not later}
        for later in range(1, MOST + 1):
            seen = [cohort for cohort in sized if cohort + later < open_period]
            if seen:
                there[str(later),] = sum(back.get((cohort, later), 0) for cohort in seen)
                of[str(later),] = sum(sized[cohort] for cohort in seen)
        sides.append((there, of))
    made = contrasts(sides[0], sides[1], formula=say("journeys.formula-returned-later"), level=level)
    return tuple(sorted(made, key=lambda one: int(one.key[0])))


@asked
def compare_engagement(
    this: Journeys, against: Journeys, *, gap: timedelta = timedelta(minutes=30), days: int | None = None,
    until: int | None = None, level: float = 0.95,
) -> tuple[int, tuple[Contrast, ...]]:  # fmt: skip
    """Days with an event and sessions begun, per case within its first ``days`` days of 24 hours; says how many days.

    Only cases count that were observed for so long. Keys: ``active-days`` and ``sessions``. Means, with Welch's
    interval. Without ``days``: the longest of ``AGES`` for which half of either side were seen.
    """
    end = observed_until(this, against) if until is None else until
    wanted = AGES if days is None else (days,)
    within = int(gap / timedelta(microseconds=1))
    for age in wanted:
        counted = [_seen(side, until=end, days=age) for side in (this, against)]
        if days is not None or all(2 * seen >= n > 0 for seen, n in counted):
            break
    rows = tuple(
        engaged_definition(side, gap=within, days=age, until=end).to_pyarrow().to_pylist()[0]
        for side in (this, against)
    )
    about = (this.narrowed, against.narrowed)
    found = []
    for name, column in (("active-days", "days"), ("sessions", "sessions")):
        sides: list[dict[Key, Summed]] = [
            {(name,): Summed(int(row["n"] or 0), float(row[column] or 0), float(row[f"{column}2"] or 0))}
            for row in rows
        ]
        found.append(means(*sides, formula=say(f"journeys.formula-early-{name}", days=age), about=about, level=level))
    return age, tuple(one for part in together(*found) for one in part)


def engaged_definition(journeys: Journeys, *, gap: int, days: int, until: int) -> ir.Table:
    """One row: n cases seen for ``days`` days, sums and squares of their active days and sessions; on any engine."""
    import ibis

    cases = journeys.cases
    seen = cases.filter(cases["first"] <= until - days * DAY).select("case", begun="first")
    events = journeys.events.select("case", "time", "seq", "gap").inner_join(seen, "case")
    # The wait before an event decides whether it begins a session; it stands with the event before.
    before = events.gap.lag(1, 1 << 62).over(ibis.window(group_by="case", order_by="seq")).cast("int64")
    marked = events.select("case", age=events.time - events.begun, begins=ibis.ifelse(before > gap, 1, 0).cast("int64"))
    early = marked.filter(marked.age < days * DAY)
    own = early.select("case", "begins", day=early.age - early.age % DAY)
    daily = own.group_by("case", "day").aggregate(begins=own.begins.sum().cast("int64"))
    each = daily.group_by("case").aggregate(days=daily.count().cast("int64"), sessions=daily.begins.sum().cast("int64"))
    sums: dict[str, Any] = {"n": each.count().cast("int64")}
    for name in ("days", "sessions"):
        sums[name] = each[name].sum().cast("int64")
        sums[f"{name}2"] = (each[name] * each[name]).sum().cast("int64")
    return each.aggregate(**sums)


def _seen(journeys: Journeys, *, until: int, days: int) -> tuple[int, int]:
    """How many cases began long enough before the end, and how many there are."""
    import ibis

    cases = journeys.cases
    long = ibis.ifelse(cases["first"] <= until - days * DAY, 1, 0)
    row = cases.aggregate(n=cases.count(), seen=long.sum()).to_pyarrow().to_pylist()[0]
    return int(row["seen"] or 0), int(row["n"])
