"""Beginning: a new workspace with one small map, or the sample.

What lives here: use cases that make a workspace. Not here: what the sample holds (sample), the folder itself (folder).
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from outsidein import maps
from outsidein.ground import Diagnostic, EvidenceError, MapError, slug
from outsidein.ground.progress import Progress, nothing
from outsidein.workspace.folder import Folder, create, write_whole
from outsidein.workspace.intake import MAPPING, Failed, ingest
from outsidein.workspace.phrases import say

if TYPE_CHECKING:
    from outsidein.evidence import Ingested


def begin(path: Path, *, name: str, key: bytes, template: str = "") -> Folder:
    """A new workspace with a map to start from, that of a template where one is named; ``key`` is 32 random bytes.

    Raises MapError for a template that there is not, and makes nothing then.
    """
    if template and template not in maps.templates():
        known = ", ".join(sorted(maps.templates()))
        says = say("beginning.no-such-template", template=template)
        raise MapError(Diagnostic("workspace/unknown-template", says, say("beginning.known-templates", known=known)))
    folder = create(path, name=name, key=key)
    own = slug(name) or "journey"
    document = maps.begin_from(template, own) if template else maps.begin(own, title=name)
    write_whole(folder.maps / f"{document.journey.key}.map.yaml", maps.write(document))
    return folder


def build_sample(
    path: Path, *, key: bytes, seed: int, today: date, now: datetime, progress: Progress = nothing
) -> tuple[Folder, tuple[Ingested, ...]]:
    """The sample workspace: a fictional airline's year up to ``today``, made from ``seed`` and taken in."""
    import numpy as np

    from outsidein.evidence import write_mapping
    from outsidein.workspace.sample import build

    folder = create(path, name=build.NAME, about=build.ABOUT, key=key)
    progress(0, 1, say("beginning.making-up-a-year"))
    made = build.sample(np.random.default_rng(seed), today=today)
    for name, data in made.files:
        write_whole(folder.path / name, data)
    for source in made.sources:
        write_whole(folder.evidence / f"{source.id}{MAPPING}", write_mapping(source))
    done = ingest(folder, key=key, now=now, progress=progress)
    if broken := [one for each in done if isinstance(each, Failed) for one in each.diagnostics]:
        raise EvidenceError(*broken)
    return folder, tuple(one for one in done if not isinstance(one, Failed))
