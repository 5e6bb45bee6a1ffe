"""Bringing the tables up to date, all at once or not at all: a start that is killed leaves what was there before.

What lives here: bring_up_to_date. PostgreSQL does it in one transaction; SQLite, where each migration has its own, in a
copy that takes the place of the file when it is done. Not here: the migrations.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

from outsidein.server.health import migrated


def bring_up_to_date() -> None:
    """Apply the migrations that the tables lack. Nobody else may have the database open."""
    if migrated():
        return
    if connection.vendor == "sqlite":
        _in_a_copy(Path(connection.settings_dict["NAME"]))
    else:
        with transaction.atomic():
            _migrate()


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def _in_a_copy(file: Path) -> None:
    copy = file.with_name(f"{file.name}.new")
    for old in file.parent.glob(f"{copy.name}*"):
        old.unlink()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("VACUUM INTO %s", [str(copy)])
    connection.close()
    connection.settings_dict["NAME"] = str(copy)
    try:
        _migrate()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(file)
    _settle(copy)
    copy.replace(file)
    _settle(file.parent)


def _settle(path: Path) -> None:
    """Have a file, or the names in a folder, on disk."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
