"""Missing voices: who is heard, who is not, and what cannot be known."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest
from insight_evidence import evidence, five, journey
from scipy import stats

from outsidein import insight

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
STEPS = {"one": ["a"], "two": ["b"], "three": ["c"], "four": ["d"]}


def listed(groups, *, invited=None):
    """A customer list: pairs of age and number of people; names c0, c1 …"""
    ages = [age for age, n in groups for _ in range(n)]
    columns = {"customer": [f"c{at}" for at in range(len(ages))], "segment:age": pa.array(ages, pa.string())}
    if invited is not None:
        columns["invited"] = pa.array(invited, pa.bool_())
    return pa.table(columns)


def voices(frame, who, ratings=None, **more):
    ratings = five(np.random.default_rng(1).normal(3, 1, (len(who), 4))) if ratings is None else ratings
    with evidence(ratings, list("abcd"), customers=who, frame=frame, **more) as store:
        return insight.read(journey(STEPS), store, now=NOW).voices


def test_without_a_list_nobody_can_know_who_is_missing():
    found = voices(None, [f"c{at}" for at in range(20)])
    assert not found.known
    assert found.overall is None
    assert found.voices == ()
    assert "cannot know" in found.says


def test_a_silent_segment_is_found_and_the_others_are_not():
    frame = listed([("young", 300), ("middle", 300), ("old", 300)])
    who = [f"c{at}" for at in range(120)] + [f"c{300 + at}" for at in range(110)] + [f"c{600 + at}" for at in range(8)]
    found = voices(frame, who)
    assert found.known
    assert {voice.value: voice.missing for voice in found.voices} == {"young": False, "middle": False, "old": True}
    old = next(voice for voice in found.voices if voice.value == "old")
    assert (old.people, old.heard) == (300, 8)
    low, high = stats.binomtest(8, 300).proportion_ci(method="wilson")
    assert (old.share.value, old.share.low, old.share.high) == pytest.approx((800 / 300, 100 * low, 100 * high))
    assert found.overall.value == pytest.approx(100 * 238 / 900)
    assert "Hardly heard: age “old” (3 %)" in found.says


def test_a_segment_of_which_nobody_is_heard_is_shown_and_a_tiny_one_is_not_called_missing():
    found = voices(listed([("young", 300), ("old", 100), ("rare", 3)]), [f"c{at}" for at in range(150)])
    by_value = {voice.value: voice for voice in found.voices}
    assert (by_value["old"].heard, by_value["old"].missing) == (0, True)
    assert (by_value["rare"].heard, by_value["rare"].missing) == (0, False)
    assert "too few to tell" in by_value["rare"].says
    assert by_value["rare"].share.small


def test_only_the_invited_are_the_frame_where_the_list_says_who_was():
    frame = listed([("young", 100), ("old", 100)], invited=[True] * 100 + [False] * 100)
    found = voices(frame, [f"c{at}" for at in range(40)])
    assert found.overall.n == 100
    assert found.overall.value == pytest.approx(40.0)
    assert "invited" in found.says


def test_those_who_answer_without_being_on_the_list_are_said():
    found = voices(listed([("young", 50), ("old", 50)]), ["c1", "c2", "c2", "stranger", "other", None, None, None])
    assert found.overall.value == pytest.approx(2.0)
    assert "2 people who answered are not on the list." in found.says
    assert "3 responses name nobody" in found.says


def test_a_comment_is_a_voice_and_an_event_is_none():
    more = pa.table({"response": [901, 902], "customer": ["c5", "c6"], "source": ["reviews", "app"]})
    comments = pa.table({"comment": [901 * 64], "response": [901], "touchpoint": ["a"], "text": ["Too long"]})
    events = pa.table({"response": [902], "event": ["open"], "touchpoint": ["a"]})
    found = voices(listed([("young", 10), ("old", 10)]), ["c1"], more_responses=more, comments=comments, events=events)
    assert sum(voice.heard for voice in found.voices) == 2


def test_who_is_heard_but_never_about_one_stage_is_found_there():
    frame = listed([("young", 200), ("old", 200)])
    ratings = five(np.random.default_rng(2).normal(3, 1, (200, 4)))
    ratings[100:, 2:] = np.nan
    who = [f"c{at}" for at in range(100)] + [f"c{200 + at}" for at in range(100)]
    found = voices(frame, who, ratings)
    assert not any(voice.missing for voice in found.voices if not voice.stage)
    gone = [voice for voice in found.voices if voice.stage]
    assert [(voice.value, voice.stage, voice.people, voice.heard) for voice in gone] == [("old", "stage:s1", 100, 0)]
    assert "“Stage 1”" in gone[0].says


def test_somebody_listed_twice_is_one_person_and_of_two_minds_in_no_segment():
    frame = pa.table({"customer": ["c0", "c0", "c1"], "segment:age": ["young", "old", "old"]})
    found = voices(frame, ["c0"])
    assert found.overall.n == 2
    assert {(voice.value, voice.people) for voice in found.voices} == {("not said", 1), ("old", 1)}


def test_where_all_are_heard_alike_nobody_is_missing():
    """40 lists of six segments, all of the same willingness: the share of lists with any false alarm."""
    from outsidein.insight.voices import _Heard, _missing

    rng = np.random.default_rng(3)
    alarms = 0
    for _ in range(2000):
        people = rng.integers(20, 400, 6)
        heard = rng.binomial(people, 0.3)
        groups = [
            _Heard("age", str(at), int(p), int(h), int(people.sum()), int(heard.sum()))
            for at, (p, h) in enumerate(zip(people, heard, strict=True))
        ]
        alarms += any(_missing(groups, 0.95))
    assert alarms / 2000 < 0.05
