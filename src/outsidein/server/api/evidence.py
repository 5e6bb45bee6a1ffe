"""Evidence: what was taken in, what could not be read, withdrawing it, and the words and rows behind numbers."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from asgiref.sync import async_to_sync
from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from outsidein import workspace as workspace_
from outsidein.evidence import Entry, read_ledger
from outsidein.server import jobs, rooms, sources, studying
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.api.answers import answered, live_text
from outsidein.server.api.jobs import JobOut, job_out
from outsidein.server.api.maps import FilterIn
from outsidein.server.audit import note
from outsidein.server.homes import folder_of
from outsidein.server.language import language_of, spoken
from outsidein.server.problems import not_found

router = Router(tags=["evidence"])


class RejectsOut(Schema):
    """A reason for which rows or cells could not be read, and how many."""

    reason: str
    n: int


class CountsOut(Schema):
    """What reading a file gave. ``rejects`` has the most frequent reason first."""

    rows: int
    blank_rows: int
    rejected_rows: int
    rejected_cells: int
    responses: int
    answers: int
    not_applicable: int
    blanks: int
    comments: int
    events: int
    customers: int
    undated: int
    rejects: list[RejectsOut]


class CorrectionOut(Schema):
    """What a corrected file changed against the version before."""

    added: int
    removed: int
    changed: int
    same: int


class SourceOut(Schema):
    """A file that was taken in: when, by whom (empty: on the command line), what it gave, and how it was read."""

    number: int
    source: str
    title: str
    kind: str
    reads: str
    file: str
    when: datetime
    by: str
    counts: CountsOut
    change: CorrectionOut | None
    replaces: int | None
    oldest: datetime | None
    newest: datetime | None
    mapping: str
    withdrawn: bool


class TotalsOut(Schema):
    """How much there is in all; ``named`` customers answered."""

    responses: int
    answers: int
    comments: int
    events: int
    customers: int
    named: int


class SourcesOut(Schema):
    """Every file that counts, the last taken in first, and those that were withdrawn."""

    sources: list[SourceOut]
    withdrawn: list[SourceOut]
    totals: TotalsOut


class MappingOut(Schema):
    """A mapping that is remembered: how files of a source are read, and which files in the folder it names."""

    source: str
    title: str
    kind: str
    files: list[str]
    text: str


class ImportIn(Schema, extra="forbid"):
    """Names of files in the folder; none: every file that is new."""

    files: list[str] = Field(default_factory=list, max_length=1000)


class QuotesIn(FilterIn):
    """Which comments: about a step (id) or touchpoint (key), with a word in them; ``cursor`` is ``after`` of a page."""

    step: str = Field("", max_length=200)
    touchpoint: str = Field("", max_length=200)
    search: str = Field("", max_length=200)
    cursor: str = Field("", max_length=100)
    limit: int = Field(30, ge=1, le=200)


class RowsIn(FilterIn):
    """The answers behind which number: a measure, at a step (id) or touchpoint (key)."""

    measure: str = Field("emotional-level", pattern=r"^[a-z0-9-]{1,60}$")
    step: str = Field("", max_length=200)
    touchpoint: str = Field("", max_length=200)
    limit: int = Field(100, ge=1, le=1000)


@router.get("/workspaces/{workspace}/sources", response=SourcesOut, **needs(Act.SEE))
def list_sources(request: HttpRequest, workspace: str) -> HttpResponse:
    """What was taken in, file by file."""
    folder = Path(entered(request).here.folder)
    key = ("sources", str(folder), studying.evidence_stamp(folder))
    return answered(request, key, sources.sources, folder)


@router.get("/workspaces/{workspace}/mappings", response=list[MappingOut], **needs(Act.SEE))
def list_mappings(request: HttpRequest, workspace: str) -> list[MappingOut]:
    """The mappings that are remembered, by name; those that cannot be read are left out."""
    folder = folder_of(entered(request).here)
    return [
        MappingOut(
            source=one.source.id,
            title=one.source.title or one.source.id,
            kind=one.source.kind,
            files=[path.name for path in workspace_.files_of(folder, one.source)],
            text=one.path.read_text(encoding="utf-8"),
        )
        for one in workspace_.read_mappings(folder)
        if one.source
    ]


@router.get("/workspaces/{workspace}/sources/{number}/rejects", **needs(Act.EDIT))
def read_rejects(request: HttpRequest, workspace: str, number: int) -> FileResponse:
    """What could not be read of a file: row, column, value, reason, fix, as CSV."""
    came = entered(request)
    folder = folder_of(came.here)
    entry = _entry(came, number)
    kept = workspace_.rejects_of(folder, entry.number)
    if kept is None:
        raise not_found()
    note(came, "evidence.rejects-read", number=number)
    name = f"{entry.file}.rejected.csv"
    return FileResponse(kept.open("rb"), as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")


@router.delete("/workspaces/{workspace}/sources/{number}", response={204: None}, **needs(Act.EDIT))
def withdraw(request: HttpRequest, workspace: str, number: int) -> tuple[int, None]:
    """Let a file that was taken in count no more. Nothing is erased; importing it by name undoes it."""
    came = entered(request)
    entry = _entry(came, number)
    with spoken(request):
        workspace_.withdraw(
            folder_of(came.here), entry.file, source=entry.source, now=datetime.now(UTC), by=came.user.called
        )
    note(came, "evidence.withdrawn", number=number, file=entry.file)
    for id in came.here.maps.filter(deleted=None).values_list("id", flat=True):
        async_to_sync(rooms.tell)(id, "evidence")
    return 204, None


@router.post("/workspaces/{workspace}/imports", response={202: JobOut}, **needs(Act.EDIT))
def take_in_folder(request: HttpRequest, workspace: str, wanted: ImportIn) -> tuple[int, JobOut]:
    """Take in files that lie in the workspace's folder with a mapping: those named, or every new one.

    Naming a file takes it in again after it was withdrawn. The job gives ``imports``, ``failed`` and ``moved``.
    """
    came = entered(request)
    folder = folder_of(came.here)
    held = {path.name for path in workspace_.files_in(folder)}
    if not held.issuperset(wanted.files):
        raise not_found()
    folder.prepare(secrets.token_bytes(32))
    job = jobs.begin(
        came,
        "folder",
        upload=None,
        language=language_of(request),
        folder=str(folder.path),
        names=wanted.files,
        now=jobs.moment(),
    )
    return 202, job_out(job)


def _entry(came: Entered, number: int) -> Entry:
    found = next((one for one in read_ledger(folder_of(came.here).store).entries if one.number == number), None)
    if found is None:
        raise not_found()
    return found


@router.get("/workspaces/{workspace}/maps/{map}/quotes", **needs(Act.SEE))
def list_quotes(request: HttpRequest, workspace: str, map: str, wanted: Query[QuotesIn]) -> HttpResponse:
    """What customers said about a map, or about one step or touchpoint of it, newest first: ``Comments``."""
    came, language = entered(request), language_of(request)
    text, etag = live_text(came.map(map))
    folder, only = Path(came.here.folder), wanted.made()
    asked: dict[str, Any] = {
        "step": wanted.step,
        "touchpoint": wanted.touchpoint,
        "search": wanted.search,
        "cursor": wanted.cursor,
        "limit": wanted.limit,
    }
    stamp = studying.evidence_stamp(folder)
    key = ("quotes", map, etag, stamp, tuple(asked.items()), only, language)
    return answered(request, key, sources.quotes, folder, text, only=only, language=language, **asked)


@router.get("/workspaces/{workspace}/maps/{map}/rows", **needs(Act.EDIT))
def list_rows(request: HttpRequest, workspace: str, map: str, wanted: Query[RowsIn]) -> HttpResponse:
    """The newest answers behind a number, with pseudonyms: ``Behind``."""
    came, language = entered(request), language_of(request)
    text, etag = live_text(came.map(map))
    folder, only = Path(came.here.folder), wanted.made()
    asked: dict[str, Any] = {
        "measure": wanted.measure,
        "step": wanted.step,
        "touchpoint": wanted.touchpoint,
        "limit": wanted.limit,
    }
    stamp = studying.evidence_stamp(folder)
    key = ("rows", map, etag, stamp, tuple(asked.items()), only, language)
    return answered(request, key, sources.rows, folder, text, only=only, language=language, **asked)
