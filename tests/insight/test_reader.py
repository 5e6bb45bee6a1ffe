"""A whole reading: what it says, what it says of nothing, and that it says the same twice."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from insight_evidence import card, evidence, five, journey, whole

from outsidein import insight
from outsidein.evidence import Store
from outsidein.evidence.tables import Asks
from outsidein.ground import MeasureError
from outsidein.insight import FindingKind
from outsidein.maps import Persona
from outsidein.measures import Period

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
KEYS = tuple("abcdef")
STEPS = {f"s{key}": [key] for key in KEYS}
NAMES = {"a": {"name": "Check-in"}, "b": {"name": "Bag drop"}, "c": {"name": "the flight"}}


def made(levels=(3.5,) * 6, weights=(0.0,) * 6, *, people=900, seed=0):
    rng = np.random.default_rng(seed)
    ratings = five(np.asarray(levels) + rng.normal(0, 0.5, (people, 1)) + rng.normal(0, 0.8, (people, 6)))
    loyal = 7 + 2 * ((ratings - ratings.mean(axis=0)) @ np.asarray(weights)) + rng.normal(0, 1.2, people)
    return ratings, np.clip(np.rint(loyal), 0, 10)


def headline(levels, weights=None, **more):
    ratings, loyal = made(levels, weights or (0.0,) * 6)
    document = journey(STEPS, touchpoints=NAMES, loyalty="loyal" if weights else "")
    with evidence(ratings, KEYS, loyalty=loyal if weights else None) as store:
        return insight.read(document, store, now=NOW, **more).headline


def test_the_headline_says_what_hurts_where_loyalty_hangs():
    said = headline([2.4, 2.5, 3.5, 3.5, 3.5, 3.5], [0.5, 0.5, 0, 0, 0, 0])
    assert said == "Check-in and Bag drop hurt where loyalty hangs."


def test_a_headline_begins_with_a_capital_and_agrees():
    assert headline([3.5, 3.5, 2.3, 3.5, 3.5, 3.5]) == "The flight hurts."


def test_what_hurts_where_loyalty_does_not_hang_is_said_so():
    said = headline([2.4, 3.5, 3.5, 3.5, 3.5, 3.5], [0, 0, 0, 0.5, 0.5, 0])
    assert said == "Check-in hurts, though loyalty hangs more on other parts of the journey."


def test_a_headline_is_honest_where_nothing_hurts_or_nothing_stands_out():
    assert headline([3.4, 3.4, 3.4, 3.4, 3.4, 4.4]) == "F shines; nothing hurts more than the rest."
    assert headline([3.5] * 6).startswith("Nothing stands out")


def test_without_evidence_everything_is_an_assumption():
    with Store.memory() as store:
        reading = insight.read(journey(STEPS, cards=[card("p", "sa", "pains")]), store, now=NOW)
    assert reading.headline == "No evidence yet: everything on this map is an assumption."
    assert reading.lead == "No answers."
    assert all(point.level is None and point.gap for point in reading.curve)
    assert (reading.drivers, reading.findings, reading.crosshairs) == (None, (), None)
    assert reading.coverage.value == 0.0
    assert not reading.voices.known
    assert reading.freshness.says == "No evidence yet."


def test_a_map_of_nothing_can_be_read():
    ratings, _ = made(people=40)
    with evidence(ratings, KEYS) as store:
        reading = insight.read(journey({}), store, now=NOW)
    assert reading.curve == ()
    assert len(reading.unallocated) == 6
    assert not reading.coverage.known


def test_the_lead_says_from_what_how_much_how_old():
    ratings, _ = made()
    times = [NOW - timedelta(days=1 + at % 30) for at in range(900)]
    with evidence(ratings, KEYS, times=times) as store:
        lead = insight.read(journey(STEPS), store, now=NOW).lead
    assert lead == (
        "900 responses, 5,400 ratings of 6 touchpoints; 22 Oct 2026 – 20 Nov 2026. "
        "Nothing stands out after correcting for 6 looks."
    )


def test_nothing_that_is_said_claims_a_cause():
    ratings, loyal = made([2.4, 3.5, 3.5, 3.5, 3.5, 4.5], [0.6, 0, 0, 0, 0, 0.4])
    with evidence(ratings, KEYS, loyalty=loyal) as store:
        reading = insight.read(journey(STEPS, loyalty="loyal"), store, now=NOW)
    said = [reading.headline, reading.lead, *reading.notes]
    said += [text for one in reading.findings for text in (one.says, *one.reasons)]
    for word in ("because", "cause ", "causes", "due to", "leads to", "results in", "thanks to", "drives"):
        assert not any(word in text.lower() for text in said)
    assert any("association" in note for note in reading.notes)


def test_the_same_evidence_gives_the_same_reading():
    ratings, loyal = made([2.6, 3.5, 3.5, 3.5, 3.5, 4.3], [0.5, 0.2, 0, 0, 0, 0.3])
    times = [NOW - timedelta(days=at % 300) for at in range(900)]
    readings = []
    for _ in range(2):
        with evidence(ratings, KEYS, loyalty=loyal, times=times) as store:
            readings.append(insight.read(journey(STEPS, loyalty="loyal"), store, now=NOW))
    first, second = (
        replace(one, findings=(), drivers=None, curve=(), touchpoints=(), positions=(), overall=(), priorities=(),
                crosshairs=None)
        for one in readings
    )  # fmt: skip
    assert first == second
    for one, other in zip(readings[0].findings, readings[1].findings, strict=True):
        assert (one.kind, one.where, one.says, one.reasons) == (other.kind, other.where, other.says, other.reasons)
        assert one.level.value == pytest.approx(other.level.value, abs=1e-12)


def test_the_order_of_rows_does_not_matter():
    ratings, _ = made([2.6, 3.5, 3.5, 3.5, 3.5, 4.3])
    with evidence(ratings, KEYS) as store:
        one = insight.read(journey(STEPS), store, now=NOW)
    with evidence(ratings[::-1], KEYS) as store:
        other = insight.read(journey(STEPS), store, now=NOW)
    assert [point.level.value for point in one.curve] == pytest.approx([point.level.value for point in other.curve])
    assert [find.says for find in one.findings] == [find.says for find in other.findings]


@pytest.mark.parametrize(
    ("named", "expected", "note"),
    [
        ("loyal", "loyal", ""),
        ("", "loyal", "“loyal” stands for it"),
        ("gone", "loyal", "“gone” for loyalty, which nobody answered; “loyal” stands in"),
        ("again", "again", ""),
    ],
)
def test_loyalty_is_what_the_map_names_else_a_recommendation(named, expected, note):
    ratings, loyal = made(weights=(0.5, 0, 0, 0, 0, 0))
    also = whole((loyal > 7).astype(float), "again", Asks.OUTCOME, (0, 1))
    with evidence(ratings, KEYS, loyalty=loyal, also=[also]) as store:
        reading = insight.read(journey(STEPS, loyalty=named), store, now=NOW)
    assert reading.drivers.outcome == expected
    assert reading.overall[0][0] == {"loyal": "nps", "again": "outcome"}[expected]
    assert any(note in one for one in reading.notes) if note else not any("loyalty" in one for one in reading.notes)


def test_measures_of_the_whole_come_with_loyalty_first():
    ratings, loyal = made()
    rng = np.random.default_rng(1)
    also = [
        whole(rng.integers(1, 8, 900), "easy", Asks.CES, (1, 7)),
        whole(rng.integers(1, 6, 900), "overall", Asks.SATISFACTION, (1, 5)),
        whole(rng.integers(0, 2, 900), "arrived", Asks.OUTCOME, (0, 1)),
    ]
    with evidence(ratings, KEYS, loyalty=loyal, also=also) as store:
        reading = insight.read(journey(STEPS, loyalty="arrived"), store, now=NOW)
    assert [measure for measure, _ in reading.overall] == ["outcome", "nps", "csat", "ces"]
    overall = dict(reading.overall)
    assert overall["nps"].value == pytest.approx(100 * ((loyal >= 9).mean() - (loyal <= 6).mean()))
    assert overall["csat"].n == 900


def test_each_touchpoint_has_its_measures():
    ratings, _ = made()
    with evidence(ratings, KEYS) as store:
        reading = insight.read(journey(STEPS), store, now=NOW)
    first = dict(reading.touchpoints[0].measures)
    assert first["csat"].value == pytest.approx(100 * (ratings[:, 0] >= 4).mean())
    assert first["emotional-level"] == reading.curve[0].level


def test_a_filter_on_which_nobody_is_left_says_so():
    ratings, loyal = made(people=60)
    with evidence(ratings, KEYS, loyalty=loyal, channels=["web"] * 60) as store:
        reading = insight.read(journey(STEPS, loyalty="loyal"), store, now=NOW, where=(("channel", ("app",)),))
    assert reading.lead == "No answers where channel is app."
    assert all("(channel is app)" in point.gap for point in reading.curve)


def test_a_persona_without_a_segment_is_everybody_and_says_so():
    ratings, _ = made(people=60)
    persona = Persona(id="persona:ann", name="Ann")
    with evidence(ratings, KEYS) as store:
        reading = insight.read(journey(STEPS, extra=[persona]), store, now=NOW, persona="ann")
    assert reading.responses == 60
    assert reading.notes[0] == "Ann is tied to no segment of the evidence, so this is everybody."


def test_a_period_without_an_end_needs_none():
    ratings, _ = made(people=300)
    times = [NOW - timedelta(days=at) for at in range(300)]
    with evidence(ratings, KEYS, times=times) as store:
        reading = insight.read(journey(STEPS), store, now=NOW, period=Period((NOW - timedelta(days=9)).date()))
    assert reading.curve[0].level.n == 10


def test_progress_is_told_from_nothing_to_all():
    ratings, loyal = made(people=100)
    told = []
    with evidence(ratings, KEYS, loyalty=loyal) as store:
        insight.read(journey(STEPS), store, now=NOW, progress=lambda *one: told.append(one))
    assert [done for done, _, _ in told] == list(range(len(told)))
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("wrong", [{"level": 1.0}, {"smallest_effect": -1}, {"smallest_effect": 12}])
def test_a_level_or_effect_that_is_none_is_refused(wrong):
    with Store.memory() as store, pytest.raises(MeasureError):
        insight.read(journey(STEPS), store, now=NOW, **wrong)


def test_asking_for_the_room_loads_nothing_heavy():
    code = "import sys, outsidein.insight; print([m for m in ('numpy', 'scipy', 'ibis', 'duckdb') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_door_keeps_what_it_promises():
    assert sorted(insight.__all__) == insight.__all__
    assert all(getattr(insight, name) is not None for name in insight.__all__)
    assert callable(insight.read)
    with pytest.raises(AttributeError):
        _ = insight.nothing_of_the_kind


@pytest.mark.realdata
def test_the_airline_file_says_what_it_is_known_to_say(realdata):
    from outsidein.insight.anchor import anchor

    golden = json.loads((realdata / "golden.json").read_text())["airline_satisfaction"]
    ratings, satisfied, names = _airline(realdata)
    keys = [name.lower().replace(" ", "-") for name in names]
    steps = {key: [key] for key in keys}
    document = journey(steps, loyalty="loyal")
    with evidence(ratings, keys, loyalty=satisfied, loyalty_asks=Asks.OUTCOME, loyalty_scale=(0, 1)) as store:
        reading = insight.read(document, store, now=NOW)
    assert anchor(document).unallocated() == ()
    curve = {point.step[5:]: point.level for point in reading.curve}
    for name, figures in golden["touchpoints_zeros_excluded"].items():
        level = curve[name.lower().replace(" ", "-")]
        assert level.value == pytest.approx(1 + 9 * (figures["mean"] - 1) / 4, abs=3e-6)
        if "n" in figures:
            assert level.n == figures["n"]
        if "low" in figures:
            assert (level.low, level.high) == pytest.approx(
                (1 + 9 * (figures["low"] - 1) / 4, 1 + 9 * (figures["high"] - 1) / 4), abs=3e-6
            )
    overall = dict(reading.overall)["outcome"]
    expected = [100 * golden["satisfied"][name] for name in ("value", "low", "high")]
    assert [overall.value, overall.low, overall.high] == pytest.approx(expected, abs=1e-4)
    spots = {(one.kind, one.where[11:]) for one in reading.findings}
    assert (FindingKind.HOTSPOT, "in-flight-wifi-service") in spots
    assert (FindingKind.BRIGHT_SPOT, "baggage-handling") in spots
    assert (FindingKind.BRIGHT_SPOT, "in-flight-service") in spots
    assert (FindingKind.MOMENT_OF_TRUTH, "online-boarding") in spots
    assert reading.headline == "In-flight-wifi-service hurts where loyalty hangs."
    assert reading.responses == 129880
    assert not reading.voices.known


def _airline(realdata):
    import gzip

    from pyarrow import csv

    path = realdata / "airline_satisfaction" / "airline_passenger_satisfaction.csv.gz"
    with gzip.open(path) as file:
        table = csv.read_csv(file)
    names = table.column_names[9:23]
    ratings = np.column_stack([table[name].to_numpy() for name in names]).astype(float)
    ratings[ratings == 0] = np.nan
    satisfied = np.array([one == "Satisfied" for one in table["Satisfaction"].to_pylist()], dtype=float)
    return ratings, satisfied, names
