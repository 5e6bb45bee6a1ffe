"""The writing guide on maps: whom it speaks to, what silences it, and what it suggests."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsidein.ground import Severity
from outsidein.ground.speech import speaking
from outsidein.maps import Card, Document, Touchpoint, Writing, advise, hints, places, read, write
from outsidein.maps.guide import Standing, judge

TEXT = """outsidein: 1
map: trip
kind: customer-journey
title: Trip
language: {language}
touchpoints:
  - id: app
    name: Visits the website
stages:
  - id: go
    name: Go
    steps:
      - id: pay
        name: Pay
        touchpoints:
          - touchpoint: app
        actions:
          - User clicks the button
          - Pay the fare
        pains:
          - Lost in the menu
        feelings:
          - Anxiety
"""


def a_map(language: str = "en") -> Document:
    document, found = read(TEXT.format(language=language))
    assert document is not None, found
    return document


def test_each_hint_names_its_record_and_its_line() -> None:
    text = TEXT.format(language="en")
    document = a_map()
    found = hints(document, places=places(text, file="trip.map.yaml"))
    assert {one.code for one in found} == {
        "maps/guide-action",
        "maps/guide-pain",
        "maps/guide-feeling",
        "maps/guide-touchpoint",
    }
    assert all(one.severity is Severity.HINT for one in found)
    assert all(one.where.file == "trip.map.yaml" and one.where.line for one in found)


def test_suggestions_are_whole_texts() -> None:
    assert {one.suggestion for one in advise(a_map())} == {
        "Click the button",
        "Getting lost in the menu",
        "Anxious",
        "Website",
    }


def test_a_german_map_gets_no_english_hints() -> None:
    assert advise(a_map("de")) == ()
    assert advise(a_map("en-GB")) != ()


def test_hints_are_said_in_the_language_that_is_spoken() -> None:
    with speaking("de"):
        assert any("Verb" in one.says for one in hints(a_map()))


def test_what_is_fine_is_let_be_and_stays_so_through_a_file() -> None:
    document = a_map()
    marked = document
    for one in advise(document):
        record = marked.records[one.diagnostic.where.record or ""]
        assert isinstance(record, (Card, Touchpoint))
        marked = Document.of(replace(each, fine=True) if each is record else each for each in marked.records.values())
    assert advise(marked) == ()
    again, found = read(write(marked))
    assert again is not None, found
    assert advise(again) == ()


def test_a_word_of_the_teams_own_is_fine_everywhere() -> None:
    document = a_map()
    [anxiety] = [one for one in advise(document) if one.diagnostic.code == "maps/guide-feeling"]
    assert anxiety.word == "anxiety"
    taught = Document.of((*document.records.values(), replace(document.journey, dictionary=(" Anxiety ",))))
    assert "maps/guide-feeling" not in {one.diagnostic.code for one in advise(taught)}


@pytest.mark.parametrize(
    ("rule", "text", "suggestion"),
    [
        (Writing.VERB, "User clicks the button", "Click the button"),
        (Writing.VERB, "Form submission", "Submit form"),
        (Writing.QUESTION, "I wonder if the shop is open", "Is the shop open?"),
        (Writing.ADJECTIVE, "Relief + excitement", "Relieved, excited"),
        (Writing.GERUND, "Fear of mistakes", "Fearing mistakes"),
        (Writing.GERUND, "Hard to find items", "Struggling to find items"),
        (Writing.NOUN, "Watches demo video", "Demo video"),
        (Writing.CHANGE, "Clearer prices", "Make prices clearer"),
        (Writing.CHANGE, "Improvement of signs", "Improve signs"),
    ],
)
def test_a_suggestion_follows_the_rule_it_was_made_for(rule: Writing, text: str, suggestion: str) -> None:
    verdict = judge(text, rule=rule)
    assert verdict.suggestion == suggestion
    assert not judge(suggestion, rule=rule).is_hint


@pytest.mark.parametrize("rule", [rule for rule in Writing if rule])
@pytest.mark.parametrize("text", ["", " ", "…", "?!", "“”", "12", "()", "– –", "Ωμέγα", "預約", "x" * 5_000])
def test_nothing_is_said_of_what_is_no_phrase_and_nothing_breaks(rule: Writing, text: str) -> None:
    verdict = judge(text, rule=rule)
    assert verdict.standing in Standing
    if not text.strip(" …?!“”()–"):
        assert not verdict.is_hint


@given(st.text(max_size=60), st.sampled_from([rule for rule in Writing if rule]))
def test_any_text_is_judged_and_a_verdict_is_always_the_same(text: str, rule: Writing) -> None:
    first = judge(text, rule=rule)
    assert judge.__wrapped__(text, rule=rule) == first
    assert first.suggestion == "" or first.is_hint
