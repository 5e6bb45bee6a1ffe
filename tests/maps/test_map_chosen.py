"""What was chosen of a map is all that is left of it: no text of anything else is in it, nor in the page made of it."""

from __future__ import annotations

import html
from dataclasses import fields, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from outsidein import maps, render
from outsidein.maps import (
    Arrow,
    Card,
    Document,
    Encounter,
    Journey,
    Lane,
    Moment,
    Persona,
    Role,
    Stage,
    Step,
    Touchpoint,
    chosen,
    lanes_of,
)

LANES = (*(lane.key for lane in lanes_of(maps.begin("a", title="A"))), "own")
FILLED = {lane.key for lane in lanes_of(maps.begin("a", title="A")) if lane.role in (Role.TOUCHPOINTS, Role.MEASURE)}
HOLDING = tuple(lane for lane in LANES if lane not in FILLED)
OF_STAGES = {lane.key for lane in lanes_of(maps.begin("a", title="A")) if lane.level is maps.Level.STAGE or lane.quad}
TODAY = date(2026, 11, 22)


def marked(word: str) -> str:
    """A text that stands nowhere else."""
    return f"zq{word}qz"


def full() -> Document:
    """A map with something of everything, each text of it unique."""
    records: list[maps.Record] = [
        Journey(
            id="journey:a",
            title=marked("title"),
            owner=marked("keeper"),
            abbreviations=((marked("short"), marked("long")),),
        ),
        Stage(id="stage:s", parent="journey:a", order="V", name=marked("stage")),
        Lane(id="lane:own", parent="journey:a", order="V", of="text", name=marked("own-lane"), hint=marked("own-hint")),
        Lane(id="lane:pains", parent="journey:a", order="W", of="pains", name=marked("pains-lane")),
        Persona(id="persona:p", name=marked("p-name"), quote=marked("p-quote")),
        Persona(id="persona:q", name=marked("q-name"), goals=(marked("q-goal"),)),
    ]
    for at, key in enumerate(("one", "two")):
        step = f"step:{key}"
        records += [
            Step(id=step, parent="stage:s", order=f"{at + 1}V", name=marked(f"step-{key}"), target=7.0),
            Touchpoint(id=f"touchpoint:{key}", name=marked(f"touch-{key}"), about=marked(f"touch-about-{key}")),
            Encounter(id=f"encounter:{key}", parent=step, order="V", touchpoint=f"touchpoint:{key}"),
            Moment(id=f"moment:{key}", parent=step, reason=marked(f"reason-{key}"), touchpoint=f"touchpoint:{key}"),
        ]
        for lane in HOLDING:
            for who, more in (
                ("all", {}),
                ("p", {"personas": ("persona:p",)}),
                ("both", {"personas": ("persona:p", "persona:q")}),
                ("touch", {"touchpoint": f"touchpoint:{key}"}),
            ):
                name = f"{lane}-{key}-{who}"
                records.append(
                    Card(
                        id=f"card:{name}",
                        parent="stage:s" if lane in OF_STAGES else step,
                        order=f"{at + 1}V",
                        lane=lane,
                        text=marked(f"text-{name}"),
                        owner=marked(f"owner-{name}"),
                        evidence=(f"comment:{marked(name)}",),
                        about=marked(f"about-{name}"),
                        **more,
                    )
                )
    records.append(Arrow(id="arrow:a", parent="step:two", to="step:one", label=marked("arrow")))
    return Document.of(records)


FULL = full()


def texts(document: Document) -> set[str]:
    """Every text on any record."""
    found: set[str] = set()

    def gather(value: object) -> None:
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, tuple):
            for one in value:
                gather(one)

    for record in document:
        for field in fields(record):
            gather(getattr(record, field.name))
    return found


CHOICES = st.fixed_dictionaries(
    {
        "lanes": st.frozensets(st.sampled_from(LANES)),
        "personas": st.none() | st.frozensets(st.sampled_from(["persona:p", "persona:q"])),
        "touchpoints": st.none() | st.frozensets(st.sampled_from(["touchpoint:one", "touchpoint:two"])),
        "moments": st.booleans(),
        "owners": st.booleans(),
    }
)


