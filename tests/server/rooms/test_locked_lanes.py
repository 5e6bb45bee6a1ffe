"""Locked lanes: what stands in one stays, whoever edits and whichever way, until an owner unlocks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pycrdt
import pytest
from tests.server.rooms.maps_made import Copy, live, same, trip

from outsidein.ground import MapError
from outsidein.maps import Lane
from outsidein.server.rooms.living import LiveDocument

LOCKED = Lane(id="lane:actions", parent="journey:trip", order="V", locked=True)


def locked() -> tuple[LiveDocument, Copy]:
    room = live(trip().put(LOCKED))
    return room, Copy(room)


NEW = {"type": "card", "parent": "step:pay", "order": "z", "lane": "actions", "text": "More"}


@pytest.mark.parametrize(
    ("id", "fields"),
    [
        ("card:a", {"text": "Else"}),
        ("card:a", {"lane": "pains"}),
        ("card:a", {"parent": "step:go"}),
        ("card:a", {"deleted": 9}),
        ("card:c", {"lane": "actions"}),
        ("lane:actions", {"locked": False}),
        ("lane:actions", {"deleted": 9}),
    ],
)
@pytest.mark.parametrize("again", [False, True])
def test_an_edit_of_what_a_lock_holds_is_put_back_and_said(id: str, fields: Mapping[str, Any], again: bool) -> None:
    room, copy = locked()
    if again:  # the lock holds when the document is opened anew, too
        room = LiveDocument(epoch="e", client=2, state=room.state())
    before = room.entries[id]
    taken = copy.take(room, copy.set(id, fields))
    assert taken.refusal is not None
    assert {one.code for one in taken.refusal.diagnostics} == {"server/lane-locked"}
    assert room.entries[id] == before
    assert same(copy, room)


def test_nothing_is_added_to_a_locked_lane_nor_taken_out_of_it() -> None:
    room, copy = locked()
    assert copy.take(room, copy.put("card:new", NEW)).refusal is not None
    assert "card:new" not in room.entries

    def act(records: pycrdt.Map[Any]) -> None:
        del records["card:a"]

    assert copy.take(room, copy.do(act)).refusal is not None
    assert not room.entries["card:a"].deleted
    assert same(copy, room)


def test_other_lanes_take_edits_in_the_same_breath() -> None:
    room, copy = locked()

    def act(records: pycrdt.Map[Any]) -> None:
        records["card:a"]["text"] = "No"
        records["card:c"]["text"] = "Yes"

    taken = copy.take(room, copy.do(act))
    assert taken.refusal is not None
    assert [wish.id for wish in taken.refusal.wishes] == ["card:a"]
    assert room.entries["card:c"].fields["text"] == "Yes"


def test_an_owner_unlocks_and_then_anybody_edits() -> None:
    room, copy = locked()
    update = copy.set("lane:actions", {"locked": False})
    assert room.take(update, author="Ada", at=5, owner=True).refusal is None
    assert copy.take(room, copy.set("card:a", {"text": "Else"})).refusal is None
    assert room.entries["card:a"].fields["text"] == "Else"


def test_anybody_who_edits_may_lock() -> None:
    room = live()
    copy = Copy(room)
    lane = {"type": "lane", "parent": "journey:trip", "order": "V", "locked": True}
    assert copy.take(room, copy.put("lane:actions", lane)).refusal is None
    assert copy.take(room, copy.set("card:a", {"text": "Else"})).refusal is not None


def test_changes_from_outside_are_refused_before_anything_is_written() -> None:
    room, _ = locked()
    for writes in (
        {"card:a": {"text": "Else"}},
        {"card:a": None},
        {"card:new": NEW},
        {"lane:actions": {"locked": None}},
    ):
        with pytest.raises(MapError) as raised:
            room.locks.check(writes, room.entries, owner=False)
        assert {one.code for one in raised.value.diagnostics} == {"server/lane-locked"}
    room.locks.check({"card:c": {"text": "Yes"}}, room.entries, owner=False)
    room.locks.check({"lane:actions": {"locked": None}}, room.entries, owner=True)
