"""Taking a file in: read it in a capped child, keep its tables, and only then say so in the ledger.

What lives here: ``ingest`` and ``preview``. Not here: telling what would change (rehearsal), reading (capped), telling
a file that was in before (recognising), what is reported (report), the tables (store). Everything is written to a
folder beside the others and renamed at the end; the line in the ledger comes last, so that at every moment the store is
as it was or as it will be.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import datetime
from pathlib import Path

from outsidein.evidence.capped import CAPS, read_capped
from outsidein.evidence.identity import KEY
from outsidein.evidence.keeping import beside, half_written, locked
from outsidein.evidence.ledger import Entry, Ledger, append_entry, read_ledger, sync_folder
from outsidein.evidence.parquet import REJECTED, import_folder
from outsidein.evidence.phrases import say
from outsidein.evidence.recognising import change_since, digest, earlier, hash_of, kept
from outsidein.evidence.report import Ingested, Preview, known, reasons, renamed, unchanged
from outsidein.evidence.rules import check
from outsidein.evidence.source import Source
from outsidein.evidence.sources.jobs import Caps, Job, Reading
from outsidein.evidence.words import quoted
from outsidein.ground import Diagnostic, EvidenceError, Place
from outsidein.ground.progress import Progress, nothing


def preview(
    path: Path,
    source: Source,
    *,
    now: datetime,
    key: bytes = bytes(32),
    caps: Caps = CAPS,
    progress: Progress = nothing,
    shown: int = 8,
    limit: int | None = None,
) -> Preview:
    """Read ``path`` as ``ingest`` would and keep nothing; ``limit`` looks at that many rows only.

    Raises EvidenceError where the file or the mapping cannot be used.
    """
    sensible(source, path)
    job = Job(path=path, source=source, number=0, key=key.hex(), now=now, shown=shown, limit=limit)
    found = read_capped(job, caps=caps, progress=progress)
    return Preview(
        counts=found.counts,
        columns=found.columns,
        first=found.first,
        rejects=found.rejects,
        diagnostics=(*known(found, path), *found.diagnostics),
    )


def ingest(
    path: Path,
    source: Source,
    *,
    store_folder: Path,
    key: bytes,
    now: datetime,
    name: str = "",
    by: str = "",
    caps: Caps = CAPS,
    progress: Progress = nothing,
) -> Ingested:
    """Take the file at ``path`` in as evidence of ``source``; ``name`` is what the ledger calls it, else its own name.

    The same file with the same mapping changes nothing; a corrected one replaces its earlier version, which stays in
    the store but counts no more. ``by`` is who does it, where somebody is known. Raises EvidenceError, and then the
    store is as it was.
    """
    path, name = Path(path), name or Path(path).name
    if len(key) != KEY or now.tzinfo is None:
        raise ValueError("the key has 32 bytes, and now has a time zone")
    sensible(source, path)
    before = path.stat()
    sha256 = digest(path, progress)
    mapping_hash = hash_of(source)
    with locked(store_folder):
        ledger = read_ledger(store_folder)
        old = earlier(ledger, source, name, sha256, path)
        same = (name, sha256, mapping_hash)
        if old and (old.file, old.sha256, old.mapping_hash) == same and kept(store_folder, old):
            return unchanged(old, path)
        number = ledger.next_number
        with half_written(store_folder, number) as half:
            job = Job(path=path, source=source, number=number, key=key.hex(), now=now, folder=str(half))
            found = read_capped(job, caps=caps, progress=progress)
            _not_nothing(found, path)
            _still(path, before)
            progress(0, 1, say("ingest.keeping"))
            change = change_since(old, store_folder, half)
            home = import_folder(store_folder, number)
            shutil.rmtree(home, ignore_errors=True)  # left by an import that was cut off before its line
            half.rename(home)
            sync_folder(home.parent)
        entry = Entry(
            number=number,
            when=now,
            source=source.id,
            file=name,
            sha256=sha256,
            mapping_hash=mapping_hash,
            mapping=source,
            counts=found.counts,
            ids=found.ids,
            replaces=old.number if old else None,
            change=change,
            by=by,
        )
        rejected, elsewhere = beside(path, home / REJECTED)
        append_entry(store_folder, entry)
        progress(1, 1, say("ingest.keeping"))
        return Ingested(
            number=number,
            source=source.id,
            file=name,
            counts=found.counts,
            replaces=entry.replaces,
            change=change,
            superseded=_superseded(store_folder, ledger, entry),
            rejected=rejected,
            diagnostics=(
                *ledger.diagnostics,
                *known(found, path),
                *renamed(old, path, name),
                *elsewhere,
                *found.diagnostics,
            ),
        )


def sensible(source: Source, path: Path) -> None:
    """Raise EvidenceError for a mapping that makes no sense, or a file that is not there."""
    wrong = check(source, file=f"{source.id}.source.yaml")
    if wrong:
        raise EvidenceError(*wrong)
    if not path.is_file():
        says = say("ingest.there-is-no-file", name=path.name)
        raise EvidenceError(Diagnostic("evidence/no-such-file", says, say("shared.check-its-name"), Place(str(path))))


def _not_nothing(found: Reading, path: Path) -> None:
    """Refuse a file of which nothing at all could be read: it is the mapping that is wrong, or the file."""
    counts = found.counts
    taken = counts.answers + counts.comments + counts.events + counts.customers
    if not taken and counts.rejects:
        example = found.rejects[0]
        says = say("ingest.nothing-in-this-file-could", counts=reasons(counts))
        where = Place(str(path), row=example.row, column=example.column or None)
        fix = say("ingest.first", value=quoted(example.value), fix=example.fix) if example.value else example.fix
        raise EvidenceError(Diagnostic("evidence/nothing-read", says, fix, where), *found.diagnostics)


def _still(path: Path, before: os.stat_result) -> None:
    with contextlib.suppress(OSError):
        after = path.stat()
        if (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns):
            return
    says = say("ingest.the-file-was-changed-while")
    fix = say("ingest.import-it-again-when-it")
    raise EvidenceError(Diagnostic("evidence/file-changing", says, fix, Place(str(path))))


def _superseded(folder: Path, ledger: Ledger, entry: Entry) -> int:
    """How many responses of other files later ones say again; the engine is opened only where there may be some."""
    rivals = [one for one in ledger.current if one.source == entry.source and one.file != entry.file and one.ids]
    if not rivals or not entry.ids:
        return 0
    from outsidein.evidence.store import Store

    with Store.open(folder) as store:
        return sum(store.superseded_in(rival.number) for rival in rivals)
