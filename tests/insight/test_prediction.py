"""Predictions: better than the base rate where there is something to know, and honest where there is not."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from customer_worlds import DAY, customers, followers
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from outsidein.ground.errors import MeasureError
from outsidein.ground.speech import speaking
from outsidein.insight.prediction import (
    Features,
    Outcome,
    calibrate,
    cross_predict,
    events_of,
    foresee,
    foresee_steps,
    predict,
    prove_value,
    what_if,
)
from outsidein.insight.prediction.features import learn
from outsidein.insight.prediction.logistic import expit
from outsidein.insight.prediction.model import Model
from outsidein.insight.prediction.skill import area, judge_skill


def code_of(caught: pytest.ExceptionInfo[MeasureError]) -> str:
    return caught.value.diagnostics[0].code


@pytest.mark.parametrize("model", list(Model))
def test_who_will_leave_is_told_better_than_by_the_base_rate(model: Model) -> None:
    events = events_of(customers(1200, np.random.default_rng(1)))
    found = foresee(events, Outcome(30 * DAY), generator=np.random.default_rng(2), model=model)
    assert found.proof.skill.beats
    assert found.proof.skill.part.low > 10
    assert found.learnt_at + 30 * DAY == found.judged_at == found.now - 30 * DAY
    assert len(found.cases) == len(found.chances) > 100
    assert "beats the base rate" in found.said[1]
    assert np.ptp(found.chances) > 0.5


def test_where_nothing_tells_who_will_leave_everybody_has_the_base_rate() -> None:
    events = events_of(customers(600, np.random.default_rng(3), telling=False))
    found = foresee(events, Outcome(30 * DAY), generator=np.random.default_rng(4))
    assert not found.proof.skill.beats
    assert "does not beat the base rate" in found.said[1]
    assert np.ptp(found.chances) == 0


def test_on_pure_noise_the_base_rate_is_beaten_in_at_most_five_of_a_hundred() -> None:
    rng = np.random.default_rng(5)
    beaten, rounds = 0, 120
    for _ in range(rounds):
        share = rng.uniform(0.2, 0.5)
        parts = [(Features.of("abcde", rng.normal(size=(250, 5))), rng.random(250) < share) for _ in range(2)]
        beaten += predict(*parts[0], *parts[1], generator=rng).skill.beats
    assert beaten <= 0.05 * rounds


def test_by_folds_noise_is_not_foretold_either() -> None:
    rng = np.random.default_rng(6)
    beaten = 0
    for _ in range(25):
        features = Features.of("abc", rng.normal(size=(120, 3)))
        beaten += cross_predict(features, rng.random(120) < 0.4, generator=rng, folds=3).skill.beats
    assert beaten <= 2


@pytest.mark.parametrize("n", [0, 1, 2, 30])
def test_too_little_to_learn_from_is_refused(n: int) -> None:
    rng = np.random.default_rng(7)
    features, happened = Features.of("ab", rng.normal(size=(n, 2))), np.arange(n) % 2 == 0
    for act in (
        lambda: predict(features, happened, features, happened, generator=rng),
        lambda: cross_predict(features, happened, generator=rng),
    ):
        with pytest.raises(MeasureError) as caught:
            act()
        assert code_of(caught) == "insight/too-few-outcomes"


def test_before_the_first_event_nothing_is_known_of_nobody() -> None:
    events = events_of(customers(40, np.random.default_rng(12)))
    first = int(events.time.min())
    recipe = learn(events, first, window=30 * DAY)
    found = recipe.at(first, np.array([], np.int64))
    assert found.values.shape == (0, len(found.names))
    assert not any("last step" in name for name in found.names), "no step is known yet, so none has a column"
    late = learn(events, first + 200 * DAY, window=30 * DAY).at(first, np.array([], np.int64))
    assert late.values.shape == (0, len(late.names))
    assert len(late.names) > len(found.names)


def test_one_outcome_alone_is_refused() -> None:
    rng = np.random.default_rng(8)
    features = Features.of("ab", rng.normal(size=(500, 2)))
    with pytest.raises(MeasureError) as caught:
        cross_predict(features, np.ones(500, bool), generator=rng)
    assert code_of(caught) == "insight/too-few-outcomes"
    assert not area(np.arange(3.0), np.ones(3, bool)).known


def test_a_log_that_cannot_answer_says_so() -> None:
    events = events_of(customers(50, np.random.default_rng(9)))
    generator = np.random.default_rng(1)
    for outcome, code in (
        (Outcome(90 * DAY), "insight/log-too-short"),
        (Outcome(30 * DAY, "fly"), "insight/unknown-event"),
    ):
        with pytest.raises(MeasureError) as caught:
            foresee(events, outcome, generator=generator)
        assert code_of(caught) == code
    with pytest.raises(MeasureError) as caught:
        Outcome(30 * DAY).happened(events, events.span[1], np.array([0]))
    assert code_of(caught) == "insight/window-beyond-log"
    for table in (pa.table({"case": ["a"], "time": [1]}), pa.table({"case": ["a"], "time": [None], "event": ["x"]})):
        with pytest.raises(MeasureError) as caught:
            events_of(table)
        assert code_of(caught) == "insight/bad-events"
    one = events_of(pa.table({"case": ["a"], "time": [1], "event": ["x"]}))
    with pytest.raises(MeasureError) as caught:
        foresee(one, Outcome(DAY), generator=generator)
    assert code_of(caught) == "insight/log-too-short"


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.9]), st.booleans()), min_size=2, max_size=80))
def test_the_area_is_that_of_scikit_learn(rows: list[tuple[float, bool]]) -> None:
    chances, happened = (np.array(part) for part in zip(*rows, strict=True))
    found = area(chances, happened)
    if happened.all() or not happened.any():
        assert not found.known
    else:
        assert found.value == pytest.approx(roc_auc_score(happened, chances))


def test_areas_and_gains_cover_at_their_rate() -> None:
    rng = np.random.default_rng(10)
    chances = rng.beta(2, 3, 400_000)
    came = rng.random(400_000) < chances
    truth = roc_auc_score(came, chances)
    gain = np.mean((0.4 - came) ** 2 - (chances - came) ** 2)
    hits = np.zeros(2)
    for k in range(400):
        rows = slice(200 * k, 200 * k + 200)
        ranking = area(chances[rows], came[rows])
        squares = (chances[rows] - came[rows]) ** 2, (0.4 - came[rows]) ** 2
        found = judge_skill(*squares, score="Brier", against="base").gain
        hits += [ranking.low <= truth <= ranking.high, found.low <= gain <= found.high]
    assert (hits / 400 > 0.91).all(), hits / 400


def test_right_chances_are_called_right_and_bent_ones_are_not() -> None:
    rng = np.random.default_rng(11)
    chances = rng.beta(2, 3, 4000)
    came = rng.random(4000) < chances
    logits = np.log(chances / (1 - chances))
    right = calibrate(chances, came, generator=rng)
    assert right.slope.low <= 1 <= right.slope.high
    assert right.intercept.low <= 0 <= right.intercept.high
    assert right.error.value <= right.by_chance.high
    assert sum(one.true.n for one in right.bins) == 4000
    assert "mean what they say" in right.said
    assert "too extreme" in calibrate(expit(2 * logits), came, generator=rng).said
    assert "too timid" in calibrate(expit(0.5 * logits), came, generator=rng).said
    assert "too high" in calibrate(expit(logits + 0.5), came, generator=rng).said
    assert not calibrate(np.zeros(0), np.zeros(0, bool), generator=rng).brier.known
    with speaking("de"):
        assert "zu extrem" in calibrate(expit(2 * logits), came, generator=rng).said


def test_slopes_cover_at_their_rate() -> None:
    rng = np.random.default_rng(12)
    hits = np.zeros(2)
    for _ in range(40):
        chances = rng.beta(2, 3, 300)
        found = calibrate(chances, rng.random(300) < chances, generator=rng)
        hits += [found.slope.low <= 1 <= found.slope.high, found.intercept.low <= 0 <= found.intercept.high]
    assert (hits >= 34).all()


def test_the_next_step_is_told_from_the_last_ones() -> None:
    found = foresee_steps(
        followers(1500, np.random.default_rng(13)), cutoff=70 * DAY, generator=np.random.default_rng(1)
    )
    base, backoff, learnt = found.ways
    assert found.chosen == "backoff"
    assert backoff.skill is not None
    assert learnt.skill is not None
    assert backoff.skill.beats
    assert learnt.skill.beats
    assert backoff.first.low > base.first.high
    assert base.skill is None
    after = found.backoff.after(["a", "b"], most=5)
    assert sum(chance.value for _, chance in after) == pytest.approx(1)
    assert all(chance.low <= chance.value <= chance.high for _, chance in after)
    assert found.backoff.after(["never seen"])[0][1].n == 0
    chances = found.backoff.chances(np.array([[-1, 0, 1], [2, 3, 4], [-1, -1, -1]]))
    assert chances.sum(axis=1) == pytest.approx(1)
    assert chances.min() > 0


def test_steps_without_order_are_not_foretold() -> None:
    wrong = 0
    for seed in range(12):
        events = followers(250, np.random.default_rng(seed), order=False)
        found = foresee_steps(events, cutoff=70 * DAY, generator=np.random.default_rng(1))
        wrong += any(way.skill is not None and way.skill.beats for way in found.ways)
    assert wrong <= 1
    with pytest.raises(MeasureError) as caught:
        foresee_steps(events, cutoff=0, generator=np.random.default_rng(1))
    assert code_of(caught) == "insight/too-few-moves"


def test_rare_steps_are_one_where_there_are_very_many() -> None:
    rng = np.random.default_rng(14)
    steps = rng.zipf(1.3, 3000) % 3000
    events = events_of(
        pa.table(
            {"case": np.repeat(np.arange(300), 10), "time": np.arange(3000) * DAY, "event": np.char.mod("s%d", steps)}
        )
    )
    found = foresee_steps(events, cutoff=2000 * DAY, generator=rng)
    assert len(found.backoff.names) == 201
    assert any("rarest" in note for note in found.notes)


def rated(n: int, rng: np.random.Generator) -> tuple[Features, np.ndarray]:
    mood = rng.normal(size=n)
    score = np.clip(np.round(3 + mood + rng.normal(size=n)), 1, 5)
    happened = rng.random(n) < expit(1 - 0.6 * score + 0.8 * mood)
    return Features.of(["desk", "mood"], np.column_stack([score, mood])), happened


def test_what_if_covers_the_effect_that_the_world_has() -> None:
    rng = np.random.default_rng(15)
    everybody, _ = rated(500_000, rng)
    score, mood = everybody.values.T
    truth = 100 * np.mean(expit(1 - 0.6 * np.clip(score + 1, 1, 5) + 0.8 * mood) - expit(1 - 0.6 * score + 0.8 * mood))
    hits = 0
    for _ in range(150):
        found = what_if(*rated(400, rng), score="desk", change=1, scale=(1, 5), held=("mood",))
        hits += found.effect.low <= truth <= found.effect.high
    assert hits / 150 > 0.89
    assert found.then.value - found.now.value == pytest.approx(found.effect.value, abs=1e-6)
    assert "provided that the association holds" in found.said
    assert len(found.assumptions) == 4
    assert found.capped > 0
    nothing_held = what_if(*rated(4000, rng), score="desk", change=1, scale=(1, 5))
    assert not nothing_held.effect.low <= truth <= nothing_held.effect.high  # mood confounds: hence the assumptions


def test_what_if_refuses_what_it_cannot_say() -> None:
    rng = np.random.default_rng(16)
    features, happened = rated(60, rng)
    blank = Features.of(["desk"], np.full((60, 1), np.nan))
    for given_features, options, code in (
        (features, {"score": "lift"}, "insight/unknown-feature"),
        (blank, {"score": "desk"}, "insight/nothing-to-move"),
        (Features.of(["desk"], np.full((60, 1), 5.0)), {"score": "desk"}, "insight/nothing-to-move"),
        (features.rows(np.arange(12)), {"score": "desk"}, "insight/too-few-outcomes"),
        (Features.of(["desk"], happened[:, None] + 1.0), {"score": "desk"}, "insight/separated"),
    ):
        with pytest.raises(MeasureError) as caught:
            what_if(given_features, happened[: len(given_features.values)], change=1, scale=(1, 5), **options)
        assert code_of(caught) == code


@pytest.mark.realdata
def test_the_golden_area_of_telco(realdata: Path) -> None:
    gold = json.loads((realdata / "golden.json").read_text("utf-8"))["telco_churn"]
    with gzip.open(realdata / "telco_churn" / "Telco-Customer-Churn.csv.gz", "rt", newline="") as file:
        rows = list(csv.DictReader(file))
    numbers = ("tenure", "MonthlyCharges", "TotalCharges", "SeniorCitizen")
    columns = {name: [float(row[name]) if row[name].strip() else np.nan for row in rows] for name in numbers}
    for name in set(rows[0]) - {*numbers, "customerID", "Churn"}:
        for value in sorted({row[name] for row in rows})[1:]:
            columns[f"{name} = {value}"] = [float(row[name] == value) for row in rows]
    features = Features.of(sorted(columns), np.column_stack([columns[name] for name in sorted(columns)]))
    left = np.array([row["Churn"] == "Yes" for row in rows])
    found = cross_predict(features, left, generator=np.random.default_rng(1))
    assert found.ranking.value == pytest.approx(gold["logistic_auc_5fold"], abs=0.005)
    assert found.skill.beats
    assert found.calibration.slope.low <= 1 <= found.calibration.slope.high
    assert any("when these values were known" in note for note in found.notes)


@pytest.mark.realdata
def test_cdnow_is_foretold_per_customer_and_told_to_be_too_low_in_all(realdata: Path) -> None:
    gold = json.loads((realdata / "golden.json").read_text("utf-8"))["cdnow_sample"]["holdout_weeks_40_78"]
    lines = [line.split() for line in (realdata / "cdnow" / "CDNOW_sample.txt").read_text().splitlines()]
    days = np.array([f"{line[2][:4]}-{line[2][4:6]}-{line[2][6:]}" for line in lines], "datetime64[D]").astype(int)
    cutoff, end = (int(np.datetime64(day).astype(int)) for day in ("1997-09-30", "1998-06-30"))
    found = prove_value([line[1] for line in lines], days, cutoff=cutoff, end=end)
    assert found.came.value == gold["actual"]
    assert found.foretold.value == pytest.approx(gold["predicted"], rel=1e-3)
    assert found.skill.beats
    assert "14 % more purchases came" in found.said[1]
    with pytest.raises(MeasureError) as caught:
        prove_value(["a"], [1], cutoff=5, end=5)
    assert code_of(caught) == "insight/bad-cut-off"
