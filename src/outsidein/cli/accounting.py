"""``outsidein accounts``: how each customer organisation and each role in it fares along a map.

What lives here: the command and its tables. Not here: the numbers (measures.accounts), choosing segments (insight).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outsidein.cli.app import FolderArgument, JsonOption, MapOption, PeriodOption, WhereOption, app, told

if TYPE_CHECKING:
    from outsidein.insight import AccountsOnMap
    from outsidein.maps import Document
    from outsidein.measures import Estimate, Row


@app.command("accounts")
@told("accounts")
def accounts(
    folder: FolderArgument = Path(),
    map_: MapOption = "",
    account: Annotated[
        str, typer.Option("--account", help="The segment that names the account.", metavar="NAME")
    ] = "account",
    role: Annotated[
        str,
        typer.Option(
            "--role",
            help="The segment that names a person’s role; the one that the map’s personas are tied to, else “role”.",
            metavar="NAME",
        ),
    ] = "",
    where: WhereOption = None,
    period: PeriodOption = "",
    smallest: Annotated[
        int,
        typer.Option("--smallest", "-k", help="The fewest people of whom a number is shown; 1 hides nothing.", min=1),
    ] = 5,
    json_: JsonOption = False,
) -> int:
    """Accounts (B2B): how the people of each fare, by role, and at which steps whom it hurts.

    A source names the account under segments in its mapping, such as account: Company.

    outsidein accounts sample --role buying-role
    """
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.asking import parse_period, parse_where
    from outsidein.cli.shape import as_json, plain

    place = workspace.find(folder)
    document = workspace.load_map(place, map_)
    span, only = parse_period(period), parse_where(where or ())
    with say.progress("Reading the accounts", quiet=json_), workspace.open_study(place) as study:
        found = study.accounts(document, account=account, role=role, where=only, period=span, k=smallest)
    if json_:
        print(as_json("accounts", ok=True, map=document.journey.key, **plain(found)))
        return 0
    _print(found, document)
    return 0


def _print(found: AccountsOnMap, document: Document) -> None:
    from rich.text import Text

    from outsidein.cli import say

    names = dict(found.names)
    steps = {one.id: one.name for one in document.steps}
    _print_accounts(found, names, steps)
    _print_roles(found, names, steps)
    for note in found.found.notes:
        say.out.print(Text("– " + note, style="dim"))
    if found.found.unnamed:
        say.out.print(Text(f"– {found.found.unnamed:,} answers are of no account.", style="dim"))


def _print_accounts(found: AccountsOnMap, names: dict[str, str], steps: dict[str, str]) -> None:
    from rich.table import Table as Grid

    from outsidein.cli import say

    grid = Grid(title=f"{len(found.found.accounts):,} accounts", title_justify="left", title_style="bold", box=None)
    for name in ("account", "role"):
        grid.add_column(name, overflow="fold")
    for name in ("people", "level", "interval"):
        grid.add_column(name, justify="right")
    grid.add_column("hurts at", overflow="fold")
    for one in found.found.accounts:
        grid.add_row(one.key, "", *_figures(one.level), "", style="bold")
        for row in one.roles if found.role else ():
            hurts = (
                f"{steps[str(hurt.keys[2])]} {_number(hurt.estimate)}"
                for hurt in one.hurts
                if hurt.keys[1] == row.keys[1]
            )
            grid.add_row("", _called(row.keys[1], names), *_figures(row), ", ".join(hurts))
    say.out.print(grid)


def _print_roles(found: AccountsOnMap, names: dict[str, str], steps: dict[str, str]) -> None:
    from rich.table import Table as Grid

    from outsidein.cli import say

    grid = Grid(title="\nOver all accounts", title_justify="left", title_style="bold", box=None)
    for name in ("step", "role"):
        grid.add_column(name, overflow="fold")
    for name in ("level", "interval", "accounts", "suffers in", "interval"):
        grid.add_column(name, justify="right")
    order = {id: at for at, id in enumerate(steps)}
    for one in sorted(found.found.places, key=lambda place: order[place.step]):
        share = say.number(one.suffering.value, digits=0) + " %" if one.suffering.known else "–"
        grid.add_row(
            steps[one.step],
            _called(one.role, names) if found.role else "",
            _number(one.level),
            say.interval(one.level, digits=1),
            f"{one.level.people:,}" if one.level.known else "–",
            share,
            say.interval(one.suffering, digits=0),
        )
    say.out.print(grid)


def _called(role: object, names: dict[str, str]) -> str:
    return "(not said)" if role is None else names.get(str(role), str(role))


def _number(estimate: Estimate) -> str:
    from outsidein.cli import say

    return say.number(estimate.value, digits=1)


def _figures(row: Row) -> tuple[str, str, str]:
    """People, level and interval of a row; what must not be shown is said to be few."""
    from outsidein.cli import say

    if row.refused:
        return "hidden", "–", ""
    return f"{row.customers:,}", _number(row.estimate), say.interval(row.estimate, digits=1)
