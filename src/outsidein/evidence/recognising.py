"""Recognising a file: whether it, its name or its bytes were taken in before, and what is new in it since.

What lives here: fingerprints of files and mappings, the version of a file that counts now. Not here: taking a file in
(ingest), comparing two versions row by row (versions).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Final

from outsidein.evidence.ledger import Change, Entry, Ledger
from outsidein.evidence.parquet import import_folder
from outsidein.evidence.phrases import say
from outsidein.evidence.plain import to_plain
from outsidein.evidence.source import Source
from outsidein.ground import Diagnostic, EvidenceError, Place, content_hash
from outsidein.ground.progress import Progress

READER: Final = 1
"""Goes up when files are read differently than before, so that the same file counts as changed."""
_CHUNK: Final = 1 << 20


def hash_of(source: Source) -> str:
    """The fingerprint of all in a mapping that decides how a file is read."""
    return content_hash(str(READER), json.dumps(to_plain(replace(source, files=(), ignore=())), sort_keys=True))


def digest(path: Path, progress: Progress) -> str:
    """The SHA-256 of a file. Raises EvidenceError where it cannot be read."""
    found = hashlib.sha256()
    progress(0, 0, say("ingest.checking"))
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
    except OSError as error:
        says = say("shared.the-file-cannot-be-read", why=(error.strerror or say("shared.it-cannot-be-opened")).lower())
        raise EvidenceError(
            Diagnostic("evidence/unreadable-file", says, say("ingest.check-its-rights"), Place(str(path)))
        ) from error
    return found.hexdigest()


def kept(folder: Path, entry: Entry) -> bool:
    """Whether the tables of an import are there."""
    return import_folder(folder, entry.number).is_dir()


def earlier(ledger: Ledger, source: Source, name: str, sha256: str, path: Path) -> Entry | None:
    """The version of this file that counts now, under this name or, where that file is gone, under another.

    Raises EvidenceError where another file of the source that is still there holds the same bytes.
    """
    own = [entry for entry in ledger.current if entry.source == source.id]
    old = next((entry for entry in own if entry.file == name), None)
    for entry in own:
        if entry.sha256 == sha256 and entry.file != name:
            if old is None and not path.with_name(Path(entry.file).name).exists():
                return entry
            raise EvidenceError(
                Diagnostic(
                    "evidence/same-file-twice",
                    say("ingest.this-file-is-byte-for", file=entry.file, number=entry.number),
                    say("ingest.remove-one-of-the-two"),
                    Place(str(path)),
                )
            )
    return old


def change_since(old: Entry | None, folder: Path, half: Path) -> Change | None:
    """What the tables in ``half`` say otherwise than those of ``old``; None where there is nothing to compare with."""
    if old is None or not kept(folder, old):
        return None
    from outsidein.evidence.versions import compare

    return compare(folder, import_folder(folder, old.number), half)
