"""Ids that follow from where a record stands and what it says, and order keys made plain.

What lives here: deriving the ids of cards, encounters, moments, arrows and flows, which people need not write, and
respacing a document as a reader of its text would space it. Not here: slugs and hashes (ground), keys between keys
(order).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from outsidein.ground import short_id
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.network import Flow
from outsidein.maps.order import spread
from outsidein.maps.record import Placed, Record
from outsidein.maps.ties import Arrow, Encounter, Moment

LONGEST_KEY: Final = 100
Derived = Card | Encounter | Moment | Arrow | Flow
"""Records whose id follows from where they stand and what they say, so that people need not write it."""


def good_key(key: str) -> bool:
    """Whether ``key`` can name a record: 1–100 visible characters, no blanks.

    >>> good_key("check-in"), good_key("007"), good_key("搭乗"), good_key("check in"), good_key("")
    (True, True, True, False, False)
    """
    return 0 < len(key) <= LONGEST_KEY and key.isprintable() and not any(char.isspace() for char in key)


def said(record: Derived) -> tuple[str, str, str]:
    """What the id of such a record is derived from, besides its place among equals: parent, lane, text."""
    if isinstance(record, Card):
        return record.parent, record.lane, record.text
    if isinstance(record, Encounter):
        return record.parent, "touchpoints", record.touchpoint
    if isinstance(record, Arrow):
        return record.parent, "arrows", record.to
    if isinstance(record, Flow):
        return record.parent, "flows", record.to
    return record.parent, "moment_of_truth", record.reason


class Deriver:
    """Gives derived ids in reading order: the same texts in the same order give the same ids."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str, str, str]] = Counter()

    def id_for(self, type_: str, parent: str, lane: str, text: str) -> str:
        """The id of the next record of this type that says ``text`` there.

        >>> derive = Deriver()
        >>> derive.id_for("card", "step:compare", "actions", "Compare fares")
        'card:7rd7kw6w'
        """
        equal = type_, parent, lane, text
        ordinal = self._seen[equal]
        self._seen[equal] += 1
        return f"{type_}:{short_id(parent, lane, text, str(ordinal))}"


def respaced(document: Document) -> Document:
    """The same map with the order keys that reading its text would give: evenly apart, as short as they can be.

    Only whether one stands before another is meaning; which keys say so is not.
    """
    return Document.of(_respaced(document))


def _respaced(document: Document) -> Iterator[Record]:
    keys: dict[str, str] = {}
    for siblings in sequences(document).values():
        keys.update(zip((one.id for one in siblings), spread(len(siblings)), strict=True))
    for record in document:
        yield replace(record, order=keys[record.id]) if isinstance(record, Placed) else record


def sequences(records: Iterable[Record]) -> dict[tuple[str, str, str], list[Placed]]:
    """The sequences of a map, each in order: placed records of one type under one parent, cards also by lane."""
    found: dict[tuple[str, str, str], list[Placed]] = {}
    for record in records:
        if isinstance(record, Placed):
            lane = record.lane if isinstance(record, Card) else ""
            found.setdefault((record.type, record.parent, lane), []).append(record)
    for siblings in found.values():
        siblings.sort(key=lambda record: (record.order, record.id))
    return found
