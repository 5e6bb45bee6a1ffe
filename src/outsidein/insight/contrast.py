"""Contrasts: how far each place of a journey lies from the others, as the same people rated them, and how sure that is.

What lives here: pure NumPy on sums over respondents (p places): the fit that allows for who rated what, standard
errors, the test against a smallest effect that matters, the correction for many looks. Not here: where the sums come
from (rated) and what is made of them (hotspots).

The model is rating = person + place + error. Its least-squares fit compares only ratings of the same person, and where
everybody rated everything it is the plain paired difference. Errors of one person may hang together in any way: the
standard errors are clustered.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from outsidein.measures.estimate import Cite, Estimate

Floats = NDArray[np.float64]

FAR: Final = 2.5
"""Median absolute deviations beyond which a place is no part of the rest that others are held against."""

ENOUGH: Final = 30
"""Respondents from which on a place may stand for the rest of the journey."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Levels of p places relative to their group, from ratings of the same people.

    ``levels`` (p,) are centred within each ``group`` (p,): places that a chain of shared respondents connects. Levels
    of different groups cannot be compared. ``inverse`` (p, p) turns sums of scores into levels.
    """

    levels: Floats
    inverse: Floats
    group: NDArray[np.int64]


def fit(count: Floats, shared: Floats, above: Floats) -> Fit:
    """Fit levels from sums over respondents, where K is how many places a respondent rated.

    ``count`` (p,) who rated the place; ``shared`` (p, p) the sum of 1/K over those who rated both; ``above`` (p,) the
    sum of rating minus the respondent's own mean.
    """
    normal = np.diag(count) - shared
    inverse = np.asarray(np.linalg.pinv(normal, rcond=1e-12, hermitian=True), dtype=np.float64)
    group = _groups(shared)
    levels = inverse @ above
    for label in np.unique(group):
        inside = group == label
        levels[inside] -= levels[inside].mean()
    return Fit(levels, inverse, group)


def _groups(shared: Floats) -> NDArray[np.int64]:
    """The label of the connected group of each place: the smallest index in it."""
    label = np.arange(len(shared))
    for place in range(len(shared)):
        reached = {place}
        edge = [place] if label[place] == place else []
        while edge:
            near = np.flatnonzero(shared[edge.pop()] > 0).tolist()
            edge += [other for other in near if other not in reached]
            reached.update(near)
        label[sorted(reached)] = label[place]
    return label.astype(np.int64)


def typical(levels: Floats, places: Sequence[int]) -> list[int]:
    """Those of ``places`` that do not themselves lie far off: within FAR median deviations of their median level.

    A few terrible places should not make all others look bright. Two or fewer places stay as they are.

    >>> typical(np.array([5.0, 1.0, 6.0, 5.5, 9.0, 5.2]), [0, 1, 2, 3, 4, 5])
    [0, 2, 3, 5]
    """
    if len(places) <= 2:
        return list(places)
    held = levels[list(places)]
    off = np.abs(held - np.median(held))
    far = FAR * float(np.median(off)) + 1e-9
    return [place for place, one in zip(places, off.tolist(), strict=True) if one <= far]


def weights(place: int, rest: Sequence[int], size: int) -> Floats:
    """The contrast of one place with the mean of ``rest``: (size,), sums to zero."""
    contrast = np.zeros(size)
    contrast[list(rest)] = -1 / len(rest)
    contrast[place] += 1
    return contrast


def spread(fitted: Fit, contrast: Floats, meat: Floats, clusters: int) -> float:
    """The standard error of a contrast of fitted levels.

    ``meat`` (p, p) is the sum over independent people (customers where they repeat, else respondents) of the outer
    product of their scores; ``clusters`` how many people rated the place. NaN where fewer than two did.
    """
    if clusters < 2:
        return math.nan
    gain = fitted.inverse @ contrast
    return math.sqrt(max(float(gain @ meat @ gain), 0.0) * clusters / (clusters - 1))


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference with its standard error and degrees of freedom, between ``n`` people and those held against."""

    value: float
    error: float
    freedom: float
    n: int

    @property
    def usable(self) -> bool:
        """Whether there is a difference and an uncertainty at all."""
        return all(map(math.isfinite, (self.value, self.error, self.freedom))) and self.freedom > 0


def welch(own: tuple[float, float, int], rest: Sequence[tuple[float, float, int]]) -> Difference:
    """One mean minus the plain mean of others, different people in each: triples of mean, squared error of it, and n.

    Degrees of freedom by Welch and Satterthwaite.
    """
    share = 1 / len(rest)
    parts = [(own[1], own[2]), *((error * share**2, n) for _, error, n in rest)]
    total = sum(part for part, _ in parts)
    below = sum(part**2 / (n - 1) for part, n in parts if n > 1)
    alone = any(n < 2 for _, n in parts)
    value = own[0] - share * sum(mean for mean, _, _ in rest)
    freedom = total**2 / below if below > 0 and not alone else math.nan
    return Difference(value, math.nan if alone else math.sqrt(total), freedom, own[2])


def surpasses(difference: Difference, smallest: float) -> float:
    """p-value of the null that the difference is at most ``smallest`` either way (a minimum-effect test).

    Both tails count: the chance to be as far from zero as was found, were the true difference exactly ``smallest``.
    With ``smallest`` 0 it is the two-sided t test.

    >>> round(surpasses(Difference(1.0, 0.5, 1e9, 50), 0.0), 4)
    0.0455
    """
    from scipy.special import stdtr

    if not difference.usable:
        return 1.0
    far, error = abs(difference.value), difference.error
    if error == 0:  # everybody said the same
        return 0.0 if far > smallest else 1.0
    tails = stdtr(difference.freedom, [-(far - smallest) / error, -(far + smallest) / error])
    return min(float(tails.sum()), 1.0)


def interval(difference: Difference, *, level: float, method: str, unit: str, cite: Cite) -> Estimate:
    """The difference as an Estimate with its t interval."""
    from scipy.special import stdtrit

    if not difference.usable:
        return Estimate.nothing(unit=unit)
    half = float(stdtrit(difference.freedom, (1 + level) / 2)) * difference.error
    value = difference.value
    small = difference.n < ENOUGH
    return Estimate(
        value, value - half, value + half, difference.n, method, unit=unit, cites=(cite,), small=small, level=level
    )


def many(p: Sequence[float]) -> list[float]:
    """q-values of Benjamini and Hochberg (1995) for all p-values that were looked at.

    >>> [round(q, 3) for q in many([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.053, 0.053, 0.5]
    """
    if not p:
        return []
    given = np.asarray(p, dtype=np.float64)
    order = np.argsort(-given)
    ranks = np.arange(len(given), 0, -1)
    q = np.empty(len(given))
    q[order] = np.minimum.accumulate(given[order] * len(given) / ranks).clip(max=1.0)
    return q.tolist()
