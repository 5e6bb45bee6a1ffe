"""What would go with a better score at one touchpoint: the outcome over the observed customers, before and after.

What lives here: marginal standardisation (g-computation) over a logistic regression, with its assumptions said. Not
here: which touchpoint matters (insight.drivers). The effect is an association unless scores were given by chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.insight.phrases import say
from outsidein.insight.prediction.features import Features
from outsidein.insight.prediction.logistic import expit, fit_logistic
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import z_value

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outsidein.measures.intervals import Floats

PER_COLUMN: Final = 10
"""Fewer cases of the rarer outcome per column than this, and the fit is not to be leant on (Peduzzi et al. 1996)."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The share to whom it happens ``now`` and ``then``, and the ``effect`` between them, in percent and % points.

    ``rated`` customers gave the touchpoint a score and are moved by ``change`` within the scale; ``capped`` of them
    would have gone beyond its end and stop there. ``assumptions`` must be shown beside the number.
    """

    touchpoint: str
    change: float
    now: Estimate
    then: Estimate
    effect: Estimate
    rated: int
    capped: int
    said: str
    assumptions: tuple[str, ...]


def what_if(
    features: Features,
    happened: NDArray[np.bool_],
    *,
    score: str,
    change: float,
    scale: tuple[float, float],
    held: tuple[str, ...] = (),
    level: float = 0.95,
) -> WhatIf:
    """What share it would happen to, were everybody’s score of this name ``change`` higher within the scale.

    Among those who gave the score, the outcome is regressed on it and on what is ``held`` constant (names of features;
    gaps filled with the mean and marked); then each customer’s chance is taken as they are and as moved, and averaged.
    The interval is of the influence of every customer on that average, so it allows for a wrong model and for these
    customers being a sample. MeasureError ``insight/too-few-outcomes`` below 10 cases of the rarer outcome per column,
    ``insight/nothing-to-move`` where all gave the same score or nobody would move.
    """
    columns, y, given = _table(features, happened, score, held)
    low, high = scale
    moved = np.clip(given + change, low, high)
    if len(y) == 0 or np.ptp(given) == 0 or not np.any(moved != given):
        raise MeasureError(
            Diagnostic("insight/nothing-to-move", say("prediction.nothing-to-move", name=score, n=len(y)))
        )
    rarer, wanted = int(min(y.sum(), (~y).sum())), PER_COLUMN * (columns.shape[1] - 1)
    if rarer < wanted:
        raise MeasureError(
            Diagnostic(
                "insight/too-few-outcomes",
                say("prediction.too-few-to-move", n=rarer, fewest=wanted),
                say("prediction.hold-less"),
            )
        )
    fit = fit_logistic(columns, y)
    after = columns.copy()
    after[:, 1] += moved - given
    before_chance, after_chance = expit(columns @ fit.coefficients), expit(after @ fit.coefficients)
    slope = (after * (after_chance * (1 - after_chance))[:, None]).mean(axis=0)
    slope_before = (columns * (before_chance * (1 - before_chance))[:, None]).mean(axis=0)
    n, p = columns.shape
    own = (after_chance - before_chance) - (after_chance - before_chance).mean()
    influence = own / n + fit.influence @ (slope - slope_before)
    then_influence = (after_chance - after_chance.mean()) / n + fit.influence @ slope
    now_influence = (y - y.mean()) / n
    unlike = n / max(n - p, 1)
    effect, now, then = (
        _estimate(float(value), float(np.sqrt(unlike * np.sum(part**2))), n, unit, rarer, level)
        for value, part, unit in (
            ((after_chance - before_chance).mean(), influence, "% points"),
            (y.mean(), now_influence, "%"),
            (after_chance.mean(), then_influence, "%"),
        )
    )
    clear = not effect.low <= 0 <= effect.high
    said = say(
        "prediction.what-if-said",
        name=score,
        more=change > 0,
        change=abs(change),
        clear=clear,
        higher=effect.value > 0,
        effect=round(abs(effect.value), 1),
        low=round(effect.low, 1),
        high=round(effect.high, 1),
        n=n,
    )
    capped = int(np.sum(np.abs(moved - given) < abs(change) - 1e-9))
    left_out = len(happened) - n
    assumptions = [say("prediction.assume-association"), say("prediction.assume-line")]
    assumptions.append(say("prediction.assume-held", n=len(held)))
    assumptions.append(say("prediction.assume-all", rated=n, left_out=left_out, capped=capped))
    return WhatIf(score, change, now, then, effect, n, capped, said, tuple(assumptions))


def _table(
    features: Features, happened: NDArray[np.bool_], score: str, held: tuple[str, ...]
) -> tuple[Floats, NDArray[np.bool_], Floats]:
    """Constant, score and what is held, of those who gave the score; the outcome; the score."""
    unknown = [name for name in (score, *held) if name not in features.names]
    if unknown:
        raise MeasureError(
            Diagnostic("insight/unknown-feature", say("prediction.unknown-feature", names=", ".join(unknown)))
        )
    at = features.names.index(score)
    rated = np.isfinite(features.values[:, at])
    values = features.values[rated]
    columns = [np.ones(len(values)), values[:, at]]
    for name in held:
        k = features.names.index(name)
        column = np.log1p(np.maximum(values[:, k], 0)) if features.counts[k] else values[:, k]
        gap = ~np.isfinite(column)
        filled = np.where(gap, column[~gap].mean() if (~gap).any() else 0.0, column)
        columns += [part for part in (filled, gap.astype(np.float64)) if len(part) and np.ptp(part) > 0]
    return np.column_stack(columns), happened[rated], values[:, at]


def _estimate(value: float, error: float, n: int, unit: str, rarer: int, level: float) -> Estimate:
    half = z_value(level) * error
    ends = (-1.0, 1.0) if unit == "% points" else (0.0, 1.0)
    found = Estimate(
        value,
        max(value - half, ends[0]),
        min(value + half, ends[1]),
        n,
        say("prediction.method-influence"),
        unit=unit,
        cites=(Cite(formula=say("prediction.what-if-formula")),),
        small=rarer < 30,
        level=level,
        people=n,
    )
    return found.map(100)
