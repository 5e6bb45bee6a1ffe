"""How often hotspots and bright spots are found, and how often they cry wolf: ``python -m bench.power_hotspots``.

What lives here: made-up ratings with known truths, through the same fit, test and correction as a reading. The sums are
taken in NumPy instead of the engine, so that a thousand runs take seconds; tests hold the two equal. A false alarm is a
finding at a touchpoint that differs from the others by no more than the smallest effect that matters.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from outsidein.evidence.tables import Asks
from outsidein.insight.compare import Family, Sides, against_rest
from outsidein.insight.contrast import fit
from outsidein.insight.hotspots import judge
from outsidein.insight.place import Place
from outsidein.insight.sums import Sums


@dataclass(frozen=True, slots=True)
class World:
    """What is made up: people, touchpoints, how far the planted ones lie off (points of 1–10), how people are.

    ``mood`` is the spread between people, ``halo`` how strongly the errors of neighbouring touchpoints hang together,
    ``met`` the chance to have rated a touchpoint, ``grumble`` how much less likely the contented meet the last ones.
    """

    name: str
    people: int = 400
    touchpoints: int = 12
    off: float = 0.0
    planted: int = 0
    met: float = 0.75
    mood: float = 1.4
    error: float = 1.8
    halo: float = 0.3
    grumble: float = 0.0
    smallest: float = 0.3


WORLDS = (
    World("nothing planted"),
    World("nothing planted, 40 people", people=40),
    World("nothing planted, grumblers meet half of it", grumble=0.8),
    World("nothing planted, smallest effect 0", smallest=0.0),
    World("nothing planted, smallest effect 0, 20 people", smallest=0.0, people=20),
    World("nothing planted, smallest effect 0, 3 of 12 met", smallest=0.0, met=0.25),
    World("nothing planted, smallest effect 0, grumblers", smallest=0.0, grumble=0.8),
    World("nothing planted, smallest effect 0, strong halo", smallest=0.0, halo=0.5),
    World("three off by 0.6, smallest effect 0", smallest=0.0, off=0.6, planted=3),
    World("three off by exactly 0.3", off=0.3, planted=3),
    World("one off by 0.6", off=0.6, planted=1),
    World("one off by 0.9", off=0.9, planted=1),
    World("one off by 0.9, 100 people", people=100, off=0.9, planted=1),
    World("one off by 0.9, 2,000 people", people=2000, off=0.9, planted=1),
    World("one off by 1.5", off=1.5, planted=1),
    World("one off by 1.5, 100 people", people=100, off=1.5, planted=1),
    World("one off by 1.5, 100 people, 3 of 12 met", people=100, off=1.5, planted=1, met=0.25),
    World("three off by 0.9", off=0.9, planted=3),
    World("three of eight off by 2", touchpoints=8, off=2.0, planted=3),
    World("one of six off by 2.5", touchpoints=6, off=2.5, planted=1),
)


def ratings(world: World, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ratings on 1–10 as five-point answers give them, NaN where not met, and the true level of each touchpoint."""
    p = world.touchpoints
    level = np.full(p, 6.4)
    level[: world.planted] -= world.off
    mood = rng.normal(0, world.mood, (world.people, 1))
    error = rng.normal(0, world.error, (world.people, p))
    error = np.sqrt(1 - world.halo) * error + np.sqrt(world.halo) * np.roll(error, 1, axis=1)
    said = level + mood + error
    truth = level - _cut_bias(level, world)
    met = np.full((world.people, p), world.met)
    met[:, p // 2 :] *= np.clip(1 - world.grumble * (mood > 0), 0, 1)
    cut = 1 + 2.25 * (np.clip(np.rint(1 + (said - 1) / 2.25), 1, 5) - 1)
    return np.where(rng.random(met.shape) < met, cut, np.nan), truth


def _cut_bias(level: NDArray[np.float64], world: World) -> NDArray[np.float64]:
    """What is lost when levels near an end are cut to five answers: truth is the mean of what people can say."""
    grid = np.linspace(-5, 5, 2001)
    weight = np.exp(-(grid**2) / 2)
    spread = np.hypot(world.mood, world.error)
    felt = level[:, None] + spread * grid
    cut = 1 + 2.25 * (np.clip(np.rint(1 + (felt - 1) / 2.25), 1, 5) - 1)
    return level - (cut * weight).sum(axis=1) / weight.sum()


def sums_of(rated: NDArray[np.float64]) -> tuple[Sums, Family, tuple[Place, ...]]:
    """What the engine would have summed up of a matrix of ratings, respondents × touchpoints."""
    known = ~np.isnan(rated)
    shifted = np.where(known, rated - 5.5, 0.0)
    n = known.sum(axis=0).astype(float)
    s = shifted.sum(axis=0)
    sums = Sums(n=n, s=s, ss=(shifted**2).sum(axis=0), sn=s, nn=n, people=n)
    size = known.sum(axis=1)
    keep = size > 0
    share = known[keep] / np.sqrt(size[keep])[:, None]
    own = shifted[keep].sum(axis=1) / size[keep]
    above = (shifted[keep] - own[:, None] * known[keep]).sum(axis=0)
    fitted = fit(n, share.T @ share, above)
    left = np.where(known[keep], shifted[keep] - fitted.levels, 0.0)
    scores = left - known[keep] * (left.sum(axis=1) / size[keep])[:, None]
    keys = tuple(f"t{at}" for at in range(rated.shape[1]))
    paired = known[size > 1].sum(axis=0).astype(float)
    family = Family(Asks.SATISFACTION, keys, fitted, scores.T @ scores, n, paired)
    places = tuple(Place(f"touchpoint:{key}", (key,), Asks.SATISFACTION, (key,), ((1, 5),)) for key in keys)
    return sums, family, places


@dataclass(frozen=True, slots=True)
class Score:
    """Over the runs of a world: share with any false alarm, mean share of false among found, share of planted found."""

    any_false: float
    false_found: float
    found: float


def tally(world: World, *, runs: int, seed: int = 0, level: float = 0.95) -> Score:
    """Run a world many times."""
    alarms, shares, found, planted = 0, 0.0, 0, 0
    for run in range(runs):
        rated, truth = ratings(world, np.random.default_rng([seed, run]))
        sums, family, places = sums_of(rated)
        looks = against_rest([family], Sides(places, ()), sums)
        hits = {
            int(one.look.where.rpartition("t")[2]): one.look.difference.value
            for one in judge(looks, smallest=world.smallest, level=level)
            if one.q <= 1 - level
        }
        off = truth - np.median(truth)
        real = {at for at in range(world.touchpoints) if abs(off[at]) > world.smallest + 0.02}
        false = [at for at, value in hits.items() if at not in real or np.sign(value) != np.sign(off[at])]
        alarms += bool(false)
        shares += len(false) / max(len(hits), 1)
        found += len(real & hits.keys() - set(false))
        planted += len(real)
    return Score(alarms / runs, shares / runs, found / planted if planted else float("nan"))


def run(runs: int = 1000) -> None:
    """Print the table."""
    print(f"{runs} runs each, 400 people and 12 touchpoints unless said; corrected for all looks at 0.05")
    print(f"{'world (points of 1–10, smallest effect 0.3)':50} {'any false':>10} {'false of found':>15} {'found':>9}")
    for world in WORLDS:
        score = tally(world, runs=runs)
        found = "–" if np.isnan(score.found) else f"{100 * score.found:.1f} %"
        print(
            f"{world.name:50} {100 * score.any_false:8.1f} % {100 * score.false_found:13.1f} % {found:>9}", flush=True
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    run(parser.parse_args().runs)
