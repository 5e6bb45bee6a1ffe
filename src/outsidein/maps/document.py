"""A map as a whole: a frozen set of records and the few questions everyone asks of it.

What lives here: Document. Not here: reading or writing it (text), checking it (lint), its evidence (insight).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from outsidein.maps.cast import Persona, Touchpoint
from outsidein.maps.cells import Card, Lane
from outsidein.maps.network import Actor, Flow
from outsidein.maps.plan import PlanPlace
from outsidein.maps.record import Placed, Record
from outsidein.maps.spine import Journey, Stage, Step
from outsidein.maps.ties import Arrow, Encounter, Moment

T = TypeVar("T", bound=Record)
P = TypeVar("P", bound=Placed)


@dataclass(frozen=True)
class Document:
    """A map: records by id. Two documents are equal when their records are.

    >>> trip = Document.of([Journey(id="journey:trip", title="A trip")])
    >>> trip.journey.title, trip.stages
    ('A trip', ())
    """

    records: Mapping[str, Record] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, records: Iterable[Record]) -> Document:
        """A document of ``records``; a later one with the same id replaces an earlier one."""
        return cls(MappingProxyType({record.id: record for record in records}))

    def put(self, *records: Record) -> Document:
        """The same document with ``records`` added or replaced."""
        return Document.of([*self.records.values(), *records])

    def without(self, ids: Iterable[str]) -> Document:
        """The same document without the records of these ids."""
        gone = set(ids)
        return Document.of(record for record in self.records.values() if record.id not in gone)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and dict(self.records) == dict(other.records)

    def __hash__(self) -> int:
        return hash(frozenset(self.records.items()))

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records.values())

    def __len__(self) -> int:
        return len(self.records)

    def all(self, kind: type[T]) -> tuple[T, ...]:
        """Every record of one class, placed ones by order, others as they came."""
        found = [record for record in self.records.values() if isinstance(record, kind)]
        if issubclass(kind, Placed):
            found.sort(key=lambda record: (record.order, record.id))  # type: ignore[attr-defined]
        return tuple(found)

    def children(self, parent: str, kind: type[P]) -> tuple[P, ...]:
        """The records of one class that stand in ``parent`` (an id), in order."""
        return tuple(record for record in self._family.get(parent, ()) if isinstance(record, kind))

    @cached_property
    def _family(self) -> dict[str, list[Placed]]:
        family: dict[str, list[Placed]] = {}
        for record in self.records.values():
            if isinstance(record, Placed):
                family.setdefault(record.parent, []).append(record)
        for siblings in family.values():
            siblings.sort(key=lambda record: (record.order, record.id))
        return family

    @cached_property
    def journey(self) -> Journey:
        """The head of the map. Raises LookupError where there is none (a reader never lets one pass)."""
        for record in self.records.values():
            if isinstance(record, Journey):
                return record
        raise LookupError("this document has no journey")

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The stages in order."""
        return self.children(self.journey.id, Stage)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps of all stages, in the order of the journey."""
        return tuple(step for stage in self.stages for step in self.children(stage.id, Step))

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes that the map itself records (those of its kind are in the kind)."""
        return self.children(self.journey.id, Lane)

    @cached_property
    def personas(self) -> tuple[Persona, ...]:
        """The personas, as they came."""
        return self.all(Persona)

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """The touchpoints that the map knows, as they came."""
        return self.all(Touchpoint)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The moments of truth that people marked."""
        return self.all(Moment)

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """Where steps lead besides the next one, cards and places to others, as they came."""
        return self.all(Arrow)

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """The actors of a network, as they came."""
        return self.all(Actor)

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """The value flows of a network, as they came."""
        return self.all(Flow)

    @cached_property
    def places(self) -> tuple[PlanPlace, ...]:
        """The places on the picture of a spatial map, in order."""
        return self.children(self.journey.id, PlanPlace)

    def cards(self, parent: str, lane: str) -> tuple[Card, ...]:
        """The cards of one cell, in order: ``parent`` is the id of what they stand at, ``lane`` a lane's key."""
        return tuple(card for card in self.children(parent, Card) if card.lane == lane)

    def encounters(self, step: str) -> tuple[tuple[Encounter, Touchpoint], ...]:
        """The touchpoints met at a step (an id), in order, each with its tie."""
        met = []
        for tie in self.children(step, Encounter):
            touchpoint = self.records.get(tie.touchpoint)
            if isinstance(touchpoint, Touchpoint):
                met.append((tie, touchpoint))
        return tuple(met)
