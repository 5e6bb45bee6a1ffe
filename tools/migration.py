"""Write the first migration of the server anew from its models. Until the first release there is only this one."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "src" / "outsidein" / "server" / "migrations"


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        os.environ.update(OUTSIDEIN_DATA=data, DJANGO_SETTINGS_MODULE="outsidein.server.settings")
        for old in FOLDER.glob("0*.py"):
            old.unlink()
        import django
        from django.core.management import call_command

        django.setup()
        call_command("makemigrations", "outsidein", name="initial", no_header=True, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
