"""Records as flat fields and back: the form in which they lie in a live document."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.maps.maps_drawn import documents

from outsidein.ground import Severity
from outsidein.maps import Document, Encounter, Journey, Stage, Touchpoint, flat, unflat
from outsidein.maps.fields import fields_of
from outsidein.maps.record import TYPES

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def through_json(fields: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(fields))
    return found


@given(documents())
def test_a_record_made_flat_and_back_is_the_same_record(document: Document) -> None:
    for record in document:
        assert unflat(record.id, through_json(flat(record))) == (record, ())


@given(documents())
def test_a_field_that_holds_its_default_is_left_out(document: Document) -> None:
    for record in document:
        fields = flat(record)
        for field in fields_of(type(record)):
            held = getattr(record, field.name)
            assert (field.name in fields) == (field.required or held != field.default)


@given(st.text(max_size=30), anything | st.dictionaries(st.text(max_size=8), anything, max_size=5))
def test_whatever_json_says_gives_a_record_or_what_is_wrong(id: str, fields: Any) -> None:
    if not isinstance(fields, dict):
        fields = {"type": fields}
    record, found = unflat(id, fields)
    assert (record is None) == bool(found)


@given(st.data())
def test_whatever_stands_in_a_field_gives_a_record_or_what_is_wrong_with_the_field_named(data: st.DataObject) -> None:
    cls = TYPES[data.draw(st.sampled_from(sorted(TYPES)))]
    names = ["parent", "order", *(field.name for field in fields_of(cls)), "colour"]
    fields = {"type": cls.type, **data.draw(st.dictionaries(st.sampled_from(names), anything, max_size=6))}
    record, found = unflat(f"{cls.type}:x", fields)
    assert (record is None) == bool(found)
    for one in found:
        assert one.severity is Severity.ERROR
        assert one.where.record == f"{cls.type}:x"
        assert one.where.column in names
    if record is not None:
        assert unflat(record.id, flat(record)) == (record, ())


@pytest.mark.parametrize(
    ("id", "fields", "code", "field"),
    [
        ("card:a", {"type": "cart"}, "maps/unknown-record", "type"),
        ("card:a", {}, "maps/unknown-record", "type"),
        ("card:a b", {"type": "journey"}, "maps/bad-id", "id"),
        ("journey:a", {"type": "journey", "titel": "x"}, "maps/unknown-key", "titel"),
        ("journey:a", {"type": "journey", "title": None}, "maps/wrong-shape", "title"),
        ("journey:a", {"type": "journey", "kind": "poster"}, "maps/unknown-kind", "kind"),
        ("journey:a", {"type": "journey", "state": "was"}, "maps/not-a-word", "state"),
        ("journey:a", {"type": "journey", "review_every": 1.5}, "maps/not-a-number", "review_every"),
        ("journey:a", {"type": "journey", "review_every": True}, "maps/not-a-number", "review_every"),
        ("journey:a", {"type": "journey", "fictional": 1}, "maps/wrong-shape", "fictional"),
        ("journey:a", {"type": "journey", "reviewed": "soon"}, "maps/not-a-date", "reviewed"),
        ("journey:a", {"type": "journey", "abbreviations": [["a"]]}, "maps/wrong-shape", "abbreviations"),
        ("journey:a", {"type": "journey", "title": "x" * 10_001}, "maps/text-too-long", "title"),
        ("journey:a", {"type": "journey", "title": "\x00"}, "maps/control-character", "title"),
        ("stage:a", {"type": "stage", "parent": "journey:a", "order": "V"}, "maps/missing-field", "name"),
        ("stage:a", {"type": "stage", "parent": "journey:a", "order": "V", "name": " "}, "maps/missing-field", "name"),
        ("stage:a", {"type": "stage", "order": "V", "name": "A"}, "maps/missing-field", "parent"),
        ("stage:a", {"type": "stage", "parent": "journey:a", "order": "V" * 1_001, "name": "A"}, "maps/wrong-shape",
         "order"),
        ("touchpoint:a", {"type": "touchpoint", "name": "A", "values": [["trust", 10**400]]}, "maps/wrong-shape",
         "values"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_the_field(id: str, fields: dict[str, Any], code: str, field: str) -> None:
    record, found = unflat(id, fields)
    assert record is None
    assert [(one.code, one.where.column) for one in found] == [(code, field)]


def test_numbers_come_back_as_the_record_holds_them_whatever_json_made_of_them() -> None:
    head, _ = unflat("journey:a", {"type": "journey", "review_every": 90.0})
    assert isinstance(head, Journey)
    assert head.review_every == 90
    assert isinstance(head.review_every, int)
    app, _ = unflat("touchpoint:a", {"type": "touchpoint", "name": "A", "values": [["trust", 3]]})
    assert isinstance(app, Touchpoint)
    assert isinstance(app.values[0][1], float)


def test_a_field_that_must_be_there_is_written_even_where_it_is_empty() -> None:
    assert flat(Encounter(id="encounter:a", parent="step:a", order="V", touchpoint=""))["touchpoint"] == ""
    assert "goal" not in flat(Stage(id="stage:a", parent="journey:a", order="V", name="A"))
