"""How a map is walked: what the event log says of each of its steps, in a reading beside how the step felt.

What lives here: Walked and how it is asked of a store, with the same filters as the rest of a reading. Not here: what
is counted (measures.journeys.along), the designed way held against the observed ones in full (designed).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from outsidein.insight.phrases import say
from outsidein.maps.document import Document
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.journeys.along import Crowd

if TYPE_CHECKING:
    from outsidein.evidence.journeys import Journeys
    from outsidein.evidence.store import Store
    from outsidein.insight.scope import Scope
    from outsidein.measures.journeys.along import Along


class Walk(StrEnum):
    """What is told of how a step is walked; the rows of a map in this order."""

    COME_BY = "walk-come-by"
    PASS_BY = "walk-pass-by"  # noqa: S105 - no password
    END_HERE = "walk-end-here"
    ONWARDS = "walk-onwards"

    @property
    def label(self) -> str:
        """Its short name in the language spoken."""
        return say(f"walked.label.{self.value}")

    @property
    def said(self) -> str:
        """What it is, in a few words."""
        return say(f"walked.says.{self.value}")


@dataclass(frozen=True, slots=True)
class WalkedStep:
    """A step that events show: pairs of a ``Walk`` and what it came to, and the touchpoints (keys) that show it.

    Shares are in percent; the time until the next recorded step is a median, in seconds. ``crowd`` says how many
    customers stand behind the counts; None where that was taken out, so that it is not published with them.
    """

    step: str
    touchpoints: tuple[str, ...]
    measures: tuple[tuple[str, Estimate], ...]
    crowd: Crowd | None = None


@dataclass(frozen=True, slots=True)
class Walked:
    """How the map is walked by ``journeys`` of the log; steps that no event could show are left out.

    ``people`` are the customers behind them; 0 where that was taken out.
    """

    journeys: int
    steps: tuple[WalkedStep, ...]
    people: int = 0


def walk(document: Document, store: Store, *, recorded: Iterable[str], scope: Scope, level: float) -> Walked | None:
    """How ``document`` is walked, by the events in ``store``; nothing where none of them touches the map.

    ``recorded`` are the touchpoints (keys) with events in ``scope``. A filter that cannot tell journeys apart (a
    channel, a source, a segment that no journey carries) leaves nothing to be said either: a journey has several.
    """
    from outsidein.evidence.tables import SEGMENT

    met = {touchpoint.key for step in document.steps for _, touchpoint in document.encounters(step.id)}
    if met.isdisjoint(recorded) or any(not name.startswith(SEGMENT) or None in of for name, of in scope.where):
        return None
    if not _anybody(store):
        return None
    from outsidein.evidence.journeys import Journeys

    with Journeys.of(store) as journeys:
        narrowed = narrow_journeys(journeys, scope)
        return told(document, narrowed, level=level) if narrowed is not None else None


def told(document: Document, journeys: Journeys, *, level: float = 0.95) -> Walked | None:
    """How ``document`` is walked by ``journeys``; nothing where they touch none of its steps."""
    from outsidein.insight.designed import planned
    from outsidein.measures.journeys.along import along, crowds

    plan = [(step, keys, codes) for step, keys, codes, _ in planned(document, journeys) if codes]
    drawn = [[journeys.names[code - 1] for code in codes] for _, _, codes in plan]
    found = along(journeys, drawn, level=level)
    cases = max((one.came.n for one in found), default=0)
    if not cases:
        return None
    people, crowd = crowds(journeys, drawn)
    steps = tuple(
        WalkedStep(step, keys, _measures(one), crowd[at])
        for at, ((step, keys, _), one) in enumerate(zip(plan, found, strict=True))
    )
    return Walked(cases, steps, people)


def _measures(one: Along) -> tuple[tuple[str, Estimate], ...]:
    def percent(share: Estimate) -> Estimate:
        return replace(share.map(100), unit="%")

    found = (
        (Walk.COME_BY, percent(one.came)),
        (Walk.PASS_BY, percent(one.passed)),
        (Walk.END_HERE, percent(one.ended)),
        (Walk.ONWARDS, replace(one.onwards.median, cites=(Cite(say("walked.formula.onwards")),))),
    )
    return tuple((measure.value, estimate) for measure, estimate in found if estimate.known)


def narrow_journeys(journeys: Journeys, scope: Scope) -> Journeys | None:
    """The journeys of the people in scope that began in its period; None where the log does not tell them apart."""
    from outsidein.evidence.tables import SEGMENT

    for name, wanted in scope.where:
        segment = name.removeprefix(SEGMENT)
        values = [value for value in wanted if value in journeys.segments.get(segment, ())]
        if not values:
            return None
        journeys = journeys.segment(**{segment: values})
    return journeys.period(scope.period.first, scope.period.last) if scope.period else journeys


def _anybody(store: Store) -> bool:
    """Whether any event says whose it is and when: without, there are no journeys."""
    from outsidein.evidence.notions import happened

    events = happened(store.responses, store.events)
    known = events.filter((events["case"].notnull() | events.customer.notnull()) & events.time.notnull())
    return bool(known.count().to_pyarrow().as_py())
