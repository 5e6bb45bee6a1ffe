"""Watching: work in a worker tells how far it is, and ends soon where nobody wants it any more.

What lives here: what runs in the worker, beside the work. Not here: who may watch and stop it (asked), the work itself.
Server and worker speak by a folder of the question’s own: ``told`` is how far it is, ``stop`` that it is to end.
"""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final, ParamSpec, TypeVar

from outsidein.evidence.interrupting import interrupt

P = ParamSpec("P")
T = TypeVar("T")

TOLD: Final = "told"
STOP: Final = "stop"
_LOOK: Final = 0.15
_TELL: Final = 0.3
"""Seconds between two looks whether to stop, and at least between two notes of progress."""


class Cancelled(RuntimeError):
    """Whoever asked wants no answer any more; nothing of the work was kept."""


class _Stop(BaseException):
    """Raised in the main thread of a worker; no handler of errors is meant to catch it."""


class _Watch:
    """One piece of work that is watched; a worker has one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stopping = False
        self._done = threading.Event()
        self._told = 0.0

    def __call__(self) -> None:
        """Look until the work is done; where it is to stop, stop the engines and then the main thread.

        Again and again: an engine may just have been between two statements.
        """
        while not self._done.wait(_LOOK):
            if (self.folder / STOP).exists():
                self.stopping = True
                interrupt()
                signal.raise_signal(signal.SIGINT)

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """End the work where it is to stop; else do what an interrupt from outside does."""
        if self._done.is_set():
            return
        if not self.stopping:
            raise KeyboardInterrupt
        raise _Stop

    def end(self) -> None:
        """The work is over; from now on nothing of it can be stopped."""
        self._done.set()

    def tell(self, done: float, total: float, doing: str) -> None:
        """Note how far it is, whole or not at all."""
        now = time.monotonic()
        if now - self._told < _TELL:
            return
        self._told = now
        part = self.folder / f"{TOLD}.part"
        try:
            part.write_text(json.dumps({"share": done / total if total else None, "doing": doing}), encoding="utf-8")
            part.replace(self.folder / TOLD)
        except FileNotFoundError:  # nobody waits any more, and the folder is gone
            return


_current: _Watch | None = None


def tell(done: float, total: float, doing: str) -> None:
    """Note how far the work of this worker is, for whoever watches it."""
    watch = _current
    if watch is not None:
        watch.tell(done, total, doing)


def watched(folder: Path, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """What ``function`` gives, while whoever asked may see how far it is and stop it by ``folder``.

    Raises Cancelled where it was stopped, also before it began.
    """
    global _current
    if (folder / STOP).exists():
        raise Cancelled
    watch = _Watch(folder)
    beside = threading.Thread(target=watch, name="watching", daemon=True)
    before = signal.signal(signal.SIGINT, watch.on_signal)
    _current = watch
    beside.start()
    try:
        try:
            return function(*args, **kwargs)
        finally:
            watch.end()
    except BaseException as error:
        if watch.stopping:  # whatever it is called where it was met: an engine’s interrupt, or ours
            raise Cancelled from error
        raise
    finally:
        watch.end()
        _current = None
        beside.join()
        signal.signal(signal.SIGINT, before)