def unchosen(choice: dict) -> set[str]:
    """Words that must stand nowhere."""
    lanes, personas, owners = choice["lanes"], choice["personas"], choice["owners"]
    met = {"one", "two"} if choice["touchpoints"] is None else {id.partition(":")[2] for id in choice["touchpoints"]}
    met = met if "touchpoints" in lanes else set()
    gone = {marked("short"), marked("long")}
    gone |= set() if owners else {marked("keeper")}
    gone |= set() if "own" in lanes else {marked("own-lane"), marked("own-hint")}
    gone |= set() if "pains" in lanes else {marked("pains-lane")}
    for key, words in (("p", ("p-name", "p-quote")), ("q", ("q-name", "q-goal"))):
        if personas is not None and f"persona:{key}" not in personas:
            gone |= {marked(word) for word in words}
    for key in ("one", "two"):
        if key not in met:
            gone |= {marked(f"touch-{key}"), marked(f"touch-about-{key}"), marked(f"reason-{key}")}
        if not choice["moments"]:
            gone.add(marked(f"reason-{key}"))
        for lane in HOLDING:
            for who in ("all", "p", "both", "touch"):
                name = f"{lane}-{key}-{who}"
                whose = {"p": {"persona:p"}, "both": {"persona:p", "persona:q"}}.get(who, set())
                alone = personas is not None and whose and not whose & personas
                kept = lane in lanes and not alone and not (who == "touch" and key not in met)
                gone |= set() if kept else {marked(f"text-{name}"), marked(f"about-{name}")}
                gone |= set() if kept and owners else {marked(f"owner-{name}")}
                gone.add(marked(name))
    return gone


@given(CHOICES)
def test_no_text_of_anything_unchosen_is_left_in_the_map(choice: dict) -> None:
    said = "\n".join(texts(chosen(FULL, **choice)))
    assert not [word for word in unchosen(choice) if word in said]


@given(CHOICES)
def test_no_text_of_anything_unchosen_is_in_the_bytes_of_the_page(choice: dict) -> None:
    page = render.write_html(render.compose(chosen(FULL, **choice), today=TODAY))
    assert not [word for word in unchosen(choice) if word in page or html.escape(word) in page]


@given(CHOICES)
def test_what_was_chosen_is_there_and_the_map_stays_sound(choice: dict) -> None:
    part = chosen(FULL, **choice)
    assert [step.id for step in part.steps] == [step.id for step in FULL.steps]
    assert {lane.key for lane in lanes_of(part)} == choice["lanes"]
    again, found = maps.read(maps.write(part))
    assert again is not None, found
    assert {card.text for card in again.all(Card)} == {card.text for card in part.all(Card)}
    assert chosen(part, **choice) == part


def test_everything_chosen_is_the_map_without_what_its_cards_cite() -> None:
    everything = chosen(FULL, lanes=frozenset(LANES), owners=True)
    expected = [replace(one, evidence=()) if isinstance(one, Card) else one for one in FULL]
    head = replace(FULL.journey, abbreviations=())
    assert everything == Document.of(expected).put(head)


def test_the_levels_aimed_at_go_with_the_curve() -> None:
    curve = next(lane.key for lane in lanes_of(FULL) if lane.role is Role.CURVE)
    assert chosen(FULL, lanes=frozenset({curve})).steps[0].target == 7.0
    assert chosen(FULL, lanes=frozenset({"actions"})).steps[0].target is None


def test_a_record_of_a_class_that_nobody_decided_about_is_left_out() -> None:
    class Secret(maps.Record):
        type = "secret"

    hidden = FULL.put(Secret(id="secret:a"))
    assert "secret:a" not in chosen(hidden, lanes=frozenset(LANES)).records


def test_a_network_and_a_plan_are_handed_on_without_what_was_not_chosen() -> None:
    shared = {}
    for template in ("city-mobility-ecosystem", "shop-floor-plan"):
        whole = maps.begin_from(template, "a")
        linked = whole.put(*(replace(flow, opens="secret") for flow in whole.flows[:1]))
        shared[template] = chosen(linked, lanes=frozenset({"pains"}), personas=frozenset(), touchpoints=None)
        assert list(maps.soundness.faults(shared[template])) == []
        assert {card.lane for card in shared[template].all(Card)} == {"pains"}
    network, plan = shared.values()
    assert (len(network.actors), len(network.flows)) == (11, 15)
    assert not any(flow.opens for flow in network.flows)
    assert not any(actor.persona for actor in network.actors)
    assert all(place.touchpoint for place in plan.places)
    assert plan.arrows
    bare = chosen(maps.begin_from("shop-floor-plan", "a"), lanes=frozenset(), touchpoints=frozenset())
    assert not bare.touchpoints
    assert not any(place.touchpoint for place in bare.places)


def test_an_arrow_goes_with_the_card_it_begins_or_ends_at() -> None:
    whole = maps.begin_from("hotel-blueprint", "a")
    kept = chosen(whole, lanes=frozenset({"actions", "onstage"}))
    lanes = {card.id: card.lane for card in kept.all(Card)}
    assert kept.arrows
    assert all({lanes[arrow.parent], lanes[arrow.to]} == {"actions", "onstage"} for arrow in kept.arrows)
