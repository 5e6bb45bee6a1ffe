"""Two networks or floor plans in one picture: all of both is drawn once, each sign has a shape, nothing is run."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from outsidein.maps import (
    Actor,
    Arrow,
    Card,
    Document,
    Flow,
    Journey,
    PlanPlace,
    Sign,
    State,
    Touchpoint,
    begin_state,
    compare,
)
from outsidein.render.states import compose_states, print_states, write_states
from outsidein.render.states.figure import FigureScene

NASTY = "<script>alert(1)</script> #set page(fill: red)"


def _network() -> Document:
    head = Journey(id="journey:care", title="Care", kind="ecosystem")
    actors = [Actor(id=f"actor:{one}", name=one.title(), ring=ring) for one, ring in
              (("elsa", 0), ("nurse", 0), ("doctor", 1), ("friend", 1), ("council", 2))]  # fmt: skip
    flows = [
        Flow(id="flow:care", parent="actor:nurse", to="actor:elsa", label="Daily care"),
        Flow(id="flow:tea", parent="actor:friend", to="actor:elsa", label="Tea"),
        Flow(id="flow:call", parent="actor:nurse", to="actor:friend", label="A call"),
    ]
    return Document.of([head, *actors, *flows, Card(id="card:1", parent="actor:nurse", order="V", lane="pains")])


def _plan() -> Document:
    head = Journey(id="journey:visit", title="A visit", kind="spatial")
    desk = Touchpoint(id="touchpoint:desk", name="Welcome desk")
    places = [
        PlanPlace(id="place:in", parent=head.id, order="a", name="Entrance", x=0.1, y=0.9),
        PlanPlace(id="place:desk", parent=head.id, order="b", touchpoint=desk.id, x=0.5, y=0.5),
        PlanPlace(id="place:out", parent=head.id, order="c", name="Exit", x=0.9, y=0.1),
    ]
    way = Arrow(id="arrow:1", parent="place:in", to="place:desk", label="Straight on")
    return Document.of([head, desk, *places, way])


def _figure(was: Document, now: Document) -> FigureScene:
    figure = compose_states(compare(was, now)).figure
    assert figure is not None
    return figure


def _later(was: Document) -> Document:
    return begin_state(was, state=State.TO_BE, key="aim")


def test_a_network_shows_what_came_went_moved_and_was_said_otherwise() -> None:
    was = _network()
    now = _later(was)
    actors = {one.key: one for one in now.actors}
    now = now.put(
        Actor(id="actor:app", name=NASTY, ring=1),
        replace(actors["doctor"], ring=2),
        replace(actors["elsa"], name="Elsa, 84"),
        replace(now.flows[2], to="actor:elsa"),
        replace(now.all(Card)[0], text="Driving more than caring"),
    ).without(["actor:friend", "flow:tea"])
    figure = _figure(was, now)
    signs = {one.id: [badge.sign for badge in one.badges] for one in figure.nodes if one.badges}
    assert signs == {
        "actor:app": ["added"], "actor:doctor": ["moved"], "actor:elsa": ["reworded"], "actor:friend": ["removed"],
        "actor:nurse": ["revised"],
    }  # fmt: skip
    assert {one.id for one in figure.nodes if one.ghost} == {"actor:friend", "actor:doctor~before"}
    lines = {one.id: one for one in figure.lines}
    assert lines["flow:tea"].ghost
    assert [badge.sign for badge in lines["flow:call"].badges] == ["moved"]
    assert lines["flow:call~before"].ghost
    assert lines["move:actor:doctor"].moving
    assert "One card here is not as it was" in next(one.says for one in figure.nodes if one.id == "actor:nurse")
    page = write_states(compose_states(compare(was, now)))
    assert "<script" not in page
    assert figure.spoken in page.replace("&quot;", '"')


def test_a_plan_shows_where_a_place_stood_and_stands_under_one_number() -> None:
    was = _plan()
    now = _later(was)
    places = {one.key: one for one in now.places}
    now = now.put(replace(places["desk"], x=0.7, y=0.2)).without(["place:out"])
    figure = _figure(was, now)
    nodes = {one.id: one for one in figure.nodes}
    assert (nodes["place:desk"].number, nodes["place:desk~before"].number, nodes["place:out"].number) == ("2", "2", "")
    assert "".join(nodes["place:desk"].lines).startswith("Welcome")
    assert nodes["place:desk~before"].ghost
    assert nodes["place:out"].ghost
    assert [one.id for one in figure.lines if one.moving] == ["move:place:desk"]


def test_two_maps_drawn_anew_are_known_again_by_their_words() -> None:
    was = _network()
    actors = [replace(one, id=f"{one.id}-2") for one in was.actors]
    flows = [replace(one, id=f"{one.id}-2", parent=f"{one.parent}-2", to=f"{one.to}-2") for one in was.flows]
    figure = _figure(was, Document.of([replace(was.journey, id="journey:other"), *actors, *flows]))
    assert not any(one.badges or one.ghost for one in figure.lines)
    changed = {one.id: [badge.sign for badge in one.badges] for one in figure.nodes if one.badges or one.ghost}
    assert changed == {"actor:nurse-2": ["revised"]}  # her card is gone


def test_where_the_layout_chose_a_place_nothing_was_moved() -> None:
    was = _network()
    now = _later(was)
    placed = now.put(*(replace(one, x=0.1 * at, y=0.2) for at, one in enumerate(now.actors)))
    assert compare(was, placed).differences == ()
    elsewhere = placed.put(replace(placed.actors[0], x=0.9))
    assert [one.signs for one in compare(placed, _later(elsewhere)).differences] == [(Sign.MOVED,)]


def test_the_sheet_is_printed_and_a_grid_has_no_figure() -> None:
    was = _plan()
    scene = compose_states(compare(was, _later(was).put(PlanPlace(
        id="place:new", parent="journey:aim", order="z", name=NASTY, x=0.3, y=0.3))), language="de")  # fmt: skip
    assert print_states(scene, "pdf").startswith(b"%PDF")
    assert scene.figure
    assert "beide Zustände" in scene.figure.spoken
    trip = Document.of([Journey(id="journey:trip", title="A trip")])
    assert compose_states(compare(trip, trip)).figure is None


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(0, 4)), st.sets(st.integers(0, 2)), st.integers(0, 3))
def test_all_of_both_states_is_drawn_once(gone: set[int], cut: set[int], ring: int) -> None:
    was = _network()
    now = _later(was)
    without = {now.actors[at].id for at in gone}
    flows = {one.id for at, one in enumerate(now.flows) if at in cut or {one.parent, one.to} & without}
    now = now.put(replace(now.actors[2], ring=ring)).without(without | flows)
    figure = _figure(was, now)
    stands = [one.id for one in figure.nodes if not one.id.endswith("~before")]
    assert sorted(stands) == sorted(one.id for one in was.actors)
    assert {one.id for one in figure.nodes if one.ghost and not one.id.endswith("~before")} == without
    assert {one.id for one in figure.lines if one.ghost} == flows
    assert {one.id for one in figure.lines if not one.moving} == {one.id for one in was.flows}
