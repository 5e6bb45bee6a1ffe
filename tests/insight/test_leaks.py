"""Features are frozen at the cut-off, and what knows the outcome is caught."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from customer_worlds import DAY, customers
from hypothesis import given
from hypothesis import strategies as st

from outsidein.ground.errors import MeasureError
from outsidein.insight.prediction import (
    Attributes,
    Features,
    Outcome,
    events_of,
    foresee,
    learn,
    predict,
    refuse_leaks,
    scores_of,
)

WORLD = customers(300, np.random.default_rng(1))
CUTOFF = 150 * DAY


def plain(features: np.ndarray, happened: np.ndarray) -> tuple[Features, np.ndarray]:
    return Features.of([f"x{k}" for k in range(features.shape[1])], features), happened


@given(late=st.lists(st.tuples(st.integers(0, 299), st.floats(0, 80)), max_size=30))
def test_nothing_at_the_cut_off_or_later_moves_a_feature(late: list[tuple[int, float]]) -> None:
    before = WORLD.filter(pa.compute.less(WORLD["time"], CUTOFF))
    added = pa.table(
        {
            "case": pa.array([f"c{who}" for who, _ in late], pa.string()),
            "time": pa.array([CUTOFF + int(days * DAY) for _, days in late], pa.int64()),
            "event": pa.array(["complain" for _ in late], pa.string()),
        }
    )
    made = []
    for table in (before, pa.concat_tables([before, added])):
        events = events_of(table)
        cases = Outcome(30 * DAY).eligible(events, CUTOFF)
        features = learn(events, CUTOFF, window=30 * DAY).at(CUTOFF, cases)
        order = np.argsort(features.cases.astype(str))
        made.append((features.names, features.cases[order].tolist(), features.values[order]))
        assert features.latest is not None
        assert features.latest < CUTOFF
    (names, cases, values), (names_then, cases_then, values_then) = made
    assert (names, cases) == (names_then, cases_then)
    np.testing.assert_array_equal(values, values_then)


def test_a_score_counts_from_when_it_came_in() -> None:
    events = events_of(WORLD)
    cases = Outcome(30 * DAY).eligible(events, CUTOFF)
    who = str(events.cases[cases[0]])
    table = pa.table(
        {
            "case": [who, who, who],
            "time": [CUTOFF - 9 * DAY, CUTOFF - 2 * DAY, CUTOFF - DAY],
            "known": [CUTOFF - 9 * DAY, CUTOFF - 2 * DAY, CUTOFF + DAY],
            "touchpoint": ["desk"] * 3,
            "value": [3.0, 4.0, 1.0],
        }
    )
    scores = scores_of(table, events)
    features = learn(events, CUTOFF, window=30 * DAY, scores=scores).at(CUTOFF, cases)
    column = features.values[:, features.names.index("last score of “desk”")]
    assert column[0] == 4
    assert np.isnan(column[1:]).all()


def test_features_by_hand() -> None:
    events = events_of(
        pa.table(
            {
                "case": ["a", "a", "a", "b"],
                "time": pa.array([0, 2 * DAY, 6 * DAY, 5 * DAY], pa.int64()).cast(pa.timestamp("us", tz="UTC")),
                "event": ["x", "y", "x", "y"],
                "segment:plan": ["small", "small", "large", None],
            }
        )
    )
    found = learn(events, 10 * DAY, window=5 * DAY).at(10 * DAY, np.array([0, 1]))
    values = {name: column.tolist() for name, column in zip(found.names, found.values.T, strict=True)}
    assert values["events"] == [3, 1]
    assert values["days since the last event"] == [4, 5]
    assert values["days since the first event"] == [10, 5]
    assert values["events in the last 5 days"] == [1, 1]
    assert values["mean days between events"][0] == 3
    assert values["days between the last two events"][0] == 4
    assert values["times at “x”"] == [2, 0]
    assert values["last at “x”"] == [1, 0]
    assert values["plan = large"] == [1, 0]
    assert np.isnan(values["days between the last two events"][1])


@pytest.mark.parametrize("how", ["value", "reverse", "missing", "unordered", "nearly"])
def test_a_planted_leak_is_refused_by_name(how: str) -> None:
    rng = np.random.default_rng(2)
    happened = rng.random(400) < 0.3
    x = rng.normal(size=(400, 3))
    x[:, 1] = {
        "value": happened * 1.0,
        "reverse": -5.0 * happened + rng.random(400),
        "missing": np.where(happened, np.nan, rng.random(400)),
        "unordered": np.where(happened, rng.choice([1, 3, 5], 400), rng.choice([2, 4], 400)),
        "nearly": happened * (rng.random(400) > 0.02),
    }[how]
    with pytest.raises(MeasureError, match="x1") as caught:
        refuse_leaks(*plain(x, happened))
    assert [one.code for one in caught.value.diagnostics] == ["insight/leaking-feature"]


def test_a_feature_from_after_the_cut_off_is_refused() -> None:
    rng = np.random.default_rng(3)
    happened = rng.random(100) < 0.5
    features = Features(
        ("x",), rng.normal(size=(100, 1)), np.array([False]), np.arange(100).astype(object), CUTOFF, CUTOFF
    )
    with pytest.raises(MeasureError) as caught:
        refuse_leaks(features, happened)
    assert caught.value.diagnostics[0].code == "insight/known-after-cut-off"


def test_a_status_written_afterwards_is_caught_in_the_customer_list_dated_or_not() -> None:
    table = customers(800, np.random.default_rng(4))
    events = events_of(table)
    rng, n = np.random.default_rng(5), len(events.cases)
    last = np.zeros(n, np.int64)
    np.maximum.at(last, events.case, events.time)
    gone = last < events.span[1] - 45 * DAY
    status = np.column_stack([gone.astype(float), rng.normal(size=n)])
    dated = Attributes(("status", "age"), status, np.where([True, False], last[:, None] + 45 * DAY, 0))
    with pytest.raises(MeasureError, match="status") as caught:
        foresee(events, Outcome(30 * DAY), generator=rng, attributes=dated)
    assert caught.value.diagnostics[0].code == "insight/known-after-cut-off"
    # Undated, by the last cut-off of the log: a status that says exactly who will do nothing.
    end = events.span[1]
    quiet = ~np.isin(np.arange(n), events.case[events.time >= end - 60 * DAY])
    later_quiet = ~np.isin(np.arange(n), events.case[events.time >= end - 30 * DAY])
    undated = Attributes(("status",), (quiet | later_quiet)[:, None].astype(float))
    with pytest.raises(MeasureError, match="status") as caught:
        foresee(events, Outcome(30 * DAY), generator=rng, attributes=undated)
    assert caught.value.diagnostics[0].code == "insight/leaking-feature"
    clean = foresee(events, Outcome(30 * DAY), generator=rng, attributes=undated, without=("status",))
    assert clean.proof.skill.beats
    assert clean.proof.warnings == ()
    trusted = foresee(events, Outcome(30 * DAY), generator=rng, attributes=undated, trusted=("status",))
    assert trusted.proof.skill.part.value > clean.proof.skill.part.value
    assert "insight/nearly-perfect" in [one.code for one in trusted.proof.warnings]


def test_an_event_that_is_the_outcome_under_another_name_is_refused() -> None:
    rng = np.random.default_rng(6)
    table = customers(800, rng)
    events = events_of(table)
    rows = table.to_pylist()
    last = {row["case"]: row["time"] for row in sorted(rows, key=lambda row: row["time"])}
    rows += [{"case": who, "time": time + 1, "event": "account closed"} for who, time in last.items()]
    with pytest.raises(MeasureError, match="account closed") as caught:
        foresee(events_of(pa.Table.from_pylist(rows)), Outcome(30 * DAY), generator=rng)
    assert {one.code for one in caught.value.diagnostics} == {"insight/leaking-feature"}
    assert foresee(events, Outcome(30 * DAY), generator=rng).proof.warnings == ()


def test_a_value_that_nearly_always_goes_with_the_outcome_is_a_warning() -> None:
    rng = np.random.default_rng(7)
    happened = rng.random(1000) < 0.2
    marked = (happened & (rng.random(1000) < 0.4)).astype(float)
    (warning,) = refuse_leaks(*plain(np.column_stack([rng.normal(size=1000), marked]), happened))
    assert (warning.code, str(warning.severity)) == ("insight/nearly-sure", "warning")
    assert "x1" in warning.says


def test_honest_features_are_hardly_ever_called_leaks() -> None:
    rng = np.random.default_rng(8)
    for _ in range(40):
        happened = rng.random(60) < 0.4
        signal = happened + rng.normal(size=60)
        assert refuse_leaks(*plain(np.column_stack([signal, rng.normal(size=(60, 9))]), happened)) == ()


def test_features_of_two_recipes_do_not_fit_each_other() -> None:
    rng = np.random.default_rng(9)
    happened = rng.random(100) < 0.5
    one, other = Features.of(["a"], rng.normal(size=(100, 1))), Features.of(["b"], rng.normal(size=(100, 1)))
    with pytest.raises(MeasureError) as caught:
        predict(one, happened, other, happened, generator=rng)
    assert caught.value.diagnostics[0].code == "insight/other-features"
