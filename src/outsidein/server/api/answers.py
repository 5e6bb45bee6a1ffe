"""Answers that workers give, as JSON with an ETag that names everything they hang on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from typing import ParamSpec

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse

from outsidein import maps
from outsidein.server import rooms
from outsidein.server.asked import work_out
from outsidein.server.models import Map

P = ParamSpec("P")


def answered(
    request: HttpRequest, key: tuple[Hashable, ...], function: Callable[P, object], *args: P.args, **kwargs: P.kwargs
) -> HttpResponse:
    """What a worker gives for ``key``, or 304 where whoever asks has it already."""
    tag = f'"{hashlib.sha256(repr(key).encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    body = work_out(request, key, function, *args, **kwargs)
    return HttpResponse(body, content_type="application/json", headers=headers)


def live_text(row: Map) -> tuple[str, str]:
    """The text of a live map as it is now, and its ETag."""
    document, etag = async_to_sync(rooms.document)(row.id)
    return maps.write(document), etag
