"""Quotes: comments that stand for what was said about a touchpoint, as they were written.

What lives here: the choice. Recent before old, of a length that can be read at a glance, from different sources, no
text twice; at a hotspot from those who rated it badly, at a bright spot from those who rated it well. The same evidence
gives the same quotes; nothing is invented, shortened or mended.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from outsidein.insight.anchor import Anchors
from outsidein.insight.finding import Finding, FindingKind
from outsidein.insight.grounds import COMMENT
from outsidein.insight.impact import BAD, GOOD
from outsidein.insight.rated import Respondents
from outsidein.insight.reading import Quote
from outsidein.insight.scope import Scope, narrowed

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.store import Store

EACH: Final = 3
"""Quotes for one touchpoint."""

SHORT: Final = 15
LONG: Final = 280
IDEAL: Final = 100
"""Characters."""


def choose_quotes(
    store: Store, anchors: Anchors, rated: Respondents | None, *, scope: Scope, spots: Sequence[Finding] = ()
) -> tuple[Quote, ...]:
    """Up to three quotes for each touchpoint that was commented on, in the order of ``anchors``."""
    import ibis

    comments = store.comments
    length = comments.text.strip().length()
    comments = comments.filter(comments.touchpoint.notnull(), length > 0)
    told = narrowed(store, scope).select("response", "time", "source")
    table = _with_suits(comments.inner_join(told, "response"), rated, spots)
    length = table.text.strip().length()
    table = table.mutate(
        plain=table.text.strip().lower(),
        unfit=~length.between(SHORT, LONG),
        season=-table.time.truncate("Q").epoch_seconds().fill_null(0),
        off=(length - IDEAL).abs(),
    )
    merit = ["misfit", "unfit", "season", "off", "comment"]
    again = ibis.row_number().over(group_by=["touchpoint", "plain"], order_by=merit)
    table = table.mutate(again=again).filter(lambda kept: kept.again == 0)
    rank = ibis.row_number().over(group_by=["touchpoint", "source"], order_by=merit)
    table = table.mutate(rank=rank).filter(lambda kept: kept["rank"] < EACH)
    names = ["touchpoint", "source", "rank", "comment", "text", "time"]
    rows = table.order_by(["touchpoint", "rank", *merit]).select(names).to_pyarrow().to_pylist()
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["touchpoint"], []).append(row)
    return tuple(
        Quote(f"{COMMENT}{row['comment']}", row["text"], one.touchpoint, one.step, row["time"], row["source"] or "")
        for one in anchors.touchpoints
        for row in found.get(one.touchpoint, ())[:EACH]
    )


def _with_suits(table: ir.Table, rated: Respondents | None, spots: Sequence[Finding]) -> ir.Table:
    """``misfit``: 0 where the writer’s own rating of the touchpoint goes with what was found there, else 1."""
    import ibis

    held = {} if rated is None else {key: f"r{at}" for at, (key, _) in enumerate(rated.columns)}
    moods = {
        spot.where.partition(":")[2]: spot.kind
        for spot in reversed(spots)
        if spot.where.startswith("touchpoint:") and spot.where.partition(":")[2] in held
    }
    if rated is None or not moods:
        return table.mutate(misfit=ibis.literal(1))
    columns = {held[key]: rated.table[held[key]] for key in moods}
    ratings = rated.table.select(answered=rated.table.response, **columns)
    table = table.left_join(ratings, table.response == ratings.answered)
    suits = [
        (table.touchpoint == key)
        & ((table[held[key]] <= BAD) if kind is FindingKind.HOTSPOT else (table[held[key]] >= GOOD))
        for key, kind in moods.items()
    ]
    return table.mutate(misfit=ibis.or_(*suits).fill_null(False).ifelse(0, 1))
