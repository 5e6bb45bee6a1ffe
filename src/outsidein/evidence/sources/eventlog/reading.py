"""A log of any kind, read into its normal form: case, time, event, order, channel and segments, as one Parquet file.

What lives here: ``read_events``, run in the child process, and Normal, which writes the form. Not here: the formats
(xes, ocel, raw), which column is which where nobody said so (guessing.log). Rows stand as in the file; ``order`` is
their number there, so that events of one moment stay in the order in which they were written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from outsidein.evidence.guessing.log import log_source, no_such_column, shapes_of
from outsidein.evidence.parquet import GROUP
from outsidein.evidence.phrases import say
from outsidein.evidence.source import Field, Format, Reads, Segment, Source
from outsidein.evidence.sources.coded import Coded
from outsidein.evidence.sources.eventlog.elements import NAME
from outsidein.evidence.sources.eventlog.jobs import LogJob, LogReading, Named
from outsidein.evidence.sources.eventlog.lifecycle import Lifecycle
from outsidein.evidence.sources.eventlog.xes import CASE, CLASSIFIER
from outsidein.evidence.sources.limits import LIMITS, Limits
from outsidein.evidence.sources.occurrences import Sieve
from outsidein.evidence.sources.people import Sheet
from outsidein.evidence.sources.ratings import read_number
from outsidein.evidence.sources.raw import Batch, Raw, open_raw
from outsidein.evidence.sources.rejects import Reject, Rejects
from outsidein.evidence.sources.seen import Seen, id_keys
from outsidein.evidence.sources.spool import Spool
from outsidein.evidence.sources.times import Times
from outsidein.evidence.tables import SEGMENT
from outsidein.evidence.words import quoted
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity

Progress = Callable[[float, float, str], None]
EVENTS: Final = "events.parquet"
VALUES: Final = 50
"""Different texts that an attribute of a case may have to be a segment without being asked for."""
_TIME: Final = "time:timestamp"
_LIFECYCLE: Final = "lifecycle:transition"
_NUMBER: Final = "\x00row"
_KEPT: Final = 1_000


def read_events(job: LogJob, *, progress: Progress, limits: Limits = LIMITS) -> LogReading:
    """Read the log of ``job``. Raises EvidenceError where it cannot be read at all, or holds no event."""
    raw, source, said = _opened(job, limits)
    place = str(job.path)
    lifecycle = Lifecycle(all=job.transitions == "all")
    candidates = _candidates(raw, source, job.named)
    aside = _aside(raw, source, lifecycle, candidates, progress)
    segments = (*source.segments, *(Segment(name=one.name, column=one.column) for one in candidates if one.fits))
    source = replace(source, segments=segments)
    normal = Normal(source, raw.format, now=job.now, rejects=raw.rejects, folder=job.folder)
    for batch in _kept(aside, source, lifecycle):
        normal.add(batch)
    normal.close()
    rejects = tuple(raw.rejects)
    if not normal.events:
        raise _nothing(place, rejects, raw)
    left = [one for one in candidates if not one.fits]
    return LogReading(
        rows=raw.rows,
        events=normal.events,
        cases=normal.cases,
        names=normal.names,
        left_out=sum(lifecycle.left_out.values()),
        rejected=raw.rejects.rows,
        columns=raw.columns,
        segments=tuple(one.name for one in source.segments),
        case=source.case.column if source.case else "",
        time=source.time.column if source.time else "",
        event=source.event.column if source.event else "",
        channel=source.channel.column if source.channel else "",
        rejects=rejects[:_KEPT],
        reasons=tuple(raw.rejects.reasons.most_common()),
        diagnostics=(
            *dict.fromkeys((*raw.diagnostics[:1000], *said)),
            *lifecycle.told(place),
            *_unfit(place, left),
            *mixed_times(place, source, rejects),
            *_rejected(place, raw, rejects),
        ),
    )


@dataclass(slots=True)
class _Candidate:
    """An attribute of cases that becomes a segment if it turns out to have few values."""

    name: str
    column: str
    values: set[str] = field(default_factory=set)
    numbers: bool = True

    def look(self, column: pa.Array) -> None:
        if len(self.values) <= VALUES:
            self.values.update(text for text in pc.unique(column).to_pylist() if text)
            self.numbers = all(read_number(text, Format()) is not None for text in self.values)

    @property
    def fits(self) -> bool:
        return 1 < len(self.values) <= VALUES and not self.numbers


def _opened(job: LogJob, limits: Limits) -> tuple[Raw, Source, tuple[Diagnostic, ...]]:
    raw = open_raw(job.path, job.format, limits=limits)
    if raw.format.type in ("xes", "ocel"):
        return raw, _stated(job, raw), ()
    source, said = log_source(job.path, raw.format if job.format == Format() else job.format, job.named)
    return raw, source, said


def _stated(job: LogJob, raw: Raw) -> Source:
    """How a log in a format of its own is read: its columns are known, except for those that somebody named."""
    named = job.named
    there = set(raw.columns)

    def at(asked: str, usual: str) -> Field | None:
        for name in (asked, f"{CLASSIFIER}{asked}", f"{CASE}{asked}") if asked else (usual,):
            if name in there:
                return Field(column=name)
        if asked:
            raise no_such_column(str(job.path), asked, raw.columns)
        return None

    event = at(named.event, NAME)
    if event is None:
        event = next((Field(column=one) for one in raw.columns if one.startswith(CLASSIFIER)), None)
    missing = [what for what, there in (("event", event), ("time", at(named.time, _TIME))) if there is None]
    if event is None or missing:
        what = ", ".join(say(f"log.what.{one}") for one in missing)
        shown = ", ".join(quoted(one) for one in raw.columns[:20])
        names = ", ".join(f"{one}=" for one in missing)
        says, fix = say("log.cannot-tell", what=what), say("log.name-them", names=names, shown=shown)
        raise EvidenceError(Diagnostic("evidence/log-columns", says, fix, Place(str(job.path))))
    transitions = "" if event.column.startswith(CLASSIFIER) else _LIFECYCLE
    asked = [at(name, "") for name in named.segments or ()]
    return Source(
        id="log",
        files=(job.path.name,),
        reads=Reads.EVENTS,
        format=raw.format,
        time_zone=named.time_zone or "UTC",
        time_format=named.time_format or "iso",
        case=at(named.case, CASE + NAME),
        time=at(named.time, _TIME),
        end=at(named.end, "") if named.end else None,
        event=event,
        lifecycle=at(named.lifecycle, transitions),
        channel=at(named.channel, f"{CASE}channel") or (None if named.channel else at("", "channel")),
        segments=tuple(Segment(name=one.column.removeprefix(CASE), column=one.column) for one in asked if one),
    )


def _candidates(raw: Raw, source: Source, named: Named) -> list[_Candidate]:
    if named.segments is not None or raw.format.type not in ("xes", "ocel"):
        return []
    used = {one.column for one in (source.case, source.channel, source.event) if one}
    heads = [name for name in raw.columns if name.startswith(CASE) and name not in used and name != CASE + NAME]
    return [_Candidate(name.removeprefix(CASE), name) for name in heads]


def _aside(
    raw: Raw, source: Source, lifecycle: Lifecycle, candidates: list[_Candidate], progress: Progress
) -> Iterator[Batch]:
    """The rows with the columns that are wanted, once all of them were looked at."""
    singles: tuple[Field | None, ...] = (
        source.case,
        source.time,
        source.end,
        source.event,
        source.lifecycle,
        source.channel,
    )
    wanted = dict.fromkeys(one.column for one in singles if one is not None and one.column)
    wanted |= dict.fromkeys(segment.column for segment in source.segments)
    wanted |= dict.fromkeys(candidate.column for candidate in candidates)
    names = list(wanted)
    spool = Spool()
    for batch in raw.batches:
        for candidate in candidates:
            candidate.look(batch.cells.column(candidate.column))
        if source.lifecycle is not None and source.event is not None:
            lifecycle.look(batch.cells.column(source.event.column), batch.cells.column(source.lifecycle.column))
        cells = [batch.cells.column(name) for name in names]
        spool.add(pa.RecordBatch.from_arrays([*cells, batch.rows], names=[*names, _NUMBER]))
        progress(raw.done, raw.total, say("normalise.reading"))
    return (
        Batch(held.column(len(names)), pa.RecordBatch.from_arrays(held.columns[: len(names)], names=names))
        for held in spool
    )


def _kept(batches: Iterator[Batch], source: Source, lifecycle: Lifecycle) -> Iterator[Batch]:
    """The rows that stand for their activity."""
    for batch in batches:
        if source.lifecycle is None or source.event is None:
            yield batch
            continue
        columns = (source.event.column, source.lifecycle.column)
        keep = pa.array(lifecycle.keep(*(batch.cells.column(name) for name in columns)))
        yield Batch(batch.rows.filter(keep), batch.cells.filter(keep))


class Normal:
    """Writes the normal form of a log: what is no event is rejected, all else has a case, a time and a name."""

    def __init__(self, source: Source, format: Format, *, now: Any, rejects: Rejects, folder: Path) -> None:
        self._source = source
        self._rejects = rejects
        self._sieve = Sieve(source, format, Times(source.time_zone, source.time_format, format, now=now), now=now)
        self._writer: Any = None
        self._path = folder / EVENTS
        self._cases, self._names = Seen(), Seen()
        self.events = self.cases = self.names = 0
        """How many there are; cases and names are told apart by hashes, which takes sixteen bytes for each."""

    def add(self, batch: Batch) -> None:
        """Take some rows in."""
        sheet, time = self._sieve.sift(Sheet(batch, self._rejects))
        if not len(sheet) or time is None or self._source.case is None or self._source.event is None:
            return
        columns = {
            "case": _trimmed(sheet.column(self._source.case.column)),
            "time": time,
            "event": _trimmed(sheet.column(self._source.event.column)),
            "order": sheet.batch.rows.cast(pa.int64()),
        }
        if self._source.channel is not None:
            columns["channel"] = _trimmed(sheet.column(self._source.channel.column))
        for segment in self._source.segments:
            columns[f"{SEGMENT}{segment.name}"] = _trimmed(sheet.column(segment.column))
        self.cases += _fresh(self._cases, columns["case"])
        self.names += _fresh(self._names, columns["event"])
        table = pa.table(columns)
        self.events += table.num_rows
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, table.schema, compression="zstd", compression_level=1)
        self._writer.write_table(table, row_group_size=GROUP)

    def close(self) -> None:
        """See everything written."""
        if self._writer is not None:
            self._writer.close()


def _fresh(seen: Seen, column: pa.Array) -> int:
    """How many texts of a column were not seen before."""
    claims = seen.claim(*id_keys(Coded.of(column)), lambda new: np.zeros(int(np.count_nonzero(new)), np.int64))
    return int(np.count_nonzero(claims.new))


def _trimmed(column: pa.Array) -> pa.Array:
    """Texts without surrounding blanks; the empty one is none."""
    texts = pc.utf8_trim_whitespace(column.cast(pa.string()))
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def _nothing(place: str, rejects: tuple[Reject, ...], raw: Raw) -> EvidenceError:
    if not rejects:
        return EvidenceError(
            Diagnostic("evidence/empty-log", say("xes.no-events"), say("xes.fix.empty-log"), Place(place))
        )
    first = rejects[0]
    reasons = ", ".join(f"{reason} ({count})" for reason, count in raw.rejects.reasons.most_common(5))
    where = Place(place, row=first.row, column=first.column or None)
    says = say("log.nothing-read", reasons=reasons)
    return EvidenceError(Diagnostic("evidence/nothing-read", says, first.fix, where), *raw.diagnostics[:20])


def _rejected(place: str, raw: Raw, rejects: tuple[Reject, ...]) -> list[Diagnostic]:
    """How many rows are no part of the log, and why, with the first of them."""
    if not raw.rejects.rows:
        return []
    reasons = ", ".join(f"{reason} ({count})" for reason, count in raw.rejects.reasons.most_common(5))
    says = say("log.rows-rejected", n=raw.rejects.rows, of=max(raw.rows, raw.rejects.rows), reasons=reasons)
    first = rejects[0]
    where = Place(place, row=first.row, column=first.column or None)
    return [Diagnostic("evidence/log-rows-rejected", says, first.fix, where, Severity.WARNING)]


def _unfit(place: str, left: list[_Candidate]) -> list[Diagnostic]:
    if not left:
        return []
    shown = ", ".join(quoted(one.name) for one in left[:20])
    says, fix = say("log.no-segments", shown=shown, most=VALUES), say("log.ask-for-segments")
    return [Diagnostic("evidence/log-attributes", says, fix, Place(place), Severity.HINT)]


def mixed_times(place: str, source: Source, rejects: tuple[Reject, ...]) -> list[Diagnostic]:
    """A word on times that are written in other ways than the rest, with the first row of each way."""
    column = source.time.column if source.time else ""
    texts: dict[int, str] = {one.row: one.value for one in rejects if one.column == column and one.value}
    if not column or not texts:
        return []
    rows: dict[str, list[int]] = {}
    for row, text in list(texts.items())[:_KEPT]:
        form = next(iter(shapes_of([text])), "")
        rows.setdefault(form, []).append(row)
    ways = [(form, found) for form, found in rows.items() if form and form != (source.time_format or "iso")]
    if not ways:
        return []
    shown = "; ".join(say("log.times-as", form=form, n=len(found), row=str(found[0])) for form, found in ways)
    says = say("log.times-mixed", usual=source.time_format or "iso", shown=shown)
    first = min(found[0] for _, found in ways)
    where = Place(place, row=first, column=column)
    return [Diagnostic("evidence/times-mixed", says, say("log.one-way-of-times"), where, Severity.WARNING)]
