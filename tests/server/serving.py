"""A real server for tests: its process, clients of every role, and a steward that reaches its database beside it.

What lives here: starting, stopping and killing ``outsidein serve``. Not here: what is done to the data (stewarding).
"""

from __future__ import annotations

import json
import multiprocessing
import os
import queue
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import requests
import stewarding
from stewarding import ROLES, Person
from websockets.sync.client import ClientConnection, connect

P = ParamSpec("P")
T = TypeVar("T")

_PATIENCE = 60
BOTH = ("sqlite", "postgresql")
"""What a module says as ``ENGINES`` whose tests are to run on either database."""
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
_LINK = re.compile(r"/(?:local|setup)#t=(\S+)")


class Client:
    """Somebody's browser or program: ``client.get("/api/v1/session")`` and the like; never follows redirects."""

    def __init__(self, address: str, *, session: str = "", token: str = "") -> None:
        self.address = address
        self.http = requests.Session()
        self.http.trust_env = False
        self.csrf = secrets.token_hex(16)
        self.http.cookies.set("outsidein_csrf", self.csrf, domain="127.0.0.1", path="/")
        if session:
            self.http.cookies.set("outsidein", session, domain="127.0.0.1", path="/")
        if token:
            self.http.headers["Authorization"] = f"Bearer {token}"

    def call(self, method: str, path: str, *, csrf: bool = True, **more: Any) -> requests.Response:
        """One request; ``csrf=False`` leaves the CSRF token out."""
        headers = {**({"X-CSRFToken": self.http.cookies.get("outsidein_csrf") or self.csrf} if csrf else {})}
        headers |= more.pop("headers", {})
        more.setdefault("timeout", _PATIENCE)
        more.setdefault("allow_redirects", False)
        return self.http.request(method, self.address + path, headers=headers, **more)

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.call("GET", path, **more)

    def post(self, path: str, json: Any = None, **more: Any) -> requests.Response:
        return self.call("POST", path, json=json, **more)

    def put(self, path: str, json: Any = None, **more: Any) -> requests.Response:
        return self.call("PUT", path, json=json, **more)

    def patch(self, path: str, json: Any = None, **more: Any) -> requests.Response:
        return self.call("PATCH", path, json=json, **more)

    def delete(self, path: str, **more: Any) -> requests.Response:
        return self.call("DELETE", path, **more)

    def close(self) -> None:
        self.http.close()


@dataclass(frozen=True)
class Home:
    """A workspace with a member of every role: ``home.client("viewer")``, ``home.people["owner"]``."""

    id: str
    folder: Path
    people: dict[str, Person]
    server: Running

    @property
    def path(self) -> str:
        """``/api/v1/workspaces/<id>``."""
        return f"/api/v1/workspaces/{self.id}"

    def client(self, role: str = "owner") -> Client:
        """A new client of the member with this role."""
        return self.server.client(self.people[role])

    def begin_map(self, title: str = "A trip", **more: Any) -> str:
        """A map with the stages of a preset; gives its id."""
        new = {"title": title, "preset": "discover-to-renew", **more}
        return made(self.client("editor").post(f"{self.path}/maps", new))["id"]


