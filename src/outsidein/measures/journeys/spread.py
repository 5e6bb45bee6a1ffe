"""Waiting times as they are shown: quartiles and their intervals, from ranks alone.

What lives here: Spread, many of them at once, and finding the ranked values on any engine. Not here: which times are
meant (transitions, funnels, between). Means are not given: waiting times are skewed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from outsidein.measures.estimate import Estimate
from outsidein.measures.intervals import z_value
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

QUARTERS: Final = (1, 2, 3)
MICRO: Final = 1_000_000
SMALL: Final = 10
"""Fewer observations than this are marked as few."""
_NONE: Final = -(1 << 62)


@dataclass(frozen=True, slots=True)
class Spread:
    """How long it takes: the lower quartile, the median and the upper one, in seconds, each with its interval."""

    lower: Estimate
    median: Estimate
    upper: Estimate

    @property
    def n(self) -> int:
        """How many times were seen."""
        return self.median.n


@dataclass(frozen=True, slots=True, eq=False)
class Spreads:
    """Quartiles of many groups: arrays in seconds, a row a group and a column a quartile; NaN where none was seen."""

    n: NDArray[np.int64]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    level: float = 0.95

    def __getitem__(self, at: int) -> Spread:
        """The spread of one group."""
        n = int(self.n[at])
        if n == 0:
            return NO_SPREAD
        made = [
            Estimate(
                float(self.value[at, quarter]),
                float(self.low[at, quarter]),
                float(self.high[at, quarter]),
                n,
                say("method.order-statistics"),
                unit="s",
                small=n < SMALL,
                level=self.level,
            )
            for quarter in range(3)
        ]
        return Spread(*made)


NO_SPREAD: Final = Spread(Estimate.nothing(unit="s"), Estimate.nothing(unit="s"), Estimate.nothing(unit="s"))


def ranked(table: ir.Table, by: Sequence[str], value: str, *, level: float = 0.95) -> ir.Table:
    """The values of ``table[value]`` (whole numbers) at the ranks that quartiles and their intervals need, per group.

    Columns: ``by``, n, and for each quartile q its neighbours ``v{q}`` and ``w{q}`` (Hyndman and Fan 1996, type 7) and
    the ends ``l{q}``, ``u{q}`` of its interval, −2⁶² where the ranks do not reach so far.
    """
    import ibis

    group = ibis.window(group_by=list(by))
    places = table.select(
        *by,
        value=table[value].cast("int64"),
        rank=ibis.row_number().over(ibis.window(group_by=list(by), order_by=[value])).cast("int64") + 1,
        n=table.count().over(group).cast("int64"),
    )
    wanted = {}
    for quarter in QUARTERS:
        low, high = _bounds(places.n, quarter, level)
        below = ((places.n - 1) * quarter - ((places.n - 1) * quarter) % 4) // 4 + 1
        over = ibis.ifelse(((places.n - 1) * quarter) % 4 == 0, below, below + 1)
        for name, rank in (("v", below), ("w", over), ("l", low), ("u", high)):
            at = ibis.ifelse(places.rank == rank.cast("int64"), places.value, _NONE)
            wanted[f"{name}{quarter}"] = at.max().cast("int64")
    return places.group_by(*by).aggregate(n=places.n.max(), **wanted)


def ranked_sql(query: str, by: Sequence[str], value: str, *, level: float = 0.95) -> str:
    """The same in the SQL of the store: each group sorted once, in a list."""
    keys = ", ".join(by)
    picks = []
    for quarter in QUARTERS:
        share = quarter / 4
        reach = f"{z_value(level)!r}::DOUBLE * sqrt(n * {share}::DOUBLE * {1 - share}::DOUBLE)"
        below = f"((n - 1) * {quarter}) // 4 + 1"
        picks += [
            f"v[{below}] v{quarter}",
            f"v[CASE WHEN ((n - 1) * {quarter}) % 4 = 0 THEN {below} ELSE {below} + 1 END] w{quarter}",
            f"CASE WHEN floor(n * {share}::DOUBLE - {reach}) >= 1 "
            f"THEN v[floor(n * {share}::DOUBLE - {reach})::BIGINT] ELSE {_NONE} END l{quarter}",
            f"CASE WHEN ceil(n * {share}::DOUBLE + {reach}) + 1 <= n "
            f"THEN v[ceil(n * {share}::DOUBLE + {reach})::BIGINT + 1] ELSE {_NONE} END u{quarter}",
        ]
    return (
        f"SELECT {keys}, n, {', '.join(picks)} FROM "  # noqa: S608 - columns of ours
        f"(SELECT {keys}, count(*)::BIGINT n, list_sort(list({value})) v FROM ({query}) GROUP BY {keys})"
    )


def ranked_here(groups: Sequence[NDArray[np.int64]], *, level: float = 0.95) -> pa.Table:
    """The same of values that are in memory, a row for each group."""
    import numpy as np

    ordered = np.concatenate([np.sort(values) for values in groups]) if groups else np.empty(0, np.int64)
    n = np.array([len(values) for values in groups], np.int64)
    return ranked_sorted(lambda at: ordered[at], np.cumsum(n) - n, n, level=level)


def ranked_sorted(
    value: Callable[[NDArray[np.int64]], NDArray[np.int64]],
    first: NDArray[np.int64],
    n: NDArray[np.int64],
    *,
    level: float = 0.95,
) -> pa.Table:
    """The same of values that stand sorted, group by group: ``value`` gives those at some places.

    ``first`` is where each group begins, and ``n`` how many values it has.
    """
    import numpy as np
    import pyarrow as pa

    def at_rank(rank: NDArray[np.int64], fallback: int) -> NDArray[np.int64]:
        """The value at that rank (from 1), or ``fallback`` where a group has none."""
        there = (rank >= 1) & (rank <= n)
        found = np.full(len(n), fallback, np.int64)
        found[there] = value(first[there] + rank[there] - 1)
        return found

    z, columns = z_value(level), {"n": n}
    for quarter in QUARTERS:
        share = quarter / 4
        below, part = np.divmod((n - 1) * quarter, 4)
        reach = z * np.sqrt(n * share * (1 - share))
        columns[f"v{quarter}"] = at_rank(below + 1, 0)
        columns[f"w{quarter}"] = at_rank(below + 1 + (part > 0), 0)
        columns[f"l{quarter}"] = at_rank(np.floor(n * share - reach).astype(np.int64), _NONE)
        columns[f"u{quarter}"] = at_rank(np.ceil(n * share + reach).astype(np.int64) + 1, _NONE)
    return pa.table(columns)


def spreads(found: pa.Table, *, level: float = 0.95) -> Spreads:
    """The quartiles that the ranked values say, row for row."""
    import numpy as np

    n = np.asarray(found["n"].to_numpy(), dtype=np.int64)
    shape = (len(n), len(QUARTERS))
    value, low, high = np.full(shape, np.nan), np.full(shape, 0.0), np.full(shape, np.inf)
    for at, quarter in enumerate(QUARTERS):
        below, over, ends = (found[f"{name}{quarter}"].to_numpy().astype(np.int64) for name in ("v", "w", "l"))
        above = found[f"u{quarter}"].to_numpy().astype(np.int64)
        part = (((n - 1) * quarter) % 4) / 4
        value[:, at] = (below + part * (over - below)) / MICRO
        # Waiting is never negative: where too few were seen for a lower end, that is all that is known.
        low[:, at] = np.where(ends > _NONE, ends / MICRO, 0.0)
        high[:, at] = np.where(above > _NONE, above / MICRO, np.inf)
    return Spreads(n, value, low, high, level)


def _bounds(n: Any, quarter: int, level: float) -> tuple[Any, Any]:
    """Ranks of the interval of a quartile (Conover 1999, 3.2), moved outwards to whole ones; beyond n: none."""
    import ibis

    share = quarter / 4
    middle = n.cast("float64") * ibis.literal(share, "float64")
    reach = (
        ibis.literal(z_value(level), "float64")
        * (n.cast("float64") * ibis.literal(share, "float64") * ibis.literal(1 - share, "float64")).sqrt()
    )
    return (middle - reach).floor().cast("int64"), (middle + reach).ceil().cast("int64") + 1
