"""Getting rows to disk in the order in which they came, telling who waits, and not giving up when the disk does.

What lives here: Keeper, one per room. Not here: the disk (log and its implementations), what is stored (room).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Final

from outsidein.server.rooms.log import Conflict, Log, Row, Snapshot
from outsidein.server.rooms.member import Member

GATHER: Final = 0.1
"""Seconds for which rows are gathered before they are stored, unless somebody waits for them."""
FIRST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 2.0
_log = logging.getLogger(__name__)

Owed = dict[Member, int]


class Lost(Exception):
    """The room was given up before this was stored."""


class Keeper:
    """Stores what it is given, one batch after another; what comes while a batch is stored makes the next."""

    def __init__(
        self,
        log: Log,
        *,
        on_saved: Callable[[Owed], None],
        on_storage: Callable[[bool], None],
        on_conflict: Callable[[], None],
    ) -> None:
        self._log = log
        self._on_saved = on_saved
        self._on_storage = on_storage
        self._on_conflict = on_conflict
        self._rows: list[Row] = []
        self._snapshots: list[Snapshot] = []
        self._owed: Owed = {}
        self._task: asyncio.Task[None] | None = None
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []
        self._hurry: asyncio.Future[None] | None = None
        self._upto = 0
        self._stopped = False

    @property
    def idle(self) -> bool:
        """Whether all of it is on disk."""
        return self._task is None

    def keep(self, rows: Sequence[Row], snapshots: Sequence[Snapshot], owed: Owed) -> None:
        """Store these, then say so to those who are owed it."""
        if self._stopped:
            return
        self._rows += rows
        self._snapshots += snapshots
        self._owed |= owed
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def settled(self, serial: int) -> None:
        """Return when the row of this serial is on disk. Raises Lost where it will not be."""
        if self._stopped:
            raise Lost
        if self._task is None:
            return
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((serial, waiting))
        if self._hurry is not None and not self._hurry.done():
            self._hurry.set_result(None)
        await waiting

    async def _gather(self) -> None:
        """Let more rows come, as long as nobody waits: one flush of the disk then serves them all."""
        if self._waiting:
            return
        loop = asyncio.get_running_loop()
        self._hurry = loop.create_future()
        timer = loop.call_later(GATHER, _release, self._hurry)
        await self._hurry
        timer.cancel()

    def stop(self) -> None:
        """Store no more; who waits learns that it was lost."""
        self._stopped = True
        self._rows, self._snapshots, self._owed = [], [], {}
        for _, waiting in self._waiting:
            if not waiting.done():
                waiting.set_exception(Lost())
        self._waiting = []

    async def _run(self) -> None:
        try:
            while (self._rows or self._owed or self._waiting) and not self._stopped:
                await self._gather()
                rows, self._rows = self._rows, []
                snapshots, self._snapshots = self._snapshots, []
                owed, self._owed = self._owed, {}
                if rows:
                    await self._store(rows, snapshots)
                    self._upto = rows[-1].serial
                if not self._stopped:
                    self._on_saved(owed)
                    self._tell()
        except Conflict:
            _log.error("the log of map %s was written by somebody else", self._log)
            self._on_conflict()
        finally:
            self._task = None

    async def _store(self, rows: list[Row], snapshots: list[Snapshot]) -> None:
        pause = FIRST_PAUSE
        failing = False
        while not self._stopped:
            try:
                await self._log.append(rows, snapshots)
            except Conflict:
                raise
            except Exception:
                _log.exception("could not store edits of map %s; trying again", rows[0].map)
                if not failing:
                    self._on_storage(False)
                failing = True
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                if failing:
                    self._on_storage(True)
                return

    def _tell(self) -> None:
        """Wake those whose rows are stored: all of them once nothing is left."""
        left = []
        for serial, waiting in self._waiting:
            if serial > self._upto and self._rows:
                left.append((serial, waiting))
            elif not waiting.done():
                waiting.set_result(None)
        self._waiting = left


def _release(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)
