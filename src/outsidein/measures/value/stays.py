"""How long customers stay, read from what they did: until they fall silent, or until something happens.

What lives here: Stays, and the two ways from events to them. Not here: the curve (survival), groups of customers
(logrank). Whether a stay is over is told by what was known by then, never by what came after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from outsidein.measures.intervals import Floats

_DAY: Final = 86_400_000_000
"""Microseconds."""


@dataclass(frozen=True, slots=True, eq=False)
class Stays:
    """One row per case: ``duration`` (n,) in days from its first event, and whether it ``left`` at the end of that.

    Who had not left was under observation until the log ended. ``cases`` (n,) are their ids, ``returned`` how many came
    back after they had counted as gone, ``recent`` how many came too late to say anything of them.
    """

    cases: NDArray[np.object_]
    duration: Floats
    left: NDArray[np.bool_]
    returned: int = 0
    recent: int = 0


def stays_until_silent(events: pa.Table, *, silent: timedelta) -> Stays:
    """Stays that end with the last event before a case does nothing for ``silent``.

    The first such silence ends it, also where the case came back later: at the end of the log nobody can know of a
    silence whether it will pass, so none is judged by what followed. Who has not fallen silent was seen to stay until
    ``silent`` before the end; who came later than that is left out. So it is the curve of those seen to be silent,
    moved back by the silence: nobody can leave before, so none of it is lost. ``events`` has ``case`` and ``time``.

    >>> import pyarrow as pa
    >>> times = pa.array([0, 1, 9, 9], pa.int64())
    >>> log = pa.table({"case": ["a", "a", "a", "b"], "time": pa.compute.multiply(times, 86_400_000_000)})
    >>> found = stays_until_silent(log, silent=timedelta(days=3))
    >>> found.duration.tolist(), found.left.tolist(), found.returned, found.recent
    ([1.0], [True], 1, 1)
    """
    names, case, time = _sorted(events)
    if silent <= timedelta(0):
        raise ValueError("a silence is longer than nothing")
    reach = int(silent / timedelta(microseconds=1))
    end = int(time.max()) if len(time) else 0
    start = np.flatnonzero(np.diff(case, prepend=-1))
    last = np.r_[start[1:], len(case)][: len(start)] - 1
    after = np.r_[time[1:], end] if len(time) else time
    after[last] = end
    quiet = np.flatnonzero(after - time >= reach)
    _, first = np.unique(case[quiet], return_index=True)
    gone = quiet[first]
    duration = (end - reach - time[start]).astype(np.float64)
    left = np.zeros(len(start), bool)
    of = case[gone]
    left[of] = True
    duration[of] = time[gone] - time[start][of]
    seen = duration >= 0
    returned = int(np.sum(gone < last[of]))
    return Stays(names[seen], duration[seen] / _DAY, left[seen], returned, int((~seen).sum()))


def stays_until(events: pa.Table, *, event: str) -> Stays:
    """Stays that end when a case first meets ``event``: how long it takes to get there, with those not there yet.

    MeasureError ``measures/unknown-event`` where nobody ever met it under this name.
    """
    names, case, time = _sorted(events)
    met = _met(events, event)
    end = int(time.max()) if len(time) else 0
    start = np.flatnonzero(np.diff(case, prepend=-1))
    _, first = np.unique(case[met], return_index=True)
    there = met[first]
    duration = (end - time[start]).astype(np.float64)
    left = np.zeros(len(start), bool)
    left[case[there]] = True
    duration[case[there]] = time[there] - time[start][case[there]]
    return Stays(names, duration / _DAY, left)


def _met(events: pa.Table, event: str) -> NDArray[np.intp]:
    """The rows, in sorted order, at which the event was met."""
    import pyarrow.compute as pc

    hit = np.asarray(pc.equal(events["event"], event).fill_null(False))
    if not hit.any():
        says, fix = say("value.unknown-event", name=event), say("value.unknown-event-fix")
        raise MeasureError(Diagnostic("measures/unknown-event", says, fix))
    return np.flatnonzero(hit[_order(events)])


def _sorted(events: pa.Table) -> tuple[NDArray[np.object_], NDArray[np.int64], NDArray[np.int64]]:
    """Case ids in the order of their codes, and code and time of each event by case and time."""
    order = _order(events)
    coded = events["case"].combine_chunks().dictionary_encode()
    names = np.asarray(coded.dictionary.to_pylist(), dtype=object)
    case = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return names, case[order], _micros(events)[order]


def _order(events: pa.Table) -> NDArray[np.intp]:
    case = events["case"].combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False)
    row = events["order"].to_numpy() if "order" in events.column_names else np.arange(len(case))
    return np.lexsort((row, _micros(events), case))


def _micros(events: pa.Table) -> NDArray[np.int64]:
    import pyarrow as pa

    return np.asarray(events["time"].cast(pa.int64()).to_numpy(), dtype=np.int64)
