"""Two edited copies of a map joined with the map they began from: what only one changed is taken, the rest is shown.

What lives here: merge, Merged. Not here: which record is which (pairing), joining orders (sequencing), how a conflict
is told (conflict). Laws: with an unchanged copy the other one comes out; a map that is whole comes out; no word that
somebody wrote is missing from both the map and the conflicts.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from outsidein.ground import Diagnostic, MapError, Place
from outsidein.maps.cells import Card
from outsidein.maps.conflict import Conflict, Copy, Dispute
from outsidein.maps.diff import Added, Changed, Moved, Removed, diff
from outsidein.maps.document import Document
from outsidein.maps.fields import Field, Shape, fields_of
from outsidein.maps.identity import sequences
from outsidein.maps.kind import kind
from outsidein.maps.order import spread
from outsidein.maps.pairing import aligned, references, renamed
from outsidein.maps.record import Placed, Record
from outsidein.maps.sequencing import joined
from outsidein.maps.soundness import faults, faults_of

_NOT_HERE: Final = object()


@dataclass(frozen=True, slots=True)
class Merged:
    """The joined map, and what the two copies disagree about; of each disagreement one side’s value is on the map."""

    document: Document
    conflicts: tuple[Conflict, ...]


def merge(base: Document, mine: Document, theirs: Document, *, prefer: Copy = Copy.MINE) -> Merged:
    """``mine`` and ``theirs`` joined, both edited from ``base``; where they disagree, ``prefer``’s value is taken.

    What was removed by one and changed by the other stays, whoever is preferred. The result is whole: it can be
    written. Raises MapError where one of the three is not.

    >>> from outsidein.maps import begin
    >>> trip = begin("trip", title="A trip")
    >>> mine = trip.put(replace(trip.journey, owner="Ada"))
    >>> theirs = trip.put(replace(trip.journey, title="The trip"))
    >>> both = merge(trip, mine, theirs)
    >>> both.document.journey.title, both.document.journey.owner, both.conflicts
    ('The trip', 'Ada', ())
    """
    for document in (base, mine, theirs):
        _insist_whole(document)
    if mine == theirs or theirs == base:
        return Merged(mine, ())
    if mine == base:
        return Merged(theirs, ())
    first, first_ids = aligned(mine if prefer is Copy.MINE else theirs, base)
    second, second_ids = aligned(theirs if prefer is Copy.MINE else mine, base)
    # What both brought anew under two ids (one card, reworded by one of them) is one thing, too.
    second, also = aligned(second, Document.of([*base, *first]))
    second_ids = {**second_ids, **{id: second_ids.get(was, was) for id, was in also.items()}}
    joint = _Joint(base, first, second, prefer)
    merged = joint.document()
    if any(faults(merged)):
        merged = joint.one_whole()
    return _in_own_ids(merged, joint.conflicts, first_ids, second_ids)


def _insist_whole(document: Document) -> None:
    found = [Diagnostic(one.code, one.says, one.fix, Place(record=one.record)) for one in faults(document)]
    if found:
        raise MapError(*found)


class _Joint:
    """The joining of three maps that call the same things by the same ids."""

    def __init__(self, base: Document, preferred: Document, other: Document, prefer: Copy) -> None:
        self.base = base
        self.sides: Mapping[Copy, Document] = {prefer: preferred, prefer.other: other}
        self.prefer = prefer
        self.declared = {lane.key for one in (preferred, other) for lane in kind(one).lanes}
        self.conflicts: list[Conflict] = []

    def document(self) -> Document:
        """The joined map, whole in all but rare cases: what one kind of map has and another has not."""
        ids = dict.fromkeys([*self.base.records, *self._of(self.prefer).records, *self._of(self.prefer.other).records])
        kept: dict[str, Record] = {}
        for id in ids:
            if (record := self._record(id)) is not None:
                kept[id] = record
        self._bring_back(kept)
        return Document.of(self._ordered(kept))

    def one_whole(self) -> Document:
        """The preferred copy as it is, with all that the other changed as conflicts: what cannot be joined."""
        self.conflicts = []
        kept, other = self._of(self.prefer), self._of(self.prefer.other)
        for change in diff(self.base, other):
            match change:
                case Added(record) if kept.records.get(record.id) != record:
                    for field in fields_of(type(record)):
                        self._dispute_words(record, field.name, None, kept.records.get(record.id))
                case Removed(record) if record.id in kept.records:
                    self._dispute(Dispute.REMOVED, kept.records[record.id], "", record, None, None, self.prefer)
                case Changed(id, field, old, new) if getattr(kept.records.get(id), field, _NOT_HERE) != new:
                    self._dispute_words(other.records[id], field, old, kept.records.get(id))
                case Moved(id, _, _, True):
                    self._dispute_place(id, kept.records.get(id))
        return kept

    def _dispute_words(self, record: Record, field: str, base: Any, kept: Record | None) -> None:
        value = getattr(record, field)
        if value:
            stands = getattr(kept, field, None)
            self._dispute(Dispute.WORDS, kept or record, field, base, stands, value, self.prefer)

    def _dispute_place(self, id: str, kept: Record | None) -> None:
        other, was = self._of(self.prefer.other).records[id], self.base.records[id]
        if isinstance(kept, Placed) and _cell(kept) != _cell(other):
            cells = (_cell(was), _cell(kept), _cell(other))
            self._dispute(Dispute.PLACE, kept, "parent", *cells, self.prefer)

    def _dispute(
        self, dispute: Dispute, record: Record, field: str, base: Any, stands: Any, kept: Any, taken: Copy
    ) -> None:
        """Note a conflict: what ``taken`` says ``stands``, what the other says is ``kept`` in the conflict."""
        mine, theirs = (stands, kept) if taken is Copy.MINE else (kept, stands)
        self.conflicts.append(Conflict(dispute, record, field, base, mine, theirs, taken))

    def _of(self, side: Copy) -> Document:
        return self.sides[side]

    def _record(self, id: str) -> Record | None:
        """The record as both leave it; None where it is gone."""
        was = self.base.records.get(id)
        preferred = self._of(self.prefer).records.get(id)
        other = self._of(self.prefer.other).records.get(id)
        if preferred is not None and other is not None:
            return self._joined(was, preferred, other)
        keeper = self.prefer if preferred is not None else self.prefer.other
        record = preferred if preferred is not None else other
        if record is None or was is None:
            return record  # gone on both sides, or new on one
        if _same(was, record):
            return None
        self._dispute(Dispute.REMOVED, record, "", was, record, None, keeper)
        return record

    def _joined(self, was: Record | None, preferred: Record, other: Record) -> Record:
        if was is not None and _same(was, other):
            return preferred
        if was is not None and _same(was, preferred):
            return other
        found: list[tuple[str, Any, Any, Any]] = []
        values: dict[str, Any] = {}
        for field in fields_of(type(preferred)):
            base, stands, kept = (getattr(one, field.name, None) for one in (was, preferred, other))
            value, disputed = _value(field, base, stands, kept, known=was is not None)
            if isinstance(preferred, Card) and field.name == "lane":
                continue  # where a card stands is joined below, with its parent
            values[field.name] = value
            if disputed:
                found.append((field.name, base, stands, kept))
        parent: dict[str, Any] = {}
        if hasattr(preferred, "parent"):
            cells = (_cell(was) if was is not None else None, _cell(preferred), _cell(other))
            cell = cells[2] if cells[1] == cells[0] else cells[1]
            parent = {"parent": cell[0], **({"lane": cell[1]} if isinstance(preferred, Card) else {})}
            if cells[1] != cells[2] and cells[0] not in cells[1:]:
                self._dispute(Dispute.PLACE, preferred, "parent", *cells, self.prefer)
        merged = replace(preferred, **values, **parent)
        if any(faults_of(merged)):
            # Each value is right and both together are not: the preferred record stands as it is.
            merged = replace(preferred, **parent)
            names = [field.name for field in fields_of(type(other)) if field.name != "lane"]
            differing = [name for name in names if getattr(other, name) != getattr(preferred, name)]
            found = [(name, getattr(was, name, None), *_both(preferred, other, name)) for name in differing]
        for name, base, stands, kept in found:
            self._dispute(Dispute.WORDS, preferred, name, base, stands, kept, self.prefer)
        return merged

    def _bring_back(self, kept: dict[str, Record]) -> None:
        """What one side removed and what the other did needs: it stays, with what it stands in itself."""
        waiting = list(kept.values())
        while waiting:
            for id in _needed(waiting.pop(), self.declared):
                if id in kept:
                    continue
                holders = [side for side in (self.prefer, self.prefer.other) if id in self._of(side).records]
                if not holders:
                    continue
                record = self._of(holders[0]).records[id]
                self._dispute(Dispute.REMOVED, record, "", self.base.records.get(id), record, None, holders[0])
                kept[id] = record
                waiting.append(record)

    def _ordered(self, kept: dict[str, Record]) -> Iterator[Record]:
        """The records with order keys that join both orders; keys of a side are kept where its order is the order."""
        orders: dict[str, str] = {}
        base, first, second = (
            sequences(one) for one in (self.base, self._of(self.prefer), self._of(self.prefer.other))
        )
        for place, group in sequences(kept.values()).items():
            here = {one.id for one in group}
            was, one, other = ([each.id for each in each_of.get(place, ()) if each.id in here] for each_of in
                               (base, first, second))  # fmt: skip
            # What stands here from neither side was brought back, or put here against the other’s will.
            order, apart = joined(was, one, other)
            order += [each.id for each in group if each.id not in set(order)]
            for id in apart:
                before = (_behind(was, id), _behind(one, id), _behind(other, id))
                self._dispute(Dispute.PLACE, kept[id], "order", *before, self.prefer)
            orders.update(self._keys(order, kept, place))
        for record in kept.values():
            yield replace(record, order=orders[record.id]) if isinstance(record, Placed) else record

    def _keys(self, order: list[str], kept: Mapping[str, Record], place: tuple[str, str, str]) -> Mapping[str, str]:
        known = [self._keys_of(document, order) for document in (self.base, self._of(self.prefer))]
        known.append(self._keys_of(self._of(self.prefer.other), order))
        was, one, other = known
        for keys in (other, one) if one == was else (one, other):
            if keys is not None and [*keys] == sorted(keys, key=lambda id: (keys[id], id)):
                return keys
        return dict(zip(order, spread(len(order)), strict=True))

    @staticmethod
    def _keys_of(document: Document, order: list[str]) -> Mapping[str, str] | None:
        """The keys that a map has for these records, in this order; None where it has not all of them."""
        found = {id: one.order for id in order if isinstance(one := document.records.get(id), Placed)}
        return found if len(found) == len(order) else None


def _same(one: Record, other: Record) -> bool:
    """Whether two records say the same and stand in the same cell; which key says their order there is not meaning."""
    return one == (replace(other, order=one.order) if isinstance(one, Placed) and isinstance(other, Placed) else other)


def _cell(record: Record) -> tuple[str, str]:
    return getattr(record, "parent", ""), record.lane if isinstance(record, Card) else ""


def _both(one: Record, other: Record, name: str) -> tuple[Any, Any]:
    return getattr(one, name), getattr(other, name)


def _behind(order: list[str], id: str) -> str:
    at = order.index(id) if id in order else 0
    return order[at - 1] if at else ""


def _needed(record: Record, declared: Container[str]) -> Iterator[str]:
    """The ids of records without which this one cannot be: what it stands in, what it refers to, a lane of the map."""
    for name in references(record):
        value = getattr(record, name)
        yield from (one for one in (value if isinstance(value, tuple) else (value,)) if one)
    if isinstance(record, Card) and record.lane not in declared:
        yield f"lane:{record.lane}"


def _value(field: Field, base: Any, one: Any, other: Any, *, known: bool) -> tuple[Any, bool]:
    """The joined value of a field, and whether the two sides disagree; then it is ``one``."""
    if one == other or (known and other == base):
        return one, False
    if known and one == base:
        return other, False
    if not known and field.default == one and not field.required:
        return other, False  # both brought the record; only one of them says anything here
    if not known and field.default == other and not field.required:
        return one, False
    if field.shape is Shape.TEXTS:
        return _texts(base or (), one, other)
    if field.shape in (Shape.PAIRS, Shape.AMOUNTS):
        return _named(dict(base or ()), dict(one), dict(other), one)
    return one, True


def _texts(base: tuple[str, ...], one: tuple[str, ...], other: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Two lists of texts: what either brought is there, what either took out is not."""
    if any(len(set(each)) < len(each) for each in (base, one, other)):
        return one, True
    removed = set(base) - (set(one) & set(other))
    kept = [tuple(text for text in each if text not in removed) for each in (base, one, other)]
    order, apart = joined(*kept)
    return (one, True) if apart else (tuple(order), False)


