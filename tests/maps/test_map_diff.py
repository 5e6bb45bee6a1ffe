"""Laws of change: applied it leads there, reversed it leads back, and only what moved is said to have moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from maps_drawn import documents

from outsidein.ground import MapError
from outsidein.maps import (
    Added,
    Card,
    Changed,
    Document,
    Journey,
    Moved,
    Placed,
    Removed,
    Stage,
    Step,
    apply,
    diff,
    reverse,
    spread,
)
from outsidein.maps.identity import sequences


@given(documents(), documents())
def test_changes_lead_from_one_map_to_the_other_and_back(old: Document, new: Document) -> None:
    changes = diff(old, new)
    assert apply(changes, old) == new
    assert apply(reverse(changes), new) == old


@given(documents(), st.data())
def test_an_edited_map_is_reached_by_its_changes(old: Document, data: st.DataObject) -> None:
    new = _edited(old, data)
    changes = diff(old, new)
    assert apply(changes, old) == new
    assert apply(reverse(changes), new) == old


@given(documents())
def test_a_map_does_not_differ_from_itself(document: Document) -> None:
    assert diff(document, document) == ()


@given(documents(), st.data())
def test_records_that_are_said_to_stand_still_keep_their_order(old: Document, data: st.DataObject) -> None:
    new = _edited(old, data)
    moved = {change.id for change in diff(old, new) if isinstance(change, Moved) and change.seen}
    before = {key: [one.id for one in group] for key, group in sequences(old).items()}
    for key, group in sequences(new).items():
        still = [one.id for one in group if one.id in before.get(key, ()) and one.id not in moved]
        assert still == [one for one in before.get(key, ()) if one in still]


def test_a_step_put_in_front_moves_no_other() -> None:
    old = _steps("b", "c")
    new = _steps("a", "b", "c")
    changes = diff(old, new)
    assert [change.record.id for change in changes if isinstance(change, Added)] == ["step:a"]
    assert not [change for change in changes if isinstance(change, Moved) and change.seen]


def test_the_one_step_that_was_dragged_is_the_one_that_moved() -> None:
    changes = diff(_steps("a", "b", "c", "d"), _steps("b", "c", "d", "a"))
    assert [change.id for change in changes if isinstance(change, Moved) and change.seen] == ["step:a"]


def test_a_card_in_other_words_is_one_change_of_one_field() -> None:
    old = _steps("a").put(Card(id="card:1", parent="step:a", order="V", lane="actions", text="Wait"))
    new = old.put(Card(id="card:1", parent="step:a", order="V", lane="actions", text="Wait in line"))
    assert diff(old, new) == (Changed("card:1", "text", "Wait", "Wait in line"),)


@pytest.mark.parametrize(
    "change",
    [
        Removed(Step(id="step:z", parent="stage:s", order="V", name="z")),
        Added(Step(id="step:a", parent="stage:s", order="V", name="again")),
        Changed("step:a", "name", "not its name", "x"),
        Changed("step:a", "nonsense", "", "x"),
        Moved("step:a", ("stage:other", "V"), ("stage:s", "k")),
        Moved("journey:j", ("", ""), ("", "")),
    ],
)
def test_a_change_that_does_not_fit_is_refused_with_the_record_named(change: object) -> None:
    with pytest.raises(MapError) as refused:
        apply([change], _steps("a"))  # type: ignore[list-item]
    (found,) = refused.value.diagnostics
    assert found.code == "maps/change-does-not-fit"
    assert found.where.record


def _steps(*keys: str) -> Document:
    head = Journey(id="journey:j", title="J")
    stage = Stage(id="stage:s", parent=head.id, order="V", name="S")
    orders = zip(keys, spread(len(keys)), strict=True)
    return Document.of(
        [head, stage, *(Step(id=f"step:{key}", parent="stage:s", order=order, name=key) for key, order in orders)]
    )


def _edited(document: Document, data: st.DataObject) -> Document:
    """The map with some records gone and some placed ones elsewhere in order."""
    placed = [one for one in document if isinstance(one, Placed)]
    if not placed:
        return document
    from dataclasses import replace

    for one in data.draw(st.lists(st.sampled_from(placed), max_size=4)):
        document = document.put(replace(one, order=data.draw(st.sampled_from(["2", "P", "kk", "z1"]))))
    return document.without(one.id for one in data.draw(st.lists(st.sampled_from(placed), max_size=2)))
