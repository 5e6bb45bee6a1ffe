"""Maps begun from others carry over what they must, link back, and are whole."""

from __future__ import annotations

import pytest

from outsidein.maps import (
    Card,
    Document,
    Encounter,
    Moment,
    Persona,
    Step,
    Touchpoint,
    TouchpointKind,
    begin,
    begin_from,
    front_stage,
    investigate,
    kinds,
    read,
    templates,
    write,
)

JOURNEYS = [one.id for one in templates().values() if one.kind == "customer-journey"]


def _texts(document: Document, lane: str) -> set[str]:
    return {card.text for card in document.all(Card) if card.lane == lane}


@pytest.mark.parametrize("template", JOURNEYS)
def test_the_front_of_a_blueprint_comes_from_the_journey(template: str) -> None:
    journey = begin_from(template, "trip")
    blueprint = front_stage(journey, "trip-blueprint", title="Behind the trip")
    assert read(write(blueprint))[1] == ()
    assert (blueprint.journey.kind, blueprint.journey.title) == ("service-blueprint", "Behind the trip")
    assert [stage.name for stage in blueprint.stages] == [stage.name for stage in journey.stages]
    assert [step.id for step in blueprint.steps] == [step.id for step in journey.steps]
    assert {step.opens for step in blueprint.steps} == {"trip"}
    for type_ in (Persona, Touchpoint, Encounter, Moment):
        assert blueprint.all(type_) == journey.all(type_)
    assert _texts(blueprint, "actions") == _texts(journey, "actions")
    assert not _texts(blueprint, "backstage") | _texts(blueprint, "support")


def test_what_is_seen_is_evidence_and_where_a_person_answers_is_onstage() -> None:
    journey = begin_from("airline", "trip")
    blueprint = front_stage(journey, "blueprint")
    for card in blueprint.all(Card):
        if card.lane in ("evidence", "onstage") and card.touchpoint:
            touchpoint = blueprint.records[card.touchpoint]
            assert isinstance(touchpoint, Touchpoint)
            assert (card.lane == "onstage") == (touchpoint.kind is TouchpointKind.HUMAN)
    assert _texts(blueprint, "evidence")
    assert _texts(blueprint, "onstage")


def test_a_kind_takes_only_what_it_has_a_lane_for() -> None:
    model = front_stage(begin_from("retail", "sofa"), "minds", of="mental-model")
    assert read(write(model))[1] == ()
    assert not model.touchpoints
    assert {record.type for record in model} <= kinds()["mental-model"].records


def test_a_relationship_is_looked_into_by_a_journey_of_its_own() -> None:
    chain = begin_from("streaming-value-chain", "chain")
    flow = next(one for one in chain.flows if one.label == "Films and series")
    journey, linked = investigate(chain, flow.id, "an-evening", title="An evening")
    assert read(write(journey))[1] == ()
    assert read(write(linked))[1] == ()
    assert linked.records[flow.id].opens == "an-evening"  # type: ignore[attr-defined]
    assert [one.name for one in journey.personas] == ["Couple on the sofa"]
    assert [one.name for one in journey.touchpoints] == ["Streaming service"]
    assert journey.encounters(journey.steps[0].id)
    assert journey.journey.outcome == "Films and series"
    assert {one for one in linked if one.id != flow.id} == {one for one in chain if one.id != flow.id}


def test_who_is_no_persona_yet_becomes_one() -> None:
    chain = begin("chain", title="Chain", of="value-chain")
    journey, _ = investigate(chain, "flow:advises", "advice", of="experience-map")
    assert [one.id for one in journey.personas] == ["persona:customer"]
    assert isinstance(journey.steps[0], Step)
    assert journey.journey.title == "Family and friends → Customer: Advice"


def test_what_is_no_flow_cannot_be_looked_into() -> None:
    chain = begin("chain", title="Chain", of="value-chain")
    for wrong in ("flow:nothing", "actor:customer"):
        with pytest.raises(KeyError):
            investigate(chain, wrong, "x")
