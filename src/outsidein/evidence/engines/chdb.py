"""ClickHouse's engine within this process (chDB): no server, the dialect and the functions of ClickHouse.

What lives here: InProcess and opening it. Not here: a ClickHouse server, to which Ibis connects by itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ibis.backends.clickhouse import Backend as ClickHouse

if TYPE_CHECKING:
    import ibis.expr.types as ir


class InProcess(ClickHouse):  # type: ignore[misc]
    """The backend of Ibis for ClickHouse over chDB. Small tables of ours go in as tables, which chDB wants."""

    def over(self, path: Path, name: str) -> ir.Table:
        """A Parquet file as the table ``name``; it is read when something is asked."""
        import sqlglot as sg

        quoted = sg.exp.Literal.string(str(path)).sql("clickhouse")
        self.con.command(f"CREATE VIEW {name} AS SELECT * FROM file({quoted}, Parquet)")  # noqa: S608 - our name, quoted path
        return self.table(name)

    def _collect_in_memory_tables(self, expr: Any, external_tables: Any = None) -> dict[str, Any]:
        held = super()._collect_in_memory_tables(expr, external_tables)
        there = set(self.list_tables()) if held else set()
        for name, table in held.items():
            if name not in there:
                self.create_table(name, schema=table.schema, engine="Memory")
                self.con.insert_arrow(name, table.data.to_pyarrow(table.schema))
        return {}


def connect() -> InProcess:
    """A fresh engine, empty and in memory."""
    import clickhouse_connect

    InProcess.register_options()
    backend: InProcess = InProcess.from_connection(clickhouse_connect.get_client(dsn="chdb://memory"))
    return backend
