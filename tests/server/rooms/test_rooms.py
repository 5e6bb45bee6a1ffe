"""Rooms: who comes and goes, what is told to whom and when, and that “saved” is never said too early."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from tests.server.rooms.clocked import run
from tests.server.rooms.maps_made import ADA, BOB, trip
from tests.server.rooms.memory_log import MemoryLog
from tests.soak.browser import Browser

from outsidein.ground import MapError
from outsidein.maps import Card, Document, Removed
from outsidein.server.rooms import Conflict, Locked, Lost, NoSuchMap, Stale
from outsidein.server.rooms.frames import Close, Closing
from outsidein.server.rooms.member import MOST_EDITS, MOST_WAITING, Member
from outsidein.server.rooms.presence import Person, State, read, write
from outsidein.server.rooms.room import SNAPSHOT_ROWS, Room
from outsidein.server.rooms.rooms import Rooms

MAP = "m"


class Scene:
    """A log, rooms over it, and people who come in."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self.stack = stack
        self.log = MemoryLog()
        self.rooms = self.again()

    def again(self) -> Rooms:
        """The server, started once more."""
        self.rooms = Rooms(self.log, now=lambda: int(asyncio.get_running_loop().time() * 1000) + 1, idle=5)
        return self.rooms

    async def room(self) -> Room:
        return await self.stack.enter_async_context(self.rooms.room(MAP))

    async def enter(self, person: Person, client: int, *, can_edit: bool = True, role: str = "editor") -> Guest:
        guest = Guest(await self.room(), person, client, can_edit=can_edit, role=role)
        guest.say(guest.browser.hello())
        await asyncio.sleep(0)
        return guest


class Guest:
    """Somebody in a room, with a browser."""

    def __init__(self, room: Room, person: Person, client: int, *, can_edit: bool, role: str) -> None:
        self.room = room
        self.browser = Browser(client)
        self.frames: list[bytes] = []
        self.closed: int | None = None
        self.member = Member(person, role=role, can_edit=can_edit, send=self._hear, close=self._close)
        self.task = asyncio.create_task(self.member.write())

    async def _hear(self, frame: bytes) -> None:
        self.frames.append(frame)
        self.browser.hear(frame)
        self.flush()

    async def _close(self, code: int) -> None:
        self.closed = code

    def flush(self) -> None:
        out, self.browser.out = self.browser.out, []
        for frame in out:
            self.say(frame)

    def say(self, frame: bytes) -> None:
        """Send a frame, as the endpoint hands it on."""
        try:
            self.room.receive(self.member, frame)
        except Closing as closing:
            self.room.leave(self.member)
            self.member.shut(closing.code)

    def set(self, id: str, **fields: Any) -> None:
        self.browser.set(id, fields)
        self.flush()

    def kinds(self) -> list[int]:
        return [frame[0] for frame in self.frames]


def played(scene: Callable[[Scene], Awaitable[None]]) -> None:
    """Run a test in simulated time, over a room of the small map."""

    async def play() -> None:
        async with AsyncExitStack() as stack:
            found = Scene(stack)
            await found.rooms.create(MAP, trip(), author=ADA)
            await scene(found)

    run(play())


def test_what_one_writes_the_other_sees_and_saved_is_said_once_it_is_on_disk() -> None:
    async def scene(at: Scene) -> None:
        ada, bob = await at.enter(ADA, 11), await at.enter(BOB, 12)
        at.log.delay = lambda: 1.0
        ada.set("card:a", text="Compare prices")
        assert ada.browser.unsaved == 1
        await asyncio.sleep(0.3)
        assert bob.browser.found()["card:a"]["text"] == "Compare prices"
        assert ada.browser.unsaved == 1
        assert len(at.log.kept[MAP]) == 1
        await asyncio.sleep(1.5)
        assert ada.browser.unsaved == 0
        assert at.log.kept[MAP][-1].author == ADA.id
        assert at.log.kept[MAP][-1].name == "Ada"

    played(scene)


def test_edits_of_many_within_a_batch_travel_as_one_frame_and_are_stored_by_author() -> None:
    async def scene(at: Scene) -> None:
        ada, bob = await at.enter(ADA, 11), await at.enter(BOB, 12)
        before = len(bob.frames)
        for number in range(5):
            ada.set("card:a", text=f"{number}")
        bob.set("card:b", text="x")
        await asyncio.sleep(0.3)
        assert bob.kinds()[before:] == [1, 3]
        assert [row.name for row in at.log.kept[MAP][1:]] == ["Ada", "Bob"]

    played(scene)


