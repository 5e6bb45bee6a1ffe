"""What an engine raises while it answers, as Diagnostics that name the engine and what was asked of it.

What lives here: ``answering``. Not here: opening an engine (warehouse). What an engine says is cut to a line, and what
looks like the user information of an address in it is masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from outsidein.evidence.phrases import say
from outsidein.ground import Diagnostic, EvidenceError, OutsideInError

NAMES: Final = {
    "bigquery": "BigQuery",
    "chdb": "ClickHouse (chDB)",
    "clickhouse": "ClickHouse",
    "databricks": "Databricks",
    "duckdb": "DuckDB",
    "mysql": "MySQL",
    "mssql": "MSSQL",
    "postgres": "PostgreSQL",
    "pyspark": "Spark",
    "snowflake": "Snowflake",
    "sqlite": "SQLite",
    "trino": "Trino",
}
"""What people call the engines of Ibis."""
_CREDENTIALS: Final = re.compile(r"://[^@\s/]*@")
_MISTAKES: Final = (AssertionError, AttributeError, LookupError, NameError, TypeError)
"""Errors of our own code: nothing that an engine could be blamed for."""
_LONG: Final = 300


@contextmanager
def answering(engine: str, what: str) -> Iterator[None]:
    """Within the block ``engine`` answers ``what`` (the name of an analysis); what it raises becomes an EvidenceError.

    ``evidence/engine-cannot`` where the analysis cannot be said in its language, ``evidence/engine-fails`` where it
    began and did not end. The cause is left out, for it may hold what nobody should read.

    >>> from outsidein.ground import EvidenceError
    >>> try:
    ...     with answering("postgres", "funnel"):
    ...         raise OSError("postgres://me:s3cret@host/db went away")
    ... except EvidenceError as error:
    ...     print(error.diagnostics[0].says)
    PostgreSQL did not answer “funnel” to the end: postgres://***@host/db went away
    """
    name = NAMES.get(engine, engine)
    try:
        yield
    except (OutsideInError, MemoryError, *_MISTAKES):
        raise
    except Exception as error:  # engines raise what they like
        if type(error) is ValueError:
            raise  # ours, too: those of engines and of Arrow are kinds of it
        why = first_line(error)
        if _is_of_ibis(error):
            cannot = say("engines.cannot", engine=name, what=what, why=why)
            raise EvidenceError(Diagnostic("evidence/engine-cannot", cannot, say("engines.elsewhere"))) from None
        fails = say("engines.fails", engine=name, what=what, why=why)
        raise EvidenceError(Diagnostic("evidence/engine-fails", fails, say("warehouse.fix.engine-fails"))) from None


def first_line(error: BaseException) -> str:
    """The first line of what an engine says, without credentials; its kind where it says nothing."""
    lines = str(error).strip().splitlines()
    return _CREDENTIALS.sub("://***@", lines[0])[:_LONG] if lines else type(error).__name__


def _is_of_ibis(error: BaseException) -> bool:
    from ibis.common.exceptions import IbisError

    return isinstance(error, IbisError)
