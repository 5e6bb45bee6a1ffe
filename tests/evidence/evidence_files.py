"""What the tests of this room share: small files, a mapping for them, and reading them without a child process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from outsidein.evidence import Asks, Caps, Field, Format, Ingested, Question, Reads, Source, Table, ingest
from outsidein.evidence.sources.jobs import Job, Reading
from outsidein.evidence.sources.normalise import normalise
from outsidein.evidence.sources.raw import Raw, open_raw

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
KEY = bytes(range(32))
CSV = Format(type="csv", encoding="utf-8", delimiter=",")


def survey(*columns: str, **more: Any) -> Source:
    """A wide source with a satisfaction question per column."""
    questions = tuple(Question(key=c.lower(), asks=Asks.SATISFACTION, column=c, touchpoint=c.lower()) for c in columns)
    given = {"id": "survey", "files": ("survey.csv",), "reads": Reads.RESPONSES, "format": CSV, "questions": questions}
    return Source(**(given | more))


def long(**more: Any) -> Source:
    """A long source: response, question, value."""
    questions = (Question(key="sat", asks=Asks.SATISFACTION), Question(key="nps", asks=Asks.NPS, scale=(0, 10)))
    given = {
        "id": "long",
        "files": ("long.csv",),
        "reads": Reads.ANSWERS,
        "format": CSV,
        "response": Field(column="id"),
        "question": Field(column="q"),
        "value": Field(column="v"),
        "questions": questions,
    }
    return Source(**(given | more))


@dataclass(frozen=True)
class Read:
    """A file as it was read in this process."""

    reading: Reading
    tables: dict[Table, list[dict[str, Any]]]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.reading, name)

    def rows(self, table: str, *columns: str) -> list[Any]:
        """Rows of a table: single values, tuples of some columns, or all of it."""
        rows = self.tables.get(Table(table), [])
        if not columns:
            return rows
        return [row[columns[0]] if len(columns) == 1 else tuple(row[c] for c in columns) for row in rows]


def read(path: Path, source: Source, *, number: int = 1) -> Read:
    """Normalise a file in this process."""
    folder = path.parent / f"out-{path.name}-{number}"
    folder.mkdir(exist_ok=True)
    job = Job(path=path, source=source, number=number, key=KEY.hex(), now=NOW, folder=str(folder), shown=5)
    reading = normalise(job, progress=lambda *_: None)
    found = {table: folder / f"{table.value}.parquet" for table in Table}
    return Read(reading, {table: pq.read_table(file).to_pylist() for table, file in found.items() if file.is_file()})


def raw_rows(path: Path, format: Format = CSV, **more: Any) -> tuple[Raw, list[tuple[Any, ...]]]:
    """A raw file, read through: its state at the end, and (row number, cells …) for each row."""
    raw = open_raw(path, format, **more)
    rows: list[tuple[Any, ...]] = []
    for batch in raw.batches:
        rows += zip(batch.rows.to_pylist(), *(column.to_pylist() for column in batch.cells.columns), strict=True)
    return raw, rows


def writer(folder: Path, name: str = "survey.csv") -> Callable[[str | bytes], Path]:
    """A function that writes a file of one name."""

    def write(data: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write


def take_in(path: Path, source: Source, store: Path, **more: Any) -> Ingested:
    """Ingest with the key and the day of the tests."""
    return ingest(path, source, store_folder=store, **({"key": KEY, "now": NOW, "caps": Caps(seconds=120)} | more))
