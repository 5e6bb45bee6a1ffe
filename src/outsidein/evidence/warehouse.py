"""Tables of events where they already lie: a database or a warehouse, named by an Ibis URL, opened to be read.

What lives here: ``open_table``, for questions that run there, and ``copy_log``, which fetches the rows of a log. Not
here: the questions (journeys, measures). A password is never shown: not in a message, not in the trace of an error.
"""

from __future__ import annotations

import importlib
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import pyarrow as pa

from outsidein.evidence.engines.telling import NAMES, first_line
from outsidein.evidence.guessing.log import ROWS, told_of
from outsidein.evidence.guessing.profile import Table, count
from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.columnar import text_of
from outsidein.evidence.sources.eventlog.jobs import LogReading, Named
from outsidein.evidence.sources.eventlog.reading import Normal, mixed_times
from outsidein.evidence.sources.raw import Batch
from outsidein.evidence.sources.rejects import Rejects
from outsidein.evidence.words import quoted
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity

if TYPE_CHECKING:
    import ibis.expr.types as ir

ENGINES: Final = {
    "duckdb": "duckdb",
    "sqlite": "sqlite",
    "postgres": "postgres",
    "postgresql": "postgres",
    "clickhouse": "clickhouse",
    "chdb": "chdb",
    "spark": "pyspark",
    "pyspark": "pyspark",
    "databricks": "databricks",
    "snowflake": "snowflake",
    "bigquery": "bigquery",
    "mysql": "mysql",
    "trino": "trino",
    "mssql": "mssql",
}
"""The schemes of URLs, and the engine of Ibis that each means."""
_EXTRAS: Final = {
    "bigquery": "bigquery",
    "chdb": "chdb",
    "clickhouse": "clickhouse",
    "databricks": "databricks",
    "postgres": "postgresql",
    "pyspark": "spark",
    "snowflake": "snowflake",
    "trino": "trino",
}
"""The extra of ours that installs the client of an engine."""
_READERS: Final = ("spark", "chdb")
"""Schemes of engines that read files of this machine themselves."""
_CHUNK: Final = 50_000
_SPARK_PORT: Final = 7077
_SECRET: Final = re.compile(r"pass|pwd|token|secret|key|credential", re.IGNORECASE)
_NEVER: Final = datetime(9990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Opened:
    """A table in an engine; ``shown`` is its address without secrets."""

    table: ir.Table
    engine: str
    shown: str


@contextmanager
def open_table(url: str, *, table: str = "") -> Iterator[Opened]:
    """The table ``table`` (or ``?table=…``, perhaps ``schema.table``) behind ``url``, as long as the block lasts.

    Raises EvidenceError where the engine is not known, its client is not installed, it cannot be reached or lacks the
    table.
    """
    address = Address.of(url, table)
    client = _connected(address)
    try:
        with address.telling("evidence/no-such-table", "warehouse.no-such-table", table=quoted(address.table)):
            schema, _, name = address.table.rpartition(".")
            found = client.table(name, database=schema or None)
        yield Opened(found, address.engine, address.shown)
    finally:
        with suppress(Exception):  # it is gone already, or has no connection to let go of
            client.disconnect()


@contextmanager
def open_file(url: str, path: Path) -> Iterator[Opened]:
    """A Parquet file as a table of the engine behind ``url``, which reads it itself, as long as the block lasts.

    That is Apache Spark (``spark://host:7077``, whose workers must see the file under the same path) and ClickHouse’s
    engine in this process (``chdb://memory``). Raises EvidenceError as ``open_table`` does, and for an engine that
    reads no file of this machine.
    """
    address = Address.of(url, "events")
    scheme = urlsplit(url).scheme.lower()
    if scheme not in _READERS:
        engine = NAMES.get(address.engine, address.engine)
        fix = say("engines.load-it-there", scheme=scheme)
        says = say("engines.reads-no-file", engine=engine)
        raise EvidenceError(Diagnostic("evidence/engine-reads-no-file", says, fix, Place(address.shown)))
    client = _connected(address)
    try:
        with address.telling("evidence/engine-fails", "warehouse.fails"):
            found = client.over(path, f"events_{secrets.token_hex(4)}")
        yield Opened(found, address.engine, address.shown)
    finally:
        with suppress(Exception):  # it is gone already, or has no connection to let go of
            client.disconnect()


def copy_log(url: str, named: Named, *, table: str, order: str, folder: Path) -> LogReading:
    """Fetch the events of a table into the normal form, ``events.parquet`` in ``folder``.

    ``order`` is a column of whole numbers that breaks ties of time; without one the order of arrival does, which
    engines do not promise to repeat. Raises EvidenceError as ``open_table`` does, and where the log holds no event.
    """
    with open_table(url, table=table) as opened:
        address = Address.of(url, table)
        with address.telling("evidence/engine-fails", "warehouse.fails"):
            sample = opened.table.limit(ROWS).to_pyarrow()
        source, said = told_of(_looked_at(sample), address.table, address.shown, named)
        columns = [one.column for one in (source.case, source.time, source.end, source.event, source.channel) if one]
        columns += [one.column for one in source.segments]
        if order and order not in opened.table.columns:
            says = say("log.no-such-column", column=quoted(order))
            raise EvidenceError(Diagnostic("evidence/no-such-column", says, "", Place(address.shown, column=order)))
        wanted = list(dict.fromkeys([*columns, *([order] if order else [])]))
        rejects = Rejects()
        normal = Normal(source, Format(type="parquet"), now=_NEVER, rejects=rejects, folder=folder)
        rows = 0
        with address.telling("evidence/engine-fails", "warehouse.fails"):
            for batch in opened.table.select(*wanted).to_pyarrow_batches(chunk_size=_CHUNK):
                cells = pa.RecordBatch.from_arrays([text_of(one) for one in batch.columns], names=wanted)
                normal.add(Batch(_numbers(batch, order, rows), cells))
                rows += batch.num_rows
        normal.close()
    place = Place(address.shown)
    if not normal.events:
        says = say("log.nothing-read", reasons=", ".join(f"{why} ({n})" for why, n in rejects.reasons.most_common(5)))
        empty = Diagnostic("evidence/empty-log", say("xes.no-events"), say("xes.fix.empty-log"), place)
        raise EvidenceError(Diagnostic("evidence/nothing-read", says, "", place) if rows else empty)
    copied = Diagnostic("evidence/log-copied", say("warehouse.copied", n=normal.events), "", place, Severity.HINT)
    unsteady = Diagnostic(
        "evidence/log-order", say("warehouse.no-order"), say("warehouse.name-order"), place, Severity.HINT
    )
    return LogReading(
        rows=rows,
        events=normal.events,
        cases=normal.cases,
        names=normal.names,
        rejected=rejects.rows,
        columns=tuple(opened.table.columns),
        segments=tuple(one.name for one in source.segments),
        case=source.case.column if source.case else "",
        time=source.time.column if source.time else "",
        event=source.event.column if source.event else "",
        channel=source.channel.column if source.channel else "",
        rejects=tuple(rejects)[:1000],
        reasons=tuple(rejects.reasons.most_common()),
        diagnostics=(
            *said,
            copied,
            *(() if order else (unsteady,)),
            *mixed_times(address.shown, source, tuple(rejects)),
        ),
    )


@dataclass(frozen=True, slots=True)
class Address:
    """A URL taken apart: where to connect, which table, and how to show it.

    >>> Address.of("postgres://me:s3cret@host/db?table=events", "").shown
    'postgres://me:***@host/db'
    """

    url: str
    engine: str
    table: str
    shown: str
    secrets: tuple[str, ...]

    @classmethod
    def of(cls, url: str, table: str) -> Address:
        """Raises EvidenceError for what is no address, a scheme that names no engine, or where no table is named."""
        try:
            parts = urlsplit(url)
            _ = parts.port  # a number, or none
        except ValueError as error:  # what was given is not shown: nobody can tell where a password stands in it
            says = say("warehouse.no-address", why=str(error).partition(" as ")[0])
            wrong = Diagnostic("evidence/no-address", says, say("warehouse.write-it-so"))
            raise EvidenceError(wrong) from None
        given = parse_qsl(parts.query, keep_blank_values=True)
        table = table or next((value for name, value in given if name == "table"), "")
        kept = [(name, value) for name, value in given if name != "table"]
        secret = [value for name, value in kept if _SECRET.search(name) and value]
        if parts.password:
            secret += [unquote(parts.password), parts.password]
        shown_query = urlencode([(name, "***" if value in secret else value) for name, value in kept], safe="*")
        user, at, host = parts.netloc.rpartition("@")
        netloc = f"{user.partition(':')[0]}{':***' if ':' in user else ''}{at}{host}"
        shown = f"{parts.scheme}://{netloc}{parts.path}{f'?{shown_query}' if shown_query else ''}"
        if "@" in parts.path and not parts.netloc:  # where no host can be told, nor can a password
            shown = "***"
        engine = ENGINES.get(parts.scheme.lower(), "")
        place = Place(shown)
        if not engine:
            says = say("warehouse.unknown-engine", scheme=parts.scheme[:40])
            fix = say("warehouse.known-engines", engines=", ".join(ENGINES))
            raise EvidenceError(Diagnostic("evidence/unknown-engine", says, fix, place))
        if not table:
            says, fix = say("warehouse.no-table-named"), say("warehouse.name-the-table")
            raise EvidenceError(Diagnostic("evidence/no-such-table", says, fix, place))
        plain = f"{parts.scheme}://{parts.netloc}{parts.path}{f'?{urlencode(kept)}' if kept else ''}"
        return cls(plain, engine, table, shown, tuple(dict.fromkeys(secret)))

    def masked(self, text: str) -> str:
        """``text`` without any secret of the address, however it is written."""
        for secret in sorted(
            {form for one in self.secrets for form in (one, quote(one, safe=""))}, key=len, reverse=True
        ):
            text = text.replace(secret, "***")
        return text

    @contextmanager
    def telling(self, code: str, key: str, **values: str) -> Iterator[None]:
        """Within the block, what an engine raises becomes an EvidenceError without its cause: that may hold secrets."""
        try:
            yield
        except (EvidenceError, MemoryError):
            raise
        except ImportError:
            raise _not_installed(self) from None
        except Exception as error:  # engines raise what they like
            says = say(key, engine=NAMES.get(self.engine, self.engine), why=self.masked(first_line(error)), **values)
            raise EvidenceError(
                Diagnostic(code, says, say(f"warehouse.fix.{code.partition('/')[2]}"), Place(self.shown))
            ) from None


def _connected(address: Address) -> Any:
    """A connection of Ibis to an engine; files are opened to be read only, and must be there."""
    if address.engine in ("duckdb", "sqlite"):
        path = _file(address)
        with address.telling("evidence/engine-unreachable", "warehouse.unreachable"):
            if address.engine == "duckdb":
                from outsidein.evidence.store import open_file

                return open_file(path)
            import sqlite3

            engine = importlib.import_module("ibis").sqlite
            return engine.from_connection(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True))
    with address.telling("evidence/engine-unreachable", "warehouse.unreachable"):
        parts = urlsplit(address.url)
        if parts.scheme.lower() == "chdb":
            from outsidein.evidence.engines import chdb

            if parts.netloc + parts.path.rstrip("/") != "memory":
                wrong = Diagnostic("evidence/no-address", say("engines.only-in-memory"), "", Place(address.shown))
                raise EvidenceError(wrong)
            return chdb.connect()
        if parts.scheme.lower() == "spark":
            from outsidein.evidence.engines import spark

            return spark.connect(parts.hostname or "", parts.port or _SPARK_PORT, dict(parse_qsl(parts.query)))
        ibis = importlib.import_module("ibis")
        try:
            getattr(ibis, address.engine)
        except ImportError:
            raise _not_installed(address) from None
        return ibis.connect(address.url)


