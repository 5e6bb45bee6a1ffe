"""What was known of each case at a cut-off, as numbers: nothing that came at or after it, ever.

What lives here: Features, the Recipe by which they are made alike at every cut-off. Not here: whether a feature is too
good to be true (leaks), any model (model).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.insight.phrases import say
from outsidein.insight.prediction.cases import DAY, Events, Scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from outsidein.insight.prediction.cases import Ints
    from outsidein.measures.intervals import Floats

MOST_STEPS: Final = 30
"""How many of the most common steps have features of their own."""
MOST_LEVELS: Final = 12
"""How many values of a segment are told apart; the rest is the rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What was known of ``cases`` (n,) at ``cutoff``: ``values`` (n, p), NaN where a thing was not known.

    ``counts`` (p,) marks columns that are counts or times, which models take by their logarithm. ``latest`` is the time
    of the latest thing that went into them, None where it cannot be said; ``undated`` names columns without a time.
    """

    names: tuple[str, ...]
    values: Floats
    counts: NDArray[np.bool_]
    cases: NDArray[np.object_]
    cutoff: int | None = None
    latest: int | None = None
    undated: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: Sequence[str], values: Floats, *, cases: NDArray[np.object_] | None = None) -> Features:
        """Features from a plain table, of which nobody says when its values were known."""
        rows = np.asarray(values, dtype=np.float64)
        who = np.arange(len(rows)).astype(object) if cases is None else cases
        return cls(tuple(names), rows, np.zeros(len(names), bool), who, undated=tuple(names))

    def without(self, names: Sequence[str]) -> Features:
        """The same without these columns."""
        kept = [at for at, name in enumerate(self.names) if name not in names]
        return Features(
            tuple(self.names[at] for at in kept),
            self.values[:, kept],
            self.counts[kept],
            self.cases,
            self.cutoff,
            self.latest,
            tuple(name for name in self.undated if name not in names),
        )

    def rows(self, chosen: NDArray[np.intp]) -> Features:
        """The same of these cases only."""
        return Features(
            self.names, self.values[chosen], self.counts, self.cases[chosen], self.cutoff, self.latest, self.undated
        )


@dataclass(frozen=True, slots=True, eq=False)
class Attributes:
    """What a customer list says of cases: ``values`` (all cases of the events, p) and since when each was ``known``.

    ``known`` is in microseconds, one per value; None where the list does not say, which is told beside every result.
    """

    names: tuple[str, ...]
    values: Floats
    known: Ints | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Recipe:
    """Which features to make, learnt before the first cut-off, so that they are the same at every later one."""

    events: Events
    window: int
    codes: tuple[int, ...]
    levels: tuple[tuple[int, tuple[str, ...]], ...]
    scores: Scores | None
    touchpoints: tuple[int, ...]
    attributes: Attributes | None

    def at(self, cutoff: int, cases: Ints) -> Features:
        """The features of these cases (indices into ``events.cases``, each with an event before) at the cut-off."""
        events = self.events
        past = np.flatnonzero((events.time < cutoff) & np.isin(events.case, cases))
        made = _Columns(len(cases))
        row = np.searchsorted(cases, events.case[past])
        self._walked(made, row, events.time[past], events.code[past], cutoff)
        last = np.full(len(cases), -1, np.int64)
        last[row] = past  # sorted by time within a case, so the last one stays
        for at, levels in self.levels:
            name, column = events.segments[at]
            now = column[last].astype(str)
            for level in levels:
                made.add(f"{name} = {level}", (now == level).astype(np.float64))
        latest = int(events.time[past].max()) if len(past) else 0
        latest = max(latest, self._rated(made, cases, cutoff))
        undated = self._listed(made, cases, cutoff)
        return made.features(events.cases[cases], cutoff, latest, undated)

    def _walked(self, made: _Columns, row: Ints, time: Ints, code: Ints, cutoff: int) -> None:
        """What cases did: how often, how recently, how regularly, which steps."""
        n = made.rows
        count = np.bincount(row, minlength=n).astype(np.float64)
        first, last = np.full(n, np.iinfo(np.int64).max), np.full(n, np.iinfo(np.int64).min)
        np.minimum.at(first, row, time)
        np.maximum.at(last, row, time)
        made.add(say("feature.events"), count, count=True)
        made.add(say("feature.since-last"), (cutoff - last) / DAY, count=True)
        made.add(say("feature.since-first"), (cutoff - first) / DAY, count=True)
        recent = np.bincount(row[time >= cutoff - self.window], minlength=n)
        made.add(say("feature.recent", days=round(self.window / DAY, 1)), recent.astype(np.float64), count=True)
        same = np.r_[False, row[1:] == row[:-1]][: len(row)]  # nobody yet: no gap either
        gaps = np.diff(time, prepend=time[:1]) / DAY
        last_gap = np.full(n, np.nan)
        last_gap[row[same]] = gaps[same]
        with np.errstate(invalid="ignore", divide="ignore"):
            mean_gap = np.where(count > 1, (last - first) / DAY / (count - 1), np.nan)
        made.add(say("feature.mean-gap"), mean_gap, count=True)
        made.add(say("feature.last-gap"), last_gap, count=True)
        last_code = np.zeros(n, np.int64)
        last_code[row] = code
        for one in self.codes:
            name = self.events.names[one]
            met = np.bincount(row[code == one], minlength=n).astype(np.float64)
            made.add(say("feature.step", name=name), met, count=True)
            made.add(say("feature.last-step", name=name), (last_code == one).astype(np.float64))

    def _rated(self, made: _Columns, cases: Ints, cutoff: int) -> int:
        """The last score of each touchpoint that was known; gives when the latest of them was."""
        scores = self.scores
        if scores is None:
            return 0
        latest = 0
        for touchpoint in self.touchpoints:
            kept = (scores.known < cutoff) & (scores.touchpoint == touchpoint) & np.isin(scores.case, cases)
            found = np.full(made.rows, np.nan)
            found[np.searchsorted(cases, scores.case[kept])] = scores.value[kept]
            made.add(score_name(scores.touchpoints[touchpoint]), found)
            latest = max(latest, int(scores.known[kept].max())) if kept.any() else latest
        return latest

    def _listed(self, made: _Columns, cases: Ints, cutoff: int) -> tuple[str, ...]:
        """What the customer list says; refused where it says what was not yet known."""
        listed = self.attributes
        if listed is None:
            return ()
        if listed.known is not None:
            given = np.isfinite(listed.values[cases])
            late = (given & (listed.known[cases] >= cutoff)).sum(axis=0)
            if late.any():
                refuse_late({name: int(n) for name, n in zip(listed.names, late, strict=True) if n})
        for at, name in enumerate(listed.names):
            made.add(name, listed.values[cases, at])
        return listed.names if listed.known is None else ()


def learn(
    events: Events,
    cutoff: int,
    *,
    window: int,
    scores: Scores | None = None,
    attributes: Attributes | None = None,
) -> Recipe:
    """The recipe that the events before ``cutoff`` suggest: their most common steps, segments and rated touchpoints.

    ``window`` (microseconds) is how long ago still counts as recent.
    """
    past = events.time < cutoff
    met = np.unique(np.column_stack([events.case[past], events.code[past]]), axis=0)[:, 1]
    reach = np.bincount(met, minlength=len(events.names))
    codes = tuple(int(one) for one in np.argsort(-reach, kind="stable")[:MOST_STEPS] if reach[one] > 0)
    levels = []
    for at, (_, column) in enumerate(events.segments):
        known = column[past]
        names, counts = np.unique(np.array([str(one) for one in known if one is not None]), return_counts=True)
        levels.append((at, tuple(str(names[k]) for k in np.argsort(-counts, kind="stable")[:MOST_LEVELS])))
    touchpoints: tuple[int, ...] = ()
    if scores is not None:
        rated = np.bincount(scores.touchpoint[scores.known < cutoff], minlength=len(scores.touchpoints))
        touchpoints = tuple(int(k) for k in np.argsort(-rated, kind="stable")[:MOST_STEPS] if rated[k] > 0)
    return Recipe(events, window, codes, tuple(levels), scores, touchpoints, attributes)


def score_name(touchpoint: str) -> str:
    """What the last score of this touchpoint is called among features."""
    return say("feature.score", name=touchpoint)


def refuse_late(late: dict[str, int]) -> None:
    """Stop because these columns hold values from the cut-off or later, each with how many."""
    names = ", ".join(f"{name} ({n})" for name, n in late.items())
    raise MeasureError(
        Diagnostic("insight/known-after-cut-off", say("prediction.late", names=names), say("prediction.late-fix"))
    )


class _Columns:
    """Columns as they are made, before they stand beside each other."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.names: list[str] = []
        self.values: list[Floats] = []
        self.counts: list[bool] = []

    def add(self, name: str, values: Floats, *, count: bool = False) -> None:
        self.names.append(name)
        self.values.append(values)
        self.counts.append(count)

    def features(self, cases: NDArray[np.object_], cutoff: int, latest: int, undated: tuple[str, ...]) -> Features:
        values = np.column_stack(self.values) if self.values else np.zeros((self.rows, 0))
        return Features(tuple(self.names), values, np.array(self.counts, bool), cases, cutoff, latest, undated)
