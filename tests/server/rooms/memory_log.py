"""A Log in memory whose disk can be slow, fail, and lose what was not flushed: for tests of rooms and simulations."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from itertools import pairwise

from outsidein.maps import Kind
from outsidein.server.rooms.log import Conflict, NoSuchMap, Row, Snapshot, Stored


class MemoryLog:
    """Keeps rows after ``delay`` seconds, as a disk does; ``fail`` is asked before each append and may raise."""

    def __init__(self, *, delay: Callable[[], float] = lambda: 0.0) -> None:
        self.kept: dict[str, list[Row]] = {}
        self.snapshots: dict[str, list[Snapshot]] = {}
        self.locks: dict[str, str] = {}
        self.delay = delay
        self.fail: Callable[[], None] = lambda: None
        self.dead = False

    async def kinds(self, map: str) -> tuple[Kind, ...]:
        return ()

    async def load(self, map: str) -> Stored:
        await asyncio.sleep(self.delay())
        self.fail()
        found = self.snapshots.get(map)
        if not found:
            raise NoSuchMap(map)
        newest = max(enumerate(found), key=lambda pair: (pair[1].upto, pair[0]))[1]
        rows = tuple(row for row in self.kept[map] if row.serial > newest.upto)
        return Stored(newest, rows, self.locks.get(map, ""))

    async def append(self, rows: Sequence[Row], snapshots: Sequence[Snapshot] = ()) -> None:
        await asyncio.sleep(self.delay())
        self.fail()
        if self.dead:
            await asyncio.Event().wait()
        taken = {(map, row.serial) for map, kept in self.kept.items() for row in kept[-200:]}
        if any((row.map, row.serial) in taken for row in rows):
            raise Conflict
        for row in rows:
            self.kept.setdefault(row.map, []).append(row)
        for one in snapshots:
            self.snapshots.setdefault(one.map, []).append(one)

    async def rows(self, map: str, *, after: int = 0, upto: int | None = None) -> Sequence[Row]:
        return [row for row in self.kept.get(map, ()) if after < row.serial and (upto is None or row.serial <= upto)]

    async def snapshot(self, map: str, *, upto: int, epoch: str = "") -> Snapshot | None:
        fits = [one for one in self.snapshots.get(map, ()) if one.upto <= upto and epoch in ("", one.epoch)]
        return max(enumerate(fits), key=lambda pair: (pair[1].upto, pair[0]))[1] if fits else None

    async def ending(self, map: str, *, epoch: str) -> int | None:
        found = self.snapshots.get(map, [])
        ends = [b.upto for a, b in pairwise(found) if a.epoch == epoch != b.epoch]
        return ends[-1] if ends else None

    async def lock(self, map: str, *, by: str, at: int) -> None:
        self.locks[map] = by

    def reborn(self) -> MemoryLog:
        """The same disk after the process was killed: what was still on its way never arrives."""
        self.dead = True
        other = MemoryLog(delay=self.delay)
        other.kept, other.snapshots, other.locks = self.kept, self.snapshots, self.locks
        return other
