"""Working out a draft, step by step: read a sample, look at columns, at their company, at the whole; write it down.

What lives here: the order of the steps. Not here: the steps. Run in the capped child process (evidence.guess).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from outsidein.evidence.guessing.direction import directed
from outsidein.evidence.guessing.draft import ColumnGuess, Draft, Known, Role, Seen, Sure
from outsidein.evidence.guessing.lexicon import fold, fold_name, lexicon
from outsidein.evidence.guessing.mapping import mapped
from outsidein.evidence.guessing.preview import codes_lines, counts, line, rating_line
from outsidein.evidence.guessing.profile import Column, Table, profile
from outsidein.evidence.guessing.questions import doubts_of, summary
from outsidein.evidence.guessing.ratings import ratings
from outsidein.evidence.guessing.roles import Traits, all_traits, rest
from outsidein.evidence.guessing.shape import reconsidered, shape
from outsidein.evidence.guessing.touchpoints import About
from outsidein.evidence.sniff import sniff
from outsidein.evidence.source import Format, Reads
from outsidein.ground import Diagnostic

_VALUES: Final = 60
_LONG: Final = 80
"""Most values of a column, and most letters of one, that a draft shows."""


def draft(path: Path, format: Format, known: Known) -> Draft:
    """The draft for a file that is trusted not to break its reader; raises EvidenceError where it cannot be read."""
    sniffed: tuple[Diagnostic, ...] = ()
    if format == Format():
        format, sniffed = sniff(path)
    table = profile(path, format)
    own = all_traits(table)
    context = fold_name(path.stem) + " " + " ".join(fold(c.values[0][0]) for c in table.columns if c.distinct == 1)
    found = directed(ratings(table, known, _taken(table, own), context=context))
    form = shape(table, own, found, known)
    if form.reads in {Reads.EVENTS, Reads.CUSTOMERS, Reads.COMMENTS}:
        found = []
    if form.reads is Reads.ANSWERS:
        value = form.find(Role.VALUE)
        found = [r for r in found if r.column.place == value]
    if form.find(Role.TOUCHPOINT) is not None:  # each row names its own
        found = [r if r.about.known else replace(r, about=About("")) for r in found]
    done = {r.column.place for r in found} | set(form.verdicts)
    for column in table.columns:
        if column.place not in done:
            form.verdicts[column.place] = rest(column, own[column.place], table, known)
    if form.reads is Reads.COMMENTS and any(v.sure is Sure.CHECK and v.choices for v in form.verdicts.values()):
        reconsidered(form)
    drafted = mapped(path, table, own, form, found, known)
    by_place = {r.column.place: (r, q) for r, q in zip(found, drafted.source.questions, strict=False)}
    lines: list[ColumnGuess] = []
    for column in table.columns:
        if column.place in form.verdicts:
            lines.append(line(column, form.verdicts[column.place], own[column.place]))
        else:
            rating, question = by_place[column.place]
            lines.append(rating_line(rating, question))
    if form.reads is Reads.ANSWERS:
        value_name = drafted.source.value.column if drafted.source.value else ""
        asked = zip(drafted.ratings, drafted.source.questions, strict=True)
        lines += [replace(rating_line(r, q), columns=(value_name,)) for r, q in asked]
    lines += codes_lines(drafted)
    told = counts(table, own, form, drafted)
    doubts = doubts_of(path, table, own, form, drafted, tuple(lines), sniffed)
    return Draft(
        source=drafted.source,
        columns=tuple(lines),
        doubts=doubts,
        counts=told,
        summary=summary(drafted, told, doubts),
        seen=tuple(_seen(column, own[column.place]) for column in table.columns),
    )


def _seen(column: Column, own: Traits) -> Seen:
    """What stands in a column, for people: nothing personal, no long texts."""
    shown = () if own.personal or own.prose else column.values[:_VALUES]
    short = tuple((text, n) for text, n in shown if len(text) <= _LONG)
    ids = len(short) > 2 and column.distinct > 0.5 * column.filled and own.id_like
    return Seen(
        column=column.name,
        wording=column.wording,
        filled=column.filled,
        blank=column.blank,
        distinct=column.distinct,
        values=() if ids else short,
        whole=not ids and len(short) == column.distinct,
    )


def _taken(table: Table, own: dict[int, Traits]) -> frozenset[int]:
    """The columns that cannot be ratings: moments, personal data, sentences, ids with a value for nearly each row."""
    words = lexicon()
    taken = set()
    for column in table.columns:
        t = own[column.place]
        ids = any(words.named(k, t.name) for k in ("any_id", "customer", "response", "second_customer"))
        if (
            (t.moment is not None and t.time_rank)
            or t.personal
            or t.prose
            or ((ids or column.place == 0) and column.distinct > 0.5 * column.filled and column.filled > 5)
        ):
            taken.add(column.place)
    return frozenset(taken)
