"""A part of a map to hand on: what was chosen of it, and nothing else.

What lives here: the choice of lanes, personas and touchpoints, as a Document of its own that never held the rest. Not
here: what the evidence says about it (insight.confine), who may see it (server). Records of a class that is not named
here are left out: what is new to a map is not shared until somebody says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from outsidein.maps.cast import Persona, Touchpoint
from outsidein.maps.cells import Card, Lane
from outsidein.maps.document import Document
from outsidein.maps.kind import Role, lanes_of
from outsidein.maps.network import Actor, Flow
from outsidein.maps.order import between
from outsidein.maps.plan import PlanPlace
from outsidein.maps.record import Record
from outsidein.maps.spine import Journey, Stage, Step
from outsidein.maps.ties import Arrow, Encounter, Moment


def chosen(
    document: Document,
    *,
    lanes: frozenset[str],
    personas: frozenset[str] | None = None,
    touchpoints: frozenset[str] | None = None,
    moments: bool = True,
    owners: bool = False,
) -> Document:
    """``document`` with its spine, the lanes of these keys, and what else was chosen; all else never enters it.

    ``personas`` and ``touchpoints`` are ids; None means all, of touchpoints only where their lane is among ``lanes``.
    A card is kept where its lane is, its touchpoint (if it has one) and one of its personas (if it has any). Names of
    owners are kept only with ``owners``, reasons of moments of truth only with ``moments``; what cards cite never is.
    A lane that was not chosen stands as hidden, without its name. Levels aimed at go with the lane of the curve. Which
    other maps there are (``opens``, ``of``) and what the organisation is able to do is not told. Places show their
    touchpoint as a lane of touchpoints would.
    """
    return Document.of(_Choice(document, lanes, personas, touchpoints, moments, owners).records())


@dataclass(frozen=True)
class _Choice:
    document: Document
    lanes: frozenset[str]
    personas: frozenset[str] | None
    touchpoints: frozenset[str] | None
    moments: bool
    owners: bool

    def records(self) -> Iterator[Record]:
        kept = list(self._kept())
        there = {record.id for record in kept}
        kept = [one for one in kept if not isinstance(one, Arrow) or (one.parent in there and one.to in there | {""})]
        texts = "\n".join(text for record in kept for text in _texts(record))
        for record in kept:
            if isinstance(record, Journey):  # an abbreviation that nothing here uses would tell of what is not here
                used = tuple(pair for pair in record.abbreviations if pair[0] in texts)
                yield replace(record, abbreviations=used)
            else:
                yield record
        yield from self._hidden()

    def _kept(self) -> Iterator[Record]:
        touchpoints, personas = self._touchpoints(), self._personas()
        curved = any(lane.role is Role.CURVE and lane.key in self.lanes for lane in lanes_of(self.document))
        for record in self.document:
            match record:
                case Journey():
                    yield replace(record, of="", owner=record.owner if self.owners else "")
                case Stage() | Arrow():
                    yield record
                case Step():
                    yield replace(record, opens="", capabilities=(), target=record.target if curved else None)
                case Flow():
                    yield replace(record, opens="", evidence=())
                case Actor():
                    yield replace(record, persona=record.persona if record.persona in personas else "")
                case PlanPlace():
                    yield replace(record, touchpoint=record.touchpoint if record.touchpoint in touchpoints else "")
                case Lane() if record.key in self.lanes and not record.hidden:
                    yield replace(record, persona=record.persona if record.persona in personas else "")
                case Persona() if record.id in personas:
                    yield record
                case Touchpoint() if record.id in touchpoints:
                    yield record
                case Encounter() if record.touchpoint in touchpoints:
                    yield record
                case Moment() if self.moments and (not record.touchpoint or record.touchpoint in touchpoints):
                    yield record
                case Card() if self._has(record, touchpoints, personas):
                    owner = record.owner if self.owners else ""
                    mine = tuple(one for one in record.personas if one in personas)
                    yield replace(record, evidence=(), owner=owner, personas=mine)

    def _has(self, card: Card, touchpoints: frozenset[str], personas: frozenset[str]) -> bool:
        shown = {lane.key for lane in lanes_of(self.document)} & self.lanes
        about = not card.touchpoint or card.touchpoint in touchpoints
        return card.lane in shown and about and (not card.personas or bool(personas.intersection(card.personas)))

    def _touchpoints(self) -> frozenset[str]:
        shown = any(lane.role is Role.TOUCHPOINTS and lane.key in self.lanes for lane in lanes_of(self.document))
        if not (shown or self.document.places):
            return frozenset()
        known = frozenset(one.id for one in self.document.touchpoints)
        return known if self.touchpoints is None else known & self.touchpoints

    def _personas(self) -> frozenset[str]:
        known = frozenset(one.id for one in self.document.personas)
        return known if self.personas is None else known & self.personas

    def _hidden(self) -> Iterator[Lane]:
        """The lanes of the kind that were not chosen, hidden, behind those that stay so that these keep their place."""
        own = [lane for lane in self.document.lanes if lane.key in self.lanes and not lane.hidden]
        order = max((lane.order for lane in own), default="")
        names = {lane.key for lane in own}
        declared = {lane.key for lane in lanes_of(Document.of([self.document.journey]), hidden=True)}
        for lane in lanes_of(self.document, hidden=True):
            if lane.key in declared and lane.key not in names and (lane.hidden or lane.key not in self.lanes):
                order = between(order)
                journey = self.document.journey.id
                yield Lane(id=f"lane:{lane.key}", parent=journey, order=order, of=lane.of.id, hidden=True)


def _texts(record: Record) -> Iterator[str]:
    """Every text on a record."""
    for name in record.__dataclass_fields__:
        value = getattr(record, name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple) and name != "abbreviations":
            yield from (one for one in value if isinstance(one, str))
