"""The JSON Schema of the text format, made from the record classes and the kinds of map.

What lives here: schema, which describes what ``write`` writes. Not here: reading (which takes more: a text without
quotes, one card without a list), or the file ``docs/spec/map.schema.json`` (``tools/schema.py`` writes it).
"""

from __future__ import annotations

import inspect
from typing import Any, Final

from outsidein.maps.cast import Persona, Touchpoint
from outsidein.maps.catalog import Level, lanes
from outsidein.maps.cells import Card, Lane
from outsidein.maps.fields import Field, Shape, fields_of
from outsidein.maps.kind import Kind, KindLane, built_in
from outsidein.maps.limits import LONGEST_TEXT
from outsidein.maps.migrate import CURRENT
from outsidein.maps.network import Actor, Flow
from outsidein.maps.plan import PlanPlace
from outsidein.maps.record import Record
from outsidein.maps.spine import Journey, Stage, Step
from outsidein.maps.ties import Arrow, Encounter, Moment

Json = dict[str, Any]

_KEY: Final[Json] = {"type": "string", "pattern": r"^\S{1,100}$"}
_SECTIONS: Final = {"stage": "stages", "actor": "actors", "place": "places"}
"""What stands under which section at the top of a map."""
_TEXT: Final[Json] = {"type": "string", "maxLength": LONGEST_TEXT}


def schema() -> Json:
    """The schema (draft 2020-12) of a map file, as data for ``json.dumps``.

    >>> sorted(schema()["$defs"])[:3]
    ['arrow', 'card', 'cards']
    """
    head = _record(Journey)
    definitions: Json = {
        "key": _KEY,
        "text": _TEXT,
        "persona": _named(Persona),
        "touchpoint": _named(Touchpoint),
        "lane": _lane(),
        "card": {"oneOf": [{"$ref": "#/$defs/text"}, _tied(_part(Card, without=("lane",)))]},
        "cards": {"type": "array", "items": {"$ref": "#/$defs/card"}},
        "level": {"oneOf": [{"type": "number"}, _tied(_part(Card, without=("lane",)))]},
        "levels": {"oneOf": [{"type": "number"}, {"type": "array", "items": {"$ref": "#/$defs/level"}}]},
        "cell": {"anyOf": [{"$ref": "#/$defs/cards"}, {"$ref": "#/$defs/levels"}]},
        "encounter": {"oneOf": [{"$ref": "#/$defs/key"}, _part(Encounter)]},
        "moment": {"oneOf": [{"$ref": "#/$defs/text"}, _part(Moment)]},
        "arrow": {"oneOf": [{"$ref": "#/$defs/key"}, _part(Arrow)]},
        "flow": {"oneOf": [{"$ref": "#/$defs/key"}, _part(Flow)]},
    }
    for kind in built_in().values():
        definitions |= {f"{kind.id}-{name}": parts for name, parts in _sections(kind).items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A map of Outside-In, format version {CURRENT}",
        "description": "What “outsidein” writes. It reads more than that: texts need no quotes there.",
        "type": "object",
        "required": ["outsidein", "map", "kind", "title"],
        "additionalProperties": False,
        "properties": {
            "outsidein": {"const": CURRENT, "description": "The format version."},
            "map": {"$ref": "#/$defs/key", "description": "The id of the journey."},
            **head["properties"],
            "kind": {
                "$ref": "#/$defs/key",
                "description": "The kind of map: one of ours, or the workspace’s own.",
            },
            "personas": {"type": "array", "items": {"$ref": "#/$defs/persona"}},
            "touchpoints": {"type": "array", "items": {"$ref": "#/$defs/touchpoint"}},
            "lanes": {"type": "array", "items": {"$ref": "#/$defs/lane"}},
            **{section: {"type": "array"} for section in _SECTIONS.values()},
        },
        "allOf": [_if(kind) for kind in built_in().values()],
        "$defs": definitions,
    }


def _if(kind: Kind) -> Json:
    """What stands in a map of this kind, and what cannot."""
    held = {section: {"items": {"$ref": f"#/$defs/{kind.id}-{part}"}} for part, section in _SECTIONS.items()}
    sections = {section: held[section] if part in kind.records else False for part, section in _SECTIONS.items()}
    return {"if": {"properties": {"kind": {"const": kind.id}}}, "then": {"properties": sections}}


