"""Gather: the comments of a map, or of one place of it, as themes are proposed of and learnt from.

What lives here: reading them with where they belong and whose they are. Not here: showing them page by page
(insight.comments), groups (propose).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from outsidein.ground import Diagnostic, MeasureError
from outsidein.insight.anchor import anchor
from outsidein.insight.grounds import COMMENT
from outsidein.insight.phrases import say
from outsidein.insight.themes.propose import Comment

if TYPE_CHECKING:
    from outsidein.evidence.store import Store
    from outsidein.maps.document import Document

MOST: Final = 50_000
"""Comments that are read, the newest first: what people can name and machines can learn from in seconds."""


def gather(document: Document, store: Store) -> tuple[Comment, ...]:
    """The newest comments, each with its touchpoint and the step of ``document`` that it counts for."""
    import ibis

    anchors = anchor(document)
    told = store.responses.select("response", "time", "customer")
    table = store.comments.inner_join(told, "response").filter(lambda kept: kept.text.strip().length() > 0)
    table = table.order_by([ibis.desc("time", nulls_first=False), ibis.desc("comment")]).limit(MOST)
    rows: list[dict[str, Any]] = (
        table.select("comment", "text", "touchpoint", "customer").to_pyarrow().to_pylist()
    )  # fmt: skip
    return tuple(
        Comment(
            f"{COMMENT}{row['comment']}",
            row["text"],
            row["touchpoint"] or "",
            met.step if (met := anchors.of(row["touchpoint"] or "")) else "",
            row["customer"] or "",
        )
        for row in rows
    )


def at_place(
    document: Document, comments: Iterable[Comment], *, step: str = "", touchpoint: str = ""
) -> tuple[Comment, ...]:
    """Those of ``comments`` that count for ``step`` (an id) or are about ``touchpoint`` (a key); all, where neither.

    Raises MeasureError (``insight/no-such-step``) for a step that the map does not have.
    """
    if touchpoint:
        return tuple(one for one in comments if one.touchpoint == touchpoint)
    if not step:
        return tuple(comments)
    if step not in {one.id for one in document.steps}:
        known = ", ".join(one.id for one in document.steps[:8])
        raise MeasureError(
            Diagnostic(
                "insight/no-such-step", say("themes.no-such-step", step=step), say("themes.unknown.fix", known=known)
            )
        )
    keys = set(anchor(document).at(step))
    return tuple(one for one in comments if one.touchpoint in keys)


def still_there(store: Store, comments: Iterable[str]) -> frozenset[str]:
    """Those of these ids whose comments the evidence still holds: not withdrawn, not erased."""
    numbers = [int(one.removeprefix(COMMENT)) for one in comments if one.removeprefix(COMMENT).isdecimal()]
    if not numbers:
        return frozenset()
    table = store.comments.filter(store.comments.comment.isin(numbers)).select("comment")
    return frozenset(f"{COMMENT}{row['comment']}" for row in table.to_pyarrow().to_pylist())
