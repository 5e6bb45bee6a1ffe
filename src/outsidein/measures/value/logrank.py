"""Whether groups of customers leave at different rates: the log-rank test (Mantel 1966; Peto and Peto 1972).

What lives here: the test, and for each group who left against who was to be expected to. Not here: the curves
(survival), several things at once (``insight.prediction.cox``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import z_value
from outsidein.measures.phrases import say
from outsidein.measures.value.survival import FEW, Survival, checked, survival

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from outsidein.measures.intervals import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One group: its curve, and ``ratio``, its rate of leaving ÷ that of all the others (Peto’s one-step estimate)."""

    name: str
    curve: Survival
    left: int
    expected: float
    ratio: Estimate


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """The groups, and ``chance``: how often groups that leave alike would differ at least as much (log-rank test)."""

    groups: tuple[Group, ...]
    chi_squared: float
    df: int
    chance: float
    said: str


def compare_survival(
    duration: ArrayLike, left: ArrayLike, group: ArrayLike, *, unit: str = "", level: float = 0.95
) -> Comparison:
    """The log-rank comparison of the groups that ``group`` (n,) names.

    MeasureError ``measures/one-group`` where there are not two groups or nobody left: then nothing can be compared.
    """
    from scipy.special import chdtrc

    time, gone, _ = checked(duration, left)
    names, code = np.unique(np.asarray(group).astype(str), return_inverse=True)
    if len(names) < 2 or not gone.any():
        raise MeasureError(Diagnostic("measures/one-group", say("value.one-group", n=len(names), left=int(gone.sum()))))
    observed, expected, variance = _tally(time, gone, code, len(names))
    apart = (observed - expected)[:-1]
    inner = variance[:-1, :-1]
    # A group that was never at risk when somebody left has no variance; the generalised inverse leaves it out.
    df = int(np.linalg.matrix_rank(inner))
    chi = max(float(apart @ np.linalg.pinv(inner) @ apart), 0.0)
    chance = float(chdtrc(df, chi)) if df else 1.0
    groups = tuple(
        Group(
            str(name),
            survival(time[code == k], gone[code == k], unit=unit, level=level),
            int(observed[k]),
            float(expected[k]),
            _ratio(observed[k] - expected[k], variance[k, k], int(np.sum(code == k)), int(observed[k]), level),
        )
        for k, name in enumerate(names)
    )
    said = say("value.groups-differ" if chance < 1 - level else "value.groups-may-be-alike", n=len(time))
    return Comparison(groups, chi, df, chance, said)


def _tally(time: Floats, gone: NDArray[np.bool_], code: NDArray[np.intp], groups: int) -> tuple[Floats, Floats, Floats]:
    """Who left, who was to be expected to, and the covariance of the difference, by group."""
    times, at = np.unique(time, return_inverse=True)
    members = np.zeros((len(times), groups))
    np.add.at(members, (at, code), 1)
    events = np.zeros((len(times), groups))
    np.add.at(events, (at, code), gone)
    risk = members[::-1].cumsum(axis=0)[::-1]
    whole, ended = risk.sum(axis=1), events.sum(axis=1)
    shares = risk / whole[:, None]
    scale = ended * np.where(whole > 1, (whole - ended) / np.maximum(whole - 1, 1), 0.0)
    variance = np.diag(scale @ shares) - (shares * scale[:, None]).T @ shares
    return events.sum(axis=0), ended @ shares, variance


def _ratio(apart: float, variance: float, n: int, left: int, level: float) -> Estimate:
    if variance <= 1e-12:
        return Estimate.nothing()
    half = z_value(level) / np.sqrt(variance)
    value, low, high = (float(np.exp(apart / variance + shift)) for shift in (0, -half, half))
    return Estimate(
        value,
        low,
        high,
        n,
        say("value.method-peto"),
        cites=(Cite(formula=say("value.ratio-formula")),),
        small=left < FEW,
        level=level,
        people=n,
    )
