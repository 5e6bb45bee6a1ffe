"""Journeys: how they are walked, by whom, against others and against a map; and a draft map of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Final

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from ninja import Path as InPath
from ninja import Query, Router, Schema
from pydantic import Field

from outsidein.ground import slug
from outsidein.measures.journeys import Spot, Standing
from outsidein.server import projection, studying, walking
from outsidein.server.access import Act, entered, needs
from outsidein.server.api.answers import answered, live_text
from outsidein.server.api.maps import MapOut, map_out, renamed
from outsidein.server.asked import TICKET, desk, work_out
from outsidein.server.audit import note
from outsidein.server.language import language_of
from outsidein.server.problems import refused

router = Router(tags=["journeys"])

NOTION: Final = r"^(case|customer|session(:[1-9][0-9]{0,4})?|account:.{1,100})$"
LENGTH: Final = r"^[1-9][0-9]{0,4}[mhdw]$"
Ticket = Annotated[str, Field(pattern=TICKET)]
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class SideIn(Schema, extra="forbid"):
    """Whose journeys: the notion, segments as ``name=value`` (repeat), and from and to which day they began."""

    notion: str = Field("case", pattern=NOTION, max_length=120)
    segment: list[str] = Field(default_factory=list, max_length=10)
    first: date | None = None
    last: date | None = None

    def side(self) -> walking.Side:
        """As workers take it. Raises Problem for a segment without ``=``."""
        return walking.Side(segments=segments_in(self.segment), first=self.first, last=self.last)


class OverviewIn(SideIn):
    """Whose journeys; an empty notion is the first that makes sense of what there is."""

    notion: str = Field("", pattern=rf"^$|{NOTION}", max_length=120)


class FlowsIn(SideIn):
    """How many first events, and how many touchpoints are told apart at each; ``merged``: repeats in a row are one."""

    events: int = Field(6, ge=2, le=12)
    top: int = Field(8, ge=1, le=20)
    merged: bool = False


class FunnelIn(SideIn):
    """Touchpoints in order, and how long from the first to the last: 30m, 12h, 7d, 2w; empty: any time."""

    step: list[str] = Field(min_length=1, max_length=12)
    within: str = Field("", pattern=rf"^$|{LENGTH}")


class PathsIn(SideIn):
    """How many first events a beginning has, and how many rows."""

    events: int = Field(5, ge=1, le=20)
    top: int = Field(20, ge=1, le=200)


class TransitionsIn(SideIn):
    """How many rows."""

    top: int = Field(50, ge=1, le=1000)


class RetentionIn(SideIn):
    """How long a cohort is."""

    every: str = Field("month", pattern="^(day|week|month)$")


class CompareIn(FlowsIn):
    """Against whom: other segments, or another time; and the funnel's steps, where it is wanted too."""

    against: list[str] = Field(default_factory=list, max_length=10)
    against_first: date | None = None
    against_last: date | None = None
    step: list[str] = Field(default_factory=list, max_length=12)
    within: str = Field("", pattern=rf"^$|{LENGTH}")


class DifferencesIn(CompareIn):
    """And what a part of the page needs: how long a cohort is, and which map is held against both sides."""

    every: str = Field("month", pattern="^(day|week|month)$")
    map: str = Field("", max_length=12)


class DesignedIn(SideIn):
    """Which map."""

    map: str = Field(max_length=12)


class PeopleIn(SideIn):
    """A place of the flows, such as ``2.touchpoint.search`` or ``2.others``, and where they go: ``3.end``."""

    at: str = Field(max_length=400)
    to: str = Field("", max_length=400)
    top: int = Field(8, ge=1, le=20)
    merged: bool = False
    limit: int = Field(20, ge=1, le=100)


class DraftIn(SideIn):
    """Whose journeys a draft map is to be made of, and what it is called."""

    title: str = Field("", max_length=300)


def segments_in(said: list[str]) -> tuple[tuple[str, str], ...]:
    """Segments as people send them, ``name=value``, by name. Raises Problem for any other, and for a name twice."""
    found = {}
    for one in said:
        name, equals, value = one.partition("=")
        if not (name and equals and value) or name in found:
            raise refused(422, "server/bad-filter", text=one)
        found[name] = value
    return tuple(sorted(found.items()))


