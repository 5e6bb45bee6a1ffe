"""Tally: how many journeys did what, by day and combination of segments: all that the search for changes reads.

What lives here: the Tally (an engine's answer or our own) and Watched, the shares that are watched. Not here: how one
is counted in memory (counting) or on an engine (there), what is found in it (find).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from outsidein.ground.progress import Progress, nothing, stretch
from outsidein.insight.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from outsidein.evidence.journeys import Journeys

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BLOCKS: Final = (7, 28)
"""Days over which walks of one customer are taken together to see how alike they are; the third block is the log."""


class What(StrEnum):
    """Which share of which journeys is watched."""

    MET = "met"
    """Of all journeys, those that met ``event``."""
    REACHED = "reached"
    """Of the journeys that met ``event``, those that met ``to`` afterwards."""
    ENDED = "ended"
    """Of the journeys that met ``event``, those that ended with it."""
    SLOW = "slow"
    """Of the journeys that went from ``event`` to ``to``, those that took longer than usual (``slower`` seconds)."""
    MIX = "mix"
    """Of all journeys, those of one segment."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A share: of which journeys, what. It takes ``horizon`` days to know, so the last ones of a log do not count."""

    what: What
    event: str = ""
    to: str = ""
    slower: float = 0.0
    horizon: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by day and cell, a cell being one combination of segment values.

    ``first`` is the first day, ``days`` how many there are. ``cells`` (c, k) holds a code per segment: the place in
    ``values[k]``, or −1 for a value that is not looked at on its own. Each row r has a ``day`` (0 …), a ``cell``, its
    ``walks`` begun that day, and for every share f its ``trials`` and ``hits`` (r, f), dated by the trial. ``spread``
    (f, 3) says by how much walks of one customer being alike widens the variance of the hits, over blocks of 7 days,
    28 days and the whole log (1 where they are not); ``mix_spread`` the same for each segment's values. ``left_out``
    events were too many to be watched.
    Nothing in it speaks of one customer, so an engine can answer with it whatever the log's size.
    """

    first: np.datetime64
    days: int
    segments: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    cells: Ints
    watched: tuple[Watched, ...]
    day: Ints
    cell: Ints
    walks: Ints
    trials: Ints
    hits: Ints
    spread: Floats
    mix_spread: tuple[Floats, ...]
    customers: int = 0
    left_out: int = 0
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        rows, shares = len(self.day), len(self.watched)
        if self.trials.shape != (rows, shares) or self.hits.shape != (rows, shares) or len(self.cell) != rows:
            raise ValueError(f"{rows} rows and {shares} shares need arrays of {rows} × {shares}")
        if self.spread.shape != (shares, 3) or self.cells.shape[1:] != (len(self.segments),):
            raise ValueError("each share has three spreads, and each cell a code per segment")
        if rows and (self.hits > self.trials).any():
            raise ValueError("no share has more hits than trials")


def tally(
    events: pa.Table,
    *,
    case: str = "case",
    customer: str | None = None,
    segments: Sequence[str] | Mapping[str, str] | None = None,
    pairs: int = 60,
    progress: Progress = nothing,
) -> Tally:
    """Count an event log: an Arrow table with ``case``, ``time`` (timestamp), ``event`` and, if known, ``order``.

    A case is one journey. ``customer`` names the column that says who walked it, so that journeys of one customer are
    not taken for independent ones. ``segments`` are columns (default: all ``segment:…``), of which a journey has the
    first value that is known; a mapping gives them other names. ``pairs`` is how many steps from one event to another
    are watched at most: those that follow on each other most beyond chance; of more than 200 events those that most
    journeys met. MeasureError (``insight/no-walks``) where no event has a case, a time and a name.
    """
    from outsidein.insight.changes.counting import count
    from outsidein.insight.changes.walks import walks_of

    progress(0, 1, say("changes.doing.counting"))
    walks = walks_of(events, case=case, customer=customer, segments=segments)
    return count(walks, pairs=pairs, progress=stretch(progress, 0.15, 1))


def tally_of(journeys: Journeys, *, customers: ir.Table | None = None, pairs: int = 60) -> Tally:
    """Count journeys where they lie: on an engine of somebody else only counts by day, segments and share leave it.

    ``customers`` is a table there (perhaps with a row for every event) of ``key`` (a case) and ``customer``; a journey
    without one, or with several, counts as another customer’s. The Tally is the one that ``tally`` makes of the same
    log, to the last digit. EvidenceError where the engine fails, MeasureError where there are no journeys.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 60_000_000, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     int(tally_of(journeys).walks.sum())
    2
    """
    if journeys.laid_out:
        from outsidein.insight.changes.counting import count
        from outsidein.insight.changes.walks import walks_laid

        return count(walks_laid(journeys, customers), pairs=pairs)
    from outsidein.evidence.engines.telling import answering
    from outsidein.insight.changes.there import count_there

    with answering(journeys.engine, "changes"):
        return count_there(journeys, customers, pairs=pairs)
