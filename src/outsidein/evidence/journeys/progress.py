"""Progress of laying journeys out: how far the engine is, told from beside it while it works.

What lives here: telling. Not here: what is laid out (building). The engine's own estimate is taken, which never falls.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from outsidein.evidence.phrases import say
from outsidein.ground.progress import Progress as Progress
from outsidein.ground.progress import nothing as nothing

_LOOK: Final = 0.25
"""Seconds between two looks at the engine."""


@contextmanager
def telling(engine: Any, progress: Progress, *, first: float, last: float) -> Iterator[None]:
    """While the block runs a statement on ``engine``, tell ``progress`` of its way from ``first`` to ``last`` (0–1)."""
    if progress is nothing:
        yield
        return
    doing = say("journeys.laying-out")
    progress(first, 1, doing)
    done, furthest = threading.Event(), 0.0

    def look() -> None:
        nonlocal furthest
        while not done.wait(_LOOK):
            furthest = max(furthest, min(engine.query_progress() / 100, 1.0))
            progress(first + (last - first) * furthest, 1, doing)

    beside = threading.Thread(target=look, name="progress", daemon=True)
    beside.start()
    try:
        yield
    finally:
        done.set()
        beside.join()
    progress(last, 1, doing)
