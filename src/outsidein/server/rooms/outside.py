"""Changes from outside (a file, the API, the command line, a version restored) as writes to the live document.

What lives here: writes_of for single changes, writes_towards for a whole map as it is to be; all refuse what would be
no map. Not here: writing (living), who may (room). Nothing re-authors a document: only what differs is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from outsidein.ground import Diagnostic, MapError, Place
from outsidein.maps import (
    Added,
    Change,
    Changed,
    Document,
    Moved,
    Record,
    Removed,
    apply,
    between,
    diff,
    flat,
    spread,
)
from outsidein.maps.fields import names_of
from outsidein.maps.identity import sequences
from outsidein.maps.soundness import faults

Writes = dict[str, dict[str, Any] | None]


def writes_of(changes: Iterable[Change], now: Document) -> Writes:
    """What is to be written so that ``changes`` are made. Raises MapError where one does not fit or breaks the map."""
    return _between(now, _sound(apply(changes, now)))


def writes_for(document: Document) -> Writes:
    """What is to be written for a map where there is none yet. Raises MapError where it is none."""
    return {record.id: flat(record) for record in _sound(document)}


def writes_towards(wanted: Document, now: Document, *, base: Document | None = None) -> Writes:
    """What is to be written so that the map says what ``wanted`` says. Raises MapError where that would be no map.

    Where ``wanted`` was made of an older ``base``, only what differs between those two is carried over. Order keys of
    ``wanted`` say no more than who stands before whom: whoever keeps their place keeps their key.
    """
    return _between(now, _sound(merged(base or now, wanted, now)))


def merged(base: Document, wanted: Document, now: Document) -> Document:
    """``now`` with what turns ``base`` into ``wanted``; what is gone from ``now`` meanwhile stays gone.

    >>> from outsidein.maps import Journey, Stage
    >>> head = Journey(id="journey:a")
    >>> a, b, c = (Stage(id=f"stage:{k}", parent=head.id, order=k, name=k) for k in "abc")
    >>> wanted = Document.of([head, replace(b, order="1"), a])
    >>> found = merged(Document.of([head, a, b]), wanted, Document.of([head, a, b, c]))
    >>> [stage.name for stage in found.stages]
    ['b', 'a', 'c']
    """
    records = dict(now.records)
    placed: set[str] = set()
    for change in diff(base, wanted):
        match change:
            case Removed(record):
                records.pop(record.id, None)
            case Added(record):
                records[record.id] = record
                placed.add(record.id)
            case Changed(id, field, _, new):
                if id in records:
                    records[id] = replace(records[id], **{field: new})
                    if field == "lane":
                        placed.add(id)
            case Moved(id, old, new, seen):
                if id in records and (seen or old[0] != new[0]):
                    records[id] = replace(records[id], parent=new[0])  # type: ignore[call-arg]
                    placed.add(id)
    keys = _keys(Document.of(records.values()), wanted, placed)
    return Document.of(replace(one, order=keys[one.id]) if one.id in keys else one for one in records.values())  # type: ignore[call-arg]


def _keys(document: Document, wanted: Document, placed: set[str]) -> dict[str, str]:
    """Order keys for those newly placed: each behind whom ``wanted`` has before it."""
    before = {}
    for group in sequences(wanted).values():
        for at, one in enumerate(group):
            before[one.id] = [other.id for other in reversed(group[:at])]
    keys: dict[str, str] = {}
    for group in sequences(document).values():
        coming = {one.id for one in group if one.id in placed}
        if not coming:
            continue
        row = [one.id for one in group if one.id not in coming]
        for id in sorted(coming, key=lambda id: len(before[id])):
            after = next((row.index(other) for other in before[id] if other in row), -1)
            row.insert(after + 1, id)
        keys |= _keyed(row, {one.id: one.order for one in group if one.id not in coming})
    return keys


def _keyed(row: Sequence[str], still: Mapping[str, str]) -> dict[str, str]:
    """A key for each of ``row`` that ``still`` has none for, between its neighbours'; evenly where all are new."""
    if not still:
        return dict(zip(row, spread(len(row)), strict=True))
    keys: dict[str, str] = {}
    last = ""
    for at, id in enumerate(row):
        if id in still:
            last = still[id]
            continue
        later = next((still[other] for other in row[at + 1 :] if other in still), "")
        last = keys[id] = between(last, later)
    return keys


def _sound(document: Document) -> Document:
    found = [
        Diagnostic(one.code, one.says, one.fix, Place(column=one.field or None, record=one.record))
        for one in faults(document)
    ]
    if found:
        raise MapError(*found)
    return document


def _between(old: Document, new: Document) -> Writes:
    writes: Writes = {}
    gone = old.records.keys() - new.records.keys()
    for id in gone:
        if getattr(old.records[id], "parent", "") not in gone:
            writes[id] = None
    for record in new:
        before = old.records.get(record.id)
        if before is None:
            writes[record.id] = {**dict.fromkeys(names_of(type(record))), **flat(record)}
        elif before != record:
            writes[record.id] = _differing(before, record)
    return writes


def _differing(before: Record, after: Record) -> dict[str, Any]:
    old, new = flat(before), flat(after)
    return {name: new.get(name) for name in {**old, **new} if old.get(name) != new.get(name)}
