"""The server's commands: ``outsidein serve``, and what keeps its data safe.

What lives here: parsing, setting the environment, running. Not here: anything that answers a request. ``__main__`` puts
them on the command line, so that neither the other commands nor this room know of each other; Django is loaded by the
command that needs it.
"""

from __future__ import annotations

import os
import secrets
import socket
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outsidein.server.phrases import say

if TYPE_CHECKING:
    from outsidein.server.config import Config

Told = Callable[[str], Callable[[Callable[..., int]], Callable[..., None]]]
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def join(app: typer.Typer, told: Told) -> None:
    """Put the commands on the command line of ``app``; ``told`` turns errors into words and exit codes."""
    app.command("serve")(told("serve")(serve))
    app.command("backup")(told("backup")(backup))
    app.command("restore")(told("restore")(restore))
    app.command("person")(told("person")(person))


def serve(
    folder: Annotated[
        Path,
        typer.Argument(help=say("help.folder"), metavar="[FOLDER]", show_default=say("help.here")),
    ] = Path(),
    team: Annotated[bool, typer.Option("--team", help=say("help.serve-team"))] = False,
    port: Annotated[int, typer.Option("--port", help=say("help.port"))] = 8765,
    host: Annotated[str, typer.Option("--host", help=say("help.host"))] = "127.0.0.1",
    data: Annotated[Path | None, typer.Option("--data", help=say("help.data"))] = None,
    database: Annotated[
        str,
        typer.Option("--database", envvar="OUTSIDEIN_DATABASE", help=say("help.database")),
    ] = "",
    origin: Annotated[
        str,
        typer.Option("--origin", envvar="OUTSIDEIN_ORIGIN", help=say("help.origin")),
    ] = "",
    open_: Annotated[
        bool, typer.Option("--open/--no-open", help=say("help.open"), show_default=say("help.screen"))
    ] = sys.stdout.isatty(),
) -> int:
    """Serve living maps in the browser: this workspace for you alone, or, with --team, for a team with accounts.

    Stop with Ctrl-C; everything that was shown as saved is on disk.
    """
    from outsidein.ground import Diagnostic, WorkspaceError

    if int(os.environ.get("WEB_CONCURRENCY", "1")) > 1:
        raise WorkspaceError(Diagnostic("server/one-process", say("one-process.says"), say("one-process.fix")))
    if not team and host not in _LOOPBACK:
        raise WorkspaceError(Diagnostic("server/not-loopback", say("not-loopback.says"), say("not-loopback.fix")))
    listening = _listen(host, port, strict=team)
    address = f"http://{'127.0.0.1' if host in _LOOPBACK else host}:{listening.getsockname()[1]}"
    token = _set_up(folder, team=team, data=data, database=database, origin=origin, address=address, host=host)
    from outsidein.server.config import config
    from outsidein.server.hold import held

    with held(config().data):
        _prepare()
        _refuse_unfinished()
        _greet(address if token else origin or address, token=token)
        if open_ and token:
            webbrowser.open(f"{address}/local#t={token}")
        _run(listening, proxied=bool(origin))
    return 0


_File = Annotated[Path, typer.Argument(help=say("help.file"), metavar="FILE")]
_Folder = Annotated[
    Path,
    typer.Argument(help=say("help.folder-of-data"), metavar="[FOLDER]", show_default=say("help.here")),
]
_Team = Annotated[bool, typer.Option("--team", help=say("help.team"))]
_Data = Annotated[Path | None, typer.Option("--data", help=say("help.data"))]
_Database = Annotated[
    str,
    typer.Option("--database", envvar="OUTSIDEIN_DATABASE", help=say("help.database")),
]


def backup(
    file: _File, folder: _Folder = Path(), team: _Team = False, data: _Data = None, database: _Database = ""
) -> int:
    """Write everything that a server keeps to one file, while it runs or not.

    The file is whole or not there. It holds password hashes and the keys of pseudonyms: keep it as safe as the server.
    """
    _point_at(folder, team=team, data=data, database=database)
    _look()
    from outsidein.server import backups

    size = backups.make(file.resolve())
    _tell(say("command.backed-up", file=str(file), megabytes=f"{size / 1e6:,.1f}"))
    return 0


def restore(
    file: _File,
    folder: _Folder = Path(),
    team: _Team = False,
    data: _Data = None,
    database: _Database = "",
    force: Annotated[bool, typer.Option("--force", help=say("help.force"))] = False,
) -> int:
    """Make a server what it was when a backup was written, on either database. The server must not be running.

    Everything in the file is checked before anything is touched. Afterwards everybody signs in anew; whoever still has
    newer work in a browser is told so, and offered it.
    """
    from outsidein.server.config import config
    from outsidein.server.hold import held

    _point_at(folder, team=team, data=data, database=database)
    with held(config().data):
        _prepare()
        from outsidein.server import backups

        count = backups.restore(file.resolve(), force=force)
    _tell(say("command.restored", count=count, file=str(file)))
    return 0


def person(
    email: Annotated[str, typer.Argument(help=say("help.email"), metavar="EMAIL")],
    disable: Annotated[
        bool | None,
        typer.Option("--disable/--enable", help=say("help.disable")),
    ] = None,
    data: _Data = None,
    database: _Database = "",
) -> int:
    """Show an account of a team's server, disable it or enable it again.

    Whoever is disabled is out within a second: pages, API tokens and open maps.
    """
    from outsidein.ground import Diagnostic, WorkspaceError

    _point_at(Path(), team=True, data=data, database=database)
    _look()
    from outsidein.server.models import User

    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise WorkspaceError(Diagnostic("server/nobody", say("nobody.says", email=email), say("nobody.fix")))
    if disable is not None:
        found.is_active = not disable
        found.save(update_fields=["is_active"])
    _tell(say("command.person", email=found.email, state="active" if found.is_active else "disabled"))
    return 0


