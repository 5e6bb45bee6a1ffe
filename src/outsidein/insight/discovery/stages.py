"""Stages: the order of steps cut where journeys cross least.

What lives here: the best cut into stretches by modularity (Newman and Girvan 2004), found exactly, since stages are
neighbours. Not here: what a stage is called (draft).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.insight.discovery.found import FoundStage

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEWEST, _MOST = 2, 6
_SMALL: Final = 3
"""Fewer steps than this are one stage."""


def cut_stages(ways: NDArray[np.float64]) -> tuple[FoundStage, ...]:
    """Cut steps 0 … s − 1 into 2 to 6 stages of greatest modularity; ``ways[a, b]`` counts passages from a to b.

    A stage of several steps is preferred where it costs nothing. Time O(s³).

    >>> ways = np.zeros((4, 4)); ways[0, 1] = ways[2, 3] = 9; ways[1, 2] = 1
    >>> [(one.first, one.last) for one in cut_stages(ways)]
    [(0, 1), (2, 3)]
    """
    size = len(ways)
    if size < _SMALL:
        return (FoundStage(0, size - 1),) if size else ()
    flow = ways + ways.T
    whole = flow.sum() or 1.0
    degree = flow.sum(axis=1) / whole
    worth = np.zeros((size, size))
    for first in range(size):
        for last in range(first, size):
            inside = slice(first, last + 1)
            worth[first, last] = flow[inside, inside].sum() / whole - degree[inside].sum() ** 2
    most = min(_MOST, max(_FEWEST, (size + 1) // 2))
    best = np.full((most + 1, size + 1), -np.inf)
    best[0, 0] = 0.0
    back = np.zeros((most + 1, size + 1), dtype=np.int64)
    for stages in range(1, most + 1):
        for end in range(1, size + 1):
            options = best[stages - 1, :end] + worth[:end, end - 1]
            back[stages, end] = int(np.argmax(options))
            best[stages, end] = options[back[stages, end]]
    stages = _FEWEST + int(np.argmax(np.round(best[_FEWEST : most + 1, size], 12)))
    found: list[FoundStage] = []
    end = size
    for left in range(stages, 0, -1):
        first = int(back[left, end])
        found.append(FoundStage(first, end - 1))
        end = first
    return tuple(reversed(found))
