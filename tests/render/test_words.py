"""Numbers and words as they are written."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsidein.render.paper.phrases import phrases
from outsidein.render.words import MINUS, Words, right_to_left, tag

numbers = st.floats(-1e9, 1e9, allow_nan=False)


@given(numbers, st.integers(0, 2))
def test_an_english_number_reads_back_to_what_it_was(value: float, places: int) -> None:
    text = Words("en").number(value, places)
    read = float(text.replace(",", "").replace(MINUS, "-"))
    assert abs(read - value) <= 0.5 * 10**-places + 1e-6 * abs(value) + 1e-9


@given(numbers, st.integers(0, 2))
def test_a_german_number_is_the_english_one_with_point_and_comma_swapped(value: float, places: int) -> None:
    swap = str.maketrans(",.", ".,")
    assert Words("de").number(value, places) == Words("en").number(value, places).translate(swap)


@given(st.floats(-0.049, 0.049))
def test_nothing_is_ever_written_as_minus_nought(value: float) -> None:
    assert Words().number(value, 1) == "0.0"


def test_a_minus_is_a_minus_and_not_a_hyphen() -> None:
    assert Words().number(-1234.5, 1) == "−1,234.5"
    assert Words().number(3, signed=True) == "+3"
    assert Words().number(0, signed=True) == "0"


@pytest.mark.parametrize(
    ("value", "places", "text"), [(0.5, 0, "1"), (2.5, 0, "3"), (-2.5, 0, "−3"), (1.005, 2, "1.01")]
)
def test_halves_round_away_from_nought_as_written(value: float, places: int, text: str) -> None:
    assert Words().number(value, places) == text


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_a_dash(value: float) -> None:
    assert Words().number(value, 1) == "–"


def test_an_interval_with_signs_uses_a_word_between_its_ends() -> None:
    assert Words().span(4.5, 4.7, 1) == "4.5–4.7"
    assert Words().span(-1.65, -1.35, 1, signed=True) == "−1.7 to −1.4"
    assert Words().span(-2, 3, 0) == "−2 to 3"


def test_what_fills_a_place_is_not_read_as_a_place() -> None:
    assert Words()("trends.where-and-when", where="{period}", period="two") == "{period}, two"


def test_days_are_written_out() -> None:
    assert Words().day(date(2026, 3, 1)) == "1 Mar 2026"


def test_one_and_many_differ() -> None:
    assert Words()("head.count.answers", n=1) == "1 answer"
    assert Words()("head.count.answers", n=0) == "0 answers"
    assert Words("de")("head.count.answers", n=1200) == "1.200 Antworten"


def test_a_language_tag_that_is_none_does_not_pass() -> None:
    assert tag('en"><script>') == "en"
    assert tag("zh-Hant-TW") == "zh-Hant-TW"


@pytest.mark.parametrize(("language", "turned"), [("ar", True), ("he-IL", True), ("az-Arab", True), ("en", False)])
def test_some_languages_run_from_right_to_left(language: str, turned: bool) -> None:
    assert right_to_left(language) is turned


def test_what_people_say_is_quoted_on_paper_as_their_language_quotes() -> None:
    assert [phrases(language)["quote-before"] + phrases(language)["quote-after"] for language in ("en", "de")] == [
        "“”",
        "„“",
    ]
