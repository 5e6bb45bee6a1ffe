"""Alike: journeys that several customers walk event for event, which is what strangers may be told of.

What lives here: how common a way must be, so that neither those kept nor those left out are a handful. Not here:
narrowing (opening), what is asked of the journeys kept (insight.ways). Whatever is a function of groups of at least
k customers each tells of no fewer, however it is added and subtracted (k-anonymity: Samarati and Sweeney 1998).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from outsidein.evidence.journeys.layout import SEGMENT

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys.opening import Journeys

_PATH: Final = ("length", "sign1", "sign2")


def walkers_of(cases: ir.Table) -> ir.Table:
    """``cases`` with a column ``walker``: the customer, or the journey itself where nobody is named."""
    import ibis

    own = ibis.literal("case ") + cases["case"].cast("string")
    who = ibis.coalesce(cases.who.cast("string"), own) if "who" in cases.columns else own
    return cases.mutate(walker=who)


def common(journeys: Journeys, least: int, *, by: Sequence[str]) -> tuple[ir.Table, int]:
    """The cases whose way at least so many customers walk, and how many: ``least``, or more where that takes it.

    Ways are told apart by every event and by the segments ``by``. Customers of all ways left out together are none, or
    at least ``least``.
    """
    ways = [*_PATH, *(f"{SEGMENT}{name}" for name in by)]
    walked = walkers_of(journeys.signed)
    sizes = walked.group_by(ways).aggregate(people=walked.walker.nunique())
    sized = walked.inner_join(sizes, ways)
    wanted = least
    while True:
        row = sized.aggregate(
            rare=sized.walker.nunique(where=sized.people < wanted),
            more=sized.people.min(where=sized.people >= wanted),
        ).to_pyarrow().to_pylist()[0]  # fmt: skip
        if not 0 < int(row["rare"] or 0) < least or row["more"] is None:
            break
        wanted = int(row["more"]) + 1
    return journeys.signed.semi_join(sizes.filter(sizes.people >= wanted), ways), wanted


def condition(journeys: Journeys, wanted: int, *, by: Sequence[str], only: str) -> str:
    """The same as a condition on the laid-out cases, ``only`` being what they are narrowed to already."""
    columns = ", ".join([*_PATH, *(f"s{list(journeys.segments).index(name) + 1}" for name in by)])
    where = f"WHERE {only} " if only else ""
    walker = "coalesce(who::VARCHAR, 'case ' || \"case\"::VARCHAR)"
    return (
        f"({columns}) IN (SELECT ({columns}) FROM cases {where}GROUP BY {columns} "  # noqa: S608 - names of ours
        f"HAVING count(DISTINCT {walker}) >= {int(wanted)})"
    )
