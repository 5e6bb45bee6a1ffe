"""The inventory: what the maps of a workspace share (touchpoints, personas, channels, capabilities), told once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from outsidein import maps
from outsidein import workspace as workspaces
from outsidein.ground import slug
from outsidein.server import projection, rooms, studying
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.api.answers import answered
from outsidein.server.audit import note
from outsidein.server.language import spoken
from outsidein.server.models import Map
from outsidein.server.problems import Problem, not_found, refused
from outsidein.workspace import SHARED_RECORDS, SHARED_TERMS

router = Router(tags=["inventory"])


class FieldsIn(Schema, extra="forbid"):
    """Fields of a shared thing that are to say something else, flat as in a live map."""

    fields: dict[str, Any] = Field(max_length=30)


class NewThing(Schema, extra="forbid"):
    """A thing to share before any map uses it."""

    type: str = Field(pattern="^(touchpoint|persona|channel|capability)$")
    name: str = Field(min_length=1, max_length=200)
    fields: dict[str, Any] = Field(default_factory=dict, max_length=30)


class ThingOut(Schema):
    """The id of a shared thing."""

    id: str


class ChangedOut(Schema):
    """On how many maps a change was made."""

    maps: int


@router.get("/workspaces/{workspace}/inventory", **needs(Act.SEE))
def read_inventory(request: HttpRequest, workspace: str) -> HttpResponse:
    """Everything that maps share, each thing with the maps and steps where it is met and all its uses."""
    came = entered(request)
    folder = Path(came.here.folder)
    state = tuple(came.here.maps.filter(deleted=None).order_by("id").values_list("id", "written"))
    return answered(request, ("inventory", workspace, state, _stamp(folder)), studying.inventory, folder)


@router.post("/workspaces/{workspace}/inventory", response={201: ThingOut}, **needs(Act.EDIT))
def create_record(request: HttpRequest, workspace: str, new: NewThing) -> tuple[int, ThingOut]:
    """Enter a touchpoint, persona, channel or capability in the library of the workspace."""
    came = entered(request)
    folder = workspaces.find(Path(came.here.folder))
    known = {one.id for one in workspaces.list_library(folder) if one.shared or one.maps}
    key = slug(new.name)[:60] or new.type
    free = next(one for one in (key, *(f"{key}-{n}" for n in range(2, 10_000))) if f"{new.type}:{one}" not in known)
    with spoken(request):
        thing = workspaces.begin_thing(new.type, free, {**new.fields, "name": new.name})
        workspaces.create_shared(folder, thing)
    _tell(came, thing.id)
    note(came, "inventory.created", record=thing.id)
    return 201, ThingOut(id=thing.id)


@router.patch("/workspaces/{workspace}/inventory/{record}", response=ChangedOut, **needs(Act.EDIT))
def change_record(request: HttpRequest, workspace: str, record: str, change: FieldsIn) -> ChangedOut:
    """Change a shared thing (``touchpoint:app``) once: in the library and on every map that knows it."""
    came = entered(request)
    kind = record.partition(":")[0]
    if kind not in (*SHARED_RECORDS, *SHARED_TERMS):
        raise not_found()
    folder = workspaces.find(Path(came.here.folder))
    live, made = _live(came), 0
    _refuse_locked(live, record)
    for row, document in live:
        before = document.records.get(record)
        if before is None:
            continue
        with spoken(request):
            after, found = maps.unflat(record, {**maps.flat(before), **change.fields, "type": kind})
        if after is None or found:
            raise Problem(422, "", "", diagnostics=found)
        if after != before:
            _change(came, row, document, document.put(after))
        made += 1
    if kind in SHARED_TERMS:
        with spoken(request):  # maps name it by its key, so the library alone says what it is called
            made = workspaces.change_shared(folder, record, **change.fields)
    elif record in workspaces.read_library(folder):
        with spoken(request):
            workspaces.change_kept(folder, record, change.fields)
    elif not made:
        raise not_found()
    _tell(came, record)
    note(came, "inventory.changed", record=record, maps=made)
    return ChangedOut(maps=made)


@router.delete("/workspaces/{workspace}/inventory/{record}", response={204: None}, **needs(Act.EDIT))
def remove_record(request: HttpRequest, workspace: str, record: str) -> tuple[int, None]:
    """Take a shared thing out of the library and off the maps; refused (409) with each use where a map uses it."""
    came = entered(request)
    folder = workspaces.find(Path(came.here.folder))
    live = _live(came)
    entries = workspaces.shared_entries(workspaces.read_library(folder), [document for _, document in live])
    entry = next((one for one in entries if one.id == record), None)
    if entry is None:
        raise not_found()
    if entry.uses:
        with spoken(request):
            raise Problem(409, "", "", diagnostics=workspaces.shared_used(entry))
    _refuse_locked(live, record)
    for row, document in live:
        if record in document.records:
            _change(came, row, document, document.without([record]))
    workspaces.forget_shared(folder, record)
    _tell(came, record)
    note(came, "inventory.removed", record=record)
    return 204, None


def _live(came: Entered) -> list[tuple[Map, maps.Document]]:
    """The maps of the workspace as they are just now."""
    return [(row, async_to_sync(rooms.document)(row.id)[0]) for row in came.here.maps.filter(deleted=None)]


def _refuse_locked(live: list[tuple[Map, maps.Document]], record: str) -> None:
    """Raise Problem 409 where a map that carries it is locked, before it is changed on any other."""
    if any(row.locked_at is not None and record in document.records for row, document in live):
        raise refused(409, "server/locked")


def _change(came: Entered, row: Map, base: maps.Document, document: maps.Document) -> None:
    async_to_sync(rooms.change)(
        row.id,
        document,
        base=base,
        author=came.user.called,
        by=str(came.user.id),
        kind="api",
        owner=came.may(Act.MANAGE),
    )
    async_to_sync(projection.write_out)(row.id)


def _tell(came: Entered, thing: str) -> None:
    """Let whoever has a map open know that the words for touchpoints are others: maps name channels by their keys."""
    if thing.startswith("channel:"):
        for map in came.here.maps.filter(deleted=None).values_list("id", flat=True):
            for about in ("kinds", "reading"):
                async_to_sync(rooms.tell)(map, about)


def _stamp(folder: Path) -> str:
    try:
        state = (folder / workspaces.SHARED_FILE).stat()
    except FileNotFoundError:
        return "none"
    return f"{state.st_mtime_ns}-{state.st_size}"
