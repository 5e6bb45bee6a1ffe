"""Authoring: finding, reading, checking and saving the maps of a workspace.

What lives here: use cases over map files. Not here: what a map is (maps), what the evidence says about it (study).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from outsidein import maps
from outsidein.ground import Diagnostic, MapError, Place, Severity, WorkspaceError
from outsidein.maps import Document, Flow, Step
from outsidein.workspace.folder import Folder, write_whole
from outsidein.workspace.phrases import say

if TYPE_CHECKING:
    from outsidein.insight import Reading

ENDING = ".map.yaml"


@dataclass(frozen=True, slots=True)
class MapFile:
    """A map file as it was read: ``document`` is None where it could not be; ``diagnostics`` say why, and what else."""

    path: Path
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]


def read_maps(folder: Folder) -> tuple[MapFile, ...]:
    """Every map of the workspace, by file name, the unreadable ones with their Diagnostics."""
    return tuple(_read(folder, path) for path in sorted(folder.maps.glob(f"*{ENDING}")))


def _read(folder: Folder, path: Path) -> MapFile:
    document, found = maps.load(path)
    name = folder.relative(path)
    return MapFile(path, document, tuple(replace(one, where=replace(one.where, file=name)) for one in found))


def load_map(folder: Folder, key: str = "") -> Document:
    """The map called ``key``; where ``key`` is empty the only one, or the only one that no other leads to.

    Another state of a map and the finer journey of a step are reached from the map that they belong to.

    Raises MapError where it cannot be read and WorkspaceError where there is no such map, or several and no key.
    """
    files = read_maps(folder)
    if not files:
        raise WorkspaceError(
            Diagnostic(
                "workspace/no-map",
                say("author.there-is-no-map-in"),
                say("author.put-one-into-maps-its", ending=ENDING),
                Place(str(folder.maps)),
            )
        )
    wanted = [one for one in files if _answers_to(one, key)] if key else roots(files)
    if len(wanted) != 1:
        known = ", ".join(sorted(_name(one) for one in files))
        says = say("author.there-are-several-maps") if wanted else say("author.there-is-no-map-called", key=key)
        raise WorkspaceError(
            Diagnostic("workspace/which-map", says, say("author.say-which-map", known=known), Place(str(folder.maps)))
        )
    (one,) = wanted
    if one.document is None:
        raise MapError(*one.diagnostics)
    return one.document


def roots(files: Sequence[MapFile]) -> list[MapFile]:
    """The maps that no other leads to (as a state of it, or from a step); what cannot be read may be one."""
    documents = [one.document for one in files if one.document is not None]
    opened = {record.opens for one in documents for record in _openers(one) if record.opens != one.journey.key}
    known = {one.journey.key for one in documents}
    return [
        one
        for one in files
        if one.document is None or (one.document.journey.key not in opened and one.document.journey.of not in known)
    ]


def _openers(document: Document) -> tuple[Step | Flow, ...]:
    return (*document.steps, *document.flows)


def _answers_to(one: MapFile, key: str) -> bool:
    return key in (one.path.name.removesuffix(ENDING), one.path.name) or (
        one.document is not None and one.document.journey.key == key
    )


def _name(one: MapFile) -> str:
    return one.document.journey.key if one.document else one.path.name.removesuffix(ENDING)


def check_map(folder: Folder, one: MapFile, *, today: date, wording: bool = True) -> tuple[Diagnostic, ...]:
    """Everything to say about one map: how it reads, its structure, and where its wording needs explanation.

    Without ``wording`` the writing guide is not asked.
    """
    if one.document is None:
        return one.diagnostics
    text, _ = maps.text_of(one.path)
    places = maps.places(text or "", file=folder.relative(one.path))
    advice = (*maps.lint(one.document, today=today, places=places), *maps.explain(one.document, places=places))
    hints = maps.hints(one.document, places=places) if wording else ()
    return (*one.diagnostics, *advice, *hints)


def unbacked(found: Iterable[Diagnostic], reading: Reading) -> tuple[Diagnostic, ...]:
    """``found`` without the pains that evidence backs by their touchpoint, whatever their cards cite."""
    backed = {one.card for one in reading.backing if one.strength.value != "assumption"}
    return tuple(one for one in found if one.code != "maps/pain-without-evidence" or one.where.record not in backed)


def check_keys(files: Iterable[MapFile]) -> tuple[Diagnostic, ...]:
    """Two maps of one workspace must not have the same key."""
    first: dict[str, Path] = {}
    found = []
    for one in files:
        if one.document is None:
            continue
        key = one.document.journey.key
        if key in first:
            found.append(
                Diagnostic(
                    "workspace/same-map-twice",
                    say("author.two-maps-are-called-and", key=key, one=first[key].name, other=one.path.name),
                    say("author.give-one-of-them-another"),
                    Place(one.path.name),
                    Severity.ERROR,
                )
            )
        first.setdefault(key, one.path)
    return tuple(found)


def save_map(folder: Folder, document: Document, *, path: Path | None = None) -> Path:
    """Write a map to its file, whole or not at all; what its author commented in the file is kept where it can be."""
    file = path or folder.maps / f"{document.journey.key}{ENDING}"
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    text = maps.rewrite(old, document) if old else maps.write(document)
    with folder.locked():
        write_whole(file, text)
    return file
