"""Bent frames at a live map: what the soak of rooms throws, for as long as one likes.

What lives here: doing it again and again. Not here: how frames are bent, and what must hold (soak.bending).
"""

from __future__ import annotations

import time
from collections import Counter

from tests.soak import bending

AT_ONCE = 200


def run(seconds: float, seed: int) -> Counter[str]:
    """Throw bent frames for so long; how often what came of it. Raises AssertionError, with the seed."""
    outcome: Counter[str] = Counter()
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        seed += 1
        try:
            outcome += bending.run(AT_ONCE, seed)
        except Exception as error:
            raise AssertionError(f"frames, seed {seed}: {type(error).__name__}: {error}") from error
    return outcome
