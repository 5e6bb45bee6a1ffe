"""What the hints of the writing guide are worth, counted from labelled phrases of published maps, and what is promised.

The phrases, their labels and the lists are in phrases.csv; docs/reference/writing-guide.md says how they came about and
shows the same figures.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from outsidein.maps import Writing
from outsidein.maps.guide import judge
from outsidein.measures.intervals import wilson

HERE = Path(__file__).parent
DOCS = Path(__file__).parents[3] / "docs" / "reference" / "writing-guide.md"
RULES = [rule for rule in Writing if rule]
FIRST = ("tuned", "unseen")
"""The first list, of which the rules were tuned on one half."""
MENDED_AFTER = ("fresh", "fresh-2", "fresh-3", "fresh-4")
"""Lists of touchpoints that were fresh once, and on which the noun rule was mended since."""
SIXTH, SEVENTH = "fresh-5", "fresh-6"
FIRST_LOOKS = {
    Writing.VERB: (SEVENTH,),
    Writing.QUESTION: ("unseen", SIXTH),
    Writing.ADJECTIVE: ("unseen", SIXTH),
    Writing.GERUND: ("unseen", SIXTH),
    Writing.NOUN: (SIXTH,),
    Writing.CHANGE: ("unseen", SIXTH),
}
"""For each rule, the lists that it had never been run on when it was measured as it is now."""
LISTS = (FIRST, MENDED_AFTER, (SIXTH,), (SEVENTH,))
"""As they were collected and labelled, twice each."""


@dataclass(frozen=True)
class Phrase:
    rule: Writing
    text: str
    half: str
    first: str
    second: str
    breaks: bool


def phrases() -> Iterator[Phrase]:
    with (HERE / "phrases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rule = Writing(row["rule"])
            yield Phrase(rule, row["phrase"], row["half"], row["first"], row["second"], row["settled"] == "break")


ALL = tuple(phrases())


def counted(rule: Writing, *halves: str) -> tuple[int, int, int, int]:
    """n, hints, hints that are right, breaks."""
    part = [one for one in ALL if one.rule is rule and one.half in halves]
    hinted = [one for one in part if judge(one.text, rule=rule).is_hint]
    return len(part), len(hinted), sum(one.breaks for one in hinted), sum(one.breaks for one in part)


def share(right: int, n: int) -> str:
    low, high = wilson(right, n)
    return f"{right} of {n} = {right / n:.2f} ({float(low):.2f}–{float(high):.2f})"


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa (Cohen, Educational and Psychological Measurement 20, 1960) of two labels, ok or break."""
    same = np.mean([a == b for a, b in pairs])
    first, second = (np.mean([pair[index] == "ok" for pair in pairs]) for index in (0, 1))
    by_chance = first * second + (1 - first) * (1 - second)
    return float((same - by_chance) / (1 - by_chance))


def test_there_are_enough_phrases() -> None:
    for rule in RULES:
        n, _, _, breaks = counted(rule, *FIRST_LOOKS[rule])
        assert n >= 90, rule
        assert 40 <= breaks <= n - 30, rule


@pytest.mark.parametrize("rule", RULES)
def test_no_phrase_of_a_first_look_stands_elsewhere(rule: Writing) -> None:
    of_rule = [one for one in ALL if one.rule is rule]
    looked = [one.text.lower() for one in of_rule if one.half in FIRST_LOOKS[rule]]
    assert len(set(looked)) == len(looked)
    assert not {one.text.lower() for one in of_rule if one.half not in FIRST_LOOKS[rule]} & set(looked)


@pytest.mark.parametrize("rule", RULES)
def test_hints_hold_what_was_promised_on_phrases_they_had_never_been_run_on(rule: Writing) -> None:
    _, hints, right, breaks = counted(rule, *FIRST_LOOKS[rule])
    assert right / hints >= 0.90
    assert right / breaks >= 0.75


@pytest.mark.parametrize("rule", RULES)
def test_the_guide_shows_the_figures_of_the_first_looks(rule: Writing) -> None:
    n, hints, right, breaks = counted(rule, *FIRST_LOOKS[rule])
    assert f"| {rule.value} | {n} | {share(right, hints)} | {share(right, breaks)} |" in DOCS.read_text("utf-8")


@pytest.mark.parametrize("half", [*FIRST, *MENDED_AFTER, SIXTH])
def test_touchpoints_are_hardly_ever_flagged_wrongly(half: str) -> None:
    _, hints, right, _ = counted(Writing.NOUN, half)
    assert right / hints >= 0.90


@pytest.mark.parametrize("halves", LISTS)
def test_two_labels_agreed(halves: tuple[str, ...]) -> None:
    pairs = [(one.first, one.second) for one in ALL if one.half in halves]
    same = sum(a == b for a, b in pairs)
    says = DOCS.read_text("utf-8")
    assert f"{same} of {len(pairs)}" in says
    assert f"kappa {kappa(pairs):.2f}" in says
