"""Flows: where journeys stand with their first, second … event, and where they go from there, as a picture shows it.

What lives here: the definition for any engine, the few touchpoints told apart at each position, Flows, and two of them
compared. Not here: who walks a flow (walkers), whole beginnings (steps).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from outsidein.measures.estimate import Estimate, exact
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.comparing import Contrast, contrasts
from outsidein.measures.journeys.shares import Shares
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from outsidein.evidence.journeys import Journeys

_END: Final = 0
_OTHERS: Final = -1
_MERGED: Final = (
    '(SELECT row_number() OVER (PARTITION BY "case" ORDER BY seq) seq, code, nxt FROM {events} WHERE nxt <> code)'
)


class Standing(StrEnum):
    """What a place of the picture stands for."""

    TOUCHPOINT = "touchpoint"
    OTHERS = "others"
    """All touchpoints of this position that are not among the most frequent there."""
    END = "end"
    """Journeys whose last event was the one before."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place: which event of a journey (from 1), and at which ``touchpoint``; empty for others and for the end."""

    position: int
    standing: Standing
    touchpoint: str = ""


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A place and the journeys that stand there: how many, their ``share`` of all; it ``holds`` so many touchpoints."""

    spot: Spot
    count: Estimate
    share: Estimate
    holds: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The journeys that go from a place to the next: how many, their ``share`` of all, and of those who stood there."""

    of: Spot
    to: Spot
    count: Estimate
    share: Estimate
    onwards: Estimate


@dataclass(frozen=True, slots=True)
class Flows:
    """Nodes by position, the most frequent first, others and the end last; flows between neighbouring positions.

    What comes into a node is what stands there; what goes out of one is that too, but at the last position, where the
    picture ends.
    """

    nodes: tuple[FlowNode, ...]
    flows: tuple[Flow, ...]
    cases: int


@asked
def flows(
    journeys: Journeys, *, first: int = 6, top: int = 8, merged: bool = False, named: Collection[str] | None = None,
    level: float = 0.95,
) -> Flows:  # fmt: skip
    """The first ``first`` events of journeys as nodes and flows, ``top`` touchpoints a position told apart.

    ``merged`` counts the same touchpoint several times in a row as one event. Touchpoints that are not ``named``, where
    that is given, are among the others everywhere.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 1, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     found = flows(journeys)
    >>> [(flow.of.touchpoint, flow.to.touchpoint or flow.to.standing.value, flow.share.value) for flow in found.flows]
    [('search', 'buy', 0.5), ('search', 'end', 0.5), ('buy', 'end', 0.5)]
    """
    counts = _Counts.of(journeys, first=first, merged=merged)
    among = None if named is None else frozenset(journeys.code(name) for name in named)
    return _told(journeys, counts, leading(counts.stand, top=top, among=among), first=first, level=level)


@asked
def compare_flows(
    this: Journeys, against: Journeys, *, first: int = 6, top: int = 8, merged: bool = False, level: float = 0.95
) -> tuple[Flows, Flows, tuple[Contrast, ...]]:
    """The flows of both, with the same touchpoints told apart, and what each flow’s share of all journeys differs by.

    The key of a contrast is that of ``flow_key``; the two must be of different cases of one store.
    """
    mine, others = (_Counts.of(side, first=first, merged=merged) for side in (this, against))
    # Shares, not counts, say what leads: else the larger side alone would choose.
    scale = (mine.cases or 1) / (others.cases or 1)
    both = Counter(mine.stand)
    for key, n in others.stand.items():
        both[key] += round(n * scale)
    leads = leading(both, top=top)
    sides = [
        _told(journeys, counts, leads, first=first, level=level)
        for journeys, counts in ((this, mine), (against, others))
    ]
    told = [({flow_key(one): int(one.count.value) for one in side.flows}, side.cases) for side in sides]
    return sides[0], sides[1], contrasts(told[0], told[1], formula=say("journeys.formula-flow"), level=level)


def flow_key(flow: Flow) -> tuple[str, ...]:
    """A flow in words that can be compared: position, then standing and touchpoint of both its ends."""
    ends = ((spot.standing.value, spot.touchpoint) for spot in (flow.of, flow.to))
    return (str(flow.of.position), *(part for end in ends for part in end))


def positioned(journeys: Journeys, *, merged: bool) -> ir.Table:
    """case, seq, code and nxt of every event; ``merged``: of the last of each run of one touchpoint, numbered anew."""
    import ibis

    events = journeys.events.select("case", "seq", "code", "nxt")
    if not merged:
        return events
    # The last of a run is followed by something else, so its next code is that of the next run.
    last = events.filter(events.nxt != events.code)
    return last.mutate(seq=ibis.row_number().over(group_by="case", order_by="seq").cast("int64") + 1)


def definition(journeys: Journeys, *, first: int, merged: bool = False) -> ir.Table:
    """seq, code, nxt and n up to position ``first``, on any engine."""
    events = positioned(journeys, merged=merged)
    events = events.filter(events.seq <= first)
    return events.group_by("seq", "code", "nxt").aggregate(n=events.count().cast("int64"))


