"""Purchase histories, counted: how many customers share the same number of repeats, recency and age.

What lives here: Purchases, how it is grouped from one row per customer or summarised from single purchases. Not here:
what a history says about tomorrow (buying, spending, lifetime).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from outsidein.ground.diagnostics import Diagnostic, Place
from outsidein.ground.errors import MeasureError
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from outsidein.measures.intervals import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Purchases:
    """Distinct histories and how many customers have each; all arrays have one length.

    ``repeats`` purchases after the first (x), ``recency`` from the first to the last (t_x), ``age`` from the first to
    the end of the observation (T), both in one unit of time; ``customers`` how many; ``spend`` the mean worth of a
    repeat purchase over them, NaN where it is not known.
    """

    repeats: NDArray[np.int64]
    recency: Floats
    age: Floats
    customers: NDArray[np.int64]
    spend: Floats

    @property
    def total(self) -> int:
        """How many customers in all."""
        return int(self.customers.sum())

    @property
    def returned(self) -> int:
        """How many customers bought again at least once."""
        return int(self.customers[self.repeats > 0].sum())


def grouped(
    repeats: ArrayLike,
    recency: ArrayLike,
    age: ArrayLike,
    *,
    spend: ArrayLike | None = None,
    customers: ArrayLike | None = None,
) -> Purchases:
    """Purchases from one row per customer (or per group of ``customers``), equal histories put together.

    MeasureError ``measures/bad-history`` names the first row that cannot be: a recency beyond the age, repeats without
    recency or the reverse, a number that is negative or not finite.

    >>> found = grouped([0, 2, 0], [0, 5, 0], [9, 9, 9])
    >>> found.repeats.tolist(), found.customers.tolist()
    ([0, 2], [2, 1])
    """
    x, last, whole = (np.asarray(part, dtype=np.float64).ravel() for part in (repeats, recency, age))
    many = np.ones(len(x), np.int64) if customers is None else np.asarray(customers, dtype=np.int64).ravel()
    worth = np.full(len(x), np.nan) if spend is None else np.asarray(spend, dtype=np.float64).ravel()
    _sound(x, last, whole, many)
    keys, inverse = _distinct(x, last, whole)
    count = np.bincount(inverse, weights=many, minlength=len(keys))
    with np.errstate(invalid="ignore"):
        mean = np.bincount(inverse, weights=np.where(x > 0, worth, 0) * many, minlength=len(keys)) / count
    unknown = np.isnan(mean) | (keys[:, 0] == 0)
    return Purchases(
        keys[:, 0].astype(np.int64), keys[:, 1], keys[:, 2], count.astype(np.int64), np.where(unknown, np.nan, mean)
    )


def summarise(
    customer: ArrayLike, day: ArrayLike, *, end: float, spend: ArrayLike | None = None, per: float = 1.0
) -> tuple[NDArray[np.generic], Purchases, Floats]:
    """One history per customer from single purchases: who, when (days), what they were worth.

    Purchases of one customer on one day are one. ``end`` is the last day observed, later ones are left out; ``per`` is
    how many days make the unit of time (7 for weeks). Gives the customers, their histories **ungrouped in the same
    order**, and the mean spend of their repeat purchases (0 where there is none).

    >>> who, found, _ = summarise(["a", "a", "b", "a"], [0, 10, 3, 10], end=20)
    >>> who.tolist(), found.repeats.tolist(), found.recency.tolist(), found.age.tolist()
    (['a', 'b'], [1, 0], [10.0, 0.0], [20.0, 17.0])
    """
    who, when = np.asarray(customer), np.floor(np.asarray(day, dtype=np.float64))
    worth = np.zeros(len(when)) if spend is None else np.asarray(spend, dtype=np.float64)
    kept = when <= end
    names, code = np.unique(who[kept], return_inverse=True)
    if not len(names):
        return names, grouped([], [], []), np.zeros(0)
    pairs, inverse = np.unique(np.column_stack([code, when[kept]]), axis=0, return_inverse=True)
    day_worth = np.bincount(inverse.ravel(), weights=worth[kept], minlength=len(pairs))
    owner = pairs[:, 0].astype(np.intp)
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    ends = np.r_[starts[1:], len(owner)]
    repeats = ends - starts - 1
    first, last = pairs[starts, 1], pairs[ends - 1, 1]
    later = np.add.reduceat(day_worth, starts) - day_worth[starts]
    mean = later / np.maximum(repeats, 1)
    histories = Purchases(
        repeats.astype(np.int64),
        (last - first) / per,
        (end - first) / per,
        np.ones(len(starts), np.int64),
        np.where((repeats > 0) & (spend is not None), mean, np.nan),
    )
    return names, histories, mean


def _distinct(*columns: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """The distinct rows of these columns and which one each is; a sort of three keys, quicker than of rows."""
    order = np.lexsort(columns[::-1])
    rows = np.column_stack([column[order] for column in columns])
    new = np.r_[True, np.any(rows[1:] != rows[:-1], axis=1)] if len(rows) else np.zeros(0, bool)
    inverse = np.empty(len(rows), np.intp)
    inverse[order] = np.cumsum(new) - 1
    return rows[new], inverse


def _sound(x: Floats, last: Floats, whole: Floats, many: NDArray[np.int64]) -> None:
    if not len(x) == len(last) == len(whole) == len(many):
        raise ValueError("repeats, recency, age and customers have one length")
    with np.errstate(invalid="ignore"):
        sound = np.isfinite(x) & np.isfinite(last) & np.isfinite(whole) & (x >= 0) & (x == np.floor(x))
        sound &= (last >= 0) & (last <= whole) & ((x > 0) == (last > 0)) & (many >= 0)
    if not sound.all():
        row = int(np.argmin(sound))
        raise MeasureError(
            Diagnostic(
                "measures/bad-history",
                say("value.bad-history", x=float(x[row]), last=float(last[row]), age=float(whole[row])),
                say("value.bad-history-fix"),
                Place(row=row + 1),
            )
        )
