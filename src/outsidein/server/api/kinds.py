"""Kinds of map, their lanes and the words of the field, as data for whoever draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from outsidein import maps
from outsidein.ground import MapError
from outsidein.maps import KindLane, LaneEntry, Level, Role, catalog
from outsidein.server import studying
from outsidein.server.access import Act, entered, needs
from outsidein.server.audit import note
from outsidein.server.language import spoken
from outsidein.server.problems import not_found, refused
from outsidein.workspace import keep_kind, remove_kind
from outsidein.workspace.kinds import BIGGEST

router = Router(tags=["kinds"])


@router.get("/kinds", **needs(Act.ANYONE))
def list_kinds(request: HttpRequest, language: str = "") -> list[dict[str, Any]]:
    """Every kind of map, as ``Kind`` in web/schema, in the language asked for."""
    with spoken(request, language):
        return [_kind(one) for one in maps.kinds().values()]


@router.get("/workspaces/{workspace}/kinds", **needs(Act.SEE))
def list_own_kinds(request: HttpRequest, workspace: str, language: str = "") -> list[dict[str, Any]]:
    """Every kind of map that this workspace knows: ours, and behind them those it declares for itself (``own``)."""
    with spoken(request, language):
        return [_kind(one) for one in maps.kinds().values()]


class KindText(Schema):
    """The text that declares a kind of map; see docs/guide/own-kinds.md."""

    text: str


class KindIn(Schema, extra="forbid"):
    """The YAML that declares a kind of map."""

    text: str = Field(max_length=BIGGEST)


@router.get("/workspaces/{workspace}/kinds/{kind}", response=KindText, **needs(Act.SEE))
def read_own_kind(request: HttpRequest, workspace: str, kind: str) -> KindText:
    """The text that declares one of the workspace's own kinds."""
    return KindText(text=_own(kind).source)


@router.put("/workspaces/{workspace}/kinds/{kind}", **needs(Act.EDIT))
def keep_own_kind(request: HttpRequest, workspace: str, kind: str, new: KindIn) -> dict[str, Any]:
    """Declare a kind of map for this workspace, or change it; what maps use of it cannot go."""
    came = entered(request)
    with spoken(request):
        made, found = maps.read_kind(new.text)
        if made is None:
            raise MapError(*found)
        before = maps.kinds().get(kind)
        if before is not None and before.own and came.here.maps.filter(kind=kind).exists():
            _hold(before, made)
        kept = keep_kind(Path(came.here.folder), new.text, id=kind)
        note(came, "kind.kept", kind=kind)
        return _kind(kept)


@router.delete("/workspaces/{workspace}/kinds/{kind}", response={204: None}, **needs(Act.EDIT))
def remove_own_kind(request: HttpRequest, workspace: str, kind: str) -> tuple[int, None]:
    """Remove one of the workspace's own kinds, where no map is of it, not even one in the trash."""
    came = entered(request)
    _own(kind)
    used = [row.title or row.key for row in came.here.maps.filter(kind=kind).order_by("title")[:20]]
    if used:
        raise refused(409, "server/kind-used", maps=", ".join(used))
    remove_kind(Path(came.here.folder), kind)
    note(came, "kind.removed", kind=kind)
    return 204, None


def _own(kind: str) -> maps.Kind:
    found = maps.kinds().get(kind)
    if found is None or not found.own:
        raise not_found()
    return found


def _hold(before: maps.Kind, after: maps.Kind) -> None:
    """Raises Problem where ``after`` lacks what maps of ``before`` may use."""
    stay = {lane.key: lane.level for lane in after.lanes if lane.role.holds_cards}
    gone = [lane.key for lane in before.lanes if lane.role.holds_cards and stay.get(lane.key) is not lane.level]
    gone += [*sorted(before.records - after.records), *sorted(before.ties - after.ties)]
    if before.structure is not after.structure:
        gone.append(before.structure.value)
    if gone:
        raise refused(409, "server/kind-would-break", gone=", ".join(dict.fromkeys(gone)))


