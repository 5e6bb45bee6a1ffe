"""``outsidein atlas`` and ``outsidein story``: all journeys over the life cycle, and one of them told.

What lives here: the commands. Not here: the atlas (workspace.read_atlas), the story (maps.tell_story), their pages.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from outsidein.cli.app import NEEDS_YOU, FolderArgument, JsonOption, MapOption, app, told
from outsidein.ground import Diagnostic, Place, WorkspaceError


@app.command("atlas")
@told("atlas")
def atlas(
    folder: FolderArgument = Path(),
    html: Annotated[Path | None, typer.Option("--html", help="Write the atlas as a page.")] = None,
    json_: JsonOption = False,
) -> int:
    """All journeys over the life cycle of a customer: coverage, blind spots, health.

    Leaves with 1 where a map cannot be read.
    """
    from rich.text import Text

    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    place = workspace.find(folder)
    with say.progress("Reading the evidence", quiet=json_) as step:
        found = workspace.read_atlas(place, now=datetime.now(UTC), progress=step)
    if html is not None:
        _write(html, workspace.print_atlas(found))
    code = NEEDS_YOU if found.unreadable else 0
    if json_:
        print(as_json("atlas", ok=not code, atlas=found, file=html))
        return code
    say.out.print(Text(found.headline, style="bold"))
    for phase in found.phases:
        say.out.print(Text(f"\n{phase.name}", style="bold cyan"))
        for key in phase.journeys:
            band = found.band(key)
            if band is not None:
                level = ""
                if band.level is not None:
                    span = say.interval(band.level, digits=1)
                    level = f"  {say.number(band.level.value, digits=1)} ({span}), n = {band.level.n:,}"
                say.out.print(Text.assemble(f"  {_SIGN[band.health.value]} ", (band.title, "bold"), f" [{key}]{level}"))
                say.out.print(Text("    " + " ".join(band.why), style="dim"))
                for one in band.opens:
                    say.out.print(Text(f"    {one.name} → {one.to}", style="dim"))
        if not phase.journeys:
            say.out.print(Text("  ○ nobody mapped this yet", style="dim"))
    if found.blind:
        say.out.print(Text("\nBlind spots", style="bold"))
        for spot in found.blind:
            say.out.print(Text(f"  – {spot.says}"))
    say.diagnostics(found.unreadable)
    if html is not None:
        say.out.print(f"Wrote [bold]{html}[/bold]")
    return code


_SIGN = {"good": "●", "watch": "◐", "poor": "▲", "unknown": "○"}


@app.command("story")
@told("story")
def story(
    folder: FolderArgument = Path(),
    map_: MapOption = "",
    html: Annotated[Path | None, typer.Option("--html", help="Write storyboard and arc as a page.")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Write them on sheets of A4.")] = None,
    json_: JsonOption = False,
) -> int:
    """A map told as a story: its frames with their beats, the arc beside the drawn curve."""
    from rich.text import Text

    from outsidein import maps, workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    place = workspace.find(folder)
    document = workspace.load_map(place, map_)
    found = maps.tell_story(document)
    if html is not None:
        _write(html, workspace.print_story(place, document).body)
    if pdf is not None:
        _write(pdf, workspace.print_story(place, document, "pdf", now=datetime.now(UTC)).body)
    if json_:
        print(as_json("story", ok=True, map=document.journey.key, story=found, file=html, pdf=pdf))
        return 0
    say.out.print(Text(found.title, style="bold"))
    if not found.frames:
        say.out.print(Text("  ○ a story has a frame for each step, and this map has no steps", style="dim"))
    names = maps.catalog.beats()
    for frame in found.frames:
        beat = names[frame.beat.value].name if frame.beat else ""
        say.out.print(Text.assemble(f"{frame.number:>3}. ", (frame.name, "bold"), (f"  {beat}", "cyan")))
        for line in (frame.does, f"“{frame.thinks}”" if frame.thinks else ""):
            if line:
                say.out.print(Text("     " + line, style="dim"))
    for written in (html, pdf):
        if written is not None:
            say.out.print(f"Wrote [bold]{written}[/bold]")
    return 0


def _write(target: Path, data: bytes) -> None:
    from outsidein import workspace

    try:
        workspace.write_whole(target, data)
    except OSError as error:
        says = f"The file cannot be written: {error.strerror}."
        raise WorkspaceError(Diagnostic("workspace/cannot-write", says, "", Place(str(target)))) from error
