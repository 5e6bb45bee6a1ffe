"""Who stands behind several answers: what leaves the engine when answers are not independent.

What lives here: finding out whether anyone answered more than once, and sums per customer, of one group (Cluster) or of
two that are compared (Shared). Not here: the variance that is made of them (clusters).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from outsidein.measures.measure import Measure
from outsidein.measures.scan import Bundle, Frame, Group, group_of, keys_of, real, rows_of, score

if TYPE_CHECKING:
    import pyarrow as pa

    from outsidein.evidence.store import Store


@dataclass(frozen=True, slots=True)
class People:
    """Who stands behind the responses: whether any is named, and whether someone is behind several."""

    named: bool
    repeated: bool


_PEOPLE: WeakKeyDictionary[Store, People] = WeakKeyDictionary()


def people(evidence: Store) -> People:
    """Found by one look at the responses, remembered as long as the store lives: what it holds does not change."""
    if evidence not in _PEOPLE:
        who = evidence.responses.customer
        row = evidence.responses.aggregate(named=who.count(), distinct=who.nunique()).to_pyarrow().to_pylist()[0]
        _PEOPLE[evidence] = People(named=row["named"] > 0, repeated=row["distinct"] < row["named"])
    return _PEOPLE[evidence]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sums over the ``customers`` of a group who each gave ``size`` answers: Σ of their totals, Σ of those squared."""

    group: Group
    size: int
    customers: int
    sums: tuple[float, ...]
    squares: tuple[float, ...]


def clusters(evidence: Store, bundle: Bundle, anchors: pa.Table | None) -> list[Cluster]:
    """The sums of ``bundle`` per size of the share that one customer (or one unnamed response) has in a group."""
    table = rows_of(evidence, bundle, anchors)
    keys = keys_of(bundle)
    table = table.mutate(
        **{f"s{at}": score(m, table, evidence) for at, m in enumerate(bundle.measures)}, **whoever(table, evidence)
    )
    at_all = range(len(bundle.measures))
    each = table.group_by([*keys, "who", "unnamed"]).agg(
        size=table.count(), **{f"s{at}": table[f"s{at}"].sum().cast("float64") for at in at_all}
    )
    sums = each.group_by([*keys, "size"]).agg(
        customers=each.count(),
        **{f"a{at}": each[f"s{at}"].sum() for at in at_all},
        **{f"b{at}": (each[f"s{at}"] * each[f"s{at}"]).sum() for at in at_all},
    )
    return [
        Cluster(
            group=group_of(row, bundle),
            size=row["size"],
            customers=row["customers"],
            sums=tuple(real(row[f"a{at}"]) for at in at_all),
            squares=tuple(real(row[f"b{at}"]) for at in at_all),
        )
        for row in sums.to_pyarrow().to_pylist()
    ]


@dataclass(frozen=True, slots=True)
class Shared:
    """Sums over the ``customers`` of a group with ``first`` answers on one side and ``second`` on the other.

    ``sums`` are Σ of their totals on each side, ``product`` is Σ of these multiplied.
    """

    group: Group
    first: int
    second: int
    customers: int
    sums: tuple[float, float]
    product: float


def shared(evidence: Store, sides: tuple[Frame, Frame], measure: Measure, anchors: pa.Table | None) -> list[Shared]:
    """Who stands on both sides, for one measure, per group that both have."""
    import ibis

    parts, none, nothing = [], ibis.literal(0, "int64"), ibis.literal(0.0, "float64")
    for side in sides:
        bundle = Bundle(side, (measure,))
        table = rows_of(evidence, bundle, anchors)
        keys = keys_of(bundle)
        table = table.mutate(s=score(measure, table, evidence), **whoever(table, evidence))
        each = table.group_by([*keys, "who", "unnamed"]).agg(n=table.count(), s=table.s.sum().cast("float64"))
        here = side is sides[0]
        parts.append(
            each.select(
                *keys,
                "who",
                "unnamed",
                n1=each.n if here else none,
                s1=each.s if here else nothing,
                n2=none if here else each.n,
                s2=nothing if here else each.s,
            )
        )
    both = parts[0].union(parts[1])
    both = both.group_by([*keys, "who", "unnamed"]).agg(**{name: both[name].sum() for name in ("n1", "s1", "n2", "s2")})
    both = both.filter(both.n1 > 0, both.n2 > 0)
    sums = both.group_by([*keys, "n1", "n2"]).agg(
        customers=both.count(), a1=both.s1.sum(), a2=both.s2.sum(), product=(both.s1 * both.s2).sum()
    )
    return [
        Shared(
            group=group_of(row, bundle),
            first=int(row["n1"]),
            second=int(row["n2"]),
            customers=row["customers"],
            sums=(real(row["a1"]), real(row["a2"])),
            product=real(row["product"]),
        )
        for row in sums.to_pyarrow().to_pylist()
    ]


def whoever(table: Any, evidence: Store) -> dict[str, Any]:
    """Two columns that together name who answered: the customer, or the response where nobody is named."""
    import ibis

    behind = people(evidence)
    if not behind.repeated:
        return {"who": ibis.null("string"), "unnamed": table.response}
    return {"who": table.customer, "unnamed": table.customer.isnull().ifelse(table.response, 0)}
