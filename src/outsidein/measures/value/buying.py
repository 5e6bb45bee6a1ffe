"""How often customers come back until they stop: the BG/NBD model of Fader, Hardie and Lee (2005).

What lives here: the fit on counted histories, expected purchases, the chance to be still a customer. Not here: what a
purchase is worth (spending, lifetime). Formulas: “Counting Your Customers” the Easy Way, Marketing Science 24(2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.linalg import eigh_tridiagonal
from scipy.optimize import minimize
from scipy.special import digamma, gammaln

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.phrases import say
from outsidein.measures.value.delta import bounds, covariance

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from outsidein.measures.intervals import Floats
    from outsidein.measures.value.histories import Purchases

FEWEST: Final = 10
"""Fewer customers than this who came back, or who did not, say nothing of how customers differ."""
SMALL: Final = 100
"""Below as many who came back, results are marked small."""
_EDGE: Final = 12.0
"""Log-parameters are sought within ±this; one that ends there is not to be known from the data."""
_NODES: Final = 40
_CELLS: Final = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Buying:
    """A fitted BG/NBD. While active a customer buys at a rate from Gamma(``r``, ``alpha``), and after each purchase
    stops with a chance from Beta(``a``, ``b``).

    ``log_likelihood`` at the fit, ``customers`` it rests on, ``spread`` the covariance (4, 4) of the log-parameters.
    """

    r: Estimate
    alpha: Estimate
    a: Estimate
    b: Estimate
    log_likelihood: float
    customers: int
    returned: int
    spread: Floats
    notes: tuple[str, ...] = ()
    level: float = 0.95

    @property
    def parameters(self) -> Floats:
        """The log-parameters (4,): of r, α, a, b."""
        return np.log([self.r.value, self.alpha.value, self.a.value, self.b.value])

    def expected(self, time: float, *, repeats: int, recency: float, age: float) -> Estimate:
        """Purchases to expect of a customer with this history within ``time`` from the end of the observation.

        The interval is of the mean of all such customers; what one of them does scatters more.
        """
        _positive(time)
        x, last, whole = np.array([repeats]), np.array([float(recency)]), np.array([float(age)])
        value, (low, high) = bounds(
            lambda at: expected_purchases(at, x, last, whole, np.array([time]))[:, 0],
            self.parameters,
            self.spread,
            scale="log",
            level=self.level,
        )
        return self._said(value[0], low[0], high[0], say("value.expected-formula"), notes=(say("value.of-the-mean"),))

    def alive(self, *, repeats: int, recency: float, age: float) -> Estimate:
        """The chance, 0–1, that a customer with this history is still one."""
        x, last, whole = np.array([repeats]), np.array([float(recency)]), np.array([float(age)])
        value, (low, high) = bounds(
            lambda at: still_there(at, x, last, whole), self.parameters, self.spread, scale="logit", level=self.level
        )
        notes = () if repeats else (say("value.alive-by-definition"),)
        return self._said(value[0], low[0], high[0], say("value.alive-formula"), notes=notes)

    def total(self, time: float, histories: Purchases) -> Estimate:
        """Purchases to expect of all these customers together within ``time``, and how sure that mean is."""
        _positive(time)
        value, (low, high) = bounds(
            lambda at: (
                histories.customers
                @ expected_purchases(at, histories.repeats, histories.recency, histories.age, np.array([time]))
            ),
            self.parameters,
            self.spread,
            scale="log",
            level=self.level,
        )
        return self._said(value[0], low[0], high[0], say("value.expected-formula"), n=histories.total)

    def chances(self, histories: Purchases) -> Floats:
        """The chance of each of these histories to be still a customer, without interval: to sort and to draw."""
        return still_there(self.parameters, histories.repeats, histories.recency, histories.age)

    def purchases(self, time: float, histories: Purchases) -> Floats:
        """Purchases to expect of each of these histories, without interval: to sort and to draw."""
        x, last, whole = histories.repeats, histories.recency, histories.age
        return expected_purchases(self.parameters, x, last, whole, np.array([time]))[:, 0]

    def _said(
        self, value: float, low: float, high: float, formula: str, *, n: int = 0, notes: tuple[str, ...] = ()
    ) -> Estimate:
        return Estimate(
            float(value),
            float(low),
            float(high),
            n or self.customers,
            say("value.method-delta"),
            cites=(Cite(formula=formula),),
            small=self.returned < SMALL,
            level=self.level,
            notes=(*notes, *self.notes),
            people=n or self.customers,
        )


def fit_buying(histories: Purchases, *, level: float = 0.95) -> Buying:
    """The BG/NBD of greatest likelihood; cost grows with distinct histories, not with customers.

    MeasureError ``measures/too-few-customers`` where fewer than 10 came back, or fewer than 10 did not.
    """
    returned, total = histories.returned, histories.total
    if returned < FEWEST or total - returned < FEWEST:
        raise MeasureError(
            Diagnostic(
                "measures/too-few-customers",
                say("value.too-few-histories", n=total, returned=returned, fewest=FEWEST),
                say("value.more-customers"),
            )
        )
    unit = float(np.average(histories.age, weights=histories.customers)) or 1.0  # so that any unit of time fits alike
    likelihood = _Likelihood(histories, unit)
    starts = (np.zeros(4), np.array([-1.0, 0.0, 0.0, 1.0]))
    fits = [
        minimize(likelihood, start, jac=True, method="L-BFGS-B", bounds=[(-_EDGE, _EDGE)] * 4, options=_PRECISE)
        for start in starts
    ]
    best = min(fits, key=lambda fit: float(fit.fun))
    at = np.asarray(best.x, dtype=np.float64)
    edges = [name for name, value in zip(("r", "α", "a", "b"), at, strict=True) if abs(value) > _EDGE - 1e-3]
    spread = covariance(lambda where: likelihood(where)[1], at)
    at = at + np.array([0.0, np.log(unit), 0.0, 0.0])
    values, (low, high) = bounds(np.exp, at, spread, scale="log", level=level)
    r, alpha, a, b = (
        Estimate(
            float(value),
            float(lowest),
            float(highest),
            total,
            say("value.method-information"),
            small=returned < SMALL,
            level=level,
            people=total,
        )
        for value, lowest, highest in zip(values, low, high, strict=True)
    )
    notes = (say("value.at-the-edge", names=", ".join(edges)),) if edges else ()
    # The likelihood was taken in units of the mean age: repeats are densities of times.
    shift = float(histories.customers @ histories.repeats) * np.log(unit)
    return Buying(r, alpha, a, b, -float(best.fun) - shift, total, returned, spread, notes, level)


_PRECISE: Final = {"maxiter": 1000, "ftol": 1e-13, "gtol": 1e-7}


class _Likelihood:
    """The negative log-likelihood of counted histories and its gradient, by log-parameters."""

    def __init__(self, histories: Purchases, unit: float) -> None:
        self.x, self.last, self.whole = histories.repeats, histories.recency / unit, histories.age / unit
        self.many = histories.customers.astype(np.float64)
        self.distinct, self.inverse = np.unique(self.x, return_inverse=True)
        self.per_distinct = np.bincount(self.inverse, weights=self.many)
        self.again = self.x > 0

    def __call__(self, logs: Floats) -> tuple[float, Floats]:
        r, alpha, a, b = np.exp(logs)
        x, d, n = self.x, self.distinct, self.many
        by_x = gammaln(r + d) - gammaln(r) + r * np.log(alpha)
        by_x += gammaln(a + b) + gammaln(b + d) - gammaln(b) - gammaln(a + b + d)
        in_age, in_last = np.log(alpha + self.whole), np.log(alpha + self.last)
        staying, gone = _log_parts(logs, x, in_age, in_last, self.again)
        either = np.logaddexp(staying, gone)
        w = np.exp(gone - either)
        value = self.per_distinct @ by_x + n @ either
        mixed = (1 - w) * in_age + w * in_last
        inside = (1 - w) / (alpha + self.whole) + w / (alpha + self.last)
        to_a = self.per_distinct @ (digamma(a + b) - digamma(a + b + d))
        to_b = to_a + self.per_distinct @ (digamma(b + d) - digamma(b))
        to_r = self.per_distinct @ (digamma(r + d) - digamma(r) + np.log(alpha))
        before = np.where(self.again, b + x - 1, 1.0)
        gradient = np.array(
            [
                r * (to_r - n @ mixed),
                alpha * (r / alpha * n.sum() - n @ ((r + x) * inside)),
                a * (to_a + n @ w / a),
                b * (to_b - n @ (w / before)),
            ]
        )
        return -float(value), -gradient


def _log_parts(logs: Floats, x: ArrayLike, in_age: Floats, in_last: Floats, again: ArrayLike) -> tuple[Floats, Floats]:
    """The two ways to have this history: still there since, or gone right after the last purchase (never for x = 0)."""
    r, _, a, b = np.exp(logs)
    x = np.asarray(x, dtype=np.float64)
    gone = np.log(a / np.where(again, b + x - 1, 1.0)) - (r + x) * in_last
    return -(r + x) * in_age, np.where(again, gone, -np.inf)


def _positive(time: float) -> None:
    if not time > 0:
        raise ValueError("a forecast needs a time ahead")


def still_there(logs: Floats, x: ArrayLike, last: Floats, whole: Floats) -> Floats:
    """The chance to be still a customer: 1 / (1 + a/(b+x−1) · ((α+T)/(α+t_x))^(r+x)), and 1 where x = 0."""
    alpha = np.exp(logs[1])
    staying, gone = _log_parts(logs, x, np.log(alpha + whole), np.log(alpha + last), np.asarray(x) > 0)
    return np.asarray(np.exp(staying - np.logaddexp(staying, gone)))


def expected_purchases(logs: Floats, x: ArrayLike, last: Floats, whole: Floats, times: Floats) -> Floats:
    """Purchases to expect of each history (n,) within each of ``times`` (m,): (n, m).

    Of a customer who is still there, the rate given the history is Gamma(r + x, α + T) and the chance to stop
    Beta(a, b + x), so the mean is E[(1 − (1 + p t/(α+T))^−(r+x)) / p] over p. That is the hypergeometric function of
    the
    paper without its pole at a = 1 and its overflow for many repeats; it is summed at the nodes of Gauss and Jacobi.
    """
    r, alpha, a, b = np.exp(logs)
    x = np.asarray(x)
    found = np.empty((len(x), len(times)))
    for one in np.unique(x):
        rows = np.flatnonzero(x == one)
        nodes, weights = _beta_nodes(a, b + one)
        at_once = max(1, _CELLS // (len(nodes) * len(times)))
        for begin in range(0, len(rows), at_once):
            part = rows[begin : begin + at_once]
            reach = times[None, :, None] / (alpha + whole[part])[:, None, None]
            found[part] = -np.expm1(-(r + one) * np.log1p(reach * nodes)) @ (weights / nodes)
    return np.asarray(found * still_there(logs, x, last, whole)[:, None])


def _beta_nodes(a: float, b: float) -> tuple[Floats, Floats]:
    """Nodes and weights that integrate against Beta(a, b) on 0–1 (Golub and Welsch 1969)."""
    k = np.arange(1.0, _NODES)
    s = 2 * k + a + b - 2
    diagonal = np.r_[(a / (a + b)), 0.5 * (1 + (a - b) * (a + b - 2) / (s * (s + 2)))]
    off = k * (k + a - 1) * (k + b - 1) * (k + a + b - 2) / (s * s * (s + 1) * np.where(s == 1, 1, s - 1))
    if _NODES > 1:
        off[0] = a * b / ((a + b) ** 2 * (a + b + 1))
    nodes, vectors = eigh_tridiagonal(diagonal, np.sqrt(off))
    kept = nodes > 0
    return nodes[kept], vectors[0, kept] ** 2
