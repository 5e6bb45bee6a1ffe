"""Locked lanes: what stands in one stays, whoever edits and whichever way, until an owner unlocks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pycrdt
import pytest
from tests.server.rooms.maps_made import Copy, live, same, trip

from outsidein.ground import MapError
from outsidein.maps import Actor, Card, Document, Journey, Lane, kind
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


BUY = {"type": "stage", "parent": "journey:trip", "order": "k", "name": "Afterwards"}


def remove(id: str) -> Callable[[pycrdt.Map[Any]], None]:
    def act(records: pycrdt.Map[Any]) -> None:
        records[id]["deleted"] = 9

    return act


def vanish(id: str) -> Callable[[pycrdt.Map[Any]], None]:
    def act(records: pycrdt.Map[Any]) -> None:
        del records[id]

    return act


def carry_under_what_goes(records: pycrdt.Map[Any]) -> None:
    records["stage:gone"] = pycrdt.Map(BUY)
    records["step:pay"]["parent"] = "stage:gone"
    records["stage:gone"]["deleted"] = 9


def carry_into_nowhere(records: pycrdt.Map[Any]) -> None:
    records["step:pay"]["parent"] = "stage:nowhere"


def turn_into_a_network(records: pycrdt.Map[Any]) -> None:
    records["journey:trip"]["kind"] = "ecosystem"


@pytest.mark.parametrize(
    "act",
    [
        remove("step:pay"),
        remove("stage:buy"),
        vanish("step:pay"),
        vanish("stage:buy"),
        carry_under_what_goes,
        carry_into_nowhere,
        turn_into_a_network,
    ],
)
@pytest.mark.parametrize("owner", [False, True])
def test_what_a_locked_card_stands_at_is_not_taken_away(act: Callable[[pycrdt.Map[Any]], None], owner: bool) -> None:
    room, copy = locked()
    before = dict(room.document.records)
    taken = room.take(copy.do(act), author="Ada", at=50, owner=owner)
    copy.doc.apply_update(taken.update)
    assert taken.refusal is not None
    assert {one.code for one in taken.refusal.diagnostics} == {"server/bears-locked"}
    assert {id: one for id, one in room.document.records.items() if id in before} == before
    assert same(copy, room)


def test_a_step_with_locked_cards_is_moved_and_renamed_and_one_without_goes() -> None:
    room, copy = locked()

    def act(records: pycrdt.Map[Any]) -> None:
        records["stage:new"] = pycrdt.Map(BUY)
        records["step:pay"]["parent"] = "stage:new"
        records["step:pay"]["name"] = "Settle"
        records["step:go"]["deleted"] = 9
        records["stage:buy"]["deleted"] = 9

    assert copy.take(room, copy.do(act)).refusal is None
    assert [step.name for step in room.document.steps] == ["Settle"]
    assert [card.id for card in room.document.all(Card)] == ["card:a", "card:b"]
    assert same(copy, room)


def test_an_owner_unlocks_and_removes_in_one_go() -> None:
    room, copy = locked()

    def act(records: pycrdt.Map[Any]) -> None:
        records["step:pay"]["deleted"] = 9
        records["card:a"]["text"] = "Else"
        records["lane:actions"]["locked"] = False

    assert room.take(copy.do(act), author="Ada", at=50, owner=True).refusal is None
    assert "step:pay" not in room.document.records


def test_what_bears_locked_cards_is_not_taken_away_from_outside() -> None:
    room, _ = locked()
    writes: Mapping[str, Mapping[str, Any] | None]
    for writes in ({"step:pay": None}, {"stage:buy": None}, {"step:pay": {"parent": "stage:nowhere"}}):
        for owner in (False, True):
            with pytest.raises(MapError) as raised:
                room.locks.check(writes, room.entries, owner=owner)
            assert {one.code for one in raised.value.diagnostics} == {"server/bears-locked"}
    room.locks.check({"step:go": None, "step:pay": {"name": "Settle"}}, room.entries, owner=False)
    freed: Mapping[str, Mapping[str, Any] | None] = {"step:pay": None, "lane:actions": {"locked": None}}
    room.locks.check(freed, room.entries, owner=True)
    with pytest.raises(MapError):
        room.locks.check(freed, room.entries, owner=False)
    assert room.locks.uprooted(room.entries.get, room.entries, room.entries) == set()


def test_an_actor_of_a_network_with_a_locked_card_stays() -> None:
    head = Journey(id="journey:net", kind="ecosystem", title="Net")
    actor = Actor(id="actor:us", name="Us")
    lane = next(one.key for one in kind("ecosystem").lanes if one.role.holds_cards)
    held = Lane(id=f"lane:{lane}", parent=head.id, order="V", locked=True)
    card = Card(id="card:a", parent=actor.id, order="V", lane=lane, text="Grow")
    room = live(Document.of([head, actor, held, card]))
    copy = Copy(room)
    assert copy.take(room, copy.set("actor:us", {"deleted": 9})).refusal is not None
    assert copy.take(room, copy.set("actor:us", {"name": "We", "x": 0.5})).refusal is None
    assert "card:a" in room.document.records
