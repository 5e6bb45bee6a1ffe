"""The door for work straight from a file or a database: one table, what was guessed, and nothing half-kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import duckdb
import pytest
from evidence_files import writer
from logs import event, trace, xes

from outsidein.evidence import read_log
from outsidein.evidence.log import EventLog
from outsidein.evidence.warehouse import Address, open_table
from outsidein.ground import EvidenceError
from outsidein.ground.speech import speaking

ROWS = [
    ("a", "2026-01-01 10:00:00", "open", 2, "web"),
    ("a", "2026-01-01 10:00:00", "pay", 1, "web"),
    ("b", None, "open", 3, "shop"),
    (None, "2026-01-01 10:00:00", "open", 4, "shop"),
    ("b", "2026-01-02 10:00:00", "open", 5, "shop"),
]


def test_a_log_comes_as_one_table_in_memory_or_in_a_folder(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.xes")(xes(trace("a", event("open", "2026-01-01T10:00:00+01:00")), trace("b")))
    held = read_log(path)
    assert held.path is None
    assert str(held.table.schema.field("time").type) == "timestamp[us, tz=UTC]"
    assert (held.cases, held.events, held.columns[0]) == (1, 1, ("case", "case:concept:name"))
    laid = read_log(path, into=tmp_path / "out")
    assert laid.path == tmp_path / "out" / "events.parquet"
    assert laid.table.equals(held.table)
    path.write_text("<log><trace>")
    with speaking("de"), pytest.raises(EvidenceError, match="abgeschnitten") as error:
        read_log(path, into=tmp_path / "out")
    assert error.value.diagnostics[0].where.file == str(path)
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["events.parquet"]
    assert laid.table.equals(held.table)


@pytest.fixture(params=["duckdb", "sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A table ``visits`` in a database file."""
    path = tmp_path / "log.db"
    engine = (duckdb if request.param == "duckdb" else sqlite3).connect(str(path))  # type: ignore[attr-defined]
    kind = "timestamp" if request.param == "duckdb" else "text"
    engine.execute(f"CREATE TABLE visits (who text, ts {kind}, event text, n int, way text)")
    engine.executemany("INSERT INTO visits VALUES (?, ?, ?, ?, ?)", ROWS)
    engine.commit()
    engine.close()
    return f"{request.param}://{path}"


