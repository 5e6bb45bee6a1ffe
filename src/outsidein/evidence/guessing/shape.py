"""What a row of the file is, and so which column is who, when, what was asked: the whole put together as a Source.

What lives here: the choice among columns that want the same place. Not here: single columns (roles, ratings), showing
the result (preview).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from outsidein.evidence.guessing.cells import Kind
from outsidein.evidence.guessing.draft import Known, Role, Sure
from outsidein.evidence.guessing.lexicon import fold, fold_name, lexicon
from outsidein.evidence.guessing.profile import Column, Table
from outsidein.evidence.guessing.ratings import Rating
from outsidein.evidence.guessing.roles import Traits, Verdict, spoken, word_count
from outsidein.evidence.guessing.verdicts import Shape
from outsidein.evidence.guessing.who import called, who
from outsidein.evidence.phrases import say
from outsidein.evidence.source import Reads
from outsidein.ground.writing import percent

_LOOSE: Final = frozenset({"where", "moment", "step", "stage", "interaction", "interaction type"})
"""Names of touchpoint columns that often mean something else: there, only known touchpoints count."""


def shape(table: Table, own: dict[int, Traits], found: list[Rating], known: Known) -> Shape:
    """What the rows of a table are and who, when, where in them."""
    rated = {r.column.place for r in found}
    time = _time(own, rated)
    event = _event(table, own, found, time)
    touchpoint = _touchpoint(table, own, rated)
    if touchpoint is None and known.touchpoints:
        touchpoint = _touchpoint_known(table, own, rated, known)
    question, value = _long(table, own, found)
    out = Shape(Reads.RESPONSES)
    if event is not None:
        out.reads = Reads.EVENTS
        out.verdicts[event.place] = Verdict(Role.EVENT, why=say("shape.each-row-names-an-event"))
    elif question is not None and value is not None:
        out.reads = Reads.ANSWERS
        out.verdicts[value.place] = Verdict(Role.VALUE, why=say("shape.an-answer-a-row"))
        out.verdicts[question.place] = Verdict(
            Role.QUESTION, why=say("shape.questions-each-in-many-rows", distinct=question.distinct)
        )
    if touchpoint is not None and touchpoint.place not in out.verdicts:
        out.verdicts[touchpoint.place] = _by_touchpoint(touchpoint, known)
        if out.reads is Reads.RESPONSES and len(found) == 1 and _repeated_response(own, rated):
            out.reads = Reads.ANSWERS
            out.verdicts[found[0].column.place] = Verdict(Role.VALUE, why=say("shape.an-answer-a-row-several"))
    who(out, table, own, rated, time)
    prose = _prose(out, table, own, rated)
    if out.reads is Reads.RESPONSES and not found:
        _without_ratings(out, table, own, prose, time)
    if out.reads is not Reads.CUSTOMERS:
        _when(out, own, time)
    _channel(out, table, own, rated)
    _lifecycle(out, table)
    _invited(out, table, own, rated)
    return out


def _time(own: dict[int, Traits], rated: set[int]) -> Traits | None:
    """The column that says when: the end of a response before some time before a start; of equals, the last."""
    candidates = [t for t in own.values() if t.time_rank and t.moment and t.column.place not in rated]
    logged = [t for t in candidates if t.name in {"time timestamp", "event time", "event timestamp", "timestamp"}]
    if any(t.name.startswith("case ") for t in candidates) and logged:
        return logged[0]
    candidates = [t for t in candidates if t.moment and t.moment.format] or candidates
    filled = [t for t in candidates if t.column.filled > 0.3 * (t.column.filled + t.column.blank)] or candidates
    last = [t for t in filled if t.time_rank == 3]
    if last:
        return last[-1]
    return next(iter(sorted(filled, key=lambda t: -t.time_rank)), None)


def _when(out: Shape, own: dict[int, Traits], time: Traits | None) -> None:
    if time is None or time.moment is None or time.column.place in out.verdicts:
        return
    others = [
        t.column.name for t in own.values() if t.time_rank and t is not time and t.column.place not in out.verdicts
    ]
    why = say("shape.when-it-happened")
    sure = Sure.SURE if time.moment.sure else Sure.CHECK
    if time.time_rank == 1 and out.reads is not Reads.EVENTS:
        sure, why = Sure.CHECK, say("shape.the-only-date-but-its")
    peers = [t for t in own.values() if t.time_rank == time.time_rank and t.column.name in others]
    if peers and time.time_rank < 3:
        sure, why = Sure.CHECK, say("shape.one-of-dates-that-could", n=len(peers) + 1)
    out.verdicts[time.column.place] = Verdict(
        Role.TIME, sure, why, tuple(say("shape.use-instead", n=n) for n in others[:3])
    )


def _event(table: Table, own: dict[int, Traits], found: list[Rating], time: Traits | None) -> Column | None:
    """The column that names the event, where rows are events."""
    words = lexicon()
    if any(r.strength == 3 for r in found):
        return None
    counted = [c for c in table.columns if lexicon().named("time_good", c.folded) and c.share(Kind.NUMBER) > 0.9]
    if time is None and not counted:
        return None
    named = [
        c
        for c in table.columns
        if words.named("event", _tail(c))
        and 1 < c.distinct <= max(50, 0.2 * c.filled)
        and c.share(Kind.NUMBER) < 0.5
        and own[c.place].moment is None
    ]
    exact = [c for c in named if _tail(c) in {"event", "event name", "concept name", "activity"}]
    return next(iter(exact or named), None)


def _tail(column: Column) -> str:
    """The last part of a name such as ``case:concept:name`` is not enough: the case's name is no event."""
    return "" if column.folded.startswith(("case ", "trace ")) else column.folded


