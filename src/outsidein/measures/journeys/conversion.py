"""Conversion: of those who entered, how many reached the goal; says who is counted.

What lives here: one figure, and the same by the values of a segment. Not here: the steps between (funnels).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outsidein.ground import Diagnostic, MeasureError
from outsidein.measures.estimate import Estimate
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.shares import Shares, codes
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys


@dataclass(frozen=True, slots=True)
class Conversion:
    """The ``share`` of cases with ``value`` of the segment asked for that converted; None: those who have none."""

    value: str | None
    share: Estimate


@asked
def conversion(
    journeys: Journeys, goal: Sequence[str], *, entered: Sequence[str] = (), by: str = "", level: float = 0.95
) -> tuple[Conversion, ...]:
    """Converted / eligible entrants, with Wilson’s interval: all together, or by the values of the segment ``by``.

    Entrants are the cases that were at one of ``entered`` (all cases without it); converted are those of them that were
    at one of ``goal`` afterwards (without ``entered``: at all). Cases are customers, accounts or sessions: whatever the
    journeys are of.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 1, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     conversion(journeys, ["buy"])[0].share.value
    0.5
    """
    rows = counted(journeys, goal, entered=entered, by=by)
    shares = Shares.of(
        [got for _, _, got in rows], [n for _, n, _ in rows], formula=say("journeys.formula-conversion"), level=level,
        about=journeys.narrowed,
    )  # fmt: skip
    return tuple(Conversion(value, shares[at]) for at, (value, _, _) in enumerate(rows))


def counted(
    journeys: Journeys, goal: Sequence[str], *, entered: Sequence[str] = (), by: str = ""
) -> list[tuple[str | None, int, int]]:
    """Value of the segment ``by`` (None: not known, or nobody asked), entrants, and the converted among them."""
    if by and by not in journeys.segments:
        says = say("journeys.no-such-segment", name=by)
        there = say("catalogue.there-are", known=", ".join(journeys.segments)) if journeys.segments else ""
        raise MeasureError(Diagnostic("measures/no-such-segment", says, there))
    goals, entries = codes(journeys, goal), codes(journeys, entered)
    rows = definition(journeys, goals, entries, by=by).to_pyarrow().to_pylist()
    rows.sort(key=lambda row: (row["segment"] == 0, row["segment"]))
    values = journeys.segments[by] if by else ()
    return [
        (values[row["segment"] - 1] if row["segment"] else None, int(row["n"]), int(row["converted"])) for row in rows
    ]


def definition(journeys: Journeys, goals: Sequence[int], entries: Sequence[int], *, by: str = "") -> ir.Table:
    """segment (a code, 0 where none), n entrants and the converted among them, on any engine."""
    import ibis

    events = journeys.events
    cases = journeys.cases
    segment = cases[f"segment:{by}"].cast("int64") if by else ibis.literal(0, "int64")
    valued = cases.select("case", segment=segment)
    reached = events.filter(events.code.isin(list(goals)))
    last = reached.group_by("case").aggregate(goal=reached.seq.max().cast("int64"))
    if entries:
        at_entry = events.filter(events.code.isin(list(entries)))
        entrants = at_entry.group_by("case").aggregate(entry=at_entry.seq.min().cast("int64"))
        valued = valued.inner_join(entrants, "case")
    else:
        valued = valued.mutate(entry=ibis.literal(0, "int64"))
    both = valued.left_join(last, "case").select("segment", "entry", "goal")
    got = ibis.ifelse(both.goal.fill_null(-1) > both.entry, 1, 0)
    return both.group_by("segment").aggregate(n=both.count().cast("int64"), converted=got.sum().cast("int64"))
