"""Networks: laid out without anything hidden, the same for the same input, kept where people put them, drawn whole."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outsidein import maps
from outsidein.maps import Actor, ActorKind, Document, Flow, FlowKind, Journey
from outsidein.render import compose, places, write_html
from outsidein.render.network import Body, Picture, Rect, Tie, arrange, edges, ring_at
from outsidein.render.network.lettering import actor_box, broken
from outsidein.render.paper import print_scene

TODAY = date(2026, 11, 22)


def _meet(one: Rect, other: Rect) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2 - 0.02
        and abs(one.y - other.y) < (one.height + other.height) / 2 - 0.02
    )


def _inside(rect: Rect, picture: Picture) -> bool:
    return (
        rect.width / 2 - 0.02 <= rect.x <= picture.width - rect.width / 2 + 0.02
        and rect.height / 2 - 0.02 <= rect.y <= picture.height - rect.height / 2 + 0.02
    )


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Body], list[Tie]]:
    """Random networks of up to a dozen actors, some of them put somewhere by hand, even on one spot."""
    count = draw(st.integers(1, 12))
    place = st.none() | st.tuples(st.sampled_from([-0.8, -0.3, 0.0, 0.3, 0.8]), st.sampled_from([-0.8, 0.0, 0.8]))
    bodies = []
    for at in range(count):
        where = draw(place)
        x, y = where or (None, None)
        width, height = draw(st.sampled_from([(72.0, 31.0), (110.0, 44.0), (150.0, 58.0)]))
        bodies.append(Body(id=f"a{at}", width=width, height=height, ring=draw(st.integers(0, 3)), x=x, y=y))
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    pairs = draw(st.lists(ends, max_size=14, unique=True))
    ties = [
        Tie(id=f"f{at}", source=f"a{a}", target=f"a{b}", width=draw(st.sampled_from([40.0, 90.0])), height=15.0)
        for at, (a, b) in enumerate(pairs)
    ]
    return bodies, ties


@settings(max_examples=25, deadline=None)
@given(networks())
def test_every_actor_and_every_label_is_drawn_inside_the_sheet_and_no_two_boxes_meet(
    network: tuple[list[Body], list[Tie]],
) -> None:
    bodies, ties = network
    picture = arrange(bodies, ties)
    assert [seat.id for seat in picture.seats] == [body.id for body in bodies]
    assert [route.id for route in picture.routes] == [tie.id for tie in ties if tie.source != tie.target]
    for rect in [seat.rect for seat in picture.seats] + [route.label for route in picture.routes]:
        assert _inside(rect, picture)
    for at, seat in enumerate(picture.seats):
        assert not any(_meet(seat.rect, other.rect) for other in picture.seats[at + 1 :])
    for route in picture.routes:
        for x, y in (route.curve[0], route.curve[3]):
            assert 0 <= x <= picture.width
            assert 0 <= y <= picture.height
    assert (picture.score.overlaps, picture.score.outside) == (0, 0)
    assert arrange(bodies, ties) == picture


def test_what_people_placed_stays_there_and_others_stand_on_their_rings() -> None:
    bodies = [Body(id=f"a{at}", width=90, height=40, ring=at % 3) for at in range(9)]
    bodies.append(Body(id="put", width=90, height=40, ring=2, x=-0.75, y=0.25))
    picture = arrange(bodies, [], rings_of=3)
    seats = {seat.id: seat for seat in picture.seats}
    assert (seats["put"].x, seats["put"].y) == pytest.approx((-0.75, 0.25))
    for body in bodies[:-1]:
        assert ring_at(seats[body.id].x, seats[body.id].y, 3) == body.ring


def test_two_on_one_spot_are_moved_apart_by_no_more_than_it_takes() -> None:
    spot = {"x": 0.1, "y": 0.1}
    picture = arrange([Body(id=id, width=90, height=40, **spot) for id in "ab"], [])
    one, other = (seat.rect for seat in picture.seats)
    assert not _meet(one, other)
    assert math.hypot(one.x - other.x, one.y - other.y) < 60


def test_a_mutual_pair_bows_apart_and_both_labels_are_seen() -> None:
    bodies = [Body(id=id, width=90, height=40, ring=0) for id in "ab"]
    ties = [
        Tie(id="f", source="a", target="b", width=60, height=14),
        Tie(id="g", source="b", target="a", width=60, height=14),
    ]
    one, other = arrange(bodies, ties).routes
    assert not _meet(one.label, other.label)
    assert abs(one.curve[1][1] - other.curve[2][1]) > 8


def test_forty_actors_and_seventy_two_flows_hide_nothing() -> None:
    picture = compose(_crowd(40, 72), today=TODAY).network
    assert picture is not None
    assert (len(picture.actors), len(picture.flows)) == (40, 72)
    boxes = [Rect(one.x, one.y, one.width, one.height) for one in picture.actors]
    labels = [Rect(one.x, one.y, one.width, one.height) for one in picture.flows]
    for at, label in enumerate(labels):
        assert not any(_meet(label, box) for box in boxes)
        assert not any(_meet(label, other) for other in labels[at + 1 :])
    for at, box in enumerate(boxes):
        assert not any(_meet(box, other) for other in boxes[at + 1 :])


def test_rings_are_the_same_whoever_stands_on_them() -> None:
    assert edges(4)[-1] == pytest.approx(1.0)
    assert all(a < b for a, b in zip(edges(5), edges(5)[1:], strict=False))


@given(st.text(max_size=80))
def test_no_part_of_a_name_is_cut(name: str) -> None:
    lines = broken(name, 11, room=92, most=170)
    assert "".join(lines).split() == [] or "".join("".join(lines).split()) == "".join(name.split())
    assert actor_box(name, ActorKind.PERSON).width < 240


def _net(*, language: str = "en") -> Document:
    head = Journey(id="journey:net", kind="ecosystem", title="Fibre at home", language=language)
    return Document.of(
        [
            head,
            Actor(id="actor:provider", name="Fibre provider <&>", ring=0),
            Actor(id="actor:customer", name="Customer", kind=ActorKind.PERSON, ring=0, about="Works from home."),
            Actor(id="actor:city", name="City permits office", kind=ActorKind.PLACE, ring=1),
            Actor(id="actor:portal", name="Comparison portal", kind=ActorKind.OBJECT, ring=2),
            Flow(id="flow:fee", parent="actor:customer", to="actor:provider", label="monthly fee", kind=FlowKind.MONEY),
            Flow(id="flow:line", parent="actor:provider", to="actor:customer"),
            Flow(id="flow:permit", parent="actor:city", to="actor:provider", label="permit", kind=FlowKind.INFORMATION),
        ]
    )


def _crowd(actors: int, flows: int) -> Document:
    """A network as dense as they come: two in the centre with many ties, the others tied to near ones."""
    import random

    dice = random.Random(7)
    head = Journey(id="journey:crowd", kind="ecosystem", title="Energy")
    rings = (0, 0, *(1,) * 10, *(2,) * 14, *(3,) * 40)
    who = [
        Actor(id=f"actor:a{at}", name=f"Actor number {at}", kind=dice.choice(list(ActorKind)), ring=rings[at])
        for at in range(actors)
    ]
    ends: set[tuple[int, int]] = set()
    while len(ends) < flows:
        one = dice.choice([0, 1]) if dice.random() < 0.4 else dice.randrange(actors)
        other = dice.randrange(actors) if one < 2 else (one + dice.choice([-6, -3, -2, -1, 1, 2, 3, 9])) % actors
        if one != other:
            ends.add((one, other))
    what = [
        Flow(
            id=f"flow:f{at}",
            parent=f"actor:a{a}",
            to=f"actor:a{b}",
            label=f"thing {at}",
            kind=dice.choice(list(FlowKind)),
        )
        for at, (a, b) in enumerate(sorted(ends))
    ]
    return Document.of([head, *who, *what])


def test_a_scene_of_a_network_says_every_actor_and_flow_twice_as_picture_and_as_table() -> None:
    scene = compose(_net(), today=TODAY)
    assert scene.network is not None
    assert {actor.name for actor in scene.network.actors} == {actor.name for actor in _net().actors}
    panels = {panel.key: panel for panel in scene.panels}
    assert {row[0] for row in panels["actors"].rows} == {actor.name for actor in _net().actors}
    assert ("Customer", "Fibre provider <&>", "monthly fee", "Money", "–") in panels["flows"].rows
    assert "4 actors" in scene.network.spoken
    german = compose(_net(language="de"), today=TODAY).network
    assert german is not None
    assert "4 Akteuren" in german.spoken
    assert {"Leistung", "Geld"} <= {flow.kind for flow in german.flows}


def test_flows_are_told_apart_by_line_and_sign_and_word_on_the_page() -> None:
    page = write_html(compose(_net(), today=TODAY))
    assert "Fibre provider &lt;&amp;&gt;" in page
    assert "<&>" not in page
    for style in ("money", "service", "information"):
        assert f'class="line {style}"' in page
    assert page.count('data-actor="') == 4
    assert re.search(r'aria-label="Customer, Person\. gives monthly fee → Fibre provider', page)
    assert 'id="grid"' not in page


def test_a_network_prints_as_an_accessible_pdf_of_one_sheet_and_its_tables() -> None:
    printed = print_scene(compose(_net(), today=TODAY), created=TODAY)
    assert printed.standards[0] == "ua-1"
    assert (printed.sheet, printed.page_count) == ("a2", 2)
    assert printed.smallest >= 6
    assert not printed.diagnostics


def test_the_layout_is_asked_for_all_or_for_those_whom_nobody_placed() -> None:
    document = _net()
    assert {id for id, _, _ in places(document, anew=False)} == {actor.id for actor in document.actors}
    put = document.put(replace(document.actors[0], x=0.5, y=0.5))
    assert put.actors[0].id not in {id for id, _, _ in places(put, anew=False)}
    assert {id for id, _, _ in places(put, anew=True)} == {actor.id for actor in put.actors}
    assert places(maps.begin("trip", title="A trip"), anew=True) == ()


def test_the_name_of_a_ring_stands_where_no_body_covers_it() -> None:
    """Five narrow rings, and somebody at the top of each."""
    bodies = [Body(id=f"a{at}", width=90, height=38, ring=at, x=0.0, y=-0.1 - 0.2 * at) for at in range(5)]
    picture = arrange(bodies, [], rings_of=5)
    names = [Rect(*ring.name, 120.0, 15.0) for ring in picture.rings]
    assert not any(_meet(name, seat.rect) for name in names for seat in picture.seats)


def test_what_is_written_at_an_actor_is_no_empty_lane() -> None:
    document, _ = maps.read(
        "outsidein: 1\nmap: net\nkind: value-chain\ntitle: Net\nactors:\n"
        "  - {id: a, name: A, ring: 0, goals: [Peace], flows: [{to: b, label: Trust}]}\n  - {id: b, name: B}\n"
    )
    assert document is not None
    unknown = next(one for one in compose(document, today=TODAY).panels if one.key == "unknown")
    empty = next(row[0] for row in unknown.rows if row[0].startswith("Lanes that are empty"))
    assert "Goals" not in str(empty)
    assert "Pain points" in str(empty)
