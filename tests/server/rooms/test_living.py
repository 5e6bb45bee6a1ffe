"""The live document: whatever an edit does, what lies there afterwards is valid and everybody has the same."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pycrdt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.maps.maps_drawn import documents
from tests.server.rooms.maps_made import Copy, live, same, trip

from outsidein.maps import Card, Document, flat, unflat
from outsidein.maps.soundness import faults
from outsidein.server.rooms.living import MOST_RECORDS, Full, LiveDocument
from outsidein.server.rooms.updates import EMPTY, Gap, Malformed


def test_a_valid_edit_passes_through_as_it_came() -> None:
    room = live()
    copy = Copy(room)
    update = copy.set("card:a", {"text": "Compare prices"})
    taken = copy.take(room, update)
    assert taken.update == update
    assert taken.refusal is None
    assert set(taken.touched) == {"card:a"}
    assert room.document.records["card:a"].text == "Compare prices"  # type: ignore[attr-defined]
    assert same(copy, room)


@given(documents())
def test_the_map_of_a_live_document_is_the_map_it_was_made_of(document: Document) -> None:
    room = live(document)
    mended = {id: entry.record for id, entry in room.entries.items()}
    assert mended.keys() == document.records.keys()
    assert LiveDocument(epoch="e", client=2, state=room.state()).document == room.document
    assert not list(faults(room.document))


@pytest.mark.parametrize(
    ("id", "fields", "code"),
    [
        ("card:a", {"text": 7}, "maps/wrong-shape"),
        ("card:a", {"colour": "red"}, "maps/unknown-key"),
        ("card:a", {"type": "step"}, "maps/unknown-key"),
        ("card:a", {"parent": None}, "maps/missing-field"),
        ("card:a", {"value": float("nan")}, "maps/not-a-number"),
        ("card:a", {"text": "x" * 10_001}, "maps/text-too-long"),
        ("card:a", {"text": {"nested": []}}, "maps/wrong-shape"),
        ("stage:buy", {"name": " "}, "maps/missing-field"),
        ("journey:trip", {"kind": "poster"}, "maps/unknown-kind"),
        ("journey:trip", {"deleted": 5}, "maps/not-one-journey"),
        ("touchpoint:app", {"channel": "smoke"}, "maps/not-a-word"),
    ],
)
def test_an_invalid_field_goes_back_to_what_it_was_and_the_rest_of_the_edit_stands(
    id: str, fields: dict[str, Any], code: str
) -> None:
    room = live()
    copy = Copy(room)
    before = dict(room.entries[id].fields)

    def act(records: pycrdt.Map[Any]) -> None:
        for name, value in fields.items():
            if value is None:
                del records[id][name]
            else:
                records[id][name] = value
        records["card:c"]["text"] = "Waiting long"

    taken = copy.take(room, copy.do(act))
    assert taken.refusal is not None
    assert code in {one.code for one in taken.refusal.diagnostics}
    assert [wish.id for wish in taken.refusal.wishes] == [id]
    assert taken.refusal.wishes[0].fields.keys() == fields.keys()
    assert room.entries[id].fields == before
    assert copy.found()[id] == before
    assert copy.found()["card:c"]["text"] == "Waiting long"
    assert same(copy, room)


def test_a_new_record_that_is_none_is_taken_out_again_and_comes_back_in_words() -> None:
    room = live()
    copy = Copy(room)
    taken = copy.take(room, copy.put("card:x", {"type": "cart", "text": "Buy"}))
    assert "card:x" not in copy.found()
    assert taken.refusal is not None
    assert taken.refusal.wishes[0].fields == {"type": "cart", "text": "Buy"}
    assert taken.refusal.wishes[0].says == "Buy"
    assert same(copy, room)


def test_a_new_record_that_only_says_too_much_is_kept_without_that() -> None:
    room = live()
    copy = Copy(room)
    fields = {"type": "card", "parent": "step:pay", "order": "z", "lane": "pains", "colour": "red", "value": "much"}
    taken = copy.take(room, copy.put("card:x", fields))
    assert copy.found()["card:x"] == {name: fields[name] for name in ("type", "parent", "order", "lane")}
    assert taken.refusal is not None
    assert same(copy, room)


def test_a_record_taken_out_comes_back_in_the_trash() -> None:
    room = live()
    copy = Copy(room)

    def act(records: pycrdt.Map[Any]) -> None:
        del records["card:a"]

    taken = copy.take(room, copy.do(act), author="Bob", at=99)
    assert taken.refusal is None
    assert copy.found()["card:a"]["deleted"] == 99
    assert copy.found()["card:a"]["deleted_by"] == "Bob"
    assert "card:a" not in room.document.records
    assert same(copy, room)


def test_the_journey_cannot_be_taken_out_nor_a_second_put_beside_it() -> None:
    room = live()
    copy = Copy(room)

    def act(records: pycrdt.Map[Any]) -> None:
        del records["journey:trip"]
        records["journey:other"] = pycrdt.Map({"type": "journey", "title": "Other"})

    taken = copy.take(room, copy.do(act))
    assert taken.refusal is not None
    assert {one.code for one in taken.refusal.diagnostics} == {"maps/not-one-journey"}
    assert "deleted" not in copy.found()["journey:trip"]
    assert "journey:other" not in copy.found()
    assert same(copy, room)


def test_something_that_is_no_record_is_replaced_by_what_was_there() -> None:
    room = live()
    copy = Copy(room)

    def act(records: pycrdt.Map[Any]) -> None:
        records["card:a"] = "gone"
        records["card:new"] = 7

    taken = copy.take(room, copy.do(act))
    assert taken.refusal is not None
    assert copy.found()["card:a"]["text"] == "Compare fares"
    assert "card:new" not in copy.found()
    assert same(copy, room)


def test_who_deleted_is_said_by_the_server() -> None:
    room = live()
    copy = Copy(room)
    copy.take(room, copy.set("card:a", {"deleted": 3, "deleted_by": "Somebody else"}), author="Bob")
    assert room.entries["card:a"].deleted_by == "Bob"
    copy.take(room, copy.set("card:a", {"deleted_by": "Eve"}), author="Eve")
    assert room.entries["card:a"].deleted_by == "Bob"
    copy.take(room, copy.set("card:a", {"deleted": None, "deleted_by": None}))
    assert room.entries["card:a"].deleted == 0
    assert "card:a" in room.document.records
    assert same(copy, room)


def test_siblings_with_equal_keys_are_told_apart_in_the_same_update() -> None:
    room = live()
    one, other = Copy(room, 100), Copy(room, 200)
    card = {"type": "card", "parent": "step:pay", "order": "V", "lane": "actions"}
    first, second = one.put("card:x", {**card, "text": "x"}), other.put("card:y", {**card, "text": "y"})
    one.take(room, first)
    taken = other.take(room, second)
    one.doc.apply_update(taken.update)
    other.doc.apply_update(first)
    orders = [one.found()[id]["order"] for id in ("card:a", "card:x", "card:y", "card:b")]
    assert orders == sorted(set(orders))
    assert one.found() == other.found()
    assert same(one, room)


def test_overlong_and_impossible_keys_are_spaced_anew() -> None:
    room = live()
    copy = Copy(room)
    copy.take(room, copy.set("card:a", {"order": "F" * 41}))
    copy.take(room, copy.set("card:c", {"order": "é"}))
    assert [len(room.entries[id].record.order) for id in ("card:a", "card:b", "card:c")] == [1, 1, 1]  # type: ignore[attr-defined]
    assert room.entries["card:a"].record.order < room.entries["card:b"].record.order  # type: ignore[attr-defined]
    assert same(copy, room)


def test_what_hangs_on_something_deleted_is_left_out_and_comes_back_with_it() -> None:
    room = live()
    copy = Copy(room)
    whole = room.document
    copy.take(room, copy.set("touchpoint:app", {"deleted": 5}))
    left = room.document
    assert "encounter:a" not in left.records
    assert left.records["card:b"].touchpoint == ""  # type: ignore[attr-defined]
    assert left.records["moment:a"].touchpoint == ""  # type: ignore[attr-defined]
    assert room.map.unplaced == {"encounter:a"}
    copy.take(room, copy.set("step:pay", {"deleted": 6}))
    assert "card:a" not in room.document.records
    assert room.map.unplaced == set()
    copy.take(room, copy.set("touchpoint:app", {"deleted": None, "deleted_by": None}))
    copy.take(room, copy.set("step:pay", {"deleted": None, "deleted_by": None}))
    assert room.document == whole


def test_an_update_that_builds_on_something_unseen_is_a_hole_and_leaves_no_trace() -> None:
    room = live()
    copy = Copy(room)
    lost = copy.set("card:a", {"text": "1"})
    later = copy.set("card:a", {"text": "2"})
    state = room.state()
    with pytest.raises(Gap):
        room.take(later, author="Ada", at=1)
    assert room.state() == state
    assert copy.take(room, lost).update == lost
    copy.take(room, later)
    assert same(copy, room)


def test_a_deletion_of_something_unseen_is_a_hole() -> None:
    room, other = live(), live()
    copy, elsewhere = Copy(room), Copy(other, 300)
    copy.doc.apply_update(elsewhere.put("card:z", flat(trip().records["card:a"])))

    def act(records: pycrdt.Map[Any]) -> None:
        del records["card:z"]

    with pytest.raises(Gap):
        room.take(copy.do(act), author="Ada", at=1)


def test_the_same_update_twice_changes_nothing() -> None:
    room = live()
    copy = Copy(room)
    update = copy.set("card:a", {"text": "1"})
    copy.take(room, update)
    assert room.take(update, author="Ada", at=1).update == EMPTY


def _texts() -> bytes:
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=9)
    doc.get("records", type=pycrdt.Map)["card:a"] = pycrdt.Text("x")
    return doc.get_update()


def _elsewhere() -> bytes:
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=9)
    doc.get("other", type=pycrdt.Map)["a"] = 1
    return doc.get_update()


def _subdocument() -> bytes:
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=9)
    doc.get("records", type=pycrdt.Map)["card:a"] = pycrdt.Doc()
    return doc.get_update()


def _deep() -> bytes:
    value: Any = 1
    for _ in range(50):
        value = [value]
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=9)
    doc.get("records", type=pycrdt.Map)["card:a"] = value
    return doc.get_update()


@pytest.mark.parametrize(
    "update",
    [_texts(), _elsewhere(), _subdocument(), _deep(), b"", b"\x01", b"\xff" * 30, b"\x00"],
    ids=["a text", "another root", "a document within", "too deep", "nothing", "begun", "endless", "zero"],
)
def test_what_no_map_is_made_of_is_malformed_and_leaves_no_trace(update: bytes) -> None:
    room = live()
    state = room.state()
    with pytest.raises(Malformed):
        room.take(update, author="Ada", at=1)
    assert room.state() == state


@given(st.data())
def test_bent_updates_are_refused_or_leave_a_valid_document(data: st.DataObject) -> None:
    room = live()
    copy = Copy(room)
    update = bytearray(copy.set("card:a", {"text": "Compare", "value": 3.5, "personas": ["persona:ann"]}))
    for _ in range(data.draw(st.integers(1, 4))):
        update[data.draw(st.integers(0, len(update) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Malformed, Gap):
        room.take(bytes(update), author="Ada", at=1)
    for id, entry in room.entries.items():
        assert unflat(id, entry.fields) == (entry.record, ())
    assert not list(faults(room.document))
    assert LiveDocument(epoch="e", client=3, state=room.state()).entries == room.entries
    later = Copy(room, 500)
    later.take(room, later.set("card:c", {"text": "still alive"}))
    assert room.entries["card:c"].fields["text"] == "still alive"


def test_a_document_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outsidein.server.rooms.living.MOST_RECORDS", 5)
    room = live()
    copy = Copy(room)
    with pytest.raises(Full):
        room.take(copy.set("card:a", {"text": "more"}), author="Ada", at=1)
    assert MOST_RECORDS >= 10_000


def test_what_older_code_stored_is_mended_when_it_is_opened() -> None:
    room = live()
    copy = Copy(room)
    copy.set("card:a", {"text": 7})
    copy.put("cart:x", {"type": "cart"})
    opened = LiveDocument(epoch="e", client=5, state=copy.doc.get_update())
    assert opened.opening.update != EMPTY
    assert "cart:x" not in opened.entries
    record = opened.entries["card:a"].record
    assert isinstance(record, Card)
    assert record.text == ""
    copy.doc.apply_update(opened.opening.update)
    assert same(copy, opened)
