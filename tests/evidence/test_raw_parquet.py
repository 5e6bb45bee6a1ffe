"""Parquet files as tables of text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from evidence_files import raw_rows
from hypothesis import given
from hypothesis import strategies as st

from outsidein.evidence import Format
from outsidein.evidence.sources.columnar import text_of
from outsidein.evidence.sources.marks import BAD
from outsidein.ground import EvidenceError

PARQUET = Format(type="parquet")


def parquet(folder: Path, **columns: object) -> Path:
    path = folder / "x.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def test_every_plain_type_is_written_as_text(tmp_path: Path) -> None:
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    path = parquet(
        tmp_path,
        id=["007", "NA"],
        n=[7.0, None],
        big=pa.array([2**53 + 1, None]),
        day=[date(2026, 1, 2), None],
        at=pa.array([at, None], pa.timestamp("ns", tz="UTC")),
        yes=[True, None],
        price=[Decimal("7.10"), None],
        word=pa.array(["a", None]).dictionary_encode(),
    )
    _, rows = raw_rows(path, PARQUET)
    when = "2026-01-02 03:04:05.000000Z"
    assert rows[0] == (1, "007", "7", "9007199254740993", "2026-01-02", when, "true", "7.10", "a")
    assert rows[1] == (2, "NA", *[None] * 7)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.none(), min_size=1, max_size=20))
def test_no_digit_of_a_number_is_lost(numbers: list[float | None]) -> None:
    texts = text_of(pa.array(numbers, pa.float64())).to_pylist()
    assert [None if text is None else float(text) for text in texts] == numbers


def test_bytes_that_are_no_text_mark_their_cell_only(tmp_path: Path) -> None:
    broken = pa.array([b"ok", b"caf\xe9", None]).view(pa.string())
    _, rows = raw_rows(parquet(tmp_path, id=["1", "2", "3"], say=broken), PARQUET)
    assert rows == [(1, "1", "ok"), (2, "2", f"caf{BAD}"), (3, "3", None)]


def test_nested_columns_are_left_out_by_name(tmp_path: Path) -> None:
    raw, rows = raw_rows(parquet(tmp_path, id=["a"], tags=[["x", "y"]], blob=[b"\xff"]), PARQUET)
    assert rows == [(1, "a")]
    assert [(d.code, d.where.column) for d in raw.diagnostics] == [
        ("evidence/nested-column", "tags"),
        ("evidence/nested-column", "blob"),
    ]


def test_two_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    pq.write_table(
        pa.Table.from_arrays([pa.array(["1"]), pa.array([[1]]), pa.array(["2"])], names=["a", "l", "a"]), path
    )
    raw, rows = raw_rows(path, PARQUET)
    assert (raw.columns, rows) == (("a", "a (2)"), [(1, "1", "2")])


def test_a_limit_and_blank_rows(tmp_path: Path) -> None:
    raw, rows = raw_rows(parquet(tmp_path, a=["1", None, "3", "4"]), PARQUET, limit=3)
    assert rows == [(1, "1"), (3, "3")]
    assert raw.blank_rows == 1


@pytest.mark.parametrize("spoil", [lambda d: b"PAR1xxxxPAR1", lambda d: d[:-9], lambda d: d[:4] + b"\0" * 40 + d[44:]])
def test_a_damaged_file_is_said(tmp_path: Path, spoil: object) -> None:
    path = parquet(tmp_path, a=[str(number) for number in range(100)])
    path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(EvidenceError) as caught:
        raw_rows(path, PARQUET)
    assert caught.value.diagnostics[0].code == "evidence/unreadable-file"
