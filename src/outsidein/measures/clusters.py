"""Standard errors of a mean when some customers answered more than once, so that answers are not independent.

What lives here: the cluster-robust variance and its degrees of freedom. Not here: counting who answered how often
(scan).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Robust:
    """Per group: answers ``n``, ``customers``, squared standard error of the mean, its degrees of freedom."""

    n: NDArray[np.float64]
    customers: NDArray[np.float64]
    variance: NDArray[np.float64]
    df: NDArray[np.float64]


def robust(
    group: NDArray[np.intp],
    size: NDArray[np.float64],
    customers: NDArray[np.float64],
    sums: NDArray[np.float64],
    squares: NDArray[np.float64],
    *,
    groups: int,
) -> Robust:
    """The variance of the mean by customer, from sums over the customers who gave ``size`` answers each.

    Entry i speaks of ``customers[i]`` customers of ``group[i]`` (0 … ``groups`` − 1): ``sums`` is Σ of their totals and
    ``squares`` Σ of those squared. The variance is CR2 of Bell and McCaffrey (2002): Σ eᵢ² / (1 − nᵢ/n) / n² with eᵢ a
    customer's summed deviation from the mean; the degrees of freedom are theirs too (Imbens and Kolesár 2016). Where
    everyone answered once both are exactly the simple s²/n and n − 1. NaN and 0 for a single customer.
    """
    import numpy as np

    def per_group(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(group, weights=values, minlength=groups).astype(np.float64)

    n = per_group(size * customers)
    who = per_group(customers)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = per_group(sums) / n
        here, whole = mean[group], n[group]
        apart = np.maximum(squares - 2 * here * size * sums + customers * (size * here) ** 2, 0)
        left = 1 - size / whole
        variance = per_group(apart / left) / n**2
        b = size**2 / (whole**3 * left)
        spread = per_group(customers * size**2) / n**4
        df = 1 / n**2 / (spread + per_group(customers * b) ** 2 - per_group(customers * b**2))
    one = who < 2
    return Robust(n, who, np.where(one, np.nan, variance), np.where(one, 0.0, df))
