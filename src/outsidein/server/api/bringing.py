"""Bringing a map in from a file, and an edited workbook back into its map: looked at first, then done. And the forms in
which a map leaves, with what each cannot carry. Not here: what files mean (``workspace.bringing``).
"""

from __future__ import annotations

import base64
import binascii
from typing import Any, Final

from asgiref.sync import async_to_sync
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from outsidein.render import FORMS
from outsidein.server import bringing, projection, rooms, studying
from outsidein.server.access import Act, entered, needs
from outsidein.server.api.answers import live_text
from outsidein.server.api.maps import MapOut, map_out, renamed
from outsidein.server.audit import note
from outsidein.server.language import language_of, spoken
from outsidein.server.pace import pace
from outsidein.server.problems import refused
from outsidein.server.work import workers

router = Router(tags=["maps"])
_MOST: Final = 11_000_000
"""Letters of a file in base64: 8 MB."""


class FormOut(Schema):
    """A form in which a map can be had."""

    key: str
    title: str
    ending: str
    lossless: bool
    cannot_carry: str


class PlanLaneOut(Schema, extra="forbid"):
    """A line of a table that is a lane: its place, its name, the entry of the catalogue (empty: left out)."""

    line: int = Field(ge=0, le=100_000)
    name: str = Field(max_length=2_000)
    of: str = Field(max_length=60)


class PlanOut(Schema, extra="forbid"):
    """How a table is read; places count from 0, −1 says that there is none."""

    sheet: str = Field(max_length=300)
    turned: bool
    names: int = Field(ge=0, le=100_000)
    stages: int = Field(ge=-1, le=100_000)
    steps: int = Field(ge=-1, le=100_000)
    first: int = Field(ge=0, le=100_000)
    lanes: list[PlanLaneOut] = Field(max_length=2_000)


class BringIn(Schema, extra="forbid"):
    """A file: XLSX, CSV, Mermaid, CJML, YAML or JSON, in base64; ``plan`` corrects how its table is read.

    Without a plan the table is guessed, that of ``sheet`` where it is given, with steps down where ``turned`` says so.
    """

    name: str = Field(max_length=300)
    data: str = Field(max_length=_MOST)
    sheet: str = Field("", max_length=300)
    turned: bool | None = None
    plan: PlanOut | None = None
    title: str = Field("", max_length=200)


class OutlineOut(Schema):
    """A stage with the names of its steps."""

    name: str
    steps: list[str]


class BroughtOut(Schema):
    """What a file holds. ``goes_back`` is the key of the map that a workbook of ours was written from."""

    form: str
    title: str
    stages: list[OutlineOut]
    counts: dict[str, int]
    plan: PlanOut | None
    sheets: list[str]
    table: list[list[str]]
    goes_back: str
    diagnostics: list[dict[str, Any]]


class BroughtChangeOut(Schema):
    """One change that a workbook brings: what happened, to what type of record, its words before and after."""

    what: str
    type: str
    old: str
    new: str


class JoinedOut(Schema):
    """What a workbook would change on its map, and where both changed the same; the map keeps its own there."""

    changes: list[BroughtChangeOut]
    conflicts: list[dict[str, Any]]
    diagnostics: list[dict[str, Any]]


@router.get("/forms", response=list[FormOut], **needs(Act.ANYONE))
def list_forms(request: HttpRequest, language: str = "") -> list[FormOut]:
    """The forms in which a map can be had, with what each cannot carry."""
    with spoken(request, language):
        return [
            FormOut(
                key=one.key, title=one.title, ending=one.ending, lossless=one.lossless, cannot_carry=one.cannot_carry
            )
            for one in FORMS.values()
        ]


@router.post("/workspaces/{workspace}/bring/preview", response=BroughtOut, **needs(Act.EDIT))
def preview_brought(request: HttpRequest, workspace: str, sent: BringIn) -> dict[str, Any]:
    """What a file holds and how its table is read. Nothing is kept."""
    return workers.do(bringing.preview, _file(request, sent), language=language_of(request))


@router.post("/workspaces/{workspace}/bring", response={201: MapOut}, **needs(Act.EDIT))
def bring_map(request: HttpRequest, workspace: str, sent: BringIn) -> tuple[int, MapOut]:
    """Make a map of what a file holds."""
    came = entered(request)
    text = workers.do(bringing.text_of, _file(request, sent), title=sent.title, language=language_of(request))
    with spoken(request):
        document = studying.document_of(text)
    taken = set(came.here.maps.filter(deleted=None).values_list("key", flat=True))
    if document.journey.key in taken:
        document = renamed(document, taken)
    id = async_to_sync(projection.adopt)(came.here.id, document, author=came.user.called)
    note(came, "map.created", map=id, title=document.journey.title)
    return 201, map_out(came.here.maps.get(id=id))


@router.post("/workspaces/{workspace}/maps/{map}/bring/preview", response=JoinedOut, **needs(Act.EDIT))
def preview_joined(request: HttpRequest, workspace: str, map: str, sent: BringIn) -> dict[str, Any]:
    """What an edited workbook would change on its map. Nothing is kept."""
    text, _ = live_text(entered(request).map(map))
    return workers.do(bringing.joined, _file(request, sent), text, language=language_of(request))


@router.post("/workspaces/{workspace}/maps/{map}/bring", response=JoinedOut, **needs(Act.EDIT))
def join_map(request: HttpRequest, workspace: str, map: str, sent: BringIn) -> dict[str, Any]:
    """Bring an edited workbook back into its map: what only it changed is taken, conflicts are told."""
    came = entered(request)
    row = came.map(map)
    text, etag = live_text(row)
    made = workers.do(bringing.joined, _file(request, sent), text, language=language_of(request))
    if made["changes"]:
        with spoken(request):
            document = studying.document_of(made["text"])
        by = str(came.user.id)
        async_to_sync(rooms.change)(
            row.id, document, author=came.user.called, by=by, kind="api", owner=came.may(Act.MANAGE), match=etag
        )
        note(came, "map.document-changed", map=row.id)
    return made


def _file(request: HttpRequest, sent: BringIn) -> bringing.File:
    """The file that came. Raises Problem 422 where it is no base64."""
    came = entered(request)
    pace.take("bring", str(came.user.id), rate=60, seconds=60)
    try:
        data = base64.b64decode(sent.data, validate=True)
    except (binascii.Error, ValueError) as error:
        raise refused(422, "server/bad-base64") from error
    plan = sent.plan.dict() if sent.plan else None
    return bringing.File(sent.name, data, came.here.folder, sent.sheet, plan, sent.turned)
