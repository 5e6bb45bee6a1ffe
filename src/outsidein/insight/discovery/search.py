"""The search for the journeys that others follow: taken in one by one while that makes the description shorter.

What lives here: which paths come into question, the greedy search with pruning, exchange and consensus, and what every
number of journeys would have cost. Not here: the model whose length is compared (mixture). Nothing here is random.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground.progress import Progress, nothing, stretch
from outsidein.insight.discovery.consensus import agreed
from outsidein.insight.discovery.distance import LONGEST
from outsidein.insight.discovery.mixture import Field, Fit, fit, gains
from outsidein.insight.phrases import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_TRIED: Final = 4
"""How many newcomers are tried in earnest before the search says that none helps."""
_HOPE: Final = 15.0
"""The guess of a gain is rough: one that promises to lose up to this many nats is tried all the same."""
_WARM: Final = 12
"""Rounds of EM for a comparison that begins from a fit nearby."""
_EXCHANGES: Final = 2
_GROWN: Final = 0.5
"""How far the search is when it begins to exchange, as it tells it."""
_AGREED: Final = 0.5
"""Where so many of its followers walk a path exactly, there is nothing to agree upon."""


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """What a search found: the fit, the field (which the consensus may have widened), lengths by number of journeys."""

    field: Field
    fit: Fit
    lengths: Mapping[int, float]

    @property
    def paths(self) -> tuple[tuple[int, ...], ...]:
        """The representative paths, in the order of the columns of the fit."""
        return tuple(self.field.paths[at] for at in self.fit.columns)


def candidates(variants: Sequence[tuple[int, ...]], *, most: int) -> list[tuple[int, ...]]:
    """Paths that come into question: the ``most`` frequent ones (``variants`` come so) that are not too long."""
    return [one for one in variants if len(one) <= LONGEST][:most]


def search(field: Field, *, least_share: float, most: int, progress: Progress = nothing) -> Search:
    """Find the columns of ``field`` whose description is shortest.

    A representative stands for at least ``least_share`` of the journeys; there are at most ``most``.
    """
    hunt = _Hunt(field, least_share, most)
    hunt.grow(stretch(progress, 0, _GROWN))
    for turn in range(_EXCHANGES):
        ahead = stretch(progress, *(_GROWN + (1 - _GROWN) * one / _EXCHANGES for one in (turn, turn + 1)))
        if not (hunt.exchange(ahead) | hunt.agree()):
            break
        hunt.grow()
    now = fit(hunt.field, hunt.now.columns, start=hunt.now)
    return Search(hunt.field, now, hunt.lengths)


class _Hunt:
    """A search under way: the best fit so far, and the shortest length seen for every number of columns."""

    def __init__(self, field: Field, least_share: float, most: int) -> None:
        self.field, self.least_share, self.most = field, least_share, most
        self.now = fit(field, ())
        self.lengths: dict[int, float] = {0: self.now.length}

    def grow(self, progress: Progress = nothing) -> None:
        """Take in newcomers while that helps; after each, let go of those that are no longer needed."""
        while len(self.now.columns) < self.most:
            progress(max(self.lengths), self.most, self._doing())
            promised = gains(self.field, self.now)
            promised[list(self.now.columns)] = -np.inf
            line = np.argsort(-promised, kind="stable")[:_TRIED]
            if not any(self._try((*self.now.columns, int(at))) for at in line if promised[at] > -_HOPE):
                return
            self._agree(len(self.now.columns) - 1)
            self._prune()

    def _doing(self) -> str:
        return say("discovery.doing.searching", k=len(self.now.columns))

    def _prune(self) -> None:
        while len(self.now.columns) > 1 and any(
            self._try(tuple(one for one in self.now.columns if one != gone)) for gone in self._doubtful()
        ):
            pass

    def _doubtful(self) -> list[int]:
        """Columns that might go: the smaller first."""
        order = np.argsort(self.now.shares[1:], kind="stable")
        return [self.now.columns[at] for at in order.tolist()]

    def exchange(self, progress: Progress) -> bool:
        """Try to put another in the place of each; whether that helped."""
        helped = False
        for at, old in enumerate(doubtful := self._doubtful()):
            progress(at, len(doubtful), self._doing())
            rest = tuple(one for one in self.now.columns if one != old)
            without = fit(self.field, rest, start=self.now, rounds=_WARM)
            self._note(without)
            promised = gains(self.field, without)
            promised[[old, *rest]] = -np.inf
            best = int(np.argmax(promised))
            if promised[best] > -_HOPE:
                helped |= self._try((*rest, best))
        return helped

    def agree(self) -> bool:
        """Try for each what those who follow it agree upon; whether that helped."""
        helped = False
        for place in range(len(self.now.columns)):
            helped |= self._agree(place)
        return helped

    def _agree(self, place: int) -> bool:
        """Try what those who follow one column agree upon, unless most of them walk it exactly; whether that helped."""
        column, following = self.now.columns[place], self.now.member[:, 1 + place] * self.field.counts
        by_path = np.bincount(self.field.path_of, weights=following).astype(np.float64)
        if by_path[self.field.slips.faithful[:, column]].sum() >= _AGREED * by_path.sum():
            return False
        for other in agreed(self.field.rows, by_path, self.field.paths[column]):
            if other in self.field.paths:
                continue
            wider = self.field.with_path(other)
            columns = list(self.now.columns)
            columns[place] = len(wider.paths) - 1
            found = fit(wider, columns, start=self.now, rounds=_WARM)
            if self._better(found):
                self.field, self.now = wider, found
                return True
        return False

    def _try(self, columns: tuple[int, ...]) -> bool:
        found = fit(self.field, columns, start=self.now, rounds=_WARM)
        if not self._better(found):
            return False
        self.now = found
        return True

    def _better(self, found: Fit) -> bool:
        if len(found.columns) > len(self.now.columns) and found.shares[1:].min() < self.least_share:
            return False
        self._note(found)
        return found.length < self.now.length - 1e-6

    def _note(self, found: Fit) -> None:
        k = len(found.columns)
        self.lengths[k] = min(self.lengths.get(k, np.inf), found.length)
