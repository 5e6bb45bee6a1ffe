"""What a person should look at before importing: each doubt with its reason, what hangs on it, and how to mend it.

What lives here: doubts as Diagnostics, and the sentence on top of the preview. Not here: any deciding.
"""

from __future__ import annotations

from pathlib import Path

from outsidein.evidence.guessing.draft import ColumnGuess, Counts, Role, Sure
from outsidein.evidence.guessing.mapping import Mapped
from outsidein.evidence.guessing.profile import Table
from outsidein.evidence.guessing.roles import Traits
from outsidein.evidence.guessing.times import in_order
from outsidein.evidence.guessing.verdicts import Shape
from outsidein.evidence.phrases import say
from outsidein.evidence.source import Reads
from outsidein.ground import Diagnostic, Place, Severity
from outsidein.ground.writing import plain, quoted

_CHECK = Severity.WARNING
_SIGNS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def doubts_of(
    path: Path,
    table: Table,
    own: dict[int, Traits],
    form: Shape,
    drafted: Mapped,
    lines: tuple[ColumnGuess, ...],
    sniffed: tuple[Diagnostic, ...],
) -> tuple[Diagnostic, ...]:
    """Everything unsure, gravest first: about the file, about columns, then what could be added."""
    name = str(path)
    out = [*sniffed, *(d for d in table.diagnostics if d not in sniffed)]
    out += [Diagnostic(code, says, fix, Place(name), Severity.WARNING) for code, says, fix in form.doubts]
    source = drafted.source
    asks = source.questions or source.comments or source.text
    if source.reads in {Reads.RESPONSES, Reads.ANSWERS, Reads.COMMENTS} and not asks:
        says = say("questions.no-ratings-comments-events-or")
        fix = say("questions.if-a-column-is-a")
        out.append(Diagnostic("evidence/nothing-to-measure", says, fix, Place(name), Severity.ERROR))
    out += _column_doubts(name, lines)
    out += _time_doubts(name, table, own, form, drafted)
    out += _who_doubts(name, table, form, drafted)
    out += _test_rows(name, table)
    out += _touchpoint_doubts(name, drafted)
    order = list(Severity)
    return tuple(sorted(out, key=lambda d: order.index(d.severity)))


def _column_doubts(name: str, lines: tuple[ColumnGuess, ...]) -> list[Diagnostic]:
    """One doubt for all columns that share a reason."""
    groups: dict[tuple[Role | None, str], list[ColumnGuess]] = {}
    for entry in lines:
        if entry.sure is Sure.CHECK:
            groups.setdefault((entry.role, entry.why if entry.role else entry.about), []).append(entry)
    out = []
    for (role, why), members in groups.items():
        first = members[0]
        where = Place(name, column=first.columns[0] if len(members) == len(first.columns) == 1 else None)
        if role is None:
            says = say("questions.codes-read-as", about=first.about, becomes=first.becomes, looks_like=first.looks_like)
            out.append(
                Diagnostic(
                    "evidence/codes-not-ratings", says, say("questions.if-not", choices=first.choices[0]), where, _CHECK
                )
            )
            continue
        code = {Role.RATING: "evidence/unsure-scale", Role.TIME: "evidence/unsure-time"}.get(
            role, "evidence/unsure-role"
        )
        who = ", ".join(quoted(m.about) for m in members[:4]) + (
            say("shared.and-more", n=len(members) - 4) if len(members) > 4 else ""
        )
        become = first.becomes if len({m.becomes for m in members}) == 1 else first.becomes.split(" · ")[0]
        says = say("questions.columns-read-as", who=who, n=len(members), become=become, why=why.rstrip("."))
        other = f" Or: {'; '.join(first.choices)}." if first.choices else ""
        out.append(Diagnostic(code, says, say("questions.correct-it-in-the-mapping", other=other), where, _CHECK))
    return out


def _time_doubts(name: str, table: Table, own: dict[int, Traits], form: Shape, drafted: Mapped) -> list[Diagnostic]:
    place = form.find(Role.TIME)
    if place is None:
        if form.reads is Reads.CUSTOMERS:
            return []
        says = say("questions.no-column-says-when-everything")
        fix = say("questions.if-there-is-a-date")
        return [Diagnostic("evidence/no-time", says, fix, Place(name), Severity.HINT)]
    column = table.columns[place]
    when = own[place].moment
    where = Place(name, column=column.name)
    out = []
    if when is not None and when.other:
        first, other = in_order(column, when.format), in_order(column, when.other)
        says = say(
            "questions.dates-such-as-are-read", first=when.first, format=_order(when.format), other=_order(when.other)
        )
        if abs(first - other) > 0.05:
            better = when.format if first > other else when.other
            says += say("questions.rows-are-more-in-order", better=_order(better))
        fix = say("questions.if-the-other-is-right", other=when.other)
        out.append(Diagnostic("evidence/unsure-date-order", says, fix, where, Severity.WARNING))
    if when is not None and when.unread > 0.99:
        says = say("questions.times-such-as-are-not", first=when.first)
        fix = say("questions.write-them-as-or-state")
        out.append(Diagnostic("evidence/mixed-dates", says, fix, where, _CHECK))
    elif when is not None and when.unread > 0.0005:
        n = max(1, round(when.unread * column.filled))
        says = say("questions.times-are-written-in-several", n=n, filled=column.filled)
        fix = say("questions.write-them-in-one-format")
        out.append(Diagnostic("evidence/mixed-dates", says, fix, where, Severity.WARNING))
    if not drafted.zone_known:
        says = say("questions.no-time-zone-is-stated")
        fix = say("questions.set-time-zone-such-as")
        out.append(Diagnostic("evidence/unknown-time-zone", says, fix, where, Severity.HINT))
    return out


