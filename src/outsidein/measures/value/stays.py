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
_FEW_RETURNS: Final = 100
"""Of fewer the 95th of 100 is nobody in particular."""


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


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How soon those who come back do: of ``returns`` seen, 95 of 100 within ``days`` whole days."""

    days: int
    returns: int


def rhythm(events: pa.Table) -> Rhythm | None:
    """The rhythm in which cases come back, from the days between two days with events of one; None for few returns.

    Only what follows a day in the first half of the log counts: after it everybody had as long again to come back, so
    that long waits are not missing merely because the log ended. Who never came back says nothing here. So a silence
    of so many days is one that 19 of 20 returns do not take; it is no proof that somebody left.

    >>> import pyarrow as pa
    >>> days = [at * 7 for at in range(300)]
    >>> log = pa.table({"case": ["a"] * 300, "time": pa.array([day * 86_400_000_000 for day in days], pa.int64())})
    >>> rhythm(log)
    Rhythm(days=7, returns=150)
    """
    _, case, time = _sorted(events)
    if not len(time):
        return None
    day = time // _DAY
    new = np.r_[True, (np.diff(case) != 0) | (np.diff(day) != 0)]
    case, day = case[new], day[new]
    again = (case[1:] == case[:-1]) & (day[:-1] <= (int(day.min()) + int(day.max())) / 2)
    waits = np.diff(day)[again]
    if len(waits) < _FEW_RETURNS:
        return None
    return Rhythm(int(np.quantile(waits, 0.95, method="higher")), len(waits))


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


def evened(stays: Stays, *, least: int) -> Stays:
    """The same stays, but told in stretches of time: each lasts until the end of one, and of those that end in one
    ``least`` or more left, or none did, and likewise of those who stayed.

    So no step of the curve, and no difference of two, is one of fewer customers. Those after the last stretch that has
    so many are told with it; where nobody can be told, nothing is left. Ends are rounded up to two digits: the exact
    one is somebody's.

    >>> some = Stays(np.arange(4), np.array([1.0, 2.0, 3.0, 9.0]), np.array([True, True, False, False]))
    >>> found = evened(some, least=2)
    >>> found.duration.tolist(), found.left.tolist()
    ([2.0, 2.0, 9.0, 9.0], [True, True, False, False])
    """
    order = np.argsort(stays.duration, kind="stable")
    duration, left = stays.duration[order], stays.left[order]
    gone, stayed = np.cumsum(left), np.cumsum(~left)
    last = np.flatnonzero(np.diff(duration, append=np.inf) > 0)  # the last stay of each length
    ends: list[int] = []
    told = np.zeros(2, np.int64)

    def enough(these: NDArray[np.int64]) -> bool:
        return bool(np.all((these == 0) | (these >= least)))

    for at in last:
        here = np.array([gone[at], stayed[at]])
        if enough(here - told):
            ends.append(int(at))
            told = here
    # What comes after the last whole stretch goes with it, and where that is too few still, with the one before.
    total = np.array([gone[-1], stayed[-1]]) if len(gone) else told
    while ends and ends[-1] != len(duration) - 1:
        before = ends[-2] if len(ends) > 1 else -1
        so_far = np.array([gone[before], stayed[before]]) if before >= 0 else np.zeros(2, np.int64)
        ends.pop()
        if enough(total - so_far):
            ends.append(len(duration) - 1)
    if not ends:
        return Stays(stays.cases[:0], stays.duration[:0], stays.left[:0])
    stretch = np.searchsorted(np.array(ends), np.arange(len(duration)))
    end = duration[np.array(ends)][stretch]
    digit = 10.0 ** (np.floor(np.log10(np.maximum(end, 1e-6))) - 1)
    return Stays(stays.cases[order], np.ceil(np.round(end / digit, 9)) * digit, left, stays.returned, stays.recent)


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
