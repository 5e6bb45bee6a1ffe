"""Relative importance from a correlation matrix: LMG (Shapley) and Johnson shares of R², R² itself, standardised betas.

What lives here: pure NumPy on a q × q correlation matrix whose last row and column belong to the outcome; each figure
comes with its gradient. Not here: the intervals made of that (influence), rows (correlation), evidence (drivers).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import factorial
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EXACT_UP_TO: Final = 22
"""The most predictors for which all 2^p subsets are computed: 4 million, a few seconds, bounded memory."""

_BLOCK: Final = 14
"""Subsets are taken 2^14 at a time, so that a block stays in the processor's cache."""

_AT_ONCE: Final = 16
"""Up to here all subsets of a whole matrix are held at once; beyond, block by block."""

_NOTHING_LEFT: Final = 1e-10
"""A predictor that others explain up to this share of its variance adds nothing beside them."""


@dataclass(frozen=True, slots=True)
class Figures:
    """k figures of a correlation matrix and their gradients.

    ``value`` is (k,). ``gradient`` is (k, q, q), symmetric with a zero diagonal: when the correlations move by a
    symmetric d, figure j moves by the sum over all cells of ``gradient[j] * d``.
    """

    value: Floats
    gradient: Floats


def explained(correlation: Floats) -> Figures:
    """R² of the regression of the outcome on all predictors, k = 1.

    >>> round(float(explained(np.array([[1, 0.3, 0.5], [0.3, 1, 0.4], [0.5, 0.4, 1]])).value[0]), 6)
    0.318681
    """
    inside, outer = _solve(correlation)
    gradient = np.zeros((1, *correlation.shape))
    gradient[0, :-1, :-1] = -np.outer(inside, inside)
    gradient[0, -1, :-1] = gradient[0, :-1, -1] = inside
    return Figures(np.array([inside @ outer]), _off_diagonal(gradient))


def betas(correlation: Floats) -> Figures:
    """Standardised regression coefficients, k = p. Where predictors are collinear, those of least norm."""
    inside, _ = _solve(correlation)
    inverse = np.linalg.pinv(correlation[:-1, :-1], rcond=_NOTHING_LEFT, hermitian=True)
    gradient = np.zeros((len(inside), *correlation.shape))
    gradient[:, :-1, -1] = gradient[:, -1, :-1] = inverse / 2
    gradient[:, :-1, :-1] = -(inverse[:, :, None] * inside + inverse[:, None, :] * inside[:, None]) / 2
    return Figures(inside, _off_diagonal(gradient))


def lmg(correlation: Floats) -> Figures:
    """LMG parts of R² (Lindeman, Merenda & Gold 1980; the Shapley value of R²), k = p; they sum to R².

    Exact over all 2^p subsets, p ≤ ``EXACT_UP_TO``. With b the coefficients within a subset S, the envelope theorem
    gives dR²(S) = 2 b'dr − b'dA b, so one weighted sum of b and b b' over the subsets holds every gradient.

    >>> lmg(np.array([[1, 0.3, 0.5], [0.3, 1, 0.4], [0.5, 0.4, 1]])).value.round(6)
    array([0.204341, 0.114341])
    """
    p = len(correlation) - 1
    _bounded(p)
    free = min(p, _BLOCK)
    fixed = p - free
    join, leave = _shapley_weights(p)
    sizes = _members(free).sum(axis=1).astype(np.intp)
    sums = np.zeros((p, p + 1, p + 1))
    for chosen in product((False, True), repeat=fixed):
        within = np.flatnonzero(chosen)
        b = _subset_coefficients(correlation, within, fixed)
        size = sizes + len(within)
        by_high, by_low = _squares(b, (join + leave)[size])
        sums[within] += by_high.sum(axis=0)
        sums[fixed:] += [part[holds > 0].sum(axis=0) for part in (by_high, by_low) for holds in _members(_bits(part)).T]
        sums -= _squares(b, leave[size])[0].sum(axis=0)
    gradient = -sums
    gradient[:, -1] *= -1
    gradient[:, :, -1] *= -1
    gradient[:, -1, -1] = 0
    value = (gradient * correlation).sum(axis=(1, 2))
    return Figures(value, _off_diagonal(gradient))


