"""Who walks: customers, sessions, cases, accounts; sessions cut where the gap is longer than it may be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import ibis
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsidein.evidence import Notion, Store, cases_by, happened, sessions
from outsidein.ground import EvidenceError

MINUTE = 60_000_000


def cut(rows: list[tuple[int, int]], gap: int) -> dict[int, str]:
    """The sessions of (case, time) rows, by their order, as plain Python cuts them."""
    found: dict[int, str] = {}
    last: dict[int, tuple[int, int]] = {}
    for order, (case, time) in sorted(enumerate(rows), key=lambda one: (one[1][0], one[1][1], one[0])):
        before, number = last.get(case, (time, 1))
        number += time - before > gap
        last[case] = time, number
        found[order] = f"{case}#{number}"
    return found


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-5, 60)), min_size=1, max_size=40), st.integers(0, 9))
def test_sessions_are_cut_as_one_would_by_hand(rows: list[tuple[int, int]], gap: int) -> None:
    table = pa.table(
        {
            "case": [str(case) for case, _ in rows],
            "time": pa.array([time for _, time in rows], pa.int64()),
            "order": pa.array(range(len(rows)), pa.int64()),
        }
    )
    found = sessions(ibis.memtable(table), gap=gap).to_pyarrow().to_pylist()
    assert {row["order"]: row["case"] for row in found} == cut(rows, gap)


def test_a_case_that_is_a_number_stays_one() -> None:
    table = pa.table({"case": pa.array([3, 3], pa.uint32()), "time": [0, 31 * MINUTE], "order": [1, 2]})
    found = sessions(ibis.memtable(table)).order_by("order").to_pyarrow()["case"].to_pylist()
    assert found == [(3 << 20) + 1, (3 << 20) + 2]


@pytest.mark.parametrize("dialect", ["clickhouse", "postgres", "pyspark", "snowflake", "bigquery", "trino"])
def test_sessions_can_be_said_to_every_engine(dialect: str) -> None:
    table = ibis.table({"case": "string", "time": "int64", "order": "int64"}, name="log")
    assert "lag" in str(ibis.to_sql(sessions(table), dialect=dialect)).casefold()


def test_the_same_events_walk_by_every_notion() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    times = [at, at + timedelta(minutes=10), at + timedelta(hours=2), at, None]
    responses = pa.table(
        {
            "response": range(1, 6),
            "customer": ["x", "x", "x", None, "x"],
            "case": ["s", "s", None, "t", "s"],
            "time": pa.array(times, pa.timestamp("us", tz="UTC")),
            "segment:firm": ["A", "A", "B", None, "A"],
        }
    )
    events = pa.table({"response": range(1, 6), "event": list("abcde")})
    with Store.memory(responses=responses, events=events) as store:
        dated = happened(store.responses, store.events)

        def walks(notion: Notion, **more: str) -> list[tuple[str, str]]:
            found = cases_by(notion, dated, **more).order_by("order").to_pyarrow()
            return list(zip(found["case"].to_pylist(), found["event"].to_pylist(), strict=True))

        assert walks(Notion.CUSTOMER) == [("x", "a"), ("x", "b"), ("x", "c")]
        assert walks(Notion.SESSION) == [("x#1", "a"), ("x#1", "b"), ("x#2", "c")]
        assert walks(Notion.CASE) == [("s", "a"), ("s", "b"), ("t", "d")]
        assert walks(Notion.ACCOUNT, segment="firm") == [("A", "a"), ("A", "b"), ("B", "c")]
        with pytest.raises(EvidenceError, match="firm"):
            walks(Notion.ACCOUNT, segment="house")
