"""The sample: what its generator planted in a year of events, the product finds without being told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from outsidein import workspace
from outsidein.insight.changes import What
from outsidein.measures.journeys import compare_reach
from outsidein.workspace.sample.travels import PLATFORMS, Habits

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> workspace.Folder:
    path = tmp_path_factory.mktemp("sample") / "sample"
    return workspace.build_sample(path, key=bytes(range(32)), seed=7, today=TODAY, now=NOW)[0]


@pytest.fixture(scope="module")
def happened(folder: workspace.Folder) -> workspace.Happenings:
    return workspace.open_happenings(folder.path, log=workspace.Log(notion="customer"))


def test_events_carry_segments_and_the_file_stays_small(
    folder: workspace.Folder, happened: workspace.Happenings
) -> None:
    assert set(happened.segment_names) >= {"platform", "club", "travel"}
    assert set(happened.segment_of("platform").values()) == set(PLATFORMS)
    assert (folder.evidence / "app-events.parquet").stat().st_size < 400_000


def test_members_of_the_club_stay_longer_and_the_website_loses_more(happened: workspace.Happenings) -> None:
    club = {one.group: one for one in workspace.staying(happened, by="club").groups}
    assert club["Kestrel Club"].median.value > 2 * club["guest"].median.value
    assert club["guest"].ratio is not None
    assert club["guest"].ratio.low > 1
    website = next(one for one in workspace.staying(happened, by="platform").groups if one.group == "website")
    assert website.ratio is not None
    assert website.ratio.value > 1


def test_leaving_is_foretold_better_than_by_the_base_rate_and_the_next_step_too(
    happened: workspace.Happenings,
) -> None:
    found = workspace.foretell(happened)
    assert found.beats
    assert found.ranking.low > 0.6
    following = workspace.foretell_next(happened, path=("flight-search", "booking-form"))
    assert following.after[0][0] == "booking-form"


def test_the_broken_phones_are_found_with_their_days(folder: workspace.Folder) -> None:
    lead = workspace.find_changes(folder.path).incidents[0].lead
    planted = Habits()
    assert (lead.segment, lead.value) == ("platform", planted.broken)
    assert lead.watched.event == "booking-form"
    assert lead.watched.what in (What.REACHED, What.ENDED)
    for found, days in ((lead.period.first, planted.broken_from + 1), (lead.period.last, planted.broken_to + 1)):
        assert abs(found - (TODAY - timedelta(days=days))) <= timedelta(days=4)


def test_passes_are_had_less_often_on_the_website(folder: workspace.Folder) -> None:
    with workspace.open_journeys(folder.path) as walked:
        sides = (walked.journeys.segment(platform="website"), walked.journeys.segment(platform=("iPhone", "Android")))
        found = {one.key: one for one in compare_reach(*sides)}
    change = found["boarding-pass",].change
    assert change.high is not None
    assert change.high < 0


def test_a_report_has_curves_of_staying_and_reliability_and_a_persona_its_own(folder: workspace.Folder) -> None:
    document = workspace.load_map(folder)
    with workspace.open_study(folder) as study:
        everybody = workspace.ways_of(study, document, study.read(document, now=NOW))
        reading = study.read(document, now=NOW, persona="frequent")
        one = workspace.ways_of(study, document, reading, persona="frequent")
        assert workspace.ways_of(study, document, reading) is None  # narrowed, and nobody says to what
    assert everybody is not None
    assert one is not None
    assert [name for name, _ in everybody.survival] == ["Everybody", "Family traveller", "Business traveller"]
    assert [name for name, _ in one.survival] == ["Business traveller"]
    assert one.survival[0][1].customers == everybody.survival[2][1].customers
    assert 0 < one.journeys < everybody.journeys
    assert one.funnel is not None
    with workspace.open_study(folder) as study, pytest.MonkeyPatch.context() as patched:
        patched.setattr("outsidein.workspace.ways.MOST_EVENTS", 1000)
        large = workspace.ways_of(study, document, study.read(document, now=NOW))
    assert large is not None
    assert large.survival == large.calibration == ()
    assert "more than 1,000 events" in large.notes[0]
    assert [name for name, _ in everybody.calibration] == ["who does nothing for 30 days"]
    assert "95 of 100" in everybody.stays[0]
    assert everybody.notes == ()
