"""Reading a map: everything the evidence says about it, put together.

What lives here: the order in which the parts are asked. Not here: any part itself. Nothing is written; the clock and
the seed are arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from outsidein.evidence.tables import Asks
from outsidein.ground.writing import figure, listed
from outsidein.insight.anchor import anchor
from outsidein.insight.asked import EFFORT, check_level, find_loyalty, of_touchpoints, of_whole
from outsidein.insight.backing import back, coverage
from outsidein.insight.beside import find_beside, own_sources
from outsidein.insight.emotion import curve, unallocated
from outsidein.insight.felt import Felt, Places, feel
from outsidein.insight.freshness import find_freshness
from outsidein.insight.grounds import Grounds, find_grounds
from outsidein.insight.headline import headline, lead
from outsidein.insight.inquiry import Inquiry
from outsidein.insight.level import MEASURE
from outsidein.insight.opportunity import opportunities
from outsidein.insight.phrases import say
from outsidein.insight.place import Counted
from outsidein.insight.priority import gap_priorities, positions
from outsidein.insight.quotes import choose_quotes
from outsidein.insight.rated import count, respondents
from outsidein.insight.reading import Priority, Reading, TouchpointReading
from outsidein.insight.scope import Scope, find_persona, segment_of
from outsidein.insight.shares import How, Method
from outsidein.insight.standing import stand
from outsidein.insight.voices import find_voices
from outsidein.insight.walked import walk
from outsidein.maps.cast import Persona
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.measures.ask import Row, Where
from outsidein.measures.estimate import Estimate, Period

if TYPE_CHECKING:
    from outsidein.evidence.store import Store

Progress = Callable[[float, float, str], None]
"""Called with what is done, of how much, doing what."""

_PARTS = 7
_FELT = (Asks.SATISFACTION, Asks.EMOTION)


def read(
    document: Document,
    store: Store,
    *,
    now: datetime,
    persona: str = "",
    where: Where = (),
    period: Period | None = None,
    level: float = 0.95,
    smallest_effect: float = 0.3,
    drivers_method: Method = "lmg",
    bootstrap: int = 0,
    seed: int = 0,
    progress: Progress | None = None,
) -> Reading:
    """Everything the evidence in ``store`` says about ``document``, as of ``now``.

    ``persona`` (id or key) narrows to its segment, ``where`` by channel, source or segments, ``period`` by day.
    ``smallest_effect`` is the smallest difference that matters, in points of 1–10; intervals are at ``level``, and of
    what stands out at most 1 − ``level`` is expected to be chance. ``bootstrap`` (500 or more) makes the intervals of
    driver shares by resampling with ``seed``. Raises MeasureError for a filter that the evidence does not know.
    """
    check_level(level, smallest_effect)
    tell = _Steps(progress)
    tell(say("reader.counting-what-was-asked"))
    who = find_persona(document, persona) if persona else None
    chosen = (*(segment_of(who) if who else ()), *where)
    scope = Scope((*chosen, *own_sources(document, store, where=chosen)), period)
    counted = count(store, scope=scope)
    anchors = anchor(document, heard=_heard(store, counted))
    inquiry = Inquiry(
        document, store, anchors, counted, find_loyalty(document, counted), scope, level, smallest_effect
    )  # fmt: skip
    asked = of_touchpoints(store, counted, scope=scope, level=level)

    places = Places.of(inquiry)
    with ExitStack() as stack:
        rated = stack.enter_context(respondents(store, places.all, scope=scope)) if places.all else None
        how = How(level, drivers_method, bootstrap, np.random.default_rng(seed) if bootstrap else None)
        effort = asked.get(EFFORT, ())
        felt = feel(inquiry, rated, places, effort=effort, how=how, tell=tell) if rated else Felt()
        tell(say("reader.looking-at-comments-and-events"))
        grounds = find_grounds(store, rated, scope=scope, cited=_cited(document))
        spots = [one for one in felt.findings if one.effect]
        quotes = choose_quotes(store, anchors, rated, scope=scope, spots=spots) if grounds.comments else ()

    tell(say("reader.looking-for-who-is-missing"))
    overall, refused = of_whole(store, counted, inquiry.loyalty, scope=scope, level=level)
    voices = find_voices(store, document, anchors, period=period, level=level)
    backing = back(document, anchors, grounds, levels=felt.levels, now=now)
    journey = inquiry.on_journey(places.touchpoints)
    performance = {place.keys[0]: felt.levels[place.where] for place in journey}
    matrix, hairs = positions(felt.drivers, performance)
    comments = {key: ground.n for key, ground in grounds.comments.items()}
    reading = Reading(
        headline=headline(
            felt.findings,
            felt.drivers,
            rated=bool(felt.seen),
            heard=bool(grounds.responses),
            done=bool(grounds.all_events),
        ),
        lead=lead(
            responses=grounds.responses,
            ratings=sum(one.n for one in counted if one.touchpoint and one.asks in _FELT),
            comments=grounds.all_comments,
            touchpoints=len(places.touchpoints),
            when=_when(grounds),
            spots=len({one.where for one in spots}),
            looks=len(felt.seen),
            scope=str(scope),
            events=grounds.all_events,
        ),
        period=_period(scope, grounds),
        responses=grounds.responses,
        answers=sum(one.n for one in counted),
        not_applicable=sum(one.not_applicable for one in counted),
        comments=grounds.all_comments,
        events=grounds.all_events,
        overall=overall,
        curve=curve(document, anchors, places=places.steps, levels=felt.levels, counted=counted, scope=str(scope)),
        unallocated=unallocated(
            document,
            anchors,
            levels={place.keys[0]: felt.levels[place.where] for place in places.touchpoints},
            counted=counted,
            comments=comments,
        ),
        touchpoints=_touchpoints(inquiry, asked, felt, comments),
        drivers=felt.drivers,
        findings=felt.findings,
        positions=matrix,
        crosshairs=hairs,
        priorities=_priorities(inquiry, felt, performance),
        voices=voices,
        backing=backing,
        coverage=coverage(backing),
        freshness=find_freshness(
            document,
            newest=grounds.newest if grounds.responses else grounds.last_done,
            undated=grounds.undated,
            responses=grounds.responses or grounds.all_events,
            now=now,
        ),
        quotes=quotes,
        notes=tuple(dict.fromkeys((*_notes(inquiry, felt, who), *refused))),
        scope=str(scope),
        standing=stand(document, backing, grounds, now=now),
        walked=walk(document, store, recorded=grounds.events, scope=scope, level=level),
        beside=find_beside(document, store, anchors, own=chosen, period=period, level=level),
    )
    tell("done")
    return reading


class _Steps:
    """Tells a watcher how far a reading is: each call ends one part and begins the next."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = 0

    def __call__(self, doing: str) -> None:
        if self._progress:
            self._progress(self._done, _PARTS, doing)
        self._done += 1