def _long(table: Table, own: dict[int, Traits], found: list[Rating]) -> tuple[Column | None, Column | None]:
    """The columns of question and value, where there is an answer per row."""
    words = lexicon()
    rated = {r.column.place for r in found}
    question = next((c for c in table.columns if words.named("question", c.folded) and _repeats(c)), None)
    texts = {p for p, t in own.items() if t.prose or t.moment is not None}
    values = [c for c in table.columns if words.named("value", c.folded) and c.distinct > 1 and c.place not in texts]
    if question is None or not values:
        return None, None
    best = max(values, key=lambda c: (c.place in rated, c.share(Kind.NUMBER)))
    others = [r for r in found if r.column.place != best.place and r.strength == 3]
    return (question, best) if len(others) < 2 else (None, None)


def _repeats(column: Column) -> bool:
    few = 1 < column.distinct <= 300 and column.filled >= 3 * column.distinct
    return few and column.share(Kind.NUMBER) < 0.5 and max(len(t) for t, _ in column.values) <= 200


def _repeated_response(own: dict[int, Traits], rated: set[int]) -> bool:
    """Whether a column that names responses has each of them in several rows."""
    ids = [t for t in own.values() if t.column.place not in rated and t.id_like and called(t, "response")]
    return any(t.column.filled >= 1.5 * t.column.distinct for t in ids)


def _touchpoint(table: Table, own: dict[int, Traits], rated: set[int]) -> Column | None:
    """The column that its name calls the touchpoint."""
    words = lexicon()
    for column in table.columns:
        last = fold_name(column.name.replace(":", ".").split(".")[-1])
        touch = any(words.named("touchpoint", n) and n not in _LOOSE for n in (column.folded, last))
        if touch and column.place not in rated and not own[column.place].prose and _repeats(column):
            return column
    return None


def _touchpoint_known(table: Table, own: dict[int, Traits], rated: set[int], known: Known) -> Column | None:
    """The column most of whose values are known touchpoints."""
    free = [c for c in table.columns if c.place not in rated and not own[c.place].prose and _repeats(c)]
    shares = [(_known_share(c, known), -c.place, c) for c in free]
    best = max(shares, default=None, key=lambda s: s[:2])
    return best[2] if best is not None and best[0] > 0.3 else None


def _by_touchpoint(column: Column, known: Known) -> Verdict:
    share = _known_share(column, known)
    if share > 0.99 or not known.touchpoints:
        return Verdict(Role.TOUCHPOINT, why=say("shape.names-its-touchpoint"))
    why = say("shape.each-row-names-its-touchpoint", share=percent(1 - share))
    return Verdict(Role.TOUCHPOINT, Sure.CHECK, why, (say("shape.say-under-values-which-known"),))


def _known_share(column: Column, known: Known) -> float:
    """The share of rows whose text is the name or key of a known touchpoint."""
    names = {fold_name(n) for pair in known.touchpoints for n in pair}
    squeezed = {n.replace(" ", "") for n in names}
    hits = sum(n for t, n in column.values[:300] if fold_name(t).replace(" ", "") in squeezed)
    return hits / column.filled if column.filled else 0.0


