"""Walks: the journeys that discovery looks at, as sequences of event names with how often each was walked.

What lives here: Walks and the ways to make them from plain lists or from the columns of a log. Not here: reading a log
(evidence), looking for anything (representatives, cutting).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What is known of those who walk, beside their path: ``of[row]`` is the place in ``values`` of a row's value."""

    name: str
    values: tuple[str, ...]
    of: Ints


@dataclass(frozen=True, slots=True)
class Wait:
    """How long something took, in seconds: quartiles over ``n`` times. ``touchpoint`` is a code, 0 the whole journey.

    The wait of a touchpoint is the time since the event before it, at its first visit in a journey.
    """

    touchpoint: int
    n: int
    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True, eq=False)
class Walks:
    """Distinct journeys and their counts. ``names[code - 1]`` is the name of a code; a journey is a tuple of codes.

    A path may stand in several rows where their contexts differ. Rows stand in a canonical order (frequent, short,
    alphabetical first), so that the order of the log's lines plays no part. Make them with ``Walks.of``,
    ``Walks.counted`` or ``Walks.from_events``.
    """

    names: tuple[str, ...]
    variants: tuple[tuple[int, ...], ...]
    counts: Ints
    contexts: tuple[Context, ...] = ()
    waits: tuple[Wait, ...] = ()

    @property
    def n(self) -> int:
        """How many journeys there are."""
        return int(self.counts.sum())

    @property
    def events(self) -> int:
        """How many events they have together."""
        return int(sum(len(one) * int(count) for one, count in zip(self.variants, self.counts, strict=True)))

    def named(self, path: Sequence[int]) -> tuple[str, ...]:
        """A path in names."""
        return tuple(self.names[code - 1] for code in path)

    @classmethod
    def of(cls, journeys: Iterable[Sequence[str]]) -> Walks:
        """Walks of journeys told one by one, each the names of its events in order; empty ones are no journeys.

        >>> walks = Walks.of([["ask", "buy"], ["ask"], ["ask", "buy"]])
        >>> walks.n, walks.named(walks.variants[0]), walks.counts.tolist()
        (3, ('ask', 'buy'), [2, 1])
        """
        counted = Counter(tuple(one) for one in journeys)
        names = tuple(sorted({name for one in counted for name in one}))
        code = {name: at for at, name in enumerate(names, start=1)}
        return cls.counted(names, [tuple(code[name] for name in one) for one in counted], list(counted.values()))

    @classmethod
    def counted(
        cls,
        names: Sequence[str],
        variants: Sequence[Sequence[int]],
        counts: ArrayLike,
        *,
        contexts: Sequence[Context] = (),
        waits: Sequence[Wait] = (),
    ) -> Walks:
        """Walks from what an engine has counted already: codes 1 … len(names) by row, brought into canonical order.

        Rows of the same path and contexts are added up; names that no row uses are dropped.
        """
        how_many = np.asarray(counts, dtype=np.int64)
        if len(variants) != len(how_many):
            raise ValueError("there must be one count per variant")
        used = sorted({code for one in variants for code in one}, key=lambda code: names[code - 1])
        if len({names[code - 1] for code in used}) < len(used):
            raise ValueError("two codes have one name")
        recoded = {code: at for at, code in enumerate(used, start=1)}
        merged: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {}
        values = tuple(tuple(sorted(set(context.values))) for context in contexts)
        place = [{value: at for at, value in enumerate(one)} for one in values]
        for row, (path, count) in enumerate(zip(variants, how_many, strict=True)):
            where = tuple(place[at][one.values[int(one.of[row])]] for at, one in enumerate(contexts))
            key = (tuple(recoded[code] for code in path), where)
            if path and count > 0:
                merged[key] = merged.get(key, 0) + int(count)
        total: Counter[tuple[int, ...]] = Counter()
        for (path, _), count in merged.items():
            total[path] += count
        rows = sorted(merged, key=lambda key: (-total[key[0]], len(key[0]), key[0], key[1]))
        return cls(
            names=tuple(names[code - 1] for code in used),
            variants=tuple(path for path, _ in rows),
            counts=np.array([merged[row] for row in rows], dtype=np.int64),
            contexts=tuple(
                Context(one.name, values[at], np.array([row[1][at] for row in rows], dtype=np.int64))
                for at, one in enumerate(contexts)
            ),
            waits=tuple(
                replace(one, touchpoint=recoded.get(one.touchpoint, 0))
                for one in waits
                if one.touchpoint == 0 or one.touchpoint in recoded
            ),
        )

    @classmethod
    def from_events(
        cls,
        case: ArrayLike,
        time: ArrayLike,
        event: ArrayLike,
        *,
        order: ArrayLike | None = None,
        contexts: Mapping[str, ArrayLike] | None = None,
    ) -> Walks:
        """Walks from the columns of a log, one value per event; ``time`` in seconds, or datetime64.

        Events are put in order by (case, time, original order), stably. A context is a column too; the value at the
        first event of a case is that of the journey.
        """
        cases, named = np.asarray(case), np.asarray(event)
        moments = np.asarray(time)
        if moments.dtype.kind == "M":
            moments = moments.astype("datetime64[us]").astype(np.int64) / 1e6
        if not len(cases):
            return cls((), (), np.zeros(0, dtype=np.int64))
        names, codes = np.unique(named, return_inverse=True)
        _, who = np.unique(cases, return_inverse=True)
        inside = np.arange(len(cases)) if order is None else np.asarray(order)
        line = np.lexsort((np.arange(len(cases)), inside, moments, who))
        codes, who, moments = codes[line] + 1, who[line], moments[line].astype(np.float64)
        starts = np.flatnonzero(np.r_[True, who[1:] != who[:-1]])
        ends = np.r_[starts[1:], len(who)]
        told = []
        for column, values in (contexts or {}).items():
            kinds, of = np.unique(np.asarray(values).astype(str)[line][starts], return_inverse=True)
            told.append(Context(column, tuple(kinds.tolist()), of.astype(np.int64)))
        listed = codes.tolist()
        paths = [tuple(listed[first:last]) for first, last in zip(starts.tolist(), ends.tolist(), strict=True)]
        if not told:
            counted = Counter(paths)
            paths, sizes = list(counted), list(counted.values())
        else:
            sizes = [1] * len(paths)
        waits = _waits(codes, who, moments, starts, ends)
        return cls.counted(names.astype(str).tolist(), paths, sizes, contexts=told, waits=waits)

    def together(self) -> Walks:
        """The same walks without contexts: every path in one row."""
        if not self.contexts:
            return self
        return Walks.counted(self.names, self.variants, self.counts, waits=self.waits)


def _waits(codes: Ints, who: Ints, moments: NDArray[np.float64], starts: Ints, ends: Ints) -> list[Wait]:
    """Quartiles of the time before the first visit of each touchpoint, and of whole journeys."""
    found = [_wait(0, moments[ends - 1] - moments[starts])]
    _, first = np.unique(who * (int(codes.max()) + 1) + codes, return_index=True)
    later = np.sort(np.setdiff1d(first, starts))
    since, of = moments[later] - moments[later - 1], codes[later]
    line = np.argsort(of, kind="stable")
    kinds, begin = np.unique(of[line], return_index=True)
    for code, part in zip(kinds.tolist(), np.split(since[line], begin[1:])[: len(kinds)], strict=True):
        found.append(_wait(code, part))
    return found


def _wait(code: int, times: NDArray[np.float64]) -> Wait:
    lower, median, upper = np.quantile(times, (0.25, 0.5, 0.75)).tolist()
    return Wait(code, len(times), lower, median, upper)
