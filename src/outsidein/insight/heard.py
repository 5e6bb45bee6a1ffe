"""What those who walked some journeys said: their comments, joined by the customer's pseudonym.

What lives here: from cases of journeys to the words of their customers. Not here: which cases (measures.journeys), what
is said about a place of a map (comments). They spoke of anything, at any time: it need not be about their walk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outsidein.evidence.notions import Notion
from outsidein.insight.comments import Said
from outsidein.insight.grounds import COMMENT

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from outsidein.evidence.store import Store


@dataclass(frozen=True, slots=True)
class HeardFrom:
    """The newest of ``total`` comments by ``people`` of the ``customers`` who walked; 0 where no source names them."""

    quotes: tuple[Said, ...]
    total: int
    people: int
    customers: int


def heard_from(store: Store, keys: pa.ChunkedArray, *, notion: str, limit: int = 20) -> HeardFrom:
    """What the customers behind the cases ``keys`` said, the newest first; ``notion`` is that of the journeys.

    A case named by the source stands for whoever its events are of, and for what was said within it.
    """
    import ibis
    import pyarrow as pa

    kind, _, detail = notion.partition(":")
    if kind == Notion.SESSION:
        keys = pa.chunked_array([pa.array([key.rpartition("#")[0] for key in keys.to_pylist()], pa.string())])
    walked = ibis.memtable(pa.table({"walker": keys.unique()}))
    responses = store.responses.mutate(walker=_walker(store.responses, kind, detail))
    theirs = responses.semi_join(walked, "walker")
    customers = theirs.filter(theirs.customer.notnull()).select("customer").distinct()
    comments = store.comments.filter(lambda one: one.text.strip().length() > 0)
    at_all = comments.inner_join(
        responses.select("response", "customer", "walker", "time", "source", "channel"), "response"
    )
    said = ibis.union(
        at_all.semi_join(customers, "customer"),
        at_all.filter(at_all.customer.isnull()).semi_join(walked, "walker"),
    )
    whole = said.aggregate(total=said.count(), people=said.customer.nunique()).to_pyarrow().to_pylist()[0]
    order = [ibis.desc(said.time.epoch_seconds().cast("int64").fill_null(-(2**62))), ibis.desc(said.comment)]
    rows = said.order_by(order).limit(limit).to_pyarrow().to_pylist()
    return HeardFrom(
        quotes=tuple(
            Said(
                f"{COMMENT}{row['comment']}",
                row["text"],
                row["touchpoint"] or "",
                "",
                row["time"],
                row["source"] or "",
                row["channel"] or "",
            )
            for row in rows
        ),
        total=int(whole["total"]),
        people=int(whole["people"]),
        customers=int(customers.count().to_pyarrow().as_py()),
    )


def _walker(responses: ir.Table, kind: str, detail: str) -> ir.StringValue:
    """Whose journey a response belongs to."""
    import ibis

    if kind == Notion.ACCOUNT:
        return responses[f"segment:{detail}"]
    return ibis.coalesce(responses["case"], responses.customer) if kind == Notion.CASE else responses.customer
