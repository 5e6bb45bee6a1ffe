"""``outsidein bring``: a map from a file of another program, or an edited workbook of ours back into its map.

What lives here: the command and its preview. Not here: reading files (workspace.bringing), feedback (importing).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outsidein.cli.app import COULD_NOT, NEEDS_YOU, JsonOption, app, told
from outsidein.ground import Diagnostic, Place, Severity, WorkspaceError

if TYPE_CHECKING:
    from outsidein.maps import Change, Document, Record
    from outsidein.workspace import Brought, Folder, Joined


@app.command("bring")
@told("bring")
def bring(
    file: Annotated[Path, typer.Argument(help="XLSX, CSV, Mermaid, CJML, YAML or JSON.", metavar="FILE")],
    folder: Annotated[Path, typer.Argument(help="The workspace.", show_default="here", metavar="[FOLDER]")] = Path(),
    preview: Annotated[bool, typer.Option("--preview", help="Show what would be brought; keep nothing.")] = False,
    into: Annotated[
        str, typer.Option("--into", help="Bring an edited workbook of ours back into this map.", metavar="MAP")
    ] = "",
    title: Annotated[str, typer.Option("--title", help="The title of the new map.")] = "",
    sheet: Annotated[str, typer.Option("--sheet", help="Which sheet of a workbook.")] = "",
    transposed: Annotated[
        bool | None, typer.Option("--down/--across", help="Steps run down, or across.", show_default="guessed")
    ] = None,
    steps: Annotated[int, typer.Option("--steps", help="Row (or column) of the steps, from 1.", min=0)] = 0,
    stages: Annotated[int, typer.Option("--stages", help="Row (or column) of the stages, from 1.", min=0)] = 0,
    lane: Annotated[
        list[str] | None, typer.Option("--lane", help="What a row is: NAME=LANE of the catalogue.", metavar="NAME=LANE")
    ] = None,
    json_: JsonOption = False,
) -> int:
    """Bring a map in from a table of lanes × steps, a diagram or a file of ours.

    How a table lies is guessed from the words for lanes, in English and German; --preview shows it, the other options
    correct it. A workbook that “export xlsx” wrote goes back with --into: what only you changed is taken, what also
    changed on the map is shown as a conflict and stays as it is there.
    """
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    place = workspace.find(folder)
    if not file.is_file():
        raise WorkspaceError(
            Diagnostic("cli/no-such-file", "There is no such file.", "Check its name.", Place(str(file)))
        )
    brought = workspace.bring_map(file.name, file.read_bytes(), sheet=sheet)
    if brought.plan and (transposed is not None or steps or stages or lane):
        plan = _corrected(brought, transposed=transposed, steps=steps, stages=stages, lanes=lane or [])
        brought = workspace.bring_map(file.name, file.read_bytes(), plan=plan)
    if into:
        return _back(place, brought, into, preview=preview, as_json_=json_)
    document = brought.document
    if document is not None and title:
        document = document.put(replace(document.journey, title=title))
    target = None
    if document is not None and not preview:
        document = workspace.free_key(place, document)
        target = workspace.save_map(place, document)
    if json_:
        about = {"form": brought.form, "plan": brought.plan, "sheets": brought.sheets, "file": target}
        records = tuple(document) if document else ()
        print(as_json("bring", ok=document is not None, records=records, diagnostics=brought.diagnostics, **about))
    else:
        _show(brought, document)
        say.diagnostics(brought.diagnostics)
        if target:
            say.out.print(f"Wrote [bold]{target}[/bold]")
        elif document is not None:
            say.out.print("Nothing was kept. Leave out --preview to bring it in.")
    if document is None:
        return COULD_NOT
    return NEEDS_YOU if any(one.severity is Severity.ERROR for one in brought.diagnostics) else 0


def _corrected(brought: Brought, *, transposed: bool | None, steps: int, stages: int, lanes: list[str]) -> Any:
    """The plan with what was said on the command line."""
    from outsidein.workspace import replan

    wanted = dict(one.split("=", 1) for one in lanes if "=" in one)
    if len(wanted) < len(lanes):
        raise typer.BadParameter(
            "Say NAME=LANE, such as “Frust=pains”; an empty LANE leaves the row out.", param_hint="--lane"
        )
    return replan(
        brought,
        turned=transposed,
        steps=steps - 1 if steps else None,
        stages=stages - 1 if stages else None,
        lanes=wanted,
    )


def _show(brought: Brought, document: Document | None) -> None:
    from outsidein.cli import say

    if brought.plan:
        plan = brought.plan
        way = "down" if plan.turned else "across"
        say.out.print(
            f"Steps run {way}; line {plan.steps + 1} names them, line {plan.stages + 1} their stages (0: none)."
        )
        for lane in plan.lanes:
            say.out.print(f"  {lane.name} → [bold]{lane.of or 'left out'}[/bold]")
    if document is None:
        return
    say.out.print(f"[bold]{document.journey.title}[/bold]")
    for stage in document.stages:
        names = ", ".join(step.name for step in document.steps if step.parent == stage.id)
        say.out.print(f"  {stage.name}: {names}")


def _back(place: Folder, brought: Brought, into: str, *, preview: bool, as_json_: bool) -> int:
    from outsidein import maps, workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    current = workspace.load_map(place, into)
    joined: Joined = workspace.join(brought, current)
    told_ = [maps.explain_conflict(one, joined.document, mine="the map", theirs="the file") for one in joined.conflicts]
    target = None
    if not preview and joined.changes:
        target = workspace.save_map(place, joined.document)
    if as_json_:
        said = [_plain(change) for change in joined.changes]
        print(
            as_json(
                "bring", ok=True, into=into, changes=said, conflicts=told_, file=target, diagnostics=brought.diagnostics
            )
        )
    else:
        for change in joined.changes:
            sign, words = _in_words(change, current, joined.document)
            say.out.print(f"  {sign} {words}", markup=False)
        say.diagnostics((*brought.diagnostics, *told_))
        if target:
            say.out.print(f"Wrote [bold]{target}[/bold]: {len(joined.changes)} changes, {len(told_)} conflicts")
        else:
            say.out.print("Nothing was kept." if joined.changes else "The map says all of this already.")
    return NEEDS_YOU if told_ else 0


def _in_words(change: Change, before: Document, after: Document) -> tuple[str, str]:
    """A change as people say it: the names and texts of things, never their ids."""
    from outsidein import maps

    match change:
        case maps.Added(record):
            return "+", f"{record.type} {_called(record, after)}{_where(record, after)}"
        case maps.Removed(record):
            return "−", f"{record.type} {_called(record, before)}{_where(record, before)}"
        case maps.Changed(id, field, old, new):
            record = after.records[id]
            return (
                "~",
                f"{record.type} {_called(record, after)}, {field}: {_valued(old, before)} → {_valued(new, after)}",
            )
        case maps.Moved(id, _, _, _):
            record = after.records[id]
            return "→", f"{record.type} {_called(record, after)} moved{_where(record, after)}"


def _called(record: Record, document: Document) -> str:
    """What a record is called: its name or text, or for a tie what it ties."""
    text = next(
        (text for name in ("name", "text", "reason", "label", "title") if (text := getattr(record, name, ""))), ""
    )
    if not text and record.type == "lane":
        text = _title_of(record, document)
    tied = document.records.get(getattr(record, "touchpoint", "") or getattr(record, "to", ""))
    if not text and tied is not None:
        return _called(tied, document)
    value = getattr(record, "value", None)
    return (
        f"“{' '.join(str(text).split())[:80]}”"
        if text
        else f"{value:g}"
        if isinstance(value, float)
        else "without a name"
    )


def _title_of(lane: Record, document: Document) -> str:
    """What a lane without a name of its own is called: as its kind calls it."""
    from outsidein import maps

    key = lane.id.partition(":")[2]
    return next((one.title for one in maps.lanes_of(document) if one.key == key), key)


def _where(record: Record, document: Document) -> str:
    """At which step, stage, actor or place something stands."""
    parent = document.records.get(getattr(record, "parent", ""))
    return f" ({_called(parent, document)})" if parent is not None and parent.type != "journey" else ""


def _valued(value: object, document: Document) -> str:
    if isinstance(value, tuple):
        return ", ".join(_valued(one, document) for one in value) or "nothing"
    if value is None or value == "":
        return "nothing"
    if isinstance(value, str):
        known = document.records.get(value)
        return _called(known, document) if known is not None else f"“{value[:80]}”"
    return str(value)


def _plain(change: Change) -> dict[str, Any]:
    from outsidein.cli.shape import plain

    return {"change": type(change).__name__.lower(), **plain(change)}
