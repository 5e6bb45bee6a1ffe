"""The ledger of evidence: one line per import, append-only, the only place that says which files count.

What lives here: Entry and its counts, reading the ledger, adding to it, and which versions are current. Not here: the
tables themselves (store) and taking a file in (ingest). An import has happened once its line is on the disk.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from outsidein.evidence.plain import from_plain, to_plain
from outsidein.evidence.source import Source
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity

FILE: Final = "ledger.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What one reading of a file gave. ``rows`` are those below the header; every one of them is accounted for.

    Wide files: ``rows = responses + blank_rows + rejected_rows``. A rejected cell leaves its row in place. ``blanks``
    are questions without an answer; ``not_applicable`` ones are kept as answers and are included in ``answers``.
    """

    rows: int = 0
    blank_rows: int = 0
    rejected_rows: int = 0
    rejected_cells: int = 0
    responses: int = 0
    answers: int = 0
    not_applicable: int = 0
    blanks: int = 0
    comments: int = 0
    events: int = 0
    customers: int = 0
    undated: int = 0
    """Responses without a time although the mapping names a column for it."""
    rejects: tuple[tuple[str, int], ...] = ()
    """Rejected rows and cells by reason, most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a corrected file changed against the version it replaces, in responses (or customers)."""

    added: int = 0
    removed: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One import: a version of one file of one source, read with one mapping."""

    number: int
    when: datetime
    source: str
    file: str
    sha256: str
    mapping_hash: str
    mapping: Source
    counts: Counts
    ids: bool = False
    """Whether the source gave ids of responses, so that other files of it may say the same response again."""
    replaces: int | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All entries in order. ``whole`` is the length in bytes up to which the file is sound."""

    entries: tuple[Entry, ...] = ()
    whole: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def current(self) -> tuple[Entry, ...]:
        """The last version of each file of each source, in the order in which they were taken in.

        A file that was renamed is replaced by itself under its new name.
        """
        last = {(entry.source, entry.file): entry for entry in self.entries}
        replaced = {entry.replaces for entry in self.entries}
        kept = (entry for entry in last.values() if entry.number not in replaced)
        return tuple(sorted(kept, key=lambda entry: entry.number))

    @property
    def next_number(self) -> int:
        """The number of the next import, from 1."""
        return max((entry.number for entry in self.entries), default=0) + 1


def read_ledger(folder: Path) -> Ledger:
    """The ledger in ``folder``; empty where there is none.

    A last line that a crash tore is left out and reported. Raises EvidenceError where a line in the middle is damaged.
    """
    path = folder / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Ledger()
    whole = data.rfind(b"\n") + 1
    entries = tuple(_entries(path, data[:whole].splitlines()))
    torn: tuple[Diagnostic, ...] = ()
    if whole < len(data):
        try:
            return Ledger(entries=(*entries, *_entries(path, [data[whole:]])), whole=len(data))
        except EvidenceError:
            pass
        torn = (
            Diagnostic(
                "evidence/ledger-torn",
                "The last line of the ledger was not finished: an import was cut off and did not count.",
                "Import the file again; the unfinished line is then cleared away.",
                Place(file=str(path), line=len(entries) + 1),
                Severity.WARNING,
            ),
        )
    return Ledger(entries=entries, whole=whole, diagnostics=torn)


def append_entry(folder: Path, entry: Entry) -> None:
    """Add ``entry`` to the ledger in ``folder`` and see it onto the disk; a torn last line is cleared first.

    The caller holds the store's lock.
    """
    whole = read_ledger(folder).whole
    line = json.dumps(to_plain(entry), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    with (folder / FILE).open("a+b") as file:
        file.truncate(whole)
        file.seek(max(whole - 1, 0))
        unfinished = file.read(1) not in (b"", b"\n")
        file.write(b"\n" + line if unfinished else line)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """See the names in ``folder`` onto the disk, where the platform can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _entries(path: Path, lines: Iterable[bytes]) -> Iterable[Entry]:
    for number, line in enumerate(lines, start=1):
        try:
            yield from_plain(Entry, json.loads(line))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise EvidenceError(
                Diagnostic(
                    "evidence/ledger-damaged",
                    "This line of the ledger cannot be read, so what counts as evidence is not certain.",
                    "Bring the ledger back from a copy, or remove the folder “.outsidein” and import the files again.",
                    Place(file=str(path), line=number),
                )
            ) from error
