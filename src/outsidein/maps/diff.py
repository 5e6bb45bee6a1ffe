"""What changed between two versions of a map, as small typed changes that can be applied and undone.

What lives here: the changes, diff, apply, reverse. Not here: showing them, or merging what two people changed. Laws:
``apply(diff(old, new), old) == new``, and ``apply(reverse(changes), new) == old``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from outsidein.ground import Diagnostic, MapError, Place
from outsidein.maps.document import Document
from outsidein.maps.identity import sequences
from outsidein.maps.phrases import say
from outsidein.maps.record import Placed, Record
from outsidein.maps.sequencing import longest_rising


@dataclass(frozen=True, slots=True)
class Added:
    """A record that was not there."""

    record: Record


@dataclass(frozen=True, slots=True)
class Removed:
    """A record that is no longer there."""

    record: Record


@dataclass(frozen=True, slots=True)
class Changed:
    """A field of a record that says something else."""

    id: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Moved:
    """A record that stands elsewhere: ``old`` and ``new`` are pairs of parent and order key.

    ``seen`` is False where only the key is another and the record stands where it stood: nothing to show.
    """

    id: str
    old: tuple[str, str]
    new: tuple[str, str]
    seen: bool = True


Change = Added | Removed | Changed | Moved


def diff(old: Document, new: Document) -> tuple[Change, ...]:
    """What turns ``old`` into ``new``: removals, additions, then changes and moves in the order of ``new``."""
    changes: list[Change] = [Removed(one) for one in old if type(new.records.get(one.id)) is not type(one)]
    changes += [Added(one) for one in new if type(old.records.get(one.id)) is not type(one)]
    still = _still(old, new)
    for record in new:
        before = old.records.get(record.id)
        if before is not None and type(before) is type(record):
            changes += _between(before, record, still)
    return tuple(changes)


def apply(changes: Iterable[Change], document: Document) -> Document:
    """``document`` with ``changes`` made.

    Raises MapError where one does not fit: the record is not there (or is already), or does not say what it said.
    """
    records = dict(document.records)
    for change in changes:
        match change:
            case Removed(record):
                _fit(records.get(record.id) == record, record.id)
                del records[record.id]
            case Added(record):
                _fit(record.id not in records, record.id)
                records[record.id] = record
            case Changed(id, field, old, new):
                _fit(id in records and getattr(records[id], field, _NOTHING) == old, id)
                records[id] = replace(records[id], **{field: new})
            case Moved(id, old, new):
                placed = records.get(id)
                _fit(isinstance(placed, Placed) and (placed.parent, placed.order) == old, id)
                records[id] = replace(records[id], parent=new[0], order=new[1])  # type: ignore[call-arg]
    return Document.of(records.values())


def reverse(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that undo ``changes``."""
    return tuple(_undo(change) for change in reversed(tuple(changes)))


_NOTHING = object()


def _undo(change: Change) -> Change:
    match change:
        case Added(record):
            return Removed(record)
        case Removed(record):
            return Added(record)
        case Changed(id, field, old, new):
            return Changed(id, field, new, old)
        case Moved(id, old, new, seen):
            return Moved(id, new, old, seen)


def _between(old: Record, new: Record, still: frozenset[str]) -> Iterator[Change]:
    placed = ("parent", "order") if isinstance(new, Placed) else ()
    for field in fields(new):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after and field.name not in placed:
            yield Changed(new.id, field.name, before, after)
    if isinstance(old, Placed) and isinstance(new, Placed):
        was, now = (old.parent, old.order), (new.parent, new.order)
        if was != now:
            yield Moved(new.id, was, now, seen=new.id not in still)


def _still(old: Document, new: Document) -> frozenset[str]:
    """The ids of records that keep their place among their neighbours.

    Those whose key is as it was do so by themselves; between two of them, a longest run in the old order does.
    """
    stood = sequences(old)
    still: set[str] = set()
    for place, group in sequences(new).items():
        was = {one.id: position for position, one in enumerate(stood.get(place, ()))}
        gap: list[str] = []
        low = -1
        for one in [*(one for one in group if one.id in was), None]:
            if one is not None and one.order != getattr(old.records[one.id], "order", None):
                gap.append(one.id)
                continue
            high = len(was) if one is None else was[one.id]
            inside = [id for id in gap if low < was[id] < high]
            still.update(inside[index] for index in longest_rising([was[id] for id in inside]))
            if one is not None:
                still.add(one.id)
            gap, low = [], high
    return frozenset(still)


def _fit(fits: bool, record: str) -> None:
    if not fits:
        says = say("diff.is-not-as-it-was", record=record)
        fix = say("diff.compare-the-map-with-the")
        raise MapError(Diagnostic("maps/change-does-not-fit", says, fix, Place(record=record)))
