"""Comparing two maps: as is against to be, with what was measured beside what people expect.

What lives here: compare_maps, compare_files, begin_state_of. Not here: the comparison (maps.compare), the picture
(render.states).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from outsidein import maps
from outsidein.ground import Diagnostic, MapError, Place, WorkspaceError
from outsidein.maps import Comparison, Document, State
from outsidein.workspace.author import load_map, read_maps, save_map
from outsidein.workspace.folder import Folder, find
from outsidein.workspace.phrases import say
from outsidein.workspace.pictures import pictures_of
from outsidein.workspace.publish import Made
from outsidein.workspace.study import open_study

if TYPE_CHECKING:
    from outsidein.measures import Estimate
    from outsidein.render.states import StatesScene

FORMS: Final = ("html", "pdf", "svg", "png")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two states of a journey, and the levels that were measured at the steps of each, by step id."""

    comparison: Comparison
    measured_was: Mapping[str, Estimate]
    measured_now: Mapping[str, Estimate]
    pictures: Mapping[str, bytes]
    """Those of the later map, by name."""

    def scene(self, *, language: str = "") -> StatesScene:
        """The picture of it, in ``language`` or that of the later map."""
        from outsidein.render.states import compose_states

        return compose_states(
            self.comparison,
            measured_was=self.measured_was,
            measured_now=self.measured_now,
            language=language,
            pictures=self.pictures,
        )


def compare_maps(folder: Folder, was: str, now: str) -> Compared:
    """The maps called ``was`` and ``now``. Raises WorkspaceError or MapError as ``load_map`` does."""
    return compare_documents(folder, load_map(folder, was), load_map(folder, now))


def compare_files(was: Path, now: Path) -> Compared:
    """Two map files, wherever they lie; nothing measured stands beside where the later one lies in no workspace.

    Raises MapError where one cannot be read.
    """
    folder = None
    with suppress(WorkspaceError):  # its own kinds are known from here on
        folder = find(now.parent)
    read = []
    for path in (was, now):
        document, found = maps.load(path)
        if document is None:
            raise MapError(*found)
        read.append(document)
    if folder is None:
        return Compared(maps.compare(*read), {}, {}, {})
    return compare_documents(folder, *read)


def compare_documents(folder: Folder, was: Document, now: Document) -> Compared:
    """Two maps, with the levels that the workspace measured at their steps.

    Evidence speaks of the world as it is: a state that is not yet has none, whatever touchpoints it shares.
    """
    return Compared(maps.compare(was, now), _measured(folder, was), _measured(folder, now), pictures_of(folder, now))


def print_states(compared: Compared, form: str, *, now: datetime, language: str = "") -> Made:
    """The picture as ``html``, ``pdf``, ``svg`` or ``png``."""
    from outsidein.render.states import print_states as press
    from outsidein.render.states import write_states

    scene = compared.scene(language=language)
    if form == "html":
        return Made(write_states(scene, pictures=compared.pictures).encode())
    return Made(press(scene, form, created=now, pictures=compared.pictures))


def begin_state_of(folder: Folder, key: str, *, state: State, as_key: str = "", title: str = "") -> Document:
    """Begin another state of the map called ``key`` as a map of its own, and keep it.

    Raises WorkspaceError where there is a map of that key already.
    """
    document = load_map(folder, key)
    new = as_key or f"{document.journey.key}-{state.value}"
    if new in {one.document.journey.key for one in read_maps(folder) if one.document}:
        says, fix = say("comparing.key-taken", key=new), say("comparing.name-another")
        raise WorkspaceError(Diagnostic("workspace/key-taken", says, fix, Place(str(folder.maps))))
    begun = maps.begin_state(document, state=state, key=new, title=title)
    save_map(folder, begun)
    return begun


def _measured(folder: Folder, document: Document) -> Mapping[str, Estimate]:
    if document.journey.state is not State.AS_IS or not (folder.store / "ledger.jsonl").exists():
        return {}
    with open_study(folder) as study:
        if not study.store.imports:
            return {}
        return {one.step: one.level for one in study.curve(document) if one.level is not None}
