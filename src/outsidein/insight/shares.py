"""Shares: everything drivers say in numbers, from one matrix of ratings.

What lives here: choosing method and interval, and running them over complete rows, pairs or bootstrap samples. Not
here: where the matrix comes from (ratings), the formulas (importance, influence), the words (drivers).
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from outsidein.insight.correlation import (
    Floats,
    Progress,
    Rows,
    Starts,
    mend,
    moments,
    pairwise,
    pairwise_without,
    resample,
)
from outsidein.insight.importance import (
    EXACT_UP_TO,
    Figures,
    betas,
    explained,
    in_percent,
    johnson,
    johnson_parts,
    lmg,
    lmg_parts,
)
from outsidein.insight.influence import adjusted, jackknife_errors, r2_bounds, share_bounds, standard_errors
from outsidein.insight.phrases import say
from outsidein.insight.ratings import Chosen, Ratings

Method = Literal["lmg", "johnson"]

FEWEST_SAMPLES: Final = 500
_ALIKE: Final = 0.99
_NOTHING: Final = 1e-12


@dataclass(frozen=True, slots=True)
class How:
    """How shares are made: confidence ``level``, ``method``, and ``bootstrap`` samples instead of the delta method."""

    level: float = 0.95
    method: Method = "lmg"
    bootstrap: int = 0
    generator: np.random.Generator | None = None
    progress: Progress | None = None

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise ValueError(f"a level lies between 0 and 1, and {self.level} does not")
        if self.bootstrap and (self.bootstrap < FEWEST_SAMPLES or self.generator is None):
            raise ValueError(f"the bootstrap needs at least {FEWEST_SAMPLES} samples and a generator")


@dataclass(frozen=True, slots=True)
class Shares:
    """Arrays over the chosen touchpoints, (p,). Shares and their bounds are in percent; ``r2`` is (value, low, high).

    ``weights`` says which method the shares are of, ``replaced`` that LMG was asked for but would take too long,
    ``mended`` that pairwise correlations had to be moved, ``chance`` that R² is no more than chance would explain,
    ``alike`` which touchpoints were answered almost alike, ``against`` where the sign is surely negative.
    """

    weights: Method
    value: Floats
    low: Floats
    high: Floats
    r2: tuple[float, float, float]
    betas: Floats
    reach: Floats
    johnson: Floats
    pairwise: Floats
    sign: NDArray[np.int64]
    against: NDArray[np.bool_]
    alike: tuple[tuple[int, int], ...]
    method: str
    interval: str
    level: float
    replaced: bool
    mended: bool
    chance: bool

    def share(self, at: int) -> tuple[float, float, float]:
        """Value, low and high of the share of touchpoint ``at``."""
        return float(self.value[at]), float(self.low[at]), float(self.high[at])

    def beta(self, at: int) -> tuple[float, float, float]:
        """Value, low and high of its standardised coefficient."""
        value, reach = float(self.betas[at]), float(self.reach[at])
        return value, value - reach, value + reach


def reckon_shares(ratings: Ratings, chosen: Chosen, how: How) -> Shares:
    """The shares of the ``chosen`` touchpoints, over complete rows or, where those are too few, over pairs."""
    columns = [*chosen.columns, len(ratings.touchpoints)]
    p = len(chosen.columns)
    weights: Method = "lmg" if how.method == "lmg" and p <= EXACT_UP_TO else "johnson"
    everyone = ratings.rows[:, columns]
    beside, mended = _fitting(pairwise(everyone)[0])
    if chosen.pairs:
        correlation = beside
        errors = _errors_of_pairs(everyone, ratings.starts, weights, how.progress)
        interval = say("shares.delete-a-group-jackknife")
    else:
        rows, starts = everyone[chosen.complete], _kept(ratings.starts, chosen.complete)
        found = moments(rows)
        correlation = found.correlation
        if how.bootstrap and how.generator is not None:
            told = _halves(how.progress)
            samples = resample(
                rows, found, count=how.bootstrap, generator=how.generator, starts=starts, progress=told[0]
            )
            errors = np.nanstd(_figures_of_many(samples, weights, told[1]), axis=0)
            interval = say("shares.bootstrap-samples", bootstrap=how.bootstrap)
        else:
            errors = standard_errors(rows, found, _figures(correlation, weights), starts)
            interval = say("shares.delta-method")
        mended = mended and chosen.n < len(everyone)
    z = NormalDist().inv_cdf((1 + how.level) / 2)
    parts = (lmg if weights == "lmg" else johnson)(correlation).value
    parts = np.maximum(parts, 0)
    total = min(float(parts.sum()), 1.0)
    if total <= _NOTHING:
        parts, total = np.full(p, _NOTHING), 0.0
    low, high = share_bounds(parts, errors[:p], n=chosen.people, z=z)
    value = 100 * parts / parts.sum()
    outer = correlation[:-1, -1]
    inner = np.triu(np.abs(correlation[:-1, :-1]), 1)
    return Shares(
        weights=weights,
        value=np.clip(value, 0, 100),
        low=np.minimum(low, value).clip(0, 100),
        high=np.maximum(high, value).clip(0, 100),
        r2=(total, *r2_bounds(total, float(errors[p]), n=chosen.people, p=p, z=z)),
        betas=betas(correlation).value,
        reach=z * errors[p + 1 :],
        johnson=in_percent(johnson(correlation)).value,
        pairwise=_beside(beside, weights),
        sign=np.sign(outer).astype(np.int64),
        against=outer < -z / np.sqrt(chosen.people),
        alike=tuple((int(a), int(b)) for a, b in np.argwhere(inner > _ALIKE)),
        method=say("shares.method", weights=weights, pairs=chosen.pairs),
        interval=interval,
        level=how.level,
        replaced=weights != how.method,
        mended=mended,
        chance=adjusted(total, chosen.people, p) <= 0,
    )


def _figures(correlation: Floats, weights: Method) -> Figures:
    """Shares in percent (p), R² (1) and betas (p), with their gradients."""
    shares = in_percent(lmg(correlation) if weights == "lmg" else johnson(correlation))
    each = (shares, explained(correlation), betas(correlation))
    return Figures(np.concatenate([one.value for one in each]), np.concatenate([one.gradient for one in each]))


def _figures_of_many(correlations: Floats, weights: Method, progress: Progress | None = None) -> Floats:
    """The same figures, (b, 2 p + 1), of a stack of matrices; NaN where nothing is explained at all."""
    count, p = len(correlations), correlations.shape[-1] - 1
    at_once = max(1, 2**18 >> p) if weights == "lmg" else 256
    figures = np.full((count, 2 * p + 1), np.nan)
    for first in range(0, count, at_once):
        part = correlations[first : first + at_once]
        parts = (lmg_parts if weights == "lmg" else johnson_parts)(part)
        total = parts.sum(axis=1, keepdims=True)
        inverse = np.linalg.pinv(part[:, :-1, :-1], rcond=1e-10, hermitian=True)
        coefficients = np.einsum("bkl,bl->bk", inverse, part[:, :-1, -1])
        with np.errstate(invalid="ignore", divide="ignore"):
            shares = np.where(total > 0, 100 * parts / total, np.nan)
        figures[first : first + at_once] = np.hstack([shares, total, coefficients])
        if progress:
            progress(min(first + at_once, count), count)
    return figures


def _errors_of_pairs(rows: Rows, starts: Starts | None, weights: Method, progress: Progress | None) -> Floats:
    without, _ = mend(np.nan_to_num(pairwise_without(rows, starts)))
    return jackknife_errors(_figures_of_many(without, weights, progress))


def _fitting(correlation: Floats) -> tuple[Floats, bool]:
    return (correlation, False) if np.isnan(correlation).any() else mend(correlation)


def _beside(correlation: Floats, weights: Method) -> Floats:
    """Shares on pairs; NaN where some two touchpoints were rated by too few together."""
    if np.isnan(correlation).any():
        return np.full(len(correlation) - 1, np.nan)
    return in_percent((lmg if weights == "lmg" else johnson)(correlation)).value


def _kept(starts: Starts | None, complete: NDArray[np.bool_]) -> Starts | None:
    """Where each customer starts among the rows kept."""
    if starts is None:
        return None
    opens = np.zeros(len(complete), dtype=np.intp)
    opens[starts] = 1
    customer = opens.cumsum()[complete]
    return np.flatnonzero(np.append(True, customer[1:] != customer[:-1]))


def _halves(progress: Progress | None) -> tuple[Progress | None, Progress | None]:
    """Two stages told as one: each is half of a hundred steps."""
    if progress is None:
        return None, None
    return (
        lambda done, total: progress(50 * done // total, 100),
        lambda done, total: progress(50 + 50 * done // total, 100),
    )
