"""``outsidein derive``: a map begun from what another one shows.

What lives here: the commands. Not here: what is carried over (maps.deriving), keeping it (workspace.deriving).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from outsidein.cli.app import FolderArgument, JsonOption, MapOption, app, told

derive = typer.Typer(help="Begin a map from what another one shows.", no_args_is_help=True)
app.add_typer(derive, name="derive")
KeyOption = Annotated[str, typer.Option("--as", help="The key of the new map.", show_default="from the map’s")]
TitleOption = Annotated[str, typer.Option("--title", help="Its title.", show_default="from the map’s")]


@derive.command("blueprint")
@told("derive blueprint")
def derive_blueprint(
    folder: FolderArgument = Path(),
    map_: MapOption = "",
    key: KeyOption = "",
    title: TitleOption = "",
    kind: Annotated[str, typer.Option("--kind", help="Another kind of blueprint, by its id.")] = "service-blueprint",
    json_: JsonOption = False,
) -> int:
    """The front stage of a service blueprint: what customers do, see and meet on a journey map.

    Steps, touchpoints, personas and moments of truth come along; backstage and support are the team’s to fill.
    """
    from outsidein import maps, workspace

    place = workspace.find(folder)
    if kind not in maps.kinds():
        raise typer.BadParameter(f"say one of {', '.join(maps.kinds())}", param_hint="--kind")
    origin = workspace.load_map(place, map_).journey.key
    begun = workspace.derive_blueprint(place, origin, as_key=key, title=title, of=kind)
    return _say("derive blueprint", begun.journey.key, origin, json_=json_)


@derive.command("journey")
@told("derive journey")
def derive_journey(
    flow: Annotated[str, typer.Option("--flow", help="The value flow to look into, by its key.", metavar="FLOW")],
    folder: FolderArgument = Path(),
    map_: MapOption = "",
    key: KeyOption = "",
    title: TitleOption = "",
    json_: JsonOption = False,
) -> int:
    """The journey map that looks into a relationship of an ecosystem or value chain map; the flow opens into it."""
    from outsidein import workspace

    place = workspace.find(folder)
    origin = workspace.load_map(place, map_).journey.key
    begun = workspace.derive_journey(place, origin, flow, as_key=key, title=title)
    return _say("derive journey", begun.journey.key, origin, json_=json_)


def _say(command: str, made: str, origin: str, *, json_: bool) -> int:
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    if json_:
        print(as_json(command, ok=True, map=made, origin=origin))
    else:
        say.out.print(f"Began [bold]{made}[/bold] from {origin}; see: outsidein show --map {made}")
    return 0
