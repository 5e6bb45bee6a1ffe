"""Which record of one map is which of another: by id, then by place and likeness of words.

What lives here: paired, aligned (a map under the ids of another) and likeness. Not here: what the two say differently
(comparing), or joining them (merging). A card reworded by hand in a file gets another id, as does a whole map drawn
anew; a person sees the same card all the same.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, TypeVar

from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.fields import fields_of
from outsidein.maps.record import Record
from outsidein.maps.spine import Journey, Stage, Step

LIKE: Final = 0.6
"""From which likeness on two texts in the same place are one text in other words."""
_SAME: Final = 0.9
"""From which likeness on they are, wherever they stand."""
_MOST: Final = 2_500
"""How many pairs of texts are held against each other in one place; beyond, only equal texts are found."""
_LONGEST: Final = 400

R = TypeVar("R", bound=Record)


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0–1, whatever their case: 2 × signs in common runs ÷ signs of both (Ratcliff/Obershelp).

    >>> likeness("Compare fares", "compare fares"), round(likeness("Compare fares", "Compare all fares"), 2)
    (1.0, 0.87)
    """
    first, second = one.casefold()[:_LONGEST], other.casefold()[:_LONGEST]
    if first == second:
        return 1.0
    found = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return found.ratio() if min(found.real_quick_ratio(), found.quick_ratio()) >= LIKE else 0.0


def words_of(record: Record) -> str:
    """What a record says of itself first: its name, text, reason or label.

    >>> words_of(Stage(id="stage:buy", parent="journey:trip", order="V", name="Buy"))
    'Buy'
    """
    return next((str(said) for name in _SAYING if (said := getattr(record, name, ""))), "")


_SAYING: Final = ("name", "title", "text", "reason", "label")


def paired(old: Document, new: Document) -> Mapping[str, str]:
    """The ids of records of ``new`` with the ids of the records of ``old`` that they are; who is new is not in it."""
    return _Pairing(old, new).found()


def aligned(document: Document, to: Document) -> tuple[Document, Mapping[str, str]]:
    """``document`` with the ids that ``to`` has for the same records, and its own ids by those."""
    mine = {new: old for new, old in paired(to, document).items() if new != old}
    return renamed(document, mine), MappingProxyType({old: new for new, old in mine.items()})


def renamed(document: Document, ids: Mapping[str, str]) -> Document:
    """The same map with other ids for some records, wherever they are named."""
    return Document.of(_renamed(document, ids)) if ids else document


def _renamed(records: Iterable[Record], ids: Mapping[str, str]) -> Iterator[Record]:
    for record in records:
        changed: dict[str, Any] = {}
        for name in references(record):
            value = getattr(record, name)
            now = tuple(ids.get(one, one) for one in value) if isinstance(value, tuple) else ids.get(value, value)
            if now != value:
                changed[name] = now
        if isinstance(record, Card) and (lane := ids.get(f"lane:{record.lane}")):
            changed["lane"] = lane.partition(":")[2]
        if record.id in ids:
            changed["id"] = ids[record.id]
        yield replace(record, **changed) if changed else record


def references(record: Record) -> tuple[str, ...]:
    """The fields of a record that hold ids of others: where it stands and what it refers to.

    >>> references(Stage(id="stage:buy", parent="journey:trip", order="V", name="Buy"))
    ('parent',)
    """
    where = ("parent",) if hasattr(record, "parent") else ()
    return (*where, *(field.name for field in fields_of(type(record)) if field.refers))


class _Pairing:
    """Pairs from the top of a map down: what stands in something is paired once that is."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old, self.new = old, new
        self.pairs = {one.id: one.id for one in new if type(old.records.get(one.id)) is type(one)}
        self.taken = set(self.pairs.values())

    def found(self) -> Mapping[str, str]:
        heads = (self.old.all(Journey), self.new.all(Journey))
        if all(heads):
            self._pair(heads[1][0], heads[0][0])
        first = {Journey: 0, Stage: 2, Step: 3, Card: 5}
        types = {type(one) for one in self.new}
        # What ties records comes last: which tie it is follows from what it ties.
        ranks = {cls: first.get(cls, 4 if self._ties(cls) else 1) for cls in types}
        for cls in sorted(types - {Journey}, key=lambda one: (ranks[one], one.type)):
            self._match(cls)
        return MappingProxyType(self.pairs)

    @staticmethod
    def _ties(cls: type[Record]) -> bool:
        return any(field.refers for field in fields_of(cls)) or "parent" in cls.__dataclass_fields__

    def _match(self, cls: type[Record]) -> None:
        gone = [one for one in self.old if type(one) is cls and one.id not in self.taken]
        came = [one for one in self.new if type(one) is cls and one.id not in self.pairs]
        if not gone or not came:
            return
        self._within(gone, came, self._cell, LIKE)
        left = [one for one in came if one.id not in self.pairs]
        if left:
            self._within([one for one in gone if one.id not in self.taken], left, self._anywhere, _SAME)

    def _within(self, gone: list[Record], came: list[Record], place: Any, least: float) -> None:
        there: dict[object, list[Record]] = {}
        for one in gone:
            there.setdefault(place(one, False), []).append(one)
        here: dict[object, list[Record]] = {}
        for one in came:
            here.setdefault(place(one, True), []).append(one)
        for at, some in here.items():
            for was, now in _closest(there.get(at, []), some, least):
                self._pair(now, was)

    def _pair(self, now: Record, was: Record) -> None:
        if now.id not in self.pairs and was.id not in self.taken:
            self.pairs[now.id] = was.id
            self.taken.add(was.id)

    def _known(self, id: str, new: bool) -> str:
        """An id as the old map has it, where it has it."""
        return self.pairs.get(id, f"new {id}") if new and id else id

    def _cell(self, record: Record, new: bool) -> object:
        """Where a record stands and what it ties, as the old map calls these."""
        lane = record.lane if isinstance(record, Card) else ""
        parent = self._known(getattr(record, "parent", ""), new)
        to = tuple(
            self._known(value, new)
            for name in references(record)
            if name != "parent" and isinstance(value := getattr(record, name), str) and not isinstance(record, Card)
        )
        return parent, lane, to

    @staticmethod
    def _anywhere(record: Record, new: bool) -> object:
        return record.lane if isinstance(record, Card) else record.type


def _closest(gone: list[Record], came: list[Record], least: float) -> Iterator[tuple[Record, Record]]:
    """Pairs of those that are most alike first, each in one pair; what says nothing pairs where it is alone."""
    if len(gone) == 1 and len(came) == 1 and not words_of(gone[0]) and not words_of(came[0]) and least < _SAME:
        yield gone[0], came[0]
        return
    ranked: list[tuple[float, int, int]] = []
    exact = len(gone) * len(came) > _MOST
    for row, was in enumerate(gone):
        text = words_of(was)
        if not text:
            continue
        for column, now in enumerate(came):
            other = words_of(now)
            alike = float(text.casefold() == other.casefold()) if exact else likeness(text, other)
            if alike >= least:
                ranked.append((-alike, row, column))
    rows: set[int] = set()
    columns: set[int] = set()
    for _, row, column in sorted(ranked):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield gone[row], came[column]
