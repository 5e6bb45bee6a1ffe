"""Rehearsing what a file would do to a workspace, and telling afterwards what it did to the curves.

What lives here: ``rehearse`` for a file that is not in ``evidence/`` yet, ``curves`` and ``moved``. Not here: taking
it in (arrival), reading maps and evidence together (study).
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from outsidein.ground import MeasureError
from outsidein.ground.progress import Progress, nothing
from outsidein.workspace.author import read_maps
from outsidein.workspace.folder import Folder
from outsidein.workspace.study import open_study

if TYPE_CHECKING:
    from outsidein.evidence import Rehearsal, Source
    from outsidein.measures import Estimate

MOST_RESPONSES: Final = 500_000
MOST_MAPS: Final = 6
"""Beyond these, curves are not compared: people would wait for it."""

Curve = Mapping[str, "Estimate"]
"""How each step feels, by its id; steps that nothing is known of are left out."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A step of a map that feels different from what it did: before and after, None where nothing was or is known."""

    map: str
    step: str
    name: str
    before: Estimate | None
    after: Estimate | None

    @property
    def far(self) -> float:
        """How far it moved, in points of 1–10; a step that came or went counts as one point."""
        return abs(self.after.value - self.before.value) if self.before is not None and self.after is not None else 1.0


def rehearse(
    folder: Folder,
    path: Path,
    source: Source,
    *,
    key: bytes,
    now: datetime,
    name: str = "",
    progress: Progress = nothing,
) -> Rehearsal:
    """What taking in the file at ``path`` as ``name`` would do. Raises EvidenceError where it could not be used."""
    from outsidein import evidence

    folder.prepare(key)
    home = folder.evidence / (name or path.name)
    with tempfile.TemporaryDirectory(prefix="rehearsal-", dir=folder.store) as scratch:
        return evidence.rehearse(
            path,
            source,
            store_folder=folder.store,
            scratch=Path(scratch),
            key=folder.key,
            now=now,
            beside=home,
            progress=progress,
        )


def curves(folder: Folder) -> dict[str, Curve] | None:
    """The curve of every map by its key; None where there is too much to compare in passing."""
    files = [one for one in read_maps(folder) if one.document]
    with open_study(folder) as study:
        rows = sum(entry.counts.responses for entry in study.store.imports)
        if len(files) > MOST_MAPS or rows > MOST_RESPONSES:
            return None
        found: dict[str, Curve] = {}
        for one in files:
            if one.document is None:
                continue
            try:
                points = study.curve(one.document)
            except MeasureError:
                continue
            found[one.document.journey.key] = {point.step: point.level for point in points if point.level is not None}
        return found


def moved(folder: Folder, before: Mapping[str, Curve], after: Mapping[str, Curve]) -> tuple[Moved, ...]:
    """The steps whose level changed by a tenth of a point or more, came or went; those that moved farthest first."""
    found = []
    for one in read_maps(folder):
        if one.document is None or one.document.journey.key not in after:
            continue
        key = one.document.journey.key
        for step in one.document.steps:
            was, now = before.get(key, {}).get(step.id), after[key].get(step.id)
            change = Moved(key, step.id, step.name, was, now)
            if (was is not None or now is not None) and change.far >= 0.1:
                found.append(change)
    return tuple(sorted(found, key=lambda change: -change.far))
