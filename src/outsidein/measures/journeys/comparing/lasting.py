"""How long two sides take: from one touchpoint to another, from step to step, and between neighbours.

What lives here: differences of medians, in seconds, each of one time a case. Not here: the times of one side (between,
funnels, transitions). Those who never arrive have no time: how many do is compared beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from outsidein.measures.estimate import Estimate
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.comparing.contrast import Contrast, Key, contrasts, medians, together
from outsidein.measures.journeys.comparing.sides import of_one_log
from outsidein.measures.journeys.funnels import Step, funnel
from outsidein.measures.journeys.spread import SMALL, ranked, ranked_sql, spreads
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys

FEWEST: Final = SMALL
"""Pairs that fewer cases than this have on a side are not looked at: their interval has no end."""


@asked
def compare_between(
    this: Journeys, against: Journeys, start: Step, end: Step, *, window: timedelta | None = None, level: float = 0.95
) -> tuple[Contrast, Contrast]:
    """The median time from ``start`` to the next ``end``, and the share of those who set out that arrive.

    Where nobody arrives on one side, there is no difference to tell.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b", "b"], "time": [0, 60_000_000, 0, 90_000_000],
    ...                 "event": ["search", "buy"] * 2, "segment:side": ["web", "web", "app", "app"]})
    >>> with Journeys.open(log) as journeys:
    ...     time, _ = compare_between(journeys.segment(side="web"), journeys.segment(side="app"), "search", "buy")
    >>> time.change.value, time.change.small
    (-30.0, True)
    """
    steps = [start, end]
    sides = [funnel(side, steps, window=window, level=level).steps for side in (this, against)]
    key: Key = tuple(_said(step) for step in steps)
    times = medians(
        *({key: found[-1].time.median} for found in sides),
        formula=say("journeys.formula-median-between"), few=SMALL, level=level,
    )  # fmt: skip
    arrived = contrasts(
        *(({key: int(found[-1].ordered.value)}, int(found[0].ordered.value)) for found in sides),
        formula=say("journeys.formula-funnel-previous"), level=level,
    )  # fmt: skip
    (time,), (share,) = together(times, arrived)
    return time, share


@asked
def compare_funnel_times(
    this: Journeys, against: Journeys, steps: Sequence[Step], *, window: timedelta | None = None, level: float = 0.95
) -> tuple[Contrast, ...]:
    """The median time that each step of a funnel takes since the one before, in the order of the steps."""
    sides: list[dict[Key, Estimate]] = []
    for journeys in (this, against):
        found = funnel(journeys, steps, window=window, level=level).steps
        sides.append({(_said(one.touchpoints),): one.time.median for one in found[1:]})
    made = medians(*sides, formula=say("journeys.formula-median-step"), few=SMALL, level=level)
    order: list[Key] = [(_said(step),) for step in steps]
    return tuple(sorted(made, key=lambda one: order.index(one.key)))


@asked
def compare_waits(this: Journeys, against: Journeys, *, level: float = 0.95) -> tuple[Contrast, ...]:
    """The median time from one touchpoint to the one directly after it: of each case the first time it went so.

    Pairs that fewer than ``FEWEST`` cases of a side went are left out. Raises MeasureError for two logs.
    """
    of_one_log(this, against)
    sides: list[dict[Key, Estimate]] = []
    for side in (this, against):
        if side.laid_out:
            first = 'arg_min(gap, seq) gap FROM {events} WHERE nxt > 0 GROUP BY "case", code, nxt'
            found = side.ask(ranked_sql(f"SELECT code, nxt, {first}", ("code", "nxt"), "gap", level=level))
        else:
            found = waits_definition(side, level=level).to_pyarrow()
        times = spreads(found, level=level)
        pairs = zip(found["code"].to_pylist(), found["nxt"].to_pylist(), strict=True)
        sides.append(
            {
                (side.names[int(code) - 1], side.names[int(nxt) - 1]): times[at].median
                for at, (code, nxt) in enumerate(pairs)
                if times.n[at] >= FEWEST
            }
        )
    return medians(sides[0], sides[1], formula=say("journeys.formula-median-wait"), few=SMALL, level=level)


def waits_definition(journeys: Journeys, *, level: float = 0.95) -> ir.Table:
    """code, nxt and the ranked times of the first time that each case went so, on any engine."""
    events = journeys.events.filter(journeys.events.nxt > 0)
    begun = events.group_by("case", "code", "nxt").aggregate(seq=events.seq.min())
    first = events.semi_join(begun, ["case", "seq"]).select("code", "nxt", "gap")
    return ranked(first, ("code", "nxt"), "gap", level=level)


def _said(step: Step) -> str:
    return step if isinstance(step, str) else " / ".join(step)
