"""Maps read from tables, diagrams and XML of other programs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outsidein import maps
from outsidein.maps.bringing.cjml import read_cjml
from outsidein.maps.bringing.data import read_json
from outsidein.maps.bringing.grid import guess, read_grid, turn
from outsidein.maps.bringing.mermaid import begins_mermaid, read_mermaid
from outsidein.maps.bringing.notes import Notes
from outsidein.maps.bringing.sheet import Sheet, Span

GRID = (
    ("Phase", "Discover", "", "Buy"),
    ("Step", "Search", "Compare", "Pay"),
    ("Actions", "Googles it", "- Reads tests\n- Asks friends", ""),
    ("Schmerzpunkte", "", "Zu viele Felder", "Karte abgelehnt"),
    ("Emotion", "6", "4,5", "3 – annoyed"),
    ("Channels", "Web", "Web, App", "App"),
    ("Budget", "1", "", "3"),
)


def grid(rows: tuple[tuple[str, ...], ...], spans: tuple[Span, ...] = ()) -> maps.Document:
    notes = Notes()
    sheet = Sheet("t", rows, spans)
    document = read_grid(sheet, guess(sheet), title="Trip", notes=notes)
    assert not notes.failed, notes.all
    assert maps.read(maps.write(document))[0] == maps.respaced(document)
    return document


@pytest.mark.parametrize("turned", [False, True])
def test_a_table_is_read_whichever_way_it_lies(turned: bool) -> None:
    rows = turn(Sheet("t", GRID)).rows if turned else GRID
    trip = grid(rows)
    assert [stage.name for stage in trip.stages] == ["Discover", "Buy"]
    assert [step.name for step in trip.steps] == ["Search", "Compare", "Pay"]
    assert [card.text for card in trip.cards("step:compare", "actions")] == ["Reads tests", "Asks friends"]
    assert [card.text for card in trip.cards("step:pay", "pains")] == ["Karte abgelehnt"]
    assert [(c.value, c.text) for s in trip.steps for c in trip.cards(s.id, "emotion")] == [
        (6.0, ""), (4.5, ""), (3.0, "annoyed"),
    ]  # fmt: skip
    assert [touchpoint.name for touchpoint in trip.touchpoints] == ["Web", "App"]
    assert [lane.name for lane in trip.lanes] == ["Budget"]


def test_merged_heads_are_stages() -> None:
    rows = (("", "Discover", "", "Buy"), ("", "Search", "Compare", "Pay"), ("Pain points", "a", "b", "c"))
    trip = grid(rows, (Span(0, 1, 1, 2),))
    assert [[s.name for s in trip.children(stage.id, maps.Step)] for stage in trip.stages] == [
        ["Search", "Compare"], ["Pay"],
    ]  # fmt: skip


def test_a_diagram_of_mermaid_is_read() -> None:
    notes = Notes()
    text = """%% a comment
journey
    title My day: a test
    %% another
    section Go to work
      Make tea: 5: Me
      Do work: 1: Me, Cat # said by the cat
    section Go home
      Sit down: 3.5
"""
    day = read_mermaid(text, title="file", notes=notes)
    assert day is not None
    assert day.journey.title == "My day: a test"
    assert [[s.name for s in day.children(one.id, maps.Step)] for one in day.stages] == [
        ["Make tea", "Do work"],
        ["Sit down"],
    ]
    assert [card.value for step in day.steps for card in day.cards(step.id, "emotion")] == [10.0, 1.0, 6.6]
    assert [one.name for one in day.personas] == ["Me", "Cat"]


def test_a_line_without_a_score_is_said_with_its_place() -> None:
    notes = Notes()
    read_mermaid("journey\n  section A\n    Tea: 5: Me\n    Nothing here\n", title="t", notes=notes)
    assert [(one.code, one.where.line) for one in notes.all][:1] == [("maps/not-a-task", 4)]


CJML = b"""<CJML version="2.0" xmlns="urn:any"><actualJourney><journeyID>Loan</journeyID>
<journeyPhases><journeyPhase phaseID="p1"><phaseName>Apply</phaseName></journeyPhase></journeyPhases>
<actors><endUser actorID="Ann"></endUser>
<serviceProvider actorID="Bank"><companyName>The Bank</companyName></serviceProvider></actors>
<touchpoints><actualCommunicationPoint><touchpointID>T1</touchpointID><belongsTo phaseIDref="p1"/>
<initiator><refersTo actorIDref="Ann"/><initiatorLabel>Send the form</initiatorLabel></initiator>
<receiver><refersTo actorIDref="Nobody"/><receiverLabel>Receive the form</receiverLabel></receiver>
<channel><channelName>E-mail</channelName></channel>
<touchpointExperience><experienceDescription>Fine</experienceDescription>
<experienceRating>7</experienceRating></touchpointExperience>
</actualCommunicationPoint><actualAction><touchpointID>T2</touchpointID><initiator><refersTo actorIDref="Bank"/>
<initiatorLabel>Check the form</initiatorLabel></initiator></actualAction></touchpoints></actualJourney></CJML>"""


def test_a_journey_of_cjml_is_read_whatever_its_namespace() -> None:
    for data in (CJML, CJML.replace(b' xmlns="urn:any"', b"")):
        notes = Notes()
        loan = read_cjml(data, title="t", notes=notes)
        assert loan is not None
        assert [stage.name for stage in loan.stages] == ["Apply"]
        assert [step.name for step in loan.steps] == ["Send the form", "Check the form"]
        assert [one.name for one in loan.touchpoints] == ["E-mail"]
        assert [card.value for card in loan.cards(loan.steps[0].id, "emotion")] == [7.0]
        assert [one.name for one in loan.personas] == ["Ann"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "b">]><CJML>&a;</CJML>', "maps/xml-unsafe"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><CJML/>', "maps/xml-unsafe"),
        (b"<CJML><a></CJML>", "maps/xml-broken"),
        (b"<html></html>", "maps/no-cjml-journey"),
        (b"<a>" * 5_000 + b"</a>" * 5_000, "maps/xml-unsafe"),
    ],
)
def test_xml_that_attacks_or_is_no_journey_is_refused_by_name(data: bytes, code: str) -> None:
    notes = Notes()
    assert read_cjml(data, title="t", notes=notes) is None
    assert [one.code for one in notes.all] == [code]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", "journey\n", "journey\n section A\n"]))
def test_no_text_breaks_the_reader_of_mermaid(text: str, head: str) -> None:
    notes = Notes()
    begins_mermaid(head + text)
    document = read_mermaid(head + text, title="t", notes=notes)
    assert document is None or maps.write(document)


cells = st.one_of(
    st.sampled_from(["", "Step", "Stage", "Pain points", "Emotion", "Touchpoints", "7", "=1+1", "a\nb"]),
    st.text(max_size=8),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(cells, max_size=6), max_size=6))
def test_no_table_breaks_its_reader(rows: list[list[str]]) -> None:
    sheet = Sheet("t", tuple(tuple(row) for row in rows))
    notes = Notes()
    document = read_grid(sheet, guess(sheet), title="t", notes=notes)
    assert notes.failed or maps.write(document)


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"map": 3}', "[" * 50_000, '{"outsidein": 1e999}'])
def test_json_that_is_no_map_is_refused(text: str) -> None:
    document, found = read_json(text)
    assert document is None
    assert found
