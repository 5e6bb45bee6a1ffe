"""The rooms of this process: opened once each when somebody comes, closed when nobody is left and all is stored.

What lives here: Rooms, through which the rest of the server reads and changes live maps. Not here: what happens in a
room (room), where it is stored (log). One process holds the rooms: another would be told of a Conflict.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Sequence
from contextlib import asynccontextmanager, closing
from typing import Any, Final

from outsidein.maps import Change, Document, knowing
from outsidein.server.rooms.frames import Close
from outsidein.server.rooms.keeping import Lost
from outsidein.server.rooms.living import LiveDocument
from outsidein.server.rooms.log import Log, Row, Snapshot
from outsidein.server.rooms.outside import writes_for
from outsidein.server.rooms.presence import Person
from outsidein.server.rooms.room import Room

IDLE: Final = 30.0
"""Seconds for which an empty room stays open."""
QUIET: Final = 1.0
"""Seconds without an edit after which listeners are told."""
LATEST: Final = 5.0
"""Seconds after the first edit after which they are told, however busy the room is."""
WORN: Final = 8 * 1024**2
"""Bytes of a document above which it is rewritten once nobody is there, if most of them are past."""
_log = logging.getLogger(__name__)

Listener = Callable[[str], Awaitable[None]]
"""Called with a map's id."""


def now_in_ms() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def new_client() -> int:
    """A Yjs client id as browsers draw them."""
    return secrets.randbits(32)


