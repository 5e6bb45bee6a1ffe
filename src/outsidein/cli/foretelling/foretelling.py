"""``outsidein foretell QUESTION SOURCE``: who will leave, what comes next, what goes with it, and what if.

What lives here: the command and its options. Not here: how answers are written (answers).
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outsidein.cli.app import JsonOption, app, told
from outsidein.cli.walking.command import CaseOption, EventOption, TimeOption

if TYPE_CHECKING:
    from outsidein.ground.progress import Progress
    from outsidein.workspace.foretelling import WhatIfs


class Question(StrEnum):
    """What can be foretold."""

    CHURN = "churn"
    NEXT = "next"
    BEHAVIOUR = "behaviour"
    WHAT_IF = "what-if"


SourceArgument = Annotated[
    str,
    typer.Argument(
        help="A workspace, or a log (XES, OCEL, CSV, XLSX, Parquet, JSON lines).",
        show_default="here",
        metavar="[SOURCE]",
    ),
]
OfOption = Annotated[
    str,
    typer.Option(
        "--of",
        help="Whose, of a workspace: case, customer, session:MINUTES. Customers where it is of leaving, else cases.",
        metavar="NOTION",
    ),
]


@app.command("foretell")
@told("foretell")
def foretell(
    question: Annotated[Question, typer.Argument(help="What to foretell.", metavar="QUESTION")],
    source: SourceArgument = ".",
    goal: Annotated[
        str, typer.Option("--goal", help="The touchpoint or event to come to; without it: to leave.", metavar="NAME")
    ] = "",
    within: Annotated[str, typer.Option("--within", help="How far ahead: 12h, 30d, 8w.", metavar="TIME")] = "",
    after: Annotated[str, typer.Option("--after", help="next: what comes after these.", metavar="A,B,C")] = "",
    since: Annotated[
        datetime | None, typer.Option("--since", help="next: judged on what came from this day on.", metavar="DAY")
    ] = None,
    first: Annotated[
        int, typer.Option("--first", help="behaviour: what they did in so many first events.", min=1, max=1000)
    ] = 5,
    touchpoint: Annotated[str, typer.Option("--touchpoint", help="what-if: only of this one.", metavar="KEY")] = "",
    move: Annotated[float, typer.Option("--move", help="what-if: by so many points of its scale.")] = 1.0,
    outcome: Annotated[
        str, typer.Option("--outcome", help="what-if: the question about the whole.", metavar="QUESTION")
    ] = "",
    alone: Annotated[bool, typer.Option("--alone", help="what-if: hold no other score constant.")] = False,
    trees: Annotated[bool, typer.Option("--trees", help="churn: boosted trees instead of a regression.")] = False,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="churn: leave a feature out; repeat.", metavar="FEATURE")
    ] = None,
    trust: Annotated[
        list[str] | None,
        typer.Option("--trust", help="churn: keep a feature that looks like a leak.", metavar="FEATURE"),
    ] = None,
    likely: Annotated[int, typer.Option("--likely", help="churn: name so many likeliest.", min=0, max=100_000)] = 0,
    top: Annotated[int, typer.Option("--top", help="How many rows.", min=1, max=10_000)] = 20,
    seed: Annotated[int, typer.Option("--seed", help="Draws what is drawn by chance.")] = 0,
    of: OfOption = "",
    case: CaseOption = "",
    time: TimeOption = "",
    event: EventOption = "",
    json_: JsonOption = False,
) -> int:
    """What will happen, judged on a later time than was learnt from, beside the base rate. Association, never a cause.

    QUESTION: churn (or coming to --goal), next, behaviour, what-if. Examples:

    outsidein foretell churn shop.csv --case customer --within 30d

    outsidein foretell next shop.csv --after search,basket

    outsidein foretell what-if --touchpoint check-in --move 1
    """
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.foretelling import answers
    from outsidein.cli.shape import as_json
    from outsidein.cli.walking.parsing import parse_duration, parse_names

    notion = of or ("customer" if question in (Question.CHURN, Question.BEHAVIOUR) and not goal else "case")
    log = workspace.Log(case=case, time=time, event=event, notion=notion)
    length = parse_duration(within)
    parts: dict[str, Any]
    notes: tuple[Any, ...] = ()
    with say.progress("Reading", quiet=json_) as step:
        if question is Question.WHAT_IF:
            found = _what_if(source, touchpoint=touchpoint, question=outcome, alone=alone, move=move, progress=step)
            answer, parts = answers.what_if(found), {"what_if": found}
        else:
            happened = workspace.open_happenings(Path(source), log=log, progress=step)
            notes = happened.notes
            step(0, 0, "Learning from the past, judging on what came later")
            if question is Question.CHURN:
                told_ = workspace.foretell(
                    happened, event=goal, within=length, trees=trees, without=without or (), trusted=trust or (),
                    likely=likely, seed=seed, progress=step,
                )  # fmt: skip
                answer, parts, notes = answers.foretold(told_), {"foretold": told_}, (*notes, *told_.warnings)
            elif question is Question.NEXT:
                cutoff = since.replace(tzinfo=UTC) if since else None
                next_ = workspace.foretell_next(
                    happened, path=parse_names(after), cutoff=cutoff, most=min(top, 50), seed=seed, progress=step
                )
                answer, parts = answers.following(next_), {"next": next_}
            else:
                drivers = workspace.behaviour(happened, goal=goal, after=first, within=length)
                answer, parts = answers.behaviour(drivers, top=top), {"behaviour": drivers}
    if json_:
        print(as_json("foretell", ok=True, question=question, diagnostics=notes, **parts))
        return 0
    say.diagnostics(notes, most=6)
    answer.show()
    return 0


def _what_if(source: str, *, touchpoint: str, question: str, alone: bool, move: float, progress: Progress) -> WhatIfs:
    from outsidein import workspace
    from outsidein.ground import Diagnostic, EvidenceError
    from outsidein.workspace.phrases import say

    path = Path(source)
    if not path.is_dir():
        fix = say("foretelling.no-scores-fix")
        raise EvidenceError(Diagnostic("workspace/no-scores", say("foretelling.no-scores"), fix))
    with workspace.open_study(workspace.find(path)) as study:
        return workspace.what_if(
            study, touchpoint=touchpoint, question=question, alone=alone, changes=(move,), progress=progress
        )
