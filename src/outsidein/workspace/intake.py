"""Taking evidence in: mappings beside their files, drafts for files that have none, and the way into the store.

What lives here: use cases from a file to the ledger. Not here: parsing and guessing (evidence), asking (study).
"""

from __future__ import annotations

import filecmp
import fnmatch
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from outsidein.ground import Diagnostic, EvidenceError, Place, Severity, WorkspaceError
from outsidein.workspace.author import read_maps
from outsidein.workspace.folder import Folder, write_whole
from outsidein.workspace.study import Progress, nothing

if TYPE_CHECKING:
    from outsidein.evidence import Ingested, Source
    from outsidein.evidence.guess import Draft

MAPPING: Final = ".source.yaml"
REJECTED: Final = ".rejected.csv"


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file as it was read: ``source`` is None where it could not be, and ``diagnostics`` say why."""

    path: Path
    source: Source | None
    diagnostics: tuple[Diagnostic, ...]


def read_mappings(folder: Folder) -> tuple[Mapping, ...]:
    """Every mapping of the workspace, by file name."""
    from outsidein.evidence import read_mapping

    found = []
    for path in sorted(folder.evidence.glob(f"*{MAPPING}")):
        try:
            found.append(Mapping(path, read_mapping(path), ()))
        except EvidenceError as error:
            name = folder.relative(path)
            said = tuple(replace(one, where=replace(one.where, file=name)) for one in error.diagnostics)
            found.append(Mapping(path, None, said))
    return tuple(found)


def check_mappings(folder: Folder) -> tuple[Diagnostic, ...]:
    """Everything to say about mappings: what cannot be read, files they name that are not there, sources said twice."""
    found: list[Diagnostic] = []
    first: dict[str, Path] = {}
    for mapping in read_mappings(folder):
        found += mapping.diagnostics
        if mapping.source is None:
            continue
        place = Place(folder.relative(mapping.path))
        if mapping.source.id in first:
            says = f"Two mappings are of a source “{mapping.source.id}”: {first[mapping.source.id].name} is the other."
            found.append(Diagnostic("workspace/same-source-twice", says, "Give one of them another name.", place))
        first.setdefault(mapping.source.id, mapping.path)
        if not files_of(folder, mapping.source):
            names = ", ".join(f"“{name}”" for name in mapping.source.files)
            says = f"There is no file {names} beside this mapping."
            fix = "Put the file into the folder “evidence”, or correct “files”."
            found.append(Diagnostic("workspace/file-missing", says, fix, place, Severity.WARNING))
    return tuple(found)


def files_in(folder: Folder) -> tuple[Path, ...]:
    """The files of evidence in the workspace, by name: no mappings, no rejects, nothing hidden."""
    listed = sorted(folder.evidence.iterdir()) if folder.evidence.is_dir() else []
    return tuple(
        path
        for path in listed
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith((MAPPING, REJECTED))
    )


def files_of(folder: Folder, source: Source) -> tuple[Path, ...]:
    """The files in ``evidence/`` that a source names, by name."""
    return tuple(
        path
        for path in files_in(folder)
        if any(path.name == name or fnmatch.fnmatchcase(path.name, name) for name in source.files)
    )


def ingest(
    folder: Folder, *, key: bytes, now: datetime, only: Iterable[Path] = (), progress: Progress = nothing
) -> tuple[Ingested, ...]:
    """Take in every file that a mapping names, or ``only`` those; what is in already is left alone.

    ``key`` is 32 random bytes, kept for pseudonyms if this is the first time that anything is taken in.

    Raises EvidenceError for a mapping or file that cannot be used; files taken in before it stay taken in. Raises
    WorkspaceError where a file of ``only`` is named by no mapping.
    """
    from outsidein.evidence import ingest as take_in

    broken = [one for mapping in read_mappings(folder) if mapping.source is None for one in mapping.diagnostics]
    twice = [one for one in check_mappings(folder) if one.code == "workspace/same-source-twice"]
    if broken or twice:
        raise EvidenceError(*broken, *twice)
    jobs = [(path, mapping.source) for mapping in read_mappings(folder) if mapping.source
            for path in files_of(folder, mapping.source)]  # fmt: skip
    wanted = [path.resolve() for path in only]
    for path in wanted:
        if path not in [file.resolve() for file, _ in jobs]:
            raise WorkspaceError(
                Diagnostic(
                    "workspace/no-mapping",
                    "No mapping says how to read this file.",
                    f"Draft one: outsidein import {path.name} --guess",
                    Place(folder.relative(path)),
                )
            )
    folder.prepare(key)
    kept = folder.key
    return tuple(
        take_in(path, source, store_folder=folder.store, key=kept, now=now, progress=progress)
        for path, source in jobs
        if not wanted or path.resolve() in wanted
    )


def draft(folder: Folder, path: Path, *, progress: Progress = nothing) -> Draft:
    """What the file at ``path`` probably is, given what the maps of the workspace know. Keeps nothing."""
    from outsidein.evidence.guess import Known, guess

    documents = [one.document for one in read_maps(folder) if one.document]
    known = Known(
        touchpoints=tuple({(one.key, one.name): None for each in documents for one in each.touchpoints}),
        segments=tuple({pair: None for each in documents for one in each.personas for pair in one.segment}),
    )
    progress(0, 1, f"Looking at {path.name}")
    return guess(path, known=known)


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a draft made in ``evidence/``: the mapping, and the file, if it was copied there."""

    file: Path
    mapping: Path
    copied: bool

    def undo(self) -> None:
        """Take back what was made, as if the draft had never been kept."""
        self.mapping.unlink(missing_ok=True)
        if self.copied:
            self.file.unlink(missing_ok=True)


