"""Journey analytics: equal to the definition done by hand, whether the store or any engine answers; and the figures."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from walked import LETTERS, Log, funnel_by_hand, logs, transitions_by_hand, waits_by_hand

from outsidein.evidence.backend import Backend
from outsidein.evidence.journeys import Journeys
from outsidein.evidence.store import open_engine
from outsidein.ground import EvidenceError, MeasureError
from outsidein.measures.journeys import (
    Every,
    Funnel,
    compare_funnels,
    compare_reach,
    compare_retention,
    compare_transitions,
    contacts,
    conversion,
    drop_off,
    engagement,
    funnel,
    loops,
    retention,
    step_matrix,
    time_between,
    top_paths,
    transitions,
    variants,
)
from outsidein.measures.journeys.calendar import begins, day_of, period_of

DAY = 86_400_000_000
FEW = settings(max_examples=4, phases=[Phase.generate], deadline=None)


@contextmanager
def every_way(log: Log) -> Iterator[list[Journeys]]:
    """The store in its own SQL, the store by the definitions, and the definitions over a table that nobody laid out."""
    engine = open_engine(None)
    engine.register("log", log.arrow())
    with Journeys.open(log.arrow(), buckets=2) as journeys:
        yield [
            journeys,
            replace(journeys, laid_out=False),
            Journeys.over(Backend.from_connection(engine).table("log"), longest=64),
        ]
    engine.close()


@given(logs())
@FEW
def test_transitions_are_what_follows_what_with_ties_in_the_order_of_the_source(log: Log) -> None:
    by_hand, waits = transitions_by_hand(log), waits_by_hand(log)
    with every_way(log) as ways:
        for journeys in ways:
            found = transitions(journeys, times=True)
            assert {(one.touchpoint, one.then): one.count.value for one in found} == by_hand
            assert found.steps == len(log.rows) - len(log.walks())
            for one in found:
                visits = sum(n for (event, _), n in by_hand.items() if event == one.touchpoint)
                assert one.share.value == pytest.approx(one.count.value / visits)
                if one.then is not None:
                    seconds = np.array(waits[one.touchpoint, one.then]) / 1e6
                    assert one.time is not None
                    quartiles = [one.time.lower.value, one.time.median.value, one.time.upper.value]
                    assert quartiles == pytest.approx(np.quantile(seconds, [0.25, 0.5, 0.75]).tolist())


@given(logs(), st.lists(st.sampled_from(LETTERS), min_size=1, max_size=4), st.none() | st.integers(0, 12))
@settings(max_examples=6, phases=[Phase.generate], deadline=None)
def test_a_funnel_counts_what_trying_every_start_finds(log: Log, steps: list[str], window: int | None) -> None:
    seen = {event for _, _, event in log.rows}
    steps = [step for step in steps if step in seen] or [log.rows[0][2]]
    within = None if window is None else timedelta(microseconds=window)
    with every_way(log) as ways:
        answers = [funnel(journeys, steps, window=within) for journeys in ways]
        for found in answers:
            assert [step.ordered.value for step in found.steps] == funnel_by_hand(log, steps, window)
            has = [sum(step in {e for _, e in walk} for walk in log.walks().values()) for step in steps]
            assert [step.open.value for step in found.steps] == has
        assert _times(answers[0]) == _times(answers[2])
        quick = funnel(ways[0], steps, window=within, times=False)
        assert [step.ordered for step in quick.steps] == [step.ordered for step in answers[0].steps]


def _times(found: Funnel) -> list[list[float]]:
    return [
        [spread.lower.value, spread.median.value, spread.upper.value, spread.median.high]
        for step in found.steps[1:]
        for spread in (step.time, step.since_first)
        if spread.n
    ]


@given(logs())
@FEW
def test_step_matrix_top_paths_and_variants_are_exact_whoever_answers(log: Log) -> None:
    walks = [tuple(event for _, event in walk) for walk in log.walks().values()]
    with every_way(log) as ways:
        for journeys in ways:
            matrix = step_matrix(journeys, first=4)
            for step in range(1, 5):
                there = Counter(walk[step - 1] if len(walk) >= step else None for walk in walks)
                for name in (*journeys.names, None):
                    assert matrix.at(step, name).value == pytest.approx(there[name] / len(walks))
            begun = Counter(walk[:3] for walk in walks)
            paths = top_paths(journeys, first=3, top=100)
            assert {path.touchpoints: path.count.value for path in paths} == begun
            assert [path.count.value for path in paths] == sorted(begun.values(), reverse=True)
            whole = variants(journeys, top=100)
            assert {one.touchpoints: one.count.value for one in whole.top} == Counter(walks)
            assert (whole.distinct, whole.cases) == (len(set(walks)), len(walks))
            most = Counter(walks).most_common(2)
            assert whole.coverage(2).value == pytest.approx(sum(n for _, n in most) / len(walks))


@given(logs())
@FEW
def test_loops_returns_and_drop_off_are_counted_per_case(log: Log) -> None:
    walks = [[event for _, event in walk] for walk in log.walks().values()]
    goal = log.rows[0][2]
    with every_way(log) as ways:
        for journeys in ways:
            for one in loops(journeys):
                runs = [_runs(walk).count(one.touchpoint) for walk in walks]
                visits = [walk.count(one.touchpoint) for walk in walks]
                assert one.visits.value == sum(visits)
                assert one.self_loops.value == sum(visits) - sum(runs)
                assert one.returns.value == sum(max(run - 1, 0) for run in runs)
                assert one.returned.value == pytest.approx(sum(run > 1 for run in runs) / sum(run > 0 for run in runs))
            lost = [walk for walk in walks if goal not in walk]
            found = {one.touchpoint: one for one in drop_off(journeys, converted=[goal])}
            for name in {event for walk in lost for event in walk}:
                came = [walk for walk in lost if name in walk]
                assert found[name].ended.value == sum(walk[-1] == name for walk in came)
                assert found[name].share.n == len(came)


def _runs(walk: list[str]) -> list[str]:
    return [event for at, event in enumerate(walk) if at == 0 or walk[at - 1] != event]


@given(logs(cases=8, span=9))
@FEW
def test_contacts_are_resolved_when_nobody_comes_back_in_the_window(log: Log) -> None:
    name, window = log.rows[0][2], 3
    end = max(time for _, time, _ in log.rows)
    known = solved = first = again = 0
    for walk in log.walks().values():
        times = [time for time, event in walk if event == name]
        for at, time in enumerate(times):
            if time > end - window:
                continue
            new = at == 0 or times[at - 1] < time - window
            back = at + 1 < len(times) and times[at + 1] <= time + window
            known, first, solved, again = known + 1, first + new, solved + (new and not back), again + back
    with every_way(log) as ways:
        for journeys in ways:
            found = contacts(journeys, [name], window=timedelta(microseconds=window))
            assert (found.resolved.n, found.first_resolved.n) == (known, first)
            if known:
                assert found.resolved.value == pytest.approx(solved / known)
                assert found.repeated.value == pytest.approx(again / known)


@given(logs(cases=6, span=400))
@FEW
def test_engagement_and_retention_are_counted_by_the_calendar(log: Log) -> None:
    days = Log(tuple((case, time * DAY // 2, event) for case, time, event in log.rows))
    walks = days.walks()
    with every_way(days) as ways:
        for journeys in ways:
            for month in engagement(journeys, gap=timedelta(hours=13)):
                there = [
                    {time // DAY for time, _ in walk if _month(time) == (month.month.year, month.month.month)}
                    for walk in walks.values()
                ]
                active = [one for one in there if one]
                assert month.active.value == len(active)
                assert month.active_days.value == pytest.approx(sum(map(len, active)) / len(active))
                assert 1 <= month.active_days.low <= month.active_days.high <= month.days
                assert 1 <= month.stickiness.low * month.days + 1e-9 <= month.stickiness.high * month.days + 1e-9
                assert month.stickiness.high <= 1
                assert month.sessions.low >= 0
                daily = Counter(day for one in active for day in one)
                average = sum(daily.values()) / month.days
                assert month.stickiness.value == pytest.approx(average / len(active))
            for cohort in retention(journeys, every=Every.MONTH):
                born = (cohort.first.year, cohort.first.month)
                members = [walk for walk in walks.values() if _month(walk[0][0]) == born]
                assert cohort.size.value == len(members)
                for later, share in enumerate(cohort.retained):
                    months = born[0] * 12 + born[1] - 1 + later
                    back = [any(_month(t) == (months // 12, months % 12 + 1) for t, _ in walk) for walk in members]
                    assert share.value == pytest.approx(sum(back) / len(back))


def _month(time: int) -> tuple[int, int]:
    when = datetime.fromtimestamp(time / 1e6, UTC)
    return when.year, when.month


@given(logs())
@FEW
def test_conversion_asks_for_the_goal_after_the_entry(log: Log) -> None:
    entry, goal = log.rows[0][2], log.rows[-1][2]
    walks = {case: [event for _, event in walk] for case, walk in log.walks().items()}
    entered = {case: walk[walk.index(entry) + 1 :] for case, walk in walks.items() if entry in walk}
    with every_way(log) as ways:
        for journeys in ways:
            (found,) = conversion(journeys, [goal], entered=[entry])
            assert found.share.n == len(entered)
            assert found.share.value == pytest.approx(sum(goal in after for after in entered.values()) / len(entered))
            halves = {one.value: one.share for one in conversion(journeys, [goal], by="half")}
            for value, share in halves.items():
                members = [walk for case, walk in walks.items() if (case < "3") == (value == "early")]
                assert share.n == len(members)
                assert share.value == pytest.approx(sum(goal in walk for walk in members) / len(members))


def test_two_segments_are_compared_with_newcombes_interval_and_corrected_for_what_was_looked_at() -> None:
    rows = [(f"{at:03}", 0, "home") for at in range(200)]
    rows += [(f"{at:03}", 1, "buy") for at in range(200) if at < 56 or 70 <= at < 118]
    log = Log(tuple(row for row in rows if row[0] < "150"))
    table = log.arrow().set_column(4, "segment:side", pa.array(["one" if r[0] < "070" else "two" for r in log.rows]))
    with Journeys.open(table) as journeys:
        one, two = journeys.segment(side="one"), journeys.segment(side="two")
        (step,) = compare_funnels(one, two, ["home", "buy"])
        assert (step.change.low, step.change.high) == (pytest.approx(0.0524, abs=1e-4), pytest.approx(0.3339, abs=1e-4))
        assert step.change.method == "Newcombe"
        buy, home = compare_reach(one, two)
        assert (buy.key, home.key) == (("buy",), ("home",))
        assert buy.q == pytest.approx(min(2 * buy.p, 1))
        assert home.change.value == 0
        (pair,) = compare_transitions(one, two)
        assert pair.key == ("home", "buy")
        assert transitions(one).steps + transitions(two).steps == transitions(journeys).steps
        assert transitions(one).steps == transitions(replace(one, laid_out=False)).steps == 56


def test_a_period_keeps_the_journeys_that_begin_in_it_whole() -> None:
    log = Log((("a", 0, "x"), ("a", 40 * DAY, "y"), ("b", 35 * DAY, "x")))
    with every_way(log) as ways:
        for journeys in ways:
            january = journeys.period(None, datetime(1970, 1, 31, tzinfo=UTC).date())
            assert {path.touchpoints for path in top_paths(january)} == {("x", "y")}
            later = journeys.period(datetime(1970, 2, 1, tzinfo=UTC).date())
            assert variants(later).cases == 1


def test_two_steps_are_never_one_event_and_a_window_is_counted_from_the_latest_start() -> None:
    log = Log((("a", 0, "x"), ("a", 10, "x"), ("a", 12, "y"), ("b", 5, "x"), ("b", 5, "x")))
    with Journeys.open(log.arrow()) as journeys:
        near = funnel(journeys, ["x", "y"], window=timedelta(microseconds=2))
        assert [step.ordered.value for step in near.steps] == [2, 1]
        assert near.steps[1].time.median.value == pytest.approx(2e-6)
        assert [step.ordered.value for step in funnel(journeys, ["x", "x", "x"]).steps] == [2, 2, 0]
        wide = funnel(journeys, ["x", "y"])
        assert wide.steps[1].time.median.value == pytest.approx(12e-6)
        assert time_between(journeys, "x", "y").arrived.value == 0.5


def test_a_touchpoint_never_seen_is_named_with_what_may_have_been_meant() -> None:
    with (
        Journeys.open(Log((("a", 0, "search"),)).arrow()) as journeys,
        pytest.raises(MeasureError, match="serach") as error,
    ):
        funnel(journeys, ["serach"])
    assert error.value.diagnostics[0].code == "measures/never-seen"
    assert "search" in error.value.diagnostics[0].fix


def test_weeks_begin_on_monday_and_months_follow_the_gregorian_calendar() -> None:
    for day in range(-40_000, 60_000, 13):
        when = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)
        month = period_of(day_of(day * DAY + 5), Every.MONTH)
        assert begins(month, Every.MONTH) == when.date().replace(day=1)
        week = begins(period_of(day_of(day * DAY), Every.WEEK), Every.WEEK)
        assert week.weekday() == 0
        assert 0 <= (when.date() - week).days < 7


def test_the_interval_of_a_median_covers_it_at_its_rate() -> None:
    random = np.random.default_rng(4)
    runs, size = 400, 40
    times = np.exp(random.normal(3, 1, (runs, size))) * 1e6
    # Each run is a touchpoint of its own; the true median of the waits is e³ seconds.
    rows = pa.table(
        {
            "case": [f"{run}-{at}" for run in range(runs) for at in range(size) for _ in range(2)],
            "time": np.stack([np.zeros_like(times), times], axis=2).astype(np.int64).ravel(),
            "event": [name for run in range(runs) for _ in range(size) for name in (f"from {run:03}", f"to {run:03}")],
        }
    )
    with Journeys.open(rows) as journeys:
        found = transitions(journeys, times=True)
        spreads = [one.time for one in found if one.time is not None and one.time.n == size]
    assert len(spreads) == runs
    covered = sum(one.median.low <= np.exp(3) <= one.median.high for one in spreads) / runs
    assert 0.94 <= covered <= 0.995
    lower = np.exp(3 - 0.6744897501960817)
    assert sum(one.lower.low <= lower <= one.lower.high for one in spreads) / runs >= 0.94


def test_too_few_waits_have_no_upper_end() -> None:
    with Journeys.open(Log((("a", 0, "x"), ("a", 7_000_000, "y"))).arrow()) as journeys:
        step = transitions(journeys, times=True).between("x", "y")
    assert step is not None
    assert step.time is not None
    assert (step.time.median.value, step.time.median.low, step.time.median.high) == (7.0, 0.0, float("inf"))
    assert step.time.median.small


def test_waits_that_do_not_fit_beside_their_pair_are_ranked_all_the_same() -> None:
    # A hundred touchpoints take 14 bits and these waits 52, which is more than a whole number has.
    random = np.random.default_rng(7)
    n = 3_000
    rows = pa.table(
        {
            "case": [f"c{at}" for at in range(n) for _ in range(2)],
            "time": np.stack([np.zeros(n, np.int64), random.integers(1, 1 << 52, n)], axis=1).ravel(),
            "event": [f"{at % 99:02}" if half else "begin" for at in range(n) for half in range(2)],
        }
    )
    with Journeys.open(rows) as journeys:
        assert journeys.tick == 1
        found = transitions(journeys, times=True)
        defined = transitions(replace(journeys, laid_out=False), times=True)
        assert found.to_arrow().equals(defined.to_arrow())


@pytest.mark.parametrize(("tick", "wait"), [(1_000_000, 3_000_000), (1_000, 3_001_000), (1, 3_000_001)])
def test_waits_are_exact_whatever_they_are_multiples_of(tick: int, wait: int) -> None:
    with Journeys.open(Log((("a", 0, "x"), ("a", wait, "y"), ("b", 5, "x"))).arrow()) as journeys:
        assert journeys.tick == tick
        step = transitions(journeys, times=True).between("x", "y")
    assert step is not None
    assert step.time is not None
    assert step.time.median.value == wait / 1e6


def test_a_date_that_stands_for_an_unknown_one_is_named_instead_of_counted_to() -> None:
    log = pa.table({"case": ["a", "a"], "time": [0, 253_402_300_799_999_999], "event": ["x", "y"]})
    with Journeys.open(log) as journeys:
        for ask in (retention, engagement):
            with pytest.raises(MeasureError) as caught:
                ask(journeys)
            assert caught.value.diagnostics[0].code == "measures/too-many-periods"


def test_nobody_left_is_no_cohort_and_no_month() -> None:
    with Journeys.open(Log((("0", 0, "a"), ("1", 5, "b"))).arrow()) as journeys:
        nobody = journeys.period(date(2020, 1, 1))
        assert retention(nobody) == engagement(nobody) == ()
        assert not compare_retention(nobody, journeys.segment(half="early"))


def test_a_table_of_sqlite_is_asked_where_it_lies_to_the_millisecond(tmp_path: Path) -> None:
    rows = [("a", "2026-01-01 10:00:59.125", "view"), ("a", "2026-01-01 10:01:20", "buy"), ("b", "2026-01-02", "view")]
    with sqlite3.connect(tmp_path / "shop.db") as engine:
        engine.execute("CREATE TABLE log (who text, at timestamp, what text)")
        engine.executemany("INSERT INTO log VALUES (?, ?, ?)", rows)
    engine.close()
    there = ibis.sqlite.connect(tmp_path / "shop.db")
    walked = Journeys.over(there.table("log"), case="who", time="at", event="what")
    found = transitions(walked, times=True).between("view", "buy")
    assert found is not None
    assert found.time is not None
    assert (found.count.value, found.time.median.value) == (1, 20.875)
    with pytest.raises(EvidenceError) as caught:
        variants(walked)
    assert "SQLite" in caught.value.diagnostics[0].says
    there.disconnect()