def spot_in(said: str) -> Spot:
    """A place of the flows as people send it. Raises Problem for what is none."""
    position, _, rest = said.partition(".")
    standing, _, touchpoint = rest.partition(".")
    named = standing == Standing.TOUCHPOINT
    if not (position.isdecimal() and len(position) < 4 and int(position) and standing in set(Standing)):
        raise refused(422, "server/bad-place")
    if named != bool(touchpoint):
        raise refused(422, "server/bad-place")
    return Spot(int(position), Standing(standing), touchpoint)


def within_in(said: str) -> timedelta | None:
    """A length of time, already checked."""
    return timedelta(**{_UNITS[said[-1]]: int(said[:-1])}) if said else None


def _told(
    request: HttpRequest, name: str, function: Callable[..., object], wanted: SideIn, **more: Any
) -> HttpResponse:
    """A worker's answer to a question, kept by the evidence, the filter and the language."""
    folder, language = Path(entered(request).here.folder), language_of(request)
    side = wanted.side()
    key = ("journeys", name, str(folder), studying.evidence_stamp(folder), wanted.notion, side,
           tuple(sorted(more.items())), language)  # fmt: skip
    return answered(request, key, function, folder, notion=wanted.notion, side=side, language=language, **more)


@router.get("/workspaces/{workspace}/journeys", **needs(Act.SEE))
def read_journeys(request: HttpRequest, workspace: str, wanted: Query[OverviewIn]) -> HttpResponse:
    """What journeys there are: whose they can be, touchpoints with their reach, segments, days. No events: none."""
    return _told(request, "overview", walking.overview, wanted)


@router.get("/workspaces/{workspace}/journeys/flows", **needs(Act.SEE))
def read_flows(request: HttpRequest, workspace: str, wanted: Query[FlowsIn]) -> HttpResponse:
    """Where journeys stand with their first events, and where they go from there."""
    return _told(request, "flows", walking.flows_of, wanted, first=wanted.events, top=wanted.top, merged=wanted.merged)


@router.get("/workspaces/{workspace}/journeys/funnel", **needs(Act.SEE))
def read_funnel(request: HttpRequest, workspace: str, wanted: Query[FunnelIn]) -> HttpResponse:
    """How many get from step to step, in this order and in any, and how long it takes them."""
    steps, within = tuple(wanted.step), within_in(wanted.within)
    return _told(request, "funnel", walking.funnel_of, wanted, steps=steps, within=within)


@router.get("/workspaces/{workspace}/journeys/paths", **needs(Act.SEE))
def list_paths(request: HttpRequest, workspace: str, wanted: Query[PathsIn]) -> HttpResponse:
    """The most frequent beginnings and the most frequent whole journeys."""
    return _told(request, "paths", walking.paths_of, wanted, first=wanted.events, top=wanted.top)


@router.get("/workspaces/{workspace}/journeys/transitions", **needs(Act.SEE))
def list_transitions(request: HttpRequest, workspace: str, wanted: Query[TransitionsIn]) -> HttpResponse:
    """What follows what, how often and after how long."""
    return _told(request, "transitions", walking.transitions_of, wanted, top=wanted.top)


@router.get("/workspaces/{workspace}/journeys/places", **needs(Act.SEE))
def list_places(request: HttpRequest, workspace: str, wanted: Query[SideIn]) -> HttpResponse:
    """Touchpoint by touchpoint: who comes there, who comes again, whose journey ends there."""
    return _told(request, "places", walking.places_of, wanted)


@router.get("/workspaces/{workspace}/journeys/retention", **needs(Act.SEE))
def read_retention(request: HttpRequest, workspace: str, wanted: Query[RetentionIn]) -> HttpResponse:
    """Who comes back, by when they first came. Ask for customers: a visit never comes back."""
    return _told(request, "retention", walking.retention_of, wanted, every=wanted.every)


@router.get("/workspaces/{workspace}/journeys/compare", **needs(Act.SEE))
def compare_journeys(request: HttpRequest, workspace: str, wanted: Query[CompareIn]) -> HttpResponse:
    """These journeys against others: flows, reach and the funnel, each with its differences and their intervals."""
    against = _against(wanted)
    return _told(
        request, "compare", walking.compared, wanted, against=against, first=wanted.events, top=wanted.top,
        merged=wanted.merged, steps=tuple(wanted.step), within=within_in(wanted.within),
    )  # fmt: skip


