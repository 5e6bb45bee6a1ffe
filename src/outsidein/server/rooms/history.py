"""Who changed what on a map: told from its log, row by row, and the map as it was at any row.

What lives here: History. Not here: versions with a name (versions), writing the log (room). Replaying runs in a thread,
on a document of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from outsidein.maps import Added, Change, Document, Kind, Moved, Placed, Record, Removed, diff
from outsidein.server.rooms.entry import Entry
from outsidein.server.rooms.living import LiveDocument
from outsidein.server.rooms.log import Log, NoSuchMap, Row, Snapshot
from outsidein.server.rooms.ordering import spot_of

PAUSE: Final = 120_000
"""Milliseconds without an edit after which the same person's next edit is a new deed."""
WINDOW: Final = 2_000
"""Rows that are replayed for one page of history."""
_READER: Final = 1

Touched = Mapping[str, tuple[Entry | None, Entry | None]]


@dataclass(frozen=True, slots=True)
class Deed:
    """What one person did in one go: rows ``first`` to ``last`` (others' may lie between), and what came of them.

    ``changes`` go from what the records were before the first of these rows to what they were after the last. Times are
    in milliseconds since 1970. ``kind`` is how it came: begin, edit, outside, restore, repair.
    """

    author: str
    name: str
    kind: str
    first: int
    last: int
    since: int
    until: int
    changes: tuple[Change, ...]


@dataclass(slots=True)
class _Draft:
    rows: list[Row]
    before: dict[str, Record | None] = field(default_factory=dict)
    after: dict[str, Record | None] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)

    def deed(self) -> Deed:
        first, last = self.rows[0], self.rows[-1]
        return Deed(
            first.author, first.name, first.kind, first.serial, last.serial, first.at, last.at, tuple(self._changes())
        )

    def _changes(self) -> Iterable[Change]:
        for id, after in self.after.items():
            before = self.before[id]
            if before is None or after is None:
                if after is not None:
                    yield Added(after)
                elif before is not None:
                    yield Removed(before)
                continue
            for change in diff(Document.of([before]), Document.of([after])):
                if isinstance(change, Moved):
                    yield replace(change, seen=id in self.moved or change.old[0] != change.new[0])
                else:
                    yield change


class History:
    """The past of the maps of one log."""

    def __init__(self, log: Log) -> None:
        self._log = log

    async def deeds(self, map: str, *, before: int | None = None) -> tuple[Deed, ...]:
        """A page of what was done, the newest first: of some 2,000 rows before row ``before`` (None: up to now).

        The next page is asked for with ``before`` = the least ``first`` of this one, which is 1 where it was the last.
        Raises NoSuchMap.
        """
        end = (await self._log.load(map)).serial if before is None else before - 1
        start = max(end - WINDOW, 0)
        stretches = await self._stretches(map, start, end)
        return await asyncio.to_thread(_tell, stretches, start, await self._log.kinds(map))

    async def at(self, map: str, serial: int) -> Document:
        """The map as it was after row ``serial``. Raises NoSuchMap where that is not known (any more)."""
        snapshot = await self._log.snapshot(map, upto=serial)
        if snapshot is None:
            raise NoSuchMap(map)
        rows = await self._log.rows(map, after=snapshot.upto, upto=serial)
        return await asyncio.to_thread(_replayed, snapshot, rows, await self._log.kinds(map))

    async def _stretches(self, map: str, start: int, end: int) -> list[tuple[Snapshot | None, Sequence[Row]]]:
        """What is to be replayed for the rows in (start, end]: for each epoch where it begins, and its rows."""
        found: list[tuple[Snapshot | None, Sequence[Row]]] = []
        snapshot = await self._log.snapshot(map, upto=max(start, 1))
        if snapshot is None:
            raise NoSuchMap(map)
        begins = snapshot if start else None  # the first row makes the map out of nothing
        while True:
            ends = await self._log.ending(map, epoch=snapshot.epoch)
            until = end if ends is None or ends > end else ends
            rows = await self._log.rows(map, after=begins.upto if begins else 0, upto=until)
            found.append((begins, rows))
            following = await self._log.snapshot(map, upto=until)
            if until >= end or following is None:
                return found
            begins = snapshot = following


def _replayed(snapshot: Snapshot, rows: Sequence[Row], own: tuple[Kind, ...]) -> Document:
    updates = [row.data for row in rows]
    live = LiveDocument(epoch=snapshot.epoch, client=_READER, state=snapshot.data, updates=updates, kinds=lambda: own)
    try:
        return live.document
    finally:
        live.close()


def _tell(
    stretches: Sequence[tuple[Snapshot | None, Sequence[Row]]], start: int, own: tuple[Kind, ...]
) -> tuple[Deed, ...]:
    drafts: list[_Draft] = []
    for snapshot, rows in stretches:
        earlier = [row.data for row in rows if row.serial <= start]
        state = [snapshot.data] if snapshot else []
        live = LiveDocument(epoch="", client=_READER, updates=[*state, *earlier], kinds=lambda: own)
        try:
            for row in rows:
                if row.serial > start:
                    _note(_draft_of(drafts, row), live.replay(row.data), live)
        finally:
            live.close()
    return tuple(sorted((draft.deed() for draft in drafts), key=lambda deed: -deed.last))


def _draft_of(drafts: list[_Draft], row: Row) -> _Draft:
    """The draft that this row goes on with, or a new one."""
    for draft in reversed(drafts):
        last = draft.rows[-1]
        if (last.author, last.name, last.kind) == (row.author, row.name, row.kind):
            if row.at - last.at <= PAUSE:
                draft.rows.append(row)
                return draft
            break
    drafts.append(_Draft([row]))
    return drafts[-1]


def _note(draft: _Draft, touched: Touched, live: LiveDocument) -> None:
    for id, (before, after) in touched.items():
        draft.before.setdefault(id, _shown(before))
        draft.after[id] = _shown(after)
    draft.moved |= _moved(touched, live)


def _shown(entry: Entry | None) -> Record | None:
    return None if entry is None or entry.deleted else entry.record


def _moved(touched: Touched, live: LiveDocument) -> set[str]:
    """Whose place among its siblings is another now: a key that only was spaced anew moves nobody."""
    spots = set()
    for before, after in touched.values():
        old, new = _shown(before), _shown(after)
        if isinstance(old, Placed) and isinstance(new, Placed) and old.order != new.order:
            spots.add(spot_of(new))
    moved: set[str] = set()
    for spot in spots:
        now = [live.entries[id].record for _, id in live.siblings(spot)]
        was = [_shown(touched[one.id][0]) if one.id in touched else one for one in now]
        found = diff(Document.of(one for one in was if one is not None), Document.of(now))
        moved |= {change.id for change in found if isinstance(change, Moved) and change.seen}
    return moved