def _sections(kind: Kind) -> Json:
    """The definitions of what a map of this kind holds: by name."""
    made = {"stage": _stage, "step": _step, "actor": _actor, "place": _place}
    return {name: make(kind) for name, make in made.items() if name in kind.records}


def _actor(kind: Kind) -> Json:
    flows = {"type": "array", "items": {"$ref": "#/$defs/flow"}}
    return _with(_named(Actor), kind, Level.ACTOR, {**_truths(), "flows": flows})


def _place(kind: Kind) -> Json:
    arrows = {"type": "array", "items": {"$ref": "#/$defs/arrow"}}
    return _with(_named(PlanPlace), kind, Level.PLACE, {**_truths(), "arrows": arrows})


def _with(body: Json, kind: Kind, level: Level, parts: Json) -> Json:
    """A record with what stands under it and in its lanes, those of the map’s own among them."""
    return {
        **body,
        "properties": {**body["properties"], **parts, **_cells(kind, level)},
        "additionalProperties": {"$ref": "#/$defs/cell", "description": "A lane of your own, declared under “lanes”."},
    }


def _tied(body: Json) -> Json:
    arrows = {"type": "array", "items": {"$ref": "#/$defs/arrow"}}
    return {**body, "properties": {**body["properties"], "arrows": arrows}}


def _stage(kind: Kind) -> Json:
    steps = {"type": "array", "items": {"$ref": f"#/$defs/{kind.id}-step"}}
    return _with(_named(Stage), kind, Level.STAGE, {"steps": steps})


def _step(kind: Kind) -> Json:
    ties = {
        "touchpoints": {"type": "array", "items": {"$ref": "#/$defs/encounter"}},
        **_truths(),
        "arrows": {"type": "array", "items": {"$ref": "#/$defs/arrow"}},
    }
    return _with(_named(Step), kind, Level.STEP, ties)


def _truths() -> Json:
    moments = {"type": "array", "items": {"$ref": "#/$defs/moment"}}
    return {"moment_of_truth": {"anyOf": [{"$ref": "#/$defs/moment"}, moments]}}


def _cells(kind: Kind, level: Level) -> Json:
    return {lane.key: _cell(lane) for lane in kind.lanes if lane.level is level and lane.role.holds_cards}


def _cell(lane: KindLane) -> Json:
    what = "levels" if lane.valued else "cards"
    return {"$ref": f"#/$defs/{what}", "title": lane.title, "description": f"{lane.of.meaning} {lane.of.hint}"}


def _lane() -> Json:
    body = _named(Lane)
    return {**body, "properties": {**body["properties"], "of": {"enum": list(lanes())}}}


def _named(cls: type[Record]) -> Json:
    """A record that people give an id."""
    body = _record(cls)
    return {**body, "required": ["id", *body.get("required", ())], "properties": {**_id(), **body["properties"]}}


def _part(cls: type[Record], *, without: tuple[str, ...] = ()) -> Json:
    """A record whose id may follow from what it says."""
    body = _record(cls, without=without)
    return {**body, "properties": {**_id(), **body["properties"]}}


def _id() -> Json:
    return {"id": {"$ref": "#/$defs/key"}}


def _record(cls: type[Record], *, without: tuple[str, ...] = ()) -> Json:
    written = [field for field in fields_of(cls) if field.name not in without]
    return {
        "type": "object",
        "description": (inspect.getdoc(cls) or "").split("\n\n")[0].replace("\n", " ").replace("``", ""),
        "additionalProperties": False,
        "required": [field.name for field in written if field.required],
        "properties": {field.name: _value(field) for field in written},
    }


def _value(field: Field) -> Json:
    match field.shape:
        case Shape.TEXT:
            return {"$ref": "#/$defs/key" if field.refers and field.required else "#/$defs/text"}
        case Shape.WORD:
            return {"enum": [str(word) for word in field.words or ()]}
        case Shape.NUMBER:
            return {"type": "number", **_bounds(field)}
        case Shape.COUNT:
            return {"type": "integer", **_bounds(field)}
        case Shape.FLAG:
            return {"type": "boolean"}
        case Shape.TEXTS:
            return {"type": "array", "items": {"$ref": "#/$defs/text"}}
        case Shape.PAIRS:
            return {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}}
        case Shape.AMOUNTS:
            return {"type": "object", "additionalProperties": {"type": "number"}}


def _bounds(field: Field) -> Json:
    said = {"minimum": field.low, "maximum": field.high}
    return {name: bound for name, bound in said.items() if bound is not None}
