"""The dimensions by which answers can be told apart, as columns of one joined table.

What lives here: checking the names that users give, and joining answers, responses, segments and anchors. Not here:
what is computed over the table (scan).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from outsidein.ground import Diagnostic, MeasureError
from outsidein.measures.ask import ANCHORED, PERIOD, PLAIN, SEGMENT, Grain, Where
from outsidein.measures.catalogue import did_you_mean
from outsidein.measures.estimate import Period
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import pyarrow as pa

    from outsidein.evidence.store import Store

UNITS = {Grain.DAY: "D", Grain.WEEK: "W", Grain.MONTH: "M", Grain.QUARTER: "Q", Grain.YEAR: "Y"}
_ON_RESPONSES = ("channel", "source")
_ON_ANSWERS = ("touchpoint", "question")


def known_dimensions(evidence: Store, anchors: pa.Table | None) -> tuple[str, ...]:
    """Every dimension that this evidence can be asked by."""
    segments = (SEGMENT + name for name in evidence.segments)
    return (*PLAIN, *(ANCHORED if anchors is not None else ()), *segments, *(PERIOD + grain for grain in Grain))


def known_values(evidence: Store, name: str, *, anchors: pa.Table | None = None) -> tuple[str, ...]:
    """What the answers have in a dimension, in alphabetical order: for checking what somebody typed.

    Raises MeasureError for a dimension that there is not.
    """
    check_dimensions((name,), evidence, anchors)
    table = joined(evidence, by=(name,), where=(), period=None, asks=None, applicable=False, anchors=anchors)
    found = table.select(name).distinct().drop_null().to_pyarrow()
    return tuple(sorted(str(value) for value in found[name].to_pylist()))


def check_dimensions(names: Iterable[str], evidence: Store, anchors: pa.Table | None) -> None:
    """Raise MeasureError for a name that is no dimension of this evidence, saying which one may have been meant."""
    known = known_dimensions(evidence, anchors)
    for name in names:
        if name in known:
            continue
        if name in ANCHORED:
            raise MeasureError(
                Diagnostic(
                    "measures/no-anchors",
                    say("dimensions.answers-have-no-only-a", name=name),
                    say("dimensions.ask-by-touchpoint-or-name"),
                )
            )
        fix = did_you_mean(name, known)
        raise MeasureError(
            Diagnostic("measures/unknown-dimension", say("dimensions.there-is-no-to-tell", name=name), fix)
        )


def joined(
    evidence: Store,
    *,
    by: tuple[str, ...],
    where: Where,
    period: Period | None,
    asks: tuple[str, ...] | None,
    applicable: bool,
    anchors: pa.Table | None,
) -> Any:
    """One row per answer that counts, as an ibis table.

    Its columns are those of the answer and of its response, and every dimension named, under that name. What a period
    is cut into is worked out per response, before the join, since there are fewer of those.
    """
    names = tuple(dict.fromkeys((*by, *(name for name, _ in where))))
    periods = [name for name in names if name.startswith(PERIOD)]

    responses = with_segments(evidence, [name for name in names if name.startswith(SEGMENT)])
    if periods:
        cut = {name: responses.time.truncate(UNITS[Grain(name.removeprefix(PERIOD))]).date() for name in periods}
        responses = responses.mutate(**cut)
    for name, values in where:
        if name in _ON_RESPONSES or name.startswith(SEGMENT):
            responses = responses.filter(_among(responses[name], values))
    if period is not None and period.first is not None:
        responses = responses.filter(responses.time >= _midnight(period.first))
    if period is not None and period.last is not None and period.last < date.max:
        responses = responses.filter(responses.time < _midnight(period.last) + timedelta(days=1))

    answers = evidence.answers
    if asks is not None:
        answers = answers.filter(answers.asks.isin(asks))
    if applicable:
        answers = answers.filter(answers.applicable, answers.value.notnull())
    if any(name in ANCHORED for name in names) and anchors is not None:
        places = _anchored(anchors)
        answers = answers.left_join(places, answers.touchpoint == places.anchored)
    for name, values in where:
        if name in ANCHORED or name in _ON_ANSWERS:
            answers = answers.filter(_among(answers[name], values))

    ours = ("response", "question", "touchpoint", "asks", "value", "low", "high", "applicable", *ANCHORED)
    return answers.select(*(name for name in ours if name in answers.columns)).join(responses, "response")


def with_segments(evidence: Store, segments: list[str]) -> Any:
    """Responses with the segments asked for: as the response says, else as the customer's own record does."""
    responses = evidence.responses
    customers = evidence.customers
    of_customers = [name for name in segments if name in customers.columns]
    kept = [name for name in segments if name in responses.columns]
    plain = responses.select("response", "customer", "time", "channel", "source", *kept)
    if not of_customers:
        return plain
    # A customer named twice with different values has none: counting someone in two segments would be wrong.
    one = (
        customers.filter(customers.customer.notnull())
        .group_by("customer")
        .agg(
            **{
                f"own:{name}": (customers[name].nunique() == 1).ifelse(customers[name].max(), None)
                for name in of_customers
            }
        )
    )
    both = plain.left_join(one.rename(owner="customer"), plain.customer == one.customer)
    values = {
        name: both[name].coalesce(both[f"own:{name}"]) if name in kept else both[f"own:{name}"] for name in of_customers
    }
    return both.mutate(**values).drop("owner", *(f"own:{name}" for name in of_customers))


def _anchored(anchors: pa.Table) -> Any:
    """One row per touchpoint: its step and stage, null where it fits several, so that no answer counts twice."""
    import ibis
    import pyarrow as pa

    places: dict[str, dict[str, set[str]]] = {}
    for row in anchors.to_pylist():
        for name in ANCHORED:
            if row.get(name):
                places.setdefault(row["touchpoint"], {}).setdefault(name, set()).add(row[name])
    only = {
        name: [next(iter(found[name])) if len(found.get(name, ())) == 1 else None for found in places.values()]
        for name in ANCHORED
    }
    columns = {"anchored": list(places), **only}
    return ibis.memtable(pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns])))


def _among(column: Any, values: tuple[str | None, ...]) -> Any:
    said = [value for value in values if value is not None]
    found = column.isin(said) if said else column.isnull() & ~column.isnull()
    return found | column.isnull() if None in values else found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def apart(one: Where, other: Where) -> bool:
    """Whether no response can be in both: some dimension of responses is kept to different values in each."""
    return any(
        name == same and not set(values) & set(others)
        for name, values in one
        for same, others in other
        if name in _ON_RESPONSES or name.startswith(SEGMENT)
    )
