"""``outsidein value QUESTION SOURCE``: what customers are worth, how long they stay, what a goal is credited to.

What lives here: the command and its options. Not here: how answers are written (answers).
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from outsidein.cli.app import JsonOption, app, told
from outsidein.cli.foretelling.foretelling import OfOption, SourceArgument
from outsidein.cli.walking.command import CaseOption, EventOption, TimeOption


class Question(StrEnum):
    """What value is asked for."""

    LIFETIME = "lifetime"
    SURVIVAL = "survival"
    ATTRIBUTION = "attribution"


@app.command("value")
@told("value")
def value(
    question: Annotated[Question, typer.Argument(help="What to ask.", metavar="QUESTION")],
    source: SourceArgument = ".",
    goal: Annotated[
        str, typer.Option("--goal", help="survival: until they come here; attribution: to what.", metavar="NAME")
    ] = "",
    within: Annotated[
        str, typer.Option("--within", help="survival: gone is who did nothing for so long: 30d, 8w.", metavar="TIME")
    ] = "",
    by: Annotated[str, typer.Option("--by", help="survival: a segment to tell apart by.", metavar="SEGMENT")] = "",
    purchase: Annotated[
        str, typer.Option("--purchase", help="lifetime: the event that is a purchase.", metavar="NAME")
    ] = "",
    amount: Annotated[
        str,
        typer.Option("--amount", help="lifetime: the column, or question, of what it was worth.", metavar="COLUMN"),
    ] = "",
    months: Annotated[int, typer.Option("--months", help="lifetime: how far ahead.", min=1, max=600)] = 12,
    discount: Annotated[float, typer.Option("--discount", help="lifetime: a year’s rate.", min=0, max=1)] = 0.1,
    margin: Annotated[float, typer.Option("--margin", help="lifetime: earned of a unit of spend.", min=0.0001)] = 1.0,
    top: Annotated[int, typer.Option("--top", help="attribution: how many touchpoints.", min=1, max=1000)] = 20,
    seed: Annotated[int, typer.Option("--seed", help="Draws what is drawn by chance.")] = 0,
    of: OfOption = "",
    case: CaseOption = "",
    time: TimeOption = "",
    event: EventOption = "",
    json_: JsonOption = False,
) -> int:
    """What customers are worth, how long they stay, and which touchpoints a goal is credited to; with intervals.

    QUESTION: lifetime, survival, attribution. Examples:

    outsidein value lifetime orders.csv --case customer --amount total

    outsidein value survival shop.csv --case customer --within 30d --by platform

    outsidein value attribution shop.csv --case session --goal paid
    """
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.foretelling import answers
    from outsidein.cli.shape import as_json
    from outsidein.cli.walking.parsing import parse_duration

    length = parse_duration(within)
    if question is Question.ATTRIBUTION and not goal:
        raise typer.BadParameter("Say which touchpoint is the goal.", param_hint="--goal")
    notion = of or ("case" if goal else "customer")
    log = workspace.Log(case=case, time=time, event=event, notion=notion)
    notes: tuple[Any, ...] = ()
    parts: dict[str, Any]
    with say.progress("Reading", quiet=json_) as step:
        if question is Question.LIFETIME:
            found = workspace.worth(
                Path(source), log=log, event=purchase, amount=amount, months=months, discount=discount, margin=margin,
                progress=step,
            )  # fmt: skip
            answer, parts = answers.worth(found), {"lifetime": found}
        else:
            if by:
                log = workspace.Log(case=case, time=time, event=event, notion=notion, segments=_segments(source, by))
            happened = workspace.open_happenings(Path(source), log=log, progress=step)
            notes = happened.notes
            if question is Question.SURVIVAL:
                stay = workspace.staying(happened, event=goal, silent=length, by=by)
                answer, parts = answers.staying(stay), {"survival": stay}
            else:
                credit = workspace.credited(happened, goal=goal, seed=seed, progress=step)
                answer, parts = answers.credited(credit, top=top), {"attribution": credit}
    if json_:
        print(as_json("value", ok=True, question=question, diagnostics=notes, **parts))
        return 0
    say.diagnostics(notes, most=6)
    answer.show()
    return 0


def _segments(source: str, by: str) -> tuple[str, ...] | None:
    """Of a file the column that is asked for, whatever it is; a workspace knows its own."""
    return None if Path(source).is_dir() else (by,)
