"""Two sides of one log held against each other: counted by hand wherever it lies, and right as often as said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from scipy import stats
from walked import Log, logs

from outsidein.evidence.backend import Backend
from outsidein.evidence.journeys import Journeys
from outsidein.evidence.store import open_engine
from outsidein.ground import MeasureError
from outsidein.measures.journeys import (
    Contrast,
    compare_between,
    compare_contacts,
    compare_conversion,
    compare_drop_off,
    compare_engagement,
    compare_funnel_times,
    compare_loops,
    compare_paths,
    compare_retention,
    compare_steps,
    compare_variants,
    compare_waits,
    contrasts,
    hold_apart,
)
from outsidein.measures.journeys.comparing import means, medians, together
from outsidein.measures.journeys.comparing.contrast import Summed
from outsidein.measures.journeys.comparing.reached import _Worth
from outsidein.measures.journeys.contacts import Sums
from outsidein.measures.journeys.spread import ranked_here, spreads

DAY = 86_400_000_000
FEW = settings(max_examples=2, phases=[Phase.generate], deadline=None)
Sides = tuple[Journeys, Journeys]


def tabled(rows: list[tuple[str, int, str, str]]) -> pa.Table:
    case, time, event, half = (list(column) for column in zip(*rows, strict=True))
    return pa.table({"case": case, "time": time, "event": event, "segment:half": half})


@contextmanager
def every_way(table: pa.Table) -> Iterator[list[Journeys]]:
    """The store in its own SQL, the store by the definitions, and the definitions over a table that nobody laid out."""
    engine = open_engine(None)
    engine.register("log", table)
    with Journeys.open(table, buckets=2) as journeys:
        over = Journeys.over(Backend.from_connection(engine).table("log"), longest=64)
        yield [journeys, replace(journeys, laid_out=False), over]
    engine.close()


def halves(journeys: Journeys) -> Sides:
    return journeys.segment(half="early"), journeys.segment(half="late")


def shares(found: tuple[Contrast, ...]) -> dict[tuple[str, ...], tuple[float, float]]:
    return {one.key: (one.this.value, one.against.value) for one in found}


@given(logs(cases=5).filter(lambda log: len({row[0] < "3" for row in log.rows}) == 2))
@FEW
def test_ways_and_places_of_two_sides_are_counted_as_by_hand_wherever_the_log_lies(log: Log) -> None:
    walks = {case: tuple(event for _, event in walk) for case, walk in log.walks().items()}
    sides = [[walk for case, walk in walks.items() if (case < "3") == early] for early in (True, False)]
    with every_way(log.arrow()) as ways:
        for journeys in ways[::2]:
            this, against = halves(journeys)
            for key, found in shares(compare_variants(this, against)).items():
                assert found == tuple(pytest.approx(side.count(key) / len(side)) for side in sides)
            for key, found in shares(compare_paths(this, against, first=2)).items():
                begun = [[walk[:2] for walk in side] for side in sides]
                assert found == tuple(pytest.approx(side.count(key) / len(side)) for side in begun)
            for (at, name), found in shares(compare_steps(this, against, first=3)).items():
                there = [[(walk[int(at) - 1 :] or ("",))[0] for walk in side] for side in sides]
                assert found == tuple(pytest.approx(side.count(name) / len(side)) for side in there)
            ended = compare_drop_off(this, against)
            for one in ended:
                for side, share in zip(sides, (one.this, one.against), strict=True):
                    came = [walk for walk in side if one.key[0] in walk]
                    assert share.n == len(came)
                    if came:
                        assert share.value == pytest.approx(sum(walk[-1] == one.key[0] for walk in came) / len(came))
            repeated, _ = compare_loops(this, against)
            for one in repeated:
                twice = [[one.key * 2 == walk[at : at + 2] for at in range(len(walk))] for walk in sides[0]]
                if one.this.known:
                    assert one.this.value * one.this.n == pytest.approx(sum(map(any, twice)))


def test_the_time_between_is_compared_by_medians_and_says_that_few_were_seen() -> None:
    rng = np.random.default_rng(4)
    rows, taken = [], {"early": [], "late": []}
    for at in range(400):
        case, half = f"{at:03}", "early" if at < 200 else "late"
        wait = int(rng.exponential(100 if half == "early" else 40) * 1e6)
        taken[half].append(wait / 1e6)
        rows += [(case, 0, "a", half), (case, wait, "b", half)]
    table = tabled(rows)
    with every_way(table) as ways:
        for journeys in ways:
            time, arrived = compare_between(*halves(journeys), "a", "b")
            apart = np.median(taken["early"]) - np.median(taken["late"])
            assert time.change.value == pytest.approx(apart)
            assert time.change.low < 60 * np.log(2) < time.change.high
            assert time.change.unit == "s"
            assert (time.p < 0.05, arrived.change.value) == (True, 0)
            (wait,) = compare_waits(*halves(journeys))
            (step,) = compare_funnel_times(*halves(journeys), ["a", "b"])
            assert wait.change == replace(time.change, cites=wait.change.cites)
            assert step.change.value == time.change.value
    assert all(one.change.small for one in medians(*(_few(at) for at in (3, 9)), formula="", few=10))


def _few(n: int) -> dict[tuple[str, ...], object]:
    return {("x",): spreads(ranked_here([np.arange(n) * 10**6]))[0].median}


def test_who_never_arrives_has_no_time_and_no_difference() -> None:
    table = pa.table({"case": ["1", "1", "2"], "time": [0, 5, 0], "event": ["a", "b", "a"],
                      "segment:half": ["early", "early", "late"]})  # fmt: skip
    with every_way(table) as ways:
        for journeys in ways:
            time, arrived = compare_between(*halves(journeys), "a", "b")
            assert not time.change.known
            assert (arrived.this.value, arrived.against.value) == (1.0, 0.0)
            assert arrived.q == arrived.p  # what could not be looked at corrects nothing
            assert compare_waits(*halves(journeys)) == ()


def test_retention_is_compared_by_age_and_only_where_both_were_seen_for_so_long() -> None:
    rows = [("1", 0), ("1", 32), ("1", 62), ("2", 3), ("3", 33), ("3", 63), ("4", 35), ("5", 100)]
    early = {"1", "2"}
    table = pa.table({"case": [case for case, _ in rows], "time": [day * DAY for _, day in rows],
                      "event": ["visit"] * len(rows),
                      "segment:half": ["early" if case in early else "late" for case, _ in rows]})  # fmt: skip
    with every_way(table) as ways:
        for journeys in ways:
            found = compare_retention(*halves(journeys))
            assert [one.key for one in found] == [("1",), ("2",)]
            first, second = found
            assert (first.this.value, first.this.n) == (0.5, 2)
            assert (first.against.value, first.against.n) == (0.5, 2)  # who came in April is not known yet
            assert (second.this.n, second.against.n) == (2, 0)
            assert not second.change.known
            days, (active, sessions) = compare_engagement(*halves(journeys), days=30)
            assert days == 30
            assert (active.this.value, active.this.n, active.against.n) == (1.0, 2, 2)
            days, (active, _) = compare_engagement(*halves(journeys), days=40)
            assert {active.key, sessions.key} <= {("active-days",), ("sessions",)}
            assert active.this.value == 1.5


def test_means_are_compared_as_welch_does() -> None:
    rng = np.random.default_rng(2)
    one, other = rng.poisson(3, 40), rng.poisson(5, 25)
    (found,) = means(
        *({("x",): Summed(len(side), float(side.sum()), float((side**2).sum()))} for side in (one, other)), formula=""
    )
    theirs = stats.ttest_ind(one, other, equal_var=False)
    low, high = theirs.confidence_interval()
    assert found.p == pytest.approx(theirs.pvalue)
    assert (found.change.low, found.change.high) == (pytest.approx(low), pytest.approx(high))
    assert (found.this.small, found.change.small, found.change.method) == (False, True, "Welch")


def test_conversion_and_contacts_are_compared_and_contacts_of_one_customer_are_not_taken_for_many() -> None:
    rows = []
    for at in range(60):
        half, apart = "early" if at < 30 else "late", DAY if at % 2 else 30 * DAY
        rows += [(f"{at:02}", call * apart, "call", half) for call in range(6)]
        rows += [(f"{at:02}", 300 * DAY, "buy", half)] if at % 3 == 0 else []
    table = tabled(rows)
    with every_way(table) as ways:
        for journeys in ways:
            (bought,) = compare_conversion(*halves(journeys), ["buy"])
            assert (bought.key, bought.this.value, bought.against.n) == (("buy",), 1 / 3, 30)
            by = compare_conversion(*halves(journeys), ["buy"], entered=["call"], by="half")
            assert {one.key for one in by} == {("early",), ("late",)}
            first, _, repeated = compare_contacts(*halves(journeys), ["call"], window=timedelta(days=2))
            assert (first.key, first.this.n, first.this.people) == (("first_resolved",), 105, 30)
            assert (first.this.value, first.change.value) == (pytest.approx(90 / 105), 0)
            assert (repeated.this.n, repeated.this.people) == (180, 30)
            naive = contrasts(({("x",): 75}, 180), ({("x",): 75}, 180), formula="")[0].change
            assert repeated.change.high > 1.3 * naive.high


def test_a_comparison_of_medians_covers_as_often_as_it_says_for_skewed_times() -> None:
    rng = np.random.default_rng(7)
    for n, m in ((15, 30), (60, 60), (400, 250)):
        one = spreads(ranked_here([(rng.lognormal(3.5, 1, n) * 1e6).astype(np.int64) for _ in range(400)]))
        other = spreads(ranked_here([(rng.exponential(30, m) * 1e6).astype(np.int64) for _ in range(400)]))
        truth = np.exp(3.5) - 30 * np.log(2)
        held = 0
        for at in range(400):
            (found,) = medians({("x",): one[at].median}, {("x",): other[at].median}, formula="", few=10)
            held += found.change.low <= truth <= found.change.high
            assert (found.p < 0.05) == (not found.change.low <= 0 <= found.change.high)
        assert held / 400 > 0.93


def test_contacts_in_clusters_cover_where_counting_them_singly_does_not() -> None:
    from outsidein.measures.intervals import newcombe

    rng = np.random.default_rng(3)

    def drawn(share: float) -> Sums:
        n = rng.geometric(0.4, 80)
        x = rng.binomial(n, rng.beta(share, 1 - share, 80))  # contacts of one customer are half alike
        return Sums(int(x.sum()), int(n.sum()), 80, int((x * x).sum()), int((n * n).sum()), int((x * n).sum()))

    held = single = 0
    for _ in range(400):
        one, other = drawn(0.3), drawn(0.2)
        mine, theirs = _Worth.of(one), _Worth.of(other)
        low, high = newcombe(mine.x, mine.n, theirs.x, theirs.n)
        held += low <= 0.1 <= high
        low, high = newcombe(one.x, one.n, other.x, other.n)
        single += low <= 0.1 <= high
    assert held / 400 > 0.92 > single / 400


def test_answers_shown_side_by_side_are_corrected_together() -> None:
    one = contrasts(({("a",): 56}, 70), ({("a",): 48}, 80), formula="")
    other = contrasts(({("b",): 5, ("c",): 9}, 70), ({("b",): 5, ("c",): 3}, 80), formula="")
    (first,), rest = together(one, other)
    assert first.q == pytest.approx(3 * first.p)
    assert [replace(found, q=0) for found in rest] == [replace(found, q=0) for found in other]


def test_two_sides_must_be_of_one_log_and_share_no_journey() -> None:
    table = pa.table({"case": ["1", "2"], "time": [0, 1], "event": ["a", "b"], "segment:half": ["early", "late"]})
    with Journeys.open(table) as journeys, Journeys.open(table.slice(0, 1)) as other:
        hold_apart(*halves(journeys))
        with pytest.raises(MeasureError, match="One journey is on both sides") as error:
            hold_apart(journeys, journeys.segment(half="late"))
        assert error.value.diagnostics[0].code == "measures/same-journeys"
        with pytest.raises(MeasureError) as error:
            compare_variants(journeys, other)
        assert error.value.diagnostics[0].code == "measures/different-logs"
