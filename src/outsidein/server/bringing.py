"""What workers work out of a file that somebody brings: what it holds, and how it joins with a map, as plain JSON.

What lives here: functions that a worker runs. Not here: operations of the API (api.bringing), reading (workspace).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from outsidein import maps, workspace
from outsidein.ground import MapError
from outsidein.ground.speech import speaking
from outsidein.maps import Change, Document
from outsidein.maps.bringing.grid import Plan, PlanLane
from outsidein.server.plain import plain
from outsidein.server.studying import document_of
from outsidein.workspace import Brought

_MOST_SHOWN: Final = 40
"""Rows and columns of a table that a preview shows."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came, with what a person said of how to read it; ``plan`` is plain data of a Plan.

    ``folder`` is that of the workspace, whose own kinds of map are known while the file is read.
    """

    name: str
    data: bytes
    folder: str
    sheet: str = ""
    plan: dict[str, Any] | None = None
    turned: bool | None = None


def preview(file: File, *, language: str) -> dict[str, Any]:
    """What a file holds, for a person to look at before it becomes a map."""
    with speaking(language), workspace.knowing_own(Path(file.folder)):
        brought = _brought(file)
        table = brought.table
        shown = [list(row[:_MOST_SHOWN]) for row in table.rows[:_MOST_SHOWN]] if table else []
        document = brought.document
        return {
            "form": brought.form,
            "title": document.journey.title if document else "",
            "stages": _outline(document) if document else [],
            "counts": {"steps": len(document.steps), "cards": len(document.all(maps.Card))}
            if document
            else {"steps": 0, "cards": 0},
            "plan": asdict(brought.plan) if brought.plan else None,
            "sheets": list(brought.sheets),
            "table": shown,
            "goes_back": brought.base.journey.key if brought.base else "",
            "diagnostics": plain(brought.diagnostics),
        }


def text_of(file: File, *, title: str, language: str) -> str:
    """The map of a file as canonical text. Raises MapError where it holds none."""
    with speaking(language), workspace.knowing_own(Path(file.folder)):
        brought = _brought(file)
        if brought.document is None:
            raise MapError(*brought.diagnostics)
        document = brought.document
        if title:
            document = document.put(replace(document.journey, title=title))
        return maps.write(document)


def joined(file: File, text: str, *, language: str) -> dict[str, Any]:
    """An edited workbook joined with the map as it is: its new text, what changes, and where both disagree."""
    with speaking(language), workspace.knowing_own(Path(file.folder)):
        brought = _brought(file)
        current = document_of(text)
        made = workspace.join(brought, current)
        conflicts = [maps.explain_conflict(one, made.document) for one in made.conflicts]
        return {
            "text": maps.write(made.document),
            "changes": [_told(one, current, made.document) for one in made.changes],
            "conflicts": plain(tuple(conflicts)),
            "diagnostics": plain(brought.diagnostics),
        }


def _brought(file: File) -> Brought:
    plan = None
    if file.plan is not None:
        lanes = tuple(PlanLane(**one) for one in file.plan["lanes"])
        plan = Plan(**{**file.plan, "lanes": lanes})
    name = Path(file.name).name
    brought = workspace.bring_map(name, file.data, plan=plan, sheet=file.sheet)
    if plan or file.turned is None or brought.plan is None or brought.plan.turned is file.turned:
        return brought
    return workspace.bring_map(name, file.data, plan=workspace.replan(brought, turned=file.turned), sheet=file.sheet)


def _outline(document: Document) -> list[dict[str, Any]]:
    return [
        {"name": stage.name, "steps": [step.name for step in document.children(stage.id, maps.Step)]}
        for stage in document.stages
    ]


def _told(change: Change, before: Document, after: Document) -> dict[str, str]:
    """A change as a list shows it: what happened, to what, in its words before and after."""
    match change:
        case maps.Added(record):
            return {"what": "added", "type": record.type, "old": "", "new": _words((record,))}
        case maps.Removed(record):
            return {"what": "removed", "type": record.type, "old": _words((record,)), "new": ""}
        case maps.Changed(id, field, old, new):
            name = {"what": "changed", "type": after.records[id].type}
            return {**name, "old": f"{field}: {_short(old)}", "new": f"{field}: {_short(new)}"}
        case maps.Moved(id, _, _, _):
            record = after.records[id]
            return {
                "what": "moved",
                "type": record.type,
                "old": _words((before.records[id],)),
                "new": _words((record,)),
            }


def _words(records: Iterable[maps.Record]) -> str:
    names = ("name", "text", "reason", "title")
    found = (next((text for name in names if (text := getattr(one, name, ""))), one.key) for one in records)
    return " ".join(str(text) for text in found)[:300]


def _short(value: object) -> str:
    return "–" if value in ("", None, ()) else str(value)[:300]
