"""The live document of a map: a Yjs document whose every record is valid after every edit, whoever made it.

What lives here: LiveDocument, the one place that touches pycrdt. Not here: what is valid (mending), what of it is part
of the map (placing), who may edit and who is told (room). It is used from one thread only.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar, cast

import pycrdt

from outsidein.maps import Document, Kind, knowing
from outsidein.server.rooms.entry import Entry, Refusal
from outsidein.server.rooms.locking import Locks
from outsidein.server.rooms.mending import Mending, Seen, Writes
from outsidein.server.rooms.ordering import Places, Spot
from outsidein.server.rooms.placing import Whole, whole
from outsidein.server.rooms.updates import EMPTY, ROOT, Malformed, Survey, survey, vector

T = TypeVar("T")
MOST_RECORDS: Final = 20_000
MOST_BYTES: Final = 24 * 1024**2


class Full(Exception):
    """A document that has grown to where no more edits are taken."""


class Broken(Exception):
    """The engine gave up on this document: it must be read from the log again."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an edit: the update to store and send on (mended; EMPTY where nothing changed), what was refused.

    ``touched`` holds each touched record's entry before and after. ``broken``: the edit ended in an error inside the
    engine; what ``update`` holds of it stands, its sender must go.
    """

    update: bytes
    touched: Mapping[str, tuple[Entry | None, Entry | None]] = field(default_factory=dict)
    refusal: Refusal | None = None
    broken: bool = False


class LiveDocument:
    """A document open for editing. ``client`` is the Yjs client id under which the server itself edits.

    ``kinds`` gives the kinds of map that its workspace declares for itself.
    """

    def __init__(
        self,
        *,
        epoch: str,
        client: int,
        state: bytes = EMPTY,
        updates: Iterable[bytes] = (),
        kinds: Callable[[], Iterable[Kind]] = tuple,
    ) -> None:
        self.epoch = epoch
        self.kinds = kinds
        self.client = client
        self.entries: dict[str, Entry] = {}
        self.version = 0
        """Goes up with every edit that touched a record."""
        self._doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=client)
        self._records: pycrdt.Map[Any] = self._doc.get(ROOT, type=pycrdt.Map)
        self._size = 0
        for update in (state, *updates):
            if update != EMPTY:
                self._doc.apply_update(update)
                self._size += len(update)
        self.clocks = vector(self._doc.get_state())
        self._seen = Seen()
        self._places = Places()
        self._sent: list[bytes] = []
        self._whole: tuple[int, Whole] | None = None
        self._closed = False
        self._kept = (self._records.observe_deep(self._seen.hear), self._doc.observe(self._hear))
        with self._doc.transaction() as transaction:
            found = self._records.integrated.to_json(transaction._txn)
        try:
            self._opening = self._read(json.loads(found))
            self.locks = Locks(self.entries)
        except BaseException:
            self.close()
            raise

    @property
    def opening(self) -> Taken:
        """What had to be mended when it was opened; nothing, unless older code wrote what is not valid now."""
        return self._opening

    @property
    def size(self) -> int:
        """About how many bytes its updates have, what was overwritten included."""
        return self._size

    def state(self) -> bytes:
        """Everything, as one update."""
        return self._doc.get_update()

    def vector(self) -> bytes:
        """The state vector: what this document has."""
        return self._doc.get_state()

    def since(self, vector: bytes) -> bytes:
        """What somebody lacks whose state vector this is. Raises Malformed for what is none."""
        return guarded(lambda: self._doc.get_update(vector))

    @property
    def map(self) -> Whole:
        """The map that the records make, and which of them are not part of it."""
        if self._whole is None or self._whole[0] != self.version:
            with knowing(self.kinds()):
                self._whole = self.version, whole(self.entries)
        return self._whole[1]

    @property
    def document(self) -> Document:
        """The map as a Document; always whole (it can be written and read back)."""
        return self.map.document

    def take(self, update: bytes, *, author: str, at: int, found: Survey | None = None, owner: bool = False) -> Taken:
        """Apply an edit of a browser and mend what it made invalid. ``at`` is in milliseconds since 1970.

        An ``owner`` may lock and unlock lanes.

        ``found`` is its survey, where somebody has made that already.

        Raises Malformed or Gap (nothing was applied), Full, or Broken (open the document anew).
        """
        found = found or survey(update)
        reached = found.reach(self.clocks)
        if len(self.entries) > MOST_RECORDS or self._size > MOST_BYTES:
            raise Full
        broken = False
        try:
            guarded(lambda: self._doc.apply_update(update))
        except Malformed:
            broken = True
            reached = vector(self._checked(self._doc.get_state))
        self.clocks.update(reached)
        self._size += len(update)
        return self._settle(author, at, theirs=1, broken=broken, owner=owner)

    def write(self, writes: Mapping[str, Mapping[str, Any] | None], *, author: str, at: int) -> Taken:
        """Write fields of records in one transaction, from outside: by id what to set (None takes a field out).

        None instead of fields puts a record into the trash. A record that is not there is added; one in the trash comes
        back.
        """
        with self._doc.transaction():
            for id, fields in writes.items():
                entry = self.entries.get(id)
                if fields is None:
                    fields = {"deleted": at, "deleted_by": author}
                elif entry is not None and entry.deleted:
                    fields = {"deleted": None, "deleted_by": None, **fields}
                self._put(id, fields, new=entry is None)
        return self._settle(author, at)

    def filled(self, entries: Mapping[str, Entry]) -> bytes:
        """Everything as one update, once these entries lie in it: for a document that is rewritten."""
        with self._doc.transaction():
            for id, entry in entries.items():
                self._put(id, entry.raw, new=True)
        return self.state()

    def replay(self, update: bytes) -> Mapping[str, tuple[Entry | None, Entry | None]]:
        """Apply an update of the log, which is valid already; gives what it touched, before and after."""
        self._doc.apply_update(update)
        mending = self._mending("", 0)
        self._sent.clear()
        touched = mending.accept(self._seen.take())
        self.locks.follow(touched, self.entries)
        return touched

    def siblings(self, spot: Spot) -> list[tuple[str, str]]:
        """Order key and id of all who stand in a sequence, in order, those in the trash included."""
        return self._places.siblings(spot)

    def close(self) -> None:
        """Let the engine's memory go; it holds on to who listens, and who listens to it."""
        if self._closed:
            return
        self._closed = True
        records, updates = self._kept
        self._records.unobserve(records)
        self._doc.unobserve(updates)

    def _settle(self, author: str, at: int, *, theirs: int = 0, broken: bool = False, owner: bool = True) -> Taken:
        """Mend what was touched. ``theirs``: how many of the updates just heard are a browser's, not our own."""
        locks = self.locks if theirs else None  # what comes from outside was held against them before (room)
        mending = Mending(self.entries, self._places, self._raw, author=author, at=at, locks=locks, owner=owner)
        with knowing(self.kinds()):
            self._carry_out(mending.mend(self._seen.take()))
        if mending.touched:
            self.version += 1
            self.locks.follow(mending.touched, self.entries)
        sent, self._sent = self._sent, []
        for own in sent[theirs:]:
            self.clocks.update(survey(own).reach(self.clocks))
        update = EMPTY if not sent else sent[0] if len(sent) == 1 else pycrdt.merge_updates(*sent)
        return Taken(update, mending.touched, mending.refusal, broken)

    def _read(self, found: Mapping[str, Any]) -> Taken:
        """Make entries of everything that lies there, mending what is not valid any more."""
        for id in found:
            self._seen.whole(id)
        mending = self._mending("", 0)
        with knowing(self.kinds()):
            self._carry_out(mending.mend(self._seen.take(), known=found))
        sent, self._sent = self._sent, []
        for own in sent:
            self.clocks.update(survey(own).reach(self.clocks))
        return Taken(pycrdt.merge_updates(*sent) if sent else EMPTY, {}, mending.refusal)

    def _carry_out(self, writes: Writes) -> None:
        if not writes:
            return
        with self._doc.transaction():
            for id, fields in writes.items():
                there = isinstance(self._records.get(id), pycrdt.Map)
                if fields is not None:
                    self._put(id, fields, new=not there)
                elif id in self._records:
                    del self._records[id]
        self._seen.take()

    def _mending(self, author: str, at: int) -> Mending:
        return Mending(self.entries, self._places, self._raw, author=author, at=at)

    def _raw(self, id: str) -> Any:
        """What lies under ``id``: a dict of a map's entries, None where nothing does, and else whatever it is."""
        found = self._records.get(id)
        return found.to_py() if isinstance(found, pycrdt.Map) else found

    def _put(self, id: str, fields: Mapping[str, Any], *, new: bool) -> None:
        if new:
            self._records[id] = pycrdt.Map({name: value for name, value in fields.items() if value is not None})
            return
        entry = cast("pycrdt.Map[Any]", self._records[id])
        for name, value in fields.items():
            if value is not None:
                entry[name] = value
            elif name in entry:
                del entry[name]

    def _hear(self, event: Any) -> None:
        if event.update != EMPTY:
            self._sent.append(event.update)

    def _checked(self, ask: Callable[[], bytes]) -> bytes:
        try:
            return guarded(ask)
        except Malformed as error:
            raise Broken from error


def guarded(act: Callable[[], T]) -> T:
    """What ``act`` gives; anything that goes wrong inside the engine as Malformed.

    The engine panics on some updates, and its panics derive from BaseException.
    """
    try:
        return act()
    except (asyncio.CancelledError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:
        raise Malformed(str(error)[:200]) from None
