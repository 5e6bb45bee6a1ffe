"""BG/NBD, Gamma-Gamma and lifetime value: right, sure of the right things, and honest where there is too little."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import approx_fprime
from scipy.special import hyp2f1
from value_worlds import buyers, spenders

from outsidein.ground.errors import MeasureError
from outsidein.measures.value import fit_buying, fit_spending, grouped, lifetime_value, summarise
from outsidein.measures.value.buying import _Likelihood, expected_purchases, still_there

WORLD = {"r": 0.6, "alpha": 5.0, "a": 0.8, "b": 3.0}
LOGS = np.log(list(WORLD.values()))


def test_the_gradient_is_that_of_the_likelihood() -> None:
    histories = grouped(*buyers(60, np.random.default_rng(1), age=30.0, **WORLD))
    likelihood = _Likelihood(histories, 30.0)
    at = np.array([-0.3, 0.2, -0.5, 0.7])
    assert likelihood(at)[1] == pytest.approx(approx_fprime(at, lambda x: likelihood(x)[0], 1e-7), rel=1e-4, abs=1e-3)


@given(
    counts=st.lists(st.integers(1, 5), min_size=30, max_size=30),
    seed=st.integers(0, 50),
)
def test_counted_histories_say_what_single_customers_say(counts: list[int], seed: int) -> None:
    x, last, age = buyers(30, np.random.default_rng(seed), age=20.0, **WORLD)
    x, last = x.clip(0, 3), np.where(x > 0, np.ceil(last), 0).clip(0, 20)
    many = np.repeat(np.arange(30), counts)
    one, other = _Likelihood(grouped(x, last, age, customers=counts), 1.0), None
    single = grouped(x[many], last[many], age[many])
    other = _Likelihood(single, 1.0)
    assert single.total == sum(counts)
    assert one(LOGS)[0] == pytest.approx(other(LOGS)[0])
    assert one(LOGS)[1] == pytest.approx(other(LOGS)[1])


@pytest.mark.parametrize("logs", [LOGS, np.log([2, 0.5, 3, 0.1]), np.log([0.1, 50, 1.0001, 30])])
def test_expected_purchases_are_those_of_the_papers_formula(logs: np.ndarray) -> None:
    r, alpha, a, b = np.exp(logs)
    x, last, age, t = np.array([0, 1, 4, 9]), np.array([0, 3.0, 20, 39]), np.full(4, 39.0), 26.0
    top = (a + b + x - 1) / (a - 1)
    top *= 1 - ((alpha + age) / (alpha + age + t)) ** (r + x) * hyp2f1(
        r + x, b + x, a + b + x - 1, t / (alpha + age + t)
    )
    under = 1 + (x > 0) * a / (b + x - 1) * ((alpha + age) / (alpha + last)) ** (r + x)
    assert expected_purchases(logs, x, last, age, np.array([t]))[:, 0] == pytest.approx(top / under, rel=1e-6)
    assert still_there(logs, x, last, age) == pytest.approx(1 / under)


def test_thousands_of_repeats_do_not_overflow() -> None:
    found = expected_purchases(LOGS, np.array([5000]), np.array([38.999]), np.array([39.0]), np.array([39.0]))
    assert 3000 < found[0, 0] < 4000


def test_intervals_cover_at_their_rate() -> None:
    rng = np.random.default_rng(7)
    truth = expected_purchases(LOGS, np.array([2]), np.array([25.0]), np.array([35.0]), np.array([30.0]))[0, 0]
    hits = np.zeros(5)
    rounds = 80
    for _ in range(rounds):
        buying = fit_buying(grouped(*buyers(500, rng, age=rng.uniform(25, 40, 500), **WORLD)))
        found = [buying.r, buying.alpha, buying.a, buying.b, buying.expected(30, repeats=2, recency=25, age=35)]
        hits += [one.low <= true <= one.high for one, true in zip(found, [*WORLD.values(), truth], strict=True)]
    # 95 of 100 are meant: fewer than 87 of 100, or one in a hundred thousand such runs, is not chance
    assert (hits / rounds > 0.86).all(), hits / rounds


def test_the_unit_of_time_changes_nothing_but_the_unit() -> None:
    x, last, age = buyers(400, np.random.default_rng(3), age=40.0, **WORLD)
    weeks, days = fit_buying(grouped(x, last, age)), fit_buying(grouped(x, last * 7, age * 7))
    assert days.alpha.value == pytest.approx(7 * weeks.alpha.value, rel=1e-3)
    assert days.r.value == pytest.approx(weeks.r.value, rel=1e-3)
    assert days.log_likelihood == pytest.approx(weeks.log_likelihood - x.sum() * np.log(7), abs=1e-3)


def test_the_lifetime_value_is_purchases_times_spend_discounted() -> None:
    rng = np.random.default_rng(5)
    x, last, age = buyers(1500, rng, age=40.0, **WORLD)
    spend = spenders(x, rng, p=6.0, q=4.0, v=15.0)
    histories = grouped(x, last, age, spend=spend)
    buying, spending = fit_buying(histories), fit_spending(x, spend)
    one = lifetime_value(histories, buying, spending, periods=1, period=10.0)
    row = int(np.argmax(histories.repeats == 2))
    expected = buying.expected(10, repeats=2, recency=histories.recency[row], age=histories.age[row])
    worth = spending.expected(repeats=2, spend=histories.spend[row])
    assert one.of(row).value == pytest.approx(expected.value * worth.value)
    half = lifetime_value(histories, buying, spending, periods=1, period=10.0, discount=1.0, margin=0.5)
    assert half.total.value == pytest.approx(one.total.value / 4)
    many = lifetime_value(histories, buying, spending, periods=10, period=1.0)
    assert many.total.value == pytest.approx(one.total.value)
    assert one.total.low < one.total.value < one.total.high


def test_gamma_gamma_intervals_cover_at_their_rate() -> None:
    rng = np.random.default_rng(11)
    hits = np.zeros(3)
    for _ in range(60):
        repeats = rng.integers(1, 8, 200)
        found = fit_spending(repeats, spenders(repeats, rng, p=6.0, q=4.0, v=15.0))
        hits += [found.p.low <= 6 <= found.p.high, found.q.low <= 4 <= found.q.high, found.v.low <= 15 <= found.v.high]
    assert (hits >= 52).all(), hits


def test_few_spenders_whose_own_purchases_hardly_seem_to_differ_have_no_upper_end() -> None:
    rng, hits, open_ends = np.random.default_rng(12), 0, 0
    for _ in range(30):
        repeats = rng.integers(1, 8, 100)
        found = fit_spending(repeats, spenders(repeats, rng, p=6.0, q=4.0, v=15.0))
        hits += found.p.low <= 6 <= found.p.high
        open_ends += found.p.high == np.inf
        assert (found.p.high == np.inf) == any("hardly at all" in note for note in found.notes)
        assert np.isfinite(found.expected(repeats=2, spend=5.0).high)
    assert hits >= 25
    assert open_ends > 2


@pytest.mark.parametrize("n", [0, 1, 2, 15])
def test_too_few_customers_are_refused_by_name(n: int) -> None:
    histories = grouped(np.arange(n) % 2, np.arange(n) % 2, np.full(n, 9.0))
    with pytest.raises(MeasureError, match="at least 10") as caught:
        fit_buying(histories)
    assert caught.value.diagnostics[0].code == "measures/too-few-customers"
    with pytest.raises(MeasureError) as caught:
        fit_spending(np.arange(n) % 2, np.ones(n))
    assert caught.value.diagnostics[0].code == "measures/too-few-customers"


@pytest.mark.parametrize(
    ("x", "last", "age"), [(1, 0, 9), (0, 1, 9), (1, 10, 9), (-1, 0, 9), (1.5, 1, 9), (1, 1, np.nan), (1, 1, np.inf)]
)
def test_a_history_that_cannot_be_is_named(x: float, last: float, age: float) -> None:
    with pytest.raises(MeasureError) as caught:
        grouped([0, x], [0, last], [9, age])
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.where.row) == ("measures/bad-history", 2)


def test_customers_who_never_leave_give_forecasts_though_no_parameter() -> None:
    rng = np.random.default_rng(2)
    count = rng.poisson(rng.gamma(2, 0.1, 300) * 30)
    buying = fit_buying(grouped(count, np.where(count > 0, 29.9, 0), np.full(300, 30.0)))
    assert buying.alive(repeats=4, recency=29.9, age=30).value > 0.9
    assert buying.notes


def test_purchases_of_one_day_are_one_and_later_ones_are_left_out() -> None:
    names, found, spend = summarise(
        ["b", "a", "b", "b", "b", "a"], [3, 0, 10, 10, 99, 5], end=20, spend=[1, 1, 2, 3, 9, 4], per=1
    )
    assert names.tolist() == ["a", "b"]
    assert found.repeats.tolist() == [1, 1]
    assert spend.tolist() == [4.0, 5.0]
    assert found.age.tolist() == [20.0, 17.0]
    empty = summarise([], [], end=1)
    assert (len(empty[0]), empty[1].total) == (0, 0)
