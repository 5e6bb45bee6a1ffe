"""Drivers: do the intervals cover, and what does it cost. The figures of docs/reference/drivers.md.

What lives here: simulated surveys with known shares, on which the analytic interval is held against the bootstrap;
scores; and the time of the real airline file. ``python -m bench drivers``; ``run(surveys=…)`` for finer coverage.
"""

from __future__ import annotations

import csv
import gzip
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from outsidein.evidence.store import Store
from outsidein.insight.correlation import moments, resample
from outsidein.insight.drivers import find_drivers
from outsidein.insight.importance import betas, explained, in_percent, johnson, lmg, lmg_parts
from outsidein.insight.opportunity import opportunities
from outsidein.insight.ratings import Ratings, choose
from outsidein.insight.shares import How, reckon_shares

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class World:
    """A way to answer: p ratings 1–5 that hang together, an outcome, and how customers and gaps come about."""

    name: str
    weights: tuple[float, ...]
    together: float = 0.4
    chain: bool = False
    binary: bool = True
    uneven: float = 0.0
    """How much more the outcome varies among those unhappy with the first touchpoint (heteroscedastic)."""
    responses: int = 1
    """Responses per customer; what customers have in common is half of everything."""
    answered: float = 1.0
    rare: float = 0.0
    """How much better all must be for the outcome to come about."""
    sizes: tuple[int, ...] = (100, 200, 500, 2000)

    def draw(self, n: int, rng: np.random.Generator) -> tuple[Floats, NDArray[np.intp] | None]:
        """n responses: ratings and outcome (n, p + 1), and where each customer starts."""
        p = len(self.weights)
        apart = np.abs(np.subtract.outer(np.arange(p), np.arange(p)))
        root = np.linalg.cholesky(self.together**apart if self.chain else np.where(apart, self.together, 1.0))
        latent, noise = rng.normal(size=(n, p)) @ root.T, rng.normal(size=n)
        starts = None
        if self.responses > 1:
            starts = np.arange(0, n, self.responses)
            customer = np.arange(n) // self.responses
            latent = np.sqrt(0.5) * (latent + (rng.normal(size=(n, p)) @ root.T)[customer])
            noise = np.sqrt(0.5) * (noise + rng.normal(size=n)[customer])
        x = np.digitize(latent, (-1.5, -0.6, 0.2, 1.0)) + 1.0
        pull = (x - 3.3) @ np.array(self.weights) - self.rare
        loud = noise * (1.6 + self.uneven * (x[:, 0] < 3))
        y = (pull + loud > 0).astype(float) if self.binary else np.clip(np.round(7 + 1.4 * pull + loud), 0, 10)
        rows = np.column_stack([x, y])
        rows[:, :-1][rng.random(x.shape) > self.answered] = np.nan
        return rows, starts

    def truth(self, rng: np.random.Generator) -> Floats:
        """The correlations of everybody, from two million respondents."""
        everyone = replace(self, responses=1, answered=1.0)
        whole = np.mean([np.cov(everyone.draw(200_000, rng)[0].T) for _ in range(10)], axis=0)
        scale = np.sqrt(np.diag(whole))
        return np.asarray(whole / np.outer(scale, scale))


EIGHT = (1.0, 0.6, 0.4, 0.3, 0.2, 0.1, 0.0, 0.0)
FOURTEEN = (0.6, 0.4, 0.3, 0.3, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1, 0.05, 0.0, 0.0)
WORLDS = (
    World("4, bought again", (0.8, 0.4, 0.2, 0.0), 0.5, chain=True),
    World("8, bought again", EIGHT),
    World("14, NPS, uneven spread", FOURTEEN, 0.3, chain=True, binary=False, uneven=1.5),
    World("10, weak, bought again", (0.3, 0.15, 0.1, *(0.0,) * 7), 0.3, chain=True, sizes=(200, 500, 2000)),
    World("6, strong, NPS", (1.5, 0.4, 0.2, 0.1, 0.0, 0.0), 0.6, binary=False),
    World("6, four responses a customer", (1.0, 0.5, 0.3, 0.2, 0.1, 0.0), responses=4, sizes=(400, 2000)),
    World("4, 4 % bought again", (0.8, 0.4, 0.2, 0.0), rare=3.5, sizes=(400, 1000, 4000)),
    World("8, 60 % answered (pairs)", EIGHT, answered=0.6, sizes=(300, 1000)),
)


