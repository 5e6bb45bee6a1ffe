"""The tables of one import as they are written: in order, row group by row group, nothing kept in memory for long.

What lives here: Writer. Not here: where an import lies (parquet).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from outsidein.evidence.parquet import GROUP
from outsidein.evidence.sources.wide import Parts
from outsidein.evidence.tables import SCHEMAS, SEGMENT, Table


class Writer:
    """Writes parts of tables into ``folder``, a file per table that has rows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[Table, Any] = {}
        self._waiting: dict[Table, list[pa.Table]] = {table: [] for table in Table}
        self._rows = dict.fromkeys(Table, 0)

    def add(self, parts: Parts) -> None:
        """Take parts in; whole row groups are written at once."""
        for table, found in parts.items():
            for part in found:
                if part.num_rows:
                    self._waiting[table].append(fitted(table, part))
                    self._rows[table] += part.num_rows
            if self._rows[table] >= 2 * GROUP:
                self._write(table)

    def close(self) -> None:
        """Write what is left and see everything onto the disk."""
        for table in Table:
            self._write(table)
        for table, file in self._files.items():
            file.close()
            with (self._folder / f"{table.value}.parquet").open("rb") as done:
                os.fsync(done.fileno())

    def _write(self, table: Table) -> None:
        if not self._waiting[table]:
            return
        whole = pa.concat_tables(self._waiting[table]).unify_dictionaries()
        self._waiting[table], self._rows[table] = [], 0
        if table not in self._files:
            path = self._folder / f"{table.value}.parquet"
            self._files[table] = pq.ParquetWriter(path, whole.schema, compression="zstd", compression_level=1)
        self._files[table].write_table(whole, row_group_size=GROUP)


def fitted(table: Table, part: pa.Table) -> pa.Table:
    """``part`` with the columns and types of its schema, segments following."""
    schema = SCHEMAS[table]
    fields = [*schema, *(pa.field(name, pa.string()) for name in part.column_names if name.startswith(SEGMENT))]
    return part.select([field.name for field in fields]).cast(pa.schema(fields))
