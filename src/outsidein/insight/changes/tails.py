"""Tails: how likely so many hits are by chance, far out where a normal curve is no longer true.

What lives here: p-values of a count with known mean and variance, by the binomial, Poisson or negative binomial that
has both. Not here: where mean and variance come from (scan).
"""

from __future__ import annotations

import numpy as np

from outsidein.insight.changes.tally import Floats


def two_sided(count: Floats, mean: Floats, variance: Floats) -> Floats:
    """Twice the smaller tail, at most 1, of counts ≥ 0 with ``mean`` > 0 and ``variance`` > 0.

    The count of one window given the total is a sum of independent Bernoulli variables (a hypergeometric count is one),
    whose variance is below its mean: the binomial of that mean and variance, with a number of trials that need not be
    whole. Clustered counts have a variance above: the negative binomial. Tails by the incomplete beta function.

    >>> two_sided(np.array([9.0]), np.array([3.0]), np.array([2.1])).round(6)  # binomial, 10 trials, 0.3
    array([0.000287])
    """
    from scipy.special import betainc

    count, mean, variance = np.broadcast_arrays(count, mean, variance)
    lean = variance < mean * (1 - 1e-9)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(lean, 1 - variance / mean, 0.5)
        trials = mean / share
        whole = np.maximum(trials, count)
        up = betainc(np.maximum(count, 1e-9), np.maximum(whole - count, 0) + 1, share)
        down = betainc(np.maximum(whole - count, 1e-9), count + 1, 1 - share)
        heavy = np.maximum(variance - mean, mean * 1e-9)
        size, stop = mean**2 / heavy, mean / (mean + heavy)
        up = np.where(lean, up, betainc(np.maximum(count, 1e-9), size, 1 - stop))
        down = np.where(lean, down, betainc(size, count + 1, stop))
    up = np.where(count <= 0, 1.0, up)
    return np.asarray(np.minimum(2 * np.minimum(up, down), 1.0))


def rarer(count: Floats, n: Floats, mean: Floats, variance: Floats) -> Floats:
    """``two_sided`` of hits or of misses among ``n``, whichever are expected to be fewer."""
    hits = mean * 2 <= n
    return two_sided(
        np.where(hits, count, n - count), np.maximum(np.where(hits, mean, n - mean), 1e-12), np.maximum(variance, 1e-12)
    )
