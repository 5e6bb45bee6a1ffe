"""There: the Tally of journeys on any engine, as portable expressions; only counts by day, cell and share leave it.

What lives here: the definition that counting in memory (counting) is held equal to, figure for figure. Not here: which
events, values and steps are watched (choosing).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from outsidein.insight.changes.choosing import (
    DAY,
    FEWEST,
    FINE,
    MOST_EVENTS,
    MOST_VALUES,
    beyond_chance,
    commonest,
    horizon_of,
    middle_of,
    rounded,
)
from outsidein.insight.changes.tally import BLOCKS, Floats, Ints, Tally, Watched, What
from outsidein.insight.changes.walks import no_walks

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys

_VALUES: Final = MOST_VALUES + 1
"""Places of a value in a cell: one for each that is looked at, and one for all others."""
_NEVER: Final = -1


@dataclass(frozen=True, slots=True)
class _Segments:
    """Names, and the codes that are looked at on their own with what they stand for, commonest first."""

    names: tuple[str, ...]
    codes: tuple[tuple[int, ...], ...]
    values: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """From the event ``a`` to ``b``: ``horizon`` days, and the ``middle`` of the times (µs; 0: not watched)."""

    a: int
    b: int
    horizon: int = 0
    middle: int = 0


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The number that each share goes by on the engine, where it has no name."""

    codes: tuple[int, ...]
    steps: tuple[_Step, ...]
    most: int

    @property
    def ended(self) -> int:
        return self.most + 1

    @property
    def reached(self) -> int:
        return 2 * (self.most + 1)

    @property
    def mix(self) -> int:
        return self.reached + 2 * len(self.steps)

    def shares(self, names: Sequence[str], horizon: int) -> dict[int, Watched]:
        """The shares by number, in the order of counting in memory."""
        found = {code: Watched(What.MET, names[code - 1]) for code in self.codes}
        for p, one in enumerate(self.steps):
            of = names[one.a - 1], names[one.b - 1]
            found[self.reached + 2 * p] = Watched(What.REACHED, *of, horizon=one.horizon)
            if one.middle:
                found[self.reached + 2 * p + 1] = Watched(What.SLOW, *of, slower=one.middle / 1e6, horizon=one.horizon)
        for code in self.codes:
            found[self.ended + code] = Watched(What.ENDED, names[code - 1], horizon=horizon)
        return found


def count_there(journeys: Journeys, customers: ir.Table | None, *, pairs: int) -> Tally:
    """The Tally of ``journeys``; ``customers`` and ``pairs`` as in ``tally_of``."""
    with journeys.holding() as hold:
        journeys = replace(journeys, events=hold(journeys.events))
        segments = _segments(journeys)
        walks = hold(_walks(journeys, segments, customers))
        whole = _asked(walks.aggregate(
            n=walks.count().cast("int64"), first=walks.begun.min(), last=walks.last.max(), who=walks.who.nunique()
        ))[0]  # fmt: skip
        if not whole["n"]:
            raise no_walks("case")
        met = hold(_met(journeys, walks))
        counts = _counted(met, "code")
        codes = commonest([counts.get(code + 1, 0) for code in range(len(journeys.names))], MOST_EVENTS)
        codes = sorted(code + 1 for code in codes)
        if len(codes) < len(journeys.names):
            met = met.filter(met.code.isin(codes))
        chosen = beyond_chance(counts, _together(met), int(whole["n"]), pairs)
        went = hold(_went(journeys.events, met, chosen, len(journeys.names)))
        numbers = _Numbers(tuple(codes), tuple(_timed(went, chosen)), len(journeys.names))
        looked = _looked(walks, met, went, numbers)
        if customers is not None:
            looked = hold(looked)
        return _tally(journeys, segments, whole, numbers, walks, looked, spread=customers is not None)


