"""Together: what a fit needs to know of who rated which touchpoints together, added up in the engine.

What lives here: the sums over pairs of touchpoints. Not here: the fit (contrast). Up to MANY touchpoints the pairs are
columns of one row, which the engine adds up fastest; beyond, they are rows of a join of the ratings with themselves,
since an expression per pair would take longer to write than to answer. Both give the same (a test holds them together).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from outsidein.evidence.tables import Asks
from outsidein.insight.contrast import Floats
from outsidein.insight.rated import Respondents, added, held
from outsidein.insight.sums import ask
from outsidein.measures.estimate import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

MANY: Final = 20
"""Touchpoints beyond which pairs are rows instead of columns."""


@dataclass(frozen=True, slots=True)
class Together:
    """Sums over respondents who rated several of p touchpoints (see ``contrast.fit``); ``paired``: how many did."""

    count: Floats
    shared: Floats
    above: Floats
    paired: Floats


def sum_together(rated: Respondents, asks: Asks, *, period: Period | None = None, many: int = MANY) -> Together:
    """Who rated which of the columns of ``asks`` together, and how far above their own mean."""
    table, columns = rated.within(period), rated.of(asks)
    if len(columns) > many:
        return _join_together(_long(table, columns, asks), len(columns))
    known, own = table[f"k_{asks}"], table[f"own_{asks}"]
    root = (1.0 / known).sqrt()
    each = [table[f"r{column}"] for column in columns]
    cells = table.select(
        k=known,
        **{f"x{j}": x for j, x in enumerate(each)},
        **{f"a{j}": x - own for j, x in enumerate(each)},
        **{f"q{j}": x.notnull().ifelse(root, 0.0) for j, x in enumerate(each)},
    )
    size = len(columns)

    def named(table: ir.Table) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for j in range(size):
            x = table[f"x{j}"]
            found |= {f"n{j}": x.count(), f"m{j}": x.count(where=table.k > 1), f"a{j}": table[f"a{j}"].sum()}
        return found | _products(table, "q", size)

    row = ask(cells, named)
    line = {name: np.array([row[f"{name}{j}"] or 0.0 for j in range(size)], dtype=np.float64) for name in "nma"}
    return Together(line["n"], _symmetric(row, "q", size), line["a"], line["m"])


def sum_scores(
    rated: Respondents, asks: Asks, levels: Floats, *, period: Period | None = None, many: int = MANY
) -> Floats:
    """The sum over people of the outer product (p, p) of their scores: residuals of the fit, less their own mean."""
    table, columns = rated.within(period), rated.of(asks)
    if len(columns) > many:
        return _join_scores(_long(table, columns, asks), levels, repeated=rated.repeated)
    each = [table[f"r{column}"] for column in columns]
    expected = added(x.notnull().ifelse(level, 0.0) for x, level in zip(each, levels.tolist(), strict=True))
    own = table[f"own_{asks}"] - expected / table[f"k_{asks}"]
    scores = {f"s{j}": x - (own + level) for j, (x, level) in enumerate(zip(each, levels.tolist(), strict=True))}
    people = table.select("person", **scores)
    if rated.repeated:
        people = people.group_by("person").aggregate(**{name: people[name].sum() for name in scores})
    size = len(columns)
    return _symmetric(ask(people, lambda table: _products(table, "s", size)), "s", size)


def _products(table: ir.Table, name: str, size: int) -> dict[str, Any]:
    each = [table[f"{name}{j}"] for j in range(size)]
    return {f"{name}{i}_{j}": (each[i] * each[j]).sum() for i in range(size) for j in range(i, size)}


def _symmetric(row: Mapping[str, Any], name: str, size: int) -> Floats:
    filled = np.zeros((size, size))
    for i in range(size):
        for j in range(i, size):
            filled[i, j] = filled[j, i] = row[f"{name}{i}_{j}"] or 0.0
    return filled


def _long(table: ir.Table, columns: tuple[int, ...], asks: Asks) -> ir.Table:
    """A row per rating: ``response``, ``person``, ``i`` (place among ``columns``), ``x``, how many of them (``k``)."""
    places = {f"r{column}": place for place, column in enumerate(columns)}
    table = table.select("response", "person", *places, k=table[f"k_{asks}"], own=table[f"own_{asks}"])
    long = table.pivot_longer(list(places), names_to="i", values_to="x", names_transform=lambda name: places[name])
    return long.filter(long.x.notnull())


def _join_together(long: ir.Table, size: int) -> Together:
    each = long.group_by("i").aggregate(n=long.count(), m=(long.k > 1).sum(), a=(long.x - long.own).sum())
    line = {name: np.zeros(size) for name in "nma"}
    for row in each.to_pyarrow().to_pylist():
        for name, values in line.items():
            values[row["i"]] = row[name]
    one = long.select("response", "i", part=1.0 / long.k)
    other = long.select("response", j="i")
    both = one.inner_join(other, "response").filter(lambda pair: pair.i <= pair.j)
    pairs = both.group_by(["i", "j"]).aggregate(total=both.part.sum())
    return Together(line["n"], _matrix(pairs, size), line["a"], line["m"])


def _join_scores(long: ir.Table, levels: Floats, *, repeated: bool) -> Floats:
    import ibis
    import pyarrow as pa

    known = ibis.memtable(pa.table({"i": np.arange(len(levels)), "level": levels}))
    left = long.inner_join(known, "i").mutate(left=lambda row: row.x - row.level)
    scores = left.mutate(s=left.left - left.left.mean().over(group_by=left.response)).select(
        "response", "person", "i", "s"
    )
    who = "person" if repeated else "response"
    if repeated:
        scores = scores.group_by(["person", "i"]).aggregate(s=scores.s.sum())
    with held(scores.select(who, "i", "s")) as table:
        both = table.inner_join(table.select(who, j="i", t="s"), who).filter(lambda pair: pair.i <= pair.j)
        return _matrix(both.group_by(["i", "j"]).aggregate(total=(both.s * both.t).sum()), len(levels))


def _matrix(pairs: ir.Table, size: int) -> Floats:
    filled = np.zeros((size, size))
    for row in pairs.to_pyarrow().to_pylist():
        filled[row["i"], row["j"]] = filled[row["j"], row["i"]] = row["total"]
    return filled
