"""Whether chances mean what they say: of those told 30 %, do 30 in 100 come true?

What lives here: reliability bins, Brier score, expected calibration error, slope and intercept. Not here: whether the
chances are of any use (skill).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground.errors import MeasureError
from outsidein.ground.progress import Progress, nothing
from outsidein.insight.phrases import say
from outsidein.insight.prediction.logistic import fit_logistic, logit
from outsidein.insight.prediction.skill import mean_of
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import wilson, z_value

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outsidein.measures.intervals import Floats

_SAMPLES: Final = 500


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases that were told about the same: the mean chance ``told`` them, and the share of whom it came ``true``."""

    told: float
    true: Estimate


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well chances hold.

    ``brier`` is the mean squared distance from what happened; ``error`` the mean distance of bins from what they were
    told (expected calibration error), which is above 0 by chance alone: ``by_chance`` is what it would be, up to the
    end of its interval, were every chance right. ``slope`` 1 and ``intercept`` 0 are ideal (Cox 1958): a slope below 1
    says that chances are too extreme, an intercept below 0 that they are too high on the whole.
    """

    bins: tuple[Bin, ...]
    brier: Estimate
    error: Estimate
    by_chance: Estimate
    slope: Estimate
    intercept: Estimate
    said: str


def calibrate(
    chances: Floats,
    happened: NDArray[np.bool_],
    *,
    generator: np.random.Generator,
    bins: int = 10,
    level: float = 0.95,
    progress: Progress = nothing,
) -> Calibration:
    """The calibration of chances (n,) on what happened; bins hold about as many cases each, equal chances together."""
    code, told = _binned(chances, bins)
    counts, came = np.bincount(code), np.bincount(code, weights=happened)
    low, high = wilson(came, counts, level=level)
    found = tuple(
        Bin(
            float(told[k]),
            Estimate(
                float(came[k] / counts[k]),
                float(low[k]),
                float(high[k]),
                int(counts[k]),
                say("prediction.method-wilson"),
                small=bool(counts[k] < 30),
                level=level,
                people=int(counts[k]),
            ),
        )
        for k in range(len(counts))
    )
    brier = mean_of((chances - happened) ** 2, level=level, cite=Cite(formula=say("prediction.brier")))
    error, by_chance = _errors(chances, happened, code, generator, level, progress)
    slope, intercept = _line(chances, happened, level)
    return Calibration(found, brier, error, by_chance, slope, intercept, _said(error, by_chance, slope, intercept))


def _binned(chances: Floats, bins: int) -> tuple[NDArray[np.intp], Floats]:
    """The bin of each case, and the mean chance of each bin."""
    if not len(chances):
        return np.zeros(0, np.intp), np.zeros(0)
    edges = np.unique(np.quantile(chances, np.linspace(0, 1, bins + 1)[1:-1], method="higher"))
    _, code = np.unique(np.searchsorted(edges, chances, side="right"), return_inverse=True)
    return code, np.bincount(code, weights=chances) / np.bincount(code)


def _errors(
    chances: Floats,
    happened: NDArray[np.bool_],
    code: NDArray[np.intp],
    generator: np.random.Generator,
    level: float,
    progress: Progress,
) -> tuple[Estimate, Estimate]:
    """The expected calibration error, and what it would be by chance; both over samples."""
    n = len(chances)
    if not n:
        return Estimate.nothing(), Estimate.nothing()
    width = int(code.max()) + 1

    def distance(apart: Floats, where: NDArray[np.intp]) -> float:
        return float(np.abs(np.bincount(where, weights=apart, minlength=width)).sum() / n)

    value = distance(happened - chances, code)
    drawn = np.empty(_SAMPLES)
    right = np.empty(_SAMPLES)
    doing = say("prediction.doing.calibration")
    for k in range(_SAMPLES):
        progress(k, _SAMPLES, doing)
        rows = generator.integers(0, n, n)
        drawn[k] = distance((happened - chances)[rows], code[rows])
        right[k] = distance((generator.random(n) < chances) - chances, code)
    tail = (1 - level) / 2
    low, high = (float(end) for end in np.quantile(drawn, (tail, 1 - tail)))
    error = Estimate(
        value, min(low, value), max(high, value), n, say("prediction.method-bootstrap"),
        cites=(Cite(formula=say("prediction.error-formula")),), small=n < 100, level=level, people=n,
    )  # fmt: skip
    mean = float(right.mean())
    chance = Estimate(
        mean, min(float(np.quantile(right, tail)), mean), max(float(np.quantile(right, 1 - tail)), mean), n,
        say("prediction.method-drawn"), level=level, people=n,
    )  # fmt: skip
    return error, chance


def _line(chances: Floats, happened: NDArray[np.bool_], level: float) -> tuple[Estimate, Estimate]:
    """Slope and intercept of what happened on the log-odds told; nothing where either does not vary."""
    told = logit(chances)
    up = int(happened.sum())
    nothing = Estimate.nothing()
    if min(up, len(told) - up) < 2 or np.ptp(told) < 1e-9:
        return nothing, nothing
    one = np.ones((len(told), 1))
    try:
        line = fit_logistic(np.column_stack([one, told]), happened)
        whole = fit_logistic(one, happened, offset=told)
    except MeasureError:  # chances that part the outcomes without error have no slope
        return nothing, nothing
    half = z_value(level)
    made = []
    for fit, at in ((line, 1), (whole, 0)):
        value, reach = float(fit.coefficients[at]), half * float(np.sqrt(fit.covariance[at, at]))
        made.append(
            Estimate(
                value,
                value - reach,
                value + reach,
                len(told),
                say("prediction.method-sandwich"),
                small=min(up, len(told) - up) < 30,
                level=level,
                people=len(told),
            )
        )
    return made[0], made[1]


def _said(error: Estimate, by_chance: Estimate, slope: Estimate, intercept: Estimate) -> str:
    if not error.known:
        return say("prediction.calibration-unknown")
    if slope.known and slope.high < 1:
        return say("prediction.too-extreme")
    if slope.known and slope.low > 1:
        return say("prediction.too-timid")
    if intercept.known and not intercept.low <= 0 <= intercept.high:
        return say("prediction.off-on-the-whole", high=intercept.value < 0)
    return say("prediction.calibrated" if error.value <= by_chance.high else "prediction.uneven")