@dataclass(frozen=True, slots=True, eq=False)
class _Counts:
    """Journeys by position, code and next code: a row each in ``table`` (seq, code, nxt, n)."""

    table: pa.Table
    codes: int
    stand: Mapping[tuple[int, int], int]
    """Journeys by position and code."""

    @classmethod
    def of(cls, journeys: Journeys, *, first: int, merged: bool) -> _Counts:
        """Those of the first ``first`` positions."""
        if journeys.laid_out:
            events = _MERGED if merged else "{events}"
            query = f"SELECT seq, code, nxt, count(*) n FROM {events} WHERE seq <= {int(first)} GROUP BY 1, 2, 3"  # noqa: S608
            table: pa.Table = journeys.ask(query)
        else:
            table = definition(journeys, first=first, merged=merged).to_pyarrow()
        rows = table.group_by(["seq", "code"]).aggregate([("n", "sum")])
        columns = (rows[name].to_pylist() for name in ("seq", "code", "n_sum"))
        stand = {(int(at), int(code)): int(n) for at, code, n in zip(*columns, strict=True)}
        return cls(table, len(journeys.names) + 1, stand)

    @property
    def cases(self) -> int:
        """How many journeys there are."""
        return sum(n for (at, _), n in self.stand.items() if at == 1)

    def go(self, leads: Mapping[int, tuple[int, ...]], *, first: int) -> dict[tuple[int, int, int], int]:
        """Journeys by position and the places there and next, codes that do not lead taken together as others."""
        import numpy as np

        # Places by code: 0 is the end and the last one the others, so that a row of three is one whole number.
        places = np.full((first + 1, self.codes), self.codes, np.int64)
        places[:, _END] = _END
        for at, codes in leads.items():
            places[at, list(codes)] = codes
        seq, code, nxt, n = (self.table[name].to_numpy().astype(np.int64) for name in ("seq", "code", "nxt", "n"))
        on = seq < first
        seq, code, nxt, n = seq[on], code[on], nxt[on], n[on]
        wide = self.codes + 1
        keys, row = np.unique((seq * wide + places[seq, code]) * wide + places[seq + 1, nxt], return_inverse=True)
        counts = np.bincount(row, n, minlength=len(keys)).astype(np.int64)
        place = (*range(self.codes), _OTHERS)
        return {
            (key // wide // wide, place[key // wide % wide], place[key % wide]): total
            for key, total in zip(keys.tolist(), counts.tolist(), strict=True)
        }


def leading(
    stand: Mapping[tuple[int, int], int], *, top: int, among: Collection[int] | None = None
) -> dict[int, tuple[int, ...]]:
    """The codes told apart at each position, the most frequent first; one more where it would be alone among others.

    ``stand`` counts journeys by position and code. Only codes ``among`` those given lead, where that is said.

    >>> leading({(1, 1): 5, (1, 2): 3, (1, 3): 3, (1, 4): 1}, top=2)
    {1: (1, 2)}
    """
    there: dict[int, Counter[int]] = {}
    for (at, code), n in stand.items():
        if among is None or code in among:
            there.setdefault(at, Counter())[code] += n
    found = {}
    for at, codes in sorted(there.items()):
        ranked = sorted(codes, key=lambda code: (-codes[code], code))
        found[at] = tuple(ranked if len(ranked) == top + 1 else ranked[:top])
    return found


def _told(
    journeys: Journeys, counts: _Counts, leads: Mapping[int, tuple[int, ...]], *, first: int, level: float
) -> Flows:
    """Codes that do not lead become others; the position after the last has no nodes but the end of nobody."""
    cases, go = counts.cases, counts.go(leads, first=first)
    stand: Counter[tuple[int, int]] = Counter()
    holds: Counter[tuple[int, int]] = Counter()
    for (at, code), n in counts.stand.items():
        here = at, code if code in leads.get(at, ()) else _OTHERS
        stand[here] += n
        holds[here] += 1
    for (at, _, there), n in go.items():
        if there == _END:
            stand[at + 1, _END] += n
    rank = {(at, code): place for at, codes in leads.items() for place, code in enumerate(codes)}

    def order(at: int, code: int) -> tuple[int, int]:
        return at, rank.get((at, code), len(journeys.names) + (1 if code == _END else 0))

    nodes = sorted(stand, key=lambda key: order(*key))
    ways = sorted(go, key=lambda key: (order(key[0], key[1]), order(key[0] + 1, key[2])))
    about = journeys.narrowed
    node_shares = Shares.of(
        [stand[key] for key in nodes], cases, formula=say("journeys.formula-step"), level=level, about=about
    )
    way_shares = Shares.of(
        [go[key] for key in ways], cases, formula=say("journeys.formula-flow"), level=level, about=about
    )
    onwards = Shares.of(
        [go[key] for key in ways], [stand[at, here] for at, here, _ in ways],
        formula=say("journeys.formula-flow-onwards"), level=level, about=about,
    )  # fmt: skip

    def spot(at: int, code: int) -> Spot:
        if code == _END:
            return Spot(at, Standing.END)
        return Spot(at, Standing.OTHERS) if code == _OTHERS else Spot(at, Standing.TOUCHPOINT, journeys.names[code - 1])

    return Flows(
        nodes=tuple(
            FlowNode(spot(*key), exact(stand[key]), node_shares[at], holds[key]) for at, key in enumerate(nodes)
        ),
        flows=tuple(
            Flow(spot(at, here), spot(at + 1, there), exact(go[at, here, there]), way_shares[row], onwards[row])
            for row, (at, here, there) in enumerate(ways)
        ),
        cases=cases,
    )
