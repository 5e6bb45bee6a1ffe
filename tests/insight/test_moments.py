"""Moments of truth proposed from evidence, always with their reasons."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from insight_evidence import evidence, five, journey, long

from outsidein import insight
from outsidein.evidence.tables import Asks
from outsidein.insight import FindingKind
from outsidein.insight.impact import find_gaps
from outsidein.insight.place import touchpoint_places
from outsidein.insight.rated import count, respondents
from outsidein.insight.scope import Scope

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
KEYS = tuple("abcdef")
STEPS = {f"s{key}": [key] for key in KEYS}


def people(n=900, *, seed=0, weights=(0.0,) * 6, levels=(3.5,) * 6, noise=0.7):
    """Ratings of six touchpoints and a recommendation that hangs on them by ``weights``."""
    rng = np.random.default_rng(seed)
    ratings = five(np.asarray(levels) + rng.normal(0, 0.4, (n, 1)) + rng.normal(0, 0.9, (n, 6)))
    loyal = 7 + 2 * ((ratings - ratings.mean(axis=0)) @ np.asarray(weights)) + rng.normal(0, 2 * noise, n)
    return ratings, np.clip(np.rint(loyal), 0, 10)


def moments(store, document=None, **more):
    found = insight.read(document or journey(STEPS, loyalty="loyal"), store, now=NOW, **more).findings
    return {one.where[11:]: one for one in found if one.kind is FindingKind.MOMENT_OF_TRUTH}


def test_where_much_of_loyalty_hangs_is_proposed_with_its_reason():
    ratings, loyal = people(weights=(0, 0, 0.9, 0, 0, 0))
    with evidence(ratings, KEYS, loyalty=loyal) as store:
        found = moments(store)
    assert set(found) == {"c"}
    assert found["c"].says.startswith("Proposed from the evidence: C may be a moment of truth")
    assert "an even share would be 17 %" in found["c"].reasons[0]
    assert any(reason.startswith("Reach: 100 %") for reason in found["c"].reasons)
    assert found["c"].looks > 6


def test_with_nothing_planted_nothing_is_proposed():
    wrong = 0
    for seed in range(12):
        ratings, loyal = people(400, seed=seed)
        with evidence(ratings, KEYS, loyalty=loyal) as store:
            wrong += bool(moments(store))
    assert wrong <= 1


def test_some_part_in_loyalty_and_a_level_that_stands_out_make_one_that_disappoints():
    ratings, loyal = people(2500, weights=(0.35, 0.35, 0.35, 0, 0, 0), levels=(3.5, 2.3, 3.5, 3.5, 3.5, 3.5))
    with evidence(ratings, KEYS, loyalty=loyal) as store:
        found = moments(store)
    assert set(found) == {"b"}
    assert "it disappoints" in found["b"].says
    assert len(found["b"].reasons) == 3


def test_high_feelings_count_beside_a_part_in_loyalty():
    rng = np.random.default_rng(5)
    ratings, _ = people(2500, seed=5)
    ratings[:, 3] = rng.choice([1, 2, 3, 4, 5], 2500, p=[0.28, 0.07, 0.06, 0.26, 0.33])
    weights = np.array([0.3, 0.3, 0, 0.3, 0, 0])
    loyal = np.clip(np.rint(7 + (ratings - ratings.mean(axis=0)) @ weights + rng.normal(0, 0.8, 2500)), 0, 10)
    with evidence(ratings, KEYS, loyalty=loyal) as store:
        found = moments(store)
    assert "d" in found
    told = " ".join(found["d"].reasons)
    assert "Feelings run high: 61 % of its ratings are extreme" in told
    assert "times as far as those of the others" in told


def test_a_rare_make_or_break_event_is_not_buried():
    """Three in a hundred claim; how that goes decides everything for them, and nothing else does."""
    rng = np.random.default_rng(6)
    ratings, _ = people(4000, seed=6)
    ratings[rng.random(4000) > 0.03, 5] = np.nan
    weights = np.array([0.25, 0.25, 0.2, 0.2, 0.2])
    loyal = 7 + (ratings[:, :5] - ratings[:, :5].mean(axis=0)) @ weights + rng.normal(0, 1.0, 4000)
    loyal += np.nan_to_num(2.2 * (ratings[:, 5] - 3.5))
    with evidence(ratings, KEYS, loyalty=np.clip(np.rint(loyal), 0, 10)) as store:
        reading = insight.read(journey(STEPS, loyalty="loyal"), store, now=NOW)
        found = moments(store)
    assert "f" not in {driver.touchpoint for driver in reading.drivers.drivers}
    assert "f" in found
    assert "went badly" in found["f"].reasons[0]
    assert any("Reach: 3" in reason for reason in found["f"].reasons)


def test_a_rare_touchpoint_that_parts_nobody_is_not_proposed():
    rng = np.random.default_rng(7)
    ratings, loyal = people(4000, seed=7, weights=(0.3, 0.3, 0.3, 0.3, 0.3, 0))
    ratings[rng.random(4000) > 0.03, 5] = np.nan
    with evidence(ratings, KEYS, loyalty=loyal) as store:
        assert "f" not in moments(store)


def test_effort_counts_where_it_was_asked():
    ratings, loyal = people(2500, weights=(0.35, 0.35, 0.35, 0, 0, 0), seed=8)
    rng = np.random.default_rng(8)
    ease = np.clip(np.rint(np.array([3.2, 5.5, 5.5, 5.5, 5.5, 5.5]) + rng.normal(0, 1, (2500, 6))), 1, 7)
    also = long(ease, KEYS, asks=Asks.CES, scale=(1, 7), question="easy-{}")
    with evidence(ratings, KEYS, loyalty=loyal, also=[also]) as store:
        found = moments(store)
    assert set(found) == {"a"}
    assert any("It takes effort: ease is 3.2 of 7" in reason for reason in found["a"].reasons)


def test_without_a_question_about_loyalty_nothing_is_said_of_loyalty():
    ratings, _ = people()
    with evidence(ratings, KEYS) as store:
        reading = insight.read(journey(STEPS), store, now=NOW)
    assert reading.drivers is None
    assert not [one for one in reading.findings if one.kind is FindingKind.MOMENT_OF_TRUTH]
    assert any("No question about the whole stands for loyalty" in note for note in reading.notes)


def test_the_gap_is_that_of_two_groups_of_people():
    from scipy import stats

    ratings, loyal = people(300, weights=(0.5, 0, 0, 0, 0, 0), seed=9)
    with evidence(ratings, KEYS, loyalty=loyal) as store:
        document = journey(STEPS)
        places = touchpoint_places(insight.anchor(document), count(store, scope=Scope()))
        with respondents(store, places, scope=Scope()) as rated:
            gap = find_gaps(store, rated, places, outcome="loyal")[0]
    well, badly = loyal[ratings[:, 0] >= 4] / 10, loyal[ratings[:, 0] <= 2] / 10
    assert (gap.n_well, gap.n_badly) == (len(well), len(badly))
    assert (gap.well, gap.badly) == (pytest.approx(well.mean()), pytest.approx(badly.mean()))
    expected = stats.ttest_ind(well, badly, equal_var=False)
    assert gap.difference.value / gap.difference.error == pytest.approx(expected.statistic)
    assert gap.difference.freedom == pytest.approx(expected.df)
