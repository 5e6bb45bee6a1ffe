"""``outsidein opportunities`` and ``outsidein initiatives``: what is to be done, what is done, and what came of it.

What lives here: the two commands and their tables. Not here: opening or starting any (workspace.plan, the web app).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from outsidein.cli.app import FolderArgument, JsonOption, MapOption, app, told

StateOption = Annotated[
    str,
    typer.Option("--state", help="Only those that are proposed, open, in-progress, done or dropped.", metavar="STATE"),
]


@app.command("opportunities")
@told("opportunities")
def opportunities(
    folder: FolderArgument = Path(), map_: MapOption = "", state: StateOption = "", json_: JsonOption = False
) -> int:
    """Opportunities: what could be better, and the finding that says so."""
    from rich.table import Table as Grid

    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    actions = workspace.list_actions(workspace.find(folder))
    found = [one for one in actions.opportunities if map_ in ("", one.map) and state in ("", one.state.value)]
    if json_:
        listed = [{"opportunity": one, "state": one.state, "initiatives": actions.of(one.id)} for one in found]
        print(as_json("opportunities", ok=True, opportunities=listed))
        return 0
    grid = Grid(box=None, pad_edge=False)
    for name in ("where", "question", "state", "owner"):
        grid.add_column(name, overflow="fold", no_wrap=name == "state")
    grid.add_column("score", justify="right")
    for one in found:
        score = say.number(one.score.value, digits=1) if one.score else "–"
        grid.add_row(one.title, one.question, one.state.value, one.owner or "–", score)
    say.out.print(grid if found else "No opportunity is open. Open one from a hotspot in the web app.")
    return 0


@app.command("initiatives")
@told("initiatives")
def initiatives(
    folder: FolderArgument = Path(), map_: MapOption = "", state: StateOption = "", json_: JsonOption = False
) -> int:
    """Initiatives: who does what by when, the baseline, and the results with what they are worth."""
    from rich.table import Table as Grid
    from rich.text import Text

    from outsidein import action, workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    actions = workspace.list_actions(workspace.find(folder))
    found = [one for one in actions.initiatives if map_ in ("", one.map) and state in ("", one.state.value)]
    if json_:
        listed = [
            {
                "initiative": one,
                "state": one.state,
                "results": [{"result": r, "says": action.told(r, one)} for r in actions.results_of(one.id)],
            }
            for one in found
        ]
        print(as_json("initiatives", ok=True, initiatives=listed))
        return 0
    grid = Grid(box=None, pad_edge=False)
    for name in ("initiative", "owner", "state", "from", "measure"):
        grid.add_column(name, overflow="fold", no_wrap=name in ("state", "from"))
    for name in ("baseline", "interval", "n", "target"):
        grid.add_column(name, justify="right", no_wrap=True)
    for one in found:
        baseline = one.baseline.estimate
        digits = say.digits_for(baseline)
        grid.add_row(
            one.title,
            one.owner,
            one.state.value,
            one.start.isoformat(),
            one.measure,
            say.number(baseline.value, digits=digits),
            say.interval(baseline, digits=digits),
            f"{baseline.n:,}",
            "–" if one.target is None else say.number(one.target, digits=digits),
        )
    say.out.print(grid if found else "No initiative has been started. Start one from an opportunity in the web app.")
    for one in found:
        for result in actions.results_of(one.id):
            say.out.print(Text(f"\n{one.title}, {result.period}", style="bold"))
            for sentence in action.told(result, one):
                say.out.print(Text("– " + sentence, style="dim"))
    return 0
