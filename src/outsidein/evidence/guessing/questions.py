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
from outsidein.evidence.source import Reads
from outsidein.ground import Diagnostic, Place, Severity

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
        says = "No ratings, comments, events or customers were found in this file, so there is nothing to take in."
        fix = "If a column is a rating or a comment, name it under answers or comments."
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
            says = f"{first.about}: read as {first.becomes}. {first.looks_like}."
            out.append(Diagnostic("evidence/codes-not-ratings", says, f"If not: {first.choices[0]}.", where, _CHECK))
            continue
        code = {Role.RATING: "evidence/unsure-scale", Role.TIME: "evidence/unsure-time"}.get(
            role, "evidence/unsure-role"
        )
        who = ", ".join(f"“{m.about}”" for m in members[:4]) + (
            f" and {len(members) - 4} more" if len(members) > 4 else ""
        )
        become = first.becomes if len({m.becomes for m in members}) == 1 else first.becomes.split(" · ")[0]
        says = f"{who} {'is' if len(members) == 1 else 'are'} read as {become}: {why}".rstrip(".") + "."
        other = f" Or: {'; '.join(first.choices)}." if first.choices else ""
        out.append(Diagnostic(code, says, f"Correct it in the mapping if it is not so.{other}", where, _CHECK))
    return out


def _time_doubts(name: str, table: Table, own: dict[int, Traits], form: Shape, drafted: Mapped) -> list[Diagnostic]:
    place = form.find(Role.TIME)
    if place is None:
        if form.reads is Reads.CUSTOMERS:
            return []
        says = "No column says when. Everything counts as one period, and there are no trends."
        fix = "If there is a date, name it under fields: time; or state one for all rows with time: {is: 2026-11-21}."
        return [Diagnostic("evidence/no-time", says, fix, Place(name), Severity.HINT)]
    column = table.columns[place]
    when = own[place].moment
    where = Place(name, column=column.name)
    out = []
    if when is not None and when.other:
        first, other = in_order(column, when.format), in_order(column, when.other)
        says = f"Dates such as “{when.first}” are read as {_order(when.format)}; {_order(when.other)} would do as well."
        if abs(first - other) > 0.05:
            better = when.format if first > other else when.other
            says += f" Rows are more in order as {_order(better)}."
        fix = f"If the other is right, set time_format to “{when.other}”."
        out.append(Diagnostic("evidence/unsure-date-order", says, fix, where, Severity.WARNING))
    if when is not None and when.unread > 0.99:
        says = f"Times such as “{when.first}” are not understood: every row would stay undated."
        fix = "Write them as 2026-11-21 14:30, or state time_format, such as “%d.%m.%Y %H:%M”."
        out.append(Diagnostic("evidence/mixed-dates", says, fix, where, _CHECK))
    elif when is not None and when.unread > 0.0005:
        n = max(1, round(when.unread * column.filled))
        says = f"Times are written in several ways: about {n:,} of {column.filled:,} rows would stay undated."
        fix = "Write them in one format, best as 2026-11-21 14:30."
        out.append(Diagnostic("evidence/mixed-dates", says, fix, where, Severity.WARNING))
    if not drafted.zone_known:
        says = (
            "No time zone is stated; times are read as UTC, which may move answers given near midnight to another day."
        )
        fix = "Set time_zone, such as Europe/Berlin."
        out.append(Diagnostic("evidence/unknown-time-zone", says, fix, where, Severity.HINT))
    return out


