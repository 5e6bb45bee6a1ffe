"""The journey store: laid out once, the same however its events arrived, and never half."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from evidence_files import CSV, NOW, take_in, writer
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from outsidein.evidence import Field, Reads, Source, Store, withdraw
from outsidein.evidence.journeys import Journeys, growing
from outsidein.evidence.journeys.bucket import in_order
from outsidein.evidence.journeys.layout import read_manifest
from outsidein.ground import EvidenceError

ROW = st.tuples(st.integers(0, 6), st.integers(0, 5), st.sampled_from(["a", "b", "c", "ä b"]), st.booleans())
DELIVERIES = st.lists(st.lists(ROW, min_size=1, max_size=8), min_size=1, max_size=3)


def write(folder: Path, name: str, rows: list[Any], **more: list[Any]) -> Path:
    case, time, event, web = zip(*rows, strict=True)
    table = pa.table(
        {
            "case": [f"customer {one}" for one in case],
            "time": pa.array(time, pa.timestamp("us", tz="UTC")),
            "event": pa.array(event),
            "segment:web": pa.array(["yes" if one else None for one in web]),
            **more,
        }
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    pq.write_table(table, path)
    return path


def content(journeys: Journeys) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every row of the store, with words for codes that depend on the order of arrival."""
    events = journeys.events.order_by("case", "seq").to_pyarrow().to_pylist()
    cases = journeys.cases.order_by("case").to_pyarrow().to_pylist()
    for row in events:
        row["code"] = journeys.names[row["code"] - 1]
        row["nxt"] = journeys.names[row["nxt"] - 1] if row["nxt"] else None
    for row in cases:
        del row["sign1"], row["sign2"]  # of codes
        code = row["segment:web"]
        row["segment:web"] = journeys.segments["web"][code - 1] if code else None
    return events, cases


