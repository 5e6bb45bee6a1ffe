"""Describe: what became of one share: passing change, break or trend; from when to when; in which segment.

What lives here: the fit of simple stories to counts over time, the dates that fit about as well, and the place a story
belongs to. Not here: whether there is anything to tell (scan), its size (find).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from outsidein.insight.changes.change import Shape
from outsidein.insight.changes.scan import AROUND, Looked, Windows, dispersion, look
from outsidein.insight.changes.series import Series
from outsidein.insight.changes.tally import Floats

SHORTEST_BREAK: Final = 7
"""Periods that must follow a break before it is called one; until then it may be passing."""
MOST: Final = 4
"""Stories told of one share."""
_DROP: Final = 4.0
"""Dates whose fit is less than so much worse (twice the log-likelihood, dispersion allowed for) are as good."""
_UNMOVED: Final = 2.0
"""Standard errors within which the rest of the journeys counts as unmoved."""
_FAINT: Final = 0.25
"""The share of a segment's change that the rest may show and still not count as moved."""
_LATE: Final = 0.75
"""A trend is shown by the first and the last quarter of the journeys that it is about."""


@dataclass(frozen=True, slots=True)
class Story:
    """The periods [start, stop) differ; each end may as well lie within its (first, last).

    ``p`` is the smallest of its looks, not corrected. A trend runs over the whole log.
    """

    shape: Shape
    start: int
    stop: int
    starts: tuple[int, int]
    stops: tuple[int, int]
    p: float


@dataclass(frozen=True, slots=True)
class Told:
    """A story of the one series in ``left``, given what was told before; ``noise`` widens the variance of its days."""

    story: Story
    left: Series
    noise: float


@dataclass(frozen=True, slots=True)
class Sums:
    """Trials, hits and expected hits within the days of a story, and around them."""

    n: float
    hits: float
    mean: float
    around_n: float
    around_hits: float
    around_mean: float

    @property
    def known(self) -> bool:
        """Whether there is anything within and anything to hold it against."""
        return min(self.n, self.around_n, self.mean, self.around_mean) > 0

    @property
    def scale(self) -> float:
        """What makes the share around one of the mix within."""
        return (self.mean / self.n) / (self.around_mean / self.around_n)

    @property
    def usual(self) -> float:
        """The share that the journeys within would have had as around."""
        return float(min(1.0, self.around_hits / self.around_n * self.scale))


def stories_of(series: Series, windows: Windows, *, alpha: float, looks: int) -> list[Told]:
    """The stories of one share, ``series`` being its slices; each is told given those before, while any look alarms.

    The whole is looked at first, and a story is told where it belongs: in the clearest segment outside which nothing
    moved; where there is none, in the whole; where the whole shows nothing, in the clearest slice. What it tells is
    then expected in every slice.
    """
    noise = dispersion(series)
    left = series
    told: list[Told] = []
    while len(told) < MOST:
        seen = look(left, windows, alpha=alpha, looks=looks)
        if seen.p.min() * looks > alpha:
            break
        clear = seen.p * looks <= alpha
        whole = _whole(left)
        best = int(seen.p.argmin()) if whole is None or not clear[whole] else whole
        story = _story(left, best, seen, windows, float(noise[best] * left.spread[best].max()), alpha, looks)
        at = _place(left, story, best, clear, seen.p, noise)
        if at != best and clear[at]:
            own = _story(left, at, seen, windows, float(noise[at] * left.spread[at].max()), alpha, looks)
            story = own if overlap(own, story) > 0 else story
        if not sums_of(left.only(np.array([at])), story).known:
            break
        told.append(Told(story, left.only(np.array([at])), float(noise[at])))
        left = _told(left, story, at)
    return told


def remains(told: Told, known: Sequence[Story], windows: Windows, *, alpha: float, looks: int) -> bool:
    """Whether a story is more than the shadow of ``known`` ones, whose days make the days around it look odd.

    It is, where it shares their days, or still alarms when they have a level of their own in its share, too.
    """
    if any(overlap(told.story, one) > 0 for one in known):
        return True
    left = told.left
    for one in known:
        left = _told(left, one, 0)
    return bool(look(left, windows, alpha=alpha, looks=looks).p[0] * looks <= alpha)


def overlap(one: Story, other: Story) -> float:
    """Shared periods over covered ones; trends go with trends alone."""
    if (one.shape is Shape.TREND) != (other.shape is Shape.TREND):
        return 0.0
    shared = min(one.stop, other.stop) - max(one.start, other.start)
    return max(shared, 0) / (max(one.stop, other.stop) - min(one.start, other.start))


