"""Cutting: where in long histories one journey ends and the next begins, learned from the histories alone.

What lives here: Histories, cut, Cuts. Not here: contexts and their smoothing (contexts), the passes over the hidden
boundaries (renewal). Nothing is told about the boundaries; only order and time of the events are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground import Diagnostic, MeasureError
from outsidein.insight.discovery.renewal import Renewal, State
from outsidein.insight.phrases import say

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_GUESSES: Final = (3.0, 6.0)
"""Mean lengths of journeys from which the search begins; it learns the real one."""
_PATIENCE: Final = 2
"""How many steps back in a row may not pay before the search stops looking further."""
_BATCH: Final = 200_000
_WINDOW: Final = 1_000
_OVERLAP: Final = 100
_LEARNED: Final = 20_000
"""The model is learned from histories with at most about so many events together, and then read on all."""


@dataclass(frozen=True, slots=True, eq=False)
class Histories:
    """Events of several histories, in order: ``history`` (equal values stand together), ``event`` and ``time``."""

    history: Ints
    event: Ints
    time: Floats

    @classmethod
    def of(cls, history: ArrayLike, event: ArrayLike, time: ArrayLike) -> Histories:
        """Take columns of any types, in any order; sorted by (history, time, original order), stably."""
        who, what, when = np.asarray(history), np.asarray(event), np.asarray(time)
        if not len(who) == len(what) == len(when):
            raise MeasureError(
                Diagnostic(
                    "insight/cutting-bounds", say("discovery.cut-bounds", name="time"), say("discovery.cut-bounds-fix")
                )
            )
        if when.dtype.kind == "M":
            when = when.astype("datetime64[us]").astype(np.int64) / 1e6
        _, coded = np.unique(who, return_inverse=True)
        _, codes = np.unique(what, return_inverse=True)
        line = np.lexsort((np.arange(len(who)), when, coded))
        return cls(coded[line].astype(np.int64), codes[line].astype(np.int64) + 1, when[line].astype(np.float64))


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """Where journeys end. ``chance[t]`` is the probability that a journey ends with event t (NaN at the last event of a
    history, where there is nothing to tell); ``journey[t]`` numbers journeys, cut where the chance is over one half.

    ``reach`` is how many events back the model looks, ``learned`` from how many events it was learned.
    """

    chance: Floats
    journey: Ints
    reach: int
    learned: int

    @property
    def journeys(self) -> int:
        """How many journeys there are."""
        return int(self.journey[-1]) + 1 if len(self.journey) else 0


def cut(histories: Histories, *, farthest: int = 8) -> Cuts:
    """Cut ``histories`` into journeys. The model may look up to ``farthest`` (1 to 10) events back; BIC says how far.

    A hidden renewal process: within a journey the next event, or the end, depends on what has happened since its
    beginning; after an end another begins. Gaps between events have one distribution within journeys and another
    between them, both histograms. EM over the hidden boundaries, forward and backward; the score is the posterior
    probability of a boundary. Raises MeasureError where ``farthest`` makes no sense.

    >>> days = np.arange(60.0) + np.repeat(np.arange(20), 3) * 2
    >>> cut(Histories.of([0] * 60, list("abc") * 20, days)).journeys
    20
    """
    if not 1 <= farthest <= 10:
        raise MeasureError(
            Diagnostic(
                "insight/cutting-bounds", say("discovery.cut-bounds", name="farthest"), say("discovery.cut-bounds-fix")
            )
        )
    n = len(histories.event)
    if n == 0:
        return Cuts(np.zeros(0), np.zeros(0, dtype=np.int64), 1, 0)
    part = _part(histories)
    model, state = _learn(part, farthest)
    read = len(part.event) == n and len(model.starts) == len(np.unique(histories.history))
    boundary = state.boundary if read else _read(histories, part, model, state)
    last = np.r_[histories.history[1:] != histories.history[:-1], True]
    chance = np.where(last, np.nan, boundary)
    ends = np.r_[True, (last | (np.nan_to_num(chance) > 0.5))[:-1]]
    return Cuts(chance, np.cumsum(ends) - 1, model.reach, len(part.event))


def _part(histories: Histories) -> Histories:
    """What is learned from: all, or evenly chosen histories, each at most a quarter of it unless there are fewer."""
    n = len(histories.event)
    if n <= _LEARNED:
        return histories
    starts = np.flatnonzero(np.r_[True, histories.history[1:] != histories.history[:-1]])
    sizes = np.minimum(np.diff(np.r_[starts, n]), _LEARNED // min(len(starts), 4))
    stride = max(1, round(float(sizes.sum()) / _LEARNED))
    taken = np.arange(0, len(starts), stride)
    at = np.concatenate([np.arange(starts[one], starts[one] + sizes[one]) for one in taken])
    return Histories(histories.history[at], histories.event[at], histories.time[at])


def _learn(part: Histories, farthest: int) -> tuple[Renewal, State]:
    """Look one event further back while BIC says that it pays, each time from what was believed before."""
    history = _in_windows(part)
    model = Renewal.of(history, part.event, part.time, reach=1)
    tried = [model.learn(model.begin(guess)) for guess in _guesses(part, model)]
    beliefs = [state.boundary for state in tried]
    state = max(tried, key=lambda one: one.likelihood)
    best = (model.bic(state), model, state)
    missed = 0
    for reach in range(2, farthest + 1):
        model = Renewal.of(history, part.event, part.time, reach=reach)
        tried = [model.learn(model.begin(one)) for one in beliefs]
        state = max(tried, key=model.bic)
        beliefs = [state.boundary]
        if model.bic(state) > best[0]:
            best, missed = (model.bic(state), model, state), 0
        else:
            missed += 1
        if missed == _PATIENCE:
            break
    return best[1], best[2]


def _in_windows(part: Histories) -> Ints:
    """The history of each event, very long ones in pieces, which are learned from side by side."""
    starts = np.flatnonzero(np.r_[True, part.history[1:] != part.history[:-1]])
    sizes = np.diff(np.r_[starts, len(part.event)])
    at = _count(sizes)
    piece = np.where(np.repeat(sizes, sizes) > 2 * _WINDOW, at // _WINDOW, 0)
    breaks = np.r_[False, (part.history[1:] != part.history[:-1]) | (piece[1:] != piece[:-1])]
    return np.cumsum(breaks).astype(np.int64)


def _guesses(part: Histories, model: Renewal) -> list[Floats]:
    """Boundaries to begin from: the rarer an event after another and the longer the gap, the likelier."""
    inside = ~model.last
    pairs, of = np.unique(part.event * (part.event.max() + 1) + np.r_[part.event[1:], 0], return_inverse=True)
    gaps = np.r_[np.diff(part.time), 0.0]
    mean = np.bincount(of[inside], gaps[inside], len(pairs)) / np.maximum(
        np.bincount(of[inside], minlength=len(pairs)), 1
    )
    found = []
    for length in _GUESSES:
        boundary = np.zeros(len(part.event))
        line = np.lexsort((gaps[inside], mean[of][inside]))
        rank = np.empty(len(line))
        rank[line] = np.arange(len(line)) / max(len(line), 1)
        boundary[inside] = np.clip(rank ** (length - 1), 0.02, 0.9)
        found.append(boundary)
    return found


def _read(histories: Histories, part: Histories, model: Renewal, state: State) -> Floats:
    """The boundaries of all histories, by what was learned from a part of them.

    Read are windows of at most _WINDOW events, many at a time; those of one history overlap, so that each begins and
    ends before and after what is kept of it.
    """
    n, learned, learned_from = len(histories.event), len(part.event), _in_windows(part)
    found = np.empty(n)
    for window in _windows(histories):
        first, sizes, kept = window
        at = np.repeat(first, sizes) + _count(sizes)
        both = Renewal.of(
            np.r_[learned_from, np.repeat(np.arange(len(first)), sizes) + int(learned_from.max()) + 1],
            np.r_[part.event, histories.event[at]],
            np.r_[part.time, histories.time[at]],
            reach=model.reach,
            edges=model.edges,
        )
        known, fresh = len(model.contexts.event), len(both.contexts.event) - len(model.contexts.event)
        told = State(
            np.r_[state.boundary, np.full(len(at), np.nan)],
            np.r_[state.going[:known], np.zeros(fresh), state.going[known:], np.zeros(len(at))],
            np.r_[state.ending[:known], np.zeros(fresh), state.ending[known:], np.zeros(len(at))],
            state.likelihood,
        )
        boundary = both.step(told).boundary[learned:]
        found[at[kept]] = boundary[kept]
    return found


def _windows(histories: Histories) -> Iterator[tuple[Ints, Ints, NDArray[np.bool_]]]:
    """Batches of windows: where each begins, how long it is, and which of their events are kept."""
    n = len(histories.event)
    starts = np.flatnonzero(np.r_[True, histories.history[1:] != histories.history[:-1]])
    whole = np.diff(np.r_[starts, n])
    pieces = np.maximum(1, -(-whole // _WINDOW))
    of = np.repeat(np.arange(len(starts)), pieces)
    core = starts[of] + _count(pieces) * _WINDOW
    end = np.minimum(core + _WINDOW, starts[of] + whole[of])
    first, last = np.maximum(core - _OVERLAP, starts[of]), np.minimum(end + _OVERLAP, starts[of] + whole[of])
    sizes = last - first
    batch = np.cumsum(sizes) // _BATCH
    for one in np.unique(batch).tolist():
        mine = batch == one
        at = np.repeat(first[mine], sizes[mine]) + _count(sizes[mine])
        low, high = np.repeat(core[mine], sizes[mine]), np.repeat(end[mine], sizes[mine])
        yield first[mine], sizes[mine], (at >= low) & (at < high)


def _count(sizes: Ints) -> Ints:
    """0, 1, … within each group of these sizes.

    >>> _count(np.array([2, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    return np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
