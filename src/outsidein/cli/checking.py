"""``outsidein check``: everything that is missing, unclear or broken on maps and mappings.

What lives here: the command. Not here: the checks (maps.lint, maps.explain, maps.hints, workspace.check).
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from outsidein.cli.app import NEEDS_YOU, FolderArgument, JsonOption, app, told
from outsidein.ground import Severity, worst


@app.command("check")
@told("check")
def check(
    folder: FolderArgument = Path(),
    strict: Annotated[bool, typer.Option("--strict", help="Leave with 1 for warnings, too.")] = False,
    wording: Annotated[
        bool, typer.Option("--wording/--no-wording", help="Give the hints of the writing guide, too.")
    ] = True,
    json_: JsonOption = False,
) -> int:
    """Check maps and mappings: what cannot be read, what is missing, what needs explanation.

    Hints never block. Leaves with 1 where there are errors.
    """
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json

    now = datetime.now(UTC)
    found = workspace.check(workspace.find(folder), now=now, wording=wording)
    grave = worst(found)
    bad = grave is Severity.ERROR or (strict and grave is Severity.WARNING)
    counts = {severity.value: sum(one.severity is severity for one in found) for severity in Severity}
    if json_:
        print(as_json("check", ok=not bad, counts=counts, diagnostics=found))
        return NEEDS_YOU if bad else 0
    say.diagnostics(found, console=say.out, most=200)
    if not found:
        say.out.print("[green]✓[/green] Nothing to mend.")
    else:
        say.out.print(
            ", ".join(f"{count} {name}{'s' if count != 1 else ''}" for name, count in counts.items() if count)
        )
    return NEEDS_YOU if bad else 0
