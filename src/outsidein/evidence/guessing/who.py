"""Which column names the customer and which the response, among all that could.

What lives here: choosing by names first, then by what repeats and what does not. Not here: the other places in a row
(shape).
"""

from __future__ import annotations

from outsidein.evidence.guessing.draft import Role, Sure
from outsidein.evidence.guessing.lexicon import lexicon
from outsidein.evidence.guessing.profile import Table
from outsidein.evidence.guessing.roles import Traits, Verdict
from outsidein.evidence.guessing.verdicts import Shape
from outsidein.evidence.phrases import say
from outsidein.evidence.source import Reads
from outsidein.ground.writing import percent


def who(out: Shape, table: Table, own: dict[int, Traits], rated: set[int], time: Traits | None) -> None:
    """The customer and the response."""
    words = lexicon()
    free = [
        t
        for t in own.values()
        if t.column.place not in rated
        and t.column.place not in out.verdicts
        and t.id_like
        and t is not time
        and not (t.time_rank and t.moment)
    ]
    customers = [t for t in free if called(t, "customer") and not t.personal]
    responses = [t for t in free if called(t, "response") and not t.personal]
    plain = [t for t in free if words.named("any_id", t.name) and t not in customers + responses]
    mails = [t for t in own.values() if t.personal == "mail" and t.column.filled > 0.5 * table.rows]
    customer = max(customers, key=lambda t: (t.column.filled > 0.5 * table.rows, -t.column.place), default=None)
    response = next((t for t in responses if t.column.unique), None)
    loose = next((t for t in free if words.named("event_of", t.name) and t.column.unique), None)
    if response is None and loose is not None and not customers and not plain:
        response = loose
    if out.reads is Reads.ANSWERS or (response is None and responses and not customers):
        response = response or next(iter(responses), None)
    record = next((t for t in plain if t.name in {"id", "uuid", "key"} and t.column.unique), None)
    if response is not None and "." in response.column.name and record is not None:
        response = record
    if customer is None and response is None and plain and _tool(table):
        response = plain[0] if plain[0].column.unique else None
    cases = _cases(out, own, rated)
    case = next((t for t in cases if t.name in {"case concept name", "case id", "trace concept name"}), None)
    _journey(out, cases, customer)
    if out.reads is Reads.EVENTS and case is not None and customer is None:
        out.verdicts[case.column.place] = Verdict(Role.CUSTOMER, Sure.CHECK, say("who.the-case-is-taken-for"))
        customer, response = case, None
    elif customer is not None:
        sure, why = _customer_by_name(customer, table)
        others = [say("who.use-instead", name=t.column.name) for t in customers if t is not customer]
        out.verdicts[customer.column.place] = Verdict(Role.CUSTOMER, sure, why, tuple(others[:3]))
    if out.reads is Reads.EVENTS and response is not None and not response.column.unique:
        response = None
    if response is None and responses and out.reads is not Reads.EVENTS:
        response = responses[0]  # not unique: to say so
    if response is not None and response is not customer:
        _respond(out, response)
    if customer is None:
        _customer_else(out, table, plain, mails, response, free)
    elif response is None and plain and plain[0].column.unique and out.reads is not Reads.EVENTS:
        out.verdicts[plain[0].column.place] = Verdict(Role.RESPONSE, why=say("who.each-value-once-it-names"))


def _cases(out: Shape, own: dict[int, Traits], rated: set[int]) -> list[Traits]:
    """The columns of a table of events whose names say that they name its cases, whatever stands there."""
    if out.reads is not Reads.EVENTS:
        return []
    free = [t for t in own.values() if t.column.place not in rated and t.column.place not in out.verdicts]
    return [t for t in free if lexicon().named("case", t.name) and t.column.distinct > 1 and t.moment is None]


def _journey(out: Shape, cases: list[Traits], customer: Traits | None) -> None:
    """The column that says which journey an event belongs to, where another one names the customer."""
    named = [t for t in cases if t is not customer and not t.column.unique]
    if named and customer is not None:
        first = min(named, key=lambda t: (not t.name.startswith(("case", "trace")), t.column.place))
        out.verdicts[first.column.place] = Verdict(
            Role.CASE, why=say("who.names-the-journey"), choices=(say("shared.leave-it-out"),)
        )