def test_a_newcomer_sees_who_is_there_and_that_they_leave() -> None:
    async def scene(at: Scene) -> None:
        ada = await at.enter(ADA, 11)
        ada.say(b"\x02" + write([State(11, 1, '{"selected":["card:a"],"user":{"name":"Eve"}}')]))
        await asyncio.sleep(0.3)
        bob = await at.enter(BOB, 12)
        await asyncio.sleep(0)
        states = [state for frame in bob.frames if frame[0] == 2 for state in read(frame[1:])]
        assert [json.loads(state.says) for state in states] == [
            {"selected": ["card:a"], "user": {"id": ADA.id, "name": "Ada", "color": ADA.color}}
        ]
        ada.room.leave(ada.member)
        await asyncio.sleep(0.3)
        last = read(next(frame for frame in reversed(bob.frames) if frame[0] == 2)[1:])
        assert last == [State(11, 2, "null")]

    played(scene)


def test_presence_under_the_client_id_of_another_is_passed_over() -> None:
    async def scene(at: Scene) -> None:
        ada, bob = await at.enter(ADA, 11), await at.enter(BOB, 12)
        bob.say(b"\x02" + write([State(11, 9, "null"), State(12, 1, "{}")]))
        await asyncio.sleep(0.3)
        states = [state for frame in ada.frames if frame[0] == 2 for state in read(frame[1:])]
        assert {state.client for state in states} == {12}

    played(scene)


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\x09",
        b"\x00{}",
        b"\x00[",
        b"\x01\x00",
        b"\x01\x00\x00\x00\x01\xff",
        b"\x02\xff",
        b"\x02\x01\x0b\x01\x02{]",
        b"\x06x",
    ],
)
def test_a_malformed_frame_costs_its_sender_only(frame: bytes) -> None:
    async def scene(at: Scene) -> None:
        ada, bob = await at.enter(ADA, 11), await at.enter(BOB, 12)
        ada.say(frame)
        await asyncio.sleep(0.3)
        assert ada.closed == Close.MALFORMED
        bob.set("card:b", text="still here")
        await asyncio.sleep(0.3)
        assert bob.closed is None
        assert bob.browser.unsaved == 0

    played(scene)


def test_what_is_too_large_or_too_fast_or_has_a_hole_is_closed_with_its_code() -> None:
    async def scene(at: Scene) -> None:
        large, holed, fast = [await at.enter(BOB, client) for client in (21, 22, 23)]
        large.say(b"\x01" + bytes(1024**2 + 1))
        holed.browser.seq = 5
        holed.set("card:a", text="1")
        for _ in range(MOST_EDITS + 1):
            fast.set("card:b", text="1")
        await asyncio.sleep(0.3)
        assert [large.closed, holed.closed, fast.closed] == [Close.TOO_LARGE, Close.HOLE, Close.TOO_FAST]

    played(scene)


def test_who_does_not_keep_up_is_closed_and_comes_back() -> None:
    async def scene(at: Scene) -> None:
        ada, slow = await at.enter(ADA, 11), await at.enter(BOB, 12)
        slow.task.cancel()
        for number in range(MOST_WAITING + 5):
            ada.room.tell("reading", n=number)
        assert slow.member.closed == Close.HOLE
        assert ada.closed is None or ada.member.closed == Close.HOLE

    played(scene)


def test_nonsense_is_mended_and_its_sender_told() -> None:
    async def scene(at: Scene) -> None:
        ada, bob = await at.enter(ADA, 11), await at.enter(BOB, 12)
        ada.set("card:a", value="much", text="Compare prices")
        await asyncio.sleep(0.3)
        for one in (ada, bob):
            assert one.browser.found()["card:a"]["text"] == "Compare prices"
            assert "value" not in one.browser.found()["card:a"]
        (refusal,) = ada.browser.refusals
        assert refusal["seq"] == ada.browser.seq
        assert refusal["reason"] == "invalid"
        assert refusal["diagnostics"][0]["code"] == "maps/not-a-number"
        assert refusal["changes"][0]["fields"] == {"value": "much", "text": "Compare prices"}
        assert bob.browser.refusals == []
        assert ada.closed is None
        assert ada.browser.unsaved == 0

    played(scene)


