"""Showing living maps on this machine: a small server on 127.0.0.1 that makes each page anew when its sources changed.

What lives here: HTTP. Not here: making pages (workspace.publish). It answers GET and HEAD, only to this machine, and
only under the names 127.0.0.1 and localhost, so that no web page elsewhere can read it by a name of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is sent: a body, its media type, and a file name where it is to be saved."""

    body: bytes
    media: str
    save_as: str = ""


Find = Callable[[str], Shown | None]
"""From a path such as ``/`` or ``/maps/trip.pdf`` to what is shown there; None where there is nothing."""


def start(find: Find, *, port: int) -> ThreadingHTTPServer:
    """A server bound to 127.0.0.1 at ``port``, or at a free one where that is taken; run it by ``serve_forever``."""
    handler = _handler(find)
    for candidate in (port, 0):
        try:
            server = ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError:
            if candidate == 0:
                raise
            continue
        server.daemon_threads = True
        return server
    raise AssertionError("unreachable")


def _handler(find: Find) -> type[BaseHTTPRequestHandler]:
    one_at_a_time = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        server_version = "Outside-In"
        sys_version = ""
        timeout = 30

        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def _answer(self, *, body: bool) -> None:
            host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
            if host not in ("127.0.0.1", "localhost"):
                self._send(421, Shown(b"This address is not served here.\n", "text/plain; charset=utf-8"), body)
                return
            with one_at_a_time:
                shown = find(unquote(urlsplit(self.path).path))
            if shown is None:
                self._send(404, Shown(b"There is no such page. Start at /\n", "text/plain; charset=utf-8"), body)
                return
            self._send(200, shown, body)

        def _send(self, status: int, shown: Shown, body: bool) -> None:
            self.send_response(status)
            for name, value in _HEADERS:
                self.send_header(name, value)
            self.send_header("Content-Type", shown.media)
            self.send_header("Content-Length", str(len(shown.body)))
            if shown.save_as:
                self.send_header("Content-Disposition", f'attachment; filename="{shown.save_as}"')
            self.end_headers()
            if body:
                self.wfile.write(shown.body)

        def log_message(self, format: str, *args: object) -> None:
            """Requests of one's own browser are nobody's news."""

    return Handler
