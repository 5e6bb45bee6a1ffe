"""Funnels: how many get from step to step, in order or in any, within a window, and how long it takes them.

What lives here: the chain that defines being in order, and Funnel. Both ways of counting come from one call, for they
answer different questions. Not here: single steps (transitions) and the time between two (between).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from outsidein.ground import Diagnostic, MeasureError
from outsidein.measures.estimate import Estimate, exact
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.chains import MOST, in_order, walked
from outsidein.measures.journeys.packed import one_ahead
from outsidein.measures.journeys.shares import codes, share
from outsidein.measures.journeys.spread import NO_SPREAD, Spread, ranked, ranked_here, spreads
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys

Step: TypeAlias = str | tuple[str, ...]
"""A touchpoint, or several of which any one will do."""

_NEVER: Final = -(1 << 62)


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One step. ``ordered`` counts cases that came here after all steps before it, ``open`` those that came at all.

    ``of_first`` and ``of_previous`` are shares of the ordered count, ``open_of_all`` of the open one out of all cases.
    ``time`` is since the step before, ``since_first`` since the first, in the earliest chain of each case.
    """

    touchpoints: tuple[str, ...]
    ordered: Estimate
    open: Estimate
    of_first: Estimate
    of_previous: Estimate
    open_of_all: Estimate
    time: Spread
    since_first: Spread


@dataclass(frozen=True, slots=True)
class Funnel:
    """The steps in order, over ``cases`` journeys in all; ``window`` from the first step of a chain, None: any time."""

    steps: tuple[FunnelStep, ...]
    cases: int
    window: timedelta | None


@asked
def funnel(
    journeys: Journeys, steps: Sequence[Step], *, window: timedelta | None = None, times: bool = True,
    level: float = 0.95,
) -> Funnel:  # fmt: skip
    """How many cases take ``steps`` in this order, other events in between allowed; and how many take each at all.

    A case reaches step k if events of steps 1 … k follow one another in it (greedy subsequence, at equal times in the
    order of the source) and the last of them is at most ``window`` after the first. A case may begin several times: any
    start counts. Without ``times`` their quartiles are nothing, and the answer is there sooner.

    Raises MeasureError for a touchpoint never seen, and for no step.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 60_000_000, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     [int(step.ordered.value) for step in funnel(journeys, ["search", "buy"]).steps]
    [2, 1]
    """
    if not steps:
        raise MeasureError(Diagnostic("measures/no-steps", say("journeys.no-steps"), say("journeys.name-a-step")))
    named = [(step,) if isinstance(step, str) else tuple(step) for step in steps]
    wanted = [codes(journeys, names) for names in named]
    within = None if window is None else int(window / timedelta(microseconds=1))
    counts, opened, since = _answer(journeys, wanted, within=within, times=times, level=level)
    cases = int(journeys.cases.count().to_pyarrow().as_py())
    about = journeys.narrowed

    def out_of(x: int, n: int, formula: str) -> Estimate:
        return share(x, n, formula=say(formula), level=level, about=about)

    made = []
    for at, names in enumerate(named):
        before = counts[max(at - 1, 0)]
        made.append(
            FunnelStep(
                touchpoints=names,
                ordered=exact(counts[at]),
                open=exact(opened[at]),
                of_first=out_of(counts[at], counts[0], "journeys.formula-funnel-first"),
                of_previous=out_of(counts[at], before, "journeys.formula-funnel-previous"),
                open_of_all=out_of(opened[at], cases, "journeys.formula-reach"),
                time=since.get((at, 0), NO_SPREAD),
                since_first=since.get((at, 1), NO_SPREAD),
            )
        )
    return Funnel(tuple(made), cases, window)


