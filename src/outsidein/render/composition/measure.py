"""How a measure of the catalogue is called on a picture, and which of a touchpoint's measures a map shows.

What lives here: names and choice by catalogue id. Not here: a measure's formula (each number carries it in its cites).
"""

from __future__ import annotations

from collections.abc import Iterable

from outsidein.measures.catalogue import catalogue
from outsidein.measures.estimate import Estimate
from outsidein.measures.measure import Measure
from outsidein.render.words import Words

_ON_THE_CURVE = frozenset({"emotional-level", "satisfaction-10"})
_FIRST = ("nps", "csat", "ces", "outcome")


def worded(id: str, words: Words) -> tuple[str, str]:
    """The short name of a measure and its full one.

    >>> worded("csat", Words()), worded("our-own", Words())
    (('CSAT', 'Customer satisfaction (CSAT)'), ('Our own', 'Our own'))
    """
    known = _known(id)
    plain = id.replace("-", " ").capitalize()
    return (words(known.label), words(known.name)) if known else (plain, plain)


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


def top_of(estimate: Estimate) -> float:
    """The value that fills a bar: the top of the scale, where the unit names one; else the value itself."""
    if estimate.unit in ("%", "points"):
        return 100.0
    top = estimate.unit.partition("–")[2]
    return float(top) if top.isdecimal() else max(estimate.value, 1e-9)


def _known(id: str) -> Measure | None:
    return next((measure for measure in catalogue().measures if measure.id == id), None)
