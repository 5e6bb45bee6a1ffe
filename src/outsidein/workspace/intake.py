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
from outsidein.ground.progress import Progress, nothing
from outsidein.ground.writing import quoted
from outsidein.workspace.author import read_maps
from outsidein.workspace.folder import Folder
from outsidein.workspace.phrases import say

if TYPE_CHECKING:
    from outsidein.evidence import Entry, Ingested, Source
    from outsidein.evidence.guess import Draft, Known

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
            says = say("intake.two-mappings-are-of-a", id=mapping.source.id, name=first[mapping.source.id].name)
            found.append(Diagnostic("workspace/same-source-twice", says, say("intake.give-one-of-them-another"), place))
        first.setdefault(mapping.source.id, mapping.path)
        if not files_of(folder, mapping.source):
            names = ", ".join(quoted(name) for name in mapping.source.files)
            says = say("intake.there-is-no-file-beside", names=names)
            fix = say("intake.put-the-file-into-the")
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
    return tuple(path for path in files_in(folder) if names(source, path.name))


def names(source: Source, file: str) -> bool:
    """Whether a mapping names a file, by its name or by a pattern."""
    return any(file == name or fnmatch.fnmatchcase(file, name) for name in source.files)


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be taken in, and why."""

    file: Path
    diagnostics: tuple[Diagnostic, ...]


_OF_THE_STORE: Final = ("evidence/busy", "evidence/cannot-keep", "evidence/no-room", "evidence/ledger-damaged")
"""What is wrong with the store and not with one file, so that going on would say it again for each."""


def ingest(
    folder: Folder, *, key: bytes, now: datetime, only: Iterable[Path] = (), progress: Progress = nothing
) -> tuple[Ingested | Failed, ...]:
    """Take in every file that a mapping names, or ``only`` those; what is in already is left alone.

    A file that cannot be used does not keep the others out. A file that was withdrawn is taken in only where ``only``
    names it. ``key`` is 32 random bytes, kept for pseudonyms if this is the first time that anything is taken in.

    Raises EvidenceError for a mapping that cannot be read and for a store that cannot be written. Raises WorkspaceError
    where a file of ``only`` is named by no mapping.
    """
    from outsidein.evidence import ingest as take_in
    from outsidein.evidence import read_ledger

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
                    say("intake.no-mapping-says-how-to"),
                    say("intake.draft-one-outsidein-import-guess", name=path.name),
                    Place(folder.relative(path)),
                )
            )
    folder.prepare(key)
    kept = folder.key
    gone = {(one.source, one.file) for one in read_ledger(folder.store).withdrawn}
    found: list[Ingested | Failed] = []
    for path, source in jobs:
        if (path.resolve() not in wanted) if wanted else (source.id, path.name) in gone:
            continue
        try:
            found.append(take_in(path, source, store_folder=folder.store, key=kept, now=now, progress=progress))
        except EvidenceError as error:
            if error.diagnostics[0].code in _OF_THE_STORE:
                raise
            found.append(Failed(path, error.diagnostics))
    return tuple(found)


def named_columns(source: Source) -> frozenset[str]:
    """The columns that a mapping reads; those that it leaves out are not among them."""
    from outsidein.evidence.revising import columns_of

    return columns_of(source)


def known_of(folder: Folder) -> Known:
    """What the maps of a workspace know: touchpoints, and the segments that personas are tied to."""
    from outsidein.evidence.guess import Known

    documents = [one.document for one in read_maps(folder) if one.document]
    return Known(
        touchpoints=tuple({(one.key, one.name): None for each in documents for one in each.touchpoints}),
        segments=tuple({pair: None for each in documents for one in each.personas for pair in one.segment}),
    )


def draft(folder: Folder, path: Path, *, progress: Progress = nothing) -> Draft:
    """What the file at ``path`` probably is, given what the maps of the workspace know. Keeps nothing."""
    from outsidein.evidence.guess import guess

    known = known_of(folder)
    progress(0, 1, say("intake.looking-at", name=path.name))
    return guess(path, known=known)


def mapping_taken(folder: Folder, source: str) -> WorkspaceError | None:
    """The error for a new source whose mapping is there already; None where there is none."""
    mapping = folder.evidence / f"{source}{MAPPING}"
    if not mapping.exists():
        return None
    says, fix = say("intake.there-is-a-mapping-of"), say("intake.edit-it-or-remove-it")
    return WorkspaceError(Diagnostic("workspace/mapping-exists", says, fix, Place(folder.relative(mapping))))


def bring(folder: Folder, path: Path, *, name: str = "", replaces: bool = False) -> Path:
    """The file at ``path`` in ``evidence/``: copied there unless it lies there; the same bytes twice are left alone.

    ``name`` is what it is called there, else its own name. Raises WorkspaceError where another file has its name there,
    unless it ``replaces`` that.
    """
    home = folder.evidence / (name or path.name)
    if path.resolve() == home.resolve() or (not name and path.resolve().parent == folder.evidence.resolve()):
        return path
    same = home.exists() and filecmp.cmp(path, home, shallow=False)
    if same:
        return home
    if home.exists() and not replaces:
        says = say("intake.there-is-another-file-in", name=home.name)
        fix = say("intake.rename-yours-or-if-it")
        raise WorkspaceError(Diagnostic("workspace/file-exists", says, fix, Place(str(path))))
    try:
        folder.evidence.mkdir(exist_ok=True)
        beside = home.with_name(f".{home.name}.part")
        shutil.copyfile(path, beside)
        beside.replace(home)
    except OSError as error:
        says = say("intake.the-file-cannot-be-copied", strerror=str(error.strerror))
        raise WorkspaceError(Diagnostic("workspace/cannot-write", says, "", Place(str(path)))) from error
    return home


def rejects_of(folder: Folder, number: int) -> Path | None:
    """The file that keeps what could not be read by an import; None where all could."""
    from outsidein.evidence import rejected_in

    return rejected_in(folder.store, number)


def withdraw(folder: Folder, file: str, *, now: datetime, source: str = "", by: str = "") -> Entry:
    """Let a file that was taken in count no more; it stays in ``evidence/``, and importing it by name undoes this.

    Raises EvidenceError where no file of that name counts, or several do and ``source`` does not say which.
    """
    from outsidein.evidence import withdraw as take_out

    return take_out(folder.store, file, now=now, source=source, by=by)
