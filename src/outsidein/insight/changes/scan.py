"""Scan: every window of time × every series, each held against the days around it, corrected for all of them.

What lives here: the looks, their p-values, and which of them are beyond chance. Not here: what a series is (series),
what the found thing is called (describe).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from outsidein.ground.progress import Progress, nothing
from outsidein.insight.changes.series import Series
from outsidein.insight.changes.tails import rarer
from outsidein.insight.changes.tally import Floats, Ints
from outsidein.insight.phrases import say

AROUND: Final = 28
"""Periods on each side that a shorter window is held against."""
_LENGTHS: Final = (1, 2, 3, 4, 5, 7, 10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 320)
_STEPS: Final = (7, 14, 28, 56, 112, 224)
_GLANCE: Final = 3.0
"""Below so many standard errors no exact tail is needed: nothing there outlives the correction."""
_NORMAL: Final = 400
_EVEN: Final = 0.5
_AT_ONCE: Final = 400_000
_BINS: Final = np.arange(0.0, 200.25, 0.25)


@dataclass(frozen=True, slots=True)
class Windows:
    """W windows [start, stop) held against [left, right) without them; ``length`` is what spreads are read at."""

    start: Ints
    stop: Ints
    left: Ints
    right: Ints

    def __len__(self) -> int:
        return len(self.start)

    def some(self, at: slice) -> Windows:
        """Those of the slice."""
        return Windows(self.start[at], self.stop[at], self.left[at], self.right[at])


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen: ``looks`` that could have told anything; for each series its smallest ``p`` (not corrected).

    ``window`` is the window of that p, −1 where it is the trend.
    """

    looks: int
    p: Floats
    window: Ints


