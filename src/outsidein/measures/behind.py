"""What is behind a number: the single answers it was made of, and the groups by which answers can be told apart.

What lives here: rows for those who may see them (pseudonyms, never names), facets for pickers. Not here: who may see
what (server), any statistics.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from outsidein.ground import short_id
from outsidein.measures import scan
from outsidein.measures.ask import SEGMENT, Ask
from outsidein.measures.catalogue import Catalogue, catalogue
from outsidein.measures.compute import checked
from outsidein.measures.dimensions import joined, with_segments
from outsidein.measures.scan import real

if TYPE_CHECKING:
    import pyarrow as pa

    from outsidein.evidence.store import Store

MOST_ROWS: Final = 1_000
MOST_VALUES: Final = 60
"""Values beyond which a segment is rather an id."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer behind a number: who (a pseudonym, empty where nobody is named), when, about what, and what it was.

    ``value`` is None for “not applicable”; ``response`` tells answers of one response to belong together. ``wording``
    is the question as it was asked, ``segments`` are pairs of name and value that are known of the response.
    """

    response: int
    customer: str
    time: datetime | None
    channel: str
    source: str
    touchpoint: str
    question: str
    asks: str
    value: float | None
    low: float
    high: float
    wording: str = ""
    segments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """The newest of the answers behind a number, how many there are in all, and of how many ``people``.

    Who is not named counts as one person per response.
    """

    rows: tuple[Given, ...]
    total: int
    people: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """A dimension (``channel``, ``source``, ``segment:age``) with its values and their responses, most first."""

    name: str
    values: tuple[tuple[str | None, int], ...]


def rows_behind(
    evidence: Store,
    ask: Ask,
    *,
    limit: int = 100,
    anchors: pa.Table | None = None,
    measures: Catalogue | None = None,
) -> Behind:
    """The answers behind ``ask``, newest first, at most ``limit`` (and 1,000); what it is told apart by plays no part.

    Where no question asked for what the measure is about, those of the stand-in, as in the number itself. Raises
    MeasureError as ``measure`` does.
    """
    one = checked(ask, measures or catalogue(), evidence, anchors)
    table = scan.rows_of(evidence, scan.Bundle(scan.frame(ask, one), (one,)), anchors)
    if one.stand_in:
        kinds = set(table.select("asks").distinct().to_pyarrow()["asks"].to_pylist())
        table = table.filter(table.asks.isin(one.asks if kinds & set(one.asks) else one.stand_in))
    nameless = table.response.nunique(where=table.customer.isnull())
    counted = table.aggregate(total=table.count(), named=table.customer.nunique(), nameless=nameless)
    count: dict[str, int] = counted.to_pyarrow().to_pylist()[0]
    table = table.select(*_COLUMNS)
    newest = table.order_by([table.time.desc(nulls_first=False), table.response.desc(), table.question])
    rows = newest.limit(max(0, min(limit, MOST_ROWS))).to_pyarrow().to_pylist()
    asked = {(question.source, question.key): question.wording for question in evidence.questions}
    segments = _segments_of(evidence, {row["response"] for row in rows})
    return Behind(
        tuple(
            Given(
                response=row["response"],
                customer=row["customer"] or "",
                time=row["time"],
                channel=row["channel"] or "",
                source=row["source"] or "",
                touchpoint=row["touchpoint"] or "",
                question=row["question"] or "",
                asks=row["asks"],
                value=row["value"],
                low=real(row["low"]),
                high=real(row["high"]),
                wording=asked.get((row["source"] or "", row["question"] or ""), ""),
                segments=segments.get(row["response"], ()),
            )
            for row in rows
        ),
        count["total"],
        count["named"] + count["nameless"],
    )


_COLUMNS: Final = (
    "response",
    "customer",
    "time",
    "channel",
    "source",
    "touchpoint",
    "question",
    "asks",
    "value",
    "low",
    "high",
)


def _segments_of(evidence: Store, responses: set[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """What ``responses`` can be told apart by; one that nearly names them is left out."""
    names = [SEGMENT + name for name in evidence.segments]
    if not names or not responses:
        return {}
    table = with_segments(evidence, names)
    distinct = table.aggregate(**{name: table[name].nunique() for name in names}).to_pyarrow().to_pylist()[0]
    kept = [name for name in names if 0 < distinct[name] <= MOST_VALUES]
    rows = table.filter(table.response.isin(sorted(responses))).select("response", *kept).to_pyarrow().to_pylist()
    return {
        row["response"]: tuple((name.removeprefix(SEGMENT), row[name]) for name in kept if row[name] is not None)
        for row in rows
    }


def fingerprint(evidence: Store, ask: Ask, *, anchors: pa.Table | None = None) -> str:
    """A short mark of exactly the answers behind ``ask``: the same as long as no row comes, goes or changes.

    Made in the engine from sums over responses and values, so that no row leaves it.
    """
    one = checked(ask, catalogue(), evidence, anchors)
    table = scan.rows_of(evidence, scan.Bundle(scan.frame(ask, one), (one,)), anchors)
    part = (table.response % 1_000_003).cast("float64")
    value = table.value.fill_null(-1.0)
    sums = table.aggregate(
        n=table.count(),
        low=(table.response % 4_294_967_296).sum(),
        high=(table.response / 4_294_967_296).floor().sum(),
        values=value.sum(),
        mixed=(value * part).sum(),
    )
    row = sums.to_pyarrow().to_pylist()[0]
    return short_id(*(f"{round(float(row[name] or 0), 3):.3f}" for name in ("n", "low", "high", "values", "mixed")))


def facets(evidence: Store) -> tuple[Facet, ...]:
    """The dimensions that tell responses apart, with how many responses each value has; ids are left out."""
    return tuple(_facets(evidence))


def _facets(evidence: Store) -> Iterator[Facet]:
    for name in ("channel", "source", *(SEGMENT + one for one in evidence.segments)):
        table = joined(evidence, by=(name,), where=(), period=None, asks=None, applicable=False, anchors=None)
        counted = table.group_by(name).aggregate(n=table.response.nunique())
        rows = counted.order_by(counted.n.desc()).limit(MOST_VALUES + 1).to_pyarrow().to_pylist()
        values = [(row[name], row["n"]) for row in rows]
        if len(values) <= MOST_VALUES and any(value is not None for value, _ in values):
            yield Facet(name, tuple(sorted(values, key=lambda pair: (-pair[1], pair[0] is None, pair[0] or ""))))
