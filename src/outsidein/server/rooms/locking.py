"""Locked lanes: which lanes of a map are locked, and whether an edit would change what stands in one.

What lives here: Locks, brought up to date with every edit, and the refusals. Not here: locking a whole map (room), or
putting back what was changed (mending). Until an owner unlocks it, a lane takes no edits of anybody, whichever way;
what its cards stand at may be moved and renamed, but not taken away from under them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from outsidein.ground import Diagnostic, MapError, Place
from outsidein.maps import Card, Journey, Lane, Placed, Record, unflat
from outsidein.server.phrases import say
from outsidein.server.rooms.entry import Entry

Look = Callable[[str], Entry | None]
"""What lies under an id."""


class Locks:
    """The keys of the lanes that are locked just now."""

    def __init__(self, entries: Mapping[str, Entry], *, keys: Iterable[str] = ()) -> None:
        self._keys: set[str] = set(keys)
        self.follow(entries, entries)

    def follow(self, touched: Iterable[str], entries: Mapping[str, Entry]) -> None:
        """Take in what an edit did to lanes."""
        for id in touched:
            if id.startswith("lane:"):
                (self._keys.add if _is_locked(entries.get(id)) else self._keys.discard)(id.partition(":")[2])

    def lift(self, lane: str, entries: Mapping[str, Entry]) -> None:
        """Take in that an owner unlocked a lane, before the rest of the same edit is held against the locks."""
        if not _is_locked(entries.get(lane)):
            self._keys.discard(lane.partition(":")[2])

    def hold(self, before: Entry | None, after: Record | None, *, owner: bool) -> bool:
        """Whether the locks forbid that a record becomes ``after`` (None: it goes): a card of a locked lane is changed,
        comes or goes, or somebody who is no owner unlocks. Anybody who may edit can lock."""
        records = [one for one in (before.record if before else None, after) if one is not None]
        if any(isinstance(one, Card) and one.lane in self._keys for one in records):
            return True
        if not _is_locked(before):
            return False
        stays = isinstance(after, Lane) and after.locked
        return not owner if not stays else before is not None and _of(before.record) != _of(after)

    def uprooted(self, before: Look, after: Mapping[str, Entry], touched: Iterable[str]) -> set[str]:
        """The records among ``touched`` through which a card of a locked lane that stood on the map stands there no
        more: what it stands at, or what that stands at, went or came under what is gone; or the map is of another kind.
        """
        if not self._keys or not any(_uproots(before(id), after.get(id)) for id in touched):
            return set()
        held = [
            id
            for id, entry in after.items()
            if not entry.deleted and isinstance(entry.record, Card) and entry.record.lane in self._keys
        ]
        loose = ((_loose(id, after.get, before), id) for id in held)
        found = {culprit for culprit, id in loose if culprit and not _loose(id, before, before)}
        return found | {id for id in touched if held and _is_other(before(id), after.get(id))}

    def check(
        self, writes: Mapping[str, Mapping[str, Any] | None], entries: Mapping[str, Entry], *, owner: bool
    ) -> None:
        """Hold changes from outside against the locks. Raises MapError with everything that they forbid."""
        found: list[Diagnostic] = []
        locks, then = Locks({}, keys=self._keys), dict(entries)
        for id in sorted(writes, key=_lanes_first):
            fields, before = writes[id], entries.get(id)
            after = None if fields is None else _written(id, before, fields)
            if locks.hold(before, after, owner=owner):
                found += refused(id)
            elif after is not None:
                then[id] = Entry.of(after)
            elif before is not None:
                then[id] = Entry(before.record, before.fields, deleted=1)
            if owner and id.startswith("lane:"):
                locks.lift(id, then)
        if not found:
            found = [one for id in sorted(locks.uprooted(entries.get, then, writes)) for one in bears(id)]
        if found:
            raise MapError(*found)


def refused(id: str) -> tuple[Diagnostic, ...]:
    """What somebody is told whose edit a lock holds."""
    return (Diagnostic("server/lane-locked", say("lane-locked.says"), say("lane-locked.fix"), Place(record=id)),)


def bears(id: str) -> tuple[Diagnostic, ...]:
    """What somebody is told who would take away what cards of a locked lane stand at."""
    return (Diagnostic("server/bears-locked", say("bears-locked.says"), say("bears-locked.fix"), Place(record=id)),)


def _lanes_first(id: str) -> bool:
    return not id.startswith("lane:")


def _is_locked(entry: Entry | None) -> bool:
    return entry is not None and not entry.deleted and isinstance(entry.record, Lane) and entry.record.locked


def _of(record: Record | None) -> str:
    """Which lane of the catalogue it is; another stands elsewhere, and its cards with it."""
    return record.of if isinstance(record, Lane) else ""


def _written(id: str, before: Entry | None, fields: Mapping[str, Any]) -> Record | None:
    whole = {**(before.fields if before else {}), **fields}
    return unflat(id, {name: value for name, value in whole.items() if value is not None})[0]


def _uproots(before: Entry | None, after: Entry | None) -> bool:
    """Whether what becomes of a record may take others from the map."""
    if before is None or before.deleted or isinstance(before.record, Card):
        return False
    if after is None or after.deleted:
        return True
    return any(getattr(before.record, name, "") != getattr(after.record, name, "") for name in ("parent", "kind"))


def _is_other(before: Entry | None, after: Entry | None) -> bool:
    """Whether it is the head of a map that is of another kind now, whose lanes are others."""
    heads = [one.record for one in (before, after) if one is not None and isinstance(one.record, Journey)]
    return len({one.kind for one in heads}) > 1


def _loose(id: str, look: Look, before: Look) -> str:
    """What keeps a record from standing on the map: the nearest above it that went, or that was put under what is gone.

    Empty where it stands.
    """
    while (entry := look(id)) is not None:
        if not isinstance(entry.record, Placed):
            return ""
        above = entry.record.parent
        parent = look(above)
        if parent is None or parent.deleted:
            was = before(above)
            return above if was is not None and not was.deleted else id
        id = above
    return id
