"""What the child process is asked and what it answers, as plain typed data that crosses the border as JSON.

What lives here: Caps, the job of reading and its result. Not here: doing them (child, normalise), asking them (capped).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outsidein.evidence.ledger import Counts
from outsidein.evidence.source import Source
from outsidein.evidence.sources.rejects import Reject
from outsidein.ground import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """What reading one file may take: bytes of memory beyond the program itself, seconds, bytes of a file it writes."""

    memory: int = 2 << 30
    seconds: float = 600
    output: int = 16 << 30
    files: int = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Read a file through its mapping. ``folder`` is where its tables go, empty: nowhere; ``key`` is in hex.

    ``limit`` reads only so many rows; ``shown`` first rows come back for a person to look at.
    """

    path: Path
    source: Source
    number: int
    key: str
    now: datetime
    folder: str = ""
    shown: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRow:
    """A response (or a customer of a list) as it was read.

    ``answers`` are (question, touchpoint, value or words), ``comments`` are (touchpoint, text).
    """

    row: int
    customer: str = ""
    time: str = ""
    channel: str = ""
    segments: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, str, str], ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading a file gave: counts, its columns, the first rows and rejects, and what is to be known."""

    counts: Counts
    ids: bool
    """Whether the source gave ids of responses."""
    columns: tuple[str, ...] = ()
    first: tuple[FirstRow, ...] = ()
    rejects: tuple[Reject, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
