"""What every Log keeps, as functions that any of them is put through; each takes a log and the id of a fresh map.

What lives here: the laws. Not here: the logs (test_logs). They are imported in another process, too, where Django is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from outsidein.server.rooms.log import Conflict, Log, NoSuchMap, Row, Snapshot

Law = Callable[[Log, str], Awaitable[None]]


def row(map: str, serial: int, data: bytes = b"\x00\xff") -> Row:
    return Row(map, serial, data, "7", "Ada", 1_700_000_000_000 + serial, "edit")


def snapshot(map: str, upto: int, epoch: str = "e1") -> Snapshot:
    return Snapshot(map, upto, b"state %d" % upto, epoch, 1_700_000_000_000)


async def a_map_without_log_is_told_apart_from_an_empty_one(log: Log, map: str) -> None:
    try:
        await log.load(map)
    except NoSuchMap:
        pass
    else:
        raise AssertionError("a log out of nothing")
    try:
        await log.load("nowhere")
    except NoSuchMap:
        return
    raise AssertionError("a map out of nothing")


async def what_was_appended_is_loaded_in_order(log: Log, map: str) -> None:
    await log.append([row(map, 1)], [snapshot(map, 1)])
    await log.append([row(map, 2), row(map, 3, b"three")])
    found = await log.load(map)
    assert found.snapshot == snapshot(map, 1)
    assert found.rows == (row(map, 2), row(map, 3, b"three"))
    assert found.serial == 3
    assert found.locked_by == ""


async def a_serial_is_taken_once_and_nothing_of_a_conflicting_batch_is_kept(log: Log, map: str) -> None:
    await log.append([row(map, 1)], [snapshot(map, 1)])
    try:
        await log.append([row(map, 2), row(map, 1)])
    except Conflict:
        pass
    else:
        raise AssertionError("a serial was taken twice")
    assert (await log.load(map)).serial == 1
    await log.append([row(map, 2)])


async def a_conflict_costs_only_its_own_batch_though_committed_together(log: Log, map: str) -> None:
    await log.append([row(map, 1)], [snapshot(map, 1)])
    found = await asyncio.gather(
        log.append([row(map, 2)]), log.append([row(map, 1)]), log.append([row(map, 3)]), return_exceptions=True
    )
    assert [type(one) for one in found] == [type(None), Conflict, type(None)]
    assert (await log.load(map)).serial == 3


async def rooms_open_from_the_newest_snapshot_and_history_from_the_nearest(log: Log, map: str) -> None:
    await log.append([row(map, 1)], [snapshot(map, 1)])
    for serial in range(2, 7):
        await log.append([row(map, serial)], [snapshot(map, serial)] if serial in (3, 5) else ())
    found = await log.load(map)
    assert found.snapshot == snapshot(map, 5)
    assert [one.serial for one in found.rows] == [6]
    assert await log.snapshot(map, upto=4) == snapshot(map, 3)
    assert await log.snapshot(map, upto=0) is None
    assert [one.serial for one in await log.rows(map, after=2, upto=4)] == [3, 4]
    assert [one.serial for one in await log.rows(map)] == [1, 2, 3, 4, 5, 6]


async def an_epoch_ends_where_the_next_begins(log: Log, map: str) -> None:
    await log.append([row(map, 1)], [snapshot(map, 1)])
    await log.append([row(map, 2)])
    assert await log.ending(map, epoch="e1") is None
    await log.append([], [snapshot(map, 2, "e2")])
    await log.append([row(map, 3)])
    assert await log.ending(map, epoch="e1") == 2
    assert await log.ending(map, epoch="e2") is None
    assert await log.ending(map, epoch="never") is None
    assert (await log.load(map)).snapshot.epoch == "e2"
    assert await log.snapshot(map, upto=2, epoch="e1") == snapshot(map, 1)


async def a_lock_is_found_again(log: Log, map: str) -> None:
    await log.append([row(map, 1)], [snapshot(map, 1)])
    await log.lock(map, by="Ada", at=1_700_000_000_000)
    assert (await log.load(map)).locked_by == "Ada"
    await log.lock(map, by="", at=1_700_000_000_000)
    assert (await log.load(map)).locked_by == ""


async def many_rooms_append_at_once(log: Log, map: str) -> None:
    await log.append([row(map, 1)], [snapshot(map, 1)])
    await asyncio.gather(*(log.append([row(map, serial)]) for serial in range(2, 60)))
    assert [one.serial for one in await log.rows(map)] == list(range(1, 60))


LAWS: dict[str, Law] = {
    law.__name__: law
    for law in (
        a_map_without_log_is_told_apart_from_an_empty_one,
        what_was_appended_is_loaded_in_order,
        a_serial_is_taken_once_and_nothing_of_a_conflicting_batch_is_kept,
        a_conflict_costs_only_its_own_batch_though_committed_together,
        rooms_open_from_the_newest_snapshot_and_history_from_the_nearest,
        an_epoch_ends_where_the_next_begins,
        a_lock_is_found_again,
        many_rooms_append_at_once,
    )
}


def hold_in_database(law: str) -> None:
    """Hold a law against the log in the database of this process, where Django is set up."""
    from django.db import connection

    from outsidein.server.models import Map, Workspace
    from outsidein.server.rooms.store import DatabaseLog

    home = Workspace.objects.create(name="W", folder="/nowhere")
    map = Map.objects.create(workspace=home, key="k", kind="customer-journey").id
    connection.close()

    async def hold() -> None:
        log = DatabaseLog()
        try:
            await LAWS[law](log, map)
        finally:
            log.close()

    asyncio.run(hold())


def migrate() -> str:
    """Make the tables; gives the name of the database engine."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    vendor = str(connection.vendor)
    if vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone() == (2,)  # FULL: a commit is an fsync
    connection.close()
    return vendor