def test_a_viewer_gets_the_work_back_and_is_closed() -> None:
    async def scene(at: Scene) -> None:
        ada = await at.enter(ADA, 11)
        bob = await at.enter(BOB, 12, can_edit=False, role="viewer")
        assert bob.browser.can_edit is False
        bob.set("card:a", text="Mine")
        await asyncio.sleep(0.3)
        (refusal,) = bob.browser.refusals
        assert refusal["reason"] == "forbidden"
        assert refusal["changes"] == [{"id": "card:a", "fields": {"text": "Mine"}, "says": "Mine"}]
        assert bob.closed == Close.FORBIDDEN
        assert ada.browser.found()["card:a"]["text"] == "Compare fares"

    played(scene)


def test_rights_and_locks_hold_at_once() -> None:
    async def scene(at: Scene) -> None:
        ada, bob = await at.enter(ADA, 11), await at.enter(BOB, 12)
        at.rooms.regrade(BOB.id, role="viewer", can_edit=False)
        await at.rooms.lock(MAP, by="Ada")
        await asyncio.sleep(0)
        assert {"about": "members", "role": "viewer", "can_edit": False} in bob.browser.notices
        assert {"about": "lock", "locked": True, "by": "Ada", "can_edit": False} in ada.browser.notices
        ada.set("card:a", text="Mine")
        await asyncio.sleep(0.3)
        assert ada.browser.refusals[0]["reason"] == "locked"
        assert ada.closed == Close.EPOCH
        with pytest.raises(Locked):
            await at.rooms.change(MAP, [], author=ADA)
        late = await at.enter(ADA, 13)
        assert late.browser.can_edit is False
        await at.rooms.lock(MAP, by="")
        again = await at.enter(ADA, 14)
        again.set("card:a", text="Mine")
        await asyncio.sleep(0.3)
        assert again.browser.unsaved == 0

    played(scene)


def test_a_lock_outlives_the_server() -> None:
    async def scene(at: Scene) -> None:
        await at.rooms.lock(MAP, by="Ada")
        await at.rooms.end()
        at.again()
        assert (await at.room()).locked_by == "Ada"

    played(scene)


def test_who_is_expelled_is_gone_at_once_and_told_why() -> None:
    async def scene(at: Scene) -> None:
        ada, bob = await at.enter(ADA, 11), await at.enter(BOB, 12)
        at.rooms.expel([BOB.id], code=Close.SIGNED_OUT)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert bob.closed == Close.SIGNED_OUT
        assert ada.closed is None
        assert at.rooms.busy == {MAP: 1}

    played(scene)


def test_the_same_tab_twice_closes_the_first_and_somebody_elses_id_is_refused() -> None:
    async def scene(at: Scene) -> None:
        first = await at.enter(ADA, 11)
        second = await at.enter(ADA, 11)
        eve = await at.enter(BOB, 11)
        await asyncio.sleep(0.3)
        assert [first.closed, second.closed, eve.closed] == [Close.HOLE, None, Close.MALFORMED]

    played(scene)


def test_structs_under_the_client_id_of_somebody_present_are_malformed() -> None:
    async def scene(at: Scene) -> None:
        ada, eve = await at.enter(ADA, 11), await at.enter(BOB, 12)
        forged = Browser(11)
        forged.doc.apply_update(eve.browser.doc.get_update())
        forged.online, forged.seq = True, eve.browser.seq
        forged.set("card:a", {"text": "forged"})
        eve.say(forged.out[-1])
        await asyncio.sleep(0.3)
        assert eve.closed == Close.MALFORMED
        assert ada.browser.found()["card:a"]["text"] == "Compare fares"

    played(scene)


def test_changes_from_outside_arrive_in_the_open_document_and_are_on_disk_when_told() -> None:
    async def scene(at: Scene) -> None:
        ada = await at.enter(ADA, 11)
        document, etag = await at.rooms.document(MAP)
        card = Card(id="card:n", parent="step:go", order="k", lane="pains", text="Queueing")
        after, newer = await at.rooms.change(MAP, document.put(card), author=BOB, match=etag)
        assert newer != etag
        assert after.cards("step:go", "pains")[-1].text == "Queueing"
        assert at.log.kept[MAP][-1].kind == "outside"
        await asyncio.sleep(0)
        assert ada.browser.found()["card:n"]["text"] == "Queueing"
        with pytest.raises(Stale):
            await at.rooms.change(MAP, [Removed(card)], author=BOB, match=etag)
        gone, _ = await at.rooms.change(MAP, [Removed(after.records["card:n"])], author=BOB)
        assert "card:n" not in gone.records
        assert (await at.rooms.document(MAP))[1] != newer

    played(scene)


