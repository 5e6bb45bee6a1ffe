"""Journeys on any engine, without a store: the same coded tables as expressions over a table that lies there.

What lives here: coding, positions and next events as portable Ibis. Not here: anything that runs (only the list of
touchpoints is asked for), and the laid-out store (building), which these expressions define.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from outsidein.evidence.journeys.arriving import Columns, raw
from outsidein.evidence.journeys.coding import BASES, PRIME, SHIFT
from outsidein.evidence.journeys.layout import SEGMENT

if TYPE_CHECKING:
    import ibis.expr.types as ir

_SPELT: Final = 256
"""Up to so many words the codes are spelt out in the expression; beyond, they are a small table beside it."""
_FAR: Final = 1 << 62


def words_of(table: ir.Table, column: str) -> tuple[str, ...]:
    """The distinct words of a column, in order of their code points on every engine."""
    found = table.filter(table[column].notnull()).select(column).distinct().to_pyarrow().column(column).to_pylist()
    return tuple(sorted(str(word) for word in found))


def coded(
    table: ir.Table,
    columns: Columns,
    *,
    engine: str,
    names: Sequence[str],
    segments: Sequence[tuple[str, Sequence[str]]],
) -> ir.Table:
    """The events of ``table`` as the store has them; with an ``id`` column, the first delivery of each counts."""
    import ibis

    events = raw(table, columns, engine=engine)
    if columns.id:
        first = ibis.row_number().over(ibis.window(group_by=["key", "mark"], order_by=["order", "time", "event"]))
        # One without an id is only ever itself.
        events = events.mutate(again=first).filter(lambda t: t.mark.isnull() | (t.again == 0)).drop("again", "mark")
    events = _with_code(events, "event", "code", names)
    events = events.filter(events.code > 0)
    for at, (_, values) in enumerate(segments, start=1):
        events = _with_code(events, f"s{at}", f"c{at}", values)
    walked = ibis.window(group_by="key", order_by=["time", "order", "code"])
    return (
        events.select(
            case=events.key,
            time=events.time,
            order=events.order,
            code=events.code,
            seq=ibis.row_number().over(walked).cast("int64") + 1,
            nxt=events.code.lead(1, 0).over(walked).cast("int64"),
            **({"who": events.who} if columns.who else {}),
            # A default that is a column is not known everywhere: the end is a number that no time is.
            then=events.time.lead(1, -_FAR).over(walked).cast("int64"),
            **{f"s{at}": events[f"c{at}"] for at in range(1, len(segments) + 1)},
        )
        .mutate(gap=lambda t: ibis.ifelse(t.nxt == 0, 0, t.then - t.time).cast("int64"))
        .drop("then")
    )


def cases_of(events: ir.Table, segments: Sequence[str]) -> ir.Table:
    """The cases of coded ``events``: key, length, first and last time, and segments by name; unsigned."""
    import ibis

    first_known = {
        f"s{at}": ibis.ifelse(events[f"s{at}"] > 0, events.seq.cast("int64") * SHIFT + events[f"s{at}"], _FAR).min()
        for at in range(1, len(segments) + 1)
    }
    whole = events.group_by("case").aggregate(
        length=events.count().cast("int64"), first=events.time.min(), last=events.time.max(), **first_known,
        **({"who": events.who.min()} if "who" in events.columns else {}),
    )  # fmt: skip
    return whole.select(
        "case",
        "length",
        "first",
        "last",
        *(["who"] if "who" in whole.columns else []),
        key=whole.case.cast("string"),
        **{
            f"{SEGMENT}{name}": ibis.ifelse(whole[f"s{at}"] == _FAR, 0, whole[f"s{at}"] % SHIFT).cast("int64")
            for at, name in enumerate(segments, start=1)
        },
    )


def signatures(events: ir.Table, *, longest: int = 1 << 20) -> ir.Table:
    """The signature of each case's path: case, sign1, sign2.

    Four polynomials Σ code·bᵖᵒˢⁱᵗⁱᵒⁿ over the field of 2³¹ − 1 elements. For bases drawn at random, two different paths
    of at most L events agree in all four with a probability of at most (L / (2³¹ − 1))⁴ (Schwartz 1980).
    """
    # Powers are made once per position, not once per event, by squaring: the bits of the position choose the factors.
    positions = events.select(seq=events.seq.cast("int64")).distinct()
    powered = positions.select(seq=positions.seq, **{f"p{at}": _power(positions.seq, base, longest)
                                                     for at, base in enumerate(BASES, start=1)})  # fmt: skip
    at_place = events.select(case=events.case, seq=events.seq.cast("int64"), code=events.code.cast("int64"))
    joined = at_place.inner_join(powered, "seq")
    sums = joined.group_by("case").aggregate(
        **{f"h{at}": ((joined.code * joined[f"p{at}"]) % PRIME).sum().cast("int64") for at in range(1, len(BASES) + 1)}
    )
    return sums.select(
        case=sums.case,
        sign1=(sums.h1 % PRIME) * SHIFT + sums.h2 % PRIME,
        sign2=(sums.h3 % PRIME) * SHIFT + sums.h4 % PRIME,
    )


def _power(exponent: Any, base: int, longest: int) -> Any:
    import ibis

    power: Any = ibis.literal(1, "int64")
    left, factor, bit = exponent, base, 1
    while bit <= longest:
        chosen = ibis.ifelse((left // bit).cast("int64") % 2 == 1, factor, 1).cast("int64")
        power = (power * chosen) % PRIME
        factor, bit = factor * factor % PRIME, bit * 2
    return power


def _with_code(table: ir.Table, column: str, code: str, words: Sequence[str]) -> ir.Table:
    """``table`` with the code of each word in ``column``; 0 for one that is not among ``words``."""
    import ibis
    import pyarrow as pa

    if len(words) <= _SPELT:
        pairs = [(word, at) for at, word in enumerate(words, start=1)]
        spelt = table[column].cases(*pairs, else_=0).cast("int64") if pairs else ibis.literal(0, "int64")
        return table.mutate(**{code: spelt})
    named = ibis.memtable(
        pa.table({"named": pa.array(words, pa.string()), code: pa.array(range(1, len(words) + 1), pa.int64())})
    )
    joined = table.left_join(named, table[column] == named.named)
    return joined.select(*table.columns, **{code: joined[code].fill_null(0)})
