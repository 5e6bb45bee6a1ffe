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
from asking import ASKED, plain
from places import ENGINES, missing
from tests.server import postgresql

from outsidein import workspace
from outsidein.evidence.backend import Backend
from outsidein.evidence.journeys import Journeys
from outsidein.evidence.store import open_engine
from outsidein.evidence.warehouse import open_file, open_table
from outsidein.ground import EvidenceError
from outsidein.insight.changes import tally_of
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


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("nonsense", "evidence/unknown-engine"),
        ("://me:s3cret@host", "evidence/unknown-engine"),
        ("spark://me:s3cret@[::1", "evidence/no-address"),
        ("spark://me:s3cret@host:port", "evidence/no-address"),
        ("postgresql://me:s3cret@host:99999/db", "evidence/no-address"),
        ("duckdb://there/is/none.duckdb", "evidence/no-such-file"),
    ],
)
def test_an_address_that_is_nonsense_is_told_before_anything_is_connected_to(url: str, code: str, log: Path) -> None:
    with pytest.raises(EvidenceError) as error, open_table(url, table="events"):
        pass
    assert code_of(error) == code


@pytest.mark.skipif("postgresql" not in ENGINES or missing("postgresql") != "", reason="PostgreSQL is not here")
def test_a_postgresql_that_is_stopped_half_way_says_at_what_and_answers_again_when_it_is_back() -> None:
    import psycopg

    cluster = postgresql.Cluster()
    try:
        names = {"case": "text", "time": "bigint", "event": "text", "order": "bigint"}
        made = ", ".join(f'"{name}" {kind}' for name, kind in names.items())
        with psycopg.connect(cluster.address) as link:
            link.execute(f"CREATE TABLE events ({made})")
            link.execute("INSERT INTO events VALUES ('a', 0, 'search', 0), ('a', 60000000, 'buy', 1)")
        with open_table(cluster.address, table="events") as opened:
            journeys = Journeys.over(opened.table)
            before = transitions(journeys)
            cluster.restart()  # as a crash stops it; the connection is gone
            for ask in (lambda: tally_of(journeys), lambda: transitions(journeys)):
                with pytest.raises(EvidenceError) as error:
                    ask()
                assert code_of(error) == "evidence/engine-fails"
                assert "PostgreSQL" in str(error.value)
        with open_table(cluster.address, table="events") as opened:
            assert plain(transitions(Journeys.over(opened.table))) == plain(before)
            with psycopg.connect(cluster.address) as link:
                found = link.execute("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")
                assert found.fetchone() == (1,)  # nothing was left behind
    finally:
        cluster.close()


@pytest.mark.skipif(not find_spec("chdb"), reason="chDB is asked in the other environment")
@pytest.mark.parametrize(
    ("url", "there", "code"),
    [
        ("chdb://memory", False, "evidence/engine-fails"),
        ("chdb:///some/where", True, "evidence/no-address"),
        ("chdb://me:s3cret@host:9000/db", True, "evidence/no-address"),
    ],
)
def test_clickhouse_in_process_says_what_it_cannot_open(url: str, there: bool, code: str, log: Path) -> None:
    with (
        pytest.raises(EvidenceError) as error,
        open_file(url, log if there else log.with_name("none.parquet")) as opened,
    ):
        Journeys.over(opened.table)
    assert code_of(error) == code
    assert "ClickHouse" in str(error.value)


@pytest.mark.skipif(not find_spec("chdb"), reason="chDB is asked in the other environment")
def test_clickhouse_in_process_says_when_a_file_goes_away_half_way(log: Path) -> None:
    with open_file("chdb://memory", log) as opened:
        journeys = Journeys.over(opened.table)
        assert len(transitions(journeys)) == 2
        log.write_bytes(log.read_bytes()[:100])
        with pytest.raises(EvidenceError) as error:
            funnel(journeys, ["search", "buy"])
    assert code_of(error) == "evidence/engine-fails"
    assert "“funnel”" in str(error.value)


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
