"""The ``outsidein`` command: its parts, options that mean the same everywhere, and what is done when all is not well.

What lives here: putting the commands together and turning errors into words and exit codes. Exit codes: 0 done; 1 done,
and something needs you (errors found, rows rejected whole files …); 2 called wrongly; 3 could not be done.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final, ParamSpec

import typer

from outsidein.ground import Diagnostic, OutsideInError, Place

P = ParamSpec("P")

COMMANDS: Final = (
    *(
        "beginning",
        "bringing",
        "checking",
        "exporting",
        "finding",
        "importing",
        "listening",
        "measuring",
        "planning",
        "showing",
    ),
    *("merging", "comparing", "deriving", "library", "atlas", "accounting"),
    *("walking.changing", "walking.command", "walking.discovering"),
    *("foretelling.foretelling", "foretelling.valuing"),
)
"""The modules of the commands, each of which enters its own in ``app``."""
NEEDS_YOU = 1
COULD_NOT = 3
OUR_FAULT = 70

app = typer.Typer(
    name="outsidein",
    help="Customer journey maps that show what customers really do and say.",
    epilog="Start with: outsidein init sample --sample && outsidein show sample",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

FolderArgument = Annotated[
    Path, typer.Argument(help="The workspace, or any folder inside it.", show_default="here", metavar="[FOLDER]")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of words for people.")]
MapOption = Annotated[str, typer.Option("--map", "-m", help="Which map, where there are several.", metavar="KEY")]
PersonaOption = Annotated[
    str, typer.Option("--persona", "-p", help="Only the answers of this persona’s segment.", metavar="KEY")
]
WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        "-w",
        help="Only answers where a dimension has a value; repeat to combine.",
        metavar="DIMENSION=VALUE",
    ),
]
PeriodOption = Annotated[
    str,
    typer.Option("--period", help="Only answers from these days: 2026, 2026-Q3, 2026-07 or 2026-07-01..2026-09-30."),
]


def told(command: str) -> Callable[[Callable[P, int]], Callable[P, None]]:
    """Decorator of a command: its return value is the exit code, its errors become Diagnostics on the right stream."""

    def wrap(act: Callable[P, int]) -> Callable[P, None]:
        @wraps(act)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            as_json = bool(kwargs.get("json_"))
            try:
                code = act(*args, **kwargs)
            except OutsideInError as error:
                _say_error(command, error.diagnostics, as_json=as_json)
                code = COULD_NOT
            except KeyboardInterrupt:
                if not as_json:
                    sys.stderr.write("\nStopped. Nothing was left half-done.\n")
                code = 130
            except BrokenPipeError:
                sys.stderr.close()
                code = 0
            except (typer.Exit, typer.BadParameter, typer.Abort):
                raise
            except Exception as error:
                if "OUTSIDEIN_DEBUG" in os.environ:
                    raise
                _say_error(command, (_own_fault(error),), as_json=as_json)
                code = OUR_FAULT
            raise typer.Exit(code)

        return run

    return wrap


def _own_fault(error: Exception) -> Diagnostic:
    """A fault of ours, told without a wall of code; all of it is kept in a file for whoever mends it."""
    with tempfile.NamedTemporaryFile("w", prefix="outsidein-", suffix=".log", delete=False, encoding="utf-8") as log:
        traceback.print_exception(error, file=log)
    return Diagnostic(
        "cli/our-fault",
        f"Outside-In made a mistake ({type(error).__name__}). Your workspace is as it was.",
        "Please tell us, with this file; it may hold words from your data.",
        Place(log.name),
    )


def _say_error(command: str, found: tuple[Diagnostic, ...], *, as_json: bool) -> None:
    if as_json:
        from outsidein.cli.shape import as_json as shaped

        print(shaped(command, ok=False, diagnostics=found))
        return
    from outsidein.cli import say

    say.diagnostics(found)


@app.callback(invoke_without_command=True)
def version_or_help(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.", is_eager=True)] = False,
) -> None:
    """Customer journey maps that show what customers really do and say."""
    if version:
        from outsidein import __version__

        print(f"outsidein {__version__}")
        raise typer.Exit


def run(*join: Callable[[typer.Typer, Callable[[str], Any]], None]) -> None:
    """Load the commands, which enter themselves in ``app``, let others join, and run the one that was asked for."""
    for name in COMMANDS:
        import_module(f"outsidein.cli.{name}")
    for others in join:
        others(app, told)
    app()
