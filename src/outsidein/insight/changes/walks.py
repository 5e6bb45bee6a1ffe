"""Walks: the events of a log in memory, coded and sorted by journey, with who walked and in which cell.

What lives here: Walks, from a table in Arrow and from journeys that are laid out. Not here: counting them (counting).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from outsidein.ground import Diagnostic, MeasureError
from outsidein.insight.changes.choosing import MOST_VALUES, commonest
from outsidein.insight.changes.tally import Ints
from outsidein.insight.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from outsidein.evidence.journeys import Journeys


@dataclass(frozen=True, slots=True)
class Walks:
    """Events sorted by walk: ``code`` and ``time`` (µs) per event; ``start`` per walk, with ``who`` walked it, and how
    many ``customers`` that were, 0 where nobody was told apart.

    ``cell`` per walk is a row of ``cells`` (c, k): the place of a value in ``values[k]``, −1 for none of them.
    """

    names: tuple[str, ...]
    code: Ints
    time: Ints
    walk: Ints
    start: Ints
    who: Ints
    customers: int
    cell: Ints
    cells: Ints
    segments: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]

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


def walks_of(
    events: pa.Table, *, case: str, customer: str | None, segments: Sequence[str] | Mapping[str, str] | None
) -> Walks:
    """The walks of an event log; see ``tally`` for the columns."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if segments is None:
        segments = {name: name.removeprefix("segment:") for name in events.column_names if name.startswith("segment:")}
    elif not isinstance(segments, Mapping):
        segments = {name: name.removeprefix("segment:") for name in segments}
    kept = pc.and_(pc.is_valid(events[case]), pc.and_(pc.is_valid(events["time"]), pc.is_valid(events["event"])))
    events = events.filter(kept)
    if not events.num_rows:
        raise no_walks(case)
    time = events["time"].cast(pa.timestamp("us", tz=events["time"].type.tz)).cast(pa.int64()).to_numpy()
    order = events["order"].to_numpy() if "order" in events.column_names else np.arange(events.num_rows)
    case_code, _ = _codes(events[case])
    code, names = _codes(events["event"])
    sorting = np.lexsort((code, order, time, case_code))
    start, walk = _starts(case_code[sorting])
    own = len(events) + np.arange(len(start))
    who = _same(_codes(events[customer])[0][sorting], walk, start, own) if customer else np.arange(len(start))
    chosen = []
    for column in segments:
        value, known = _codes(events[column])
        chosen.append((_first(value[sorting], walk, len(start)), known))
    cells, cell, values = _cells(chosen, len(start))
    return Walks(
        tuple(names), code[sorting], time[sorting], walk, start, who, len(np.unique(who)) if customer else 0, cell,
        cells, tuple(segments.values()), values,
    )  # fmt: skip


def walks_laid(journeys: Journeys, customers: ir.Table | None) -> Walks:
    """The walks of journeys that are laid out; ``customers`` as in ``tally_of``."""
    events = journeys.events.select("case", "time", "code", "seq").order_by("case", "seq").to_pyarrow()
    if not events.num_rows:
        raise no_walks("case")
    start, walk = _starts(events["case"].to_numpy())
    cases = journeys.cases.order_by("case").to_pyarrow()
    who = np.arange(len(start))
    if customers is not None:
        named = customers.to_pyarrow()
        owners: dict[str, set[str]] = {}
        for key, customer in zip(named["key"].to_pylist(), named["customer"].to_pylist(), strict=True):
            if customer is not None:
                owners.setdefault(key, set()).add(customer)
        known: dict[str, int] = {}
        for at, key in enumerate(cases["key"].to_pylist()):
            mine = owners.get(key, set())
            who[at] = known.setdefault(next(iter(mine)), len(start) + len(known)) if len(mine) == 1 else at
    chosen = [
        (cases[f"segment:{name}"].to_numpy().astype(np.int64) - 1, list(known))
        for name, known in journeys.segments.items()
    ]
    cells, cell, values = _cells(chosen, len(start))
    return Walks(
        journeys.names, events["code"].to_numpy().astype(np.int64) - 1, events["time"].to_numpy(), walk, start, who,
        0 if customers is None else len(np.unique(who)), cell, cells, tuple(journeys.segments), values,
    )  # fmt: skip


def no_walks(case: str) -> MeasureError:
    """That no event has a case, a time and a name."""
    return MeasureError(
        Diagnostic("insight/no-walks", say("changes.no-events"), say("changes.no-events.fix", case=case))
    )


def _codes(column: pa.ChunkedArray) -> tuple[Ints, list[str]]:
    """A code per row (−1 where there is nothing), in order of what each code stands for."""
    import pyarrow as pa

    coded = column.cast(pa.string()).combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    words = coded.dictionary.to_pylist()
    ranked = sorted(range(len(words)), key=words.__getitem__)
    place = np.full(len(words) + 1, -1, dtype=np.int64)
    place[np.array(ranked, dtype=np.int64)] = np.arange(len(words))
    return place[coded.indices.fill_null(-1).to_numpy().astype(np.int64)], [words[at] for at in ranked]


def _starts(case: Ints) -> tuple[Ints, Ints]:
    """Where each walk begins, and the walk of each event; ``case`` is sorted."""
    start = np.flatnonzero(np.concatenate([[True], case[1:] != case[:-1]]))
    return start, np.repeat(np.arange(len(start)), np.diff(start, append=len(case)))


def _first(code: Ints, walk: Ints, walks: int) -> Ints:
    """The first code of each walk that is known; −1 where none is."""
    places = np.flatnonzero(code >= 0)[::-1]
    found = np.full(walks, -1, dtype=np.int64)
    found[walk[places]] = code[places]
    return found


def _same(code: Ints, walk: Ints, start: Ints, own: Ints) -> Ints:
    """The one code that is known of each walk, else its ``own``: where there is none, or several."""
    most = np.maximum.reduceat(code, start)
    least = np.minimum.reduceat(np.where(code < 0, np.iinfo(np.int64).max, code), start)
    return np.where(most == least, most, own)


def _cells(chosen: Sequence[tuple[Ints, list[str]]], walks: int) -> tuple[Ints, Ints, tuple[tuple[str, ...], ...]]:
    """The cells, the cell of each walk, and the names of their values: the commonest of each segment."""
    if not chosen:
        return np.zeros((1, 0), dtype=np.int64), np.zeros(walks, dtype=np.int64), ()
    columns, values = [], []
    for code, known in chosen:
        common = commonest(np.bincount(code[code >= 0], minlength=len(known)).tolist(), MOST_VALUES)
        place = np.full(len(known) + 1, -1, dtype=np.int64)
        place[common] = np.arange(len(common))
        columns.append(place[code])
        values.append(tuple(known[one] for one in common))
    cells, cell = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    return cells, cell.reshape(-1), tuple(values)
