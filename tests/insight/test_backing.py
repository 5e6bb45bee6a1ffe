"""What backs a card, how fresh it is, which comments are quoted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from insight_evidence import card, evidence, five, journey

from outsidein import insight
from outsidein.insight import Strength
from outsidein.insight.freshness import age, find_freshness

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
STEPS = {"one": ["a"], "two": ["b"], "three": ["c"]}
KEYS = list("abc")
MEASURED, HEARD, ASSUMED = Strength.MEASURED, Strength.HEARD, Strength.ASSUMPTION


def said(rows, *, days=10, source="reviews"):
    """Comments (pairs of touchpoint and text) as a table of responses from 1001 on, and one of comments."""
    numbers = [1001 + at for at in range(len(rows))]
    when = [NOW - timedelta(days=days + at) for at in range(len(rows))]
    responses = pa.table(
        {"response": numbers, "time": pa.array(when, pa.timestamp("us", "UTC")), "source": [source] * len(rows)}
    )
    comments = pa.table(
        {
            "comment": [number * 64 for number in numbers],
            "response": numbers,
            "touchpoint": pa.array([touchpoint for touchpoint, _ in rows], pa.string()),
            "text": [text for _, text in rows],
        }
    )
    return {"more_responses": responses, "comments": comments}


def backing(cards, *, means=(2.0, 3.5, 4.6), people=60, days=5, head=None, **more):
    rng = np.random.default_rng(1)
    ratings = five(np.array(means) + rng.normal(0, 0.3, (people, 3)))
    times = [NOW - timedelta(days=days)] * people
    document = journey(STEPS, cards=cards, **(head or {}))
    with evidence(ratings, KEYS, times=times, **more) as store:
        reading = insight.read(document, store, now=NOW)
    return {one.card[5:]: one for one in reading.backing}, reading


def test_a_pain_is_measured_only_where_the_ratings_there_fit_it():
    found, _ = backing([card("low", "one", "pains"), card("mid", "two", "pains"), card("high", "three", "pains")])
    assert {key: one.strength is MEASURED for key, one in found.items()} == {"low": True, "mid": False, "high": False}
    assert found["low"].n == 60
    assert found["low"].age == 5
    assert "which fits; it tells that it hurts, not why" in found["low"].says
    assert "neither confirms nor denies" in found["mid"].says
    assert "speaks against it" in found["high"].says


def test_a_thought_is_an_assumption_until_somebody_is_heard():
    cards = [
        card("bare", "one", "thoughts"),
        card("cites", "one", "thoughts", evidence=(f"comment:{1001 * 64}",)),
        card("about", "one", "thoughts", touchpoint="touchpoint:b"),
        card("lost", "one", "thoughts", evidence=("comment:12345", "source:nowhere")),
    ]
    found, reading = backing(cards, **said([("b", "Will it scan?"), ("b", "Where do I go now?")]))
    assert {key: one.strength for key, one in found.items()} == {
        "bare": ASSUMED, "cites": HEARD, "about": HEARD, "lost": ASSUMED,
    }  # fmt: skip
    assert (found["cites"].n, found["about"].n) == (1, 2)
    assert found["cites"].age == 10
    assert "comment:12345 and source:nowhere, which is not in the evidence" in found["lost"].says
    assert (reading.coverage.value, reading.coverage.method, reading.coverage.n) == (50.0, "exact", 4)


def test_an_action_is_measured_by_events_there():
    events = pa.table({"response": [1] * 40, "event": ["open"] * 40, "touchpoint": ["a"] * 40})
    found, reading = backing([card("does", "one", "actions"), card("other", "two", "actions")], events=events)
    assert (found["does"].strength, found["does"].n) == (MEASURED, 40)
    assert found["other"].strength is ASSUMED
    assert reading.events == 40


def test_a_few_ratings_measure_nothing():
    found, _ = backing([card("low", "one", "pains")], people=12)
    assert found["low"].strength is ASSUMED


def test_a_source_with_answers_measures_any_card_and_one_of_comments_is_heard():
    cards = [
        card("survey", "one", "organisation-goals", evidence=("source:survey",)),
        card("talks", "one", "desires", evidence=("source:reviews",)),
    ]
    found, _ = backing(cards, **said([("a", "Let us sit together, please")]))
    assert (found["survey"].strength, found["survey"].n) == (MEASURED, 60)
    assert (found["talks"].strength, found["talks"].n) == (HEARD, 1)


def test_a_rating_names_no_feeling():
    found, reading = backing([card("furious", "three", "feelings")])
    assert found["furious"].strength is not MEASURED
    assert "names no feeling" in found["furious"].says
    assert reading.coverage.value == 0


def test_a_strength_is_read_the_other_way_round():
    found, _ = backing([card("good", "stage:s0", "strengths", touchpoint="touchpoint:a")])
    assert "speaks against it" in found["good"].says


def test_a_card_at_a_stage_that_names_no_touchpoint_is_an_assumption():
    found, _ = backing([card("good", "stage:s0", "strengths")])
    assert found["good"].strength is ASSUMED


@pytest.mark.parametrize(("days", "rhythm", "stale"), [(180, None, False), (181, None, True), (95, 90, True)])
def test_evidence_goes_stale_by_the_rhythm_of_the_map(days, rhythm, stale):
    found, reading = backing([card("low", "one", "pains")], days=days, head={"review_every": rhythm})
    assert (found["low"].age, found["low"].stale) == (days, stale)
    assert (reading.freshness.age, reading.freshness.stale) == (days, stale)
    assert ("due for review" in reading.freshness.says) == stale


def test_undated_evidence_has_no_age_and_says_so():
    with evidence(np.full((40, 3), 3.0), KEYS) as store:
        reading = insight.read(journey(STEPS, cards=[card("low", "one", "pains")]), store, now=NOW)
    assert (reading.freshness.newest, reading.freshness.age, reading.freshness.stale) == (None, None, False)
    assert "undated" in reading.freshness.says
    assert reading.backing[0].age is None
    assert str(reading.period) == "undated"


def test_a_clock_that_ran_ahead_is_said():
    document = journey(STEPS)
    fresh = find_freshness(document, newest=NOW + timedelta(days=3), undated=2, responses=9, now=NOW)
    assert fresh.age == 0
    assert "still to come" in fresh.says
    assert "2 responses are undated" in fresh.says
    assert age(datetime(2026, 11, 20), NOW) == 1, "a time without a zone is UTC"


def test_a_map_without_cards_has_no_coverage():
    _, reading = backing([])
    assert not reading.coverage.known


def test_quotes_are_verbatim_recent_readable_and_never_twice_the_same():
    rows = [
        ("a", "Ok"),
        ("a", "x" * 2000),
        ("a", "The desk lost our passports twice."),
        ("a", "We waited for an hour."),
    ]
    rows += [
        ("a", "the desk lost our passports twice. "),
        ("b", "  Fine by me, really.  "),
        ("nobody", "What is this?"),
    ]
    _, reading = backing([], **said(rows))
    assert [quote.text for quote in reading.quotes if quote.touchpoint == "a"] == [
        "The desk lost our passports twice.", "We waited for an hour.", "Ok",
    ]  # fmt: skip
    assert [quote.text for quote in reading.quotes if quote.touchpoint == "b"] == ["  Fine by me, really.  "]
    assert {quote.step for quote in reading.quotes} == {"step:one", "step:two", ""}
    assert reading.quotes[0].comment == f"comment:{1003 * 64}"
    assert reading.quotes[0].source == "reviews"
    assert reading.comments == 7


def test_a_hotspot_is_quoted_by_those_who_rated_it_badly():
    rng = np.random.default_rng(2)
    ratings = five(np.array([2.2, 4, 4]) + rng.normal(0, 0.7, (200, 3)))
    happy, unhappy = int(np.flatnonzero(ratings[:, 0] >= 4)[0]), int(np.flatnonzero(ratings[:, 0] <= 2)[0])
    comments = pa.table(
        {
            "comment": [(happy + 1) * 64, (unhappy + 1) * 64],
            "response": [happy + 1, unhappy + 1],
            "touchpoint": ["a", "a"],
            "text": ["Quick and friendly, thank you very much for the help at the desk, we shall all come again.",
                     "One desk for three flights."],
        }
    )  # fmt: skip
    with evidence(ratings, KEYS, comments=comments) as store:
        quotes = insight.read(journey(STEPS), store, now=NOW).quotes
    assert [quote.text[:8] for quote in quotes] == ["One desk", "Quick an"]


def test_different_sources_are_quoted_before_the_same_one_again():
    rows = [("a", f"Waited in line for {at} hours with the children.") for at in range(5)]
    first, other = said(rows), said([("a", "Slow.")], days=100, source="letters")
    more = pa.concat_tables([first["more_responses"], other["more_responses"].set_column(0, "response", [[2001]])])
    also = other["comments"].set_column(0, "comment", [[2001 * 64]]).set_column(1, "response", [[2001]])
    comments = pa.concat_tables([first["comments"], also])
    _, reading = backing([], more_responses=more, comments=comments)
    assert {quote.source for quote in reading.quotes} == {"reviews", "letters"}
    assert len(reading.quotes) == 3
