"""An arrival: a file with its mapping on its way into ``evidence/``, whole or undone, even if the process is killed.

What lives here: ``take_in``, which notes what it will undo before it does anything, and ``settle``, which ends what was
cut off. Not here: reading the file (evidence), which files a mapping names (intake).
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from outsidein.ground import Diagnostic, WorkspaceError
from outsidein.ground.progress import Progress, nothing
from outsidein.workspace.folder import Folder, write_whole
from outsidein.workspace.intake import MAPPING, REJECTED, bring, names
from outsidein.workspace.phrases import say

if TYPE_CHECKING:
    from outsidein.evidence import Ingested, Source

_NOTE: Final = "arrival.json"
_LOCK: Final = "arrivals.lock"


@dataclass(frozen=True, slots=True)
class _Note:
    """What was there before: which of the files of an arrival, and which number the next import would get."""

    file: str
    mapping: str
    had: tuple[str, ...]
    after: int


def take_in(
    folder: Folder,
    path: Path,
    source: Source,
    *,
    key: bytes,
    now: datetime,
    name: str = "",
    by: str = "",
    replaces: bool = False,
    progress: Progress = nothing,
) -> Ingested:
    """Bring the file at ``path`` into ``evidence/`` with the mapping of ``source``, and take it in.

    ``name`` is what the file is called there, else its own name. A mapping of that source is replaced; another file of
    that name only where ``replaces`` says so. Whatever goes wrong, everything is as it was: at once where an error is
    raised, else by the next ``settle``. Raises EvidenceError, or WorkspaceError for a name that is taken.
    """
    from outsidein import evidence

    name = name or path.name
    for one in (name, source.id):
        if wrong := bad_name(one):
            raise WorkspaceError(wrong)
    if not names(source, name):
        source = replace(source, files=(*source.files, name))
    folder.prepare(key)
    with folder.locked(_LOCK):
        _settle(folder)
        with _undone(folder, name, f"{source.id}{MAPPING}"):
            home = bring(folder, path, name=name, replaces=replaces)
            write_whole(folder.evidence / f"{source.id}{MAPPING}", evidence.write_mapping(source))
            return evidence.ingest(
                home, source, store_folder=folder.store, key=folder.key, now=now, by=by, progress=progress
            )


def settle(folder: Folder) -> tuple[str, ...]:
    """End every arrival that was cut off: undone, unless its line is in the ledger. Gives the names of files undone.

    An arrival that another process is at just now is left alone.
    """
    if not (folder.store / "arrivals").is_dir():
        return ()
    try:
        with folder.locked(_LOCK):
            return _settle(folder)
    except WorkspaceError:
        return ()


def _settle(folder: Folder) -> tuple[str, ...]:
    undone = []
    for home in sorted((folder.store / "arrivals").glob("*")):
        note = _noted(home)
        if note and not _arrived(folder, note):
            _undo(folder, home, note)
            undone.append(note.file)
        shutil.rmtree(home, ignore_errors=True)
    return tuple(undone)


@contextmanager
def _undone(folder: Folder, file: str, mapping: str) -> Iterator[None]:
    """Undo what the block did to a file and its mapping if it fails."""
    from outsidein.evidence import read_ledger

    home = folder.store / "arrivals" / secrets.token_hex(8)
    home.mkdir(parents=True)
    had = tuple(one for one in (file, mapping, f"{file}{REJECTED}") if (folder.evidence / one).exists())
    for one in had:
        _keep(folder.evidence / one, home / one)
    note = _Note(file, mapping, had, read_ledger(folder.store).next_number)
    said = {"file": note.file, "mapping": note.mapping, "had": list(note.had), "after": note.after}
    write_whole(home / _NOTE, json.dumps(said, ensure_ascii=False))
    try:
        yield
    except BaseException:
        if not _arrived(folder, note):
            _undo(folder, home, note)
        shutil.rmtree(home, ignore_errors=True)
        raise
    (home / _NOTE).unlink()
    shutil.rmtree(home, ignore_errors=True)


def _keep(path: Path, copy: Path) -> None:
    """A copy for the way back; a second name is one, since files are replaced whole, never written into."""
    try:
        os.link(path, copy)
    except OSError:
        shutil.copy2(path, copy)


def _noted(home: Path) -> _Note | None:
    """What an arrival noted; None where it was cut off before, and so had done nothing."""
    try:
        said = json.loads((home / _NOTE).read_text(encoding="utf-8"))
        return _Note(said["file"], said["mapping"], tuple(said["had"]), said["after"])
    except (OSError, ValueError, KeyError):
        return None


def _arrived(folder: Folder, note: _Note) -> bool:
    from outsidein.evidence import read_ledger

    source = note.mapping.removesuffix(MAPPING)
    entries = read_ledger(folder.store).entries
    return any(one.number >= note.after and (one.source, one.file) == (source, note.file) for one in entries)


def _undo(folder: Folder, home: Path, note: _Note) -> None:
    """Put everything back; done twice it does the same."""
    for one in (note.file, note.mapping, f"{note.file}{REJECTED}"):
        path = folder.evidence / one
        if one in note.had:
            beside = path.with_name(f".{path.name}.back.part")
            with contextlib.suppress(FileNotFoundError):
                beside.unlink()
            _keep(home / one, beside)
            beside.replace(path)
            beside.unlink(missing_ok=True)  # it stays where both are names of one file
        else:
            path.unlink(missing_ok=True)


def bad_name(name: str) -> Diagnostic | None:
    """Why a file of ``evidence/`` cannot be called ``name``; None where it can."""
    strange = set(name) & set('/\\:*?"<>|') or any(not sign.isprintable() for sign in name)
    ours = name.startswith(".") or name.endswith((MAPPING, REJECTED))
    if name and not strange and not ours and len(name.encode()) <= 200:
        return None
    return Diagnostic("workspace/bad-name", say("arrival.not-a-name", name=name), say("arrival.rename-it"))
