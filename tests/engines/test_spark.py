"""Spark as a user has it: the command on a cluster of its own, workers that die; ``make engines``: ten million events.

Answers are those of the embedded engine, or there is a Diagnostic: nothing in between, and nothing half-kept.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from places import ENGINES, missing

pytestmark = [
    pytest.mark.skipif("spark" not in ENGINES, reason="Spark is asked in the other environment"),
    pytest.mark.skipif("OUTSIDEIN_SOAK" not in os.environ, reason="long: make engines"),
]

EVENTS = int(os.environ.get("OUTSIDEIN_EVENTS", "10_000_000"))
STEPS = "touchpoint 3,touchpoint 7,touchpoint 1"
FUNNEL = ("funnel", "--steps", STEPS, "--within", "7d")
"""What is asked while workers die: much work, so that they die in the middle of it."""


@pytest.fixture
def cluster() -> Iterator[Any]:
    """A cluster that may be broken."""
    if lacks := missing("spark"):
        pytest.skip(f"spark: {lacks}")
    from sparks import Cluster

    running = Cluster(memory="1g")
    yield running
    running.close()


@pytest.fixture(scope="session")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Journeys over forty touchpoints with many tied times, in order of time as logs come."""
    chance = np.random.default_rng(4)
    case = chance.integers(0, EVENTS // 17, EVENTS)
    times = np.sort(chance.integers(0, 180 * 86_400, EVENTS)) * 1_000_000 + 1_767_225_600_000_000
    touchpoints = pa.array([f"touchpoint {at}" for at in range(40)])
    codes = np.minimum(chance.geometric(0.12, EVENTS), 40) - 1
    table = pa.table(
        {
            "case": pa.array(case).cast(pa.string()),
            "time": pa.array(times, pa.timestamp("us")).cast(pa.timestamp("us", "UTC")),
            "event": touchpoints.take(pa.array(codes)),
            "order": np.arange(EVENTS),
        }
    )
    path = tmp_path_factory.mktemp("log") / "events.parquet"
    pq.write_table(table, path, row_group_size=max(EVENTS // 20, 1))
    return path


@pytest.fixture(scope="session")
def expected(log: Path) -> dict[str, Any]:
    """What the embedded engine answers to what is asked while workers die."""
    return answer(asking(log, *FUNNEL))


def asking(log: Path, *words: str, engine: str = "") -> subprocess.Popen[str]:
    """The command, begun."""
    question, *options = words
    where = ["--engine", engine] if engine else []
    return subprocess.Popen(
        [sys.executable, "-m", "outsidein", "journeys", question, str(log), *options, *where, "--json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answer(begun: subprocess.Popen[str], *, code: int = 0) -> dict[str, Any]:
    """What it says in the end."""
    out, err = begun.communicate(timeout=3_000)
    assert begun.returncode == code, (out[-3000:], err[-3000:])
    assert "Traceback" not in err
    said: dict[str, Any] = json.loads(out)
    return said


def begun_on(cluster: Any, running: subprocess.Popen[str]) -> None:
    """Wait until both workers have an executor at work."""
    while not all("launch executor" in cluster.said(f"worker{at}").lower() for at in range(2)):
        assert running.poll() is None, running.communicate()
        time.sleep(0.1)


def test_a_worker_that_dies_half_way_costs_time_and_changes_nothing(
    cluster: Any, log: Path, expected: dict[str, Any]
) -> None:
    began = time.monotonic()
    running = asking(log, *FUNNEL, engine=cluster.address)
    begun_on(cluster, running)
    time.sleep(EVENTS / 400_000)  # well into its work; when exactly changes nothing
    still_at_it = running.poll() is None
    cluster.kill_worker(0)
    assert answer(running) == expected
    print(f"funnel       a worker killed half-way: {time.monotonic() - began:6.1f} s, start included")
    assert still_at_it
    assert "worker" in cluster.said("master").lower()


def test_workers_that_lose_their_master_half_way_end_what_they_began(
    cluster: Any, log: Path, expected: dict[str, Any]
) -> None:
    running = asking(log, *FUNNEL, engine=cluster.address)
    begun_on(cluster, running)
    still_at_it = running.poll() is None
    cluster.kill_master()
    assert answer(running) == expected
    assert still_at_it
    again = answer(asking(log, *FUNNEL, engine=cluster.address), code=3)  # nobody new is let in
    assert [one["code"] for one in again["diagnostics"] if one["severity"] == "error"] == [
        "evidence/engine-unreachable"
    ]


def test_a_cluster_without_workers_is_told_and_nothing_is_kept(cluster: Any, log: Path) -> None:
    running = asking(log, *FUNNEL, engine=f"{cluster.address}&patience=4")
    begun_on(cluster, running)
    for at in range(2):
        cluster.kill_worker(at)
    said = answer(running, code=3)
    assert said["ok"] is False
    (found,) = [one for one in said["diagnostics"] if one["severity"] == "error"]
    assert found["code"] == "evidence/engine-lost-workers"
    assert not [*log.parent.glob("*.part")]


def test_ten_million_events_give_the_same_figures_as_the_embedded_engine(cluster: Any, log: Path) -> None:
    for words in (("transitions",), FUNNEL, ("paths",), ("variants",), ("matrix",), ("loops",), ("retention",)):
        began = time.monotonic()
        expected = answer(asking(log, *words))
        embedded = time.monotonic() - began
        began = time.monotonic()
        found = answer(asking(log, *words, engine=cluster.address))
        print(f"{words[0]:12} embedded {embedded:6.1f} s, Spark {time.monotonic() - began:6.1f} s, start included")
        assert found == expected, words
