"""A server that is killed again and again under live editors: nothing that it called saved may be missing.

What lives here: kill_under_editors. Not here: whether “saved” waits for the disk itself (acknowledging): a kill cannot
see a missing fsync.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.soak.editors import Editor, lost
from tests.soak.harness import Server


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    kills: int
    edits: int
    saved_before_a_kill: int
    lost: tuple[str, ...]
    equal: bool


async def kill_under_editors(kills: int, *, editors: int = 10, seed: int = 0) -> Outcome:
    """Kill the server ``kills`` times while people edit, then compare what everybody has with what was saved."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as home:
        server = Server(Path(home))
        people = [Editor(server, number, seed=seed) for number in range(editors)]
        await asyncio.to_thread(server.start)
        lives = [asyncio.create_task(one.live()) for one in people]
        saved = 0
        for _ in range(kills):
            await asyncio.sleep(0.15 + rng.random() * 0.6)
            saved = sum(work.saved for one in people for work in one.browser.works)
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.start)
        for one in people:
            one.writing = False
        until = asyncio.get_running_loop().time() + 60
        while any(one.browser.unsaved for one in people) and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.1)
        fresh = Editor(server, 999)
        fresh.writing = False
        lives.append(asyncio.create_task(fresh.live()))
        await asyncio.sleep(1.5)
        found = fresh.browser.found()
        for one in (*people, fresh):
            one.staying = False
        await asyncio.gather(*lives)
        await asyncio.to_thread(server.stop)
        missing = [id for one in people for id in lost(one, found)]
        missing += [f"person {one.number} has unsaved work" for one in people if one.browser.unsaved]
        return Outcome(
            kills,
            sum(len(one.browser.works) for one in people),
            saved,
            tuple(missing),
            all(one.browser.found() == found for one in people) and bool(found),
        )
