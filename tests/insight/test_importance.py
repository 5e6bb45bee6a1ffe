"""LMG and Johnson against brute force, published figures and their own laws; gradients against finite differences."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from outsidein.insight.importance import (
    EXACT_UP_TO,
    Figures,
    betas,
    explained,
    in_percent,
    johnson,
    johnson_parts,
    lmg,
    lmg_parts,
)

Floats = NDArray[np.float64]

FIGURES = {"R²": explained, "betas": betas, "LMG": lmg, "Johnson": johnson}


def correlations(size: int, seed: int) -> Floats:
    """A correlation matrix like those of surveys, the outcome last."""
    rng = np.random.default_rng(seed)
    return np.corrcoef((rng.normal(size=(size + 30, size)) @ rng.normal(size=(size, size))).T)


matrices = st.builds(correlations, st.integers(2, 8), st.integers(0, 10_000))


def brute_force(correlation: Floats) -> Floats:
    """LMG as it is defined: what each predictor adds, averaged over all orders of entry."""
    p = len(correlation) - 1

    def r2(inside: tuple[int, ...]) -> float:
        at = list(inside)
        outer = correlation[at, -1]
        return float(outer @ np.linalg.solve(correlation[np.ix_(at, at)], outer)) if at else 0.0

    parts = np.zeros(p)
    orders = list(permutations(range(p)))
    for order in orders:
        for place, one in enumerate(order):
            parts[one] += r2(order[: place + 1]) - r2(order[:place])
    return parts / len(orders)


@given(st.builds(correlations, st.integers(2, 6), st.integers(0, 10_000)))
def test_lmg_is_the_mean_over_all_orders_in_which_predictors_can_join(correlation: Floats) -> None:
    np.testing.assert_allclose(lmg(correlation).value, brute_force(correlation), atol=1e-10)


def test_lmg_agrees_with_the_r_package_relaimpo_on_the_swiss_fertility_data() -> None:
    names = ["Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"]
    inside = {
        (0, 1): -0.6865422,
        (0, 2): -0.63952252,
        (0, 3): 0.4010951,
        (0, 4): -0.0608586,
        (1, 2): 0.6984153,
        (1, 3): -0.5727418,
        (1, 4): -0.1140216,
        (2, 3): -0.15385892,
        (2, 4): -0.09932185,
        (3, 4): 0.1754959,
    }
    correlation = np.eye(len(names) + 1)
    correlation[:-1, -1] = correlation[-1, :-1] = [0.35307918, -0.6458827, -0.66378886, 0.4636847, 0.41655603]
    for (a, b), value in inside.items():
        correlation[a, b] = correlation[b, a] = value
    published = [0.05709122, 0.17117303, 0.26013468, 0.10557015, 0.11276592]
    np.testing.assert_allclose(lmg(correlation).value, published, atol=2e-7)


@given(matrices)
def test_both_methods_share_out_exactly_r2_and_never_a_negative_part(correlation: Floats) -> None:
    whole = explained(correlation).value[0]
    for method in (lmg, johnson):
        parts = method(correlation).value
        assert parts.sum() == pytest.approx(whole, abs=1e-9)
        assert parts.min() >= -1e-12
        assert in_percent(method(correlation)).value.sum() == pytest.approx(100)


@given(matrices, st.randoms(use_true_random=False))
def test_the_order_of_touchpoints_and_the_direction_of_scales_change_nothing(correlation: Floats, chance) -> None:  # type: ignore[no-untyped-def]
    p = len(correlation) - 1
    order = list(range(p))
    chance.shuffle(order)
    turn = np.array([chance.choice((-1.0, 1.0)) for _ in range(p)] + [1.0])
    shuffled = (correlation * np.outer(turn, turn))[np.ix_([*order, p], [*order, p])]
    for method in (lmg, johnson):
        np.testing.assert_allclose(method(shuffled).value, method(correlation).value[order], atol=1e-8)


def test_with_two_predictors_the_methods_agree_and_uncorrelated_ones_get_their_squared_correlation() -> None:
    two = correlations(3, 5)
    np.testing.assert_allclose(lmg(two).value, johnson(two).value, atol=1e-12)
    apart = np.eye(4)
    apart[:3, 3] = apart[3, :3] = (0.6, -0.3, 0.0)
    for method in (lmg, johnson):
        np.testing.assert_allclose(method(apart).value, (0.36, 0.09, 0.0), atol=1e-12)


def test_r2_and_betas_are_those_of_statsmodels() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=(300, 4)) @ rng.normal(size=(4, 4))
    y = x @ (0.5, -0.2, 0.0, 0.1) + rng.normal(size=300)
    fitted = sm.OLS(y, sm.add_constant(x)).fit()
    correlation = np.corrcoef(np.column_stack([x, y]).T)
    assert explained(correlation).value[0] == pytest.approx(fitted.rsquared, abs=1e-12)
    np.testing.assert_allclose(betas(correlation).value, fitted.params[1:] * x.std(axis=0) / y.std(), atol=1e-10)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("size", [2, 3, 5, 8])
def test_every_gradient_is_the_slope_that_small_steps_show(name: str, size: int) -> None:
    figure = FIGURES[name]
    correlation = correlations(size, 11)
    found: Figures = figure(correlation)
    assert not found.gradient[:, range(size), range(size)].any()
    rng = np.random.default_rng(size)
    for _ in range(4):
        way = rng.normal(size=(size, size))
        way = way + way.T
        np.fill_diagonal(way, 0)
        step = 1e-6
        slope = (figure(correlation + step * way).value - figure(correlation - step * way).value) / (2 * step)
        np.testing.assert_allclose((found.gradient * way).sum(axis=(1, 2)), slope, rtol=2e-4, atol=1e-5)


def test_blocks_of_subsets_add_up_to_the_same_as_all_at_once() -> None:
    correlation = correlations(17, 7)  # 16 predictors: four blocks of 2^14
    np.testing.assert_allclose(lmg(correlation).value, lmg_parts(correlation), atol=1e-12)
    assert lmg(correlation).value.sum() == pytest.approx(explained(correlation).value[0], abs=1e-10)


@given(st.integers(2, 7), st.integers(0, 1000))
def test_a_stack_of_matrices_gives_what_each_gives_alone(size: int, seed: int) -> None:
    stack = np.stack([correlations(size, seed + at) for at in range(3)])
    np.testing.assert_allclose(lmg_parts(stack), [lmg(one).value for one in stack], atol=1e-10)
    np.testing.assert_allclose(johnson_parts(stack), [johnson(one).value for one in stack], atol=1e-10)


@given(st.builds(correlations, st.integers(3, 6), st.integers(0, 1000)))
def test_a_touchpoint_that_repeats_another_shares_with_it_and_adds_nothing(correlation: Floats) -> None:
    p = len(correlation) - 1
    twice = [0, *range(p), p]
    doubled = correlation[np.ix_(twice, twice)]
    for method in (lmg, johnson):
        parts = method(doubled).value
        assert parts[0] == pytest.approx(parts[1], abs=1e-8)
        assert parts.sum() == pytest.approx(explained(correlation).value[0], abs=1e-8)


def test_more_predictors_than_can_be_done_exactly_are_refused_before_memory_is_taken() -> None:
    with pytest.raises(ValueError, match=f"1 to {EXACT_UP_TO}"):
        lmg(np.eye(EXACT_UP_TO + 2))


def test_where_nothing_is_explained_there_are_no_shares() -> None:
    assert np.isnan(in_percent(lmg(np.eye(4))).value).all()
