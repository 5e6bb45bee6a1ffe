"""Counting: from the events of a log to its Tally, in memory, column by column.

What lives here: coding, which steps are watched, and how alike walks of one customer are. Not here: what a Tally is
(tally), how an engine counts one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from outsidein.ground import Diagnostic, MeasureError
from outsidein.insight.changes.tally import BLOCKS, Floats, Ints, Tally, Watched, What
from outsidein.insight.phrases import say

if TYPE_CHECKING:
    import pyarrow as pa

DAY: Final = 86_400_000_000
"""Microseconds."""
MOST_VALUES: Final = 12
"""Values of a segment that are looked at on their own; the rest count in the whole only."""
FEWEST: Final = 20
"""Walks that must have met both ends of a step before it is watched."""
USUAL: Final = 0.95
"""The share of walks whose waiting is over by the horizon."""


@dataclass(frozen=True, slots=True)
class _Walks:
    """Events sorted by walk: ``code`` and ``time`` per event; ``start`` per walk, with who walked it and its cell."""

    names: tuple[str, ...]
    code: Ints
    time: Ints
    walk: Ints
    start: Ints
    who: Ints
    cell: Ints

    @property
    def count(self) -> int:
        return len(self.start)

    def first_of(self, code: int) -> Ints:
        """Where each walk first met the event of this code, as a place among all events; −1 where it never did."""
        places = np.flatnonzero(self.code == code)[::-1]
        found = np.full(self.count, -1, dtype=np.int64)
        found[self.walk[places]] = places
        return found

    def next_of(self, places: Ints, code: int) -> Ints:
        """For each place of an event, where its walk next met the event of ``code``; −1 where it never did again."""
        those = np.flatnonzero(self.code == code)
        if not len(those):
            return np.full(len(places), -1, dtype=np.int64)
        at = np.searchsorted(those, places, side="right")
        after = those[np.minimum(at, len(those) - 1)]
        return np.where((at < len(those)) & (self.walk[after] == self.walk[places]), after, -1)


@dataclass(frozen=True, slots=True)
class _Column:
    """One share, walk by walk: whether the walk is a trial, on which day, and whether it is a hit."""

    watched: Watched
    trial: NDArray[np.bool_]
    hit: NDArray[np.bool_]
    day: Ints


def count(
    events: pa.Table,
    *,
    case: str,
    customer: str | None,
    segments: Sequence[str] | Mapping[str, str] | None,
    pairs: int,
) -> Tally:
    """The Tally of an event log; see ``tally`` for the columns."""
    if segments is None:
        segments = {name: name.removeprefix("segment:") for name in events.column_names if name.startswith("segment:")}
    elif not isinstance(segments, Mapping):
        segments = {name: name.removeprefix("segment:") for name in segments}
    walks, cells, values = _walks(events, case, customer, segments)
    day = walks.time // DAY
    begun = day[walks.start]
    first = int(day.min())
    columns = [*_met(walks, begun), *_steps(walks, day, pairs), *_ended(walks, day)]
    length = int(day.max()) - first + 1
    key = np.concatenate([begun, *(one.day[one.trial] for one in columns)]) - first
    cell = np.concatenate([walks.cell, *(walks.cell[one.trial] for one in columns)])
    rows, row = np.unique(key * len(cells) + cell, return_inverse=True)
    edges = np.cumsum([walks.count, *(int(one.trial.sum()) for one in columns)])
    trials = np.zeros((len(rows), len(columns)), dtype=np.int64)
    hits = np.zeros_like(trials)
    for at, one in enumerate(columns):
        mine = row[edges[at] : edges[at + 1]]
        trials[:, at] = np.bincount(mine, minlength=len(rows))
        hits[:, at] = np.bincount(mine, weights=one.hit[one.trial], minlength=len(rows))
    return Tally(
        first=np.datetime64(first, "D"),
        days=length,
        segments=tuple(segments.values()),
        values=values,
        cells=cells,
        watched=tuple(one.watched for one in columns),
        day=rows // len(cells),
        cell=rows % len(cells),
        walks=np.bincount(row[: edges[0]], minlength=len(rows)),
        trials=trials,
        hits=hits,
        spread=np.array([_spread(one, walks.who, walks.cell) for one in columns]).reshape(-1, 3),
        mix_spread=tuple(_mix_spread(walks, begun, cells[:, k], len(values[k])) for k in range(len(values))),
        customers=len(np.unique(walks.who)),
    )


def _walks(
    events: pa.Table, case: str, customer: str | None, segments: Mapping[str, str]
) -> tuple[_Walks, Ints, tuple[tuple[str, ...], ...]]:
    """Events coded and sorted by (case, time, order), the cells, and the names of their values."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kept = pc.and_(pc.is_valid(events[case]), pc.and_(pc.is_valid(events["time"]), pc.is_valid(events["event"])))
    events = events.filter(kept)
    if not events.num_rows:
        raise MeasureError(
            Diagnostic("insight/no-walks", say("changes.no-events"), say("changes.no-events.fix", case=case))
        )
    time = events["time"].cast(pa.timestamp("us", tz=events["time"].type.tz)).cast(pa.int64()).to_numpy()
    order = events["order"].to_numpy() if "order" in events.column_names else np.arange(events.num_rows)
    case_code, _ = _codes(events[case])
    event_code, names = _codes(events["event"])
    sorting = np.lexsort((order, time, case_code))
    ordered = case_code[sorting]
    start = np.flatnonzero(np.diff(ordered, prepend=-1))
    begins = sorting[start]
    who = _codes(events[customer])[0][begins] if customer else np.arange(len(start))
    who = np.where(who < 0, len(events) + np.arange(len(start)), who)
    columns, values = [], []
    for name in segments:
        code, known = _codes(events[name])
        mine = code[begins]
        common = np.argsort(-np.bincount(mine[mine >= 0], minlength=len(known)), kind="stable")[:MOST_VALUES]
        place = np.full(len(known) + 1, -1)
        place[common] = np.arange(len(common))
        columns.append(place[mine])
        values.append(tuple(known[one] for one in common))
    cells, cell = np.zeros((1, 0), dtype=np.int64), np.zeros(len(start), dtype=np.int64)
    if columns:
        cells, cell = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    walks = _Walks(
        names=tuple(names),
        code=event_code[sorting],
        time=time[sorting],
        walk=np.repeat(np.arange(len(start)), np.diff(start, append=len(sorting))),
        start=start,
        who=who,
        cell=cell.reshape(-1),
    )
    return walks, cells, tuple(values)


