"""Restoring a backup: everything is checked before anything is touched, and until all is there no server starts.

What lives here: restore, and the mark that one was interrupted. Not here: what a row or the file looks like.
"""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path, PurePosixPath
from typing import Final

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from outsidein.server import rooms
from outsidein.server.backups import tables
from outsidein.server.backups.archive import Reader, reading, refuse
from outsidein.server.config import Mode, config
from outsidein.server.models import Map, User, Workspace

_MARK: Final = "restoring"
_SPARE: Final = 64 << 20


def interrupted() -> bool:
    """Whether a restore into this set-up was begun and did not end."""
    return (config().data / _MARK).exists()


def restore(file: Path, *, force: bool = False) -> int:
    """Make this server what it was when ``file`` was written; gives the number of its workspaces.

    Raises WorkspaceError, before anything is touched, where the file is damaged, newer or hostile, where there is not
    room enough, or where there is something here and ``force`` is not given.
    """
    with reading(file) as backup:
        backup.check()
        _check_migrations(file, backup)
        _check_space(file, backup)
        there = Workspace.objects.exists() or User.objects.exists()
        if there and not force and not interrupted():
            raise refuse("server/restore-not-empty", file)
        if config().mode is Mode.LOCAL and len(backup.manifest.workspaces) != 1:
            raise refuse("server/restore-several", file, count=len(backup.manifest.workspaces))
        mark = config().data / _MARK
        mark.write_text(file.name, encoding="utf-8")
        old = [Path(one) for one in Workspace.objects.values_list("folder", flat=True)]
        homes = {id: _home(id) for id in backup.manifest.workspaces}
        for id, home in homes.items():
            _unpack(backup, f"workspaces/{id}", home)
        _unpack(backup, "data", config().data, clear=False)
        _fill(file, backup, homes)
        asyncio.run(_renew())
        _clear_away(old, keep=set(homes.values()))
        mark.unlink()
    return len(homes)


def _check_migrations(file: Path, backup: Reader) -> None:
    """Raise WorkspaceError where tables were made by migrations unknown to this version, or lack some that it has.

    Rows are written in the shape of the newest tables, to which every column that a backup may lack has a default.
    """
    known = MigrationExecutor(connection).loader.disk_migrations
    had = {(app, name) for app, names in backup.manifest.migrations.items() for name in names}
    replaced = {key for migration in known.values() for key in migration.replaces}
    if had - known.keys() - replaced:
        raise refuse("server/backup-newer", file, version=backup.manifest.version)


def _check_space(file: Path, backup: Reader) -> None:
    need = sum(one.size for one in backup.manifest.entries.values()) + _SPARE
    if shutil.disk_usage(config().data).free < need:
        raise refuse("server/restore-no-room", file, megabytes=need >> 20)


def _home(id: str) -> Path:
    """Where the folder of a workspace is to lie: in local mode the folder that is served."""
    served = config().folder
    if config().mode is Mode.LOCAL and served is not None:
        return served
    return config().data / "workspaces" / PurePosixPath(id).name


def _unpack(backup: Reader, below: str, home: Path, *, clear: bool = True) -> None:
    """Write the entries below a name to a folder."""
    if clear and home.exists() and config().mode is Mode.TEAM:
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True)
    for name in backup.manifest.entries:
        if name.startswith(f"{below}/"):
            path = home.joinpath(*PurePosixPath(name).relative_to(below).parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as handle:
                for chunk in backup.chunks(name):
                    handle.write(chunk)


def _fill(file: Path, backup: Reader, homes: dict[str, Path]) -> None:
    """Write every row in one transaction, then let the folders be where they are now."""
    models = tables.kept(apps)
    with transaction.atomic():
        tables.clear(tables.emptied(apps))
        for model in models:
            name = f"tables/{model._meta.db_table}.jsonl"
            if name not in backup.manifest.entries:
                continue
            with backup.open(name) as lines:
                try:
                    tables.fill(model, lines)
                except (ValueError, TypeError) as error:
                    raise refuse("server/backup-damaged", file, name=name) from error
        for id, home in homes.items():
            Workspace.objects.filter(id=id).update(folder=str(home))
        tables.renumber(models)


async def _renew() -> None:
    """Give every map a new epoch: a browser that holds newer work is told so, and offered it, instead of merging it."""
    maps = [id async for id in Map.objects.values_list("id", flat=True)]
    await rooms.start()
    try:
        for map in maps:
            await rooms.rewrite(map)
    finally:
        await rooms.stop()


def _clear_away(old: list[Path], *, keep: set[Path]) -> None:
    """Remove the folders of workspaces that are no more, where the server made them."""
    ours = config().data / "workspaces"
    for folder in old:
        if folder.parent == ours and folder not in keep:
            shutil.rmtree(folder, ignore_errors=True)
