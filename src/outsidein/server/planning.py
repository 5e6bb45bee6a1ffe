"""What workers plan: opportunities, initiatives and results of a workspace folder, as plain JSON.

What lives here: functions that a worker process runs, like those of studying; these write. Not here: the use cases
(workspace.plan), who may call them (api.actions).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from outsidein import workspace
from outsidein.action import Actions, Initiative, Opportunity, State
from outsidein.ground.speech import speaking
from outsidein.measures import Period, Where
from outsidein.server.plain import plain
from outsidein.server.studying import document_of


@dataclass(frozen=True, slots=True)
class Opening:
    """An opportunity to open; what is empty is proposed from the evidence."""

    where: str
    title: str = ""
    question: str = ""
    owner: str = ""
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beginning:
    """An initiative to start."""

    where: str
    measure: str
    title: str
    owner: str
    start: date
    opportunity: str = ""
    filter: Where = ()
    due: date | None = None
    target: float | None = None
    about: str = ""


def actions(folder: Path, *, language: str) -> dict[str, Any]:
    """Everything that the workspace plans and did."""
    with speaking(language):
        return _told(workspace.list_actions(workspace.find(folder)))


def proposal(folder: Path, text: str, where: str, *, now: datetime, language: str) -> dict[str, Any]:
    """A first “How might we …?” for a place of the map, and what the evidence found there."""
    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        document = document_of(text)
        question, finding = workspace.propose(document, study.read(document, now=now), where)
    return {"question": question, "finding": plain(finding)}


def open_opportunity(
    folder: Path, text: str, wanted: Opening, *, by: str, now: datetime, language: str
) -> dict[str, Any]:
    """Open an opportunity with its finding and score frozen as the evidence has them now."""
    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        document = document_of(text)
        made = workspace.open_opportunity(
            study.folder,
            document,
            study.read(document, now=now),
            where=wanted.where,
            title=wanted.title,
            question=wanted.question,
            owner=wanted.owner,
            cards=wanted.cards,
            by=by,
            now=now,
        )
    return _opportunity(made)


def start_initiative(
    folder: Path, text: str, wanted: Beginning, *, by: str, now: datetime, language: str
) -> dict[str, Any]:
    """Start an initiative and freeze its baseline."""
    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        made = workspace.start_initiative(
            study,
            document_of(text),
            where=wanted.where,
            measure=wanted.measure,
            title=wanted.title,
            owner=wanted.owner,
            start=wanted.start,
            opportunity=wanted.opportunity,
            filter=wanted.filter,
            due=wanted.due,
            target=wanted.target,
            about=wanted.about,
            by=by,
            now=now,
        )
        return _initiative(made, workspace.list_actions(study.folder))


def record_result(
    folder: Path,
    initiative: str,
    *,
    first: date,
    last: date,
    others: Where,
    note: str,
    by: str,
    now: datetime,
    language: str,
) -> dict[str, Any]:
    """Hold the same measure of later days against the baseline, and keep what came of it."""
    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        workspace.record_result(
            study, initiative=initiative, period=Period(first, last), others=others, note=note, by=by, now=now
        )
        held = workspace.list_actions(study.folder)
        return _initiative(held.initiative(initiative), held)


def turn(folder: Path, id: str, *, state: str, note: str, by: str, now: datetime, language: str) -> dict[str, Any]:
    """Move an opportunity or initiative into another state."""
    place = workspace.find(folder)
    with speaking(language):
        made = workspace.turn(place, id, state=State(state), note=note, by=by, now=now)
        return _either(made, workspace.list_actions(place))


def revise(folder: Path, id: str, *, language: str, **fields: Any) -> dict[str, Any]:
    """Reword an opportunity or initiative, or give it to somebody else."""
    place = workspace.find(folder)
    with speaking(language):
        made = workspace.revise(place, id, **fields)
        return _either(made, workspace.list_actions(place))


def _told(held: Actions) -> dict[str, Any]:
    return {
        "opportunities": [_opportunity(one) for one in held.opportunities],
        "initiatives": [_initiative(one, held) for one in held.initiatives],
    }


def _either(one: Opportunity | Initiative, held: Actions) -> dict[str, Any]:
    return _opportunity(one) if isinstance(one, Opportunity) else _initiative(one, held)


def _opportunity(one: Opportunity) -> dict[str, Any]:
    return {**plain(one), "state": str(one.state)}


def _initiative(one: Initiative, held: Actions) -> dict[str, Any]:
    from outsidein import action

    results = [{**plain(result), "says": action.told(result, one)} for result in held.results_of(one.id)]
    return {**plain(one), "state": str(one.state), "measure": one.measure, "results": results}
