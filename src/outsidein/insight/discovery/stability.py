"""Stability: whether as many journeys drawn again give the same representatives.

What lives here: Resampled, and drawing. Not here: the coverage of other journeys (representatives).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from outsidein.insight.discovery.found import Discovery
from outsidein.insight.discovery.representatives import Repeats, discover
from outsidein.insight.discovery.walks import Walks
from outsidein.insight.phrases import say
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import t_mean


@dataclass(frozen=True, slots=True)
class Resampled:
    """What came of drawing again, over the draws, with t intervals; 1 is the same.

    ``alike`` is the mean Jaccard similarity of the representatives with those of the whole, ``weighed`` the same with
    each counted by its share (Σ min ÷ Σ max), ``steps`` the mean Jaccard similarity of the events that make the steps
    of the map. ``numbers`` tells how often there were how many representatives.
    """

    alike: Estimate
    weighed: Estimate
    steps: Estimate
    numbers: tuple[tuple[int, int], ...]


def resample(
    walks: Walks, *, times: int, seed: int, least_share: float = 0.02, most: int = 15, repeats: Repeats = "auto"
) -> Resampled:
    """Discover in ``times`` bootstrap samples of as many journeys and compare with the whole."""
    generator = np.random.default_rng(seed)
    whole = discover(walks, least_share=least_share, most=most, repeats=repeats, seed=seed)
    said: Repeats = "merge" if whole.merged else "keep"
    paths, shares, steps = _told(whole)
    alike, weighed, same = [], [], []
    numbers = Counter[int]()
    for _ in range(times):
        counts = generator.multinomial(walks.n, walks.counts / walks.n).astype(np.int64)
        drawn = Walks.counted(walks.names, walks.variants, counts)
        again = discover(drawn, least_share=least_share, most=most, repeats=said, seed=seed)
        other, of_other, other_steps = _told(again)
        both = paths | other
        alike.append(1 - jaccard_distance(paths, other))
        least = sum(min(shares.get(one, 0), of_other.get(one, 0)) for one in both)
        greatest = sum(max(shares.get(one, 0), of_other.get(one, 0)) for one in both)
        weighed.append(least / greatest if greatest else 1.0)
        same.append(1 - jaccard_distance(steps, other_steps))
        numbers[again.k] += 1
    return Resampled(
        _mean(alike, "alike"), _mean(weighed, "weighed"), _mean(same, "same-steps"), tuple(sorted(numbers.items()))
    )


def _told(found: Discovery) -> tuple[set[tuple[str, ...]], dict[tuple[str, ...], float], set[tuple[str, ...]]]:
    shares = {one.path: one.share.value for one in found.representatives}
    return set(shares), shares, {(event,) for step in found.steps for event in step.events}


def _mean(values: list[float], of: str) -> Estimate:
    bounds = t_mean(len(values), sum(values), sum(value * value for value in values))
    mean = sum(values) / len(values)
    cites = (Cite(say(f"discovery.formula.{of}")),)
    low, high = max(0.0, float(bounds[0])), min(1.0, float(bounds[1]))
    return Estimate(mean, min(mean, low), max(mean, high), len(values), "t", measure=f"journeys-{of}", cites=cites)


def jaccard_distance(one: Iterable[tuple[str, ...]], other: Iterable[tuple[str, ...]]) -> float:
    """1 − |A ∩ B| / |A ∪ B| of two sets of journeys; two empty ones are the same.

    >>> jaccard_distance([("a", "b"), ("c",)], [("a", "b")])
    0.5
    """
    first, second = set(one), set(other)
    both = first | second
    return 1 - len(first & second) / len(both) if both else 0.0
