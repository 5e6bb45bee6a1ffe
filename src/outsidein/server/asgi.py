"""The server as an ASGI application: HTTP to Django, WebSockets to rooms, files of the front end from memory.

What lives here: who gets which connection, what starts and stops with the server, headers that every answer carries.
Not here: anything that an address does.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outsidein.server.settings")

import django

django.setup()

from django.core.asgi import get_asgi_application

from outsidein.server.bodies import limited
from outsidein.server.static import StaticFiles

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_FRAMING = (b"x-frame-options", b"DENY")
_CSP = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")

_http = get_asgi_application()
_static = StaticFiles()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Give a connection to whom it belongs."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "websocket":
        from outsidein.server.rooms import live

        await live(scope, receive, send)
    elif scope["type"] == "http":
        guarded = _guarded(send)
        if not await _static.serve(scope, guarded):
            await limited(_http, scope, receive, guarded)


def _guarded(send: Send) -> Send:
    """``send`` with the headers that an answer must carry, where it does not say otherwise itself."""

    async def guarded(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            names = {name.lower() for name, _ in headers}
            headers += [pair for pair in (*_HEADERS, _CSP) if pair[0] not in names]
            if b"content-security-policy" not in names:
                headers.append(_FRAMING)
            message = {**message, "headers": headers}
        await send(message)

    return guarded


async def _lifespan(receive: Receive, send: Send) -> None:
    from outsidein.server.life import begin, end

    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            try:
                await begin()
            except Exception as error:
                await send({"type": "lifespan.startup.failed", "message": str(error)})
                raise
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await asyncio.shield(end())
            await send({"type": "lifespan.shutdown.complete"})
            return
