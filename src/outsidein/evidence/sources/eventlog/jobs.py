"""What the child process is asked to do with a log and what it answers, as plain typed data.

What lives here: Named, LogJob and LogReading. Not here: doing it (reading), asking for it (evidence.log).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outsidein.evidence.source import Format
from outsidein.evidence.sources.rejects import Reject
from outsidein.ground import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The columns that somebody named; an empty name is to be guessed, ``segments`` None too."""

    case: str = ""
    time: str = ""
    event: str = ""
    channel: str = ""
    end: str = ""
    lifecycle: str = ""
    segments: tuple[str, ...] | None = None
    time_zone: str = ""
    time_format: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogJob:
    """Read the log at ``path`` into its normal form, ``events.parquet`` in ``folder``.

    ``transitions`` is ``complete`` (an activity that is logged in several counts once) or ``all``.
    """

    path: Path
    folder: Path
    now: datetime
    format: Format = Format()  # noqa: RUF009 - frozen
    named: Named = Named()
    transitions: str = "complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReading:
    """What reading a log gave; ``rows`` are those of the file, of which ``left_out`` repeat an activity."""

    rows: int = 0
    events: int = 0
    cases: int = 0
    names: int = 0
    left_out: int = 0
    rejected: int = 0
    columns: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    case: str = ""
    time: str = ""
    event: str = ""
    channel: str = ""
    rejects: tuple[Reject, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
