"""Along a way that somebody drew: who comes by each step, who passes it by or ends there, how long until the next.

What lives here: the definition for any engine, the store’s own query, and Along. A step is a set of touchpoints; which
ones a map means is said by insight. Not here: journeys that must take all steps in order (funnels).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import reduce
from typing import TYPE_CHECKING, Final

from outsidein.measures.estimate import Estimate
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.shares import Shares, codes
from outsidein.measures.journeys.spread import NO_SPREAD, Spread, ranked, ranked_sql, spreads
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from outsidein.evidence.journeys import Journeys

_PARTS: Final = ("came", "farther", "passed", "ended")
_NEVER: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class Along:
    """A step of the way. Shares are 0–1.

    ``came`` is the share of all journeys with an event there, ``passed`` of those that get as far or farther the share
    without one, ``ended`` of those that come by the share whose last event is there. ``onwards`` is the time from the
    first event there to the first at the next step, of those that come to the next one later; nothing at the last.
    """

    touchpoints: tuple[str, ...]
    came: Estimate
    passed: Estimate
    ended: Estimate
    onwards: Spread


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many customers stand behind the journeys of a step: one may have walked several.

    Of those who ``came``, got as far or ``farther``, ``passed`` it, ``ended`` there, went ``onwards`` to the next; and
    of the rest each leaves: who stayed ``away`` of all, fell ``behind`` the step before, came and went ``on`` without
    ending, or came and ``stopped`` short of the next.
    """

    came: int
    farther: int
    passed: int
    ended: int
    onwards: int
    away: int
    behind: int
    on: int
    stopped: int


@asked
def along(journeys: Journeys, steps: Sequence[Sequence[str]], *, level: float = 0.95) -> tuple[Along, ...]:
    """What becomes of each of ``steps``, in their order. Raises MeasureError for a touchpoint never seen.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 60_000_000, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     first, _ = along(journeys, [["search"], ["buy"]])
    >>> first.came.value, first.ended.value, first.onwards.median.value
    (1.0, 0.5, 60.0)
    """
    if not steps:
        return ()
    wanted = [codes(journeys, step) for step in steps]
    counted, waited = _answer(journeys, wanted, level=level)
    cases = int(journeys.cases.count().to_pyarrow().as_py())
    row = counted.to_pylist()[0]
    came, farther, passed, ended = ([int(row[f"{part}{at}"] or 0) for at in range(len(steps))] for part in _PARTS)

    def of(x: list[int], n: int | list[int], formula: str) -> Shares:
        return Shares.of(x, n, formula=say(f"journeys.formula-{formula}"), level=level, about=journeys.narrowed)

    shares = of(came, cases, "came"), of(passed, farther, "passed"), of(ended, came, "ended")
    times = spreads(waited, level=level)
    onwards = {int(step): times[at] for at, step in enumerate(waited["step"].to_pylist())}
    return tuple(
        Along(tuple(step), shares[0][at], shares[1][at], shares[2][at], onwards.get(at, NO_SPREAD))
        for at, step in enumerate(steps)
    )


@asked
def crowds(journeys: Journeys, steps: Sequence[Sequence[str]]) -> tuple[int, tuple[Crowd, ...]]:
    """The customers behind all journeys, and behind the counts of each of ``steps``; a journey of nobody known is one.

    Where journeys are those of customers that is how many journeys there are. Counted where the events lie.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["visit 1", "visit 2", "visit 3"], "time": [0, 1, 2], "event": ["search"] * 3,
    ...                 "customer": ["ada", "ada", "bo"]})
    >>> with Journeys.open(log, who="customer") as journeys:
    ...     people, (search,) = crowds(journeys, [["search"]])
    >>> people, search.came, search.away
    (2, 2, 0)
    """
    import ibis

    cases = journeys.cases
    own = ibis.literal("case ") + cases["case"].cast("string")
    who = ibis.coalesce(cases.who.cast("string"), own) if "who" in cases.columns else own
    named = cases.select("case", who=who)
    if not steps:
        return int(named.who.nunique().to_pyarrow().as_py()), ()
    found = places(journeys, [codes(journeys, step) for step in steps]).rename(walker="case")
    both = named.left_join(found, named["case"] == found.walker)
    spots = {f"p{at}": both[f"p{at}"].fill_null(_NEVER) for at in range(len(steps))}
    ends = {f"e{at}": both[f"e{at}"].fill_null(0) for at in range(len(steps))}
    walked = both.select("who", **spots, **ends)
    columns: dict[str, ir.Value] = {"everybody": walked.who.nunique()}
    before: ir.BooleanValue | None = None
    for at in range(len(steps)):
        been = [walked[f"p{later}"] < _NEVER for later in range(at, len(steps))]
        farther = reduce(lambda one, other: one | other, been)
        came, ended = been[0], been[0] & (walked[f"e{at}"] == 1)
        parts: dict[str, ir.BooleanValue] = {
            "came": came, "farther": farther, "passed": farther & ~came, "ended": ended, "away": ~came,
            "behind": ~farther if before is None else before & ~farther, "on": came & ~ended,
        }  # fmt: skip
        parts["stopped"] = came
        if at + 1 < len(steps):
            onwards = came & been[1] & (walked[f"p{at + 1}"] > walked[f"p{at}"])
            parts |= {"onwards": onwards, "stopped": came & ~onwards}
        # Null, rather than a filter: not every engine counts the distinct of some.
        columns |= {
            f"{name}{at}": ibis.ifelse(part, walked.who, ibis.null("string")).nunique() for name, part in parts.items()
        }
        before = farther
    row = walked.aggregate(**{name: value.cast("int64") for name, value in columns.items()}).to_pyarrow().to_pylist()[0]
    made = (Crowd(*(int(row.get(f"{part.name}{at}") or 0) for part in fields(Crowd))) for at in range(len(steps)))
    return int(row["everybody"]), tuple(made)


