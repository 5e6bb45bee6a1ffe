"""Only a file that its owner names in Python goes into the engine unread; whatever comes by another way never does."""

from __future__ import annotations

import ast
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from outsidein import workspace
from outsidein.evidence import store as stores
from outsidein.evidence.source import Field, Format, Reads, Source

NOW = datetime(2026, 11, 22, tzinfo=UTC)
KEY = bytes(range(32))
SOURCE = Path(workspace.__file__).parents[1]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log as somebody sends it."""
    path = tmp_path / "from a stranger" / "log.parquet"
    path.parent.mkdir()
    time = pa.array([datetime(2026, 3, 1, hour, tzinfo=UTC) for hour in range(6)], pa.timestamp("us", "UTC"))
    pq.write_table(pa.table({"case": list("aabbcc"), "time": time, "event": ["search", "buy"] * 3}), path)
    return path


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files elsewhere that engines of ours are allowed to read, as they are opened; no other can be."""
    seen: list[Path] = []
    opening = stores.open_engine

    def watched(folder: Path | None, **options: Any) -> Any:
        seen.extend(Path(path) for path in options.get("files", ()))
        seen.extend([folder] if folder else [])
        return opening(folder, **options)

    monkeypatch.setattr(stores, "open_engine", watched)
    return seen


def test_a_log_that_is_asked_by_the_command_line_is_read_by_the_child_first(log: Path, engines: list[Path]) -> None:
    with workspace.open_journeys(log) as walked:
        assert walked.journeys.names == ("buy", "search")
    assert engines
    assert not [path for path in engines if path == log or path in log.parents]


def test_a_log_that_is_uploaded_is_read_by_the_child_first(log: Path, engines: list[Path], tmp_path: Path) -> None:
    home = workspace.begin(tmp_path / "home", name="Home", key=KEY)
    upload = home.store / "upload"
    shutil.copy(log, upload)
    source = Source(
        id="log",
        files=("log.parquet",),
        reads=Reads.EVENTS,
        format=Format(type="parquet"),
        case=Field(column="case"),
        time=Field(column="time"),
        event=Field(column="event"),
    )
    done = workspace.take_in(home, upload, source, name="log.parquet", key=KEY, now=NOW, by="Ada")
    assert done.counts.events == 6
    with workspace.open_journeys(home.path) as walked:
        assert walked.journeys.cases.count().to_pyarrow().as_py() == 3
    assert engines
    brought = {upload, home.evidence, home.evidence / "log.parquet"}
    assert not brought & set(engines)


def test_nothing_of_ours_opens_journeys_of_a_path_but_of_what_the_child_has_written() -> None:
    found = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            whose = node.func.value
            if node.func.attr == "open" and isinstance(whose, ast.Name) and whose.id == "Journeys":
                found.append((path.relative_to(SOURCE).as_posix(), ast.unparse(node.args[0])))
    assert found == [("workspace/walking.py", "read.path")]
