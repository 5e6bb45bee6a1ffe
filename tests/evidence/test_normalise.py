"""Rows of every shape of file, read through their mapping: each one accounted for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from evidence_files import CSV, KEY, long, read, survey, writer
from hypothesis import given
from hypothesis import strategies as st

from outsidein.evidence import Asks, Comment, Field, Question, Reads, Segment, Source
from outsidein.evidence.identity import Pseudonyms
from outsidein.evidence.parquet import first_response
from outsidein.ground import EvidenceError, Severity


def test_a_wide_row_is_a_response_with_an_answer_for_each_filled_cell(tmp_path: Path) -> None:
    path = writer(tmp_path)("Gate,Board\n4,\n,\n,5\n0,9\n")
    source = survey("Gate", "Board")
    source = replace(source, questions=tuple(replace(q, not_applicable=("0",)) for q in source.questions))
    found = read(path, source)
    begin = first_response(1)
    assert found.rows("answers", "response", "question", "touchpoint", "value", "applicable") == [
        (begin, "gate", "gate", 4.0, True),
        (begin + 2, "gate", "gate", None, False),
        (begin + 1, "board", "board", 5.0, True),
    ]
    assert found.rows("responses", "response", "row", "source") == [
        (begin, 2, "survey"), (begin + 1, 4, "survey"), (begin + 2, 5, "survey"),
    ]  # fmt: skip
    counts = found.counts
    assert (counts.rows, counts.blank_rows, counts.responses) == (4, 1, 3)
    assert (counts.answers, counts.not_applicable, counts.blanks, counts.rejected_cells) == (3, 1, 2, 1)
    assert counts.rejects == (("not on the scale 1–5", 1),)


@given(st.lists(st.text(max_size=6), min_size=1, max_size=20, unique=True))
def test_every_id_survives_as_it_is_written(tmp_path_factory: pytest.TempPathFactory, ids: list[str]) -> None:
    from outsidein.evidence.sources.marks import BAD

    wanted = [text for text in ids if text.strip() and BAD not in text and "\0" not in text and "\r" not in text]
    wanted = list({text.strip(): None for text in wanted})
    quoted = "".join(f'"{text.replace(chr(34), chr(34) * 2)}",3\n' for text in wanted)
    path = writer(tmp_path_factory.mktemp("ids"))("id,Gate\n" + quoted)
    found = read(path, survey("Gate", response=Field(column="id"), customer=Field(column="id")))
    assert found.rows("responses", "said") == wanted
    of = Pseudonyms(KEY).of
    assert found.rows("responses", "customer") == [of(text) for text in wanted]


def test_ids_that_look_like_numbers_or_nothing_are_different_ids(tmp_path: Path) -> None:
    path = writer(tmp_path)("id,Gate\nNA,1\n007,2\n7,3\n1e5,4\n100000,5\nnull,1\nNaN,2\n,3\n")
    found = read(path, survey("Gate", response=Field(column="id"), customer=Field(column="id")))
    assert found.rows("responses", "said") == ["NA", "007", "7", "1e5", "100000", "null", "NaN", None]
    assert len(set(found.rows("responses", "customer"))) == 8
    assert found.rows("responses", "customer")[-1] is None


def test_a_response_id_that_occurs_again_is_rejected_with_the_row_that_counts(tmp_path: Path) -> None:
    path = writer(tmp_path)("id,Gate\na,1\nb,2\na,3\n,4\n,5\n")
    found = read(path, survey("Gate", response=Field(column="id")))
    assert found.rows("responses", "said") == ["a", "b", None, None]
    (reject,) = found.reading.rejects
    assert (reject.row, reject.value, reject.reason) == (4, "a", "a response id that occurs before")
    assert "Row 2" in reject.fix


def test_channels_segments_and_touchpoints_are_translated(tmp_path: Path) -> None:
    path = writer(tmp_path)("Ch,Age,Where,Stars,Say\nMAIL,<30,Gate B,4,so\nsms,60+,Gat B,5,la\n")
    source = Source(
        id="reviews",
        files=("x",),
        reads=Reads.COMMENTS,
        format=CSV,
        channel=Field(column="Ch", values=(("mail", "e-mail"),)),
        touchpoint=Field(column="Where", values=(("Gate B", "gate"),), strict=True),
        text=Field(column="Say"),
        segments=(Segment(name="age ‘group’", column="Age", values=(("<30", "young"),)),),
        questions=(Question(key="stars", asks=Asks.SATISFACTION, column="Stars"),),
    )
    found = read(path, source)
    assert found.rows("responses", "channel", "segment:age ‘group’") == [("e-mail", "young"), ("sms", "60+")]
    assert found.rows("answers", "touchpoint", "value") == [("gate", 4.0), (None, 5.0)]
    assert found.rows("comments", "touchpoint", "text") == [("gate", "so"), (None, "la")]
    (reject,) = found.reading.rejects
    assert (reject.column, reject.value) == ("Where", "Gat B")
    assert reject.fix == "Did you mean “Gate B”? Else add it to values."


def test_comments_of_one_response_are_told_apart(tmp_path: Path) -> None:
    path = writer(tmp_path)('a,b\n"=HYPERLINK(1)",\nx,none\n,\n" y\ny ",z\n')
    source = survey(comments=(Comment(column="a"), Comment(column="b", touchpoint="gate", blank=("NONE",))))
    found = read(path, source)
    begin = first_response(1)
    assert sorted(found.rows("comments", "comment", "response", "touchpoint", "text"), key=lambda row: row[0]) == [
        (begin * 64, begin, None, "=HYPERLINK(1)"),
        ((begin + 1) * 64, begin + 1, None, "x"),
        ((begin + 2) * 64, begin + 2, None, "y\ny"),
        ((begin + 2) * 64 + 1, begin + 2, "gate", "z"),
    ]


def test_a_time_that_cannot_be_read_leaves_its_row_undated(tmp_path: Path) -> None:
    path = writer(tmp_path)("at,Gate\n2026-01-02 10:00,3\n02.01.2026,4\n,5\n")
    found = read(path, survey("Gate", time=Field(column="at"), time_zone="Europe/Berlin"))
    assert found.rows("responses", "time") == [datetime(2026, 1, 2, 9, tzinfo=UTC), None, None]
    assert found.counts.undated == 2
    assert [r.value for r in found.reading.rejects] == ["02.01.2026"]
    assert "evidence/undated" in {d.code for d in found.reading.diagnostics}


def test_one_time_and_one_channel_can_stand_for_all_rows(tmp_path: Path) -> None:
    path = writer(tmp_path)("Gate\n3\n4\n")
    found = read(path, survey("Gate", time=Field(constant="2026-05-01"), channel=Field(constant="paper")))
    assert found.rows("responses", "time", "channel") == [(datetime(2026, 5, 1, tzinfo=UTC), "paper")] * 2


def test_rows_of_a_long_file_with_one_id_are_one_response(tmp_path: Path) -> None:
    path = writer(tmp_path)("id,q,v\na,sat,4\nb,sat,5\na,NPS,9\n,sat,1\n,sat,2\na,what,1\nb,nps,\n")
    found = read(path, long())
    begin = first_response(1)
    assert found.rows("responses", "response", "row", "said") == [
        (begin, 2, "a"), (begin + 1, 3, "b"), (begin + 2, 5, None), (begin + 3, 6, None),
    ]  # fmt: skip
    assert sorted(found.rows("answers", "response", "question", "value", "high")) == [
        (begin, "nps", 9.0, 10.0), (begin, "sat", 4.0, 5.0), (begin + 1, "sat", 5.0, 5.0), (begin + 2, "sat", 1.0, 5.0),
        (begin + 3, "sat", 2.0, 5.0),
    ]  # fmt: skip
    assert [(r.row, r.value, r.reason) for r in found.reading.rejects] == [
        (7, "what", "a question that the mapping does not know")
    ]
    assert found.counts.blanks == 1


def test_an_answer_given_twice_in_one_response_counts_once(tmp_path: Path) -> None:
    path = writer(tmp_path)("id,q,v,tp\na,sat,4,x\na,sat,5,x\na,sat,3,y\nb,sat,1,x\n,sat,2,x\n,sat,2,x\na,sat,,x\n")
    found = read(path, long(touchpoint=Field(column="tp")))
    assert sorted(found.rows("answers", "value")) == [1.0, 2.0, 2.0, 3.0, 4.0]
    assert [(r.row, r.value) for r in found.reading.rejects] == [(3, "5")]


def test_a_response_spread_over_batches_stays_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from outsidein.evidence.sources import delimited

    monkeypatch.setattr(delimited, "BLOCK", 512)
    rows = [f"r{n % 50},{'sat' if n < 50 else 'nps'},{n % 5 + 1}" for n in range(100)] + ["r7,sat,1"]
    found = read(writer(tmp_path)("id,q,v\n" + "\n".join(rows) + "\n"), long())
    assert found.counts.responses == 50
    assert found.counts.answers == 100
    assert [r.row for r in found.reading.rejects] == [102]


def test_a_long_file_of_one_question_needs_no_column_for_it(tmp_path: Path) -> None:
    path = writer(tmp_path)("v\n4\n5\n")
    source = long(response=None, question=None, questions=(Question(key="sat", asks=Asks.SATISFACTION),))
    assert read(path, source).rows("answers", "question", "value") == [("sat", 4.0), ("sat", 5.0)]


def test_questions_can_be_told_by_their_wording_or_a_translation(tmp_path: Path) -> None:
    path = writer(tmp_path)("id,q,v\na,How was it?,4\na,Weiter?,9\n")
    source = long(question=Field(column="q", values=(("Weiter?", "nps"),)))
    source = replace(source, questions=(replace(source.questions[0], wording="How was it?"), source.questions[1]))
    assert sorted(read(path, source).rows("answers", "question", "value")) == [("nps", 9.0), ("sat", 4.0)]


def test_more_than_64_comments_in_one_response_are_rejected_not_mixed_up(tmp_path: Path) -> None:
    rows = "".join(f"a,sat,4,c{n},t{n}\n" for n in range(70))
    path = writer(tmp_path)("id,q,v,c,t\n" + rows)
    found = read(path, long(comments=(Comment(column="c"),), touchpoint=Field(column="t")))
    assert len(set(found.rows("comments", "comment"))) == found.counts.comments == 64
    assert found.counts.rejected_cells == 6


def test_rows_that_disagree_about_their_response_are_said(tmp_path: Path) -> None:
    path = writer(tmp_path)("id,q,v,who\na,sat,4,x\na,nps,5,y\na,nps,5,\n")
    found = read(path, long(customer=Field(column="who")))
    assert found.rows("responses", "customer") == [Pseudonyms(KEY).of("x")]
    (said,) = [d for d in found.reading.diagnostics if d.code == "evidence/response-disagrees"]
    assert said.says.startswith("1 row")


def test_events_keep_their_order_and_need_a_name(tmp_path: Path) -> None:
    path = writer(tmp_path)(
        "who,what,at,id\nx,open,2026-01-01,1\nx,,2026-01-01,2\nx,buy,2026-01-01,3\nx,buy,2026-01-01,1\n"
    )
    source = Source(
        id="app",
        files=("x",),
        reads=Reads.EVENTS,
        format=CSV,
        customer=Field(column="who"),
        event=Field(column="what"),
        time=Field(column="at"),
        response=Field(column="id"),
        touchpoint=Field(constant="app"),
    )
    found = read(path, source)
    assert found.rows("events", "event", "touchpoint") == [("open", "app"), ("buy", "app")]
    assert found.rows("responses", "row") == [2, 4]
    assert [r.row for r in found.reading.rejects] == [3, 5]
    assert found.counts.events == 2


def test_a_list_of_customers_has_each_of_them_once(tmp_path: Path) -> None:
    path = writer(tmp_path)("id,asked,Class\na,yes,x\nb,0,\na,no,y\n,yes,z\nc,maybe,z\nd,,z\n")
    source = Source(
        id="crm",
        files=("x",),
        reads=Reads.CUSTOMERS,
        format=CSV,
        customer=Field(column="id"),
        invited=Field(column="asked"),
        segments=(Segment(name="class", column="Class"),),
    )
    found = read(path, source)
    of = Pseudonyms(KEY).of
    assert found.rows("customers", "customer", "invited", "row", "segment:class") == [
        (of("a"), True, 2, "x"), (of("b"), False, 3, None), (of("c"), None, 6, "z"), (of("d"), None, 7, "z"),
    ]  # fmt: skip
    assert [(r.row, r.value) for r in found.reading.rejects] == [(4, "a"), (5, ""), (6, "maybe")]


def test_a_column_that_is_not_there_is_said_with_the_nearest_one(tmp_path: Path) -> None:
    path = writer(tmp_path)("Gate,Boarding,who\n1,2,3\n")
    with pytest.raises(EvidenceError) as caught:
        read(path, survey("Gate", "Bording"))
    assert caught.value.diagnostics[0].fix == "Did you mean “Boarding”?"
    with pytest.raises(EvidenceError) as caught:
        read(path, survey("Gate", customer=Field(column="Customer ID")))
    assert caught.value.diagnostics[0].code == "evidence/no-such-column"


def test_a_question_that_one_wave_does_not_have_is_left_out_and_said(tmp_path: Path) -> None:
    found = read(writer(tmp_path)("Gate\n1\n"), survey("Gate", "Something else"))
    assert found.rows("answers", "question") == ["gate"]
    (said,) = [d for d in found.reading.diagnostics if d.code == "evidence/no-such-column"]
    assert said.severity is Severity.WARNING
    with pytest.raises(EvidenceError):
        read(writer(tmp_path)("Other\n1\n"), survey("Gate", "Board"))


def test_columns_that_nobody_maps_are_mentioned_unless_ignored(tmp_path: Path) -> None:
    path = writer(tmp_path)("Gate,IP,Browser\n1,2,3\n")
    (said,) = read(path, survey("Gate", ignore=("IP",))).reading.diagnostics
    assert said.code == "evidence/unmapped-columns"
    assert "“Browser”" in said.says
    assert "IP" not in said.says


def test_the_first_rows_are_shown_as_they_were_read(tmp_path: Path) -> None:
    found = read(writer(tmp_path)("Gate,Say\n4,fine\n5,\n"), survey("Gate", comments=(Comment(column="Say"),)))
    first = found.reading.first[0]
    assert (first.row, first.answers, first.comments) == (2, (("gate", "gate", "4"),), (("", "fine"),))


CELLS = st.sampled_from(["", "1", "5", "0", "6", "x", "NaN", "4,5", " 3 ", "=1", "\u00a0"])


@given(st.lists(st.tuples(st.sampled_from(["", "a", "b", "c", "d"]), CELLS, CELLS, st.booleans()), max_size=25))
def test_every_row_is_a_response_a_reject_or_blank_and_every_cell_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str, bool]]
) -> None:
    lines = [",".join(f'"{cell}"' for cell in (row[:3] if row[3] else row[:2])) for row in rows]
    path = writer(tmp_path_factory.mktemp("rows"))("id,Gate,Board\n" + "".join(f"{line}\n" for line in lines))
    source = survey("Gate", "Board", response=Field(column="id"))
    source = replace(source, questions=tuple(replace(q, not_applicable=("0",)) for q in source.questions))
    found = read(path, source)
    counts = found.counts
    assert counts.rows == len(rows) == counts.responses + counts.rejected_rows + counts.blank_rows
    assert 2 * counts.responses == counts.answers + counts.blanks + counts.rejected_cells
    assert sum(count for _, count in counts.rejects) == counts.rejected_rows + counts.rejected_cells
    assert len(found.rows("answers")) == counts.answers
    assert len(found.rows("responses")) == counts.responses
