"""Beginning a map from what another one shows: a blueprint from a journey, a journey from a relationship.

What lives here: front_stage and investigate, with the links between the two maps. Not here: beginning from presets
(beginning) or templates (template), what evidence says (insight). Both give new maps; the old ones stay as they are,
but for the link that ``investigate`` puts on the flow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from outsidein.maps.beginning import begin
from outsidein.maps.cast import Persona, Touchpoint, TouchpointKind
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.kind import kind, lanes_of
from outsidein.maps.network import Actor, ActorKind, Flow
from outsidein.maps.order import spread
from outsidein.maps.phrases import say
from outsidein.maps.record import Record
from outsidein.maps.spine import Journey, Stage, State, Step
from outsidein.maps.ties import Arrow, Encounter, Moment

_CARRIED = (Persona, Touchpoint, Stage, Encounter, Moment)
_SHOWN = frozenset({TouchpointKind.STATIC, TouchpointKind.INTERACTIVE})
"""Touchpoints that can be seen or held are evidence of the service; where a person answers, that is onstage."""


def front_stage(document: Document, key: str, *, title: str = "", of: str = "service-blueprint") -> Document:
    """The front of a blueprint of kind ``of`` from a journey map: what customers do, meet, see and what answers them.

    Stages, steps, touchpoints, personas and moments of truth are carried over under their ids, the customer's actions
    into the lane of actions. A touchpoint that is seen or held becomes physical evidence, one where a person answers an
    onstage action to be written out; backstage and support stay empty, for the team to fill. Each step of the blueprint
    opens into the journey it came from. What the kind has no lane for is left out.

    >>> from outsidein.maps import templates, begin_from
    >>> blueprint = front_stage(begin_from("airline", "trip"), "trip-blueprint")
    >>> blueprint.journey.kind, [step.opens for step in blueprint.steps][:2]
    ('service-blueprint', ['trip', 'trip'])
    """
    return Document.of(_Front(document, key, title, of).records())


class _Front:
    """Carries the front of a journey over; lanes are found by the entry of the catalogue that they are of."""

    def __init__(self, document: Document, key: str, title: str, of: str) -> None:
        self.document = document
        old = document.journey
        self.kind = kind(of)
        self.head = replace(
            old,
            id=f"journey:{key}",
            kind=of,
            title=title or old.title,
            of="",
            plan="",
            reviewed="",
            state=State(old.state),
        )
        self.lanes = {lane.of.id: lane.key for lane in reversed(self.kind.lanes)}
        self.actions = {lane.key for lane in lanes_of(document, hidden=True) if lane.of.id == "actions"}

    def records(self) -> Iterator[Record]:
        yield self.head
        for record in self.document:
            if record.type not in self.kind.records:
                continue
            if isinstance(record, Stage):
                yield replace(record, parent=self.head.id)
            elif isinstance(record, Step):
                yield replace(record, opens=self.document.journey.key, beat=None, target=None)
            elif isinstance(record, _CARRIED) or self._ways(record):
                yield record
        for step in self.document.steps:
            yield from self._cards(step.id)

    def _ways(self, record: Record) -> bool:
        return isinstance(record, Arrow) and record.parent.startswith("step:") and "step" in self.kind.ties

    def _cards(self, step: str) -> Iterator[Card]:
        texts: dict[str, list[Card]] = {}
        for card in self.document.children(step, Card):
            if card.lane in self.actions and "actions" in self.lanes:
                lane = self.lanes["actions"]
                carried = Card(id=card.id, parent=step, order="", lane=lane, text=card.text, personas=card.personas)
                texts.setdefault(lane, []).append(replace(carried, touchpoint=card.touchpoint))
        for _, touchpoint in self.document.encounters(step):
            shown = touchpoint.kind in _SHOWN
            found = self.lanes.get("physical-evidence" if shown else "onstage")
            if found is not None:
                says = touchpoint.name if shown else say("deriving.answer-at", name=touchpoint.name)
                id = f"card:{step.partition(':')[2]}-{touchpoint.key}"[:100]
                made = Card(id=id, parent=step, order="", lane=found, text=says, touchpoint=touchpoint.id)
                texts.setdefault(found, []).append(made)
        for cards in texts.values():
            for card, order in zip(cards, spread(len(cards)), strict=True):
                yield replace(card, order=order)


def investigate(
    document: Document, flow: str, key: str, *, title: str = "", of: str = "customer-journey", preset: str = ""
) -> tuple[Document, Document]:
    """The journey map that looks into a relationship of a network, and the network with the link to it.

    ``flow`` is the id of a value flow, ``key`` that of the new map. Whoever of the two is a person (who receives first)
    is the persona of the journey: the one tied to the actor, or a new one of its name. The other actor becomes the
    first touchpoint to look at. Raises KeyError where there is no such flow.

    >>> chain = begin("chain", title="Chain", of="value-chain")
    >>> journey, linked = investigate(chain, "flow:serves", "being-served")
    >>> journey.journey.title, [one.name for one in journey.personas], linked.flows[0].opens
    ('Provider → Customer: Service', ['Customer'], 'being-served')
    """
    found = document.records[flow]
    if not isinstance(found, Flow):
        raise KeyError(flow)
    giver, taker = (document.records[end] for end in (found.parent, found.to))
    assert isinstance(giver, Actor)  # noqa: S101 - a map that is whole
    assert isinstance(taker, Actor)  # noqa: S101
    who, other = _whose(giver, taker)
    label = f": {found.label}" if found.label else ""
    name = title or f"{giver.name} → {taker.name}{label}"
    begun = begin(key, title=name, of=of, preset=preset, language=document.journey.language)
    head: Journey = replace(begun.journey, outcome=found.label, owner=document.journey.owner)
    journey = begun.put(head, _persona(document, who))
    if "touchpoint" in kind(of).records:
        journey = journey.put(*_met(journey, other))
    return journey, document.put(replace(found, opens=key))


def _whose(giver: Actor, taker: Actor) -> tuple[Actor, Actor]:
    """Whose journey it is, and whom they deal with: a person before others, who receives before who gives."""
    persons = [one for one in (taker, giver) if one.kind is ActorKind.PERSON or one.persona]
    who = (persons or [taker])[0]
    return who, giver if who is taker else taker


def _persona(document: Document, actor: Actor) -> Persona:
    tied = document.records.get(actor.persona)
    return (
        tied if isinstance(tied, Persona) else Persona(id=f"persona:{actor.key}", name=actor.name, summary=actor.about)
    )


def _met(journey: Document, actor: Actor) -> Iterator[Record]:
    kind_ = TouchpointKind.HUMAN if actor.kind in (ActorKind.PERSON, ActorKind.ORGANISATION) else TouchpointKind.STATIC
    touchpoint = Touchpoint(id=f"touchpoint:{actor.key}", name=actor.name, kind=kind_, about=actor.about)
    yield touchpoint
    for step in journey.steps[:1]:
        order = spread(1)[0]
        yield Encounter(id=f"encounter:{actor.key}", parent=step.id, order=order, touchpoint=touchpoint.id)
