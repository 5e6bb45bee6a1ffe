"""Locked lanes: which lanes of a map are locked, and whether an edit would change what stands in one.

What lives here: Locks, brought up to date with every edit, and the refusal. Not here: locking a whole map (room), or
putting back what was changed (mending). Until an owner unlocks it, a lane takes no edits of anybody, whichever way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from outsidein.ground import Diagnostic, MapError, Place
from outsidein.maps import Card, Lane, Record, unflat
from outsidein.server.phrases import say
from outsidein.server.rooms.entry import Entry


class Locks:
    """The keys of the lanes that are locked just now."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._keys: set[str] = set()
        self.follow(entries, entries)

    def follow(self, touched: Iterable[str], entries: Mapping[str, Entry]) -> None:
        """Take in what an edit did to lanes."""
        for id in touched:
            if id.startswith("lane:"):
                entry = entries.get(id)
                on = entry is not None and not entry.deleted and isinstance(entry.record, Lane) and entry.record.locked
                (self._keys.add if on else self._keys.discard)(id.partition(":")[2])

    def hold(self, before: Entry | None, after: Record | None, *, owner: bool) -> bool:
        """Whether the locks forbid that a record becomes ``after`` (None: it goes): a card of a locked lane is changed,
        comes or goes, or somebody who is no owner unlocks. Anybody who may edit can lock."""
        records = [one for one in (before.record if before else None, after) if one is not None]
        if any(isinstance(one, Card) and one.lane in self._keys for one in records):
            return True
        was = before is not None and isinstance(before.record, Lane) and before.record.locked
        stays = isinstance(after, Lane) and after.locked
        return was and not stays and not owner

    def check(
        self, writes: Mapping[str, Mapping[str, Any] | None], entries: Mapping[str, Entry], *, owner: bool
    ) -> None:
        """Hold changes from outside against the locks. Raises MapError with everything that they forbid."""
        found: list[Diagnostic] = []
        for id, fields in writes.items():
            before = entries.get(id)
            after = None if fields is None else unflat(id, {**(before.fields if before else {}), **fields})[0]
            if self.hold(before, after, owner=owner):
                found += refused(id)
        if found:
            raise MapError(*found)


def refused(id: str) -> tuple[Diagnostic, ...]:
    """What somebody is told whose edit a lock holds."""
    return (Diagnostic("server/lane-locked", say("lane-locked.says"), say("lane-locked.fix"), Place(record=id)),)
