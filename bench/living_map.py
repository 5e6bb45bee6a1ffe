"""From the real airline file to its living map: cold, warm, and with bootstrap intervals; seconds and peak memory.

What lives here: whole commands in fresh processes, as a user runs them, with import and start-up counted. Goals of the
issue: cold ≤ 5 s and ≤ 700 MB, warm ≤ 1.5 s, bootstrap ≤ 20 s, ``--help`` ≤ 0.4 s.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def timed(*command: str) -> tuple[float, float]:
    """Seconds and the peak memory in MB of the largest process of a command (its own children included)."""
    watcher = (
        "import resource, subprocess, sys, time\n"
        "begin = time.perf_counter()\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", watcher, *command], check=True, capture_output=True, text=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def run() -> None:
    data = Path(os.environ.get("OUTSIDEIN_DATA", ROOT.parent / "shared" / "data"))
    file = data / "airline_satisfaction" / "airline_passenger_satisfaction.csv.gz"
    if not file.exists():
        sys.exit("The public data is not here; set OUTSIDEIN_DATA.")
    tool = (sys.executable, "-m", "outsidein")
    rows: list[tuple[str, str, float, float]] = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / "airline"
            shutil.copytree(ROOT / "examples" / "airline-satisfaction", folder)
            shutil.copy(file, folder / "evidence")
            page = str(folder / "map.html")
            begin = time.perf_counter()
            first = timed(*tool, "import", str(folder))
            second = timed(*tool, "export", "html", str(folder), "--out", page, "--force")
            rows.append(
                ("file → living map, cold", "≤ 5 s, ≤ 700 MB", time.perf_counter() - begin, max(first[1], second[1]))
            )
            rows.append(("  of which import", "", *first))
            rows.append(
                (
                    "living map, evidence warm",
                    "≤ 1.5 s",
                    *timed(*tool, "export", "html", str(folder), "--out", page, "--force"),
                )
            )
            rows.append(("evidence again, unchanged", "", *timed(*tool, "import", str(folder))))
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "airline"
        shutil.copytree(ROOT / "examples" / "airline-satisfaction", folder)
        shutil.copy(file, folder / "evidence")
        timed(*tool, "import", str(folder))
        rows.append(
            (
                "with bootstrap of the drivers, B = 500",
                "≤ 20 s",
                *timed(*tool, "findings", str(folder), "--bootstrap", "500"),
            )
        )
    rows += [("outsidein --help", "≤ 0.4 s", *timed(*tool, "--help")) for _ in range(3)]
    print(f"{'what':42}{'goal':>18}{'best s':>9}{'worst s':>9}{'peak MB':>9}")
    for name in dict.fromkeys(row[0] for row in rows):
        of = [row for row in rows if row[0] == name]
        seconds = [row[2] for row in of]
        print(f"{name:42}{of[0][1]:>18}{min(seconds):9.2f}{max(seconds):9.2f}{max(row[3] for row in of):9.0f}")
    print(
        f"(peak of one process; cores: {os.cpu_count()}; soft memory limit {resource.getrlimit(resource.RLIMIT_AS)[0]})"
    )
