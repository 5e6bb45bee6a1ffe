"""The ledger of evidence: one line per import, append-only, the only place that says which files count.

What lives here: Entry and its counts, Withdrawal, reading the ledger, adding to it, and which versions are current. Not
here: the tables themselves (store), taking a file in (ingest) or out (withdrawing). An import has happened once its
line is on the disk.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from outsidein.evidence.phrases import say
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
    by: str = ""
    """Who took it in, where somebody is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That import ``withdraws``, and whatever it replaced, counts no more. Taking the file in again undoes it."""

    withdraws: int
    when: datetime
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All entries and withdrawals in order. ``whole`` is the length in bytes up to which the file is sound."""

    entries: tuple[Entry, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    whole: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def current(self) -> tuple[Entry, ...]:
        """The last version of each file of each source, in the order in which they were taken in.

        A file that was renamed is replaced by itself under its new name; one that was withdrawn has no version.
        """
        gone = {one.withdraws for one in self.withdrawals}
        return tuple(entry for entry in self._last if entry.number not in gone)

    @property
    def withdrawn(self) -> tuple[Entry, ...]:
        """The files that were withdrawn and not taken in again since, each as it was last."""
        gone = {one.withdraws for one in self.withdrawals}
        return tuple(entry for entry in self._last if entry.number in gone)

    @property
    def _last(self) -> tuple[Entry, ...]:
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
    lines = tuple(_lines(path, data[:whole].splitlines()))
    torn: tuple[Diagnostic, ...] = ()
    if whole < len(data):
        try:
            return _ledger((*lines, *_lines(path, [data[whole:]])), whole=len(data))
        except EvidenceError:
            pass
        torn = (
            Diagnostic(
                "evidence/ledger-torn",
                say("ledger.the-last-line-of-the"),
                say("ledger.import-the-file-again-the"),
                Place(file=str(path), line=len(lines) + 1),
                Severity.WARNING,
            ),
        )
    return _ledger(lines, whole=whole, diagnostics=torn)


def _ledger(lines: tuple[Entry | Withdrawal, ...], *, whole: int, diagnostics: tuple[Diagnostic, ...] = ()) -> Ledger:
    entries = tuple(one for one in lines if isinstance(one, Entry))
    withdrawals = tuple(one for one in lines if isinstance(one, Withdrawal))
    return Ledger(entries=entries, withdrawals=withdrawals, whole=whole, diagnostics=diagnostics)


def append_entry(folder: Path, entry: Entry | Withdrawal) -> None:
    """Add a line to the ledger in ``folder`` and see it onto the disk; a torn last line is cleared first.

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


def _lines(path: Path, lines: Iterable[bytes]) -> Iterable[Entry | Withdrawal]:
    for number, line in enumerate(lines, start=1):
        try:
            said = json.loads(line)
            yield from_plain(Withdrawal, said) if "withdraws" in said else from_plain(Entry, said)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise EvidenceError(
                Diagnostic(
                    "evidence/ledger-damaged",
                    say("ledger.this-line-of-the-ledger"),
                    say("ledger.bring-the-ledger-back-from"),
                    Place(file=str(path), line=number),
                )
            ) from error