def run(surveys: int = 300, samples: int = 200) -> None:
    """Print coverage and cost as tables."""
    print(f"Coverage in % of 95 % intervals over {surveys} surveys, and mean width in points of share, for the first")
    print("driver / the mean of those with an effect of their own / of those without. Bootstrap in every fifth survey,")
    print(f"{samples} samples.\n")
    print(
        "| touchpoints, outcome | R² | n | interval | width | R² | betas | unclustered | percentile bootstrap | width |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for world in WORLDS:
        rng = np.random.default_rng(20261121)
        truth = world.truth(rng)
        for n in world.sizes:
            print(_cover(world, truth, n, surveys, samples, rng), flush=True)
    print()
    _opportunity(surveys)
    _cost()


def _cover(world: World, truth: Floats, n: int, surveys: int, samples: int, rng: np.random.Generator) -> str:
    real, r2, beta = in_percent(lmg(truth)).value, float(explained(truth).value[0]), betas(truth).value
    p = len(real)
    hit, width, loose, boot, boot_width, of_beta = (np.zeros(p) for _ in range(6))
    of_r2 = boots = taken = 0
    for at in range(surveys):
        rows, starts = world.draw(n, rng)
        ratings = Ratings(tuple(map(str, range(p))), rows.astype(np.float32), starts, None)
        chosen = choose(ratings)
        if len(chosen.columns) < p:
            continue
        found = reckon_shares(ratings, chosen, How())
        taken += 1
        hit += (found.low <= real) & (real <= found.high)
        width += found.high - found.low
        of_r2 += found.r2[1] <= r2 <= found.r2[2]
        of_beta += np.abs(found.betas - beta) <= found.reach
        if starts is not None:
            alone = replace(ratings, starts=None)
            plain = reckon_shares(alone, choose(alone), How())
            loose += (plain.low <= real) & (real <= plain.high)
        if at % 5 == 0 and not chosen.pairs:
            low, high = _percentile(rows, starts, samples, rng)
            boots += 1
            boot += (low <= real) & (real <= high)
            boot_width += high - low
    cells = [world.name, f"{r2:.2f}", f"{n:,}", _three(100 * hit / taken, world), _three(width / taken, world)]
    cells += [f"{100 * of_r2 / taken:.1f}", f"{100 * of_beta.mean() / taken:.1f}"]
    cells.append(_three(100 * loose / taken, world) if world.responses > 1 else "")
    cells += [_three(100 * boot / boots, world), _three(boot_width / boots, world)] if boots else ["", ""]
    return f"| {' | '.join(cells)} |"


def _three(values: Floats, world: World) -> str:
    weights = np.array(world.weights)
    others, idle = values[1:][weights[1:] > 0], values[weights == 0]
    return " / ".join(f"{part.mean():.1f}" for part in (values[:1], others, idle) if len(part))


def _percentile(
    rows: Floats, starts: NDArray[np.intp] | None, samples: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    drawn = resample(rows, moments(rows), count=samples, generator=rng, starts=starts)
    parts = lmg_parts(drawn)
    parts = parts[parts.sum(axis=1) > 0]  # a sample may lack the rarer answer altogether
    low, high = np.quantile(100 * parts / parts.sum(axis=1, keepdims=True), (0.025, 0.975), axis=0)
    return low, high


def _opportunity(surveys: int) -> None:
    """Each survey is a touchpoint of one store, so one question answers all."""
    print("Opportunity score, both asked of everybody (correlated) or of different people:\n")
    print("| important, satisfied | score | people | coverage same people | other people | width |")
    print("|---|---|---|---|---|---|")
    rng = np.random.default_rng(20261121)
    for important, satisfied in ((0.9, 0.3), (0.7, 0.5), (0.6, 0.6), (0.5, 0.55), (0.4, 0.8), (0.98, 0.5)):
        true = 10 * (important + max(important - satisfied, 0))
        for n in (40, 200):
            covered = []
            for same in (True, False):
                found = opportunities(_stated(important, satisfied, n, 5 * surveys, same, rng))
                covered.append(100 * np.mean([one.score.low <= true <= one.score.high for one in found]))
                width = np.mean([one.score.high - one.score.low for one in found])
            shares = f"{important:.0%}, {satisfied:.0%}"
            print(f"| {shares} | {true:.1f} | {n} | {covered[0]:.1f} | {covered[1]:.1f} | {width:.1f} |", flush=True)
    print()


def _stated(
    important: float, satisfied: float, n: int, touchpoints: int, same: bool, rng: np.random.Generator
) -> Store:
    """Answers of n people to both questions about each of many touchpoints; the same people answer alike."""
    from scipy.special import ndtri

    common = rng.normal(size=(touchpoints, n))
    columns: dict[str, list[NDArray[np.generic]]] = {"response": [], "asks": [], "value": [], "touchpoint": []}
    for asks, share, shift in (("importance", important, 0), ("satisfaction", satisfied, 0 if same else n)):
        latent = np.sqrt(0.5) * (common + rng.normal(size=common.shape)) if same else rng.normal(size=common.shape)
        columns["value"].append(np.where(latent < ndtri(share), 4.0, 2.0).ravel())
        columns["response"].append(np.tile(np.arange(n) + shift, touchpoints))
        columns["touchpoint"].append(np.repeat(np.arange(touchpoints), n).astype(str))
        columns["asks"].append(np.full(touchpoints * n, asks))
    answers = pa.table({name: np.concatenate(parts) for name, parts in columns.items()})
    answers = answers.append_column("low", pa.array(np.ones(len(answers))))
    answers = answers.append_column("high", pa.array(np.full(len(answers), 5.0)))
    return Store.memory(responses=pa.table({"response": np.arange(2 * n)}), answers=answers)


def _cost() -> None:
    print("| cost, best of three | seconds | of processors |")
    print("|---|---|---|")
    rng = np.random.default_rng(1)
    for p in (10, 14, 18, 20, 22):
        matrix = np.corrcoef((rng.normal(size=(200, p + 1)) @ rng.normal(size=(p + 1, p + 1))).T)
        print(f"| LMG and its gradient, {p} touchpoints, all {2**p:,} subsets | {_best(lambda m=matrix: lmg(m))} |")
        if p == 14:
            print(f"| Johnson’s weights and their gradient, {p} touchpoints | {_best(lambda m=matrix: johnson(m))} |")
    root = Path(__file__).resolve().parents[1].parent / "shared" / "data"
    path = (
        Path(os.environ.get("OUTSIDEIN_DATA", root)) / "airline_satisfaction" / "airline_passenger_satisfaction.csv.gz"
    )
    if not path.is_file():
        print("\nThe airline file is not here (set OUTSIDEIN_DATA).")
        return
    store = airline(path)
    print(f"| airline, 129,880 × 14, delta method | {_best(lambda: find_drivers(store, outcome='satisfied'))} |")

    def bootstrap() -> None:
        find_drivers(store, outcome="satisfied", bootstrap=500, generator=np.random.default_rng(1))

    print(f"| airline, bootstrap of 500 | {_best(bootstrap)} |")


def airline(path: Path) -> Store:
    """The real survey as a store in memory: 0 means not applicable."""
    with gzip.open(path, "rt", newline="") as file:
        head, *lines = csv.reader(file)
    names = head[9:-1]
    values = np.array([line[9:-1] for line in lines], dtype=np.float64)
    satisfied = np.array([line[-1] == "Satisfied" for line in lines], dtype=np.float64)
    n, p = values.shape
    answers = pa.table(
        {
            "response": np.repeat(np.arange(n), p + 1),
            "question": pa.DictionaryArray.from_arrays(np.tile(np.arange(p + 1), n), [*names, "satisfied"]),
            "touchpoint": pa.DictionaryArray.from_arrays(np.tile(np.arange(p + 1), n), [*names, None]),
            "asks": pa.DictionaryArray.from_arrays(np.tile(np.arange(p + 1) == p, n) + 0, ["satisfaction", "outcome"]),
            "value": np.column_stack([np.where(values > 0, values, np.nan), satisfied]).ravel(),
            "applicable": np.column_stack([values > 0, np.ones(n, bool)]).ravel(),
            "low": np.tile(np.arange(p + 1) < p, n).astype(float),
            "high": np.tile(np.where(np.arange(p + 1) < p, 5.0, 1.0), n),
        }
    )
    return Store.memory(responses=pa.table({"response": np.arange(n)}), answers=answers)


def _best(work: Callable[[], object]) -> str:
    """Wall and processor seconds, the least of three each: the second is steadier on a busy machine."""
    walls, processors = [], []
    for _ in range(3):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return f"{min(walls):.4f} | {min(processors):.4f}"
