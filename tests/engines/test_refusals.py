"""Engines that are down, strangers, or of no use here: each says so in a Diagnostic, and never what the password is."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from asking import ASKED
from places import ENGINES

from outsidein import workspace
from outsidein.evidence.backend import Backend
from outsidein.evidence.journeys import Journeys
from outsidein.evidence.store import open_engine
from outsidein.evidence.warehouse import open_file, open_table
from outsidein.ground import EvidenceError
from outsidein.measures.journeys import funnel, transitions

pytestmark = pytest.mark.skipif("duckdb" not in ENGINES and "spark" not in ENGINES, reason="once is enough")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A small log in Parquet."""
    path = tmp_path / "log.parquet"
    times = pa.array([datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)], pa.timestamp("us", "UTC"))
    pq.write_table(pa.table({"case": ["a", "a"], "time": times, "event": ["search", "buy"], "order": [0, 1]}), path)
    return path


def code_of(error: pytest.ExceptionInfo[EvidenceError]) -> str:
    assert "s3cret" not in str(error.value)
    return error.value.diagnostics[0].code


def nobody() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.skipif("duckdb" not in ENGINES, reason="PostgreSQL is asked in the other environment")
def test_a_database_that_is_down_says_so_without_the_password() -> None:
    with (
        pytest.raises(EvidenceError) as error,
        open_table(f"postgresql://me:s3cret@127.0.0.1:{nobody()}/db", table="events"),
    ):
        pass
    assert code_of(error) == "evidence/engine-unreachable"
    assert "PostgreSQL" in str(error.value)


@pytest.mark.skipif("spark" not in ENGINES, reason="Spark is asked in the other environment")
def test_a_spark_master_that_is_down_says_so_at_once(log: Path) -> None:
    with pytest.raises(EvidenceError) as error, open_file(f"spark://127.0.0.1:{nobody()}", log):
        pass
    assert code_of(error) == "evidence/engine-unreachable"
    assert "Spark" in str(error.value)


@pytest.mark.skipif(bool(find_spec("pyspark")), reason="PySpark is here")
def test_a_client_that_is_missing_is_named_with_the_extra_to_install(log: Path) -> None:
    with (
        pytest.raises(EvidenceError) as error,
        workspace.open_journeys(log, engine="spark://127.0.0.1:7077?spark.password=s3cret"),
    ):
        pass
    assert code_of(error) == "evidence/engine-not-installed"
    assert 'pip install "outsidein[spark]"' in str(error.value)


def test_an_engine_that_reads_no_file_of_ours_says_where_to_put_it(log: Path) -> None:
    with pytest.raises(EvidenceError) as error, open_file("snowflake://me:s3cret@account/db", log):
        pass
    assert code_of(error) == "evidence/engine-reads-no-file"
    assert "Snowflake" in str(error.value)


def test_an_engine_nobody_knows_is_named(log: Path) -> None:
    with pytest.raises(EvidenceError) as error, open_file("oracle://me:s3cret@host/db", log):
        pass
    assert code_of(error) == "evidence/unknown-engine"


def test_an_engine_that_goes_away_between_two_questions_says_which_and_at_what(log: Path) -> None:
    engine = open_engine(None)
    engine.register("log", pq.read_table(log))
    journeys = Journeys.over(Backend.from_connection(engine).table("log"))
    assert len(transitions(journeys)) == 2
    engine.close()
    with pytest.raises(EvidenceError) as error:
        funnel(journeys, ["search", "buy"])
    assert code_of(error) == "evidence/engine-fails"
    assert "DuckDB" in str(error.value)
    assert "“funnel”" in str(error.value)


def test_an_analysis_that_an_engine_cannot_say_is_refused_by_name(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(None)
    engine.register("log", pq.read_table(log))
    journeys = Journeys.over(Backend.from_connection(engine).table("log"))

    def cannot(self: Backend, expr: ibis.Expr, /, **how: object) -> object:
        raise ibis.common.exceptions.OperationNotDefinedError("no translation for Lead")

    monkeypatch.setattr(Backend, "to_pyarrow", cannot)
    with pytest.raises(EvidenceError) as error:
        ASKED["contacts"](replace(journeys, names=("call", "🙂 chat")))
    assert code_of(error) == "evidence/engine-cannot"
    assert "DuckDB cannot answer “contacts”: no translation for Lead" in str(error.value)
