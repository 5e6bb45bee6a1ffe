"""Holding the data folder: one server at a time, and no restore under a running one.

What lives here: held. The lock is the operating system's and falls with the process. Not here: the locks of a
workspace's folder (workspace.folder).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from outsidein.ground import Diagnostic, Place, WorkspaceError
from outsidein.server.phrases import say


@contextmanager
def held(data: Path) -> Iterator[None]:
    """Have ``data`` for oneself. Raises WorkspaceError where another process has it."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "in-use.lock").open("a+", encoding="ascii") as handle:
        if not _grab(handle.fileno()):
            says, fix = say("data-in-use.says"), say("data-in-use.fix")
            raise WorkspaceError(Diagnostic("server/data-in-use", says, fix, Place(str(data))))
        yield


def _grab(descriptor: int) -> bool:
    try:
        if os.name == "nt":  # pragma: no cover
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
