"""Parquet files as batches of text.

What lives here: each type of column written as text without loss. Not here: nested columns, which are left out by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.heading import too_wide
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.names import unique
from outsidein.evidence.sources.raw import Batch, Raw
from outsidein.evidence.sources.shape import sound
from outsidein.evidence.sources.stream import MARK, unreadable
from outsidein.evidence.words import quoted
from outsidein.ground import Diagnostic, Place, Severity

_ROWS: Final = 65_536


def open_columnar(path: Path, format: Format, *, limit: int | None, limits: Limits) -> Raw:
    """Begin to read a Parquet file. Rows are counted from 1."""
    try:
        file = pq.ParquetFile(path, page_checksum_verification=True)
        schema = file.schema_arrow
        total = file.metadata.num_rows
    except MemoryError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        raise unreadable(path, say("columnar.it-is-no-parquet-or", error=_brief(error))) from error
    if len(schema) > limits.columns:
        raise too_wide(path, len(schema), limits)
    flat = [place for place, field in enumerate(schema) if not _odd(field.type)]
    names, said = unique([schema.field(place).name for place in flat], path)
    left_out = tuple(
        Diagnostic(
            "evidence/nested-column",
            say("columnar.the-column-holds-not-single", name=quoted(field.name), type=str(field.type)[:60]),
            say("columnar.write-its-parts-as-columns"),
            Place(str(path), column=quoted(field.name)[1:-1]),
            Severity.WARNING,
        )
        for field in schema
        if _odd(field.type)
    )
    raw = Raw(columns=names, format=format, diagnostics=[*said, *left_out], total=total)
    wanted = [schema.field(place).name for place in flat]
    raw.batches = _batches(raw, file, wanted, path, limits, limit)
    return raw


def _batches(raw: Raw, file: Any, wanted: list[str], path: Path, limits: Limits, limit: int | None) -> Iterator[Batch]:
    # Columns are chosen by name; where two share one, all are read and told apart by their place.
    twice = len(set(wanted)) < len(wanted)
    places = [place for place, field in enumerate(file.schema_arrow) if not _odd(field.type)]
    left = limit if limit is not None else file.metadata.num_rows
    try:
        for batch in file.iter_batches(batch_size=_ROWS, columns=None if twice else wanted, use_threads=False):
            if twice:
                batch = batch.select(places)
            batch = batch[: max(left, 0)]
            if not batch.num_rows:
                break
            left -= batch.num_rows
            first = raw.rows + 1
            raw.rows += batch.num_rows
            raw.done = raw.rows
            columns = [text_of(column) for column in batch.columns]
            cells = pa.RecordBatch.from_arrays(columns, names=list(raw.columns))
            numbers = pa.array(range(first, raw.rows + 1), pa.int64())
            yield sound(raw, Batch(numbers, cells), path, raw.format, limits)
    except MemoryError:
        raise
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise unreadable(path, say("columnar.it-is-damaged-after-row", rows=raw.rows, error=_brief(error))) from error


def text_of(column: pa.Array) -> pa.Array:
    """A column as text: whole numbers without a point, times in ISO 8601, true and false; nulls stay null.

    >>> text_of(pa.array([7.0, 0.5, 123456789012.0, None])).to_pylist()
    ['7', '0.5', '123456789012', None]
    """
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        column, kind = column.storage, kind.storage_type
    if pa.types.is_dictionary(kind):
        return text_of(column.dictionary_decode())
    if pa.types.is_floating(kind):
        column = column.cast(pa.float64())
        whole = pc.and_(pc.equal(pc.round(column), column), pc.less(pc.abs(column), 1e15))
        digits = pc.if_else(whole, column, 0.0).cast(pa.int64()).cast(pa.string())
        return pc.if_else(whole, digits, column.cast(pa.string()))
    if pa.types.is_timestamp(kind):
        return pc.cast(column, pa.timestamp("us", kind.tz), safe=False).cast(pa.string())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return _valid(column.cast(pa.string()))
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind) or pa.types.is_date(kind) or pa.types.is_decimal(kind):
        return column.cast(pa.string())
    return pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())


def _valid(column: pa.Array) -> pa.Array:
    """Text that is UTF-8: Parquet does not see to that itself. Bytes that are none are marked."""
    try:
        return column.view(pa.binary()).cast(pa.string())
    except pa.ArrowInvalid:
        found = (None if value is None else value.decode(errors=MARK) for value in column.view(pa.binary()).to_pylist())
        return pa.array(list(found), pa.string())


def _odd(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _odd(kind.value_type)
    return bool(
        pa.types.is_nested(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_fixed_size_binary(kind)
        or pa.types.is_binary_view(kind)
        or isinstance(kind, pa.BaseExtensionType)
    )


def _brief(error: Exception) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
