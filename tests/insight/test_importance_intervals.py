"""From rows to intervals: moments, pairs, resampling, standard errors, and whether 95 % means 95 %."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from outsidein.insight.correlation import blocks, mend, moments, pairwise, pairwise_without, resample
from outsidein.insight.importance import Figures, betas, explained, in_percent, lmg, lmg_parts
from outsidein.insight.influence import adjusted, r2_bounds, share_bounds, standard_errors
from outsidein.insight.ratings import Ratings, choose
from outsidein.insight.shares import How, reckon_shares

Floats = NDArray[np.float64]
Starts = NDArray[np.intp] | None
WEIGHTS = np.array((1.0, 0.5, 0.25, 0.1, 0.0))


def survey(
    n: int,
    rng: np.random.Generator,
    *,
    binary: bool = True,
    each: int = 1,
    answered: float = 1.0,
    chain: bool = False,
    strength: float = 1.0,
) -> tuple[Floats, Starts]:
    """n responses: five ratings 1–5 that hang together, the last without effect; bought again, or 0–10 as last column.

    Each customer gives ``each`` of them, which have half of everything in common.
    """
    apart = np.abs(np.subtract.outer(np.arange(5), np.arange(5)))
    root = np.linalg.cholesky(0.2**apart if chain else np.where(apart, 0.4, 1.0))
    customer = np.arange(n) // each
    latent, noise = rng.normal(size=(n, 5)) @ root.T, rng.normal(size=n)
    if each > 1:
        latent = np.sqrt(0.5) * (latent + (rng.normal(size=(n, 5)) @ root.T)[customer])
        noise = np.sqrt(0.5) * (noise + rng.normal(size=n)[customer])
    x = np.digitize(latent, (-1.5, -0.6, 0.2, 1.0)) + 1.0
    pull = strength * (x - 3.3) @ WEIGHTS
    loud = noise * (1.6 + (x[:, 0] < 3))
    y = (pull + loud > 0).astype(float) if binary else np.clip(np.round(7 + pull + loud), 0, 10)
    x[rng.random(x.shape) > answered] = np.nan
    return np.column_stack([x, y]), np.arange(0, n, each) if each > 1 else None


def found(rows: Floats) -> Figures:
    correlation = moments(rows).correlation
    each = (in_percent(lmg(correlation)), explained(correlation), betas(correlation))
    return Figures(np.concatenate([one.value for one in each]), np.concatenate([one.gradient for one in each]))


def test_moments_are_those_of_numpy_whatever_the_chunks() -> None:
    rows, _ = survey(20_011, np.random.default_rng(1))
    taken = moments(rows.astype(np.float32) + 1000)
    np.testing.assert_allclose(taken.correlation, np.corrcoef(rows.T), atol=1e-9)
    np.testing.assert_allclose(taken.scale, rows.std(axis=0), atol=1e-9)
    assert taken.n == 20_011


def test_a_constant_column_correlates_with_nothing() -> None:
    rows = np.column_stack([np.full(9, 4.2), np.arange(9.0)])
    np.testing.assert_array_equal(moments(rows).correlation, np.eye(2))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=60), st.integers(1, 50))
def test_blocks_cover_every_row_once_and_part_no_customer(sizes: list[int], size: int) -> None:
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
    n = sum(sizes)
    parts = list(blocks(n, starts, size=size))
    assert [at for part, _ in parts for at in range(part.start, part.stop)] == list(range(n))
    assert [part.start + int(one) for part, within in parts for one in within] == starts.tolist()
    assert [at for part, _ in blocks(n, size=size) for at in range(part.start, part.stop)] == list(range(n))


def test_pairs_rest_on_those_who_answered_both_and_say_how_many() -> None:
    rng = np.random.default_rng(2)
    rows, _ = survey(3000, rng, answered=0.6)
    correlation, count = pairwise(rows)
    both = ~np.isnan(rows[:, 0]) & ~np.isnan(rows[:, 3])
    assert count[0, 3] == both.sum()
    assert correlation[0, 3] == pytest.approx(np.corrcoef(rows[both, 0], rows[both, 3])[0, 1], abs=1e-10)
    whole, _ = survey(500, rng)
    np.testing.assert_allclose(pairwise(whole)[0], moments(whole).correlation, atol=1e-10)


def test_a_pair_that_nobody_answered_is_unknown_not_zero() -> None:
    rows = np.array([[1, np.nan, 0], [2, np.nan, 1], [np.nan, 3, 0], [np.nan, 4, 1], [np.nan, 4, 0], [3, np.nan, 1.0]])
    correlation, count = pairwise(rows)
    assert np.isnan(correlation[0, 1])
    assert count[0, 1] == 0


def test_leaving_out_one_row_at_a_time_is_recomputing_without_it() -> None:
    rows, _ = survey(40, np.random.default_rng(3), answered=0.8)
    without = pairwise_without(rows)
    assert len(without) == 40
    np.testing.assert_allclose(without[7], pairwise(np.delete(rows, 7, axis=0))[0], atol=1e-10)


def test_correlations_that_do_not_fit_together_are_mended_and_others_left_alone() -> None:
    impossible = np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1.0]])
    good = np.array([[1, 0.2, 0.3], [0.2, 1, 0.4], [0.3, 0.4, 1.0]])
    fitting, changed = mend(np.stack([impossible, good]))
    assert changed
    assert np.linalg.eigvalsh(fitting[0])[0] > 0
    np.testing.assert_array_equal(np.diag(fitting[0]), 1)
    np.testing.assert_array_equal(fitting[1], good)
    assert not mend(good)[1]


def test_standard_errors_of_betas_are_the_robust_ones_of_statsmodels_when_scales_are_known() -> None:
    """With the spread of columns fixed, a standardised beta is a coefficient: HC1 and the clustered sandwich."""
    rows, starts = survey(2000, np.random.default_rng(4), each=4, binary=False)
    z = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    fitted = sm.OLS(z[:, -1], sm.add_constant(z[:, :-1]))
    for groups, robust in (
        (None, fitted.fit(cov_type="HC1")),
        (starts, fitted.fit(cov_type="cluster", cov_kwds={"groups": np.arange(2000) // 4})),
    ):
        ours = standard_errors(rows, moments(rows), betas(moments(rows).correlation), groups)
        # Scales are estimated, too, which moves the error by a little.
        np.testing.assert_allclose(ours, robust.bse[1:], rtol=0.15)


@pytest.mark.parametrize("each", [1, 4])
def test_the_delta_method_and_the_bootstrap_agree_on_the_standard_error(each: int) -> None:
    rng = np.random.default_rng(5)
    rows, starts = survey(4000, rng, each=each)
    told: list[tuple[int, int]] = []
    samples = resample(
        rows, moments(rows), count=600, generator=rng, starts=starts, progress=lambda *at: told.append(at)
    )
    parts = lmg_parts(samples)
    drawn = np.hstack([100 * parts / parts.sum(axis=1, keepdims=True), parts.sum(axis=1, keepdims=True)])
    analytic = standard_errors(rows, moments(rows), found(rows), starts)[:6]
    np.testing.assert_allclose(drawn.std(axis=0)[:4], analytic[:4], rtol=0.15)
    assert drawn.std(axis=0)[5] == pytest.approx(analytic[5], rel=0.15)
    assert told[-1][0] == told[-1][1]


def test_the_bootstrap_is_the_same_for_the_same_generator() -> None:
    rows, _ = survey(500, np.random.default_rng(6))
    one, two = (
        resample(rows, moments(rows), count=20, generator=np.random.default_rng(9), starts=None) for _ in range(2)
    )
    np.testing.assert_array_equal(one, two)


@given(st.lists(st.floats(0, 0.3), min_size=2, max_size=6), st.integers(20, 5000), st.floats(0, 60))
def test_every_interval_lies_between_0_and_100_and_holds_its_share(parts: list[float], n: int, error: float) -> None:
    given = np.array(parts) + 1e-6
    if given.sum() > 1:
        given = given / given.sum()
    low, high = share_bounds(given, np.full(len(given), error), n=n, z=1.96)
    share = 100 * given / given.sum()
    if adjusted(given.sum(), n, len(given)) > 0:
        assert (low <= share + 1e-9).all()
        assert (share <= high + 1e-9).all()
    assert (low >= 0).all()
    assert (high <= 100 + 1e-9).all()
    bottom, top = r2_bounds(float(given.sum()), error / 100, n=n, p=len(given), z=1.96)
    assert 0 <= bottom <= given.sum() <= top <= 1 + 1e-9


def test_where_chance_alone_would_explain_as_much_every_share_is_possible() -> None:
    low, high = share_bounds(np.array([0.02, 0.01, 0.01]), np.array([5.0, 5.0, 5.0]), n=60, z=1.96)
    assert low.tolist() == [0, 0, 0]
    assert high.tolist() == [100, 100, 100]


def coverage(surveys: int, n: int, **kind: object) -> tuple[Floats, float, float]:
    """How often the 95 % interval holds the truth: per share, for R², over all betas."""
    rng = np.random.default_rng(20261121)
    plain = {key: value for key, value in kind.items() if key not in ("each", "answered")}
    everyone, _ = survey(600_000, rng, **plain)  # type: ignore[arg-type]
    truth = found(everyone).value
    shares, r2, slopes = np.zeros(5), 0, 0.0
    for _ in range(surveys):
        rows, starts = survey(n, rng, **kind)  # type: ignore[arg-type]
        ratings = Ratings(tuple("abcde"), rows.astype(np.float32), starts, None)
        taken = reckon_shares(ratings, choose(ratings), How())
        shares += (taken.low <= truth[:5]) & (truth[:5] <= taken.high)
        r2 += taken.r2[1] <= truth[5] <= taken.r2[2]
        slopes += float((np.abs(taken.betas - truth[6:]) <= taken.reach).mean())
    return shares / surveys, r2 / surveys, slopes / surveys


@pytest.mark.parametrize(
    ("n", "kind"),
    [
        (100, {}),
        (400, {}),
        (400, {"binary": False}),
        (1500, {"binary": False, "chain": True}),
        (800, {"each": 4}),
    ],
    ids=["few", "bought again", "0–10, uneven spread", "an idle touchpoint", "four responses a customer"],
)
def test_95_percent_intervals_hold_the_truth_about_95_times_in_100(n: int, kind: dict[str, object]) -> None:
    shares, r2, slopes = coverage(500, n, **kind)
    assert shares.min() >= 0.885  # 0.92, which the worst share of few answers reaches, less three standard errors
    assert 0.92 <= shares.mean() <= 0.99
    assert r2 >= 0.905
    assert slopes >= 0.925


def test_where_little_is_explained_chance_is_taken_off_so_that_the_first_driver_is_held_as_often() -> None:
    shares, r2, _ = coverage(400, 150, chain=True, strength=0.35)
    assert shares.min() >= 0.9
    assert r2 >= 0.9


def test_intervals_on_pairs_hold_the_truth_too() -> None:
    shares, r2, slopes = coverage(100, 150, answered=0.6)
    assert shares.min() >= 0.87
    assert r2 >= 0.87
    assert slopes >= 0.9
