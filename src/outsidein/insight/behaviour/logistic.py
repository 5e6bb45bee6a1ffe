"""Logistic regression: coefficients by maximum likelihood, with a covariance that knows customers come again.

What lives here: the fit, its sandwich covariance, what it says on average over everybody, and how well it ranks. Not
here: which columns go in (find). Checked against statsmodels in the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from outsidein.insight.behaviour.features import Floats, Ints

_ROUNDS: Final = 60
_FAR: Final = 12.0
"""Log odds beyond which a coefficient of a standardised column stands for a perfect separation."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients (f + 1, the constant first), their covariance, and the design (n, f + 1) they belong to.

    ``told`` (f + 1) is false for columns that separate perfectly, of which nothing can be said.
    """

    beta: Floats
    covariance: Floats
    design: Floats
    told: NDArray[np.bool_]

    @property
    def shares(self) -> Floats:
        """The fitted chance of each row."""
        return _shares(self.design @ self.beta)

    def contrast(self, cases: Sequence[Case]) -> tuple[float, float]:
        """Σ weight × the mean chance were everybody as in the case, and its error (standardisation, delta method)."""
        size, gradient = 0.0, np.zeros(len(self.beta))
        eta = self.design @ self.beta
        for case in cases:
            moved = eta + sum((value - self.design[:, at]) * self.beta[at] for at, value in case.settings)
            share = _shares(moved)
            slope = share * (1 - share)
            here = slope @ self.design / len(eta)
            for at, value in case.settings:
                here[at] = slope.mean() * value
            size += case.weight * float(share.mean())
            gradient += case.weight * here
        return size, float(np.sqrt(max(float(gradient @ self.covariance @ gradient), 0.0)))

    def log_odds(self, cases: Sequence[Case]) -> tuple[float, float]:
        """The same contrast of log odds, and its error."""
        gradient = np.zeros(len(self.beta))
        for case in cases:
            for at, value in case.settings:
                gradient[at] += case.weight * value
        return float(gradient @ self.beta), float(np.sqrt(max(float(gradient @ self.covariance @ gradient), 0.0)))


@dataclass(frozen=True, slots=True)
class Case:
    """What everybody is set to: columns of the design with their values; and with which weight it counts."""

    weight: float
    settings: tuple[tuple[int, float], ...]


def fit(values: Floats, had: NDArray[np.bool_], who: Ints) -> Fit:
    """Maximum likelihood by Newton's method; sandwich covariance over customers (CR1: × m/(m − 1) for m customers).

    A ridge of 1e-6 keeps columns that others determine from running away.
    """
    n, f = values.shape
    design = np.column_stack([np.ones(n), values])
    y = had.astype(np.float64)
    ridge = np.full(f + 1, 1e-6)
    ridge[0] = 0
    beta = np.zeros(f + 1)
    beta[0] = np.log((y.sum() + 0.5) / (n - y.sum() + 0.5))
    curve = np.eye(f + 1)
    for _ in range(_ROUNDS):
        mu = _shares(design @ beta)
        curve = (design * (mu * (1 - mu))[:, None]).T @ design + np.diag(ridge)
        step = np.linalg.solve(curve + 1e-12 * np.eye(f + 1), design.T @ (y - mu) - ridge * beta)
        beta = beta + np.clip(step, -3, 3)
        if np.abs(step).max() < 1e-9 or np.abs(beta).max() > 3 * _FAR:
            break
    residual = (y - _shares(design @ beta))[:, None] * design
    _, group = np.unique(who, return_inverse=True)
    groups = int(group.max()) + 1
    scores = np.zeros((groups, f + 1))
    np.add.at(scores, group.reshape(-1), residual)
    bread = np.linalg.pinv(curve)
    covariance = bread @ (scores.T @ scores) @ bread * (groups / max(groups - 1, 1))
    return Fit(beta, covariance, design, np.abs(beta) < _FAR)


def ranked(values: Floats, had: NDArray[np.bool_], who: Ints, *, folds: int = 5) -> float:
    """The area under the curve of rows the model has not seen: folds of whole customers, dealt in their order."""
    _, group = np.unique(who, return_inverse=True)
    fold = (group.reshape(-1) * 2_654_435_761 % 2**32) % folds
    scores = np.zeros(len(had))
    for one in range(folds):
        out = fold == one
        if not out.any() or len(set(had[~out].tolist())) < 2:
            continue
        fitted = fit(values[~out], had[~out], who[~out])
        eta = np.column_stack([np.ones(int(out.sum())), values[out]]) @ fitted.beta
        scores[out] = eta
    return area(scores, had)


def area(scores: Floats, had: NDArray[np.bool_]) -> float:
    """The area under the curve: how often one with the outcome scores above one without; ties count half.

    >>> area(np.array([1.0, 2.0, 3.0, 2.0]), np.array([False, False, True, True]))
    0.875
    """
    from scipy.stats import rankdata

    up = int(had.sum())
    down = len(had) - up
    if not up or not down:
        return float("nan")
    return float((rankdata(scores)[had].sum() - up * (up + 1) / 2) / (up * down))


def _shares(eta: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(eta, -35, 35))))
