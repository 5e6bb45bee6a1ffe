"""Intervals: equal to established libraries and published tables, true to their rate, sane at the edges."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from outsidein.measures import intervals

LEVELS = (0.8, 0.9, 0.95, 0.99)


def test_wilson_is_that_of_statsmodels_at_every_level() -> None:
    x = np.array([0, 1, 7, 50, 99, 100, 43_210])
    n = np.array([5, 2, 9, 100, 100, 100, 129_880])
    for level in LEVELS:
        ours = intervals.wilson(x, n, level=level)
        theirs = proportion_confint(x, n, alpha=1 - level, method="wilson")
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-12)


def test_newcombe_gives_the_figures_of_his_table() -> None:
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10, cases (a) to (h)
    table = [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ]
    x1, n1, x2, n2, low, high = (np.array(column) for column in zip(*table, strict=True))
    np.testing.assert_allclose(intervals.newcombe(x1, n1, x2, n2), (low, high), rtol=0, atol=6e-5)


def test_newcombe_is_that_of_statsmodels() -> None:
    for x1, n1, x2, n2 in ((434, 999, 310, 702), (3, 11, 5, 8), (80, 81, 1, 40)):
        theirs = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
        np.testing.assert_allclose(intervals.newcombe(x1, n1, x2, n2), theirs, rtol=0, atol=1e-12)


def test_t_and_welch_are_those_of_statsmodels() -> None:
    rng = np.random.default_rng(3)
    a, b = rng.integers(1, 6, 37).astype(float), rng.integers(2, 8, 12).astype(float)
    for level in LEVELS:
        ours = intervals.t_mean(len(a), a.sum(), (a**2).sum(), level=level)
        np.testing.assert_allclose(ours, DescrStatsW(a).tconfint_mean(1 - level), rtol=1e-12)
        theirs = CompareMeans(DescrStatsW(a), DescrStatsW(b)).tconfint_diff(1 - level, usevar="unequal")
        ours = intervals.welch(a.mean(), a.var(ddof=1), 37, b.mean(), b.var(ddof=1), 12, level=level)
        np.testing.assert_allclose(ours, theirs, rtol=1e-10)


def test_a_paired_difference_is_t_on_the_differences() -> None:
    rng = np.random.default_rng(4)
    d = rng.normal(0.3, 1, 25)
    ours = intervals.paired(25, d.sum(), (d**2).sum())
    np.testing.assert_allclose(ours, DescrStatsW(d).tconfint_mean(), rtol=1e-12)


def test_both_net_intervals_are_those_of_weighted_scores_in_statsmodels() -> None:
    for promoters, passives, detractors in ((18, 12, 6), (1, 0, 0), (0, 5, 20), (4000, 3000, 3000)):
        n = promoters + passives + detractors
        for extra, ours in (((0.75, 1.5, 0.75), intervals.net), ((0, 0, 0), intervals.net_wald)):
            weights = np.array([promoters, passives, detractors]) + extra
            scores = DescrStatsW(np.array([1.0, 0, -1]), weights=weights)
            half = 1.959963984540054 * scores.std / math.sqrt(weights.sum())
            low, high = ours(promoters, detractors, n)
            score = (promoters - detractors) / n
            assert float(low) == pytest.approx(min(max(scores.mean - half, -1), score), abs=1e-12)
            assert float(high) == pytest.approx(max(min(scores.mean + half, 1), score), abs=1e-12)


def test_any_level_is_served_and_nonsense_refused() -> None:
    assert intervals.z_value(0.99) == pytest.approx(2.5758293035489004, abs=1e-12)
    assert float(intervals.t_value(9, 0.9)) == pytest.approx(1.8331129326536335, abs=1e-9)
    for level in (0, 1, 95, -0.5):
        with pytest.raises(ValueError, match="level"):
            intervals.wilson(1, 2, level=level)


def test_no_observations_give_nothing_and_one_gives_little() -> None:
    assert all(np.isnan(end) for end in intervals.wilson(0, 0))
    assert all(np.isnan(end) for end in intervals.net(0, 0, 0))
    assert all(np.isnan(end) for end in intervals.t_mean(0, 0, 0))
    low, high = intervals.t_mean(1, 4, 16)
    assert (float(low), float(high)) == (-math.inf, math.inf)
    low, high = intervals.wilson(1, 1)
    assert (round(float(low), 4), float(high)) == (0.2065, 1.0)
    low, high = intervals.net(1, 0, 1)
    assert -1 <= float(low) < 0 < float(high) == 1


def test_only_promoters_still_leave_doubt() -> None:
    low, high = intervals.net(np.array([1, 10, 100]), 0, np.array([1, 10, 100]))
    assert (low < 1).all()
    assert (high == 1).all()
    assert (np.diff(low) > 0).all()


def test_answers_all_alike_have_an_exact_bound_instead_of_no_width() -> None:
    low, high = intervals.alike(4, 10, 1, 5)
    q = proportion_confint(0, 10, method="beta")[1]
    assert float(low) == pytest.approx(4 - 3 * q, abs=1e-12)
    assert float(high) == pytest.approx(4 + q, abs=1e-12)


def test_nothing_warns_at_the_edges() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        zeros = np.zeros(3)
        intervals.wilson(zeros, zeros)
        intervals.net(zeros, zeros, zeros)
        intervals.newcombe(zeros, zeros, zeros, zeros)
        intervals.t_mean(np.array([0, 1, 2]), zeros, zeros)
        intervals.welch(zeros, zeros, np.array([0, 1, 2]), zeros, zeros, np.array([2, 1, 0]))
        intervals.alike(zeros, zeros, 1, 5)


@given(n=st.integers(1, 10_000), data=st.data(), level=st.sampled_from(LEVELS))
def test_an_interval_holds_its_value_and_stays_in_range(n: int, data: st.DataObject, level: float) -> None:
    p = data.draw(st.integers(0, n))
    d = data.draw(st.integers(0, n - p))
    low, high = intervals.wilson(p, n, level=level)
    assert 0 <= low <= p / n <= high <= 1
    for low, high in (intervals.net(p, d, n, level=level), intervals.net_wald(p, d, n, level=level)):
        assert -1 <= low <= (p - d) / n <= high <= 1


@given(n=st.integers(1, 500), x=st.integers(0, 500))
def test_turning_yes_and_no_turns_the_interval(n: int, x: int) -> None:
    x = min(x, n)
    low, high = intervals.wilson(x, n)
    turned = intervals.wilson(n - x, n)
    np.testing.assert_allclose((1 - high, 1 - low), turned, atol=1e-12)


def test_shifted_sums_keep_their_digits_where_plain_ones_lose_them() -> None:
    rng = np.random.default_rng(5)
    x = 1e9 + rng.normal(0, 0.5, 200_000)
    exact = DescrStatsW(x - 1e9).tconfint_mean()
    shifted = intervals.t_mean(len(x), (x - 1e9).sum(), ((x - 1e9) ** 2).sum())
    np.testing.assert_allclose(shifted, exact, rtol=1e-9)
    plain = intervals.t_mean(len(x), x.sum(), (x**2).sum())
    assert abs(float(plain[1] - plain[0]) - (exact[1] - exact[0])) > 0.1 * (exact[1] - exact[0])


# Simulations: 40,000 draws each, so a rate is known to ± 0.003.
DRAWS = 40_000


def covered(bounds: tuple[np.ndarray, np.ndarray], truth: float) -> float:
    return float(np.mean((bounds[0] <= truth) & (truth <= bounds[1])))


@pytest.mark.parametrize("n", [5, 20, 100, 1000])
def test_wilson_covers_at_its_rate_on_average_over_shares(n: int) -> None:
    rng = np.random.default_rng(n)
    rates = [covered(intervals.wilson(rng.binomial(n, p, 10_000), n), p) for p in np.linspace(0.02, 0.98, 33)]
    assert 0.945 < np.mean(rates) < 0.97
    assert min(rates) > 0.89 if n < 100 else min(rates) > 0.92


@pytest.mark.parametrize(
    ("n", "promoters", "detractors"),
    [(5, 0.4, 0.3), (10, 0.9, 0.05), (10, 0.05, 0.9), (30, 0.97, 0.01), (30, 0.5, 0.2), (100, 0.02, 0.02),
     (100, 0.7, 0.1), (1000, 0.3, 0.3)],
)  # fmt: skip
def test_adjusted_wald_covers_a_net_score_even_of_few_and_one_sided_answers(
    n: int, promoters: float, detractors: float
) -> None:
    rng = np.random.default_rng(n)
    drawn = rng.multinomial(n, (promoters, detractors, 1 - promoters - detractors), DRAWS)
    truth = promoters - detractors
    adjusted = covered(intervals.net(drawn[:, 0], drawn[:, 1], n), truth)
    assert 0.93 < adjusted <= 1
    if n <= 30 and max(promoters, detractors) >= 0.9:
        assert covered(intervals.net_wald(drawn[:, 0], drawn[:, 1], n), truth) < 0.8 < adjusted


@pytest.mark.parametrize(("n", "level"), [(2, 0.95), (10, 0.9), (200, 0.99)])
def test_t_covers_a_normal_mean_exactly(n: int, level: float) -> None:
    x = np.random.default_rng(n).normal(3, 2, (DRAWS, n))
    rate = covered(intervals.t_mean(n, x.sum(axis=1), (x**2).sum(axis=1), level=level), 3)
    assert rate == pytest.approx(level, abs=0.006)


def test_the_bound_of_answers_alike_rescues_skewed_ratings() -> None:
    rng, n, truth = np.random.default_rng(1), 30, 5 - 4 * 0.02
    x = np.where(rng.random((DRAWS, n)) < 0.02, 1.0, 5.0)
    mean, spread = x.mean(axis=1), x.std(axis=1)
    plain = intervals.t_mean(n, x.sum(axis=1), (x**2).sum(axis=1))
    bound = intervals.alike(mean, n, 1, 5)
    ours = tuple(np.where(spread == 0, a, b) for a, b in zip(bound, plain, strict=True))
    assert covered(plain, truth) < 0.5
    assert covered(ours, truth) > 0.95


@pytest.mark.parametrize(("n1", "p1", "n2", "p2"), [(10, 0.9, 12, 0.5), (40, 0.05, 60, 0.02), (300, 0.4, 200, 0.45)])
def test_newcombe_covers_at_its_rate(n1: int, p1: float, n2: int, p2: float) -> None:
    rng = np.random.default_rng(n1)
    x1, x2 = rng.binomial(n1, p1, DRAWS), rng.binomial(n2, p2, DRAWS)
    assert 0.94 < covered(intervals.newcombe(x1, n1, x2, n2), p1 - p2) < 0.985


@pytest.mark.parametrize(
    ("n1", "first", "n2", "second"),
    [(12, (0.8, 0.1), 15, (0.4, 0.4)), (50, (0.95, 0.02), 50, (0.9, 0.05)), (300, (0.4, 0.3), 150, (0.5, 0.2))],
)
def test_the_difference_of_net_scores_covers_at_its_rate(
    n1: int, first: tuple[float, float], n2: int, second: tuple[float, float]
) -> None:
    rng = np.random.default_rng(n1)
    a = rng.multinomial(n1, (*first, 1 - sum(first)), DRAWS)
    b = rng.multinomial(n2, (*second, 1 - sum(second)), DRAWS)
    found = intervals.net_difference(a[:, 0], a[:, 1], n1, b[:, 0], b[:, 1], n2)
    assert 0.94 < covered(found, first[0] - first[1] - second[0] + second[1]) < 0.985


def test_welch_covers_unequal_spreads() -> None:
    rng = np.random.default_rng(9)
    a, b = rng.normal(1, 3, (DRAWS, 8)), rng.normal(0, 1, (DRAWS, 40))
    found = intervals.welch(a.mean(axis=1), a.var(axis=1, ddof=1), 8, b.mean(axis=1), b.var(axis=1, ddof=1), 40)
    assert covered(found, 1) == pytest.approx(0.95, abs=0.006)
