"""``outsidein measure``: any measure of the catalogue by any dimension, with intervals.

What lives here: the command and its table. Not here: measures (measures) or their catalogue.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from outsidein.cli.app import FolderArgument, JsonOption, MapOption, PeriodOption, WhereOption, app, told

if TYPE_CHECKING:
    from outsidein.measures import Ask, Row


_DIMENSIONS: Final = {"account": "segment:account", "role": "segment:role"}
"""What business customers are told apart by, as short as one says it."""


@app.command("measure")
@told("measure")
def measure(
    folder: FolderArgument = Path(),
    what: Annotated[
        list[str] | None,
        typer.Option("--what", "-M", help="nps, csat, ces, emotional-level …; repeat for several.", metavar="MEASURE"),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            "-b",
            help="step, stage, touchpoint, question, channel, source, account, role, segment:NAME, period:month.",
            metavar="DIMENSION",
        ),
    ] = None,
    where: WhereOption = None,
    period: PeriodOption = "",
    target: Annotated[float | None, typer.Option("--target", help="Say how each stands to this target.")] = None,
    level: Annotated[float, typer.Option("--level", help="Confidence level.", min=0.5, max=0.999)] = 0.95,
    method: Annotated[str, typer.Option("--method", help="Another interval, such as wald for NPS.")] = "",
    map_: MapOption = "",
    list_: Annotated[bool, typer.Option("--list", help="List the measures there are.")] = False,
    json_: JsonOption = False,
) -> int:
    """Measure: NPS, CSAT, effort, emotional level … by step, touchpoint, channel, segment or period.

    Without --what, everything that the evidence can answer, over all of it. Examples:

    outsidein measure --what csat --by touchpoint

    outsidein measure --what nps --by segment:travel --by period:quarter
    """
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.asking import parse_period, parse_where
    from outsidein.cli.shape import as_json
    from outsidein.measures import Ask, catalogue

    known = catalogue().measures
    if list_:
        if json_:
            print(as_json("measure", ok=True, measures=known))
        else:
            for one in known:
                say.out.print(f"[bold]{one.id:18}[/bold] {one.label}  [dim]{one.formula}[/dim]")
        return 0
    place = workspace.find(folder)
    span = parse_period(period)
    asks = [
        Ask(
            name,
            tuple(_DIMENSIONS.get(one, one) for one in by or ()),
            parse_where(where or ()),
            span,
            level,
            target,
            method,
        )
        for name in (what or [one.id for one in known])
    ]
    with say.progress("Measuring", quiet=json_), workspace.open_study(place) as study:
        document = workspace.load_map(place, map_) if {"step", "stage"} & set(by or ()) or map_ else None
        answered = study.measure(asks, document=document)
    if not what:  # everything that can be answered
        answered = tuple((ask, rows) for ask, rows in answered if any(row.estimate.known for row in rows))
    if json_:
        print(as_json("measure", ok=True, results=[{"ask": ask, "rows": rows} for ask, rows in answered]))
        return 0
    names: dict[str, str] = {}
    if document:
        names = {one.id: one.name for one in document.stages} | {one.id: one.name for one in document.steps}
    for ask, rows in answered:
        _print(ask, rows, names)
    if not answered:
        say.out.print("There is no evidence here that any measure could be made of. Start with “outsidein import”.")
    return 0


def _print(ask: Ask, rows: tuple[Row, ...], names: dict[str, str]) -> None:
    from rich.table import Table as Grid

    from outsidein.cli import say
    from outsidein.measures import catalogue

    label = catalogue().find(ask.measure).label
    grid = Grid(title=label, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for name in ask.by:
        grid.add_column(name, overflow="fold")
    for name in ("value", "interval", "n"):
        grid.add_column(name, justify="right")
    grid.add_column("unit")
    grid.add_column("", style="dim", overflow="fold")
    for row in rows:
        digits = say.digits_for(row.estimate)
        note = "few answers" if row.estimate.small and row.estimate.known else ""
        note = row.refused.says if row.refused else row.verdict.says if row.verdict else note
        grid.add_row(
            *("(not said)" if key is None else names.get(str(key), str(key)) for key in row.keys),
            say.number(row.estimate.value, digits=digits),
            say.interval(row.estimate, digits=digits),
            f"{row.estimate.n:,}",
            row.estimate.unit,
            note,
        )
    say.out.print(grid)
    shown = next((row for row in rows if row.estimate.known), None)
    if shown:
        said = [f"interval: {shown.estimate.level:.0%}, {shown.estimate.method}", *shown.estimate.notes]
        say.out.print(f"[dim]{'; '.join(said)}[/dim]\n")
