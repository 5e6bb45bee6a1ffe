"""Value: what counting equal histories is worth, and whether intervals cover. The figures of docs/reference/value.md.

What lives here: BG/NBD on a million made-up customers, by distinct history and one by one, and coverage over simulated
bases. ``python -m bench value``; ``run(customers=…, bases=…)`` for more or less.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from outsidein.insight.prediction import fit_cox
from outsidein.measures.value import Purchases, fit_buying, fit_spending, grouped, survival
from outsidein.measures.value.buying import expected_purchases
from outsidein.measures.value.spending import expected_spend

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class World:
    """Customers who buy at rates from Gamma(r, α) and stop after a purchase with chances from Beta(a, b)."""

    name: str
    r: float
    alpha: float
    a: float
    b: float

    @property
    def logs(self) -> Floats:
        return np.log([self.r, self.alpha, self.a, self.b])

    def draw(self, n: int, rng: np.random.Generator) -> tuple[Floats, Floats, Floats]:
        """Repeats, recency and age in weeks of n customers who came within twelve weeks of each other."""
        rate, stop = rng.gamma(self.r, 1 / self.alpha, n), rng.beta(self.a, self.b, n)
        whole = np.ceil(rng.uniform(189, 273, n)) / 7
        at, repeats, recency = np.zeros(n), np.zeros(n), np.zeros(n)
        active = np.arange(n)
        while len(active):
            at[active] += rng.exponential(1 / rate[active])
            active = active[at[active] <= whole[active]]
            repeats[active] += 1
            recency[active] = at[active]
            active = active[rng.random(len(active)) >= stop[active]]
        return repeats, np.minimum(np.ceil(recency * 7) / 7, whole), whole


WORLDS = (World("as CDNOW", 0.243, 4.414, 0.793, 2.426), World("busier", 0.6, 5.0, 0.8, 3.0))


def run(customers: int = 1_000_000, bases: int = 200) -> None:
    """Print cost and coverage as tables."""
    _cost(customers)
    _cover_buying(bases)
    _cover_others(bases)


def _cost(customers: int) -> None:
    repeats, recency, age = WORLDS[0].draw(customers, np.random.default_rng(20261122))
    counted: list[Purchases] = []
    one_by_one = Purchases(
        repeats.astype(np.int64), recency, age, np.ones(customers, np.int64), np.full(customers, np.nan)
    )
    print(f"| BG/NBD, {customers:,} customers seen by the day | rows | seconds | of processors | × |")
    print("|---|---|---|---|---|")
    group = _timed(lambda: counted.append(grouped(repeats, recency, age)))
    fits = []
    fit = _timed(lambda: fits.append(fit_buying(counted[0])))
    alone = _timed(lambda: fits.append(fit_buying(one_by_one)))
    whole = group[0] + fit[0], group[1] + fit[1]
    print(f"| count equal histories | {customers:,} | {group[0]:.2f} | {group[1]:.2f} | |")
    print(f"| fit, counted | {len(counted[0].repeats):,} | {fit[0]:.2f} | {fit[1]:.2f} | |")
    print(f"| both | | {whole[0]:.2f} | {whole[1]:.2f} | 1 |")
    print(f"| fit, one by one | {customers:,} | {alone[0]:.2f} | {alone[1]:.2f} | {alone[1] / whole[1]:.1f} |")
    apart = max(abs(one.value / other.value - 1) for one, other in zip(_four(fits[0]), _four(fits[1]), strict=True))
    print(f"\nLargest difference of a parameter between the two fits: {apart:.1e}.\n")


def _four(fit: object) -> tuple[object, ...]:
    return tuple(getattr(fit, name) for name in ("r", "alpha", "a", "b"))


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of processors; the latter is steadier on a busy machine."""
    wall, processors = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - processors


