"""The socket's own duties: who is turned away before anything is accepted, what old epochs get, how it ends."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from tests.server.rooms.clocked import run
from tests.server.rooms.maps_made import ADA, trip
from tests.server.rooms.memory_log import MemoryLog
from tests.soak.browser import Browser

from outsidein.server.rooms.endpoint import NotLetIn, Visitor, same_origin, serve
from outsidein.server.rooms.frames import Close
from outsidein.server.rooms.rooms import Rooms

HOST = b"maps.example.org"


class Socket:
    """One connection to the endpoint, driven by hand."""

    def __init__(self, rooms: Rooms, *, origin: str = "https://maps.example.org", path: str = "/live/w/m") -> None:
        self.inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.sent: list[dict[str, Any]] = []
        self.browser = Browser(11)
        headers = [(b"host", HOST), *([(b"origin", origin.encode())] if origin else [])]
        self.scope = {
            "type": "websocket",
            "path": path,
            "headers": headers,
            "extensions": {"websocket.http.response": {}},
        }
        self.visitor: Visitor | NotLetIn = Visitor(ADA, "editor", True)
        self.rooms = rooms
        self.inbox.put_nowait({"type": "websocket.connect"})

    async def run(self) -> None:
        async def let_in(scope: Any, workspace: str, map: str) -> Visitor:
            if isinstance(self.visitor, NotLetIn):
                raise self.visitor
            return self.visitor

        await serve(self.scope, self.inbox.get, self._send, rooms=self.rooms, let_in=let_in)  # type: ignore[arg-type]

    async def _send(self, message: Any) -> None:
        self.sent.append(message)

    def say(self, frame: bytes) -> None:
        self.inbox.put_nowait({"type": "websocket.receive", "bytes": frame})

    @property
    def frames(self) -> list[bytes]:
        return [message["bytes"] for message in self.sent if message["type"] == "websocket.send"]

    @property
    def closed(self) -> int | None:
        return next((message["code"] for message in self.sent if message["type"] == "websocket.close"), None)


def played(scene: Callable[[Rooms], Coroutine[Any, Any, None]]) -> None:
    async def play() -> None:
        rooms = Rooms(MemoryLog(), now=lambda: 1)
        await rooms.create("m", trip(), author=ADA)
        await scene(rooms)

    run(play())


@pytest.mark.parametrize(
    ("origin", "path", "visitor", "status"),
    [
        ("https://evil.example.org", "/live/w/m", None, 403),
        ("", "/live/w/m", None, 403),
        ("null", "/live/w/m", None, 403),
        ("https://maps.example.org", "/live/w", None, 404),
        ("https://maps.example.org", "/live/w/never", None, 404),
        ("https://maps.example.org", "/live/w/m", NotLetIn(401), 401),
        ("https://maps.example.org", "/live/w/m", NotLetIn(403), 403),
        ("https://maps.example.org", "/live/w/m", NotLetIn(404), 404),
    ],
)
def test_who_may_not_come_in_is_turned_away_before_anything_is_accepted(
    origin: str, path: str, visitor: NotLetIn | None, status: int
) -> None:
    async def scene(rooms: Rooms) -> None:
        socket = Socket(rooms, origin=origin, path=path)
        if visitor is not None:
            socket.visitor = visitor
        await socket.run()
        assert socket.sent[0]["type"] == "websocket.http.response.start"
        assert socket.sent[0]["status"] == status
        assert rooms.busy.get("m", 0) == 0

    played(scene)


def test_the_origin_is_the_host_or_the_one_that_was_set() -> None:
    scope = {"headers": [(b"host", b"10.0.0.1:8000"), (b"origin", b"https://maps.example.org")]}
    assert not same_origin(scope)
    assert same_origin(scope, "https://maps.example.org")
    assert not same_origin(scope, "https://maps.example.com")
    assert same_origin({"headers": [(b"host", b"a:1"), (b"origin", b"http://a:1")]})
    assert not same_origin({"headers": [(b"host", b"a:1"), (b"origin", b"http://a:2")]})


def test_a_conversation_from_hello_to_good_bye() -> None:
    async def scene(rooms: Rooms) -> None:
        socket = Socket(rooms)
        task = asyncio.create_task(socket.run())
        socket.say(socket.browser.hello())
        socket.say(b"\x06")
        await asyncio.sleep(0.1)
        assert [frame[0] for frame in socket.frames] == [0, 1, 6]
        assert json.loads(socket.frames[0][1:])["you"]["name"] == "Ada"
        assert rooms.busy == {"m": 1}
        socket.inbox.put_nowait({"type": "websocket.disconnect"})
        await task
        assert rooms.busy == {"m": 0}
        assert socket.closed is None

    played(scene)


def test_a_text_frame_is_malformed_and_silence_is_not_waited_for_for_ever() -> None:
    async def scene(rooms: Rooms) -> None:
        socket, silent = Socket(rooms), Socket(rooms)
        tasks = [asyncio.create_task(one.run()) for one in (socket, silent)]
        socket.inbox.put_nowait({"type": "websocket.receive", "text": "hello"})
        await asyncio.gather(*tasks)
        assert [socket.closed, silent.closed] == [Close.MALFORMED, Close.MALFORMED]

    played(scene)


def test_rights_are_asked_for_again_now_and_then() -> None:
    async def scene(rooms: Rooms) -> None:
        socket = Socket(rooms)
        task = asyncio.create_task(socket.run())
        socket.say(socket.browser.hello())
        await asyncio.sleep(1)
        socket.visitor = Visitor(ADA, "viewer", False)
        await asyncio.sleep(90)
        assert json.loads(socket.frames[-1][1:]) == {"about": "members", "role": "viewer", "can_edit": False}
        socket.visitor = NotLetIn(401)
        await asyncio.sleep(90)
        await task
        assert socket.closed == Close.SIGNED_OUT

    played(scene)


def test_work_of_an_epoch_that_ended_comes_back_as_changes() -> None:
    async def scene(rooms: Rooms) -> None:
        before = Socket(rooms)
        task = asyncio.create_task(before.run())
        before.say(before.browser.hello())
        await asyncio.sleep(0.1)
        for frame in before.frames:
            before.browser.hear(frame)
        browser = before.browser
        browser.online = False
        browser.set("card:a", {"text": "Written offline"})
        before.inbox.put_nowait({"type": "websocket.disconnect"})
        await task
        await rooms.rewrite("m")

        after = Socket(rooms)
        task = asyncio.create_task(after.run())
        after.say(browser.hello())
        await asyncio.sleep(0.1)
        said = json.loads(after.frames[0][1:])
        assert (after.frames[0][0], said["reason"], said["seq"]) == (4, "epoch", 0)
        after.say(b"\x01\x00\x00\x00\x01" + browser.doc.get_update(base64.b64decode(said["vector"])))
        await task
        (change,) = json.loads(after.frames[1][1:])["changes"]
        assert change == {"id": "card:a", "fields": {"text": "Written offline"}, "says": "Written offline"}
        assert after.closed == Close.EPOCH

        stranger = Socket(rooms)
        task = asyncio.create_task(stranger.run())
        stranger.browser.epoch = "never"
        stranger.say(stranger.browser.hello())
        await task
        assert json.loads(stranger.frames[0][1:])["vector"] == ""
        assert stranger.closed == Close.EPOCH

    played(scene)
