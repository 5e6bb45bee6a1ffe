"""Ibis over DuckDB, without pandas: what is asked comes back as Arrow, and nothing else is ever wanted.

What lives here: Backend, some of whose methods are lighter than ibis’s own (importing pandas costs some 0.2 s at every
start). Not here: opening an engine (store).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibis.backends.duckdb import Backend as DuckDB

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa


class Backend(DuckDB):  # type: ignore[misc]
    """The backend of a store. Use ``Backend.from_connection``."""

    def to_pyarrow(self, expr: Any, /, *, params: Any = None, limit: Any = None, **kwargs: Any) -> Any:
        """The result of ``expr`` as Arrow, in the types that ibis says it has."""
        from ibis.formats.pyarrow import PyArrowData

        found = self._to_duckdb_relation(expr, params=params, limit=limit, **kwargs).to_arrow_table()
        return expr.__pyarrow_result__(found, data_mapper=PyArrowData)

    def to_pyarrow_batches(
        self, expr: Any, /, *, params: Any = None, limit: Any = None, chunk_size: int = 1_000_000, **kwargs: Any
    ) -> Any:
        """The result of ``expr`` part by part, in the types that the engine has."""
        return self._to_duckdb_relation(expr, params=params, limit=limit, **kwargs).to_arrow_reader(chunk_size)

    def empty(self, name: str, schema: pa.Schema) -> ir.Table:
        """An empty table of this schema. (DuckDB’s own door for Arrow data imports pandas to look at it.)"""
        from ibis.formats.pyarrow import PyArrowSchema

        return self.create_table(name, schema=PyArrowSchema.to_ibis(schema))

    def hold(self, name: str, table: ir.Table) -> ir.Table:
        """Compute ``table`` once and keep it under ``name`` in the engine’s memory."""
        self._to_duckdb_relation(table).create(name)
        return self.table(name)

    def release(self, name: str) -> None:
        """Let go of what is held under ``name``."""
        self.drop_table(name, force=True)
