"""Work that takes a processor for longer than a blink, done in processes of its own so that rooms stay quick.

What lives here: asking a worker, and keeping its last answers. Not here: what is worked out (studying), jobs that
people start, watch and cancel (jobs).
"""

from __future__ import annotations

import multiprocessing
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_WORKERS: Final = 2
_TASKS_A_WORKER: Final = 500


class Stopped(RuntimeError):
    """The server is going; nothing is worked out any more."""


class Workers:
    """A few processes that stay warm, and the last answers by what was asked, so that nothing is worked out twice."""

    def __init__(self, *, workers: int = _WORKERS, keep: int = 256) -> None:
        self._workers = workers
        self._keep = keep
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._stopped = False
        self._answers: OrderedDict[Hashable, Future[Any]] = OrderedDict()

    def ask(self, key: Hashable, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``function(*args, **kwargs)`` gives, from a worker, or from last time where ``key`` was asked before.

        ``key`` must name everything that the answer hangs on. Errors pass on and are not kept. A worker that died (out
        of memory, say) is replaced and asked once more.
        """
        for attempt in (1, 2):
            future = self._begin(key, function, *args, **kwargs)
            try:
                return future.result()
            except BrokenProcessPool:
                self._forget(key, future, broken=True)
                if attempt == 2 or self._stopped:
                    raise
            except BaseException:
                self._forget(key, future)
                raise
        raise AssertionError("unreachable")

    def do(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for what changes something: done once, never kept, not tried again."""
        key = object()
        future = self._begin(key, function, *args, **kwargs)
        try:
            return future.result()
        finally:
            self._forget(key, future)

    def _begin(self, key: Hashable, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        with self._lock:
            if self._stopped:
                raise Stopped
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self._workers,
                    mp_context=multiprocessing.get_context("spawn"),
                    max_tasks_per_child=_TASKS_A_WORKER,
                )
            future = self._pool.submit(function, *args, **kwargs)
            self._answers[key] = future
            while len(self._answers) > self._keep:
                self._answers.popitem(last=False)
            return future

    def _forget(self, key: Hashable, future: Future[Any], *, broken: bool = False) -> None:
        with self._lock:
            if self._answers.get(key) is future:
                del self._answers[key]
            if broken and self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None

    def stop(self) -> None:
        """Let the workers go for good; what they were at is dropped, and whoever waits for it is told."""
        with self._lock:
            self._stopped = True
            pool, self._pool = self._pool, None
            self._answers.clear()
        if pool is not None:
            processes = list((getattr(pool, "_processes", None) or {}).values())
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()


workers = Workers()
"""The workers of this server."""
