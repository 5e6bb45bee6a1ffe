"""Which columns of a table of events say whose, when and what, where nobody named them; for work without a mapping.

What lives here: ``log_source``, which puts what was named and what is guessed together as a Source. Not here: the
single judgements (shape, roles), reading the rows (sources.eventlog.reading).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pyarrow as pa

from outsidein.evidence.guessing.draft import Known, Role
from outsidein.evidence.guessing.lexicon import lexicon
from outsidein.evidence.guessing.mapping import zone_of
from outsidein.evidence.guessing.profile import Column, Table, count, profile
from outsidein.evidence.guessing.roles import Traits, all_traits, rest
from outsidein.evidence.guessing.shape import shape
from outsidein.evidence.guessing.times import Moment, moment, written
from outsidein.evidence.phrases import say
from outsidein.evidence.source import Field, Format, Reads, Segment, Source
from outsidein.evidence.sources.eventlog.jobs import Named
from outsidein.evidence.words import quoted
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity

_CASE: Final = re.compile(r"(?:case|trace)\b")
_BEGIN: Final = re.compile(r"\b(?:start|started|begin|begins|begun|beginn)\b")
_END: Final = re.compile(r"\b(?:end|ended|finish|finished|complete|completed|ende)\b")
_MARKS: Final = ("case:", "segment:")
"""What stands before the name of a column that tells cases apart: in exports of event logs, and in tables of ours."""
ROWS: Final = 50_000


def log_source(path: Path, format: Format, named: Named) -> tuple[Source, tuple[Diagnostic, ...]]:
    """How to read the table at ``path`` as a log, and what was guessed.

    Raises EvidenceError where a named column is not there, or case, time or event cannot be told.
    """
    return told_of(profile(path, format, most=ROWS), path.name, str(path), named)


def told_of(table: Table, name: str, place: str, named: Named) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The same for a sample of a table called ``name``; ``place`` is where diagnostics point."""
    there = {column.name: column for column in table.columns}
    stated = None if named.segments is None else tuple(_called(one, there) for one in named.segments)
    wanted = (named.case, named.time, named.event, named.channel, named.end, named.lifecycle, *(stated or ()))
    for one in wanted:
        if one and one not in there:
            raise no_such_column(place, one, tuple(there))
    if not table.rows:
        raise EvidenceError(
            Diagnostic("evidence/empty-log", say("xes.no-events"), say("xes.fix.empty-log"), Place(place))
        )
    own = all_traits(table)
    form = shape(table, own, [], Known())

    def found(role: Role) -> Column | None:
        place = form.find(role)
        return None if place is None else table.columns[place]

    taken = {one for one in wanted if one}
    event = there.get(named.event) or found(Role.EVENT) or _worded(table, own, taken)
    case = there.get(named.case) or _case(table, found(Role.CASE), found(Role.CUSTOMER), event)
    time, end = _times(there, own, named, found(Role.TIME))
    missing = [what for what, column in (("case", case), ("time", time), ("event", event)) if column is None]
    if case is None or time is None or event is None:
        what = ", ".join(say(f"log.what.{one}") for one in missing)
        shown = ", ".join(quoted(name) for name in list(there)[:20])
        fix = say("log.name-them", names=", ".join(f"{one}=" for one in missing), shown=shown)
        raise EvidenceError(Diagnostic("evidence/log-columns", say("log.cannot-tell", what=what), fix, Place(place)))
    when = moment(time) or written(time)
    zone, zone_known = zone_of(table, time, when.zoned, when.format)
    channel = there.get(named.channel) or found(Role.CHANNEL)
    lifecycle = there.get(named.lifecycle) or found(Role.LIFECYCLE)
    own_use = (case, time, event, end, there.get(named.channel), lifecycle)
    used = {column.name for column in own_use if column is not None}
    segments = stated
    if segments is None:
        segments = tuple(
            column.name
            for column in table.columns
            # What only looks like a channel (a platform, a store) tells journeys apart as well as any segment.
            if column.name not in used
            and (column is channel or rest(column, own[column.place], table, Known()).role is Role.SEGMENT)
        )
    source = Source(
        id="log",
        files=(name,),
        reads=Reads.EVENTS,
        format=table.format,
        time_zone=named.time_zone or zone,
        time_format=named.time_format or when.format,
        case=Field(column=case.name),
        time=Field(column=time.name),
        end=None if end is None else Field(column=end.name),
        event=Field(column=event.name),
        lifecycle=None if lifecycle is None else Field(column=lifecycle.name),
        channel=None if channel is None or channel.name in (stated or ()) else Field(column=channel.name),
        segments=tuple(Segment(name=_segment(name), column=name) for name in segments),
    )
    guessed = {"case": (named.case, case), "time": (named.time, time), "event": (named.event, event)}
    return source, tuple(_told(place, table, source, guessed, when, named, zone_known=zone_known))