def test_what_would_be_no_map_is_refused_from_outside() -> None:
    async def scene(at: Scene) -> None:
        document, etag = await at.rooms.document(MAP)
        stray = Card(id="card:n", parent="step:nowhere", order="k", lane="pains", text="x")
        with pytest.raises(MapError) as caught:
            await at.rooms.change(MAP, document.put(stray), author=BOB)
        assert {one.code for one in caught.value.diagnostics} == {"maps/no-parent"}
        assert (await at.rooms.document(MAP)) == (document, etag)

    played(scene)


def test_a_file_made_of_an_older_map_brings_only_its_own_changes() -> None:
    async def scene(at: Scene) -> None:
        base, _ = await at.rooms.document(MAP)
        ada = await at.enter(ADA, 11)
        ada.set("card:a", text="Written meanwhile")
        await asyncio.sleep(0.3)
        first = Card(id="card:n", parent="step:pay", order="1", lane="actions", text="First")
        wanted = Document.of([*base.without(["card:c"]), first])
        after, _ = await at.rooms.change(MAP, wanted, base=base, author=BOB)
        assert [card.text for card in after.cards("step:pay", "actions")] == ["First", "Written meanwhile", "Pay"]
        assert "card:c" not in after.records

    played(scene)


def test_a_disk_that_fails_is_told_of_and_nothing_is_called_saved_until_it_works() -> None:
    async def scene(at: Scene) -> None:
        ada = await at.enter(ADA, 11)
        failing = True

        def fail() -> None:
            if failing:
                raise OSError("no space left on device")

        at.log.fail = fail
        ada.set("card:a", text="Kept in memory")
        await asyncio.sleep(3)
        assert ada.browser.unsaved == 1
        assert {"about": "storage", "stored": False} in ada.browser.notices
        failing = False
        await asyncio.sleep(3)
        assert ada.browser.unsaved == 0
        assert ada.browser.notices[-1] == {"about": "storage", "stored": True}
        assert len(at.log.kept[MAP]) == 2

    played(scene)


def test_a_log_written_by_another_process_ends_the_room_and_the_next_reads_it_anew() -> None:
    async def scene(at: Scene) -> None:
        ada = await at.enter(ADA, 11)
        elsewhere = Rooms(at.log, idle=5)
        document, _ = await elsewhere.document(MAP)
        await elsewhere.change(MAP, document.without(["card:c"]), author=BOB)
        ada.set("card:a", text="Mine")
        await asyncio.sleep(0.3)
        assert ada.closed == Close.RESTART
        assert ada.browser.unsaved == 1
        back = Guest(await at.room(), ADA, 11, can_edit=True, role="editor")
        back.browser = ada.browser
        back.say(back.browser.hello())
        await asyncio.sleep(0.3)
        assert back.browser.unsaved == 0
        found, _ = await at.rooms.document(MAP)
        assert "card:c" not in found.records
        assert found.records["card:a"].text == "Mine"  # type: ignore[attr-defined]

    played(scene)


def test_a_room_is_loaded_once_however_many_come_and_let_go_when_all_have_left() -> None:
    async def scene(at: Scene) -> None:
        at.log.delay = lambda: 0.5
        loads = 0
        load = at.log.load

        async def counted(map: str) -> Any:
            nonlocal loads
            loads += 1
            return await load(map)

        at.log.load = counted  # type: ignore[method-assign]

        async def visit() -> Room:
            async with at.rooms.room(MAP) as room:
                return room

        found = await asyncio.gather(*(visit() for _ in range(20)))
        assert len({id(room) for room in found}) == 1
        assert loads == 1
        await asyncio.sleep(10)
        assert at.rooms.here(MAP) is None
        await visit()
        assert loads == 2

    played(scene)