def windows_of(periods: int, unit: int = 1) -> Windows:
    """All windows of a log of so many periods: passing ones against both sides, breaks against what was before.

    Each is held against the days near it, which a slow drift does not disturb, and against all others, which are many.
    """
    near = max(4, AROUND // unit)
    found: list[tuple[int, int, int, int]] = []
    for length in (one for one in _LENGTHS if one <= periods // 2):
        reach = max(length, near)
        for start in range(0, periods - length + 1, max(1, length // 4)):
            stop = start + length
            found += [(start, stop, max(0, start - reach), min(periods, stop + reach)), (start, stop, 0, periods)]
    for length in (one for one in _STEPS if 2 * one <= periods):
        reach = max(length, near)
        for start in range(length, periods - length, max(1, length // 4)):
            stop = start + length
            found += [(start, stop, max(0, start - reach), stop), (start, periods, 0, periods)]
    table = np.array(sorted(set(found)), dtype=np.int64).reshape(-1, 4)
    return Windows(*table.T)


def look(series: Series, windows: Windows, *, alpha: float, looks: int = 0, progress: Progress = nothing) -> Looked:
    """The smallest p of each series over all windows and its trend, and how many looks could tell anything.

    A look whose expected hits, all fallen into its window (or all its misses), would still be no rarer than the
    corrected level cannot raise an alarm and is neither counted nor read (Tarone 1990, on totals that no window
    changes). ``looks`` repeats an earlier count, for a second look at a few series.
    """
    noise = dispersion(series)
    sums = [_running(one) for one in (series.n, series.hits, series.mean, series.square)]
    best = np.ones(series.n.shape[1])
    if not looks:
        reach = np.zeros(len(_BINS) - 1)
        for first, part in _parts(windows, series):
            progress(first / 3, len(windows), say("changes.doing.looking"))
            reach += np.histogram(np.minimum(_best_case(part, sums) / noise, _BINS[-1] - 0.1), _BINS)[0]
        looks = _tarone(reach, alpha, series.n.shape[1])
    least = -np.log(alpha / looks)
    window = np.full(len(best), -1, dtype=np.int64)
    for first, part in _parts(windows, series):
        progress(len(windows) / 3 + first * 2 / 3, len(windows), say("changes.doing.looking"))
        at, which = np.nonzero(_best_case(part, sums) / noise >= least)
        seen = np.ones((len(part), len(best)))
        seen[at, which] = _p_values(part, sums, at, which, series, noise)
        at = seen.argmin(axis=0)
        here = seen[at, np.arange(len(best))]
        window = np.where(here < best, first + at, window)
        best = np.minimum(best, here)
    trend = _trend(series, noise)
    return Looked(looks, np.minimum(best, trend), np.where(trend <= best, -1, window))


def _p_values(windows: Windows, sums: list[Floats], at: Ints, which: Ints, series: Series, noise: Floats) -> Floats:
    """p of the looks at windows ``at`` of the series ``which``: of the hits within, given all and one level for both.

    The odds shift x that solves n₁ A x/(1 − A + A x) + n₂ B x/(1 − B + B x) = hits, A and B being the expected shares
    within and around, is the positive root of a quadratic equation. Where expectations do not differ, that gives the
    hypergeometric mean; the variance is v₁ v₂/(v₁ + v₂), v being n f (1 − f), less where chances within a side differ.
    """
    start, stop, left, right = (one[at] for one in (windows.start, windows.stop, windows.left, windows.right))
    n, hits, mean, square = (one[stop, which] - one[start, which] for one in sums)
    all_n, all_hits, all_mean, all_square = (one[right, which] - one[left, which] for one in sums)
    others, around = all_n - n, all_mean - mean
    a, b = (np.clip(x / np.maximum(m, 1e-12), 1e-9, 1 - 1e-9) for x, m in ((mean, n), (around, others)))
    squared = a * b * (all_n - all_hits)
    linear = n * a * (1 - b) + others * b * (1 - a) - all_hits * (a + b - 2 * a * b)
    constant = all_hits * (1 - a) * (1 - b)
    root = np.sqrt(linear**2 + 4 * squared * constant)
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = np.where(linear > 0, 2 * constant / (linear + root), (root - linear) / (2 * squared))
        here, there = (one * shift / (1 - one + one * shift) for one in (a, b))
        own = n * here * (1 - here) * _uneven(n, mean, square)
        far = others * there * (1 - there) * _uneven(others, around, all_square - square)
        block = np.searchsorted([7, 28], (right - left) * series.unit)
        variance = own * far / (own + far) * series.spread[which, block] * noise[which]
        z = (hits - n * here) / np.sqrt(variance)
    p = np.ones(len(at))
    far_out = np.isfinite(z) & (np.abs(z) >= _GLANCE) & (variance > 0)
    p[far_out] = rarer(hits[far_out], n[far_out], (n * here)[far_out], variance[far_out])
    return p


def _uneven(n: Floats, mean: Floats, square: Floats) -> Floats:
    """By what chances that differ narrow a variance, kept from nearing nothing."""
    return np.asarray(np.clip((mean - square) / np.maximum(mean - mean**2 / np.maximum(n, 1e-12), 1e-12), _EVEN, 1))


def _best_case(windows: Windows, sums: list[Floats]) -> Floats:
    """−log of the smallest p that the expected number of hits could give, were they all on one side of the window."""
    n, mean = (sums[i][windows.stop] - sums[i][windows.start] for i in (0, 2))
    trials, total = (sums[i][windows.right] - sums[i][windows.left] for i in (0, 2))
    misses = trials - total
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = np.clip(mean / total, 1e-9, 1 - 1e-9)
        missed = np.clip((n - mean) / misses, 1e-9, 1 - 1e-9)
        few, rare = total <= n, misses <= n
        up = np.where(few, total, misses) * np.log(np.where(few, inside, 1 - missed))
        down = np.where(rare, misses, total) * np.log(np.where(rare, missed, 1 - inside))
    return np.where((n > 0) & (trials > n) & np.isfinite(up) & np.isfinite(down), -np.minimum(up, down), 0.0)


def dispersion(series: Series) -> Floats:
    """By how much days differ beyond chance (S,), from the differences of neighbouring days, so that no break counts.

    The median of the squared differences of standardised days, over that of a χ² with one degree of freedom, and about
    a standard error more, since the search picks the series that look calmest; 1 where days hold too little to tell.
    """
    variance = series.mean - series.square
    told = variance >= 2
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(told, (series.hits - series.mean) / np.sqrt(variance), np.nan)
    steps = np.diff(z, axis=0) ** 2 / 2
    enough = (~np.isnan(steps)).sum(axis=0) >= 20
    found = np.ones(series.n.shape[1])
    if enough.any():
        median = np.nanmedian(steps[:, enough], axis=0) / 0.4549364231195724
        found[enough] = median * (1 + 2 / np.sqrt((~np.isnan(steps[:, enough])).sum(axis=0)))
    return np.maximum(found, 1.0)


def _trend(series: Series, noise: Floats) -> Floats:
    """p of a straight trend in each series: Cochran and Armitage's test, given the expectations.

    1 where hits or misses are too few for a normal curve so far out; breaks against all days before see a trend, too.
    """
    from scipy.special import ndtr

    when = np.arange(series.periods, dtype=np.float64)[:, None]
    variance = np.maximum(series.mean - series.square, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = (variance * when).sum(axis=0) / variance.sum(axis=0)
        spread = (variance * (when - middle) ** 2).sum(axis=0) * noise * series.spread[:, 2]
        z = ((series.hits - series.mean) * (when - middle)).sum(axis=0) / np.sqrt(spread)
    rare = np.minimum(series.hits.sum(axis=0), (series.n - series.hits).sum(axis=0))
    return np.where(np.isfinite(z) & (rare >= _NORMAL), 2 * ndtr(-np.abs(z)), 1.0)


def _tarone(reach: Floats, alpha: float, series: int) -> int:
    """The smallest K such that no more than K looks could be rarer than alpha/K; the trends count, too."""
    above = np.append(np.cumsum(reach[::-1])[::-1], 0)
    low, high = 1, int(above[0]) + series
    while low < high:
        count = (low + high) // 2
        at = int(np.searchsorted(_BINS, -np.log(alpha / count), side="right")) - 1
        able = int(above[min(max(at, 0), len(above) - 1)]) + series
        low, high = (low, count) if able <= count else (count + 1, high)
    return max(low, 1)


def _running(values: Floats) -> Floats:
    return np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])


def _parts(windows: Windows, series: Series) -> Iterator[tuple[int, Windows]]:
    size = max(1, _AT_ONCE // max(1, series.n.shape[1]))
    for first in range(0, len(windows), size):
        yield first, windows.some(slice(first, first + size))
