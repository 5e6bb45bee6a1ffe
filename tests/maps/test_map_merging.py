"""Laws of joining: an unchanged copy changes nothing, no word is lost, what comes out is whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maps_drawn import documents, texts

from outsidein.ground import MapError
from outsidein.maps import (
    Card,
    Copy,
    Dispute,
    Document,
    Encounter,
    Journey,
    Placed,
    Record,
    Stage,
    Step,
    Touchpoint,
    explain_conflict,
    kinds,
    merge,
    respaced,
    spread,
    write,
)
from outsidein.maps.soundness import faults


@settings(max_examples=25)
@given(documents(), documents())
def test_with_an_unchanged_copy_the_other_comes_out(base: Document, edited: Document) -> None:
    assert merge(base, edited, base).document == edited
    assert merge(base, base, edited).document == edited
    assert merge(base, edited, edited).document == edited
    assert not merge(base, edited, base).conflicts


@settings(max_examples=30)
@given(documents(), st.data())
def test_joining_is_whole_and_loses_no_word(base: Document, data: st.DataObject) -> None:
    mine, theirs = _edited(base, data), _edited(base, data)
    merged = merge(base, mine, theirs)
    assert not list(faults(merged.document))
    assert not _lost(base, mine, theirs, merged.document, (value for one in merged.conflicts for value in _of(one)))


@settings(max_examples=20)
@given(documents(), documents(), documents())
def test_three_strangers_join_to_something_whole_and_no_word_is_lost(
    base: Document, mine: Document, theirs: Document
) -> None:
    merged = merge(base, mine, theirs)
    assert not list(faults(merged.document))
    assert not _lost(base, mine, theirs, merged.document, (value for one in merged.conflicts for value in _of(one)))


@settings(max_examples=30)
@given(documents(), st.data())
def test_it_is_all_one_whose_copy_is_called_mine(base: Document, data: st.DataObject) -> None:
    mine, theirs = _edited(base, data), _edited(base, data)
    one = merge(base, mine, theirs)
    other = merge(base, theirs, mine, prefer=Copy.THEIRS)
    assert one.document == other.document
    turned = [(each.id, each.dispute, each.field, each.theirs, each.mine, each.taken.other) for each in other.conflicts]
    assert [(each.id, each.dispute, each.field, each.mine, each.theirs, each.taken) for each in one.conflicts] == turned


@settings(max_examples=30)
@given(documents(), st.data())
def test_who_is_preferred_decides_conflicts_and_nothing_else(base: Document, data: st.DataObject) -> None:
    mine, theirs = _edited(base, data), _edited(base, data)
    one, other = merge(base, mine, theirs), merge(base, mine, theirs, prefer=Copy.THEIRS)
    if not one.conflicts:
        assert set(one.document.records) == set(other.document.records)
        assert {_unplaced(each) for each in one.document} == {_unplaced(each) for each in other.document}


@settings(max_examples=30)
@given(documents(), st.data())
def test_joining_the_same_copy_once_more_changes_nothing(base: Document, data: st.DataObject) -> None:
    mine, theirs = _edited(base, data), _edited(base, data)
    once = merge(base, mine, theirs).document
    again = merge(base, once, theirs).document
    assert {_unplaced(each) for each in again} == {_unplaced(each) for each in once}


def test_what_each_changed_elsewhere_is_all_taken() -> None:
    base = _trip()
    mine = base.put(replace(_card(base, "card:1"), text="Book online"))
    theirs = base.put(Card(id="card:9", parent="step:pay", order="k", lane="pains", text="Fees appear late"))
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert _card(merged.document, "card:1").text == "Book online"
    assert _card(merged.document, "card:9").text == "Fees appear late"


def test_both_said_something_else_is_shown_with_both_values() -> None:
    base = _trip()
    mine = base.put(replace(_card(base, "card:1"), text="Book online"))
    theirs = base.put(replace(_card(base, "card:1"), text="Book by phone"))
    merged = merge(base, mine, theirs)
    (found,) = merged.conflicts
    assert (found.dispute, found.field, found.mine, found.theirs) == (
        Dispute.WORDS, "text", "Book online", "Book by phone",
    )  # fmt: skip
    assert _card(merged.document, "card:1").text == "Book online"
    preferred = merge(base, mine, theirs, prefer=Copy.THEIRS)
    assert _card(preferred.document, "card:1").text == "Book by phone"
    told = explain_conflict(found, merged.document, mine="Ada", theirs="Ben")
    assert "Ada" in told.says
    assert "Book by phone" in told.says
    assert told.where.record == "card:1"


def test_what_one_removed_and_the_other_changed_stays_and_is_a_conflict() -> None:
    base = _trip()
    merged = merge(base, base.without(["card:1"]), base.put(replace(_card(base, "card:1"), text="Book online")))
    assert _card(merged.document, "card:1").text == "Book online"
    assert [one.dispute for one in merged.conflicts] == [Dispute.REMOVED]
    assert merged.conflicts[0].taken is Copy.THEIRS


def test_a_step_that_one_removed_stays_where_the_other_put_a_card_into_it() -> None:
    base = _trip()
    gone = base.without(["step:pay", "card:2"])
    theirs = base.put(Card(id="card:9", parent="step:pay", order="k", lane="pains", text="Fees appear late"))
    merged = merge(base, gone, theirs)
    assert "step:pay" in merged.document.records
    assert "card:9" in merged.document.records
    assert "card:2" not in merged.document.records
    assert [(one.dispute, one.id) for one in merged.conflicts] == [(Dispute.REMOVED, "step:pay")]


def test_a_touchpoint_that_one_removed_stays_where_the_other_met_it_once_more() -> None:
    base = _trip()
    gone = base.without(["touchpoint:app", "encounter:1"])
    theirs = base.put(Encounter(id="encounter:2", parent="step:pay", order="V", touchpoint="touchpoint:app"))
    merged = merge(base, gone, theirs)
    assert "touchpoint:app" in merged.document.records
    assert "encounter:1" not in merged.document.records
    assert len(merged.conflicts) == 1


def test_steps_that_each_put_in_elsewhere_are_both_there_in_their_places() -> None:
    base = _trip()
    mine = respaced(base.put(Step(id="step:look", parent="stage:s", order="1", name="Look")))
    theirs = respaced(base.put(Step(id="step:fly", parent="stage:s", order="z", name="Fly")))
    merged = merge(base, mine, theirs)
    assert [step.key for step in merged.document.steps] == ["look", "book", "pay", "fly"]
    assert merged.conflicts == ()


def test_a_card_that_both_moved_to_other_steps_is_a_conflict_about_its_place() -> None:
    base = _trip()
    card = _card(base, "card:1")
    mine = base.put(replace(card, lane="thoughts"))
    theirs = base.put(replace(card, parent="step:pay"))
    merged = merge(base, mine, theirs)
    (found,) = merged.conflicts
    assert found.dispute is Dispute.PLACE
    assert (found.mine, found.theirs) == (("step:book", "thoughts"), ("step:pay", "actions"))
    assert (_card(merged.document, "card:1").parent, _card(merged.document, "card:1").lane) == ("step:book", "thoughts")


def test_what_both_brought_to_a_list_of_texts_is_one_list() -> None:
    base = _trip()
    card = replace(_card(base, "card:1"), evidence=("source:a",))
    base = base.put(card)
    merged = merge(
        base,
        base.put(replace(card, evidence=("source:a", "source:b"))),
        base.put(replace(card, evidence=("source:c",))),
    )
    assert merged.conflicts == ()
    assert _card(merged.document, "card:1").evidence == ("source:b", "source:c")


def test_a_card_reworded_in_a_file_and_given_an_owner_by_another_is_still_one_card() -> None:
    base = _trip()
    card = _card(base, "card:1")
    reworded = replace(card, id="card:other", text="Book a flight online")
    merged = merge(base, base.without(["card:1"]).put(reworded), base.put(replace(card, owner="Sales")))
    assert merged.conflicts == ()
    (kept,) = merged.document.cards("step:book", "actions")
    assert (kept.text, kept.owner, kept.id) == ("Book a flight online", "Sales", "card:other")


def test_another_kind_of_map_on_one_side_is_settled_whole_and_told() -> None:
    kinds_there = [one for one in kinds() if one != "customer-journey"]
    base = _trip()
    theirs = base.put(Card(id="card:9", parent="step:pay", order="k", lane="pains", text="Fees appear late"))
    for other in kinds_there:
        if "pains" in kinds()[other].by_key or "step" not in kinds()[other].records:
            continue
        mine = Document.of(
            replace(one, kind=other) if isinstance(one, Journey) else one for one in base if not isinstance(one, Card)
        )
        if list(faults(mine)):
            continue
        merged = merge(base, mine, theirs)
        assert not list(faults(merged.document))
        assert not _lost(base, mine, theirs, merged.document, (each for one in merged.conflicts for each in _of(one)))


def test_a_broken_copy_is_refused_with_what_is_wrong() -> None:
    base = _trip()
    with pytest.raises(MapError) as refused:
        merge(base, base.without(["stage:s"]), base)
    assert refused.value.diagnostics[0].code == "maps/no-parent"


def _trip() -> Document:
    head = Journey(id="journey:trip", title="A trip")
    keys = spread(2)
    return Document.of(
        [
            head,
            Touchpoint(id="touchpoint:app", name="App"),
            Stage(id="stage:s", parent=head.id, order="V", name="Buy"),
            Step(id="step:book", parent="stage:s", order=keys[0], name="Book"),
            Step(id="step:pay", parent="stage:s", order=keys[1], name="Pay"),
            Card(id="card:1", parent="step:book", order="V", lane="actions", text="Book a flight"),
            Card(id="card:2", parent="step:pay", order="V", lane="actions", text="Pay by card"),
            Encounter(id="encounter:1", parent="step:book", order="V", touchpoint="touchpoint:app"),
        ]
    )


def _card(document: Document, id: str) -> Card:
    card = document.records[id]
    assert isinstance(card, Card)
    return card


def _unplaced(record: Record) -> Record:
    return replace(record, order="") if isinstance(record, Placed) else record


def _edited(document: Document, data: st.DataObject) -> Document:
    """The map with some records gone with all that needs them, some elsewhere, some in other words, some new."""
    cards = [one for one in document if isinstance(one, Card)]
    named = [one for one in document if isinstance(one, Step | Stage | Touchpoint)]
    for card in data.draw(st.lists(st.sampled_from(cards), max_size=3)) if cards else ():
        document = document.put(replace(card, text=data.draw(texts), order=data.draw(st.sampled_from("2Pkz"))))
    for one in data.draw(st.lists(st.sampled_from(named), max_size=2)) if named else ():
        document = document.put(replace(one, name=data.draw(texts.filter(str.strip))))
    for card in data.draw(st.lists(st.sampled_from(cards), max_size=2)) if cards else ():
        near = [one.parent for one in cards if one.lane == card.lane]
        moved = replace(card, parent=data.draw(st.sampled_from(near)), order=data.draw(st.sampled_from("3Qm")))
        document = document.put(moved)
    for card in data.draw(st.lists(st.sampled_from(cards), max_size=2)) if cards else ():
        fresh = replace(card, id=f"card:{data.draw(st.uuids()).hex[:8]}", text=data.draw(texts))
        document = document.put(fresh)
    gone = data.draw(st.lists(st.sampled_from([*cards, *document.steps]), max_size=2)) if cards else ()
    without = {one.id for one in gone}
    for one in document:
        if {getattr(one, "parent", ""), getattr(one, "to", "")} & without:
            without.add(one.id)
    return document.without(without)


def _of(conflict: object) -> Iterator[object]:
    for one in fields(conflict):  # type: ignore[arg-type]
        yield getattr(conflict, one.name)


def _words(values: Iterable[object]) -> Counter[str]:
    found: Counter[str] = Counter()
    for value in values:
        if isinstance(value, str):
            found[value] += 1
        elif isinstance(value, Record):
            found += _words(getattr(value, one.name) for one in fields(value) if one.name not in ("id", "order"))
        elif isinstance(value, tuple):
            found += _words(value)
    return found


def _lost(base: Document, mine: Document, theirs: Document, merged: Document, conflicts: Iterable[object]) -> set[str]:
    """The words that somebody wrote anew and that are neither on the joined map nor in a conflict."""
    kept = set(_words(merged)) | set(_words(conflicts)) | set(_words(base))
    links = {one for document in (mine, theirs) for one in document.records}
    return (set(_words(mine)) | set(_words(theirs))) - kept - links


def test_the_joined_map_can_be_written() -> None:
    base = _trip()
    mine = base.put(replace(_card(base, "card:1"), text="x\ny"))
    assert write(merge(base, mine, base.without(["card:2"])).document)
