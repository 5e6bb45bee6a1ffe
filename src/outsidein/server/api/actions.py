"""From pain to proof: opportunities, initiatives with their frozen baselines, results; and targets of measures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from asgiref.sync import async_to_sync
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from outsidein.server import planning, rooms
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.api.answers import live_text
from outsidein.server.api.maps import where_in
from outsidein.server.audit import note
from outsidein.server.language import language_of
from outsidein.server.work import workers
from outsidein.workspace import find, read_targets, set_target

router = Router(tags=["actions"])


class NewOpportunity(Schema, extra="forbid"):
    """Where on the map; what is left empty is proposed from the evidence."""

    where: str = Field(max_length=160)
    title: str = Field("", max_length=300)
    question: str = Field("", max_length=1000)
    owner: str = Field("", max_length=200)
    cards: list[str] = Field(default_factory=list, max_length=50)


class NewInitiative(Schema, extra="forbid"):
    """What is done, by whom, from when, on which measure, towards which target."""

    where: str = Field(max_length=160)
    measure: str = Field(max_length=60)
    title: str = Field(min_length=1, max_length=300)
    owner: str = Field(min_length=1, max_length=200)
    start: date
    opportunity: str = Field("", max_length=160)
    filter: list[str] = Field(default_factory=list, max_length=10)
    due: date | None = None
    target: float | None = Field(None, allow_inf_nan=False)
    about: str = Field("", max_length=5000)


class NewResult(Schema, extra="forbid"):
    """Which later days count; ``others`` (``dimension=value``) is where nothing was changed."""

    first: date
    last: date
    others: list[str] = Field(default_factory=list, max_length=10)
    note: str = Field("", max_length=2000)


class Turned(Schema, extra="forbid"):
    """Into which state, and why."""

    state: str = Field(pattern="^(proposed|open|in-progress|done|dropped)$")
    note: str = Field("", max_length=2000)


class Revised(Schema, extra="forbid"):
    """What is to read otherwise; what is missing stays."""

    title: str | None = Field(None, min_length=1, max_length=300)
    question: str | None = Field(None, max_length=1000)
    owner: str | None = Field(None, min_length=1, max_length=200)
    due: date | None = None
    target: float | None = Field(None, allow_inf_nan=False)
    about: str | None = Field(None, max_length=5000)


class TargetIn(Schema, extra="forbid"):
    """The number aimed at, in the measure's unit; null aims at nothing."""

    target: float | None = Field(None, allow_inf_nan=False)


def _asked(request: HttpRequest) -> tuple[Entered, Path, dict[str, Any]]:
    """Who asks, of which folder, and what every plan needs to know."""
    came = entered(request)
    return came, Path(came.here.folder), {"now": datetime.now(UTC), "language": language_of(request)}


def _tell(came: Entered, map: str = "") -> None:
    """Let whoever has a map open see what was planned."""
    rows = came.here.maps.filter(deleted=None)
    for row in rows.filter(id=map) if map else rows:
        async_to_sync(rooms.tell)(row.id, "actions")


@router.get("/workspaces/{workspace}/actions", **needs(Act.SEE))
def list_actions(request: HttpRequest, workspace: str) -> dict[str, Any]:
    """Opportunities and initiatives with their results, in the order in which they came."""
    _, folder, known = _asked(request)
    return planning.actions(folder, language=known["language"])


@router.get("/workspaces/{workspace}/maps/{map}/proposal", **needs(Act.SEE))
def read_proposal(request: HttpRequest, workspace: str, map: str, where: str) -> dict[str, Any]:
    """A first “How might we …?” for a step or touchpoint (its id)."""
    came, folder, known = _asked(request)
    text, etag = live_text(came.map(map))
    key = ("proposal", map, etag, where, known["language"], known["now"].date())
    return workers.ask(key, planning.proposal, folder, text, where, **known)


