"""Who walks a flow: which cases go through a place of the picture, and how they are made up beside everybody else.

What lives here: choosing those cases on any engine, and their segments against the rest. Not here: the picture (flows),
what these customers said (insight).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from outsidein.measures.estimate import Estimate
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.comparing import Contrast, contrasts
from outsidein.measures.journeys.flows import Spot, Standing, leading, positioned
from outsidein.measures.journeys.shares import codes, share
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys

MOST_VALUES: Final = 50
"""A segment of more values is an id rather than a group, and is not told."""
_SEGMENT: Final = "segment:"


@dataclass(frozen=True, slots=True)
class Walkers:
    """The journeys that go through: their ``share`` of all, and what they are ``made_of``.

    That is per segment and value its part among these (``this``) and among all others (``against``), the most certain
    difference first.
    """

    share: Estimate
    made_of: tuple[Contrast, ...]


@asked
def walkers(
    journeys: Journeys, at: Spot, to: Spot | None = None, *, top: int = 8, merged: bool = False, level: float = 0.95
) -> tuple[Walkers, ir.Table]:
    """Who stands ``at`` a place and, with ``to``, goes there next; and the table of their cases (case, key).

    ``top`` and ``merged`` are those of the flows. Raises MeasureError for a touchpoint never seen.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 1, 5], "event": ["search", "buy", "search"],
    ...                 "segment:side": ["web", "web", "app"]})
    >>> with Journeys.open(log) as journeys:
    ...     found, _ = walkers(journeys, Spot(1, Standing.TOUCHPOINT, "search"), Spot(2, Standing.TOUCHPOINT, "buy"))
    ...     found.share.value, found.made_of[0].key, found.made_of[0].change.value
    (0.5, ('side', 'app'), -1.0)
    """
    import ibis

    through = _through(journeys, at, to, top=top, merged=merged)
    all_cases, inside = (int(table.count().to_pyarrow().as_py()) for table in (journeys.cases, through))
    here: dict[tuple[str, ...], int] = {}
    rest: dict[tuple[str, ...], int] = {}
    within = through.select(within=through["case"])
    marked = journeys.cases.left_join(within, journeys.cases["case"] == within.within)
    for name, values in journeys.segments.items():
        if len(values) > MOST_VALUES:
            continue
        column = f"{_SEGMENT}{name}"
        counted = marked.group_by(column).aggregate(
            n=marked.count().cast("int64"), inside=ibis.ifelse(marked.within.notnull(), 1, 0).sum().cast("int64")
        )
        for row in counted.to_pyarrow().to_pylist():
            if row[column]:
                key = (name, values[int(row[column]) - 1])
                here[key], rest[key] = int(row["inside"]), int(row["n"]) - int(row["inside"])
    formula = say("journeys.formula-walkers")
    of_all = share(inside, all_cases, formula=say("journeys.formula-flow"), level=level, about=journeys.narrowed)
    made_of = contrasts((here, inside), (rest, all_cases - inside), formula=formula, level=level)
    return Walkers(of_all, made_of), through


def _through(journeys: Journeys, at: Spot, to: Spot | None, *, top: int, merged: bool) -> ir.Table:
    """case and key of those who go there."""
    events = positioned(journeys, merged=merged)
    there = {spot.position: events.filter(events.seq == spot.position) for spot in (at, to) if spot is not None}

    def stands(code: ir.IntegerValue, spot: Spot) -> ir.BooleanValue:
        if spot.standing is Standing.OTHERS:
            return (code != 0) & ~code.isin([*_leading(there[spot.position], spot.position, top), 0])
        return code == (0 if spot.standing is Standing.END else codes(journeys, [spot.touchpoint])[0])

    if at.standing is Standing.END:
        # They ended with the event before: nothing of them stands at this position.
        found = events.filter((events.seq == at.position - 1) & (events.nxt == 0))
    else:
        found = there[at.position]
        found = found.filter(stands(found.code, at))
        if to is not None:
            found = found.filter(stands(found.nxt, to))
    return journeys.cases.semi_join(found, "case").select("case", "key")


def _leading(there: ir.Table, position: int, top: int) -> tuple[int, ...]:
    """The codes that are told apart at a position."""
    counted = there.group_by("code").aggregate(n=there.count().cast("int64")).to_pyarrow().to_pylist()
    return leading({(position, int(row["code"])): int(row["n"]) for row in counted}, top=top).get(position, ())
