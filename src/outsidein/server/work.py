"""Work that takes a processor for longer than a blink, done in processes of its own so that rooms stay quick.

What lives here: asking a worker, and keeping its last answers. Not here: what is worked out (studying), jobs that
people start, watch and cancel (jobs).
"""

from __future__ import annotations

import json
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
_MOST_ANSWERS: Final = 256
_MOST_BYTES: Final = 64 << 20
"""What is kept of answers: so many, and of those that are bytes (pages, posters, JSON) so much in all."""


class Stopped(RuntimeError):
    """The server is going; nothing is worked out any more."""


class Workers:
    """A few processes that stay warm, and the last answers by what was asked, so that nothing is worked out twice.

    A process is replaced after ``tasks`` questions. No more are handed over than there are processes; the others wait
    here: with a queue of its own the pool would lose count of who is idle and end up without any process.
    """

    def __init__(
        self,
        *,
        workers: int = _WORKERS,
        tasks: int = _TASKS_A_WORKER,
        keep: int = _MOST_ANSWERS,
        most: int = _MOST_BYTES,
    ) -> None:
        self._workers = workers
        self._tasks = tasks
        self._keep = keep
        self._most = most
        self._lock = threading.Lock()
        self._places = threading.Semaphore(workers)
        self._pool: ProcessPoolExecutor | None = None
        self._stopped = False
        self._answers: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._sizes: dict[Hashable, int] = {}
        self._held = 0

    def ask(self, key: Hashable, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``function(*args, **kwargs)`` gives, from a worker, or from last time where ``key`` was asked before.

        ``key`` must name everything that the answer hangs on. Errors pass on and are not kept. A worker that died (out
        of memory, say) is replaced and asked once more.
        """
        future, new = self._claim(key)
        if new:
            try:
                try:
                    answer = self.do(function, *args, **kwargs)
                except BrokenProcessPool:
                    if self._stopped:
                        raise
                    answer = self.do(function, *args, **kwargs)
            except BaseException as error:
                self._forget(key, future)
                future.set_exception(error)
            else:
                self._weigh(key, future, answer)
                future.set_result(answer)
        found: T = future.result()
        return found

    def do(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for what changes something: done once, never kept, not tried again."""
        with self._places:
            pool = self._open()
            try:
                return pool.submit(function, *args, **kwargs).result()
            except BrokenProcessPool:
                self._give_up(pool)
                raise

    def _claim(self, key: Hashable) -> tuple[Future[Any], bool]:
        """The answer to ``key``, and whether it is for whoever asks now to work it out."""
        with self._lock:
            if self._stopped:
                raise Stopped
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key], False
            self._answers[key] = Future()
            future = self._answers[key]
            self._thin()
            return future, True

    def _open(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._stopped:
                raise Stopped
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self._workers,
                    mp_context=multiprocessing.get_context("spawn"),
                    max_tasks_per_child=self._tasks,
                )
            return self._pool

    def _give_up(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = None
        broken.shutdown(wait=False, cancel_futures=True)

    def _weigh(self, key: Hashable, future: Future[Any], answer: object) -> None:
        """Note how large an answer is, and let the oldest go where they are too much in all."""
        with self._lock:
            if isinstance(answer, bytes) and self._answers.get(key) is future:
                self._sizes[key] = len(answer)
                self._held += len(answer)
                self._thin()

    def _thin(self) -> None:
        while self._answers and (len(self._answers) > self._keep or self._held > self._most):
            self._drop(next(iter(self._answers)))

    def _drop(self, key: Hashable) -> None:
        del self._answers[key]
        self._held -= self._sizes.pop(key, 0)

    def _forget(self, key: Hashable, future: Future[Any]) -> None:
        with self._lock:
            if self._answers.get(key) is future:
                self._drop(key)

    def stop(self) -> None:
        """Let the workers go for good; what they were at is dropped, and whoever waits for it is told."""
        with self._lock:
            self._stopped = True
            pool, self._pool = self._pool, None
            self._answers.clear()
            self._sizes.clear()
            self._held = 0
        if pool is not None:
            processes = list((getattr(pool, "_processes", None) or {}).values())
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()


def as_json(function: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> bytes:
    """What ``function`` gives, as JSON: written by the worker, and kept as the bytes that are sent."""
    return json.dumps(function(*args, **kwargs), ensure_ascii=False).encode()


workers = Workers()
"""The workers of this server."""

presses = Workers(workers=1, tasks=1)
"""Who prints: apart from the others, and gone after each sheet, since Typst keeps all that it ever laid out (120 to
300 MB a sheet)."""