@router.get("/workspaces/{workspace}/journeys/compare/{part}", **needs(Act.SEE))
def list_differences(
    request: HttpRequest, workspace: str, part: walking.Part, wanted: Query[DifferencesIn]
) -> HttpResponse:
    """What two sides differ by in one part of the page, each difference with its interval, corrected together."""
    text, etag = "", ""
    if part is walking.Part.DESIGNED:
        text, etag = live_text(entered(request).map(wanted.map))
    return _told(
        request, f"differences {etag}", walking.differences, wanted, part=part, against=_against(wanted),
        first=wanted.events, top=wanted.top, steps=tuple(wanted.step), within=within_in(wanted.within),
        every=wanted.every, text=text,
    )  # fmt: skip


def _against(wanted: CompareIn) -> walking.Side:
    """The other side. Raises Problem where a journey could be on both."""
    against = walking.Side(segments=segments_in(wanted.against), first=wanted.against_first, last=wanted.against_last)
    if not _apart(wanted.side(), against):
        raise refused(422, "server/same-journeys")
    return against


def _apart(this: walking.Side, against: walking.Side) -> bool:
    """Whether no journey can be on both sides: another value of one segment, or one time after the other."""
    mine, other = dict(this.segments), dict(against.segments)
    if any(other.get(name, value) != value for name, value in mine.items()):
        return True
    return any(one.last and two.first and one.last < two.first for one, two in ((this, against), (against, this)))


@router.get("/workspaces/{workspace}/journeys/designed", **needs(Act.SEE))
def read_designed(request: HttpRequest, workspace: str, wanted: Query[DesignedIn]) -> HttpResponse:
    """The way that a map draws against those that are walked."""
    text, etag = live_text(entered(request).map(wanted.map))
    return _told(request, f"designed {etag}", walking.designed_of, wanted, text=text)


@router.get("/workspaces/{workspace}/journeys/people", **needs(Act.SEE))
def list_people(request: HttpRequest, workspace: str, wanted: Query[PeopleIn]) -> HttpResponse:
    """Who walks a flow, beside everybody else, and what these customers said."""
    at, to = spot_in(wanted.at), spot_in(wanted.to) if wanted.to else None
    return _told(
        request,
        "people",
        walking.people_of,
        wanted,
        at=at,
        to=to,
        top=wanted.top,
        merged=wanted.merged,
        limit=wanted.limit,
    )


class ProgressOut(Schema):
    """How far a question is: ``share`` of 0–1, none where unknown, and what is being done; ``waits`` once asked."""

    waits: bool
    share: float | None = None
    doing: str = ""


@router.get("/workspaces/{workspace}/journeys/asked/{ticket}", response=ProgressOut, **needs(Act.SEE))
def read_progress(request: HttpRequest, workspace: str, ticket: InPath[Ticket]) -> ProgressOut:
    """How far a question is that was asked with ``X-Ticket`` by the same person; not waiting once it is answered."""
    found = desk.find(request, ticket)
    return ProgressOut(waits=True, **found.told) if found else ProgressOut(waits=False)


@router.delete("/workspaces/{workspace}/journeys/asked/{ticket}", response={204: None}, **needs(Act.SEE))
def stop_question(request: HttpRequest, workspace: str, ticket: InPath[Ticket]) -> tuple[int, None]:
    """Stop a question that was asked with ``X-Ticket`` by the same person; nothing of its work is kept."""
    if found := desk.find(request, ticket):
        found.stop()
    return 204, None


@router.post("/workspaces/{workspace}/journeys/draft", response={201: MapOut}, **needs(Act.EDIT))
def draft_journeys(request: HttpRequest, workspace: str, new: DraftIn) -> tuple[int, MapOut]:
    """Discover what journeys are typical, and put a draft map of them into the workspace."""
    came, language = entered(request), language_of(request)
    folder = Path(came.here.folder)
    side = new.side()
    stamp, name = studying.evidence_stamp(folder), slug(new.title) or "discovered"
    key = ("journeys", "draft", str(folder), stamp, new.notion, side, new.title, language)
    drafted = work_out(
        request, key, walking.draft_of, folder,
        notion=new.notion, side=side, name=name, title=new.title, language=language,
    )  # fmt: skip
    document = studying.document_of(json.loads(drafted))
    taken = set(came.here.maps.filter(deleted=None).values_list("key", flat=True))
    if document.journey.key in taken:
        document = renamed(document, taken)
    id = async_to_sync(projection.adopt)(came.here.id, document, author=came.user.called)
    note(came, "map.created", map=id, title=document.journey.title)
    return 201, map_out(came.here.maps.get(id=id))
