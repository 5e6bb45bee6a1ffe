"""How long customers stay, when many have not left yet: the Kaplan–Meier curve (Kaplan and Meier 1958).

What lives here: the curve with log-log intervals, the share still there at a time, the median stay. Not here: comparing
groups (logrank), what leaving goes with (``insight.prediction.cox``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground.diagnostics import Diagnostic, Place
from outsidein.ground.errors import MeasureError
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import z_value
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from outsidein.measures.intervals import Bounds, Floats

FEW: Final = 10
"""Fewer customers at risk than this, and the curve is marked small there."""


@dataclass(frozen=True, slots=True, eq=False)
class Survival:
    """The share of ``customers`` still there after each of ``times`` (m,), with the ends of its interval.

    ``at_risk`` how many were under observation just before a time, ``left`` how many left at it. ``until`` is the
    longest time anybody was observed; beyond it nothing is known.
    """

    times: Floats
    at_risk: NDArray[np.int64]
    left: NDArray[np.int64]
    share: Floats
    low: Floats
    high: Floats
    customers: int
    until: float
    unit: str = ""
    level: float = 0.95

    def at(self, time: float) -> Estimate:
        """The share still there after ``time``, 0–1; nothing where nobody was observed as long."""
        if not self.customers or time > self.until or time < 0:
            return Estimate.nothing()
        row = int(np.searchsorted(self.times, time, side="right")) - 1
        left = int(self.left.sum())
        if row < 0:
            first = int(self.at_risk[0]) if len(self.at_risk) else self.customers
            _, low, _ = _unharmed(first, self.level)
            found, risk = (1.0, low, 1.0), first
        else:
            found, risk = (self.share[row], self.low[row], self.high[row]), int(self.at_risk[row])
        value, low, high = (float(end) for end in found)
        bare = value in (0.0, 1.0)
        return Estimate(
            value,
            low,
            high,
            self.customers,
            say("value.method-exact-bound") if bare else say("value.method-log-log"),
            cites=(Cite(formula=say("value.survival-formula", left=left)),),
            small=risk < FEW or self.customers < 30,
            level=self.level,
            people=self.customers,
        )

    @property
    def median(self) -> Estimate:
        """The time after which half have left (Brookmeyer and Crowley 1982); infinite where that is not reached."""
        if not self.customers:
            return Estimate.nothing(unit=self.unit)
        half = 0.5 + 1e-12
        value, low, high = (self._first(curve <= half) for curve in (self.share, self.low, self.high))
        low = min(low, self.until)  # longer than anybody was observed is all that can be said
        found = Estimate(
            value,
            min(low, value),
            max(high, value),
            self.customers,
            say("value.method-log-log"),
            unit=self.unit,
            cites=(Cite(formula=say("value.median-formula")),),
            small=int(self.left.sum()) < FEW,
            level=self.level,
            people=self.customers,
        )
        return found if np.isfinite(value) else replace(found, notes=(say("value.median-not-reached"),))

    def _first(self, reached: NDArray[np.bool_]) -> float:
        return float(self.times[int(np.argmax(reached))]) if reached.any() else float("inf")


def survival(
    duration: ArrayLike, left: ArrayLike, *, customers: ArrayLike | None = None, unit: str = "", level: float = 0.95
) -> Survival:
    """The curve of customers observed for ``duration`` (n,), of whom some ``left`` at its end and the rest had not yet.

    ``customers`` counts how many each row stands for. Who was observed exactly as long as another took to leave was
    at risk with them. Nobody at all gives an empty curve. Where nobody has left yet the log-log interval has no width,
    so there the bound of Clopper and Pearson on those at risk stands in.

    >>> curve = survival([1, 2, 2, 3], [True, True, False, False])
    >>> curve.at(2).value, curve.median.value
    (0.5, 2.0)
    """
    time, gone, many = checked(duration, left, customers)
    order = np.argsort(time, kind="stable")
    time, gone, many = time[order], gone[order], many[order]
    total = int(many.sum())
    times, starts = np.unique(time, return_index=True)
    ended = np.add.reduceat(gone * many, starts) if len(time) else np.zeros(0, np.int64)
    before = np.r_[0, np.cumsum(many)][starts]
    risk = total - before
    shown = ended > 0
    share = np.cumprod(1 - ended[shown] / risk[shown])
    low, high = _log_log(share, ended[shown], risk[shown], level)
    until = float(times[-1]) if len(times) else 0.0
    return Survival(times[shown], risk[shown], ended[shown], share, low, high, total, until, unit, level)


def checked(
    duration: ArrayLike, left: ArrayLike, customers: ArrayLike | None = None
) -> tuple[Floats, NDArray[np.bool_], NDArray[np.int64]]:
    """Durations, who left and how many, as arrays; MeasureError ``measures/bad-duration`` names the first bad row."""
    time, gone = np.asarray(duration, dtype=np.float64).ravel(), np.asarray(left, dtype=bool).ravel()
    many = np.ones(len(time), np.int64) if customers is None else np.asarray(customers, dtype=np.int64).ravel()
    if not len(time) == len(gone) == len(many):
        raise ValueError("duration, left and customers have one length")
    wrong = ~(np.isfinite(time) & (time >= 0) & (many >= 0))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise MeasureError(
            Diagnostic(
                "measures/bad-duration",
                say("value.bad-duration", duration=str(time[row])),
                say("value.bad-duration-fix"),
                Place(row=row + 1),
            )
        )
    return time, gone, many


def _log_log(share: Floats, ended: NDArray[np.int64], risk: NDArray[np.int64], level: float) -> Bounds:
    """Greenwood’s variance carried to log(−log S), where the interval stays within 0–1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(ended / (risk * (risk - ended)))
        logs = np.log(share)
        reach = np.exp(z_value(level) * np.sqrt(variance) / np.abs(logs))
        low, high = share**reach, share ** (1 / reach)
    gone = share <= 0
    if gone.any():  # the last of them left: not below 0, and not above what stood before
        last = int(np.argmax(gone))
        low[last:], high[last:] = 0.0, high[last - 1] if last else _unharmed(int(risk[0]), level)[2]
    return low, high


def _unharmed(risk: int, level: float) -> tuple[float, float, float]:
    """Nobody of ``risk`` left: the share, its lowest by Clopper and Pearson, and the highest of the mirror case."""
    lowest = ((1 - level) / 2) ** (1 / max(risk, 1))
    return 1.0, lowest, 1 - lowest