def chain(
    events: ir.Table, steps: Sequence[Sequence[int]], *, within: int | None,
    hold: Callable[[ir.Table], ir.Table] = lambda table: table,
) -> list[ir.Table]:  # fmt: skip
    """For each step the cases that reach it: case, time, prev and start of the earliest chain so far, in µs.

    With a window a survivor of step k carries the start of its chain; at a later event the latest start among the
    survivors before it dominates all others, so a running maximum decides exactly.
    """
    import ibis

    first = events.filter(events.code.isin(steps[0]))
    if within is None:
        # Without a window the earliest event of each step is never a worse one to go on from.
        begun = first.group_by("case").aggregate(
            seq=first.seq.min(), time=first.time.min(), prev=first.time.min(), start=first.time.min()
        )
        levels = [hold(begun)]
        for step in steps[1:]:
            last = levels[-1]
            after = events.filter(events.code.isin(step)).inner_join(last, "case", rname="{name}_last")
            after = after.filter(after.seq > after.seq_last)
            reached = after.group_by("case").aggregate(
                seq=after.seq.min(), time=after.time.min(), prev=after.time_last.min(), start=after.start.min()
            )
            levels.append(hold(reached))
        return [level.select("case", "time", "prev", "start") for level in levels]
    survivors = first.select(case=first["case"], seq=first.seq, time=first.time, prev=first.time, start=first.time)
    levels = [survivors]
    for step in steps[1:]:
        later = events.filter(events.code.isin(step)).semi_join(survivors, "case")
        never = ibis.literal(_NEVER, "int64")
        rows = ibis.union(
            survivors.select(
                "case", "seq", "time", start=survivors.start, began=survivors.time, kind=ibis.literal(1, "int64")
            ),
            later.select("case", "seq", "time", start=never, began=never, kind=ibis.literal(0, "int64")),
        )
        # The event itself comes before itself as a survivor: no event is two steps of one chain.
        before = ibis.window(group_by="case", order_by=["seq", "kind"], rows=(None, 0))
        carried = rows.select(
            "case", "seq", "time", "kind", start=rows.start.max().over(before), prev=rows.began.max().over(before)
        )
        kept = carried.filter((carried.kind == 0) & (carried.start > _NEVER) & (carried.time - carried.start <= within))
        # Of several with one start the earliest says all that later steps can ask.
        survivors = kept.group_by("case", "start").aggregate(
            seq=kept.seq.min(), time=kept.time.min(), prev=kept.prev.min()
        )
        survivors = hold(survivors.select("case", "seq", "time", "prev", "start"))
        levels.append(survivors)
    earliest = [
        level.group_by("case").aggregate(time=level.time.min(), prev=level.prev.min(), start=level.start.min())
        for level in levels
    ]
    return [level.select("case", "time", "prev", "start") for level in earliest]


def _answer(
    journeys: Journeys, steps: Sequence[Sequence[int]], *, within: int | None, times: bool, level: float
) -> tuple[list[int], list[int], dict[tuple[int, int], Spread]]:
    """Ordered counts, open counts, and the times by step and kind."""
    if journeys.laid_out and journeys.largest <= MOST:
        listed = ", ".join(str(code) for code in sorted({code for step in steps for code in step}))
        query = f'SELECT "case", seq, "time", code FROM {{events}} WHERE code IN ({listed})'  # noqa: S608 - codes of ours
        parts = one_ahead(journeys.ask_each(query))
        reached, opened = walked((in_order(hits) for hits in parts), steps, within=within)
        counts = [len(one.since_first) for one in reached]
        if not times:
            return counts, opened, {}
        waited = [part for one in reached for part in (one.since_previous, one.since_first)]
        made = spreads(ranked_here(waited, level=level), level=level)
        keys = [(at // 2, at % 2) for at in range(len(waited))]
        return counts, opened, {key: made[at] for at, key in enumerate(keys) if key[0] > 0}
    with journeys.holding() as hold:
        events = hold(_hits(journeys, steps))
        levels = chain(events, steps, within=within, hold=hold)
        opened = _open(events, steps)
        counts, since = _reached(levels, times=times, level=level)
    return counts, opened, since


def _reached(
    levels: Sequence[ir.Table], *, times: bool, level: float
) -> tuple[list[int], dict[tuple[int, int], Spread]]:
    import ibis

    if not times:
        steps = ibis.union(*(part.select(step=ibis.literal(at, "int64")) for at, part in enumerate(levels)))
        rows = steps.group_by("step").aggregate(n=steps.count().cast("int64")).to_pyarrow().to_pylist()
        found = {row["step"]: int(row["n"]) for row in rows}
        return [found.get(at, 0) for at in range(len(levels))], {}
    parts = [
        part.select(step=ibis.literal(at, "int64"), kind=ibis.literal(kind, "int64"), waited=part.time - part[since])
        for at, part in enumerate(levels)
        for kind, since in enumerate(("prev", "start"))
    ]
    table = ranked(ibis.union(*parts), ("step", "kind"), "waited", level=level).to_pyarrow()
    made = spreads(table, level=level)
    keys = list(zip(table["step"].to_pylist(), table["kind"].to_pylist(), strict=True))
    counts = [0] * len(levels)
    for (at, _), n in zip(keys, made.n, strict=True):
        counts[at] = int(n)
    return counts, {key: made[row] for row, key in enumerate(keys) if key[0] > 0}


def _hits(journeys: Journeys, steps: Sequence[Sequence[int]]) -> ir.Table:
    """The events at any of the steps."""
    events = journeys.events
    return events.filter(events.code.isin(sorted({code for step in steps for code in step}))).select(
        "case", "seq", "time", "code"
    )


def _open(hits: ir.Table, steps: Sequence[Sequence[int]]) -> list[int]:
    import ibis

    by_case = hits.group_by("case").aggregate(
        **{f"s{at}": ibis.ifelse(hits.code.isin(step), 1, 0).max() for at, step in enumerate(steps)}
    )
    total = by_case.aggregate(**{f"s{at}": by_case[f"s{at}"].sum().cast("int64") for at in range(len(steps))})
    row = total.to_pyarrow().to_pylist()[0]
    return [int(row[f"s{at}"] or 0) for at in range(len(steps))]
