"""What workers tell of several maps at once: two states side by side, the atlas of all journeys, a map as a story.

What lives here: functions that a worker process runs, like those of studying. Not here: asking for them (api.states).
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from outsidein import workspace
from outsidein.ground.speech import speaking
from outsidein.server.plain import plain
from outsidein.server.studying import document_of, patiently


def comparison(folder: Path, was: str, now: str, *, language: str) -> dict[str, Any]:
    """Two maps (texts) as one picture with all that differs in words, as ``StatesScene`` of ``render.states``."""
    with speaking(language):
        return dict(plain(_compared(folder, was, now).scene(language=language)))


def printed_comparison(folder: Path, was: str, now: str, form: str, *, at: datetime, language: str) -> bytes:
    """The picture of two maps as a file."""
    with speaking(language):
        return workspace.print_states(_compared(folder, was, now), form, now=at, language=language).body


def _compared(folder: Path, was: str, now: str) -> workspace.Compared:
    place = workspace.find(folder)
    return patiently(lambda: workspace.compare_documents(place, document_of(was), document_of(now)))


def atlas(folder: Path, *, now: datetime, language: str) -> dict[str, Any]:
    """Every journey of the workspace over the life cycle, as its map files have it."""
    with speaking(language):
        return dict(plain(patiently(lambda: workspace.read_atlas(workspace.find(folder), now=now))))


def hierarchy(folder: Path) -> list[dict[str, Any]]:
    """How the maps of a workspace are tied, as its map files have it."""
    return [dict(plain(one)) for one in workspace.read_hierarchy(workspace.find(folder))]


def story(text: str, *, language: str) -> dict[str, Any]:
    """A map as a story: its frames and the names of their beats."""
    from outsidein import maps

    document = document_of(text)
    with speaking(language):
        told = maps.tell_story(document)
        names = {id: term.name for id, term in maps.catalog.beats().items()}
    return {**plain(told), "told": told.told, "beats": names}


def printed_story(folder: Path, text: str, form: str, *, at: datetime, language: str) -> bytes:
    """The story as a file: a page, or sheets of paper."""
    with speaking(language):
        return workspace.print_story(workspace.find(folder), document_of(text), form, now=at).body