def _who_doubts(name: str, table: Table, form: Shape, drafted: Mapped) -> list[Diagnostic]:
    out = []
    if form.find(Role.CUSTOMER) is None and form.reads is not Reads.CUSTOMERS:
        says = say("questions.no-column-names-the-customer")
        fix = say("questions.if-there-is-one-name")
        out.append(Diagnostic("evidence/no-customer", says, fix, Place(name), Severity.HINT))
    customer = form.find(Role.CUSTOMER)
    if customer is not None and form.reads is Reads.CUSTOMERS:
        column = table.columns[customer]
        twice = column.filled - column.distinct
        if twice:
            says = say("questions.rows-repeat-a-customer", twice=twice)
            fix = say("questions.a-list-of-customers-has")
            out.append(
                Diagnostic("evidence/duplicate-ids", says, fix, Place(name, column=column.name), Severity.WARNING)
            )
    if drafted.unasked:
        some = ", ".join(quoted(c.name) for c in drafted.unasked[:5])
        n = sum(c.filled for c in drafted.unasked)
        says = say("questions.questions-have-answers-that-are", n=len(drafted.unasked), some=some, rows=n)
        fix = say("questions.say-under-questions-how-they")
        out.append(Diagnostic("evidence/unsure-scale", says, fix, Place(name), Severity.WARNING))
    return out


def _test_rows(name: str, table: Table) -> list[Diagnostic]:
    """Rows that a survey tool marks as tests."""
    tests = {"survey preview", "survey test", "spam", "preview", "test"}
    out = []
    for column in table.columns:
        marked = [(t, n) for t, n in column.values[:10] if column.distinct <= 10 and t.casefold() in tests]
        if marked and column.folded in {"status", "response type", "distribution channel", "type", "mode"}:
            n = sum(n for _, n in marked)
            says = say("questions.rows-are-marked-tests-not", n=n, marked=marked[0][0])
            fix = say("questions.take-them-out-of-the")
            out.append(Diagnostic("evidence/test-rows", says, fix, Place(name, column=column.name), _CHECK))
    return out


def _touchpoint_doubts(name: str, drafted: Mapped) -> list[Diagnostic]:
    out = []
    new = {q.touchpoint: r for r, q in zip(drafted.ratings, drafted.source.questions, strict=True) if q.touchpoint}
    unknown = [key for key, r in new.items() if not r.about.known]
    if unknown:
        some = ", ".join(unknown[:8]) + (" …" if len(unknown) > 8 else "")
        says = say("questions.touchpoints-are-on-none-of", n=len(unknown), some=some)
        fix = say("questions.put-the-keys-that-your")
        out.append(Diagnostic("evidence/new-touchpoints", says, fix, Place(name), Severity.HINT))
    vague = [r for r in new.values() if r.about.known and not r.about.sure]
    for rating in vague:
        says = say("questions.is-taken-to-be-about", said=rating.column.said, name=rating.about.name)
        fix = say("questions.correct-touchpoint-if-it-is")
        where = Place(name, column=rating.column.name)
        out.append(Diagnostic("evidence/unsure-touchpoint", says, fix, where, Severity.WARNING))
    return out


def _order(form: str) -> str:
    return say("questions.month-before-day") if form.startswith("%m") else say("questions.day-before-month")


def summary(drafted: Mapped, told: Counts, doubts: tuple[Diagnostic, ...]) -> str:
    """The sentences that the preview opens with."""
    form = drafted.source.format
    how = [say("questions.rows", n=told.rows, whole=told.whole), say("questions.columns", columns=told.columns)]
    if form.type == "csv":
        how += [
            say(f"sign.{_SIGNS[form.delimiter]}") if form.delimiter in _SIGNS else form.delimiter,
            form.encoding.upper(),
        ]
    elif form.type == "xlsx" and form.sheet:
        how.append(say("questions.sheet", sheet=form.sheet))
    match drafted.source.reads:
        case Reads.RESPONSES:
            ratings, comments = len(drafted.source.questions), len(drafted.source.comments)
            whole = say(
                "questions.ratings-and-comments",
                ratings=say("questions.ratings", n=ratings, many=_many(ratings)),
                comments=say("questions.comments", n=comments, many=_many(comments)),
            )
            what = say("questions.a-wide-survey-one-response", whole=whole)
        case Reads.ANSWERS:
            asked = len(drafted.source.questions)
            what = say("questions.a-long-survey-one-answer", n=asked, many=_many(asked))
        case Reads.COMMENTS:
            what = say("questions.comments-one-a-row")
        case Reads.EVENTS:
            what = say("questions.events-one-a-row")
        case _:
            what = say("questions.a-list-of-customers-one")
    needs = sum(d.severity is not Severity.HINT for d in doubts)
    tail = say("questions.things-need-you", n=needs, many=_many(needs)) if needs else say("questions.nothing-needs-you")
    tail = tail[:1].upper() + tail[1:]
    return say("questions.read-as", how=", ".join(how), what=what, tail=tail)


def _many(n: int) -> str:
    """A small number as a word."""
    return say(f"number.{n}") if n <= 12 else plain(n)
