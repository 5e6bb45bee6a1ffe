"""People at real sockets: each with a browser's copy, editing as fast as told, coming back whenever they are cut off.

What lives here: Editor. Not here: the browser's copy itself (browser), the server (harness).
"""

from __future__ import annotations

import asyncio
import random
from typing import Any

from tests.soak.browser import Browser, Hole
from tests.soak.harness import Server
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake


class Editor:
    """Somebody who edits until told to stop."""

    def __init__(self, server: Server, number: int, *, pause: float = 0.05, seed: int = 0) -> None:
        self.server = server
        self.number = number
        self.pause = pause
        self.rng = random.Random(seed * 1_000 + number)
        self.browser = Browser(5_000 + number)
        self.writing = True
        self.staying = True
        self.mine: list[str] = []
        self.count = 0
        self.closed: list[int] = []

    async def live(self) -> None:
        """Be connected, again and again."""
        while self.staying:
            try:
                address = f"{self.server.address}?person={self.number}"
                async with connect(
                    address, origin=self.server.origin, max_size=None, compression=None, proxy=None, ping_interval=None
                ) as socket:  # type: ignore[arg-type]
                    await self._talk(socket)
            except (OSError, ConnectionClosed, InvalidHandshake, Hole, TimeoutError, EOFError):
                self.browser.online = False
                await asyncio.sleep(0.02 + self.rng.random() * 0.05)

    async def _talk(self, socket: ClientConnection) -> None:
        await socket.send(self.browser.hello())
        hearing = asyncio.create_task(self._hear(socket))
        try:
            while self.staying and not hearing.done():
                if self.browser.online and self.writing:
                    self._edit()
                await self._flush(socket)
                await asyncio.sleep(self.pause * (0.5 + self.rng.random()))
            if hearing.done():
                await hearing
        finally:
            hearing.cancel()
            self.browser.online = False

    async def _hear(self, socket: ClientConnection) -> None:
        try:
            async for frame in socket:
                assert isinstance(frame, bytes)
                self.browser.hear(frame)
                await self._flush(socket)
        finally:
            if socket.close_code is not None:
                self.closed.append(socket.close_code)
        raise Hole

    async def _flush(self, socket: ClientConnection) -> None:
        out, self.browser.out = self.browser.out, []
        for frame in out:
            await socket.send(frame)

    def _edit(self) -> None:
        self.count += 1
        if not self.mine or self.rng.random() < 0.3:
            id = f"card:e{self.number}-{self.count}"
            fields: dict[str, Any] = {"type": "card", "parent": "step:s0-0", "order": "V", "lane": "actions"}
            self.browser.add(id, {**fields, "text": str(self.count)})
            self.mine.append(id)
        else:
            self.browser.set(self.rng.choice(self.mine), {"text": str(self.count)})


def lost(editor: Editor, found: dict[str, dict[str, Any]]) -> list[str]:
    """Which of an editor's edits were called saved and are not there (an older one may be overwritten by theirs)."""
    missing = []
    for id in editor.mine:
        works = [work for work in editor.browser.works if work.id == id]
        saved = [int(work.fields["text"]) for work in works if work.saved]
        if saved and (id not in found or int(found[id]["text"]) < max(saved)):
            missing.append(id)
    return missing
