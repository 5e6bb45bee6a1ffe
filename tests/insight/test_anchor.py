"""The rule by which an answer counts for a step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from insight_evidence import journey

from outsidein.insight import anchor, anchor_table
from outsidein.maps.ties import Anchor

REP, IND = Anchor.REPRESENTATIVE, Anchor.INDICATIVE


@pytest.mark.parametrize(
    ("steps", "marks", "expected"),
    [
        ({"one": ["app"]}, {}, "step:one"),
        ({"one": ["app"]}, {("one", "app"): REP}, "step:one"),
        ({"one": ["app"]}, {("one", "app"): IND}, ""),
        ({"one": ["app"], "two": ["app"]}, {}, ""),
        ({"one": ["app"], "two": ["app"]}, {("two", "app"): REP}, "step:two"),
        ({"one": ["app"], "two": ["app"]}, {("one", "app"): IND}, ""),
        ({"one": ["app"], "two": ["app"]}, {("one", "app"): IND, ("two", "app"): REP}, "step:two"),
        ({"one": ["app"], "two": ["app"]}, {("one", "app"): REP, ("two", "app"): REP}, ""),
        ({"one": ["app", "app"]}, {}, "step:one"),
    ],
)
def test_an_answer_counts_for_exactly_one_step_or_for_none(steps, marks, expected):
    found = anchor(journey(steps, marks=marks)).of("app")
    assert found is not None
    assert found.step == expected
    assert bool(found.why) == (not expected)
    assert found.stage == ("stage:s0" if expected else "")


def test_why_it_counts_nowhere_is_said_in_words():
    steps = {"one": ["app", "desk"], "two": ["app"], "three": ["hint"]}
    document = journey(steps, marks={("three", "hint"): IND}, touchpoints={"shelf": {}})
    why = {one.touchpoint: one.why for one in anchor(document, heard=["stranger", "app"]).unallocated()}
    assert "met at 2 steps (“One”, “Two”)" in why["app"]
    assert "merely indicative for “Three”" in why["hint"]
    assert "met at no step" in why["shelf"]
    assert "no touchpoint of this key" in why["stranger"]
    assert set(why) == {"app", "hint", "shelf", "stranger"}


def test_the_table_holds_each_touchpoint_once_at_most():
    steps = {"one": ["a", "b"], "two": ["b"], "three": ["c"]}
    rows = anchor_table(journey(steps)).to_pylist()
    assert rows == [
        {"touchpoint": "a", "step": "step:one", "stage": "stage:s0"},
        {"touchpoint": "c", "step": "step:three", "stage": "stage:s1"},
    ]


@given(
    st.dictionaries(st.sampled_from(["one", "two", "three"]), st.lists(st.sampled_from("abc"), max_size=3), min_size=1),
    st.dictionaries(
        st.tuples(st.sampled_from(["one", "two", "three"]), st.sampled_from("abc")), st.sampled_from([REP, IND])
    ),
)
def test_no_touchpoint_is_lost_and_none_counts_twice(steps, marks):
    anchors = anchor(journey(steps, marks=marks), heard="abcd")
    keys = [one.touchpoint for one in anchors.touchpoints]
    assert sorted(keys) == ["a", "b", "c", "d"]
    placed = [key for step in steps for key in anchors.at(f"step:{step}")]
    assert len(placed) == len(set(placed))
    assert set(placed) == {one.touchpoint for one in anchors.touchpoints if one.step}
    assert not any(anchors.of(key).step and (step, key) in marks and marks[step, key] is IND
                   and anchors.of(key).step == f"step:{step}" for step in steps for key in "abc")  # fmt: skip
