"""The log of live maps in the server's database, SQLite or PostgreSQL: one writer that commits for all rooms at once.

What lives here: DatabaseLog. A commit returns once it is on disk (SQLite: WAL with synchronous=FULL; PostgreSQL: its
default). Not here: what the tables are (models.rooms), the rules every log keeps (log).
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeVar

from django.db import DatabaseError, IntegrityError, connection, transaction

from outsidein.maps import Kind
from outsidein.server.models import Map, RoomSnapshot, RoomUpdate
from outsidein.server.rooms.log import Conflict, NoSuchMap, Row, Snapshot, Stored
from outsidein.workspace import read_kinds

T = TypeVar("T")
GATHER: Final = 0.005
"""Seconds for which rows of other rooms are waited for; rooms gather their own before."""
SPARSE: Final = 10_000
"""Rows between snapshots that are kept of the past; the newest ones stand closer."""


@dataclass(slots=True)
class _Batch:
    rows: Sequence[Row]
    snapshots: Sequence[Snapshot]
    done: asyncio.Future[None]


class DatabaseLog:
    """The Log of a process, for one event loop."""

    def __init__(self) -> None:
        self._writer = ThreadPoolExecutor(1, "room-log")
        self._readers = ThreadPoolExecutor(2, "room-reader")
        self._waiting: list[_Batch] = []
        self._task: asyncio.Task[None] | None = None

    async def kinds(self, map: str) -> tuple[Kind, ...]:
        """The kinds that the workspace of this map declares for itself."""
        return await self._read(partial(kinds_of, map))

    async def load(self, map: str) -> Stored:
        """What is stored of a map."""
        return await self._read(lambda: _load(map))

    async def append(self, rows: Sequence[Row], snapshots: Sequence[Snapshot] = ()) -> None:
        """Commit these together with what other rooms have just now."""
        batch = _Batch(rows, snapshots, asyncio.get_running_loop().create_future())
        self._waiting.append(batch)
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._commit())
        await batch.done

    async def _commit(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                await asyncio.sleep(GATHER)
                batches, self._waiting = self._waiting, []
                found: list[BaseException | None]
                try:
                    found = await loop.run_in_executor(self._writer, _write, batches)
                except Exception as error:
                    found = [error] * len(batches)
                for batch, failure in zip(batches, found, strict=True):
                    if batch.done.done():
                        continue
                    if failure is None:
                        batch.done.set_result(None)
                    else:
                        batch.done.set_exception(failure)
        finally:
            self._task = None

    async def rows(self, map: str, *, after: int = 0, upto: int | None = None) -> Sequence[Row]:
        """Rows of a map, in order."""
        return await self._read(lambda: _rows(map, after, upto))

    async def snapshot(self, map: str, *, upto: int, epoch: str = "") -> Snapshot | None:
        """The newest snapshot at or before a serial, of any epoch or of one."""
        return await self._read(lambda: _snapshot(map, upto, epoch))

    async def ending(self, map: str, *, epoch: str) -> int | None:
        """Where an epoch ended."""
        return await self._read(lambda: _ending(map, epoch))

    async def lock(self, map: str, *, by: str, at: int) -> None:
        """Note the lock on the row of the map."""
        await self._read(lambda: _lock(map, by, at))

    async def _read(self, ask: Callable[[], T]) -> T:
        def run() -> T:
            try:
                return ask()
            except DatabaseError:
                connection.close()
                raise

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    def close(self) -> None:
        """Let the threads and their connections go."""
        for pool in (self._writer, self._readers):
            pool.submit(connection.close)
            pool.shutdown(wait=True)


def _write(batches: list[_Batch]) -> list[BaseException | None]:
    """Commit all batches at once; where one conflicts, each by itself, so that only that one fails."""
    try:
        _insert(batches)
    except IntegrityError as error:
        if len(batches) == 1:
            return [Conflict(str(error))]
        return [_write([batch])[0] for batch in batches]
    except DatabaseError:
        connection.close()
        raise
    return [None] * len(batches)


_INSERT: Final = """
    INSERT INTO outsidein_room_update (map_id, serial, data, author, name, at, kind)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
"""Ten times a second in a busy room: the one statement that is worth writing by hand."""


def _insert(batches: list[_Batch]) -> None:
    with transaction.atomic():
        rows = [
            (row.map, row.serial, row.data, row.author[:40], row.name[:100], row.at, row.kind)
            for batch in batches
            for row in batch.rows
        ]
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(_INSERT, rows)
        for batch in batches:
            for one in batch.snapshots:
                data = zlib.compress(one.data, 3)
                RoomSnapshot.objects.create(map_id=one.map, upto=one.upto, data=data, epoch=one.epoch, at=one.at)
                _thin(one.map)


def _thin(map: str) -> None:
    """Let snapshots go that nobody opens from: all but the newest two, each epoch's first, one in ten thousand rows."""
    known = list(RoomSnapshot.objects.filter(map=map).order_by("id").values_list("id", "upto", "epoch"))
    kept: set[tuple[str, int]] = set()
    gone = []
    for id, upto, epoch in known[:-2]:
        place = (epoch, upto // SPARSE)
        if place in kept:
            gone.append(id)
        kept.add(place)
    if gone:
        RoomSnapshot.objects.filter(id__in=gone).delete()


def _load(map: str) -> Stored:
    with transaction.atomic():
        snapshot = _snapshot(map, None, "")
        row = Map.objects.filter(id=map).values_list("locked_by", "workspace__folder").first()
        if snapshot is None or row is None:
            raise NoSuchMap(map)
        locked_by, folder = row
        own = partial(_kinds, Path(folder))
        return Stored(snapshot, tuple(_rows(map, snapshot.upto, None)), locked_by, own)


def kinds_of(map: str) -> tuple[Kind, ...]:
    """The kinds that the workspace of this map declares for itself."""
    folder = Map.objects.filter(id=map).values_list("workspace__folder", flat=True).first()
    return _kinds(Path(folder)) if folder else ()


def _kinds(folder: Path) -> tuple[Kind, ...]:
    return read_kinds(folder)[0]


def _rows(map: str, after: int, upto: int | None) -> list[Row]:
    found = RoomUpdate.objects.filter(map=map, serial__gt=after).order_by("serial")
    if upto is not None:
        found = found.filter(serial__lte=upto)
    fields = ("map_id", "serial", "data", "author", "name", "at", "kind")
    return [Row(m, s, bytes(d), a, n, t, k) for m, s, d, a, n, t, k in found.values_list(*fields).iterator(2_000)]


def _snapshot(map: str, upto: int | None, epoch: str) -> Snapshot | None:
    found = RoomSnapshot.objects.filter(map=map)
    if upto is not None:
        found = found.filter(upto__lte=upto)
    if epoch:
        found = found.filter(epoch=epoch)
    one = found.order_by("-upto", "-id").first()
    return None if one is None else Snapshot(map, one.upto, zlib.decompress(bytes(one.data)), one.epoch, one.at)


def _ending(map: str, epoch: str) -> int | None:
    known = list(RoomSnapshot.objects.filter(map=map).order_by("id").values_list("upto", "epoch"))
    ends = [upto for (_, before), (upto, after) in pairwise(known) if before == epoch != after]
    return ends[-1] if ends else None


def _lock(map: str, by: str, at: int) -> None:
    when = datetime.fromtimestamp(at / 1000, UTC) if by else None
    Map.objects.filter(id=map).update(locked_by=by[:100], locked_at=when)