@router.post("/workspaces/{workspace}/maps/{map}/opportunities", response={201: dict[str, Any]}, **needs(Act.EDIT))
def open_opportunity(request: HttpRequest, workspace: str, map: str, new: NewOpportunity) -> tuple[int, dict[str, Any]]:
    """Open an opportunity at a step or touchpoint; its finding and score are frozen as they are now."""
    came, folder, known = _asked(request)
    text, _ = live_text(came.map(map))
    wanted = planning.Opening(new.where, new.title, new.question, new.owner, tuple(new.cards))
    made = workers.do(planning.open_opportunity, folder, text, wanted, by=came.user.called, **known)
    note(came, "opportunity.opened", map=map, id=made["id"])
    _tell(came, map)
    return 201, made


@router.post("/workspaces/{workspace}/maps/{map}/initiatives", response={201: dict[str, Any]}, **needs(Act.EDIT))
def start_initiative(request: HttpRequest, workspace: str, map: str, new: NewInitiative) -> tuple[int, dict[str, Any]]:
    """Start an initiative; its baseline is worked out from the year before its start and frozen."""
    came, folder, known = _asked(request)
    text, _ = live_text(came.map(map))
    wanted = planning.Beginning(
        where=new.where,
        measure=new.measure,
        title=new.title,
        owner=new.owner,
        start=new.start,
        opportunity=new.opportunity,
        filter=where_in(new.filter),
        due=new.due,
        target=new.target,
        about=new.about,
    )
    made = workers.do(planning.start_initiative, folder, text, wanted, by=came.user.called, **known)
    note(came, "initiative.started", map=map, id=made["id"])
    _tell(came, map)
    return 201, made


@router.post(
    "/workspaces/{workspace}/initiatives/{initiative}/results", response={201: dict[str, Any]}, **needs(Act.EDIT)
)
def record_result(request: HttpRequest, workspace: str, initiative: str, new: NewResult) -> tuple[int, dict[str, Any]]:
    """Hold the measure of later days against the frozen baseline; the result is kept and never changed."""
    came, folder, known = _asked(request)
    made = workers.do(
        planning.record_result,
        folder,
        initiative,
        first=new.first,
        last=new.last,
        others=where_in(new.others),
        note=new.note,
        by=came.user.called,
        **known,
    )
    note(came, "result.recorded", initiative=initiative)
    _tell(came)
    return 201, made


@router.post("/workspaces/{workspace}/actions/{action}/state", **needs(Act.EDIT))
def turn_action(request: HttpRequest, workspace: str, action: str, turned: Turned) -> dict[str, Any]:
    """Move an opportunity or initiative into another state; its history keeps the old ones."""
    came, folder, known = _asked(request)
    made = planning.turn(folder, action, state=turned.state, note=turned.note, by=came.user.called, **known)
    note(came, "action.turned", id=action, state=turned.state)
    _tell(came)
    return made


@router.patch("/workspaces/{workspace}/actions/{action}", **needs(Act.EDIT))
def revise_action(request: HttpRequest, workspace: str, action: str, revised: Revised) -> dict[str, Any]:
    """Reword an opportunity or initiative, or give it to somebody else; what was frozen stays."""
    came, folder, known = _asked(request)
    made = planning.revise(folder, action, language=known["language"], **revised.dict(exclude_none=True))
    note(came, "action.revised", id=action)
    _tell(came)
    return made


@router.get("/workspaces/{workspace}/targets", response=dict[str, float], **needs(Act.SEE))
def list_targets(request: HttpRequest, workspace: str) -> dict[str, float]:
    """What the workspace aims at, by measure."""
    return dict(read_targets(find(Path(entered(request).here.folder))))


@router.put("/workspaces/{workspace}/targets/{measure}", response=dict[str, float], **needs(Act.EDIT))
def aim(request: HttpRequest, workspace: str, measure: str, wanted: TargetIn) -> dict[str, float]:
    """Set the target of a measure, or take it away."""
    came = entered(request)
    found = dict(set_target(find(Path(came.here.folder)), measure, wanted.target))
    note(came, "target.set", measure=measure)
    return found
