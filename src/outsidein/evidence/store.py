"""The store of evidence: the five tables over everything that counts, and what was asked. The only door to an engine.

What lives here: Store, which offers ibis tables over the Parquet files that the ledger calls current (or over tables in
memory). Not here: reading untrusted files (sources, ingest). The engine sees only files that we wrote.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

import pyarrow as pa

from outsidein.evidence.asked import Asked, asked_by
from outsidein.evidence.interrupting import remember
from outsidein.evidence.ledger import Entry, read_ledger
from outsidein.evidence.parquet import import_folder, tables_of, write_table
from outsidein.evidence.phrases import say
from outsidein.evidence.tables import SCHEMAS, SEGMENT, Table
from outsidein.ground import Diagnostic, EvidenceError, Place, content_hash

if TYPE_CHECKING:
    import ibis.expr.types as ir

DERIVED: Final = "derived"


class Store:
    """The tables of evidence. Open one with ``Store.open`` (a workspace) or ``Store.memory`` (tables at hand).

    Each table is an ibis expression with the columns of ``tables.SCHEMAS``, words as strings; responses and customers
    also have ``segment:<name>`` columns, null where a source does not declare them.

    >>> answers = pa.table({"response": [1, 2], "touchpoint": ["gate", "gate"], "value": [4.0, 5.0]})
    >>> with Store.memory(answers=answers) as store:
    ...     store.answers.value.mean().to_pyarrow().as_py()
    4.5
    """

    imports: tuple[Entry, ...]
    """The current versions, in the order in which they were taken in."""
    questions: tuple[Asked, ...]
    """Everything that was asked, by source and in the order of its mapping."""
    diagnostics: tuple[Diagnostic, ...]
    folder: Path | None
    """Where it lies; None in memory."""
    superseded: int
    """Responses that a later import of the same source says again: kept in their files, counted nowhere."""

    def __init__(
        self,
        engine: Any,
        *,
        files: Mapping[Table, list[str]],
        held: Iterable[Table] = (),
        imports: tuple[Entry, ...] = (),
        questions: tuple[Asked, ...] = (),
        diagnostics: tuple[Diagnostic, ...] = (),
    ) -> None:
        from outsidein.evidence.backend import Backend

        self._engine = engine
        self._files = files
        self._held = frozenset(held)
        self._backend = Backend.from_connection(engine)
        engine.execute("SET lock_configuration = true")
        self.imports, self.questions, self.diagnostics, self.superseded = imports, questions, diagnostics, 0
        self._superseded: Counter[int] = Counter()
        self.folder: Path | None = None

    @classmethod
    def open(cls, folder: Path, *, threads: int | None = None, memory: str = "") -> Store:
        """The store in ``folder``; empty tables where nothing was imported yet.

        ``threads`` and ``memory`` (such as ``"2GB"``) limit the engine. Raises EvidenceError where the ledger is
        damaged or names tables that are gone.
        """
        folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would swap a linked folder for its target
        ledger = read_ledger(folder)
        files: dict[Table, list[str]] = defaultdict(list)
        for entry in ledger.current:
            if not import_folder(folder, entry.number).is_dir():
                raise EvidenceError(
                    Diagnostic(
                        "evidence/import-gone",
                        say("store.the-tables-of-import-are", number=entry.number, file=entry.file),
                        say("store.bring-the-folder-outsidein-back"),
                        Place(file=str(import_folder(folder, entry.number))),
                    )
                )
            for table, path in tables_of(folder, entry.number).items():
                files[table].append(str(path))
        asked = dict.fromkeys(question for entry in ledger.current for question in asked_by(entry.mapping))
        store = cls(
            open_engine(folder, threads=threads, memory=memory),
            files=files,
            imports=ledger.current,
            questions=tuple(asked),
            diagnostics=ledger.diagnostics,
        )
        store.folder = folder
        store._hide_superseded(folder)
        return store

    @classmethod
    def memory(
        cls,
        *,
        questions: Iterable[Asked] = (),
        responses: pa.Table | None = None,
        answers: pa.Table | None = None,
        comments: pa.Table | None = None,
        events: pa.Table | None = None,
        customers: pa.Table | None = None,
    ) -> Store:
        """A store over tables in memory, for tests and for work in Python.

        Columns that are missing are null (answers: applicable), others are cast to the types of ``tables.SCHEMAS``.
        Raises ValueError for a column that no table of evidence has and that is not a ``segment:``.
        """
        given = {
            Table.RESPONSES: responses,
            Table.ANSWERS: answers,
            Table.COMMENTS: comments,
            Table.EVENTS: events,
            Table.CUSTOMERS: customers,
        }
        engine = open_engine(None)
        for table, data in given.items():
            if data is not None:
                engine.from_arrow(_complete(table, data)).create(table.value)
        held = [table for table, data in given.items() if data is not None]
        return cls(engine, files={}, held=held, questions=tuple(questions))

    def table(self, table: Table) -> ir.Table:
        """One of the five tables."""
        return getattr(self, table.value)

    @cached_property
    def responses(self) -> ir.Table:
        """A row per response: who, when, by which channel."""
        return self._table(Table.RESPONSES)

    @cached_property
    def answers(self) -> ir.Table:
        """A row per answer, not-applicable ones included."""
        return self._table(Table.ANSWERS)

    @cached_property
    def comments(self) -> ir.Table:
        """A row per comment."""
        return self._table(Table.COMMENTS)

    @cached_property
    def events(self) -> ir.Table:
        """A row per event."""
        return self._table(Table.EVENTS)

    @cached_property
    def customers(self) -> ir.Table:
        """A row per customer or invited person: the frame. Within a source, the later import of a customer counts."""
        import ibis

        paths = self._files.get(Table.CUSTOMERS, [])
        if len(paths) < 2:
            return self._table(Table.CUSTOMERS)
        parts = [self._backend.read_parquet(path).mutate(version=at) for at, path in enumerate(paths)]
        types = {name: kind for part in parts for name, kind in part.schema().items()}
        wide = [
            part.mutate(**{name: ibis.null(kind) for name, kind in types.items() if name not in part.columns}).select(
                *types
            )
            for part in parts
        ]
        whole = ibis.union(*wide)
        newest = ibis.window(group_by=[whole.source, whole.customer])
        return (
            whole.mutate(newest=whole.version.max().over(newest))
            .filter(lambda t: t.version == t.newest)
            .drop("version", "newest")
        )

    @property
    def segments(self) -> tuple[str, ...]:
        """Names of the segments that responses or customers carry, in order of appearance."""
        columns = [*self.responses.columns, *self.customers.columns]
        return tuple(dict.fromkeys(name.removeprefix(SEGMENT) for name in columns if name.startswith(SEGMENT)))

    def superseded_in(self, number: int) -> int:
        """How many responses of import ``number`` are said again by later ones."""
        return self._superseded[number]

    def superseded_responses(self) -> ir.Table:
        """The ids of the responses that are said again by later imports; only where there are any."""
        return self._backend.table("superseded")

    @property
    def engine(self) -> Any:
        """The engine itself, for what is laid out in it (journeys); questions go through the tables."""
        return self._engine

    def close(self) -> None:
        """Let go of the engine."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _table(self, table: Table) -> ir.Table:
        if paths := self._files.get(table):
            whole = self._widened(table, self._backend.read_parquet(paths, table_name=table.value, union_by_name=True))
            if self.superseded and table is not Table.CUSTOMERS:
                return whole.anti_join(self._backend.table("superseded"), "response")
            return whole
        if table not in self._held:
            return self._backend.empty(table.value, pa.schema([(field.name, _kind(field)) for field in SCHEMAS[table]]))
        return self._backend.table(table.value)

    def _widened(self, table: Table, whole: ir.Table) -> ir.Table:
        """The table with the columns of today: those that files of an earlier version lack are null."""
        import ibis
        from ibis.formats.pyarrow import PyArrowType

        lacking = [field for field in SCHEMAS[table] if field.name not in whole.columns]
        if not lacking:
            return whole
        return whole.mutate(
            **{field.name: ibis.null(PyArrowType.to_ibis(_kind(field), nullable=True)) for field in lacking}
        )

    def _hide_superseded(self, folder: Path) -> None:
        """Find the responses whose id a later import of the same source says again, once per set of current files."""
        by_source: dict[str, list[int]] = defaultdict(list)
        for entry in self.imports:
            if entry.ids and entry.counts.responses:
                by_source[entry.source].append(entry.number)
        several = [numbers for numbers in by_source.values() if len(numbers) > 1]
        if not several:
            return
        import pyarrow.parquet as pq

        cache = folder / DERIVED / f"superseded-{content_hash(repr(several))[:24]}.parquet"
        if cache.is_file():
            hidden = pq.read_table(cache)
        else:
            hidden = pa.concat_tables([self._said_again(folder, numbers) for numbers in several])
            with contextlib.suppress(OSError):  # a store that only we cannot write to can still be read
                write_table(hidden, cache)
        self.superseded = hidden.num_rows
        self._superseded = Counter((hidden["response"].to_numpy() >> 32).tolist())
        self._engine.from_arrow(hidden).create("superseded")

    def _said_again(self, folder: Path, numbers: list[int]) -> pa.Table:
        import ibis

        paths = [str(tables_of(folder, number)[Table.RESPONSES]) for number in numbers]
        said = self._backend.read_parquet(paths, union_by_name=True).select("response", "said")
        said = said.filter(said.said.notnull())
        latest = said.response.max().over(ibis.window(group_by=said.said))
        again = said.mutate(latest=latest).filter(lambda t: t.response < t.latest)
        return again.select("response").order_by("response").to_pyarrow()


