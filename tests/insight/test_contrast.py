"""Contrasts against established libraries, and their laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from insight_evidence import evidence, five, journey
from scipy import stats

from outsidein.evidence.tables import Asks
from outsidein.insight.anchor import anchor
from outsidein.insight.compare import Family, Sides, against_rest
from outsidein.insight.contrast import Difference, fit, many, spread, surpasses, typical, weights, welch
from outsidein.insight.place import touchpoint_places
from outsidein.insight.rated import count, respondents
from outsidein.insight.scope import Scope
from outsidein.insight.sums import shape, sum_up
from outsidein.insight.together import sum_scores, sum_together

KEYS = tuple("abcdef")


def rated_in(store, keys=KEYS):
    """What every test here starts from: the document, places and scope of a journey with one touchpoint a step."""
    document = journey({f"s{key}": [key] for key in keys})
    counted = count(store, scope=Scope())
    return touchpoint_places(anchor(document), counted)


def looks_of(ratings, keys=KEYS, **more):
    with evidence(ratings, keys, **more) as store:
        places = rated_in(store, keys)
        with respondents(store, places, scope=Scope()) as rated:
            return {
                look.where[11:]: look
                for look in against_rest([Family.of(rated, places[0].asks)], Sides(places, ()), sum_up(rated, places))
            }


def to_ten(ratings):
    return 1 + 9 * (np.asarray(ratings) - 1) / 4


def test_where_everybody_rated_everything_it_is_the_paired_t_test():
    rng = np.random.default_rng(1)
    ratings = five(
        3 + rng.normal(0, 1, (80, 1)) + np.array([0, 0.1, 0.2, 0.3, 0.4, -1.0]) + rng.normal(0, 0.8, (80, 6))
    )
    looks = looks_of(ratings)
    ten = to_ten(ratings)
    rest = typical(ten.mean(axis=0), range(5))
    assert 1 < len(rest) < 5
    expected = stats.ttest_rel(ten[:, 5], ten[:, rest].mean(axis=1))
    difference = looks["f"].difference
    assert difference.value == pytest.approx((ten[:, 5] - ten[:, rest].mean(axis=1)).mean())
    assert difference.value / difference.error == pytest.approx(expected.statistic)
    assert difference.freedom == expected.df == 79
    assert looks["f"].method == "paired t"


def test_with_gaps_it_is_least_squares_with_a_level_per_person_clustered_by_person():
    import statsmodels.api as sm

    rng = np.random.default_rng(2)
    ratings = five(3 + rng.normal(0, 1, (150, 1)) + np.linspace(-0.6, 0.6, 6) + rng.normal(0, 0.7, (150, 6)))
    ratings[rng.random(ratings.shape) < 0.45] = np.nan
    with evidence(ratings, KEYS) as store:
        places = rated_in(store)
        with respondents(store, places, scope=Scope()) as rated:
            together = sum_together(rated, Asks.SATISFACTION)
            fitted = fit(together.count, together.shared, together.above)
            meat = sum_scores(rated, Asks.SATISFACTION, fitted.levels)
    who, which = np.nonzero(~np.isnan(ratings))
    persons = np.unique(who)
    design = np.hstack([(which[:, None] == np.arange(1, 6)), (who[:, None] == persons[None, :])]).astype(float)
    model = sm.OLS(to_ten(ratings)[who, which], design).fit()
    levels = np.append(0.0, model.params[:5])
    assert np.allclose(fitted.levels, levels - levels.mean())
    robust = model.get_robustcov_results("cluster", groups=who, use_correction=False).cov_params()[:5, :5]
    contrast = weights(5, [0, 1, 2], 6)
    expected = contrast[1:] @ robust @ contrast[1:]
    n = 10**9
    assert spread(fitted, contrast, meat, n) ** 2 == pytest.approx(expected, rel=1e-6)


def test_who_rated_what_does_not_bias_the_contrast():
    """Grumblers meet the hotline: its mean is low though it is as good as the rest; the contrast is not fooled."""
    rng = np.random.default_rng(3)
    mood = rng.normal(0, 1.2, 4000)
    ratings = five(3 + mood[:, None] + rng.normal(0, 0.5, (4000, 6)))
    ratings[:, 5] = np.where(mood < -0.5, ratings[:, 5], np.nan)
    looks = looks_of(ratings)
    assert to_ten(np.nanmean(ratings[:, 5])) < to_ten(np.nanmean(ratings[:, 0])) - 1.5
    assert abs(looks["f"].difference.value) < 0.25


def test_which_others_were_rated_does_not_bias_the_contrast():
    """Those who met f also met the bad e: against what they happened to rate, f would look better than it is."""
    rng = np.random.default_rng(4)
    ratings = 5 + np.array([0, 0, 0, 0, -2.0, 0]) + rng.normal(0, 0.3, (3000, 1)) + rng.normal(0, 0.5, (3000, 6))
    few = rng.random(3000) < 0.3
    ratings[~few, 5] = ratings[~few, 4] = np.nan
    ratings[few, 0] = ratings[few, 1] = ratings[few, 2] = np.nan
    look = looks_of(ratings, scale=(1, 10), asks=Asks.EMOTION)["f"]
    naive = (ratings[few, 5] - np.nanmean(ratings[few][:, [3, 4]], axis=1)).mean()
    assert naive > 0.9
    assert abs(look.difference.value) < 4 * look.difference.error < 0.2


@pytest.mark.parametrize("customers", [None, [f"c{at % 40}" for at in range(150)]])
def test_pairs_as_rows_of_a_join_give_what_pairs_as_columns_give(customers):
    rng = np.random.default_rng(12)
    ratings = five(3 + rng.normal(0, 1, (150, 1)) + rng.normal(0, 0.7, (150, 6)))
    ratings[rng.random(ratings.shape) < 0.5] = np.nan
    with evidence(ratings, KEYS, customers=customers) as store:
        places = rated_in(store)
        with respondents(store, places, scope=Scope()) as rated:
            wide = sum_together(rated, Asks.SATISFACTION)
            joined = sum_together(rated, Asks.SATISFACTION, many=0)
            levels = fit(wide.count, wide.shared, wide.above).levels
            scores = [sum_scores(rated, Asks.SATISFACTION, levels, many=many) for many in (20, 0)]
    for name in ("count", "shared", "above", "paired"):
        assert np.allclose(getattr(wide, name), getattr(joined, name)), name
    assert np.allclose(*scores)


def test_people_who_each_rated_one_thing_are_compared_as_different_people():
    rng = np.random.default_rng(5)
    ratings = np.full((400, 4), np.nan)
    for at in range(4):
        ratings[at * 100 : at * 100 + 100, at] = five(3.5 - (at == 3) + rng.normal(0, 1, 100))
    looks = looks_of(ratings, KEYS[:4])
    ten = to_ten(ratings)
    means = np.nanmean(ten, axis=0)
    rest = typical(means, range(3))
    parts = [np.nanvar(ten[:, at], ddof=1) / 100 / (1 if at == 3 else len(rest) ** 2) for at in (3, *rest)]
    found = looks["d"].difference
    assert looks["d"].method.startswith("Welch")
    assert found.value == pytest.approx(means[3] - means[rest].mean())
    assert found.error**2 == pytest.approx(sum(parts))
    assert found.freedom == pytest.approx(sum(parts) ** 2 / sum(part**2 / 99 for part in parts))


def test_a_customer_who_answers_often_is_one_observation():
    rng = np.random.default_rng(6)
    once = five(3 + rng.normal(0, 1, (60, 1)) + rng.normal(0, 1, (60, 6)))
    names = [f"c{at}" for at in range(60)]
    single = looks_of(once, customers=names)
    again = looks_of(np.vstack([once] * 5), customers=names * 5)
    for key in KEYS:
        assert again[key].difference.value == pytest.approx(single[key].difference.value)
        assert again[key].difference.error == pytest.approx(single[key].difference.error)
        assert again[key].difference.freedom == 59


def test_the_clustered_error_of_a_mean_is_that_of_statsmodels():
    import statsmodels.api as sm

    rng = np.random.default_rng(7)
    ratings = five(3 + rng.normal(0, 1, (200, 6)))
    ratings[rng.random(ratings.shape) < 0.3] = np.nan
    names = [f"c{at}" for at in rng.integers(0, 50, 200)]
    with evidence(ratings, KEYS, customers=names) as store:
        places = rated_in(store)
        with respondents(store, places, scope=Scope()) as rated:
            sums = sum_up(rated, places)
    known = ~np.isnan(ratings[:, 0])
    groups = np.array(names)[known]
    model = sm.OLS(to_ten(ratings[known, 0]), np.ones(known.sum()))
    robust = model.fit().get_robustcov_results("cluster", groups=groups, use_correction=True, df_correction=False)
    assert sums.people[0] == len(set(groups))
    assert sums.error[0] == pytest.approx(robust.cov_params()[0, 0], rel=1e-9)


def test_the_shape_of_ratings_is_that_of_scipy():
    rng = np.random.default_rng(8)
    ratings = five(3 + rng.normal(0, 1.3, (300, 3)))
    with evidence(ratings, KEYS[:3]) as store:
        places = rated_in(store, KEYS[:3])
        with respondents(store, places, scope=Scope()) as rated:
            found = shape(rated, places)
    ten = to_ten(ratings)
    assert np.allclose(found.variance, ten.var(axis=0))
    assert np.allclose(found.kurtosis, stats.kurtosis(ten, axis=0, fisher=False))
    assert found.extreme.tolist() == ((ratings == 1) | (ratings == 5)).sum(axis=0).tolist()


def test_the_smallest_effect_of_zero_is_the_two_sided_t_test():
    for value in (-1.3, 0.2, 0.9):
        expected = 2 * stats.t.sf(abs(value) / 0.4, 17)
        assert surpasses(Difference(value, 0.4, 17, 18), 0.0) == pytest.approx(expected)


def test_at_the_smallest_effect_itself_a_false_alarm_is_as_rare_as_said():
    rng = np.random.default_rng(9)
    draws = rng.normal(0.3, 1, (4000, 25))
    error = draws.std(axis=1, ddof=1) / 5
    p = [surpasses(Difference(m, e, 24, 25), 0.3) for m, e in zip(draws.mean(axis=1), error, strict=True)]
    assert 0.035 < np.mean(np.array(p) < 0.05) < 0.06


def test_ratings_that_never_vary_are_sure():
    assert surpasses(Difference(-2.0, 0.0, 19, 20), 0.3) == 0.0
    assert surpasses(Difference(-0.2, 0.0, 19, 20), 0.3) == 1.0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_q_values_are_those_of_scipy(p):
    assert many(p) == pytest.approx(stats.false_discovery_control(p, method="bh").tolist())


def test_no_looks_make_no_q_values():
    assert many([]) == []


@given(st.lists(st.floats(4, 6), min_size=5, max_size=15), st.floats(-100, 0), st.integers(1, 2))
def test_terrible_places_are_no_part_of_the_rest(levels, terrible, many_of_them):
    levels = np.array([*levels, *[terrible - 10] * many_of_them])
    off = np.abs(levels - np.median(levels))
    kept = typical(levels, range(len(levels)))
    assert kept
    assert np.median(off) > 0.5 or all(at < len(levels) - many_of_them for at in kept)


@given(st.lists(st.floats(1, 10), min_size=1, max_size=15), st.floats(-3, 3))
def test_the_rest_does_not_depend_on_where_zero_is(levels, shift):
    places = range(len(levels))
    rounded = np.round(np.array(levels), 3)
    assert typical(rounded, places) == typical(rounded + np.round(shift, 3), places)


def test_welch_with_one_other_is_scipys():
    rng = np.random.default_rng(10)
    a, b = rng.normal(0, 1, 12), rng.normal(1, 3, 40)
    found = welch((a.mean(), a.var(ddof=1) / 12, 12), [(b.mean(), b.var(ddof=1) / 40, 40)])
    expected = stats.ttest_ind(a, b, equal_var=False)
    assert found.value / found.error == pytest.approx(expected.statistic)
    assert found.freedom == pytest.approx(expected.df)


def test_places_nobody_rated_together_are_not_compared_within_people():
    ratings = np.full((100, 4), np.nan)
    rng = np.random.default_rng(11)
    ratings[:50, :2] = five(3 + rng.normal(0, 1, (50, 2)))
    ratings[50:, 2:] = five(3 + rng.normal(0, 1, (50, 2)))
    looks = looks_of(ratings, KEYS[:4])
    assert {look.how.split(" from ")[-1].split(",")[0] for look in looks.values()} == {
        "the mean of the one other touchpoint"
    }


def test_one_touchpoint_alone_has_no_rest():
    assert looks_of(np.full((50, 1), 3.0), KEYS[:1]) == {}
