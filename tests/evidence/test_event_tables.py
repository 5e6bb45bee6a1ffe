"""Tables of events: their columns guessed or named, and rows that are no events rejected by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from evidence_files import CSV, read, writer
from logs import codes
from logs import read as read_normal

from outsidein.evidence import Field, Reads, Source, Store, parse_mapping, write_mapping
from outsidein.evidence.guessing.draft import Known
from outsidein.evidence.guessing.drafting import draft
from outsidein.evidence.source import Format
from outsidein.evidence.tables import SCHEMAS, Table
from outsidein.ground import EvidenceError

LOG = "who,visit,at,done,what,phase\n"


def events(**more: Any) -> Source:
    given = {
        "id": "app",
        "files": ("x.csv",),
        "reads": Reads.EVENTS,
        "format": CSV,
        "customer": Field(column="who"),
        "case": Field(column="visit"),
        "time": Field(column="at"),
        "event": Field(column="what"),
    }
    return Source(**(given | more))


def test_the_journey_that_a_source_names_is_kept_as_a_pseudonym(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.csv")(
        LOG + "ann,v1,2026-01-01,,open,\nann,v1,2026-01-01,,buy,\nann,v2,2026-01-02,,open,\n"
    )
    found = read(path, events())
    cases = found.rows("responses", "case")
    assert cases[0] == cases[1] != cases[2]
    assert all(len(case) == 32 for case in cases)
    assert "v1" not in str(found.tables)


def test_a_row_without_case_or_time_or_with_its_end_before_its_begin_is_rejected_whole(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.csv")(
        LOG
        + "ann,v1,2026-01-01 10:00,2026-01-01 11:00,open,\n"
        + "ann,,2026-01-01 10:00,,open,\n"
        + "ann,v1,,,open,\n"
        + "ann,v1,soon,,open,\n"
        + "ann,v1,2026-01-01 10:00,2026-01-01 09:59,buy,\n"
        + "ann,v1,2026-01-01 10:00,never,buy,\n"
    )
    found = read(path, events(end=Field(column="done")))
    assert found.rows("responses", "row") == [2, 7]
    assert sorted((one.row, one.column) for one in found.reading.rejects) == [
        (3, "visit"),
        (4, "at"),
        (5, "at"),
        (6, "done"),
        (7, "done"),
    ]
    assert (found.counts.events, found.counts.rejected_rows, found.counts.rows) == (2, 4, 6)


def test_transitions_of_an_activity_count_once_in_any_table(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.csv")(
        LOG
        + "ann,v1,2026-01-01 10:00,,call,start\nann,v1,2026-01-01 10:05,,call,COMPLETE\n"
        + "ann,v1,2026-01-01 10:06,,wait,start\nann,v1,2026-01-01 10:07,,pay,\n"
    )
    found = read(path, events(lifecycle=Field(column="phase")))
    assert found.rows("events", "event") == ["call", "wait", "pay"]
    assert found.rows("responses", "row") == [3, 4, 5]
    assert "evidence/lifecycle" in [one.code for one in found.reading.diagnostics]


def test_a_mapping_with_all_of_it_reads_back_the_same() -> None:
    source = events(
        end=Field(column="done"), lifecycle=Field(column="phase"), format=Format(type="ocel", object_type="order")
    )
    assert parse_mapping(write_mapping(source))[0] == source


def test_tables_written_before_journeys_had_names_still_open(tmp_path: Path) -> None:
    with Store.memory(responses=pa.table({"response": [1]})) as store:
        assert store.responses.to_pyarrow()["case"].to_pylist() == [None]
    schema = SCHEMAS[Table.RESPONSES]
    assert schema.names[-1] == "case"
    old, new = (tmp_path / name for name in ("old.parquet", "new.parquet"))
    rows = {field.name: pa.array([1 if pa.types.is_int64(field.type) else None], field.type) for field in schema}
    pq.write_table(pa.table({name: column for name, column in rows.items() if name != "case"}), old)
    pq.write_table(pa.table(rows | {"case": pa.array(["x"])}), new)
    for files, cases in (([old], [None]), ([old, new], [None, "x"])):
        from outsidein.evidence.store import open_engine

        store = Store(open_engine(tmp_path), files={Table.RESPONSES: [str(file) for file in files]})
        assert sorted(store.responses.to_pyarrow()["case"].to_pylist(), key=str) == sorted(cases, key=str)
        assert set(schema.names) <= set(store.responses.columns)
        store.close()


def test_a_draft_names_case_and_transition_of_a_log(tmp_path: Path) -> None:
    steps, phases = ("open", "buy", "ask"), ("start", "complete")
    rows = "".join(
        f"c{n % 40},s{n % 90},2026-01-{n % 28 + 1:02} 10:00,{steps[n % 3]},{phases[n % 2]}\n" for n in range(400)
    )
    path = writer(tmp_path, "x.csv")("customer_id,session_id,timestamp,event,lifecycle:transition\n" + rows)
    source = draft(path, Format(), Known()).source
    assert (source.customer, source.case) == (Field(column="customer_id"), Field(column="session_id"))
    assert source.lifecycle == Field(column="lifecycle:transition")


def lines(*times: str) -> str:
    return "case id,timestamp,activity\n" + "".join(f"c{n % 5},{time},a{n % 3}\n" for n, time in enumerate(times))


def test_columns_that_nobody_named_are_guessed_and_it_is_said(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.csv")(lines(*(f"{n % 28 + 1:02}.01.2026 10:{n % 60:02}" for n in range(60))))
    found, rows = read_normal(path)
    assert (found.case, found.time, found.event, found.events) == ("case id", "timestamp", "activity", 60)
    assert rows[0]["time"].isoformat() == "2026-01-01T10:00:00+00:00"
    assert "evidence/log-guessed" in codes(found)


@pytest.mark.parametrize(("scale", "form"), [(1, "unix"), (1000, "unix-ms")])
def test_seconds_and_milliseconds_are_told_apart(tmp_path: Path, scale: int, form: str) -> None:
    path = writer(tmp_path, "x.csv")(lines(*(str((1_767_225_600 + 60 * n) * scale) for n in range(30))))
    rows = read_normal(path)[1]
    assert rows[1]["time"].isoformat() == "2026-01-01T00:01:00+00:00", form


def test_times_in_three_formats_are_rejected_but_for_the_usual_one_and_each_way_is_named(tmp_path: Path) -> None:
    usual = [f"2026-01-{n % 28 + 1:02} 10:00" for n in range(30)]
    path = writer(tmp_path, "x.csv")(lines(*usual, *["21.01.2026 11:00"] * 9, *["1767225600"] * 5))
    found, rows = read_normal(path)
    assert (len(rows), found.rejected) == (30, 14)
    (said,) = [one for one in found.diagnostics if one.code == "evidence/times-mixed"]
    assert said.where.row == 32
    assert "9 like %d.%m.%Y %H:%M, first in row 32" in said.says
    assert "5 like unix, first in row 41" in said.says


def test_begin_and_end_are_both_seen_and_what_runs_backwards_is_rejected(tmp_path: Path) -> None:
    rows = "".join(f"c{n % 5},2026-01-01 10:00,2026-01-01 {9 if n == 7 else 11:02}:00,a{n % 3}\n" for n in range(40))
    path = writer(tmp_path, "x.csv")("case id,start timestamp,complete timestamp,activity\n" + rows)
    found, _ = read_normal(path)
    assert (found.time, found.events, found.rejected) == ("start timestamp", 39, 1)
    assert found.rejects[0].row == 9


def test_named_columns_win_over_guesses_and_a_misspelt_one_is_told(tmp_path: Path) -> None:
    rows = "".join(f"c{n % 5},s{n % 9},2026-01-01 10:{n:02},a{n % 3}\n" for n in range(40))
    path = writer(tmp_path, "x.csv")("case id,session,timestamp,activity\n" + rows)
    assert read_normal(path, case="session")[0].cases == 9
    with pytest.raises(EvidenceError) as error:
        read_normal(path, case="sesion")
    assert error.value.diagnostics[0].code == "evidence/no-such-column"


def test_a_table_without_a_case_asks_for_one(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.csv")("colour,timestamp,activity\n" + "red,2026-01-01 10:00,a\nred,2026-01-02 10:00,b\n")
    with pytest.raises(EvidenceError) as error:
        read_normal(path)
    (said,) = error.value.diagnostics
    assert (said.code, "case=" in said.fix) == ("evidence/log-columns", True)


def test_parquet_and_json_lines_are_logs_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    times = pa.array([1_767_225_600_000_000 + n * 60_000_000 for n in range(30)], pa.timestamp("us", tz="UTC"))
    pq.write_table(
        pa.table({"case id": [n % 4 for n in range(30)], "timestamp": times, "event": ["a", "b", "c"] * 10}), path
    )
    assert read_normal(path)[0].cases == 4
    text = "\n".join(
        f'{{"case": "{n % 4}", "time": "2026-01-01T10:{n:02}:00Z", "event": "{"ab"[n % 2]}"}}' for n in range(30)
    )
    assert read_normal(writer(tmp_path, "x.jsonl")(text))[0].events == 30


def test_a_version_taken_in_before_journeys_had_names_differs_by_what_it_says_only(tmp_path: Path) -> None:
    from outsidein.evidence.versions import compare

    for name, case in (("old", None), ("same", [None, None]), ("new", ["x", None])):
        columns = {"response": pa.array([1, 2]), "said": pa.array(["r1", "r2"]), "customer": pa.array(["a", "b"])}
        columns |= {"time": pa.nulls(2, pa.timestamp("us", tz="UTC")), "channel": pa.nulls(2, pa.string())}
        if case is not None:
            columns["case"] = pa.array(case, pa.string())
        (tmp_path / name).mkdir()
        pq.write_table(pa.table(columns), tmp_path / name / "responses.parquet")
    same = compare(tmp_path, tmp_path / "old", tmp_path / "same")
    assert (same.same, same.changed) == (2, 0)
    new = compare(tmp_path, tmp_path / "old", tmp_path / "new")
    assert (new.same, new.changed) == (1, 1)
