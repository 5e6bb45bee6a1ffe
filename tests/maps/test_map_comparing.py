"""Two states side by side: nothing differs from itself, every difference has its sign, expected is not measured."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from maps_drawn import documents

from outsidein.maps import (
    Card,
    Document,
    Expected,
    Journey,
    Sign,
    Stage,
    State,
    Step,
    begin_state,
    compare,
    read,
    respaced,
    spread,
    write,
)


@settings(max_examples=25)
@given(documents())
def test_a_state_just_begun_differs_in_nothing_and_remembers_its_map(document: Document) -> None:
    begun = begin_state(document, state=State.TO_BE, key="other")
    found = compare(document, begun)
    assert found.differences == ()
    head = document.journey
    assert begun.journey.of == (head.key if head.state is State.AS_IS else head.of or head.key)
    assert begun.journey.state is State.TO_BE
    assert read(write(begun))[0] == respaced(begun)


@settings(max_examples=25)
@given(documents(), documents())
def test_what_is_added_one_way_is_removed_the_other(one: Document, other: Document) -> None:
    there, back = compare(one, other).counts, compare(other, one).counts
    known = {record.id for record in one} & {record.id for record in other}
    if len(known) == len(one) == len(other):
        assert there[Sign.ADDED] == back[Sign.REMOVED]
    assert compare(one, one).differences == ()


@settings(max_examples=25)
@given(documents(), documents())
def test_every_record_of_both_is_paired_or_added_or_removed(was: Document, now: Document) -> None:
    found = compare(was, now)
    added = {one.now.id for one in found.differences if one.was is None and one.now}
    removed = {one.was.id for one in found.differences if one.now is None and one.was}
    assert added.isdisjoint(found.pairs)
    assert added | set(found.pairs) == set(now.records)
    assert removed | set(found.pairs.values()) == set(was.records)


def test_each_kind_of_difference_has_its_sign() -> None:
    was = _trip()
    card = was.records["card:1"]
    assert isinstance(card, Card)
    now = begin_state(was, state=State.TO_BE, key="aim")
    now = now.put(
        replace(card, text="Book a flight on one screen"),
        replace(now.records["card:2"], parent="step:book"),  # type: ignore[call-arg]
        replace(now.records["step:pay"], target=8.0),  # type: ignore[call-arg]
        Card(id="card:9", parent="step:pay", order="k", lane="pains", text="Fees appear late"),
    ).without(["card:3"])
    found = compare(was, now)
    assert found.of("card:1") is not None
    signs = {one.record.id: one.signs for one in found.differences}
    assert signs == {
        "card:1": (Sign.REWORDED,),
        "card:2": (Sign.MOVED,),
        "step:pay": (Sign.REVISED,),
        "card:9": (Sign.ADDED,),
        "card:3": (Sign.REMOVED,),
    }


def test_a_map_drawn_anew_is_known_again_by_its_words() -> None:
    was = _trip()
    ids = {"step:book": "step:reserve", "card:1": "card:x", "stage:s": "stage:t"}
    now = Document.of(
        replace(
            one,
            id=ids.get(one.id, one.id),
            **({"parent": ids.get(one.parent, one.parent)} if hasattr(one, "parent") else {}),
        )
        for one in was
    )
    now = now.put(replace(now.records["card:x"], text="Book the flight"))  # type: ignore[call-arg]
    found = compare(was, now)
    assert [(one.record.id, one.signs) for one in found.differences] == [("card:x", (Sign.REWORDED,))]
    assert found.pairs["step:reserve"] == "step:book"


def test_the_curve_has_every_step_of_both_and_what_people_expect() -> None:
    was = _trip()
    level = Card(id="card:level", parent="step:book", order="V", lane="emotion", value=4.0)
    was = was.put(level)
    now = begin_state(was, state=State.TO_BE, key="aim").put(replace(level, value=7.0)).without(["step:pay", "card:2"])
    now = now.put(Step(id="step:seats", parent="stage:s", order="z", name="Choose seats", target=8.0))
    found = compare(was, now)
    assert [(one.was, one.now) for one in found.curve] == [
        ("step:book", "step:book"), ("step:pay", ""), ("", "step:seats"),
    ]  # fmt: skip
    book, _, seats = found.curve
    assert (book.drawn_was, book.drawn_now, book.effect) == (4.0, 7.0, 3.0)
    assert (seats.level, seats.effect) == (8.0, None)
    assert isinstance(book, Expected)


def _trip() -> Document:
    head = Journey(id="journey:trip", title="A trip")
    keys = spread(2)
    return Document.of(
        [
            head,
            Stage(id="stage:s", parent=head.id, order="V", name="Buy"),
            Step(id="step:book", parent="stage:s", order=keys[0], name="Book"),
            Step(id="step:pay", parent="stage:s", order=keys[1], name="Pay"),
            Card(id="card:1", parent="step:book", order="V", lane="actions", text="Book a flight"),
            Card(id="card:2", parent="step:pay", order="V", lane="actions", text="Pay by card"),
            Card(id="card:3", parent="step:book", order="V", lane="thoughts", text="Is it the best fare?"),
        ]
    )
