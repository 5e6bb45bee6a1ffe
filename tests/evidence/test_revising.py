"""Revising a mapping: what is decided is in it, what is not stays, and it can always be written and read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evidence_files import survey
from hypothesis import given
from hypothesis import strategies as st

from outsidein.evidence import Asks, Comment, Field, Reads, Segment, Source, parse_mapping, write_mapping
from outsidein.evidence.guess import Known, Role, Seen
from outsidein.evidence.revising import Choice, dated, revise, told
from outsidein.ground import EvidenceError

COLUMNS = ("Who", "Gate", "Crew", "Class", "Why", "When")
SEEN = tuple(Seen(column=name, values=(("1", 3), ("0", 2), ("5", 9))) for name in COLUMNS)
DRAFT = survey(
    "Gate",
    "Crew",
    customer=Field(column="Who"),
    segments=(Segment(name="Class", column="Class"),),
    comments=(Comment(column="Why"),),
    time=Field(column="When"),
    time_format="%d.%m.%Y",
)


def test_a_column_that_is_left_out_is_known_and_ignored() -> None:
    found = revise(DRAFT, Choice(columns=("Crew",), role=Role.IGNORE), seen=SEEN)
    assert told(found, "Crew") is Role.IGNORE
    assert found.ignore == ("Crew",)


def test_a_rating_that_comes_back_reads_as_it_did() -> None:
    gone = revise(DRAFT, Choice(columns=("Gate",), role=Role.IGNORE), seen=SEEN)
    back = revise(gone, Choice(columns=("Gate",), role=Role.RATING), seen=SEEN, before=DRAFT)
    assert back.questions == DRAFT.questions
    assert back.ignore == ()


def test_a_role_that_one_column_has_passes_to_another() -> None:
    found = revise(DRAFT, Choice(columns=("Class",), role=Role.CUSTOMER), seen=SEEN)
    assert (told(found, "Class"), told(found, "Who")) == (Role.CUSTOMER, Role.IGNORE)


def test_zero_becomes_a_rating_on_a_wider_scale_or_no_answer_at_all() -> None:
    off = replace(DRAFT, questions=tuple(replace(q, not_applicable=("0",)) for q in DRAFT.questions))
    wide = revise(off, Choice(columns=("Gate", "Crew"), values=(("0", ""),)), seen=SEEN)
    assert [(q.scale, q.not_applicable) for q in wide.questions] == [((0, 5), ()), ((0, 5), ())]
    blank = revise(off, Choice(columns=("Gate",), values=(("0", "blank"),)), seen=SEEN)
    assert [(q.blank, q.not_applicable) for q in blank.questions] == [(("0",), ()), ((), ("0",))]


def test_a_new_rating_takes_the_usual_scale_that_holds_it() -> None:
    found = revise(DRAFT, Choice(columns=("Class",), role=Role.RATING), seen=SEEN)
    assert [q.scale for q in found.questions if q.column == "Class"] == [(0, 5)]


def test_yes_is_what_the_person_says() -> None:
    said = Choice(columns=("Class",), role=Role.RATING, asks=Asks.OUTCOME, values=(("Happy", "1"), ("Sad", "0")))
    question = next(q for q in revise(DRAFT, said, seen=SEEN).questions if q.column == "Class")
    assert (question.scale, question.recode) == ((0, 1), (("Sad", 0), ("Happy", 1)))


def test_one_day_for_all_takes_the_place_of_a_column_of_times() -> None:
    found = dated(DRAFT, "2026-11-01")
    assert found.time == Field(constant="2026-11-01")
    assert told(found, "When") is Role.IGNORE
    assert dated(found, "").time is None


def test_in_a_long_file_a_question_is_revised_by_its_key() -> None:
    from evidence_files import long

    found = revise(long(), Choice(question="sat", touchpoint="desk", scale=(1, 7)))
    assert next((q.touchpoint, q.scale) for q in found.questions) == ("desk", (1, 7))


@pytest.mark.parametrize(
    "choice",
    [
        Choice(columns=("None",), role=Role.IGNORE),
        Choice(question="none"),
        Choice(columns=("Gate",), values=(("x", "many"),)),
    ],
)
def test_what_makes_no_sense_is_refused(choice: Choice) -> None:
    with pytest.raises(EvidenceError) as caught:
        revise(DRAFT, choice, seen=SEEN)
    assert caught.value.diagnostics[0].code == "evidence/cannot-revise"


@pytest.mark.parametrize("said", ["nan", "inf", "1e999", "soon"])
def test_what_is_no_number_is_no_value(said: str) -> None:
    with pytest.raises(EvidenceError, match="no value"):
        revise(DRAFT, Choice(columns=("Gate",), values=(("0", said),)), seen=SEEN)


def test_two_columns_cannot_be_one_segment() -> None:
    with pytest.raises(EvidenceError, match="segment “Class” already"):
        revise(DRAFT, Choice(columns=("When",), role=Role.SEGMENT, name="Class"), seen=SEEN)
    renamed = revise(DRAFT, Choice(columns=("Class",), role=Role.SEGMENT, name="Cabin"), seen=SEEN)
    assert [one.name for one in renamed.segments] == ["Cabin"]


CHOICES = st.builds(
    Choice,
    columns=st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=3, unique=True).map(tuple),
    role=st.none() | st.sampled_from([Role.IGNORE, Role.CUSTOMER, Role.RATING, Role.COMMENT, Role.SEGMENT, Role.TIME]),
    touchpoint=st.none() | st.sampled_from(["", "gate", "desk"]),
    asks=st.none() | st.sampled_from([Asks.SATISFACTION, Asks.NPS, Asks.OUTCOME]),
    values=st.lists(st.sampled_from([("0", ""), ("0", "blank"), ("0", "not applicable"), ("yes", "1")])).map(tuple),
)


@given(st.lists(CHOICES, max_size=8))
def test_whatever_is_chosen_every_column_is_one_thing_and_the_mapping_can_be_written(choices: list[Choice]) -> None:
    source = DRAFT
    for choice in choices:
        source = revise(source, choice, seen=SEEN, before=DRAFT)
    named = [q.column for q in source.questions] + [c.column for c in source.comments] + list(source.ignore)
    named += [s.column for s in source.segments] + [f.column for f in (source.customer, source.time) if f]
    assert sorted(named) == sorted(COLUMNS)
    again, wrong = parse_mapping(write_mapping(source))
    sensible = bool(source.questions or source.comments)
    assert (again == source) if sensible else wrong


def test_a_column_that_becomes_an_answer_makes_a_row_of_a_customer_list_a_response() -> None:
    people = Source(
        id="p", files=("p.csv",), reads=Reads.CUSTOMERS, customer=Field(column="Who"), invited=Field(column="Class")
    )
    known = Known(touchpoints=(("gate", "Gate"),))
    found = revise(people, Choice(columns=("Gate",), role=Role.RATING), seen=SEEN, known=known)
    assert (found.reads, found.questions[0].touchpoint) == (Reads.RESPONSES, "gate")
    assert (told(found, "Who"), told(found, "Class")) == (Role.CUSTOMER, Role.IGNORE)


@pytest.mark.parametrize("reads", list(Reads))
def test_whatever_a_row_becomes_no_column_is_lost(reads: Reads) -> None:
    from outsidein.evidence.revising import columns_of, reread

    found = reread(DRAFT, reads)
    assert columns_of(found) | set(found.ignore) == set(COLUMNS)


def test_other_kinds_of_files_keep_their_reading() -> None:
    events = Source(id="e", files=("e.csv",), reads=Reads.EVENTS, event=Field(column="what"))
    found = revise(events, Choice(columns=("who",), role=Role.CUSTOMER))
    assert (found.reads, told(found, "who"), told(found, "what")) == (Reads.EVENTS, Role.CUSTOMER, Role.EVENT)
