"""Series: every share in every slice, day by day, with what its segments and weekday alone would make of it.

What lives here: slices (the whole, each value of each segment) and expectations: logistic main effects of segments and
weekday, so that a change in who comes, or a Saturday, is not taken for a change in what they do. Not here: the search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from outsidein.insight.changes.tally import Floats, Ints, Tally, Watched, What

WEEKS_OF_DAYS: Final = 21
"""From so many days on, weekdays have a level of their own."""
LONG: Final = 800
"""Above so many days the search goes by weeks."""
_RIDGE: Final = 0.25
_ROUNDS: Final = 12
_FEWEST: Final = 8
"""Hits, and misses, that a series needs at all."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The walks of one ``value`` of one ``segment``, or all of them (both empty)."""

    segment: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """S shares over T periods of ``unit`` days: ``n`` trials, ``hits``, ``mean`` and ``square`` (T, S).

    ``mean`` is Σ e and ``square`` Σ e² over the trials, e being the chance of a hit that segments and weekday alone
    give. ``spread`` (S, 3) widens their variance. ``what`` and ``slices`` say which share of which walks each one is.
    """

    first: np.datetime64
    unit: int
    n: Floats
    hits: Floats
    mean: Floats
    square: Floats
    spread: Floats
    what: tuple[Watched, ...]
    slices: tuple[Slice, ...]

    @property
    def periods(self) -> int:
        return int(self.n.shape[0])

    def only(self, at: Ints) -> Series:
        """Those at these places."""
        return replace(
            self,
            n=self.n[:, at],
            hits=self.hits[:, at],
            mean=self.mean[:, at],
            square=self.square[:, at],
            spread=self.spread[at],
            what=tuple(self.what[i] for i in at),
            slices=tuple(self.slices[i] for i in at),
        )

    def expecting(self, shifts: Floats) -> Series:
        """The same with log odds of the expectation moved by ``shifts`` (T, S): what has been told is expected."""
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(self.n > 0, self.mean / self.n, 0.5)
            uneven = np.where(self.mean > 0, self.square * self.n / self.mean**2, 1.0)
        moved = 1 / (1 + (1 / np.clip(share, 1e-9, 1 - 1e-9) - 1) * np.exp(-np.clip(shifts, -40, 40)))
        mean = self.n * moved
        return replace(self, mean=mean, square=np.minimum(mean * moved * uneven, mean))


def series_of(tally: Tally) -> Series:
    """Every share in every slice that has something to tell."""
    unit = 7 if tally.days > LONG else 1
    weekday = (tally.day % 7) if unit == 1 and tally.days >= WEEKS_OF_DAYS else np.zeros_like(tally.day)
    periods = -(-tally.days // unit)
    here = tally.cells[tally.cell]
    shares = _expected(tally.trials, tally.hits, here, weekday)
    blocks = [_block(tally.trials, tally.hits, shares, tally, periods, unit, None)]
    slices, what, spread = [Slice()] * len(tally.watched), list(tally.watched), [tally.spread]
    walks = tally.walks[:, None]
    for k, name in enumerate(tally.segments):
        mine = np.stack([here[:, k] == v for v in range(len(tally.values[k]))], axis=1) if tally.values[k] else None
        if mine is None:
            continue
        trials = np.broadcast_to(walks, mine.shape)
        of_mix = _expected(trials, walks * mine, here[:, :0], weekday)
        blocks.append(_block(trials, walks * mine, of_mix, tally, periods, unit, None))
        what += [Watched(What.MIX)] * mine.shape[1]
        slices += [Slice(name, value) for value in tally.values[k]]
        spread.append(tally.mix_spread[k])
        for v, value in enumerate(tally.values[k]):
            blocks.append(_block(tally.trials, tally.hits, shares, tally, periods, unit, mine[:, v]))
            what += tally.watched
            slices += [Slice(name, value)] * len(tally.watched)
            spread.append(tally.spread)
    n, hits, mean, square = (np.concatenate([block[i] for block in blocks], axis=1) for i in range(4))
    made = Series(tally.first, unit, n, hits, mean, square, np.concatenate(spread), tuple(what), tuple(slices))
    telling = (hits.sum(axis=0) >= _FEWEST) & ((n - hits).sum(axis=0) >= _FEWEST)
    return made.only(np.flatnonzero(telling))


def _block(
    trials: Ints, hits: Ints, shares: Floats, tally: Tally, periods: int, unit: int, mask: NDArray[np.bool_] | None
) -> tuple[Floats, Floats, Floats, Floats]:
    """Sums per period (T, F) of trials, hits, Σe and Σe² over the masked rows; the last ``horizon`` days are out."""
    from scipy.sparse import csr_array

    rows = len(tally.day)
    kept = np.ones(rows) if mask is None else mask.astype(np.float64)
    into = csr_array((kept, (tally.day // unit, np.arange(rows))), shape=(periods, rows))
    sums = tuple(
        np.asarray(into @ one) for one in (trials.astype(np.float64), hits, trials * shares, trials * shares**2)
    )
    if trials.shape[1] == len(tally.watched):
        for f, watched in enumerate(tally.watched):
            if watched.horizon:
                for one in sums:
                    one[max(0, (tally.days - watched.horizon) // unit) :, f] = 0
    return sums[0], sums[1], sums[2], sums[3]


def _expected(trials: Ints, hits: Ints, codes: Ints, weekday: Ints) -> Floats:
    """The chance of a hit per row and share (r, F): logistic main effects, ridge to keep rare values calm.

    Iteratively reweighted least squares over the distinct combinations, all shares at once.
    """
    keys, row = np.unique(np.column_stack([codes, weekday]), axis=0, return_inverse=True)
    row = row.reshape(-1)
    columns = [np.ones(len(keys))]
    for k in range(keys.shape[1]):
        known = np.unique(keys[:, k])
        columns += [(keys[:, k] == one).astype(np.float64) for one in (known if len(known) > 1 else [])]
    design = np.stack(columns, axis=1)
    n = np.zeros((len(keys), trials.shape[1]))
    x = np.zeros_like(n)
    np.add.at(n, row, trials)
    np.add.at(x, row, hits)
    total, hit = n.sum(axis=0), x.sum(axis=0)
    start = (hit + 0.25) / (total + 0.5)
    beta = np.zeros((design.shape[1], n.shape[1]))
    beta[0] = np.log(start / (1 - start))
    ridge = np.full(design.shape[1], _RIDGE)
    ridge[0] = 1e-9
    for _ in range(_ROUNDS):
        mu = _logistic(design @ beta)
        weight = n * mu * (1 - mu)
        slope = design.T @ (x - n * mu) - ridge[:, None] * beta
        curve = np.stack([(design[:, [p]] * weight).T @ design for p in range(design.shape[1])], axis=1)
        curve += np.diag(ridge + 1e-9)
        step = np.linalg.solve(curve, slope.T[:, :, None])[:, :, 0].T
        beta += np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-6:
            break
    shares = _logistic(design @ beta)
    with np.errstate(divide="ignore", invalid="ignore"):
        level = np.where((n * shares).sum(axis=0) > 0, hit / (n * shares).sum(axis=0), 1.0)
    return np.minimum(shares * level, 1.0)[row]


def _logistic(eta: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(eta, -30, 30))))
