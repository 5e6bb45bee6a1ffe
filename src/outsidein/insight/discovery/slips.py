"""Slips: how a walked journey differs from the one it follows, and how likely that is.

What lives here: the noise model. A journey is walked faithfully, or with slips: events moved, replaced, added, missing.
Not here: distances as such (distance), which journeys others follow (mixture, search).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.special import gammaln

from outsidein.insight.discovery.distance import Rows, fits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

KINDS: Final = ("moved", "replaced", "added", "missing")
_COUNTED: Final = 4
"""Up to how many insertions and deletions it is counted in how many ways they can have come about."""
_WIDEST: Final = 48
"""Up to which length."""


@dataclass(frozen=True, slots=True)
class Noise:
    """``share`` of journeys have slips; each kind of slip happens a geometric number of times (``rates``)."""

    share: float = 0.3
    rates: tuple[float, float, float, float] = (0.3, 0.3, 0.3, 0.3)


@dataclass(frozen=True, slots=True, eq=False)
class Slips:
    """How rows (journeys) differ from columns (paths they may follow).

    ``kinds`` (4 × rows × columns) counts slips of each kind, ``ways`` is the log number of results that as many slips
    can have, less the log number of ways to this one; ``faithful`` is where nothing differs.
    """

    kinds: NDArray[np.float32]
    ways: NDArray[np.float32]
    faithful: NDArray[np.bool_]

    @classmethod
    def between(cls, rows: Rows, paths: Sequence[Sequence[int]]) -> Slips:
        """Count what differs between each row and each of ``paths``.

        What the longest common subsequence leaves over but both have is moved; of the rest, what a Levenshtein path
        saves is replaced, and the others are added or missing.
        """
        sizes = np.empty_like(rows.lengths)
        sizes[rows.line] = rows.lengths
        kinds = np.zeros((4, len(sizes), len(paths)), dtype=np.float32)
        ways = np.zeros((len(sizes), len(paths)), dtype=np.float32)
        for at, path in enumerate(paths):
            common, both = rows.common(path), rows.shared(path)
            spare, lost = sizes - both, len(path) - both
            saved = sizes + len(path) - 2 * common - rows.levenshtein(path)
            replaced = np.clip(saved, 0, np.minimum(spare, lost))
            counted = np.stack([both - common, replaced, spare - replaced, lost - replaced])
            kinds[:, :, at] = counted
            ways[:, at] = _ways(counted, sizes, len(path), rows.symbols)
            _repeated(ways[:, at], sizes + len(path) - 2 * common, rows, path)
        return cls(kinds, ways, np.asarray(kinds.sum(axis=0) == 0))

    def take(self, columns: Sequence[int]) -> Slips:
        """The same for some of the paths."""
        at = list(columns)
        return Slips(self.kinds[:, :, at], self.ways[:, at], self.faithful[:, at])

    def beside(self, other: Slips) -> Slips:
        """These columns and those of ``other``, which has the same rows."""
        return Slips(
            np.concatenate([self.kinds, other.kinds], axis=2),
            np.concatenate([self.ways, other.ways], axis=1),
            np.concatenate([self.faithful, other.faithful], axis=1),
        )

    def log_probability(self, noise: Noise) -> Floats:
        """Log probability of each row if it follows each path (rows × columns)."""
        rates = np.asarray(noise.rates)
        none = np.log1p(-rates).sum()
        found = np.full(self.ways.shape, np.log(noise.share) + none - np.log(-np.expm1(none)))
        for kind, rate in zip(self.kinds, rates, strict=True):
            found += kind * np.float32(np.log(rate))
        found -= self.ways
        found[self.faithful] = np.log1p(-noise.share)
        return found

    def learn(self, weight: Floats, noise: Noise) -> Noise:
        """The noise that fits best when row r follows column c with ``weight[r, c]`` (EM; half a slip is added)."""
        slipped = np.where(self.faithful, 0.0, weight)
        many, whole = float(slipped.sum()), float(weight.sum())
        none = float(np.prod(1 - np.asarray(noise.rates)))
        unseen = many * none / (1 - none)  # as many would have had no slip, had they been allowed to
        counts = [float((kind * slipped).sum()) for kind in self.kinds]
        rates = [(count + 0.5) / (count + many + unseen + 1.5) for count in counts]
        return Noise((many + 0.5) / (whole + 1), (rates[0], rates[1], rates[2], rates[3]))


def _ways(counted: NDArray[np.int64], sizes: NDArray[np.int64], length: int, symbols: int) -> Floats:
    """Log number of results of so many slips of each kind on a path of this length."""
    moved, replaced, added, missing = counted.astype(np.float64)
    kept = sizes - added - replaced
    found = _choose(np.float64(length), missing) + _choose(sizes.astype(np.float64), added)
    found += _choose(np.maximum(length - missing, replaced), replaced) + (added + replaced) * np.log(symbols)
    found -= gammaln(moved + 1)
    for at in range(int(moved.max(initial=0))):
        found += np.where(moved > at, 2 * np.log(np.maximum(kept - 1 - at, 1)), 0.0)
    return np.asarray(found)


def _choose(n: Floats | np.float64, k: Floats) -> Floats:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(np.maximum(n - k, 0) + 1))


def _repeated(ways: NDArray[np.float32], apart: NDArray[np.int64], rows: Rows, path: Sequence[int]) -> None:
    """Take off what repeated events add: several slips that give one result."""
    if len(path) > _WIDEST:
        return
    mine = apart[rows.line]
    near = np.flatnonzero((mine > 0) & (mine <= _COUNTED) & (rows.lengths <= _WIDEST))
    if len(near):
        sizes = rows.lengths[near]
        ways[rows.line[near]] -= np.log(fits(rows.matrix[near, : sizes.max()], sizes, path, apart=_COUNTED)).astype(
            np.float32
        )
