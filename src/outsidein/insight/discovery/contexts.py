"""Contexts: what has happened in a journey so far, coded for every event and every age the journey may have there.

What lives here: the table of contexts and the smoothed distribution of what comes next. Not here: where journeys begin
(cutting). A context is the last events since the journey began, at most ``reach``; where fewer have happened, it
knows that it is at the beginning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_STRENGTH: Final = 2.0
"""How many observations the distribution of the shorter context counts for."""


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """Contexts of one length: for each instance that has one (``rows``) its pairs with what comes next and with the
    end (``going``, ``ending``), and of each pair its context (``of``)."""

    rows: Ints
    context: Ints
    going: Ints
    ending: Ints
    of: Ints
    contexts: int


@dataclass(frozen=True, slots=True, eq=False)
class Contexts:
    """Instances: one for each event t and possible age a of the journey there (``event``, ``age``), and after them one
    for each event as the first of a journey. ``events`` is the number of events, ``symbols`` that of different ones."""

    event: Ints
    age: Ints
    valid: NDArray[np.bool_]
    levels: tuple[_Level, ...]
    length: Ints
    symbols: int

    @property
    def events(self) -> int:
        """How many events there are."""
        return len(self.valid)

    @classmethod
    def of(cls, codes: Ints, place: Ints, following: Ints, *, reach: int) -> Contexts:
        """Code the contexts of events ``codes`` (≥ 1) at ``place`` in their history; ``following`` 0 means: none."""
        n, symbols = len(codes), int(codes.max(initial=1))
        begin, base = symbols + 1, symbols + 2
        every, age = np.repeat(np.arange(n), reach), np.tile(np.arange(1, reach + 1), n)
        valid = (age <= place[every] + 1).reshape(n, reach)
        event, age = every[valid.ravel()], age[valid.ravel()]
        many = len(event)
        length = np.r_[np.where(age < reach, age + 1, age), np.ones(n, dtype=np.int64)]
        follows = np.r_[following[event], codes]
        context = np.zeros(many + n, dtype=np.int64)
        levels = []
        for size in range(int(length.max()) + 1):
            rows = np.flatnonzero(length >= size)
            if size:
                token = np.full(many + n, begin, dtype=np.int64)
                back = size - 1
                token[:many] = np.where(back < age, codes[np.maximum(event - back, 0)], begin)
                _, coded = np.unique(context[rows] * base + token[rows], return_inverse=True)
                context = np.full(many + n, -1, dtype=np.int64)
                context[rows] = coded
            here = context[rows]
            pairs, both = np.unique(np.r_[here * base + follows[rows], here * base], return_inverse=True)
            levels.append(
                _Level(rows, here, both[: len(rows)], both[len(rows) :], pairs // base, int(here.max(initial=0)) + 1)
            )
        return cls(event, age, valid, tuple(levels), length, symbols)

    def smooth(self, going: Floats, ending: Floats) -> tuple[Floats, Floats]:
        """Probabilities, by instance, of what does come next and of the end, from expected counts of both.

        Each context leans on the one that is an event shorter (Witten and Bell 1991, with a fixed strength).
        """
        goes = np.full(len(going), 1 / (self.symbols + 1))
        ends = goes.copy()
        for level in self.levels:
            counts = self._counted(level, going, ending)
            whole = np.bincount(level.of, counts, level.contexts)[level.context] + _STRENGTH
            rows = level.rows
            goes[rows] = (counts[level.going] + _STRENGTH * goes[rows]) / whole
            ends[rows] = (counts[level.ending] + _STRENGTH * ends[rows]) / whole
        return goes, ends

    def parameters(self, going: Floats, ending: Floats) -> int:
        """How many free numbers the distributions have: pairs expected at least half a time, less one a context."""
        free = 0
        for size, level in enumerate(self.levels):
            full = self.length[level.rows] == size
            rows = level.rows[full]
            counts = np.bincount(level.going[full], going[rows], len(level.of))
            counts += np.bincount(level.ending[full], ending[rows], len(level.of))
            used = counts >= 0.5
            free += int(used.sum()) - len(np.unique(level.of[used]))
        return free

    @staticmethod
    def _counted(level: _Level, going: Floats, ending: Floats) -> Floats:
        counts = np.bincount(level.going, going[level.rows], len(level.of))
        return np.asarray(counts + np.bincount(level.ending, ending[level.rows], len(level.of)))
