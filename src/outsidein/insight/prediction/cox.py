"""What leaving sooner goes with: Cox’s proportional hazards, with ties after Efron.

What lives here: the fit by Newton’s method, hazard ratios, the baseline, and the check that ratios stay the same over
time. Not here: the curve without anything else (``measures.value.survival``). Cox 1972; Efron 1977; Breslow 1974;
Grambsch and Therneau 1994.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.insight.phrases import say
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import z_value

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from outsidein.measures.intervals import Floats

PER_COLUMN: Final = 10
"""Who left, per column: fewer are refused below 5 and marked small below this (Peduzzi et al. 1995)."""
_STEPS: Final = 60
_FAR: Final = 20.0
_VAGUE: Final = 10.0
"""A standard error above this, in standard deviations of the columns, means that the fit runs to infinity."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """The hazard ``ratio`` of one unit more, others held constant; above 1 goes with leaving sooner.

    ``steady`` is the chance to see at least as much drift of the ratio over time if there were none, already multiplied
    by the number of columns looked at (Bonferroni); ``proportional`` is False where it is below 1 − level.
    """

    name: str
    ratio: Estimate
    steady: float
    proportional: bool
    said: str


@dataclass(frozen=True, slots=True, eq=False)
class Hazards:
    """The fitted model: ``ratios`` in the order of the columns, and the cumulated baseline hazard at ``times``.

    ``coefficients`` (p,) are logarithms of the ratios, ``covariance`` theirs; the baseline is that of ``centre``, the
    mean of every column.
    """

    ratios: tuple[Ratio, ...]
    coefficients: Floats
    covariance: Floats
    log_likelihood: float
    centre: Floats
    times: Floats
    baseline: Floats
    customers: int
    left: int
    residuals: Floats
    notes: tuple[str, ...]

    def staying(self, values: Floats, time: float) -> Floats:
        """The share still there after ``time`` among customers with these values (n, p), without interval."""
        row = int(np.searchsorted(self.times, time, side="right")) - 1
        hazard = self.baseline[row] if row >= 0 else 0.0
        return np.asarray(np.exp(-hazard * np.exp((np.asarray(values) - self.centre) @ self.coefficients)))


def fit_cox(duration: ArrayLike, left: ArrayLike, columns: Mapping[str, ArrayLike], *, level: float = 0.95) -> Hazards:
    """Hazard ratios of ``columns`` (each (n,)) for customers observed for ``duration``, of whom some ``left``.

    MeasureError ``insight/too-few-outcomes`` where fewer than 5 left per column, ``insight/no-spread`` for a column
    that is constant or repeats others, ``insight/separated`` where a ratio runs to infinity, ``insight/gap`` where a
    value is missing: a regression takes complete rows.
    """
    names = tuple(columns)
    time, gone = np.asarray(duration, dtype=np.float64), np.asarray(left, dtype=bool)
    x = np.column_stack([np.asarray(column, dtype=np.float64) for column in columns.values()])
    _check(time, gone, x, names)
    centre, scale = x.mean(axis=0), x.std(axis=0)
    table = _Table(time, gone, (x - centre) / scale)
    beta, value, information = _newton(table)
    inverse = np.asarray(np.linalg.inv(information), dtype=np.float64)
    residuals = table.residuals(beta)
    drift = _drift(table, inverse, residuals)
    unit = 1 / scale
    coefficients, covariance = beta * unit, inverse * np.outer(unit, unit)
    ratios = tuple(
        _said_ratio(
            name,
            float(coefficients[k]),
            float(np.sqrt(covariance[k, k])),
            min(1.0, len(names) * float(drift[k])),
            table,
            level,
        )
        for k, name in enumerate(names)
    )
    times, baseline = table.baseline(beta)
    steady = all(one.proportional for one in ratios)
    notes = (say("cox.association"), *(() if steady else (say("cox.average"),)))
    return Hazards(
        ratios=ratios,
        coefficients=coefficients,
        covariance=np.asarray(covariance),
        log_likelihood=value,
        centre=centre,
        times=times,
        baseline=baseline,
        customers=len(time),
        left=int(gone.sum()),
        residuals=residuals * scale,
        notes=notes,
    )


class _Table:
    """Rows sorted by time, and for each event the sums over those at risk just before it, thinned by Efron for ties."""

    def __init__(self, time: Floats, gone: NDArray[np.bool_], x: Floats) -> None:
        order = np.lexsort((~gone, time))
        self.time, self.gone, self.x = time[order], gone[order], x[order]
        self.events = np.flatnonzero(self.gone)
        at = self.time[self.events]
        self.first = np.searchsorted(self.time, at, side="left")
        self.times, starts, counts = np.unique(at, return_index=True, return_counts=True)
        self.tie = np.repeat(np.arange(len(counts)), counts)
        place = np.arange(len(at)) - np.repeat(starts, counts)
        self.part = place / counts[self.tie]

    def sums(self, theta: Floats) -> tuple[Floats, Floats]:
        """For each event: Σθ over those at risk less the part of those tied, and the same of θx, divided by it."""
        weighted = theta[:, None] * self.x
        tied, tied_x = self._tied(theta), self._tied(weighted)
        whole = np.cumsum(theta[::-1])[::-1][self.first] - self.part * tied[self.tie]
        mean = np.cumsum(weighted[::-1], axis=0)[::-1][self.first] - self.part[:, None] * tied_x[self.tie]
        return whole, mean / whole[:, None]

    def _tied(self, values: Floats) -> Floats:
        rows = values[self.events]
        found = np.zeros((len(self.times), *rows.shape[1:]))
        np.add.at(found, self.tie, rows)
        return found

    def likelihood(self, beta: Floats) -> float:
        linear = self.x @ beta
        top = float(linear.max())
        whole, _ = self.sums(np.exp(linear - top))
        return float(linear[self.events].sum() - (np.log(whole) + top).sum())

    def slope(self, beta: Floats) -> tuple[Floats, Floats]:
        """The gradient and the information: Σ over events of the spread of x among those at risk, by linear algebra."""
        linear = self.x @ beta
        theta = np.exp(linear - linear.max())
        whole, mean = self.sums(theta)
        gradient = (self.x[self.events] - mean).sum(axis=0)
        # Each row is in the sums of all events up to its own time; a tied one only in part.
        reach = np.cumsum(np.r_[0.0, 1 / whole])
        last = np.searchsorted(self.time[self.events], self.time, side="right")
        weight = reach[last]
        weight[self.events] -= np.bincount(self.tie, weights=self.part / whole)[self.tie]
        information = (self.x * (theta * weight)[:, None]).T @ self.x - mean.T @ mean
        return gradient, information

    def residuals(self, beta: Floats) -> Floats:
        """Schoenfeld’s residuals (events, p): who left, less the mean of those who might have."""
        linear = self.x @ beta
        _, mean = self.sums(np.exp(linear - linear.max()))
        averaged = np.zeros((len(self.times), self.x.shape[1]))
        np.add.at(averaged, self.tie, mean)
        averaged /= np.bincount(self.tie)[:, None]
        return np.asarray(self.x[self.events] - averaged[self.tie])

    def baseline(self, beta: Floats) -> tuple[Floats, Floats]:
        """Event times and the cumulated hazard of a customer in the middle."""
        whole, _ = self.sums(np.exp(self.x @ beta))
        return self.times, np.cumsum(np.bincount(self.tie, weights=1 / whole))

    def ranks(self) -> Floats:
        """The rank of each event’s time among event times, 0–1: the time scale on which drift is looked for."""
        return np.asarray(
            (np.searchsorted(self.time[self.events], self.time[self.events], "left") + 0.5) / len(self.events)
        )


def _newton(table: _Table) -> tuple[Floats, float, Floats]:
    beta = np.zeros(table.x.shape[1])
    best = table.likelihood(beta)
    for _ in range(_STEPS):
        gradient, information = table.slope(beta)
        try:
            step = np.linalg.solve(information, gradient)
        except np.linalg.LinAlgError:
            break
        now = table.likelihood(beta + step)
        for _ in range(30):
            if now >= best - 1e-12:
                break
            step = step / 2
            now = table.likelihood(beta + step)
        beta, gained, best = beta + step, now - best, now
        if not np.all(np.abs(beta) < _FAR):
            break
        if gained < 1e-11 * (1 + abs(best)):
            information = table.slope(beta)[1]
            if np.linalg.eigvalsh(information)[0] * _VAGUE**2 < 1:
                break
            return beta, best, information
    raise MeasureError(Diagnostic("insight/separated", say("prediction.separated"), say("prediction.separated-fix")))


def _drift(table: _Table, inverse: Floats, residuals: Floats) -> Floats:
    """The chance of as much drift of each ratio over time if there were none (score test on scaled residuals)."""
    from scipy.special import chdtrc

    time = table.ranks()
    time = time - time.mean()
    events = len(time)
    scaled = events * residuals @ inverse
    spread = events * np.diag(inverse) * float(time @ time)
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = np.where(spread > 0, (time @ scaled) ** 2 / spread, 0.0)
    return np.asarray(chdtrc(1, statistic))


def _said_ratio(name: str, beta: float, error: float, steady: float, table: _Table, level: float) -> Ratio:
    half = z_value(level) * error
    n, left = len(table.time), len(table.events)
    value, low, high = (float(np.exp(end)) for end in (beta, beta - half, beta + half))
    ratio = Estimate(
        value,
        low,
        high,
        n,
        say("cox.method"),
        cites=(Cite(formula=say("cox.formula")),),
        small=left < PER_COLUMN * table.x.shape[1],
        level=level,
        people=n,
    )
    proportional = steady >= 1 - level
    way = "more" if low > 1 else "less" if high < 1 else "unclear"
    said = say(
        "cox.said", name=name, way=way, ratio=_brief(value), low=_brief(low), high=_brief(high), steady=proportional
    )
    return Ratio(name, ratio, steady, proportional, said)


def _brief(ratio: float) -> float:
    """A ratio with three digits that count, since 0.012 and 0.018 are far apart."""
    return float(f"{ratio:.3g}")


def _check(time: Floats, gone: NDArray[np.bool_], x: Floats, names: tuple[str, ...]) -> None:
    gaps = [name for name, column in zip(names, x.T, strict=True) if not np.isfinite(column).all()]
    if gaps or not (np.isfinite(time) & (time >= 0)).all():
        raise MeasureError(
            Diagnostic(
                "insight/gap", say("cox.gap", names=", ".join(gaps or [say("cox.duration")])), say("cox.gap-fix")
            )
        )
    left, wanted = int(gone.sum()), 5 * max(len(names), 1)
    if left < wanted:
        raise MeasureError(
            Diagnostic(
                "insight/too-few-outcomes", say("cox.too-few", left=left, fewest=wanted), say("prediction.hold-less")
            )
        )
    centred = x - x.mean(axis=0)
    flat = [name for name, column in zip(names, centred.T, strict=True) if not column.any()]
    scale = np.linalg.norm(centred, axis=0)
    alike = not flat and np.linalg.matrix_rank(centred / scale, tol=1e-8) < len(names)
    if flat or alike:
        raise MeasureError(
            Diagnostic("insight/no-spread", say("cox.no-spread", names=", ".join(flat or names), alike=alike))
        )
