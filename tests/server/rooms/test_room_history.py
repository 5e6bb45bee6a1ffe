"""Who changed what: told from the log, and the map as it was at any row."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import pytest
from tests.server.rooms.clocked import run
from tests.server.rooms.maps_made import ADA, BOB, trip
from tests.server.rooms.test_rooms import MAP, Guest, Scene, played

from outsidein.maps import Added, Changed, Moved, Removed
from outsidein.server.rooms import NoSuchMap
from outsidein.server.rooms.history import PAUSE, History


async def _write(guest: Guest, id: str, **fields: Any) -> None:
    guest.set(id, **fields)
    await asyncio.sleep(0.3)


def test_what_one_person_does_in_one_go_is_one_deed_however_others_write_between() -> None:
    async def scene(at: Scene) -> None:
        ada, bob = await at.enter(ADA, 11), await at.enter(BOB, 12)
        await _write(ada, "card:a", text="1")
        await _write(bob, "card:b", text="Bob's")
        await _write(ada, "card:a", text="2")
        await _write(ada, "card:c", deleted=5, deleted_by="Ada")
        await asyncio.sleep(PAUSE / 1000 + 1)
        await _write(ada, "card:a", text="3")
        late, adas, bobs, begin = await History(at.log).deeds(MAP)
        assert [(deed.name, deed.kind) for deed in (late, adas, bobs, begin)] == [
            ("Ada", "edit"),
            ("Ada", "edit"),
            ("Bob", "edit"),
            ("Ada", "begin"),
        ]
        assert late.changes == (Changed("card:a", "text", "2", "3"),)
        assert set(adas.changes) == {
            Changed("card:a", "text", "Compare fares", "2"),
            Removed(trip().records["card:c"]),
        }
        assert bobs.changes == (Changed("card:b", "text", "Pay", "Bob's"),)
        assert {type(change) for change in begin.changes} == {Added}
        assert len(begin.changes) == len(trip())

    played(scene)


def test_who_moved_is_told_apart_from_keys_that_were_only_spaced_anew() -> None:
    async def scene(at: Scene) -> None:
        ada = await at.enter(ADA, 11)
        await _write(ada, "card:b", order="1")
        deed = (await History(at.log).deeds(MAP))[0]
        assert deed.changes == (Moved("card:b", ("step:pay", "k"), ("step:pay", "1"), seen=True),)
        await asyncio.sleep(PAUSE / 1000 + 1)
        await _write(ada, "card:a", order="F" * 41)
        deed = (await History(at.log).deeds(MAP))[0]
        assert {change.seen for change in deed.changes if isinstance(change, Moved)} == {False}

    played(scene)


def test_the_map_is_told_as_it_was_at_any_row_also_before_a_snapshot_and_a_rewriting() -> None:
    async def scene(at: Scene) -> None:
        ada = await at.enter(ADA, 11)
        maps = {1: (await at.rooms.document(MAP))[0]}
        for number in range(2, 8):
            await _write(ada, "card:a", text=f"{number}")
            maps[number] = (await at.rooms.document(MAP))[0]
        await at.rooms.rewrite(MAP)
        ada = await at.enter(ADA, 13)
        for number in range(8, 11):
            await _write(ada, "card:a", text=f"{number}")
            maps[number] = (await at.rooms.document(MAP))[0]
        history = History(at.log)
        for serial, document in maps.items():
            assert await history.at(MAP, serial) == document
        deeds = await history.deeds(MAP)
        assert sum(len(deed.changes) for deed in deeds if deed.kind == "edit") == 1
        assert deeds[0].changes == (Changed("card:a", "text", "Compare fares", "10"),)
        with pytest.raises(NoSuchMap):
            await history.at(MAP, 0)

    played(scene)


def test_pages_of_history_join_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outsidein.server.rooms.history.WINDOW", 4)

    async def scene(at: Scene) -> None:
        ada = await at.enter(ADA, 11)
        for number in range(2, 12):
            await _write(ada, "card:a", text=f"{number}")
            await asyncio.sleep(PAUSE / 1000 + 1)
        told: list[Any] = []
        before = None
        while before != 1:
            page = await History(at.log).deeds(MAP, before=before)
            told += [change.new for deed in page for change in deed.changes if isinstance(change, Changed)]
            before = min(deed.first for deed in page)
        assert told == [f"{number}" for number in range(11, 1, -1)]

    played(scene)


def test_history_of_an_unknown_map_is_told_apart() -> None:
    async def play() -> None:
        async with AsyncExitStack() as stack:
            with pytest.raises(NoSuchMap):
                await History(Scene(stack).log).deeds("never")

    run(play())
