"""What an edit touched, held against what a record may be; and the writes that make it valid again.

What lives here: Seen (which records and fields were touched) and Mending, the rules by which invalid fields go back to
their last valid value. Not here: the engine (living), what makes a whole map (placing).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

from outsidein.ground import Diagnostic, Place
from outsidein.maps import Journey, Placed, Record, flat, unflat
from outsidein.server.phrases import say
from outsidein.server.rooms.entry import OWN, Entry, Refusal, Wish
from outsidein.server.rooms.locking import Locks, bears, refused
from outsidein.server.rooms.ordering import Places

GONE: Final = object()
_MOST_TOLD: Final = 50

Touched = Mapping[str, Mapping[str, Any] | None]
"""By record: the fields that were set, or None where the record came, went or was replaced."""
Writes = dict[str, dict[str, Any] | None]
"""By record: the fields to set (None takes one out), or None to take the record out."""


class Seen:
    """What the engine said was touched, until somebody takes it."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, Any] | None] = {}

    def hear(self, events: list[Any]) -> None:
        """What the engine calls after each transaction."""
        for event in events:
            self._note(event.path, event.keys)

    def _note(self, path: list[Any], keys: Mapping[str, Mapping[str, Any]]) -> None:
        """One event of the engine: ``path`` from the root, and which keys there changed."""
        if not path:
            for id in keys:
                self._found[id] = None
            return
        fields = self._found.setdefault(path[0], {})
        if fields is None:
            return
        for name, change in keys.items():
            value = GONE if change["action"] == "delete" else change["newValue"]
            if len(path) > 1 or hasattr(value, "to_py"):
                self._found[path[0]] = None
                return
            fields[name] = value

    def whole(self, id: str) -> None:
        """A record that is to be read anew."""
        self._found[id] = None

    def take(self) -> Touched:
        """All that was touched since it was last asked."""
        found, self._found = self._found, {}
        return found