def sums_of(series: Series, story: Story) -> Sums:
    """Of one series, within and around; all other days where those around hold fewer trials than the days within."""
    inside = np.zeros(series.periods, dtype=bool)
    near = np.zeros(series.periods, dtype=bool)
    if story.shape is Shape.TREND:
        past = np.cumsum(series.n[:, 0]) / max(float(series.n[:, 0].sum()), 1.0)
        inside, near = past > _LATE, past <= 1 - _LATE
        near[0] = True
    else:
        inside[story.start : story.stop] = True
        for span in around(story, series.periods):
            near[span] = True
        if series.n[near, 0].sum() < series.n[inside, 0].sum() or not series.mean[near, 0].sum():
            near = ~inside
    counted = (series.n, series.hits, series.mean)
    return Sums(*(float(one[span, 0].sum()) for span in (inside, near) for one in counted))


def _whole(series: Series) -> int | None:
    """Which slice is the whole; a mix has none."""
    return next((i for i, one in enumerate(series.slices) if not one.segment), None)


def _place(left: Series, story: Story, best: int, clear: NDArray[np.bool_], p: Floats, noise: Floats) -> int:
    """Which slice the story belongs to; ``clear`` are those in which a look alarms."""
    whole = _whole(left)
    if whole is None:
        return best
    all_ = left.only(np.array([whole]))
    for at in sorted(np.flatnonzero(clear), key=lambda i: p[i]):
        if left.slices[at].segment and _alone(left.only(np.array([at])), all_, story, float(noise[at])):
            return int(at)
    return whole if clear[whole] else best


def _alone(own: Series, whole: Series, story: Story, noise: float) -> bool:
    """Whether the journeys outside a slice did not move when it did."""
    rest = replace(
        whole,
        n=whole.n - own.n,
        hits=whole.hits - own.hits,
        mean=np.maximum(whole.mean - own.mean, 0),
        square=np.maximum(whole.square - own.square, 0),
    )
    if rest.n.sum() <= 0:
        return False
    mine, _ = _moved(own, story, noise)
    others, error = _moved(rest, story, noise)
    return abs(others) <= _UNMOVED * error and abs(others) <= max(_FAINT * abs(mine), error / 2)


def _moved(series: Series, story: Story, noise: float) -> tuple[float, float]:
    """By how much a series moved over the days of a story, and the standard error of that."""
    sums = sums_of(series, story)
    if not sums.known:
        return 0.0, np.inf
    usual = min(max(sums.usual, 1e-6), 1 - 1e-6)
    error = np.sqrt(noise * float(series.spread[0].max()) * usual * (1 - usual) * (1 / sums.n + 1 / sums.around_n))
    return sums.hits / sums.n - usual, float(error)


def _story(series: Series, at: int, seen: Looked, windows: Windows, noise: float, alpha: float, looks: int) -> Story:
    """The story that fits one series best, or the look that alarmed where that one would not have."""
    one = series.only(np.array([at]))
    story = _best(one, float(seen.p[at]), noise)
    window = int(seen.window[at])
    if story.shape is Shape.TREND or window < 0 or _holds(story, one, alpha=alpha, looks=looks):
        return story
    start, stop = int(windows.start[window]), int(windows.stop[window])
    if start == 0:
        start, stop = stop, series.periods
    shape = Shape.BREAK if stop == series.periods else Shape.PASSING
    return Story(shape, start, stop, (start, start), (stop, stop), story.p)


def _holds(story: Story, series: Series, *, alpha: float, looks: int) -> bool:
    """Whether the days of the story are themselves beyond chance, held against those near or all others."""
    near = around(story, series.periods)
    last = near[1].stop if story.shape is Shape.PASSING else story.stop
    one, two = np.array([story.start, story.start]), np.array([story.stop, story.stop])
    windows = Windows(one, two, np.array([near[0].start, 0]), np.array([last, series.periods]))
    return float(look(series, windows, alpha=alpha, looks=looks).p[0]) * looks <= alpha


def _best(series: Series, p: float, noise: float) -> Story:
    """The story that fits best for what it costs: a level or a date log T (BIC), a slope half as much again."""
    hits, n, mean = (np.append(0, np.cumsum(one[:, 0])) for one in (series.hits, series.n, series.mean))
    periods, cost = series.periods, np.log(max(series.periods, 2))
    gain = _gains(hits, n, mean) / noise
    start, stop = (int(one) for one in np.unravel_index(int(np.argmax(gain)), gain.shape))
    last = np.full(periods + 1, -np.inf)
    last[SHORTEST_BREAK : periods - SHORTEST_BREAK + 1] = gain[SHORTEST_BREAK : periods - SHORTEST_BREAK + 1, periods]
    begins = int(np.argmax(last))
    passing, breaking = gain[start, stop] - 3 * cost, last[begins] - 2 * cost
    drifting = _gain_of_trend(series) / noise - 1.5 * cost
    if drifting >= max(passing, breaking) or ((start == 0 or stop == periods) and drifting >= breaking):
        return Story(Shape.TREND, 0, periods, (0, 0), (periods, periods), p)
    if breaking >= passing or start == 0 or stop == periods:
        near = np.flatnonzero(last >= last[begins] - _DROP)
        return Story(Shape.BREAK, begins, periods, (int(near[0]), int(near[-1])), (periods, periods), p)
    good = np.argwhere(gain >= gain[start, stop] - _DROP)
    (first, begun), (ended, stopped) = ((int(one.min()), int(one.max())) for one in good.T)
    return Story(Shape.PASSING, start, stop, (first, begun), (ended, stopped), p)


