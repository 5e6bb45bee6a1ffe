"""Rated: who rated which places how, as one row per respondent, held in the engine.

What lives here: counting what was asked, and the way from answers to a table of ratings, on 1–10 from here on. Not
here: what is summed up over that table (sums).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from outsidein.evidence.tables import Asks
from outsidein.insight.place import HIGH, LOW, Counted, Place
from outsidein.insight.scope import Scope, narrowed
from outsidein.measures.estimate import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.store import Store


def count(store: Store, *, scope: Scope) -> tuple[Counted, ...]:
    """How often each question about each touchpoint was answered in ``scope``."""
    answers = store.answers
    if scope.narrow:
        answers = answers.semi_join(narrowed(store, scope), "response")
    names = ["question", "touchpoint", "asks", "low", "high"]
    known = answers.applicable & answers.value.notnull()
    table = answers.group_by(names).aggregate(n=known.sum(), na=(~answers.applicable).sum()).to_pyarrow()
    found = [
        Counted(
            row["question"] or "",
            row["touchpoint"] or "",
            Asks(row["asks"]),
            (row["low"], row["high"]),
            row["n"],
            row["na"],
        )
        for row in table.to_pylist()
    ]
    return tuple(sorted(found, key=lambda one: (one.touchpoint, one.question, one.asks, one.scale)))


@dataclass(frozen=True, slots=True)
class Respondents:
    """A table in the engine with one row per respondent: ``person``, ``day``, and a column per rated touchpoint.

    ``columns`` are the touchpoint and what it was asked for, column ``r<place>`` holds the respondent's mean on 1–10.
    ``k_<asks>`` is how many of the columns of one kind they rated, ``own_<asks>`` the mean of those. ``repeated`` is
    whether some person answered more than once; ``days`` how many answered on each day, where dated.
    """

    table: ir.Table
    columns: tuple[tuple[str, Asks], ...]
    repeated: bool
    days: tuple[tuple[date, int], ...]

    def cells(self, places: Sequence[Place], *, period: Period | None = None) -> ir.Table:
        """``person``, ``day`` and a column ``x<j>`` per place: what each respondent of ``period`` said about it."""
        table = self.within(period)
        return table.select("person", "day", **{f"x{j}": self._cell(table, place) for j, place in enumerate(places)})

    @property
    def period(self) -> Period | None:
        """From the first to the last day, where any is dated."""
        return Period(self.days[0][0], self.days[-1][0]) if self.days else None

    def size(self, period: Period | None = None) -> int:
        """How many respondents there are."""
        return int(_first(self.within(period).count().as_table()))

    def of(self, asks: Asks) -> tuple[int, ...]:
        """The columns, by place, that hold answers of one kind."""
        return tuple(place for place, (_, asked) in enumerate(self.columns) if asked is asks)

    def within(self, period: Period | None) -> ir.Table:
        """The respondents of ``period``; undated ones only where it is None."""
        table = self.table
        if period and period.first:
            table = table.filter(table.day >= period.first)
        if period and period.last:
            table = table.filter(table.day <= period.last)
        return table

    def _cell(self, table: ir.Table, place: Place) -> Any:
        held = [table[f"r{self.columns.index((key, place.asks))}"] for key in place.keys]
        if len(held) == 1:
            return held[0]
        known = added(one.notnull().cast("int32") for one in held)
        return added(one.fill_null(0.0) for one in held) / known.nullif(0)


@contextmanager
def respondents(store: Store, places: Sequence[Place], *, scope: Scope) -> Iterator[Respondents]:
    """Everybody in ``scope`` (of any time) who rated one of ``places``, held in the engine while the context lasts."""
    columns = tuple(dict.fromkeys((key, place.asks) for place in places for key in place.keys))
    answers = store.answers
    span = answers.high - answers.low
    level = LOW + (HIGH - LOW) * (answers.value - answers.low) / ((span > 0) & ~span.isinf()).ifelse(span, None)
    asked = sorted({asks.value for _, asks in columns})
    rated = answers.filter(answers.asks.isin(asked), answers.touchpoint.notnull(), answers.applicable).mutate(
        level=level
    )
    wide = rated.group_by("response").aggregate(
        **{
            f"r{j}": rated.level.mean(where=(rated.touchpoint == key) & (rated.asks == asks.value))
            for j, (key, asks) in enumerate(columns)
        }
    )
    said = narrowed(store, Scope(scope.where))
    whole = store.responses.aggregate(named=store.responses.customer.count(), dated=store.responses.time.count())
    named, dated = (whole.to_pyarrow()[name][0].as_py() for name in ("named", "dated"))
    if named or dated or scope.where:
        person = said.customer.fill_null(said.response.cast("string")) if named else said.response
        wide = wide.inner_join(said.select("response", person=person, day=said.time.date()), "response")
    else:
        import ibis

        wide = wide.mutate(person=wide.response, day=ibis.null("date"))
    wide = wide.mutate(**_own(wide, columns))
    with held(wide) as table:
        repeated = bool(named) and _first((table.count() > table.person.nunique()).as_table())
        days: tuple[tuple[date, int], ...] = ()
        if dated:
            known = table.filter(table.day.notnull())
            by_day = known.group_by("day").aggregate(n=known.count()).to_pyarrow()
            days = tuple(sorted(zip(by_day["day"].to_pylist(), by_day["n"].to_pylist(), strict=True)))
        yield Respondents(table, columns, repeated, days)


def _own(wide: ir.Table, columns: Sequence[tuple[str, Asks]]) -> dict[str, Any]:
    """How many ratings of each kind a respondent gave, and the mean of them."""
    found: dict[str, Any] = {}
    for kind in dict.fromkeys(asks for _, asks in columns):
        each = [wide[f"r{place}"] for place, (_, asks) in enumerate(columns) if asks is kind]
        found[f"k_{kind}"] = added(one.notnull().cast("int32") for one in each)
        found[f"own_{kind}"] = added(one.fill_null(0.0) for one in each) / found[f"k_{kind}"].nullif(0)
    return found


def added(columns: Iterable[Any]) -> Any:
    """The sum of columns, as a balanced tree: a long chain would be too deep for the engine’s compiler."""
    left = list(columns)
    while len(left) > 1:
        pairs = [one + other for one, other in zip(left[::2], left[1::2], strict=False)]
        left = pairs + left[len(pairs) * 2 :]
    return left[0]


@contextmanager
def held(wide: ir.Table) -> Iterator[ir.Table]:
    """``wide`` as a temporary table of its engine while the context lasts. (What ibis 12 caches, it cannot drop.)"""
    import sqlglot.expressions as sql
    from ibis.util import gen_name

    name, engine = gen_name("respondents"), wide.get_backend()
    try:
        yield engine.hold(name, wide)
    finally:
        engine.raw_sql(sql.Drop(kind="TABLE", exists=True, tables=[sql.to_table(name)]))


def _first(table: ir.Table) -> Any:
    return table.to_pyarrow().column(0)[0].as_py()
