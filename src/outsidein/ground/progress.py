"""Progress: how far a long piece of work is, told to whoever watches.

What lives here: the shape of telling, and giving a part of the work its own stretch of the whole. Not here: showing it
(cli, server), stopping the work (server.watching).
"""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float, float, str], None]
"""Called with what is done, of how much (0 where nobody knows), doing what; never from two threads at once."""


def nothing(done: float, total: float, doing: str) -> None:
    """The progress of somebody who does not watch."""


def stretch(progress: Progress, first: float, last: float) -> Progress:
    """The stretch of ``progress`` from ``first`` to ``last`` (0–1), for a part of the work that tells its own way.

    >>> told: list[tuple[float, float, str]] = []
    >>> half = stretch(lambda *one: told.append(one), 0.5, 1)
    >>> half(1, 4, "fitting")
    >>> told
    [(0.625, 1, 'fitting')]
    """
    if progress is nothing:
        return nothing

    def tell(done: float, total: float, doing: str) -> None:
        progress(first + (last - first) * (min(done / total, 1.0) if total else 0.0), 1, doing)

    return tell
