"""Repeats: whether the same event several times in a row is one visit or several, decided by what describes it better.

What lives here: merging repeats, how often events repeat, and the choice between the two readings. Not here: loops over
other events (steps). Both readings are codes for the same log, so their lengths can be compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.insight.discovery.mixture import Field
from outsidein.insight.discovery.search import candidates, search
from outsidein.insight.discovery.walks import Walks

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LOOKED_AT: Final = 300
_CANDIDATES: Final = 25
_SELDOM: Final = 0.05
_MOST: Final = 8


def merged(path: Sequence[int]) -> tuple[int, ...]:
    """The path with repeats in a row merged.

    >>> merged((1, 2, 2, 2, 1))
    (1, 2, 1)
    """
    return tuple(code for code, _ in groupby(path))


def merge(walks: Walks) -> Walks:
    """The walks with repeats merged in every journey."""
    paths = [merged(path) for path in walks.variants]
    return Walks.counted(walks.names, paths, walks.counts, contexts=walks.contexts, waits=walks.waits)


def runs(walks: Walks) -> dict[int, Counter[int]]:
    """For every code how often it stood so many times in a row."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for path, count in zip(walks.variants, walks.counts.tolist(), strict=True):
        for code, run in groupby(path):
            found[code][sum(1 for _ in run)] += count
    return dict(found)


def better_merged(walks: Walks) -> bool:
    """Whether the log is told shorter with repeats merged, their numbers written down apart.

    It must save what two representatives take, since a fixed number of repeats may well be part of a journey. Looked at
    are the most frequent variants. Where hardly any journey repeats, nothing is merged.
    """
    top = replace(
        walks.together(),
        variants=walks.together().variants[:_LOOKED_AT],
        counts=walks.together().counts[:_LOOKED_AT],
    )
    told = runs(top)
    if sum(times for counts in told.values() for size, times in counts.items() if size > 1) < _SELDOM * top.n:
        return False
    apart = sum(_nats(counts) for counts in told.values())
    kept, one = _length(top)
    return _length(merge(top))[0] + apart < kept - 2 * one


def _nats(counts: Counter[int]) -> float:
    """Nats to write down the lengths of runs: their entropy, and what their distribution takes."""
    if set(counts) == {1}:
        return 0.0
    sizes: NDArray[np.float64] = np.array(list(counts.values()), dtype=np.float64)
    n = sizes.sum()
    return float(-(sizes * np.log(sizes / n)).sum() + 0.5 * len(sizes) * np.log(n))


def _length(walks: Walks) -> tuple[float, float]:
    """The description length of the walks, and what one representative takes of it."""
    paths = candidates(walks.variants, most=_CANDIDATES)
    if not paths:
        return float("inf"), 0.0
    counts = walks.counts.astype(np.float64)
    field = Field.of(walks.variants, counts, np.arange(len(counts)), paths, symbols=len(walks.names))
    found = search(field, least_share=0.02, most=_MOST).fit
    return found.length, float(field.costs.mean())