def _heard(store: Store, counted: Sequence[Counted]) -> list[str]:
    """The touchpoints that evidence speaks of, in whichever way."""
    keys = [one.touchpoint for one in counted]
    for table in (store.comments, store.events):
        keys += table.select("touchpoint").distinct().to_pyarrow()["touchpoint"].to_pylist()
    return [key for key in dict.fromkeys(keys) if key]


def _cited(document: Document) -> set[str]:
    cited = {one for card in document.all(Card) for one in card.evidence}
    return cited | {one for flow in document.flows for one in flow.evidence}


def _when(grounds: Grounds) -> str:
    if grounds.first is None or grounds.newest is None:
        return "undated"
    return str(Period(grounds.first.date(), grounds.newest.date()))


def _period(scope: Scope, grounds: Grounds) -> Period:
    if scope.period:
        return scope.period
    if grounds.first is None or grounds.newest is None:
        return Period()
    return Period(grounds.first.date(), grounds.newest.date())


def _touchpoints(
    inquiry: Inquiry, asked: Mapping[str, Sequence[Row]], felt: Felt, comments: Mapping[str, int]
) -> tuple[TouchpointReading, ...]:
    """What was asked about each touchpoint, those of the map first; those that nobody spoke of are left out."""
    found = []
    for one in inquiry.anchors.touchpoints:
        level = felt.levels.get(f"touchpoint:{one.touchpoint}")
        measures = [(MEASURE, level)] if level and level.known else []
        measures += [
            (measure, row.estimate)
            for measure, rows in asked.items()
            for row in rows
            if row.keys[0] == one.touchpoint and row.estimate.known
        ]
        said = comments.get(one.touchpoint, 0)
        if measures or said:
            trend = felt.trend.get(one.touchpoint, ())
            found.append(TouchpointReading(one.touchpoint, tuple(measures), trend, said))
    return tuple(found)


def _priorities(inquiry: Inquiry, felt: Felt, performance: Mapping[str, Estimate]) -> tuple[Priority, ...]:
    """Opportunity scores where customers stated importance, and driver share × gap where a step has a target."""
    important = any(one.asks is Asks.IMPORTANCE for one in inquiry.counted)
    stated = opportunities(inquiry.store, scope=inquiry.scope, level=inquiry.level) if important else ()
    targets = {key: target for key in performance if (target := inquiry.target_of(key)) is not None}
    return (*stated, *gap_priorities(felt.drivers, performance, targets))


def _notes(inquiry: Inquiry, felt: Felt, who: Persona | None) -> list[str]:
    """What a reader must know before believing any of it."""
    notes = []
    if who and not who.segment:
        notes.append(say("reader.is-tied-to-no-segment", name=who.name))
    if inquiry.loyalty.says:
        notes.append(inquiry.loyalty.says)
    if felt.seen:
        notes.append(
            say(
                "reader.what-stands-out-differs-by",
                smallest=inquiry.smallest,
                n=len(felt.seen),
                level=figure(100 * (1 - inquiry.level), 0),
            )
        )
    if any(estimate.notes for estimate in felt.levels.values()):
        notes.append(say("reader.where-nobody-was-asked-how"))
    strangers = [one.touchpoint for one in inquiry.anchors.touchpoints if not one.known]
    if strangers:
        notes.append(say("reader.the-evidence-speaks-of-touchpoints", strangers=listed(strangers, most=5)))
    notes += felt.notes
    notes.append(say("reader.everything-here-is-association-none"))
    return notes
