"""Drivers from evidence: what is taken, what is left out, what is refused, and that each is said."""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from numpy.typing import NDArray

from outsidein.evidence.asked import Asked
from outsidein.evidence.store import Store
from outsidein.evidence.tables import Asks
from outsidein.ground import MeasureError
from outsidein.insight.drivers import find_drivers
from outsidein.insight.reading import Drivers
from outsidein.insight.scope import Scope

Floats = NDArray[np.float64]
WEIGHTS = (1.0, 0.5, 0.2, 0.0)
NAMES = ("gate", "seat", "wifi", "food")


def answers_of(
    ratings: Floats,
    outcome: Floats,
    *,
    names: tuple[str, ...] = NAMES,
    scale: tuple[float, float] = (0, 10),
    first: int = 0,
    rates: bool = True,
) -> pa.Table:
    """Long answers of n responses: ratings 1–5 per touchpoint (NaN: not applicable) and the outcome."""
    n, p = ratings.shape
    kind = [*(["satisfaction"] * p), "nps"]
    table = pa.table(
        {
            "response": np.repeat(np.arange(first, first + n), p + 1),
            "question": np.tile([f"q-{name}" for name in names] + ["loyalty"], n),
            "touchpoint": pa.array([*names, None] * n),
            "asks": np.tile(kind, n),
            "value": pa.array(np.column_stack([ratings, outcome]).ravel(), from_pandas=True),
            "low": np.tile([1.0] * p + [scale[0]], n),
            "high": np.tile([5.0] * p + [scale[1]], n),
            "applicable": np.column_stack([~np.isnan(ratings), ~np.isnan(outcome)]).ravel(),
        }
    )
    return table if rates else table.filter(pa.compute.equal(table["question"], "loyalty"))


def survey(n: int, seed: int = 1, *, weights: tuple[float, ...] = WEIGHTS) -> tuple[Floats, Floats]:
    """Ratings that hang together, and 0–10."""
    rng = np.random.default_rng(seed)
    p = len(weights)
    latent = rng.normal(size=(n, p)) + 0.8 * rng.normal(size=(n, 1))
    ratings = np.clip(np.round(3.2 + latent), 1, 5)
    outcome = np.clip(np.round(6 + (ratings - 3.2) @ np.array(weights) + 1.5 * rng.normal(size=n)), 0, 10)
    return ratings, outcome


def store_of(answers: pa.Table, **columns: object) -> Store:
    responses = pa.table({"response": sorted(set(answers["response"].to_pylist())), **columns})
    return Store.memory(responses=responses, answers=answers)


def ranked(drivers: Drivers) -> list[str]:
    return [one.touchpoint for one in drivers.drivers]


def said(drivers: Drivers) -> str:
    return "\n".join(drivers.notes)


def test_the_planted_driver_comes_first_and_the_idle_one_last_with_shares_that_sum_to_100() -> None:
    found = find_drivers(store_of(answers_of(*survey(1500))), outcome="loyalty")
    assert ranked(found)[0] == "gate"
    assert found.drivers[0].share.low > 25 > found.drivers[-1].share.high
    for shares in (
        [one.share.value for one in found.drivers],
        [one.johnson for one in found.drivers],
        [one.pairwise for one in found.drivers],
    ):
        assert sum(shares) == pytest.approx(100)
    assert (found.n, found.left_out) == (1500, 0)
    assert found.r2.low < found.r2.value < found.r2.high
    idle = next(one for one in found.drivers if one.touchpoint == "food")
    assert idle.beta.low < 0 < idle.beta.high
    assert found.notes[-1].startswith("Association, not cause")


def test_not_applicable_is_a_gap_whose_respondent_is_left_out_and_counted() -> None:
    ratings, outcome = survey(800)
    ratings[:100, 2] = np.nan
    found = find_drivers(store_of(answers_of(ratings, outcome)), outcome="loyalty")
    alone = find_drivers(store_of(answers_of(ratings[100:], outcome[100:])), outcome="loyalty")
    assert (found.n, found.left_out) == (700, 100)
    assert [one.share.value for one in found.drivers] == pytest.approx([one.share.value for one in alone.drivers])
    assert found.drivers[0].pairwise != pytest.approx(found.drivers[0].share.value, abs=1e-6)
    assert "700 of 800 respondents rated every touchpoint" in said(found)


