"""What customers will still be worth: purchases to come × what a purchase is worth, discounted.

What lives here: the lifetime value of a base and of each history in it. Not here: the two models it multiplies (buying,
spending), or value predicted from what customers did and said (insight).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.phrases import say
from outsidein.measures.value.buying import SMALL, expected_purchases
from outsidein.measures.value.delta import bounds
from outsidein.measures.value.spending import expected_spend

if TYPE_CHECKING:
    from outsidein.measures.intervals import Floats
    from outsidein.measures.value.buying import Buying
    from outsidein.measures.value.histories import Purchases
    from outsidein.measures.value.spending import Spending

MOST_PERIODS: Final = 1200


@dataclass(frozen=True, slots=True, eq=False)
class LifetimeValue:
    """``mean`` per customer and ``total`` of the base; ``by_history`` the value of a customer of each history (n,).

    ``bounds`` are the ends of the interval of ``by_history``. ``margin`` was counted of each unit of spend.
    """

    mean: Estimate
    total: Estimate
    by_history: Floats
    bounds: tuple[Floats, Floats]
    periods: int
    period: float
    discount: float
    margin: float

    def of(self, row: int, *, level: float = 0.95) -> Estimate:
        """The value of a customer with the history in this row."""
        low, high = self.bounds
        return Estimate(
            float(self.by_history[row]),
            float(low[row]),
            float(high[row]),
            self.mean.n,
            self.mean.method,
            cites=self.mean.cites,
            small=self.mean.small,
            level=level,
            notes=(say("value.of-the-mean"), *self.mean.notes),
            people=self.mean.people,
        )


def lifetime_value(
    histories: Purchases,
    buying: Buying,
    spending: Spending,
    *,
    periods: int,
    period: float,
    discount: float = 0.0,
    margin: float = 1.0,
) -> LifetimeValue:
    """The discounted value to come within ``periods`` of length ``period`` (in the unit of time of the histories).

    What falls into the k-th period is divided by (1 + ``discount``)^k, as at its end. ``margin`` is what is earned of
    a unit of spend. The interval comes from the uncertainty of both models (delta method), which are taken to be
    independent of each other; how much single customers scatter is not in it.
    """
    if not 1 <= periods <= MOST_PERIODS or period <= 0 or discount <= -1 or margin <= 0:
        raise MeasureError(
            Diagnostic(
                "measures/bad-horizon",
                say("value.bad-horizon", periods=periods, period=float(period), discount=float(discount)),
                say("value.bad-horizon-fix", most=MOST_PERIODS),
            )
        )
    if not histories.total:
        raise MeasureError(Diagnostic("measures/too-few-customers", say("value.nobody"), say("value.more-customers")))
    x, last, whole = histories.repeats, histories.recency, histories.age
    ends: Floats = period * np.arange(1.0, periods + 1)
    worth = (1 + discount) ** -np.arange(1.0, periods + 1)
    kept = worth - np.r_[worth[1:], 0.0]  # each period’s increment of purchases, discounted, as a sum over ends
    known = np.where(np.isnan(histories.spend), 0, x).astype(np.float64)
    z = np.nan_to_num(histories.spend)
    spread = np.zeros((7, 7))
    spread[:4, :4], spread[4:, 4:] = buying.spread, spending.spread

    def values(logs: Floats) -> Floats:
        bought = expected_purchases(logs[:4], x, last, whole, ends) @ kept
        return np.asarray(margin * bought * expected_spend(logs[4:], known, z))

    def with_total(logs: Floats) -> Floats:
        by_history = values(logs)
        return np.asarray(np.r_[by_history, histories.customers @ by_history])

    at = np.r_[buying.parameters, spending.parameters]
    profile = [np.r_[buying.parameters, end] for end in spending.ends]
    value, (low, high) = bounds(with_total, at, spread, scale="log", profile=profile, level=buying.level)
    unknown = int(histories.customers[(x > 0) & np.isnan(histories.spend)].sum())
    notes = [*buying.notes, *spending.notes]
    if unknown:
        notes.append(say("value.spend-unknown", n=unknown))
    if discount == 0:
        notes.append(say("value.not-discounted"))
    total = Estimate(
        float(value[-1]),
        float(low[-1]),
        float(high[-1]),
        histories.total,
        say("value.method-delta"),
        cites=(
            Cite(
                formula=say(
                    "value.lifetime-formula", periods=periods, period=float(period), rate=round(100 * discount, 4)
                )
            ),
        ),
        small=buying.returned < SMALL,
        level=buying.level,
        notes=tuple(notes),
        people=histories.total,
    )
    return LifetimeValue(
        total.map(1 / histories.total), total, value[:-1], (low[:-1], high[:-1]), periods, period, discount, margin
    )
