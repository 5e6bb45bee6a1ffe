"""How sure a share is: the influence of each row on it, hence its standard error, hence its interval.

What lives here: the delta method with the empirical influence function, and intervals for shares and R² on the scale
where their spread is even. Not here: the figures and their gradients (importance), resampling (correlation).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from outsidein.insight.correlation import Floats, Moments, Rows, Starts, blocks
from outsidein.insight.importance import Figures

_PIECE: Final = 64
_EDGE: Final = 1e-12
"""Keeps the ends of the angle scale from dividing by zero."""


def standard_errors(rows: Rows, found: Moments, figures: Figures, starts: Starts | None = None) -> Floats:
    """Standard error of each of k figures, (k,), from complete rows, whatever their distribution.

    A row's influence on the correlation of columns a and b is z_a z_b − ρ_ab (z_a² + z_b²)/2, hence on a figure a
    quadratic form in its standardised values z. With ``starts`` the influences of one customer's rows are added before
    they are squared. Like HC1 for regressions, widened by G/(G − p − 1) for G customers and p predictors.
    """
    k, q, _ = figures.gradient.shape
    a, b = np.triu_indices(q)
    diagonal = np.arange(q)
    form = figures.gradient.copy()
    form[:, diagonal, diagonal] -= (figures.gradient * found.correlation).sum(axis=2)
    weights = form[:, a, b] * np.where(a == b, 1.0, 2.0)
    scale = np.where(found.scale > 0, found.scale, 1.0)
    total, groups = np.zeros(k), 0
    for part, within in blocks(found.n, starts):
        z = np.ascontiguousarray(((rows[part] - found.mean) / scale).T)
        influence = _apply(weights, z[a] * z[b])
        if starts is not None:
            influence = np.add.reduceat(influence, within, axis=1)
        total += (influence**2).sum(axis=1)
        groups += len(within)
    return np.asarray(np.sqrt(total * groups / max(groups - q, 1)) / found.n)


def _apply(weights: Floats, terms: Floats) -> Floats:
    """``weights @ terms``, (k, t) by (t, n), in small pieces: see ``correlation._gram``."""
    whole = terms.shape[1] // _PIECE * _PIECE
    pieces = terms[:, :whole].reshape(len(terms), -1, _PIECE).transpose(1, 0, 2)
    applied = (weights @ pieces).transpose(1, 0, 2).reshape(len(weights), whole)
    return np.hstack([applied, weights @ terms[:, whole:]])


def jackknife_errors(replicates: Floats) -> Floats:
    """Standard error of each of k figures from values with one of g groups left out, (g, k) to (k,).

    Infinite where one group decides whether there is a figure at all (NaN without it).
    """
    spread = (len(replicates) - 1) * replicates.var(axis=0)
    return np.asarray(np.sqrt(np.where(np.isnan(spread), np.inf, spread)))


def adjusted(r2: float, n: int, p: int) -> float:
    """R² less what p predictors of pure chance would explain of n rows (Ezekiel); may be negative."""
    return 1 - (1 - r2) * (n - 1) / max(n - p - 1, 1)


def share_bounds(parts: Floats, errors: Floats, *, n: int, z: float) -> tuple[Floats, Floats]:
    """Interval of each share of R², in percent, (p,) low and high: parts of R², errors of the shares in percent.

    On the scale arcsin √share the spread hardly depends on the share, and an interval may end at 0 or 100. Chance lifts
    every part by about the same, which drags shares towards each other when R² is small; so the interval spans both the
    share as it is and the share after that lift is taken off. Where nothing beyond chance is explained: 0 to 100.
    """
    p, total = len(parts), parts.sum()
    if p == 1:
        return np.full(1, 100.0), np.full(1, 100.0)
    left = adjusted(total, n, p)
    if left <= 0:
        return np.zeros(p), np.full(p, 100.0)
    share = np.clip(parts / total, 0, 1)
    corrected = np.clip((parts - (total - left) / p) / left, 0, 1)
    reach = z * errors / 100 / (2 * np.sqrt(np.maximum(share * (1 - share), _EDGE)))
    low, high = _around(share, reach)
    lower, higher = _around(corrected, reach * total / left)
    return 100 * np.minimum(low, lower), 100 * np.maximum(high, higher)


def r2_bounds(r2: float, error: float, *, n: int, p: int, z: float) -> tuple[float, float]:
    """Interval of R² on the scale arcsin √R²; it spans both R² and its adjusted value, as those of shares do."""
    centres = np.array([r2, min(max(adjusted(r2, n, p), 0.0), r2)])
    reach = z * error / (2 * np.sqrt(np.maximum(centres * (1 - centres), _EDGE)))
    low, high = _around(centres, np.where(centres > 0, reach, 0.0))
    return float(low.min()), float(high.max())


def _around(share: Floats, reach: Floats) -> tuple[Floats, Floats]:
    angle = np.arcsin(np.sqrt(share))
    low, high = (np.sin(np.clip(angle + side, 0, np.pi / 2)) ** 2 for side in (-reach, reach))
    return np.minimum(low, share), np.maximum(high, share)
