"""Install what some tests need beyond Python, where this machine lets us; say what is missing where it does not.

What lives here: Chromium and poppler by apt. With ``CI`` set everything is required and a miss fails the run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NEEDS = {"chromium": "chromium", "pdftoppm": "poppler-utils"}


def main() -> int:
    missing = {program: package for program, package in NEEDS.items() if shutil.which(program) is None}
    apt = shutil.which("apt-get")
    if missing and apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing for the tests:", ", ".join(sorted(missing.values())))
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([apt, "update", "-qq"], check=False, **quiet)
        subprocess.run(
            [apt, "install", "-y", "-qq", "--no-install-recommends", *sorted(missing.values())],
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            **quiet,
        )
        missing = {program: package for program, package in missing.items() if shutil.which(program) is None}
    if missing:
        print("Not on this machine, so some tests will be skipped by name:", ", ".join(sorted(missing)))
    return 1 if missing and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
