"""Differences between two sides, one by one and corrected for how many were looked at: shares, means and medians.

What lives here: Contrast, its intervals and its tests. Not here: what is counted on each side (the rest of the room);
nothing here knows of journeys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import mean_and_variance, mover, newcombe, satterthwaite, t_mean, welch, z_value
from outsidein.measures.journeys.shares import SMALL, Shares
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

Key: TypeAlias = tuple[str, ...]
Counted: TypeAlias = tuple[Mapping[Key, int], int | Mapping[Key, int]]
"""How many by key, and out of how many: all out of the same, or each out of its own."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A figure in ``this`` and in ``against``, and ``change``, the first minus the second: shares 0–1, or seconds.

    ``p`` is of the test that they are the same; ``q`` is p after Benjamini and Hochberg over all that were looked at
    together: of those with q ≤ 0.05, one in twenty at most is expected to be chance.
    """

    key: Key
    this: Estimate
    against: Estimate
    change: Estimate
    p: float
    q: float


def contrasts(this: Counted, against: Counted, *, formula: str, level: float = 0.95) -> tuple[Contrast, ...]:
    """Counts by key, each with what it is out of, compared key by key with Newcombe's interval; the surest first.

    A key that one side lacks counts 0 there.

    >>> one, = contrasts(({("buy",): 56}, 70), ({("buy",): 48}, 80), formula="")
    >>> round(one.change.low, 4), round(one.change.high, 4)
    (0.0524, 0.3339)
    """
    import numpy as np

    keys = sorted({*this[0], *against[0]})
    if not keys:
        return ()
    x1, x2 = (np.array([side[0].get(key, 0) for key in keys]) for side in (this, against))
    n1, n2 = (np.array([_out_of(side, key) for key in keys]) for side in (this, against))
    low, high = newcombe(x1, n1, x2, n2, level=level)
    first, second = (Shares.of(x, n, formula=formula, level=level) for x, n in ((x1, n1), (x2, n2)))
    made = [(key, first[at], second[at]) for at, key in enumerate(keys)]
    return told(made, low, high, score_test(x1, n1, x2, n2), method="Newcombe", formula=formula, few=SMALL, level=level)


def medians(
    this: Mapping[Key, Estimate], against: Mapping[Key, Estimate], *, formula: str, few: int, level: float = 0.95
) -> tuple[Contrast, ...]:
    """Medians by key held against each other, of keys that both sides know.

    The interval of the difference is recovered from those of the two medians, which rest on ranks alone (MOVER; Zou and
    Donner 2008), so it holds for waiting times of whatever shape; p is the one of that interval (Altman and Bland
    2011): below 0.05 exactly where a 95 % interval leaves nothing out but 0.

    >>> one, other = (Estimate(m, m - 10, m + 10, 99, "order statistics", unit="s") for m in (60.0, 40.0))
    >>> found, = medians({("paid",): one}, {("paid",): other}, formula="", few=10)
    >>> found.change.value, round(found.change.low, 2), found.p < 0.05
    (20.0, 5.86, True)
    """
    import numpy as np

    keys = sorted(key for key in {*this, *against} if key in this and key in against)
    if not keys:
        return ()
    first, second = ([side[key] for key in keys] for side in (this, against))
    m1, l1, u1 = (np.array([getattr(one, end) for one in first]) for end in ("value", "low", "high"))
    m2, l2, u2 = (np.array([getattr(one, end) for one in second]) for end in ("value", "low", "high"))
    low, high = mover(m1, (l1, u1), m2, (l2, u2))
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = m1 - m2
        reach = np.where(apart > 0, apart - low, high - apart)
        p = _two_sided(np.where(apart == 0, 0.0, apart / (reach / z_value(level))))
    method = say("method.mover-of-medians")
    made = list(zip(keys, first, second, strict=True))
    return told(made, low, high, p, method=method, formula=formula, few=few, level=level)


@dataclass(frozen=True, slots=True)
class Summed:
    """``n`` observations with their sum and the sum of their squares."""

    n: int
    total: float
    squares: float

    def mean(self, *, formula: str, about: str, level: float = 0.95) -> Estimate:
        """Their mean with Student's t interval."""
        if not self.n:
            return Estimate.nothing()
        value = self.total / self.n
        low, high = t_mean(self.n, self.total, self.squares, level=level)
        return Estimate(
            value, min(float(low), value), max(float(high), value), self.n, say("method.t"),
            cites=(Cite(formula=formula, filter=about),), small=self.n < SMALL, level=level,
        )  # fmt: skip


