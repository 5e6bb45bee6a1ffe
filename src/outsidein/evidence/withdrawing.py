"""Withdrawing a file that was taken in: it counts no more, and a line of the ledger says so.

What lives here: ``withdraw``. Not here: taking it in again, which undoes it (ingest). Nothing is erased: the tables
stay, and so does the line that says that the file was in once.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from outsidein.evidence.keeping import locked
from outsidein.evidence.ledger import Entry, Withdrawal, append_entry, read_ledger
from outsidein.evidence.phrases import say
from outsidein.ground import Diagnostic, EvidenceError, Place
from outsidein.ground.writing import listed


def withdraw(store_folder: Path, file: str, *, now: datetime, source: str = "", by: str = "") -> Entry:
    """Let the file that the ledger calls ``file`` count no more; gives the entry that counted until now.

    ``source`` says of which source where several hold a file of that name. Raises EvidenceError where no file of that
    name counts, or several do.
    """
    with locked(store_folder):
        own = [one for one in read_ledger(store_folder).current if one.file == file and source in ("", one.source)]
        if not own:
            says = say("withdrawing.no-file-of-that-name", file=file)
            fix = say("withdrawing.sources-lists-what-counts")
            raise EvidenceError(Diagnostic("evidence/not-taken-in", says, fix, Place(file)))
        if len(own) > 1:
            says = say("withdrawing.several-sources-hold-it", file=file, sources=listed([one.source for one in own]))
            fix = say("withdrawing.say-of-which-source")
            raise EvidenceError(Diagnostic("evidence/which-source", says, fix, Place(file)))
        append_entry(store_folder, Withdrawal(withdraws=own[0].number, when=now, by=by))
        return own[0]
