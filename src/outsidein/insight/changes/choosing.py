"""Choosing: which events, values and steps a log is watched at, from counts alone, so that every engine chooses alike.

What lives here: the rules, in whole numbers wherever an engine could round another way. Not here: counting, in memory
(counting) or on an engine (there).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from outsidein.insight.changes.tally import Ints

DAY: Final = 86_400_000_000
"""Microseconds."""
MOST_EVENTS: Final = 200
"""Events that are watched: those that most walks met."""
MOST_VALUES: Final = 12
"""Values of a segment that are looked at on their own; the rest count in the whole only."""
FEWEST: Final = 20
"""Walks that must have met both ends of a step before it is watched."""
FINE: Final = 1024
"""Parts of one that residuals are counted in: whole numbers add up to the same sum in any order."""


def commonest(counts: Sequence[int], most: int) -> list[int]:
    """The places of the ``most`` largest counts, largest first; of equal ones the earlier; none that is 0.

    >>> commonest([3, 0, 9, 3], 3)
    [2, 0, 3]
    """
    ranked = sorted((-count, at) for at, count in enumerate(counts) if count > 0)
    return [at for _, at in ranked[:most]]


def beyond_chance(
    met: Mapping[int, int], together: Mapping[tuple[int, int], tuple[int, int]], walks: int, most: int
) -> list[tuple[int, int]]:
    """The steps to watch: pairs of events that walks meet together more often than chance, the clearest first.

    ``met`` counts the walks that met each event, ``together`` (of a < b) those that met both and those of them that met
    a first. Of two events the one that mostly comes first leads to the other.
    """
    ranked: list[tuple[float, int, int]] = []
    for (a, b), (both, forward) in together.items():
        expected = met[a] * met[b] / walks
        if both < FEWEST or both <= expected:
            continue
        one, other = (a, b) if 2 * forward > both else (b, a)
        ranked.append(((both - expected) / float(np.sqrt(expected * (1 - met[other] / walks) + 1)), one, other))
    return [(one, other) for _, one, other in sorted(ranked, reverse=True)[:most]]


def horizon_of(days: Mapping[int, int]) -> int:
    """The days within which 95 % of the waiting is over; ``days`` counts waits by their whole days.

    >>> horizon_of({0: 94, 3: 5, 40: 1})
    3
    """
    left = -(-sum(days.values()) * 95 // 100)
    for day in sorted(days):
        left -= days[day]
        if left <= 0:
            return day
    return 0


def middle_of(n: int) -> int:
    """The place, from 1, of the median among ``n`` ordered times: the lower of two."""
    return (n + 1) // 2


def rounded(hits: Ints, trials: Ints) -> Ints:
    """hits / trials in parts of FINE; 0 where there are no trials."""
    return np.asarray((2 * FINE * hits + trials) // np.maximum(2 * trials, 1))
