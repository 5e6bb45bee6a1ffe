"""What changed in a workspace since somebody was here: evidence taken in, maps edited by others, reviews that are due.

What lives here: the feed of the home page, as data that the browser words. Not here: what the evidence says (reading).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from outsidein import maps
from outsidein.evidence import read_ledger
from outsidein.server import projection
from outsidein.server.access import Act, entered, needs
from outsidein.server.api.maps import overdue
from outsidein.server.language import spoken
from outsidein.workspace import find

router = Router(tags=["home"])
_MOST = 20


class SinceIn(Schema, extra="forbid"):
    """Since when; a week ago where nothing is said."""

    after: datetime | None = Field(None)


class NewsOut(Schema):
    """One thing that changed. ``kind`` is broken, evidence, edited or review; the rest is filled as the kind needs."""

    kind: str
    when: datetime
    title: str
    map: str = ""
    who: str = ""
    rows: int = 0
    rejected: int = 0
    due: str = ""
    says: str = ""


def _broken(request: HttpRequest, path: Path) -> NewsOut:
    """A map file that cannot be read, with what is wrong in the language of whoever asks."""
    with spoken(request):
        _, found = maps.read(path.read_text(encoding="utf-8", errors="replace"), file=path.name)
    when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return NewsOut(kind="broken", when=when, title=path.name, says=str(found[0]) if found else "")


@router.get("/workspaces/{workspace}/since", response=list[NewsOut], **needs(Act.SEE))
def list_news(request: HttpRequest, workspace: str, asked: Query[SinceIn]) -> list[NewsOut]:
    """The news of a workspace, the latest first; reviews that are due stand at the top."""
    came = entered(request)
    after = asked.after or timezone.now() - timedelta(days=7)
    after = after if after.tzinfo else after.replace(tzinfo=UTC)
    due, edited = [], []
    for row in came.here.maps.filter(deleted=None):
        if overdue(row):
            due.append(NewsOut(kind="review", when=row.changed, title=row.title, map=row.id, due=row.reviewed))
        if row.changed > after and row.changed_by not in ("", came.user.called):
            edited.append(NewsOut(kind="edited", when=row.changed, title=row.title, map=row.id, who=row.changed_by))
    ledger = read_ledger(find(Path(came.here.folder)).store)
    taken = [
        NewsOut(
            kind="evidence",
            when=entry.when,
            title=entry.mapping.title or entry.source,
            rows=entry.counts.rows,
            rejected=entry.counts.rejected_rows,
        )
        for entry in ledger.entries
        if entry.when > after
    ]
    broken = [_broken(request, path) for path in projection.unreadable(workspace)]
    return [*broken, *due, *sorted((*edited, *taken), key=lambda one: one.when, reverse=True)][:_MOST]