def places(journeys: Journeys, steps: Sequence[Sequence[int]]) -> ir.Table:
    """Per case the place ``p``, the time ``t`` of its first event at each step, and whether it ended there (``e``)."""
    import ibis

    events = journeys.events
    wanted = sorted({code for step in steps for code in step})
    here = events.filter(events.code.isin(wanted))
    columns = {}
    for at, step in enumerate(steps):
        there = here.code.isin(list(step))
        # Numbers that no event has, not null: of nobody the least is null on some engines and nought on others.
        columns[f"p{at}"] = ibis.ifelse(there, here.seq.cast("int64"), _NEVER).min()
        columns[f"t{at}"] = ibis.ifelse(there, here.time, _NEVER).min()
        columns[f"e{at}"] = ibis.ifelse(there & (here.nxt == 0), 1, 0).max()
    return here.group_by("case").aggregate(**columns)


def counts_definition(found: ir.Table, steps: int) -> ir.Table:
    """came, farther, passed and ended of each step, in one row, from ``places``; on any engine."""
    import ibis

    def count(condition: ir.BooleanValue) -> ir.Value:
        return ibis.ifelse(condition, 1, 0).sum().cast("int64")

    been = [found[f"p{at}"] < _NEVER for at in range(steps)]
    columns: dict[str, ir.Value] = {}
    for at in range(steps):
        farther = reduce(lambda one, other: one | other, been[at:])
        columns |= {
            f"came{at}": count(been[at]),
            f"farther{at}": count(farther),
            f"passed{at}": count(farther & ~been[at]),
            f"ended{at}": found[f"e{at}"].sum().cast("int64"),
        }
    return found.aggregate(**columns)


def waits_definition(found: ir.Table, steps: int, *, level: float = 0.95) -> ir.Table:
    """The ranked times from each step to the next, from ``places``; on any engine."""
    import ibis

    parts = []
    for at in range(steps - 1):
        later = found.filter((found[f"p{at + 1}"] > found[f"p{at}"]) & (found[f"p{at + 1}"] < _NEVER))
        gap = (later[f"t{at + 1}"] - later[f"t{at}"]).cast("int64")
        parts.append(later.select(step=ibis.literal(at, "int64"), gap=gap))
    return ranked(ibis.union(*parts) if parts[1:] else parts[0], ["step"], "gap", level=level)


def _answer(journeys: Journeys, steps: Sequence[Sequence[int]], *, level: float) -> tuple[pa.Table, pa.Table]:
    import pyarrow as pa

    nobody = pa.table({"step": pa.array([], pa.int64()), "n": pa.array([], pa.int64())} | _no_ranks())
    if journeys.laid_out:
        query = _places_sql(steps)
        counted = journeys.ask(f"WITH found AS ({query}) {_counts_sql(len(steps))}")
        if len(steps) < 2:
            return counted, nobody
        waits = " UNION ALL ".join(
            f"SELECT {at} step, t{at + 1} - t{at} gap FROM found WHERE p{at + 1} > p{at}"  # noqa: S608
            for at in range(len(steps) - 1)
        )
        return counted, journeys.ask(
            f"WITH found AS MATERIALIZED ({query}) {ranked_sql(waits, ['step'], 'gap', level=level)}"
        )
    found = places(journeys, steps)
    counted = counts_definition(found, len(steps)).to_pyarrow()
    if len(steps) < 2:
        return counted, nobody
    return counted, waits_definition(found, len(steps), level=level).to_pyarrow()


def _no_ranks() -> dict[str, pa.Array]:
    import pyarrow as pa

    return {f"{name}{quarter}": pa.array([], pa.int64()) for name in "vwlu" for quarter in (1, 2, 3)}


def _places_sql(steps: Sequence[Sequence[int]]) -> str:
    columns = []
    for at, step in enumerate(steps):
        there = f"code IN ({', '.join(map(str, step))})"
        columns.append(
            f"min(seq) FILTER ({there}) p{at}, min(time) FILTER ({there}) t{at}, "
            f"coalesce(max((nxt = 0)::UTINYINT) FILTER ({there}), 0) e{at}"
        )
    wanted = ", ".join(map(str, sorted({code for step in steps for code in step})))
    return f'SELECT "case", {", ".join(columns)} FROM {{events}} WHERE code IN ({wanted}) GROUP BY "case"'  # noqa: S608


def _counts_sql(steps: int) -> str:
    columns = []
    for at in range(steps):
        farther = " OR ".join(f"p{later} IS NOT NULL" for later in range(at, steps))
        columns.append(
            f"count(p{at}) came{at}, sum(CASE WHEN {farther} THEN 1 ELSE 0 END)::BIGINT farther{at}, "
            f"sum(CASE WHEN p{at} IS NULL AND ({farther}) THEN 1 ELSE 0 END)::BIGINT passed{at}, "
            f"sum(e{at})::BIGINT ended{at}"
        )
    return f"SELECT {', '.join(columns)} FROM found"  # noqa: S608 - numbers of ours
