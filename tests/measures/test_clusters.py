"""Customers who answered several times: the variance by its definition, equal to the simple one where nobody did."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pytest
from given_answers import Given, store
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.weightstats import DescrStatsW

from outsidein.evidence.store import Store
from outsidein.measures import Ask, measure, measure_all
from outsidein.measures.clusters import Robust, robust


def by_definition(groups: list[list[float]]) -> tuple[float, float]:
    """CR2 variance of the mean and the Bell-McCaffrey degrees of freedom, with all matrices written out."""
    x = np.concatenate(groups)
    n = len(x)
    ones = np.ones((n, 1))
    keep = np.eye(n) - ones @ ones.T / n
    rows, at, variance = [], 0, 0.0
    for one in groups:
        k = len(one)
        block = np.arange(at, at + k)
        at += k
        values, vectors = np.linalg.eigh(np.eye(k) - np.ones((k, k)) / n)
        root = vectors @ np.diag(values**-0.5) @ vectors.T
        weights = np.ones(k) @ root / n
        variance += (weights @ (x - x.mean())[block]) ** 2
        rows.append(weights @ keep[block])
    spread = np.linalg.eigvalsh(np.array(rows) @ np.array(rows).T)
    return variance, spread.sum() ** 2 / (spread**2).sum()


def of(groups: list[list[float]]) -> Robust:
    size = np.array([len(one) for one in groups], dtype=float)
    total = np.array([sum(one) for one in groups])
    return robust(np.zeros(len(groups), dtype=np.intp), size, np.ones(len(groups)), total, total**2, groups=1)


@given(st.lists(st.lists(st.integers(1, 5).map(float), min_size=1, max_size=6), min_size=2, max_size=12))
def test_variance_and_degrees_of_freedom_are_those_of_the_definition(groups: list[list[float]]) -> None:
    found = of(groups)
    variance, df = by_definition(groups)
    assert float(found.variance[0]) == pytest.approx(variance, abs=1e-10)
    assert float(found.df[0]) == pytest.approx(df, rel=1e-8)


@given(st.lists(st.integers(1, 5).map(float), min_size=2, max_size=60))
def test_where_everyone_answered_once_it_is_the_simple_formula(x: list[float]) -> None:
    found = of([[value] for value in x])
    assert float(found.variance[0]) == pytest.approx(np.var(x, ddof=1) / len(x), abs=1e-12)
    assert float(found.df[0]) == pytest.approx(len(x) - 1, rel=1e-9)


def test_several_questions_of_one_response_are_not_independent_answers() -> None:
    rng = np.random.default_rng(1)
    answers = [
        Given(float(value), response=person, question=f"q{at}")
        for person in range(40)
        for at, value in enumerate(np.clip(rng.integers(1, 6) + rng.integers(-1, 2, 3), 1, 5))
    ]
    (row,) = measure(store(answers), Ask("satisfaction"))
    means = np.array([np.mean([one.value for one in answers if one.response == person]) for person in range(40)])
    low, high = DescrStatsW(means).tconfint_mean()  # equal shares: the mean of their means
    assert (row.estimate.low, row.estimate.high) == (pytest.approx(low), pytest.approx(high))
    assert row.estimate.method == "t, answers clustered by response"
    assert row.estimate.notes == ("120 answers from 40 responses",)
    assert (row.estimate.n, row.customers) == (120, 40)


def test_a_customer_who_comes_back_counts_as_one_and_the_unnamed_as_one_each() -> None:
    answers = [Given(5, customer="anna"), Given(4, customer="anna"), Given(2, customer="ben"), Given(1), Given(3)]
    (row,) = measure(store(answers), Ask("satisfaction"))
    assert row.customers == 4
    assert row.estimate.method == "t, answers clustered by customer"
    variance, df = by_definition([[5, 4], [2], [1], [3]])
    assert (row.error, row.df) == (pytest.approx(math.sqrt(variance)), pytest.approx(df))


def test_repeats_elsewhere_do_not_change_a_group_without_any() -> None:
    once = [Given(float(1 + at % 5), touchpoint="gate", customer=f"c{at}") for at in range(40)]
    twice = [Given(float(1 + at % 5), touchpoint="app", customer=f"c{at // 2}") for at in range(40)]
    for name in ("satisfaction", "csat", "satisfaction-10"):
        (_, among), (alone,) = measure(store(once + twice), Ask(name, ("touchpoint",))), measure(store(once), Ask(name))
        assert among.estimate.method == alone.estimate.method
        assert (among.estimate.low, among.estimate.high) == (
            pytest.approx(alone.estimate.low, abs=1e-12),
            pytest.approx(alone.estimate.high, abs=1e-12),
        )


def test_one_customer_alone_tells_nothing_however_often_they_answer() -> None:
    rows = measure_all(
        store(Given(value, customer="anna") for value in (3.0, 4, 4, 5, 5)), [Ask("satisfaction"), Ask("csat")]
    )
    mean, share = (row.estimate for (row,) in rows)
    assert (mean.low, mean.high) == (1, 5)
    assert share.high - share.low > 70
    assert mean.small
    assert share.small


REPLICATES, PEOPLE = 1_500, 40
Crowd: TypeAlias = tuple[Store, dict[str, tuple[float, float]]]


@pytest.fixture(scope="module")
def crowd() -> Crowd:
    """1,500 little surveys (channels) of 40 customers who answer 1 to 8 times and stay true to their mood."""
    rng = np.random.default_rng(7)
    customers = REPLICATES * PEOPLE
    times = rng.choice([1, 2, 4, 8], customers, p=[0.5, 0.25, 0.15, 0.1])
    mood = np.repeat(rng.normal(0, 1, customers), times)
    channel = np.repeat(np.repeat(np.arange(REPLICATES), PEOPLE), times)
    who = np.repeat(np.arange(customers), times)
    n = len(who)
    feeling = mood + rng.normal(0, 0.7, n)
    stars = np.digitize(feeling, [-1.8, -1.0, -0.2, 0.9]) + 1.0
    loyal = np.digitize(feeling, np.linspace(-2, 1.4, 10)).astype(float)

    def answers(kind: str, value: np.ndarray, low: float, high: float) -> pa.Table:
        return pa.table(
            {
                "response": np.arange(n),
                "question": [kind] * n,
                "asks": [kind] * n,
                "value": value,
                "low": np.full(n, low),
                "high": np.full(n, high),
            }
        )

    responses = pa.table(
        {
            "response": np.arange(n),
            "customer": who.astype(str),
            "channel": channel.astype(str),
            "source": ["s"] * n,
            "time": pa.array([datetime(2026, 1, 1, tzinfo=UTC)] * n, pa.timestamp("us", tz="UTC")),
        }
    )
    both = pa.concat_tables([answers("satisfaction", stars, 1, 5), answers("nps", loyal, 0, 10)])
    whole = rng.normal(0, math.sqrt(1.49), 4_000_000)
    stars, loyal = np.digitize(whole, [-1.8, -1.0, -0.2, 0.9]) + 1.0, np.digitize(whole, np.linspace(-2, 1.4, 10))
    scores = {"satisfaction": stars, "csat": 100.0 * (stars >= 4), "nps": 100.0 * (loyal >= 9) - 100.0 * (loyal <= 6)}
    truth = {name: (float(score.mean()), float(score.std())) for name, score in scores.items()}
    return Store.memory(responses=responses, answers=both), truth


@pytest.mark.parametrize("name", ["satisfaction", "csat", "nps"])
def test_intervals_cover_at_their_rate_when_customers_come_back(crowd: Crowd, name: str) -> None:
    evidence, truth = crowd
    mean, spread = truth[name]
    found = [row.estimate for row in measure(evidence, Ask(name, ("channel",)))]
    covered = np.mean([one.low <= mean <= one.high for one in found])
    blind = np.mean([abs(one.value - mean) <= 1.96 * spread / math.sqrt(one.n) for one in found])
    assert 0.935 < covered < 0.97
    assert blind < 0.87  # as if answers were independent