def _codes(column: pa.ChunkedArray) -> tuple[Ints, list[str]]:
    """A code per row (−1 where there is nothing) and what each code stands for."""
    import pyarrow as pa

    coded = column.cast(pa.string()).combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    return coded.indices.fill_null(-1).to_numpy().astype(np.int64), coded.dictionary.to_pylist()


def _met(walks: _Walks, begun: Ints) -> list[_Column]:
    everyone = np.ones(walks.count, dtype=bool)
    return [
        _Column(Watched(What.MET, name), everyone, walks.first_of(code) >= 0, begun)
        for code, name in enumerate(walks.names)
    ]


def _steps(walks: _Walks, day: Ints, most: int) -> list[_Column]:
    """Whether walks came from one event to another, and how fast, for the steps that are taken beyond chance.

    Of two events the one that mostly comes first leads to the other; whether a walk met both counts in any order, as in
    an open funnel, for clocks and loops disturb orders. Times count from the first meeting to the next of the other.
    """
    first = [walks.first_of(code) for code in range(len(walks.names))]
    found = []
    for a, b in _beyond_chance(first)[:most]:
        trial, hit = first[a] >= 0, (first[a] >= 0) & (first[b] >= 0)
        reached = np.full(walks.count, -1, dtype=np.int64)
        reached[trial] = walks.next_of(first[a][trial], b)
        timed = reached >= 0
        took = walks.time[reached[timed]] - walks.time[first[a][timed]]
        horizon = int(np.quantile(took, USUAL) // DAY) if len(took) else 0
        late = np.zeros(walks.count, dtype=bool)
        late[timed] = took >= (horizon + 1) * DAY
        on = np.where(trial, day[first[a]], 0)
        names = walks.names[a], walks.names[b]
        found.append(_Column(Watched(What.REACHED, *names, horizon=horizon), trial, hit & ~late, on))
        if timed.sum() < FEWEST or not (middle := float(np.median(took))):
            continue
        slow = np.zeros(walks.count, dtype=bool)
        slow[timed] = took > middle
        watched = Watched(What.SLOW, *names, slower=middle / 1e6, horizon=horizon)
        found.append(_Column(watched, timed, slow, on))
    return found


def _beyond_chance(first: list[Ints]) -> list[tuple[int, int]]:
    """Pairs of events that walks meet together more often than chance, the earlier first, the clearest pair first."""
    met = np.stack([one >= 0 for one in first], axis=1).astype(np.float64)
    both, share = met.T @ met, met.mean(axis=0)
    ranked: list[tuple[float, int, int]] = []
    for a in range(len(first)):
        for b in range(a):
            if both[a, b] < FEWEST:
                continue
            together = (met[:, a] > 0) & (met[:, b] > 0)
            forward = float((first[a][together] < first[b][together]).mean()) >= 0.5
            one, other = (a, b) if forward else (b, a)
            expected = float(met[:, one].sum()) * share[other]
            ranked.append(((both[a, b] - expected) / np.sqrt(expected * (1 - share[other]) + 1), one, other))
    return [(a, b) for beyond, a, b in sorted(ranked, reverse=True) if beyond > 0]


def _ended(walks: _Walks, day: Ints) -> list[_Column]:
    """Whether walks that met an event ended with it; a walk may go on after the log, so its last days do not count."""
    last = np.append(walks.start[1:], len(walks.code)) - 1
    within = np.diff(walks.time)[np.diff(walks.walk) == 0]
    horizon = int(np.quantile(within, USUAL) // DAY) if len(within) else 0
    found = []
    for code, name in enumerate(walks.names):
        first = walks.first_of(code)
        on = np.where(first >= 0, day[first], 0)
        found.append(_Column(Watched(What.ENDED, name, horizon=horizon), first >= 0, walks.code[last] == code, on))
    return found


def _spread(column: _Column, who: Ints, cell: Ints) -> list[float]:
    """By how much customers widen the variance: Σ over customers (Σ residuals)² ÷ Σ residual², never below 1."""
    trial = column.trial
    if not trial.any():
        return [1.0, 1.0, 1.0]
    hit, here = column.hit[trial].astype(np.float64), cell[trial]
    n = np.bincount(here)
    share = np.bincount(here, weights=hit) / np.maximum(n, 1)
    return _widened(hit - share[here], who[trial], column.day[trial])


def _widened(residual: Floats, who: Ints, day: Ints) -> list[float]:
    alone = float((residual**2).sum())
    if alone <= 0:
        return [1.0, 1.0, 1.0]
    found = []
    for block in (*BLOCKS, None):
        key = who if block is None else who * 10_000 + (day - day.min()) // block
        _, group = np.unique(key, return_inverse=True)
        found.append(max(1.0, float((np.bincount(group, weights=residual) ** 2).sum()) / alone))
    return found


def _mix_spread(walks: _Walks, begun: Ints, code: Ints, values: int) -> Floats:
    """The same for belonging to a segment, which a customer mostly does with every walk."""
    mine = code[walks.cell]
    rows = [_widened((mine == v) - float((mine == v).mean()), walks.who, begun) for v in range(values)]
    return np.array(rows).reshape(-1, 3)
