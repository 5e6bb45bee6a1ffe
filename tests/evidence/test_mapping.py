"""Mappings as YAML: read, written, and wrong in every way people write them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsidein.evidence import (
    Asks,
    Comment,
    Field,
    Format,
    Question,
    Reads,
    Segment,
    Source,
    parse_mapping,
    read_mapping,
    write_mapping,
)
from outsidein.evidence.rules import check
from outsidein.ground import EvidenceError

WIDE = "{WIDE}"
WIDE = "source: s\nfiles: f\nreads: responses\n"
WHOLE = """
source: desk
title: At the desk
kind: interviews
files: [a.csv, "2026-*.csv"]
reads: responses
format: {type: csv, delimiter: tab, decimal: ",", header: 2, skip: 1, join_header: yes, encoding: cp1252}
time_zone: Europe/Berlin
time_format: "%d.%m.%Y"
fields:
  customer: ID
  response: Nr
  time: When
  channel: {is: phone}
  touchpoint: {column: Where, values: {Gate B: gate, 007: bond}, strict: true}
segments:
  class: Class
  age: {column: Age, values: {<30: young}}
defaults:
  asks: satisfaction
  not_applicable: [0, no]
  recode: {yes: 5}
answers:
  - {column: Waiting, touchpoint: queue}
  - column: "How likely: 0–10?"
    key: nps
    asks: nps
    recode: {}
    wording: Would you recommend us?
  - {column: Minutes, asks: number, shift: -1, reversed: false, blank: "-"}