def open_engine(
    folder: Path | None, *, threads: int | None = None, memory: str = "", files: Iterable[Path] = ()
) -> Any:
    """A DuckDB in memory that reaches nothing but the store's own folder, fetches nothing, answers alike twice.

    ``files`` are single ones elsewhere that it may read, too.
    """
    import duckdb

    engine = remember(duckdb.connect(":memory:"), closed=duckdb.ConnectionException)
    settings: list[tuple[str, object]] = [
        ("SET autoinstall_known_extensions = $1", False),
        ("SET autoload_known_extensions = $1", False),
        ("SET preserve_insertion_order = $1", True),
        ("SET enable_progress_bar = $1", True),  # so that it can be asked how far it is; it never draws one
        ("SET enable_progress_bar_print = $1", False),
        ("SET temp_directory = $1", str(folder / "spill") if folder else ""),
        ("SET allowed_directories = $1", [str(folder)] if folder else []),
        ("SET allowed_paths = $1", [str(path) for path in files]),
    ]
    if threads is not None:
        settings.append(("SET threads = $1", threads))
    if memory:
        settings.append(("SET memory_limit = $1", memory))
    for statement, value in [*settings, ("SET enable_external_access = $1", False)]:  # which none may follow
        engine.execute(statement, [value])
    return engine


