"""Who walks: the notion of a case. The same events are journeys of customers, of sessions, of cases or of accounts.

What lives here: choosing the column of the case, and sessions by gap, as Ibis expressions that mean the same on every
engine (whole microseconds, no null that an engine fills in its own way). Not here: laying journeys out (journeys).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from outsidein.evidence.phrases import say
from outsidein.evidence.tables import SEGMENT
from outsidein.ground import Diagnostic, EvidenceError

if TYPE_CHECKING:
    import ibis.expr.types as ir

GAP: Final = 30 * 60 * 1_000_000
"""Microseconds without an event after which a visit is over: half an hour, as web analytics counts."""
_BEFORE: Final = -(1 << 62)
_SESSIONS: Final = 1 << 20
"""Sessions that one case with a number for a name can have."""


class Notion(StrEnum):
    """What makes events one journey."""

    CUSTOMER = "customer"
    """Everything that happened to one customer."""
    SESSION = "session"
    """What happened to one customer without a longer gap."""
    CASE = "case"
    """What the source says belongs together: a visit, a ticket, a case of an event log."""
    ACCOUNT = "account"
    """What happened to anybody of one segment, such as an account or a household."""


def sessions(
    events: ir.Table, *, gap: int = GAP, case: str = "case", time: str = "time", order: str = "order"
) -> ir.Table:
    """``events`` with the sessions of their cases as new cases; a pause longer than ``gap`` (µs) begins one.

    ``time`` is int64 microseconds, ``order`` breaks ties. A case that is text becomes ``<case>#<session>``, one that is
    a number below 2⁴³ becomes ``case · 2²⁰ + session``; sessions count from 1.

    >>> import ibis, pyarrow as pa
    >>> minute = 60_000_000
    >>> log = pa.table({"case": ["a"] * 3, "time": [0, 20 * minute, 51 * minute], "order": [1, 2, 3]})
    >>> sessions(ibis.memtable(log)).order_by("order").to_pyarrow()["case"].to_pylist()
    ['a#1', 'a#1', 'a#2']
    """
    import ibis

    walked = ibis.window(group_by=case, order_by=[time, order])
    # The default is a number that no time is: past the edge some engines give null, others nought.
    before = events[time].lag(1, _BEFORE).over(walked)
    begins = events.mutate(__begins=ibis.ifelse(events[time] - before > gap, 1, 0).cast("int64"))
    so_far = ibis.cumulative_window(group_by=begins[case], order_by=[begins[time], begins[order]])
    session = begins["__begins"].sum().over(so_far).cast("int64")
    if begins[case].type().is_integer():
        named = begins[case].cast("int64") * _SESSIONS + session
    else:
        named = begins[case].cast("string") + ibis.literal("#") + session.cast("string")
    return begins.mutate(**{case: named}).drop("__begins")


def cases_by(notion: Notion, events: ir.Table, *, gap: int = GAP, segment: str = "") -> ir.Table:
    """``events`` (customer, case, time, order, segments …) with the ``case`` that ``notion`` means.

    Events without one are left out. ``segment`` names the segment that is the account. Raises EvidenceError where
    ``events`` have no such segment.
    """
    match notion:
        case Notion.CASE:
            return events.filter(events["case"].notnull())
        case Notion.ACCOUNT:
            column = f"{SEGMENT}{segment}"
            if column not in events.columns:
                there = [name.removeprefix(SEGMENT) for name in events.columns if name.startswith(SEGMENT)]
                says = say("notions.no-such-segment", segment=segment)
                fix = say("notions.there-are", segments=", ".join(there)) if there else ""
                raise EvidenceError(Diagnostic("evidence/no-such-segment", says, fix))
            return events.filter(events[column].notnull()).mutate(case=events[column])
        case Notion.CUSTOMER | Notion.SESSION:
            named = events.filter(events["customer"].notnull()).mutate(case=events["customer"])
            return named if notion is Notion.CUSTOMER else sessions(named, gap=gap)


def happened(responses: ir.Table, events: ir.Table) -> ir.Table:
    """The events of a store with who, when and where: what ``cases_by`` takes. Undated ones are left out.

    Columns: customer, case, time (int64 µs, UTC), order (int64), event, touchpoint, channel, source, segments.
    """
    from outsidein.evidence.journeys.arriving import micros

    dated = responses.filter(responses.time.notnull())
    heads = dated.select(
        "response",
        "customer",
        "case",
        "channel",
        "source",
        *(name for name in dated.columns if name.startswith(SEGMENT)),
        time=micros(dated.time, engine="duckdb"),
    )
    joined = heads.inner_join(events, "response")
    return joined.rename(order="response")
