"""``python -m bench [name …]``: run the benches (all, or those named), each printing a table with ratios.

What lives here: finding them, and keeping what each printed in ``bench/history/`` with date, commit and machine. A
bench is a module of this folder with ``run() -> None``. Machines are noisy: ours and the alternative run side by side
in one go, and ratios are what counts. Nothing here asserts a time.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

_HERE = Path(__file__).parent


def main(names: list[str]) -> None:
    known = sorted(path.stem for path in _HERE.glob("*.py") if not path.stem.startswith("_"))
    for name in names or known:
        if name not in known:
            sys.exit(f"There is no bench called {name}; there are {', '.join(known)}.")
        print(f"\n## {name}\n", flush=True)
        _keep(name, _printed(name))


def _printed(name: str) -> str:
    """What a bench prints, shown while it does: in a process of its own, so that none starts on another's memory."""
    lines = []
    run = f"import bench.{name}; bench.{name}.run()"
    with subprocess.Popen([sys.executable, "-u", "-c", run], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    if process.returncode:
        sys.exit(process.returncode)
    return "".join(lines)


def _keep(name: str, printed: str) -> None:
    """Add a run to the history of its bench."""
    history = _HERE / "history"
    history.mkdir(exist_ok=True)
    with (history / f"{name}.txt").open("a", encoding="utf-8") as file:
        file.write(f"# {_when()}\n{printed.strip()}\n\n")


def _when() -> str:
    """Date, commit and machine of a run, and how busy the machine was before it: who else was at work changes all."""
    asked = ["git", "-C", str(_HERE), "describe", "--always", "--dirty"]
    commit = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() or "unknown commit"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, {platform.machine()}"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {commit}, {machine}, load now {os.getloadavg()[2]:.1f}"


main(sys.argv[1:])
