"""``outsidein merge``: two edited copies of a map file joined, and what needs somebody; also git’s merge driver.

What lives here: the command. Not here: joining (maps.merge), texts with their notes (workspace.merge_texts).
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from outsidein.cli.app import NEEDS_YOU, JsonOption, app, told
from outsidein.ground import Diagnostic, MapError, Place, WorkspaceError


@app.command("merge")
@told("merge")
def merge(
    base: Annotated[Path, typer.Argument(help="The map file that both copies began from.")],
    mine: Annotated[Path, typer.Argument(help="One edited copy; its comments are kept.")],
    theirs: Annotated[Path, typer.Argument(help="The other edited copy.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to, such as MINE itself.", show_default="standard output")
    ] = None,
    prefer: Annotated[
        str, typer.Option("--prefer", help="Whose value stands where both changed one thing.", metavar="mine|theirs")
    ] = "mine",
    names: Annotated[str, typer.Option("--names", help="What the two copies are called.", metavar="MINE,THEIRS")] = "",
    notes: Annotated[bool, typer.Option("--notes/--no-notes", help="Tell of conflicts on top of the file.")] = True,
    place: Annotated[
        Path | None,
        typer.Option("--place", help="Where the map lies: its workspace’s own kinds are known.", show_default="MINE"),
    ] = None,
    json_: JsonOption = False,
) -> int:
    """Join two edited copies of a map: what only one changed is taken, what both changed is shown with both values.

    Leaves with 1 where there are conflicts. As git’s merge driver: outsidein merge %O %A %B --out %A --place %P
    """
    from outsidein import maps, workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    if prefer not in ("mine", "theirs"):
        raise typer.BadParameter("say mine or theirs", param_hint="--prefer")
    _know_own((place or mine).parent)
    texts = [_text(path) for path in (base, mine, theirs)]
    called = tuple(part.strip() for part in names.split(",", 1)) if names else ()
    made = workspace.merge_texts(
        texts[0], texts[1], texts[2], prefer=maps.Copy(prefer), notes=notes,
        names=(called[0], called[1]) if len(called) == 2 else ("", ""),
    )  # fmt: skip
    if out is not None:
        try:
            workspace.write_whole(out, made.text)
        except OSError as error:
            says = f"The file cannot be written: {error.strerror}."
            raise WorkspaceError(Diagnostic("workspace/cannot-write", says, "", Place(str(out)))) from error
    if json_:
        text = None if out else made.text
        parts = {"file": out, "text": text, "conflicts": made.conflicts, "diagnostics": made.diagnostics}
        print(as_json("merge", ok=not made.conflicts, **parts))
    else:
        if out is None:
            print(made.text, end="")
        say.diagnostics(made.diagnostics)
    return NEEDS_YOU if made.conflicts else 0


def _know_own(folder: Path) -> None:
    """Make the kinds known that are the workspace's own; files outside of one can be merged, too."""
    from outsidein import workspace

    with suppress(WorkspaceError):
        workspace.find(folder)


def _text(path: Path) -> str:
    from outsidein import maps

    text, found = maps.text_of(path)
    if text is None:
        raise MapError(*found)
    return text
