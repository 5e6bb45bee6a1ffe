"""Beside: what employees and customers say of the same touchpoints, next to each other; never one because of the other.

What lives here: whose answers a source holds, whose a map reads, and the touchpoints that both sides rated. Not here:
how a side’s own levels are made (level), which kinds of map are told by employees (the kind’s own data).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outsidein.insight.anchor import Anchors
from outsidein.insight.level import MEASURE
from outsidein.insight.reading import Beside
from outsidein.maps.document import Document
from outsidein.maps.kind import Whose, kind
from outsidein.measures.ask import Ask, Where
from outsidein.measures.compute import measure_all
from outsidein.measures.estimate import Estimate, Period

if TYPE_CHECKING:
    from outsidein.evidence.store import Store

_SOURCE = "source"


def sources_of(store: Store) -> dict[Whose, tuple[str, ...]]:
    """The sources of each side by name: a mapping whose ``kind`` is ``employees`` holds what employees say."""
    sides: dict[Whose, dict[str, None]] = {whose: {} for whose in Whose}
    for entry in store.imports:
        whose = Whose.EMPLOYEES if entry.mapping.kind == Whose.EMPLOYEES else Whose.CUSTOMERS
        sides[whose][entry.source] = None
    return {whose: tuple(names) for whose, names in sides.items()}


def own_sources(document: Document, store: Store, *, where: Where = ()) -> Where:
    """The filter that keeps a map to those whose experience its kind tells; nothing where the evidence has one side.

    Whoever names sources in ``where`` has chosen already.
    """
    sides = sources_of(store)
    if not all(sides.values()) or any(name == _SOURCE for name, _ in where):
        return ()
    return ((_SOURCE, sides[kind(document).whose]),)


def find_beside(
    document: Document,
    store: Store,
    anchors: Anchors,
    *,
    own: Where = (),
    period: Period | None = None,
    level: float = 0.95,
) -> tuple[Beside, ...]:
    """The touchpoints of the map that both sides rated, in its order, with the level that each gave them on 1–10.

    ``own`` narrows the side whose map it is (a persona, a segment); the other is everybody who answered in ``period``.
    """
    sides = sources_of(store)
    if not all(sides.values()):
        return ()
    mine = kind(document).whose
    narrowed = tuple(pair for pair in own if pair[0] != _SOURCE)
    asks = [
        Ask(MEASURE, ("touchpoint",), ((_SOURCE, names), *(narrowed if whose is mine else ())), period, level)
        for whose, names in sides.items()
    ]
    found: dict[Whose, dict[str, Estimate]] = {}
    for whose, rows in zip(sides, measure_all(store, asks), strict=True):
        found[whose] = {str(row.keys[0]): row.estimate for row in rows if row.keys[0] and row.estimate.known}
    customers, employees = found[Whose.CUSTOMERS], found[Whose.EMPLOYEES]
    return tuple(
        Beside(one.touchpoint, customers[one.touchpoint], employees[one.touchpoint], one.met)
        for one in anchors.touchpoints
        if one.met and one.touchpoint in customers and one.touchpoint in employees
    )
