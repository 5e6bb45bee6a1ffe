"""One connection to a room: who it is, what it may, and its queue of frames with an end to its patience.

What lives here: Member. Not here: what the frames say (frames), who else is in the room (room).
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

from outsidein.server.rooms.frames import Close
from outsidein.server.rooms.presence import Person

MOST_WAITING: Final = 512
MOST_BYTES: Final = 16 * 1024**2
_WINDOW: Final = 5.0
MOST_EDITS: Final = 1_000
"""Edits within five seconds."""
MOST_EDITED: Final = 24 * 1024**2
"""Bytes of them."""


class Member:
    """A connection. ``send`` and ``close`` are its transport; only its own writer calls them."""

    def __init__(
        self,
        person: Person,
        *,
        role: str,
        can_edit: bool,
        send: Callable[[bytes], Awaitable[None]],
        close: Callable[[int], Awaitable[None]],
        language: str = "en",
    ) -> None:
        self.person = person
        self.role = role
        self.can_edit = can_edit
        self.language = language
        self.client = -1
        """Its Yjs client id, once it said hello."""
        self.seq = 0
        """The last edit that was heard."""
        self.closed: Close | None = None
        self.leaving = ""
        """The epoch it came with, where that has ended and only its unsent work is still to come."""
        self.remains: bytes | None = None
        """That epoch's last state; empty where it is not known any more."""
        self._send = send
        self._close = close
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._asleep: asyncio.Future[None] | None = None
        self._spent: deque[tuple[float, int]] = deque()
        self._spent_bytes = 0

    def post(self, frame: bytes) -> None:
        """Queue a frame. A member who does not keep up is closed: it opens again and gets what it missed."""
        if self.closed is not None:
            return
        self._waiting.append(frame)
        self._bytes += len(frame)
        if len(self._waiting) > MOST_WAITING or self._bytes > MOST_BYTES:
            self._waiting.clear()
            self.shut(Close.HOLE)
        self._wake()

    def shut(self, code: Close, *, at_once: bool = False) -> None:
        """Close once what is queued is sent, or without that."""
        if self.closed is None:
            self.closed = code
        if at_once:
            self._waiting.clear()
        self._wake()

    def _wake(self) -> None:
        if self._asleep is not None and not self._asleep.done():
            self._asleep.set_result(None)

    def spend(self, size: int, *, now: float) -> bool:
        """Note an edit; whether it is within what one connection may."""
        while self._spent and self._spent[0][0] < now - _WINDOW:
            self._spent_bytes -= self._spent.popleft()[1]
        self._spent.append((now, size))
        self._spent_bytes += size
        return len(self._spent) <= MOST_EDITS and self._spent_bytes <= MOST_EDITED

    async def write(self) -> None:
        """Send what is queued, until it is closed. Run as a task of the connection."""
        while True:
            while self._waiting:
                frame = self._waiting.popleft()
                self._bytes -= len(frame)
                await self._send(frame)
            if self.closed is not None:
                await self._close(int(self.closed))
                return
            self._asleep = asyncio.get_running_loop().create_future()
            await self._asleep
