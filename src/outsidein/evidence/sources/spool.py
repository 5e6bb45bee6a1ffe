"""Batches put aside on the disk until a whole file was looked at, so that memory stays bounded however long it is.

What lives here: Spool. Not here: what has to be known of the whole file first (eventlog).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

import pyarrow as pa


class Spool:
    """Record batches, each with columns of its own, in a file that nobody else sees and that goes with the process.

    >>> spool = Spool()
    >>> spool.add(pa.record_batch({"a": ["x"]}))
    >>> spool.add(pa.record_batch({"a": ["y"], "b": ["z"]}))
    >>> [batch.schema.names for batch in spool]
    [['a'], ['a', 'b']]
    """

    def __init__(self) -> None:
        self._file: Any = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the last reader lets go of it
        self._options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)

    def add(self, batch: pa.RecordBatch) -> None:
        """Put a batch aside."""
        with pa.ipc.new_stream(self._file, batch.schema, options=self._options) as stream:
            stream.write_batch(batch)

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """The batches in the order in which they came; may be gone through more than once."""
        self._file.flush()
        end = self._file.seek(0, 2)
        at = 0
        while at < end:
            self._file.seek(at)
            with pa.ipc.open_stream(self._file) as stream:
                yield from stream
            at = self._file.tell()
