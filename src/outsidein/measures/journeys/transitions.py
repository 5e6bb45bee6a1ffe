"""What follows what: directly-follows counts, with their share and the time that passes.

What lives here: the definition for any engine, the store’s own way of answering, and Transitions. Times are only asked
for where they are wanted, for each must be ranked. Not here: longer paths (paths, variants).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from outsidein.measures.estimate import Estimate, exact
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.packed import BITS, gathered, starts
from outsidein.measures.journeys.shares import Shares
from outsidein.measures.journeys.spread import Spread, Spreads, ranked, ranked_sorted, ranked_sql, spreads
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from outsidein.evidence.journeys import Journeys

COUNT_SQL: Final = "SELECT code, nxt, count(*) n FROM {events} GROUP BY 1, 2"


@dataclass(frozen=True, slots=True)
class Transition:
    """One step onwards: ``then`` is None where the journey ends.

    ``share`` is out of all visits of ``touchpoint``: visits, not customers, for one may come by again. ``time`` until
    the next event is None where it was not asked for, and at an end.
    """

    touchpoint: str
    then: str | None
    count: Estimate
    share: Estimate
    time: Spread | None


@dataclass(frozen=True, slots=True, eq=False)
class Transitions:
    """All transitions, the most frequent first: arrays inside, a Transition for each row that is looked at.

    ``code`` and ``nxt`` are codes of ``names`` (from 1; 0 in ``nxt`` is the end of a journey).
    """

    names: tuple[str, ...]
    code: NDArray[np.int64]
    nxt: NDArray[np.int64]
    count: NDArray[np.int64]
    shares: Shares
    times: Spreads | None = None

    def __len__(self) -> int:
        return len(self.count)

    def __getitem__(self, at: int) -> Transition:
        after = int(self.nxt[at])
        return Transition(
            touchpoint=self.names[int(self.code[at]) - 1],
            then=self.names[after - 1] if after else None,
            count=exact(int(self.count[at])),
            share=self.shares[at],
            time=self.times[at] if self.times is not None and after else None,
        )

    def __iter__(self) -> Iterator[Transition]:
        return (self[at] for at in range(len(self)))

    @property
    def edges(self) -> int:
        """How many different touchpoints follow each other; ends of journeys are none."""
        return int((self.nxt > 0).sum())

    @property
    def steps(self) -> int:
        """How often anything followed anything: events less journeys."""
        return int(self.count[self.nxt > 0].sum())

    def between(self, touchpoint: str, then: str | None) -> Transition | None:
        """One transition; None where it was never seen."""
        import numpy as np

        try:
            code = self.names.index(touchpoint) + 1
            nxt = 0 if then is None else self.names.index(then) + 1
        except ValueError:
            return None
        (found,) = np.nonzero((self.code == code) & (self.nxt == nxt))
        return self[int(found[0])] if len(found) else None

    def to_arrow(self) -> pa.Table:
        """The whole table: touchpoint, then (null at an end), count, share, low, high, n, and times in seconds."""
        import pyarrow as pa

        named = pa.array([*self.names], pa.string())
        columns = {
            "touchpoint": named.take(pa.array(self.code - 1)),
            "then": named.take(pa.array(self.nxt - 1, mask=self.nxt == 0)),
            "count": self.count,
            "share": self.shares.value,
            "low": self.shares.low,
            "high": self.shares.high,
            "n": self.shares.n,
        }
        if self.times is not None:
            for at, name in enumerate(("lower_quartile", "median", "upper_quartile")):
                columns[name] = pa.array(self.times.value[:, at], mask=self.nxt == 0)
        return pa.table(columns)


@asked
def transitions(journeys: Journeys, *, times: bool = False, level: float = 0.95) -> Transitions:
    """How often each touchpoint is directly followed by each other, with Wilson’s interval of its share of visits.

    Equal times follow the order of the source. With ``times``, the quartiles of the time between the two.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 60_000_000, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     found = transitions(journeys, times=True)
    >>> found.between("search", "buy").share.value, found.between("search", "buy").time.median.value
    (0.5, 60.0)
    """
    import numpy as np

    if journeys.laid_out and not times:
        counted = journeys.follows()
        found = journeys.ask(COUNT_SQL) if counted is None else counted
    elif journeys.laid_out:
        found = _timed(journeys, level=level)
    else:
        found = definition(journeys, times=times, level=level).to_pyarrow()
    code, nxt, count = (found[name].to_numpy().astype(np.int64) for name in ("code", "nxt", "n"))
    pair = code * (len(journeys.names) + 1) + nxt
    order = np.argsort(pair)
    order = order[np.argsort(-count[order], kind="stable")]
    code, nxt, count = code[order], nxt[order], count[order]
    visits = np.bincount(code, count, minlength=len(journeys.names) + 1).astype(np.int64)
    return Transitions(
        names=journeys.names,
        code=code,
        nxt=nxt,
        count=count,
        shares=Shares.of(
            count, visits[code], formula=say("journeys.formula-transition"), level=level, about=journeys.narrowed
        ),
        times=spreads(found.take(order), level=level) if times else None,
    )


def _timed(journeys: Journeys, *, level: float) -> pa.Table:
    """code, nxt and n, with the ranked times, where journeys are laid out."""
    import numpy as np

    codes, wide = len(journeys.names) + 1, (journeys.longest_gap // journeys.tick).bit_length()
    if (codes * codes).bit_length() + wide > BITS:
        return journeys.ask(ranked_sql("SELECT code, nxt, gap FROM {events}", ("code", "nxt"), "gap", level=level))
    packed = gathered(
        journeys,
        f"SELECT (code::BIGINT * {codes} + nxt) * {1 << wide} + gap // {journeys.tick} packed FROM {{events}}",  # noqa: S608
    )
    first = starts(packed, wide)
    pair, ticks = packed[first] >> wide, (1 << wide) - 1
    n = np.diff(np.append(first, len(packed)))
    times = ranked_sorted(lambda at: (packed[at] & ticks) * journeys.tick, first, n, level=level)
    return times.append_column("code", [pair // codes]).append_column("nxt", [pair % codes])


def definition(journeys: Journeys, *, times: bool = False, level: float = 0.95) -> ir.Table:
    """What defines it, on any engine: code, nxt and n, with the ranked times where they are wanted."""
    events = journeys.events
    if times:
        return ranked(events, ("code", "nxt"), "gap", level=level)
    return events.group_by("code", "nxt").aggregate(n=events.count().cast("int64"))
