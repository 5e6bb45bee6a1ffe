"""How this server is set up: where its data lies, which database, who may come in.

What lives here: Config, read from the environment once, and the secret that a first start makes for itself. Not here:
Django's own settings (settings), which are made from it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from outsidein.ground import Diagnostic, Place, WorkspaceError
from outsidein.server.phrases import say


class Mode(StrEnum):
    """Who this server is for."""

    LOCAL = "local"
    """One person on this machine: loopback only, no account, a one-time token in the address."""
    TEAM = "team"
    """Accounts, members and roles."""


@dataclass(frozen=True, slots=True)
class Oidc:
    """A provider of OpenID Connect. ``name`` is what the button says; whoever it vouches for may make an account."""

    issuer: str
    client: str
    secret: str
    name: str


@dataclass(frozen=True, slots=True)
class Config:
    """The set-up of a server. ``data`` holds its database, secret and, for a team, the folders of its workspaces.

    ``folder`` is the one workspace that is served in local mode. ``database`` is empty for SQLite in ``data``, else
    ``postgresql://user:password@host:port/name``. ``hosts`` are the names that the server answers to.
    """

    data: Path
    mode: Mode = Mode.LOCAL
    folder: Path | None = None
    database: str = ""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    origin: str = ""
    """The address people use (``https://maps.example.org``), where a proxy stands before the server."""
    address: str = "http://127.0.0.1:8765"
    """Where people find it: the origin, or on this machine where it listens."""
    email: str = ""
    """``smtp://user:password@host:port?from=…``; empty: e-mails are written to ``data/mail``."""
    sign_up: bool = False
    """Whether anybody may make an account; else only by invitation, and the first person."""
    metrics: str = ""
    """What asks for ``/metrics`` must bring as ``Authorization: Bearer …``; empty: only this machine may ask."""
    oidc: Oidc | None = None
    """The organisation's own sign-in, where it has one."""
    most_upload: int = 500 * 2**20
    """Bytes of a file of evidence."""
    debug: bool = False

    @property
    def secret(self) -> str:
        """The secret that sessions and links are signed with; made by the first start, 50 random bytes."""
        file = self.data / "secret"
        if not file.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            try:
                descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                pass
            else:
                with os.fdopen(descriptor, "w", encoding="ascii") as handle:
                    handle.write(secrets.token_urlsafe(50) + "\n")
        text = file.read_text(encoding="ascii").strip()
        if len(text) < 50:
            says, fix = say("secret-damaged.says"), say("secret-damaged.fix")
            raise WorkspaceError(Diagnostic("server/secret-damaged", says, fix, Place(str(file))))
        return text

    @property
    def secure(self) -> bool:
        """Whether people reach it by https, so that cookies may insist on it."""
        return self.origin.startswith("https://")


def from_environment(environment: Mapping[str, str]) -> Config:
    """The set-up that ``OUTSIDEIN_…`` variables describe; ``outsidein serve`` sets them from its options."""

    def told(name: str, otherwise: str = "") -> str:
        return environment.get(f"OUTSIDEIN_{name}", otherwise)

    folder = told("FOLDER")
    home = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "outsidein"
    return Config(
        data=Path(told("DATA") or home),
        mode=Mode(told("MODE", Mode.LOCAL)),
        folder=Path(folder) if folder else None,
        database=told("DATABASE"),
        hosts=tuple(told("HOSTS", "127.0.0.1,localhost").split(",")),
        origin=told("ORIGIN"),
        address=told("ORIGIN") or told("ADDRESS", "http://127.0.0.1:8765"),
        email=told("EMAIL"),
        sign_up=told("SIGN_UP") == "open",
        metrics=told("METRICS"),
        oidc=_oidc(told),
        most_upload=int(told("MOST_UPLOAD_MB", "500")) * 2**20,
        debug=told("DEBUG") == "1",
    )


def _oidc(told: Callable[..., str]) -> Oidc | None:
    """The provider that ``OUTSIDEIN_OIDC_ISSUER``, ``…_CLIENT``, ``…_SECRET`` and ``…_NAME`` describe, or none."""
    issuer = told("OIDC_ISSUER").rstrip("/")
    if not issuer:
        return None
    return Oidc(issuer, told("OIDC_CLIENT"), told("OIDC_SECRET"), told("OIDC_NAME", "OpenID Connect"))


@cache
def config() -> Config:
    """The set-up of this process."""
    return from_environment(os.environ)
