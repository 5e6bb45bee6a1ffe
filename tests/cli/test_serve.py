"""The small server: this machine only, nothing else."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator

import pytest

from outsidein.cli.serve import Shown, start


def find(path: str) -> Shown | None:
    """Two pages, one of them to be saved."""
    if path == "/":
        return Shown("<p>Grüezi</p>".encode(), "text/html; charset=utf-8")
    if path == "/maps/a b.pdf":
        return Shown(b"%PDF", "application/pdf", "a-b.pdf")
    return None


@pytest.fixture
def port() -> Iterator[int]:
    server = start(find, port=0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def ask(port: int, path: str, *, host: str | None = None, method: str = "GET") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, headers={"Host": host or f"127.0.0.1:{port}"})
    return connection.getresponse()


def test_it_listens_on_this_machine_only() -> None:
    server = start(find, port=0)
    assert server.server_address[0] == "127.0.0.1"
    server.server_close()


def test_a_page_comes_whole_with_careful_headers(port: int) -> None:
    answer = ask(port, "/")
    assert answer.status == 200
    assert answer.read().decode() == "<p>Grüezi</p>"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "Python" not in answer.headers["Server"]


def test_a_file_is_saved_under_its_name_and_escapes_are_read(port: int) -> None:
    answer = ask(port, "/maps/a%20b.pdf?x=1")
    assert answer.status == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a-b.pdf"'


@pytest.mark.parametrize("path", ["/nothing", "/../../etc/passwd", "//etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"])
def test_what_is_not_a_page_is_not_found(port: int, path: str) -> None:
    assert ask(port, path).status == 404


def test_a_name_of_somebody_else_is_refused(port: int) -> None:
    assert ask(port, "/", host="evil.example:80").status == 421
    assert ask(port, "/", host="localhost").status == 200


def test_head_has_no_body_and_writing_is_refused(port: int) -> None:
    assert ask(port, "/", method="HEAD").read() == b""
    assert ask(port, "/", method="POST").status == 501


def test_a_taken_port_gives_way_to_a_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = start(find, port=taken.getsockname()[1])
        assert server.server_address[1] != taken.getsockname()[1]
        server.server_close()
