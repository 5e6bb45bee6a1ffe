"""The emotion curve: levels, bands, gaps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from insight_evidence import card, evidence, five, journey, long
from scipy import stats

from outsidein import insight
from outsidein.evidence.tables import Asks
from outsidein.ground import MeasureError
from outsidein.maps import Persona
from outsidein.maps.ties import Anchor
from outsidein.measures import Period

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
NAN = np.nan


def curve(document, store, **more):
    return {point.step[5:]: point for point in insight.read(document, store, now=NOW, **more).curve}


def test_a_rating_is_mapped_to_one_to_ten_and_labelled():
    ratings = np.array([[1.0], [3.0], [5.0], [4.0]])
    with evidence(ratings, ["a"]) as store:
        point = curve(journey({"one": ["a"]}), store)["one"]
    ten = 1 + 9 * (ratings[:, 0] - 1) / 4
    low, high = stats.t.interval(0.95, 3, ten.mean(), stats.sem(ten))
    assert point.level.value == pytest.approx(ten.mean())
    assert (point.level.low, point.level.high) == (pytest.approx(max(low, 1)), pytest.approx(min(high, 10)))
    assert point.level.n == 4
    assert point.level.small
    assert point.measured_as == "satisfaction rating 1–5, mapped to 1–10"
    assert point.level.cites[0].asked == "How was a?"
    assert point.level.cites[0].sources == ("survey",)
    assert "not an emotion" in point.level.notes[0]


def test_an_emotion_on_one_to_ten_is_taken_as_asked():
    rng = np.random.default_rng(1)
    felt = rng.integers(1, 11, (50, 1)).astype(float)
    with evidence(felt, ["a"], asks=Asks.EMOTION, scale=(1, 10)) as store:
        point = curve(journey({"one": ["a"]}), store)["one"]
    assert point.level.value == pytest.approx(felt.mean())
    assert point.measured_as == ""
    assert point.level.notes == ()


def test_emotion_is_preferred_and_never_mixed_with_ratings():
    rng = np.random.default_rng(2)
    rated = five(rng.normal(4, 1, (200, 2)))
    felt = np.full((200, 2), NAN)
    felt[:40, 0] = 3.0
    felt[:5, 1] = 2.0
    also = long(felt, ["a", "b"], asks=Asks.EMOTION, scale=(1, 10), question="felt-{}")
    with evidence(rated, ["a", "b"], also=[also]) as store:
        found = curve(journey({"one": ["a"], "two": ["b"], "three": ["x"]}), store)
        both = curve(journey({"one": ["a", "b"]}), store)["one"]
    assert (found["one"].level.value, found["one"].level.n, found["one"].measured_as) == (3.0, 40, "")
    assert found["two"].measured_as.startswith("satisfaction"), "five emotions do not outweigh 200 ratings"
    assert found["two"].level.n == 200
    assert (both.level.value, both.level.n) == (pytest.approx((35 * 3.0 + 5 * 2.5) / 40), 40)
    assert both.measured_as == ""


def test_answers_at_one_step_are_pooled_per_respondent():
    ratings = np.array([[1.0, 5.0], [3.0, NAN], [NAN, 5.0], [NAN, NAN]])
    with evidence(ratings, ["a", "b"]) as store:
        point = curve(journey({"one": ["a", "b"]}), store)["one"]
    people = np.array([(1.0 + 10.0) / 2, 5.5, 10.0])
    assert point.level.value == pytest.approx(people.mean())
    assert point.level.n == 3
    assert point.level.high - point.level.value == pytest.approx(min(stats.sem(people) * stats.t.ppf(0.975, 2), 3))
    assert "averaged first" in point.level.cites[0].formula
    assert point.touchpoints == ("a", "b")


def test_a_blank_is_not_a_zero_and_not_applicable_is_neither():
    ratings = np.array([[5.0], [NAN], [5.0]])
    table = long(ratings, ["a"], asks=Asks.SATISFACTION, scale=(1, 5))
    import pyarrow as pa

    away = table.slice(0, 1).to_pylist()[0] | {"response": 2, "value": None, "applicable": False}
    with evidence(ratings, ["a"], also=[pa.Table.from_pylist([away], schema=table.schema)]) as store:
        reading = insight.read(journey({"one": ["a"]}), store, now=NOW)
    point = reading.curve[0]
    assert (point.level.value, point.level.n) == (10.0, 2)
    assert (reading.answers, reading.not_applicable) == (2, 1)


def test_answers_that_are_all_alike_are_not_taken_for_certain():
    with evidence(np.full((40, 1), 5.0), ["a"]) as store:
        level = curve(journey({"one": ["a"]}), store)["one"].level
    assert level.value == level.high == 10.0
    assert 9.0 < level.low < 9.5
    assert level.method.startswith("exact bound")


def test_every_gap_says_why_it_is_one():
    steps = {"none": [], "fits": ["app"], "also": ["app"], "hint": ["sign"], "silent": ["desk"], "away": ["lounge"]}
    document = journey(steps, marks={("hint", "sign"): Anchor.INDICATIVE})
    import pyarrow as pa

    away = {"response": 1, "question": "q", "touchpoint": "lounge", "asks": "satisfaction", "low": 1.0, "high": 5.0}
    also = pa.Table.from_pylist([away | {"applicable": False}])
    with evidence(np.full((40, 2), 4.0), ["app", "sign"], also=[also]) as store:
        found = curve(document, store)
    assert all(point.level is None for point in found.values())
    assert "No touchpoint is met here" in found["none"].gap
    assert "met at 2 steps" in found["fits"].gap
    assert "merely indicative" in found["hint"].gap
    assert "Nobody was asked how “Desk” felt" in found["silent"].gap
    assert "did not apply" in found["away"].gap


def test_what_people_drew_stands_beside_and_is_never_merged():
    cards = [card("d", "one", "emotion", "", value=3.0), card("e", "two", "emotion", "", value=4.0)]
    document = journey({"one": ["a"], "two": []}, cards=cards, targets={"one": 8.0})
    with evidence(np.array([[5.0], [4.0], [5.0]]), ["a"]) as store:
        found = curve(document, store)
    assert (found["one"].drawn, found["one"].target) == (3.0, 8.0)
    assert found["one"].level.value > 8
    assert (found["two"].drawn, found["two"].level) == (4.0, None)


def test_unallocated_answers_are_shown_with_their_n_and_counted_nowhere():
    document = journey({"one": ["app", "desk"], "two": ["app"]})
    rng = np.random.default_rng(3)
    with evidence(five(rng.normal(3, 1, (60, 3))), ["app", "desk", "stranger"]) as store:
        reading = insight.read(document, store, now=NOW)
    shown = {one.touchpoint: one for one in reading.unallocated}
    assert {key: one.n for key, one in shown.items()} == {"app": 60, "stranger": 60}
    assert shown["app"].steps == ("step:one", "step:two")
    assert shown["stranger"].level.known
    assert [point.level.n if point.level else 0 for point in reading.curve] == [60, 0]
    assert any("stranger" in note for note in reading.notes)


def test_a_persona_a_segment_and_a_period_narrow_who_counts():
    n = 300
    rng = np.random.default_rng(4)
    young = rng.random(n) < 0.5
    days = rng.integers(0, 200, n)
    ratings = five(np.where(young, 2.0, 4.0)[:, None] + rng.normal(0, 0.5, (n, 1)))
    persona = Persona(id="persona:ann", name="Ann", segment=(("age", "young"),))
    document = journey({"one": ["a"]}, extra=[persona])
    with evidence(
        ratings,
        ["a"],
        segments={"age": np.where(young, "young", "old").tolist()},
        times=[NOW - timedelta(days=int(day)) for day in days],
        channels=np.where(days < 50, "app", "web").tolist(),
    ) as store:
        ten = 1 + 9 * (ratings[:, 0] - 1) / 4
        for key in ("ann", "persona:ann"):
            assert curve(document, store, persona=key)["one"].level.value == pytest.approx(ten[young].mean())
        older = curve(document, store, where=(("segment:age", ("old",)),))["one"].level
        assert older.value == pytest.approx(ten[~young].mean())
        assert "age is old" in older.cites[0].filter
        period = Period((NOW - timedelta(days=99)).date(), NOW.date())
        recent = curve(document, store, period=period)["one"].level
        assert (recent.n, recent.period) == (int((days < 100).sum()), period)
        app = curve(document, store, where=(("channel", ("app",)),))["one"].level
        assert app.n == int((days < 50).sum())
        with pytest.raises(MeasureError, match="no persona “bob”"):
            curve(document, store, persona="bob")
        with pytest.raises(MeasureError, match="segment:class"):
            curve(document, store, where=(("segment:class", ("x",)),))


def test_a_segment_that_only_the_customer_list_knows_narrows_too():
    import pyarrow as pa

    frame = pa.table({"customer": ["c0", "c1", "c2", "c2"], "segment:plan": ["gold", "free", "gold", "free"]})
    ratings = np.array([[5.0], [1.0], [3.0], [2.0]])
    with evidence(ratings, ["a"], customers=["c0", "c1", "c2", None], frame=frame) as store:
        gold = curve(journey({"one": ["a"]}), store, where=(("segment:plan", ("gold",)),))["one"].level
        unsaid = curve(journey({"one": ["a"]}), store, where=(("segment:plan", (None,)),))["one"].level
    assert (gold.value, gold.n) == (10.0, 1)
    assert (unsaid.n, unsaid.value) == (2, pytest.approx((5.5 + 3.25) / 2)), "named twice with two plans, or not named"


def test_the_band_covers_the_truth_as_often_as_it_says():
    """2,000 samples of 25 respondents with two touchpoints each, skewed as ratings are."""
    from bench.power_hotspots import sums_of

    from outsidein.insight.level import Telling, levels

    rng = np.random.default_rng(5)
    weights = [0.1, 0.15, 0.2, 0.3, 0.25]
    truth = 1 + 9 * (np.dot(weights, [1, 2, 3, 4, 5]) - 1) / 4
    inside = 0
    for _ in range(40):
        ten = 1 + 9 * (rng.choice(5, (25, 50), p=weights)) / 4
        sums, _, places = sums_of(ten)
        found = levels(sums, places, telling=Telling(), repeated=False)
        inside += sum(level.low <= truth <= level.high for level in found)
    assert 0.935 < inside / 2000 < 0.965