@given(DELIVERIES)
@settings(
    max_examples=6, phases=[Phase.generate], deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_store_that_grew_equals_a_fresh_one_row_for_row(tmp_path: Path, deliveries: list[list[Any]]) -> None:
    shutil.rmtree(tmp_path, ignore_errors=True)
    paths = [write(tmp_path / "in", f"{at}.parquet", rows) for at, rows in enumerate(deliveries)]
    for upto in range(1, len(paths) + 1):
        with Journeys.open(paths[:upto], cache=tmp_path / "grown", buckets=4) as grown:
            pass
    with Journeys.open(paths, cache=tmp_path / "grown") as grown, Journeys.open(paths, buckets=4) as fresh:
        assert content(grown) == content(fresh)
        assert grown.longest == fresh.longest
        assert follows(grown) == follows(fresh) == counted(grown)


@pytest.mark.parametrize("order", [None, 0, -3])
@pytest.mark.parametrize("id", [None, "id"])
def test_a_store_that_grew_equals_a_fresh_one_where_neither_order_nor_id_tells_events_apart(
    tmp_path: Path, order: int | None, id: str | None
) -> None:
    first, then = [(1, 1, "z", True), (1, 1, "z", True), (1, 2, "y", True)], [(1, 1, "b", True), (2, 1, "b", False)]
    paths = [
        write(tmp_path, f"{at}.parquet", rows, order=pa.array([order] * len(rows), pa.int64()), id=["one", *rest])
        for at, (rows, rest) in enumerate([(first, [None, None]), (then, [None])])
    ]
    with Journeys.open(paths[:1], cache=tmp_path / "grown", id=id):
        pass
    with Journeys.open(paths, cache=tmp_path / "grown", id=id) as grown, Journeys.open(paths, id=id) as fresh:
        assert content(grown) == content(fresh)
        # What has no id is only ever itself; the first of the later file is a second delivery.
        assert grown.size == (4 if id else 5)


def test_files_need_not_have_the_same_segments(tmp_path: Path) -> None:
    times = pa.array([1, 2], pa.timestamp("us"))
    for name, more in (("0", {}), ("1", {"segment:plan": ["pro", "free"]}), ("2", {"segment:web": ["yes", "no"]})):
        log = {"case": [f"{name}a", f"{name}b"], "time": times, "event": ["x", "y"], **more}
        pq.write_table(pa.table(log), tmp_path / f"{name}.parquet")
    paths = sorted(tmp_path.glob("*.parquet"))
    for upto in (1, 2, 3):
        with Journeys.open(paths[:upto], cache=tmp_path / "cache") as journeys:
            pass
        with Journeys.open(paths[:upto]) as fresh:
            assert journeys.segments == fresh.segments
    assert journeys.segments == {"plan": ("free", "pro"), "web": ("no", "yes")}
    with Journeys.open(paths, cache=tmp_path / "cache") as journeys:
        assert journeys.segment(plan="pro").cases.to_pyarrow()["key"].to_pylist() == ["1a"]


def test_a_column_called_order_that_holds_no_numbers_orders_nothing() -> None:
    """In a shop it says which purchase an event belongs to."""
    log = pa.table({"order": ["B-2", "B-2", "A-1"], "time": [5, 5, 5], "event": ["z", "b", "z"], "case": ["a"] * 3})
    for case, walked in (("case", ["z", "b", "z"]), ("order", ["z", "z", "b"])):
        with Journeys.open(log, case=case) as journeys:
            rows = journeys.events.inner_join(journeys.cases.select("case", "key"), "case").order_by("key", "seq")
            assert [journeys.names[code - 1] for code in rows.to_pyarrow()["code"].to_pylist()] == walked
    with pytest.raises(EvidenceError) as caught:
        Journeys.open(log, order="order")
    assert caught.value.diagnostics[0].code == "evidence/journeys-order"


def follows(journeys: Journeys) -> list[tuple[str, str, int]]:
    """What the store wrote down about what follows what."""
    found = journeys.follows()
    assert found is not None
    return named(journeys, found)


def counted(journeys: Journeys) -> list[tuple[str, str, int]]:
    """The same, counted in the events."""
    return named(journeys, journeys.ask("SELECT code, nxt, count(*) n FROM {events} GROUP BY 1, 2"))


def named(journeys: Journeys, found: pa.Table) -> list[tuple[str, str, int]]:
    names = ("", *journeys.names)
    return sorted((names[row["code"]], names[row["nxt"]], row["n"]) for row in found.to_pylist())


def test_of_some_journeys_nothing_is_written_down_beforehand(tmp_path: Path) -> None:
    path = write(tmp_path, "1.parquet", [(1, 0, "a", True), (1, 5, "b", True)])
    with Journeys.open(path) as journeys:
        assert journeys.follows() is not None
        assert journeys.period(first=date(1970, 1, 1)).follows() is None


def test_only_the_buckets_of_late_events_are_laid_out_anew(tmp_path: Path) -> None:
    first = write(tmp_path, "1.parquet", [(case, 10, "a", True) for case in range(40)])
    late = write(tmp_path, "2.parquet", [(7, 3, "b", False)])
    cache = tmp_path / "cache"
    Journeys.open([first], cache=cache, buckets=8).close()
    before = {path: path.stat().st_mtime_ns for path in cache.glob("g000001/*/*/*.parquet")}
    with Journeys.open([first, late], cache=cache) as journeys:
        walk = journeys.cases.filter(journeys.cases.key == "customer 7").to_pyarrow().to_pylist()
        assert (walk[0]["length"], walk[0]["first"]) == (2, 3)
        assert journeys.names == ("a", "b")
    manifest = read_manifest(cache)
    assert manifest is not None
    assert sorted(bucket.generation for bucket in manifest.buckets) == [1] * 7 + [2]
    left = {path: path.stat().st_mtime_ns for path in cache.glob("g000001/*/*/*.parquet")}
    assert left.items() < before.items()
    assert len(before) - len(left) == 2


def test_an_event_that_is_delivered_twice_counts_once_where_the_source_gives_ids(tmp_path: Path) -> None:
    rows = [(1, 0, "a", True), (1, 5, "b", True), (2, 0, "a", True)]
    first = write(tmp_path, "1.parquet", rows, message=["x", "y", "z"])
    again = write(tmp_path, "2.parquet", [(1, 5, "b", True), (1, 9, "c", True)], message=["y", "w"])
    cache = tmp_path / "cache"
    Journeys.open([first], cache=cache, id="message").close()
    for folder in (cache, None):
        with Journeys.open([first, again], cache=folder, id="message") as journeys:
            assert journeys.events.count().to_pyarrow().as_py() == 4
    table = pa.concat_tables([pq.read_table(first), pq.read_table(again)])
    with Journeys.open(table) as journeys:
        assert journeys.events.count().to_pyarrow().as_py() == 5


def test_a_crash_in_the_middle_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(tmp_path, "1.parquet", [(case, 10, "a", True) for case in range(9)])
    late = write(tmp_path, "2.parquet", [(case, 11, "b", False) for case in range(9)])
    cache = tmp_path / "cache"
    Journeys.open([first], cache=cache, buckets=2).close()

    def torn(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(growing, "write_manifest", torn)
        with pytest.raises(KeyboardInterrupt):
            Journeys.open([first, late], cache=cache)
    with Journeys.open(cache) as journeys:
        assert journeys.names == ("a",)
        assert journeys.events.count().to_pyarrow().as_py() == 9
    with Journeys.open([first, late], cache=cache) as journeys:
        assert journeys.events.count().to_pyarrow().as_py() == 18
    assert not list(cache.glob("g*/events/*.tmp"))


def test_what_did_not_change_is_not_laid_out_again_and_what_did_is(tmp_path: Path) -> None:
    path = write(tmp_path, "1.parquet", [(1, 0, "a", True)])
    cache = tmp_path / "cache"
    Journeys.open(path, cache=cache).close()
    made = (cache / "manifest.json").stat().st_mtime_ns
    Journeys.open(path, cache=cache).close()
    assert (cache / "manifest.json").stat().st_mtime_ns == made
    write(tmp_path, "1.parquet", [(1, 0, "b", True)])
    with Journeys.open(path, cache=cache) as journeys:
        assert journeys.names == ("b",)


def test_more_touchpoints_than_one_byte_holds_and_journeys_of_a_hundred_thousand_events(tmp_path: Path) -> None:
    from outsidein.measures.journeys import step_matrix, top_paths, transitions, variants

    names = [f"touchpoint {at:05}" for at in range(10_000)]
    table = pa.table({"case": ["long"] * 100_000 + ["short"] * 300, "time": [*range(100_000), *range(300)],
                      "event": names * 10 + names[:300]})  # fmt: skip
    with Journeys.open(table) as journeys:
        assert journeys.longest == 100_000
        assert (transitions(journeys).edges, transitions(journeys).steps) == (10_000, 100_298)
        assert variants(journeys).distinct == 2
        assert top_paths(journeys, first=300)[0].touchpoints == tuple(names[:300])
        assert step_matrix(journeys, first=2).at(2, names[1]).value == 1
        assert journeys.code(names[9_999]) == 10_000


def test_a_new_touchpoint_that_needs_a_wider_code_lays_everything_out_anew(tmp_path: Path) -> None:
    first = write(tmp_path, "1.parquet", [(at % 5, at, f"t{at:03}", True) for at in range(255)])
    late = write(tmp_path, "2.parquet", [(1, 3, "a new one", True)])
    cache = tmp_path / "cache"
    Journeys.open([first], cache=cache, buckets=4).close()
    with Journeys.open([first, late], cache=cache) as grown, Journeys.open([first, late], buckets=4) as fresh:
        assert len(grown.names) == 256
        assert content(grown) == content(fresh)


def test_events_without_case_time_or_name_are_left_out_and_counted() -> None:
    table = pa.table({"case": ["a", None, "a", "b"], "time": pa.array([1, 2, None, 4], pa.int64()),
                      "event": ["x", "x", "x", None]})  # fmt: skip
    with Journeys.open(table) as journeys:
        assert journeys.left_out == 3
        assert journeys.events.count().to_pyarrow().as_py() == 1


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (pa.table({"who": ["a"], "time": [1], "event": ["x"]}), "evidence/journeys-column"),
        (pa.table({"case": ["a"], "time": ["yesterday"], "event": ["x"]}), "evidence/journeys-time"),
        (pa.table({"case": pa.nulls(1, pa.string()), "time": [1], "event": ["x"]}), "evidence/no-journeys"),
    ],
)
def test_bad_input_says_what_is_wrong(table: pa.Table, code: str) -> None:
    with pytest.raises(EvidenceError) as error:
        Journeys.open(table)
    assert error.value.diagnostics[0].code == code


