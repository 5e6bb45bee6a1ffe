"""The real thing: the public airline survey through the same door as any file, against figures known from elsewhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from outsidein import workspace
from outsidein.measures import Ask, Estimate
from outsidein.workspace import Study

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
KEYS = {
    "Online Boarding": "online-boarding",
    "Check-in Service": "check-in-service",
    "In-flight Wifi Service": "in-flight-wifi-service",
    "In-flight Entertainment": "in-flight-entertainment",
    "Leg Room Service": "leg-room-service",
    "Baggage Handling": "baggage-handling",
}

pytestmark = pytest.mark.realdata


@pytest.fixture(scope="module")
def golden(realdata: Path) -> Any:
    return json.loads((realdata / "golden.json").read_text())["airline_satisfaction"]


@pytest.fixture(scope="module")
def study(realdata: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    home = tmp_path_factory.mktemp("airline") / "airline"
    shutil.copytree(ROOT / "examples" / "airline-satisfaction", home)
    shutil.copy(realdata / "airline_satisfaction" / "airline_passenger_satisfaction.csv.gz", home / "evidence")
    folder = workspace.find(home)
    (report,) = workspace.ingest(folder, key=bytes(range(32)), now=NOW)
    assert (report.counts.responses, report.counts.rejected_rows, report.counts.rejected_cells) == (129_880, 0, 0)
    with workspace.open_study(folder) as study:
        yield study


def by_touchpoint(study: Study, measure: str) -> dict[object, Estimate]:
    ((_, rows),) = study.measure([Ask(measure, by=("touchpoint",))])
    return {row.keys[0]: row.estimate for row in rows}


def test_the_share_of_the_satisfied(study: Study, golden: Any) -> None:
    ((_, (row,)),) = study.measure([Ask("outcome")])
    assert row.estimate.n == golden["rows"]
    for part in ("value", "low", "high"):
        assert getattr(row.estimate, part) / 100 == pytest.approx(golden["satisfied"][part], abs=1e-6)


def test_each_touchpoint_without_those_it_did_not_apply_to(study: Study, golden: Any) -> None:
    means, shares = by_touchpoint(study, "satisfaction"), by_touchpoint(study, "csat")
    for column, known in golden["touchpoints_zeros_excluded"].items():
        mean, share = means[KEYS[column]], shares[KEYS[column]]
        assert mean.n == share.n == known["n"]
        assert mean.value == pytest.approx(known["mean"], abs=1e-6)
        assert share.value / 100 == pytest.approx(known["top2"], abs=1e-6)
        if "low" in known:
            assert (mean.low, mean.high) == pytest.approx((known["low"], known["high"]), abs=1e-6)
            assert (share.low / 100, share.high / 100) == pytest.approx(
                (known["top2_low"], known["top2_high"]), abs=1e-6
            )


def test_what_loyalty_hangs_on(study: Study, golden: Any) -> None:
    document = workspace.load_map(study.folder)
    reading = study.read(document, now=NOW)
    known = golden["drivers_of_satisfied_complete_cases"]
    drivers = reading.drivers
    assert drivers is not None
    assert drivers.n == known["n"]
    assert drivers.r2.value == pytest.approx(known["r2"], abs=1e-6)
    shares = {one.touchpoint: one for one in drivers.drivers}
    for column, share in known["lmg_percent"].items():
        assert shares[KEYS[column]].share.value == pytest.approx(share, abs=1e-5)
    for column, share in known["johnson_percent"].items():
        assert shares[KEYS[column]].johnson == pytest.approx(share, abs=1e-5)
    assert sum(one.share.value for one in drivers.drivers) == pytest.approx(100)


def test_what_cannot_be_known_from_it_is_said(study: Study) -> None:
    reading = study.read(workspace.load_map(study.folder), now=NOW)
    assert reading.voices.known is False
    assert "cannot know" in reading.voices.says
    assert reading.freshness.newest is None
    assert reading.not_applicable == 20_134
    assert not reading.unallocated
