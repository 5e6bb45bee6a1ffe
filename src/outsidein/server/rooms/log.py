"""The log of a live map, as rooms need it: rows of updates that are on disk when ``append`` returns, and snapshots.

What lives here: the port and its data. Not here: any database (store). Every implementation passes the same tests
(tests/server/rooms/test_logs.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from outsidein.maps import Kind


class Conflict(Exception):
    """A serial that is taken already: somebody else writes to this log. Whoever gets it reads the log again."""


class NoSuchMap(LookupError):
    """A map that has no log."""


@dataclass(frozen=True, slots=True)
class Row:
    """One update of one author. ``at`` is in milliseconds since 1970; ``kind`` says by which way it came."""

    map: str
    serial: int
    data: bytes
    author: str
    """Id of the person, or empty for the server itself."""
    name: str
    """What they were called then."""
    at: int
    kind: str = "edit"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole document as it was after row ``upto``; ``epoch`` is of the document from there on."""

    map: str
    upto: int
    data: bytes
    epoch: str
    at: int


@dataclass(frozen=True, slots=True)
class Stored:
    """What a room opens from: the newest snapshot, the rows after it, and who has locked the map (empty: nobody)."""

    snapshot: Snapshot
    rows: tuple[Row, ...]
    locked_by: str = ""
    kinds: Callable[[], Iterable[Kind]] = tuple
    """The kinds that the map's workspace declares for itself, as they are whenever it is asked."""

    @property
    def serial(self) -> int:
        """The serial of the last row."""
        return self.rows[-1].serial if self.rows else self.snapshot.upto


class Log(Protocol):
    """Where live maps are kept."""

    async def kinds(self, map: str) -> tuple[Kind, ...]:
        """The kinds that the workspace of this map declares for itself."""
        ...

    async def load(self, map: str) -> Stored:
        """What is stored of a map. Raises NoSuchMap where nothing ever was."""
        ...

    async def append(self, rows: Sequence[Row], snapshots: Sequence[Snapshot] = ()) -> None:
        """Store all of it or nothing; when this returns, it is on disk. Raises Conflict, or what the disk raises."""
        ...

    async def rows(self, map: str, *, after: int = 0, upto: int | None = None) -> Sequence[Row]:
        """The rows with serials in (after, upto], in order."""
        ...

    async def snapshot(self, map: str, *, upto: int, epoch: str = "") -> Snapshot | None:
        """The newest snapshot at or before a serial, of any epoch or of one; None where all such are forgotten."""
        ...

    async def ending(self, map: str, *, epoch: str) -> int | None:
        """The serial of the last row of an epoch that has ended; None where it is not known (any more)."""
        ...

    async def lock(self, map: str, *, by: str, at: int) -> None:
        """Note who has locked the map; empty: nobody."""
        ...
