"""Which keys were seen before, over a whole file, in sixteen bytes a key.

What lives here: Seen, and keys of ids. Not here: what an id is. Ids are told apart by Python's keyed 64-bit hash: among
ten million ids two different ones fall together with a chance of three in a million.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from outsidein.evidence.sources.coded import Coded, Rows

_RUN: Final = 1 << 21
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Claims:
    """Per row: whether its key is new (rows without a key always are), and the value of the first row that had it."""

    new: Mask
    value: Rows


def id_keys(ids: Coded) -> tuple[Rows, Mask]:
    """A key per row, and whether the row has an id at all; the empty text is none."""
    hashes = np.fromiter((hash(text) for text in ids.texts), np.int64, len(ids.texts))
    named = np.fromiter((bool(text) for text in ids.texts), bool, len(ids.texts))
    return hashes[ids.codes], named[ids.codes]


class Seen:
    """Keys with a value each: that of the row that had the key first.

    >>> seen, named = Seen(), np.array([True, True, True, False])
    >>> seen.claim(np.array([7, 8, 7, 0]), named, lambda new: np.arange(10, 10 + new.sum())).value.tolist()
    [10, 11, 10, 12]
    >>> seen.claim(np.array([8]), np.array([True]), lambda new: np.empty(0, np.int64)).value.tolist()
    [11]
    """

    def __init__(self) -> None:
        self._runs: list[tuple[Rows, Rows]] = []

    def claim(self, keys: Rows, named: Mask, values: Callable[[Mask], Rows]) -> Claims:
        """Look up some rows; ``values`` gives a value (not negative) for each new one, in order."""
        rows = np.flatnonzero(named)
        distinct, first, inverse = np.unique(keys[rows], return_index=True, return_inverse=True)
        known = self._find(distinct)
        fresh = known < 0
        new = ~named
        new[rows[first[fresh]]] = True
        value = np.empty(len(keys), np.int64)
        value[new] = values(new)
        known[fresh] = value[rows[first[fresh]]]
        value[rows] = known[inverse]
        self._add(distinct[fresh], known[fresh])
        return Claims(new, value)

    def _find(self, keys: Rows) -> Rows:
        values = np.full(len(keys), -1, np.int64)
        for held, known in self._runs:
            at = np.searchsorted(held, keys)
            at[at == len(held)] = 0
            hit = held[at] == keys
            values[hit] = known[at[hit]]
        return values

    def _add(self, keys: Rows, values: Rows) -> None:
        """Keep a few sorted runs, so that looking up stays quick, none so long that merging takes much memory."""
        if not len(keys):
            return
        run = keys, values
        while self._runs and len(self._runs[-1][0]) < 2 * len(run[0]) and len(self._runs[-1][0]) + len(run[0]) < _RUN:
            last = self._runs.pop()
            both = np.concatenate([last[0], run[0]])
            order = np.argsort(both, kind="stable")
            run = both[order], np.concatenate([last[1], run[1]])[order]
        self._runs.append(run)
