"""Counting: from walks in memory to their Tally, column by column.

What lives here: which shares are watched, walk by walk, and how alike walks of one customer are. Not here: what a Tally
is (tally), coding (walks), how an engine counts one (there).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from outsidein.ground.progress import Progress, nothing
from outsidein.insight.changes.choosing import (
    DAY,
    FEWEST,
    FINE,
    MOST_EVENTS,
    beyond_chance,
    commonest,
    horizon_of,
    middle_of,
    rounded,
)
from outsidein.insight.changes.tally import BLOCKS, Floats, Ints, Tally, Watched, What
from outsidein.insight.changes.walks import Walks
from outsidein.insight.phrases import say


@dataclass(frozen=True, slots=True)
class _Column:
    """One share, walk by walk: whether the walk is a trial, on which day, and whether it is a hit."""

    watched: Watched
    trial: NDArray[np.bool_]
    hit: NDArray[np.bool_]
    day: Ints


def count(walks: Walks, *, pairs: int, progress: Progress = nothing) -> Tally:
    """The Tally of walks in memory; ``pairs`` as in ``tally``."""
    doing = say("changes.doing.counting")
    progress(0, 1, doing)
    day = walks.time // DAY
    begun = day[walks.start]
    first = int(day.min())
    met = {code: walks.first_of(code) for code in _watched_codes(walks)}
    progress(0.1, 1, doing)
    columns = [*_met(walks, met, begun), *_steps(walks, met, day, pairs), *_ended(walks, met, day)]
    progress(0.25, 1, doing)
    key = np.concatenate([begun, *(one.day[one.trial] for one in columns)]) - first
    cell = np.concatenate([walks.cell, *(walks.cell[one.trial] for one in columns)])
    rows, row = np.unique(key * len(walks.cells) + cell, return_inverse=True)
    edges = np.cumsum([walks.count, *(int(one.trial.sum()) for one in columns)])
    trials = np.zeros((len(rows), len(columns)), dtype=np.int64)
    hits = np.zeros_like(trials)
    for at, one in enumerate(columns):
        progress(0.4 + 0.2 * at / len(columns), 1, doing)
        mine = row[edges[at] : edges[at + 1]]
        trials[:, at] = np.bincount(mine, minlength=len(rows))
        hits[:, at] = np.bincount(mine, weights=one.hit[one.trial], minlength=len(rows))
    spread = []
    for at, one in enumerate(columns):
        progress(0.6 + 0.4 * at / len(columns), 1, doing)
        spread.append(_spread(one, walks.who, walks.cell, first))
    return Tally(
        first=np.datetime64(first, "D"),
        days=int(day.max()) - first + 1,
        segments=walks.segments,
        values=walks.values,
        cells=walks.cells,
        watched=tuple(one.watched for one in columns),
        day=rows // len(walks.cells),
        cell=rows % len(walks.cells),
        walks=np.bincount(row[: edges[0]], minlength=len(rows)),
        trials=trials,
        hits=hits,
        spread=np.array(spread).reshape(-1, 3),
        mix_spread=tuple(_mix_spread(walks, begun, k) for k in range(len(walks.values))),
        customers=walks.customers,
        left_out=len(walks.names) - len(met),
    )


def _watched_codes(walks: Walks) -> list[int]:
    """The events that are watched, in order of their codes."""
    if len(walks.names) <= MOST_EVENTS:
        return list(range(len(walks.names)))
    met = np.unique(walks.walk * len(walks.names) + walks.code) % len(walks.names)
    return sorted(commonest(np.bincount(met, minlength=len(walks.names)).tolist(), MOST_EVENTS))


def _met(walks: Walks, met: dict[int, Ints], begun: Ints) -> list[_Column]:
    everyone = np.ones(walks.count, dtype=bool)
    return [_Column(Watched(What.MET, walks.names[code]), everyone, first >= 0, begun) for code, first in met.items()]


def _steps(walks: Walks, met: dict[int, Ints], day: Ints, most: int) -> list[_Column]:
    """Whether walks came from one event to another, and how fast, for the steps that are taken beyond chance.

    Of two events the one that mostly comes first leads to the other; whether a walk met both counts in any order, as in
    an open funnel, for clocks and loops disturb orders. Times count from the first meeting to the next of the other.
    """
    found = []
    counts = {code: int((first >= 0).sum()) for code, first in met.items()}
    for a, b in beyond_chance(counts, _together(met), walks.count, most):
        trial, hit = met[a] >= 0, (met[a] >= 0) & (met[b] >= 0)
        reached = np.full(walks.count, -1, dtype=np.int64)
        reached[trial] = walks.next_of(met[a][trial], b)
        timed = reached >= 0
        took = walks.time[reached[timed]] - walks.time[met[a][timed]]
        horizon = horizon_of(_days(took))
        late = np.zeros(walks.count, dtype=bool)
        late[timed] = took >= (horizon + 1) * DAY
        on = np.where(trial, day[met[a]], 0)
        names = walks.names[a], walks.names[b]
        found.append(_Column(Watched(What.REACHED, *names, horizon=horizon), trial, hit & ~late, on))
        if len(took) < FEWEST or not (middle := int(np.sort(took)[middle_of(len(took)) - 1])):
            continue
        slow = np.zeros(walks.count, dtype=bool)
        slow[timed] = took > middle
        watched = Watched(What.SLOW, *names, slower=middle / 1e6, horizon=horizon)
        found.append(_Column(watched, timed, slow, on))
    return found


def _together(met: dict[int, Ints]) -> dict[tuple[int, int], tuple[int, int]]:
    """Of each two events, how many walks met both, and how many of those the first one first."""
    codes = list(met)
    walks = len(next(iter(met.values())))
    seen = np.stack([one >= 0 for one in met.values()], axis=1).astype("f4" if walks < 1 << 24 else "f8")  # exact
    both = (seen.T @ seen).round().astype(np.int64)
    found = {}
    for i, j in np.argwhere(np.triu(both >= FEWEST, 1)).tolist():
        a, b = met[codes[i]], met[codes[j]]
        found[codes[i], codes[j]] = int(both[i, j]), int(((a >= 0) & (a < b)).sum())
    return found


def _ended(walks: Walks, met: dict[int, Ints], day: Ints) -> list[_Column]:
    """Whether walks that met an event ended with it; a walk may go on after the log, so its last days do not count."""
    last = np.append(walks.start[1:], len(walks.code)) - 1
    horizon = horizon_of(_days(np.diff(walks.time)[np.diff(walks.walk) == 0]))
    found = []
    for code, first in met.items():
        on = np.where(first >= 0, day[first], 0)
        watched = Watched(What.ENDED, walks.names[code], horizon=horizon)
        found.append(_Column(watched, first >= 0, walks.code[last] == code, on))
    return found


def _days(times: Ints) -> dict[int, int]:
    """How many of the times last how many whole days."""
    days, counts = np.unique(times // DAY, return_counts=True)
    return dict(zip(days.tolist(), counts.tolist(), strict=True))


def _spread(column: _Column, who: Ints, cell: Ints, first: int) -> list[float]:
    """By how much customers widen the variance: Σ over customers (Σ residuals)² ÷ Σ residual², never below 1."""
    trial = column.trial
    hit, here = column.hit[trial].astype(np.int64), cell[trial]
    n = np.bincount(here)
    share = rounded(np.bincount(here, weights=hit).astype(np.int64), n)
    return _widened(FINE * hit - share[here], who[trial], column.day[trial] - first)


def _widened(residual: Ints, who: Ints, day: Ints) -> list[float]:
    alone = int((residual**2).sum())
    if alone <= 0:
        return [1.0, 1.0, 1.0]
    found = []
    for block in (*BLOCKS, None):
        key = who if block is None else who * 10_000 + day // block
        _, group = np.unique(key, return_inverse=True)
        sums = np.bincount(group, weights=residual).astype(np.int64)  # whole numbers below 2⁵³: exact
        found.append(max(1.0, int((sums**2).sum()) / alone))
    return found


def _mix_spread(walks: Walks, begun: Ints, k: int) -> Floats:
    """The same for belonging to a segment, which a customer mostly does with every walk."""
    mine = walks.cells[walks.cell, k]
    of_all = np.array(walks.count)
    rows = []
    for v in range(len(walks.values[k])):
        share = rounded(np.array((mine == v).sum()), of_all)
        rows.append(_widened(FINE * (mine == v) - share, walks.who, begun - begun.min()))
    return np.array(rows).reshape(-1, 3)
