"""Hotspots and bright spots: what is found, what is not, and how often by chance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from bench.power_hotspots import World, ratings, sums_of, tally
from insight_evidence import card, evidence, five, journey

from outsidein import insight
from outsidein.evidence.tables import Asks
from outsidein.insight import Against, Category, FindingKind
from outsidein.insight.anchor import anchor
from outsidein.insight.category import categorise
from outsidein.insight.compare import Family, Sides, against_rest
from outsidein.insight.place import touchpoint_places
from outsidein.insight.rated import count, respondents
from outsidein.insight.scope import Scope
from outsidein.insight.sums import sum_up
from outsidein.maps import Touchpoint
from outsidein.maps.ties import Anchor

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
KEYS = tuple("abcdefgh")
STEPS = {f"s{key}": [key] for key in KEYS}


def made(levels, *, people=400, seed=0, met=0.9):
    """Five-point ratings around ``levels`` (on 1–5), shared mood and all."""
    rng = np.random.default_rng(seed)
    said = np.asarray(levels) + rng.normal(0, 0.6, (people, 1)) + rng.normal(0, 0.8, (people, len(levels)))
    return np.where(rng.random(said.shape) < met, five(said), np.nan)


def spots(document, store, **more):
    found = insight.read(document, store, now=NOW, **more).findings
    return {(one.kind, one.where): one for one in found if one.kind is not FindingKind.MOMENT_OF_TRUTH and one.against}


def test_the_engine_and_the_bench_take_the_same_look():
    world = World("one off", people=120, off=1.2, planted=1, met=0.6)
    ten, _ = ratings(world, np.random.default_rng(1))
    keys = tuple(f"t{at}" for at in range(world.touchpoints))
    sums, family, places = sums_of(ten)
    expected = against_rest([family], Sides(places, ()), sums)
    with evidence(1 + (ten - 1) * 4 / 9, keys) as store:
        document = journey({f"s{key}": [key] for key in keys})
        held = touchpoint_places(anchor(document), count(store, scope=Scope()))
        with respondents(store, held, scope=Scope()) as rated:
            found = against_rest([Family.of(rated, Asks.SATISFACTION)], Sides(held, ()), sum_up(rated, held))
    assert [look.where for look in found] == [look.where for look in expected]
    for one, other in zip(found, expected, strict=True):
        assert one.difference.value == pytest.approx(other.difference.value)
        assert one.difference.error == pytest.approx(other.difference.error)
        assert (one.difference.freedom, one.how) == (other.difference.freedom, other.how)


def test_one_that_hurts_and_one_that_shines_are_found_and_nothing_else():
    with evidence(made([3.5, 3.5, 2.6, 3.5, 3.5, 4.3, 3.5, 3.5]), KEYS) as store:
        found = spots(journey(STEPS), store)
    assert set(found) == {(FindingKind.HOTSPOT, "touchpoint:c"), (FindingKind.BRIGHT_SPOT, "touchpoint:f")}
    hot = found[FindingKind.HOTSPOT, "touchpoint:c"]
    assert hot.against is Against.REST
    assert hot.looks == 8
    assert hot.effect is not None
    assert hot.effect.low < hot.effect.value < hot.effect.high < -0.3
    assert hot.p is not None
    assert hot.q is not None
    assert hot.p <= hot.q <= 0.05
    assert "as the same people rated both" in hot.reasons[0]
    assert "because" not in hot.says + " ".join(hot.reasons)


def test_in_a_short_journey_one_terrible_touchpoint_does_not_make_the_others_shine():
    with evidence(made([3.9, 3.9, 1.5, 3.9, 3.9]), KEYS[:5]) as store:
        found = spots(journey({f"s{key}": [key] for key in KEYS[:5]}), store)
    assert set(found) == {(FindingKind.HOTSPOT, "touchpoint:c")}


def test_a_difference_smaller_than_what_matters_is_not_shown_however_sure():
    ratings = made([3.5, 3.5, 3.4, 3.5, 3.5, 3.5, 3.5, 3.5], people=20000)
    with evidence(ratings, KEYS) as store:
        assert not spots(journey(STEPS), store)
        assert (FindingKind.HOTSPOT, "touchpoint:c") in spots(journey(STEPS), store, smallest_effect=0.05)


def test_a_fall_is_found_against_before():
    """The same level as the rest over the year, but lower in the last three months than in those before."""
    rng = np.random.default_rng(3)
    ratings = made([3.5] * 8, people=2000, seed=3)
    days = rng.integers(0, 364, 2000)
    ratings[:, 4] = five(3.6 - 1.1 * (days < 91) + rng.normal(0, 0.8, 2000))
    times = [NOW - timedelta(days=int(day)) for day in days]
    with evidence(ratings, KEYS, times=times) as store:
        found = spots(journey(STEPS), store)
        reading = insight.read(journey(STEPS), store, now=NOW)
    fall = found[FindingKind.HOTSPOT, "touchpoint:e"]
    assert fall.against is Against.BEFORE
    assert "points lower than before, " in fall.reasons[0]
    trend = next(one.trend for one in reading.touchpoints if one.touchpoint == "e")
    assert len(trend) == 4
    assert trend[-1].high < trend[-2].low
    assert all(one.period and one.period.first for one in trend)
    assert {one.where for one in found.values()} == {"touchpoint:e"}


def test_a_step_below_its_target_is_found_against_its_target():
    with evidence(made([3.5] * 8), KEYS) as store:
        document = journey(STEPS, targets={"sb": 8.5, "sd": 6.6})
        found = spots(document, store)
    assert set(found) == {(FindingKind.HOTSPOT, "touchpoint:b")}
    assert found[FindingKind.HOTSPOT, "touchpoint:b"].against is Against.TARGET
    assert "target of 8.5" in found[FindingKind.HOTSPOT, "touchpoint:b"].reasons[0]
    assert found[FindingKind.HOTSPOT, "touchpoint:b"].looks == 10


def test_several_looks_at_one_place_make_one_finding_with_several_reasons():
    with evidence(made([3.5, 2.2, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5]), KEYS) as store:
        found = spots(journey(STEPS, targets={"sb": 8.0}), store)
    assert set(found) == {(FindingKind.HOTSPOT, "touchpoint:b")}
    assert len(found[FindingKind.HOTSPOT, "touchpoint:b"].reasons) == 2


def test_a_step_of_several_touchpoints_is_looked_at_as_a_step_too():
    steps = {"one": ["a", "b"], "two": ["c"], "three": ["d"], "four": ["e"], "five": ["f"]}
    with evidence(made([2.6, 2.6, 3.5, 3.5, 3.5, 3.5]), KEYS[:6]) as store:
        found = spots(journey(steps), store)
    assert {(kind, where) for kind, where in found if kind is FindingKind.HOTSPOT} == {
        (FindingKind.HOTSPOT, "step:one"),
        (FindingKind.HOTSPOT, "touchpoint:a"),
        (FindingKind.HOTSPOT, "touchpoint:b"),
    }
    assert found[FindingKind.HOTSPOT, "step:one"].looks == 7


def test_emotions_and_satisfaction_are_never_held_against_each_other():
    """All emotions are far below all ratings; neither stands out among its own kind."""
    from insight_evidence import long

    felt = np.clip(np.rint(2.5 + np.random.default_rng(5).normal(0, 1, (300, 4))), 1, 10)
    also = long(felt, KEYS[4:], asks=Asks.EMOTION, scale=(1, 10), question="felt-{}")
    with evidence(made([4.2] * 4, people=300), KEYS[:4], also=[also]) as store:
        assert not spots(journey(STEPS), store)


def test_what_another_journey_meets_is_no_part_of_this_ones_rest():
    ratings = made([3.5, 3.5, 3.5, 1.5, 1.5, 1.5, 1.5, 1.5])
    with evidence(ratings, KEYS) as store:
        assert not spots(journey({f"s{key}": [key] for key in KEYS[:3]}), store)


def test_too_few_people_make_no_look():
    ratings = made([3.5, 3.5, 1.2, 3.5], people=200, met=1.0)
    ratings[9:, 2] = np.nan
    with evidence(ratings, KEYS[:4]) as store:
        reading = insight.read(journey({f"s{key}": [key] for key in KEYS[:4]}), store, now=NOW)
    assert not reading.findings
    assert any("In 3 looks" in note for note in reading.notes)


def test_hotspots_placed_by_hand_stay():
    cards = [
        card("slow", "sa", "pains", "Waiting in line", category="process", owner="Ground team"),
        card("plain", "sb", "pains", "Losing a bag"),
    ]
    with evidence(made([3.5] * 8), KEYS) as store:
        found = insight.read(journey(STEPS, cards=cards), store, now=NOW).findings
    by_hand = [one for one in found if not one.effect]
    assert [(one.title, one.where, one.category, one.category_by) for one in by_hand] == [
        ("Waiting in line", "step:sa", Category.PROCESS, "person")
    ]
    assert "Placed by hand" in by_hand[0].says


def test_the_category_is_a_persons_before_it_is_proposed():
    kinds = {
        "a": {"kind": "human"},
        "b": {"kind": "interactive", "channel": "digital"},
        "c": {"kind": "static"},
        "d": {"kind": "human", "owner": "partner"},
        "e": {"kind": "static", "category": "process"},
        "f": {"kind": "interactive", "channel": "human-assisted"},
    }
    from outsidein.maps.cast import Channel, Owner, TouchpointKind

    def typed(data):
        types = {"kind": TouchpointKind, "channel": Channel, "owner": Owner}
        return {name: types[name](value) if name in types else value for name, value in data.items()}

    document = journey(STEPS, touchpoints={key: typed(data) for key, data in kinds.items()})
    found = {key: categorise(document, f"touchpoint:{key}") for key in kinds}
    assert {key: category for key, (category, _) in found.items()} == {
        "a": Category.PEOPLE,
        "b": Category.TECHNOLOGY,
        "c": Category.PROPOSITION,
        "d": Category.ORGANISATION,
        "e": Category.PROCESS,
        "f": Category.PEOPLE,
    }
    assert found["e"][1] == "person"
    assert all(by.startswith("proposed from") for key, (_, by) in found.items() if key != "e")
    assert categorise(document, "step:sa")[0] is Category.PEOPLE
    assert isinstance(document.records["touchpoint:a"], Touchpoint)


def test_a_touchpoint_at_several_steps_is_still_compared_and_counts_for_no_step():
    steps = {"one": ["a", "b"], "two": ["c", "b"], "three": ["d"], "four": ["e"]}
    with evidence(made([3.5, 2.0, 3.5, 3.5, 3.5]), KEYS[:5]) as store:
        reading = insight.read(journey(steps), store, now=NOW)
    assert [one.where for one in reading.findings if one.effect] == ["touchpoint:b"]
    assert [one.touchpoint for one in reading.unallocated] == ["b"]
    assert all("b" not in point.touchpoints for point in reading.curve)
    assert Anchor.INDICATIVE


@pytest.mark.parametrize(
    "world",
    [
        World("nothing"),
        World("nothing, few people", people=30),
        World("nothing, sparse", met=0.3),
        World("exactly what matters", off=0.3, planted=3),
    ],
    ids=lambda world: world.name,
)
def test_it_does_not_cry_wolf(world):
    assert tally(world, runs=100).any_false <= 0.05


@pytest.mark.parametrize(
    ("world", "least"),
    [
        (World("0.9 among 400 people", off=0.9, planted=1), 0.9),
        (World("1.5 among 100 people", people=100, off=1.5, planted=1), 0.9),
        (World("three of eight", touchpoints=8, off=2.0, planted=3), 0.99),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_what_is_planted_is_found(world, least):
    score = tally(world, runs=60)
    assert score.found >= least
    assert score.false_found <= 0.05


def test_the_share_of_false_findings_holds_when_errors_hang_together():
    """At a smallest effect of zero, where every touchpoint but the planted is a true null, and neighbours correlate."""
    score = tally(World("halo", off=0.9, planted=3, smallest=0.0, halo=0.5), runs=200)
    assert score.false_found <= 0.09
    assert score.found > 0.9
