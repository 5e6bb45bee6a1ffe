"""The map that the records of a live document make: those that stand where they can, and which do not.

What lives here: whole. People delete touchpoints that others have just put on a card; what is left must still be a map
that can be drawn and written to a file. Not here: whether one record is valid (mending).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from outsidein.maps import Document, Record
from outsidein.maps.fields import Shape, fields_of
from outsidein.maps.soundness import misfits
from outsidein.server.rooms.entry import Entry


@dataclass(frozen=True, slots=True)
class Whole:
    """A map without faults, and the ids of records that are not part of it though they are not in the trash."""

    document: Document
    unplaced: frozenset[str]


def whole(entries: Mapping[str, Entry]) -> Whole:
    """The map that these records make.

    A record in the trash is left out with all below it; so is one whose parent is missing, whose lane there is not, or
    that is tied to what is gone. A mere mention of what is gone (a card's touchpoint, its personas) is passed over.
    """
    trashed = {id for id, entry in entries.items() if entry.deleted}
    there = {id: entry.record for id, entry in entries.items() if not (entry.deleted or _below(id, trashed, entries))}
    kept: dict[str, Record] = dict(there)
    document = Document.of(kept.values())
    while found := [fault for fault in misfits(document) if fault.record in kept]:
        for fault in found:
            record = kept.get(fault.record)
            mended = None if record is None else _unmentioned(record, fault.field, document)
            if mended is not None:
                kept[fault.record] = mended
            else:
                kept.pop(fault.record, None)
        document = Document.of(kept.values())
    return Whole(document, frozenset(there.keys() - kept.keys()))


def _unmentioned(record: Record, name: str, document: Document) -> Record | None:
    """The record without mentions in this field of what is not there; None where it is nothing without them."""
    for field in fields_of(type(record)):
        if field.name == name and field.refers and not field.required:
            value: Any = getattr(record, name)
            if field.shape is Shape.TEXTS:
                value = tuple(one for one in value if _is(document, one, field.refers))
                return replace(record, **{name: value})
            return replace(record, **{name: field.default}) if record.type != "arrow" else None
    return None


def _is(document: Document, id: str, type_: str) -> bool:
    found = document.records.get(id)
    return found is not None and found.type == type_


def _below(id: str, trashed: set[str], entries: Mapping[str, Entry]) -> bool:
    """Whether the record stands below one in the trash."""
    seen: set[str] = set()
    while id in entries and id not in seen:
        seen.add(id)
        id = getattr(entries[id].record, "parent", "")
        if id in trashed:
            return True
    return False
