"""Two answers held against each other: the right interval, whoever stands on both sides, and a line through time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
import pytest
from given_answers import Given, store
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from outsidein.evidence.store import Store
from outsidein.ground import MeasureError
from outsidein.measures import Ask, Difference, Grain, Period, Side, difference, intervals, trend

APP, WEB = Side(where=(("channel", ("app",)),)), Side(where=(("channel", ("web",)),))
STARS = st.lists(st.integers(1, 5), min_size=2, max_size=40).filter(lambda values: len(set(values)) > 1)


def one(evidence: Store, ask: Ask, this: Side, against: Side) -> Difference:
    (found,) = difference(evidence, ask, this=this, against=against)
    return found


@settings(max_examples=12)
@given(STARS, STARS)
def test_two_segments_differ_as_newcombe_and_welch_say(app: list[int], web: list[int]) -> None:
    evidence = store([*(Given(v, channel="app") for v in app), *(Given(v, channel="web") for v in web)])
    mean = one(evidence, Ask("satisfaction"), APP, WEB).change
    low, high = CompareMeans(DescrStatsW(app), DescrStatsW(web)).tconfint_diff(usevar="unequal")
    assert (mean.low, mean.high, mean.method) == (pytest.approx(low), pytest.approx(high), "Welch")
    share = one(evidence, Ask("csat"), APP, WEB).change
    tops = [sum(v >= 4 for v in values) for values in (app, web)]
    low, high = confint_proportions_2indep(tops[0], len(app), tops[1], len(web), method="newcomb", compare="diff")
    assert (share.low, share.high) == (pytest.approx(100 * low, abs=1e-9), pytest.approx(100 * high, abs=1e-9))
    assert (share.method, share.unit) == ("Newcombe", "% points")


def test_two_net_scores_differ_as_their_adjusted_intervals_say() -> None:
    values = [10, 9, 9, 3, 8, 7, 10, 2, 9, 9]
    evidence = store(
        [Given(v, "nps", channel="app") for v in values] + [Given(10 - v, "nps", channel="web") for v in values]
    )
    found = one(evidence, Ask("nps"), APP, WEB).change
    low, high = intervals.net_difference(6, 2, 10, 0, 8, 10)
    assert (found.low, found.high) == (pytest.approx(100 * float(low)), pytest.approx(100 * float(high)))


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=3, max_size=30))
def test_two_touchpoints_rated_by_the_same_people_are_a_paired_difference(pairs: list[tuple[int, int]]) -> None:
    both = np.array(pairs, dtype=float)
    if (both.std(axis=0) == 0).any() or np.ptp(both[:, 0] - both[:, 1]) == 0:
        return
    evidence = store(
        Given(value, touchpoint=name, response=at)
        for at, pair in enumerate(pairs)
        for name, value in zip(("gate", "app"), pair, strict=True)
    )
    gate, app = (Side(where=(("touchpoint", (name,)),)) for name in ("gate", "app"))
    found = one(evidence, Ask("satisfaction"), gate, app).change
    d = both[:, 0] - both[:, 1]
    low, high = intervals.paired(len(d), d.sum(), (d**2).sum())
    assert (found.low, found.high) == (pytest.approx(float(low)), pytest.approx(float(high)))


def test_a_difference_says_itself_and_keeps_both_sides() -> None:
    evidence = store([*(Given(v, channel="app") for v in [5, 4] * 50), *(Given(v, channel="web") for v in [1, 2] * 50)])
    found = one(evidence, Ask("satisfaction"), APP, WEB)
    assert found.says == "3.00 higher (2.86 to 3.14)"
    assert (found.this.estimate.value, found.against.estimate.value) == (4.5, 1.5)
    assert [cite.filter.split(";")[0] for cite in found.change.cites] == ["channel: app", "channel: web"]
    assert one(evidence, Ask("csat"), WEB, APP).says == "100.0 % points lower (−100.0 to −94.8 % points)"


def test_by_touchpoint_each_is_compared_and_what_only_one_side_has_is_left_out() -> None:
    evidence = store(
        [
            *(Given(v, channel=channel, touchpoint="gate") for channel in ("app", "web") for v in (1, 3, 5)),
            Given(4, channel="app", touchpoint="lounge"),
        ]
    )
    found = difference(evidence, Ask("satisfaction", ("touchpoint",)), this=APP, against=WEB)
    assert [(each.keys, each.change.value) for each in found] == [(("gate",), 0)]
    assert found[0].says.startswith("no clear difference")


def test_sides_that_cannot_be_compared_say_why() -> None:
    evidence = store(
        [
            Given(4, channel="app"),
            Given(3, channel="app"),
            Given(6, "emotion", channel="web"),
            Given(7, "emotion", channel="web"),
        ]
    )
    found = one(evidence, Ask("emotional-level"), APP, WEB)
    assert not found.change.known
    assert found.says == "the two sides rest on different questions or scales"
    assert one(evidence, Ask("satisfaction"), APP, WEB).says == "no answers on one side"
    with pytest.raises(MeasureError) as error:
        difference(evidence, Ask("responses"), this=APP, against=WEB)
    assert error.value.diagnostics[0].code == "measures/not-comparable"


def test_a_line_through_time_keeps_its_gaps_and_its_last_step() -> None:
    evidence = store(
        [
            *(Given(v, day=date(2026, 1, 10)) for v in (1, 2, 3)),
            *(Given(v, day=date(2026, 3, 10)) for v in (2, 3, 4)),
            *(Given(v, day=date(2026, 4, 30)) for v in (4, 5, 5)),
            Given(1, day=None),
        ]
    )
    (line,) = trend(evidence, Ask("satisfaction"), grain=Grain.MONTH)
    months = [row.keys[-1] for row in line.rows]
    assert months == [Grain.MONTH.around(date(2026, month, 1)) for month in (1, 2, 3, 4)]
    assert [row.estimate.known for row in line.rows] == [True, False, True, True]
    assert line.change is not None
    assert line.change.change.value == pytest.approx(14 / 3 - 3)


def test_after_a_gap_there_is_no_last_step() -> None:
    days = [date(2026, 1, 10), date(2026, 3, 10)]
    (line,) = trend(store(Given(v, day=day) for day in days for v in (1, 2)), Ask("satisfaction"))
    assert line.change is None
    assert trend(store([]), Ask("satisfaction")) == ()


def test_a_line_of_too_many_periods_is_refused() -> None:
    evidence = store([Given(1, day=date(1900, 1, 1)), Given(2, day=date(9999, 12, 31))])
    with pytest.raises(MeasureError) as error:
        trend(evidence, Ask("satisfaction"), grain=Grain.DAY)
    assert error.value.diagnostics[0].code == "measures/too-fine"


REPLICATES, PEOPLE = 1_200, 30


@pytest.fixture(scope="module")
def two_years() -> Store:
    """1,200 little panels (channels): 30 customers a year, two thirds of them in both, half a point happier later."""
    rng = np.random.default_rng(11)
    mood = rng.normal(0, 1, (REPLICATES, PEOPLE * 4 // 3))
    parts = []
    for year, who, lift in ((2025, slice(0, PEOPLE), 0.0), (2026, slice(PEOPLE // 3, None), 0.5)):
        people = np.arange(mood.size).reshape(mood.shape)[:, who]
        times = rng.integers(1, 4, people.shape)
        feeling = np.repeat(mood[:, who].ravel(), times.ravel()) + lift
        feeling = feeling + rng.normal(0, 0.7, len(feeling))
        replicate = np.repeat(np.repeat(np.arange(REPLICATES), people.shape[1]), times.ravel())
        parts.append((year, np.repeat(people.ravel(), times.ravel()), replicate, feeling))
    year = np.concatenate([np.full(len(part[3]), part[0]) for part in parts])
    who, replicate, feeling = (np.concatenate([part[at] for part in parts]) for at in (1, 2, 3))
    n = len(feeling)
    when = [datetime(int(one), 6, 1, tzinfo=UTC) for one in year]
    responses = pa.table(
        {
            "response": np.arange(n),
            "customer": who.astype(str),
            "channel": replicate.astype(str),
            "source": ["s"] * n,
            "time": pa.array(when, pa.timestamp("us", tz="UTC")),
        }
    )

    def answers(kind: str, value: np.ndarray, low: float, high: float) -> pa.Table:
        columns = {"response": np.arange(n), "question": [kind] * n, "asks": [kind] * n, "value": value}
        return pa.table(columns | {"low": np.full(n, float(low)), "high": np.full(n, float(high))})

    tables = [
        answers("number", feeling, -np.inf, np.inf),
        answers("outcome", (feeling > 0.3).astype(float), 0, 1),
        answers("nps", np.digitize(feeling, np.linspace(-2, 1.4, 10)).astype(float), 0, 10),
    ]
    return Store.memory(responses=responses, answers=pa.concat_tables(tables))


@pytest.mark.parametrize("name", ["number", "outcome", "nps"])
def test_a_change_covers_at_its_rate_when_the_same_customers_answer_in_both_periods(
    two_years: Store, name: str
) -> None:
    before, after = (np.random.default_rng(1).normal(lift, np.sqrt(1.49), 4_000_000) for lift in (0.0, 0.5))
    scored = {
        "number": lambda x: x.mean(),
        "outcome": lambda x: 100 * np.mean(x > 0.3),
        "nps": lambda x: 100 * (np.mean(x >= np.linspace(-2, 1.4, 10)[8]) - np.mean(x < np.linspace(-2, 1.4, 10)[6])),
    }[name]
    truth = scored(after) - scored(before)
    this, against = (Side(period=Period(date(year, 1, 1), date(year, 12, 31))) for year in (2026, 2025))
    found = difference(two_years, Ask(name, ("channel",)), this=this, against=against)
    assert len(found) == REPLICATES
    covered = np.mean([each.change.low <= truth <= each.change.high for each in found])
    apart = np.mean(
        [abs(each.change.value - truth) <= 1.96 * np.hypot(each.this.error, each.against.error) for each in found]
    )
    assert 0.93 < covered < 0.97
    assert apart > 0.975  # as if the two years were of different people: wider than need be