@router.get("/presets", **needs(Act.ANYONE))
def list_presets(request: HttpRequest, language: str = "") -> list[dict[str, Any]]:
    """Ways to begin a map: presets with the names of their stages, actors or places, and which kinds they suit."""
    with spoken(request, language):
        return [
            {
                "id": one.id,
                "name": one.name,
                "meaning": one.meaning,
                "stages": [stage.name for stage in one.stages],
                "actors": [actor.name for actor in one.actors],
                "places": [place.name for place in one.places],
                "kinds": [kind.id for kind in maps.kinds().values() if kind.begins_with(one.id)],
            }
            for one in catalog.presets().values()
        ]


class TemplateOut(Schema):
    """A finished map of somebody fictional to begin from; ``levels`` is its drawn curve."""

    id: str
    title: str
    subtitle: str
    kind: str
    language: str
    stages: list[str]
    personas: list[str]
    steps: int
    cards: int
    levels: list[float | None]


@router.get("/templates", response=list[TemplateOut], **needs(Act.ANYONE))
def list_templates(request: HttpRequest) -> list[TemplateOut]:
    """Ways to begin a map: templates by trade, in the language that each is written in."""
    return [TemplateOut(**asdict(one)) for one in maps.templates().values()]


def _kind(one: maps.Kind) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "meaning": one.meaning,
        "structure": one.structure,
        "records": sorted(one.records),
        "own": one.own,
        "spine": asdict(one.spine),
        "starter": one.starter,
        "lanes": [_lane(lane) for lane in one.lanes],
        "lines": [asdict(line) for line in one.lines],
        "ties": sorted(one.ties),
        "rings": list(one.rings),
        "flows": list(one.flows),
        "actors": list(one.actors),
        "plan": one.plan,
        "quads": [{"key": quad.key, "title": quad.title, "hint": quad.hint, "icon": quad.icon} for quad in one.quads],
        "catalogue": [_entry(entry, one.level_of(entry)) for entry in catalog.lanes().values()],
        "terms": _terms(),
    }


def _lane(lane: KindLane) -> dict[str, Any]:
    return {
        **_entry(lane.of, lane.level),
        "key": lane.key,
        "title": lane.title,
        "hint": lane.hint,
        "role": lane.role,
        "writing": lane.writing,
        "inside": lane.inside,
        "offers": lane.offers,
        "required": lane.required,
        "quad": lane.quad,
    }


def _entry(entry: LaneEntry, level: Level) -> dict[str, Any]:
    return {
        "key": "",
        "of": entry.id,
        "title": entry.name,
        "hint": entry.hint,
        "meaning": entry.meaning,
        "level": level,
        "role": Role.CARDS,
        "writing": entry.rule,
        "look": entry.look,
        "tone": entry.tone,
        "icon": entry.icon,
        "side": entry.side,
        "inside": entry.side is maps.Side.ORGANISATION,
        "offers": entry.offers,
        "required": False,
        "quad": "",
    }


def _terms() -> dict[str, list[tuple[str, str]]]:
    named: dict[str, Mapping[str, catalog.Term | catalog.ValueModel]] = {
        "kinds": catalog.touchpoint_kinds(),
        "channels": catalog.channels(),
        "owners": catalog.owners(),
        "media": catalog.media(),
        "categories": catalog.hotspot_categories(),
        "opportunities": catalog.opportunity_categories(),
        "value_models": catalog.value_models(),
        "flows": catalog.flow_kinds(),
        "actors": catalog.actor_kinds(),
        "phases": catalog.life_phases(),
        "beats": catalog.beats(),
    }
    terms = {name: [(term.id, term.name) for term in found.values()] for name, found in named.items()}
    for model in catalog.value_models().values():
        terms[f"values:{model.id}"] = [(term.id, term.name) for term in model.values.values()]
    return terms


@router.get("/catalogue", **needs(Act.ANYONE))
def list_measures_known(request: HttpRequest, language: str = "") -> list[dict[str, Any]]:
    """The catalogue of measures: what each is called, how it is worked out, from how many answers on it can be said."""
    from outsidein.measures import catalogue

    with spoken(request, language):
        return [studying.about_measure(one) for one in catalogue().measures]
