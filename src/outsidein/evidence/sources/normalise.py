"""A raw file with its mapping, read through to the tables of one import.

What lives here: ``normalise``, the loop over batches. Not here: the shapes of files (wide, long, frame).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa

from outsidein.evidence.fitting import fit
from outsidein.evidence.parquet import REJECTED, first_response
from outsidein.evidence.phrases import say
from outsidein.evidence.source import Reads, Source
from outsidein.evidence.sources.eventlog.lifecycle import Lifecycle
from outsidein.evidence.sources.frame import Frame
from outsidein.evidence.sources.jobs import Job, Reading
from outsidein.evidence.sources.limits import LIMITS, Limits
from outsidein.evidence.sources.long import Long
from outsidein.evidence.sources.people import Sheet
from outsidein.evidence.sources.raw import Batch, Raw, open_raw
from outsidein.evidence.sources.sample import FirstRows
from outsidein.evidence.sources.spool import Spool
from outsidein.evidence.sources.tally import Tally
from outsidein.evidence.sources.wide import Wide
from outsidein.evidence.sources.writing import Writer

Progress = Callable[[float, float, str], None]
_NUMBER: Final = "\x00row"


def normalise(job: Job, *, progress: Progress, limits: Limits = LIMITS) -> Reading:
    """Read the file of ``job`` through its mapping; tables and rejects are written into its folder.

    Raises EvidenceError where the file or the mapping cannot be used at all.
    """
    raw = open_raw(job.path, job.source.format, limit=job.limit, limits=limits)
    source, said = fit(job.source, raw.columns, file=str(job.path))
    raw.diagnostics += said
    tally = Tally()
    shapes: dict[Reads, type[Wide | Long | Frame]] = {Reads.ANSWERS: Long, Reads.CUSTOMERS: Frame}
    shape = shapes.get(source.reads, Wide)
    reader = shape(
        source,
        raw.format,
        first=first_response(job.number),
        key=bytes.fromhex(job.key),
        now=job.now,
        tally=tally,
        rejects=raw.rejects,
    )
    writer = Writer(Path(job.folder)) if job.folder else None
    shown = FirstRows(job.shown)
    lifecycle = Lifecycle()
    for batch in _settled(raw, source, lifecycle):
        parts = reader.take(Sheet(batch, raw.rejects))
        shown.look(parts)
        if writer:
            writer.add(parts)
        progress(raw.done, raw.total, say("normalise.reading"))
    if writer:
        writer.close()
        if len(raw.rejects):
            raw.rejects.write(Path(job.folder) / REJECTED)
    doubts = tally.doubts(str(job.path), reader.people.times.doubts, source.time_zone)
    doubts += lifecycle.told(str(job.path))
    if source.reads is Reads.EVENTS and len(raw.rejects):
        from outsidein.evidence.sources.eventlog.reading import mixed_times

        doubts += mixed_times(str(job.path), source, tuple(raw.rejects))
    return Reading(
        counts=tally.counts(raw),
        ids=tally.ids > 0,
        columns=raw.columns,
        first=tuple(shown.found),
        rejects=tuple(raw.rejects)[:20],
        diagnostics=(*raw.diagnostics[:1000], *doubts),
    )


def _settled(raw: Raw, source: Source, lifecycle: Lifecycle) -> Iterator[Batch]:
    """The rows, those transitions of activities left out that do not stand for them; looked at whole where any may."""
    if source.lifecycle is None or source.event is None or not source.event.column:
        yield from raw.batches
        return
    columns = source.event.column, source.lifecycle.column
    aside = Spool()
    for batch in raw.batches:
        lifecycle.look(*(batch.cells.column(name) for name in columns))
        aside.add(batch.cells.append_column(_NUMBER, batch.rows))
    for held in aside:
        rows, cells = held.column(held.num_columns - 1), held.select(range(held.num_columns - 1))
        keep = pa.array(lifecycle.keep(*(cells.column(name) for name in columns)))
        yield Batch(rows.filter(keep), cells.filter(keep))
