"""Ten million events, ours beside merely reading the same columns: transitions, paths, variants, funnels, and building.

Generated with a fixed seed, with tied times, kept in the temporary folder: 40 touchpoints, then 5,000. Each part runs
in a process of its own, so that peaks of memory are its own. ``OUTSIDEIN_BENCH_EVENTS`` sets other numbers of events
(``50e6``), ``OUTSIDEIN_BENCH_PEERS`` names a Python that has pandas, pm4py or retentioneering; none of them is needed.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

ROUNDS = 5
WINDOW = timedelta(days=7)
READ = 'SELECT bit_xor("case"), bit_xor("time"), bit_xor(code) FROM {events}'
NEEDED = {
    "transitions": "SELECT bit_xor(code), bit_xor(nxt) FROM {events}",
    "step matrix, 10 steps": "SELECT bit_xor(code), bit_xor(seq) FROM {events}",
    "top 20 paths of 10": 'SELECT bit_xor("case"), bit_xor(code), bit_xor(seq) FROM {events}',
    "variants": "SELECT bit_xor(length), bit_xor(sign1), bit_xor(sign2) FROM {cases}",
}


def run() -> None:
    """Print the tables."""
    for events in os.environ.get("OUTSIDEIN_BENCH_EVENTS", "10e6").split(","):
        for touchpoints in (40, 5_000):
            path = _data(int(float(events)), touchpoints)
            _print(path, touchpoints)


def _print(path: Path, touchpoints: int) -> None:
    import pyarrow.parquet as pq

    rows = pq.read_metadata(path).num_rows
    print(
        f"\n{rows / 1e6:.1f} million events, {touchpoints:,} touchpoints, {path.stat().st_size / 1e6:.0f} MB of Parquet"
    )
    cache = path.with_suffix(".journeys")
    shutil.rmtree(cache, ignore_errors=True)
    print(
        f"{'':26}{'wall, best':>11}{'cpu, best':>11}{'× reading 3 columns':>21}{'(cpu)':>7}{'× its own':>11}{'peak':>9}"
    )
    built = _apart("build", str(path), str(cache))
    size = sum(file.stat().st_size for file in cache.rglob("*.parquet")) / 1e6
    print(f"{'lay out':26}{built['wall']:11.2f}{built['cpu']:11.2f}{f'{size:.0f} MB':>39}{built['peak']:6.2f} GB")
    asked = _apart("ask", str(cache), str(touchpoints))
    base = asked["read 3 columns"]
    for name, one in asked.items():
        ratios = (one["wall"] / base["wall"], one["cpu"] / base["cpu"])
        own = f"{one['wall'] / one['own']:.2f}" if one["own"] else ""
        timed = f"{name:26}{one['wall']:11.3f}{one['cpu']:11.3f}"
        print(f"{timed}{ratios[0]:21.2f}{ratios[1]:7.2f}{own:>11}{one['peak']:6.2f} GB")
    spent, peak = [built["wall"], built["cpu"]], built["peak"]
    for name in ("transitions", "variants", "step matrix, 10 steps", "funnel, any time, times"):
        spent, peak = [spent[0] + asked[name]["wall"], spent[1] + asked[name]["cpu"]], max(peak, asked[name]["peak"])
        print(f"{'ours + ' + name:34}{spent[0]:8.2f}{spent[1]:11.2f}   {peak:.2f} GB", flush=True)
    _print_calls(str(cache))
    if peer := os.environ.get("OUTSIDEIN_BENCH_PEERS"):
        script = Path(__file__).parent / "reference" / "journeys_peers.py"
        subprocess.run([peer, str(script), str(path)], check=False)


def _apart(*job: str) -> Any:
    """What a job says that runs in a process of its own."""
    found = subprocess.run([sys.executable, "-m", "bench.journeys", *job], check=True, capture_output=True, text=True)
    return json.loads(found.stdout.splitlines()[-1])


def _print_calls(cache: str) -> None:
    """What one call of the library over Ibis adds to the SQL that it asks, question by question."""
    for name, (whole, alone) in _apart("call", cache).items():
        added = f"+ {(whole - alone) * 1e3:.0f} ms"
        print(f"{name + ', in Ibis':26}{whole:11.3f}{alone:11.3f} its SQL alone{added:>12}")


def call(cache: str) -> dict[str, tuple[float, float]]:
    """Seconds of each portable definition through Ibis, and of the SQL that Ibis makes of it: the best of rounds."""
    import ibis

    from outsidein.evidence.journeys import Journeys
    from outsidein.measures.journeys.flows import definition as flows
    from outsidein.measures.journeys.steps import matrix_definition, paths_definition
    from outsidein.measures.journeys.transitions import definition as transitions
    from outsidein.measures.journeys.variants import definition as variants

    journeys = Journeys.open(Path(cache))
    asked: dict[str, Callable[[], Any]] = {
        "transitions": lambda: transitions(journeys),
        "step matrix": lambda: matrix_definition(journeys, first=10),
        "top paths": lambda: paths_definition(journeys, first=10, top=20),
        "variants": lambda: variants(journeys),
        "flows": lambda: flows(journeys, first=6),
    }
    engine = journeys.events.get_backend().con
    found = {}
    for name, made in asked.items():
        sql = str(ibis.to_sql(made()))
        whole = min(_timed(lambda made=made: made().to_pyarrow())[0] for _ in range(ROUNDS))  # type: ignore[misc]
        alone = min(_timed(lambda sql=sql: engine.sql(sql).to_arrow_table())[0] for _ in range(ROUNDS))  # type: ignore[misc]
        found[name] = (whole, alone)
    return found


def build(source: str, cache: str) -> dict[str, float]:
    """Lay a file out."""
    from outsidein.evidence.journeys import Journeys

    wall, cpu = _timed(lambda: Journeys.open(Path(source), cache=Path(cache)).close())
    return {"wall": wall, "cpu": cpu, "peak": _peak()}


def ask(cache: str, touchpoints: str) -> dict[str, dict[str, float]]:
    """Every question in turn, round by round."""
    from outsidein.evidence.journeys import Journeys
    from outsidein.measures.journeys import (
        contacts,
        drop_off,
        engagement,
        flows,
        funnel,
        loops,
        retention,
        step_matrix,
        time_between,
        top_paths,
        transitions,
        variants,
    )  # fmt: skip

    journeys = Journeys.open(Path(cache))
    steps = _steps(journeys)
    acts: dict[str, Callable[[], object]] = {
        "read 3 columns": lambda: journeys.ask(READ),
        "transitions": lambda: transitions(journeys),
        "step matrix, 10 steps": lambda: step_matrix(journeys),
        "top 20 paths of 10": lambda: top_paths(journeys),
        "variants": lambda: variants(journeys),
        "funnel, 7 days": lambda: funnel(journeys, steps, window=WINDOW, times=False),
        "funnel, 7 days, times": lambda: funnel(journeys, steps, window=WINDOW),
        "funnel, any time, times": lambda: funnel(journeys, steps),
        "transitions, times": lambda: transitions(journeys, times=True),
        "loops": lambda: loops(journeys),
        "drop-off": lambda: drop_off(journeys, converted=steps[-1:]),
        "time between two": lambda: time_between(journeys, steps[0], steps[1]),
        "flows, 6 steps": lambda: flows(journeys),
        "contacts: first, repeated": lambda: contacts(journeys, steps[:1]),
        "engagement": lambda: engagement(journeys),
        "retention": lambda: retention(journeys),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in acts}
    own: dict[str, list[float]] = {name: [] for name in acts}
    peaks: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, act in acts.items():
            times[name].append(_timed(act))
            if name in NEEDED:
                own[name].append(_timed(lambda name=name: journeys.ask(NEEDED[name]))[0])  # type: ignore[misc]
            peaks.setdefault(name, _peak())
    return {
        name: {"wall": min(w for w, _ in got), "cpu": min(c for _, c in got), "peak": peaks[name],
               "own": min(own[name], default=0.0)}
        for name, got in times.items()
    }  # fmt: skip


def _steps(journeys: Any) -> list[str]:
    """Five touchpoints that are neither rare nor everywhere: the most frequent but the first three, in turn."""
    found = journeys.ask("SELECT code, count(*) n FROM {events} GROUP BY 1 ORDER BY n DESC LIMIT 8").to_pylist()
    return [journeys.names[row["code"] - 1] for row in found[3:]]


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    def used() -> float:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_utime + usage.ru_stime

    cpu, wall = used(), time.perf_counter()
    act()
    return time.perf_counter() - wall, used() - cpu


def _peak() -> float:
    """The most memory of this process in GB: what ru_maxrss says is inherited from the process that started it."""
    said = Path("/proc/self/status").read_text("ascii")
    return int(said.split("VmHWM:")[1].split()[0]) * 1024 / 1e9


def _data(events: int, touchpoints: int) -> Path:
    """A log in the order of its times: customers of lognormal length who walk at random, one event in twenty tied."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = Path(tempfile.gettempdir()) / f"outsidein-bench-log-{events}-{touchpoints}.parquet"
    if path.is_file():
        return path
    random = np.random.default_rng(20261122)
    customers, slots = events // 16, 4096
    length = np.minimum(np.maximum(1, np.rint(random.lognormal(2.35, 0.95, customers))), 2_000).astype(np.int64)
    length = -np.sort(-length)
    weights = 1 / np.arange(1, touchpoints + 1) ** 0.9
    onward = np.empty((touchpoints, slots), np.int32)
    for at in range(touchpoints):
        if touchpoints <= 200:
            chance = weights * random.gamma(0.7, 1, touchpoints)
            onward[at] = random.choice(touchpoints, slots, p=chance / chance.sum())
        else:
            near = random.integers(0, touchpoints, 64)
            onward[at] = near[random.integers(0, 64, slots)]
    total = int(length.sum())
    start = np.concatenate([[0], np.cumsum(length)[:-1]])
    code, when = np.empty(total, np.int32), np.empty(total, np.int64)
    here = random.integers(0, min(8, touchpoints), customers).astype(np.int32)
    now = random.integers(0, 365 * 86_400, customers).astype(np.int64)
    left = customers
    for step in range(int(length[0])):  # all customers at once, step by step; those who are through drop out
        code[start[:left] + step], when[start[:left] + step] = here[:left], now[:left]
        left = int((length > step + 1).sum())
        here = onward[here[:left], random.integers(0, slots, left)]
        away = random.random(left) < 0.18
        wait = np.where(away, random.exponential(3 * 86_400, left), random.exponential(90, left)).astype(np.int64)
        wait[random.random(left) < 0.05] = 0
        now = now[:left] + wait
    customer = np.repeat(random.permutation(customers), length)
    order = np.argsort(when, kind="stable")
    names = pa.array([f"touchpoint {at:05}" for at in range(touchpoints)])
    table = pa.table(
        {
            "case": pa.array([f"c{at:08}" for at in range(customers)]).take(pa.array(customer[order])),
            "time": pa.array(when[order] * 1_000_000 + 1_700_000_000_000_000).cast(pa.timestamp("us", tz="UTC")),
            "event": pa.DictionaryArray.from_arrays(pa.array(code[order]), names),
        }
    )
    part = path.with_suffix(".part")
    pq.write_table(table, part, compression="zstd", row_group_size=250_000)
    part.replace(path)
    return path


if __name__ == "__main__":
    jobs: dict[str, Callable[..., Any]] = {"build": build, "ask": ask, "call": call}
    print(json.dumps(jobs[sys.argv[1]](*sys.argv[2:])))
