"""What step comes next, from how often it came after the last few: an n-gram model with back-off.

What lives here: Backoff, learnt from journeys, interpolated after Witten and Bell (1991). Not here: whether it is any
good (nextstep).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.insight.phrases import say
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from outsidein.insight.prediction.cases import Ints
    from outsidein.measures.intervals import Floats

ORDER: Final = 3
"""How many of the last steps are looked at, at most."""


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """Contexts of one length: distinct (context, next) pairs sorted, with counts; where each context starts."""

    contexts: Ints
    starts: Ints
    next: Ints
    counts: Floats
    totals: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Backoff:
    """P(next | last steps): each context length is mixed with the shorter one, by how many different steps followed it.

    P(w | h) = (c(hw) + T(h) P(w | h′)) / (c(h) + T(h)), h′ the context without its oldest step, T(h) the number of
    distinct steps seen after h. The shortest is the share of each step, with one added to each.
    """

    names: tuple[str, ...]
    levels: tuple[_Level, ...]
    shares: Floats

    def chances(self, contexts: Ints) -> Floats:
        """The chance of every step after each context (n, ORDER): (n, steps). −1 where there was no step yet.

        The last step stands last.
        """
        n, width = len(contexts), len(self.names)
        found = np.tile(self.shares, (n, 1))
        for length, level in enumerate(self.levels, start=1):
            keys, whole = keys_of(contexts, length, width)
            at = np.minimum(np.searchsorted(level.contexts, keys), max(len(level.contexts) - 1, 0))
            known = whole & (level.contexts[at] == keys) if len(level.contexts) else np.zeros(n, bool)
            rows = np.flatnonzero(known)
            place = at[rows]
            first, after = level.starts[place], level.starts[place + 1]
            kinds = (after - first).astype(np.float64)
            within = np.repeat(rows, after - first)
            cells = np.repeat(first - np.r_[0, np.cumsum(after - first)[:-1]], after - first) + np.arange(len(within))
            found[rows] *= kinds[:, None]
            np.add.at(found, (within, level.next[cells]), level.counts[cells])
            found[rows] /= (level.totals[place] + kinds)[:, None]
        return found

    def after(self, steps: Sequence[str], *, most: int = 5, level: float = 0.95) -> tuple[tuple[str, Estimate], ...]:
        """The likeliest next steps after these, the likeliest first, with how often it was seen (Wilson at that n)."""
        codes = {name: at for at, name in enumerate(self.names)}
        known = [codes.get(name, -1) for name in steps][-ORDER:]
        context = np.full((1, ORDER), -1, np.int64)
        if known:
            context[0, -len(known) :] = known
        chances = self.chances(context)[0]
        seen = self._seen(context)
        best = np.argsort(-chances, kind="stable")[:most]
        low, high = wilson(chances[best] * seen, np.full(len(best), seen), level=level)
        return tuple(
            (
                self.names[at],
                Estimate(
                    float(chances[at]),
                    min(float(low[k]), float(chances[at])) if seen else 0.0,
                    max(float(high[k]), float(chances[at])) if seen else 1.0,
                    int(seen),
                    say("prediction.method-wilson"),
                    cites=(Cite(formula=say("prediction.backoff-formula", order=ORDER)),),
                    small=seen < 30,
                    level=level,
                ),
            )
            for k, at in enumerate(best)
        )

    def _seen(self, context: Ints) -> float:
        """How often the longest part of the context was seen that was seen at all."""
        seen = 0.0
        for length, level in enumerate(self.levels, start=1):
            keys, whole = keys_of(context, length, len(self.names))
            at = int(np.searchsorted(level.contexts, keys[0]))
            if whole[0] and at < len(level.contexts) and level.contexts[at] == keys[0]:
                seen = float(level.totals[at])
        return seen


def learn_backoff(names: Sequence[str], contexts: Ints, following: Ints) -> Backoff:
    """The model of what followed (n,) each context (n, ORDER)."""
    width = len(names)
    shares = np.bincount(following, minlength=width) + 1.0
    levels = []
    for length in range(1, ORDER + 1):
        keys, whole = keys_of(contexts, length, width)
        pairs, counts = np.unique(keys[whole] * width + following[whole], return_counts=True)
        known, starts = np.unique(pairs // width, return_index=True)
        totals = np.add.reduceat(counts, starts) if len(starts) else np.zeros(0)
        levels.append(
            _Level(
                known,
                np.r_[starts, len(pairs)].astype(np.int64),
                pairs % width,
                counts.astype(np.float64),
                totals.astype(np.float64),
            )
        )
    return Backoff(tuple(names), tuple(levels), shares / shares.sum())


def keys_of(contexts: Ints, length: int, width: int) -> tuple[Ints, NDArray[np.bool_]]:
    """The last ``length`` steps of each context as one number, and whether there were as many."""
    part = contexts[:, ORDER - length :]
    keys = np.zeros(len(part), np.int64)
    for column in part.T:
        keys = keys * width + np.maximum(column, 0)
    return keys, np.asarray((part >= 0).all(axis=1))
