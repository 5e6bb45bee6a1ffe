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
from outsidein.maps.kind import Kind, KindLane, kinds
from outsidein.maps.migrate import CURRENT
from outsidein.maps.record import Record
from outsidein.maps.soundness import LONGEST_TEXT
from outsidein.maps.spine import Journey, Stage, Step
from outsidein.maps.ties import Arrow, Encounter, Moment

Json = dict[str, Any]

_KEY: Final[Json] = {"type": "string", "pattern": r"^\S{1,100}$"}
_TEXT: Final[Json] = {"type": "string", "maxLength": LONGEST_TEXT}


def schema() -> Json:
    """The schema (draft 2020-12) of a map file, as data for ``json.dumps``.

    >>> sorted(schema()["properties"])[:3]
    ['abbreviations', 'ends', 'fictional']
    """
    head = _record(Journey)
    definitions: Json = {
        "key": _KEY,
        "text": _TEXT,
        "persona": _named(Persona),
        "touchpoint": _named(Touchpoint),
        "lane": _lane(),
        "card": {"oneOf": [{"$ref": "#/$defs/text"}, _part(Card, without=("lane",))]},
        "cards": {"type": "array", "items": {"$ref": "#/$defs/card"}},
        "level": {"oneOf": [{"type": "number"}, _part(Card, without=("lane",))]},
        "levels": {"oneOf": [{"type": "number"}, {"type": "array", "items": {"$ref": "#/$defs/level"}}]},
        "cell": {"anyOf": [{"$ref": "#/$defs/cards"}, {"$ref": "#/$defs/levels"}]},
        "encounter": {"oneOf": [{"$ref": "#/$defs/key"}, _part(Encounter)]},
        "moment": {"oneOf": [{"$ref": "#/$defs/text"}, _part(Moment)]},
        "arrow": {"oneOf": [{"$ref": "#/$defs/key"}, _part(Arrow)]},
    }
    for kind in kinds().values():
        definitions[f"{kind.id}-stage"] = _stage(kind)
        definitions[f"{kind.id}-step"] = _step(kind)
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
            "kind": {"enum": list(kinds()), "description": "The kind of map."},
            "personas": {"type": "array", "items": {"$ref": "#/$defs/persona"}},
            "touchpoints": {"type": "array", "items": {"$ref": "#/$defs/touchpoint"}},
            "lanes": {"type": "array", "items": {"$ref": "#/$defs/lane"}},
            "stages": {"type": "array"},
        },
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind.id}}},
                "then": {"properties": {"stages": {"items": {"$ref": f"#/$defs/{kind.id}-stage"}}}},
            }
            for kind in kinds().values()
        ],
        "$defs": definitions,
    }


def _stage(kind: Kind) -> Json:
    body = _named(Stage)
    steps = {"type": "array", "items": {"$ref": f"#/$defs/{kind.id}-step"}}
    return {
        **body,
        "properties": {**body["properties"], **_cells(kind, Level.STAGE), "steps": steps},
        "additionalProperties": {"$ref": "#/$defs/cell", "description": "A lane of your own, declared under “lanes”."},
    }


def _step(kind: Kind) -> Json:
    body = _named(Step)
    moments = {"type": "array", "items": {"$ref": "#/$defs/moment"}}
    ties = {
        "touchpoints": {"type": "array", "items": {"$ref": "#/$defs/encounter"}},
        "moment_of_truth": {"anyOf": [{"$ref": "#/$defs/moment"}, moments]},
        "arrows": {"type": "array", "items": {"$ref": "#/$defs/arrow"}},
    }
    return {
        **body,
        "properties": {**body["properties"], **ties, **_cells(kind, Level.STEP)},
        "additionalProperties": {"$ref": "#/$defs/cell", "description": "A lane of your own, declared under “lanes”."},
    }


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
            return {"type": "number"}
        case Shape.COUNT:
            return {"type": "integer", "minimum": 1}
        case Shape.FLAG:
            return {"type": "boolean"}
        case Shape.TEXTS:
            return {"type": "array", "items": {"$ref": "#/$defs/text"}}
        case Shape.PAIRS:
            return {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}}
        case Shape.AMOUNTS:
            return {"type": "object", "additionalProperties": {"type": "number"}}
