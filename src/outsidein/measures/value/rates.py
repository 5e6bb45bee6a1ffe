"""Shares of a closed cohort: churn, retention, conversion, and the churn of revenue.

What lives here: who of those at the start was lost or converted, and what they were worth. Not here: how long customers
stay (survival), cohorts over many periods (``measures.journeys``). Values are in percent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from outsidein.measures.estimate import Cite, Estimate, Period
from outsidein.measures.intervals import t_value, wilson
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Whose = Literal["customer", "account", "session"]


def churn(lost: int, at_start: int, *, period: Period | None = None, level: float = 0.95) -> Estimate:
    """Lost in the period ÷ customers at its start, closed cohort: who came later is in neither. Wilson.

    >>> round(churn(1869, 7043).value, 4)
    26.537
    """
    return _share(lost, at_start, say("value.churn-formula"), period, level)


def retention(kept: int, at_start: int, *, period: Period | None = None, level: float = 0.95) -> Estimate:
    """Still there at the end ÷ customers at the start, closed cohort. Wilson."""
    return _share(kept, at_start, say("value.retention-formula"), period, level)


def conversion(
    converted: int, entrants: int, *, whose: Whose, period: Period | None = None, level: float = 0.95
) -> Estimate:
    """Converters ÷ eligible entrants, counted in customers, accounts or sessions: which of them is said. Wilson."""
    return _share(converted, entrants, say("value.conversion-formula", whose=whose), period, level)


def revenue_churn(
    revenue: ArrayLike, lost: ArrayLike, *, period: Period | None = None, level: float = 0.95
) -> Estimate:
    """Revenue at the start of those who were lost ÷ revenue at the start, in percent; ``lost`` is 0–1, or a part.

    ``revenue`` (n,) is what each customer paid at the start. A ratio of sums: its interval is Student’s t of the
    linearised ratio (Cochran 1977, 6.4), which allows for customers being worth different amounts.
    """
    worth, gone = np.asarray(revenue, dtype=np.float64), np.asarray(lost, dtype=np.float64)
    kept = np.isfinite(worth) & np.isfinite(gone)
    left_out = len(worth) - int(kept.sum())
    worth, gone = worth[kept], gone[kept]
    n, total = len(worth), float(worth.sum())
    if total <= 0:
        return Estimate.nothing(unit="%", period=period)
    share = float(worth @ gone) / total
    rest = worth * (gone - share)
    error = float(np.sqrt(n / max(n - 1, 1) * np.sum(rest**2))) / total if n > 1 else np.inf
    few = min(np.sum(gone > 0), np.sum(gone < 1)) < 10
    half = float(t_value(n - 1, level)) * error if error else 0.0
    if error == 0:  # all were lost, or none: the ratio has no spread, the share of customers has
        low, high = (float(end) for end in wilson(share * n, n, level=level))
    else:
        low, high = max(share - half, 0.0), min(share + half, 1.0)
    return Estimate(
        share,
        min(low, share),
        max(high, share),
        n,
        say("value.method-ratio"),
        unit="%",
        period=period,
        cites=(Cite(formula=say("value.revenue-churn-formula")),),
        small=bool(few) or n < 30,
        level=level,
        notes=(say("value.revenue-unknown", n=left_out),) if left_out else (),
        people=n,
    ).map(100)


def _share(count: int, n: int, formula: str, period: Period | None, level: float) -> Estimate:
    if not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is no share")
    if not n:
        return Estimate.nothing(unit="%", period=period)
    low, high = wilson(count, n, level=level)
    return Estimate(
        100 * count / n,
        100 * float(low),
        100 * float(high),
        n,
        say("method.wilson"),
        unit="%",
        period=period,
        cites=(Cite(formula=formula),),
        small=n < 30,
        level=level,
        people=n,
    )
