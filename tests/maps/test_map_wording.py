"""Cards that need explanation are found, and ordinary ones are left alone."""

from __future__ import annotations

import pytest

from outsidein.ground import Severity
from outsidein.maps import Document, explain, places, read
from outsidein.maps.wording import abbreviations, heaviness

HEAVY = (
    "In the event that the aforementioned documentation has not been submitted prior to the commencement of the "
    "boarding procedure, passengers may experience considerable inconvenience."
)
LIGHT = (
    "I wait in the queue for an hour. Nobody tells me what is going on or when the plane will leave, "
    "so I call my wife and ask her to look."
)


def _text(*cards: str, language: str = "en", explained: str = "{}") -> str:
    lines = "".join(f"          - {card!r}\n" if "'" not in card else f'          - "{card}"\n' for card in cards)
    return (
        f"outsidein: 1\nmap: trip\nkind: customer-journey\ntitle: Trip\nlanguage: {language}\n"
        f"abbreviations: {explained}\nstages:\n  - id: go\n    name: Go\n    steps:\n      - id: pay\n"
        f"        name: Pay\n        actions:\n{lines}"
    )


def _document(*cards: str, language: str = "en", explained: str = "{}") -> Document:
    document, found = read(_text(*cards, language=language, explained=explained))
    assert found == ()
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Waiting for the CRM to show my SLA", ("CRM", "SLA")),
        ("Two SLAs and the T&C", ("SLA", "T&C")),
        ("KYC", ("KYC",)),
        ("CRM-System öffnen", ("CRM",)),
        ("Код из СМС", ("СМС",)),
        ("Net Promoter Score (NPS) asked twice, NPS again", ("NPS",)),
        ("DO NOT WAIT", ()),
        ("Part II and IV", ()),
        ("Gate B12, seat 14C, flight LH123, size A4", ()),
        ("Write to help@AIR.COM or www.AIR.com/FAQ", ()),
        ("iPhone, McDonald, eSIM, Wi-Fi", ()),
        ("I am late. A U.S. visa, e.g. this", ()),
        ("INTERNATIONALISATION is long", ()),
        ("#YOLO @ABC", ()),
        ("", ()),
    ],
)
def test_short_forms_are_told_from_words_codes_and_addresses(text: str, found: tuple[str, ...]) -> None:
    assert abbreviations(text) == found


def test_a_card_with_an_undefined_short_form_is_listed_once_with_all_of_them() -> None:
    (found,) = explain(_document("Waiting for the CRM to show my SLA, then the CRM again", "Pay"))
    assert found.code == "maps/undefined-abbreviation"
    assert found.severity is Severity.HINT
    assert "“CRM”, “SLA”" in found.says
    assert found.where.record is not None
    assert found.where.record.startswith("card:")


@pytest.mark.parametrize(
    ("cards", "explained"),
    [
        (["Waiting for the CRM"], "{CRM: customer records}"),
        (["Waiting for the CRMs"], "{CRM: customer records}"),
        (["Ask for the Net Promoter Score (NPS)", "Dread the NPS"], "{}"),
        (["Dread the NPS (Net Promoter Score)", "See the NPS"], "{}"),
        (["Show my ID on the TV at 9 AM, OK"], "{}"),
        (["I did NOT get it, EVERY time"], "{}"),
        (["Open the APP", "Close the app"], "{}"),
    ],
)
def test_what_is_explained_everyday_or_a_plain_word_is_left_alone(cards: list[str], explained: str) -> None:
    assert explain(_document(*cards, explained=explained)) == ()


def test_words_in_brackets_are_no_explanation_when_they_spell_something_else() -> None:
    (found,) = explain(_document("Call the hotline (CRM)"))
    assert "“CRM”" in found.says


def test_everyday_short_forms_are_those_of_the_language() -> None:
    assert explain(_document("Mit dem LKW zum TÜV", language="de")) == ()
    assert len(explain(_document("Take the LKW to the TÜV"))) == 1


def test_a_heavy_card_is_listed_with_its_measure() -> None:
    (found,) = explain(_document(HEAVY))
    assert found.code == "maps/heavy-reading"
    assert "LIX 66" in found.says
    assert "10 of 24 words" in found.says


def test_plain_words_are_left_alone() -> None:
    assert explain(_document(LIGHT)) == ()


def test_lix_is_words_a_sentence_plus_percent_of_long_words() -> None:
    # 20 words in 2 sentences, 5 of them longer than six letters: 20 / 2 + 100 · 5 / 20 = 35.
    text = (
        "one two three four another waiting customer six ten no. " + "one two three four another waiting be he we us."
    )
    found = heaviness(text, language="en")
    assert found is not None
    assert (found.measure, found.value, found.heavy) == ("LIX", 35.0, False)


def test_gulpease_is_that_of_its_authors() -> None:
    # 20 words, 1 sentence, 100 letters: 89 + (300 · 1 − 10 · 100) / 20 = 54.
    found = heaviness(" ".join(["cinqu"] * 20), language="it")
    assert found is not None
    assert (found.measure, found.value, found.heavy) == ("Gulpease", 54.0, False)
    heavy = heaviness(" ".join(["amministrazione"] * 20), language="it")
    assert heavy is not None
    assert heavy.heavy


@pytest.mark.parametrize(("text", "language"), [("Extraordinary inconvenience everywhere", "en"), (HEAVY, "ja"),
                                                (HEAVY, "fr"), ("搭乗手続き" * 50, "en"), ("", "en")])  # fmt: skip
def test_nothing_is_said_of_short_texts_and_unknown_languages(text: str, language: str) -> None:
    assert heaviness(text, language=language) is None


def test_regional_languages_are_measured_as_their_language() -> None:
    assert heaviness(HEAVY, language="en-GB") == heaviness(HEAVY, language="EN")


def test_hints_point_at_file_and_line() -> None:
    text = _text("Pay", "Ask the CRM")
    document, _ = read(text)
    assert document is not None
    (found,) = explain(document, places=places(text, file="trip.map.yaml"))
    assert (found.where.file, found.where.line) == ("trip.map.yaml", 15)