def _cover_buying(bases: int) -> None:
    print(f"Coverage in % of 95 % intervals over {bases} simulated bases:\n")
    print("| world | customers | r | α | a | b | expected (x 2, t_x 30, T 39) | all customers’ purchases |")
    print("|---|---|---|---|---|---|---|---|")
    at = np.array([2.0]), np.array([30.0]), np.array([39.0])
    ahead = np.array([39.0])
    for world in WORLDS:
        truth = expected_purchases(world.logs, *at, ahead)[0, 0]
        for n in (300, 1000, 3000):
            rng = np.random.default_rng(n)
            hits = np.zeros(6)
            for _ in range(bases):
                histories = grouped(*world.draw(n, rng))
                fit = fit_buying(histories)
                x, last, age = histories.repeats, histories.recency, histories.age
                total = histories.customers @ expected_purchases(world.logs, x, last, age, ahead)[:, 0]
                found = [fit.r, fit.alpha, fit.a, fit.b]
                found += [fit.expected(39, repeats=2, recency=30, age=39), fit.total(39, histories)]
                true = (world.r, world.alpha, world.a, world.b, truth, total)
                hits += [one.low <= value <= one.high for one, value in zip(found, true, strict=True)]
            cells = " | ".join(f"{100 * hit / bases:.1f}" for hit in hits)
            print(f"| {world.name} | {n:,} | {cells} |", flush=True)
    print()


def _cover_others(bases: int) -> None:
    rng = np.random.default_rng(1)
    print("| interval | n | coverage |")
    print("|---|---|---|")
    for n in (100, 1000):
        hits = np.zeros(2)
        truth = expected_spend(np.log([6.25, 3.74, 15.4]), np.array([3.0]), np.array([20.0]))[0]
        for _ in range(bases):
            repeats = rng.integers(1, 8, n)
            spend = rng.gamma(6.25 * repeats, 1 / rng.gamma(3.74, 1 / 15.4, n)) / repeats
            fit = fit_spending(repeats, spend)
            expected = fit.expected(repeats=3, spend=20.0)
            hits += [fit.p.low <= 6.25 <= fit.p.high, expected.low <= truth <= expected.high]
        print(f"| Gamma-Gamma p / expected spend | {n:,} | {100 * hits[0] / bases:.1f} / {100 * hits[1] / bases:.1f} |")
    for n in (30, 60, 300):
        hits = np.zeros(3)
        for _ in range(5 * bases):
            stay, end = rng.exponential(10, n), rng.uniform(0, 35, n)
            curve = survival(np.minimum(stay, end), stay <= end)
            early, late, median = curve.at(2), curve.at(12), curve.median
            hits += [
                early.low <= np.exp(-0.2) <= early.high,
                late.low <= np.exp(-1.2) <= late.high,
                median.low <= 10 * np.log(2) <= median.high,
            ]
        cells = " / ".join(f"{100 * hit / (5 * bases):.1f}" for hit in hits)
        print(f"| Kaplan–Meier: S(2) / S(12) / median | {n} | {cells} |", flush=True)
    for n in (100, 400):
        hits, drifting = np.zeros(2), 0
        for _ in range(2 * bases):
            x, group = rng.normal(size=n), rng.random(n) < 0.4
            stay, end = rng.exponential(10 * np.exp(-0.7 * x + 0.5 * group)), rng.uniform(0, 25, n)
            fit = fit_cox(np.ceil(np.minimum(stay, end)), stay <= end, {"x": x, "group": group})
            ratios = [one.ratio for one in fit.ratios]
            true = np.exp([0.7, -0.5])
            hits += [one.low <= value <= one.high for one, value in zip(ratios, true, strict=True)]
            drifting += any(not one.proportional for one in fit.ratios)
        cells = " / ".join(f"{100 * hit / (2 * bases):.1f}" for hit in hits)
        false = 100 * drifting / (2 * bases)
        print(f"| Cox ratios; steady ratios called drifting: {false:.1f} % | {n} | {cells} |", flush=True)
