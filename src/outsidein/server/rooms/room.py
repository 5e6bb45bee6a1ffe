"""A room: one live map, who is in it, and the order of things: applied, mended, told to all, stored, called saved.

What lives here: Room. Not here: finding the room of a map (rooms), the document itself (living), getting edits to
disk (keeping), sockets (endpoint). All of it runs on one event loop; nothing waits between applying and mending.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

import pycrdt

from outsidein.ground.speech import speaking
from outsidein.maps import Change, Document, knowing
from outsidein.server.rooms import frames
from outsidein.server.rooms.entry import Refusal
from outsidein.server.rooms.frames import Close, Closing, Edit, Hello, Ping, Presence
from outsidein.server.rooms.keeping import Keeper
from outsidein.server.rooms.living import Broken, Full, LiveDocument, Taken
from outsidein.server.rooms.log import Log, Row, Snapshot
from outsidein.server.rooms.member import Member
from outsidein.server.rooms.outside import writes_of, writes_towards
from outsidein.server.rooms.presence import Person, Presences
from outsidein.server.rooms.scratch import described
from outsidein.server.rooms.updates import EMPTY, Gap, Malformed, survey

BATCH: Final = 0.025
"""Seconds for which edits are gathered before they are told to all, in a small room."""
CROWD: Final = 0.0005
"""What each person adds to that, since telling is what costs: a room of fifty gathers for 50 ms."""
LONGEST_BATCH: Final = 0.065
SNAPSHOT_ROWS: Final = 500
SNAPSHOT_BYTES: Final = 1024**2


class Stale(Exception):
    """A change was made on a version of the map that is not the newest; ``etag`` is the newest's."""

    def __init__(self, etag: str) -> None:
        self.etag = etag
        super().__init__(etag)


class Locked(Exception):
    """The map is locked; ``by`` is who locked it."""

    def __init__(self, by: str) -> None:
        self.by = by
        super().__init__(by)


