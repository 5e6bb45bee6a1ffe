"""Public event logs give the counts that are known of them (golden.json, made with pm4py)."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from logs import NOW

from outsidein.evidence.sources.eventlog.jobs import LogJob, LogReading, Named
from outsidein.evidence.sources.eventlog.reading import EVENTS, read_events

pytestmark = pytest.mark.realdata


def log(path: Path, folder: Path, *, transitions: str = "all", **named: str) -> LogReading:
    job = LogJob(path=path, folder=folder, now=NOW, named=Named(**named), transitions=transitions)
    return read_events(job, progress=lambda *_: None)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("running-example", "running-example.csv"),
        ("running-example", "running-example.xes"),
        ("receipt", "receipt.csv.gz"),
        ("helpdesk", "helpdesk.xes.gz"),
        ("bpic2012", "bpic2012.xes.gz"),
    ],
)
def test_a_public_log_has_the_cases_events_and_steps_it_is_known_for(
    realdata: Path, tmp_path: Path, name: str, file: str
) -> None:
    known = json.loads((realdata / "golden.json").read_text())["event_logs"][name]
    found = log(realdata / "event_logs" / file, tmp_path)
    assert (found.cases, found.events, found.names) == (known["cases"], known["events"], known["activities"])
    assert (found.rejected, found.rows) == (0, known["events"])
    table = pq.read_table(tmp_path / EVENTS, columns=["case", "event", "order"]).to_pydict()
    # Files stand in the order of their cases, so that what follows what can be counted as it stands.
    pairs = list(zip(table["case"], table["event"], strict=True))
    if name != "running-example":
        follows = [(a[1], b[1]) for a, b in itertools.pairwise(pairs) if a[0] == b[0]]
        assert len(follows) == known["dfg_sum"]
        assert table["order"] == list(range(1, len(pairs) + 1)) if file.endswith("xes.gz") else True


def test_a_log_with_transitions_counts_each_activity_once_unless_told(realdata: Path, tmp_path: Path) -> None:
    found = log(realdata / "event_logs" / "bpic2012.xes.gz", tmp_path, transitions="complete")
    # 164,506 rows are complete; 12 more are of an activity that is only ever scheduled.
    assert (found.events, found.left_out, found.names, found.cases) == (164_518, 97_682, 24, 13_087)


def test_clicks_walk_by_user_or_by_session(realdata: Path, tmp_path: Path) -> None:
    path = realdata / "ecommerce" / "ecom.csv.gz"
    users = log(path, tmp_path)
    assert (users.case, users.cases, users.events, users.channel) == ("user_id", 600, 31_106, "platform")
    assert log(path, tmp_path, case="session_id").cases == 3_605
