"""Contacts that would not have been needed: who had to get in touch again, and what was solved at once.

What lives here: repeat contacts and first-contact resolution, decided by whether the customer came back. What surveys
or agents say of it is asked in measures. Journeys should be those of customers here, not sessions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from outsidein.measures.estimate import Estimate, exact
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.shares import codes, share
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys

_FAR: Final = 1 << 62
_MARKS: Final = ("known", "firsts", "solved", "again")
_SHARES: Final = {
    "resolved": ("solved", "known"),
    "first_resolved": ("solved", "firsts"),
    "repeated": ("again", "known"),
}
"""Of each share of Contacts, what is counted and out of what."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """``resolved``: contacts that were neither a repetition nor repeated within ``window``, out of all contacts.

    ``first_resolved`` is the same out of first contacts alone, ``repeated`` the share of contacts that were followed by
    another in the window. The log must run on for a whole window after a contact to know; ``unknown`` ones are in none
    of the shares. n counts contacts: one customer may stand behind several.
    """

    contacts: Estimate
    resolved: Estimate
    first_resolved: Estimate
    repeated: Estimate
    unknown: Estimate
    window: timedelta


@asked
def contacts(
    journeys: Journeys, touchpoints: Sequence[str], *, window: timedelta = timedelta(days=7), until: int | None = None,
    level: float = 0.95,
) -> Contacts:  # fmt: skip
    """First-contact resolution and repeat contacts at ``touchpoints`` (a call, a chat, a complaint …).

    ``until`` is when observation ended, in µs since 1970; without it the last event of the journeys.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> day = 86_400_000_000
    >>> log = pa.table({"case": ["a", "a", "b", "c"], "time": [0, day, 0, 30 * day], "event": ["call"] * 4})
    >>> with Journeys.open(log) as journeys:
    ...     found = contacts(journeys, ["call"])
    >>> found.first_resolved.value, found.repeated.n, found.unknown.value
    (0.5, 3, 1)
    """
    wanted = codes(journeys, touchpoints)
    end = int(journeys.cases["last"].max().to_pyarrow().as_py() or 0) if until is None else until
    within = int(window / timedelta(microseconds=1))
    row = definition(journeys, wanted, within=within, until=end).to_pyarrow().to_pylist()[0]
    known, firsts, solved, again, every = (int(row[name] or 0) for name in ("known", "firsts", "solved", "again", "n"))

    def out_of(x: int, n: int, formula: str) -> Estimate:
        return share(x, n, formula=say(formula, days=window / timedelta(days=1)), level=level, about=journeys.narrowed)

    return Contacts(
        contacts=exact(every),
        resolved=out_of(solved, known, "journeys.formula-resolved"),
        first_resolved=out_of(solved, firsts, "journeys.formula-first-resolved"),
        repeated=out_of(again, known, "journeys.formula-repeated-contact"),
        unknown=exact(every - known),
        window=window,
    )


def definition(journeys: Journeys, touchpoints: Sequence[int], *, within: int, until: int) -> ir.Table:
    """One row: n contacts, those known, firsts among them, solved at once, and again in the window; on any engine."""
    marked = marked_definition(journeys, touchpoints, within=within, until=until)
    parts = {name: marked[name].sum().cast("int64") for name in _MARKS}
    return marked.aggregate(n=marked.count().cast("int64"), **parts)


@dataclass(frozen=True, slots=True)
class Sums:
    """``x`` of ``n`` contacts by ``people`` cases, and over these the sums of x², n² and x·n."""

    x: int
    n: int
    people: int
    xx: int
    nn: int
    xn: int


def clustered(journeys: Journeys, touchpoints: Sequence[int], *, within: int, until: int) -> dict[str, Sums]:
    """The shares of ``Contacts`` by name, with what tells how alike the contacts of one case are."""
    row = clustered_definition(journeys, touchpoints, within=within, until=until).to_pyarrow().to_pylist()[0]
    return {
        name: Sums(*(int(row[f"{name}_{part}"] or 0) for part in ("x", "n", "people", "xx", "nn", "xn")))
        for name in _SHARES
    }


def clustered_definition(journeys: Journeys, touchpoints: Sequence[int], *, within: int, until: int) -> ir.Table:
    """One row: for each share the sums over cases, and the sums of squares and products; on any engine."""
    import ibis

    marked = marked_definition(journeys, touchpoints, within=within, until=until)
    each = marked.group_by("case").aggregate(**{name: marked[name].sum().cast("int64") for name in _MARKS})
    sums: dict[str, ir.Value] = {}
    for name, (part, whole) in _SHARES.items():
        x, n = each[part], each[whole]
        sums |= {
            f"{name}_x": x.sum().cast("int64"),
            f"{name}_n": n.sum().cast("int64"),
            f"{name}_people": ibis.ifelse(n > 0, 1, 0).sum().cast("int64"),
            f"{name}_xx": (x * x).sum().cast("int64"),
            f"{name}_nn": (n * n).sum().cast("int64"),
            f"{name}_xn": (x * n).sum().cast("int64"),
        }
    return each.aggregate(**sums)


def marked_definition(journeys: Journeys, touchpoints: Sequence[int], *, within: int, until: int) -> ir.Table:
    """Each contact with its case and 0 or 1 for whether it is known, a first, solved at once, followed by another."""
    import ibis

    events = journeys.events
    calls = events.filter(events.code.isin(list(touchpoints))).select("case", "time", "seq")
    walked = ibis.window(group_by="case", order_by="seq")
    calls = calls.select(
        "case",
        "time",
        after=calls.time.lead(1, _FAR).over(walked).cast("int64"),
        before=calls.time.lag(1, -_FAR).over(walked).cast("int64"),
    )
    one, zero = ibis.literal(1, "int64"), ibis.literal(0, "int64")
    known = calls.time <= until - within
    # Far ends are compared, never subtracted: no number leaves its 64 bits.
    again = calls.after <= calls.time + within
    first = calls.before < calls.time - within
    return calls.select(
        "case",
        known=ibis.ifelse(known, one, zero),
        firsts=ibis.ifelse(known & first, one, zero),
        solved=ibis.ifelse(known & first & ~again, one, zero),
        again=ibis.ifelse(known & again, one, zero),
    )
