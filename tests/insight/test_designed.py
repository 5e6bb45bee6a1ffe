"""The designed path against the observed ones, counted by hand and, on random journeys, by plain Python."""

from __future__ import annotations

import random

import pyarrow as pa
import pytest

from outsidein.evidence.journeys import Journeys
from outsidein.insight.designed import Designed, hold_against
from outsidein.maps import Document, read

WALKS = ("abc", "ab", "acb", "axc", "xx", "c", "abxc", "ba")


def drawn(*steps: str) -> Document:
    """A map whose steps meet the touchpoints named by their letters."""
    letters = sorted({letter for step in steps for letter in step})
    text = "outsidein: 1\nmap: m\nkind: customer-journey\ntitle: M\ntouchpoints:\n"
    text += "".join(f"  - {{id: {one}, name: {one.upper()}}}\n" for one in letters)
    text += "stages:\n  - id: all\n    name: All\n    steps:\n"
    for at, step in enumerate(steps, start=1):
        text += f"      - {{id: s{at}, name: Step {at}, touchpoints: [{', '.join(step)}]}}\n"
    document, found = read(text)
    assert document is not None, found
    return document


def held(document: Document, walks: tuple[str, ...]) -> Designed:
    rows = [(f"case {at}", at_event, event) for at, walk in enumerate(walks) for at_event, event in enumerate(walk)]
    table = pa.table(dict(zip(("case", "time", "event"), map(list, zip(*rows, strict=True)), strict=True)))
    with Journeys.open(table) as journeys:
        return hold_against(document, journeys)


def by_hand(steps: tuple[str, ...], walks: tuple[str, ...]) -> list[tuple[int, int, int, int, int]]:
    """Per step: visited, got as far, passed by, both with the step before, those in order."""
    places = [[min((walk.index(one) for one in step if one in walk), default=None) for step in steps] for walk in walks]
    found = []
    for at in range(len(steps)):
        far = [one for one in places if any(place is not None for place in one[at:])]
        both = [one for one in places if at and one[at] is not None and one[at - 1] is not None]
        visited = sum(one[at] is not None for one in places)
        passed = sum(one[at] is None for one in far)
        found.append((visited, len(far), passed, len(both), sum(one[at] > one[at - 1] for one in both)))
    return found


def test_each_step_tells_who_comes_by_who_skips_it_and_in_which_order() -> None:
    found = held(drawn("a", "b", "c"), WALKS)
    assert [round(one.visited.value * 7) for one in found.steps] == [6, 5, 5]
    assert found.steps[1].skipped.value == 2 / 7
    assert found.steps[1].in_order.value == 4 / 5
    assert not found.steps[0].in_order.known
    assert (found.cases, found.touched.value) == (8, 7 / 8)
    assert found.in_order.value == 5 / 7
    assert found.complete.value == 3 / 7


def test_what_no_step_foresees_is_told_with_the_step_it_mostly_follows() -> None:
    (inserted,) = held(drawn("a", "b", "c"), (*WALKS, "abx", "bx")).inserted
    assert (inserted.touchpoint, inserted.share.value, inserted.after) == ("x", 5 / 10, "step:s2")


def test_a_step_that_no_event_could_show_is_said_to_be_unknown_and_counts_nowhere() -> None:
    found = held(drawn("a", "z", "c"), ("ac", "ac", "ca"))
    assert [one.recorded for one in found.steps] == [True, False, True]
    assert not found.steps[1].visited.known
    assert found.steps[2].in_order.value == 2 / 3
    assert found.complete.value == 1.0
    assert "Step 2" in found.notes[0]


def test_a_map_that_meets_nothing_of_the_log_says_so() -> None:
    found = held(drawn("y", "z"), ("ac",))
    assert not any(one.recorded for one in found.steps)
    assert found.touched.value == 0
    assert {one.touchpoint for one in found.inserted} == {"a", "c"}


def test_a_touchpoint_of_several_steps_counts_only_where_a_step_has_none_of_its_own() -> None:
    found = held(drawn("ab", "a", "c"), ("ac", "bac"))
    assert found.steps[0].touchpoints == ("b",)
    assert found.steps[1].shared
    assert found.notes


@pytest.mark.parametrize("seed", range(5))
def test_random_journeys_are_counted_as_plain_python_counts_them(seed: int) -> None:
    rng = random.Random(seed)
    steps = ("ab", "c", "d", "ef")
    walks = tuple("".join(rng.choices("abcdefxy", k=rng.randint(1, 8))) for _ in range(60))
    found = held(drawn(*steps), walks)
    expected = by_hand(steps, walks)
    for step, (visited, far, passed, both, ordered) in zip(found.steps, expected, strict=True):
        touched = sum(any(letter in "abcdef" for letter in walk) for walk in walks)
        assert (step.visited.n, round(step.visited.value * touched)) == (touched, visited)
        assert (step.skipped.n, round(step.skipped.value * far)) == (far, passed)
        if both:
            assert (step.in_order.n, round(step.in_order.value * both)) == (both, ordered)
