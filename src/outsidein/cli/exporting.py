"""``outsidein export``: a map as a file to give away: page, poster, picture, data.

What lives here: the command. Not here: the writers (render) and what is written (workspace.publish).
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from outsidein.cli.app import NEEDS_YOU, FolderArgument, JsonOption, MapOption, PersonaOption, app, told
from outsidein.ground import Diagnostic, Place, Severity, WorkspaceError


class Form(StrEnum):
    """What a map can be exported as."""

    HTML = "html"
    PDF = "pdf"
    SVG = "svg"
    PNG = "png"
    SKETCH = "sketch"
    PPTX = "pptx"
    DECK = "deck"
    XLSX = "xlsx"
    DRAWIO = "drawio"
    MERMAID = "mermaid"
    MARKDOWN = "markdown"
    JSON = "json"
    YAML = "yaml"


@app.command("export")
@told("export")
def export(
    form: Annotated[Form, typer.Argument(help="As what.", metavar="|".join(Form))],
    folder: FolderArgument = Path(),
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to.", show_default="named after the map")
    ] = None,
    map_: MapOption = "",
    persona: PersonaOption = "",
    paper: Annotated[str, typer.Option("--paper", help="a4 to a0; a map too long for it gets a longer sheet.")] = "a2",
    ppi: Annotated[int, typer.Option("--ppi", help="Dots per inch of a PNG.", min=36, max=600)] = 144,
    fonts: Annotated[
        list[Path] | None, typer.Option("--fonts", help="A folder with more fonts, for scripts that ours lacks.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
    json_: JsonOption = False,
) -> int:
    """Write the living map to a file.

    html is one file that needs no network; pdf is a poster and what the evidence says, accessible. svg and png are the
    poster's first sheet, sketch a small SVG of stages, steps and the curve as drawn. pptx is the poster as editable
    shapes, deck a slide a stage. xlsx is edited and brought back (outsidein bring). drawio, mermaid and markdown are
    for other tools. json is the map with its reading, yaml the map in canonical form. Each says what it cannot carry.
    """
    from outsidein import maps, render, workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    now = datetime.now(UTC)
    place = workspace.find(folder)
    document = workspace.load_map(place, map_)
    about = render.FORMS[form.value]
    target = out or Path(f"{document.journey.key}.{about.ending}")
    if target.exists() and not force:
        raise WorkspaceError(
            Diagnostic(
                "cli/file-exists", "There is such a file already.", "Use --force to replace it.", Place(str(target))
            )
        )
    with say.progress("Reading the evidence", quiet=json_) as step, workspace.open_study(place) as study:
        if form is Form.JSON:
            reading = study.read(document, now=now, persona=persona, progress=step)
            data = (
                as_json("export", ok=True, records=tuple(document), reading=reading, map=maps.tree(document)).encode()
                + b"\n"
            )
            found: tuple[Diagnostic, ...] = ()
        else:
            made = workspace.export(
                study,
                document,
                form.value,
                now=now,
                persona=persona,
                paper=paper,
                ppi=ppi,
                fonts=tuple(fonts or ()),
                progress=step,
            )
            data, found = made.body, made.diagnostics
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        workspace.write_whole(target, data)
    except OSError as error:
        raise WorkspaceError(
            Diagnostic(
                "workspace/cannot-write", f"The file cannot be written: {error.strerror}.", "", Place(str(target))
            )
        ) from error
    if json_:
        print(
            as_json(
                "export",
                ok=True,
                file=target,
                bytes=len(data),
                lossless=about.lossless,
                cannot_carry=about.cannot_carry,
                diagnostics=found,
            )
        )
    else:
        say.diagnostics(found)
        say.out.print(f"Wrote [bold]{target}[/bold] ({len(data) / 1000:,.0f} kB)")
        say.out.print(about.cannot_carry, style="dim")
    return NEEDS_YOU if any(one.severity is Severity.ERROR for one in found) else 0
