"""What the rest of the server asks of live maps, as plain functions over the rooms of this process.

What lives here: the calls. Not here: what they do (rooms). Django is loaded when the first of them is called, so that
the core of the room can be used, and tested, without it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any

from outsidein.maps import Change, Document
from outsidein.server.rooms.endpoint import Receive, Scope, Send
from outsidein.server.rooms.frames import Close
from outsidein.server.rooms.history import Deed, History
from outsidein.server.rooms.presence import Person
from outsidein.server.rooms.rooms import Rooms
from outsidein.server.rooms.version import Version


async def start() -> None:
    """Make the rooms of this process ready. They open by themselves when somebody comes."""
    _rooms()


async def stop() -> None:
    """Store everything, close every room."""
    from outsidein.server.rooms import doors

    await doors.stop()


async def live(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI application of ``/live/{workspace}/{map}``."""
    from outsidein.server.rooms import doors

    await doors.live(scope, receive, send)


async def create(map: str, document: Document, *, author: str, by: str = "") -> tuple[Document, str]:
    """Begin the log of a new map; gives the map and its ETag. ``author`` is a name, ``by`` the id of a person."""
    return await _rooms().create(map, document, author=Person(by, author, ""))


async def document(map: str) -> tuple[Document, str]:
    """The map as it is now, and its ETag, a text that is another after every edit. Raises NoSuchMap."""
    return await _rooms().document(map)


async def change(
    map: str,
    wanted: Sequence[Change] | Document,
    *,
    author: str,
    by: str = "",
    base: Document | None = None,
    kind: str = "outside",
    match: str | None = None,
    owner: bool = False,
) -> tuple[Document, str]:
    """Make changes on the live map, or make it say what ``wanted`` says; on disk when this returns.

    ``base``: what ``wanted`` was made of, where that is older than the map; then only the difference is carried over.
    An ``owner`` of the workspace may unlock lanes.

    Raises Stale where ``match`` is not the newest ETag, Locked, Full, MapError where nothing sound would come of it.
    """
    author_ = Person(by, author, "")
    return await _rooms().change(map, wanted, author=author_, base=base, kind=kind, match=match, owner=owner)


async def lock(map: str, *, by: str) -> None:
    """Take no more edits of anybody; with an empty ``by``, take them again."""
    await _rooms().lock(map, by=by)


async def close(map: str) -> None:
    """Send everybody away from a map that is going, and close its room once all is stored."""
    await _rooms().close(map)


async def open_rooms() -> dict[str, int]:
    """By map that is open just now, how many connections it has."""
    return _rooms().busy


async def expel(users: Collection[str], *, maps: Collection[str] | None = None, code: Close = Close.FORBIDDEN) -> None:
    """Close the sockets of these people (ids) at once: at these maps, or everywhere. 4401 for who signed out."""
    _rooms().expel(users, maps=maps, code=code)


async def regrade(user: str, *, role: str, can_edit: bool, maps: Collection[str] | None = None) -> None:
    """Somebody's role changed: it holds at once where they have a map open."""
    _rooms().regrade(user, role=role, can_edit=can_edit, maps=maps)


async def tell(map: str, about: str, **data: Any) -> None:
    """Tell everybody at a map that something beside it changed: comments, evidence, reading, versions, actions."""
    _rooms().tell(map, about, **data)


async def deeds(map: str, *, before: int | None = None) -> tuple[Deed, ...]:
    """Who changed what, the newest first, a page at a time (see ``History.deeds``). Raises NoSuchMap."""
    return await History(_rooms().log).deeds(map, before=before)


async def at(map: str, serial: int) -> Document:
    """The map as it was after a row of its log. Raises NoSuchMap where that is not known (any more)."""
    return await History(_rooms().log).at(map, serial)


async def rewrite(map: str) -> None:
    """Rewrite a map without what is past, under a new epoch; history keeps the rows (see ``Rooms.rewrite``)."""
    await _rooms().rewrite(map)


async def name_version(map: str, *, name: str, note: str = "", author: str) -> Version:
    """Keep the map as it is now under a name."""
    from outsidein.server.rooms import versions

    return await versions.name_version(_rooms(), map, name=name, note=note, author=author)


async def list_versions(map: str) -> tuple[Version, ...]:
    """The named versions of a map, the newest first."""
    from outsidein.server.rooms import versions

    return await versions.list_versions(map)


async def read_version(map: str, id: str) -> tuple[Version, Document]:
    """A named version and the map as it was. Raises NoSuchVersion."""
    from outsidein.server.rooms import versions

    return await versions.read_version(map, id)


async def approve_version(map: str, id: str, *, by: str) -> Version:
    """Say that a version is approved; with an empty ``by``, that it is not. Raises NoSuchVersion."""
    from outsidein.server.rooms import versions

    return await versions.approve_version(_rooms(), map, id, by=by)


async def restore_version(map: str, id: str, *, author: str, by: str = "", owner: bool = False) -> tuple[Document, str]:
    """Make the map say what it said then, as a change. Raises NoSuchVersion, Locked, MapError where a lane is."""
    from outsidein.server.rooms import versions

    return await versions.restore_version(_rooms(), map, id, author=Person(by, author, ""), owner=owner)


def on_change(listener: Callable[[str], Awaitable[None]]) -> None:
    """Have ``listener`` called with a map's id some time after it changed (a quiet second; when busy, every five)."""
    from outsidein.server.rooms import doors

    doors.on_change(listener)


def _rooms() -> Rooms:
    from outsidein.server.rooms import doors

    return doors.current()