class Room:
    """One live map."""

    def __init__(
        self,
        id: str,
        live: LiveDocument,
        log: Log,
        *,
        serial: int,
        since_snapshot: int,
        locked_by: str,
        now: Callable[[], int],
        changed: Callable[[Room], None],
    ) -> None:
        self.id = id
        self.live = live
        self.locked_by = locked_by
        self.members: dict[int, Member] = {}
        self.serial = serial
        """The serial of the last row, stored or on its way."""
        self.log = log
        self._now = now
        self._changed = changed
        self._told = 0
        self._pending: list[tuple[bytes, Person, str]] = []
        self._owed: dict[Member, int] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._presences = Presences()
        self._rows_since = since_snapshot
        self._bytes_since = 0
        self._keeper = Keeper(log, on_saved=self._saved, on_storage=self._storage, on_conflict=self._conflict)
        self.failed = False
        """The document here is not to be trusted any more; whoever finds the room so opens another."""
        if live.opening.update != EMPTY:
            self._pend(live.opening, _SERVER, "repair")

    @property
    def etag(self) -> str:
        """A text that is another after every edit."""
        self.flush()
        return f"{self.live.epoch}-{self.serial}"

    @property
    def idle(self) -> bool:
        """Whether nobody is here and nothing is left to store."""
        return not self.members and self.settled

    @property
    def settled(self) -> bool:
        """Whether everything is on disk."""
        return not self._pending and self._keeper.idle

    async def stored(self) -> None:
        """Return when everything that was said so far is on disk."""
        self.flush()
        await self._keeper.settled(self.serial)

    # Who comes and goes

    def receive(self, member: Member, data: bytes) -> None:
        """One frame of a browser. Raises Closing where its connection is to end; others never notice."""
        try:
            frame = frames.read(data)
            if isinstance(frame, Hello):
                self._hello(member, frame)
            elif member.client < 0 and not member.leaving:
                raise Malformed("no hello")
            elif isinstance(frame, Edit):
                self._edit(member, frame)
            elif isinstance(frame, Presence):
                if self._presences.hear(member.client, frame.update, member.person):
                    self._soon()
            elif isinstance(frame, Ping):
                member.post(frames.pong())
        except Malformed:
            raise Closing(Close.MALFORMED) from None
        except Gap:
            raise Closing(Close.HOLE) from None
        except Broken:
            self.fail()
            raise Closing(Close.RESTART) from None

    def _hello(self, member: Member, hello: Hello) -> None:
        if member.client >= 0:
            raise Malformed("a second hello")
        if hello.epoch and hello.epoch != self.live.epoch:
            member.leaving = hello.epoch
            return
        before = self.members.get(hello.client)
        if before is not None:
            if before.person.id != member.person.id:
                raise Malformed("a client id that is somebody else's")
            self.leave(before)
            before.shut(Close.HOLE, at_once=True)
        missing = self.live.since(hello.vector)
        member.client = hello.client
        self.members[hello.client] = member
        member.post(frames.welcome(self._welcome(member), vector=self.live.vector()))
        member.post(frames.update(self._told, missing))
        everybody = self._presences.everybody()
        if everybody is not None:
            member.post(frames.presence(everybody))

    def _welcome(self, member: Member) -> dict[str, Any]:
        you = member.person
        return {
            "epoch": self.live.epoch,
            "role": member.role,
            "can_edit": member.can_edit and not self.locked_by,
            "locked": bool(self.locked_by),
            "you": {"id": you.id, "name": you.name, "color": you.color},
            "serial": self._told,
        }

    def leave(self, member: Member) -> None:
        """A connection ended; what it sent stands."""
        if self.members.get(member.client) is member:
            del self.members[member.client]
            if self._presences.gone(member.client):
                self._soon()

    def regrade(self, user: str, *, role: str, can_edit: bool) -> None:
        """Somebody's rights changed."""
        for member in self._of([user]):
            member.role, member.can_edit = role, can_edit
            member.post(frames.notice("members", role=role, can_edit=can_edit and not self.locked_by))

    def expel(self, users: Collection[str], code: Close) -> None:
        """Close the connections of these people at once."""
        for member in self._of(users):
            self.leave(member)
            member.shut(code, at_once=True)

    def _of(self, users: Collection[str]) -> list[Member]:
        return [member for member in self.members.values() if member.person.id in users]

    def tell(self, about: str, **data: Any) -> None:
        """Tell everybody here that something beside the document changed."""
        frame = frames.notice(about, **data)
        for member in self.members.values():
            member.post(frame)

    async def lock(self, by: str) -> None:
        """Take no more edits of anybody (empty: of nobody locked, take them again)."""
        self.locked_by = by
        for member in self.members.values():
            can_edit = member.can_edit and not by
            member.post(frames.notice("lock", locked=bool(by), by=by, can_edit=can_edit))
        await self.log.lock(self.id, by=by, at=self._now())

    # What they write

    def _edit(self, member: Member, edit: Edit) -> None:
        if not member.spend(len(edit.update), now=asyncio.get_running_loop().time()):
            raise Closing(Close.TOO_FAST)
        if edit.seq != member.seq + 1:
            raise Closing(Close.HOLE)
        member.seq = edit.seq
        if member.leaving:
            self._refuse(member, edit, "epoch")
        reason = "forbidden" if not member.can_edit else "locked" if self.locked_by else ""
        if reason:
            self._refuse(member, edit, reason)
        found = survey(edit.update)
        if any(self._is_anothers(client, member) for client in found.new(self.live.clocks)):
            raise Malformed("structs under the client id of somebody else")
        try:
            with speaking(member.language):
                taken = self.live.take(
                    edit.update, author=member.person.name, at=self._now(), found=found, owner=member.role == "owner"
                )
        except Full:
            self._refuse(member, edit, "full")
        self._pend(taken, member.person, "edit")
        self._owed[member] = edit.seq
        self._soon()
        if taken.refusal is not None:
            member.post(frames.refused(edit.seq, taken.refusal))
        if taken.broken:
            raise Malformed("an edit that the engine gave up on")

    def _is_anothers(self, client: int, member: Member) -> bool:
        other = self.members.get(client)
        return client == self.live.client or (other is not None and other.person.id != member.person.id)

    def _refuse(self, member: Member, edit: Edit, reason: str) -> None:
        """Give an edit back whole: described, and the connection closed, since the browser's copy now differs."""
        with speaking(member.language):
            wishes = described(edit.update, self.live.state() if member.remains is None else member.remains)
        member.post(frames.refused(edit.seq, Refusal(reason, (), wishes)))
        raise Closing(Close.FORBIDDEN if reason == "forbidden" else Close.EPOCH)

    async def change(
        self,
        wanted: Sequence[Change] | Document,
        *,
        author: Person,
        base: Document | None = None,
        kind: str = "outside",
        match: str | None = None,
        owner: bool = False,
    ) -> tuple[Document, str]:
        """Make changes from outside on the live document; returns once they are on disk, with the map and its ETag.

        ``wanted`` are changes, or the map as it is to be, made of ``base`` or else of the map as it is. Raises Stale
        where ``match`` is not the newest ETag, Locked, and MapError where a change does not fit, what comes of it is
        no map, or a lane is locked; an ``owner`` may unlock lanes.
        """
        if match is not None and match != self.etag:
            raise Stale(self.etag)
        if self.locked_by:
            raise Locked(self.locked_by)
        now = self.live.document
        with knowing(self.live.kinds()):
            writes = writes_towards(wanted, now, base=base) if isinstance(wanted, Document) else writes_of(wanted, now)
        # Whoever writes the files of the folder is its owner.
        self.live.locks.check(writes, self.live.entries, owner=owner or kind == "file")
        if writes:
            self._pend(self.live.write(writes, author=author.name, at=self._now()), author, kind)
        document, etag = self.live.document, self.etag
        await self.stored()
        return document, etag

    def _pend(self, taken: Taken, author: Person, kind: str) -> None:
        if taken.update != EMPTY:
            self._pending.append((taken.update, author, kind))
            if taken.touched:
                self._changed(self)
            self._soon()

    # Telling and storing

    def _soon(self) -> None:
        if self._timer is None:
            pause = min(BATCH + CROWD * len(self.members), LONGEST_BATCH)
            self._timer = asyncio.get_running_loop().call_later(pause, self.flush)

    def flush(self) -> None:
        """Tell everybody what is new, then give it to be stored."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        news = self._presences.news()
        if news is not None:
            self._send(frames.presence(news))
        if self._pending:
            pending, self._pending = self._pending, []
            self._told += 1
            self._send(frames.update(self._told, _merged([update for update, _, _ in pending])))
            self._keep(pending)
        elif self._owed:
            owed, self._owed = self._owed, {}
            self._keeper.keep((), (), owed)

    def _send(self, frame: bytes) -> None:
        for member in self.members.values():
            member.post(frame)

    def _keep(self, pending: list[tuple[bytes, Person, str]]) -> None:
        """One row for each run of edits by one author."""
        rows: list[Row] = []
        at = self._now()
        run: list[bytes] = []
        for place, (update, author, kind) in enumerate(pending):
            run.append(update)
            if place + 1 == len(pending) or pending[place + 1][1:] != (author, kind):
                self.serial += 1
                rows.append(Row(self.id, self.serial, _merged(run), author.id, author.name, at, kind))
                run = []
        self._rows_since += len(rows)
        self._bytes_since += sum(len(row.data) for row in rows)
        owed, self._owed = self._owed, {}
        self._keeper.keep(rows, self._snapshot(at), owed)

    def _snapshot(self, at: int) -> tuple[Snapshot, ...]:
        """A snapshot where one is due. The document holds exactly the rows up to here: nothing is pending now."""
        if self._rows_since < SNAPSHOT_ROWS and self._bytes_since < SNAPSHOT_BYTES:
            return ()
        self._rows_since = self._bytes_since = 0
        return (Snapshot(self.id, self.serial, self.live.state(), self.live.epoch, at),)

    def _saved(self, owed: dict[Member, int]) -> None:
        for member, seq in owed.items():
            member.post(frames.saved(seq))

    def _storage(self, works: bool) -> None:
        self.tell("storage", stored=works)

    def _conflict(self) -> None:
        self.fail()

    def fail(self) -> None:
        """Give this room up: everybody opens again and finds what the log holds; what was not saved they still have."""
        self.failed = True
        for member in list(self.members.values()):
            member.shut(Close.RESTART, at_once=True)
        self.members.clear()
        self._pending.clear()
        self._keeper.stop()
        self.live.close()

    async def end(self) -> None:
        """Store everything, say so, and send everybody away: the server stops."""
        if not self.failed:
            await self.stored()
        for member in list(self.members.values()):
            member.shut(Close.RESTART)
        self.members.clear()
        if not self.failed:
            await self.stored()
        self.live.close()


_SERVER: Final = Person("", "Outside-In", "")


def _merged(updates: list[bytes]) -> bytes:
    return updates[0] if len(updates) == 1 else pycrdt.merge_updates(*updates)
