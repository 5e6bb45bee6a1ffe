"""Chains of steps found in one pass over events that lie sorted in memory: the store’s own way of answering a funnel.

What lives here: the latest start that still counts, as arrays. Not here: what a chain is (funnels, whose definition
this equals, held by tests), and logs with too many events at its steps for memory, which the definition answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

MOST: Final = 16_000_000
"""Events of a part of the store, up to which those at the steps of a funnel are taken into memory at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """The cases that reach a step, by the earliest chain of each: µs since the step before and since the first."""

    since_previous: NDArray[np.int64]
    since_first: NDArray[np.int64]


def in_order(hits: pa.Table) -> pa.Table:
    """``hits`` with each case in one piece and in order of seq.

    So the files are laid out, but for the few cases at which two threads met while writing; those are put last.
    """
    import numpy as np
    import pyarrow as pa

    case, seq = hits["case"].to_numpy(), hits["seq"].to_numpy()
    if not len(case):
        return hits
    new = np.concatenate([[True], case[1:] != case[:-1]])
    pieces = np.bincount(case[new])
    # Also a case in one piece, should its events ever stand in another order than they were laid out.
    late = ~new[1:] & (seq[1:] <= seq[:-1])
    pieces[case[1:][late]] = 2
    torn = (pieces > 1)[case]
    if not torn.any():
        return hits
    (rest,), (apart,) = np.nonzero(~torn), np.nonzero(torn)
    apart = apart[np.lexsort((seq[apart], case[apart]))]
    return hits.take(pa.array(np.concatenate([rest, apart])))


def walked(
    parts: Iterable[pa.Table], steps: Sequence[Sequence[int]], *, within: int | None
) -> tuple[list[Reached], list[int]]:
    """What ``walk`` says of parts that have no case in common, taken together."""
    import numpy as np

    waited: list[list[Reached]] = [[] for _ in steps]
    opened = [0] * len(steps)
    for hits in parts:
        reached, found = walk(hits, steps, within=within)
        for at, one in enumerate(reached):
            waited[at].append(one)
            opened[at] += found[at]
    nothing = np.array([], dtype=np.int64)
    return [
        Reached(
            np.concatenate([nothing, *(one.since_previous for one in ones)]),
            np.concatenate([nothing, *(one.since_first for one in ones)]),
        )
        for ones in waited
    ], opened


def walk(hits: pa.Table, steps: Sequence[Sequence[int]], *, within: int | None) -> tuple[list[Reached], list[int]]:
    """The cases that reach each step in order, and how many have it at all.

    ``hits`` has case, time and code of the events at any step, in order of case and position; ``within`` is in µs.
    """
    import numpy as np

    case, time, code = (hits[name].to_numpy() for name in ("case", "time", "code"))
    starts = np.flatnonzero(np.concatenate([[True], case[1:] != case[:-1]])) if len(case) else np.array([], np.int64)
    # Cases one after another, by number: positions tell which of two events is later, whosesoever they are.
    whose = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(case))))
    widest = int(code.max(initial=0)) + 1
    at_step = []
    for step in steps:
        listed = np.zeros(max(widest, max(step) + 1), dtype=bool)
        listed[list(step)] = True
        at_step.append(listed[code])
    found = [_different(whose[mask]) for mask in at_step]
    here = np.flatnonzero(at_step[0])
    same = whose[here][1:] == whose[here][:-1]
    if within is not None:
        same &= time[here][1:] == time[here][:-1]
    # Of starts at one time the first says all; without a window, of all starts of a case.
    here = here[np.concatenate([[True], ~same])] if len(here) else here
    begun, before = here, here
    reached = [_earliest(here, before, begun, whose, time)]
    for mask in at_step[1:]:
        there = np.flatnonzero(mask)
        survived = np.zeros(len(case), dtype=np.int32)
        survived[here] = 1
        last = (np.cumsum(survived, dtype=np.int32) - survived)[there] - 1  # the last survivor strictly before
        known = last >= 0
        there, last = there[known], last[known]
        start, previous = begun[last], here[last]
        kept = whose[previous] == whose[there]
        if within is not None:
            kept &= time[there] - time[start] <= within
        there, start, previous = there[kept], start[kept], previous[kept]
        # Starts only ever grow along the events: of several with one start the earliest says all.
        first = np.concatenate([[True], start[1:] != start[:-1]]) if len(start) else np.array([], dtype=bool)
        here, begun, before = there[first], start[first], previous[first]
        reached.append(_earliest(here, before, begun, whose, time))
    return reached, found


def _different(ordered: NDArray[np.int64]) -> int:
    return int((ordered[1:] != ordered[:-1]).sum()) + 1 if len(ordered) else 0


def _earliest(
    here: NDArray[np.int64], before: NDArray[np.int64], begun: NDArray[np.int64], whose: NDArray[np.int64],
    time: NDArray[np.int64],
) -> Reached:  # fmt: skip
    import numpy as np

    if not len(here):
        return Reached(np.array([], np.int64), np.array([], np.int64))
    first = np.concatenate([[True], whose[here][1:] != whose[here][:-1]])
    at = time[here[first]]
    return Reached(at - time[before[first]], at - time[begun[first]])
