"""Kinds of map, their lanes and the words of the field, as data for whoever draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from outsidein import maps
from outsidein.maps import KindLane, LaneEntry, Level, Role, catalog
from outsidein.server import studying
from outsidein.server.access import Act, needs
from outsidein.server.language import spoken

router = Router(tags=["kinds"])


@router.get("/kinds", **needs(Act.ANYONE))
def list_kinds(request: HttpRequest, language: str = "") -> list[dict[str, Any]]:
    """Every kind of map, as ``Kind`` in web/schema, in the language asked for."""
    with spoken(request, language):
        return [_kind(one) for one in maps.kinds().values()]


@router.get("/presets", **needs(Act.ANYONE))
def list_presets(request: HttpRequest, language: str = "") -> list[dict[str, Any]]:
    """Ways to begin a map: stage presets with the names of their stages."""
    with spoken(request, language):
        return [
            {"id": one.id, "name": one.name, "meaning": one.meaning, "stages": [stage.name for stage in one.stages]}
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
        "lanes": [_lane(lane) for lane in one.lanes],
        "quads": [{"key": quad.key, "title": quad.title, "hint": quad.hint, "icon": quad.icon} for quad in one.quads],
        "catalogue": [_entry(entry) for entry in catalog.lanes().values()],
        "terms": _terms(),
    }


def _lane(lane: KindLane) -> dict[str, Any]:
    return {
        **_entry(lane.of),
        "key": lane.key,
        "title": lane.title,
        "hint": lane.hint,
        "level": lane.level,
        "role": lane.role,
        "writing": lane.writing,
        "inside": lane.inside,
        "required": lane.required,
        "quad": lane.quad,
    }


def _entry(entry: LaneEntry) -> dict[str, Any]:
    return {
        "key": "",
        "of": entry.id,
        "title": entry.name,
        "hint": entry.hint,
        "meaning": entry.meaning,
        "level": Level(entry.level),
        "role": Role.CARDS,
        "writing": entry.rule,
        "look": entry.look,
        "tone": entry.tone,
        "icon": entry.icon,
        "side": entry.side,
        "inside": entry.side is maps.Side.ORGANISATION,
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