def _tally(
    journeys: Journeys, segments: _Segments, whole: Mapping[str, int], numbers: _Numbers, walks: ir.Table,
    looked: ir.Table, *, spread: bool,
) -> Tally:  # fmt: skip
    """What was counted, put together as the arrays of a Tally."""
    events = journeys.events
    gaps = events.filter(events.nxt != 0).select(days=_days(events.gap))
    shares = numbers.shares(journeys.names, horizon_of(_counted(gaps, "days")))
    begun = _table(walks.group_by("begun", "cell").aggregate(n=walks.count().cast("int64")))
    rows = _table(looked.group_by("f", "day", "cell").aggregate(n=looked.count().cast("int64"), h=looked.h.sum()))
    column = {number: at for at, number in enumerate(shares)}
    rows = {name: one[np.isin(rows["f"], list(shares))] for name, one in rows.items()}
    f = np.array([column[number] for number in rows["f"].tolist()], dtype=np.int64)
    known, cell = np.unique(np.concatenate([begun["cell"], rows["cell"]]), return_inverse=True)
    days = np.concatenate([begun["begun"], rows["day"]]) - whole["first"]
    keys, row = np.unique(days * len(known) + cell, return_inverse=True)
    walked, trials = np.zeros(len(keys), dtype=np.int64), np.zeros((len(keys), len(shares)), dtype=np.int64)
    hits = np.zeros_like(trials)
    walked[row[: len(begun["n"])]] = begun["n"]
    trials[row[len(begun["n"]) :], f] = rows["n"]
    hits[row[len(begun["n"]) :], f] = rows["h"]
    cells = np.stack([known // _VALUES**k % _VALUES - 1 for k in reversed(range(len(segments.names)))], axis=1) if (
        segments.names) else np.zeros((1, 0), dtype=np.int64)  # fmt: skip
    found = Tally(
        first=np.datetime64(whole["first"], "D"),
        days=whole["last"] - whole["first"] + 1,
        segments=segments.names,
        values=segments.values,
        cells=cells,
        watched=tuple(shares.values()),
        day=keys // len(known),
        cell=keys % len(known),
        walks=walked,
        trials=trials,
        hits=hits,
        spread=np.ones((len(shares), 3)),
        mix_spread=tuple(np.ones((len(one), 3)) for one in segments.values),
        customers=int(whole["who"]) if spread else 0,
        left_out=len(journeys.names) - len(numbers.codes),
    )
    if not spread:
        return found
    wide = _spreads(looked, whole["first"])
    mixed = _mix_spreads(found, walks, segments, int(whole["first"]))
    return replace(found, spread=_widened(found, wide, list(shares)), mix_spread=mixed)


def _segments(journeys: Journeys) -> _Segments:
    """The values of each segment that are looked at: the commonest."""
    codes, values = [], []
    for name, known in journeys.segments.items():
        counts = _counted(journeys.cases.select(code=journeys.cases[f"segment:{name}"].cast("int64")), "code")
        common = commonest([counts.get(at + 1, 0) for at in range(len(known))], MOST_VALUES)
        codes.append(tuple(at + 1 for at in common))
        values.append(tuple(known[at] for at in common))
    return _Segments(tuple(journeys.segments), tuple(codes), tuple(values))


def _walks(journeys: Journeys, segments: _Segments, customers: ir.Table | None) -> ir.Table:
    """case, the day it begun, the last one, its cell in one number, and who walked it."""
    import ibis

    cases = journeys.cases
    cell: Any = ibis.literal(0, "int64")
    for name, codes in zip(segments.names, segments.codes, strict=True):
        places = [(code, place) for place, code in enumerate(codes, start=1)]
        code = cases[f"segment:{name}"].cast("int64")
        cell = cell * _VALUES + (code.cases(*places, else_=0) if places else ibis.literal(0, "int64")).cast("int64")
    found = cases.select("case", "key", begun=_days(cases["first"]), last=_days(cases["last"]), cell=cell.cast("int64"))
    if customers is None:
        return found.select("case", "begun", "last", "cell", who=found.key)
    known = customers.filter(customers.customer.notnull())
    known = known.select(walk=known.key.cast("string"), customer=known.customer.cast("string")).distinct()
    # A journey of several customers is nobody's: which of them comes first, engines see differently.
    one = known.group_by("walk").aggregate(customer=known.customer.max(), n=known.count().cast("int64"))
    one = one.filter(one.n == 1)
    both = found.left_join(one, found.key == one.walk)
    who = ibis.ifelse(
        both.customer.isnull(), ibis.literal("walk ") + both.key, ibis.literal("customer ") + both.customer
    )
    return both.select("case", "begun", "last", "cell", who=who)


def _met(journeys: Journeys, walks: ir.Table) -> ir.Table:
    """case, code: when (time, seq) a walk first met the event, the day of that, and whether it ended with it."""
    import ibis

    events = journeys.events
    found = events.group_by("case", "code").aggregate(
        time=events.time.min(),
        seq=events.seq.min().cast("int64"),
        ended=ibis.ifelse(events.nxt == 0, 1, 0).max().cast("int64"),
    )
    dated = found.mutate(code=found.code.cast("int64"), day=_days(found.time))
    return dated.inner_join(walks.select("case", "cell", "who"), "case")


def _together(met: ir.Table) -> dict[tuple[int, int], tuple[int, int]]:
    """Of each two events, how many walks met both, and how many of those the first one first."""
    import ibis

    one = met.select("case", a=met.code, of_a=met.seq)
    other = met.select("case", b=met.code, of_b=met.seq)
    both = one.inner_join(other, "case").filter(lambda t: t.a < t.b)
    found = both.group_by("a", "b").aggregate(
        n=both.count().cast("int64"), forward=ibis.ifelse(both.of_a < both.of_b, 1, 0).sum().cast("int64")
    )
    return {(row["a"], row["b"]): (row["n"], row["forward"]) for row in _asked(found.filter(found.n >= FEWEST))}


def _went(events: ir.Table, met: ir.Table, chosen: Sequence[tuple[int, int]], names: int) -> ir.Table:
    """case, p: the walks that met both ends of the step p, and how long (µs) it took to the next ``b``; −1: never."""
    import ibis

    one = met.select("case", "day", "cell", "who", a=met.code, left=met.seq, since=met.time)
    other = met.select("case", b=met.code, came=met.seq, then=met.time)
    both = one.inner_join(other, "case")
    both = both.mutate(p=_numbered(both.a, both.b, chosen, names)).filter(lambda t: t.p >= 0)
    back = both.filter(both.came < both.left).select("case", "p", "left", end=both.b)
    again = events.select(
        walk=events["case"], code=events.code.cast("int64"), seq=events.seq.cast("int64"), time=events.time
    )
    later = back.inner_join(again, [back["case"] == again.walk, back.end == again.code]).filter(
        lambda t: t.seq > t.left
    )
    later = later.group_by("case", "p").aggregate(later=later.time.min())
    later = later.select(walk=later["case"], step=later.p, later=later.later)
    found = both.left_join(later, [both["case"] == later.walk, both.p == later.step])
    took = ibis.cases(
        (found.came > found.left, found.then - found.since),
        (found.later.notnull(), found.later - found.since),
        else_=ibis.literal(_NEVER, "int64"),
    )
    return found.select("case", "p", "day", "cell", "who", took=took.cast("int64"))


def _timed(went: ir.Table, chosen: Sequence[tuple[int, int]]) -> list[_Step]:
    """The steps with their horizons and the middle of their times."""
    import ibis

    took = went.filter(went.took >= 0)
    by_day = took.select("p", days=_days(took.took))
    days: dict[int, dict[int, int]] = {}
    for row in _asked(by_day.group_by("p", "days").aggregate(n=by_day.count().cast("int64"))):
        days.setdefault(row["p"], {})[row["days"]] = row["n"]
    wanted = [(p, middle_of(sum(of.values()))) for p, of in sorted(days.items()) if sum(of.values()) >= FEWEST]
    middles: dict[int, int] = {}
    if wanted:
        rank = ibis.row_number().over(ibis.window(group_by="p", order_by="took")).cast("int64") + 1
        ranked = took.select("p", "took", rank=rank)
        at = ranked.filter(ranked.rank == ranked.p.cases(*wanted, else_=0).cast("int64"))
        middles = {row["p"]: row["took"] for row in _asked(at.select("p", "took"))}
    return [_Step(a, b, horizon_of(days.get(p, {})), middles.get(p, 0)) for p, (a, b) in enumerate(chosen)]


def _looked(walks: ir.Table, met: ir.Table, went: ir.Table, numbers: _Numbers) -> ir.Table:
    """Every trial of every share: its number f, who, day, cell, and whether it is a hit (h: 0 or 1)."""
    import ibis

    row = ("f", "who", "day", "cell", "h")
    codes = met.select(known=met.code).distinct()
    everyone = walks.cross_join(codes)
    there = met.select(walk=met["case"], code=met.code)
    seen = everyone.left_join(there, [everyone["case"] == there.walk, everyone.known == there.code])
    all_met = seen.select(
        f=seen.known, who=seen.who, day=seen.begun, cell=seen.cell,
        h=ibis.ifelse(seen.code.isnull(), 0, 1).cast("int64"),
    )  # fmt: skip
    ended = met.select(f=met.code + numbers.ended, who=met.who, day=met.day, cell=met.cell, h=met.ended)
    parts = [all_met, ended]
    if numbers.steps:
        grid = codes.cross_join(codes.select(other=codes.known))
        at = _numbered(grid.known, grid.other, [(one.a, one.b) for one in numbers.steps], numbers.most)
        grid = grid.select(start=grid.known, step=at).filter(lambda t: t.step >= 0)
        tried = met.inner_join(grid, met.code == grid.start)
        late = ibis.or_(*(
            (went.p == p) & (went.took >= (one.horizon + 1) * DAY) for p, one in enumerate(numbers.steps)
        ))  # fmt: skip
        arrived = went.filter(~late).select(walk=went["case"], p=went.p)
        reached = tried.left_join(arrived, [tried["case"] == arrived.walk, tried.step == arrived.p])
        parts.append(reached.select(
            f=(reached.step * 2 + numbers.reached).cast("int64"), who=reached.who, day=reached.day, cell=reached.cell,
            h=ibis.ifelse(reached.p.isnull(), 0, 1).cast("int64"),
        ))  # fmt: skip
        middles = [(p, one.middle) for p, one in enumerate(numbers.steps) if one.middle]
        if middles:
            timed = went.filter(went.took >= 0, went.p.isin([p for p, _ in middles]))
            slow = timed.took > timed.p.cases(*middles, else_=0).cast("int64")
            parts.append(timed.select(
                f=(timed.p * 2 + numbers.reached + 1).cast("int64"), who=timed.who, day=timed.day, cell=timed.cell,
                h=ibis.ifelse(slow, 1, 0).cast("int64"),
            ))  # fmt: skip
    return ibis.union(*(one.select(*row) for one in parts))


def _spreads(looked: ir.Table, first: int) -> dict[int, list[int]]:
    """Of each share, by number: Σ over customers (Σ residuals)², over blocks of days."""
    by_cell = looked.group_by("f", "cell").aggregate(n=looked.count().cast("int64"), hits=looked.h.sum().cast("int64"))
    parts = 2 * FINE * by_cell.hits + by_cell.n
    usual = by_cell.select(of=by_cell.f, within=by_cell.cell, usual=_whole(parts, 2 * by_cell.n))
    both = looked.inner_join(usual, [looked.f == usual.of, looked.cell == usual.within])
    left = both.select("f", "who", day=both.day - first, r=(both.h * FINE - both.usual).cast("int64"))
    found: dict[int, list[int]] = {}
    for block in (*BLOCKS, None):
        for number, square in _squares(left, block, ["f"]).items():
            found.setdefault(number, []).append(square)
    return found


def _squares(left: ir.Table, block: int | None, by: list[str]) -> dict[int, int]:
    """Σ over customers and blocks of days of (Σ r)², by number."""
    if block is not None:
        left = left.mutate(block=_whole(left.day, block))
        by = [*by, "block"]
    sums = left.group_by("who", *by).aggregate(r=left.r.sum().cast("int64"))
    squares = sums.group_by("f").aggregate(square=(sums.r * sums.r).sum().cast("int64"))
    return {row["f"]: row["square"] for row in _asked(squares)}


def _widened(tally: Tally, wide: Mapping[int, list[int]], numbers: Sequence[int]) -> Floats:
    """The spreads of every share: those sums over Σ residual², which the counts alone give."""
    found = np.ones((len(numbers), 3))
    for at, number in enumerate(numbers):
        n = np.bincount(tally.cell, weights=tally.trials[:, at]).astype(np.int64)
        hits = np.bincount(tally.cell, weights=tally.hits[:, at]).astype(np.int64)
        alone = _alone(hits, n)
        if alone > 0:
            found[at] = [max(1.0, square / alone) for square in wide[number]]
    return found


def _mix_spreads(tally: Tally, walks: ir.Table, segments: _Segments, first: int) -> tuple[Floats, ...]:
    """The same for belonging to a segment."""
    import ibis

    counted = np.bincount(tally.cell, weights=tally.walks, minlength=len(tally.cells)).astype(np.int64)
    total = counted.sum()
    found = []
    for k, codes in enumerate(segments.codes):
        spread = np.ones((len(codes), 3))
        place = _whole(walks.cell, _VALUES ** (len(segments.codes) - 1 - k)) % _VALUES
        parts, alone = [], []
        for v in range(len(codes)):
            hits = counted[tally.cells[:, k] == v].sum()
            share = int(rounded(hits, total))
            alone.append(_alone(np.array([hits]), np.array([total])))
            r = ibis.ifelse(place == v + 1, FINE - share, -share).cast("int64")
            parts.append(walks.select(f=ibis.literal(v, "int64"), who=walks.who, day=walks.begun - first, r=r))
        if parts:
            left = ibis.union(*parts) if len(parts) > 1 else parts[0]
            for at, block in enumerate((*BLOCKS, None)):
                for v, square in _squares(left, block, ["f"]).items():
                    spread[v, at] = max(1.0, square / alone[v]) if alone[v] > 0 else 1.0
        found.append(spread)
    return tuple(found)


def _alone(hits: Ints, n: Ints) -> int:
    """Σ residual² in parts of FINE², of counts by cell."""
    share = rounded(hits, n)
    return int((hits * (FINE - share) ** 2 + (n - hits) * share**2).sum())


def _numbered(a: Any, b: Any, chosen: Sequence[tuple[int, int]], names: int) -> Any:
    """The number of the step from ``a`` to ``b``; −1 where it is none that is watched."""
    import ibis

    pairs = [(one * (names + 1) + other, p) for p, (one, other) in enumerate(chosen)]
    return (a * (names + 1) + b).cases(*pairs, else_=-1).cast("int64") if pairs else ibis.literal(-1, "int64")


def _days(time: Any) -> Any:
    return _whole(time, DAY)


def _whole(number: Any, by: Any) -> Any:
    """``number`` by ``by``, downwards to a whole number, the same on every engine: exact first, then divided."""
    rest = (number % by + by) % by
    return ((number - rest) // by).cast("int64")


def _counted(table: ir.Table, column: str) -> dict[int, int]:
    """How many rows hold each number in the column."""
    rows = _asked(table.group_by(column).aggregate(n=table.count().cast("int64")))
    return {int(row[column]): int(row["n"]) for row in rows}


def _asked(table: ir.Table) -> list[dict[str, int]]:
    rows: list[dict[str, int]] = table.to_pyarrow().to_pylist()
    return rows


def _table(table: ir.Table) -> dict[str, Ints]:
    found = table.to_pyarrow()
    return {name: found[name].to_numpy().astype(np.int64) for name in found.column_names}