def keep_draft(folder: Folder, drafted: Draft, path: Path) -> Kept:
    """Write a drafted mapping into ``evidence/``, with the file beside it.

    Raises EvidenceError where the file holds nothing that could be taken in, and WorkspaceError where a mapping or
    another file of that name is there already.
    """
    from outsidein.evidence import write_mapping

    hopeless = [one for one in drafted.doubts if one.severity is Severity.ERROR]
    if hopeless:
        raise EvidenceError(*hopeless)
    source = replace(drafted.source, files=(path.name,))
    mapping = folder.evidence / f"{source.id}{MAPPING}"
    if mapping.exists():
        fix = "Edit it, or remove it and guess again."
        says = "There is a mapping of this name already."
        raise WorkspaceError(Diagnostic("workspace/mapping-exists", says, fix, Place(folder.relative(mapping))))
    there = (folder.evidence / path.name).exists()
    home = bring(folder, path)
    write_whole(mapping, write_mapping(source))
    return Kept(home, mapping, copied=not there)


def bring(folder: Folder, path: Path) -> Path:
    """The file at ``path`` in ``evidence/``: copied there unless it lies there; the same bytes twice are left alone.

    Raises WorkspaceError where another file has its name there.
    """
    home = folder.evidence / path.name
    if path.resolve().parent == folder.evidence.resolve():
        return path
    if home.exists() and not filecmp.cmp(path, home, shallow=False):
        says = f"There is another file “{path.name}” in the folder “evidence”."
        fix = "Rename yours; or, if it is a corrected version, put it over the other one and run outsidein import."
        raise WorkspaceError(Diagnostic("workspace/file-exists", says, fix, Place(str(path))))
    try:
        folder.evidence.mkdir(exist_ok=True)
        beside = home.with_name(f".{home.name}.part")
        shutil.copyfile(path, beside)
        beside.replace(home)
    except OSError as error:
        says = f"The file cannot be copied into the workspace: {error.strerror}."
        raise WorkspaceError(Diagnostic("workspace/cannot-write", says, "", Place(str(path)))) from error
    return home
