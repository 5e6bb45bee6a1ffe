"""Where the tables of an import lie in the store, and how they are written: Parquet, zstd, seen onto the disk.

What lives here: paths and writing. Not here: what the tables hold (tables) and asking them anything (store).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pyarrow as pa

from outsidein.evidence.tables import Table

IMPORTS: Final = "imports"
REJECTED: Final = "rejected.csv"
GROUP: Final = 250_000
"""Rows per row group: small enough to skip and to read in parallel, large enough to compress well."""


def first_response(number: int) -> int:
    """The id of the first response of import ``number``; ids are unique in the workspace."""
    return number << 32


def import_folder(folder: Path, number: int) -> Path:
    """The folder of import ``number`` in the store ``folder``."""
    return folder / IMPORTS / f"{number:06d}"


def tables_of(folder: Path, number: int) -> dict[Table, Path]:
    """The tables that import ``number`` holds; empty ones have no file."""
    home = import_folder(folder, number)
    return {table: path for table in Table if (path := home / f"{table.value}.parquet").is_file()}


def write_table(table: pa.Table, path: Path) -> None:
    """Write ``table`` to ``path`` whole or not at all."""
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        pq.write_table(table, part, compression="zstd", row_group_size=GROUP)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