def _prose(out: Shape, table: Table, own: dict[int, Traits], rated: set[int]) -> list[Traits]:
    """The columns of free text; those about people themselves are left out elsewhere."""
    prose = [t for t in own.values() if t.prose and t.column.place not in rated | set(out.verdicts) and not t.personal]
    for t in prose:
        named = lexicon().called("comment", t.name) or lexicon().called("comment", fold(t.column.wording))
        words = word_count([x for x, _ in spoken(t.column)])
        sure = Sure.SURE if words >= 4.5 or (named and words >= 1.6) else Sure.CHECK
        if not named and words < 6:
            sure = Sure.CHECK
        role = (
            Role.TEXT
            if out.reads is Reads.ANSWERS and Role.TEXT not in {v.role for v in out.verdicts.values()}
            else Role.COMMENT
        )
        out.verdicts[t.column.place] = Verdict(
            role, sure, say("shared.different-texts", distinct=t.column.distinct), (say("shared.leave-it-out"),)
        )
    return prose


def _without_ratings(
    out: Shape, table: Table, own: dict[int, Traits], prose: list[Traits], time: Traits | None
) -> None:
    """A file without ratings: comments, or a list of customers, or nothing that can be measured."""
    words = lexicon()
    customer = out.find(Role.CUSTOMER)
    unique = customer is not None and table.columns[customer].unique
    people = sum(bool(t.personal) for t in own.values())
    if prose and not (unique and people >= 3):
        out.reads = Reads.COMMENTS
        first = max(prose, key=lambda t: t.column.length * t.column.filled)
        out.verdicts[first.column.place] = Verdict(
            Role.TEXT, why=say("shape.what-people-said"), choices=(say("shared.leave-it-out"),)
        )
        return
    response = out.find(Role.RESPONSE)
    if customer is None and response is not None and people >= 2 and table.columns[response].unique:
        out.verdicts[response] = Verdict(Role.CUSTOMER, Sure.CHECK, say("shape.each-value-once-in-a"))
        customer, unique = response, True
    if unique:
        out.reads = Reads.CUSTOMERS
        firm = people >= 2 or any(words.called("invited", c.folded) for c in table.columns)
        if not firm:
            says = say("shape.no-ratings-no-comments-one")
            out.doubts.append(("evidence/unsure-shape", says, say("shape.if-rows-are-something-else")))
        if time is not None and time.column.place in out.verdicts:
            del out.verdicts[time.column.place]
        for t in prose:
            out.verdicts.pop(t.column.place, None)
        return


def reconsidered(form: Shape) -> None:
    """Comments with a column beside them that may be a rating are responses, in which ratings have a place."""
    form.reads = Reads.RESPONSES
    for place, verdict in form.verdicts.items():
        if verdict.role is Role.TEXT:
            form.verdicts[place] = replace(verdict, role=Role.COMMENT)


def _channel(out: Shape, table: Table, own: dict[int, Traits], rated: set[int]) -> None:
    if out.reads is Reads.CUSTOMERS:
        return
    words = lexicon()
    for what, sure in (("channel", Sure.SURE), ("second_channel", Sure.CHECK)):
        for column in table.columns:
            free = column.place not in rated and column.place not in out.verdicts and not own[column.place].personal
            last = column.name.replace(":", ".").split(".")[-1]
            ends = {
                column.folded,
                fold_name(last),
                *column.folded.split()[-1:],
                *column.folded.split()[:1],
                column.folded.removesuffix(" name"),
            }
            named = any(words.named(what, end) for end in ends)
            if free and named and 1 < column.distinct <= 30 and column.share(Kind.NUMBER) < 0.5:
                why = say("shape.by-which-way-it-came") if sure is Sure.SURE else say("shape.may-be-the-way-it")
                out.verdicts[column.place] = Verdict(Role.CHANNEL, sure, why, (say("shared.keep-it-as-a-segment"),))
                return


def _lifecycle(out: Shape, table: Table) -> None:
    """The column of transitions (start, complete), in a table of events."""
    if out.reads is not Reads.EVENTS:
        return
    for column in table.columns:
        free = column.place not in out.verdicts and 1 <= column.distinct <= 30
        if free and lexicon().named("lifecycle", column.folded):
            out.verdicts[column.place] = Verdict(Role.LIFECYCLE, why=say("shape.which-transition"))
            return


def _invited(out: Shape, table: Table, own: dict[int, Traits], rated: set[int]) -> None:
    """Who was invited, in a list of customers."""
    if out.reads is not Reads.CUSTOMERS:
        return
    words = lexicon()
    yes_no = words.outcomes["yes"] | words.outcomes["no"] | {"0", "1"}
    for column in table.columns:
        free = column.place not in out.verdicts and 1 <= column.distinct <= 3
        if free and words.called("invited", column.folded) and all(fold(t) in yes_no for t, _ in column.values):
            out.verdicts[column.place] = Verdict(Role.INVITED, why=say("shape.who-was-invited-to-answer"))
            return
