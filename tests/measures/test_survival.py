"""Kaplan–Meier, log-rank and the shares of cohorts: as other libraries have them, and covering at their rate."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from outsidein.ground.errors import MeasureError
from outsidein.measures.value import churn, compare_survival, conversion, retention, revenue_churn, survival

ROWS = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=2, max_size=60)


@given(ROWS)
def test_the_curve_is_that_of_statsmodels(rows: list[tuple[int, bool]]) -> None:
    time, left = (np.array(part) for part in zip(*rows, strict=True))
    curve = survival(time, left)
    if not left.any():
        assert len(curve.times) == 0
        assert curve.at(0).value == 1
        return
    other = SurvfuncRight(time, left)
    assert curve.times.tolist() == other.surv_times.tolist()
    assert curve.share == pytest.approx(other.surv_prob)
    assert (curve.low <= curve.share + 1e-12).all()
    assert (curve.share <= curve.high + 1e-12).all()
    assert (np.diff(curve.share) <= 1e-12).all()


@given(ROWS, st.integers(1, 4))
def test_counted_rows_say_what_single_rows_say(rows: list[tuple[int, bool]], times: int) -> None:
    time, left = (np.array(part) for part in zip(*rows, strict=True))
    one = survival(time, left, customers=np.full(len(time), times))
    other = survival(np.repeat(time, times), np.repeat(left, times))
    assert one.share == pytest.approx(other.share)
    assert one.low == pytest.approx(other.low)


def test_groups_are_told_apart_as_by_statsmodels() -> None:
    rng = np.random.default_rng(4)
    group = rng.integers(0, 3, 300)
    time, end = np.ceil(rng.exponential(4 + 6 * group)), np.ceil(rng.uniform(1, 20, 300))
    found = compare_survival(np.minimum(time, end), time <= end, group)
    chi, chance = survdiff(np.minimum(time, end), time <= end, group)
    assert (found.chi_squared, found.chance) == (pytest.approx(chi), pytest.approx(chance))
    assert found.df == 2
    assert [one.name for one in found.groups] == ["0", "1", "2"]
    assert sum(one.left - one.expected for one in found.groups) == pytest.approx(0)
    assert found.groups[0].ratio.low > 1 > found.groups[2].ratio.high
    assert "clearly" in found.said


def test_intervals_cover_and_the_test_holds_its_size() -> None:
    rng = np.random.default_rng(8)
    at, median, alarms, rounds = np.zeros(3), 0, 0, 400
    for _ in range(rounds):
        stay, end = rng.exponential(10, 60), rng.uniform(0, 35, 60)
        seen, left = np.minimum(stay, end), stay <= end
        curve = survival(seen, left)
        at += [curve.at(t).low <= math.exp(-t / 10) <= curve.at(t).high for t in (1, 5, 12)]
        median += curve.median.low <= 10 * math.log(2) <= curve.median.high
        alarms += compare_survival(seen, left, rng.integers(0, 2, 60)).chance < 0.05
    assert (at / rounds > 0.91).all(), at / rounds
    assert median / rounds > 0.91
    assert alarms / rounds < 0.09


def test_who_is_observed_as_long_as_another_took_to_leave_was_at_risk_with_them() -> None:
    curve = survival([5, 5, 5, 5], [True, False, False, False])
    assert curve.at(5).value == 0.75
    assert not curve.at(5.1).known


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_hardly_anybody_is_said_honestly(rows: int) -> None:
    curve = survival([3.0] * rows, [True] * rows)
    found = curve.at(3)
    if rows == 0:
        assert not found.known
        assert not curve.median.known
    else:
        assert (found.value, found.low, found.small) == (0, 0, True)
        assert found.high > 0.5
    with pytest.raises(MeasureError, match="nothing to compare"):
        compare_survival([3.0] * rows, [True] * rows, ["a"] * rows)


def test_nobody_left_is_no_proof_that_nobody_will() -> None:
    found = survival([1, 2, 3, 4], [False] * 4).at(2)
    assert found.value == found.high == 1
    assert found.low == pytest.approx(0.025**0.25)
    assert survival([1, 2], [False, False]).median.value == math.inf


@pytest.mark.parametrize("bad", [-1, math.nan, math.inf])
def test_a_duration_that_cannot_be_is_named(bad: float) -> None:
    with pytest.raises(MeasureError) as caught:
        survival([1, bad], [True, True])
    assert (caught.value.diagnostics[0].code, caught.value.diagnostics[0].where.row) == ("measures/bad-duration", 2)


def test_shares_of_nobody_are_nothing() -> None:
    assert not churn(0, 0).known
    assert not conversion(0, 0, whose="account").known
    assert not revenue_churn([], []).known
    assert revenue_churn([10.0], [1]).value == 100
    assert revenue_churn([10.0, 20.0], [0, 0]).high > 50
    with pytest.raises(ValueError):
        churn(3, 2)


def test_churn_and_retention_are_two_sides_of_one_cohort() -> None:
    assert churn(3, 10).value + retention(7, 10).value == 100
    assert churn(3, 10).low == pytest.approx(100 - retention(7, 10).high)


def test_revenue_churn_covers_though_customers_are_worth_different_amounts() -> None:
    rng = np.random.default_rng(9)
    worth = rng.lognormal(3, 0.8, 1_000_000)
    truth = 100 * (worth @ (0.15 + 0.3 * (worth > 25))) / worth.sum()
    hits = 0
    for _ in range(400):
        worth = rng.lognormal(3, 0.8, 200)
        found = revenue_churn(worth, rng.random(200) < 0.15 + 0.3 * (worth > 25))
        hits += found.low <= truth <= found.high
    assert hits / 400 > 0.91
