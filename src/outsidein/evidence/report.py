"""What is reported of a file that was taken in, or only looked at.

What lives here: Ingested, Preview, and the words that follow from counts alone. Not here: taking files in (ingest).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from outsidein.evidence.keeping import rejected_beside
from outsidein.evidence.ledger import Change, Counts, Entry
from outsidein.evidence.phrases import say
from outsidein.evidence.sources.jobs import FirstRow, Reading
from outsidein.evidence.sources.rejects import Reject
from outsidein.ground import Diagnostic, Place, Severity
from outsidein.ground.writing import listed, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of a file. ``unchanged``: it was in already, with this mapping, and nothing was done.

    ``replaces`` is the number of the import that this one replaces and ``change`` what that changed; ``superseded``
    counts responses of other files of the source that a later one says again. ``rejected`` is the file that keeps what
    could not be read.
    """

    number: int
    source: str
    file: str
    counts: Counts
    unchanged: bool = False
    replaces: int | None = None
    change: Change | None = None
    superseded: int = 0
    rejected: Path | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What taking a file in would give, without keeping anything."""

    counts: Counts
    columns: tuple[str, ...]
    first: tuple[FirstRow, ...]
    rejects: tuple[Reject, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def unchanged(old: Entry, path: Path) -> Ingested:
    says = say("report.this-file-is-in-already", number=old.number)
    kept = rejected_beside(path)
    return Ingested(
        number=old.number,
        source=old.source,
        file=old.file,
        counts=old.counts,
        unchanged=True,
        rejected=kept if kept.is_file() else None,
        diagnostics=(Diagnostic("evidence/unchanged", says, "", Place(str(path)), Severity.HINT),),
    )


def renamed(old: Entry | None, path: Path, name: str) -> tuple[Diagnostic, ...]:
    if old is None or old.file == name:
        return ()
    says = say("report.this-is-under-a-new", file=old.file)
    return (Diagnostic("evidence/renamed", says, "", Place(str(path)), Severity.HINT),)


def known(found: Reading, path: Path) -> tuple[Diagnostic, ...]:
    """What the counts alone give to know."""
    counts, place = found.counts, Place(str(path))
    said = []
    if counts.rejects:
        lost = [say("report.rows", n=counts.rejected_rows)] if counts.rejected_rows else []
        lost += [say("report.cells", n=counts.rejected_cells)] if counts.rejected_cells else []
        says = say("report.could-not-be-read", lost=listed(lost, most=99), counts=reasons(counts))
        fix = say("report.they-are-kept-in-each", name=rejected_beside(path).name)
        said.append(Diagnostic("evidence/rejects", says, fix, place, Severity.WARNING))
    if counts.rows == counts.blank_rows:
        says = say("report.the-file-has-column-names")
        said.append(Diagnostic("evidence/no-rows", says, say("report.check-the-export"), place, Severity.WARNING))
    return tuple(said)


def reasons(counts: Counts) -> str:
    shown = [f"{reason} ({plain(count)})" for reason, count in counts.rejects[:3]]
    return "; ".join(shown) + (" …" if len(counts.rejects) > 3 else "")
