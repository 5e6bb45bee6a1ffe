"""The examples are finished maps, one of each kind: whole, canonical, with nothing left to mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from outsidein.maps import Card, Document, Lane, Step, Structure, kind, kinds, lanes_of, lint, load, write

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "kinds"
FILES = sorted((FOLDER / "maps").glob("*.map.yaml"))
GAPS = {"maps/tower-without-support"}
"""What a mental model is drawn to show."""


def _load(path: Path) -> Document:
    document, found = load(path)
    assert found == ()
    assert document is not None
    return document


@pytest.fixture(params=FILES, ids=lambda path: path.name.partition(".")[0])
def path(request: pytest.FixtureRequest) -> Path:
    found = request.param
    assert isinstance(found, Path)
    return found


def _of(structure_or_kind: str) -> list[Document]:
    found = [_load(path) for path in FILES]
    return [one for one in found if structure_or_kind in (one.journey.kind, kind(one).structure.value)]


def test_there_is_one_of_each_kind() -> None:
    assert sorted(_load(path).journey.kind for path in FILES) == sorted(kinds())


def test_an_example_is_finished(path: Path) -> None:
    document = _load(path)
    assert {one.code for one in lint(document, today=date(2026, 11, 22))} <= GAPS
    assert document.personas
    assert document.journey.fictional


def test_an_example_stands_in_its_canonical_text(path: Path) -> None:
    assert write(_load(path)) == path.read_text("utf-8")


def test_the_networks_are_as_large_as_life() -> None:
    ecosystem, chain = _of("ecosystem")[0], _of("value-chain")[0]
    assert len(ecosystem.actors) >= 14
    assert len(chain.flows) >= 20
    assert {one.ring for one in ecosystem.actors} == set(range(len(kind(ecosystem).rings)))


def test_the_blueprint_has_its_three_lines_and_arrows_from_card_to_card() -> None:
    (blueprint,) = _of("service-blueprint")
    assert [line.key for line in kind(blueprint).lines] == ["interaction", "visibility", "internal-interaction"]
    assert sum(isinstance(blueprint.records[one.parent], Card) for one in blueprint.arrows) >= 14


def test_the_mental_model_has_spaces_towers_and_gaps() -> None:
    (model,) = _of("mental-model")
    assert len(model.stages) == 4
    assert len(model.steps) >= 12
    gaps = [one for one in lint(model) if one.code in GAPS]
    assert len(gaps) >= 3
    below = {lane.key for lane in lanes_of(model) if lane.inside}
    assert all(isinstance(model.records[one.where.record or ""], Step) for one in gaps)
    assert below == {"support", "reality", "opportunities"}


def test_the_plan_of_the_spatial_map_is_there() -> None:
    (branch,) = _of(Structure.SPATIAL.value)
    picture = FOLDER / "images" / branch.journey.plan
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 50_000
    assert not branch.all(Lane)
