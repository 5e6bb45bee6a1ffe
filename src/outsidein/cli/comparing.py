"""``outsidein compare`` and ``outsidein state``: two states of a journey side by side, and beginning another one.

What lives here: the commands. Not here: comparing (maps.compare), the picture (render.states).
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from outsidein.cli.app import FolderArgument, JsonOption, MapOption, app, told
from outsidein.ground import Diagnostic, Place, WorkspaceError


@app.command("compare")
@told("compare")
def compare(
    was: Annotated[str, typer.Argument(help="The earlier or as-is map: its key, or a file.", metavar="AS-IS")],
    now: Annotated[str, typer.Argument(help="The later or to-be map: its key, or a file.", metavar="TO-BE")],
    folder: FolderArgument = Path(),
    html: Annotated[Path | None, typer.Option("--html", help="Write the picture as a page.")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Write the picture as a PDF.")] = None,
    svg: Annotated[Path | None, typer.Option("--svg", help="Write the picture as SVG.")] = None,
    png: Annotated[Path | None, typer.Option("--png", help="Write the picture as PNG.")] = None,
    json_: JsonOption = False,
) -> int:
    """What the to-be map adds, removes, moves and rewords, and what people expect it to do to the curve.

    Levels of what is not yet are what people drew and aim at; measured ones stand beside. Two files are compared
    wherever they lie.
    """
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    files = Path(was), Path(now)
    if all(path.is_file() for path in files):
        compared = workspace.compare_files(*files)
    else:
        compared = workspace.compare_maps(workspace.find(folder), was, now)
    made = datetime.now(UTC)
    written = []
    for form, target in (("html", html), ("pdf", pdf), ("svg", svg), ("png", png)):
        if target is not None:
            _write(target, workspace.print_states(compared, form, now=made).body)
            written.append(target)
    it = compared.comparison
    if json_:
        parts = {"was": it.was.journey.key, "now": it.now.journey.key, "counts": {**it.counts}, "files": written}
        measured = {"was": compared.measured_was, "now": compared.measured_now}
        body = {"differences": it.differences, "curve": it.curve, "measured": measured}
        print(as_json("compare", ok=True, **parts, **body))
        return 0
    scene = compared.scene()
    say.out.print(scene.title, style="bold", markup=False)
    say.out.print(scene.lead, markup=False)
    for one in scene.told:
        say.out.print(f"\n{one.badge.shape} {one.title}", style="bold", markup=False)
        for line in one.lines:
            say.out.print(f"  {line}", markup=False)
    if scene.effects:
        say.out.print(f"\n{scene.curve_title}", style="bold", markup=False)
        for line in scene.effects:
            say.out.print(f"  {line}", markup=False)
        say.out.print(scene.caveat, style="dim", markup=False)
    for target in written:
        say.out.print(f"Wrote [bold]{target}[/bold]")
    return 0


@app.command("state")
@told("state")
def begin_state(
    state: Annotated[str, typer.Argument(help="What the new map is to show.", metavar="to-be|ideal")],
    folder: FolderArgument = Path(),
    map_: MapOption = "",
    key: Annotated[str, typer.Option("--as", help="The key of the new map.", show_default="MAP-STATE")] = "",
    title: Annotated[str, typer.Option("--title", help="Its title.", show_default="that of the map")] = "",
    json_: JsonOption = False,
) -> int:
    """Begin a to-be or ideal state of a map as a map of its own, to be changed and compared."""
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json
    from outsidein.maps import State

    if state not in (State.TO_BE.value, State.IDEAL.value):
        raise typer.BadParameter("say to-be or ideal", param_hint="STATE")
    place = workspace.find(folder)
    origin = workspace.load_map(place, map_).journey.key
    begun = workspace.begin_state_of(place, origin, state=State(state), as_key=key, title=title)
    if json_:
        print(as_json("state", ok=True, map=begun.journey.key, of=begun.journey.of, state=begun.journey.state))
    else:
        say.out.print(f"Began [bold]{begun.journey.key}[/bold]; see: outsidein compare {origin} {begun.journey.key}")
    return 0


def _write(target: Path, data: bytes) -> None:
    from outsidein import workspace

    try:
        workspace.write_whole(target, data)
    except OSError as error:
        says = f"The file cannot be written: {error.strerror}."
        raise WorkspaceError(Diagnostic("workspace/cannot-write", says, "", Place(str(target)))) from error
