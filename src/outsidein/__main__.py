"""``python -m outsidein`` and the ``outsidein`` command: the command line with the server's commands put to it."""

from __future__ import annotations


def main() -> None:
    """Run the command line of this process; the entry point of the ``outsidein`` command."""
    from outsidein import cli
    from outsidein.server import commands

    cli.main(commands.join)


if __name__ == "__main__":
    main()
