"""What two sides do at each touchpoint: who comes, who comes again, where they go next, whose journey ends there.

What lives here: those shares, held against each other case by case. Not here: the same of one side (visits,
transitions).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.comparing.contrast import Contrast, Counted, Key, contrasts, together
from outsidein.measures.journeys.comparing.sides import cases_in
from outsidein.measures.journeys.shares import codes
from outsidein.measures.journeys.visits import (
    drop_off_definition,
    loops_definition,
    pairs_definition,
    reach_definition,
)
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys


@asked
def compare_reach(this: Journeys, against: Journeys, *, level: float = 0.95) -> tuple[Contrast, ...]:
    """The share of cases that come to each touchpoint, the most certain differences first."""
    sides: list[Counted] = [
        ({(side.names[row["code"] - 1],): row["cases"] for row in _rows(reach_definition(side))}, cases_in(side))
        for side in (this, against)
    ]
    return contrasts(*sides, formula=say("journeys.formula-reach"), level=level)


@asked
def compare_transitions(this: Journeys, against: Journeys, *, level: float = 0.95) -> tuple[Contrast, ...]:
    """The share of cases in which one touchpoint is directly followed by another: cases, for visits of one are not
    independent."""
    sides: list[Counted] = []
    for side in (this, against):
        rows = _rows(pairs_definition(side))
        sides.append(
            ({(side.names[row["code"] - 1], side.names[row["nxt"] - 1]): row["cases"] for row in rows}, cases_in(side))
        )
    return contrasts(*sides, formula=say("journeys.formula-pair"), level=level)


@asked
def compare_drop_off(
    this: Journeys, against: Journeys, *, converted: Sequence[str] = (), level: float = 0.95
) -> tuple[Contrast, ...]:
    """Of those who came to each touchpoint and never reached one of ``converted``, the share whose journey ends there.

    Raises MeasureError for a touchpoint never seen.
    """
    sides = [
        _out_of(side, _rows(drop_off_definition(side, codes(side, converted))), "ended") for side in (this, against)
    ]
    return contrasts(*sides, formula=say("journeys.formula-drop-off"), level=level)


@asked
def compare_loops(
    this: Journeys, against: Journeys, *, level: float = 0.95
) -> tuple[tuple[Contrast, ...], tuple[Contrast, ...]]:
    """Of those who came to each touchpoint, the share there twice in a row, and the share that came back later.

    Both are corrected together.
    """
    rows = [_rows(loops_definition(side)) for side in (this, against)]
    repeated, returned = (
        contrasts(
            *(_out_of(side, found, name) for side, found in zip((this, against), rows, strict=True)),
            formula=say(f"journeys.formula-{name}"), level=level,
        )
        for name in ("repeated", "returned")
    )  # fmt: skip
    repeated, returned = together(repeated, returned)
    return repeated, returned


def _rows(table: ir.Table) -> list[dict[str, Any]]:
    return [{name: int(value) for name, value in row.items()} for row in table.to_pyarrow().to_pylist()]


def _out_of(journeys: Journeys, rows: list[dict[str, Any]], counted: str) -> Counted:
    """Counts by touchpoint, each out of the cases that came there."""
    named: list[tuple[Key, dict[str, Any]]] = [((journeys.names[row["code"] - 1],), row) for row in rows]
    return {key: row[counted] for key, row in named}, {key: row["cases"] for key, row in named}
