"""How fast the outside may knock: token buckets in memory for whatever answers before anybody is signed in.

What lives here: Pace. Signing in has limits of its own (allauth). One process serves, so memory is enough.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from outsidein.server.problems import refused

_MOST: Final = 50_000
"""Whom it remembers at most; the one not seen longest is forgotten, which only ever lets somebody in."""


class Pace:
    """Buckets by what is done and by whom; each holds ``rate`` tries and fills again within ``seconds``."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def take(self, what: str, who: str, *, rate: int, seconds: float) -> None:
        """Spend one try. Raises Problem 429, with how long to wait, where none is left."""
        now = self._now()
        with self._lock:
            left, since = self._buckets.pop((what, who), (float(rate), now))
            left = min(float(rate), left + (now - since) * rate / seconds)
            enough = left >= 1
            self._buckets[what, who] = (left - 1 if enough else left, now)
            while len(self._buckets) > _MOST:
                self._buckets.popitem(last=False)
        if not enough:
            wait = max(1, math.ceil((1 - left) * seconds / rate))
            raise refused(429, "server/too-often", headers={"Retry-After": str(wait)}, seconds=wait)


pace = Pace()
"""The pace of this server."""


def address_of(request: object) -> str:
    """Whom a request counts for where nobody is signed in: the address it came from, IPv6 by its network."""
    meta: dict[str, str] = getattr(request, "META", {})
    said = meta.get("REMOTE_ADDR", "")
    return ":".join(said.split(":")[:4]) if ":" in said else said
