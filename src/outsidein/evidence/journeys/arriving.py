"""What arrives: tables of events under whatever column names, as the six columns that the store lays out.

What lives here: Columns, choosing them, and times as microseconds on each engine. Not here: files that nobody vouches
for (sources.eventlog reads those, in a process of their own).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from outsidein.evidence.journeys.layout import SEGMENT
from outsidein.evidence.phrases import say
from outsidein.ground import Diagnostic, EvidenceError

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns of a table say what. ``order`` breaks ties of time, ``id`` tells one event from its repetition.

    ``segments`` maps the name of a segment to its column. ``who`` says which customer it was, where a case is none.
    """

    case: str = "case"
    time: str = "time"
    event: str = "event"
    order: str | None = None
    id: str | None = None
    who: str | None = None
    segments: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def chosen(
        cls, table: ir.Table, *, case: str, time: str, event: str, order: str | None, id: str | None,
        segments: Sequence[str] | None, who: str | None = None,
    ) -> Columns:  # fmt: skip
        """The columns of ``table`` by these names; without ``segments`` every column that is called ``segment:…``, and
        without ``order`` a column of whole numbers that is called so and says nothing else.

        Raises EvidenceError where one is missing, and where the order is no number.
        """
        if segments is None:
            segments = [name for name in table.columns if name.startswith(SEGMENT)]
        if order is None and "order" in table.columns and "order" not in (case, time, event, id, who, *segments):
            order = "order" if table["order"].type().is_integer() else None
        for name in (case, time, event, order, id, who, *segments):
            if name is not None and name not in table.columns:
                says = say("journeys.no-such-column", column=name)
                fix = say("journeys.it-has-the-columns", columns=", ".join(table.columns))
                raise EvidenceError(Diagnostic("evidence/journeys-column", says, fix))
        if order is not None and not table[order].type().is_numeric():
            says, fix = say("journeys.the-order-is-no-number", column=order), say("journeys.order-by-numbers")
            raise EvidenceError(Diagnostic("evidence/journeys-order", says, fix))
        named = tuple((name.removeprefix(SEGMENT), name) for name in segments)
        return cls(case=case, time=time, event=event, order=order, id=id, who=who, segments=named)


def raw(table: ir.Table, columns: Columns, *, engine: str, position: Any = None) -> ir.Table:
    """Events as key, time (µs), event, order, s1 … sn, who and, with ids, mark; none without case, time or event.

    ``position`` is the order where no column says it; without either, ties are broken by the name of the event.
    """
    import ibis

    order = table[columns.order] if columns.order else position
    parts: dict[str, Any] = {
        "key": table[columns.case].cast("string"),
        "time": micros(table[columns.time], engine=engine),
        "event": table[columns.event].cast("string"),
        "order": ibis.literal(0, "int64") if order is None else order.cast("int64"),
    }
    for at, (_, name) in enumerate(columns.segments, start=1):
        parts[f"s{at}"] = table[name].cast("string")
    if columns.id:
        parts["mark"] = table[columns.id].cast("string")
    parts["who"] = table[columns.who].cast("string") if columns.who else ibis.null("string")
    whole = table.select(**parts)
    return whole.filter(whole.key.notnull(), whole.time.notnull(), whole.event.notnull())


def micros(time: Any, *, engine: str) -> Any:
    """A column of times as whole microseconds since 1970 (UTC); numbers are taken to be that already."""
    import ibis
    import ibis.expr.datatypes as dt

    kind = time.type()
    if kind.is_integer():
        return time.cast("int64")
    if not (kind.is_timestamp() or kind.is_date()):
        raise EvidenceError(
            Diagnostic(
                "evidence/journeys-time", say("journeys.the-times-are-texts"), say("journeys.read-them-as-times")
            )
        )
    if kind.is_date():
        time = time.cast("timestamp")
        kind = time.type()
    native = {"duckdb": "epoch_us", "pyspark": "unix_micros", "databricks": "unix_micros"}.get(engine)
    if native is not None:
        return ibis.udf.scalar.builtin(_nothing, name=native, signature=((kind,), dt.int64))(time)
    if engine == "sqlite":  # which cuts seconds off itself, and writes them with three decimals
        return time.epoch_seconds().cast("int64") * 1_000_000 + time.strftime("%f").right(3).cast("int64") * 1_000
    # Whole seconds first: an engine that rounds would otherwise carry half a second upwards.
    return time.truncate("s").epoch_seconds().cast("int64") * 1_000_000 + time.microsecond().cast("int64")


def _nothing(time: Any) -> Any:
    """Stands for the function that the engine itself has."""
