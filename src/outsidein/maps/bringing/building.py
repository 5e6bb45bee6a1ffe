"""A map put together from what another program said of it: stages, steps, cards, touchpoints, personas, in order.

What lives here: Builder. Not here: reading anything (grid, mermaid, cjml). Ids come from names, texts are cut where a
map could not hold them, and there is an end to how much is taken.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Final

from outsidein.ground import short_id, slug
from outsidein.ground.speech import language
from outsidein.maps.anatomy import KindLane, Role
from outsidein.maps.bringing.notes import Notes
from outsidein.maps.bringing.sheet import fresh, told
from outsidein.maps.bringing.words import entry_for, lane_name, simple
from outsidein.maps.cast import Persona, Touchpoint
from outsidein.maps.catalog import LaneEntry, Level, lanes
from outsidein.maps.cells import Card, Lane
from outsidein.maps.document import Document
from outsidein.maps.kind import kind
from outsidein.maps.limits import LONGEST_NAME, LONGEST_TEXT
from outsidein.maps.order import spread
from outsidein.maps.phrases import say
from outsidein.maps.record import Record
from outsidein.maps.spine import Journey, Stage, State, Step
from outsidein.maps.ties import Encounter

MOST_RECORDS: Final = 20_000
"""Records that are taken of one file: more than any map that people read."""


class Builder:
    """Collects the records of a map of one kind; ``document`` gives them out with their order."""

    def __init__(self, title: str, notes: Notes, *, of: str = "customer-journey", state: State = State.AS_IS) -> None:
        self.notes = notes
        self._kind = kind(of)
        key = slug(title)[:60] or "map"
        title = self._text(title, LONGEST_NAME) or say("bringing.unnamed")
        self._head = Journey(id=f"journey:{key}", kind=of, title=title, state=state, language=language())
        self._records: dict[str, Record] = {}
        self._siblings: dict[tuple[str, str, str], list[str]] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._lanes: dict[str, str] = {}
        self._given = {f"lane:{key}" for key in self._kind.by_key}
        self._of_stages: set[str] = set()
        self._counts: dict[str, int] = {}
        self._met: set[tuple[str, str]] = set()

    @property
    def full(self) -> bool:
        """Whether no more is taken; said once."""
        if len(self._records) >= MOST_RECORDS:
            self.notes.error(
                "maps/too-much-to-bring", say("bringing.too-much", most=MOST_RECORDS), say("bringing.split-it")
            )
            return True
        return False

    def stage(self, name: str, goal: str = "") -> str:
        """A stage behind those there are; its id."""
        id = self._id("stage", name)
        return self._placed(Stage(id=id, parent=self._head.id, order="V", name=self._name(name), goal=self._text(goal)))

    def step(self, stage: str, name: str, about: str = "") -> str:
        """A step behind those of its stage; its id."""
        id = self._id("step", name)
        return self._placed(Step(id=id, parent=stage, order="V", name=self._name(name), about=self._text(about)))

    def lane(self, name: str, entry: LaneEntry | None = None) -> str:
        """The key of the lane called ``name``: one of the kind's where it means that, else one of the map's own."""
        entry = entry or entry_for(name)
        declared = (
            lane for lane in self._kind.lanes if entry and lane.of.id == entry.id and lane.role is not Role.MEASURE
        )
        lane = next(declared, None)
        if lane is not None:
            return lane.key
        known = self._lanes.get(simple(name))
        if known:
            return known
        id = self._id("lane", lane_name(name))
        of = entry.id if entry and entry.id != "metrics" else "text"
        self._placed(Lane(id=id, parent=self._head.id, order="V", of=of, name=self._name(name)))
        key = self._lanes[simple(name)] = id.partition(":")[2]
        if self._kind.level_of(lanes()[of]) is Level.STAGE:
            self._of_stages.add(key)
        return key

    def declared(self, key: str) -> KindLane | None:
        """The lane of the kind with this key."""
        return self._kind.by_key.get(key)

    def by_stage(self, key: str) -> bool:
        """Whether cards of a lane stand at stages."""
        lane = self._kind.by_key.get(key)
        return key in self._of_stages or (lane is not None and lane.level is Level.STAGE)

    def card(
        self, parent: str, lane: str, text: str = "", *, value: float | None = None, personas: tuple[str, ...] = ()
    ) -> None:
        """A card behind those of its cell."""
        said = self._text(text)
        if (said or value is not None) and not self.full:
            id = self._card_id("card", parent, lane, said or str(value))
            self._placed(Card(id=id, parent=parent, order="V", lane=lane, text=said, value=value, personas=personas))

    def encounter(self, step: str, name: str) -> None:
        """A touchpoint met at a step; one of that name is the same everywhere."""
        if not told(name) or self.full:
            return
        touchpoint = self._known("touchpoint", name)
        if touchpoint not in self._records:
            self._records[touchpoint] = Touchpoint(id=touchpoint, name=self._name(name))
        if (step, touchpoint) not in self._met:
            self._met.add((step, touchpoint))
            id = self._card_id("encounter", step, "touchpoints", touchpoint)
            self._placed(Encounter(id=id, parent=step, order="V", touchpoint=touchpoint))

    def persona(self, name: str, summary: str = "") -> str:
        """Somebody who goes through it; its id, the same for the same name."""
        id = self._known("persona", name)
        if id not in self._records:
            self._records[id] = Persona(id=id, name=self._name(name), summary=self._text(summary))
        return id

    def document(self) -> Document:
        """The map."""
        orders: dict[str, str] = {}
        for siblings in self._siblings.values():
            orders.update(zip(siblings, spread(len(siblings)), strict=True))
        placed = (
            replace(one, order=orders[one.id]) if one.id in orders else one  # type: ignore[call-arg]
            for one in self._records.values()
        )
        return Document.of([self._head, *placed])

    def _placed(self, record: Stage | Step | Lane | Card | Encounter) -> str:
        self._records[record.id] = record
        lane = record.lane if isinstance(record, Card) else ""
        self._siblings.setdefault((record.type, record.parent, lane), []).append(record.id)
        return record.id

    def _known(self, type_: str, name: str) -> str:
        return self._names.setdefault((type_, told(name).casefold()), "") or self._remember(type_, name)

    def _remember(self, type_: str, name: str) -> str:
        id = self._id(type_, name)
        self._names[(type_, told(name).casefold())] = id
        return id

    def _id(self, type_: str, name: str) -> str:
        key = slug(name)[:60] or type_
        stem = f"{type_}:{key}"
        number = self._counts.get(stem, 0) + 1
        while (id := stem + (f"-{number}" if number > 1 else "")) in self._given:
            number += 1
        self._counts[stem] = number
        self._given.add(id)
        return id

    def _card_id(self, type_: str, *parts: str) -> str:
        # The same words may stand in one cell thousands of times: each goes on where the one before stopped.
        stem = "\x00".join((type_, *parts))
        for number in count(self._counts.get(stem, 0)):  # pragma: no branch
            id = f"{type_}:{short_id(*parts, str(number))}"
            if id not in self._records:
                self._counts[stem] = number + 1
                return id
        raise AssertionError  # pragma: no cover - there is always another number

    def _name(self, text: str) -> str:
        return self._text(" ".join(text.split()), LONGEST_NAME) or say("bringing.unnamed")

    def _text(self, text: str, most: int = LONGEST_TEXT) -> str:
        said = fresh(text)
        if len(said) > most:
            self.notes.warn(
                "maps/text-cut", say("bringing.text-cut", most=most, text=said[:30]), say("bringing.shorten")
            )
            said = said[: most - 1] + "…"
        return said
