"""Asked: questions that somebody waits for, which they may see the progress of and stop, by a ticket of their own.

What lives here: tickets and their folders. Not here: the work (work), what happens in the worker (watching). A ticket
is made up by whoever asks, and means nothing to anybody else.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, ParamSpec

from django.http import HttpRequest

from outsidein.server.access import entered
from outsidein.server.problems import refused
from outsidein.server.watching import STOP, TOLD, Cancelled, watched
from outsidein.server.work import as_json, workers

P = ParamSpec("P")

HEADER: Final = "X-Ticket"
TICKET: Final = r"^[A-Za-z0-9-]{16,64}$"
_FITS: Final = re.compile(TICKET)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that somebody waits for."""

    folder: Path

    @property
    def stopped(self) -> bool:
        """Whether it is to end."""
        return (self.folder / STOP).exists()

    def stop(self) -> None:
        """Have it ended; where it has just been answered, nothing happens."""
        try:
            (self.folder / STOP).touch()
        except FileNotFoundError:
            return

    @property
    def told(self) -> dict[str, Any]:
        """How far it is: ``share`` (0–1, None where nobody knows) and what is being done; empty where nothing is."""
        try:
            found: dict[str, Any] = json.loads((self.folder / TOLD).read_text("utf-8"))
        except FileNotFoundError:
            found = {"share": None, "doing": ""}
        return found


class Desk:
    """Who waits for what on this server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, Waiting] = {}

    def find(self, request: HttpRequest, ticket: str) -> Waiting | None:
        """What this person waits for under ``ticket``; None where it was answered, or there never was such a one."""
        with self._lock:
            return self._waiting.get(_name(request, ticket))

    @contextmanager
    def opened(self, request: HttpRequest) -> Iterator[Waiting | None]:
        """A place for the question of ``request``, where it has a ticket; gone as soon as it is answered."""
        ticket = request.headers.get(HEADER, "")
        if not _FITS.match(ticket):
            yield None
            return
        name = _name(request, ticket)
        made = Waiting(Path(tempfile.mkdtemp(prefix="outsidein-asked-")))
        with self._lock:
            self._waiting[name] = made
        try:
            yield made
        finally:
            with self._lock:
                if self._waiting.get(name) is made:
                    del self._waiting[name]
            shutil.rmtree(made.folder, ignore_errors=True)


desk = Desk()


def _name(request: HttpRequest, ticket: str) -> str:
    return hashlib.sha256(f"{entered(request).user.pk} {ticket}".encode()).hexdigest()


def work_out(
    request: HttpRequest, key: Hashable, function: Callable[P, object], *args: P.args, **kwargs: P.kwargs
) -> bytes:
    """What a worker gives for ``key``, as JSON; whoever asks with a ticket may watch and stop it meanwhile.

    Where two ask the same at once, one works it out; if that one is stopped, it is begun anew for the other.
    Raises Problem for whoever stopped it.
    """
    with desk.opened(request) as waiting:
        while True:
            try:
                if waiting is None:
                    return workers.ask(key, as_json, function, *args, **kwargs)
                return workers.ask(key, watched, waiting.folder, partial(as_json, function, *args, **kwargs))
            except Cancelled:
                if waiting is not None and waiting.stopped:
                    raise refused(409, "server/stopped") from None
