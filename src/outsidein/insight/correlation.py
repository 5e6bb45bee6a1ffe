"""From rows to correlations: of complete rows, of pairs, mended where need be, resampled.

What lives here: matrices of ratings (respondents × columns, the outcome last) taken in chunks, so that memory stays
bounded, and reduced to what importance needs. Not here: where the rows come from (ratings), what follows (importance).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise as steps
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.floating]
Starts = NDArray[np.intp]
"""The first row of each customer, ascending from 0; the rows of one customer stand together."""
Progress = Callable[[int, int], None]
"""Told how many of how many steps are done."""

_CHUNK: Final = 8192
_PIECE: Final = 128
_CONSTANT: Final = 1e-12
_FEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class Moments:
    """n complete rows: mean and standard deviation of each column (q,), and their correlations (q, q)."""

    n: int
    mean: Floats
    scale: Floats
    correlation: Floats


def moments(rows: Rows) -> Moments:
    """Of complete rows (n, q), n ≥ 1, in float64 and two passes. A constant column correlates 0 with the others.

    >>> moments(np.array([[1, 0], [2, 1], [3, 2.0]])).correlation
    array([[1., 1.],
           [1., 1.]])
    """
    n, q = rows.shape
    mean = rows.mean(axis=0, dtype=np.float64)
    product = np.zeros((q, q))
    for part, _ in blocks(n):
        centred = rows[part] - mean
        product += _gram(centred, centred)
    scale = np.sqrt(np.diag(product) / n)
    return Moments(n, mean, scale, _unit_diagonal(product / n))


def blocks(n: int, starts: Starts | None = None, *, size: int = _CHUNK) -> Iterator[tuple[slice, Starts]]:
    """Slices of about ``size`` rows that part no customer, each with where its customers start within it."""
    if starts is None:
        for first in range(0, n, size):
            part = slice(first, min(first + size, n))
            yield part, np.arange(part.stop - first)
        return
    edges = np.unique(np.append(np.searchsorted(starts, np.arange(0, n, size)), len(starts)))
    ends = np.append(starts, n)
    for low, high in steps(edges):
        yield slice(int(ends[low]), int(ends[high])), starts[low:high] - starts[low]


def pairwise(rows: Rows) -> tuple[Floats, NDArray[np.int64]]:
    """Correlation of each two columns over the rows that hold both (NaN: missing), and how many those rows are.

    NaN where fewer than three rows hold both, or either is constant there. Need not be positive definite.
    """
    return _pair_correlations(_pair_sums(rows, _middle(rows), np.zeros(1, dtype=np.intp)).sum(axis=0))


def pairwise_without(rows: Rows, starts: Starts | None = None, *, groups: int = 400) -> Floats:
    """Pairwise correlations with one group of customers left out at a time, (g, q, q): the grouped jackknife.

    At most ``groups`` groups of about as many customers each; the order of the rows decides who is grouped with whom.
    """
    first = np.arange(len(rows)) if starts is None else starts
    cuts = first[np.unique(np.linspace(0, len(first), min(groups, len(first)), endpoint=False).astype(np.intp))]
    sums = _pair_sums(rows, _middle(rows), cuts)
    return np.stack([_pair_correlations(part)[0] for part in sums.sum(axis=0) - sums])


def mend(correlations: Floats, *, least: float = 0.01) -> tuple[Floats, bool]:
    """The matrices (…, q, q) with eigenvalues of at least ``least`` and a unit diagonal, and whether any changed."""
    values, vectors = np.linalg.eigh(correlations)
    if values.min() >= least:
        return correlations, False
    raised = (vectors * np.maximum(values, least)[..., None, :]) @ np.swapaxes(vectors, -1, -2)
    mended = np.where((values.min(axis=-1) < least)[..., None, None], _unit_diagonal(raised), correlations)
    return mended, True


def resample(
    rows: Rows,
    found: Moments,
    *,
    count: int,
    generator: np.random.Generator,
    starts: Starts | None = None,
    progress: Progress | None = None,
) -> Floats:
    """Correlations of ``count`` bootstrap samples of customers, (count, q, q); rows are complete.

    How often each customer is drawn is exactly multinomial, block by block; the sums of each block are one product of
    the drawn counts with the block's squares and products, so ten thousand rows or ten million take the same memory.
    """
    q = rows.shape[1]
    a, b = np.triu_indices(q)
    scale = np.where(found.scale > 0, found.scale, 1.0)
    parts = list(blocks(len(rows), starts, size=2048))
    sizes = np.array([len(within) for _, within in parts])
    drawn = generator.multinomial(sizes.sum(), sizes / sizes.sum(), size=count)
    sums = np.zeros((count, 1 + q + len(a)))
    for step, (part, within) in enumerate(parts):
        z = np.ascontiguousarray(((rows[part] - found.mean) / scale).T)
        terms = np.add.reduceat(np.vstack([np.ones((1, z.shape[1])), z, z[a] * z[b]]), within, axis=1).T
        picked = generator.integers(0, len(within), size=drawn[:, step].sum(), dtype=np.int32)
        picked += np.repeat(np.arange(count, dtype=np.int32) * np.int32(len(within)), drawn[:, step])
        times = np.bincount(picked, minlength=count * len(within)).reshape(count, len(within))
        sums += times.astype(np.float64) @ terms
        if progress:
            progress(step + 1, len(parts))
    sums /= sums[:, :1]
    mean = sums[:, 1 : 1 + q]
    square = np.empty((count, q, q))
    square[:, a, b] = square[:, b, a] = sums[:, 1 + q :]
    return _unit_diagonal(square - mean[:, :, None] * mean[:, None, :])


def _gram(a: Floats, b: Floats) -> Floats:
    """a'b of rows (n, q), in many small products: few large ones a busy machine would spread over threads that wait."""
    whole = len(a) // _PIECE * _PIECE
    left, right = (one[:whole].reshape(-1, _PIECE, one.shape[1]) for one in (a, b))
    return np.asarray((left.transpose(0, 2, 1) @ right).sum(axis=0) + a[whole:].T @ b[whole:])


