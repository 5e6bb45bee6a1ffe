"""The room server alone, as a process: the real log in SQLite, the real endpoint, a free way in. For soak and bench.

What lives here: Server, which starts, kills and stops it; and the process itself (``python -m tests.soak.harness``).
People say who they are in the address (``?person=7&role=editor``). Not here: what is done to it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

ROOT = Path(__file__).resolve().parent.parent.parent
WORKSPACE = "w"
MAP = "soakedmap"


class Server:
    """The process, over a folder that outlives it."""

    def __init__(self, folder: Path, *, cards: int = 20, under: Sequence[str] = ()) -> None:
        self.folder = folder
        self.cards = cards
        self.under = tuple(under)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where browsers connect."""
        return f"ws://127.0.0.1:{self.port}/live/{WORKSPACE}/{MAP}"

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Server:
        """Start it and wait until it listens."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("OUTSIDEIN_")}
        environment |= {
            "OUTSIDEIN_DATA": str(self.folder / "data"),
            "DJANGO_SETTINGS_MODULE": "outsidein.server.settings",
        }
        command = [*self.under, sys.executable, "-m", "tests.soak.harness", str(self.port), str(self.cards)]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended: {self.said()}")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return self
        raise RuntimeError(f"the server does not listen: {self.said()}")

    def kill(self) -> None:
        """SIGKILL: no farewell, nothing is flushed."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """SIGTERM: an orderly end."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=60)
        self.process = None

    def said(self) -> str:
        """The last of what it wrote."""
        return (self.folder / "server.log").read_text(errors="replace")[-2_000:]


def main(port: int, cards: int) -> None:
    """Be the server."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _begin(cards)

    import uvicorn

    options: dict[str, Any] = {"ws_per_message_deflate": False, "log_level": "warning", "timeout_graceful_shutdown": 10}
    if os.environ.get("ROOMS_WS"):
        options["ws"] = os.environ["ROOMS_WS"]
    uvicorn.run(application, host="127.0.0.1", port=port, **options)


def _begin(cards: int) -> None:
    """A workspace with one map, where there is none yet."""
    from django.db import connection

    from outsidein.server.models import Map, Workspace
    from outsidein.server.rooms import create, stop

    if not Map.objects.filter(id=MAP).exists():
        Workspace.objects.get_or_create(id=WORKSPACE, name="Soak", folder="/nowhere")
        Map.objects.create(id=MAP, workspace_id=WORKSPACE, key="trip", kind="customer-journey")
        connection.close()

        async def make() -> None:
            await create(MAP, large(cards), author="Ada")
            await stop()

        asyncio.run(make())
    connection.close()


def large(cards: int) -> Any:
    """A map with this many cards: twelve stages, sixty steps, the rest spread over their lanes."""
    from outsidein.maps import Card, Document, Journey, Stage, Step, spread

    records: list[Any] = [Journey(id="journey:trip", title="A trip")]
    steps = []
    for at, order in enumerate(spread(12)):
        records.append(Stage(id=f"stage:s{at}", parent="journey:trip", order=order, name=f"Stage {at}"))
        for number, key in enumerate(spread(5)):
            steps.append(Step(id=f"step:s{at}-{number}", parent=f"stage:s{at}", order=key, name=f"Step {at}.{number}"))
    lanes = ("actions", "thoughts", "feelings", "outcomes", "pains")
    keys = spread(cards // (len(steps) * len(lanes)) + 1)
    for number in range(cards):
        step, lane = steps[number % len(steps)], lanes[number // len(steps) % len(lanes)]
        order = keys[number // (len(steps) * len(lanes))]
        text = f"Compare the fares of several airlines, {number}"
        records.append(Card(id=f"card:c{number}", parent=step.id, order=order, lane=lane, text=text))
    return Document.of([*records, *steps])


async def application(scope: Any, receive: Any, send: Any) -> None:
    """The ASGI application: the endpoint of live maps, and nothing else."""
    from outsidein.server.rooms.doors import current, stop
    from outsidein.server.rooms.endpoint import Visitor, serve
    from outsidein.server.rooms.presence import Person

    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            else:
                await stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def let_in(scope: Any, workspace: str, map: str) -> Visitor:
        said = parse_qs(scope["query_string"].decode())
        person, role = said.get("person", ["0"])[0], said.get("role", ["editor"])[0]
        return Visitor(Person(person, f"Person {person}", "#000000"), role, role == "editor")

    if scope["type"] == "websocket":
        await serve(scope, receive, send, rooms=current(), let_in=let_in)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
