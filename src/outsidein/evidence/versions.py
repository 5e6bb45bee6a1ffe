"""Two versions of one file, compared: which responses (or customers) were added, removed, changed.

What lives here: ``compare``. Not here: deciding which version counts (ledger). Responses are told by the id the source
gave them, else by their customer, else by what they say, and then a change is one removed and one added.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from outsidein.evidence.ledger import Change
from outsidein.evidence.store import open_engine
from outsidein.evidence.tables import SEGMENT, Table

if TYPE_CHECKING:
    import ibis.expr.types as ir

_PARTS: Final = {
    Table.ANSWERS: ("question", "touchpoint", "value", "applicable"),
    Table.COMMENTS: ("touchpoint", "text"),
    Table.EVENTS: ("event", "touchpoint"),
}
_WRAP: Final = 1 << 40


def compare(store_folder: Path, old: Path, new: Path) -> Change:
    """What the import in the folder ``new`` changed against the one in ``old``; both lie in the store."""
    import ibis

    engine = open_engine(Path(os.path.abspath(store_folder)))  # noqa: PTH100 - resolve() would follow links
    try:
        backend = ibis.duckdb.from_connection(engine)
        sides = [_marks(backend, Path(os.path.abspath(folder))) for folder in (old, new)]  # noqa: PTH100
        empty = ibis.memtable(pa.table({"key": pa.array([], pa.string()), "mark": pa.array([], pa.int64())}))
        was, now = (side if side is not None else empty for side in sides)
        zero, one = ibis.literal(0, "int64"), ibis.literal(1, "int64")
        rows = ibis.union(was.mutate(was=one, now=zero), now.mutate(was=zero, now=one))
        # What says the same is the same; of what is left, rows of one key are one row that was changed.
        alike = rows.group_by("key", "mark").aggregate(was=rows["was"].sum(), now=rows["now"].sum())
        shared = ibis.least(alike["was"], alike["now"])
        rest = alike.select("key", same=shared, was=alike["was"] - shared, now=alike["now"] - shared)
        keyed = rest.group_by("key").aggregate(was=rest["was"].sum(), now=rest["now"].sum(), same=rest["same"].sum())
        changed = ibis.ifelse(keyed.key == "", zero, ibis.least(keyed["was"], keyed["now"]))
        total = keyed.aggregate(
            added=(keyed["now"] - changed).sum(),
            removed=(keyed["was"] - changed).sum(),
            changed=changed.sum(),
            same=keyed["same"].sum(),
        )
        return Change(**{name: int(count or 0) for name, count in total.to_pyarrow().to_pylist()[0].items()})
    finally:
        engine.close()


def _marks(backend: Any, folder: Path) -> ir.Table | None:
    """A row per response or customer: the key it is told by (empty: none) and a mark of all it says."""
    import ibis

    def read(table: Table) -> ir.Table | None:
        path = folder / f"{table.value}.parquet"
        return backend.read_parquet(str(path)) if path.is_file() else None

    customers = read(Table.CUSTOMERS)
    if customers is not None:
        return customers.select(key=customers.customer, mark=_mark(customers, ("invited", *_segments(customers))))
    responses = read(Table.RESPONSES)
    if responses is None:
        return None
    key = ibis.coalesce(responses.said, responses.customer, "")
    if "case" not in responses.columns:  # taken in before journeys had names
        responses = responses.mutate(case=ibis.null("string"))
    heads = ("customer", "case", "time", "channel", *_segments(responses))
    whole = responses.select("response", key=key, mark=_mark(responses, heads))
    for table, columns in _PARTS.items():
        part = read(table)
        if part is not None:
            marked = part.select("response", mark=_mark(part, columns))
            sums = marked.group_by("response").aggregate(more=marked.mark.sum())
            both = whole.left_join(sums, "response")
            whole = both.select("response", "key", mark=(both.mark * 31 + both.more.fill_null(0).cast("int64")) % _WRAP)
    return whole.select("key", "mark")


def _segments(table: ir.Table) -> tuple[str, ...]:
    return tuple(sorted(name for name in table.columns if name.startswith(SEGMENT)))


def _mark(table: ir.Table, columns: tuple[str, ...]) -> ir.IntegerValue:
    """A number below 2⁴⁰ made of some columns of a row, so that sums of them stay exact."""
    import ibis

    texts = [table[name].cast("string").fill_null("\x1e") for name in columns]
    text = texts[0]
    for more in texts[1:]:
        text = text + ibis.literal("\x1f") + more
    return (text.hash() % _WRAP + _WRAP) % _WRAP