def test_who_rated_nothing_counts_as_left_out_too() -> None:
    ratings, outcome = survey(500)
    silent = answers_of(ratings[:50], outcome[:50], first=1000, rates=False)
    found = find_drivers(store_of(pa.concat_tables([answers_of(ratings, outcome), silent])), outcome="loyalty")
    assert (found.n, found.left_out) == (500, 50)


def test_the_scale_of_the_outcome_changes_nothing() -> None:
    ratings, outcome = survey(600)
    tenths = find_drivers(store_of(answers_of(ratings, outcome)), outcome="loyalty")
    shifted = find_drivers(store_of(answers_of(ratings, 1e7 + 3 * outcome, scale=(0, np.inf))), outcome="loyalty")
    for one, two in zip(tenths.drivers, shifted.drivers, strict=True):
        assert one.share.value == pytest.approx(two.share.value, abs=1e-4)
        assert one.share.high == pytest.approx(two.share.high, abs=1e-4)


def test_a_touchpoint_that_few_rated_is_left_out_and_named_instead_of_shrinking_everything() -> None:
    ratings, outcome = survey(1000)
    ratings[40:, 1] = np.nan
    found = find_drivers(store_of(answers_of(ratings, outcome)), outcome="loyalty")
    assert sorted(ranked(found)) == ["food", "gate", "wifi"]
    assert (found.n, found.left_out) == (1000, 0)
    assert "“seat” is left out: 40 of 1,000 respondents rated it" in said(found)