@dataclass
class Running:
    """A server that runs on 127.0.0.1."""

    data: Path
    environment: dict[str, str]
    command: list[str]
    address: str = ""
    link: str = ""
    """The token that it printed: of local mode, for one browser; of a team, for the first person."""
    process: subprocess.Popen[str] | None = None
    _steward: ProcessPoolExecutor | None = None
    _clients: list[Client] = field(default_factory=list)

    def start(self) -> Running:
        """Start it (anew) and wait until it answers."""
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # the pipe is read by a thread, so it never fills
                [sys.executable, "-m", "outsidein", "serve", *self.command],
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        said: queue.Queue[str] = queue.Queue()
        threading.Thread(target=_listen, args=(self.process, said), daemon=True).start()
        heard = ""
        while not (found := _ADDRESS.search(heard)):
            line = said.get(timeout=_PATIENCE)
            assert line, f"the server did not start: {self.log.read_text()[-3000:]}"
            heard += line
        self.address = found.group()
        link = _LINK.search(heard)
        self.link = link.group(1) if link else ""
        return self._answering()

    def _answering(self) -> Running:
        for _ in range(600):
            try:
                if requests.get(f"{self.address}/livez", timeout=5).status_code == 200:
                    return self
            except requests.RequestException:
                assert self.process
                assert self.process.poll() is None, f"the server ended: {self.log.read_text()[-3000:]}"
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    @property
    def engine(self) -> str:
        """Which database it has: one of BOTH."""
        return BOTH["OUTSIDEIN_DATABASE" in self.environment]

    @property
    def log(self) -> Path:
        """What it wrote to its error output: JSON lines, access log included."""
        return self.data.parent / f"{self.data.name}.log"

    def faults(self) -> list[str]:
        """Lines of the log that tell of a mistake of ours."""
        return [line for line in self.log.read_text().splitlines() if _is_fault(line)]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it; ``signal.SIGKILL`` for a crash. Gives its exit code."""
        process, self.process = self.process, None
        if process is None:
            return 0
        process.send_signal(how)
        return process.wait(_PATIENCE)

    def close(self) -> None:
        """Stop it and let its steward and clients go."""
        self.stop()
        for client in self._clients:
            client.close()
        if self._steward:
            self._steward.shutdown()
            self._steward = None

    def do(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``act`` (a function of a module) in a process that has this server's database open, and give its result.

        Models must be imported within ``act``.
        """
        if self._steward is None:
            self._steward = ProcessPoolExecutor(
                1,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=stewarding.settle,
                initargs=(self.environment,),
            )
        return self._steward.submit(stewarding.with_database, act, *args, **kwargs).result(_PATIENCE)

    def person(self, name: str = "", **more: Any) -> Person:
        """A new person with a session."""
        return self.do(stewarding.person, name, **more)

    def client(self, person: Person | None = None, *, token: str = "") -> Client:
        """A client: of nobody, of a person, or of a program with an API token."""
        client = Client(self.address, session=person.session if person else "", token=token)
        self._clients.append(client)
        return client

    def token(self, person: Person, *, role: str = "owner", workspace: str | None = None) -> str:
        """A new API token of a person's."""
        return self.do(stewarding.token, person.id, role=role, workspace=workspace)

    def home(self, name: str = "Somewhere", *, sample: bool = False) -> Home:
        """A new workspace with an owner, editor, commenter and viewer."""
        people = self.do(stewarding.people, ROLES)
        founded = made(self.client(people["owner"]).post("/api/v1/workspaces", {"name": name, "sample": sample}))
        folder = self.do(stewarding.admit, founded["id"], {role: one.id for role, one in people.items()})
        return Home(founded["id"], Path(folder), people, self)

    def socket(self, person: Person | None, workspace: str, map: str, **more: Any) -> ClientConnection:
        """A WebSocket to a live map, before any frame; ``origin`` and ``additional_headers`` may be said."""
        headers = {"Cookie": f"outsidein={person.session}"} if person else {}
        headers |= more.pop("additional_headers", {})
        more.setdefault("origin", self.address)
        address = self.address.replace("http://", "ws://", 1)
        return connect(
            f"{address}/live/{workspace}/{map}",
            additional_headers=headers,
            compression=None,
            proxy=None,
            max_size=None,
            legacy=True,
            **more,
        )

    def join(self, person: Person, workspace: str, map: str) -> ClientConnection:
        """A socket of somebody whom a live map has welcomed."""
        socket = self.socket(person, workspace, map)
        hello = {"protocol": 1, "epoch": "", "vector": "", "client": person.id}
        socket.send(b"\x00" + json.dumps(hello).encode())
        assert socket.recv(timeout=_PATIENCE)[0] == 0
        return socket


def made(response: requests.Response) -> Any:
    """The JSON of a response that must be a success."""
    assert response.ok, f"{response.request.method} {response.url}: {response.status_code} {response.text[:2000]}"
    return response.json() if response.content else None


def team(data: Path, **environment: str) -> Running:
    """A server of a team, not started yet; ``environment`` without the OUTSIDEIN_ in front."""
    told = _environment(data, MODE="team", **environment)
    return Running(data, told, ["--team", "--port", "0", "--data", str(data), "--no-open"])


def local(folder: Path, data: Path, **environment: str) -> Running:
    """A server of one folder in local mode, not started yet."""
    told = _environment(data, MODE="local", FOLDER=str(folder), **environment)
    return Running(data, told, [str(folder), "--port", "0", "--data", str(data), "--no-open"])


def _environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OUTSIDEIN_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {**kept, "OUTSIDEIN_DATA": str(data), **{f"OUTSIDEIN_{name}": value for name, value in more.items()}}


def _listen(process: subprocess.Popen[str], said: queue.Queue[str]) -> None:
    assert process.stdout
    for line in process.stdout:
        said.put(line)
    said.put("")


def _is_fault(line: str) -> bool:
    try:
        return json.loads(line)["level"] in ("error", "critical")
    except (ValueError, KeyError, TypeError):
        return "Traceback" in line