def _tell(text: str) -> None:
    from rich.console import Console

    Console(highlight=False, soft_wrap=True).print(text, markup=False)


def _refuse_unfinished() -> None:
    """Raise WorkspaceError where what is there is half of a restore."""
    from outsidein.ground import Diagnostic, WorkspaceError
    from outsidein.server import backups

    if backups.interrupted():
        says, fix = say("restore-unfinished.says"), say("restore-unfinished.fix")
        raise WorkspaceError(Diagnostic("server/restore-unfinished", says, fix))


def _listen(host: str, port: int, *, strict: bool) -> socket.socket:
    from outsidein.ground import Diagnostic, WorkspaceError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in (port,) if strict else (port, 0):
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, candidate))
        except OSError as error:
            listening.close()
            problem = error.strerror or str(error)
            continue
        listening.listen(2048)
        listening.set_inheritable(True)
        return listening
    says = say("cannot-listen.says", address=f"{host}:{port}", why=problem)
    raise WorkspaceError(Diagnostic("server/cannot-listen", says, say("cannot-listen.fix")))


def _set_up(folder: Path, *, team: bool, data: Path | None, database: str, origin: str, address: str, host: str) -> str:
    """Put the set-up into the environment, where workers find it too; gives the local token, or nothing for a team."""
    from urllib.parse import urlsplit

    from outsidein import workspace

    environment: dict[str, str] = {}
    hosts = {"127.0.0.1", "localhost", host}
    token = ""
    if not team:
        place = workspace.find(folder)
        if workspace.served(place):
            raise workspace.served_elsewhere(place)
        environment["OUTSIDEIN_TOKEN"] = token = secrets.token_urlsafe(32)
    _point_at(folder, team=team, data=data, database=database)
    if origin:
        hosts.add(urlsplit(origin).hostname or "")
    environment["OUTSIDEIN_HOSTS"] = ",".join(sorted(hosts - {"", "0.0.0.0", "::"}))  # noqa: S104 - left out, not bound
    environment.update({"OUTSIDEIN_ORIGIN": origin} if origin else {})
    environment["OUTSIDEIN_ADDRESS"] = address
    os.environ.update(environment)
    return token


def _point_at(folder: Path, *, team: bool, data: Path | None, database: str) -> None:
    """Say in the environment which data and database are meant."""
    from outsidein import workspace

    environment = {"DJANGO_SETTINGS_MODULE": "outsidein.server.settings", "OUTSIDEIN_MODE": "team" if team else "local"}
    if not team:
        place = workspace.find(folder)
        environment["OUTSIDEIN_FOLDER"] = str(place.path)
        data = data or place.store / "server"
    if data:
        environment["OUTSIDEIN_DATA"] = str(data.resolve())
    if database:
        environment["OUTSIDEIN_DATABASE"] = database
    os.environ.update(environment)


def _prepare() -> Config:
    """Make the data folder, the secret and the tables ready; only here are tables changed."""
    set_up = _open()
    from outsidein.server.upgrading import bring_up_to_date

    bring_up_to_date()
    return set_up


def _open() -> Config:
    """Make the data folder and the secret ready, and Django able to ask the database."""
    import django

    from outsidein.server.config import config

    set_up = config()
    set_up.data.mkdir(parents=True, exist_ok=True)
    assert set_up.secret  # noqa: S101 - made now, not by the first request
    django.setup()
    return set_up


def _look() -> None:
    """Open the data as it is. Raises WorkspaceError where its tables are not those of this version."""
    from outsidein.ground import Diagnostic, Place, WorkspaceError

    set_up = _open()
    from outsidein.server.health import migrated

    if not migrated():
        says, fix = say("data-not-ready.says"), say("data-not-ready.fix")
        raise WorkspaceError(Diagnostic("server/data-not-ready", says, fix, Place(str(set_up.data))))


def _greet(address: str, *, token: str) -> None:
    """Say where the maps are; of a team's server that nobody has claimed yet also how the first person gets in."""
    from rich.console import Console

    from outsidein.server import founding

    out = Console(highlight=False, soft_wrap=True)
    if token:
        out.print(say("command.local", link=f"[bold]{address}/local#t={token}[/bold]"))
        out.print(f"[dim]{say('command.local.note')}[/dim]")
    else:
        if founding.unclaimed():
            out.print(say("command.setup", link=f"[bold]{address}/setup#t={founding.new_link()}[/bold]"))
            out.print(f"[dim]{say('command.setup.note')}[/dim]")
        out.print(say("command.serves", address=f"[bold]{address}[/bold]"))
    sys.stdout.flush()


def _run(listening: socket.socket, *, proxied: bool) -> None:
    import uvicorn

    from outsidein.server.logs import LOGGING

    options: dict[str, Any] = {
        "lifespan": "on",
        "log_config": LOGGING,
        "access_log": False,
        "server_header": False,
        "proxy_headers": proxied,
        "ws": "websockets-sansio",
        "ws_per_message_deflate": False,
        "ws_max_size": 1024 * 1024 + 64,
        "timeout_graceful_shutdown": 8,
    }
    server = uvicorn.Server(uvicorn.Config("outsidein.server.asgi:application", **options))
    server.run(sockets=[listening])
    if not server.started:
        raise RuntimeError("the server did not start; the log says why")
