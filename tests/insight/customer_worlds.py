"""Made-up customers whose rules are known: who leaves and why, what comes next, what a better score would bring."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from outsidein.insight.prediction import Events, events_of

DAY = 86_400_000_000


def customers(n: int, rng: np.random.Generator, *, days: int = 240, telling: bool = True) -> pa.Table:
    """Visits of n customers over ``days``; those who complain leave sooner, unless nothing is ``telling``.

    Everybody visits at a rate of their own; after each visit they leave with a chance that hangs on whether it was a
    complaint. Where nothing is telling, each visits on days drawn afresh for everybody alike.
    """
    case, time, event = [], [], []
    for who in range(n):
        rate = rng.gamma(4, 0.05) if telling else 0.04
        at = rng.uniform(0, 0.9 * days)
        complained = 0
        while at < days:
            bad = rng.random() < 0.12
            complained += bad and telling
            case.append(f"c{who}")
            time.append(int(at * DAY))
            event.append("complain" if bad else rng.choice(["visit", "order", "support"], p=[0.6, 0.3, 0.1]))
            if telling and rng.random() < (0.5 if complained else 0.02):
                break
            at += rng.exponential(1 / rate)
    return pa.table({"case": case, "time": pa.array(time, pa.int64()), "event": event})


def followers(n: int, rng: np.random.Generator, *, order: bool = True) -> Events:
    """Journeys of eight steps out of five; where there is ``order``, the next step hangs on the last two."""
    rules = rng.dirichlet(np.full(5, 0.3), size=(5, 5)) if order else np.tile(rng.dirichlet(np.full(5, 3.0)), (5, 5, 1))
    last, before = (rng.integers(0, 5, n), rng.integers(0, 5, n)) if order else rng.choice(5, (2, n), p=rules[0, 0])
    start = np.sort(rng.uniform(0, 100 * DAY, n))
    steps = [before, last]
    for _ in range(6):
        drawn = (rng.random(n)[:, None] > rules[before, last].cumsum(axis=1)).sum(axis=1).clip(0, 4)
        before, last = last, drawn
        steps.append(drawn)
    walked = np.stack(steps, axis=1)
    time = (start[:, None] + np.arange(8) * DAY / 24).astype(np.int64)
    return events_of(
        pa.table(
            {
                "case": np.repeat(np.arange(n), 8),
                "time": time.ravel(),
                "event": np.array(list("abcde"))[walked.ravel()],
            }
        )
    )
