"""Positions, gap scores and opportunity scores: decided only where the intervals decide."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.special import ndtri

from outsidein.evidence.store import Store
from outsidein.insight.opportunity import OPPORTUNITY, band, opportunities
from outsidein.insight.priority import GAP_SCORE, gap_priorities, positions
from outsidein.insight.reading import Driver, Drivers, Quadrant
from outsidein.insight.scope import Scope
from outsidein.measures.estimate import Estimate


def estimate(value: float, reach: float, n: int = 500) -> Estimate:
    return Estimate(value, value - reach, value + reach, n, "made up")


def drivers(*shares: tuple[str, float, float], against: tuple[str, ...] = ()) -> Drivers:
    """Drivers with (touchpoint, share, reach)."""
    listed = tuple(
        Driver(name, estimate(share, reach), share, share, -1 if name in against else 1, estimate(0.1, 0.01))
        for name, share, reach in shares
    )
    return Drivers("nps", "Would you recommend us?", estimate(0.4, 0.02), 500, 0, listed, "LMG")


FOUR = drivers(("a", 40, 5), ("b", 35, 5), ("c", 15, 5), ("d", 10, 5))


def test_each_quadrant_needs_both_intervals_clear_of_the_cross_hairs() -> None:
    levels = {"a": estimate(4, 0.3), "b": estimate(8, 0.3), "c": estimate(4, 0.3), "d": estimate(8, 0.3)}
    found, hairs = positions(FOUR, levels)
    assert hairs == (6, 25)
    assert {one.touchpoint: one.quadrant for one in found} == {
        "a": Quadrant.MEND_FIRST,
        "b": Quadrant.KEEP,
        "c": Quadrant.WATCH,
        "d": Quadrant.DO_NOT_OVERDO,
    }


@pytest.mark.parametrize(
    ("share", "reach", "level", "wide"), [(28, 5, 4, 0.3), (22, 5, 4, 0.3), (40, 5, 5.8, 0.3), (40, 5, 6.2, 0.3)]
)
def test_an_interval_that_touches_a_hair_is_too_close_to_say(
    share: float, reach: float, level: float, wide: float
) -> None:
    listed = drivers(("a", share, reach), ("b", 100 - share, 1), ("c", 0, 0), ("d", 0, 0))
    levels = {"a": estimate(level, wide), "b": estimate(12 - level, wide)}
    found, _ = positions(listed, levels)
    assert found[0].quadrant is Quadrant.UNSURE


def test_a_driver_that_works_against_loyalty_is_in_no_quadrant() -> None:
    listed = drivers(("a", 70, 5), ("b", 30, 5), against=("a",))
    found, _ = positions(listed, {"a": estimate(3, 0.1), "b": estimate(8, 0.1)})
    assert found[0].quadrant is Quadrant.UNSURE


def test_without_drivers_or_levels_there_is_no_matrix_and_a_touchpoint_without_level_has_no_place() -> None:
    assert positions(None, {"a": estimate(4, 1)}) == ((), None)
    assert positions(drivers(), {}) == ((), None)
    assert positions(FOUR, {"a": Estimate.nothing()}) == ((), None)
    found, hairs = positions(FOUR, {"b": estimate(7, 1)})
    assert [one.touchpoint for one in found] == ["b"]
    assert hairs == (7, 25)


def test_the_gap_score_weighs_missing_points_by_the_driver_share() -> None:
    levels = {"a": estimate(6, 0.2), "b": estimate(9, 0.2), "c": estimate(3, 0.2)}
    found = gap_priorities(FOUR, levels, {"a": 8, "b": 8, "c": 8, "d": 8})
    assert [(one.touchpoint, pytest.approx(one.score.value)) for one in found] == [("a", 0.8), ("c", 0.75), ("b", 0)]
    assert {one.name for one in found} == {GAP_SCORE}
    assert {one.band for one in found} == {""}
    assert found[-1].score.low == found[-1].score.high == 0
    assert found[0].importance == FOUR.drivers[0].share
    assert found[0].satisfaction == levels["a"]
    assert gap_priorities(None, levels, {"a": 8}) == ()


def test_who_works_against_loyalty_or_has_no_target_has_no_gap_score() -> None:
    levels = {"a": estimate(6, 0.2), "b": estimate(6, 0.2)}
    listed = drivers(("a", 70, 5), ("b", 30, 5), against=("a",))
    assert gap_priorities(listed, levels, {"a": 8}) == ()


@given(st.floats(0, 100), st.floats(0, 20), st.floats(1, 10), st.floats(0, 3), st.floats(1, 10))
def test_a_gap_score_is_never_negative_and_lies_in_its_interval(
    share: float, reach: float, level: float, wide: float, target: float
) -> None:
    listed = drivers(("a", share, reach), ("b", 100 - share, reach))
    score = gap_priorities(listed, {"a": estimate(level, wide)}, {"a": target})[0].score
    assert 0 <= score.low <= score.value <= score.high


def test_gap_scores_hold_the_truth_about_95_times_in_100() -> None:
    rng = np.random.default_rng(1)
    for share, gap in ((30.0, 2.0), (10.0, 0.5), (5.0, 0.3), (20.0, -0.3)):
        true = share / 100 * max(gap, 0)
        held = 0
        for _ in range(2000):
            of_share = estimate(max(rng.normal(share, 3), 0), 1.96 * 3)
            of_level = estimate(8 - rng.normal(gap, 0.15), 1.96 * 0.15)
            listed = Drivers(
                "nps", "", estimate(0.4, 0), 9, 0, (Driver("a", of_share, 0, 0, 1, estimate(0, 0)),), "LMG"
            )
            score = gap_priorities(listed, {"a": of_level}, {"a": 8.0})[0].score
            held += score.low - 1e-12 <= true <= score.high + 1e-12
        assert held / 2000 >= 0.935


def stated(
    *touchpoints: tuple[str, list[int], list[int]], points: int = 5, apart: bool = False, each: int = 1
) -> Store:
    """Answers on importance and satisfaction; ``apart``: by other people; ``each`` responses a person."""
    columns: dict[str, list[object]] = {name: [] for name in ("response", "touchpoint", "asks", "value")}
    last = 0
    for touchpoint, important, satisfied in touchpoints:
        for asks, values, shift in (("importance", important, 0), ("satisfaction", satisfied, len(important) * apart)):
            for at, value in enumerate(values):
                row = (at + shift, touchpoint, asks, float(value))
                last = max(last, at + shift)
                for name, cell in zip(columns, row, strict=True):
                    columns[name].append(cell)
    n = len(columns["value"])
    answers = pa.table({**columns, "low": [1.0] * n, "high": [float(points)] * n, "question": ["q"] * n})
    people = [f"c{at // each}" for at in range(last + 1)] if each > 1 else [None] * (last + 1)
    responses = pa.table({"response": range(last + 1), "customer": pa.array(people, pa.string())})
    return Store.memory(responses=responses, answers=answers)


def test_the_score_is_importance_plus_what_satisfaction_lacks() -> None:
    store = stated(
        ("gate", [5] * 90 + [2] * 10, [4] * 30 + [3] * 70), ("food", [4] * 40 + [1] * 60, [5] * 80 + [1] * 20)
    )
    gate, food = opportunities(store)
    assert (gate.touchpoint, gate.name, gate.band) == ("gate", OPPORTUNITY, "high")
    assert gate.score.value == pytest.approx(15)
    assert gate.importance is not None
    assert gate.satisfaction is not None
    assert (gate.importance.value, gate.satisfaction.value) == (pytest.approx(9), pytest.approx(3))
    assert (gate.score.n, gate.score.small) == (100, False)
    assert food.score.value == pytest.approx(4)
    assert food.band == "served"
    assert (food.score.low, food.score.high) == (food.importance.low, food.importance.high)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("score", "name"), [(20, "extreme"), (15.01, "extreme"), (15, "high"), (12, "high"), (11.99, "worth a look"),
                        (10, "worth a look"), (9.99, "served"), (0, "served")]
)  # fmt: skip
def test_bands_start_where_the_method_says(score: float, name: str) -> None:
    assert band(score) == name


def test_without_stated_importance_there_is_no_opportunity_score() -> None:
    assert opportunities(stated(("gate", [], [4] * 50))) == ()
    assert opportunities(stated(("gate", [5] * 50, []))) == ()
    assert opportunities(Store.memory()) == ()


def test_other_scales_than_five_points_are_not_scored() -> None:
    assert opportunities(stated(("gate", [5] * 50, [4] * 50), points=7)) == ()


def test_few_answers_are_marked_small() -> None:
    assert opportunities(stated(("gate", [5] * 20, [2] * 20)))[0].score.small


def test_the_same_people_agreeing_make_the_score_surer_than_different_people() -> None:
    half = [5] * 100 + [2] * 100
    mostly = [5] * 80 + [2] * 120
    same, other = (opportunities(stated(("gate", half, mostly), apart=apart))[0].score for apart in (False, True))
    assert same.value == other.value
    assert same.high - same.low < 0.9 * (other.high - other.low)


def test_a_customer_who_states_it_four_times_is_one_customer() -> None:
    answers = ("gate", [5] * 120 + [2] * 80, [4] * 60 + [1] * 140)
    once, often = opportunities(stated(answers))[0], opportunities(stated(answers, each=4))[0]
    assert often.score.value == once.score.value
    assert often.score.n == 50
    assert often.score.high - often.score.low == pytest.approx(2 * (once.score.high - once.score.low), rel=0.15)


def test_a_scope_narrows_who_states_and_stands_in_the_citation() -> None:
    answers = pa.table(
        {
            "response": [0, 0, 1, 1] * 40,
            "touchpoint": ["gate"] * 160,
            "asks": ["importance", "satisfaction"] * 80,
            "value": [5.0, 2.0, 2.0, 5.0] * 40,
            "low": [1.0] * 160,
            "high": [5.0] * 160,
        }
    )
    responses = pa.table({"response": [0, 1], "channel": ["web", "shop"]})
    store = Store.memory(responses=responses, answers=answers)
    web = opportunities(store, scope=Scope((("channel", ("web",)),)))[0]
    assert web.score.value == pytest.approx(20)
    assert web.score.cites[0].filter == "channel is web"
    assert opportunities(store)[0].score.value == pytest.approx(5)


@pytest.mark.parametrize("same", [True, False], ids=["same people", "other people"])
@pytest.mark.parametrize(("important", "satisfied"), [(0.9, 0.3), (0.6, 0.6), (0.5, 0.55), (0.98, 0.5)])
def test_opportunity_scores_hold_the_truth_about_95_times_in_100(
    important: float, satisfied: float, same: bool
) -> None:
    """600 surveys of 60 people: each survey is a touchpoint of one store."""
    rng = np.random.default_rng(4)
    surveys, n = 600, 60
    common = rng.normal(size=(surveys, n))

    def answers(share: float) -> NDArray[np.float64]:
        latent = rng.normal(size=common.shape)
        latent = np.sqrt(0.5) * (common + latent) if same else latent
        return np.where(latent < ndtri(share), 4.0, 2.0).ravel()

    people = np.tile(np.arange(n), surveys)
    table = pa.table(
        {
            "response": np.concatenate([people, people if same else people + n]),
            "touchpoint": np.tile(np.repeat(np.arange(surveys), n).astype(str), 2),
            "asks": np.repeat(["importance", "satisfaction"], surveys * n),
            "value": np.concatenate([answers(important), answers(satisfied)]),
            "low": np.ones(2 * surveys * n),
            "high": np.full(2 * surveys * n, 5.0),
        }
    )
    found = opportunities(Store.memory(responses=pa.table({"response": range(2 * n)}), answers=table))
    true = 10 * (important + max(important - satisfied, 0))
    held = np.mean([one.score.low <= true <= one.score.high for one in found])
    assert len(found) == surveys
    assert 0.925 <= held <= 0.99