def test_rows_that_are_no_event_are_counted_with_their_reasons_and_nothing_is_said_twice(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    path.write_text("visit,at,event,event\n7,2026-01-02,open,x\n,2026-01-03,buy,x\n8,,buy,x\n8,2026-01-05,buy,x\n")
    log = read_log(path, case="visit")
    told = {one.code: one for one in log.notes}
    assert len(told) == len(log.notes)
    assert (log.events, log.rejected) == (2, 2)
    assert told["evidence/log-rows-rejected"].says.startswith("2 rows of 4 are no part of the log: ")
    assert told["evidence/log-rows-rejected"].where.row == 3


def test_a_table_of_columns_without_rows_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    path.write_text("case,time,event\n")
    with pytest.raises(EvidenceError) as refused:
        read_log(path)
    assert [one.code for one in refused.value.diagnostics] == ["evidence/empty-log"]


def test_a_table_of_a_database_is_a_log(address: str) -> None:
    found = read_log(address, table="visits", case="who", order="n", segments=("way",))
    assert isinstance(found, EventLog)
    assert (found.events, found.cases, found.rejected, found.rows) == (3, 2, 2, 5)
    rows = sorted(found.table.to_pylist(), key=lambda row: (row["case"], row["time"], row["order"]))
    assert [(row["event"], row["order"], row["segment:way"]) for row in rows] == [
        ("pay", 1, "web"),
        ("open", 2, "web"),
        ("open", 5, "shop"),
    ]
    assert "evidence/log-order" not in [one.code for one in found.notes]


def test_a_table_can_stay_where_it_is_and_be_asked_there(address: str) -> None:
    with open_table(f"{address}?table=visits") as opened:
        assert opened.table.count().to_pyarrow().as_py() == 5
        with pytest.raises(Exception, match=r"read.?only"):
            opened.table.get_backend().raw_sql("CREATE TABLE t (n int)")


def test_an_engine_that_fails_half_way_leaves_nothing_half_kept(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with duckdb.connect(str(path)) as engine:
        columns = "'a' AS who, TIMESTAMP '2026-01-01' AS ts, 'open' AS event, range AS n"
        engine.execute(f"CREATE TABLE visits AS SELECT {columns} FROM range(60000)")
        engine.execute(
            "CREATE VIEW torn AS SELECT who, ts, event, CAST(if(n = 59000, 'x', '1') AS int) AS bad FROM visits"
        )
    assert read_log(f"duckdb://{path}", table="visits", case="who", order="n").events == 60_000
    with pytest.raises(EvidenceError) as error:
        read_log(f"duckdb://{path}", table="torn", case="who", order="bad", into=tmp_path / "out")
    assert error.value.diagnostics[0].code == "evidence/engine-fails"
    assert not list((tmp_path / "out").iterdir())


def test_what_is_wrong_with_an_address_is_said_by_name(address: str, tmp_path: Path) -> None:
    for url, code in [
        (address, "evidence/no-such-table"),
        (f"{address}?table=nothing", "evidence/no-such-table"),
        (f"duckdb://{tmp_path}/nothing.db?table=t", "evidence/no-such-file"),
        ("gopher://host/db?table=t", "evidence/unknown-engine"),
        ("postgres://me:s3cret%21@127.0.0.1:1/db?table=t&password=s3cret2", "evidence/engine-unreachable"),
    ]:
        with pytest.raises(EvidenceError) as error:
            read_log(url)
        told = "".join(map(str, error.value.diagnostics))
        assert error.value.diagnostics[0].code == code
        assert "s3cret" not in told
        assert error.value.__cause__ is None


def test_a_client_that_is_not_installed_is_named() -> None:
    try:
        import clickhouse_connect  # type: ignore[import-not-found]  # noqa: F401
    except ImportError:
        with pytest.raises(EvidenceError, match=r"outsidein\[clickhouse\]"):
            read_log("clickhouse://me:s3cret@127.0.0.1/db?table=t")
    else:
        pytest.skip("it is installed here")


@pytest.mark.parametrize("secret", ["s3cret", "p@ss:w/rd?", "ünder%20"])
def test_no_message_holds_a_secret_however_it_is_written(secret: str) -> None:
    from urllib.parse import quote

    address = Address.of(f"postgres://me:{quote(secret, safe='')}@h/db?table=t&token={quote(secret, safe='')}", "")
    assert secret not in address.shown
    assert quote(secret, safe="") not in address.shown
    assert secret not in address.masked(f"no role {secret} at {quote(secret, safe='')}")


@pytest.mark.skipif("not __import__('tests.server.postgresql', fromlist=['find']).find('initdb')")
def test_a_table_of_a_real_postgresql_is_a_log() -> None:
    import psycopg
    from tests.server.postgresql import Cluster

    cluster = Cluster()
    try:
        with psycopg.connect(cluster.address) as engine:
            engine.execute(
                "CREATE SCHEMA shop; CREATE TABLE shop.visits (who text, ts timestamptz, event text, n int, way text)"
            )
            engine.cursor().executemany("INSERT INTO shop.visits VALUES (%s, %s, %s, %s, %s)", ROWS)
        found = read_log(cluster.address, table="shop.visits", case="who", order="n")
        assert (found.events, found.cases, found.rejected) == (3, 2, 2)
    finally:
        cluster.close()


@pytest.mark.parametrize("heading", ["platform", "segment:platform", "case:platform"])
def test_what_looks_like_a_channel_tells_journeys_apart_as_well(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "shop.csv"
    rows = [f"{at % 9},2026-01-{at % 27 + 1:02d},{'xyz'[at % 3]},{('ios', 'web')[at % 9 % 2]}\n" for at in range(40)]
    path.write_text(f"session,time,event,{heading}\n" + "".join(rows))
    log = read_log(path)
    assert "segment:platform" in log.table.column_names
    assert log.table["segment:platform"].to_pylist() == log.table["channel"].to_pylist()
    named = read_log(path, segments=log.segments)  # by the name of the segment, whatever its column is called
    assert named.segments == log.segments == ("platform",)
