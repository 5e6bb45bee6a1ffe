"""The engines of the contract: each with a log put into it, opened the way a user opens it.

What lives here: one class per engine and PLACES. An engine whose client lives in another environment (``make test``
runs this folder in both) is not asked here: OUTSIDEIN_ENGINES says which are.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Protocol

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from tests.server import postgresql

from outsidein.evidence.warehouse import open_file, open_table

ENGINES: Final = tuple(os.environ.get("OUTSIDEIN_ENGINES", "duckdb,postgresql").split(","))
"""The engines that this environment has clients for."""


class Place(Protocol):
    """An engine that runs; ``hold`` puts a log there and gives its table."""

    def hold(self, log: pa.Table, name: str, folder: Path) -> ir.Table: ...

    def close(self) -> None: ...


class DuckDB:
    """A file of somebody's own DuckDB."""

    def __init__(self) -> None:
        self._open = ExitStack()

    def hold(self, log: pa.Table, name: str, folder: Path) -> ir.Table:
        import duckdb

        path = folder / f"{name}.duckdb"
        with duckdb.connect(str(path)) as engine:
            engine.from_arrow(log).create("events")
        return self._open.enter_context(open_table(f"duckdb://{path}", table="events")).table

    def close(self) -> None:
        self._open.close()


class PostgreSQL:
    """A cluster of the tests' own; the log is copied into a table with ordinary types."""

    def __init__(self) -> None:
        self.cluster = postgresql.Cluster()
        self._open = ExitStack()

    def hold(self, log: pa.Table, name: str, folder: Path) -> ir.Table:
        import psycopg
        from psycopg import sql

        time = "timestamptz" if pa.types.is_timestamp(log.schema.field("time").type) else "bigint"
        types = {"case": "text", "time": time, "event": "text", "order": "bigint"}
        columns = [sql.Identifier(one) + sql.SQL(" " + types.get(one, "text")) for one in log.column_names]
        with psycopg.connect(self.cluster.address) as link, link.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(sql.Identifier(name), sql.SQL(", ").join(columns)))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))) as copy:
                for row in zip(*(log[one].to_pylist() for one in log.column_names), strict=True):
                    copy.write_row(row)
        return self._open.enter_context(open_table(self.cluster.address, table=name)).table

    def close(self) -> None:
        self._open.close()
        self.cluster.close()


class ClickHouse:
    """ClickHouse's engine in this process, over a Parquet file."""

    def __init__(self) -> None:
        self._open = ExitStack()

    def hold(self, log: pa.Table, name: str, folder: Path) -> ir.Table:
        return self._open.enter_context(open_file("chdb://memory", _parquet(log, name, folder))).table

    def close(self) -> None:
        self._open.close()


class Spark:
    """A master and two workers on loopback, over a Parquet file."""

    def __init__(self) -> None:
        from sparks import QUICK_TO_START, Cluster

        if "OUTSIDEIN_SOAK" not in os.environ:
            os.environ.setdefault("JDK_JAVA_OPTIONS", QUICK_TO_START)
        self.cluster = Cluster()
        self._open = ExitStack()

    def hold(self, log: pa.Table, name: str, folder: Path) -> ir.Table:
        return self._open.enter_context(open_file(self.cluster.address, _parquet(log, name, folder))).table

    def close(self) -> None:
        self._open.close()
        self.cluster.close()


PLACES: Final[dict[str, Any]] = {"duckdb": DuckDB, "postgresql": PostgreSQL, "clickhouse": ClickHouse, "spark": Spark}


def missing(engine: str) -> str:
    """What this machine lacks for ``engine``; empty where it has all."""
    match engine:
        case "postgresql":
            return "" if postgresql.find("initdb") else "PostgreSQL is not installed"
        case "clickhouse":
            return "" if find_spec("chdb") else "chDB is not installed"
        case "spark":
            if find_spec("pyspark") is None:
                return "PySpark is not installed"
            return "" if shutil.which("java") else "Java is not installed"
    return ""


def _parquet(log: pa.Table, name: str, folder: Path) -> Path:
    path = folder / f"{name}.parquet"
    pq.write_table(log, path)
    return path
