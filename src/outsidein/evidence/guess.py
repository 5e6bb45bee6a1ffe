"""Drafting a mapping: what each column of a file probably is, how sure that is, and what hangs on it.

What lives here: ``guess``, the door that ``outsidein import --guess`` goes through. Not here: the single judgements
(guessing/), reading the file (sources), the mapping's YAML (mapping). Nothing is decided in silence: what is decided is
a line of the preview, what is unsure is marked, and a person confirms before anything is kept.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from outsidein.evidence.capped import CAPS, draft_capped
from outsidein.evidence.guessing.draft import ColumnGuess, Counts, Draft, Known, Role, Seen, Sure, Wanted
from outsidein.evidence.source import Format
from outsidein.evidence.sources.jobs import Caps
from outsidein.ground import Diagnostic, EvidenceError

__all__ = ["ColumnGuess", "Counts", "Draft", "Known", "Role", "Seen", "Sure", "guess"]


def guess(
    path: Path,
    *,
    format: Format = Format(),  # noqa: B008 - frozen
    known: Known = Known(),  # noqa: B008
    caps: Caps = CAPS,
) -> Draft:
    """Draft the mapping of the file at ``path``, with a preview and everything that a person should look at.

    ``format`` is sniffed where it is not given; ``known`` is what the workspace's maps know. Up to 200,000 rows are
    looked at, in a child process that ``caps`` hold; ``Draft.counts.whole`` says whether that was all. Raises
    EvidenceError where the file cannot be read.
    """
    path = Path(path)
    wanted = Wanted(path=path.absolute(), format=format, known=known)
    try:
        found = draft_capped(wanted, caps=caps)
    except EvidenceError as error:
        raise EvidenceError(*(_as_asked(one, path) for one in error.diagnostics)) from None
    return replace(found, doubts=tuple(_as_asked(one, path) for one in found.doubts))


def _as_asked(said: Diagnostic, path: Path) -> Diagnostic:
    """A diagnostic that names the file as the caller does."""
    if said.where.file != str(path.absolute()):
        return said
    return replace(said, where=replace(said.where, file=str(path)))
