"""The audit log of a workspace, for its owners: to read and to take away as CSV."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from outsidein.ground.cells import csv_line
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.audit import note
from outsidein.server.models import AuditEntry
from outsidein.server.paging import PageIn, page

router = Router(tags=["audit"])

_COLUMNS: Final = ("when", "who", "person", "act", "about")


class AuditOut(Schema):
    """One act: when, by whom (``person`` is null once they are gone), what, and about what."""

    id: int
    when: datetime
    who: str
    person: int | None
    act: str
    about: dict[str, Any]


class AuditPage(Schema):
    """A page of the log, the newest first; ``next`` is the cursor of the page after, or empty."""

    items: list[AuditOut]
    next: str


class AuditFilter(Schema, extra="forbid"):
    """Which acts: one kind (``member.removed``) or all of a kind (``member``), by one person, from and to which day."""

    act: str = Field("", max_length=60, pattern=r"^[a-z-]*(\.[a-z-]+)?$")
    person: int | None = Field(None, ge=1, le=2**53 - 1)
    first: date | None = None
    last: date | None = None


class AuditIn(AuditFilter, PageIn, extra="forbid"):
    """Which acts, and which page of them."""


def _chosen(came: Entered, only: AuditFilter) -> QuerySet[AuditEntry]:
    found = AuditEntry.objects.filter(workspace=came.here)
    if only.act:
        found = found.filter(act=only.act) if "." in only.act else found.filter(act__startswith=only.act + ".")
    if only.person is not None:
        found = found.filter(user=only.person)
    if only.first is not None:
        found = found.filter(when__gte=_midnight(only.first))
    if only.last is not None and only.last < date.max:
        found = found.filter(when__lt=_midnight(only.last + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _out(one: AuditEntry) -> AuditOut:
    return AuditOut(id=one.id, when=one.when, who=one.who, person=one.user_id, act=one.act, about=one.about)


@router.get("/workspaces/{workspace}/audit", response=AuditPage, **needs(Act.MANAGE))
def read_audit(request: HttpRequest, workspace: str, only: Query[AuditIn]) -> AuditPage:
    """What was done in a workspace, the newest first."""
    found = page(_chosen(entered(request), only), only)
    return AuditPage(items=[_out(one) for one in found.rows], next=found.next)


@router.get("/workspaces/{workspace}/audit/export", **needs(Act.MANAGE))
def export_audit(request: HttpRequest, workspace: str, only: Query[AuditFilter]) -> StreamingHttpResponse:
    """The log as CSV (UTF-8), the newest first; a cell that a spreadsheet would take for a formula begins with '."""
    came = entered(request)
    note(came, "audit.exported")
    rows = _chosen(came, only).order_by("-id")
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


async def _lines(rows: QuerySet[AuditEntry]) -> AsyncIterator[str]:
    yield csv_line(_COLUMNS)
    async for one in rows.aiterator(chunk_size=500):
        about = json.dumps(one.about, ensure_ascii=False, sort_keys=True)
        yield csv_line((one.when.isoformat(), one.who, str(one.user_id or ""), one.act, about))
