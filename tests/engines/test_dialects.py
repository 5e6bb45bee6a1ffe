"""What the definitions are in the languages of warehouses that no test can reach: which compile, and which are refused.

Nothing runs there: compiled is not run. The table in docs/guide/engines.md says the same, and is held to it here.
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest
from asking import ASKED
from places import ENGINES
from walking import narrow

from outsidein.evidence.backend import Backend
from outsidein.evidence.journeys import Journeys
from outsidein.evidence.journeys.arriving import micros
from outsidein.evidence.store import open_engine

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "engines.md"
DIALECTS = ("snowflake", "bigquery", "databricks", "trino")

pytestmark = pytest.mark.skipif("duckdb" not in ENGINES, reason="once is enough")


@pytest.fixture(scope="module")
def said() -> dict[str, list[Any]]:
    """Every expression that an analysis asks an engine, by the analysis."""
    log = narrow()
    whole = pa.array(log["time"].cast(pa.int64()))
    engine = open_engine(None)
    engine.register("log", log.set_column(log.column_names.index("time"), "time", whole))
    journeys = Journeys.over(Backend.from_connection(engine).table("log"))
    asked = Backend.to_pyarrow
    found: dict[str, list[Any]] = {}
    with pytest.MonkeyPatch.context() as patch:
        for what, ask in ASKED.items():
            if what == "changes":
                continue  # the same with customers told apart asks all of that, and more
            heard = found.setdefault(what, [])

            def listening(self: Any, expr: Any, /, heard: list[Any] = heard, **how: Any) -> Any:
                heard.append(expr)
                return asked(self, expr, **how)

            patch.setattr(Backend, "to_pyarrow", listening)
            ask(journeys)
    engine.close()
    return {what: heard for what, heard in found.items() if heard}


def compiled(expr: Any, dialect: str) -> str:
    """``expr`` in the SQL of ``dialect``, for which its client need not be installed. Raises what Ibis raises."""
    compiler = importlib.import_module(f"ibis.backends.sql.compilers.{dialect}").compiler
    return str(compiler.to_sqlglot(expr.as_table()).sql(compiler.dialect))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_analysis_can_be_said_in_the_language_of_a_warehouse(dialect: str, said: dict[str, list[Any]]) -> None:
    assert len(said) > 30
    for what, heard in said.items():
        for expr in heard:
            assert "SELECT" in compiled(expr, dialect), what


@pytest.mark.parametrize("dialect", DIALECTS)
def test_times_become_whole_microseconds_in_the_language_of_a_warehouse(dialect: str) -> None:
    table = ibis.table({"time": "timestamp('UTC', 6)", "day": "date"}, name="events")
    for column in ("time", "day"):
        assert compiled(table.select(micros=micros(table[column], engine=dialect)), dialect)


def test_the_guide_names_what_was_compiled() -> None:
    guide = GUIDE.read_text("utf-8")
    for dialect in DIALECTS:
        assert re.search(rf"\| *{dialect}\b[^\n]*compiled", guide, re.IGNORECASE), dialect
