"""Checking a workspace: everything that is missing, unclear or broken on its maps and mappings, and between the two.

What lives here: putting the checks of the rooms together, and those that need a map and its evidence at once. Not here:
the checks of the rooms (maps.lint, maps.explain, maps.hints, evidence.mapping).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import datetime
from typing import TYPE_CHECKING

from outsidein import maps
from outsidein.ground import Diagnostic, MeasureError, Place, Severity
from outsidein.maps import Card, Document
from outsidein.workspace.atlas import check_opens
from outsidein.workspace.author import MapFile, check_keys, check_map, read_maps, unbacked
from outsidein.workspace.folder import Folder
from outsidein.workspace.intake import check_mappings
from outsidein.workspace.kinds import read_kinds
from outsidein.workspace.phrases import say
from outsidein.workspace.study import open_study

if TYPE_CHECKING:
    from outsidein.insight import Reading


def check(folder: Folder, *, now: datetime, wording: bool = True) -> tuple[Diagnostic, ...]:
    """Everything to say about the maps and mappings of a workspace, map by map; ``wording``: the writing guide, too."""
    files = read_maps(folder)
    known = frozenset(one.key for file in files if file.document for one in file.document.touchpoints)
    found = [one for file in files for one in _check_with_evidence(folder, file, known, now=now, wording=wording)]
    return (*read_kinds(folder.path)[1], *found, *check_keys(files), *check_opens(files), *check_mappings(folder))


def _check_with_evidence(
    folder: Folder, file: MapFile, known: Set[str], *, now: datetime, wording: bool
) -> tuple[Diagnostic, ...]:
    """The checks of one map; ``known`` are the keys of the touchpoints that any map of the workspace has.

    A pain that evidence backs by its touchpoint is no assumption, whatever its card cites.
    """
    found = check_map(folder, file, today=now.date(), wording=wording)
    if file.document is None or not (folder.store / "ledger.jsonl").exists():
        return found
    with open_study(folder) as study:
        if not study.store.imports:
            return found
        try:
            reading = study.read(file.document, now=now)
        except MeasureError as error:
            return (*found, *error.diagnostics)
    kept = unbacked(found, reading)
    text, _ = maps.text_of(file.path)
    places = maps.places(text or "", file=folder.relative(file.path))
    return (*kept, *_stale(file.document, reading, places), *_unknown(file.document, reading, known, places))


def _stale(document: Document, reading: Reading, places: Mapping[str, Place]) -> Iterator[Diagnostic]:
    for one in reading.backing:
        card = document.records[one.card]
        if one.stale and isinstance(card, Card):
            yield Diagnostic(
                "workspace/evidence-stale",
                say("checking.what-backs-is-days-old", text=card.text, age=one.age or 0),
                say("checking.ask-again-or-take-in"),
                places.get(one.card, Place(record=one.card)),
                Severity.WARNING,
            )


def _unknown(
    document: Document, reading: Reading, known: Set[str], places: Mapping[str, Place]
) -> Iterator[Diagnostic]:
    for one in reading.unallocated:
        if one.touchpoint not in known:
            yield Diagnostic(
                "workspace/touchpoint-unknown",
                say("checking.answers-are-about-which-this", n=one.n, touchpoint=one.touchpoint),
                say("checking.add-the-touchpoint-to-the"),
                places.get(document.journey.id, Place()),
                Severity.WARNING,
            )