def _unit_diagonal(covariance: Floats) -> Floats:
    scale = np.sqrt(np.maximum(np.einsum("...kk->...k", covariance), 0))
    scale = np.where(scale > _CONSTANT, scale, np.inf)
    correlation = covariance / (scale[..., :, None] * scale[..., None, :])
    diagonal = np.arange(covariance.shape[-1])
    correlation[..., diagonal, diagonal] = 1.0
    return np.asarray(correlation)


def _middle(rows: Rows) -> Floats:
    """A value near the middle of each column, subtracted first so that squares keep their digits."""
    known = ~np.isnan(rows)
    return np.asarray(np.where(known, rows, 0).sum(axis=0, dtype=np.float64) / np.maximum(known.sum(axis=0), 1))


def _pair_sums(rows: Rows, middle: Floats, cuts: Starts) -> Floats:
    """For each group of rows (starting at ``cuts``): counts, sums, squares and products over pairs, (g, 4, q, q)."""
    q = rows.shape[1]
    sums = np.zeros((len(cuts), 4, q, q))
    for group, (first, last) in enumerate(zip(cuts, [*cuts[1:], len(rows)], strict=True)):
        for part, _ in blocks(last - first):
            piece = rows[first:last][part]
            held = ~np.isnan(piece)
            known = held.astype(np.float64)
            centred = np.where(held, piece - middle, 0.0)
            sums[group] += [
                _gram(known, known),
                _gram(centred, known),
                _gram(centred**2, known),
                _gram(centred, centred),
            ]
    return sums


def _pair_correlations(sums: Floats) -> tuple[Floats, NDArray[np.int64]]:
    count, total, squares, product = sums
    held = np.maximum(count, 1)
    variance = squares / held - (total / held) ** 2
    covariance = product / held - total * total.T / held**2
    known = (count >= _FEWEST) & (variance > _CONSTANT) & (variance.T > _CONSTANT)
    correlation = np.full_like(covariance, np.nan)
    np.divide(covariance, np.sqrt(np.abs(variance * variance.T)), out=correlation, where=known)
    np.fill_diagonal(correlation, 1.0)
    return correlation, count.astype(np.int64)
