"""The command line: parse, call the workspace, show. It decides nothing and computes nothing.

What lives here: the commands. Their shapes (``--json``) and exit codes are a promise written down in
``docs/reference/cli.md``; they only grow.
"""

__all__ = ["main"]


def main() -> None:
    """Run the command line of this process; the entry point of the ``outsidein`` command."""
    from outsidein.cli.app import run

    run()