def test_a_touchpoint_that_nearly_everybody_rates_alike_is_left_out_and_named() -> None:
    ratings, outcome = survey(300, weights=(1.0, 0.5, 0.2, 0.1, 0.1))
    ratings[:, 2] = np.where(np.arange(300) % 60 == 7, 2, 3)
    ratings[:, 3] = 4
    ratings[:40, 0] = np.nan
    ratings[40:, 4] = 5  # varies only where the gate was not rated
    answers = answers_of(ratings, outcome, names=(*NAMES, "lounge"))
    found = find_drivers(store_of(answers), outcome="loyalty")
    assert sorted(ranked(found)) == ["gate", "seat"]
    assert found.n == 260
    assert "“wifi” is left out: all but 5 of 300 who rated it said the same." in said(found)
    assert "“food” is left out: all 300 who rated it said the same." in said(found)
    assert "“lounge” is left out: all 260 who rated every touchpoint said the same." in said(found)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda x, y: (x[:25], y[:25]), "25 respondents gave the outcome"),
        (lambda x, y: (x, np.full_like(y, 9)), "All 200 respondents gave the outcome the same answer"),
        (lambda x, y: (x, np.where(np.arange(200) < 7, 1.0, 9.0)), "All but 7 of 200 respondents gave the outcome"),
        (lambda x, y: (np.where(np.arange(4) > 0, np.nan, x), y), "fewer than two are left"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_reason(spoil, why: str) -> None:  # type: ignore[no-untyped-def]
    found = find_drivers(store_of(answers_of(*spoil(*survey(200)))), outcome="loyalty")
    assert found.drivers == ()
    assert not found.r2.known
    assert why in found.notes[-1]


def test_more_touchpoints_than_the_respondents_can_carry_are_refused_with_how_many_it_takes() -> None:
    names = tuple(f"t{at}" for at in range(12))
    ratings, outcome = survey(50, weights=tuple(np.linspace(1, 0, 12)))
    found = find_drivers(store_of(answers_of(ratings, outcome, names=names)), outcome="loyalty")
    assert found.drivers == ()
    assert "12 touchpoints need at least 60" in found.notes[-1]
    few = find_drivers(store_of(answers_of(ratings, outcome, names=names)), outcome="loyalty", touchpoints=names[:3])
    assert len(few.drivers) == 3


def test_where_nobody_rates_everything_each_correlation_rests_on_those_who_rated_both() -> None:
    weights = (1.0, 0.5, 0.3, 0.2, 0.2, 0.1, 0.1, 0.0)
    names = tuple("abcdefgh")
    ratings, outcome = survey(3000, weights=weights)
    whole = find_drivers(store_of(answers_of(ratings, outcome, names=names)), outcome="loyalty")
    rng = np.random.default_rng(2)
    for row in ratings:
        row[rng.choice(8, 5, replace=False)] = np.nan
    found = find_drivers(store_of(answers_of(ratings, outcome, names=names)), outcome="loyalty")
    assert "each correlation rests on those who rated both" in said(found)
    assert found.left_out == 0
    assert 200 < found.n < 450
    assert found.drivers[0].touchpoint == "a"
    truth = {one.touchpoint: one.share.value for one in whole.drivers}
    assert sum(one.share.low <= truth[one.touchpoint] <= one.share.high for one in found.drivers) >= 7
    wider = found.drivers[0].share.high - found.drivers[0].share.low
    assert wider > 1.5 * (whole.drivers[0].share.high - whole.drivers[0].share.low)


def test_a_customer_who_answers_twice_is_one_customer() -> None:
    ratings, outcome = survey(400)
    answers = pa.concat_tables([answers_of(ratings, outcome), answers_of(ratings, outcome, first=400)])
    names = [f"c{at % 400}" for at in range(800)]
    once = find_drivers(store_of(answers_of(ratings, outcome)), outcome="loyalty")
    twice = find_drivers(store_of(answers, customer=names), outcome="loyalty")
    apart = find_drivers(store_of(answers), outcome="loyalty")
    assert twice.n == 800
    assert twice.drivers[0].share.n == 400
    assert "intervals rest on 400 customers" in said(twice)
    for one, two, loose in zip(once.drivers, twice.drivers, apart.drivers, strict=True):
        assert two.share.value == pytest.approx(one.share.value)
        assert two.share.low == pytest.approx(one.share.low, abs=1e-3)
        assert two.share.high == pytest.approx(one.share.high, abs=1e-3)
        assert loose.share.high - loose.share.low < 0.8 * (two.share.high - two.share.low)


def test_outcome_and_ratings_from_different_surveys_meet_in_the_customer() -> None:
    ratings, outcome = survey(500)
    rated = answers_of(ratings, np.full(500, np.nan))
    loyal = answers_of(ratings, outcome, first=500, rates=False)
    names = [f"c{at % 500}" for at in range(1000)]
    found = find_drivers(store_of(pa.concat_tables([rated, loyal]), customer=names), outcome="loyalty")
    together = find_drivers(store_of(answers_of(ratings, outcome)), outcome="loyalty")
    assert found.n == 500
    assert [one.share.value for one in found.drivers] == pytest.approx([one.share.value for one in together.drivers])
    assert "asked in different responses" in said(found)


def test_a_rating_that_goes_against_loyalty_keeps_its_sign_and_is_pointed_out() -> None:
    found = find_drivers(store_of(answers_of(*survey(2000, weights=(1.0, 0.5, 0.2, -0.9)))), outcome="loyalty")
    food = next(one for one in found.drivers if one.touchpoint == "food")
    assert food.sign == -1
    assert food.beta.high < 0 <= food.share.low
    assert "A higher rating goes with a lower outcome at “food”" in said(found)


def test_touchpoints_answered_alike_share_and_are_named() -> None:
    ratings, outcome = survey(500)
    ratings[:, 1] = ratings[:, 0]
    found = find_drivers(store_of(answers_of(ratings, outcome)), outcome="loyalty")
    shares = {one.touchpoint: one.share.value for one in found.drivers}
    assert shares["gate"] == pytest.approx(shares["seat"], abs=1e-4)
    assert "“gate” and “seat”: answered almost alike" in said(found)


def test_what_is_no_more_than_chance_has_no_known_share() -> None:
    rng = np.random.default_rng(8)
    for seed in range(30):
        ratings, _ = survey(60, seed)
        found = find_drivers(store_of(answers_of(ratings, rng.integers(0, 11, 60).astype(float))), outcome="loyalty")
        if "no more than chance" in said(found):
            assert all((one.share.low, one.share.high) == (0, 100) for one in found.drivers)
            return
    pytest.fail("noise should look like chance now and then")


def test_beyond_what_all_subsets_allow_the_shares_are_johnsons_and_this_is_said() -> None:
    names = tuple(f"t{at:02}" for at in range(23))
    ratings, outcome = survey(400, weights=tuple(np.linspace(0.6, 0, 23)))
    found = find_drivers(store_of(answers_of(ratings, outcome, names=names)), outcome="loyalty")
    assert len(found.drivers) == 23
    assert all(one.share.value == pytest.approx(one.johnson) for one in found.drivers)
    assert "Johnson" in found.method
    assert "With 23 touchpoints" in said(found)
    assert all(one.share.low <= one.share.value <= one.share.high for one in found.drivers)


def test_johnson_can_be_asked_for_and_lies_near_lmg() -> None:
    store = store_of(answers_of(*survey(1000)))
    usual, fast = (find_drivers(store, outcome="loyalty", method=method) for method in ("lmg", "johnson"))
    by_name = {one.touchpoint: one for one in usual.drivers}
    for one in fast.drivers:
        assert one.share.value == pytest.approx(by_name[one.touchpoint].johnson)
        assert one.share.value == pytest.approx(by_name[one.touchpoint].share.value, abs=3)


def test_the_bootstrap_says_nearly_the_same_and_tells_its_progress() -> None:
    store = store_of(answers_of(*survey(900)))
    told: list[tuple[int, int]] = []
    usual = find_drivers(store, outcome="loyalty")
    drawn = find_drivers(
        store,
        outcome="loyalty",
        bootstrap=500,
        generator=np.random.default_rng(1),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert "500 samples" in drawn.drivers[0].share.method
    for one, two in zip(usual.drivers[:3], drawn.drivers, strict=False):
        assert two.share.value == one.share.value
        assert two.share.low == pytest.approx(one.share.low, abs=3)
        assert two.share.high == pytest.approx(one.share.high, abs=3)


@pytest.mark.parametrize("wrong", [{"bootstrap": 500}, {"bootstrap": 20, "generator": np.random.default_rng(1)}])
def test_a_bootstrap_without_a_generator_or_with_few_samples_is_a_mistake(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="500 samples and a generator"):
        find_drivers(store_of(answers_of(*survey(100))), outcome="loyalty", **wrong)  # type: ignore[arg-type]


def test_a_wider_level_gives_wider_intervals() -> None:
    store = store_of(answers_of(*survey(500)))
    usual, sure = (find_drivers(store, outcome="loyalty", level=level).drivers[0] for level in (0.8, 0.99))
    assert sure.share.low < usual.share.low < usual.share.high < sure.share.high
    assert sure.share.level == 0.99


def test_an_outcome_that_nobody_was_asked_is_an_error_that_names_the_likely_one() -> None:
    with pytest.raises(MeasureError) as caught:
        find_drivers(store_of(answers_of(*survey(50))), outcome="loyality")
    assert caught.value.diagnostics[0].code == "insight/unknown-outcome"
    assert "loyalty" in caught.value.diagnostics[0].fix


def test_a_question_about_each_touchpoint_is_no_outcome() -> None:
    answers = answers_of(*survey(50))
    same = answers.set_column(1, "question", pa.array(["score"] * len(answers)))
    about = same.filter(pa.compute.is_valid(same["touchpoint"]))
    with pytest.raises(MeasureError) as caught:
        find_drivers(store_of(about), outcome="score")
    assert caught.value.diagnostics[0].code == "insight/outcome-of-many"


def test_an_outcome_asked_about_one_touchpoint_does_not_explain_itself() -> None:
    ratings, outcome = survey(300)
    found = find_drivers(store_of(answers_of(ratings, outcome)), outcome="q-food")
    assert sorted(ranked(found)) == ["gate", "seat", "wifi"]


def test_a_scope_narrows_whose_answers_count_and_stands_in_the_citation() -> None:
    ratings, outcome = survey(800)
    answers = answers_of(ratings, outcome)
    trips = ["business" if at % 2 else "leisure" for at in range(800)]
    days = [datetime(2026, 1 + at % 6, 5, tzinfo=UTC) for at in range(800)]
    store = store_of(answers, time=days, **{"segment:trip": trips})
    found = find_drivers(store, outcome="loyalty", scope=Scope((("segment:trip", ("business",)),)))
    alone = find_drivers(store_of(answers_of(ratings[1::2], outcome[1::2])), outcome="loyalty")
    assert found.n == 400
    assert [one.share.value for one in found.drivers] == pytest.approx([one.share.value for one in alone.drivers])
    assert found.drivers[0].share.cites[0].filter == "trip is business"
    assert str(found.r2.period) == "5 Feb 2026 – 5 Jun 2026"
    nobody = find_drivers(store, outcome="loyalty", scope=Scope((("segment:trip", ("cruise",)),)))
    assert "Nobody in this selection answered" in nobody.notes[-1]


def test_numbers_cite_the_questions_as_they_were_asked() -> None:
    asked = (
        Asked(source="nps", key="loyalty", asks=Asks.NPS, wording="Would you recommend us?", scale=(0, 10)),
        Asked(source="nps", key="q-gate", asks=Asks.SATISFACTION, touchpoint="gate", wording="How was the gate?"),
    )
    answers = answers_of(*survey(200))
    store = Store.memory(questions=asked, responses=pa.table({"response": range(200)}), answers=answers)
    found = find_drivers(store, outcome="loyalty")
    gate = next(one for one in found.drivers if one.touchpoint == "gate")
    assert found.wording == "Would you recommend us?"
    assert gate.share.cites[0].asked == "Would you recommend us? ← How was the gate?"
    assert gate.share.cites[0].sources == ("nps",)
    assert "satisfaction rating 1–5" in gate.share.cites[0].scale


@pytest.mark.realdata
def test_the_airline_survey_gives_the_golden_figures(realdata: Path) -> None:
    golden = json.loads((realdata / "golden.json").read_text())["airline_satisfaction"]
    golden = golden["drivers_of_satisfied_complete_cases"]
    with gzip.open(realdata / "airline_satisfaction" / "airline_passenger_satisfaction.csv.gz", "rt") as file:
        head, *lines = csv.reader(file)
    ratings = np.array([line[9:-1] for line in lines], dtype=np.float64)
    satisfied = np.array([float(line[-1] == "Satisfied") for line in lines])
    answers = answers_of(np.where(ratings > 0, ratings, np.nan), satisfied, names=tuple(head[9:-1]), scale=(0, 1))
    found = find_drivers(store_of(answers), outcome="loyalty")
    assert (found.n, found.left_out) == (golden["n"], 129_880 - golden["n"])
    assert found.r2.value == pytest.approx(golden["r2"], abs=1e-6)
    by_name = {one.touchpoint: one for one in found.drivers}
    for name, share in golden["lmg_percent"].items():
        assert by_name[name].share.value == pytest.approx(share, abs=1e-6)
    for name, share in golden["johnson_percent"].items():
        assert by_name[name].johnson == pytest.approx(share, abs=1e-6)
    assert by_name["Online Boarding"].share.high - by_name["Online Boarding"].share.low == pytest.approx(1.06, abs=0.02)
    assert by_name["Departure and Arrival Time Convenience"].sign == -1
    assert replace(found, drivers=()).method == "LMG, complete answers"