comments: [Why, {column: Else, touchpoint: gate, blank: [none]}]
ignore: IP
"""


def test_a_whole_mapping_says_what_it_says() -> None:
    source, wrong = parse_mapping(WHOLE)
    assert wrong == ()
    assert source == Source(
        id="desk",
        title="At the desk",
        kind="interviews",
        files=("a.csv", "2026-*.csv"),
        reads=Reads.RESPONSES,
        format=Format(type="csv", delimiter="\t", decimal=",", header=2, skip=1, join_header=True, encoding="cp1252"),
        time_zone="Europe/Berlin",
        time_format="%d.%m.%Y",
        customer=Field(column="ID"),
        response=Field(column="Nr"),
        time=Field(column="When"),
        channel=Field(constant="phone"),
        touchpoint=Field(column="Where", values=(("Gate B", "gate"), ("007", "bond")), strict=True),
        segments=(Segment(name="class", column="Class"), Segment(name="age", column="Age", values=(("<30", "young"),))),
        questions=(
            Question(
                key="waiting",
                asks=Asks.SATISFACTION,
                column="Waiting",
                touchpoint="queue",
                not_applicable=("0", "no"),
                recode=(("yes", 5.0),),
            ),
            Question(
                key="nps",
                asks=Asks.NPS,
                column="How likely: 0–10?",
                scale=(0, 10),
                not_applicable=("0", "no"),
                wording="Would you recommend us?",
            ),
            Question(
                key="minutes",
                asks=Asks.NUMBER,
                column="Minutes",
                shift=-1,
                not_applicable=("0", "no"),
                recode=(("yes", 5.0),),
                blank=("-",),
            ),
        ),
        comments=(Comment(column="Why"), Comment(column="Else", touchpoint="gate", blank=("none",))),
        ignore=("IP",),
    )


@pytest.mark.parametrize(
    ("text", "code", "line", "fix"),
    [
        ("", "mapping-unreadable", 1, "guess"),
        ("source: a: b", "mapping-unreadable", 1, "quotes"),
        ("source: [a\n", "mapping-unreadable", 2, ""),
        ("a: &x [1]\nb: *x", "mapping-unreadable", 1, "out"),
        ("a: !!python/object/apply:os.system [x]", "mapping-unreadable", 1, "away"),
        ("[" * 200, "mapping-unreadable", 1, "brackets"),
        ("a: b\n---\nc: d", "mapping-unreadable", 2, "own"),
        ("a: 1\na: 2", "mapping-unreadable", 2, "one"),
        ("? [a]\n: b", "mapping-unreadable", 1, "quotes"),
        ("a: \x07", "mapping-unreadable", None, "UTF-8"),
        ("just words", "mapping-wrong-shape", 1, "name: value"),
        ("source: s\nfiles: f\nreeds: answers", "mapping-unknown-name", 3, "reads"),
        ("source: s\nfiles: f\nreads: anwsers", "mapping-unknown-word", 3, "answers"),
        ("source: s\nfiles: f", "mapping-incomplete", 1, "reads"),
        ("source: s\nfiles: f\nreads: answers\nanswers: []", "mapping-unknown-name", 4, "questions"),
        (WIDE + "format: {decimal: ;}\ncomments: [a]", "mapping-format", 4, "“.”"),
        (WIDE + "format: {header: x}\ncomments: [a]", "mapping-not-a-number", 4, "5"),
        (WIDE + "time_zone: Mars\ncomments: [a]", "mapping-time-zone", 4, "Berlin"),
        (WIDE + "time_format: dd.mm.yy\ncomments: [a]", "mapping-time-format", 4, "%d"),
        (WIDE + "fields: {time: {}}\ncomments: [a]", "mapping-incomplete", 4, "is:"),
        (WIDE + "fields: {customer: {is: x}}\ncomments: [a]", "mapping-incomplete", 4, ""),
        (WIDE + "answers:\n- {column: a}", "mapping-incomplete", 5, "satisfaction"),
        (WIDE + "answers:\n- {column: a, asks: nps, scale: [1]}", "mapping-scale", 5, ""),
        (WIDE + "answers:\n- {asks: nps}", "mapping-incomplete", 5, "column"),
        (
            WIDE + "answers:\n- {column: a, asks: nps}\n- {column: b, asks: nps, recode: {x: 11}}",
            "mapping-scale", 6, "recode",
        ),
        (
            WIDE + "answers:\n- {column: a, asks: nps}\n- {column: a, asks: ces}",
            "mapping-repeats", 5, "once",
        ),
        ("source: s\nfiles: f\nreads: events", "mapping-incomplete", 3, "event"),
        ("source: s\nfiles: f\nreads: customers", "mapping-incomplete", 3, "customer"),
        ("source: s\nfiles: f\nreads: answers\nfields: {value: v}", "mapping-incomplete", 3, "questions"),
    ],
)  # fmt: skip
def test_every_slip_is_said_with_its_line_and_a_way_to_mend_it(
    text: str, code: str, line: int | None, fix: str
) -> None:
    source, wrong = parse_mapping(text, file="x.source.yaml")
    assert source is None
    assert (wrong[0].code, wrong[0].where.line) == (f"evidence/{code}", line)
    assert fix in wrong[0].fix


def test_all_slips_are_said_at_once() -> None:
    _, wrong = parse_mapping("source: s\nfils: f\nreads: respones\nanswers:\n- {colum: a, asks: satisfied}\n")
    assert [one.where.line for one in wrong] == [2, 1, 3, 5, 5]


def test_a_yaml_bomb_goes_off_nowhere() -> None:
    text = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{n}: &{n} [*{p},*{p},*{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert parse_mapping(text)[0] is None
    assert parse_mapping("a: " + "x" * 2_000_000)[0] is None
    assert parse_mapping("a: " + "[" * 100_000)[0] is None
    assert parse_mapping("".join(" " * depth + "a:\n" for depth in range(3000)))[0] is None


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "x.source.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + WHOLE.encode())
    assert read_mapping(path).id == "desk"
    for data in (b"\xff\xfe", b"a: \xe9"):
        path.write_bytes(data)
        with pytest.raises(EvidenceError) as caught:
            read_mapping(path)
        assert caught.value.diagnostics[0].code == "evidence/mapping-unreadable"
    with pytest.raises(EvidenceError):
        read_mapping(tmp_path)


def test_a_written_mapping_explains_itself_and_is_read_back() -> None:
    source, _ = parse_mapping(WHOLE)
    assert source
    text = write_mapping(source)
    assert parse_mapping(text) == (source, ())
    assert write_mapping(source) == text
    assert "# What was asked, about which touchpoint (none: about the whole)." in text
    assert "  - {column: Waiting, touchpoint: queue, asks: satisfaction}" in text


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
WORDS = st.one_of(
    TEXT, st.sampled_from(["no", "007", "1e5", "~", "- x", "a: b", "#c", "'", '"', "%d", "*x", "[", " y ", ""])
)
NAME = WORDS.filter(bool)
PAIRS = st.dictionaries(WORDS, WORDS, max_size=3).map(lambda found: tuple(found.items()))
FIELD = st.builds(Field, column=NAME, values=PAIRS, strict=st.booleans()) | st.builds(
    Field, constant=NAME, values=PAIRS
)


@st.composite
def questions(draw: st.DrawFn, *, wide: bool) -> tuple[Question, ...]:
    found = []
    columns = draw(st.lists(NAME.filter(str.strip), min_size=1, max_size=5, unique=True))
    for place, column in enumerate(columns):
        low = draw(st.integers(-3, 3))
        high = low + draw(st.integers(1, 10))
        values = st.floats(low, high, allow_nan=False)
        found.append(
            Question(
                key=draw(st.sampled_from([f"k{place}", f"key {place}"])),
                asks=draw(st.sampled_from(Asks)),
                column=column if wide else "",
                touchpoint=draw(WORDS),
                scale=(low, high),
                recode=tuple(draw(st.dictionaries(WORDS, values, max_size=2)).items()),
                shift=draw(st.sampled_from([0.0, -1.0, 0.5])),
                not_applicable=tuple(draw(st.lists(WORDS, max_size=2))),
                blank=tuple(draw(st.lists(WORDS, max_size=2))),
                wording=draw(WORDS),
                reversed=draw(st.booleans()),
            )
        )
    return tuple(found)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    reads = draw(st.sampled_from([Reads.RESPONSES, Reads.ANSWERS]))
    fields = {name: draw(st.none() | FIELD) for name in ("time", "channel", "touchpoint", "event", "text", "invited")}
    fields |= {name: draw(st.none() | st.builds(Field, column=NAME)) for name in ("customer", "response")}
    if reads is Reads.ANSWERS:
        fields |= {"question": draw(FIELD), "value": Field(column=draw(NAME))}
    comments = st.builds(Comment, column=NAME, touchpoint=WORDS, blank=st.lists(WORDS, max_size=2).map(tuple))
    segments = st.builds(Segment, name=NAME, column=NAME, values=PAIRS)
    return Source(
        id=draw(NAME),
        files=tuple(draw(st.lists(NAME, min_size=1, max_size=2))),
        reads=reads,
        title=draw(WORDS),
        kind=draw(NAME),
        format=draw(
            st.builds(
                Format,
                type=st.sampled_from(["", "csv", "xlsx"]),
                encoding=WORDS,
                delimiter=st.sampled_from(["", ",", ";", "\t", "|"]),
                quote=st.sampled_from(['"', "'", ""]),
                decimal=st.sampled_from([".", ","]),
                header=st.integers(0, 9),
                skip=st.integers(0, 9),
                sheet=WORDS,
                join_header=st.booleans(),
            )
        ),
        time_zone=draw(st.sampled_from(["UTC", "Europe/Berlin"])),
        time_format=draw(st.sampled_from(["", "iso", "%d.%m.%Y %H:%M"])),
        questions=draw(questions(wide=reads is Reads.RESPONSES)),
        comments=tuple(draw(st.lists(comments, max_size=3, unique_by=lambda one: one.column))),
        segments=tuple(draw(st.lists(segments, max_size=3, unique_by=lambda one: one.name))),
        ignore=tuple(draw(st.lists(NAME, max_size=3))),
        **fields,
    )


@given(sources())
def test_what_is_written_is_read_back_as_it_was(source: Source) -> None:
    if check(source):
        return
    assert parse_mapping(write_mapping(source)) == (source, ())


@given(st.text(alphabet=st.sampled_from("abc:-[]{}&*!|>'\"%@`#,? \n\t0"), max_size=60))
def test_any_text_is_a_mapping_or_a_diagnostic(text: str) -> None:
    source, wrong = parse_mapping(text)
    assert (source is None) == bool(wrong)
    assert all(one.code.startswith("evidence/mapping-") and one.says for one in wrong)


def test_keys_that_would_meet_are_told_apart() -> None:
    text = WIDE + "defaults: {asks: ces}\nanswers: [{column: A b}, {column: a-B}, {column: '!'}]"
    source, _ = parse_mapping(text)
    assert source
    assert [one.key for one in source.questions] == ["a-b", "a-b-2", "question-3"]
    again = replace(source, questions=source.questions[::-1])
    assert parse_mapping(write_mapping(again)) == (again, ())