def test_a_load_that_fails_makes_no_room_and_the_next_try_works() -> None:
    async def scene(at: Scene) -> None:
        def fail() -> None:
            raise OSError("the database is away")

        at.log.fail = fail
        with pytest.raises(OSError, match="away"):
            await at.rooms.document(MAP)
        at.log.fail = lambda: None
        document, _ = await at.rooms.document(MAP)
        assert document == trip()
        with pytest.raises(NoSuchMap):
            await at.rooms.document("never")
        with pytest.raises(Conflict):
            await at.rooms.create(MAP, trip(), author=ADA)
        assert (await at.rooms.document(MAP))[0] == trip()

    played(scene)


def test_an_orderly_end_stores_everything_and_says_why() -> None:
    async def scene(at: Scene) -> None:
        at.log.delay = lambda: 0.5
        ada = await at.enter(ADA, 11)
        ada.set("card:a", text="Last words")
        await at.rooms.end()
        await asyncio.sleep(0)
        assert ada.closed == Close.RESTART
        assert ada.browser.unsaved == 0
        with pytest.raises(Lost):
            await at.room()
        at.again()
        assert (await at.rooms.document(MAP))[0].records["card:a"].text == "Last words"  # type: ignore[attr-defined]

    played(scene)


def test_snapshots_keep_the_rows_to_read_few() -> None:
    async def scene(at: Scene) -> None:
        ada = await at.enter(ADA, 11)
        for number in range(SNAPSHOT_ROWS + 20):
            ada.set("card:a", text=f"{number}")
            await asyncio.sleep(0.05)
        await asyncio.sleep(1)
        stored = await at.log.load(MAP)
        assert len(stored.rows) < SNAPSHOT_ROWS
        assert stored.snapshot.upto > 1
        assert len(at.log.kept[MAP]) == SNAPSHOT_ROWS + 21
        await at.rooms.end()
        at.again()
        found, _ = await at.rooms.document(MAP)
        assert found.records["card:a"].text == f"{SNAPSHOT_ROWS + 19}"  # type: ignore[attr-defined]

    played(scene)


def test_a_rewritten_map_says_the_same_and_old_work_comes_back_as_changes() -> None:
    async def scene(at: Scene) -> None:
        ada = await at.enter(ADA, 11)
        ada.set("card:c", deleted=5, deleted_by="Ada")
        await asyncio.sleep(0.3)
        before, etag = await at.rooms.document(MAP)
        await at.rooms.rewrite(MAP)
        await asyncio.sleep(0)
        assert ada.closed == Close.RESTART
        after, newer = await at.rooms.document(MAP)
        assert after == before
        assert newer != etag
        room = await at.room()
        assert room.live.entries["card:c"].deleted == 5

    played(scene)


def test_a_worn_document_is_rewritten_once_everybody_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outsidein.server.rooms.rooms.WORN", 20_000)

    async def scene(at: Scene) -> None:
        async with at.rooms.room(MAP) as room:
            ada = Guest(room, ADA, 11, can_edit=True, role="editor")
            ada.say(ada.browser.hello())
            await asyncio.sleep(0)
            for number in range(400):
                for id in ("card:a", "card:b", "card:c"):
                    ada.set(id, text=f"{number}")
                await asyncio.sleep(0.05)
            await asyncio.sleep(1)
            epoch, worn = room.live.epoch, len(room.live.state())
            room.leave(ada.member)
        await asyncio.sleep(30)
        document, etag = await at.rooms.document(MAP)
        assert not etag.startswith(epoch)
        assert len((await at.log.load(MAP)).snapshot.data) * 2 < worn
        assert document.records["card:a"].text == "399"  # type: ignore[attr-defined]

    played(scene)


def test_listeners_hear_of_a_change_once_it_is_quiet_and_in_a_busy_room_now_and_then() -> None:
    async def scene(at: Scene) -> None:
        heard: list[float] = []

        async def listen(map: str) -> None:
            heard.append(asyncio.get_running_loop().time())
            if len(heard) == 1:
                raise ValueError("a listener that fails harms nobody")

        at.rooms.on_change(listen)
        ada = await at.enter(ADA, 11)
        begun = asyncio.get_running_loop().time()
        for number in range(100):
            ada.set("card:a", text=f"{number}")
            await asyncio.sleep(0.1)
        await asyncio.sleep(2)
        assert [round(when - begun, 1) for when in heard] == [5.0, 10.0]

    played(scene)
