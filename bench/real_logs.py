"""BPI 2012 (262,200 events, XES.gz) to every answer in one fresh process: reading, store, each question, discovery.

What lives here: the run and its table. Parts are timed by the clock and by the processor, for the clock of a busy
machine says little. ``OUTSIDEIN_DATA_SETS`` names the folder of the data sets; without it there is nothing to run.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

LOG = Path("event_logs") / "bpic2012.xes.gz"
ALLOWED = 10.0
"""Seconds by the clock, from the file to the last answer."""
STEPS = ("A_SUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "A_APPROVED")
DAY = timedelta(days=1)


def run() -> None:
    """Print the table."""
    sets = os.environ.get("OUTSIDEIN_DATA_SETS", "")
    if not (Path(sets) / LOG).is_file():
        print("Name the folder of the data sets in OUTSIDEIN_DATA_SETS.")
        return
    code = f"import bench.real_logs as b; b.answer({str(Path(sets) / LOG)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    parts = json.loads(done.stdout.splitlines()[-1])
    print(f"{'':30}{'wall':>8}{'cpu':>8}")
    for name, wall, cpu in parts:
        print(f"{name:30}{wall:8.2f}{cpu:8.2f}")
    wall, cpu = (sum(part[at] for part in parts) for at in (1, 2))
    print(f"{'all, imports included':30}{wall:8.2f}{cpu:8.2f}   allowed by the clock: {ALLOWED:.0f} s")


def answer(path: str) -> None:
    """Ask everything of the log and print what each part took, as JSON: name, seconds by the clock, of processor."""
    parts: list[tuple[str, float, float]] = []

    def timed(name: str, act: Callable[[], Any]) -> Any:
        wall, cpu = time.perf_counter(), _processor()
        made = act()
        parts.append((name, time.perf_counter() - wall, _processor() - cpu))
        return made

    def imports() -> Any:
        from outsidein import workspace
        from outsidein.evidence import read_log
        from outsidein.evidence.journeys import Journeys
        from outsidein.measures import journeys as asks

        return workspace, read_log, Journeys, asks

    workspace, read_log, journeys_of, asks = timed("imports", imports)
    with tempfile.TemporaryDirectory() as folder:
        log = timed("reading", lambda: read_log(Path(path), into=Path(folder)))
        journeys = timed("store", lambda: journeys_of.open(log.path))
        first, later = journeys.period(None, _middle(journeys)), journeys.period(_middle(journeys) + DAY)
        questions: dict[str, Callable[[], Any]] = {
            "transitions with times": lambda: asks.transitions(journeys, times=True),
            "funnel": lambda: asks.funnel(journeys, STEPS, window=30 * DAY),
            "beginnings": lambda: asks.top_paths(journeys),
            "variants": lambda: asks.variants(journeys),
            "step matrix": lambda: asks.step_matrix(journeys),
            "flows": lambda: asks.flows(journeys, merged=True),
            "time between": lambda: asks.time_between(journeys, STEPS[0], STEPS[-1]),
            "loops": lambda: asks.loops(journeys),
            "drop-off": lambda: asks.drop_off(journeys),
            "conversion": lambda: asks.conversion(journeys, [STEPS[-1]]),
            "contacts": lambda: asks.contacts(journeys, ["W_Nabellen offertes"]),
            "retention": lambda: asks.retention(journeys, every=asks.Every.WEEK),
            "engagement": lambda: asks.engagement(journeys),
            "two periods compared": lambda: (
                asks.compare_variants(first, later), asks.compare_transitions(first, later),
                asks.compare_waits(first, later), asks.compare_retention(first, later, every=asks.Every.WEEK),
            ),
        }  # fmt: skip
        for name, ask in questions.items():
            timed(name, ask)
        timed("discovery", lambda: workspace.discover(journeys, key="bpic2012", title="Loans"))
        journeys.close()
    print(json.dumps(parts))


def _middle(journeys: Any) -> Any:
    from outsidein.measures.journeys.calendar import date_of, span_of

    first, last = span_of(journeys)
    return date_of((first + last) // 2)


def _processor() -> float:
    """Seconds of processor of this process and of the readers that it started and that are done."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
