"""``outsidein import``: take in feedback, with a drafted mapping where a file has none.

What lives here: the command, the preview of a draft, the report. Not here: guessing and reading (evidence), copying
files and keeping mappings (workspace.intake).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outsidein.cli.app import COULD_NOT, NEEDS_YOU, JsonOption, app, told
from outsidein.ground import Diagnostic, EvidenceError, Place, WorkspaceError

if TYPE_CHECKING:
    from outsidein.cli.taking import Drafted
    from outsidein.evidence import Ingested
    from outsidein.evidence.guess import Draft
    from outsidein.workspace import Failed, Folder


@app.command("import")
@told("import")
def import_(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="A workspace, files of feedback, or both.", metavar="[FOLDER] [FILE]...")
    ] = None,
    guess: Annotated[bool, typer.Option("--guess", help="Draft the mapping of files that have none.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Keep the draft and import without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the draft; keep nothing.")] = False,
    withdraw: Annotated[
        str, typer.Option("--withdraw", metavar="FILE", help="Let a file count no more; importing it undoes that.")
    ] = "",
    json_: JsonOption = False,
) -> int:
    """Take in feedback: survey exports, reviews, events, customer lists (CSV, XLSX, Parquet, JSON lines, XES, OCEL).

    Without files: everything in evidence/ that a mapping names. Importing the same file twice changes nothing; a
    corrected file replaces its earlier version; what cannot be read is counted, explained and kept beside the file. A
    folder that is being served is imported into through its server.

    outsidein import my-journey survey.csv --guess
    """
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json
    from outsidein.cli.taking import taking
    from outsidein.workspace import Failed

    folders = [path for path in paths or () if path.is_dir()]
    files = [path for path in paths or () if not path.is_dir()]
    if len(folders) > 1:
        raise typer.BadParameter("Name one workspace, not several.", param_hint="FOLDER")
    place = workspace.find(folders[0] if folders else Path())
    for file in files:
        if not file.is_file():
            raise WorkspaceError(
                Diagnostic("cli/no-such-file", "There is no such file.", "Check its name.", Place(str(file)))
            )
    who = taking(place)
    if withdraw:
        who.withdraw(Path(withdraw).name)
        _print_withdrawn(Path(withdraw).name, as_json_=json_)
        return 0
    drafts: list[Drafted] = []
    with say.progress("Looking", quiet=json_) as step:
        if guess:
            known = _mapped(place)
            new = [file for file in files if file.name not in known] if files else _unmapped(place, known)
            drafts = [who.draft(file, step) for file in new]
    if not json_:
        for one in drafts:
            _print_draft(one.path, one.draft)
    if dry_run or (drafts and not _agreed(yes=yes, as_json=json_)):
        for one in drafts:
            who.drop(one)
        if json_:
            print(as_json("import", ok=True, drafts=_plain_drafts(drafts), imports=[]))
        else:
            say.out.print("Nothing was kept." + ("" if dry_run or sys.stdin.isatty() else " Say --yes to import."))
        return 0
    reports: list[Ingested] = []
    failed: list[Failed] = []
    with say.progress("Reading", quiet=json_) as step:
        for one in drafts:
            try:
                reports.append(who.keep(one, step))
            except EvidenceError as error:
                failed.append(Failed(one.path, error.diagnostics))
        guessed = [one.path for one in drafts]
        others = [file for file in files if file not in guessed]
        if others or not drafts:
            for done in who.take(others, step):
                if isinstance(done, Failed):
                    failed.append(done)
                else:
                    reports.append(done)
    return _tell(place, drafts, reports, failed, as_json_=json_)


def _tell(
    place: Folder, drafts: list[Drafted], reports: list[Ingested], failed: list[Failed], *, as_json_: bool
) -> int:
    """Report what was taken in and what could not be; gives the exit code."""
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    needs_you = any(one.counts.rejected_rows or one.counts.rejected_cells for one in reports if not one.unchanged)
    wrong = tuple(one for each in failed for one in each.diagnostics)
    if as_json_:
        ok = not needs_you and not failed
        print(as_json("import", ok=ok, drafts=_plain_drafts(drafts), imports=reports, diagnostics=wrong))
    else:
        for one in reports:
            _print_report(place, one)
        say.diagnostics(wrong)
        if not reports and not failed:
            say.out.print("There is nothing to import: no mapping in evidence/ names a file. Try --guess with a file.")
    if failed and not reports:
        return COULD_NOT
    return NEEDS_YOU if needs_you or failed else 0


def _print_withdrawn(file: str, *, as_json_: bool) -> None:
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    if as_json_:
        print(as_json("import", ok=True, withdrawn=[file]))
    else:
        say.out.print(f"{file} counts no more. Take it in again with: outsidein import {file}")


def _mapped(place: Folder) -> frozenset[str]:
    """The names of the files in ``evidence/`` that a mapping names."""
    from outsidein import workspace

    sources = [one.source for one in workspace.read_mappings(place) if one.source]
    return frozenset(path.name for source in sources for path in workspace.files_of(place, source))


def _unmapped(place: Folder, mapped: frozenset[str]) -> list[Path]:
    """Files in ``evidence/`` that no mapping names."""
    from outsidein import workspace

    return [path for path in workspace.files_in(place) if path.name not in mapped]


def _agreed(*, yes: bool, as_json: bool) -> bool:
    if yes:
        return True
    if as_json or not sys.stdin.isatty():
        return False
    return typer.confirm("Keep this mapping and import?", default=True)


_SURE = {"sure": ("● sure", "green"), "please check": ("◐ please check", "yellow"), "optional": ("○ optional", "dim")}


def _print_draft(file: Path, drafted: Draft) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    from outsidein.cli import say

    say.out.print(Text(f"\n{file.name}", style="bold"))
    say.out.print(Text(drafted.summary))
    grid = Grid(box=None, pad_edge=False, show_edge=False)
    for name in ("column", "becomes", "looks like", "how sure"):
        grid.add_column(Text(name, style="dim"), overflow="fold")
    for one in drafted.columns:
        word, style = _SURE[one.sure.value]
        sure = Text(word, style=style)
        if one.sure.value != "sure" and one.why:
            sure.append(f"\n{one.why}", style="dim")
        looks = one.looks_like + (f"  {_bars(one.bars)}" if one.bars else "")
        grid.add_row(Text(one.about, style="bold"), Text(one.becomes), Text(looks, style="dim"), sure)
    say.out.print(grid)
    if drafted.doubts:
        say.out.print(Text("\nPlease look at:", style="bold"))
        say.diagnostics(drafted.doubts, console=say.out)


def _bars(counts: tuple[int, ...]) -> str:
    """Counts as a row of blocks, the largest one full.

    >>> _bars((0, 2, 8))
    '▁▃█'
    """
    most = max(counts, default=0) or 1
    return "".join("▁▂▃▄▅▆▇█"[min(7, count * 8 // most)] for count in counts)


def _plain_drafts(drafts: list[Drafted]) -> list[dict[str, object]]:
    return [
        {
            "file": file,
            "summary": drafted.summary,
            "source": drafted.source.id,
            "counts": drafted.counts,
            "columns": [
                {
                    "column": one.about,
                    "columns": one.columns,
                    "role": one.role,
                    "becomes": one.becomes,
                    "looks_like": one.looks_like,
                    "bars": one.bars,
                    "sure": one.sure,
                    "why": one.why,
                    "choices": one.choices,
                }
                for one in drafted.columns
            ],
            "doubts": drafted.doubts,
        }
        for file, drafted in ((one.path, one.draft) for one in drafts)
    ]


def _print_report(place: Folder, one: Ingested) -> None:
    from rich.text import Text

    from outsidein.cli import say

    counts = one.counts
    if one.unchanged:
        say.out.print(Text.assemble((one.file, "bold"), ": already in, nothing changed"))
        return
    parts = [
        (counts.responses, "responses"),
        (counts.answers - counts.not_applicable, "answers"),
        (counts.not_applicable, "not applicable"),
        (counts.blanks, "blank"),
        (counts.comments, "comments"),
        (counts.events, "events"),
        (counts.customers, "customers"),
    ]
    told = ", ".join(f"{count:,} {what}" for count, what in parts if count)
    say.out.print(Text.assemble((one.file, "bold"), f": {counts.rows:,} rows: {told or 'nothing in them'}"))
    if one.change:
        change = one.change
        say.out.print(
            f"  replaces import {one.replaces}: {change.added:,} added, {change.removed:,} removed, "
            f"{change.changed:,} changed, {change.same:,} as before"
        )
    if one.superseded:
        say.out.print(f"  {one.superseded:,} responses of other files are said again here; each counts once")
    if one.rejected:
        lost = counts.rejected_rows + counts.rejected_cells
        say.out.print(Text(f"  {lost:,} could not be read; kept in {place.relative(one.rejected)}", style="yellow"))
        for reason, count in counts.rejects[:5]:
            say.out.print(Text(f"    {count:,} × {reason}", style="dim"))
    say.diagnostics(one.diagnostics, console=say.out, most=12)
