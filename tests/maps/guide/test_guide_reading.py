"""How the guide reads names and deeds: words that may be either are told apart by what stands beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from outsidein.maps import Writing, guide
from outsidein.maps.guide import judge

NAMES = """Sales page; Landing page; To-do list; As-is map; Pop-up store; Opening hours; Customer reviews; Search bar;
Booking engine; Help desk; Sign-up form; Check-in counter; Return label; Waiting room; Call centre; Drop-off point;
Thank-you note; Share button; Delivery van; Order history; Loyalty card; Print shop; Tracking link; Parking ticket;
Walk-in clinic; Live chat; Training sessions; Welcome e-mail; Packaging; Word of mouth; Billing; Rating stars"""
DEEDS = """Visits the shop; Reading the leaflet; Browse and compare prices; The clerk hands over the key; Ask a friend;
Guests leave the hotel; Looking for a parking space; Signs up for the newsletter; Picks up the parcel;
Nurse explains the form; Parcel is delivered; You get a text message; Paying at the till; The guest opens the app;
Calls the hotline"""


WORDS = Path(guide.__file__).parent / "words" / "en.yaml"


def told(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split(";")]


@pytest.mark.parametrize("name", told(NAMES))
def test_names_of_touchpoints_are_left_alone(name: str) -> None:
    assert not judge(name, rule=Writing.NOUN).is_hint


@pytest.mark.parametrize("deed", told(DEEDS))
def test_touchpoints_that_say_what_is_done_get_a_hint(deed: str) -> None:
    assert judge(deed, rule=Writing.NOUN).is_hint


@pytest.mark.parametrize("deed", told(DEEDS))
def test_case_and_a_full_stop_do_not_matter(deed: str) -> None:
    assert judge(f"{deed.lower()}.", rule=Writing.NOUN).is_hint


@pytest.mark.parametrize("told_of", ["User clicks the button", "Ada joins the call", "Parents can book a slot"])
def test_actions_begin_with_the_verb_and_not_with_who_does_it(told_of: str) -> None:
    assert judge(told_of, rule=Writing.VERB).is_hint


@pytest.mark.parametrize("action", ["Books a room", "Extract the totals", "View the offers", "Quickly compare prices"])
def test_actions_that_begin_with_the_verb_are_not_flagged(action: str) -> None:
    assert not judge(action, rule=Writing.VERB).is_hint


def test_every_word_of_the_lists_is_read_as_text() -> None:
    """Bare “on”, “off” and “no” are truth values in YAML 1.1, and would be missing from a list unseen."""
    for name, words in yaml.safe_load(WORDS.read_text("utf-8")).items():
        told_of = [*words, *words.values()] if isinstance(words, dict) else words
        assert all(isinstance(word, str) for word in told_of), name


@pytest.mark.parametrize(
    ("deed", "meant"),
    [
        ("Visits the website", "Website"),
        ("Talks to the nurse", "Nurse"),
        ("Waits on hold", ""),
        ("Fills out a form", "Form"),
    ],
)
def test_a_suggestion_names_what_is_met_or_is_left_out(deed: str, meant: str) -> None:
    assert judge(deed, rule=Writing.NOUN).suggestion == meant