def _who_doubts(name: str, table: Table, form: Shape, drafted: Mapped) -> list[Diagnostic]:
    out = []
    if form.find(Role.CUSTOMER) is None and form.reads is not Reads.CUSTOMERS:
        says = "No column names the customer, so answers cannot be tied to what the same person does elsewhere."
        fix = "If there is one, name it under fields: customer."
        out.append(Diagnostic("evidence/no-customer", says, fix, Place(name), Severity.HINT))
    customer = form.find(Role.CUSTOMER)
    if customer is not None and form.reads is Reads.CUSTOMERS:
        column = table.columns[customer]
        twice = column.filled - column.distinct
        if twice:
            says = f"{twice:,} rows repeat a customer."
            fix = "A list of customers has each one once; the first row counts."
            out.append(
                Diagnostic("evidence/duplicate-ids", says, fix, Place(name, column=column.name), Severity.WARNING)
            )
    if drafted.unasked:
        some = ", ".join(f"“{c.name}”" for c in drafted.unasked[:5])
        n = sum(c.filled for c in drafted.unasked)
        says = (
            f"{len(drafted.unasked)} questions have answers that are no ratings ({some}): {n:,} rows would be rejected."
        )
        fix = "Say under questions how they are answered, or take them out of the file."
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
            says = f"{n:,} rows are marked “{marked[0][0]}”: tests, not customers, and they would count."
            fix = "Take them out of the file, or export again without them."
            out.append(Diagnostic("evidence/test-rows", says, fix, Place(name, column=column.name), _CHECK))
    return out


def _touchpoint_doubts(name: str, drafted: Mapped) -> list[Diagnostic]:
    out = []
    new = {q.touchpoint: r for r, q in zip(drafted.ratings, drafted.source.questions, strict=True) if q.touchpoint}
    unknown = [key for key, r in new.items() if not r.about.known]
    if unknown:
        some = ", ".join(unknown[:8]) + (" …" if len(unknown) > 8 else "")
        says = f"{len(unknown)} touchpoints are on none of your maps; they get these keys: {some}."
        fix = "Put the keys that your maps use under touchpoint, or add these touchpoints to a map."
        out.append(Diagnostic("evidence/new-touchpoints", says, fix, Place(name), Severity.HINT))
    vague = [r for r in new.values() if r.about.known and not r.about.sure]
    for rating in vague:
        says = f"“{rating.column.said}” is taken to be about the touchpoint “{rating.about.name}”, part of its name."
        fix = "Correct touchpoint if it is about another one."
        where = Place(name, column=rating.column.name)
        out.append(Diagnostic("evidence/unsure-touchpoint", says, fix, where, Severity.WARNING))
    return out


def _order(form: str) -> str:
    return "month before day" if form.startswith("%m") else "day before month"


def summary(drafted: Mapped, told: Counts, doubts: tuple[Diagnostic, ...]) -> str:
    """The sentences that the preview opens with."""
    form = drafted.source.format
    how = [f"{told.rows:,} rows{'' if told.whole else ' looked at'}", f"{told.columns} columns"]
    if form.type == "csv":
        how += [_SIGNS.get(form.delimiter, form.delimiter), form.encoding.upper()]
    elif form.type == "xlsx" and form.sheet:
        how.append(f"sheet “{form.sheet}”")
    match drafted.source.reads:
        case Reads.RESPONSES:
            whole = (
                f"{_many(len(drafted.source.questions), 'rating')} and {_many(len(drafted.source.comments), 'comment')}"
            )
            what = f"a wide survey: one response a row, {whole}"
        case Reads.ANSWERS:
            what = f"a long survey: one answer a row, {_many(len(drafted.source.questions), 'question')}"
        case Reads.COMMENTS:
            what = "comments, one a row"
        case Reads.EVENTS:
            what = "events, one a row"
        case _:
            what = "a list of customers, one a row"
    needs = sum(d.severity is not Severity.HINT for d in doubts)
    verb = "needs" if needs == 1 else "need"
    tail = f"{_many(needs, 'thing')} {verb} you.".capitalize() if needs else "Nothing needs you."
    return f"{', '.join(how)}. Read as {what}. {tail}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _many(n: int, word: str) -> str:
    return f"{_NUMBERS[n] if n < len(_NUMBERS) else f'{n:,}'} {word}{'' if n == 1 else 's'}"
