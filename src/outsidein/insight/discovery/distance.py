"""How far paths are apart: exact edit distances of many paths to one, by bit-parallel algorithms.

What lives here: Levenshtein distance, longest common subsequence, the number of ways in which it fits. Not here: what a
distance is worth (slips). A path to be compared with has at most LONGEST events, since its columns are bits of a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

LONGEST: Final = 64
_ONE: Final = np.uint64(1)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Paths packed for comparison, longest first: ``matrix`` of codes (rows × longest path, 0 after the end).

    ``line`` gives the row of the original order; ``symbols`` is the greatest code.
    """

    matrix: NDArray[np.int32]
    lengths: Ints
    line: Ints
    symbols: int

    @classmethod
    def of(cls, paths: Sequence[Sequence[int]], *, symbols: int) -> Rows:
        """Pack ``paths``, whose codes run from 1 to ``symbols``."""
        sizes = np.array([len(one) for one in paths], dtype=np.int64)
        line = np.argsort(-sizes, kind="stable")
        sizes = sizes[line]
        matrix = np.zeros((len(paths), int(sizes[0]) if len(sizes) else 0), dtype=np.int32)
        for row, at in enumerate(line.tolist()):
            matrix[row, : sizes[row]] = paths[at]
        return cls(matrix, sizes, line, symbols)

    def levenshtein(self, path: Sequence[int]) -> Ints:
        """The fewest insertions, deletions and replacements from each row to ``path`` (Myers 1999, by columns).

        >>> Rows.of([(1, 2, 3), (1, 3)], symbols=3).levenshtein((1, 2, 3)).tolist()
        [0, 1]
        """
        bits, full, top = self._bits(path)
        plus = np.full(len(self.lengths), full, dtype=np.uint64)
        minus = np.zeros(len(self.lengths), dtype=np.uint64)
        score = np.full(len(self.lengths), len(path), dtype=np.int64)
        for at in range(self.matrix.shape[1]):
            live = self._live(at)
            same, up, down = bits[self.matrix[:live, at]], plus[:live], minus[:live]
            vertical = same | down
            across = (((same & up) + up) ^ up) | same
            more, less = down | ~(across | up), up & across
            score[:live] += (more & top) != 0
            score[:live] -= (less & top) != 0
            more, less = (more << _ONE) | _ONE, less << _ONE
            plus[:live], minus[:live] = less | ~(vertical | more), more & vertical
        return self._back(score)

    def common(self, path: Sequence[int]) -> Ints:
        """The length of the longest common subsequence of each row and ``path`` (Crochemore et al. 2001).

        >>> Rows.of([(1, 2, 3), (3, 1)], symbols=3).common((1, 2, 3)).tolist()
        [3, 1]
        """
        bits, full, _ = self._bits(path)
        free = np.full(len(self.lengths), full, dtype=np.uint64)
        for at in range(self.matrix.shape[1]):
            live = self._live(at)
            same, now = bits[self.matrix[:live, at]], free[:live]
            free[:live] = (now + (now & same)) | (now & ~same)
        return self._back(len(path) - np.bitwise_count(free & full).astype(np.int64))

    def shared(self, path: Sequence[int]) -> Ints:
        """How many events each row and ``path`` have in common whatever their order (of repeated ones, the fewer)."""
        found = np.zeros(len(self.lengths), dtype=np.int64)
        for code in set(path):
            found += np.minimum((self.matrix == code).sum(axis=1), list(path).count(code))
        return self._back(found)

    def _bits(self, path: Sequence[int]) -> tuple[NDArray[np.uint64], np.uint64, np.uint64]:
        if not 0 < len(path) <= LONGEST:
            raise ValueError(f"a path to compare with has 1 to {LONGEST} events, not {len(path)}")
        bits = np.zeros(self.symbols + 1, dtype=np.uint64)
        for at, code in enumerate(path):
            bits[code] |= np.uint64(1 << at)
        return bits, np.uint64((1 << len(path)) - 1), np.uint64(1 << (len(path) - 1))

    def _live(self, at: int) -> int:
        """How many rows (the first ones) have an event at this place."""
        return int(np.searchsorted(-self.lengths, -at, side="left"))

    def _back(self, values: Ints) -> Ints:
        """From longest first to the order in which the rows were given."""
        found = np.empty_like(values)
        found[self.line] = values
        return found


def fits(rows: NDArray[np.int32], lengths: Ints, path: Sequence[int], *, apart: int) -> NDArray[np.float64]:
    """In how many ways the longest common subsequence of each row (rows × longest, 0 after the end) fits ``path``.

    A way is a set of pairs of places. ``B A A`` loses an ``A`` in two ways, so ``B A`` is twice as likely as it seems.
    No row may be more than ``apart`` insertions and deletions from the path: only that band is looked at.

    >>> fits(np.array([[2, 1]], dtype=np.int32), np.array([2]), (2, 1, 1), apart=1).tolist()
    [2.0]
    """
    width, many = rows.shape[1], len(rows)
    columns = np.ascontiguousarray(rows.T)
    best = np.full((width + 2, many), -9, dtype=np.int16)
    ways = np.zeros((width + 2, many))
    best[: apart + 1], ways[: apart + 1] = 0, 1.0
    for at, code in enumerate(path, start=1):
        before, before_ways = best, ways
        best, ways = np.full_like(before, -9), np.zeros_like(before_ways)
        if at <= apart:
            best[0], ways[0] = 0, 1.0
        for place in range(max(1, at - apart), min(width, at + apart) + 1):
            same = columns[place - 1] == code
            up, left, corner = before[place], best[place - 1], before[place - 1]
            top = np.maximum(np.maximum(up, left), corner + same)
            by_up, by_left = up == top, left == top
            found = before_ways[place] * by_up + ways[place - 1] * by_left
            found += before_ways[place - 1] * (
                (same & (corner + 1 == top)) - (by_up & by_left & (corner == top)).astype(np.int8)
            )
            best[place], ways[place] = top, found
    return np.maximum(ways[lengths, np.arange(many)], 1.0)
