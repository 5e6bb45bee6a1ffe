"""``outsidein library`` and ``outsidein atlas``: what maps share, and all journeys over the life cycle.

What lives here: the commands. Not here: the library and the atlas (workspace), their pictures (render).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from outsidein.cli.app import FolderArgument, JsonOption, app, told

library = typer.Typer(help="Touchpoints, personas, channels and capabilities that live once.", no_args_is_help=True)
app.add_typer(library, name="library")
IdArgument = Annotated[str, typer.Argument(help="Such as touchpoint:app or persona:family.", metavar="ID")]


@library.command("list")
@told("library list")
def list_all(
    folder: FolderArgument = Path(),
    unused: Annotated[bool, typer.Option("--unused", help="Only what no map uses.")] = False,
    json_: JsonOption = False,
) -> int:
    """Everything that maps share, with how often each is used."""
    from rich.table import Table

    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    found = [one for one in workspace.list_library(workspace.find(folder)) if not (unused and one.uses)]
    if json_:
        print(as_json("library list", ok=True, things=found))
        return 0
    grid = Table(box=None, pad_edge=False)
    for name in ("id", "name"):
        grid.add_column(name, overflow="fold")
    for name in ("uses", "maps"):
        grid.add_column(name, justify="right")
    for one in found:
        grid.add_row(one.id, one.name, f"{len(one.uses):,}", f"{len(one.maps):,}")
    say.out.print(grid if found else "Nothing is shared yet.")
    return 0


@library.command("uses")
@told("library uses")
def list_uses(thing: IdArgument, folder: FolderArgument = Path(), json_: JsonOption = False) -> int:
    """Where a shared thing is used, map by map."""
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    found = next((one for one in workspace.list_library(workspace.find(folder)) if one.id == thing), None)
    if found is None:
        raise workspace.unknown_thing(thing)
    if json_:
        print(as_json("library uses", ok=True, thing=found))
        return 0
    for use in found.uses:
        say.out.print(f"{use.title or use.map}: {use.name}", markup=False)
    if not found.uses:
        say.out.print("Nothing uses it.")
    return 0


@library.command("rename")
@told("library rename")
def rename(
    thing: IdArgument,
    name: Annotated[str, typer.Argument(help="Its new name.")],
    folder: FolderArgument = Path(),
    json_: JsonOption = False,
) -> int:
    """Give a shared thing another name, on every map at once."""
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    made = workspace.change_shared(workspace.find(folder), thing, name=name)
    if json_:
        print(as_json("library rename", ok=True, id=thing, name=name, maps=made))
    else:
        say.out.print(f"{thing} is now “{name}”; changed on {made} map{'' if made == 1 else 's'}.", markup=False)
    return 0


@library.command("remove")
@told("library remove")
def remove(thing: IdArgument, folder: FolderArgument = Path(), json_: JsonOption = False) -> int:
    """Take a shared thing out; refused with the list of uses where a map uses it."""
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    made = workspace.remove_shared(workspace.find(folder), thing)
    if json_:
        print(as_json("library remove", ok=True, id=thing, maps=made))
    else:
        say.out.print(f"{thing} is gone.", markup=False)
    return 0


@library.command("keep")
@told("library keep")
def keep(folder: FolderArgument = Path(), json_: JsonOption = False) -> int:
    """Enter everything that stands on maps in the library, so that it stays when no map uses it."""
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    made = workspace.keep_shared(workspace.find(folder))
    if json_:
        print(as_json("library keep", ok=True, new=made))
    else:
        say.out.print(f"{made} new in shared.yaml.")
    return 0