def _told(left: Series, story: Story, at: int) -> Series:
    """The slices with the story expected in each, at a size of its own; other values of its segment were not moved."""
    inside = np.zeros(left.periods)
    inside[story.start : story.stop] = 1
    design = np.stack([np.ones(left.periods), inside], axis=1)
    if story.shape is Shape.TREND:
        design[:, 1] = np.linspace(-1, 1, left.periods)
    shifts = np.zeros_like(left.n)
    for i, one in enumerate(left.slices):
        if i == at or one.segment != left.slices[at].segment or not one.segment:
            shifts[:, i] = design @ _fitted(left, i, design)
    return left.expecting(shifts)


def _gains(hits: Floats, n: Floats, mean: Floats) -> Floats:
    """2 × log-likelihood gained by a level of its own in [start, stop), (T + 1, T + 1); −∞ where stop ≤ start."""
    inside = [one[None, :] - one[:, None] for one in (hits, n, mean)]
    whole = [one[-1] for one in (hits, n, mean)]
    outside = [all_ - one for all_, one in zip(whole, inside, strict=True)]
    gain = 2 * (_fit(*inside) + _fit(*outside) - _fit(*(np.asarray(one) for one in whole)))
    gain[np.tril_indices(len(gain))] = -np.inf
    gain[0, -1] = -np.inf
    return np.asarray(gain)


def _fit(hits: Floats, n: Floats, mean: Floats) -> Floats:
    """Log-likelihood of hits among n against the expectation, binomial."""
    from scipy.special import xlogy

    with np.errstate(divide="ignore", invalid="ignore"):
        up = np.where(mean > 0, xlogy(hits, np.maximum(hits, 1e-300) / np.maximum(mean, 1e-300)), 0.0)
        misses, expected = np.maximum(n - hits, 0), np.maximum(n - mean, 1e-300)
        down = np.where(n > mean, xlogy(misses, np.maximum(misses, 1e-300) / expected), 0.0)
    return np.asarray(up + down)


def _gain_of_trend(series: Series) -> float:
    """2 × log-likelihood gained by a straight trend of the log odds of one series."""
    design = np.stack([np.ones(series.periods), np.linspace(-1, 1, series.periods)], axis=1)
    n, hits = series.n[:, 0], series.hits[:, 0]
    tilted = _shares(series, 0, design @ _fitted(series, 0, design))
    flat = _shares(series, 0, design[:, :1] @ _fitted(series, 0, design[:, :1]))
    return 2 * float((hits * np.log(tilted / flat) + (n - hits) * np.log((1 - tilted) / (1 - flat))).sum())


def _shares(series: Series, at: int, shifts: Floats) -> Floats:
    """The expected share of each period with its log odds moved."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.clip(np.where(series.n[:, at] > 0, series.mean[:, at] / series.n[:, at], 0.5), 1e-6, 1 - 1e-6)
    return np.asarray(1 / (1 + (1 / share - 1) * np.exp(-np.clip(shifts, -20, 20))))


def _fitted(series: Series, at: int, design: Floats) -> Floats:
    """The logistic coefficients (by maximum likelihood, a little ridge) that move a series to what was seen."""
    n, hits = series.n[:, at], series.hits[:, at]
    beta = np.zeros(design.shape[1])
    for _ in range(40):
        mu = _shares(series, at, design @ beta)
        curve = (design * (n * mu * (1 - mu))[:, None]).T @ design + 1e-3 * np.eye(len(beta))
        step = np.clip(np.linalg.solve(curve, design.T @ (hits - n * mu) - 1e-3 * beta), -2, 2)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return np.asarray(beta)


def around(story: Story, periods: int) -> tuple[slice, slice]:
    """The periods before and after that a story is held against."""
    reach = max(AROUND, story.stop - story.start)
    after = slice(story.stop, min(periods, story.stop + reach))
    return slice(max(0, story.start - reach), story.start), slice(0, 0) if story.shape is Shape.BREAK else after
