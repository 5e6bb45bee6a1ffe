"""Who may come to a live map, as the server's one authorisation function says; and the process's own rooms.

What lives here: live (the ASGI application of sockets), and current, the Rooms of the running event loop over the
server's database. Not here: rooms themselves, who may what (access).
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from typing import Final
from weakref import WeakKeyDictionary

from outsidein.server.access import Act, Denied, enter_live
from outsidein.server.config import config
from outsidein.server.rooms.endpoint import NotLetIn, Receive, Scope, Send, Visitor, serve
from outsidein.server.rooms.presence import Person
from outsidein.server.rooms.rooms import Rooms
from outsidein.server.rooms.store import DatabaseLog

_COLORS: Final = (
    "#2f6f6b",
    "#8a4fbf",
    "#b4541a",
    "#2b6cb0",
    "#a8324a",
    "#4d7c0f",
    "#7a5c00",
    "#0e7490",
    "#9d3c8a",
    "#5b5bd6",
)
_ROOMS: Final[WeakKeyDictionary[asyncio.AbstractEventLoop, Rooms]] = WeakKeyDictionary()
_LISTENERS: Final[list[Callable[[str], Awaitable[None]]]] = []


def current() -> Rooms:
    """The rooms of the running event loop. A server has one loop; a command or a test may bring its own."""
    loop = asyncio.get_running_loop()
    found = _ROOMS.get(loop)
    if found is None:
        found = _ROOMS[loop] = Rooms(DatabaseLog())
        for listener in _LISTENERS:
            found.on_change(listener)
    return found


def on_change(listener: Callable[[str], Awaitable[None]]) -> None:
    """Have ``listener`` called with the id of a map some time after it changed."""
    _LISTENERS.append(listener)
    for rooms in _ROOMS.values():
        rooms.on_change(listener)


async def stop() -> None:
    """Store everything and close the rooms of this loop."""
    rooms = _ROOMS.pop(asyncio.get_running_loop(), None)
    if rooms is not None:
        await rooms.end()


async def live(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI application of ``/live/{workspace}/{map}``."""
    await serve(scope, receive, send, rooms=current(), let_in=let_in, origin=config().origin)


async def let_in(scope: Scope, workspace: str, map: str) -> Visitor:
    """Whoever has the session of this socket, in their role."""
    try:
        entered, _ = await enter_live(dict(scope), workspace, map)
    except Denied as denied:
        raise NotLetIn(denied.status) from denied
    user = entered.user
    person = person_of(str(user.pk), user.called)
    return Visitor(person, str(entered.role), entered.may(Act.EDIT), user.language or "en")


def person_of(id: str, name: str) -> Person:
    """Somebody with the colour that is theirs on every map."""
    number = int.from_bytes(hashlib.sha256(id.encode()).digest()[:4], "big")
    return Person(id, name, _COLORS[number % len(_COLORS)])
