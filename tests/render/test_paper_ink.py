"""How the texts of a scene are made fit for print."""

import dataclasses
import json

from hard_samples import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from outsidein.render.composition import compose
from outsidein.render.paper.account import accounted, cut, formulas
from outsidein.render.paper.ink import breakable, direction, dumps, ink, tongue
from outsidein.render.scene import Panel, Scene
from outsidein.render.words import Words


def scene_of(name: str) -> Scene:
    sample = SAMPLES[name]()
    return compose(sample.document, sample.reading, today=sample.today)


TRIP = scene_of("family-trip")


def test_a_word_that_hyphenation_parts_stays_whole() -> None:
    assert breakable("Donaudampfschifffahrtsgesellschaftskapitän", hyphenated=True) == (
        "Donaudampfschifffahrtsgesellschaftskapitän"
    )


def test_a_word_that_hyphenation_cannot_part_gets_places_to_break() -> None:
    for word in ("x" * 60, "a" * 60, "https://example.org/" + "q" * 40, "deadbeef" * 8, "ab" * 30):
        assert isinstance(breakable(word, hyphenated=True), list), word


def test_a_language_without_rules_gets_places_to_break() -> None:
    assert isinstance(breakable("pertanggungjawabannya", hyphenated=False), list)


def test_scripts_that_join_their_letters_are_never_cut() -> None:
    assert isinstance(breakable("ب" * 40, hyphenated=False), str)


@given(st.text(max_size=200), st.booleans())
@settings(max_examples=200, deadline=None)
def test_pieces_put_together_again_are_the_text(text: str, hyphenated: bool) -> None:
    made = breakable(text, hyphenated=hyphenated)
    assert (made if isinstance(made, str) else "".join(made)) == text


def test_a_line_break_is_a_piece_of_its_own() -> None:
    assert breakable("one\ntwo", hyphenated=True) == ["one", "\n", "two"]


def test_a_text_that_runs_the_other_way_says_so() -> None:
    tree = ink(scene_of("arabic"))
    assert tree["kicker"] == {"ltr": TRIP.kicker}
    assert isinstance(ink(TRIP)["kicker"], str)
    assert direction("−0.9 to +0.3") == direction("4.5–4.7") == "ltr"


def test_a_language_tag_is_made_harmless() -> None:
    assert tongue('x" #panic()') == ("en", "")
    assert tongue("de-AT") == ("de", "AT")


def test_the_same_scene_gives_the_same_text() -> None:
    assert dumps(ink(TRIP)) == dumps(ink(scene_of("family-trip")))
    assert json.loads(dumps(ink(TRIP)))["title"] == "Family trip by air"


def test_numbers_that_are_none_become_none() -> None:
    (label, number), *_ = TRIP.overall
    odd = dataclasses.replace(number, value=float("nan"), low=float("-inf"), high=float("inf"))
    tree = ink(dataclasses.replace(TRIP, overall=((label, odd),)))
    assert [tree["overall"][0][1][key] for key in ("value", "low", "high")] == [None, None, None]


def test_paper_says_how_every_kind_of_number_was_made() -> None:
    (panel,) = formulas(TRIP)
    said = {row[1] for row in panel.rows}
    assert {"mean of the levels", "share of answers 4 and 5", "share of 9–10 minus share of 0–6"} <= said
    assert any("How did this part of your trip feel?" in str(row[2]) for row in panel.rows)
    assert formulas(scene_of("no-evidence")) == ()


def test_numbers_of_one_kind_share_a_row_however_many_there_are() -> None:
    (panel,) = formulas(TRIP)
    names = [row[0] for row in panel.rows]
    assert len(names) == len(set(names)) < 12
    assert sum("How it feels" in str(name) for name in names) == 1


def test_a_long_table_is_cut_and_no_row_is_lost() -> None:
    rows = tuple((f"row {n}", "x" * 50) for n in range(100))
    panel = Panel("key", "A table", "It says.", rows=rows, notes=("A note.",))
    parts = list(cut(panel, Words()))
    assert len(parts) > 3
    assert tuple(row for part in parts for row in part.rows) == rows
    assert [part.says for part in parts] == ["It says."] + [""] * (len(parts) - 1)
    assert parts[-1].notes == ("A note.",)
    assert parts[1].title == "A table (continued)"


def test_a_short_table_stays_as_it_is() -> None:
    short = [panel for panel in TRIP.panels if panel.key != "methods"]
    assert all(panel in accounted(TRIP).panels for panel in short)


def test_paper_does_not_claim_that_a_number_on_it_opens() -> None:
    notes = [note for panel in accounted(TRIP).panels for note in panel.notes]
    assert len(notes) > 5
    assert not [note for note in notes if "opens" in note]
