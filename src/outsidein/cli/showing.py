"""``outsidein show``: the living maps of a workspace in the browser, made anew whenever their sources change.

What lives here: the command. Not here: HTTP (serve) and making pages (workspace.publish).
"""

from __future__ import annotations

import sys
import webbrowser
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outsidein.cli.app import FolderArgument, JsonOption, MapOption, PersonaOption, app, told

if TYPE_CHECKING:
    from outsidein.cli.serve import Shown
    from outsidein.workspace import Pages


@app.command("show")
@told("show")
def show(
    folder: FolderArgument = Path(),
    map_: MapOption = "",
    persona: PersonaOption = "",
    port: Annotated[
        int, typer.Option("--port", help="Where to listen on 127.0.0.1; another free one if taken.")
    ] = 8765,
    open_: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the browser.", show_default="where there is a screen")
    ] = sys.stdout.isatty(),
    json_: JsonOption = False,
) -> int:
    """Show the living map on 127.0.0.1, for this machine only. Stop with Ctrl-C.

    With --json nothing is served: the map’s reading is printed as JSON.
    """
    from outsidein import workspace
    from outsidein.cli import say, serve
    from outsidein.cli.shape import as_json

    place = workspace.find(folder)
    now = datetime.now(UTC)
    if json_:
        with workspace.open_study(place) as study:
            document = workspace.load_map(place, map_)
            reading = study.read(document, now=now, persona=persona)
        print(as_json("show", ok=True, map=document.journey.key, reading=reading))
        return 0
    with say.progress("Reading the evidence") as step:
        pages = workspace.Pages(place, persona=persona)
        first = pages.path_of(map_)
        pages.find(first, now=now, progress=step)
    server = serve.start(lambda path: _shown(pages, path), port=port)
    address = f"http://127.0.0.1:{server.server_address[1]}{first}"
    say.out.print(f"Your living map: [bold]{address}[/bold]")
    say.out.print("[dim]Only this machine can see it. Edit the map or import more, then reload. Ctrl-C stops.[/dim]")
    sys.stdout.flush()
    if open_:
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say.out.print("\nStopped.")
    finally:
        server.server_close()
    return 0


def _shown(pages: Pages, path: str) -> Shown | None:
    """What the server sends for ``path``; what is wrong with the sources is a page, too."""
    from outsidein.cli.serve import Shown

    page = pages.find(path, now=datetime.now(UTC))
    return Shown(page.body, page.media, page.save_as) if page else None