def test_a_damaged_manifest_says_that_the_folder_may_go(tmp_path: Path) -> None:
    path = write(tmp_path, "1.parquet", [(1, 0, "a", True)])
    Journeys.open(path, cache=tmp_path / "cache").close()
    (tmp_path / "cache" / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(EvidenceError, match="manifest"):
        Journeys.open(tmp_path / "cache")
    (tmp_path / "cache" / "manifest.json").write_text(json.dumps({"format": 0}), "utf-8")
    with Journeys.open(path, cache=tmp_path / "cache") as journeys:  # of another format: made anew
        assert journeys.names == ("a",)


def test_a_workspace_is_laid_out_by_customer_by_case_or_by_session() -> None:
    minute = 60_000_000
    responses = pa.table(
        {
            "response": [1, 2, 3, 4],
            "customer": ["ann", "ann", "ann", "bob"],
            "case": [None, "ticket", None, None],
            "time": pa.array([0, 10 * minute, 90 * minute, 5], pa.timestamp("us", tz="UTC")),
            "segment:tier": ["gold", "gold", "gold", None],
        }
    )
    events = pa.table(
        {"response": [1, 2, 3, 4], "event": ["e", "f", "g", "h"], "touchpoint": ["home", None, "buy", "home"]}
    )
    with Store.memory(responses=responses, events=events) as store:
        sizes = {}
        for notion in ("customer", "case", "session", "session:120", "account:tier"):
            with Journeys.of(store, notion=notion) as journeys:
                sizes[notion] = journeys.cases.order_by("key").to_pyarrow()["length"].to_pylist()
                assert set(journeys.names) <= {"home", "f", "buy"}
        assert sizes == {
            "customer": [3, 1], "case": [2, 1, 1], "session": [2, 1, 1], "session:120": [3, 1], "account:tier": [3]
        }  # fmt: skip
        with Journeys.of(store, notion="customer") as journeys:
            assert journeys.segment(tier="gold").cases.count().to_pyarrow().as_py() == 1
            with pytest.raises(EvidenceError, match="silver"):
                journeys.segment(tier="silver")
        with pytest.raises(EvidenceError, match="moon"):
            Journeys.of(store, notion="moon")


def test_a_workspace_on_the_disk_grows_with_its_imports_and_forgets_what_is_withdrawn(tmp_path: Path) -> None:
    home = tmp_path / "store"
    source = Source(
        id="app", files=("*.csv",), reads=Reads.EVENTS, format=CSV, customer=Field(column="who"),
        response=Field(column="id"), time=Field(column="at"), event=Field(column="what"),
    )  # fmt: skip

    def sizes() -> tuple[list[int], int]:
        with Store.open(home) as store, Journeys.of(store, notion="customer") as journeys:
            manifest = read_manifest(next((home / "derived").glob("journeys-*")))
            assert manifest is not None
            return sorted(journeys.cases.to_pyarrow()["length"].to_pylist()), manifest.generation

    head = "id,who,at,what\n"
    take_in(writer(tmp_path, "one.csv")(head + "1,ann,2026-01-01,open\n2,bob,2026-01-02,open\n"), source, home)
    assert sizes() == ([1, 1], 1)
    assert sizes() == ([1, 1], 1)
    take_in(writer(tmp_path, "two.csv")(head + "3,ann,2025-12-31,look\n2,bob,2026-01-02,open\n"), source, home)
    assert sizes() == ([1, 2], 2)  # a late one, and one that is said again
    withdraw(home, "two.csv", now=NOW)
    assert sizes()[0] == [1, 1]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(-5, 5), st.integers(0, 3), st.integers(0, 2)), min_size=1),
    st.sampled_from([1, 10**9, 1 << 59]),
)
@settings(max_examples=50, deadline=None)
def test_events_of_a_bucket_stand_by_case_time_order_and_code_however_far_apart(
    rows: list[tuple[int, int, int, int]], apart: int
) -> None:
    case, time, order, code = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    time = time * apart
    ranks = np.array([2, 0, 1], np.uint32)
    found = in_order(case.astype(np.uint32), time, order, code.astype(np.uint8), ranks=ranks)
    assert sorted(found.tolist()) == list(range(len(rows)))
    walked = [(case[at], time[at], order[at], ranks[code[at]]) for at in found]
    assert walked == sorted(walked)


