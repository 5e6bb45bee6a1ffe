"""Making a backup: tables in one view, then the folders behind the workspaces, while the server runs.

What lives here: make. Not here: what a row or the file looks like (tables, archive).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from outsidein import __version__
from outsidein.server.backups import tables
from outsidein.server.backups.archive import Writer, refuse, writing
from outsidein.server.config import config
from outsidein.server.models import Workspace
from outsidein.workspace import Folder, find

_WRITERS: Final = ("arrivals.lock", "actions.lock")
"""What is held for the moment in which a folder is copied, so that no import is in the middle of it."""
_OF_A_RUN: Final = frozenset({"lock", "serving.json"})
"""Files of a workspace's store that belong to a running process."""
_NOT_DATA: Final = frozenset({"secret", "mail", "workspaces", "in-use.lock", "restoring"})
"""What of the data folder is not in a backup: the secret is made anew, workspaces are on their own."""


def make(file: Path) -> int:
    """Write everything that the server of this set-up keeps to ``file``; gives its size. Raises WorkspaceError."""
    try:
        with writing(file) as (writer, manifest):
            with tables.one_view():
                manifest.update(
                    version=__version__,
                    created=datetime.now(UTC).isoformat(timespec="seconds"),
                    engine=connection.vendor,
                    migrations=_migrations(),
                    workspaces=dict(Workspace.objects.values_list("id", "name")),
                )
                folders = dict(Workspace.objects.values_list("id", "folder"))
                for model in tables.kept(apps):
                    writer.put(f"tables/{model._meta.db_table}.jsonl", tables.lines(model))
            for id, folder in folders.items():
                _copy_workspace(writer, f"workspaces/{id}", Path(folder))
            _copy_data(writer)
    except OSError as error:
        raise refuse("server/backup-unwritten", file, why=error.strerror or str(error)) from error
    return file.stat().st_size


def _migrations() -> dict[str, list[str]]:
    """The migrations that made the tables, by app."""
    found: dict[str, list[str]] = {}
    for app, name in MigrationRecorder(connection).applied_migrations():
        found.setdefault(app, []).append(name)
    return {app: sorted(names) for app, names in sorted(found.items())}


def _copy_workspace(writer: Writer, below: str, path: Path) -> None:
    folder = find(path)
    with ExitStack() as held:
        for lock in _WRITERS:
            held.enter_context(folder.locked(lock, wait=True))
        for file in _files(folder):
            writer.copy(f"{below}/{file.relative_to(folder.path).as_posix()}", file)


def _files(folder: Folder) -> Iterator[Path]:
    """The plain files of a workspace; not those of a running process, nor a server's own that lie in it."""
    for file in _walk(folder.path):
        inner = file.relative_to(folder.path).parts
        if inner[0] == folder.store.name and (
            inner[1] in _OF_A_RUN or inner[1] == "server" or inner[1].endswith(".lock")
        ):
            continue
        yield file


def _copy_data(writer: Writer) -> None:
    data = config().data
    for file in _walk(data):
        inner = file.relative_to(data)
        if inner.parts[0] not in _NOT_DATA and not inner.parts[0].startswith("outsidein.sqlite3"):
            writer.copy(f"data/{inner.as_posix()}", file)


def _walk(top: Path) -> Iterator[Path]:
    """Every plain file below ``top``, in order; links are not followed."""
    for root, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            path = Path(root, name)
            if path.is_file() and not path.is_symlink():
                yield path