def lmg_parts(correlations: Floats) -> Floats:
    """LMG parts alone, for a stack of matrices: (…, q, q) to (…, p); what the bootstrap needs, many times faster."""
    p = correlations.shape[-1] - 1
    _bounded(p)
    if p > _AT_ONCE:
        return np.stack([lmg(one).value for one in correlations.reshape(-1, p + 1, p + 1)]).reshape(
            *correlations.shape[:-2], p
        )
    join, leave = _shapley_weights(p)
    size = _members(p).sum(axis=1).astype(np.intp)
    r2 = 1 - _grow(correlations)[0]
    return np.asarray(_member_sums(r2 * (join + leave)[size]) - (r2 @ leave[size])[..., None])


def johnson(correlation: Floats) -> Figures:
    """Johnson's relative weights (2000), k = p; they sum to R². Cheap for any p, close to LMG, less well founded.

    The predictors are replaced by their nearest orthonormal set through the symmetric square root of their correlation
    matrix. Its derivative solves Λ dΛ + dΛ Λ = dA, elementwise in the eigenbasis.

    >>> johnson(np.array([[1, 0.3, 0.5], [0.3, 1, 0.4], [0.5, 0.4, 1]])).value.round(6)
    array([0.204341, 0.114341])
    """
    root, inverse, vectors, scale = _square_root(correlation[:-1, :-1])
    inside = inverse @ correlation[:-1, -1]
    value = root**2 @ inside**2
    p = len(value)
    gradient = np.zeros((p, p + 1, p + 1))
    pull = 2 * root**2 * inside
    outer = pull @ inverse
    moves = -outer[:, :, None] * inside
    moves[np.arange(p), np.arange(p)] += 2 * root * inside**2
    turned = vectors.T @ moves @ vectors
    gaps = np.add.outer(scale, scale)
    turned = np.divide(turned, gaps, out=np.zeros_like(turned), where=gaps > 0)
    inner = vectors @ turned @ vectors.T
    gradient[:, :-1, :-1] = (inner + inner.transpose(0, 2, 1)) / 2
    gradient[:, :-1, -1] = gradient[:, -1, :-1] = outer / 2
    return Figures(value, _off_diagonal(gradient))


def johnson_parts(correlations: Floats) -> Floats:
    """Johnson's weights alone, for a stack of matrices: (…, q, q) to (…, p)."""
    root, inverse, _, _ = _square_root(correlations[..., :-1, :-1])
    inside = np.einsum("...kl,...l->...k", inverse, correlations[..., :-1, -1])
    return np.asarray(np.einsum("...jk,...k->...j", root**2, inside**2))


def in_percent(parts: Figures) -> Figures:
    """Parts of R² as percent of their sum, gradients included. No association at all (sum 0) gives NaN."""
    total = parts.value.sum()
    if total <= 0:
        return Figures(np.full_like(parts.value, np.nan), np.full_like(parts.gradient, np.nan))
    share = parts.value / total
    gradient = parts.gradient - share[:, None, None] * parts.gradient.sum(axis=0)
    return Figures(100 * share, 100 / total * gradient)


def _bounded(p: int) -> None:
    if not 1 <= p <= EXACT_UP_TO:
        raise ValueError(f"LMG takes 1 to {EXACT_UP_TO} predictors, not {p}")


def _solve(correlation: Floats) -> tuple[Floats, Floats]:
    """Standardised coefficients, and the correlations with the outcome."""
    outer = correlation[:-1, -1]
    inverse = np.linalg.pinv(correlation[:-1, :-1], rcond=_NOTHING_LEFT, hermitian=True)
    return inverse @ outer, outer


