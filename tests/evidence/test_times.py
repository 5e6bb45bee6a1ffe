"""Texts to instants."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from evidence_files import NOW
from hypothesis import given
from hypothesis import strategies as st

from outsidein.evidence import Format
from outsidein.evidence.sources.times import Times

CSV = Format(type="csv")


def times(zone: str = "UTC", pattern: str = "", format: Format = CSV) -> Times:
    return Times(zone, pattern, format, now=NOW)


def one(text: str, zone: str = "UTC", pattern: str = "", format: Format = CSV) -> datetime | None:
    found: datetime | None = times(zone, pattern, format).read(pa.array([text]))[0].to_pylist()[0]
    return found


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("2026-11-21", "", "2026-11-21T00:00:00+00:00"),
        ("2026-11-21 14:30", "", "2026-11-21T14:30:00+00:00"),
        ("2026-11-21T14:30:15.123456Z", "", "2026-11-21T14:30:15.123456+00:00"),
        ("2026-11-21T14:30:15+01:00", "iso", "2026-11-21T13:30:15+00:00"),
        ("2026-11-21 14:30:15 UTC", "", "2026-11-21T14:30:15+00:00"),
        ("20261121", "", "2026-11-21T00:00:00+00:00"),
        ("21.11.2026 14:30", "%d.%m.%Y %H:%M", "2026-11-21T14:30:00+00:00"),
        ("1.1.2026 4:05", "%d.%m.%Y %H:%M", "2026-01-01T04:05:00+00:00"),
        ("11/21/2026 2:30 PM", "%m/%d/%Y %I:%M %p", "2026-11-21T14:30:00+00:00"),
        ("21/Nov/2026:14:30:00 +0100", "%d/%b/%Y:%H:%M:%S %z", "2026-11-21T13:30:00+00:00"),
        ("46347.604166667", "excel", "2026-11-21T14:30:00+00:00"),
        ("1795271400", "unix", "2026-11-21T14:30:00+00:00"),
        ("1795271400123", "unix-ms", "2026-11-21T14:30:00.123+00:00"),
    ],
)
def test_times_are_read_as_their_mapping_says(text: str, pattern: str, expected: str) -> None:
    assert one(text, pattern=pattern) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [("31.02.2026 10:00", "%d.%m.%Y %H:%M"), ("2026-02-30", ""), ("21.11.2026", ""), ("soon", ""),
     ("99999999999", "excel"),
     ("2026-11-21", "%d.%m.%Y"), ("1e300", "unix"), ("0001-01-01", "")],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_cell(text: str, pattern: str) -> None:
    found, _, refused = times(pattern=pattern).read(pa.array(["", text]))
    assert found.null_count == 2
    assert [said.shown for said in refused.values()] == [text]


def test_local_times_are_in_the_zone_of_the_source() -> None:
    assert one("2026-07-01 12:00", "Europe/Berlin") == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert one("2026-01-01 12:00", "Europe/Berlin") == datetime(2026, 1, 1, 11, tzinfo=UTC)


def test_of_two_instants_with_one_local_time_the_earlier_is_taken_and_counted() -> None:
    berlin = times("Europe/Berlin")
    found = berlin.read(pa.array(["2026-10-25 02:30", "2026-10-25 03:30"]))[0].to_pylist()
    assert found == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 2, 30, tzinfo=UTC)]
    assert (berlin.doubts.twice, berlin.doubts.never) == (1, 0)


def test_a_local_time_that_never_was_is_read_and_counted() -> None:
    berlin = times("Europe/Berlin")
    found = berlin.read(pa.array(["2026-03-29 02:30"]))[0].to_pylist()
    assert found == [datetime(2026, 3, 29, 1, 30, tzinfo=UTC)]
    assert (berlin.doubts.twice, berlin.doubts.never) == (0, 1)


def test_times_before_1970_and_after_tomorrow_are_kept_and_counted() -> None:
    reader = times()
    texts = ["1969-12-31", "1899-12-30", str(NOW.date() + timedelta(days=3)), str(NOW.date())]
    assert reader.read(pa.array(texts))[0].null_count == 0
    assert (reader.doubts.before_1970, reader.doubts.future) == (2, 1)


def test_true_dates_of_a_workbook_are_read_beside_texts_in_another_form() -> None:
    texts = pa.array(["21/11/2026", "2026-11-20 10:00:00"])
    found = times(pattern="%d/%m/%Y", format=Format(type="xlsx")).read(texts)[0].to_pylist()
    assert found == [datetime(2026, 11, 21, tzinfo=UTC), datetime(2026, 11, 20, 10, tzinfo=UTC)]


MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2037, 1, 1)).map(lambda at: at.replace(microsecond=0))
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"])
PATTERNS = st.sampled_from(["", "%d.%m.%Y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p", "%Y%m%d%H%M%S"])


@given(st.lists(MOMENTS, min_size=1, max_size=6), ZONES, PATTERNS)
def test_every_zone_and_form_agrees_with_zoneinfo(moments: list[datetime], zone: str, pattern: str) -> None:
    texts = [at.strftime(pattern) if pattern else at.isoformat(" ") for at in moments]
    found = times(zone, pattern).read(pa.array(texts))[0].to_pylist()
    assert found == [at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for at in moments]