class Rooms:
    """All rooms of a process, over one log."""

    def __init__(
        self,
        log: Log,
        *,
        now: Callable[[], int] = now_in_ms,
        new_client: Callable[[], int] = new_client,
        idle: float = IDLE,
    ) -> None:
        self.log = log
        self._now = now
        self._new_client = new_client
        self._idle = idle
        self._open: dict[str, asyncio.Task[Room]] = {}
        self._held: dict[str, int] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._listeners: list[Listener] = []
        self._news: dict[str, tuple[float, asyncio.TimerHandle]] = {}
        self._telling: set[asyncio.Task[None]] = set()
        self._ended = False

    # Rooms

    @asynccontextmanager
    async def room(self, map: str) -> AsyncIterator[Room]:
        """The room of a map, open for as long as the block runs. Raises NoSuchMap, or what the log raises."""
        room = await self._enter(map)
        self._held[map] = self._held.get(map, 0) + 1
        try:
            yield room
        finally:
            self._held[map] -= 1
            if not self._held[map]:
                del self._held[map]
                self._rest(map)

    async def _enter(self, map: str) -> Room:
        while True:
            if self._ended:
                raise Lost
            opening = self._open.get(map)
            if opening is None:
                opening = self._open[map] = asyncio.get_running_loop().create_task(self._load(map))
            try:
                room = await asyncio.shield(opening)
            except BaseException:
                if opening.done() and self._open.get(map) is opening:
                    del self._open[map]
                raise
            if not room.failed:
                return room
            if self._open.get(map) is opening:
                del self._open[map]

    async def _load(self, map: str) -> Room:
        stored = await self.log.load(map)
        live = LiveDocument(
            epoch=stored.snapshot.epoch,
            client=self._new_client(),
            state=stored.snapshot.data,
            updates=[row.data for row in stored.rows],
            kinds=stored.kinds,
        )
        return Room(
            map,
            live,
            self.log,
            serial=stored.serial,
            since_snapshot=len(stored.rows),
            locked_by=stored.locked_by,
            now=self._now,
            changed=self._changed,
        )

    def _rest(self, map: str) -> None:
        """Look after a while whether the room is still empty."""
        if map in self._timers:
            self._timers[map].cancel()
        self._timers[map] = asyncio.get_running_loop().call_later(self._idle, self._evict, map)

    def _evict(self, map: str) -> None:
        self._timers.pop(map, None)
        opening = self._open.get(map)
        if opening is None or not opening.done() or map in self._held:
            return
        room = self.here(map)
        if room is not None and (not room.idle or map in self._news):
            self._rest(map)
        elif room is not None and self._is_worn(room):
            self._keep(self._renew(map))
        else:
            del self._open[map]
            if room is not None:
                room.live.close()

    def _is_worn(self, room: Room) -> bool:
        if room.failed or not room.idle or room.live.size < WORN:
            return False
        fresh = LiveDocument(epoch="", client=0)
        size = len(fresh.filled(room.live.entries))
        fresh.close()
        return size * 2 < room.live.size

    async def _renew(self, map: str) -> None:
        try:
            await self.rewrite(map)
        except Exception:
            _log.exception("could not rewrite map %s", map)

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    def here(self, map: str) -> Room | None:
        """The room of a map if it is open just now."""
        opening = self._open.get(map)
        done = opening is not None and opening.done() and not opening.cancelled() and opening.exception() is None
        return opening.result() if opening is not None and done else None

    @property
    def busy(self) -> dict[str, int]:
        """By map how many connections its open room has."""
        return {map: len(room.members) for map in self._open if (room := self.here(map)) is not None}

    # Maps, for the rest of the server

    async def create(self, map: str, document: Document, *, author: Person) -> tuple[Document, str]:
        """Begin the log of a new map. Raises MapError where the document is no map, Conflict where there is a log."""
        own = await self.log.kinds(map)
        with closing(LiveDocument(epoch=new_epoch(), client=self._new_client(), kinds=lambda: own)) as live:
            with knowing(own):
                writes = writes_for(document)
            live.write(writes, author=author.name, at=self._now())
            row = Row(map, 1, live.state(), author.id, author.name, self._now(), "begin")
            await self.log.append([row], [Snapshot(map, 1, row.data, live.epoch, row.at)])
            return live.document, f"{live.epoch}-1"

    async def document(self, map: str) -> tuple[Document, str]:
        """The map as it is now, on disk, and its ETag."""
        async with self.room(map) as room:
            document, etag = room.live.document, room.etag
            await room.stored()
            return document, etag

    async def change(
        self,
        map: str,
        wanted: Sequence[Change] | Document,
        *,
        author: Person,
        base: Document | None = None,
        kind: str = "outside",
        match: str | None = None,
        owner: bool = False,
    ) -> tuple[Document, str]:
        """Make changes from outside on the live map (see ``Room.change``); on disk when this returns."""
        async with self.room(map) as room:
            return await room.change(wanted, author=author, base=base, kind=kind, match=match, owner=owner)

    async def lock(self, map: str, *, by: str) -> None:
        """Lock a map for everybody; with an empty ``by``, unlock it."""
        async with self.room(map) as room:
            await room.lock(by)

    def tell(self, map: str, about: str, **data: Any) -> None:
        """Tell everybody who has the map open that something beside it changed."""
        room = self.here(map)
        if room is not None:
            room.tell(about, **data)

    def expel(
        self, users: Collection[str], *, maps: Collection[str] | None = None, code: Close = Close.FORBIDDEN
    ) -> None:
        """Close the connections of these people (by id) at once, everywhere or at these maps."""
        for map in list(self._open) if maps is None else maps:
            room = self.here(map)
            if room is not None:
                room.expel(users, code)

    def regrade(self, user: str, *, role: str, can_edit: bool, maps: Collection[str] | None = None) -> None:
        """Somebody's role changed: it holds at once where they are."""
        for map in list(self._open) if maps is None else maps:
            room = self.here(map)
            if room is not None:
                room.regrade(user, role=role, can_edit=can_edit)

    async def close(self, map: str, code: Close = Close.GONE) -> None:
        """Send everybody away from a map, and close its room once all is stored."""
        room = self.here(map)
        if room is None:
            return
        for member in list(room.members.values()):
            room.leave(member)
            member.shut(code, at_once=True)
        await room.stored()
        room.failed = True
        room.live.close()

    async def rewrite(self, map: str) -> None:
        """Write the document anew without what was overwritten, under a new epoch; everybody opens it again.

        The rows before stay in the log, so history reaches back beyond it. Unsent work of the old epoch comes back to
        its browser as changes.
        """
        async with self.room(map) as room:
            while not room.settled:
                await room.stored()
            live = LiveDocument(epoch=new_epoch(), client=self._new_client(), kinds=room.live.kinds)
            snapshot = Snapshot(map, room.serial, live.filled(room.live.entries), live.epoch, self._now())
            live.close()
            room.fail()
            opening = self._open[map] = asyncio.get_running_loop().create_task(self._reopen(snapshot))
        await asyncio.shield(opening)

    async def _reopen(self, snapshot: Snapshot) -> Room:
        """Nobody enters before the new epoch is on disk."""
        await self.log.append([], [snapshot])
        return await self._load(snapshot.map)

    # News, for projections

    def on_change(self, listener: Listener) -> None:
        """Have ``listener`` called some time after a map changed: after a quiet second, in a busy room every five."""
        self._listeners.append(listener)

    def _changed(self, room: Room) -> None:
        if not self._listeners:
            return
        loop = asyncio.get_running_loop()
        first, timer = self._news.get(room.id, (loop.time(), None))
        if timer is not None:
            timer.cancel()
        when = min(loop.time() + QUIET, first + LATEST)
        self._news[room.id] = first, loop.call_at(when, self._tell_listeners, room)

    def _tell_listeners(self, room: Room) -> None:
        self._news.pop(room.id, None)
        self._keep(self._listen(room))

    async def _listen(self, room: Room) -> None:
        if room.failed:
            return
        for listener in self._listeners:
            try:
                await listener(room.id)
            except Exception:
                _log.exception("a listener failed over map %s", room.id)

    # The end

    async def end(self) -> None:
        """Store everything, tell listeners, send everybody away."""
        self._ended = True
        for timer in self._timers.values():
            timer.cancel()
        opened = [room for map in list(self._open) if (room := self.here(map)) is not None]
        await asyncio.gather(*(room.end() for room in opened))
        for room in opened:
            if room.id in self._news:
                self._news[room.id][1].cancel()
                self._tell_listeners(room)
        if self._telling:
            await asyncio.gather(*self._telling)


def new_epoch() -> str:
    """A random text that names what a document is from its making, or its last rewriting, on."""
    return secrets.token_hex(8)
