"""The sample map as JSON for the development page of the canvas: records, kind, reading, two readings to compare.

What lives here: writing ``sample.json`` beside this file (not committed). Not here: the sample itself (workspace), nor
how the server sends these things; the shapes are those of ``web/schema``.

    outsidein init sample --sample
    python web/canvas/dev/sample.py sample
"""

from __future__ import annotations

import dataclasses
import json
import math
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from outsidein import maps, workspace
from outsidein.maps import Document, KindLane, catalog
from outsidein.maps.fields import fields_of
from outsidein.maps.record import Placed, Record
from outsidein.render.composition.measure import on_the_map, top_of, worded


def plain(value: Any) -> Any:
    """Dataclasses, enums, dates and tuples as JSON; NaN as null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, frozenset, set)):
        return [plain(one) for one in value]
    return value


def flat(record: Record) -> dict[str, Any]:
    """A record as it lies in a live map: a field that holds its default is missing."""
    found: dict[str, Any] = {"type": record.type, "id": record.id}
    if isinstance(record, Placed):
        found |= {"parent": record.parent, "order": record.order}
    elif hasattr(record, "parent"):
        found["parent"] = record.parent
    for one in fields_of(type(record)):
        value = plain(getattr(record, one.name))
        if one.required or value not in (None, "", [], False):
            found[one.name] = value
    return found


def lane(one: KindLane) -> dict[str, Any]:
    """A lane as ``web/schema/src/kind.ts`` has it."""
    return {
        "key": one.key, "of": one.of.id, "title": one.title, "hint": one.hint, "meaning": one.of.meaning,
        "level": one.level, "role": one.role, "writing": one.writing, "look": one.of.look, "tone": one.of.tone,
        "icon": one.of.icon, "side": one.of.side, "inside": one.inside, "required": one.required, "quad": one.quad,
    }  # fmt: skip


def kind(document: Document) -> dict[str, Any]:
    """The kind of a map as the browser gets it."""
    of = maps.kind(document)
    entries = [
        maps.KindLane(key="", of=one, title=one.name, hint=one.hint, level=one.level, writing=one.rule)
        for one in catalog.lanes().values()
    ]
    terms = {
        "kinds": catalog.touchpoint_kinds(), "channels": catalog.channels(), "owners": catalog.owners(),
        "media": catalog.media(), "categories": catalog.hotspot_categories(),
    }  # fmt: skip
    return {
        "id": of.id, "name": of.name, "meaning": of.meaning, "structure": of.structure,
        "lanes": [lane(one) for one in of.lanes], "quads": plain(of.quads),
        "catalogue": [lane(one) for one in entries],
        "terms": {name: [(one.id, one.name) for one in found.values()] for name, found in terms.items()},
    }  # fmt: skip


def measures(ids: Iterable[str], top: dict[str, float]) -> list[dict[str, Any]]:
    """The measures that stand in rows of the map, named, each with the value that fills a bar."""
    return [names(id) | {"top": top[id]} for id in on_the_map(ids)]


def names(id: str) -> dict[str, str]:
    """What a measure is called, short and in full."""
    label, name = worded(id)
    return {"id": id, "label": label, "name": name}


def main(folder: Path) -> None:
    """Write ``sample.json``."""
    found = workspace.find(folder)
    document = workspace.load_map(found)
    now = datetime.now(UTC)
    with workspace.open_study(found) as study:
        reading = study.read(document, now=now)
        compare = [
            {"label": persona.name, "reading": plain(study.read(document, now=now, persona=persona.id))}
            for persona in document.personas
        ]
    tops: dict[str, float] = {}
    for one in reading.touchpoints:
        for id, estimate in one.measures:
            tops[id] = max(tops.get(id, 0.0), top_of(estimate))
    said = plain(maps.lint(document, today=now.date()))
    made = {
        "records": [flat(one) for one in document],
        "kind": kind(document),
        "reading": plain(reading),
        "compare": compare,
        "measures": measures(tops, tops),
        "names": [names(id) for id in (*dict(reading.overall), *tops)],
        "diagnostics": said,
    }
    Path(__file__).with_name("sample.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
