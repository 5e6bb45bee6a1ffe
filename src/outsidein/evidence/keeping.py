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

from outsidein.evidence.parquet import IMPORTS, REJECTED, import_folder
from outsidein.evidence.phrases import say
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity

_HALF: Final = ".half-"


def rejected_beside(path: Path) -> Path:
    """Where the rejects of a file are kept: beside it, as ``<file>.rejected.csv``."""
    return path.with_name(f"{path.name}.rejected.csv")


def rejected_in(folder: Path, number: int) -> Path | None:
    """Where the store in ``folder`` keeps the rejects of an import; None where there are none."""
    kept = import_folder(folder, number) / REJECTED
    return kept if kept.is_file() else None


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
        says = say("keeping.rejects-not-written", why=(error.strerror or say("keeping.no-access")).lower())
        fix = say("keeping.they-are-kept-in", kept=str(kept))
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
                says = say("keeping.another-import-is-going-on")
                fix = say("keeping.wait-until-it-is-done")
                raise EvidenceError(Diagnostic("evidence/busy", says, fix, Place(str(folder))))
            yield
    except OSError as error:
        says = say("keeping.store-not-written", why=(error.strerror or say("keeping.no-access")).lower())
        fix = say("keeping.free-some-space-or-check")
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
