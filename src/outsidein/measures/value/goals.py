"""Paths to a goal, read from what people did: the touchpoints before a journey reached it, or all where it did not.

What lives here: the way from events to the Paths that credit is shared out on. Not here: sharing it out (attribution).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.measures.phrases import say
from outsidein.measures.value.attribution import Paths, paths_of

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """The ``paths`` to a goal, and how many journeys ``began`` at the goal itself, so that nothing led there."""

    paths: Paths
    began: int


def paths_to(events: pa.Table, *, goal: str) -> Walked:
    """The paths of all journeys of ``events`` (``case``, ``time``, ``event``, perhaps ``order``) until the goal.

    What came after the first time at the goal is not part of a path. MeasureError ``measures/unknown-event`` where
    nobody ever reached a goal of this name.

    >>> import pyarrow as pa
    >>> log = {"case": ["a", "a", "b", "c"], "time": pa.array([0, 1, 0, 0]), "event": ["ad", "buy", "ad", "buy"]}
    >>> found = paths_to(pa.table(log), goal="buy")
    >>> found.paths.conversions.tolist(), found.paths.losses.tolist(), found.began
    ([1], [1], 1)
    """
    import pyarrow as pa

    cases = events["case"].combine_chunks().dictionary_encode()
    steps = events["event"].combine_chunks().dictionary_encode()
    names = [str(name) for name in steps.dictionary.to_pylist()]
    if goal not in names:
        says, fix = say("value.unknown-event", name=goal), say("value.unknown-event-fix")
        raise MeasureError(Diagnostic("measures/unknown-event", says, fix))
    case = cases.indices.to_numpy(zero_copy_only=False)
    code = steps.indices.to_numpy(zero_copy_only=False)
    row = events["order"].to_numpy() if "order" in events.column_names else np.arange(len(case))
    order = np.lexsort((row, events["time"].cast(pa.int64()).to_numpy(), case))
    case, code = case[order], code[order]
    starts = np.flatnonzero(np.diff(case, prepend=-1))
    won: Counter[tuple[int, ...]] = Counter()
    lost: Counter[tuple[int, ...]] = Counter()
    there = names.index(goal)
    for journey in np.split(code, starts[1:]):
        reached = np.flatnonzero(journey == there)
        if len(reached):
            won[tuple(journey[: reached[0]].tolist())] += 1
        else:
            lost[tuple(journey.tolist())] += 1
    began = won.pop((), 0)
    distinct = sorted({*won, *lost})
    paths = paths_of(
        ([names[step] for step in path] for path in distinct),
        conversions=(won[path] for path in distinct),
        losses=(lost[path] for path in distinct),
    )
    return Walked(paths, began)
