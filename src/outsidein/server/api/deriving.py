"""Maps begun from another: another state, the finer journey of a step, a blueprint, the journey of a relationship."""

from __future__ import annotations

from dataclasses import replace

from asgiref.sync import async_to_sync
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from outsidein import maps
from outsidein import workspace as workspaces
from outsidein.ground import slug
from outsidein.server import projection, rooms
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.api.maps import MapOut, map_out, renamed
from outsidein.server.audit import note
from outsidein.server.language import spoken
from outsidein.server.models import Map
from outsidein.server.problems import not_found, refused

router = Router(tags=["deriving"])


class NewState(Schema, extra="forbid"):
    """What the new map is to show, and its title; empty: that of the map."""

    state: str = Field(pattern="^(to-be|ideal)$")
    title: str = Field("", max_length=300)


class Opened(Schema, extra="forbid"):
    """The title of the finer journey; empty: the name of the step."""

    title: str = Field("", max_length=300)


class NewBlueprint(Schema, extra="forbid"):
    """The title of the blueprint (empty: that of the map with the kind's name) and which kind of map it is."""

    title: str = Field("", max_length=300)
    kind: str = Field("service-blueprint", max_length=100)


@router.post("/workspaces/{workspace}/maps/{map}/states", response={201: MapOut}, **needs(Act.EDIT))
def begin_state(request: HttpRequest, workspace: str, map: str, new: NewState) -> tuple[int, MapOut]:
    """Begin the to-be or ideal state of a map as a map of its own, with all that the map says."""
    came = entered(request)
    document, _ = async_to_sync(rooms.document)(came.map(map).id)
    key = f"{document.journey.key}-{new.state}"[:100]
    begun = maps.begin_state(document, state=maps.State(new.state), key=key, title=new.title)
    return 201, _adopt(came, begun)


@router.post("/workspaces/{workspace}/maps/{map}/steps/{step}/journey", response={201: MapOut}, **needs(Act.EDIT))
def open_step(request: HttpRequest, workspace: str, map: str, step: str, new: Opened) -> tuple[int, MapOut]:
    """Begin the finer journey that a step opens into, and let the step say so."""
    came = entered(request)
    row = came.map(map)
    document, _ = async_to_sync(rooms.document)(row.id)
    at = document.records.get(step)
    if not isinstance(at, maps.Step):
        raise not_found()
    head = document.journey
    title = new.title or at.name
    begun = maps.begin(slug(title) or "journey", title=title, preset="blank", language=head.language)
    begun = begun.put(replace(begun.journey, phase=head.phase, owner=head.owner))
    begun = _free(came, begun)
    opened = document.put(replace(at, opens=begun.journey.key))
    _tie(came, row, document, opened)
    return 201, _adopt(came, begun)


@router.post("/workspaces/{workspace}/maps/{map}/blueprint", response={201: MapOut}, **needs(Act.EDIT))
def derive_blueprint(request: HttpRequest, workspace: str, map: str, new: NewBlueprint) -> tuple[int, MapOut]:
    """Begin a blueprint with the front stage that a map shows: what customers do, see and meet."""
    came = entered(request)
    document, _ = async_to_sync(rooms.document)(came.map(map).id)
    if new.kind not in maps.kinds():
        raise refused(422, "server/unknown-kind")
    with spoken(request):
        begun = workspaces.blueprint_of(document, title=new.title, of=new.kind)
    return 201, _adopt(came, begun)


@router.post("/workspaces/{workspace}/maps/{map}/flows/{flow}/journey", response={201: MapOut}, **needs(Act.EDIT))
def investigate_flow(request: HttpRequest, workspace: str, map: str, flow: str, new: Opened) -> tuple[int, MapOut]:
    """Begin the journey map that looks into a relationship of a network, and let the flow say so."""
    came = entered(request)
    row = came.map(map)
    document, _ = async_to_sync(rooms.document)(row.id)
    if not isinstance(document.records.get(flow), maps.Flow):
        raise not_found()
    begun, _ = workspaces.journey_of(document, flow, title=new.title)
    begun = _free(came, begun)
    _, linked = workspaces.journey_of(document, flow, key=begun.journey.key, title=new.title)
    _tie(came, row, document, linked)
    return 201, _adopt(came, begun)


def _tie(came: Entered, row: Map, base: maps.Document, document: maps.Document) -> None:
    """Let the map say what one of its records opens into."""
    async_to_sync(rooms.change)(
        row.id,
        document,
        base=base,
        author=came.user.called,
        by=str(came.user.id),
        kind="api",
        owner=came.may(Act.MANAGE),
    )
    async_to_sync(projection.write_out)(row.id)


def _free(came: Entered, document: maps.Document) -> maps.Document:
    """The map under a key that no other has."""
    taken = set(came.here.maps.filter(deleted=None).values_list("key", flat=True))
    return renamed(document, taken) if document.journey.key in taken else document


def _adopt(came: Entered, document: maps.Document) -> MapOut:
    document = _free(came, document)
    id = async_to_sync(projection.adopt)(came.here.id, document, author=came.user.called)
    note(came, "map.created", map=id, title=document.journey.title)
    return map_out(came.here.maps.get(id=id))
