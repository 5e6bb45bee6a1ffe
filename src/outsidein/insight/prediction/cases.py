"""Events and scores as sorted arrays, and what is to be foretold of each case.

What lives here: Events and Scores read from Arrow tables, Outcome, which window a cut-off leaves. Not here: what is
made of events before the cut-off (features).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.insight.phrases import say

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from outsidein.measures.intervals import Floats

    Ints = NDArray[np.int64]

DAY: Final = 86_400_000_000
"""Microseconds."""
SEGMENT: Final = "segment:"


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """What cases did, sorted by case, time and original order; all arrays but ``cases`` have one length.

    ``case`` indexes ``cases`` (their ids), ``time`` is int64 microseconds UTC, ``code`` indexes ``names``. ``segments``
    hold, for each name, the value at each event.
    """

    cases: NDArray[np.object_]
    names: tuple[str, ...]
    case: Ints
    time: Ints
    code: Ints
    segments: tuple[tuple[str, NDArray[np.object_]], ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """The times of the first and the last event."""
        return int(self.time.min()), int(self.time.max())


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What cases answered about touchpoints, each with the time from which the answer was ``known`` to us."""

    touchpoints: tuple[str, ...]
    case: Ints
    known: Ints
    touchpoint: Ints
    value: Floats


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is foretold: within ``horizon`` microseconds from the cut-off the case meets ``event``, or does nothing.

    ``event`` empty means that nothing at all happens: the customer has left.
    """

    horizon: int
    event: str = ""

    def __post_init__(self) -> None:
        if self.horizon <= 0:
            raise ValueError("a horizon is positive")

    @property
    def said(self) -> str:
        """In words."""
        return say("prediction.outcome", days=round(self.horizon / DAY, 1), event=self.event, left=not self.event)

    def eligible(self, events: Events, cutoff: int) -> Ints:
        """The cases of which it can be foretold: seen within one horizon before the cut-off, event not yet met."""
        recent = (events.time < cutoff) & (events.time >= cutoff - self.horizon)
        found = np.unique(events.case[recent])
        if self.event:
            met = events.case[(events.time < cutoff) & (events.code == self._code(events))]
            found = np.setdiff1d(found, met)
        return found.astype(np.int64)

    def happened(self, events: Events, cutoff: int, cases: Ints) -> NDArray[np.bool_]:
        """Whether it came true for these cases. MeasureError where the events do not reach to the end of the window."""
        if events.span[1] + 1 < cutoff + self.horizon:
            raise MeasureError(
                Diagnostic(
                    "insight/window-beyond-log",
                    say("prediction.window-beyond-log", days=round(self.horizon / DAY, 1)),
                    say("prediction.window-beyond-log-fix"),
                )
            )
        within = (events.time >= cutoff) & (events.time < cutoff + self.horizon)
        if self.event:
            within &= events.code == self._code(events)
        return np.isin(cases, events.case[within], invert=not self.event)

    def _code(self, events: Events) -> int:
        if self.event not in events.names:
            raise MeasureError(
                Diagnostic(
                    "insight/unknown-event",
                    say("prediction.unknown-event", name=self.event),
                    say("prediction.unknown-event-fix"),
                )
            )
        return events.names.index(self.event)


def events_of(table: pa.Table) -> Events:
    """Events from a table with ``case``, ``time`` and ``event``; ``order`` and ``segment:…`` columns where there are.

    ``time`` is a timestamp, or int64 microseconds. MeasureError ``insight/bad-events`` where one of the three is
    missing or a row lacks it.
    """
    _columns(table, ("case", "time", "event"))
    cases, case = _coded(table, "case")
    names, code = _coded(table, "event")
    time = _micros(table, "time")
    order = table.column("order").to_numpy() if "order" in table.column_names else np.arange(len(table))
    sort = np.lexsort((order, time, case))
    segments = tuple(
        (name.removeprefix(SEGMENT), np.asarray(table.column(name).to_pylist(), dtype=object)[sort])
        for name in table.column_names
        if name.startswith(SEGMENT)
    )
    return Events(cases, tuple(map(str, names)), case[sort], time[sort], code[sort], segments)


def scores_of(table: pa.Table, events: Events) -> Scores:
    """Scores from a table with ``case``, ``time``, ``touchpoint``, ``value``, and ``known`` where answers came in
    later.

    Answers of cases without any event are left out.
    """
    import pyarrow.compute as pc

    _columns(table, ("case", "time", "touchpoint", "value"))
    ids = {one: at for at, one in enumerate(events.cases)}
    case = np.array([ids.get(one, -1) for one in table.column("case").to_pylist()], np.int64)
    known = _micros(table, "time")
    if "known" in table.column_names:
        known = np.maximum(known, _micros(table, "known"))
    names, touchpoint = _coded(table, "touchpoint")
    value = pc.cast(table.column("value"), "float64").to_numpy()
    kept = (case >= 0) & np.isfinite(value)
    sort = np.flatnonzero(kept)[np.lexsort((known[kept], touchpoint[kept], case[kept]))]
    return Scores(tuple(map(str, names)), case[sort], known[sort], touchpoint[sort], value[sort])


def _columns(table: pa.Table, wanted: tuple[str, ...]) -> None:
    missing = [name for name in wanted if name not in table.column_names]
    empty = [name for name in wanted if name not in missing and name != "value" and table.column(name).null_count]
    if missing or empty or not len(table):
        names = ", ".join(missing or empty or wanted)
        raise MeasureError(
            Diagnostic(
                "insight/bad-events",
                say("prediction.no-column" if missing else "prediction.no-value", names=names),
                say("prediction.bad-events-fix"),
            )
        )


def _coded(table: pa.Table, name: str) -> tuple[NDArray[np.object_], Ints]:
    coded = table.column(name).combine_chunks().dictionary_encode()
    values = np.asarray(coded.dictionary.to_pylist(), dtype=object)
    return values, coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def _micros(table: pa.Table, name: str) -> Ints:
    import pyarrow as pa

    column = table.column(name)
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", tz=column.type.tz))
    return np.asarray(column.cast(pa.int64()).to_numpy(), dtype=np.int64)
