"""Speech: messages are filled as the front end fills them, and the language is that of the innermost door."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsidein.ground.message import parse
from outsidein.ground.speech import language, nearest, speaking
from outsidein.ground.writing import figure, listed, percent, quoted, span


def test_a_plural_takes_the_exact_number_before_its_form() -> None:
    message = parse("{n, plural, =0 {nobody} one {# person} other {# people}}")
    assert [message.fill({"n": n}, "en") for n in (0, 1, 1200)] == ["nobody", "1 person", "1,200 people"]


def test_choices_stand_in_choices_and_count_the_nearest_number() -> None:
    message = parse(
        "{n, plural, one {{side, select, in {# in} other {# out}}} other {{side, select, other {# of {m}}}}}"
    )
    assert message.fill({"n": 1, "side": "in", "m": 2}, "de") == "1 in"
    assert message.fill({"n": 3, "side": "in", "m": 1.5}, "de") == "3 of 1,5"
    assert message.places() == {"n", "side", "m"}


@pytest.mark.parametrize("text", ["{", "}", "{n", "{n, plural, one {a}}", "{n, number}", "{n, plural, other {a}", "{}"])
def test_what_is_no_message_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


@given(st.text())
def test_what_fills_a_place_stays_as_it_is(text: str) -> None:
    assert parse("<{text}>").fill({"text": text}, "de") == f"<{text}>"


def test_a_place_without_a_value_is_an_error_and_no_gap() -> None:
    with pytest.raises(KeyError):
        parse("{n}").fill({}, "en")


def test_the_innermost_door_decides_and_gives_back_what_was() -> None:
    with speaking("de-AT"):
        with speaking("fr"):
            assert language() == "en"
        assert language() == "de"
        assert (figure(1204.5), span(1, 2), percent(0.5), quoted("so")) == ("1.204,5", "1,0 bis 2,0", "50 %", "„so“")
        assert listed(["a", "b", "c", "d"]) == "a, b, c und 1 weitere"
    assert language() == "en"


@given(st.text(max_size=12))
def test_every_tag_has_a_language(tag: str) -> None:
    assert nearest(tag) in ("en", "de")
