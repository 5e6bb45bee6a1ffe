"""Uploads: sending a file in parts, its draft, deciding what was unsure, previewing and confirming."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from outsidein import workspace as workspace_
from outsidein.evidence import Reads, Source, parse_mapping, write_mapping
from outsidein.evidence.guess import Role
from outsidein.evidence.plain import to_plain
from outsidein.evidence.revising import Choice, dated, reread, revise
from outsidein.evidence.rules import check
from outsidein.evidence.tables import Asks
from outsidein.ground import EvidenceError, slug
from outsidein.server import drafts, jobs, uploads
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.api.jobs import JobOut, job_out
from outsidein.server.audit import note
from outsidein.server.config import config
from outsidein.server.homes import folder_of
from outsidein.server.language import language_of, spoken
from outsidein.server.models import Job, JobState, Upload
from outsidein.server.plain import plain
from outsidein.server.problems import not_found, refused

router = Router(tags=["evidence"])


class NewUpload(Schema, extra="forbid"):
    """A file that is about to be sent: its name and how many bytes it has."""

    name: str = Field(min_length=1, max_length=400)
    size: int = Field(ge=1, le=2**50)


class PartIn(Schema, extra="forbid"):
    """Where in the file a part belongs: how many bytes come before it."""

    at: int = Field(0, ge=0, le=2**50)


class ValueOut(Schema):
    """A text of a column, how often it stands there, and what it stands for."""

    text: str
    n: int
    stands_for: str


class BarOut(Schema):
    """How many cells lie on a step of a scale."""

    step: float
    n: int


class LineOut(Schema):
    """What one column (``column``), question of a long file (``question``), code that columns share (``codes``) or the
    day of all rows (``day``) becomes. ``sure`` is sure, please check, optional, or decided by a person.
    """

    key: str
    kind: str
    about: str
    columns: list[str]
    role: str
    looks_like: str
    why: str
    sure: str
    bars: list[BarOut]
    touchpoint: str
    asks: str
    scale: list[float] | None
    """The lowest and the highest value."""
    reversed: bool
    values: list[ValueOut]
    name: str
    time_format: str
    day: str
    stands_for: str


class FileOut(Schema):
    """What the file is: rows that were looked at (``whole``: all of them), columns, and how it is written."""

    rows: int
    columns: int
    whole: bool
    type: str
    encoding: str
    delimiter: str
    sheet: str


class TouchpointOut(Schema):
    """A touchpoint that a map of the workspace knows."""

    key: str
    name: str


class FitOut(Schema):
    """A source whose mapping fits this file, with the files it has. ``whole``: no column would be left unread."""

    source: str
    title: str
    files: list[str]
    whole: bool


class DraftOut(Schema):
    """What the file was read as, with everything that was decided since. ``name`` is what it will be called.

    ``wrong`` keeps it from being taken in; ``doubts`` are about the file as a whole.
    """

    file: FileOut
    name: str
    title: str
    kind: str
    source: str
    reads: str
    time_zone: str
    fits: str
    of: str
    ratings: int
    comments: int
    summary: str
    lines: list[LineOut]
    doubts: list[dict[str, Any]]
    wrong: list[dict[str, Any]]
    touchpoints: list[TouchpointOut]
    sources: list[FitOut]
    mapping: str


class UploadOut(Schema):
    """A file on its way in. ``draft`` is null until it was looked at; ``job`` is what is done with it just now."""

    id: str
    name: str
    size: int
    got: int
    by: str
    created: datetime
    draft: DraftOut | None
    job: JobOut | None


class ValueIn(Schema, extra="forbid"):
    """What a text stands for: a number, ``not applicable``, ``blank``, or empty for what is written there."""

    text: str = Field(max_length=200)
    stands_for: str = Field("", max_length=20)


class ChoiceIn(Schema, extra="forbid"):
    """What somebody decided about a line (``key``); what is missing stays as it is."""

    key: str = Field(max_length=1000)
    role: Role | None = None
    touchpoint: str | None = Field(None, max_length=100)
    asks: Asks | None = None
    scale: list[float] | None = Field(None, min_length=2, max_length=2)
    reversed: bool | None = None
    values: list[ValueIn] = Field(default_factory=list, max_length=300)
    name: str | None = Field(None, min_length=1, max_length=100)
    time_format: str | None = Field(None, max_length=60)
    day: date | None = None
    as_guessed: bool = False
    """Agree with what was guessed."""


class DraftChange(Schema, extra="forbid"):
    """What is decided about a draft: lines, title, kind, time zone, whether it is a new source; or all its mapping."""

    choices: list[ChoiceIn] = Field(default_factory=list, max_length=500)
    title: str | None = Field(None, max_length=300)
    kind: str | None = Field(None, max_length=60)
    time_zone: str | None = Field(None, max_length=60)
    reads: Reads | None = None
    fits: str | None = Field(None, pattern="^(new|more|corrects)$")
    of: str = Field("", max_length=300)
    mapping: str | None = Field(None, max_length=500_000)


def find(came: Entered, id: str) -> Upload:
    """An upload of this workspace. Raises Problem 404 for any other."""
    found = Upload.objects.select_related("workspace", "user").filter(workspace=came.here, id=id).first()
    if found is None:
        raise not_found()
    return found


def upload_out(upload: Upload) -> UploadOut:
    """An upload as the API shows it."""
    job = upload.jobs.order_by("-created").first()
    return UploadOut(
        id=upload.id,
        name=upload.name,
        size=upload.size,
        got=upload.got,
        by=upload.user.called,
        created=upload.created,
        draft=_draft(upload) if upload.draft is not None else None,
        job=job_out(job) if job else None,
    )


def _draft(upload: Upload) -> DraftOut:
    draft, source = uploads.draft_of(upload), uploads.source_of(upload)
    written = draft.source.format
    return DraftOut(
        file=FileOut(
            rows=draft.counts.rows,
            columns=draft.counts.columns,
            whole=draft.counts.whole,
            type=written.type,
            encoding=written.encoding,
            delimiter=written.delimiter,
            sheet=written.sheet,
        ),
        name=uploads.name_in_evidence(upload),
        title=source.title,
        kind=source.kind,
        source=source.id,
        reads=source.reads.value,
        time_zone=source.time_zone,
        fits=upload.fits,
        of=upload.of,
        ratings=len(source.questions),
        comments=len(source.comments) + (source.text is not None),
        summary=draft.summary,
        lines=[LineOut(**line) for line in drafts.lines_of(draft, source, upload.decided)],
        wrong=[plain(replace(one, where=replace(one.where, file=None))) for one in check(source)],
        doubts=[plain(one) for one in drafts.doubts_of(draft)],
        touchpoints=[TouchpointOut(key=key, name=name) for key, name in upload.known.get("touchpoints", ())],
        sources=[FitOut(**one) for one in upload.known.get("fits", ())],
        mapping=write_mapping(source),
    )


@router.get("/workspaces/{workspace}/uploads", response=list[UploadOut], **needs(Act.EDIT))
def list_uploads(request: HttpRequest, workspace: str) -> list[UploadOut]:
    """Files on their way in, the last one first."""
    rows = Upload.objects.filter(workspace=entered(request).here).select_related("workspace", "user")
    return [upload_out(one) for one in rows.order_by("-created")[:100]]


@router.post("/workspaces/{workspace}/uploads", response={201: UploadOut}, **needs(Act.EDIT))
def begin_upload(request: HttpRequest, workspace: str, new: NewUpload) -> tuple[int, UploadOut]:
    """Say that a file is coming; its bytes follow in parts of at most 8 MiB."""
    came = entered(request)
    if new.size > config().most_upload:
        raise refused(413, "server/too-large", megabytes=config().most_upload // 2**20)
    if Upload.objects.filter(workspace=came.here).count() >= 100:
        raise refused(409, "server/too-many-uploads")
    name = uploads.clean_name(new.name)
    upload = Upload.objects.create(workspace=came.here, user=came.user, name=name, size=new.size)
    return 201, upload_out(upload)


@router.put("/workspaces/{workspace}/uploads/{upload}/content", response=UploadOut, **needs(Act.EDIT))
def send_part(request: HttpRequest, workspace: str, upload: str, where: Query[PartIn]) -> UploadOut:
    """Send the bytes that begin at ``at`` (the raw body). With the last of them the file is looked at, as a job."""
    came = entered(request)
    row = find(came, upload)
    if row.draft is not None or row.jobs.exists():
        raise refused(409, "server/upload-whole")
    if int(request.headers.get("Content-Length") or 0) > uploads.PART:
        raise refused(413, "server/too-large", megabytes=uploads.PART // 2**20)
    uploads.receive(row, where.at, request.body)
    if row.got >= row.size:
        _look(request, came, row)
    return upload_out(row)


@router.get("/workspaces/{workspace}/uploads/{upload}", response=UploadOut, **needs(Act.EDIT))
def read_upload(request: HttpRequest, workspace: str, upload: str) -> UploadOut:
    """A file on its way in, with its draft."""
    return upload_out(find(entered(request), upload))


@router.get("/workspaces/{workspace}/uploads/{upload}/guess", **needs(Act.EDIT, awaited=True))
def read_guess(request: HttpRequest, workspace: str, upload: str) -> HttpResponse:
    """The draft as it was guessed, before anybody decided anything, for programs: ``Draft`` of the Python library."""
    row = find(entered(request), upload)
    uploads.draft_of(row)
    return HttpResponse(json.dumps(row.draft, ensure_ascii=False), content_type="application/json")


@router.patch("/workspaces/{workspace}/uploads/{upload}", response=UploadOut, **needs(Act.EDIT))
def decide(request: HttpRequest, workspace: str, upload: str, change: DraftChange) -> UploadOut:
    """Decide what was unsure, or change what is wrong."""
    row = find(entered(request), upload)
    with spoken(request):
        _decide(row, change)
    row.save(update_fields=["source", "decided", "fits", "of"])
    return upload_out(row)


def _decide(row: Upload, change: DraftChange) -> None:
    draft = uploads.draft_of(row)
    if change.fits is not None:
        uploads.fit(row, change.fits, change.of)
    source = uploads.source_of(row)
    if change.mapping is not None:
        read, wrong = parse_mapping(change.mapping)
        if read is None:
            raise EvidenceError(*wrong)
        source = replace(read, id=source.id)
    if change.reads is not None and change.reads is not source.reads:
        source = reread(source, change.reads)
    known = uploads.known_of(row)
    for choice in change.choices:
        if choice.key == "day":
            source = dated(source, choice.day.isoformat() if choice.day else "")
        elif not choice.as_guessed:
            source = revise(source, _choice(row, choice), seen=draft.seen, before=draft.source, known=known)
    if change.choices:
        row.decided = list(dict.fromkeys([*row.decided, *(choice.key for choice in change.choices)]))
    if change.title is not None:
        source = replace(source, title=change.title)
    if change.kind is not None:
        source = replace(source, kind=slug(change.kind) or "survey")
    if change.time_zone is not None:
        source = replace(source, time_zone=change.time_zone or "UTC")
    row.source = to_plain(source)


def _choice(row: Upload, choice: ChoiceIn) -> Choice:
    kind, _, about = choice.key.partition(":")
    columns: tuple[str, ...] = (about,) if kind == "column" else ()
    if kind == "codes":
        line = next((one for one in drafts.lines_of(uploads.draft_of(row), uploads.source_of(row), [])
                     if one["key"] == choice.key), None)  # fmt: skip
        columns = tuple(line["columns"]) if line else ()
    if not columns and kind != "question":
        raise refused(422, "server/no-such-line", key=choice.key)
    return Choice(
        columns=columns,
        question=about if kind == "question" else "",
        role=choice.role,
        touchpoint=None if choice.touchpoint is None else slug(choice.touchpoint),
        asks=choice.asks,
        scale=(choice.scale[0], choice.scale[1]) if choice.scale else None,
        reversed=choice.reversed,
        values=tuple((one.text, one.stands_for) for one in choice.values),
        name=choice.name,
        time_format=choice.time_format,
    )


@router.post("/workspaces/{workspace}/uploads/{upload}/preview", response={202: JobOut}, **needs(Act.EDIT))
def preview(request: HttpRequest, workspace: str, upload: str) -> tuple[int, JobOut]:
    """Find out what taking the file in would do; a preview that is under way is ended."""
    came = entered(request)
    row = find(came, upload)
    for other in row.jobs.filter(kind="preview", state__in=(JobState.QUEUED, JobState.RUNNING)):
        jobs.cancel(other)
    return 202, job_out(_begin(request, came, row, "preview"))


@router.post("/workspaces/{workspace}/uploads/{upload}/import", response={202: JobOut}, **needs(Act.EDIT))
def take_in(request: HttpRequest, workspace: str, upload: str) -> tuple[int, JobOut]:
    """Take the file in with its mapping as it stands."""
    came = entered(request)
    row = find(came, upload)
    if row.jobs.filter(kind="import", state__in=(JobState.QUEUED, JobState.RUNNING)).exists():
        raise refused(409, "server/importing-already")
    for other in row.jobs.filter(state__in=(JobState.QUEUED, JobState.RUNNING)):
        jobs.cancel(other)
    more = {"by": came.user.called, "replaces": row.fits == "corrects"}
    return 202, job_out(_begin(request, came, row, "import", **more))


@router.post("/workspaces/{workspace}/uploads/{upload}/mapping", response={204: None}, **needs(Act.EDIT))
def keep_mapping(request: HttpRequest, workspace: str, upload: str) -> tuple[int, None]:
    """Keep only the mapping, for this file or the next ones like it, and take nothing in."""
    came = entered(request)
    row = find(came, upload)
    folder = folder_of(came.here)
    with spoken(request):
        source = _sensible(row)
    folder.evidence.mkdir(exist_ok=True)
    workspace_.write_whole(folder.evidence / f"{source.id}.source.yaml", write_mapping(source))
    note(came, "evidence.mapping-kept", source=source.id)
    return 204, None


@router.delete("/workspaces/{workspace}/uploads/{upload}", response={204: None}, **needs(Act.EDIT))
def drop_upload(request: HttpRequest, workspace: str, upload: str) -> tuple[int, None]:
    """Throw a file away that was not taken in; what is done with it just now is ended."""
    row = find(entered(request), upload)
    for job in row.jobs.filter(state__in=(JobState.QUEUED, JobState.RUNNING)):
        jobs.cancel(job)
    uploads.remove(row)
    return 204, None


def _sensible(row: Upload) -> Source:
    """The mapping of an upload. Raises EvidenceError where it makes no sense yet."""
    source = uploads.source_of(row)
    if wrong := check(source):
        raise EvidenceError(*wrong)
    return source


def _look(request: HttpRequest, came: Entered, row: Upload) -> Job:
    folder = folder_of(came.here)
    about = {"folder": str(folder.path), "file": str(uploads.file_of(row))}
    return jobs.begin(came, "draft", upload=row, language=language_of(request), **about)


def _begin(request: HttpRequest, came: Entered, row: Upload, kind: str, **more: object) -> Job:
    with spoken(request):
        source = _sensible(row)
    folder = folder_of(came.here)
    folder.prepare(secrets.token_bytes(32))
    return jobs.begin(
        came,
        kind,
        upload=row,
        language=language_of(request),
        folder=str(folder.path),
        file=str(uploads.file_of(row)),
        mapping=write_mapping(source),
        name=uploads.name_in_evidence(row),
        now=jobs.moment(),
        **more,
    )
