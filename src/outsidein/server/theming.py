"""What workers work out of comments: themes that were named and those that are proposed, as plain JSON; and labels.

What lives here: functions that a worker process runs, like those of studying. Not here: groups and models
(insight.themes), the Book (workspace.voices), asking for any of this (api.themes).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from outsidein import workspace
from outsidein.ground.speech import speaking
from outsidein.server.plain import plain
from outsidein.server.studying import document_of
from outsidein.server.watching import tell


def themes_of(folder: Path, text: str, *, step: str, touchpoint: str, language: str) -> dict[str, Any]:
    """What comments on a map, a step or a touchpoint speak of: ``Told`` with sizes for ids, and the ``quotes``."""
    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        told, quoted = workspace.tell(study, document_of(text), step=step, touchpoint=touchpoint, progress=tell)
    made: dict[str, Any] = plain(told)
    for one in made["proposals"]:
        one["comments"] = len(one["comments"])
    made["learnt"]["recognised"] = len(made["learnt"]["recognised"])
    quotes = {
        id: {"text": one.text, "touchpoint": one.touchpoint, "step": one.step} for id, one in sorted(quoted.items())
    }
    return {**made, "quotes": quotes}


def put_label(folder: Path, comment: str, theme: str, *, by: str, language: str) -> None:
    """Put a comment under a theme, or under none."""
    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        workspace.label(study, comment, theme, by=by)
