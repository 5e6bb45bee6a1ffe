"""The examples of docs/guide/engines.md run as they stand there: on the laptop, and unchanged on the engines."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner
from walking import narrow

from outsidein.cli.app import COMMANDS, app

if TYPE_CHECKING:
    from conftest import Engine

GUIDE: Final = (Path(__file__).resolve().parents[2] / "docs" / "guide" / "engines.md").read_text("utf-8")
BLOCKS: Final = re.findall(r"^```(\w*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
COMMANDS_THERE: Final = [line for _, block in BLOCKS for line in block.splitlines() if line.startswith("outsidein ")]
ENGINE: Final = " --engine spark://master:7077"
ON_THE_LAPTOP: Final = [line for line in COMMANDS_THERE if "--engine" not in line]
IN_PYTHON: Final = [block for language, block in BLOCKS if language == "python"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the file of the examples, to work in."""
    pq.write_table(log(), tmp_path / "events.parquet")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def log() -> pa.Table:
    """The narrow log in the words of the guide: who buys, pays; of every customer there are several journeys."""
    table = narrow()
    event = table["event"]
    table = table.set_column(
        table.column_names.index("event"), "event", pc.if_else(pc.equal(event, "call"), "paid", event)
    )
    return table.append_column("customer", pc.utf8_slice_codeunits(table["case"], 0, 9))


def said(command: str) -> str:
    """What ``outsidein …`` prints, in this process: an engine that is started is started once."""
    for name in COMMANDS:
        import_module(f"outsidein.cli.{name}")
    done = CliRunner(env={"NO_COLOR": "1", "OUTSIDEIN_DEBUG": "1"}).invoke(app, shlex.split(command)[1:])
    assert done.exit_code == 0, (command, done.stdout, done.stderr, done.exception)
    return done.stdout


def test_the_guide_asks_spark_what_it_asks_the_laptop() -> None:
    assert len(ON_THE_LAPTOP) >= 2
    assert [line for line in COMMANDS_THERE if "--engine" in line] == [line + ENGINE for line in ON_THE_LAPTOP]


@pytest.mark.parametrize("command", ON_THE_LAPTOP)
def test_an_example_of_the_guide_says_the_same_on_the_laptop_and_on_the_engine(
    command: str, engine: Engine, here: Path
) -> None:
    where = {"spark": lambda: engine.place.cluster.address, "clickhouse": lambda: "chdb://memory"}.get(engine.name)
    if where is None:
        pytest.skip("the engine reads no file of ours")
    if "changes" in command and "OUTSIDEIN_SOAK" not in os.environ:
        pytest.skip("it asks an engine fifteen times: make engines")
    here_said = said(command)
    assert "journeys" in here_said
    assert said(f"{command} --engine {where()}") == here_said


def test_a_workspace_is_asked_on_an_engine_as_it_is_at_home(engine: Engine, here: Path) -> None:
    if engine.name != "clickhouse":
        pytest.skip("one engine that reads files is enough: the answers are compared on every engine")
    said(f"outsidein init {here / 'home'} --sample")
    asked = f"outsidein journeys transitions {here / 'home'}"
    assert said(f"{asked} --engine chdb://memory") == said(asked)


def test_changes_of_a_table_in_a_database_are_those_of_the_same_log_in_a_file(engine: Engine, here: Path) -> None:
    if engine.name != "postgresql":
        pytest.skip("one database is enough: the counts are compared on every engine")
    engine.table("narrow")
    pq.write_table(narrow(), here / "narrow.parquet")
    there = said(f"outsidein changes {engine.place.cluster.address} --table narrow --json")
    assert '"looks"' in there
    assert there == said("outsidein changes narrow.parquet --json")


@pytest.mark.parametrize("example", IN_PYTHON)
def test_an_example_in_python_runs_as_it_stands(example: str, engine: Engine, here: Path) -> None:
    names = {"case": "customer_id", "time": "happened_at", "event": "page", "order": "id"}
    table = log().select(list(names)).rename_columns(list(names.values()))
    match engine.name:
        case "duckdb":
            import duckdb

            with duckdb.connect("sales.duckdb") as link:
                link.register("given", table)
                link.execute("CREATE SCHEMA web; CREATE TABLE web.events AS SELECT * FROM given")
            address = "duckdb://sales.duckdb"
        case "postgresql":
            import psycopg

            address = engine.place.cluster.address
            with psycopg.connect(address) as link, link.cursor() as cursor:
                cursor.execute("CREATE SCHEMA web")
                cursor.execute(
                    "CREATE TABLE web.events (customer_id text, happened_at timestamptz, page text, id bigint)"
                )
                with cursor.copy("COPY web.events FROM STDIN") as copy:
                    for row in zip(*(table[one].to_pylist() for one in table.column_names), strict=True):
                        copy.write_row(row)
        case _:
            pytest.skip("the engine has no table of ours")
    assert example.count("postgresql://analyst@db/sales") == 1
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(example.replace("postgresql://analyst@db/sales", address), {})  # the text of our own guide
    assert out.getvalue().startswith("Estimate(value=0.")