def _named(
    base: dict[str, Any], one: dict[str, Any], other: dict[str, Any], whole: Any
) -> tuple[tuple[tuple[str, Any], ...], bool]:
    """Two lists of names with values, name by name; one disagreement makes the whole list disputed."""
    found = []
    for name in dict.fromkeys([*one, *other]):
        was, first, second = (each.get(name, _NOT_HERE) for each in (base, one, other))
        if first != second and was not in (first, second):
            return whole, True
        value = second if first == was else first
        if value is not _NOT_HERE:
            found.append((name, value))
    return tuple(found), False


def _in_own_ids(
    merged: Document, conflicts: Iterable[Conflict], first: Mapping[str, str], second: Mapping[str, str]
) -> Merged:
    """The joined map under the ids that the sides gave: that of the one who changed it, the preferred one’s if both."""
    now: dict[str, str] = {}
    taken = set(merged.records)
    for id in merged.records:
        own = first.get(id) or second.get(id)
        if own and own not in taken:
            now[id] = own
            taken.add(own)
    return Merged(renamed(merged, now), tuple(_in_own_id(one, now) for one in conflicts))


def _in_own_id(conflict: Conflict, now: Mapping[str, str]) -> Conflict:
    record = replace(conflict.record, id=now.get(conflict.record.id, conflict.record.id))
    if conflict.dispute is not Dispute.PLACE:
        return replace(conflict, record=record)
    base, mine, theirs = (_place(value, now) for value in (conflict.base, conflict.mine, conflict.theirs))
    return replace(conflict, record=record, base=base, mine=mine, theirs=theirs)


def _place(value: Any, now: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(now.get(one, one) for one in value)
    return now.get(value, value)
