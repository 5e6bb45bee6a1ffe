"""Journeys, opened: over a laid-out store, over files or tables that are laid out on the way, or over any engine.

What lives here: the class Journeys, its ways in, and narrowing to a segment or a period. Not here: how it is laid out
(building, growing), what it is like elsewhere (over), and any question (measures.journeys).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from outsidein.evidence.journeys.layout import END, EVENT_COLUMNS, SEGMENT, read_manifest
from outsidein.evidence.journeys.progress import Progress, nothing
from outsidein.evidence.phrases import say
from outsidein.ground import Diagnostic, EvidenceError, Place

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from outsidein.evidence.log import EventLog
    from outsidein.evidence.store import Store

DUCKDB: Final = "duckdb"
_NUMBERS = count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Journeys:
    """Events by case, sorted and coded: ``events`` and ``cases`` are Ibis tables that mean the same on every engine.

    ``events`` has case, time (µs since 1970, UTC), order, code, seq (from 1), nxt (the next code, 0 at the end), gap
    (µs until then); ``cases`` has case, key, who (a number or a name for whose it is, where that is known), length,
    first, last, sign1, sign2 and a ``segment:…`` column of codes per segment. ``names`` are the touchpoints by code
    from 1, ``segments`` the values of each segment likewise. ``engine`` names where questions are answered;
    ``laid_out`` says that tables of ours are asked there.

    >>> import pyarrow as pa
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 60_000_000, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     journeys.names, journeys.events.count().to_pyarrow().as_py()
    (('buy', 'search'), 3)
    """

    events: ir.Table
    cases: ir.Table
    names: tuple[str, ...]
    segments: Mapping[str, tuple[str, ...]]
    engine: str
    longest: int
    """Events of the longest journey, before any narrowing."""
    laid_out: bool = False
    size: int = 0
    """Events that are laid out, before any narrowing; 0 elsewhere."""
    largest: int = 0
    """Events of the largest part that ``ask_each`` gives, before any narrowing."""
    longest_gap: int = 0
    tick: int = 1
    """The longest time between two events, and what all such times are multiples of, in µs, where laid out."""
    narrowed: str = ""
    """What the journeys were narrowed to, in words; empty where they are all."""
    left_out: int = 0
    """Events that came without a case, a time or a name."""
    _only: str = ""
    _parts: int = 0
    _counted: bool = False
    _engine: Any = None
    _closing: tuple[Callable[[], None], ...] = field(default=())

    @classmethod
    def open(
        cls,
        source: Path | str | pa.Table | EventLog | Sequence[Path | str],
        *,
        case: str = "case",
        time: str = "time",
        event: str = "event",
        order: str | None = None,
        id: str | None = None,
        who: str | None = None,
        segments: Sequence[str] | None = None,
        cache: Path | None = None,
        threads: int | None = None,
        memory: str = "",
        buckets: int | None = None,
        progress: Progress = nothing,
    ) -> Journeys:
        """Journeys of an Arrow table, a log, files, or of a folder laid out before.

        Columns are named by ``case`` (whose journey it is), ``time``, ``event``; ``order`` breaks ties of time (without
        it: the order of rows and files), ``id`` tells a repeated delivery, ``who`` whose a case is
        (where it is a visit), ``segments`` are columns of words about the case (without it: all called ``segment:…``).
        Files are laid out in the folder ``cache``, and only what changed
        there since, or in a temporary folder that closing removes. ``threads`` and ``memory`` limit the engine.

        Parquet goes straight into the engine, as a file that you vouch for; logs of any other format are read by
        ``evidence.read_log``, in a process of its own, which is the way for Parquet from strangers, too. Raises
        EvidenceError for a missing column, times that are none, or not one event.
        """
        from outsidein.evidence.journeys.ways import from_arrow, from_files

        if isinstance(source, (str, Path)) and Path(source).is_dir():
            return cls.laid(Path(source), threads=threads, memory=memory)
        given: Any = source
        if hasattr(given, "reasons"):  # an EventLog
            given = given.held if given.held is not None else given.path
        limits = {"threads": threads, "memory": memory, "buckets": buckets}
        named = {
            "case": case, "time": time, "event": event, "order": order, "id": id, "who": who, "segments": segments,
        }  # fmt: skip
        spare: tempfile.TemporaryDirectory[str] | None = None
        if cache is None:
            spare = tempfile.TemporaryDirectory(prefix="outsidein-journeys-")
            cache = Path(spare.name)
        try:
            if hasattr(given, "column_names"):
                from_arrow(given, cache, named=named, progress=progress, **limits)  # type: ignore[arg-type]
            else:
                paths = [Path(given)] if isinstance(given, (str, Path)) else [Path(path) for path in given]
                from_files(paths, cache, named=named, progress=progress, **limits)  # type: ignore[arg-type]
            opened = cls.laid(cache, threads=threads, memory=memory)
        except BaseException:
            if spare is not None:
                spare.cleanup()
            raise
        return replace(opened, _closing=(*opened._closing, spare.cleanup)) if spare is not None else opened

    @classmethod
    def of(
        cls, store: Store, *, notion: str = "case", threads: int | None = None, memory: str = "",
        progress: Progress = nothing,
    ) -> Journeys:  # fmt: skip
        """Journeys of the events in a workspace's store, laid out beside it and kept up to date there.

        ``notion`` says whose journey it is: ``case`` (the one the source names, else the customer), ``customer``,
        ``session`` or ``session:MINUTES`` (a customer's events until such a gap), ``account:SEGMENT``. An event goes by
        its touchpoint, and by its own name where it has none. Raises EvidenceError for another notion.
        """
        from outsidein.evidence.journeys.ways import from_store

        folder = from_store(store, notion=notion, progress=progress)
        opened = cls.laid(folder.path, threads=threads, memory=memory)
        return replace(opened, _closing=(*opened._closing, folder.remove)) if folder.spare else opened

    @classmethod
    def laid(cls, folder: Path, *, threads: int | None = None, memory: str = "") -> Journeys:
        """The journeys that were laid out in ``folder``. Raises EvidenceError where there are none."""
        from outsidein.evidence.backend import Backend
        from outsidein.evidence.store import open_engine

        folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would swap a linked folder for its target
        manifest = read_manifest(folder)
        if manifest is None:
            raise EvidenceError(
                Diagnostic(
                    "evidence/no-journey-store",
                    say("journeys.nothing-is-laid-out"),
                    say("journeys.lay-it-out-first"),
                    Place(file=str(folder)),
                )
            )
        engine = open_engine(folder, threads=threads, memory=memory)
        backend = Backend.from_connection(engine)
        events = backend.read_parquet(manifest.files(folder, "events"), table_name="events", hive_partitioning=False)
        cases = backend.read_parquet(manifest.files(folder, "cases"), table_name="cases", hive_partitioning=False)
        if manifest.follows:
            backend.read_parquet(str(folder / manifest.follows), table_name="follows")
        parts = manifest.parts(folder)
        for at, (_, files) in enumerate(parts):
            backend.read_parquet(files, table_name=f"events_{at}", hive_partitioning=False)
        named = {f"{SEGMENT}{name}": f"s{at}" for at, (name, _) in enumerate(manifest.segments, start=1)}
        return cls(
            events=events.select(*(events[name].cast("int64").name(name) for name in EVENT_COLUMNS)),
            cases=_plain_cases(cases).rename(named),
            names=manifest.names,
            segments=dict(manifest.segments),
            engine=DUCKDB,
            longest=manifest.longest,
            laid_out=True,
            size=manifest.events,
            left_out=manifest.left_out,
            largest=max((events for events, _ in parts), default=0),
            longest_gap=manifest.longest_gap,
            tick=manifest.tick,
            _parts=len(parts),
            _counted=bool(manifest.follows),
            _engine=engine,
            _closing=(engine.close,),
        )

    @classmethod
    def over(
        cls,
        table: ir.Table,
        *,
        case: str = "case",
        time: str = "time",
        event: str = "event",
        order: str | None = None,
        id: str | None = None,
        who: str | None = None,
        segments: Sequence[str] | None = None,
        longest: int = 1 << 20,
    ) -> Journeys:
        """Journeys of a table that lies on any engine Ibis speaks to; nothing is copied and nothing written there.

        Columns as in ``open``; times are timestamps, or whole microseconds. Without ``order`` the engine knows no order
        of rows, and ties of time are broken by the name of the event. Only the lists of touchpoints and of segment
        values are asked for now; what appears there later is left out until it is opened again.
        """
        from outsidein.evidence.engines.telling import answering
        from outsidein.evidence.journeys.arriving import Columns, raw
        from outsidein.evidence.journeys.over import cases_of, coded, words_of

        columns = Columns.chosen(
            table, case=case, time=time, event=event, order=order, id=id, who=who, segments=segments
        )
        engine = table.get_backend().name
        whole = raw(table, columns, engine=engine)
        with answering(engine, "touchpoints"):
            names = words_of(whole, "event")
            valued = [(name, words_of(whole, f"s{at}")) for at, (name, _) in enumerate(columns.segments, start=1)]
        events = coded(table, columns, engine=engine, names=names, segments=valued)
        return cls(
            events=events.select(*EVENT_COLUMNS),
            cases=cases_of(events, [name for name, _ in valued]),
            names=names,
            segments=dict(valued),
            engine=engine,
            longest=longest,
        )

    def code(self, name: str) -> int:
        """The code of a touchpoint; 0 for one that was never seen."""
        try:
            return self.names.index(name) + 1
        except ValueError:
            return END

    def segment(self, **wanted: str | Sequence[str]) -> Journeys:
        """The journeys of the cases with these segment values, such as ``segment(platform="mobile")``; of several
        values of one segment any will do.

        Raises EvidenceError for a segment or a value that nobody has.
        """
        found = self
        for name, given in wanted.items():
            values = found.segments.get(name)
            asked = (given,) if isinstance(given, str) else tuple(given)
            strange = [value for value in asked if values is None or value not in values]
            if values is None or strange:
                what = f"{name} = {', '.join(strange)}"
                there = ", ".join(values if values is not None else found.segments)
                raise EvidenceError(
                    Diagnostic(
                        "evidence/no-such-segment",
                        say("journeys.nobody-has-the-segment", what=what),
                        say("journeys.there-are", there=there),
                    )
                )
            codes = [values.index(value) + 1 for value in asked]
            column = f"s{list(found.segments).index(name) + 1}"
            cases = found.cases.filter(found.cases[f"{SEGMENT}{name}"].isin(codes))
            only = f"{column} IN ({', '.join(map(str, codes))})"
            found = found._narrow(cases, only, f"{name} = {', '.join(asked)}")
        return found

    def period(self, first: date | None = None, last: date | None = None) -> Journeys:
        """The journeys that begin from ``first`` to ``last`` day (UTC), both counted; each is kept whole."""
        found = self
        if first is not None:
            low = _micros(first)
            found = found._narrow(found.cases.filter(found.cases["first"] >= low), f'"first" >= {low}', f"≥ {first}")
        if last is not None:
            high = _micros(last + timedelta(days=1))
            found = found._narrow(found.cases.filter(found.cases["first"] < high), f'"first" < {high}', f"≤ {last}")
        return found

    def alike(self, least: int, *, by: Sequence[str] = ()) -> Journeys:
        """The journeys that at least ``least`` customers walk event for event alike, and alike in the segments ``by``.

        Whatever is counted of them rests on so many customers each, and so does what one count leaves of another. A
        journey of nobody known counts as one customer's. Those left out are of nobody, or of ``least`` at the least:
        where they would be of fewer, the next rarest are left out with them.
        """
        from outsidein.evidence.journeys.alike import common, condition

        cases, wanted = common(self, least, by=by)
        only = condition(self, wanted, by=by, only=self._only) if self.laid_out else ""
        return self._narrow(cases.select(*self.cases.columns), only, say("journeys.alike", n=least))

    @property
    def signed(self) -> ir.Table:
        """``cases`` with the signature of each path (sign1, sign2), which costs an engine that has none laid out."""
        from outsidein.evidence.journeys.over import signatures

        if "sign1" in self.cases.columns:
            return self.cases
        return self.cases.inner_join(signatures(self.events, longest=self.longest), "case")

    def ask(self, query: str) -> pa.Table:
        """Answer SQL of ours over ``{events}`` and ``{cases}``, as narrowed, where they are laid out.

        For measures.journeys, which holds each such query equal to its portable definition. Nothing from outside may
        stand in ``query``: words are codes there.
        """
        return self._ask(query, "events")

    def ask_each(self, query: str) -> Iterator[pa.Table]:
        """Answer SQL of ours over ``{events}`` for one part of the cases after another, none of them too much for
        memory. Parts are at most so large (``largest``), hold whole cases, and no case is in two."""
        for at in range(self._parts):
            yield self._ask(query, f"events_{at}")

    def _ask(self, query: str, events: str) -> pa.Table:
        if not self.laid_out:
            raise TypeError("these journeys lie on an engine of somebody else: ask in Ibis")
        cases = "cases"
        if self._only:
            cases = f"(SELECT * FROM cases WHERE {self._only})"  # noqa: S608 - whole numbers that we made
            events = f'(SELECT * FROM {events} SEMI JOIN {cases} USING ("case"))'  # noqa: S608
        return self._engine.sql(query.format(events=events, cases=cases)).to_arrow_table()

    def follows(self) -> pa.Table | None:
        """How often each code is directly followed by each other (code, nxt, n), where that was counted when the
        store was laid out: only of all journeys, not of some."""
        if not self._counted or self._only:
            return None
        return self._engine.sql("SELECT code, nxt, n FROM follows").to_arrow_table()

    @contextmanager
    def holding(self) -> Iterator[Callable[[ir.Table], ir.Table]]:
        """A way to compute a table that is used several times once, where journeys are laid out or the engine lends its
        workers’ memory; elsewhere it stays an expression, for nothing is written there."""
        backend = self.events.get_backend()
        if not (self.laid_out or getattr(backend, "lends_memory", False)):
            yield lambda table: table
            return
        held: list[str] = []

        def hold(table: ir.Table) -> ir.Table:
            held.append(f"held_{next(_NUMBERS)}")
            return backend.hold(held[-1], table)

        try:
            yield hold
        finally:
            for name in held:
                backend.release(name)

    def close(self) -> None:
        """Let go of the engine, and of what was laid out for this one time."""
        for act in self._closing:
            act()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _narrow(self, cases: ir.Table, only: str, said: str) -> Journeys:
        return replace(
            self,
            cases=cases,
            events=self.events.semi_join(cases, "case").select(*self.events.columns),
            narrowed=", ".join(part for part in (self.narrowed, said) if part),
            _only=" AND ".join(part for part in (self._only, only) if part),
        )


def _plain_cases(cases: ir.Table) -> ir.Table:
    """Cases with whole numbers of one width, as every engine has them."""
    return cases.select(
        *(cases[name] if name == "key" else cases[name].cast("int64").name(name) for name in cases.columns)
    )


def _micros(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1_000_000
