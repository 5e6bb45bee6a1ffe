"""Intervals in closed form, over any number of groups at once.

What lives here: Wilson, adjusted Wald for the Net Promoter Score, Student's t, and the intervals of differences. Shares
run from 0 to 1 and net scores from −1 to 1. Not here: what is counted (measure, scan) or shown (compute, compare).
Every function takes numbers or arrays that broadcast, gives ``(low, high)`` as float64 arrays of their common shape,
and NaN where nothing was observed. ``level`` is the confidence level, 0.95 unless said otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Bounds: TypeAlias = tuple[Floats, Floats]


def z_value(level: float = 0.95) -> float:
    """The two-sided standard normal quantile.

    >>> z_value(0.95)
    1.959963984540054
    """
    from scipy.special import ndtri

    return -float(ndtri(_tail(level)))


def t_value(df: ArrayLike, level: float = 0.95) -> Floats:
    """The two-sided quantile of Student's t with ``df`` degrees of freedom; infinite where ``df`` is not positive.

    >>> round(float(t_value(9)), 6)
    2.262157
    """
    import numpy as np
    from scipy.special import stdtrit

    df = np.asarray(df, dtype=np.float64)
    known = df > 0
    found = -stdtrit(np.where(known, df, 1.0), _tail(level))
    return np.where(known, found, np.inf)


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, and {level} does not")
    return (1 - level) / 2


def wilson(successes: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> Bounds:
    """Wilson's score interval of a share (Wilson 1927), without continuity correction; ``n`` may be fractional.

    >>> low, high = wilson(8, 10)
    >>> round(float(low), 6), round(float(high), 6)
    (0.490162, 0.943318)
    """
    import numpy as np

    x, n = _pair(successes, n)
    z2 = z_value(level) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        share = x / n
        centre = (x + z2 / 2) / (n + z2)
        half = np.sqrt(z2 * (x * (n - x) / n + z2 / 4)) / (n + z2)
        low = np.where(x == 0, 0.0, np.minimum(centre - half, share))
        high = np.where(x == n, 1.0, np.maximum(centre + half, share))
    return _unless_empty(n, np.clip(low, 0, 1), np.clip(high, 0, 1))


def net(promoters: ArrayLike, detractors: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> Bounds:
    """Adjusted Wald interval of promoters minus detractors, as a share (Rocks 2016).

    n + 3 answers, of which promoters and detractors + ¾ each. Kept within [−1, 1], and never without the score itself,
    which at low levels the shift towards zero could otherwise leave outside.

    >>> low, high = net(18, 6, 36)
    >>> round(100 * float(low), 1), round(100 * float(high), 1)
    (7.3, 54.2)
    """
    import numpy as np

    p, n = _pair(promoters, n)
    d, n = _pair(detractors, n)
    low, high = net_wald(p + 0.75, d + 0.75, n + 3, level=level)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (p - d) / n
    return _unless_empty(n, np.minimum(low, score), np.maximum(high, score))


def net_wald(promoters: ArrayLike, detractors: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> Bounds:
    """Plain trinomial Wald interval of promoters minus detractors: too narrow for few or one-sided answers."""
    import numpy as np

    p, n = _pair(promoters, n)
    d, n = _pair(detractors, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (p - d) / n
        half = z_value(level) * np.sqrt(np.maximum((p + d) / n - score**2, 0) / n)
    return _unless_empty(n, np.maximum(score - half, -1), np.minimum(score + half, 1))


def t_mean(n: ArrayLike, total: ArrayLike, squares: ArrayLike, *, level: float = 0.95) -> Bounds:
    """Student's t interval of a mean from n, Σx and Σx².

    Shift x by something near its mean first where values are large beside their spread, or digits are lost. One
    observation says nothing of the spread: its interval is infinite.

    >>> low, high = t_mean(4, 10, 30)  # 1, 2, 3, 4
    >>> round(float(low), 4), round(float(high), 4)
    (0.4457, 4.5543)
    """
    import numpy as np

    n, total = _pair(n, total)
    mean, variance = mean_and_variance(n, total, squares)
    with np.errstate(divide="ignore", invalid="ignore"):
        return t_bounds(mean, np.sqrt(variance / n), n - 1, level=level)


def mean_and_variance(n: ArrayLike, total: ArrayLike, squares: ArrayLike) -> tuple[Floats, Floats]:
    """Mean and sample variance (over n − 1) from n, Σx and Σx²; NaN where n is too small for them."""
    import numpy as np

    n, total = _pair(n, total)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(n > 0, total / n, np.nan)
        spread = np.maximum(np.asarray(squares, dtype=np.float64) - total * mean, 0)
        return mean, np.where(n > 1, spread / (n - 1), np.nan)


def t_bounds(mean: ArrayLike, error: ArrayLike, df: ArrayLike, *, level: float = 0.95) -> Bounds:
    """The mean ± t × its standard error; infinite where the error is unknown, NaN where the mean is."""
    import numpy as np

    mean, error = _pair(mean, error)
    with np.errstate(invalid="ignore"):
        half = np.where(np.isnan(error), np.inf, np.where(error == 0, 0.0, t_value(df, level) * error))
    return mean - half, mean + half


def alike(value: ArrayLike, n: ArrayLike, low: ArrayLike, high: ArrayLike, *, level: float = 0.95) -> Bounds:
    """Bounds of the mean on a scale from ``low`` to ``high`` when all ``n`` answers were ``value``.

    Student's t would give an interval without width. If a share q answered otherwise, n answers alike had probability
    (1 − q)ⁿ, so q ≤ 1 − (α/2)^(1/n) (Clopper and Pearson 1934), and those could at worst have stood at an end.

    >>> low, high = alike(5, 10, 1, 5)
    >>> round(float(low), 4), float(high)
    (3.766, 5.0)
    """
    import numpy as np

    value, n = _pair(value, n)
    with np.errstate(divide="ignore"):
        other = -np.expm1(np.log(_tail(level)) / n)
    return _unless_empty(
        n, value - other * (value - np.asarray(low, np.float64)), value + other * (np.asarray(high, np.float64) - value)
    )


def newcombe(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, *, level: float = 0.95) -> Bounds:
    """Newcombe's hybrid score interval of the difference of two shares, first minus second (Newcombe 1998, method 10).

    >>> low, high = newcombe(56, 70, 48, 80)
    >>> round(float(low), 4), round(float(high), 4)
    (0.0524, 0.3339)
    """
    import numpy as np

    x1, n1 = _pair(x1, n1)
    x2, n2 = _pair(x2, n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = x1 / n1, x2 / n2
    return mover(first, wilson(x1, n1, level=level), second, wilson(x2, n2, level=level))


def mover(first: ArrayLike, of_first: Bounds, second: ArrayLike, of_second: Bounds, rho: ArrayLike = 0.0) -> Bounds:
    """First minus second, recovered from the interval of each (MOVER; Zou and Donner 2008), of the same level.

    With Wilson's intervals this is Newcombe's. ``rho`` is the correlation of the two estimates, for those that rest on
    the same people (Newcombe 1998, paired).
    """
    import numpy as np

    first, second = _pair(first, second)
    (l1, u1), (l2, u2) = of_first, of_second
    rho = np.asarray(rho, dtype=np.float64)

    def reach(a: Floats, b: Floats) -> Floats:
        with np.errstate(invalid="ignore"):  # an end that is not known is infinitely far: independent of any other
            both = np.where(rho == 0, 0.0, 2 * rho * a * b)
        return np.sqrt(np.maximum(a**2 + b**2 - both, 0))

    difference = first - second
    return difference - reach(first - l1, u2 - second), difference + reach(u1 - first, second - l2)


def net_difference(
    p1: ArrayLike, d1: ArrayLike, n1: ArrayLike, p2: ArrayLike, d2: ArrayLike, n2: ArrayLike, *, level: float = 0.95
) -> Bounds:
    """Difference of two net scores, first minus second, from the adjusted Wald interval of each (MOVER)."""
    import numpy as np

    p1, n1 = _pair(p1, n1)
    p2, n2 = _pair(p2, n2)
    d1, d2 = np.asarray(d1, dtype=np.float64), np.asarray(d2, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = (p1 - d1) / n1, (p2 - d2) / n2
    return mover(first, net(p1, d1, n1, level=level), second, net(p2, d2, n2, level=level))


def welch(
    mean1: ArrayLike,
    variance1: ArrayLike,
    n1: ArrayLike,
    mean2: ArrayLike,
    variance2: ArrayLike,
    n2: ArrayLike,
    *,
    level: float = 0.95,
) -> Bounds:
    """Welch's interval of the difference of two means, first minus second; variances are over n − 1 (Welch 1947).

    >>> low, high = welch(20.6, 9.62, 10, 22.1, 3.8, 20)
    >>> round(float(low), 3), round(float(high), 3)
    (-3.825, 0.825)
    """
    import numpy as np

    n1, n2 = _pair(n1, n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        e1 = np.asarray(variance1, dtype=np.float64) / n1
        e2 = np.asarray(variance2, dtype=np.float64) / n2
    difference = np.asarray(mean1, dtype=np.float64) - np.asarray(mean2, dtype=np.float64)
    return t_bounds(difference, np.sqrt(e1 + e2), satterthwaite(e1, n1 - 1, e2, n2 - 1), level=level)


def satterthwaite(e1: ArrayLike, df1: ArrayLike, e2: ArrayLike, df2: ArrayLike) -> Floats:
    """Degrees of freedom of e1 + e2, two independent squared errors with ``df1`` and ``df2`` of their own."""
    import numpy as np

    e1, df1 = _pair(e1, df1)
    e2, df2 = _pair(e2, df2)
    with np.errstate(divide="ignore", invalid="ignore"):
        df = (e1 + e2) ** 2 / (e1**2 / df1 + e2**2 / df2)
    return np.where(np.isnan(df), df1 + df2, df)


def paired(n: ArrayLike, total: ArrayLike, squares: ArrayLike, *, level: float = 0.95) -> Bounds:
    """Interval of a mean difference within the same people, from n, Σd and Σd²: Student's t on the differences."""
    return t_mean(n, total, squares, level=level)


def _pair(a: ArrayLike, b: ArrayLike) -> tuple[Floats, Floats]:
    import numpy as np

    first, second = np.broadcast_arrays(np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64))
    return first, second


def _unless_empty(n: Floats, low: Floats, high: Floats) -> Bounds:
    import numpy as np

    return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)
