"""A map written as text: the canonical YAML, of which there is exactly one for a Document.

What lives here: write. Not here: quotes and indents (emission), reading back (reading), keeping the author's comments
(rewriting). What is at its default is left out, ids that follow from the text are, too; stages, steps and cards stand
in their order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from outsidein.ground import Diagnostic, MapError, Place
from outsidein.maps.cast import Persona, Touchpoint
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.emission import Inline, Raw, Spaced, emit, number
from outsidein.maps.fields import Field, Shape, fields_of, referred
from outsidein.maps.identity import Derived, Deriver, said
from outsidein.maps.kind import KindLane, lanes_of
from outsidein.maps.migrate import CURRENT
from outsidein.maps.network import Actor, Flow
from outsidein.maps.plan import PlanPlace
from outsidein.maps.record import Record
from outsidein.maps.soundness import faults
from outsidein.maps.spine import Stage, Step
from outsidein.maps.ties import Arrow, Encounter, Moment

_ALWAYS: Final = frozenset({("journey", "kind"), ("journey", "title"), ("journey", "language"), ("touchpoint", "kind")})


def write(document: Document) -> str:
    """The canonical text of a map. Raises MapError where it is not whole (see ``soundness.faults``).

    ``read(write(document))`` is ``document`` with its order keys respaced.
    """
    found = [Diagnostic(one.code, one.says, one.fix, Place(record=one.record)) for one in faults(document)]
    if found:
        raise MapError(*found)
    return emit(_Writer(document).map())


class _Writer:
    """Turns records into data for emission."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lanes = lanes_of(document, hidden=True)
        self._derive = Deriver()
        self._moments: dict[str, list[Moment]] = {}
        for moment in document.moments:
            self._moments.setdefault(moment.parent, []).append(moment)
        self._arrows: dict[str, list[Arrow]] = {}
        for arrow in document.arrows:
            self._arrows.setdefault(arrow.parent, []).append(arrow)
        self._tied = {end for arrow in document.arrows for end in (arrow.parent, arrow.to)}
        self._flows: dict[str, list[Flow]] = {}
        for flow in document.flows:
            self._flows.setdefault(flow.parent, []).append(flow)

    def map(self) -> dict[str, Any]:
        document, head = self.document, self.document.journey
        data: dict[str, Any] = {"outsidein": Raw(CURRENT), "map": head.key, **_fields(head)}
        sections: dict[str, list[Any]] = {
            "personas": Spaced({"id": one.key, **_fields(one)} for one in document.all(Persona)),
            "touchpoints": [Inline({"id": one.key, **_fields(one)}) for one in document.all(Touchpoint)],
            "lanes": [Inline({"id": one.key, **_fields(one)}) for one in document.lanes],
            "stages": Spaced(self._stage(one) for one in document.stages),
            "actors": Spaced(self._actor(one) for one in document.actors),
            "places": Spaced(self._place(one) for one in document.places),
        }
        return data | {name: entries for name, entries in sections.items() if entries}

    def _stage(self, stage: Stage) -> dict[str, Any]:
        data = {"id": stage.key, **_fields(stage), **self._cells(stage.id)}
        steps = Spaced(self._step(step) for step in self.document.children(stage.id, Step))
        return data | ({"steps": steps} if steps else {})

    def _step(self, step: Step) -> dict[str, Any]:
        data: dict[str, Any] = {"id": step.key, **_fields(step)}
        met = [self._encounter(one) for one in self.document.children(step.id, Encounter)]
        if met:
            data["touchpoints"] = Inline(met)
        return data | self._truths(step.id) | self._leads(step.id) | self._cells(step.id)

    def _truths(self, parent: str) -> dict[str, Any]:
        moments = [self._moment(one) for one in self._moments.get(parent, ())]
        return {"moment_of_truth": moments[0] if len(moments) == 1 else moments} if moments else {}

    def _actor(self, actor: Actor) -> dict[str, Any]:
        data: dict[str, Any] = {"id": actor.key, **_fields(actor), **self._truths(actor.id)}
        flows = [self._flow(one) for one in self._flows.get(actor.id, ())]
        return data | ({"flows": flows} if flows else {}) | self._cells(actor.id)

    def _place(self, place: PlanPlace) -> dict[str, Any]:
        own = {"id": place.key, **_fields(place), **self._truths(place.id)}
        return own | self._leads(place.id) | self._cells(place.id)

    def _leads(self, parent: str) -> dict[str, Any]:
        arrows = [self._arrow(one) for one in self._arrows.get(parent, ())]
        return {"arrows": Inline(arrows)} if arrows else {}

    def _cells(self, parent: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        cards: dict[str, list[Card]] = {}
        for card in self.document.children(parent, Card):
            cards.setdefault(card.lane, []).append(card)
        for lane in self.lanes:
            if lane.key in cards:
                written = [self._card(card, lane) for card in cards[lane.key]]
                bare = len(written) == 1 and isinstance(written[0], Raw)
                found[lane.key] = written[0] if bare else written
        return found

    def _card(self, card: Card, lane: KindLane) -> Any:
        data = self._own_id(card) | _fields(card, without=("lane",)) | self._leads(card.id)
        if not lane.valued and list(data) == ["text"]:
            return data["text"]
        if lane.valued and list(data) == ["value"]:
            return data["value"]
        return Inline(data or {"text": ""})

    def _encounter(self, tie: Encounter) -> Any:
        data = self._own_id(tie) | _fields(tie)
        return data["touchpoint"] if list(data) == ["touchpoint"] else Inline(data)

    def _moment(self, moment: Moment) -> Any:
        data = self._own_id(moment) | _fields(moment)
        return data["reason"] if list(data) == ["reason"] and data["reason"] else Inline(data)

    def _arrow(self, arrow: Arrow) -> Any:
        data = self._own_id(arrow) | _fields(arrow)
        return data["to"] if list(data) == ["to"] else Inline(data)

    def _flow(self, flow: Flow) -> Any:
        data = self._own_id(flow) | _fields(flow)
        return data["to"] if list(data) == ["to"] else Inline(data)

    def _own_id(self, record: Derived) -> dict[str, Any]:
        """The id where it does not follow from what the record says, or where an arrow must be able to name it."""
        derived = self._derive.id_for(record.type, *said(record))
        return {} if record.id == derived and record.id not in self._tied else {"id": record.key}


def _fields(record: Record, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        always = field.required or (record.type, field.name) in _ALWAYS
        if field.name not in without and (always or value != field.default):
            found[field.name] = _value(field, value, referred(field, getattr(record, "parent", "")))
    return found


def _value(field: Field, value: Any, refers: str) -> Any:
    match field.shape:
        case Shape.TEXT:
            return value.removeprefix(f"{refers}:") if refers else value
        case Shape.WORD:
            return Raw(value)
        case Shape.NUMBER:
            return number(value)
        case Shape.COUNT:
            return Raw(value)
        case Shape.FLAG:
            return Raw("true" if value else "false")
        case Shape.TEXTS:
            prefix = f"{refers}:" if refers else ""
            return Inline([one.removeprefix(prefix) for one in value])
        case Shape.PAIRS:
            return Inline(dict(value))
        case Shape.AMOUNTS:
            return Inline(_amounts(value))


def _amounts(value: Iterable[tuple[str, float]]) -> dict[str, Any]:
    return {name: number(amount) for name, amount in value}