def no_such_column(place: str, name: str, there: tuple[str, ...]) -> EvidenceError:
    """The error for a column that was named and is not there."""
    says = say("log.no-such-column", column=quoted(name))
    shown = ", ".join(quoted(one) for one in there[:20])
    return EvidenceError(
        Diagnostic("evidence/no-such-column", says, say("fitting.the-file-has", shown=shown), Place(place, column=name))
    )


def _case(table: Table, case: Column | None, customer: Column | None, event: Column | None) -> Column | None:
    """A case that is called so, else the customer, else whatever names a journey."""
    if case is not None and (customer is None or _CASE.match(case.folded)):
        return case
    if customer is not None or case is not None:
        return customer or case
    named = [c for c in table.columns if c is not event and lexicon().named("case", c.folded) and c.distinct > 0]
    return next(iter(named), None) or next(
        (c for c in table.columns if c is not event and lexicon().called("customer", c.folded)), None
    )


def _worded(table: Table, own: dict[int, Traits], taken: set[str]) -> Column | None:
    """A column that is called an event although it has one value only, or very many."""
    return next(
        (
            c
            for c in table.columns
            if c.name not in taken and lexicon().named("event", c.folded) and own[c.place].moment is None and c.values
        ),
        None,
    )


def _times(
    there: dict[str, Column], own: dict[int, Traits], named: Named, guessed: Column | None
) -> tuple[Column | None, Column | None]:
    """When an event is, and when it was over: where both its begin and its end are written, it is at its begin."""
    end = there.get(named.end)
    if named.time:
        return there[named.time], end
    dated = [t.column for t in own.values() if t.moment is not None and not t.name.startswith(("case ", "trace "))]
    begins = [c for c in dated if _BEGIN.search(c.folded)]
    ends = [c for c in dated if _END.search(c.folded)]
    if begins and (end or ends):
        return begins[0], end or ends[0]
    if guessed is None:
        words = lexicon()
        called = [
            c for c in there.values() if words.called("time_good", c.folded) or words.called("time_best", c.folded)
        ]
        guessed = next(iter(dated), None) or next(iter(called), None)
    return guessed, end


def _segment(column: str) -> str:
    """The name of the segment in a column: marks that only say that it is one are no part of it."""
    for mark in _MARKS:
        column = column.removeprefix(mark)
    return column


def _called(segment: str, there: Mapping[str, Column]) -> str:
    """The column that was meant by the name of a segment, with or without its mark."""
    return next((name for name in (segment, *(mark + segment for mark in _MARKS)) if name in there), segment)


def _told(
    file: str,
    table: Table,
    source: Source,
    guessed: dict[str, tuple[str, Column]],
    when: Moment,
    named: Named,
    *,
    zone_known: bool,
) -> list[Diagnostic]:
    place = Place(file)
    parts = [
        f"{say(f'log.what.{what}')} = {quoted(column.name)}" for what, (said, column) in guessed.items() if not said
    ]
    found = [*table.diagnostics]
    if parts:
        says = say("log.guessed", parts=", ".join(parts))
        found.append(Diagnostic("evidence/log-guessed", says, say("log.name-others"), place, Severity.HINT))
    if not named.time_format and not when.sure and when.other:
        says = say("log.either-way", shape=when.format, other=when.other)
        found.append(Diagnostic("evidence/unsure-time", says, say("log.state-time-format"), place, Severity.WARNING))
    if not named.time_zone and not zone_known:
        says, fix = say("log.no-zone", zone=source.time_zone), say("log.state-time-zone")
        found.append(Diagnostic("evidence/unknown-time-zone", says, fix, place, Severity.HINT))
    return found


def shapes_of(texts: list[str]) -> Counter[str]:
    """How many of some texts are written in which format; those in none are left out.

    >>> shapes_of(["2026-01-02", "03.01.2026", "04.01.2026", "1767225600", "soon"]).most_common()
    [('%d.%m.%Y', 2), ('iso', 1), ('unix', 1)]
    """
    counts: Counter[str] = Counter()
    for text in texts:
        form = written(count("", "", 0, pa.chunked_array([[text]], pa.string()), Format()))
        if form.format:
            counts[form.format] += 1
    return counts
