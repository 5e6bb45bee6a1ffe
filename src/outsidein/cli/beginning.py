"""``outsidein init``: make a workspace, empty or with the sample.

What lives here: the command. Not here: what the sample holds (workspace.sample).
"""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from outsidein.cli.app import JsonOption, app, told


@app.command("init")
@told("init")
def init(
    folder: Annotated[Path, typer.Argument(help="Where to make it.", metavar="FOLDER")],
    sample: Annotated[
        bool, typer.Option("--sample", help="Fill it with Kestrel Air, an airline that does not exist.")
    ] = False,
    template: Annotated[
        str, typer.Option("--template", help="Begin with the map of a trade: retail, banking, saas …")
    ] = "",
    name: Annotated[str, typer.Option("--name", help="What to call it.", show_default="the folder’s name")] = "",
    seed: Annotated[int, typer.Option("--seed", help="Another seed makes another year of the sample.")] = 7,
    today: Annotated[
        datetime | None,
        typer.Option("--today", help="The day the sample ends.", formats=["%Y-%m-%d"], show_default="today"),
    ] = None,
    json_: JsonOption = False,
) -> int:
    """Make a workspace: a folder for maps and evidence.

    With --sample it holds a map, personas, 20,000 survey answers, comments and events of a fictional airline.
    Without, it holds one small map to start from, or that of a template.
    """
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    now = datetime.now(UTC)
    key = secrets.token_bytes(32)
    if sample:
        day: date = today.date() if today else now.date()
        with say.progress("Making up a year at Kestrel Air", quiet=json_) as step:
            made, reports = workspace.build_sample(folder, key=key, seed=seed, today=day, now=now, progress=step)
    else:
        made, reports = workspace.begin(folder, name=name or folder.resolve().name, key=key, template=template), ()
    if json_:
        print(as_json("init", ok=True, folder=made.path, name=made.name, imports=reports))
        return 0
    say.out.print(f"Made [bold]{made.name}[/bold] in {made.path}")
    say.out.print(f"Look at it:  [bold]outsidein show {folder}[/bold]")
    if not sample:
        say.out.print(f"Take in feedback:  [bold]outsidein import {folder} survey.csv --guess[/bold]")
    return 0
