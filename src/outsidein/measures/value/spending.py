"""What a purchase of a customer is worth: the Gamma-Gamma model (Fader, Hardie and Lee 2005; Fader and Hardie 2013).

What lives here: the fit on repeats and mean spends, and the spend to expect of a customer. Not here: how many purchases
there will be (buying), the two together (lifetime).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import minimize
from scipy.special import digamma, gammaln

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import z_value
from outsidein.measures.phrases import say
from outsidein.measures.value.buying import FEWEST, SMALL
from outsidein.measures.value.delta import bounds, covariance

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from outsidein.measures.intervals import Floats


_SOUGHT: Final = ((-12.0, 12.0),) * 3
_PRECISE: Final = {"maxiter": 2000, "ftol": 1e-14, "gtol": 1e-7}


@dataclass(frozen=True, slots=True, eq=False)
class Spending:
    """A fitted Gamma-Gamma: a purchase is Gamma(``p``, ν), and ν differs between customers as Gamma(``q``, ``v``).

    ``together`` is the correlation of repeats and spend, which the model takes to be 0; ``ends`` are the
    log-parameters where p is at the ends of its profile interval, and ``spread`` is the covariance (3, 3) of the others
    given p: how much a customer’s own purchases differ is seen only through means, so the likelihood of p is lopsided
    and may have no upper end. ``customers`` are those who came back.
    """

    p: Estimate
    q: Estimate
    v: Estimate
    together: Estimate
    log_likelihood: float
    customers: int
    spread: Floats
    ends: tuple[Floats, ...]
    notes: tuple[str, ...] = ()
    level: float = 0.95

    @property
    def parameters(self) -> Floats:
        """The log-parameters (3,): of p, q, v."""
        return np.log([self.p.value, self.q.value, self.v.value])

    def expected(self, *, repeats: int, spend: float = 0.0) -> Estimate:
        """The mean worth of a purchase after so many repeats of this mean worth; without any, that of anybody."""
        x, z = np.array([float(repeats)]), np.array([float(spend)])
        value, (low, high) = bounds(
            lambda at: expected_spend(at, x, z),
            self.parameters,
            self.spread,
            scale="log",
            profile=self.ends,
            level=self.level,
        )
        return Estimate(
            float(value[0]),
            float(low[0]),
            float(high[0]),
            self.customers,
            say("value.method-delta"),
            cites=(Cite(formula=say("value.spend-formula")),),
            small=self.customers < SMALL,
            level=self.level,
            notes=self.notes,
            people=self.customers,
        )


def fit_spending(
    repeats: ArrayLike, spend: ArrayLike, *, customers: ArrayLike | None = None, level: float = 0.95
) -> Spending:
    """The Gamma-Gamma of greatest likelihood, of customers with ``repeats`` of mean worth ``spend``.

    Who never came back has no repeat to be worth anything, and a worth of 0 or less has no place in the model: both are
    left out, the second is said. MeasureError ``measures/too-few-customers`` where fewer than 10 are left, and
    ``measures/no-mean-spend`` where spends scatter so widely that they have no mean (q ≤ 1).
    """
    x, z = (np.asarray(part, dtype=np.float64).ravel() for part in (repeats, spend))
    n = np.ones(len(x)) if customers is None else np.asarray(customers, dtype=np.float64).ravel()
    came = (x > 0) & (n > 0)
    kept = came & (z > 0) & np.isfinite(z)
    left_out = int(n[came & ~kept].sum())
    x, z, n = x[kept], z[kept], n[kept]
    total = int(n.sum())
    if total < FEWEST:
        raise MeasureError(
            Diagnostic(
                "measures/too-few-customers",
                say("value.too-few-spends", n=total, fewest=FEWEST),
                say("value.more-customers"),
            )
        )
    unit = float(np.average(z, weights=n))

    def likelihood(logs: Floats) -> tuple[float, Floats]:
        return _likelihood(logs, x, z / unit, n)

    fit = minimize(
        likelihood,
        np.array([0.5, 0.5, 0.5]),
        jac=True,
        method="L-BFGS-B",
        bounds=_SOUGHT,
        options=_PRECISE,
    )
    at = np.asarray(fit.x, dtype=np.float64)
    if at[1] <= 0:
        raise MeasureError(Diagnostic("measures/no-mean-spend", say("value.no-mean-spend"), say("value.cap-spends")))
    spread = np.zeros((3, 3))
    spread[1:, 1:] = covariance(lambda where: likelihood(np.r_[at[0], where])[1][1:], at[1:])
    found = tuple(_profile_end(likelihood, at, float(fit.fun), way, level) for way in (-1, 1))
    shift = np.array([0.0, 0.0, np.log(unit)])
    ends, at = tuple(end + shift for end in found), at + shift
    values, (low, high) = bounds(np.exp, at, spread, scale="log", profile=ends, level=level)
    open_end = found[1][0] >= _SOUGHT[0][1]
    if open_end:
        high[0] = np.inf
    p, q, v = (
        Estimate(
            float(value),
            float(lowest),
            float(highest),
            total,
            say("value.method-profile"),
            small=total < SMALL,
            level=level,
            people=total,
        )
        for value, lowest, highest in zip(values, low, high, strict=True)
    )
    together = _together(x, z, n, level)
    notes = []
    if together.known and not together.low <= 0 <= together.high:
        notes.append(say("value.spend-goes-with-repeats", more=together.value > 0, r=round(together.value, 2)))
    if open_end:
        notes.append(say("value.no-upper-end"))
    if left_out:
        notes.append(say("value.spends-left-out", n=left_out))
    log_likelihood = -float(fit.fun) - total * float(np.log(unit))
    return Spending(p, q, v, together, log_likelihood, total, spread, ends, tuple(notes), level)


def _profile_end(
    likelihood: Callable[[Floats], tuple[float, Floats]], at: Floats, least: float, way: int, level: float
) -> Floats:
    """The log-parameters where the profile likelihood of p has fallen by z²/2, downwards or upwards of the fit."""
    allowed = least + z_value(level) ** 2 / 2
    others = at[1:]

    def best(log_p: float) -> tuple[float, Floats]:
        """The least at this log p, sought from where the last one was found."""
        nonlocal others

        def of_others(rest: Floats) -> tuple[float, Floats]:
            value, slope = likelihood(np.r_[log_p, rest])
            return value, slope[1:]

        fit = minimize(of_others, others, jac=True, method="L-BFGS-B", bounds=_SOUGHT[1:], options=_PRECISE)
        others = np.asarray(fit.x, dtype=np.float64)
        return float(fit.fun), np.r_[log_p, others]

    inside, reach = float(at[0]), 0.25
    while True:
        outside = float(np.clip(inside + way * reach, *_SOUGHT[0]))
        value, found = best(outside)
        if value > allowed:
            break
        if abs(outside) >= _SOUGHT[0][1]:
            return found
        inside, reach = outside, 2 * reach
    while abs(outside - inside) > 1e-3:
        middle = (inside + outside) / 2
        value, found = best(middle)
        inside, outside = (inside, middle) if value > allowed else (middle, outside)
    return found


def expected_spend(logs: Floats, x: Floats, z: Floats) -> Floats:
    """E[M | x, z̄] = p (v + x z̄) / (p x + q − 1): the spend seen, drawn towards that of everybody."""
    p, q, v = np.exp(logs)
    return np.asarray(p * (v + x * z) / (p * x + q - 1))


def _likelihood(logs: Floats, x: Floats, z: Floats, n: Floats) -> tuple[float, Floats]:
    """The negative log-likelihood and its gradient by the logarithms of p, q and v."""
    p, q, v = np.exp(logs)
    px, whole = p * x, x * z + v
    log_whole, log_sum = np.log(whole), np.log(z) + np.log(x)
    value = gammaln(px + q) - gammaln(px) - gammaln(q) + q * np.log(v) + px * log_sum - np.log(z) - (px + q) * log_whole
    both = digamma(px + q)
    gradient = np.array(
        [
            p * (n @ (x * (both - digamma(px) + log_sum - log_whole))),
            q * (n @ (both - digamma(q) + np.log(v) - log_whole)),
            v * (n @ (q / v - (px + q) / whole)),
        ]
    )
    return -float(n @ value), -gradient


def _together(x: Floats, z: Floats, n: Floats, level: float) -> Estimate:
    """Pearson’s correlation of repeats and log spend, with Fisher’s interval."""
    total = int(n.sum())
    dx, dz = x - np.average(x, weights=n), np.log(z) - np.average(np.log(z), weights=n)
    scale = np.sqrt((n @ dx**2) * (n @ dz**2))
    if total < 4 or scale <= 0:
        return Estimate.nothing()
    r = float(np.clip(n @ (dx * dz) / scale, -1, 1))
    half, centre = z_value(level) / np.sqrt(total - 3), np.arctanh(np.clip(r, -1 + 1e-12, 1 - 1e-12))
    low, high = float(np.tanh(centre - half)), float(np.tanh(centre + half))
    return Estimate(r, min(low, r), max(high, r), total, say("value.method-fisher"), level=level, people=total)
