"""The census of a reading: every count that is published with it, and the sums by which one could be had from others.

What lives here: which counts of a Reading hang together. Not here: which of them are hidden (measures.hiding), or what
is left of a reading then (privacy). Where it is unknown how two counts overlap, the worst is assumed:
that they do not.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Final

from outsidein.insight.level import MEASURE
from outsidein.insight.reading import Reading, TouchpointReading, Voice
from outsidein.insight.walked import Walk
from outsidein.measures.estimate import Estimate
from outsidein.measures.hiding import Cell, Hidden, Sum, hide
from outsidein.measures.journeys.along import Crowd

LEVEL: Final = "level"
COMPLETE: Final = ("complete",)
LEFT_OUT: Final = ("left out",)
ANSWERS: Final = ("answers",)
COMMENTS: Final = ("comments",)
EVENTS: Final = ("events",)
NOT_APPLICABLE: Final = ("not applicable",)
PEOPLE: Final = ("people",)
HEARD: Final = ("heard",)
WALKED: Final = ("walked",)
_NOBODY_COUNTED: Final = Crowd(0, 0, 0, 0, 0, 0, 0, 0, 0)


def curve_at(step: str) -> Cell:
    """The answers that count for a step (its id)."""
    return ("curve", step)


def measured(touchpoint: str, measure: str) -> Cell:
    """The answers that a measure of a touchpoint (its key) rests on."""
    return ("measure", touchpoint, measure)


def moved(touchpoint: str, at: int) -> Cell:
    """Those in one stretch of its trend."""
    return ("trend", touchpoint, at)


def said(touchpoint: str) -> Cell:
    """The comments about a touchpoint."""
    return ("said", touchpoint)


def whole(measure: str, at: int) -> Cell:
    """The answers about the journey as a whole that a measure rests on."""
    return ("whole", measure, at)


def walks(step: str, part: str) -> Cell:
    """The journeys that ``came`` by a step, got ``farther``, ``passed`` it by, ``ended`` there or went ``onwards``."""
    return ("walk", step, part)


def voice_of(voice: Voice, part: str) -> Cell:
    """The ``people`` of a segment, those ``heard`` and those ``unheard``."""
    return ("voice", voice.segment, voice.value, voice.stage, part)


@dataclass
class Census:
    """Counts by cell and the sums that tie them, gathered from one Reading."""

    counts: dict[Cell, int] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    unseen: set[Cell] = field(default_factory=set)
    bound: set[Cell] = field(default_factory=set)
    spare: set[Cell] = field(default_factory=set)
    together: list[frozenset[Cell]] = field(default_factory=list)
    few: dict[Cell, int] = field(default_factory=dict)
    """How many people stand behind a count, where that is known."""

    def hidden(self, k: int) -> Hidden:
        """What must not be shown."""
        return hide(
            self.counts,
            self.sums,
            k=k,
            small=[cell for cell, people in self.few.items() if 0 < people < k],
            unseen=self.unseen,
            bound=self.bound,
            together=self.together,
            spare=self.spare,
        )

    def enter(self, cell: Cell, estimate: Estimate) -> None:
        """Enter the count behind an estimate."""
        self.counts[cell] = estimate.n
        if estimate.people:
            self.few[cell] = estimate.people

    def tie(self, total: Cell, parts: Iterable[Cell], *, exactly: bool = True, people: int = 0) -> bool:
        """Note that ``parts`` make up ``total``, with a rest that is never shown; False where they are more than it.

        Where there is no rest, somebody may know it: then it is no excuse for the others, unless not ``exactly``.
        ``people`` are those behind the rest, where that is known.
        """
        cells = [part for part in parts if part in self.counts]
        rest = self.counts[total] - sum(self.counts[cell] for cell in cells)
        if rest < 0:
            return False
        if cells and (rest or not exactly):
            other = ("rest", total, len(self.sums))
            self.counts[other] = rest
            self.unseen.add(other)
            if people:
                self.few[other] = people
            cells.append(other)
        if cells:
            self.sums.append(Sum(total, tuple(cells)))
        return True


def take_census(reading: Reading, whole_reading: Reading | None = None) -> Census:
    """The census of ``reading``; ``whole_reading`` is one of everybody that is shown elsewhere, too."""
    census = Census()
    for at, (measure, estimate) in enumerate(reading.overall):
        census.enter(whole(measure, at), estimate)
    for touchpoint in reading.touchpoints:
        _touchpoint(census, touchpoint)
    _curve(census, reading)
    _drivers(census, reading)
    _totals(census, reading)
    _voices(census, reading)
    _walked(census, reading)
    if whole_reading is not None:
        _complement(census, take_census(whole_reading))
    return census


def _touchpoint(census: Census, one: TouchpointReading) -> None:
    read = dict(one.measures)
    for measure, estimate in one.measures:
        census.enter(measured(one.touchpoint, measure), estimate)
    census.counts[said(one.touchpoint)] = one.comments
    level = measured(one.touchpoint, MEASURE)
    if MEASURE not in read:
        return
    if read[MEASURE].notes and "csat" in read:  # satisfaction stands in: the same answers under two names
        csat = measured(one.touchpoint, "csat")
        census.tie(level, [csat]) or census.tie(csat, [level])
    trend = []
    for at, estimate in enumerate(one.trend):
        trend.append(moved(one.touchpoint, at))
        census.enter(trend[-1], estimate)
    if trend and one.trend[-1].period == read[MEASURE].period:
        census.tie(level, trend[-1:])
    elif trend:
        census.tie(level, trend) or census.tie(level, trend[-1:])


def _curve(census: Census, reading: Reading) -> None:
    for point in reading.curve:
        if point.level is None:
            continue
        census.enter(curve_at(point.step), point.level)
        parts = [measured(key, MEASURE) for key in point.touchpoints]
        if len(parts) == 1:
            census.tie(curve_at(point.step), parts) or census.tie(parts[0], [curve_at(point.step)])
        elif any(part in census.counts for part in parts):
            # Who rated several of them is one in the step and several in the parts: taken as if nobody had.
            known = [part for part in parts if part in census.counts]
            pooled = ("pooled", point.step)
            census.counts[pooled] = sum(census.counts[part] for part in known)
            census.together.append(frozenset({pooled, curve_at(point.step)}))
            census.sums.append(Sum(pooled, tuple(known)))


def _drivers(census: Census, reading: Reading) -> None:
    drivers = reading.drivers
    if drivers is None or not drivers.drivers:
        return
    census.counts |= {COMPLETE: drivers.n, LEFT_OUT: drivers.left_out}
    census.together.append(frozenset({COMPLETE, LEFT_OUT}))
    asked = ("asked", drivers.outcome)
    census.counts[asked] = drivers.n + drivers.left_out
    census.unseen.add(asked)
    census.sums.append(Sum(asked, (COMPLETE, LEFT_OUT)))
    if reading.overall:
        census.tie(whole(reading.overall[0][0], 0), [asked])
    for driver in drivers.drivers:
        if measured(driver.touchpoint, MEASURE) in census.counts:
            census.tie(measured(driver.touchpoint, MEASURE), [COMPLETE], exactly=False)


def _totals(census: Census, reading: Reading) -> None:
    """What the head of a page says of all; given up first, since it costs least."""
    census.counts |= {
        ANSWERS: reading.answers,
        NOT_APPLICABLE: reading.not_applicable,
        COMMENTS: reading.comments,
        EVENTS: reading.events,
    }
    census.spare |= {ANSWERS, COMMENTS}
    census.tie(COMMENTS, [said(one.touchpoint) for one in reading.touchpoints])
    answers: list[Cell] = [whole(measure, at) for at, (measure, _) in enumerate(reading.overall)]
    for one in reading.touchpoints:
        read = dict(one.measures)
        stands_in = MEASURE in read and "csat" in read and bool(read[MEASURE].notes)
        answers += [measured(one.touchpoint, id) for id in read if not (id == "csat" and stands_in)]
    if not census.tie(ANSWERS, answers):  # counted in more than one way: nobody shall do sums with it
        census.counts[ANSWERS] = 0


def _voices(census: Census, reading: Reading) -> None:
    voices = reading.voices
    if voices.overall is None or not voices.overall.known:
        return
    census.counts[PEOPLE] = voices.overall.n
    census.counts[HEARD] = round(voices.overall.value * voices.overall.n / 100)
    unheard = ("unheard",)
    census.counts[unheard] = census.counts[PEOPLE] - census.counts[HEARD]
    census.unseen.add(unheard)
    census.together.append(frozenset({PEOPLE, HEARD}))
    census.sums.append(Sum(PEOPLE, (HEARD, unheard)))
    for voice in voices.voices:
        people, heard, silent = (voice_of(voice, part) for part in ("people", "heard", "unheard"))
        census.counts |= {people: voice.people, heard: voice.heard, silent: voice.people - voice.heard}
        census.unseen.add(silent)
        census.together.append(frozenset({people, heard}))
        census.sums.append(Sum(people, (heard, silent)))
    whole_voices = [voice for voice in voices.voices if not voice.stage]
    for segment in dict.fromkeys(voice.segment for voice in whole_voices):
        mine = [voice for voice in whole_voices if voice.segment == segment]
        census.tie(PEOPLE, [voice_of(voice, "people") for voice in mine])
        census.tie(HEARD, [voice_of(voice, "heard") for voice in mine])
    for voice in voices.voices:
        if voice.stage:
            of_all = ("voice", voice.segment, voice.value, "", "heard")
            if of_all in census.counts:
                census.tie(of_all, [voice_of(voice, "people")])


def _walked(census: Census, reading: Reading) -> None:
    """Journeys by step. Who gets as far comes by or passes; who comes by ends there, goes on, or does neither."""
    if reading.walked is None:
        return
    census.counts[WALKED] = reading.walked.journeys
    if reading.walked.people:
        census.few[WALKED] = reading.walked.people
    before: Hashable = WALKED
    for one in reading.walked.steps:
        found = dict(one.measures)
        came, farther, passed, ended, onwards = (
            walks(one.step, part) for part in ("came", "farther", "passed", "ended", "onwards")
        )
        crowd = one.crowd or _NOBODY_COUNTED
        census.counts[came] = _part_of(found.get(Walk.COME_BY))
        census.tie(WALKED, [came], people=crowd.away)
        if Walk.PASS_BY in found:
            census.counts |= {farther: found[Walk.PASS_BY].n, passed: _part_of(found[Walk.PASS_BY])}
            census.together.append(frozenset({farther, passed}))
            census.sums.append(Sum(farther, (came, passed)))
            census.tie(before, [farther], people=crowd.behind)
            before = farther
        for beside, n, rest in (
            (ended, _part_of(found.get(Walk.END_HERE)), crowd.on),
            (onwards, _of(found.get(Walk.ONWARDS)), crowd.stopped),
        ):
            census.counts[beside] = n
            census.tie(came, [beside], people=rest)
        behind = (crowd.came, crowd.farther, crowd.passed, crowd.ended, crowd.onwards)
        for cell, people in zip((came, farther, passed, ended, onwards), behind, strict=True):
            if people and cell in census.counts:
                census.few[cell] = people


def _of_walks(cell: Cell) -> bool:
    return cell == WALKED or (isinstance(cell, tuple) and cell[0] == "walk")


def _part_of(share: Estimate | None) -> int:
    return round(share.value * share.n / 100) if share else 0


def _of(estimate: Estimate | None) -> int:
    return estimate.n if estimate else 0


def _complement(census: Census, everybody: Census) -> None:
    """Who is in the whole and not here must be no small group, either."""
    for cell, n in list(census.counts.items()):
        more = everybody.counts.get(cell, 0)
        if cell not in census.unseen and n and more > n and cell not in (ANSWERS, COMMENTS):
            there = ("everybody", cell)
            census.counts[there] = more
            census.bound.add(there)
            others = 0
            if _of_walks(cell) and cell in census.few:
                # Who walked is in the whole and not here; or, where nobody is, only with other journeys: a single one.
                others = max(everybody.few.get(cell, 0) - census.few[cell], 1)
            census.tie(there, [cell], people=others)
