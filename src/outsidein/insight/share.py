"""Confining: a reading as it goes with a chosen part of a map, so that it names nothing that was not chosen.

What lives here: leaving out of a Reading what is not on a Document. Not here: choosing (maps.chosen), hiding small
groups (privacy), which comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from outsidein.insight.backing import coverage
from outsidein.insight.finding import Finding
from outsidein.insight.hotspots import by_hand
from outsidein.insight.level import MEASURE
from outsidein.insight.phrases import say
from outsidein.insight.privacy import worded_anew
from outsidein.insight.reading import Backing, CurvePoint, Drivers, Quote, Reading, TouchpointReading
from outsidein.insight.walked import Walked
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.kind import Role, lanes_of
from outsidein.maps.plan import PlanPlace
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.hiding import K


def confine(reading: Reading, document: Document, *, quotes: bool = True, k: int = K) -> Reading:
    """What of a suppressed ``reading`` may go with ``document``, a chosen part of the map that was read.

    Numbers of touchpoints, steps and cards that are not there are gone, and so are the words that name them; numbers of
    the curve need its lane, all others the lane of measures. Sources and ids of comments are never in it.
    """
    shown = {lane.role for lane in lanes_of(document)}
    return _Confined(reading, document, Role.CURVE in shown, Role.MEASURE in shown).reading(quotes=quotes, k=k)


class _Confined:
    def __init__(self, reading: Reading, document: Document, felt: bool, measured: bool) -> None:
        self._all, self._document, self._felt, self._measured = reading, document, felt, measured
        self._keys = frozenset(one.key for one in document.touchpoints)
        self._steps = frozenset(one.id for one in document.steps)

    def reading(self, *, quotes: bool, k: int) -> Reading:
        """The parts that are left, and the sentences over them said anew."""
        old = self._all
        drivers = self._drivers() if self._measured else None
        measured = self._measured
        backing = tuple(one for one in old.backing if one.card in self._document.records)
        left = replace(
            old,
            overall=tuple((name, _unsourced(one)) for name, one in old.overall) if measured else (),
            curve=tuple(self._point(one) for one in old.curve if one.step in self._steps),
            unallocated=(),
            touchpoints=tuple(self._touchpoint(one) for one in old.touchpoints if one.touchpoint in self._keys)
            if measured
            else (),
            drivers=drivers,
            findings=self._findings() if self._felt else (),
            positions=tuple(
                replace(one, importance=_unsourced(one.importance), performance=_unsourced(one.performance))
                for one in old.positions
                if drivers and one.touchpoint in self._keys
            ),
            crosshairs=old.crosshairs if drivers else None,
            priorities=tuple(
                replace(
                    one,
                    score=_unsourced(one.score),
                    importance=one.importance and _unsourced(one.importance),
                    satisfaction=one.satisfaction and _unsourced(one.satisfaction),
                )
                for one in old.priorities
                if measured and one.touchpoint in self._keys
            ),
            backing=backing,
            standing=self._standing(old.standing),
            coverage=coverage(backing),
            quotes=tuple(self._quote(one) for one in old.quotes if one.touchpoint in self._keys) if quotes else (),
            walked=self._walked() if measured else None,
            beside=(),
        )
        return worded_anew(left, k=k, seen=any(one.level for one in left.curve)) if old.responses else left

    def _standing(self, old: Sequence[Backing]) -> tuple[Backing, ...]:
        """Of what is still there with all that spoke for it; only which kind of evidence, not how much."""
        return tuple(Backing(one.card, one.strength, stale=one.stale) for one in old if self._stands(one.card))

    def _stands(self, id: str) -> bool:
        record = self._document.records.get(id)
        if isinstance(record, PlanPlace):
            return record.touchpoint.partition(":")[2] in self._keys
        return record is not None and (record.type == "flow" or bool(self._document.children(id, Card)))

    def _walked(self) -> Walked | None:
        """Of steps all of whose touchpoints are there: the number of a step is that of any of them."""
        walked = self._all.walked
        if walked is None:
            return None
        kept = tuple(one for one in walked.steps if one.step in self._steps and self._keys.issuperset(one.touchpoints))
        return replace(walked, steps=kept) if kept else None

    def _point(self, one: CurvePoint) -> CurvePoint:
        if not self._felt:
            return CurvePoint(one.step, None, say("confine.not-shared"))
        kept = tuple(key for key in one.touchpoints if key in self._keys)
        gap = one.gap and (one.gap if self._knows_all(one.step) else say("confine.no-answers"))
        level = one.level and self._told(one.step, one.level)
        return replace(one, level=level, gap=gap, touchpoints=kept)

    def _told(self, where: str, level: Estimate) -> Estimate:
        """A level without sources; at a step some of whose touchpoints are not there, without words about any."""
        at = next((point.touchpoints for point in self._all.curve if point.step == where), ())
        return _unsourced(level) if self._keys.issuperset(at) else _unnamed(level)

    def _knows_all(self, step: str) -> bool:
        """Whether a gap may name what is met at a step: only where something is, and nothing was left out."""
        return bool(self._document.encounters(step)) and len(self._keys) == len(self._named())

    def _named(self) -> frozenset[str]:
        """Every touchpoint that the reading speaks of."""
        found = {one.touchpoint for one in self._all.touchpoints} | {one.touchpoint for one in self._all.unallocated}
        return frozenset(found) | self._keys

    def _touchpoint(self, one: TouchpointReading) -> TouchpointReading:
        measures = tuple((name, _unsourced(estimate)) for name, estimate in one.measures)
        return replace(one, measures=measures, trend=tuple(_unsourced(estimate) for estimate in one.trend))

    def _drivers(self) -> Drivers | None:
        drivers = self._all.drivers
        if drivers is None:
            return None
        kept = tuple(
            replace(one, share=_unsourced(one.share), beta=_unsourced(one.beta))
            for one in drivers.drivers
            if one.touchpoint in self._keys
        )
        notes = drivers.notes if len(kept) == len(drivers.drivers) else ()
        return replace(drivers, r2=_unsourced(drivers.r2), drivers=kept, notes=notes) if kept else None

    def _findings(self) -> tuple[Finding, ...]:
        found = [
            replace(one, level=self._told(one.where, one.level), effect=one.effect and _unsourced(one.effect))
            for one in self._all.findings
            if self._there(one.where) and not (one.effect is None and one.category)
        ]
        levels = {point.step: self._told(point.step, point.level) for point in self._all.curve if point.level}
        levels |= {
            f"touchpoint:{one.touchpoint}": _unsourced(estimate)
            for one in self._all.touchpoints
            for name, estimate in one.measures
            if name == MEASURE
        }
        return (*found, *by_hand(self._document, levels=levels))

    def _there(self, where: str) -> bool:
        kind, _, key = where.partition(":")
        return key in self._keys if kind == "touchpoint" else where in self._steps

    def _quote(self, one: Quote) -> Quote:
        return replace(one, comment="", source="", step=one.step if one.step in self._steps else "")


def _unsourced(estimate: Estimate) -> Estimate:
    """Without the names of sources."""
    return replace(estimate, cites=tuple(replace(cite, sources=()) for cite in estimate.cites))


def _unnamed(estimate: Estimate) -> Estimate:
    """Without words about touchpoints that are not there."""
    return replace(estimate, cites=(Cite(say("confine.of-this-step")),), notes=())
