"""The renewal process behind histories: one pass forward and back over hidden boundaries, and EM over such passes.

What lives here: Renewal and State. Not here: contexts (contexts), choosing how far to look back (cutting). The state of
the chain at an event is the age of the journey there, capped at ``reach``, so a pass takes events × reach operations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.insight.discovery.contexts import Contexts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_BINS: Final = 20
_ROUNDS: Final = 60
_ENOUGH: Final = 2e-5
"""EM stops when the log likelihood grows by less than this share of itself."""
_OPEN: Final = 0.5
"""How likely a history is to be broken off where it ends, rather than to end with a journey."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What is believed: ``boundary`` (by event) that a journey ends with it, ``going`` and ``ending`` the expected
    counts by instance, ``likelihood`` its log."""

    boundary: Floats
    going: Floats
    ending: Floats
    likelihood: float


@dataclass(frozen=True, slots=True, eq=False)
class Renewal:
    """Histories laid out for passes; ``starts`` and ``sizes`` are those of histories, longest first."""

    contexts: Contexts
    codes: Ints
    starts: Ints
    sizes: Ints
    place: Ints
    last: NDArray[np.bool_]
    bins: Ints
    edges: Floats
    reach: int

    @classmethod
    def of(cls, history: Ints, codes: Ints, time: Floats, *, reach: int, edges: Floats | None = None) -> Renewal:
        """Lay out events in order; gaps are binned at ``edges``, by default at quantiles of their own."""
        starts = np.flatnonzero(np.r_[True, history[1:] != history[:-1]])
        sizes = np.diff(np.r_[starts, len(codes)])
        place = np.arange(len(codes)) - np.repeat(starts, sizes)
        last = place == np.repeat(sizes, sizes) - 1
        gaps = np.r_[np.diff(time), 0.0]
        if edges is None:
            cuts = np.linspace(0, 1, _BINS + 1)[1:-1]
            edges = np.unique(np.quantile(gaps[~last], cuts)) if not last.all() else np.zeros(0)
        line = np.argsort(-sizes, kind="stable")
        following = np.where(last, 0, np.r_[codes[1:], 0])
        return cls(
            contexts=Contexts.of(codes, place, following, reach=reach),
            codes=codes,
            starts=starts[line],
            sizes=sizes[line],
            place=place,
            last=last,
            bins=np.asarray(np.searchsorted(edges, gaps), dtype=np.int64),
            edges=edges,
            reach=reach,
        )

    def begin(self, boundary: Floats) -> State:
        """A state to begin from, as if boundaries were independent of each other."""
        age = np.zeros((len(self.codes), self.reach))
        for at in range(int(self.sizes[0])):
            here = self._live(at)
            if at == 0:
                age[here, 0] = 1
                continue
            before = here - 1
            stays = age[before] * (1 - boundary[before])[:, None]
            age[here, 0] = boundary[before]
            age[here, 1:] += stays[:, :-1]
            age[here, -1] += stays[:, -1]
        ends = np.where(self.last, _OPEN, boundary)
        return self._counted(ends, age * (1 - ends)[:, None], age * ends[:, None], -np.inf)

    def learn(self, state: State) -> State:
        """EM from ``state`` until it no longer grows."""
        for _ in range(_ROUNDS):
            after = self.step(state)
            grown = after.likelihood - state.likelihood
            state = after
            if grown < _ENOUGH * abs(after.likelihood):
                break
        return state

    def step(self, state: State) -> State:
        """One round: the distributions that ``state`` gives, then a pass with them. Where the boundary is NaN or counts
        are 0 nothing is known yet, and nothing learned."""
        goes, ends = self.contexts.smooth(state.going, state.ending)
        inner, outer = self._gaps(state.boundary)
        return self._pass(goes, ends, inner, outer)

    def bic(self, state: State) -> float:
        """Log likelihood less half the log of the events for each free number."""
        free = self.contexts.parameters(state.going, state.ending)
        return state.likelihood - 0.5 * free * float(np.log(len(self.codes)))

    def _live(self, at: int) -> Ints:
        """The events at this place of their history."""
        return self.starts[: int(np.searchsorted(-self.sizes, -at, side="left"))] + at

    def _gaps(self, boundary: Floats) -> tuple[Floats, Floats]:
        """Probability of each event's gap to the next within a journey, and between two."""
        known = ~self.last & ~np.isnan(boundary)
        found = []
        for weight in (1 - boundary[known], boundary[known]):
            counts = np.bincount(self.bins[known], weight, len(self.edges) + 1) + 0.5
            found.append((counts / counts.sum())[self.bins])
        return found[0], found[1]

    def _pass(self, goes: Floats, ends: Floats, inner: Floats, outer: Floats) -> State:
        n, reach, valid = len(self.codes), self.reach, self.contexts.valid
        many = len(self.contexts.event)
        on, off = np.zeros((n, reach)), np.zeros((n, reach))
        on[valid], off[valid] = goes[:many], ends[:many]
        on *= inner[:, None]
        first = goes[many:]
        renewed = np.r_[first[1:], 0.0] * outer
        forward, scale = np.zeros((n, reach)), np.zeros(n)
        for at in range(int(self.sizes[0])):
            here = self._live(at)
            now = np.zeros((len(here), reach))
            if at == 0:
                now[:, 0] = first[here]
            else:
                before = here - 1
                was = forward[before]
                stays = was * on[before]
                now[:, 1:] = stays[:, :-1]
                now[:, -1] += stays[:, -1]
                now[:, 0] += (was * off[before]).sum(axis=1) * renewed[before]
            scale[here] = now.sum(axis=1)
            forward[here] = now / scale[here][:, None]
        closing = np.flatnonzero(self.last)
        final = _OPEN + (1 - _OPEN) * off[closing]
        mass = (forward[closing] * final).sum(axis=1)
        likelihood = float(np.log(scale).sum() + np.log(mass).sum())
        backward = np.zeros((n, reach))
        backward[closing] = final / mass[:, None]
        for at in range(int(self.sizes[0]) - 2, -1, -1):
            after = self._live(at + 1)
            here = after - 1
            next_ = backward[after] / scale[after][:, None]
            older = np.concatenate([next_[:, 1:], next_[:, -1:]], axis=1)
            backward[here] = on[here] * older + off[here] * (renewed[here] * next_[:, 0])[:, None]
        follow = np.minimum(np.arange(n) + 1, n - 1)
        next_ = backward[follow] / scale[follow][:, None]
        older = np.concatenate([next_[:, 1:], next_[:, -1:]], axis=1)
        stays = forward * on * older
        stops = forward * off * (renewed * next_[:, 0])[:, None]
        stays[closing] = 0
        stops[closing] = (1 - _OPEN) * forward[closing] * off[closing] / mass[:, None]
        return self._counted(stops.sum(axis=1), stays, stops, likelihood)

    def _counted(self, boundary: Floats, stays: Floats, stops: Floats, likelihood: float) -> State:
        """Expected counts by instance; the first event of a history begins a journey."""
        valid = self.contexts.valid
        stays = np.where(self.last[:, None], 0.0, stays)
        begun = np.where(self.place == 0, 1.0, np.r_[0.0, boundary[:-1]])
        none = np.zeros(len(self.codes))
        return State(boundary, np.r_[stays[valid], begun], np.r_[stops[valid], none], likelihood)
