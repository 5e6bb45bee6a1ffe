"""Stays and paths read from events: laws that hold whatever happened, and small logs counted by hand."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsidein.ground import MeasureError
from outsidein.measures.value import Stays, evened, paths_to, rhythm, stays_until, stays_until_silent, survival

DAY = 86_400_000_000


def log(rows: list[tuple[str, float, str]]) -> pa.Table:
    """Events of (case, day, event), in this order."""
    return pa.table(
        {
            "case": pa.array([case for case, _, _ in rows], pa.string()),
            "time": pa.array([int(day * DAY) for _, day, _ in rows], pa.int64()).cast(pa.timestamp("us", "UTC")),
            "event": pa.array([event for _, _, event in rows], pa.string()),
            "order": pa.array(range(len(rows)), pa.int64()),
        }
    )


EVENTS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(0, 60).map(float), st.sampled_from(("look", "buy"))),
    min_size=1,
    max_size=40,
)


@given(EVENTS, st.integers(1, 30))
def test_nobody_leaves_for_a_silence_that_the_log_is_too_short_to_have_seen(
    rows: list[tuple[str, float, str]], days: int
) -> None:
    found = stays_until_silent(log(rows), silent=timedelta(days=days))
    end = max(day for _, day, _ in rows)
    first = {case: min(day for other, day, _ in rows if other == case) for case, _, _ in rows}
    assert len(found.cases) + found.recent == len(first)
    for case, duration, left in zip(found.cases, found.duration, found.left, strict=True):
        assert 0 <= duration <= end - days - first[case]
        mine = [*sorted(day for other, day, _ in rows if other == case), end]
        silences = [day for day, later in pairwise(mine) if later - day >= days]
        assert left == bool(silences)
        assert duration == pytest.approx((silences[0] if silences else end - days) - first[case])


@given(EVENTS, st.integers(1, 30))
def test_what_came_after_a_first_silence_changes_nothing_but_who_returned(
    rows: list[tuple[str, float, str]], days: int
) -> None:
    # One more case holds the end of the log where it is.
    rows = [*rows, ("z", 60.0, "look")]
    whole = stays_until_silent(log(rows), silent=timedelta(days=days))
    kept = []
    for case in sorted({case for case, _, _ in rows}):
        before = None
        for one in sorted((row for row in rows if row[0] == case), key=lambda row: row[1]):
            if before is not None and one[1] - before >= days:
                break
            kept.append(one)
            before = one[1]
    cut = stays_until_silent(log(kept), silent=timedelta(days=days))
    told = dict(zip(whole.cases, whole.duration, strict=True))
    assert told == dict(zip(cut.cases, cut.duration, strict=True))
    assert cut.returned == 0


def test_the_curve_of_silence_finds_the_rate_at_which_people_really_leave() -> None:
    generator = np.random.default_rng(3)
    rows = []
    for person in range(400):
        came, stays = generator.uniform(0, 200), generator.exponential(40)
        days = [came, *(came + np.cumsum(generator.exponential(1.5, 400)))]
        rows += [(str(person), day, "look") for day in days if day <= min(came + stays, 365)]
    found = stays_until_silent(log(rows), silent=timedelta(days=14))
    curve = survival(found.duration, found.left)
    for day in (20, 40, 80):
        assert curve.at(day).value == pytest.approx(np.exp(-day / 40), abs=0.08)


def test_who_never_met_the_event_is_still_on_the_way_when_the_log_ends() -> None:
    found = stays_until(log([("a", 0, "look"), ("a", 4, "buy"), ("b", 6, "look"), ("c", 10, "look")]), event="buy")
    assert (found.duration.tolist(), found.left.tolist()) == ([4, 4, 0], [True, False, False])


@given(EVENTS)
def test_every_journey_is_on_one_path_or_began_at_the_goal(rows: list[tuple[str, float, str]]) -> None:
    table = log(rows)
    if "buy" not in table["event"].to_pylist():
        with pytest.raises(MeasureError, match="buy"):
            paths_to(table, goal="buy")
        return
    found = paths_to(table, goal="buy")
    assert found.paths.journeys + found.began == len({case for case, _, _ in rows})
    assert "buy" not in found.paths.names


@given(st.lists(st.tuples(st.integers(1, 400), st.booleans()), min_size=1, max_size=60), st.integers(2, 8))
def test_evened_stays_leave_or_stay_by_groups_and_nobody_leaves_sooner(
    rows: list[tuple[int, bool]], least: int
) -> None:
    days, left = np.array([day / 4 for day, _ in rows]), np.array([gone for _, gone in rows])
    stays = Stays(np.arange(len(rows)).astype(object), days, left)
    found = evened(stays, least=least)
    for end in np.unique(found.duration):
        here = found.left[found.duration == end]
        assert all(n == 0 or n >= least for n in (int(here.sum()), int((~here).sum())))
    if len(found.cases):
        before = days[found.cases.astype(int)]
        assert np.all(found.duration >= before - 1e-9)
        assert found.left.sum() == left.sum()
        assert np.all(np.diff(found.duration[np.argsort(before, kind="stable")]) >= -1e-9), "in the same order"
    else:
        assert any(0 < n < least for n in (int(left.sum()), int((~left).sum())))


def test_the_rhythm_is_that_in_which_those_who_come_back_do() -> None:
    rng = np.random.default_rng(4)
    rows = []
    for who in range(300):
        day = float(rng.integers(0, 60))
        while day < 360 and rng.random() > 0.2:
            rows += [(f"c{who}", day, "look"), (f"c{who}", day + 0.01, "buy")]
            day += float(np.ceil(rng.exponential(10)))
    found = rhythm(log(rows))
    assert found is not None
    assert 25 <= found.days <= 35, "the 95th of 100 of such waits is 30 days"
    stretched = rhythm(log([(who, 3 * day, event) for who, day, event in rows]))
    assert stretched is not None
    assert abs(stretched.days - 3 * found.days) <= 3
    assert rhythm(log(rows[:50])) is None, "too few came back"
