"""``outsidein findings``: what the evidence says about a map, in words and with numbers.

What lives here: the command and its tables. Not here: finding anything (insight).
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outsidein.cli.app import FolderArgument, JsonOption, MapOption, PeriodOption, PersonaOption, WhereOption, app, told

if TYPE_CHECKING:
    from outsidein.insight import Reading
    from outsidein.maps import Document


@app.command("findings")
@told("findings")
def findings(
    folder: FolderArgument = Path(),
    map_: MapOption = "",
    persona: PersonaOption = "",
    where: WhereOption = None,
    period: PeriodOption = "",
    smallest: Annotated[
        float,
        typer.Option("--smallest", help="The smallest difference that matters, in points of 1–10.", min=0.0, max=9.0),
    ] = 0.3,
    bootstrap: Annotated[
        int, typer.Option("--bootstrap", help="Intervals of driver shares by so many resamples (500 or more).", min=0)
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", help="For resampling.")] = 0,
    json_: JsonOption = False,
) -> int:
    """What stands out: hotspots, bright spots, moments of truth, what loyalty hangs on, whom we never hear from."""
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.asking import parse_period, parse_where
    from outsidein.cli.shape import as_json

    place = workspace.find(folder)
    document = workspace.load_map(place, map_)
    with say.progress("Reading the evidence", quiet=json_) as step, workspace.open_study(place) as study:
        reading = study.read(
            document,
            now=datetime.now(UTC),
            persona=persona,
            where=parse_where(where or ()),
            period=parse_period(period),
            smallest_effect=smallest,
            bootstrap=bootstrap,
            seed=seed,
            progress=step,
        )
    if json_:
        print(as_json("findings", ok=True, map=document.journey.key, reading=reading))
    else:
        _print(document, reading)
    return 0


def _print(document: Document, reading: Reading) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    from outsidein.cli import say

    say.out.print(Text(reading.headline, style="bold"))
    say.out.print(Text(reading.lead, style="dim"))
    for one in reading.findings:
        say.out.print()
        say.out.print(Text.assemble((f"{one.kind.value.replace('-', ' ')}  ", "bold cyan"), (one.title, "bold")))
        say.out.print(Text("  " + one.says))
        for reason in one.reasons:
            say.out.print(Text("  – " + reason, style="dim"))
    if reading.drivers:
        drivers = reading.drivers
        grid = Grid(
            title="\nWhat loyalty hangs on (association, not cause)", title_justify="left", box=None, pad_edge=False
        )
        grid.add_column("touchpoint", overflow="fold")
        for name in ("share", "interval", "direction"):
            grid.add_column(name, justify="right")
        names = {one.key: one.name for one in document.touchpoints}
        for driver in drivers.drivers:
            grid.add_row(
                names.get(driver.touchpoint, driver.touchpoint),
                f"{say.number(driver.share.value, digits=1)} %",
                say.interval(driver.share, digits=1),
                "unclear" if driver.beta.low <= 0 <= driver.beta.high else "+" if driver.beta.value > 0 else "−",
            )
        say.out.print(grid)
        strength = f"R² {say.number(drivers.r2.value)} ({say.interval(drivers.r2)})"
        counted = f"n = {drivers.n:,}, {drivers.left_out:,} left out for missing answers"
        say.out.print(f"[dim]{drivers.method}; {strength}; {counted}[/dim]")
        for note in drivers.notes:
            say.out.print(Text("– " + note, style="dim"))
    say.out.print()
    say.out.print(Text(reading.voices.says))
    for note in (*(one.says for one in reading.unallocated), *reading.notes):
        say.out.print(Text("– " + note, style="dim"))
