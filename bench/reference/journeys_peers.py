"""What others need for the same log, in a Python of their own: pandas by hand, pm4py, retentioneering, where installed.

Run by ``bench.journeys`` with the interpreter that ``OUTSIDEIN_BENCH_PEERS`` names; nothing of it is a part of ours.
"""

from __future__ import annotations

import importlib.util
import os
import resource
import sys
import time

os.environ["RETENTIONEERING_NO_TRACK"] = "1"


def main(path: str) -> None:
    """One line per tool that is there, each in a child of its own."""
    for name in ("pandas", "pm4py", "retentioneering"):
        if importlib.util.find_spec(name) is None:
            print(f"{name + ': not installed':26}")
            continue
        if child := os.fork():
            os.waitpid(child, 0)
            continue
        wall, cpu = time.perf_counter(), time.process_time()
        said = globals()[name](path)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        spent = (time.perf_counter() - wall, time.process_time() - cpu)
        print(f"{name + ', file to answer':26}{spent[0]:11.2f}{spent[1]:11.2f}   {said}   {peak:.2f} GB", flush=True)
        os._exit(0)


def pandas(path: str) -> str:
    """Transitions and variants by hand."""
    import pandas as pd

    log = pd.read_parquet(path).sort_values(["case", "time"], kind="stable")
    log["next"] = log.groupby("case", sort=False)["event"].shift(-1)
    edges = log.groupby(["event", "next"], observed=True).size()
    return f"{len(edges)} edges, transitions alone"


def pm4py(path: str) -> str:
    """Its directly-follows graph."""
    import pandas as pd
    import pm4py as mining

    log = pd.read_parquet(path)
    log["event"] = log["event"].astype(str)
    log = mining.format_dataframe(log, case_id="case", activity_key="event", timestamp_key="time")
    edges, _, _ = mining.discover_dfg(log)
    return f"{len(edges)} edges, transitions alone"


def retentioneering(path: str) -> str:
    """Its event stream and transition graph."""
    import pandas as pd
    from retentioneering.eventstream import Eventstream

    log = pd.read_parquet(path).rename(columns={"case": "user_id", "time": "timestamp"})
    stream = Eventstream(log, add_start_end_events=False)
    return f"{len(stream.transition_graph_data()['edges'])} edges, transitions alone"


main(sys.argv[1])
