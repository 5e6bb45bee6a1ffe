"""What taking a file in does to the disk: the lock, the folder that is not whole yet, the rejects beside the source.

What lives here: those acts, each whole or undone. Not here: when they are done (ingest).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from outsidein.evidence.parquet import IMPORTS
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity

_HALF: Final = ".half-"


def rejected_beside(path: Path) -> Path:
    """Where the rejects of a file are kept: beside it, as ``<file>.rejected.csv``."""
    return path.with_name(f"{path.name}.rejected.csv")


def beside(path: Path, kept: Path) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    """Bring the rejects beside the source, whole or not at all; remove those of an earlier version."""
    home = rejected_beside(path)
    part = home.with_name(f".{home.name}.{os.getpid()}.part")
    try:
        if not kept.is_file():
            home.unlink(missing_ok=True)
            return None, ()
        shutil.copyfile(kept, part)
        part.replace(home)
        return home, ()
    except OSError as error:
        says = f"The rejects could not be written beside the file: {(error.strerror or 'no access').lower()}."
        fix = f"They are kept in {kept}."
        return kept, (Diagnostic("evidence/rejects-elsewhere", says, fix, Place(str(path)), Severity.WARNING),)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def half_written(folder: Path, number: int) -> Iterator[Path]:
    """A folder for an import that is not whole yet; those that others left behind are cleared away."""
    home = folder / IMPORTS
    home.mkdir(parents=True, exist_ok=True)
    for left in home.glob(f"{_HALF}*"):
        shutil.rmtree(left, ignore_errors=True)
    half = home / f"{_HALF}{number:06d}"
    half.mkdir()
    try:
        yield half
    finally:
        shutil.rmtree(half, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the store for writing; the lock is the operating system's and falls with the process that held it.

    Raises EvidenceError where somebody else holds it, and for whatever the disk refuses meanwhile.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "import.lock").open("a+b") as handle:
            if not _grab(handle.fileno()):
                says = "Another import is going on in this workspace."
                fix = "Wait until it is done, or stop it."
                raise EvidenceError(Diagnostic("evidence/busy", says, fix, Place(str(folder))))
            yield
    except OSError as error:
        says = f"The store cannot be written: {(error.strerror or 'no access').lower()}."
        fix = "Free some space, or check the rights of the folder. Nothing was changed."
        raise EvidenceError(Diagnostic("evidence/cannot-keep", says, fix, Place(str(folder)))) from error


def _grab(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