def open_file(path: Path) -> Any:
    """Ibis over a database file of somebody else, to be read only: it fetches nothing and reaches no other file."""
    import duckdb

    from outsidein.evidence.backend import Backend

    settings = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    engine = duckdb.connect(str(path), read_only=True, config=settings)
    engine.execute("SET enable_external_access = false")
    backend = Backend.from_connection(engine)
    engine.execute("SET lock_configuration = true")
    return backend


def _kind(field: pa.Field) -> pa.DataType:
    """The type that a column has in a store: words are strings."""
    return pa.string() if pa.types.is_dictionary(field.type) else field.type


def _complete(table: Table, data: pa.Table) -> pa.Table:
    """``data`` with every column of the schema, in order and cast, words as strings; its segments follow."""
    schema = SCHEMAS[table]
    strange = [name for name in data.column_names if name not in schema.names and not name.startswith(SEGMENT)]
    if strange:
        raise ValueError(f"the table {table.value} has no column {strange[0]!r}; it has {', '.join(schema.names)}")
    columns: dict[str, Any] = {}
    for field in schema:
        kind = _kind(field)
        if field.name in data.column_names:
            columns[field.name] = _plain(data.column(field.name)).cast(kind)
        elif field.name == "applicable":
            columns[field.name] = pa.array([True] * data.num_rows, kind)
        else:
            columns[field.name] = pa.nulls(data.num_rows, kind)
    for name in data.column_names:
        if name.startswith(SEGMENT):
            columns[name] = _plain(data.column(name)).cast(pa.string())
    return pa.table(columns)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column
