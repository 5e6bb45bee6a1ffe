"""Comments: everything that customers wrote about a place of the journey, newest first, with a search for words.

What lives here: finding and paging. Not here: the few that stand for the rest (quotes). Each is as it was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from outsidein.ground import Diagnostic, MeasureError
from outsidein.insight.anchor import anchor
from outsidein.insight.grounds import COMMENT
from outsidein.insight.phrases import say
from outsidein.insight.reading import Quote
from outsidein.insight.scope import Scope, narrowed
from outsidein.maps.document import Document
from outsidein.measures.ask import Where
from outsidein.measures.estimate import Period

if TYPE_CHECKING:
    from outsidein.evidence.store import Store

MOST: Final = 200
_UNDATED: Final = -(2**62)


@dataclass(frozen=True, slots=True)
class Said(Quote):
    """A comment with the channel through which it came, empty where none is known."""

    channel: str = ""


@dataclass(frozen=True, slots=True)
class Comments:
    """Some of ``total`` comments; ``after`` asks for those that follow, empty where these are the last."""

    quotes: tuple[Said, ...]
    total: int
    after: str = ""


def find_comments(
    document: Document,
    store: Store,
    *,
    step: str = "",
    touchpoint: str = "",
    search: str = "",
    where: Where = (),
    period: Period | None = None,
    limit: int = 50,
    after: str = "",
) -> Comments:
    """The comments about ``step`` (an id: those that count for it) or ``touchpoint`` (a key), else all of them.

    ``search`` keeps those that hold all of its words, in any case; ``where`` and ``period`` narrow as in a reading.
    ``after`` is that of the page before. Raises MeasureError for a filter or page that is none.
    """
    import ibis

    anchors = anchor(document, heard=[touchpoint] if touchpoint else ())
    told = narrowed(store, Scope(where, period)).select("response", "time", "source", "channel")
    table = store.comments.inner_join(told, "response").filter(lambda kept: kept.text.strip().length() > 0)
    if step or touchpoint:
        keys: Sequence[str] = [touchpoint] if touchpoint else anchors.at(step)
        table = table.filter(table.touchpoint.isin(list(keys)) if keys else ibis.literal(False))
    for word in search.lower().split():
        table = table.filter(table.text.lower().contains(word))
    total = int(table.count().to_pyarrow().as_py())
    table = table.mutate(at=table.time.epoch_seconds().cast("int64").fill_null(_UNDATED))
    if after:
        second, number = _page(after)
        table = table.filter((table["at"] < second) | ((table["at"] == second) & (table.comment < number)))
    size = max(1, min(limit, MOST))
    names = ("comment", "text", "touchpoint", "time", "source", "channel", "at")
    found = table.select(*names).order_by([ibis.desc("at"), ibis.desc("comment")]).limit(size + 1)
    rows: list[dict[str, Any]] = found.to_pyarrow().to_pylist()
    page = rows[:size]
    return Comments(
        tuple(
            Said(
                f"{COMMENT}{row['comment']}",
                row["text"],
                row["touchpoint"] or "",
                met.step if (met := anchors.of(row["touchpoint"] or "")) else "",
                row["time"],
                row["source"] or "",
                row["channel"] or "",
            )
            for row in page
        ),
        total,
        f"{page[-1]['at']}.{page[-1]['comment']}" if len(rows) > size else "",
    )


def _page(after: str) -> tuple[int, int]:
    second, dot, number = after.partition(".")
    try:
        return int(second), int(number if dot else "")
    except ValueError as error:
        raise MeasureError(
            Diagnostic("insight/unknown-page", say("comments.no-such-page"), say("comments.begin-again"))
        ) from error
