"""The WebSocket of a live map, ``/live/{workspace}/{map}``: who comes is checked before anything is accepted.

What lives here: serve, from handshake to close, over any Rooms and any way of letting people in. Not here: who may come
in (doors, which asks access), what frames say (frames), what they do (room).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from outsidein.server.rooms import frames
from outsidein.server.rooms.entry import Refusal
from outsidein.server.rooms.farewell import remains
from outsidein.server.rooms.frames import Close, Closing
from outsidein.server.rooms.log import NoSuchMap
from outsidein.server.rooms.member import Member
from outsidein.server.rooms.presence import Person
from outsidein.server.rooms.room import Room
from outsidein.server.rooms.rooms import Rooms

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

HELLO: Final = 20.0
"""Seconds within which a browser says hello."""
RECHECK: Final = 60.0
"""Seconds after which rights are asked for again, should nobody have told of a change."""
_PATH: Final = re.compile(r"/live/([^/]{1,64})/([^/]{1,64})")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who may see a map, and whether they may edit it."""

    person: Person
    role: str
    can_edit: bool
    language: str = "en"


class NotLetIn(Exception):
    """Somebody who may not; ``status`` is 401, 403 or 404."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(str(status))


LetIn = Callable[[Scope, str, str], Awaitable[Visitor]]
"""Who is there, for a workspace and a map. Raises NotLetIn."""


async def serve(scope: Scope, receive: Receive, send: Send, *, rooms: Rooms, let_in: LetIn, origin: str = "") -> None:
    """One connection. ``origin`` is the only one that pages may come from, where it is not the Host that was called."""
    message = await receive()
    if message["type"] != "websocket.connect":
        return
    path = _PATH.fullmatch(scope["path"])
    if path is None:
        await _turn_away(scope, send, 404)
        return
    if not same_origin(scope, origin):
        await _turn_away(scope, send, 403)
        return
    workspace, map = path.groups()
    try:
        visitor = await let_in(scope, workspace, map)
    except NotLetIn as refused:
        await _turn_away(scope, send, refused.status)
        return
    try:
        async with rooms.room(map) as room:
            await send({"type": "websocket.accept"})
            await _stay(room, visitor, receive, send, lambda: let_in(scope, workspace, map))
    except NoSuchMap:
        await _turn_away(scope, send, 404)


async def _stay(
    room: Room, visitor: Visitor, receive: Receive, send: Send, ask_again: Callable[[], Awaitable[Visitor]]
) -> None:
    async def post(frame: bytes) -> None:
        await send({"type": "websocket.send", "bytes": frame})

    async def close(code: int) -> None:
        await send({"type": "websocket.close", "code": code})

    member = Member(
        visitor.person,
        role=visitor.role,
        can_edit=visitor.can_edit,
        language=visitor.language,
        send=post,
        close=close,
    )
    writer = asyncio.create_task(member.write())
    reader = asyncio.create_task(_listen(room, member, receive))
    watcher = asyncio.create_task(_watch(room, member, ask_again))
    try:
        await asyncio.wait((writer, reader), return_when=asyncio.FIRST_COMPLETED)
        if reader.done() and not writer.done() and member.closed is not None:
            await asyncio.wait((writer,), timeout=HELLO)
    finally:
        room.leave(member)
        for task in (writer, reader, watcher):
            task.cancel()
        for task in (writer, reader, watcher):
            # A connection that breaks off while something is sent is no fault: the browser comes back.
            with suppress(asyncio.CancelledError, OSError, RuntimeError):
                await task


async def _listen(room: Room, member: Member, receive: Receive) -> None:
    """Hand what the browser sends to the room until it goes, or is to go."""
    while member.closed is None:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        data = message.get("bytes")
        try:
            room.receive(member, data if data is not None else b"")
            if member.leaving and member.remains is None:
                await _bid_farewell(room, member)
        except Closing as closing:
            room.leave(member)
            member.shut(closing.code)


async def _bid_farewell(room: Room, member: Member) -> None:
    """Ask a browser of an epoch that has ended for the work it has not sent yet."""
    found = await remains(room.log, room.id, member.leaving)
    member.remains = found.state if found else b""
    vector = frames.base64_of(found.vector) if found else ""
    member.post(frames.refused(0, Refusal("epoch"), vector=vector))
    if found is None:
        raise Closing(Close.EPOCH)


async def _watch(room: Room, member: Member, ask_again: Callable[[], Awaitable[Visitor]]) -> None:
    await asyncio.sleep(HELLO)
    if member.client < 0:
        member.shut(Close.MALFORMED if not member.leaving else Close.EPOCH)
    while member.closed is None:
        await asyncio.sleep(RECHECK)
        try:
            visitor = await ask_again()
        except NotLetIn as refused:
            codes = {401: Close.SIGNED_OUT, 404: Close.GONE}
            room.leave(member)
            member.shut(codes.get(refused.status, Close.FORBIDDEN), at_once=True)
            return
        if (visitor.role, visitor.can_edit) != (member.role, member.can_edit):
            room.regrade(member.person.id, role=visitor.role, can_edit=visitor.can_edit)


async def _turn_away(scope: Scope, send: Send, status: int) -> None:
    """Answer before anything is accepted."""
    if "websocket.http.response" in scope.get("extensions", {}):
        headers = [(b"content-length", b"0")]
        await send({"type": "websocket.http.response.start", "status": status, "headers": headers})
        await send({"type": "websocket.http.response.body", "body": b""})
    else:
        await send({"type": "websocket.close"})


def same_origin(scope: Scope, origin: str = "") -> bool:
    """Whether the page that opens this socket came from here; a browser always says where it came from."""
    said: dict[bytes, str] = {
        name: value.decode("latin-1") for name, value in scope.get("headers", ()) if name in (b"origin", b"host")
    }
    came = said.get(b"origin", "")
    if not came:
        return False
    if origin:
        return came == origin
    parts = urlsplit(came)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and parts.netloc == said.get(b"host", "")
