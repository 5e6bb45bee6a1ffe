"""Versions of things that are edited: their ETag, and the check that nobody else edited them meanwhile.

What lives here: tag and unchanged. Not here: maps, whose version is their room's.
"""

from __future__ import annotations

import hashlib
import json

from django.http import HttpRequest

from outsidein.server.problems import refused


def tag(*parts: object) -> str:
    """The ETag of a thing that is these parts (anything that JSON or ``str`` can say)."""
    said = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:24]}"'


def unchanged(request: HttpRequest, now: str, *, required: bool = False) -> None:
    """Raise Problem 412 where ``If-Match`` names another version than ``now``; 428 where it is required and missing."""
    said = request.headers.get("If-Match", "")
    if not said:
        if required:
            raise refused(428, "server/if-match")
        return
    if said.strip() != "*" and now not in [one.strip() for one in said.split(",")]:
        raise refused(412, "server/changed-meanwhile", headers={"ETag": now})
