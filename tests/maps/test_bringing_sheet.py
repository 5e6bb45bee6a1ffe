"""A map laid out as a table and read back: untouched it is itself; what people do to rows and columns is understood."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from maps_drawn import documents

from outsidein import maps
from outsidein.ground.speech import speaking
from outsidein.maps import Document
from outsidein.maps.bringing import laid as at
from outsidein.maps.bringing.laid import lay
from outsidein.maps.bringing.origin import MARK, packed, unpacked
from outsidein.maps.bringing.returned import returned
from outsidein.maps.bringing.sheet import Sheet, Span

Rows = list[list[str]]


def table(document: Document) -> tuple[Rows, tuple[Span, ...]]:
    """The map as the cells that a spreadsheet gives."""
    laid = lay(document)
    rows: Rows = [
        [at.MAP, at.TITLE, "hint", *(one.step or at.NO_STEP for one in laid.columns)],
        [at.STAGES, "", "", *(one.stage for one in laid.columns)],
        [at.TITLE, document.journey.title],
    ]
    spans = []
    for row in laid.rows:
        cells: list[str] = []
        widths = [count for _, count in laid.stages] if row.by_stage else [1] * len(laid.columns)
        for value, width in zip(row.cells, widths, strict=True):
            if width > 1:
                spans.append(Span(len(rows), 3 + len(cells), 1, width))
            text = "" if value is None else f"{value:.17g}" if isinstance(value, float) else value
            cells += [text, *[""] * (width - 1)]
        rows.append([row.id, row.title, row.hint, *cells])
    return rows, tuple(spans)


def back(rows: Rows, base: Document, spans: tuple[Span, ...] = ()) -> Document:
    document, _ = returned([Sheet("Map", tuple(tuple(row) for row in rows), spans)], base)
    assert document is not None
    maps.write(document)  # it is whole
    return document


@pytest.fixture
def airline() -> Document:
    return maps.begin_from("airline", "air", title="By air")


def row_of(rows: Rows, id: str) -> int:
    return next(n for n, row in enumerate(rows) if row[0] == id)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_an_untouched_table_is_the_map_itself(document: Document) -> None:
    rows, spans = table(document)
    assert back(rows, document, spans) == document


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_the_base_in_a_workbook_is_the_map_itself(document: Document) -> None:
    cells = tuple((cell,) for cell in (MARK, *packed(document)))
    assert unpacked([Sheet("outsidein", cells)]) == maps.read(maps.write(document))[0]


def test_every_template_comes_back_as_it_is() -> None:
    for name in maps.templates():
        document = maps.begin_from(name, "map", title="Map")
        if document.stages:
            rows, spans = table(document)
            assert back(rows, document, spans) == document, name


def test_a_reworded_line_stays_the_same_card(airline: Document) -> None:
    rows, spans = table(airline)
    actions = row_of(rows, "cards.step:actions")
    rows[actions][3] = "Compare departure times on Thursday"
    changes = maps.diff(airline, back(rows, airline, spans))
    assert [type(one) for one in changes] == [maps.Changed]
    assert changes[0].new == "Compare departure times on Thursday"  # type: ignore[union-attr]


def test_a_new_line_is_a_new_card_and_a_missing_one_is_gone(airline: Document) -> None:
    rows, spans = table(airline)
    actions = row_of(rows, "cards.step:actions")
    rows[actions][4] = "Decline eight extras\nAsk a friend"
    changed = back(rows, airline, spans)
    texts = [card.text for card in changed.cards("step:book", "actions")]
    assert texts == ["Decline eight extras", "Ask a friend"]


def test_a_line_cut_here_and_pasted_there_is_the_same_card_elsewhere(airline: Document) -> None:
    rows, spans = table(airline)
    pains = row_of(rows, "cards.step:pains")
    moved = next(card for card in airline.cards("step:search", "pains"))
    rows[pains][3], rows[pains][4] = "", rows[pains][4] + "\n" + rows[pains][3]
    found = back(rows, airline, spans).records[moved.id]
    assert isinstance(found, maps.Card)
    assert (found.parent, found.text) == ("step:book", moved.text)


def test_a_column_that_is_deleted_takes_its_step_along(airline: Document) -> None:
    rows, _ = table(airline)
    for row in rows:
        if len(row) > 4:
            del row[4]
    changed = back(rows, airline)
    assert "step:book" not in changed.records
    assert not [one for one in changed if getattr(one, "parent", "") == "step:book"]
    assert len(changed.steps) == len(airline.steps) - 1


def test_a_column_that_is_inserted_is_a_new_step_of_the_stage_it_stands_in(airline: Document) -> None:
    rows, spans = table(airline)
    for row in rows:
        row.insert(4, "")
    rows[row_of(rows, at.STEP)][4] = "Ask for leave"
    rows[row_of(rows, "cards.step:actions")][4] = "Write to the boss"
    wider = tuple(
        replace(one, width=one.width + 1) if one.column == 3 else replace(one, column=one.column + 1) for one in spans
    )
    changed = back(rows, airline, wider)
    step = next(one for one in changed.steps if one.name == "Ask for leave")
    assert [one.name for one in changed.children("stage:plan", maps.Step)] == [
        "Search flights",
        "Ask for leave",
        "Book",
    ]
    assert [card.text for card in changed.cards(step.id, "actions")] == ["Write to the boss"]


def test_columns_that_change_places_are_steps_that_do(airline: Document) -> None:
    rows, spans = table(airline)
    stages = {row_of(rows, at.STAGE), row_of(rows, at.GOAL)} | {n for n, row in enumerate(rows) if ".stage:" in row[0]}
    for n, row in enumerate(rows):
        if len(row) > 4 and n not in stages:
            row[3], row[4] = row[4], row[3]
    changed = back(rows, airline, spans)
    assert [one.id for one in changed.children("stage:plan", maps.Step)] == ["step:book", "step:search"]
    assert all(isinstance(one, maps.Moved) for one in maps.diff(airline, changed))


def test_a_row_that_is_moved_renamed_added_or_deleted_is_a_lane_that_is(airline: Document) -> None:
    rows, _ = table(airline)
    feelings = rows.pop(row_of(rows, "cards.step:feelings"))
    feelings[1] = "How it feels"
    rows.insert(row_of(rows, "cards.step:actions"), feelings)
    rows.append(["", "Notes", "", "Show the real price", *[""] * (len(airline.steps) - 1)])
    del rows[row_of(rows, "cards.step:thoughts")]
    changed = back(rows, airline)
    lanes = maps.lanes_of(changed)
    keys = [lane.key for lane in lanes]
    assert keys.index("feelings") < keys.index("actions")
    assert next(lane.title for lane in lanes if lane.key == "feelings") == "How it feels"
    assert "thoughts" not in keys
    notes = next(lane for lane in lanes if lane.title == "Notes")
    assert [card.text for card in changed.cards("step:search", notes.key)] == ["Show the real price"]


def test_a_word_where_a_level_should_stand_is_said_and_changes_nothing(airline: Document) -> None:
    rows, spans = table(airline)
    rows[row_of(rows, "values.step:emotion")][3] = "great"
    sheet = Sheet("Map", tuple(tuple(row) for row in rows), spans)
    document, notes = returned([sheet], airline)
    assert document == airline
    assert [one.code for one in notes] == ["maps/cell-not-a-number"]


def test_a_sheet_without_its_marks_is_refused(airline: Document) -> None:
    document, notes = returned([Sheet("Map", (("a", "b"),))], airline)
    assert document is None
    assert [one.code for one in notes] == ["maps/sheet-not-ours"]


def test_a_german_map_comes_back_as_it_is_to_somebody_who_is_spoken_to_in_english(airline: Document) -> None:
    german = airline.put(replace(airline.journey, language="de"))
    with speaking("de"):
        rows, spans = table(german)
    with speaking("en"):
        assert back(rows, german, spans) == german


def test_what_the_sheet_says_to_its_reader_is_no_step_of_an_empty_map() -> None:
    head = maps.begin("bare", title="Bare").journey
    empty = Document.of([head])
    rows, _ = table(empty)
    rows[2] = [at.TITLE, head.title, "", "Edit the cells, then bring the file back."]
    assert back(rows, empty) == empty
