"""The command line: parse, call the workspace, show. It decides nothing and computes nothing.

What lives here: the commands. Their shapes (``--json``) and exit codes are a promise written down in
``docs/reference/cli.md``; they only grow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["main"]


def main(*join: Callable[[Any, Any], None]) -> None:
    """Run the command line of this process; each of ``join`` puts more commands to it (see ``outsidein.__main__``)."""
    from outsidein.cli.app import run

    run(*join)