def test_an_event_without_an_order_is_the_last_of_its_moment() -> None:
    log = pa.table(
        {"case": ["a"] * 3, "time": [5, 5, 5], "event": ["z", "b", "c"], "order": pa.array([2, None, 1], pa.int64())}
    )
    with Journeys.open(log) as journeys:
        codes = journeys.events.order_by("seq").to_pyarrow()["code"].to_pylist()
    assert [journeys.names[code - 1] for code in codes] == ["c", "z", "b"]


def test_nothing_but_events_and_cases_stays_in_a_generation(tmp_path: Path) -> None:
    write(tmp_path, "log.parquet", [(case, 1, "a", True) for case in range(50)])
    with Journeys.open(tmp_path / "log.parquet", cache=tmp_path / "cache", buckets=4):
        assert sorted(path.name for path in (tmp_path / "cache" / "g000001").iterdir()) == ["cases", "events"]


def test_what_the_events_of_a_workspace_came_by_tells_journeys_apart(tmp_path: Path) -> None:
    source = Source(
        id="shop", files=("*.csv",), reads=Reads.EVENTS, format=CSV, customer=Field(column="who"),
        time=Field(column="at"), event=Field(column="what"), channel=Field(column="by"),
    )  # fmt: skip
    rows = "who,at,what,by\nann,2026-01-01,view,app\nann,2026-01-02,buy,web\nbob,2026-01-01,view,web\n"
    take_in(writer(tmp_path, "one.csv")(rows), source, tmp_path / "store")
    with Store.open(tmp_path / "store") as store, Journeys.of(store) as journeys:
        assert journeys.segments["channel"] == ("app", "web")
        assert journeys.segment(channel="app").cases.to_pyarrow()["length"].to_pylist() == [2]  # by how it began
