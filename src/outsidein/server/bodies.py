"""Bodies of requests, read strictly: what JSON leaves open, or databases choke on, is refused before anyone looks.

What lives here: the parser of the API, and the limit of what may be sent. Not here: which fields there are (api).
"""

from __future__ import annotations

import json
import math
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, NoReturn

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser

from outsidein.ground.speech import speaking
from outsidein.server.problems import Problem, answer, refused

DEEPEST: Final = 32
"""Levels of nesting that a body may have."""
MOST: Final = 12 * 1024**2
"""Bytes of a body."""
MOST_OF_FILES: Final = 256 * 1024**2
"""Bytes of a body that brings files (multipart)."""


class StrictParser(Parser):
    """JSON in UTF-8 with plain finite numbers, each name once, not deeper than DEEPEST, texts that are texts."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body; where it is no object the schema says so. Raises Problem 400."""
        try:
            text = request.body.decode("utf-8")
            if _depth(text) > DEEPEST:
                raise ValueError("too deep")
            found: dict[str, Any] = json.loads(
                text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite, parse_int=_sane
            )
            if "\\u" in text:
                _plain(found)
        except (ValueError, RecursionError) as error:
            raise bad_json() from error
        return found

    def parse_querydict(self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest) -> Any:
        """The parameters; one that is no list may be said once. Raises Problem 400.

        Which of two is meant, each reader on the way decides in its own way.
        """
        if any(len(data.getlist(name)) > 1 for name in data if name not in list_fields):
            raise refused(400, "server/bad-request")
        return super().parse_querydict(data, list_fields, request)


Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


async def limited(application: Any, scope: Scope, receive: Receive, send: Send) -> None:
    """Let ``application`` answer, but answer 413 instead as soon as the body is more than may be sent.

    Django takes a whole body to disk before any view sees it, so the limit stands here.
    """
    headers = dict(scope["headers"])
    most = MOST_OF_FILES if headers.get(b"content-type", b"").startswith(b"multipart/") else MOST
    declared = headers.get(b"content-length", b"0")
    if not declared.isdigit() or int(declared) > most:
        return await _too_large(headers, send, most)
    came = 0
    refused_ = False

    async def counted() -> MutableMapping[str, Any]:
        nonlocal came, refused_
        message = await receive()
        came += len(message.get("body", b""))
        if came > most and not refused_:
            refused_ = True
            await _too_large(headers, send, most)
        return {"type": "http.disconnect"} if refused_ else message

    async def once(message: MutableMapping[str, Any]) -> None:
        if not refused_:
            await send(message)

    await application(scope, counted, once)
    return None


async def _too_large(headers: dict[bytes, bytes], send: Send, most: int) -> None:
    accepted = headers.get(b"accept-language", b"").decode("latin-1").partition(",")[0]
    with speaking(accepted):
        told = answer(refused(413, "server/too-large", megabytes=most // 1024**2))
    said = [(name.lower().encode(), value.encode()) for name, value in told.items()]
    said += [(b"content-length", str(len(told.content)).encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": said})
    await send({"type": "http.response.body", "body": told.content})


def bad_json() -> Problem:
    """The body cannot be taken."""
    return refused(400, "server/bad-json", depth=DEEPEST)


def _depth(text: str) -> int:
    """How deep brackets nest, those in texts not counted."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return 0
    deep = deepest = 0
    inside = escaped = False
    for sign in text:
        if inside:
            if escaped:
                escaped = False
            elif sign == "\\":
                escaped = True
            elif sign == '"':
                inside = False
        elif sign == '"':
            inside = True
        elif sign in "[{":
            deep += 1
            deepest = max(deepest, deep)
            if deepest > DEEPEST:
                break
        elif sign in "]}":
            deep -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("too large a number")
    return value


def _sane(text: str) -> int:
    if len(text) > 20:
        raise ValueError("too large a number")
    return int(text)


def _plain(value: Any) -> None:
    """Raise ValueError for a text with NUL or half a character (a lone surrogate) in it."""
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError("NUL")
        value.encode("utf-8")
    elif isinstance(value, dict):
        for name, inner in value.items():
            _plain(name)
            _plain(inner)
    elif isinstance(value, list):
        for inner in value:
            _plain(inner)
