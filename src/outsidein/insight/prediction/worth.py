"""Whether foretold purchases come true: BG/NBD learnt on the first part of a log, judged on the rest.

What lives here: the proof of purchases per customer, against everybody buying alike, with its calibration. Not here:
the models themselves (``measures.value``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.insight.phrases import say
from outsidein.insight.prediction.calibration import Bin
from outsidein.insight.prediction.skill import Skill, judge_skill, mean_of
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.value.buying import Buying, fit_buying
from outsidein.measures.value.histories import grouped, summarise

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from outsidein.measures.intervals import Floats

_BINS: Final = 10


@dataclass(frozen=True, slots=True, eq=False)
class ValueProof:
    """Purchases ``foretold`` and ``came`` in all, the ratio ``came ÷ foretold``, and whether single customers are told.

    ``skill`` holds squared errors per customer against everybody buying as often as all do on average. ``bins`` are
    customers foretold about as much, the fewest first: mean foretold, and mean that came.
    """

    buying: Buying
    foretold: Estimate
    came: Estimate
    ratio: Estimate
    skill: Skill
    bins: tuple[Bin, ...]
    said: tuple[str, ...]


def prove_value(
    customer: ArrayLike, day: ArrayLike, *, cutoff: float, end: float, per: float = 7.0, level: float = 0.95
) -> ValueProof:
    """Learn from purchases up to the day ``cutoff``, foretell those until ``end``, and see.

    ``customer`` and ``day`` (n,) are single purchases, ``per`` how many days make the unit of time. Customers who first
    bought after the cut-off are not in it. MeasureError ``measures/too-few-customers`` from the fit, and
    ``insight/bad-cut-off`` where no day lies between.
    """
    if not end > cutoff:
        raise MeasureError(Diagnostic("insight/bad-cut-off", say("prediction.bad-cut-off")))
    who, when = np.asarray(customer), np.floor(np.asarray(day, dtype=np.float64))
    names, known, _ = summarise(who, when, end=cutoff, per=per)
    buying = fit_buying(grouped(known.repeats, known.recency, known.age), level=level)
    time = (end - cutoff) / per
    foretold = buying.purchases(time, known)
    later = (when > cutoff) & (when <= end) & np.isin(who, names)
    bought = np.unique(np.column_stack([np.searchsorted(names, who[later]), when[later]]), axis=0)[:, 0]
    came = np.bincount(bought.astype(np.intp), minlength=len(names)).astype(np.float64)
    total = buying.total(time, known)
    actual = mean_of(came, level=level, cite=Cite(formula=say("prediction.came-formula"))).map(len(names))
    ratio = _ratio(came, foretold, level)
    base = np.full(len(names), known.repeats.sum() / known.age.sum() * time)
    skill = judge_skill(
        (came - foretold) ** 2,
        (came - base) ** 2,
        score=say("prediction.squared-error"),
        against=say("prediction.against-alike"),
        level=level,
    )
    off = round(100 * abs(ratio.value - 1))
    said = (
        skill.said,
        say("prediction.value-fits")
        if ratio.low <= 1 <= ratio.high
        else say("prediction.value-off", off=off, low=ratio.value > 1),
    )
    return ValueProof(buying, total, actual, ratio, skill, _bins(foretold, came, level), said)


def _ratio(came: Floats, foretold: Floats, level: float) -> Estimate:
    """Came ÷ foretold with the spread of customers around it (linearised ratio)."""
    value = float(came.sum() / foretold.sum())
    rest = mean_of(came - value * foretold, level=level)
    half = (rest.high - rest.low) / 2 / float(foretold.mean())
    return Estimate(
        value, max(value - half, 0.0), value + half, len(came), say("prediction.method-t"),
        cites=(Cite(formula=say("prediction.ratio-formula")),), level=level, people=len(came),
    )  # fmt: skip


def _bins(foretold: Floats, came: Floats, level: float) -> tuple[Bin, ...]:
    edges = np.unique(np.quantile(foretold, np.linspace(0, 1, _BINS + 1)[1:-1]))
    code = np.searchsorted(edges, foretold, side="right")
    return tuple(Bin(float(foretold[code == k].mean()), mean_of(came[code == k], level=level)) for k in np.unique(code))
