"""What happens at each touchpoint: who comes, who comes again, and whose journey ends there.

What lives here: reach, loops and drop-off, each counted per case. Not here: where they go next (transitions).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outsidein.measures.estimate import Estimate, exact
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.packed import counts_by_code
from outsidein.measures.journeys.shares import Shares, codes
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys


@dataclass(frozen=True, slots=True)
class Loop:
    """A touchpoint and who stays or comes again, out of the ``cases`` that were there.

    ``repeated`` has it twice in a row, ``returned`` comes back after something else; ``self_loops`` and ``returns``
    count how often.
    """

    touchpoint: str
    cases: Estimate
    visits: Estimate
    repeated: Estimate
    returned: Estimate
    self_loops: Estimate
    returns: Estimate


@dataclass(frozen=True, slots=True)
class DropOff:
    """A touchpoint, the cases that came without ever converting, and the share of them whose journey ends there."""

    touchpoint: str
    ended: Estimate
    share: Estimate


@asked
def loops(journeys: Journeys, *, level: float = 0.95) -> tuple[Loop, ...]:
    """Self-loops and returns of each touchpoint, those most often come back to first.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a"] * 4, "time": [0, 1, 2, 3], "event": ["search", "search", "item", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     first = loops(journeys)[0]
    >>> first.touchpoint, first.self_loops.value, first.returns.value
    ('search', 1, 1)
    """
    if journeys.laid_out:
        named = {"flagged": "again", "with_flag": "repeated", "without": "returned"}
        counted = counts_by_code(journeys, "nxt = code")
        found = [{named.get(name, name): n for name, n in row.items()} for row in counted]
    else:
        found = loops_definition(journeys).to_pyarrow().to_pylist()
    rows = sorted(found, key=lambda row: (row["cases"] + row["again"] - row["visits"], row["code"]))
    about, cases = journeys.narrowed, [row["cases"] for row in rows]
    repeated, returned = (
        Shares.of([row[name] for row in rows], cases, formula=say(f"journeys.formula-{name}"), level=level, about=about)
        for name in ("repeated", "returned")
    )
    return tuple(
        Loop(
            touchpoint=journeys.names[row["code"] - 1],
            cases=exact(row["cases"]),
            visits=exact(row["visits"]),
            repeated=repeated[at],
            returned=returned[at],
            self_loops=exact(row["again"]),
            returns=exact(row["visits"] - row["again"] - row["cases"]),
        )
        for at, row in enumerate(rows)
    )


def loops_definition(journeys: Journeys) -> ir.Table:
    """code, cases, visits, again (self-loops), and the cases that repeat or return, on any engine."""
    import ibis

    events = journeys.events
    own = events.group_by("case", "code").aggregate(
        visits=events.count().cast("int64"), again=ibis.ifelse(events.nxt == events.code, 1, 0).sum().cast("int64")
    )
    return own.group_by("code").aggregate(
        cases=own.count().cast("int64"),
        visits=own.visits.sum().cast("int64"),
        again=own.again.sum().cast("int64"),
        repeated=ibis.ifelse(own.again > 0, 1, 0).sum().cast("int64"),
        returned=ibis.ifelse(own.visits - own.again > 1, 1, 0).sum().cast("int64"),
    )


@asked
def drop_off(journeys: Journeys, *, converted: Sequence[str] = (), level: float = 0.95) -> tuple[DropOff, ...]:
    """Where journeys end: per touchpoint the share of those who came there whose last event it is, the highest first.

    Cases that reached one of the touchpoints ``converted`` got what they came for and are left out. The log may also
    end before a journey does; those that were still going on count as ended.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 1, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     [(one.touchpoint, one.share.value) for one in drop_off(journeys, converted=["buy"])]
    [('search', 1.0)]
    """
    goals = codes(journeys, converted)
    if journeys.laid_out:
        events = "{events}"
        if goals:
            out = ", ".join(map(str, goals))
            events = f'(SELECT * FROM {{events}} ANTI JOIN (SELECT "case" FROM {{events}} WHERE code IN ({out})) USING ("case"))'  # noqa: E501, S608
        counted = counts_by_code(journeys, "nxt = 0", events=events)
        found = [{"code": row["code"], "cases": row["cases"], "ended": row["with_flag"]} for row in counted]
    else:
        found = drop_off_definition(journeys, goals).to_pyarrow().to_pylist()
    rows = sorted(found, key=lambda row: (-row["ended"] / row["cases"], row["code"]))
    shares = Shares.of(
        [row["ended"] for row in rows], [row["cases"] for row in rows], formula=say("journeys.formula-drop-off"),
        level=level, about=journeys.narrowed,
    )  # fmt: skip
    return tuple(
        DropOff(journeys.names[row["code"] - 1], exact(row["ended"]), shares[at]) for at, row in enumerate(rows)
    )


def drop_off_definition(journeys: Journeys, goals: Sequence[int]) -> ir.Table:
    """code, cases and ended, on any engine."""
    import ibis

    events = journeys.events
    if goals:
        got = events.filter(events.code.isin(list(goals))).select("case").distinct()
        events = events.anti_join(got, "case")
    own = events.group_by("case", "code").aggregate(ended=ibis.ifelse(events.nxt == 0, 1, 0).max())
    return own.group_by("code").aggregate(cases=own.count().cast("int64"), ended=own.ended.sum().cast("int64"))


def reach_definition(journeys: Journeys) -> ir.Table:
    """code and the cases that came there, on any engine."""
    own = journeys.events.select("case", "code").distinct()
    return own.group_by("code").aggregate(cases=own.count().cast("int64"))


def pairs_definition(journeys: Journeys) -> ir.Table:
    """code, nxt and the cases in which one directly followed the other, on any engine."""
    events = journeys.events
    own = events.filter(events.nxt > 0).select("case", "code", "nxt").distinct()
    return own.group_by("code", "nxt").aggregate(cases=own.count().cast("int64"))