def _file(address: Address) -> Path:
    parts = urlsplit(address.url)
    path = Path(unquote(parts.netloc + parts.path))
    near = Path(str(path).lstrip("/"))
    if not path.is_file() and near.is_file():  # three slashes: beside us, as many write it
        path = near
    if not path.is_file():
        says, fix = say("raw.there-is-no-such-file"), say("shared.check-its-name")
        raise EvidenceError(Diagnostic("evidence/no-such-file", says, fix, Place(address.shown)))
    return path


def _not_installed(address: Address) -> EvidenceError:
    extra = _EXTRAS.get(address.engine, "")
    wanted = f"outsidein[{extra}]" if extra else f"ibis-framework[{address.engine}]"
    says = say("warehouse.no-client", engine=NAMES.get(address.engine, address.engine))
    fix = say("warehouse.install", extra=wanted)
    return EvidenceError(Diagnostic("evidence/engine-not-installed", says, fix, Place(address.shown)))


def _looked_at(sample: pa.Table) -> Table:
    """A sample as guessing looks at one; columns that hold no single values are left out."""
    form = Format(type="parquet")
    flat = [name for name in sample.column_names if not pa.types.is_nested(sample.schema.field(name).type)]
    columns = []
    for place, name in enumerate(flat):
        texts = pa.chunked_array([text_of(chunk) for chunk in sample.column(name).chunks], pa.string())
        columns.append(count(name, "", place, texts, form))
    return Table(tuple(columns), form, sample.num_rows, sample.num_rows < ROWS)


def _numbers(batch: pa.RecordBatch, order: str, before: int) -> pa.Array:
    """The numbers of rows: those of the column that orders them, else of their arrival."""
    if order:
        column = batch.column(batch.schema.get_field_index(order))
        with suppress(pa.ArrowInvalid):
            return column.cast(pa.int64()).fill_null(0)
    return pa.array(range(before + 1, before + batch.num_rows + 1), pa.int64())
