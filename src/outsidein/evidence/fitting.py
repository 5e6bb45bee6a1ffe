"""A mapping laid against the columns of a file: what it names that is not there, what is there that it does not name.

What lives here: ``fit``. Not here: what a mapping must say by itself (rules), reading the file (sources).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace

from outsidein.evidence.phrases import say
from outsidein.evidence.rules import fields_of
from outsidein.evidence.source import Reads, Source
from outsidein.evidence.words import quoted
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity


def fit(source: Source, columns: Iterable[str], *, file: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    """``source`` as far as ``columns`` go, and what there is to say about the rest.

    A field, or a name that looks misspelt, stops the reading: EvidenceError. A question, comment or segment that this
    file simply does not have is left out with a warning, since waves of one survey differ; one at least must be there.
    """
    there = tuple(columns)
    named = [(field.column, name) for name, field in fields_of(source) if field.column]
    wrong = [_missing(column, there, file, name) for column, name in named if column not in there]
    used = {field.column for _, field in fields_of(source)} | set(_columns(source))
    free = tuple(name for name in there if name not in used)
    lesser = [(question.column, "answers") for question in source.questions if question.column]
    lesser += [(comment.column, "comments") for comment in source.comments]
    lesser += [(segment.column, say("fitting.the-segment", name=quoted(segment.name))) for segment in source.segments]
    said = []
    for column, what in lesser:
        if column not in there:
            found = _missing(column, there, file, what)
            if _near(column, free, 0.8):
                wrong.append(found)
            else:
                said.append(replace(found, severity=Severity.WARNING))
    if wrong:
        raise EvidenceError(*wrong, *said)
    kept = replace(
        source,
        questions=tuple(one for one in source.questions if one.column in ("", *there)),
        comments=tuple(one for one in source.comments if one.column in there),
        segments=tuple(one for one in source.segments if one.column in there),
    )
    if source.reads in (Reads.RESPONSES, Reads.COMMENTS) and not (kept.questions or kept.comments or kept.text):
        raise EvidenceError(*(replace(one, severity=Severity.ERROR) for one in said))
    return kept, (*said, *_unmapped(kept, there, file))


def _columns(source: Source) -> list[str]:
    return [
        *(question.column for question in source.questions),
        *(comment.column for comment in source.comments),
        *(segment.column for segment in source.segments),
    ]


def _missing(column: str, there: tuple[str, ...], file: str, what: str) -> Diagnostic:
    near = _near(column, there, 0.6)
    shown = ", ".join(quoted(name) for name in there[:8]) + (" …" if len(there) > 8 else "")
    fix = say("fitting.did-you-mean", near=quoted(near)) if near else say("fitting.the-file-has", shown=shown)
    says = say("fitting.the-mapping-reads-from-the", what=what, column=quoted(column))
    return Diagnostic("evidence/no-such-column", says, fix, Place(file, column=column))


def _near(column: str, there: tuple[str, ...], cutoff: float) -> str:
    folded = {name.casefold(): name for name in there}
    found = difflib.get_close_matches(column.casefold(), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else ""


def _unmapped(source: Source, there: tuple[str, ...], file: str) -> tuple[Diagnostic, ...]:
    used = {field.column for _, field in fields_of(source)} | set(source.ignore) | set(_columns(source))
    left = [name for name in there if name not in used]
    if not left:
        return ()
    shown = ", ".join(quoted(name) for name in left[:12]) + (
        say("shared.and-more", n=len(left) - 12) if len(left) > 12 else ""
    )
    says = say("fitting.not-mapped-and-so-not", shown=shown)
    fix = say("fitting.map-them-or-list-them")
    return (Diagnostic("evidence/unmapped-columns", says, fix, Place(file), Severity.HINT),)