def means(
    this: Mapping[Key, Summed], against: Mapping[Key, Summed], *, formula: str, about: tuple[str, str] = ("", ""),
    level: float = 0.95,
) -> tuple[Contrast, ...]:  # fmt: skip
    """Means by key held against each other with Welch's interval and test, of keys that both sides know.

    >>> found, = means({("days",): Summed(4, 10, 30)}, {("days",): Summed(4, 18, 86)}, formula="")
    >>> found.change.value, round(found.p, 4)
    (-2.0, 0.071)
    """
    import numpy as np
    from scipy.special import stdtr

    keys = sorted(key for key in {*this, *against} if key in this and key in against)
    if not keys:
        return ()
    n1, n2 = (np.array([side[key].n for key in keys], dtype=np.float64) for side in (this, against))
    (m1, v1), (m2, v2) = (
        mean_and_variance(n, [side[key].total for key in keys], [side[key].squares for key in keys])
        for n, side in ((n1, this), (n2, against))
    )
    low, high = welch(m1, v1, n1, m2, v2, n2, level=level)
    with np.errstate(divide="ignore", invalid="ignore"):
        e1, e2 = v1 / n1, v2 / n2
        t = np.where(m1 == m2, 0.0, (m1 - m2) / np.sqrt(e1 + e2))
        p = 2 * stdtr(satterthwaite(e1, n1 - 1, e2, n2 - 1), -np.abs(t))
    made = [
        (
            key,
            this[key].mean(formula=formula, about=about[0], level=level),
            against[key].mean(formula=formula, about=about[1], level=level),
        )
        for key in keys
    ]
    return told(made, low, high, p, method=say("method.welch"), formula=formula, few=SMALL, level=level)


def told(
    sides: Sequence[tuple[Key, Estimate, Estimate]], low: ArrayLike, high: ArrayLike, p: ArrayLike, *, method: str,
    formula: str, few: int, level: float,
) -> tuple[Contrast, ...]:  # fmt: skip
    """A Contrast for each pair of estimates with the ends of its difference, corrected together; the surest first.

    A pair of which a side is unknown is no look: it corrects nothing, and has no difference.
    """
    import numpy as np

    known = np.array([one.known and other.known for _, one, other in sides], dtype=bool)
    ends = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    chance = np.where(np.isnan(np.asarray(p, dtype=np.float64)), 1.0, p)
    q = np.ones(len(sides))
    q[known] = adjusted(chance[known])
    cites = (Cite(formula=formula),)
    made = []
    for at in np.lexsort((np.arange(len(sides)), chance, q)):
        key, one, other = sides[at]
        change = Estimate.nothing(unit=one.unit)
        if known[at]:
            value = one.value - other.value
            change = Estimate(
                value, float(min(ends[0][at], value)), float(max(ends[1][at], value)), one.n + other.n, method,
                unit=one.unit, cites=cites, small=min(_minds(one), _minds(other)) < few, level=level,
            )  # fmt: skip
        made.append(Contrast(key, one, other, change, float(chance[at]) if known[at] else 1.0, float(q[at])))
    return tuple(made)


def together(*found: Sequence[Contrast]) -> tuple[tuple[Contrast, ...], ...]:
    """The same contrasts, corrected as one family: for answers that are shown side by side.

    >>> alone = contrasts(({("a",): 56}, 70), ({("a",): 48}, 80), formula="")
    >>> (first,), _ = together(alone, contrasts(({("b",): 5}, 70), ({("b",): 5}, 80), formula=""))
    >>> round(alone[0].q, 4), round(first.q, 4)
    (0.008, 0.0161)
    """
    from dataclasses import replace

    flat = [one for part in found for one in part]
    looked = [at for at, one in enumerate(flat) if one.change.known]
    for at, q in zip(looked, adjusted([flat[at].p for at in looked]), strict=True):
        flat[at] = replace(flat[at], q=float(q))
    left = iter(flat)
    return tuple(tuple(next(left) for _ in part) for part in found)


def score_test(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> NDArray[np.float64]:
    """Two-sided p of two shares being the same: the score test with their pooled share; 1 where nothing differs.

    >>> round(float(score_test(56, 70, 48, 80)), 4)
    0.008
    """
    import numpy as np

    a, m, b, n = (np.asarray(part, dtype=np.float64) for part in (x1, n1, x2, n2))
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (a + b) / (m + n)
        z = (a / m - b / n) / np.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n))
    return _two_sided(z)


def adjusted(p: ArrayLike) -> NDArray[np.float64]:
    """q-values of Benjamini and Hochberg (1995).

    >>> adjusted([0.01, 0.02, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.04, 0.04, 0.5]
    """
    import numpy as np

    given = np.asarray(p, dtype=np.float64)
    order = np.argsort(given)
    ranked = given[order] * len(given) / np.arange(1, len(given) + 1)
    falling = np.minimum.accumulate(ranked[::-1])[::-1]
    q = np.empty_like(given)
    q[order] = np.minimum(falling, 1.0)
    return q


def _out_of(side: Counted, key: Key) -> int:
    n = side[1]
    return n if isinstance(n, int) else n.get(key, 0)


def _minds(one: Estimate) -> int:
    """How many independent ones stand behind an estimate."""
    return one.people or one.n


def _two_sided(z: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np
    from scipy.special import ndtr

    return np.where(np.isnan(z), 1.0, 2 * ndtr(-np.abs(z)))
