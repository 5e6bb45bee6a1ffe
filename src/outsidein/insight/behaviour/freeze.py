"""Freeze: features of an event log as they stood at one moment, before the outcome could show in them.

What lives here: journeys frozen after so many events or so much time, customers frozen at a day. Not here: what
features are (features). Everything after the moment is the outcome's and is never read into a feature.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from outsidein.ground import Diagnostic, MeasureError
from outsidein.ground.writing import listed
from outsidein.insight.behaviour.features import Feature, Features, Floats, Ints
from outsidein.insight.phrases import say

if TYPE_CHECKING:
    import pyarrow as pa

RARE: Final = 30
"""Journeys that must show a behaviour, and lack it, before it is looked at."""
MOST: Final = 60
"""Behaviours looked at, the most common first; which they are is settled without the outcome."""


def freeze_journeys(
    events: pa.Table,
    *,
    outcome: str,
    after: int | timedelta = 5,
    case: str = "case",
    customer: str | None = None,
    paths: bool = True,
) -> Features:
    """Features of journeys under way: their first ``after`` events, or first so much time; the outcome is what follows.

    Journeys that had met ``outcome`` by then, or (counting events) had ended, are not under way and are left out: else
    those who convert fast would seem to do little. Features: events met, steps from one to the next, how many and how
    long, hour and weekday of the start, segments. ``events`` has ``case``, ``time``, ``event`` and, if known, ``order``
    and ``segment:…``.
    """
    log = _Log(events, case, customer)
    if outcome not in log.names:
        raise MeasureError(
            Diagnostic(
                "insight/no-such-outcome",
                say("behaviour.no-such-outcome", outcome=outcome),
                say("behaviour.no-such-outcome.fix", known=listed(log.names, most=8)),
            )
        )
    goal = log.code == log.names.index(outcome)
    if isinstance(after, int):
        seen = log.place < after
        frozen = say("behaviour.frozen.events", n=after)
    else:
        seen = log.time - log.time[log.start][log.walk] < np.int64(after / timedelta(microseconds=1))
        frozen = say("behaviour.frozen.time", hours=after / timedelta(hours=1))
    met_by_then = _any(log, goal & seen)
    under_way = ~met_by_then & (_any(log, ~seen) if isinstance(after, int) else True)
    had = _any(log, goal & ~seen)
    notes = (say("behaviour.note.under-way", left=int((~under_way).sum()), n=log.walks, frozen=frozen),)
    return log.features(seen, under_way, outcome, had, frozen, notes, paths=paths)


def freeze_customers(
    events: pa.Table,
    *,
    at: datetime,
    horizon: timedelta,
    returns: str = "",
    customer: str = "customer",
    paths: bool = False,
) -> Features:
    """Features of customers at the moment ``at``; the outcome is that they left: no event within ``horizon`` after it.

    With ``returns`` only that event counts as staying. Customers without an event in as long a time before were gone
    already and are left out. MeasureError (``insight/log-ends-early``) where the log does not reach the horizon.
    """
    log = _Log(events, customer, None)
    since = (at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime(1970, 1, 1, tzinfo=UTC)
    moment = since // timedelta(microseconds=1)
    reach = int(horizon / timedelta(microseconds=1))
    if int(log.time.max()) < moment + reach:
        raise MeasureError(
            Diagnostic("insight/log-ends-early", say("behaviour.log-ends-early"), say("behaviour.log-ends-early.fix"))
        )
    seen = log.time < moment
    counts = np.ones(len(log.code), dtype=bool)
    if returns:
        counts = log.code == (log.names.index(returns) if returns in log.names else -1)
    stayed = _any(log, counts & (log.time >= moment) & (log.time < moment + reach))
    there = _any(log, seen & (log.time >= moment - reach))
    frozen = say("behaviour.frozen.day", day=at.date().isoformat())
    notes = (say("behaviour.note.there", left=int((~there).sum()), n=log.walks),)
    return log.features(seen, there, say("behaviour.left"), ~stayed, frozen, notes, paths=paths, moment=moment)


def _any(log: _Log, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    found = np.zeros(log.walks, dtype=bool)
    found[log.walk[mask]] = True
    return found


class _Log:
    """An event log in coded columns, sorted by case, time and order."""

    def __init__(self, events: pa.Table, case: str, customer: str | None) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        kept = pc.and_(pc.is_valid(events[case]), pc.and_(pc.is_valid(events["time"]), pc.is_valid(events["event"])))
        events = events.filter(kept)
        if not events.num_rows:
            raise MeasureError(
                Diagnostic("insight/no-walks", say("changes.no-events"), say("changes.no-events.fix", case=case))
            )
        walk, _ = _codes(events[case])
        code, self.names = _codes(events["event"])
        time = events["time"].cast(pa.timestamp("us", tz=events["time"].type.tz)).cast(pa.int64()).to_numpy()
        order = events["order"].to_numpy() if "order" in events.column_names else np.arange(len(code))
        sorting = np.lexsort((order, time, walk))
        self.code, self.time = code[sorting], time[sorting]
        self.start = np.flatnonzero(np.diff(walk[sorting], prepend=-1))
        self.walks = len(self.start)
        lengths = np.diff(self.start, append=len(sorting))
        self.walk = np.repeat(np.arange(self.walks), lengths)
        self.place = np.arange(len(sorting)) - self.start[self.walk]
        begins = sorting[self.start]
        self.who = _codes(events[customer])[0][begins] if customer else np.arange(self.walks)
        segments = [name for name in events.column_names if name.startswith("segment:")]
        self.segments = {
            name.removeprefix("segment:"): _codes(events[name].take(pa.array(begins))) for name in segments
        }

    def features(
        self,
        seen: NDArray[np.bool_],
        rows: NDArray[np.bool_],
        outcome: str,
        had: NDArray[np.bool_],
        frozen: str,
        notes: tuple[str, ...],
        *,
        paths: bool,
        moment: int | None = None,
    ) -> Features:
        """What the events in ``seen`` tell of the walks in ``rows``."""
        found: list[tuple[Feature, Floats]] = []
        met = {code: self._count(seen & (self.code == code)) for code in range(len(self.names))}
        for code, name in enumerate(self.names):
            found.append((Feature(say("behaviour.feature.met", event=name), True), (met[code] > 0).astype(float)))
        if paths:
            found += self._paths(seen)
        found += self._amounts(seen, moment)
        for name, (codes, values) in self.segments.items():
            for code, value in enumerate(values):
                feature = Feature(f"{name} = {value}", flag=True, choice=name)
                found.append((feature, (codes == code).astype(float)))
        kept = []
        for feature, column in found:
            mine = column[rows]
            common = min(float((mine > 0).sum()), float((mine <= 0).sum()))
            if common >= RARE if feature.flag else np.ptp(mine) > 0 if len(mine) else False:
                kept.append((common if feature.flag else np.inf, feature, mine))
        kept.sort(key=lambda one: -one[0])
        columns = [column for _, _, column in kept[:MOST]]
        return Features(
            outcome,
            tuple(feature for _, feature, _ in kept[:MOST]),
            np.stack(columns, axis=1) if columns else np.zeros((int(rows.sum()), 0)),
            had[rows],
            self.who[rows],
            frozen,
            notes,
        )

    def _count(self, mask: NDArray[np.bool_]) -> Ints:
        return np.bincount(self.walk[mask], minlength=self.walks)

    def _paths(self, seen: NDArray[np.bool_]) -> list[tuple[Feature, Floats]]:
        """Whether one event was followed directly by another, for the pairs that are common."""
        step = np.flatnonzero(seen[1:] & seen[:-1] & (self.walk[1:] == self.walk[:-1]))
        pair = self.code[step] * len(self.names) + self.code[step + 1]
        known, counts = np.unique(pair, return_counts=True)
        found = []
        for one in known[np.argsort(-counts, kind="stable")][:MOST]:
            a, b = (self.names[int(code)] for code in divmod(int(one), len(self.names)))
            if a == b or counts[known == one][0] < RARE:
                continue
            hit = np.zeros(self.walks)
            hit[self.walk[step[pair == one]]] = 1.0
            found.append((Feature(say("behaviour.feature.path", event=a, to=b), True), hit))
        return found

    def _amounts(self, seen: NDArray[np.bool_], moment: int | None) -> list[tuple[Feature, Floats]]:
        """How much, how long, when."""
        count = self._count(seen).astype(float)
        last = np.zeros(self.walks, dtype=np.int64)
        np.maximum.at(last, self.walk[seen], self.time[seen])
        first = self.time[self.start]
        last = np.maximum(last, first)
        hour = first // 3_600_000_000 % 24
        weekday = (first // 86_400_000_000 + 3) % 7
        found = [
            (Feature(say("behaviour.feature.events"), False), count),
            (Feature(say("behaviour.feature.minutes"), False), (last - first) / 60e6),
            (Feature(say("behaviour.feature.weekend"), True), (weekday >= 5).astype(float)),
            (Feature(say("behaviour.feature.night"), True), ((hour < 6) | (hour >= 22)).astype(float)),
        ]
        if moment is not None:
            days = np.unique(self.walk[seen] * 100_000 + self.time[seen] // 86_400_000_000 % 100_000)
            active = np.bincount(days // 100_000, minlength=self.walks).astype(float)
            found += [
                (Feature(say("behaviour.feature.active-days"), False), active),
                (Feature(say("behaviour.feature.days-since"), False), (moment - last) / 86_400e6),
            ]
        return found


def _codes(column: pa.ChunkedArray) -> tuple[Ints, list[str]]:
    """A code per row (−1 where there is nothing) and what each code stands for."""
    import pyarrow as pa

    coded = column.cast(pa.string()).combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    return coded.indices.fill_null(-1).to_numpy().astype(np.int64), coded.dictionary.to_pylist()
