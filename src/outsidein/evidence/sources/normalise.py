"""A raw file with its mapping, read through to the tables of one import.

What lives here: ``normalise``, the loop over batches. Not here: the shapes of files (wide, long, frame).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from outsidein.evidence.fitting import fit
from outsidein.evidence.parquet import REJECTED, first_response
from outsidein.evidence.phrases import say
from outsidein.evidence.source import Reads
from outsidein.evidence.sources.frame import Frame
from outsidein.evidence.sources.jobs import Job, Reading
from outsidein.evidence.sources.limits import LIMITS, Limits
from outsidein.evidence.sources.long import Long
from outsidein.evidence.sources.people import Sheet
from outsidein.evidence.sources.raw import open_raw
from outsidein.evidence.sources.sample import FirstRows
from outsidein.evidence.sources.tally import Tally
from outsidein.evidence.sources.wide import Wide
from outsidein.evidence.sources.writing import Writer

Progress = Callable[[float, float, str], None]


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
    for batch in raw.batches:
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
    return Reading(
        counts=tally.counts(raw),
        ids=tally.ids > 0,
        columns=raw.columns,
        first=tuple(shown.found),
        rejects=tuple(raw.rejects)[:20],
        diagnostics=(*raw.diagnostics[:1000], *doubts),
    )
