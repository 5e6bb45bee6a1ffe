"""The past of a map: who changed what, versions with a name, restoring, approving, locking."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from asgiref.sync import async_to_sync
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from outsidein import maps
from outsidein.maps import Added, Change, Changed, Document, Moved, Removed
from outsidein.server import projection, rooms
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.audit import note
from outsidein.server.language import spoken
from outsidein.server.models import Map
from outsidein.server.plain import plain
from outsidein.server.problems import not_found

router = Router(tags=["history"])
_SHOWN = 200


class ChangeOut(Schema):
    """One change, as data: the browser words it. ``old`` and ``new`` are what a field said, or where a record stood."""

    what: str
    id: str
    type: str
    title: str
    field: str = ""
    old: Any = None
    new: Any = None


class DeedOut(Schema):
    """What one person did in one go; ``changes`` holds the first of them, ``count`` how many there are."""

    name: str
    kind: str
    first: int
    last: int
    since: datetime
    until: datetime
    count: int
    changes: list[ChangeOut]


class HistoryOut(Schema):
    """A page of the history, the newest first; ``before`` asks for the next one, null where this is the last."""

    deeds: list[DeedOut]
    before: int | None


class HistoryIn(Schema, extra="forbid"):
    """From which row of the log on backwards; the newest where nothing is said."""

    before: int | None = Field(None, ge=1)


class VersionOut(Schema):
    """A version with a name."""

    id: str
    name: str
    note: str
    author: str
    at: datetime
    serial: int
    approved_by: str
    approved_at: datetime | None


class NewVersion(Schema, extra="forbid"):
    """What the map as it is now shall be called."""

    name: str = Field(min_length=1, max_length=200)
    note: str = Field("", max_length=2000)


class Approving(Schema, extra="forbid"):
    """Whether a version is approved."""

    approved: bool


class Locking(Schema, extra="forbid"):
    """Whether a map takes no more edits."""

    locked: bool


def described(changes: tuple[Change, ...], names: Document | None = None) -> list[ChangeOut]:
    """Changes as data, those that show nothing left out."""
    return [_described(one, names) for one in changes if not (isinstance(one, Moved) and not one.seen)]


def _described(one: Change, names: Document | None) -> ChangeOut:
    match one:
        case Added(record) | Removed(record):
            what = "added" if isinstance(one, Added) else "removed"
            return ChangeOut(what=what, id=record.id, type=record.type, title=_title(record))
        case Changed(id, field, old, new):
            return ChangeOut(
                what="changed",
                id=id,
                type=_type(id),
                title=_named(names, id),
                field=field,
                old=plain(old),
                new=plain(new),
            )
        case Moved(id, old, new):
            return ChangeOut(
                what="moved",
                id=id,
                type=_type(id),
                title=_named(names, id),
                old=_named(names, old[0]),
                new=_named(names, new[0]),
            )


def _type(id: str) -> str:
    return id.partition(":")[0]


def _named(names: Document | None, id: str) -> str:
    record = names.records.get(id) if names else None
    return _title(record) if record else id.partition(":")[2]


def _title(record: maps.Record) -> str:
    said = next(
        (getattr(record, name) for name in ("text", "name", "title", "reason", "label") if getattr(record, name, "")),
        "",
    )
    return str(said)[:200] or record.key


@router.get("/workspaces/{workspace}/maps/{map}/history", response=HistoryOut, **needs(Act.SEE))
def read_history(request: HttpRequest, workspace: str, map: str, asked: Query[HistoryIn]) -> HistoryOut:
    """Who changed what, the newest first."""
    row = entered(request).map(map)
    document, _ = async_to_sync(rooms.document)(row.id)
    found = async_to_sync(rooms.deeds)(row.id, before=asked.before)
    deeds = [
        DeedOut(
            name=one.name,
            kind=one.kind,
            first=one.first,
            last=one.last,
            since=datetime.fromtimestamp(one.since / 1000, UTC),
            until=datetime.fromtimestamp(one.until / 1000, UTC),
            count=len(one.changes),
            changes=described(one.changes[:_SHOWN], document),
        )
        for one in found
    ]
    least = min((one.first for one in found), default=1)
    return HistoryOut(deeds=deeds, before=least if least > 1 else None)


def _version(one: rooms.Version) -> VersionOut:
    return VersionOut(
        id=one.id,
        name=one.name,
        note=one.note,
        author=one.author,
        at=one.at,
        serial=one.serial,
        approved_by=one.approved_by,
        approved_at=one.approved_at,
    )


@router.get("/workspaces/{workspace}/maps/{map}/versions", response=list[VersionOut], **needs(Act.SEE))
def list_versions(request: HttpRequest, workspace: str, map: str) -> list[VersionOut]:
    """The versions that got a name, the newest first."""
    return [_version(one) for one in async_to_sync(rooms.list_versions)(entered(request).map(map).id)]


@router.post("/workspaces/{workspace}/maps/{map}/versions", response={201: VersionOut}, **needs(Act.EDIT))
def name_version(request: HttpRequest, workspace: str, map: str, new: NewVersion) -> tuple[int, VersionOut]:
    """Keep the map as it is now under a name."""
    came = entered(request)
    row = came.map(map)
    made = async_to_sync(rooms.name_version)(row.id, name=new.name, note=new.note, author=came.user.called)
    note(came, "version.named", map=row.id, version=made.id, name=made.name)
    return 201, _version(made)


@router.get("/workspaces/{workspace}/maps/{map}/versions/{version}/changes", response=list[ChangeOut], **needs(Act.SEE))
def compare_version(request: HttpRequest, workspace: str, map: str, version: str) -> list[ChangeOut]:
    """What changed from a version to now."""
    row = entered(request).map(map)
    _, then = _read(row, version)
    now, _ = async_to_sync(rooms.document)(row.id)
    return described(maps.diff(then, now), Document.of([*then, *now]))


@router.post("/workspaces/{workspace}/maps/{map}/versions/{version}/restore", response={204: None}, **needs(Act.EDIT))
def restore_version(request: HttpRequest, workspace: str, map: str, version: str) -> tuple[int, None]:
    """Make the map say what it said then; what it says now stays in the history."""
    came = entered(request)
    row = came.map(map)
    _read(row, version)
    async_to_sync(rooms.restore_version)(
        row.id, version, author=came.user.called, by=str(came.user.id), owner=came.may(Act.MANAGE)
    )
    async_to_sync(projection.write_out)(row.id)
    note(came, "version.restored", map=row.id, version=version)
    return 204, None


@router.post("/workspaces/{workspace}/maps/{map}/versions/{version}/approve", response=VersionOut, **needs(Act.MANAGE))
def approve_version(request: HttpRequest, workspace: str, map: str, version: str, wanted: Approving) -> VersionOut:
    """Say that a version is approved, or that it is not."""
    came = entered(request)
    row = came.map(map)
    _read(row, version)
    by = came.user.called if wanted.approved else ""
    made = async_to_sync(rooms.approve_version)(row.id, version, by=by)
    note(came, "version.approved" if wanted.approved else "version.disapproved", map=row.id, version=version)
    return _version(made)


@router.post("/workspaces/{workspace}/maps/{map}/lock", response={204: None}, **needs(Act.MANAGE))
def lock_map(request: HttpRequest, workspace: str, map: str, wanted: Locking) -> tuple[int, None]:
    """Take no more edits of anybody, or take them again."""
    came = entered(request)
    row = came.map(map)
    async_to_sync(rooms.lock)(row.id, by=came.user.called if wanted.locked else "")
    _keep_lock(row, came, wanted.locked)
    note(came, "map.locked" if wanted.locked else "map.unlocked", map=row.id)
    return 204, None


@router.post("/workspaces/{workspace}/maps/{map}/lanes/{lane}/lock", response={204: None}, **needs(Act.EDIT))
def lock_lane(request: HttpRequest, workspace: str, map: str, lane: str, wanted: Locking) -> tuple[int, None]:
    """Let the cards of a lane (its key) stay as they are, or be changed again, which only an owner may say."""
    came = entered(request)
    row = came.map(map)
    document, etag = async_to_sync(rooms.document)(row.id)
    found = _lane(document, lane)
    if found.locked == wanted.locked:
        return 204, None
    with spoken(request):
        async_to_sync(rooms.change)(
            row.id,
            document.put(replace(found, locked=wanted.locked)),
            author=came.user.called,
            by=str(came.user.id),
            kind="api",
            match=etag,
            owner=came.may(Act.MANAGE),
        )
    async_to_sync(projection.write_out)(row.id)
    note(came, "lane.locked" if wanted.locked else "lane.unlocked", map=row.id, lane=lane)
    return 204, None


def _lane(document: Document, key: str) -> maps.Lane:
    """What the map says of a lane, to which its kind may have said all so far. Raises Problem where there is none."""
    found = document.records.get(f"lane:{key}")
    if isinstance(found, maps.Lane):
        return found
    if key not in maps.kind(document.journey.kind).by_key:
        raise not_found()
    said = document.children(document.journey.id, maps.Lane)
    order = maps.between(said[-1].order if said else "", "")
    return maps.Lane(id=f"lane:{key}", parent=document.journey.id, order=order)


def _keep_lock(row: Map, came: Entered, locked: bool) -> None:
    row.locked_at = timezone.now() if locked else None
    row.locked_by = came.user.called if locked else ""
    row.save(update_fields=["locked_at", "locked_by"])


def _read(row: Map, version: str) -> tuple[rooms.Version, Document]:
    try:
        found: tuple[rooms.Version, Document] = async_to_sync(rooms.read_version)(row.id, version)
    except rooms.NoSuchVersion as error:
        raise not_found() from error
    return found


def version_text(row: Map, version: str) -> tuple[str, str]:
    """The text of a map as a version has it, and a tag of it. Raises Problem where there is no such version."""
    _, document = _read(row, version)
    return maps.write(document), f"version {version}"
