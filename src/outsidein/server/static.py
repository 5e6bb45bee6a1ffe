"""The built front end: its files from memory, compressed once, kept by browsers for ever since their names are hashes.

What lives here: StaticFiles and the page that starts the app. Not here: building it (web/), or anything that changes.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).with_name("web")
_PREFIX: Final = "/assets/"
_FOR_EVER: Final = b"public, max-age=31536000, immutable"
_SQUEEZED: Final = frozenset({".js", ".css", ".html", ".svg", ".json", ".map", ".txt"})


@dataclass(frozen=True, slots=True)
class _File:
    body: bytes
    squeezed: bytes | None
    media: str


class StaticFiles:
    """The files under ``/assets/`` of the built front end."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._files: dict[str, _File] = {}

    async def serve(self, scope: MutableMapping[str, Any], send: Callable[[Any], Awaitable[None]]) -> bool:
        """Answer, where the address is a file of the front end; else say that it is not."""
        path = scope["path"]
        if not path.startswith(_PREFIX) or scope["method"] not in ("GET", "HEAD"):
            return False
        file = self._find(path.removeprefix("/"))
        if file is None:
            return False
        headers = [(b"content-type", file.media.encode()), (b"cache-control", _FOR_EVER), (b"vary", b"Accept-Encoding")]
        body = file.body
        if file.squeezed is not None and b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b""):
            headers.append((b"content-encoding", b"gzip"))
            body = file.squeezed
        headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
        return True

    def _find(self, name: str) -> _File | None:
        if name not in self._files:
            path = (self._folder / name).resolve()
            if not path.is_relative_to(self._folder.resolve()) or not path.is_file():
                return None
            body = path.read_bytes()
            squeezed = gzip.compress(body, 9) if path.suffix in _SQUEEZED else None
            media = "text/javascript" if path.suffix == ".js" else mimetypes.guess_type(name)[0]
            self._files[name] = _File(body, squeezed, media or "application/octet-stream")
        return self._files[name]


@cache
def page() -> str | None:
    """The page that starts the app, with ``{{ nonce }}`` to be filled; None where the front end was never built."""
    try:
        return (FOLDER / "index.html").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