def _square_root(inner: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """The symmetric square root of ``inner``, its inverse, the eigenvectors, the roots of the eigenvalues."""
    values, vectors = np.linalg.eigh(inner)
    kept = values > _NOTHING_LEFT
    scale = np.sqrt(np.where(kept, values, 0))
    inverse = np.where(kept, 1 / np.where(kept, scale, 1), 0)
    turn = np.swapaxes(vectors, -1, -2)
    return (vectors * scale[..., None, :]) @ turn, (vectors * inverse[..., None, :]) @ turn, vectors, scale


def _off_diagonal(gradient: Floats) -> Floats:
    """Correlations of a thing with itself never move."""
    diagonal = np.arange(gradient.shape[-1])
    gradient[:, diagonal, diagonal] = 0
    return gradient


def _shapley_weights(p: int) -> tuple[Floats, Floats]:
    """By size s of a subset: its weight in the part of a member, and (subtracted) in that of an outsider."""
    leave = [factorial(s) * factorial(p - s - 1) / factorial(p) for s in range(p)]
    return np.array([0.0, *leave]), np.array([*leave, 0.0])


def _members(p: int) -> Floats:
    """Which of p predictors each of the 2^p subsets holds, as 0 and 1; the first predictor is the highest bit."""
    return ((np.arange(2**p)[:, None] >> np.arange(p)[::-1]) & 1).astype(np.float64)


def _grow(correlations: Floats) -> tuple[Floats, list[Floats]]:
    """The share of the outcome's variance that each subset leaves unexplained, (…, 2^p), and the pivot rows.

    Predictor after predictor, every subset so far is kept as it is and joined by the predictor: each is a Schur
    complement that shrinks as it grows, so all 2^p regressions together cost about 12 · 2^p multiplications.
    """
    *lead, q, _ = correlations.shape
    state, pivots = correlations[..., None, :, :], []
    for k in range(q - 1):
        top, rest = state[..., 0, 1:], state[..., 1:, 1:]
        left = state[..., 0, 0]
        kept = left > _NOTHING_LEFT
        row = top * (kept / np.where(kept, left, 1.0))[..., None]
        joined = rest - row[..., :, None] * top[..., None, :]
        state = np.stack([rest, joined], axis=-3).reshape(*lead, -1, q - 1 - k, q - 1 - k)
        pivots.append(row)
    return state[..., 0, 0], pivots


def _subset_coefficients(correlation: Floats, within: NDArray[np.intp], fixed: int) -> Floats:
    """Coefficients, and a last column of ones, of all subsets whose choice among the first ``fixed`` is ``within``."""
    p = len(correlation) - 1
    rest = np.arange(fixed, p + 1)
    inverse = np.linalg.pinv(correlation[np.ix_(within, within)], rcond=_NOTHING_LEFT, hermitian=True)
    onto = inverse @ correlation[np.ix_(within, rest)]
    left, pivots = _grow(correlation[np.ix_(rest, rest)] - correlation[np.ix_(rest, within)] @ onto)
    b = np.zeros((len(left), p + 1))
    b[:, -1] = 1
    for k in reversed(range(len(pivots))):
        row = pivots[k]
        half = b.reshape(len(row), 2, -1, p + 1)[:, 1]
        half[:, :, fixed + k] = row[:, -1:] - np.einsum("asl,al->as", half[:, :, fixed + k + 1 : -1], row[:, :-1])
    b[:, within] = onto[:, -1] - b[:, fixed:-1] @ onto[:, :-1].T
    return b


def _squares(b: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Weighted sums of b b' over the subsets (2^m, q) alike in their first half of predictors, and in their second.

    In many small products rather than few large ones, which a busy machine would spread over threads that wait.
    """
    high = _bits(b) // 2
    parted = b.reshape(2**high, -1, b.shape[-1])
    weighed = parted * weight.reshape(2**high, -1, 1)
    return parted.transpose(0, 2, 1) @ weighed, parted.transpose(1, 2, 0) @ weighed.transpose(1, 0, 2)


def _bits(subsets: Floats) -> int:
    """How many predictors all these subsets choose among."""
    return len(subsets).bit_length() - 1


def _member_sums(values: Floats) -> Floats:
    """For each predictor, the sum of ``values`` (…, 2^p) over the subsets that hold it: (…, p)."""
    p = values.shape[-1].bit_length() - 1
    high = p // 2
    parted = values.reshape(*values.shape[:-1], 2**high, 2 ** (p - high))
    sums = [parted.sum(axis=-1) @ _members(high), parted.sum(axis=-2) @ _members(p - high)]
    return np.concatenate(sums, axis=-1)
