"""Which row of the file a parsed row is, when some were left out before the parser and some skipped by it.

What lives here: counting. Not here: why a row was left out (delimited).
"""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
import pyarrow as pa


class Numbering:
    """Numbers of rows, the first one fed to the parser being ``first``.

    >>> numbers = Numbering(2)
    >>> numbers.invalid(3)
    >>> numbers.take(3).to_pylist(), numbers.given
    ([2, 3, 5], 4)
    """

    def __init__(self, first: int) -> None:
        self.first = first
        self.given = 0
        """How far rows have been given out or passed over, counted from 1 at ``first`` as the parser does."""
        self._invalid: list[int] = []
        self._settled = 0
        self._shifts: list[int] = []

    def leave_out(self, row: int) -> None:
        """The parser does not get to see this row; to be said in ascending order."""
        self._shifts.append(row - self.first + 1 - len(self._shifts))

    def invalid(self, number: int) -> None:
        """The parser skips its own row ``number``; to be said in ascending order, before later rows are taken."""
        self._invalid.append(number)

    def absolute(self, number: int) -> int:
        """The row of the file for the parser's row ``number``."""
        return self.first + number - 1 + bisect_right(self._shifts, number)

    def take(self, count: int) -> pa.Int64Array:
        """The rows of the file for the next ``count`` rows that the parser gives."""
        parts = []
        while count:
            left = self._settled < len(self._invalid)
            gap = self._invalid[self._settled] - self.given - 1 if left else count
            if gap == 0:
                self._settled += 1
                self.given += 1
                continue
            run = min(count, gap)
            parts.append(np.arange(self.given + 1, self.given + 1 + run, dtype=np.int64))
            self.given += run
            count -= run
        numbers = np.concatenate(parts) if parts else np.empty(0, np.int64)
        if self._shifts:
            numbers += np.searchsorted(np.array(self._shifts, np.int64), numbers, side="right")
        return pa.array(numbers + (self.first - 1))