def _tool(table: Table) -> bool:
    """Whether the columns are those of a survey tool, which numbers its responses in a column called “id” or “#”."""
    names = {c.folded for c in table.columns}
    signs = ({"submitdate", "startlanguage"}, {"network id"}, {"submit date utc"}, {"start time", "completion time"})
    return "#" in names or any(sign <= names for sign in signs)


def called(t: Traits, what: str) -> bool:
    """Whether a column's name, or the last part of a nested one, is a word for ``what``."""
    words = lexicon()
    if words.named(what, t.name):
        return True
    numbered = any(w in t.name.split() for w in ("id", "no", "number", "nummer", "nr", "key", "code"))
    return words.called(what, t.name) and numbered and not words.called("second_customer", t.name)


def _customer_by_name(t: Traits, table: Table) -> tuple[Sure, str]:
    column = t.column
    empty = column.blank / max(1, column.filled + column.blank)
    if empty > 0.5:
        return Sure.CHECK, say("who.named-as-a-customer-but", empty=percent(empty))
    most, n = column.values[0]
    if n > 0.5 * column.filled and column.filled > 20:
        return Sure.CHECK, say("who.named-as-a-customer-but-rows", n=n, most=most)
    return Sure.SURE, say("who.names-the-customer-text-kept")


def _respond(out: Shape, t: Traits) -> None:
    if out.reads is Reads.ANSWERS:
        out.verdicts[t.column.place] = Verdict(Role.RESPONSE, why=say("who.ties-the-answers-of-one"))
        return
    if t.column.unique:
        out.verdicts[t.column.place] = Verdict(Role.RESPONSE, why=say("who.each-value-once-it-names"))
        return
    twice = t.column.filled - t.column.distinct
    why = say("who.named-as-a-response-but", twice=twice)
    if twice <= 0.02 * t.column.filled:
        out.verdicts[t.column.place] = Verdict(Role.RESPONSE, Sure.CHECK, why, (say("who.leave-it-out-to-keep"),))
    else:
        out.verdicts[t.column.place] = Verdict(Role.IGNORE, Sure.CHECK, why, (say("shared.use-it-as-the-customer"),))


def _customer_else(
    out: Shape, table: Table, plain: list[Traits], mails: list[Traits], response: Traits | None, free: list[Traits]
) -> None:
    """Who, where no column is called the customer: a lone id, an address, or nobody."""
    lone = next((t for t in plain if t.column.filled > 0.9 * table.rows), None)
    if mails and (response is not None or lone is None):
        why = say("who.the-only-thing-that-names")
        out.verdicts[mails[0].column.place] = Verdict(Role.CUSTOMER, Sure.CHECK, why, (say("shared.leave-it-out"),))
        if response is None and lone is not None and lone.column.unique:
            out.verdicts[lone.column.place] = Verdict(Role.RESPONSE, why=say("who.each-value-once-it-names"))
        return
    if response is not None:
        return
    if lone is None:
        _lone(out, table, free)
        return
    if lone.column.unique and mails:
        out.verdicts[lone.column.place] = Verdict(Role.RESPONSE, why=say("who.each-value-once-it-names"))
    elif lone.column.unique:
        why = say("who.each-value-once-and-nothing")
        out.verdicts[lone.column.place] = Verdict(Role.CUSTOMER, why=why, choices=(say("who.use-it-as-the-response"),))
    elif lone.column.distinct > 0.2 * lone.column.filled:
        why = say("who.values-repeat-as-those-of")
        out.verdicts[lone.column.place] = Verdict(Role.CUSTOMER, Sure.CHECK, why, (say("shared.leave-it-out"),))


def _lone(out: Shape, table: Table, free: list[Traits]) -> None:
    """A column with another value in each row, though nothing in its name says whom it names."""
    whole = [
        t
        for t in free
        if t.column.unique
        and t.column.filled > 0.95 * table.rows
        and table.rows >= 20
        and t.moment is None
        and not lexicon().called("number", t.name)
        and not lexicon().called("second_customer", t.name)
        and not t.personal
        and not t.prose
    ]
    if whole and out.reads is not Reads.EVENTS:
        why = say("who.each-value-once-though-its")
        out.verdicts[whole[0].column.place] = Verdict(
            Role.CUSTOMER, Sure.CHECK, why, (say("who.use-it-as-the-response"), say("shared.leave-it-out"))
        )
