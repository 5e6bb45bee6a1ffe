"""Changes are found where something was planted, called what they are, and nothing is found where nothing was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import bench.changes as made
import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from scipy import stats

from outsidein.evidence.backend import Backend
from outsidein.evidence.journeys import Journeys
from outsidein.ground import MeasureError
from outsidein.ground.speech import speaking
from outsidein.insight.changes import Changes, Shape, Tally, What, find_changes, tally, tally_of
from outsidein.insight.changes.choosing import MOST_EVENTS
from outsidein.insight.changes.scan import Windows, look
from outsidein.insight.changes.series import Series, Slice, series_of
from outsidein.insight.changes.tails import two_sided
from outsidein.insight.changes.tally import Watched


def found(name: str, seed: int = 0) -> Changes:
    return made.search(made.SOMETHING[name].log(np.random.default_rng(seed)))


# ---- The real log with planted incidents --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shop(realdata: Path) -> pa.Table:
    made.DATA = realdata
    return made.ecommerce()


@pytest.mark.realdata
def test_both_planted_incidents_of_the_real_log_are_found_unaided(shop: pa.Table) -> None:
    first, second = made.search(shop).incidents
    assert (first.lead.watched.event, first.period.first, first.period.last) == (
        "payment_error", date(2024, 5, 19), date(2024, 6, 8),
    )  # fmt: skip
    assert (second.lead.watched.event, second.lead.value) == ("checkout_bug", "mobile")
    assert (second.period.first, second.period.last) == (date(2024, 4, 13), date(2024, 5, 9))
    fell = [one for one in first.others if (one.watched.event, one.watched.to) == ("payment_details", "purchase")]
    assert fell[0].difference.high < -0.3


@pytest.mark.realdata
def test_they_are_found_as_well_when_no_event_gives_them_away(shop: pa.Table) -> None:
    hidden = made.search(shop.filter(pc.not_equal(shop["event"], "checkout_bug")))
    assert len(hidden.incidents) == 2
    lead = hidden.incidents[1].lead
    assert (lead.watched.event, lead.watched.to, lead.value) == ("shipping_details", "payment_details", "mobile")
    assert lead.p < 0.001
    assert lead.begins.first is not None
    assert lead.begins.last is not None
    assert lead.begins.first <= date(2024, 4, 13) <= lead.begins.last


@pytest.mark.realdata
def test_the_real_log_with_whole_sessions_shuffled_raises_no_alarm(shop: pa.Table) -> None:
    alarms = [made.search(made.shuffled(shop, np.random.default_rng(seed))).found for seed in range(1)]
    assert alarms == [()]  # bench/changes.py: 200 logs


# ---- The made-up shop ---------------------------------------------------------------------------------------------


def test_a_passing_fall_is_found_with_its_days_and_size() -> None:
    changes = found("three weeks, all, −60%")
    lead = changes.incidents[0].lead
    assert (lead.shape, lead.segment, lead.watched.what) == (Shape.PASSING, "", What.REACHED)
    assert made.about(changes.incidents[0], made.SOMETHING["three weeks, all, −60%"].planted, 180)
    assert lead.difference.high < 0
    assert lead.before.value > lead.during.value
    assert lead.during.value - lead.before.value == pytest.approx(lead.difference.value)
    assert lead.p <= changes.alpha


def test_a_new_event_is_told_in_the_segment_where_it_came() -> None:
    lead = found("new event, 10% of desktop").incidents[0].lead
    assert (lead.shape, lead.value, lead.watched) == (Shape.BREAK, "desktop", Watched(What.MET, "pop-up"))
    assert lead.ends is None
    assert lead.during.low < 0.10 < lead.during.high


def test_a_slow_down_is_told_as_time() -> None:
    changes = found("three weeks, payment 3 × as slow")
    assert {one.lead.watched.what for one in changes.incidents} == {What.SLOW}


def test_a_change_of_who_comes_is_told_as_mix_and_not_as_conversion() -> None:
    changes = found("mobile from 40% to 65%")
    assert changes.incidents == ()
    assert changes.mix[0].lead.watched.what is What.MIX
    rows = made.SOMETHING["mobile from 40% to 65%"].log(np.random.default_rng(0))
    ordered = pc.equal(rows["event"], "order")
    late = pc.greater(rows["time"], pa.scalar(made.FIRST.astype("datetime64[s]") + np.timedelta64(100, "D")))
    shares = [
        len(set(rows.filter(pc.and_(when, ordered))["case"].to_pylist()))
        / len(set(rows.filter(when)["case"].to_pylist()))
        for when in (pc.invert(late), late)
    ]
    assert shares[1] < shares[0]  # All in all fewer order: mobile always ordered less.


def test_a_drift_is_told_as_a_trend() -> None:
    changes = found("drift of payment, 88% to 65%")
    assert any(one.watched.to == "payment" and one.shape is Shape.TREND for one in changes.trends)


@pytest.mark.parametrize("name", ["nothing", "weekends differ", "customers differ, come in bursts"])
def test_nothing_is_found_where_nothing_was_planted(name: str) -> None:
    assert made.search(made.NOTHING[name].log(np.random.default_rng(1))).found == ()  # bench/changes.py: many seeds


def test_the_same_log_gives_the_same_changes() -> None:
    assert found("new event, 10% of desktop") == found("new event, 10% of desktop")


def test_a_change_speaks_german() -> None:
    with speaking("de"):
        changes = found("new event, 10% of desktop")
    assert changes.incidents[0].says.startswith("Seit dem ")
    assert "der Journeys mit device „desktop“ auf „pop-up“" in changes.incidents[0].says


# ---- Counted where the log lies -----------------------------------------------------------------------------------


def customers_of(log: pa.Table) -> ir.Table:
    """Who walked which case, event by event, as a table of an engine."""
    return ibis.memtable(
        pa.table({"key": log["case"].cast(pa.string()), "customer": log["customer"].cast(pa.string())})
    )


@pytest.fixture(scope="module")
def counted() -> Iterator[tuple[Tally, Journeys, ir.Table]]:
    """A shop in which something happens, counted in memory; its journeys, and whose they are."""
    shop = replace(made.SOMETHING["three weeks, all, −60%"], sessions=2500)
    log = shop.log(np.random.default_rng(3))
    with Journeys.open(log) as journeys:
        yield tally(log, customer="customer"), journeys, customers_of(log)


def test_the_store_and_the_portable_definition_count_what_is_counted_in_memory(
    counted: tuple[Tally, Journeys, ir.Table],
) -> None:
    expected, journeys, customers = counted
    assert expected.spread.max() > 1
    for laid_out in (True, False):
        found = tally_of(replace(journeys, laid_out=laid_out), customers=customers)
        for name in Tally.__slots__:
            np.testing.assert_equal(getattr(found, name), getattr(expected, name), err_msg=name)
    assert find_changes(found) == find_changes(expected)
    assert find_changes(found).incidents[0].lead.watched.what is What.REACHED


def test_only_counts_leave_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []
    asked = Backend.to_pyarrow

    def counting(self: Backend, expr: Any, /, **how: Any) -> Any:
        found = asked(self, expr, **how)
        left.append(found.num_rows)
        return found

    log = made.Shop(sessions=2500, days=30).log(np.random.default_rng(0))
    twice = pa.concat_tables(
        log.set_column(0, "case", pc.add(log["case"], more)).set_column(1, "customer", pc.add(log["customer"], more))
        for more in (0, 1_000_000)
    )
    seen = []
    for one in (log, twice):
        with Journeys.open(one) as journeys:
            monkeypatch.setattr(Backend, "to_pyarrow", counting)
            left.clear()
            tally_of(replace(journeys, laid_out=False), customers=customers_of(one), pairs=4)
            monkeypatch.undo()
        seen.append(list(left))
    assert seen[0] == seen[1]


def test_of_too_many_events_the_commonest_are_watched_and_that_is_said() -> None:
    cases = np.repeat(np.arange(600), 2)
    events = np.char.add("event ", (np.arange(1200) % 251).astype(str))
    times = np.datetime64("2026-01-01", "s") + (np.arange(1200) * 3600 // 2).astype("timedelta64[s]")
    log = pa.table({"case": cases, "event": events, "time": pa.array(times)})
    found = tally(log)
    assert found.left_out == 51
    assert sum(one.what is What.MET for one in found.watched) == MOST_EVENTS
    assert any("51 others" in note for note in find_changes(found).notes)
    with Journeys.open(log) as journeys:
        assert tally_of(replace(journeys, laid_out=False), pairs=0).watched == tally(log, pairs=0).watched


# ---- Bad and thin input -------------------------------------------------------------------------------------------


def test_a_log_without_a_journey_says_so() -> None:
    nothing = pa.table(
        {"case": pa.array([None], pa.string()), "time": pa.array([None], pa.timestamp("us")), "event": ["a"]}
    )
    with pytest.raises(MeasureError) as error:
        tally(nothing)
    assert error.value.diagnostics[0].code == "insight/no-walks"


def test_a_log_of_one_event_finds_nothing_and_says_why() -> None:
    one = pa.table({"case": ["a"], "time": pa.array([np.datetime64("2026-01-01T10:00", "s")]), "event": ["home"]})
    changes = find_changes(tally(one))
    assert changes.found == ()
    assert "1 day" in changes.notes[0]


def test_a_tally_that_does_not_add_up_is_refused() -> None:
    counted = tally(made.Shop(sessions=50, days=20).log(np.random.default_rng(0)))
    with pytest.raises(ValueError, match="more hits than trials"):
        replace(counted, hits=counted.trials + 1)


def test_days_whose_outcome_cannot_be_known_yet_do_not_count() -> None:
    start = np.datetime64("2026-01-01", "s")
    begun = start + np.arange(40).repeat(5).astype("timedelta64[D]")
    waits = np.tile(np.arange(1, 6), 40).astype("timedelta64[D]")
    case = np.arange(200)
    events = pa.table(
        {
            "case": np.append(case, case),
            "time": pa.array(np.append(begun, begun + waits)),
            "event": ["ask"] * 200 + ["buy"] * 200,
        }
    )
    counted = tally(events)
    assert {one.horizon for one in counted.watched if one.what is What.REACHED} == set()  # everybody bought: no chance
    half = events.filter(pc.or_(pc.equal(events["event"], "ask"), pc.equal(pc.bit_wise_and(events["case"], 1), 1)))
    watched = [one for one in tally(half).watched if one.what is What.REACHED]
    assert [one.horizon for one in watched] == [] or watched[0].horizon == 5


# ---- The statistics -----------------------------------------------------------------------------------------------


def test_tails_are_those_of_the_binomial_and_the_negative_binomial() -> None:
    n, p = 40, 0.2
    for count in (0, 3, 8, 15, 25):
        up, down = stats.binom.sf(count - 1, n, p), stats.binom.cdf(count, n, p)
        ours = two_sided(np.array([count * 1.0]), np.array([n * p]), np.array([n * p * (1 - p)]))
        assert ours[0] == pytest.approx(min(1, 2 * min(up, down)), rel=1e-9)
    r, q = 4.0, 0.4
    mean, variance = r * (1 - q) / q, r * (1 - q) / q**2
    ours = two_sided(np.array([20.0]), np.array([mean]), np.array([variance]))
    assert ours[0] == pytest.approx(2 * stats.nbinom.sf(19, r, q), rel=1e-9)


def _one_series(hits: np.ndarray, n: np.ndarray) -> Series:
    share = hits.sum() / n.sum()
    one = [x[:, None].astype(float) for x in (n, hits, n * share, n * share**2)]
    return Series(np.datetime64("2026-01-01"), 1, *one, np.ones((1, 3)), (Watched(What.MET, "a"),), (Slice(),))


def test_p_of_a_window_is_close_to_fishers_exact_one() -> None:
    for within, around in (((30, 100), (40, 300)), ((0, 100), (60, 400)), ((25, 30), (200, 400))):
        hits, n = np.array([within[0], around[0]]), np.array([within[1], around[1]])
        window = Windows(*(np.array([one]) for one in (0, 1, 0, 2)))
        ours = look(_one_series(hits, n), window, alpha=0.9, looks=1).p[0]
        law = stats.hypergeom(int(n.sum()), int(hits.sum()), int(n[0]))
        exact = min(1.0, 2 * min(law.sf(within[0] - 1), law.cdf(within[0])))
        assert ours == pytest.approx(exact, rel=0.35)


def test_p_of_a_window_holds_its_level() -> None:
    rng = np.random.default_rng(4)
    window = Windows(*(np.array([one]) for one in (0, 1, 0, 2)))
    small = 0
    for _ in range(1000):
        hits = np.array([rng.binomial(40, 0.1), rng.binomial(160, 0.1)])
        if hits.sum() > 0:
            p = look(_one_series(hits, np.array([40, 160])), window, alpha=0.9, looks=1).p[0]
            small += p <= 0.01
    assert small <= 19  # 10 are expected at most; 19 is three standard errors above


def test_expectations_add_up_by_segment_and_know_the_weekday() -> None:
    counted = tally(made.NOTHING["weekends differ"].log(np.random.default_rng(0)), customer="customer")
    series = series_of(counted)
    for at in range(len(series.what)):
        hits, mean = series.hits[:, at].sum(), series.mean[:, at].sum()
        assert mean == pytest.approx(hits, rel=0.05, abs=2)
    orders = series.what.index(Watched(What.MET, "order"))
    weekend = np.arange(series.periods) % 7 >= 5
    shares = [series.mean[days, orders].sum() / series.n[days, orders].sum() for days in (weekend, ~weekend)]
    assert shares[0] > 1.3 * shares[1]


def test_customers_who_are_alike_widen_the_spread() -> None:
    alike = tally(made.NOTHING["customers differ, come in bursts"].log(np.random.default_rng(0)), customer="customer")
    strangers = tally(made.NOTHING["customers differ, come in bursts"].log(np.random.default_rng(0)))
    at = [one.what for one in alike.watched].index(What.REACHED)
    assert alike.spread[:, 2].mean() > 1.3
    assert strangers.spread[:, 2].max() == 1.0
    assert isinstance(alike, Tally)
    assert at >= 0