class Mending:
    """One round of mending: after one edit, by one author."""

    def __init__(
        self,
        entries: dict[str, Entry],
        places: Places,
        raw: Callable[[str], Any],
        *,
        author: str,
        at: int,
        locks: Locks | None = None,
        owner: bool = True,
    ) -> None:
        self.touched: dict[str, tuple[Entry | None, Entry | None]] = {}
        self._entries = entries
        self._places = places
        self._raw = raw
        self._author = author
        self._locks, self._owner = locks, owner
        self._at = at
        self._writes: Writes = {}
        self._wishes: list[Wish] = []
        self._found: list[Diagnostic] = []

    @property
    def refusal(self) -> Refusal | None:
        """What of the edit was not taken, where anything was not."""
        if not self._wishes:
            return None
        return Refusal("invalid", tuple(self._found[:_MOST_TOLD]), tuple(self._wishes[:_MOST_TOLD]))

    def mend(self, touched: Touched, *, known: Mapping[str, Any] | None = None) -> Writes:
        """The writes that make what was touched valid, and siblings distinct; entries are brought up to date.

        ``known`` is what lies under each id, where somebody has read it already.
        """
        # Lanes first: what an owner unlocks is free for the rest of the same edit.
        for id in sorted(touched, key=lambda id: not id.startswith("lane:")):
            self._record(id, touched[id], self._raw if known is None else known.get)
            if self._locks and self._owner and id.startswith("lane:"):
                self._locks.lift(id, self._entries)
        while self._locks and (bearing := self._locks.uprooted(self._before, self._entries, self.touched)):
            for id in bearing:
                self._root(id)
        for id, order in self._places.mended().items():
            self._write(id, {"order": order})
            entry = self._entries[id]
            self._keep(id, Entry.of(_ordered(entry.record, order)), trash=entry)
        return self._writes

    def accept(self, touched: Touched) -> Mapping[str, tuple[Entry | None, Entry | None]]:
        """Bring entries up to date with what was valid when it was stored; nothing is mended."""
        for id in touched:
            raw = self._raw(id)
            record = unflat(id, _without_own(raw))[0] if isinstance(raw, Mapping) else None
            if record is None:
                self._drop(id)
            else:
                self._keep(id, Entry(record, _without_own(raw), *_trash(raw)))
        return self.touched

    def _record(self, id: str, fields: Mapping[str, Any] | None, raw: Callable[[str], Any]) -> None:
        before = self._entries.get(id)
        if fields is None or before is None:
            found = raw(id)
            if not isinstance(found, Mapping):
                self._without(id, before, found)
                return
            wanted: Mapping[str, Any] = found
        else:
            found = {**before.raw, **fields}
            found = {name: value for name, value in found.items() if value is not GONE}
            wanted = {name: None if value is GONE else value for name, value in fields.items()}
        self._fields(id, before, found, wanted)

    def _without(self, id: str, before: Entry | None, found: Any) -> None:
        """A record that an edit took out, or put something there that is none."""
        if before is None:
            if found is not None:
                self._refuse(id, {"": found}, {}, unflat(id, {})[1])
                self._writes[id] = None
            return
        back = before.raw
        if isinstance(before.record, Journey):
            self._refuse(id, {"deleted": self._at}, back, _one_journey(id))
        elif self._locks and self._locks.hold(before, None, owner=self._owner):
            self._refuse(id, {"deleted": self._at}, back, refused(id))
        elif not before.deleted:
            back |= {"deleted": self._at, "deleted_by": self._author}
        self._writes[id] = back
        self._keep(id, Entry(before.record, before.fields, *_trash(back)))

    def _fields(self, id: str, before: Entry | None, found: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
        fields = _without_own(found)
        record, wrong = unflat(id, fields)
        if record is None:
            record, fixed = _fixed(id, before, fields, wrong)
            self._refuse(id, wanted, found, wrong)
            if record is None:
                self._writes[id] = None
                self._drop(id)
                return
            self._write(
                id, {name: fixed.get(name) for name in fields.keys() | fixed.keys() if _differ(name, fields, fixed)}
            )
            fields = fixed
        if isinstance(record, Journey) and self._second(id):
            self._refuse(id, wanted, found, _one_journey(id))
            self._writes[id] = None
            self._drop(id)
            return
        after = None if _trash(found)[0] else record
        if self._locks and self._locks.hold(before, after, owner=self._owner):
            self._hold(id, before, found, wanted)
            return
        trash = self._trashed(id, before, record, found)
        entry = Entry(record, fields, *trash)
        self._keep(id, entry)

    def _hold(self, id: str, before: Entry | None, found: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
        """Put a record back that a lock holds."""
        self._refuse(id, wanted, found, refused(id))
        if before is None:
            self._writes[id] = None
            self._drop(id)
            return
        back = before.raw
        self._write(id, {name: back.get(name) for name in found.keys() | back.keys() if _differ(name, found, back)})
        self._keep(id, before)

    def _before(self, id: str) -> Entry | None:
        return self.touched[id][0] if id in self.touched else self._entries.get(id)

    def _root(self, id: str) -> None:
        """Put what went back under the locked cards that stand at it."""
        before, now = self.touched[id]
        assert before is not None  # noqa: S101 - only what was there can have borne anything
        found, back = (now.raw if now else {}), before.raw
        changed = [name for name in found.keys() | back.keys() if _differ(name, found, back)]
        self._refuse(id, {name: found.get(name) for name in changed}, back, bears(id))
        self._write(id, {name: back.get(name) for name in changed})
        self._keep(id, before)

    def _trashed(self, id: str, before: Entry | None, record: Record, found: Mapping[str, Any]) -> tuple[float, str]:
        """When and by whom it was put in the trash, made what it must be."""
        was = (before.deleted, before.deleted_by) if before else (0.0, "")
        at, by = _trash(found)
        said = {name: found[name] for name in OWN if name in found}
        if isinstance(record, Journey) and at:
            self._refuse(id, {"deleted": found["deleted"]}, found, _one_journey(id))
            at = 0.0
        if not at:
            if said:
                self._write(id, dict.fromkeys(said))
            return 0.0, ""
        if at != was[0]:
            was = at, self._author or by
        if by != was[1]:
            self._write(id, {"deleted_by": was[1]})
        return was

    def _second(self, id: str) -> bool:
        return any(isinstance(one.record, Journey) and other != id for other, one in self._entries.items())

    def _keep(self, id: str, entry: Entry, *, trash: Entry | None = None) -> None:
        if trash is not None:
            entry = Entry(entry.record, entry.fields, trash.deleted, trash.deleted_by)
        before = self.touched[id][0] if id in self.touched else self._entries.get(id)
        self.touched[id] = before, entry
        self._entries[id] = entry
        if isinstance(entry.record, Placed):
            self._places.stand(entry.record)

    def _drop(self, id: str) -> None:
        before = self._entries.pop(id, None)
        if before is not None:
            self.touched[id] = (self.touched[id][0] if id in self.touched else before), None
            self._places.leave(id)

    def _write(self, id: str, fields: Mapping[str, Any]) -> None:
        if fields:
            self._writes[id] = {**(self._writes.get(id) or {}), **fields}

    def _refuse(
        self, id: str, wanted: Mapping[str, Any], known: Mapping[str, Any], found: tuple[Diagnostic, ...]
    ) -> None:
        self._wishes.append(Wish.that(id, wanted, known))
        self._found += found


def _fixed(
    id: str, before: Entry | None, fields: Mapping[str, Any], wrong: tuple[Diagnostic, ...]
) -> tuple[Record | None, dict[str, Any]]:
    """The fields with every wrong one as it last was, or left out; the last valid record where that is no help."""
    last: Mapping[str, Any] = before.fields if before else {}
    fixed = dict(fields)
    for name in {one.where.column or "" for one in wrong}:
        if name in last:
            fixed[name] = last[name]
        else:
            fixed.pop(name, None)
    record, still = unflat(id, fixed)
    if still and before is not None:
        return before.record, dict(before.fields)
    return record, fixed


def _differ(name: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return (name in one) != (name in other) or one.get(name) is not other.get(name)


def _without_own(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if name not in OWN}


def _trash(raw: Mapping[str, Any]) -> tuple[float, str]:
    """When and by whom, as far as what is written there can be that."""
    at, by = raw.get("deleted"), raw.get("deleted_by")
    good = isinstance(at, int | float) and not isinstance(at, bool) and math.isfinite(at) and 0 < at < 2**53
    return (float(at) if good and at else 0.0), (by if isinstance(by, str) else "")


def _ordered(record: Record, order: str) -> Record:
    fields = {**flat(record), "order": order}
    moved, _ = unflat(record.id, fields)
    assert moved is not None  # noqa: S101 - only the order key is another
    return moved


def _one_journey(id: str) -> tuple[Diagnostic, ...]:
    return (Diagnostic("maps/not-one-journey", say("one-journey.says"), say("one-journey.fix"), Place(record=id)),)
