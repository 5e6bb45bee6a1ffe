"""Suppressing: a reading as it may be shared, without groups so small that they would give somebody away.

What lives here: what is left of a Reading when the counts that must be hidden are known. Not here: which those are
(census, measures.hiding), or which parts of a map are shared (confine). See docs/reference/privacy.md.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from outsidein.ground.writing import figure
from outsidein.insight import census as at
from outsidein.insight.census import Census, curve_at, measured, moved, said, take_census, voice_of, walks, whole
from outsidein.insight.finding import Against, Finding, FindingKind
from outsidein.insight.headline import headline, lead
from outsidein.insight.level import MEASURE
from outsidein.insight.phrases import say
from outsidein.insight.reading import (
    Backing,
    CurvePoint,
    Drivers,
    Freshness,
    Priority,
    Quote,
    Reading,
    TouchpointReading,
    Unallocated,
    Voices,
)
from outsidein.insight.walked import Walk, Walked
from outsidein.measures.estimate import Estimate, Period
from outsidein.measures.hiding import Cell, K

_TELLS: Final = {
    Walk.COME_BY: ("came",),
    Walk.PASS_BY: ("passed", "farther"),
    Walk.END_HERE: ("ended", "came"),
    Walk.ONWARDS: ("onwards",),
}
"""The counts that each number of a walked step gives away."""


def suppress(reading: Reading, *, k: int = K, everybody: Reading | None = None) -> Reading:
    """``reading`` without groups of fewer than ``k`` answers or people, nor what would let them be worked out.

    ``everybody`` is the reading without a filter, where both are shown: then nobody can be had as the difference of the
    two. Whole sentences that count people are left out or said anew without them. Nothing new is said: every estimate
    of the result is one of ``reading`` or nothing.
    """
    remote = everybody is not None and 0 < everybody.responses - reading.responses < k
    if remote:
        return _nothing(reading, k)
    counted = take_census(reading, everybody)
    found = counted.hidden(k)
    left = _Left(reading, counted, found.cells | found.lost, k)
    if reading.responses < k:  # too few answered; who walked is another crowd
        return replace(_nothing(reading, k), walked=left.walked())
    return left.reading()


class _Left:
    """What is left of a reading without the ``hidden`` counts."""

    def __init__(self, reading: Reading, counted: Census, hidden: frozenset[Cell], k: int) -> None:
        self._all, self._counted, self._hidden, self._k = reading, counted, hidden, k
        self._held = {one.touchpoint: one for one in reading.touchpoints}

    def reading(self) -> Reading:
        """The parts put together, and the sentences over them said anew."""
        old = self._all
        drivers = self._drivers()
        findings = tuple(kept for one in old.findings if (kept := self._finding(one, drivers)))
        curve = tuple(self._point(one) for one in old.curve)
        left = replace(
            old,
            beside=(),
            answers=self._count(at.ANSWERS),
            not_applicable=self._count(at.NOT_APPLICABLE),
            comments=self._count(at.COMMENTS),
            events=self._count(at.EVENTS),
            overall=tuple(
                (name, estimate)
                for place, (name, estimate) in enumerate(old.overall)
                if self._shown(whole(name, place))
            ),
            curve=curve,
            unallocated=tuple(one for one in old.unallocated if self._may_tell(one)),
            touchpoints=tuple(read for one in old.touchpoints if (read := self._touchpoint(one))),
            drivers=drivers,
            findings=findings,
            positions=tuple(one for one in old.positions if drivers and self._level_shown(one.touchpoint)),
            crosshairs=old.crosshairs if drivers else None,
            priorities=tuple(one for one in old.priorities if self._may_rank(one, drivers)),
            voices=self._voices(),
            backing=tuple(_uncounted(one) for one in old.backing),
            standing=tuple(_uncounted(one) for one in old.standing),
            freshness=_fresh(old.freshness),
            quotes=self._quotes(),
            walked=self.walked(),
        )
        return worded_anew(left, k=self._k, seen=any(one.level for one in curve))

    def _shown(self, cell: Cell) -> bool:
        return cell in self._counted.counts and cell not in self._hidden

    def _count(self, cell: Cell) -> int:
        return self._counted.counts[cell] if self._shown(cell) else 0

    def _point(self, point: CurvePoint) -> CurvePoint:
        if point.level is None or self._shown(curve_at(point.step)):
            return point
        return replace(point, level=None, gap=say("suppress.gap", k=self._k))

    def _touchpoint(self, one: TouchpointReading) -> TouchpointReading | None:
        measures = tuple(pair for pair in one.measures if self._shown(measured(one.touchpoint, pair[0])))
        comments = self._count(said(one.touchpoint))
        if not measures and not comments:
            return None
        trend = tuple(
            estimate if not estimate.n or self._shown(moved(one.touchpoint, place)) else _blank(estimate)
            for place, estimate in enumerate(one.trend)
        )
        return TouchpointReading(one.touchpoint, measures, trend, comments)

    def _level_shown(self, touchpoint: str) -> bool:
        return self._shown(measured(touchpoint, MEASURE))

    def _whole_shown(self, touchpoint: str) -> bool:
        """Whether nothing of a touchpoint is hidden."""
        one = self._held.get(touchpoint)
        return one is not None and all(self._shown(measured(touchpoint, name)) for name, _ in one.measures)

    def _drivers(self) -> Drivers | None:
        drivers = self._all.drivers
        if drivers is None or not drivers.drivers:
            return None
        return drivers if self._shown(at.COMPLETE) and drivers.n >= self._k else None

    def _may_tell(self, one: Unallocated) -> bool:
        read = self._held.get(one.touchpoint)
        if read is None or not self._whole_shown(one.touchpoint) or one.n < self._k:
            return False
        rest = one.n - sum(estimate.n for name, estimate in read.measures if name != MEASURE)
        comments = read.comments == 0 or self._shown(said(one.touchpoint))
        return comments and not 0 < rest < self._k

    def _may_rank(self, one: Priority, drivers: Drivers | None) -> bool:
        parts = [part for part in (one.score, one.importance, one.satisfaction) if part is not None]
        if one.band:  # of stated importance; any other rests on drivers
            return self._whole_shown(one.touchpoint) and all(part.n >= self._k for part in parts)
        return drivers is not None and self._level_shown(one.touchpoint)

    def _finding(self, one: Finding, drivers: Drivers | None) -> Finding | None:
        kind, _, key = one.where.partition(":")
        if not one.level.known:
            return one
        if not (self._level_shown(key) if kind == "touchpoint" else self._shown(curve_at(one.where))):
            return None
        keys = (key,) if kind == "touchpoint" else self._at(one.where)
        firm = drivers is not None or self._all.drivers is None
        steady = all(self._lately_shown(name) for name in keys)
        if one.against is Against.BEFORE and not steady:
            return None
        if one.effect and (one.effect.n < self._k or not (firm and steady)):
            return replace(one, reasons=()) if one.effect.n >= self._k else None
        if one.kind is FindingKind.MOMENT_OF_TRUTH:
            return replace(one, reasons=(one.says,))  # their reasons compare groups inside the touchpoint
        return one

    def _at(self, step: str) -> tuple[str, ...]:
        return next((point.touchpoints for point in self._all.curve if point.step == step), ())

    def _lately_shown(self, touchpoint: str) -> bool:
        one = self._held.get(touchpoint)
        if one is None:
            return True
        last = range(max(len(one.trend) - 2, 0), len(one.trend))
        return all(not one.trend[place].n or self._shown(moved(touchpoint, place)) for place in last)

    def _quotes(self) -> tuple[Quote, ...]:
        at_step: dict[str, int] = {}
        for key, step in {(quote.touchpoint, quote.step) for quote in self._all.quotes}:
            at_step[step] = at_step.get(step, 0) + self._count(said(key))
        return tuple(
            quote
            for quote in self._all.quotes
            if self._shown(said(quote.touchpoint)) and (not quote.step or at_step[quote.step] >= self._k)
        )

    def walked(self) -> Walked | None:
        """How the steps are walked, by groups that may be told."""
        walked = self._all.walked
        if walked is None or not self._shown(at.WALKED):
            return None
        steps = tuple(
            replace(
                one, crowd=None, measures=tuple(pair for pair in one.measures if self._walk_shown(one.step, pair[0]))
            )
            for one in walked.steps
        )
        kept = tuple(one for one in steps if one.measures)
        return replace(walked, steps=kept, people=0) if kept else None

    def _walk_shown(self, step: str, measure: str) -> bool:
        return all(self._shown(walks(step, part)) for part in _TELLS[Walk(measure)])

    def _voices(self) -> Voices:
        voices = self._all.voices
        if voices.overall is None or not voices.known:
            return voices
        if not self._shown(at.PEOPLE):
            return Voices(False, say("suppress.voices-hidden"))
        kept = tuple(one for one in voices.voices if self._shown(voice_of(one, "people")))
        return Voices(True, _voices_say(voices.overall, everyone=len(kept) == len(voices.voices)), voices.overall, kept)


def _voices_say(overall: Estimate, *, everyone: bool) -> str:
    ends = {"value": figure(overall.value, 0), "low": figure(overall.low, 0), "high": figure(overall.high, 0)}
    text = say("suppress.voices", **ends)
    return text if everyone else f"{text} {say('suppress.voices-some-hidden')}"


def worded_anew(reading: Reading, *, k: int, seen: bool) -> Reading:
    """``reading`` with a headline, lead and notes that count nobody who is not shown."""
    looks = max((one.looks for one in reading.findings), default=0)
    spots = {one.where for one in reading.findings if one.effect}
    notes = [say("suppress.note", k=k)]
    if any(point.measured_as for point in reading.curve):
        notes.append(say("reader.where-nobody-was-asked-how"))
    notes.append(say("reader.everything-here-is-association-none"))
    return replace(
        reading,
        headline=headline(reading.findings, reading.drivers, rated=seen, heard=bool(reading.responses)),
        lead=lead(
            responses=reading.responses,
            ratings=0,
            comments=reading.comments,
            touchpoints=0,
            when=str(reading.period),
            spots=len(spots),
            looks=looks if spots else 0,
            scope=reading.scope,
        ),
        notes=tuple(notes),
    )


def _blank(estimate: Estimate) -> Estimate:
    return Estimate.nothing(measure=estimate.measure, unit=estimate.unit, period=estimate.period)


def _uncounted(one: Backing) -> Backing:
    """Which kind of evidence stands behind a card, not how much: that is counted in too many ways."""
    return Backing(one.card, one.strength, stale=one.stale)


def _fresh(one: Freshness) -> Freshness:
    """How fresh, without how many are undated: composed anew where it must be."""
    if one.newest is None or one.age is None:
        return one
    return replace(one, says=say("suppress.newest", days=one.age))


def _nothing(reading: Reading, k: int) -> Reading:
    """Too few altogether: what is on the map, and that nothing may be said of it."""
    gap = say("suppress.gap", k=k)
    return replace(
        reading,
        headline="",
        lead=say("suppress.nothing", k=k),
        period=Period(),
        responses=0,
        answers=0,
        not_applicable=0,
        comments=0,
        events=0,
        overall=(),
        curve=tuple(replace(point, level=None, gap=gap, measured_as="") for point in reading.curve),
        unallocated=(),
        touchpoints=(),
        drivers=None,
        findings=(),
        positions=(),
        crosshairs=None,
        priorities=(),
        voices=Voices(False, say("suppress.voices-hidden")),
        backing=tuple(_uncounted(one) for one in reading.backing),
        standing=tuple(_uncounted(one) for one in reading.standing),
        freshness=Freshness(None, None, reading.freshness.stale, ""),
        quotes=(),
        walked=None,
        beside=(),
        notes=(say("suppress.note", k=k),),
    )
