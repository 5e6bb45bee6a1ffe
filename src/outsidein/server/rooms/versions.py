"""Versions of a map that somebody gave a name: frozen as they were, approved, and gone back to as a change.

What lives here: naming, listing, approving, going back. Not here: what happened between them (history).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db import connection

from outsidein.maps import Document, flat, knowing, unflat
from outsidein.server.models import MapVersion
from outsidein.server.rooms.presence import Person
from outsidein.server.rooms.rooms import Rooms
from outsidein.server.rooms.store import kinds_of
from outsidein.server.rooms.version import NoSuchVersion, Version

T = TypeVar("T")


async def name_version(rooms: Rooms, map: str, *, name: str, note: str, author: str) -> Version:
    """Keep the map as it is now under a name."""
    async with rooms.room(map) as room:
        document, serial = room.live.document, int(room.etag.rpartition("-")[2])
        await room.stored()
    frozen = {record.id: flat(record) for record in document}

    def keep() -> MapVersion:
        return MapVersion.objects.create(
            map_id=map, serial=serial, name=name[:200], note=note, author=author[:100], at=_now(), document=frozen
        )

    version = _version(map, await _ask(keep))
    rooms.tell(map, "versions")
    return version


async def list_versions(map: str) -> tuple[Version, ...]:
    """The named versions, the newest first."""
    return await _ask(lambda: tuple(_version(map, one) for one in MapVersion.objects.filter(map=map).defer("document")))


async def read_version(map: str, id: str) -> tuple[Version, Document]:
    """A version and the map as it was. Raises NoSuchVersion."""
    row = await _ask(lambda: MapVersion.objects.filter(map=map, id=id).first())
    if row is None:
        raise NoSuchVersion(id)
    with knowing(await _ask(lambda: kinds_of(map))):
        records = [unflat(record, fields)[0] for record, fields in row.document.items()]
    return _version(map, row), Document.of(one for one in records if one is not None)


async def approve_version(rooms: Rooms, map: str, id: str, *, by: str) -> Version:
    """Say that this version is approved; with an empty ``by``, that it is not. Raises NoSuchVersion."""

    def note() -> MapVersion | None:
        when = _now() if by else None
        MapVersion.objects.filter(map=map, id=id).update(approved_by=by[:100], approved_at=when)
        return MapVersion.objects.filter(map=map, id=id).defer("document").first()

    row = await _ask(note)
    if row is None:
        raise NoSuchVersion(id)
    rooms.tell(map, "versions")
    return _version(map, row)


async def restore_version(
    rooms: Rooms, map: str, id: str, *, author: Person, owner: bool = False
) -> tuple[Document, str]:
    """Make the map say what it said then, as a change that can be undone like any other. Raises NoSuchVersion."""
    _, document = await read_version(map, id)
    return await rooms.change(map, document, author=author, kind="restore", owner=owner)


def _version(map: str, row: MapVersion) -> Version:
    return Version(row.id, map, row.serial, row.name, row.note, row.author, row.at, row.approved_by, row.approved_at)


def _now() -> datetime:
    return datetime.now(UTC)


async def _ask(ask: Callable[[], T]) -> T:
    def run() -> T:
        try:
            return ask()
        finally:
            connection.close()

    return await sync_to_async(run, thread_sensitive=False)()
