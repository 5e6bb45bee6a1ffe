"""The lane records that make a map's lanes stand as somebody arranged them.

What lives here: lane_records. Not here: how records arrange lanes (the kind's own rule), or what stands in lanes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from outsidein.maps.bringing.keyed import rekeyed
from outsidein.maps.bringing.sheet import kept, told
from outsidein.maps.bringing.words import entry_for
from outsidein.maps.cells import Lane
from outsidein.maps.document import Document
from outsidein.maps.kind import kind, lanes_of


def lane_records(
    base: Document,
    order: Sequence[str],
    *,
    shown: Mapping[str, str],
    titles: Mapping[str, str],
    added: Mapping[str, str],
) -> list[Lane]:
    """The records for lanes in ``order`` (keys), which a person chose among those ``shown`` (title by key) of ``base``.

    ``titles`` are what they call them now, ``added`` the names of new ones by key. A shown lane that is not in the
    order was taken away: one that the kind declares is hidden, another has no record any more.
    """
    declared = kind(base).by_key
    own = {record.key: record for record in base.lanes}
    arranged = [lane.key for lane in lanes_of(base, hidden=True)]
    gone = [key for key in shown if key not in order]
    records: dict[str, Lane] = {key: record for key, record in own.items() if key not in gone or key in declared}
    for key in gone:
        if key in declared:
            records[key] = replace(_record(base, own, key), hidden=True)
    for key in order:
        if key in added:
            entry = entry_for(added[key])
            records[key] = Lane(
                id=f"lane:{key}",
                parent=base.journey.id,
                order="V",
                of=entry.id if entry else "text",
                name=added[key].strip(),
            )
        elif told(titles.get(key, shown[key])) != told(shown[key]) and titles[key].strip():
            records[key] = replace(_record(base, own, key), name=kept(own[key].name if key in own else "", titles[key]))
    before = [key for key in arranged if key in shown and key not in gone]
    if [key for key in order if key not in added] == before and not added:
        return _placed(base, records, [*own, *(key for key in records if key not in own)])
    whole = _with_rest(arranged, order, shown)
    sequence = [key for key in whole if key not in declared or key in records or key in order]
    for key in sequence:
        if key in declared:
            records[key] = replace(records.get(key) or _record(base, own, key), moved=True)
        else:
            records[key] = replace(records[key], moved=True) if key == sequence[0] else records[key]
    return _placed(base, records, sequence)


def _with_rest(arranged: Sequence[str], order: Sequence[str], shown: Mapping[str, str]) -> list[str]:
    """All lanes: those in ``order``, and each that the sheet does not show (any more) behind the one before it."""
    found = list(order)
    last = ""
    for key in arranged:
        if key in found:
            last = key
            continue
        found.insert(found.index(last) + 1 if last else 0, key)
        last = key
    return found


def _record(base: Document, own: Mapping[str, Lane], key: str) -> Lane:
    return own.get(key) or Lane(id=f"lane:{key}", parent=base.journey.id, order="V")


def _placed(base: Document, records: Mapping[str, Lane], sequence: Sequence[str]) -> list[Lane]:
    keys = [key for key in dict.fromkeys(sequence) if key in records]
    old = {record.key: record.order for record in base.lanes}
    if all(key in old for key in keys) and keys == sorted(keys, key=lambda key: (old[key], f"lane:{key}")):
        return [records[key] for key in keys]
    orders = rekeyed(keys, old)
    return [replace(records[key], order=orders[key]) for key in keys]
