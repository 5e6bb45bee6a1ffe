"""What workers foretell from the happenings of a workspace: staying, leaving, next steps, what ifs, credit, changes.

What lives here: functions that a worker process runs, like those of studying; no case is named in what they give. Not
here: the statistics (workspace.foretelling, workspace.valuing), asking for any of this (api.foretelling).
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from outsidein import workspace
from outsidein.ground.progress import stretch
from outsidein.ground.speech import speaking
from outsidein.server.phrases import say
from outsidein.server.plain import plain
from outsidein.server.watching import tell

_READ: Final = 0.15
"""How far a question is once the events are read, as it is told."""
_asking: Final = stretch(tell, _READ, 1)


def _happened(folder: Path, notion: str) -> workspace.Happenings:
    """The events; from then on whoever asks them tells the rest of the way."""
    tell(0, 1, say("foretelling.reading"))
    found = workspace.open_happenings(folder, log=workspace.Log(notion=notion))
    tell(_READ, 1, say("foretelling.asking"))
    return found


def staying_of(
    folder: Path, *, notion: str, event: str, silent: timedelta | None, by: str, language: str
) -> dict[str, Any]:
    """How long they stay, or take until ``event``; by segment with the log-rank test: ``Staying``."""
    with speaking(language):
        found: dict[str, Any] = plain(workspace.staying(_happened(folder, notion), event=event, silent=silent, by=by))
    return found


def foretold_of(
    folder: Path, *, notion: str, event: str, within: timedelta | None, trees: bool, language: str
) -> dict[str, Any]:
    """Who will have left, or come to ``event``, with the proof and its calibration: ``Foretold``, without names."""
    with speaking(language):
        found: dict[str, Any] = plain(
            workspace.foretell(_happened(folder, notion), event=event, within=within, trees=trees, progress=_asking)
        )
    return found


def next_of(folder: Path, *, notion: str, path: tuple[str, ...], language: str) -> dict[str, Any]:
    """What comes after ``path``, and how well that is foretold: ``Following``."""
    with speaking(language):
        found: dict[str, Any] = plain(workspace.foretell_next(_happened(folder, notion), path=path, progress=_asking))
    return found


def what_ifs_of(folder: Path, *, question: str, alone: bool, language: str) -> dict[str, Any]:
    """What would go with moved scores, touchpoint by touchpoint, under the names that the maps give them."""
    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        found: dict[str, Any] = plain(
            workspace.what_if(study, question=question, alone=alone, names=_names(folder), progress=tell)
        )
    return found


def _names(folder: Path) -> dict[str, str]:
    """What the maps call touchpoints, by key."""
    found: dict[str, str] = {}
    for file in workspace.read_maps(workspace.find(folder)):
        for one in file.document.touchpoints if file.document else ():
            found.setdefault(one.id.partition(":")[2] or one.id, one.name)
    return found


def credited_of(folder: Path, *, notion: str, goal: str, language: str) -> dict[str, Any]:
    """To which touchpoints a goal is credited, by every rule: ``Credited``."""
    with speaking(language):
        found: dict[str, Any] = plain(workspace.credited(_happened(folder, notion), goal=goal, progress=_asking))
    return found


def changes_of(folder: Path, *, notion: str, language: str) -> dict[str, Any]:
    """What changed in how journeys are walked, found unaided: ``Changes``."""
    with speaking(language):
        found: dict[str, Any] = plain(workspace.find_changes(folder, log=workspace.Log(notion=notion), progress=tell))
    return found
