"""Quick questions to the evidence: the curve alone, the rows behind a number, all comments, trends, segments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from outsidein import workspace
from outsidein.ground import MeasureError
from outsidein.maps import Document
from outsidein.measures import Ask, Grain, Period
from outsidein.workspace import Study

NOW = datetime(2026, 11, 21, tzinfo=UTC)
FORM = Ask("csat", where=(("touchpoint", ("check-in-form",)),))


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    path = tmp_path_factory.mktemp("study") / "sample"
    folder, _ = workspace.build_sample(path, key=bytes(range(32)), seed=7, today=NOW.date(), now=NOW)
    with workspace.open_study(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def document(study: Study) -> Document:
    return workspace.load_map(study.folder)


@pytest.mark.parametrize(
    "only",
    [
        {},
        {"persona": "frequent"},
        {"where": (("segment:age", ("50 to 64",)),)},
        {"period": Period(date(2026, 7, 1), date(2026, 9, 30))},
        {"where": (("channel", ("app", None)),), "period": Period(date(2026, 9, 1), None)},
    ],
)
def test_the_curve_alone_is_the_curve_of_the_whole_reading(study: Study, document: Document, only: dict) -> None:
    assert study.curve(document, **only) == study.read(document, now=NOW, **only).curve


def test_a_filter_that_nothing_knows_is_said(study: Study, document: Document) -> None:
    with pytest.raises(MeasureError):
        study.curve(document, where=(("segment:shoe size", ("44",)),))


def test_the_rows_behind_a_number_are_those_it_was_made_of(study: Study) -> None:
    ((_, (row,)),) = study.measure([FORM])
    behind = study.rows(FORM, limit=1000)
    assert behind.total == row.estimate.n
    assert len(behind.rows) == 1000
    everything = [study.rows(FORM).rows, behind.rows[:100]]
    assert everything[0] == everything[1]
    times = [one.time for one in behind.rows]
    assert times == sorted(times, reverse=True)
    assert {one.touchpoint for one in behind.rows} == {"check-in-form"}
    assert behind.people == row.estimate.people
    assert {one.wording for one in behind.rows} == {cite.asked for cite in row.estimate.cites}


def test_rows_name_customers_by_pseudonym_only(study: Study) -> None:
    named = [one.customer for one in study.rows(FORM).rows if one.customer]
    assert named
    assert all(len(one) == 32 and set(one) <= set("0123456789abcdef") for one in named)


def test_a_period_and_a_step_narrow_the_rows(study: Study, document: Document) -> None:
    step = next(point for point in study.curve(document) if "check-in-form" in point.touchpoints)
    ask = Ask("csat", where=(("step", (step.step,)),), period=Period(date(2026, 11, 1), None))
    ((_, (row,)),) = study.measure([ask], document=document)
    behind = study.rows(ask, document=document)
    assert behind.total == row.estimate.n
    assert all(one.time and one.time.date() >= date(2026, 11, 1) for one in behind.rows)


def test_all_comments_are_paged_newest_first_each_once(study: Study, document: Document) -> None:
    seen, cursor = [], ""
    while True:
        page = study.quotes(document, touchpoint="check-in-form", limit=7, cursor=cursor)
        seen += page.quotes
        cursor = page.after
        if not cursor:
            break
    assert len(seen) == page.total == len({one.comment for one in seen})
    assert page.total > 7
    times = [one.time for one in seen if one.time]
    assert times == sorted(times, reverse=True)
    assert seen == list(study.quotes(document, touchpoint="check-in-form", limit=200).quotes)


def test_a_search_finds_all_words_in_any_case(study: Study, document: Document) -> None:
    everything = study.quotes(document, limit=200)
    word = everything.quotes[0].text.split()[0].strip(".,")
    found = study.quotes(document, search=word.upper(), limit=200)
    assert found.total
    assert all(word.lower() in one.text.lower() for one in found.quotes)
    assert study.quotes(document, search=f"{word} zzqzz").total == 0
    assert study.quotes(document, search="100%_'").total == 0


def test_comments_of_a_step_are_those_that_count_for_it(study: Study, document: Document) -> None:
    step = next(point for point in study.curve(document) if "check-in-form" in point.touchpoints)
    page = study.quotes(document, step=step.step, limit=200)
    assert page.total
    assert {one.touchpoint for one in page.quotes} <= set(step.touchpoints)
    assert {one.step for one in page.quotes} == {step.step}
    assert study.quotes(document, step="step:none").total == 0


def test_a_page_that_is_none_is_said(study: Study, document: Document) -> None:
    for cursor in ("x", "1", "1.x", "1.2.3"):
        with pytest.raises(MeasureError) as error:
            study.quotes(document, cursor=cursor)
        assert error.value.diagnostics[0].code == "insight/unknown-page"


def test_a_trend_has_every_month(study: Study, document: Document) -> None:
    (line,) = study.trend(Ask("nps"), grain=Grain.MONTH)
    assert len(line.rows) >= 12
    assert line.change is not None
    by_step = study.trend(Ask("csat", by=("step",)), grain=Grain.QUARTER, document=document)
    assert len(by_step) > 3


def test_segments_for_pickers_come_with_their_numbers(study: Study) -> None:
    found = {one.name: dict(one.values) for one in study.segments()}
    assert set(found["segment:travel"]) == {"Family", "Business", "Leisure, no children"}
    assert {"channel", "source", "segment:age"} <= found.keys()
    ((_, (row,)),) = study.measure([Ask("responses", where=(("segment:travel", ("Family",)),))])
    assert row.estimate.value == found["segment:travel"]["Family"]
