"""A log of events for work straight from a file or a table of a database: whose, when, what, in which order.

What lives here: EventLog and ``read_log``. Not here: evidence that is kept, with pseudonyms and a ledger (ingest), the
reading itself (sources.eventlog in a child process, warehouse). Nothing of what is read is kept but where you say so.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from outsidein.evidence.capped import CAPS, log_capped
from outsidein.evidence.source import Format
from outsidein.evidence.sources.eventlog.jobs import LogJob, LogReading, Named
from outsidein.evidence.sources.jobs import Caps
from outsidein.evidence.sources.rejects import Reject
from outsidein.ground import Diagnostic, EvidenceError
from outsidein.ground.progress import Progress, nothing

if TYPE_CHECKING:
    import pyarrow as pa

_NEVER: Final = datetime(9990, 1, 1, tzinfo=UTC)
"""Nobody asks the clock here: without ``now`` no time is too late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLog:
    """A log in its normal form, and how it came to be.

    The table has the columns ``case`` (text), ``time`` (timestamp, µs, UTC), ``event`` (text), ``order`` (int64, the
    number of the row in the file: ties of time stand in this order), perhaps ``channel``, and ``segment:<name>``
    (text). ``rows`` = ``events`` + ``left_out`` (other transitions of an activity) + rejected and blank ones. ``notes``
    say what was guessed and what is doubtful; ``rejects`` are the first thousand, ``reasons`` count them all.
    """

    events: int
    cases: int
    names: int
    """Different events."""
    rows: int
    left_out: int
    rejected: int
    segments: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    """Which column of the file became which of the table."""
    notes: tuple[Diagnostic, ...]
    rejects: tuple[Reject, ...]
    reasons: tuple[tuple[str, int], ...]
    path: Path | None = None
    """Where the table lies as Parquet; None where it is in memory."""
    held: Any = None
    """The table, where it is in memory."""

    @property
    def table(self) -> pa.Table:
        """The table, read from its file where it lies in one."""
        if self.held is not None:
            return self.held
        import pyarrow.parquet as pq

        return pq.read_table(self.path)


def read_log(
    where: str | Path,
    *,
    case: str = "",
    time: str = "",
    event: str = "",
    channel: str = "",
    end: str = "",
    lifecycle: str = "",
    transitions: str = "complete",
    segments: Sequence[str] | None = None,
    table: str = "",
    order: str = "",
    sheet: str = "",
    object_type: str = "",
    time_zone: str = "",
    time_format: str = "",
    into: Path | None = None,
    now: datetime | None = None,
    caps: Caps = CAPS,
    progress: Progress = nothing,
) -> EventLog:
    """The log in a file (XES, OCEL 2.0 JSON, CSV, XLSX, Parquet, JSON lines; packed too) or behind an Ibis URL.

    Columns that are not named are guessed, and ``notes`` say so. ``event`` may name a classifier of an XES log.
    Of an activity that is logged in several transitions the one that completes it is taken; ``transitions="all"`` keeps
    them. ``into`` is a folder for the table (``events.parquet``) where it is too large for memory. ``table`` and
    ``order`` (a column that breaks ties) are for databases: ``read_log("postgres://me@host/db", table="events")``.

    Raises EvidenceError for what cannot be read, a column that is not there, or a log without any event.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "visits.csv"
    ...     _ = path.write_text("visit,at,event\\n7,2026-01-02 10:00,open\\n7,2026-01-02 10:05,buy\\n")
    ...     log = read_log(path, case="visit")
    >>> log.events, log.cases, log.table["event"].to_pylist()
    (2, 1, ['open', 'buy'])
    """
    named = Named(
        case=case,
        time=time,
        event=event,
        channel=channel,
        end=end,
        lifecycle=lifecycle,
        segments=None if segments is None else tuple(segments),
        time_zone=time_zone,
        time_format=time_format,
    )
    if isinstance(where, str) and "://" in where:
        from outsidein.evidence.warehouse import copy_log

        return _from(lambda folder: copy_log(where, named, table=table, order=order, folder=folder), into)
    path = Path(where)
    form = Format(sheet=sheet, object_type=object_type)

    def read(folder: Path) -> LogReading:
        job = LogJob(
            path=path.absolute(),
            folder=folder.absolute(),
            now=now or _NEVER,
            format=form,
            named=named,
            transitions=transitions,
        )
        try:
            return log_capped(job, caps=caps, progress=progress)
        except EvidenceError as error:
            raise EvidenceError(*(_as_asked(one, path) for one in error.diagnostics)) from None

    return _from(read, into, path=path)


def _from(read: Any, into: Path | None, *, path: Path | None = None) -> EventLog:
    """The log that ``read`` leaves in a folder: in memory, or there where a folder was named."""
    from outsidein.evidence.sources.eventlog.reading import EVENTS

    if into is not None:
        into.mkdir(parents=True, exist_ok=True)
        # What lies there stays as it is until all of the new table is written.
        with tempfile.TemporaryDirectory(dir=into, prefix=".half-") as folder:
            found = read(Path(folder))
            (Path(folder) / EVENTS).replace(into / EVENTS)
        return _told(found, path, table_path=into / EVENTS)
    import pyarrow.parquet as pq

    with tempfile.TemporaryDirectory(prefix="outsidein-") as folder:
        found = read(Path(folder))
        held = pq.read_table(Path(folder) / EVENTS, memory_map=False)
    return _told(found, path, held=held)


def _told(found: LogReading, path: Path | None, *, table_path: Path | None = None, held: Any = None) -> EventLog:
    columns = (("case", found.case), ("time", found.time), ("event", found.event), ("channel", found.channel))
    return EventLog(
        events=found.events,
        cases=found.cases,
        names=found.names,
        rows=found.rows,
        left_out=found.left_out,
        rejected=found.rejected,
        segments=found.segments,
        columns=tuple((to, name) for to, name in columns if name),
        notes=tuple(found.diagnostics if path is None else (_as_asked(one, path) for one in found.diagnostics)),
        rejects=found.rejects,
        reasons=found.reasons,
        path=table_path,
        held=held,
    )


def _as_asked(said: Diagnostic, path: Path) -> Diagnostic:
    """A diagnostic that names the file as the caller does."""
    if said.where.file != str(path.absolute()):
        return said
    return replace(said, where=replace(said.where, file=str(path)))
