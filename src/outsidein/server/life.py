"""What begins and ends with the server: rooms, the watch over map files, warm workers.

What lives here: begin and end. Not here: what any of them does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from asgiref.sync import sync_to_async

from outsidein.server import announcing, departures, idempotency, jobs, local, projection, rooms, studying
from outsidein.server.config import Mode, config
from outsidein.server.models import Workspace
from outsidein.server.work import presses, workers

_tasks: set[asyncio.Task[None]] = set()


async def begin() -> None:
    """Make the server ready: the local person, every map file gathered, listeners in place."""
    if config().mode is Mode.LOCAL:
        local.first_token()
        await sync_to_async(local.settle, thread_sensitive=False)()
    await sync_to_async(idempotency.forget_unfinished, thread_sensitive=False)()
    await sync_to_async(_announce, thread_sensitive=False)()
    rooms.on_change(projection.write_out)
    await rooms.start()
    await projection.gather_all()
    _keep(projection.watch())
    _keep(departures.watch())
    _keep(_warm())
    jobs.runner.start(asyncio.get_running_loop())


async def end() -> None:
    """Let everything go in order: workers, watching, jobs; then rooms, stored and closed."""
    for pool in (workers, presses):
        pool.stop()  # first: whatever waits for one would never end
    for task in list(_tasks):
        task.cancel()
    for task in list(_tasks):
        with suppress(asyncio.CancelledError):
            await task
    await sync_to_async(jobs.runner.stop, thread_sensitive=False)()
    await rooms.stop()
    await sync_to_async(announcing.leave_all, thread_sensitive=False)()


def _announce() -> None:
    for home in Workspace.objects.all():
        announcing.announce(home)


def _keep(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.get_running_loop().create_task(work)
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


async def _warm() -> None:
    await sync_to_async(workers.ask, thread_sensitive=False)(("warm",), studying.warm)
