"""What one cell says as an answer."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsidein.evidence import Asks, Format, Question
from outsidein.evidence.sources.marks import BAD, ERROR, FORMULA
from outsidein.evidence.sources.ratings import Nothing, Ratings, Refused, read_number

POINT, COMMA = Format(type="csv"), Format(type="csv", decimal=",")


def reads(text: str, format: Format = POINT, **question: Any) -> float | Nothing | Refused:
    return Ratings(Question(**({"key": "q", "asks": Asks.SATISFACTION} | question)), format).read(text)


@pytest.mark.parametrize(
    ("text", "format", "number"),
    [
        ("4", POINT, 4), ("-4", POINT, -4), ("−4", POINT, -4), ("+4.50", POINT, 4.5), ("1e3", POINT, 1000),
        ("1,234", POINT, 1234), ("1,234,567.5", POINT, 1234567.5), ("1 234", POINT, 1234), ("1'234", POINT, 1234),
        ("4,5", COMMA, 4.5), ("1.234,5", COMMA, 1234.5), ("1.234", COMMA, 1234), ("1\u202f234,5", COMMA, 1234.5),
        (".5", POINT, 0.5), (",5", COMMA, 0.5), ("007", POINT, 7),
        ("4,5", POINT, None), ("4.5", COMMA, None), ("12,34", POINT, None), ("1,2345", POINT, None),
        ("1_000", POINT, None), ("0x10", POINT, None), ("nan", POINT, None), ("inf", POINT, None),
        ("1e999", POINT, None),
        ("", POINT, None), ("-", POINT, None), ("4 5", POINT, None), ("4 of 5", POINT, None),
        ("4.5", Format(type="xlsx", decimal=","), 4.5), ("4,5", Format(type="xlsx", decimal=","), 4.5),
    ],
)  # fmt: skip
def test_numbers_are_read_with_their_decimal_mark_or_not_at_all(
    text: str, format: Format, number: float | None
) -> None:
    assert read_number(text, format) == number


@given(st.floats(-1e12, 1e12), st.sampled_from([POINT, COMMA]))
def test_a_number_written_with_thousands_is_read_back(number: float, format: Format) -> None:
    number = round(number, 2)
    text = f"{number:,.2f}"
    if format is COMMA:
        text = text.translate(str.maketrans(",.", ".,"))
    assert read_number(text, format) == number


def test_a_blank_is_not_a_zero() -> None:
    assert reads("") is Nothing.BLANK
    assert reads("  \u00a0") is Nothing.BLANK
    assert reads("0", scale=(0, 10)) == 0.0


def test_words_for_blank_and_for_not_applicable_are_no_answers() -> None:
    assert reads("N/A", not_applicable=("n/a",)) is Nothing.NOT_APPLICABLE
    assert reads("-", blank=("-",)) is Nothing.BLANK


@pytest.mark.parametrize("text", ["0", "0.0", " 0 ", "00"])
def test_a_code_is_the_number_it_writes(text: str) -> None:
    assert reads(text, not_applicable=("0",)) is Nothing.NOT_APPLICABLE


def test_a_recode_is_looked_up_as_written_then_folded_then_as_a_number() -> None:
    recode = (("Good", 4.0), ("GOOD", 5.0), ("very  good", 3.0), ("9", 2.0))
    assert [reads(text, recode=recode) for text in ("Good", "GOOD", "Very Good", "9.0")] == [4, 5, 3, 2]


def test_a_recode_to_a_whole_number_is_a_number_too() -> None:
    assert reads("yes", recode=(("yes", 1),), scale=(0, 1)) == 1.0


def test_a_shift_is_for_numbers_not_for_words() -> None:
    asked = {"scale": (0, 10), "shift": -1, "recode": (("none", 0.0),), "asks": Asks.NPS}
    assert reads("11", **asked) == 10
    assert reads("1", **asked) == 0
    assert reads("none", **asked) == 0


def test_a_reversed_question_is_turned_on_its_scale() -> None:
    assert reads("7", scale=(1, 7), reversed=True) == 1
    assert reads("2", scale=(1, 7), reversed=True) == 6


@pytest.mark.parametrize("text", ["6", "0", "-1", "5.01", "1e9"])
def test_what_is_off_the_scale_is_refused_and_the_scale_named(text: str) -> None:
    said = reads(text)
    assert isinstance(said, Refused)
    assert said.reason == "not on the scale 1–5"


@pytest.mark.parametrize("text", ["NaN", "inf", "-Infinity", "∞"])
def test_nan_and_infinity_are_refused(text: str) -> None:
    said = reads(text, asks=Asks.NUMBER)
    assert isinstance(said, Refused)
    assert said.reason == "not a finite number"


def test_a_wrong_decimal_mark_is_refused_with_the_way_to_mend_it() -> None:
    said = reads("4,5")
    assert isinstance(said, Refused)
    assert "set format: decimal" in said.fix


def test_any_number_has_no_scale_unless_one_is_stated() -> None:
    assert reads("90", asks=Asks.NUMBER) == 90
    assert isinstance(reads("90", asks=Asks.NUMBER, scale=(0, 60)), Refused)


def test_true_and_false_are_outcomes_and_nothing_else() -> None:
    assert reads("true", asks=Asks.OUTCOME, scale=(0, 1)) == 1
    assert reads("FALSE", asks=Asks.OUTCOME, scale=(0, 1)) == 0
    assert isinstance(reads("true"), Refused)


@pytest.mark.parametrize("text", [f"caf{BAD}", "a\x00b", f"{ERROR}N/A", FORMULA])
def test_marked_cells_are_refused_with_their_reason(text: str) -> None:
    said = reads(text, recode=((text, 1.0),))
    assert isinstance(said, Refused)
    assert BAD not in said.shown
    assert said.reason


def test_a_formula_is_a_text_like_others() -> None:
    said = reads('=HYPERLINK("x")')
    assert isinstance(said, Refused)
    assert said.reason == "not a number"


@given(st.text(max_size=12), st.sampled_from([POINT, COMMA, Format(type="jsonl")]))
def test_whatever_stands_in_a_cell_is_on_the_scale_or_no_answer(text: str, format: Format) -> None:
    said = reads(text, format, scale=(0, 10))
    if isinstance(said, float):
        assert math.isfinite(said)
        assert 0 <= said <= 10
