"""``outsidein journeys QUESTION SOURCE``: how journeys are walked.

What lives here: the command and its options. Not here: the questions.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outsidein.cli.app import JsonOption, MapOption, PeriodOption, app, told
from outsidein.ground import Diagnostic, MapError, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outsidein.cli.walking.questions import Answer
    from outsidein.evidence.journeys import Journeys
    from outsidein.maps import Document
    from outsidein.measures import Period


class Question(StrEnum):
    """The questions by name; ``questions.QUESTIONS`` answers them, and is only loaded when one is asked."""

    TRANSITIONS = "transitions"
    FUNNEL = "funnel"
    PATHS = "paths"
    VARIANTS = "variants"
    MATRIX = "matrix"
    BETWEEN = "between"
    LOOPS = "loops"
    DROP_OFF = "drop-off"
    CONVERSION = "conversion"
    CONTACTS = "contacts"
    RETENTION = "retention"
    ENGAGEMENT = "engagement"
    COMPARE = "compare"
    DESIGNED = "designed"


SourceArgument = Annotated[
    str,
    typer.Argument(
        help="A workspace, a log (XES, OCEL, CSV, XLSX, Parquet, JSON lines), or a database: postgres://host/db.",
        show_default="here",
        metavar="[SOURCE]",
    ),
]
CaseOption = Annotated[str, typer.Option("--case", help="The column that says whose journey it is.", metavar="COLUMN")]
TimeOption = Annotated[str, typer.Option("--time", help="The column of the time.", metavar="COLUMN")]
EventOption = Annotated[str, typer.Option("--event", help="The column of what happened.", metavar="COLUMN")]
TableOption = Annotated[str, typer.Option("--table", help="The table, where SOURCE is a database.", metavar="TABLE")]
NotionOption = Annotated[
    str, typer.Option("--of", help="Whose journeys, of a workspace: case, customer, session:MINUTES.", metavar="NOTION")
]
SegmentOption = Annotated[
    list[str] | None,
    typer.Option("--segment", "-s", help="Only journeys of a segment; repeat to combine.", metavar="NAME=VALUE"),
]
EngineOption = Annotated[
    str, typer.Option("--engine", help="Who answers instead of the embedded engine: spark://host:7077.", metavar="URL")
]


@app.command("journeys")
@told("journeys")
def ask_journeys(
    question: Annotated[Question, typer.Argument(help="What to ask.", metavar="QUESTION")],
    source: SourceArgument = ".",
    steps: Annotated[
        str, typer.Option("--steps", help="Touchpoints in order; a|b: either will do.", metavar="A,B,C")
    ] = "",
    within: Annotated[str, typer.Option("--within", help="A length of time: 30m, 12h, 7d.", metavar="TIME")] = "",
    goal: Annotated[str, typer.Option("--goal", help="Touchpoints that are the goal (or contacts).")] = "",
    entered: Annotated[str, typer.Option("--entered", help="Only who was at one of these before.")] = "",
    by: Annotated[str, typer.Option("--by", help="A segment to tell apart by.", metavar="SEGMENT")] = "",
    every: Annotated[str, typer.Option("--every", help="day, week or month.")] = "month",
    first: Annotated[int, typer.Option("--first", help="How many first events.", min=1, max=100)] = 6,
    top: Annotated[int, typer.Option("--top", help="How many rows.", min=1, max=10_000)] = 20,
    of: NotionOption = "case",
    segment: SegmentOption = None,
    against: Annotated[
        list[str] | None, typer.Option("--against", help="Compare with this segment.", metavar="NAME=VALUE")
    ] = None,
    period: PeriodOption = "",
    against_period: Annotated[
        str, typer.Option("--against-period", help="Compare with journeys that began in these days, as in --period.")
    ] = "",
    map_: MapOption = "",
    case: CaseOption = "",
    time: TimeOption = "",
    event: EventOption = "",
    table: TableOption = "",
    transitions: Annotated[
        str, typer.Option("--lifecycle", help="Of an activity with several transitions: complete, or all.")
    ] = "complete",
    engine: EngineOption = "",
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the answer to a page of its own, with its picture.")
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the answer as a table, numbers in full.")] = None,
    json_: JsonOption = False,
) -> int:
    """How journeys are walked: from a workspace, a log in a file, or a database that answers itself.

    QUESTION: transitions, funnel, paths, variants, matrix, between, loops, drop-off, conversion, contacts, retention,
    engagement, compare, designed. With --against or --against-period any of them says by what the two differ.
    Examples:

    outsidein journeys transitions log.xes.gz

    outsidein journeys funnel shop.csv --steps catalog,cart,paid --within 7d

    outsidein journeys retention shop.csv --segment platform=mobile --against platform=web

    outsidein journeys variants shop.csv --period 2026-Q2 --against-period 2026-Q1 --html variants.html
    """
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.asking import parse_period
    from outsidein.cli.shape import as_json
    from outsidein.cli.walking import grid
    from outsidein.cli.walking.comparisons import COMPARISONS
    from outsidein.cli.walking.parsing import parse_duration, parse_names, parse_segments, parse_steps
    from outsidein.cli.walking.questions import QUESTIONS, Wanted
    from outsidein.measures.journeys import hold_apart

    log = workspace.Log(case=case, time=time, event=event, table=table, notion=of, transitions=transitions)
    where: Path | str = source if "://" in source else Path(source)
    span = parse_period(period)
    with (
        say.progress("Reading", quiet=json_) as step,
        workspace.open_journeys(where, log=log, engine=engine, progress=step) as walked,
    ):
        everybody = walked.journeys.period(span.first, span.last) if span else walked.journeys
        wanted = Wanted(
            steps=parse_steps(steps),
            within=parse_duration(within),
            top=top,
            first=first,
            goal=parse_names(goal),
            entered=parse_names(entered),
            by=by,
            every=every,
            document=_document(source, map_) if question is Question.DESIGNED else None,
            against=_against(walked.journeys, span, against or (), parse_period(against_period)),
        )
        this = everybody.segment(**parse_segments(segment or ()))
        if wanted.against is not None:
            hold_apart(this, wanted.against)
        notes = (*walked.notes, *_nobody(this, walked.journeys))
        compares = wanted.against is not None or question is Question.COMPARE
        answer = (COMPARISONS if compares else QUESTIONS)[question](this, wanted)
        answer = replace(answer, rows=[*answer.rows])
        written = _write(answer, question=question, shown=walked.shown, html=html, csv=csv)
        if json_:
            print(as_json("journeys", ok=True, question=question, diagnostics=notes, **answer.parts))
            return 0
        say.diagnostics(notes, most=6)
    if written:
        say.out.print(f"Wrote {' and '.join(map(str, written))}.", markup=False)
        return 0
    grid.show(f"{answer.title} · {walked.shown}", answer.columns, answer.rows, names=answer.names, under=answer.under)
    return 0


def _against(
    journeys: Journeys, span: Period | None, segments: Sequence[str], period: Period | None
) -> Journeys | None:
    """The other side: other segments in the same days, or other days."""
    from outsidein.cli.walking.parsing import parse_segments

    if not segments and period is None:
        return None
    days = period or span
    there = journeys.period(days.first, days.last) if days else journeys
    return there.segment(**parse_segments(segments))


def _nobody(narrowed: Journeys, everybody: Journeys) -> tuple[Diagnostic, ...]:
    """The warning that nobody walked like that, with when journeys began: an empty table would not say why."""
    if not narrowed.narrowed or int(narrowed.cases.count().to_pyarrow().as_py()):
        return ()
    import numpy as np

    first = everybody.cases["first"]
    began = everybody.cases.aggregate(first=first.min(), last=first.max()).to_pyarrow().to_pylist()[0]
    days = (np.datetime64(began[end], "us").astype("datetime64[D]") for end in ("first", "last"))
    says = f"No journey is of what was asked for ({narrowed.narrowed})."
    fix = "Journeys began from {} to {}; take a segment or the period away.".format(*days)
    return (Diagnostic("cli/nobody-walked", says, fix, severity=Severity.WARNING),)


def _write(answer: Answer, *, question: str, shown: str, html: Path | None, csv: Path | None) -> tuple[Path, ...]:
    """Write the answer to the files that were asked for; gives those it wrote."""
    from outsidein.cli.walking import grid

    if csv is not None:
        # With its mark spreadsheets know that it is UTF-8.
        csv.write_text(grid.write_csv(answer.columns, [*answer.rows]), encoding="utf-8-sig", newline="")
    if html is not None:
        from outsidein.cli.walking.picture import draw

        html.write_text(draw(answer, question=question, shown=shown), encoding="utf-8")
    return tuple(path for path in (html, csv) if path is not None)


def _document(source: str, map_: str) -> Document | None:
    """The map to hold journeys against: a file, or one of the workspace that the journeys are of."""
    from outsidein import maps, workspace

    if map_.endswith((".yaml", ".yml")):
        document, found = maps.load(map_)
        if document is None:
            raise MapError(*found)
        return document
    if "://" in source or not Path(source).is_dir():
        return None
    return workspace.load_map(workspace.find(Path(source)), map_)
