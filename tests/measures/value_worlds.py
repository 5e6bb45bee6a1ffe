"""Made-up customers whose buying, spending and staying follow known rules."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def buyers(
    n: int, rng: np.random.Generator, *, r: float, alpha: float, a: float, b: float, age: Floats | float
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Repeats, recency and age of n customers who follow BG/NBD, observed for ``age``."""
    rate, stop = rng.gamma(r, 1 / alpha, n), rng.beta(a, b, n)
    whole = np.broadcast_to(np.asarray(age, dtype=np.float64), (n,)).copy()
    time, repeats, recency = np.zeros(n), np.zeros(n, np.int64), np.zeros(n)
    active = np.arange(n)
    while len(active):
        time[active] += rng.exponential(1 / rate[active])
        active = active[time[active] <= whole[active]]
        repeats[active] += 1
        recency[active] = time[active]
        active = active[rng.random(len(active)) >= stop[active]]
    return repeats, recency, whole


def spenders(repeats: NDArray[np.int64], rng: np.random.Generator, *, p: float, q: float, v: float) -> Floats:
    """The mean worth of the repeat purchases of customers who follow Gamma-Gamma; 0 where there is none."""
    nu = rng.gamma(q, 1 / v, len(repeats))
    total = rng.gamma(p * np.maximum(repeats, 1), 1 / nu)
    return np.where(repeats > 0, total / np.maximum(repeats, 1), 0.0)
