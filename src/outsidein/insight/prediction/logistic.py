"""Logistic regression by Newton’s method, with the influence of every row on the coefficients.

What lives here: the plain fit of few columns, for effects and calibration that need honest errors. Not here: the
penalised model of many features (model).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.insight.phrases import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outsidein.measures.intervals import Floats

_STEPS: Final = 50
_FAR: Final = 30.0
"""A linear predictor beyond this means that the fit runs to infinity."""
_VAGUE: Final = 10.0
"""So does a standard error above this, in standard deviations of a column."""


@dataclass(frozen=True, slots=True, eq=False)
class Logistic:
    """Coefficients (p,), and ``influence`` (n, p): how far each row moved them, whose squares sum to their variance.

    The variance is that of Huber and White: it holds also where the model is only an approximation.
    """

    coefficients: Floats
    influence: Floats

    @property
    def covariance(self) -> Floats:
        """The robust covariance (p, p)."""
        n, p = self.influence.shape
        return np.asarray(self.influence.T @ self.influence * n / max(n - p, 1))


def fit_logistic(columns: Floats, happened: NDArray[np.bool_], *, offset: Floats | None = None) -> Logistic:
    """The fit of greatest likelihood; ``columns`` (n, p) hold the constant too, if there is to be one.

    MeasureError ``insight/separated`` where the columns tell the two outcomes apart without any error, so that no
    finite coefficient is best.
    """
    y = happened.astype(np.float64)
    shift = np.zeros(len(y)) if offset is None else offset
    beta = np.zeros(columns.shape[1])
    best = _likelihood(columns @ beta + shift, y)
    for _ in range(_STEPS):
        chance = expit(columns @ beta + shift)
        weight = chance * (1 - chance)
        information = (columns * weight[:, None]).T @ columns
        step = np.linalg.pinv(information, hermitian=True) @ (columns.T @ (y - chance))
        for _ in range(30):
            now = _likelihood(columns @ (beta + step) + shift, y)
            if now >= best - 1e-12:
                break
            step = step / 2
        beta, gained, best = beta + step, now - best, now
        if np.max(np.abs(columns @ beta), initial=0.0) > _FAR:
            break
        if gained < 1e-10 * (1 + abs(best)):
            chance = expit(columns @ beta + shift)
            information = (columns * (chance * (1 - chance))[:, None]).T @ columns
            inverse = np.linalg.pinv(information, hermitian=True)
            if np.max(np.diag(inverse) * columns.var(axis=0)) > _VAGUE**2:
                break
            influence = (columns * (y - chance)[:, None]) @ inverse
            return Logistic(beta, influence)
    raise MeasureError(Diagnostic("insight/separated", say("prediction.separated"), say("prediction.separated-fix")))


def expit(values: Floats) -> Floats:
    """The chance of log-odds."""
    return np.asarray(0.5 * (1 + np.tanh(values / 2)))


def logit(chances: Floats) -> Floats:
    """The log-odds of chances, kept finite."""
    kept = np.clip(chances, 1e-9, 1 - 1e-9)
    return np.asarray(np.log(kept) - np.log1p(-kept))


def _likelihood(linear: Floats, y: Floats) -> float:
    return float(y @ linear - np.logaddexp(0, linear).sum())
