"""How a measure of the catalogue is called on a picture, and which of a touchpoint's measures a map shows.

What lives here: names and choice by catalogue id. Not here: a measure's formula (each number carries it in its cites).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from outsidein.insight.reading import Reading
from outsidein.insight.walked import Walk
from outsidein.measures.catalogue import catalogue
from outsidein.measures.estimate import Estimate
from outsidein.measures.measure import Measure

_ON_THE_CURVE = frozenset({"emotional-level", "satisfaction-10"})
_FIRST = ("nps", "csat", "ces", "outcome")


def worded(id: str) -> tuple[str, str]:
    """The short name of a measure and its full one.

    >>> worded("csat"), worded("our-own")
    (('CSAT', 'Customer satisfaction (CSAT)'), ('Our own', 'Our own'))
    """
    known = _known(id)
    plain = id.replace("-", " ").capitalize()
    return (known.label, known.name) if known else (plain, plain)


def on_the_map(ids: Iterable[str]) -> list[str]:
    """Of these measures those that stand in rows of the map: one per kind of question, none the curve shows already.

    >>> on_the_map(["satisfaction", "csat", "emotional-level", "frequency", "ces-share", "our-own"])
    ['csat', 'ces-share', 'our-own']
    """
    chosen: list[str] = []
    asked: set[str] = set()
    for id in sorted(set(ids), key=_rank):
        known = _known(id)
        if id in _ON_THE_CURVE or (known and (known.better == "neither" or known.asks[0] in asked)):
            continue
        asked.add(known.asks[0] if known else id)
        chosen.append(id)
    return chosen


def _rank(id: str) -> tuple[int, str]:
    return (_FIRST.index(id) if id in _FIRST else len(_FIRST)), id


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure that stands in a row of the map: its short and full name, and the value that fills its bars."""

    id: str
    label: str
    name: str
    top: float


def measure_rows(reading: Reading) -> tuple[MeasureRow, ...]:
    """The rows of measures of a map, in order; the same on paper, on the page and in the app."""
    found = [pair for one in reading.touchpoints for pair in one.measures if pair[1].known]
    asked = tuple(
        MeasureRow(id, *worded(id), max(top_of(estimate) for measure, estimate in found if measure == id))
        for id in on_the_map(id for id, _ in found)
    )
    return (*asked, *walk_rows(reading))


def walk_rows(reading: Reading) -> tuple[MeasureRow, ...]:
    """The rows of how a map is walked; that of passing by only where somebody does."""
    found = [pair for step in (reading.walked.steps if reading.walked else ()) for pair in step.measures]
    rows = []
    for walk in Walk:
        known = [estimate for measure, estimate in found if measure == walk]
        if any(estimate.value > 0 for estimate in known) or (known and walk is not Walk.PASS_BY):
            rows.append(MeasureRow(walk.value, walk.label, walk.said, max(map(top_of, known))))
    return tuple(rows)


def top_of(estimate: Estimate) -> float:
    """The value that fills a bar: the top of the scale, where the unit names one; else the value itself."""
    if estimate.unit in ("%", "points"):
        return 100.0
    top = estimate.unit.partition("–")[2]
    return float(top) if top.isdecimal() else max(estimate.value, 1e-9)


def _known(id: str) -> Measure | None:
    return next((measure for measure in catalogue().measures if measure.id == id), None)
