"""Kinds and catalogues are data: complete, consistent, and everything a map needs of them."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from outsidein.insight.finding import Category
from outsidein.maps import (
    Channel,
    Document,
    Journey,
    Lane,
    Level,
    Owner,
    Role,
    Side,
    TouchpointKind,
    begin,
    catalog,
    kind,
    kinds,
    lanes_of,
    lint,
    read,
    write,
)
from outsidein.maps.checks import CHECKS
from outsidein.maps.limits import RESERVED
from outsidein.maps.record import TYPES
from outsidein.maps.soundness import faults
from outsidein.render.scene import Icon, Look, Tone

JOURNEY = kinds()["customer-journey"]


def test_the_lane_catalogue_is_whole() -> None:
    # product.md A4, word by word
    customer = """artifacts tools devices actions activities tasks thoughts views opinions feelings desires
        state-of-mind goals outcomes jobs pains constraints barriers setting environment location beliefs values
        philosophy triggers moments failures"""
    organisation = """touchpoints offering processes organisation-challenges roles departments reporting metrics
        strengths weaknesses learnings effort opportunities organisation-goals strategy"""
    lanes = catalog.lanes()
    assert all(lanes[one].side is Side.CUSTOMER for one in customer.split())
    assert all(lanes[one].side is Side.ORGANISATION for one in organisation.split())
    assert {"text", "image", "number", "chart"} <= set(lanes)


def test_every_lane_of_the_catalogue_can_be_drawn() -> None:
    for entry in catalog.lanes().values():
        assert entry.icon in set(Icon), entry.id
        assert entry.tone in set(Tone), entry.id
        assert entry.look.value in {*Look, "number", "chart"}, entry.id


def test_every_entry_is_said_in_whole_sentences() -> None:
    for entry in catalog.lanes().values():
        assert entry.meaning.endswith("."), entry.id
        assert entry.hint.endswith((".", "?")), entry.id


def test_the_words_for_touchpoints_are_those_of_the_records() -> None:
    assert set(catalog.touchpoint_kinds()) == set(TouchpointKind)
    assert set(catalog.channels()) == set(Channel)
    assert set(catalog.owners()) == set(Owner)
    assert len(catalog.media()) == 9


def test_each_kind_of_touchpoint_proposes_a_category_there_is() -> None:
    assert {one.category for one in catalog.touchpoint_kinds().values()} <= set(catalog.hotspot_categories())


def test_the_hotspot_categories_are_those_that_insight_finds() -> None:
    names = [one.name.lower() for one in catalog.hotspot_categories().values()]
    assert names == [category.value for category in Category]


def test_the_value_models_are_whole() -> None:
    models = catalog.value_models()
    assert set(models["sheth-newman-gross"].values) == {"functional", "social", "emotional", "epistemic", "conditional"}
    assert len(models["shedroff-meanings"].values) == 15


def test_the_journey_has_its_whole_anatomy() -> None:
    # product.md A3
    keys = [lane.key for lane in JOURNEY.lanes]
    anatomy = """actions thoughts feelings outcomes pains expectations emotion touchpoints handoffs key_outcome
        opportunities activities strengths weaknesses threats measures"""
    assert set(anatomy.split()) <= set(keys)
    assert [lane.key for lane in JOURNEY.lanes if lane.role is Role.QUAD] == [
        "strengths", "weaknesses", "opportunities", "threats",
    ]  # fmt: skip
    assert {lane.level for lane in JOURNEY.lanes if lane.role is Role.QUAD} == {Level.STAGE}


def test_every_kind_names_things_that_exist() -> None:
    for one in kinds().values():
        assert one.records <= set(TYPES)
        assert set(one.checks) <= set(CHECKS)
        assert one.starter in catalog.presets()
        assert {lane.quad for lane in one.lanes if lane.role is Role.QUAD} == {quad.key for quad in one.quads}
        assert len({lane.key for lane in one.lanes}) == len(one.lanes)
        assert not {lane.key for lane in one.lanes if lane.role is not Role.TOUCHPOINTS} & RESERVED


@pytest.mark.parametrize("preset", ["", *catalog.presets()])
@pytest.mark.parametrize("of", kinds())
def test_a_map_begins_whole(of: str, preset: str) -> None:
    document = begin("trip", title="A trip", of=of, preset=preset)
    assert not list(faults(document))
    assert read(write(document)) == (document, ())
    chosen = catalog.presets()[preset or kind(of).starter]
    held = [("stage", chosen.stages), ("actor", chosen.actors), ("flow", chosen.flows), ("place", chosen.places)]
    expected = {type_: len(parts) if type_ in kind(of).records else 0 for type_, parts in held}
    assert {type_: sum(one.type == type_ for one in document) for type_ in expected} == expected
    assert kind(of).begins_with(preset or kind(of).starter) == any(expected.values())
    assert bool([one for one in lint(document) if one.code == "maps/map-empty"]) != any(expected.values())


def _with(*lanes: Lane) -> Document:
    return Document.of([Journey(id="journey:j"), *lanes])


def _keys(*lanes: Lane, hidden: bool = False) -> list[str]:
    return [lane.key for lane in lanes_of(_with(*lanes), hidden=hidden)]


def test_a_map_without_lanes_of_its_own_has_those_of_its_kind() -> None:
    assert lanes_of(_with()) == JOURNEY.lanes
    assert kind(_with()) is JOURNEY


def test_a_lane_that_comes_first_stands_last_on_its_side() -> None:
    devices = Lane(id="lane:devices", parent="journey:j", order="V", of="devices")
    keys = _keys(devices)
    last = [lane.key for lane in JOURNEY.lanes if lane.of.side is Side.CUSTOMER][-1]
    assert keys[keys.index(last) + 1] == "devices"


def test_a_lane_stands_behind_the_one_before_it() -> None:
    pains = Lane(id="lane:pains", parent="journey:j", order="A")
    tools = Lane(id="lane:tools", parent="journey:j", order="B", of="tools")
    more = Lane(id="lane:more", parent="journey:j", order="C", of="text")
    keys = _keys(pains, tools, more)
    at = keys.index("pains")
    assert keys[at : at + 3] == ["pains", "tools", "more"]


def test_a_lane_can_be_renamed_and_hidden() -> None:
    renamed = Lane(id="lane:pains", parent="journey:j", order="A", name="What hurts", hint="Ouch")
    gone = Lane(id="lane:thoughts", parent="journey:j", order="B", hidden=True)
    lanes = {lane.key: lane for lane in lanes_of(_with(renamed, gone))}
    assert (lanes["pains"].title, lanes["pains"].hint, lanes["pains"].of.id) == ("What hurts", "Ouch", "pains")
    assert "thoughts" not in lanes
    assert "thoughts" in _keys(renamed, gone, hidden=True)


def test_nobody_asks_which_kind_a_map_is_of() -> None:
    room = Path(catalog.__file__).parent
    for path in room.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Compare):
                words = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
                assert not words & set(kinds()), path.name


@pytest.mark.parametrize(
    ("head", "stands"),
    [
        ("kind: ecosystem", "actors: [{id: it, name: It, moment_of_truth: They decide who stays}]"),
        ("kind: spatial", 'places: [{id: it, name: It, x: 0.5, "y": 0.5, moment_of_truth: They decide who stays}]'),
    ],
)
def test_moments_of_truth_stand_at_actors_and_places(head: str, stands: str) -> None:
    document, found = read(f"outsidein: 1\nmap: m\n{head}\ntitle: M\nlanguage: en\n{stands}\n")
    assert document is not None, found
    [moment] = document.moments
    assert (moment.parent.partition(":")[2], moment.reason) == ("it", "They decide who stays")
    assert not list(faults(document))
    assert read(write(document))[0] == document
    empty = document.put(replace(moment, reason=""))
    assert "maps/moment-without-reason" in {one.code for one in lint(empty)}
