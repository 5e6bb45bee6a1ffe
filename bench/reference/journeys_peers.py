"""What others need for the same log, in a Python of their own: pandas by hand, pm4py, retentioneering, where installed.

Run by ``bench.journeys`` with the interpreter that ``OUTSIDEIN_BENCH_PEERS`` names; nothing of it is a part of ours.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

os.environ["RETENTIONEERING_NO_TRACK"] = "1"


def main(path: str) -> None:
    """A line for each answer of each tool that is there, each tool in a child of its own."""
    for name in ("pandas", "pm4py", "retentioneering"):
        if importlib.util.find_spec(name) is None:
            print(f"{name + ': not installed':34}")
            continue
        if child := os.fork():
            os.waitpid(child, 0)
            continue
        wall, cpu = time.perf_counter(), time.process_time()
        for said in globals()[name](path):
            spent = (time.perf_counter() - wall, time.process_time() - cpu)
            peak = int(Path("/proc/self/status").read_text("ascii").split("VmHWM:")[1].split()[0]) * 1024 / 1e9
            print(f"{name + ' + ' + said:34}{spent[0]:8.2f}{spent[1]:11.2f}   {peak:.2f} GB", flush=True)
        os._exit(0)


def pandas(path: str) -> Iterator[str]:
    """Transitions by hand."""
    import pandas as pd

    log = pd.read_parquet(path).sort_values(["case", "time"], kind="stable")
    log["next"] = log.groupby("case", sort=False)["event"].shift(-1)
    log.groupby(["event", "next"], observed=True).size()
    yield "transitions"


def pm4py(path: str) -> Iterator[str]:
    """Its directly-follows graph, then its variants."""
    import pandas as pd

    with contextlib.redirect_stdout(io.StringIO()):
        import pm4py as mining

    log = pd.read_parquet(path)
    log["event"] = log["event"].astype(str)
    log = mining.format_dataframe(log, case_id="case", activity_key="event", timestamp_key="time")
    mining.discover_dfg(log)
    yield "transitions"
    mining.get_variants(log)
    yield "variants"


def retentioneering(path: str) -> Iterator[str]:
    """Its event stream with the transition graph, then its step matrix, then a funnel of five steps (no window)."""
    import pandas as pd
    from retentioneering.eventstream import Eventstream

    log = pd.read_parquet(path, columns=["case", "time", "event"])
    log = log.rename(columns={"case": "user_id", "time": "timestamp"})
    stream = Eventstream(log)
    stream.transition_graph_data(edge_weight="count")
    yield "transitions"
    stream.step_matrix_data(max_steps=10)
    yield "step matrix"
    stream.funnel_data(steps=[str(name) for name in log["event"].value_counts().index[3:8]])
    yield "funnel"


main(sys.argv[1])
