"""``outsidein changes``: where and when something changed in how journeys are walked, found unaided.

What lives here: the command. Not here: the search (insight.changes).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from outsidein.cli.app import JsonOption, app, told
from outsidein.cli.walking.command import (
    CaseOption,
    EngineOption,
    EventOption,
    NotionOption,
    SourceArgument,
    TableOption,
    TimeOption,
)


@app.command("changes")
@told("changes")
def changes(
    source: SourceArgument = ".",
    of: NotionOption = "case",
    case: CaseOption = "",
    time: TimeOption = "",
    event: EventOption = "",
    customer: Annotated[
        str, typer.Option("--customer", help="The column that says who walked, where one walks several.")
    ] = "",
    table: TableOption = "",
    engine: EngineOption = "",
    json_: JsonOption = False,
) -> int:
    """Changes in time, segment and step that are more than chance: when, how large, what.

    outsidein changes shop.csv --case session_id --customer user_id

    outsidein changes postgresql://host/db --table web.events --case session_id --customer user_id
    """
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    log = workspace.Log(case=case, time=time, event=event, table=table, notion=of)
    where: Path | str = source if "://" in source else Path(source)
    with say.progress("Reading", quiet=json_) as step:
        found = workspace.find_changes(where, log=log, customer=customer, engine=engine, progress=step)
    if json_:
        print(as_json("changes", ok=True, changes=found))
        return 0
    for one in (*found.incidents, *found.mix):
        say.out.print(f"● {one.says}", markup=False)
    for trend in found.trends:
        say.out.print(f"↗ {trend.says}", markup=False)
    if not found.found:
        say.out.print("Nothing changed by more than chance would allow.")
    looked = f"{found.walks:,} journeys, {found.looks:,} looks, corrected for all of them (α = {found.alpha:g})."
    say.out.print(" ".join((looked, *found.notes)), style="dim", markup=False)
    return 0
