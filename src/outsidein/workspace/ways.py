"""Ways: how the journeys of a workspace are walked, how long their customers stay and whether leaving can be foretold.

What lives here: gathering all that for a report of a map, of everybody or of one persona. Not here: any analysis
(insight.ways, foretelling), drawing it (render).
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from outsidein import maps
from outsidein.ground import MeasureError
from outsidein.maps import Document, Role
from outsidein.measures.hiding import K
from outsidein.workspace.foretelling import foretell, horizon_of, silence_of
from outsidein.workspace.happenings import happenings_of
from outsidein.workspace.phrases import say
from outsidein.workspace.study import Study

if TYPE_CHECKING:
    from outsidein.insight import Reading
    from outsidein.insight.prediction import Calibration
    from outsidein.insight.public import Public
    from outsidein.insight.ways import Ways
    from outsidein.maps import Persona
    from outsidein.measures.value import Survival
    from outsidein.workspace.happenings import Happenings

MOST_EVENTS: Final = 1_000_000
"""Of a larger log a report tells how it is walked; who stays and leaves is asked for by itself."""
_FEW, _LEFT = 30, 10
"""Fewer customers, or fewer of them who left, and a curve is none."""


def ways_of(study: Study, document: Document, reading: Reading, *, persona: str = "") -> Ways | None:
    """How journeys are walked, for a report; nothing where ``reading`` knows of none.

    They are those of everybody, or of ``persona`` (id or key) where ``reading`` is narrowed to that and journeys can be
    told apart by it; a report that is narrowed by anything else has none.
    """
    if reading.walked is None or (reading.scope and not persona):
        return None
    from outsidein.evidence.journeys import Journeys
    from outsidein.insight.public import compare_personas
    from outsidein.insight.scope import Scope, find_persona, segment_of
    from outsidein.insight.walked import narrow_journeys
    from outsidein.insight.ways import find_ways

    who = find_persona(document, persona) if persona else None
    scope = Scope(segment_of(who) if who else ())
    with ExitStack() as stack:
        journeys = narrow_journeys(stack.enter_context(Journeys.of(study.store)), scope)
        if journeys is None:
            return None
        customers = None
        known = _known_events(study)
        if known:
            customers = narrow_journeys(stack.enter_context(Journeys.of(study.store, notion="customer")), scope)
        found = replace(
            find_ways(document, journeys, customers=customers),
            compared=None if who else compare_personas(document, journeys),
        )
    if not known:
        return replace(found, notes=(say("ways.nobody-known"),))
    if known > MOST_EVENTS:
        return replace(found, notes=(say("ways.too-many-events", most=MOST_EVENTS),))
    happened = happenings_of(study, notion="customer")
    silent, gone = silence_of(happened, None)
    curves = _staying(happened, document, who, silent=silent)
    calibration, unforetold = _leaving(_of(happened, who) if who else happened, within=horizon_of(happened, None))
    return replace(
        found,
        survival=curves,
        calibration=calibration,
        notes=(*(() if curves else (say("ways.too-few-to-last", few=_FEW, left=_LEFT),)), *unforetold),
        stays=(gone, say("foretelling.before-the-log")),
    )


def _known_events(study: Study) -> int:
    """How many events say whose they are."""
    from outsidein.evidence.notions import happened

    events = happened(study.store.responses, study.store.events)
    return int(events.filter(events.customer.notnull() & events.time.notnull()).count().to_pyarrow().as_py())


def _staying(
    happened: Happenings, document: Document, who: Persona | None, *, silent: timedelta
) -> tuple[tuple[str, Survival], ...]:
    """The curve of everybody and of each persona that customers can be told by; of ``who`` alone where one is asked."""
    if who is not None:
        shown = [(who.name, _of(happened, who))]
    else:
        shown = [(say("ways.everybody"), happened)]
        shown += [(one.name, _of(happened, one)) for one in document.personas if one.segment]
    return tuple(curve for label, part in shown for curve in _lasting(label, part, silent=silent))


def _lasting(label: str, part: Happenings, *, silent: timedelta, least: int = 1) -> tuple[tuple[str, Survival], ...]:
    """The curve of those in ``part``, told by groups of ``least``; nothing where too few are known or left."""
    from outsidein.measures.value import evened, stays_until_silent, survival

    if not len(part.events):
        return ()
    stays = stays_until_silent(part.events, silent=silent)
    if least > 1:
        stays = evened(stays, least=least)
    if len(stays.duration) < _FEW or int(stays.left.sum()) < _LEFT:
        return ()
    return ((label, survival(stays.duration, stays.left, unit=say("ways.days"))),)


def _leaving(happened: Happenings, *, within: timedelta) -> tuple[tuple[tuple[str, Calibration], ...], tuple[str, ...]]:
    """How well chances of leaving held on a later time; where that cannot be known, a sentence that says why."""
    try:
        found = foretell(happened, within=within)
    except MeasureError as error:
        return (), tuple(say("ways.not-foretold", why=one.says) for one in error.diagnostics)
    return ((say("ways.leaving", days=round(found.horizon, 1)), found.calibration),), ()


def public_ways(study: Study, document: Document, part: Document, *, k: int = K) -> Public:
    """How journeys are walked, as strangers may be told of it in ``part``, chosen of ``document``.

    Chances are not told: how well they hold is a matter of the house, and rests on single customers.
    """
    from outsidein.evidence.journeys import Journeys
    from outsidein.insight.public import find_public

    known = _known_events(study)
    with ExitStack() as stack:
        journeys = stack.enter_context(Journeys.of(study.store))
        customers = stack.enter_context(Journeys.of(study.store, notion="customer")) if known else None
        found = find_public(document, part, journeys, customers=customers, k=k)
    if Role.MEASURE not in {lane.role for lane in maps.lanes_of(part)}:
        return found
    notes = list(found.ways.notes)
    curves: tuple[tuple[str, Survival], ...] = ()
    stays: tuple[str, ...] = ()
    if 0 < known <= MOST_EVENTS:
        happened = happenings_of(study, notion="customer")
        silent, gone = silence_of(happened, None)
        curves = _lasting(say("ways.everybody"), happened, silent=silent, least=k)
        stays = (gone, say("foretelling.before-the-log"), say("ways.evened", k=k)) if curves else ()
    if not curves:
        notes.append(say("ways.not-public-lasting"))
    notes.append(say("ways.not-public-chances"))
    return replace(found, ways=replace(found.ways, survival=curves, stays=stays, notes=tuple(notes)))


def _of(happened: Happenings, who: Persona) -> Happenings:
    """What happened to the customers that ``who`` stands for."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from outsidein.evidence.tables import SEGMENT
    from outsidein.insight.scope import segment_of

    kept: set[str] | None = None
    for name, values in segment_of(who):
        segment = name.removeprefix(SEGMENT)
        known = happened.segment_of(segment) if segment in happened.segment_names else {}
        these = {case for case, value in known.items() if value in values}
        kept = these if kept is None else kept & these
    of = pa.array(sorted(kept or ()), pa.string())
    scores = happened.scores
    return replace(
        happened,
        events=happened.events.filter(pc.is_in(happened.events["case"], of)),
        scores=None if scores is None else scores.filter(pc.is_in(scores["case"], of)),
    )
