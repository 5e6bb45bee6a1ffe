"""The atlas: what is mapped and heard, what nobody sees, and openings that lead nowhere or in a ring."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from outsidein import maps, workspace
from outsidein.maps import Document, State, Step
from outsidein.workspace.atlas import Blind, Health, draw_atlas

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _map(key: str, *, phase: str = "", opens: str = "", **head: object) -> Document:
    document = maps.begin(key, title=key.title())
    document = document.put(replace(document.journey, phase=phase, **head))  # type: ignore[arg-type]
    step = document.steps[0]
    return document.put(replace(step, opens=opens)) if opens else document


@pytest.fixture
def folder(tmp_path: Path) -> workspace.Folder:
    made = workspace.create(tmp_path / "w", name="W", key=bytes(32))
    for document in (_map("trip", phase="use", opens="claim"), _map("claim", phase="Get help")):
        workspace.save_map(made, document)
    return made


def test_every_phase_is_there_and_an_empty_one_is_a_blind_spot(folder: workspace.Folder) -> None:
    atlas = workspace.read_atlas(folder, now=NOW)
    journeys = {phase.id: phase.journeys for phase in atlas.phases if phase.journeys}
    assert journeys == {"use": ("trip",), "get-help": ("claim",)}
    assert atlas.phases_mapped == 2
    blind = {one.phase for one in atlas.blind if one.kind is Blind.PHASE}
    assert "buy" in blind
    assert "use" not in blind


def test_a_finer_journey_knows_the_step_that_opens_into_it(folder: workspace.Folder) -> None:
    claim = workspace.read_atlas(folder, now=NOW).band("claim")
    assert claim is not None
    assert claim.parents == (("trip", "Look around"),)


def test_without_evidence_nothing_is_said_to_be_well(folder: workspace.Folder) -> None:
    atlas = workspace.read_atlas(folder, now=NOW)
    assert {one.health for one in atlas.bands} == {Health.UNKNOWN}
    assert all(one.level is None for one in atlas.bands)
    assert (atlas.steps, atlas.steps_heard) == (10, 0)


def test_a_state_that_is_not_yet_counts_for_no_coverage() -> None:
    aim = _map("aim", state=State.TO_BE, of="trip")
    atlas = draw_atlas("W", [_map("trip"), aim], {}, {}, today=date(2026, 11, 22))
    assert atlas.steps == 5
    assert not [one for one in atlas.blind if one.kind is Blind.STEPS and one.map == "aim"]


def test_a_review_that_is_due_is_told() -> None:
    due = _map("old", reviewed="2026-01-01", review_every=90)
    (band,) = draw_atlas("W", [due], {}, {}, today=date(2026, 11, 22)).bands
    assert (band.due, band.overdue) == (date(2026, 4, 1), True)


def test_check_tells_of_openings_that_lead_nowhere_and_of_rings(folder: workspace.Folder) -> None:
    assert not [one for one in workspace.check(folder, now=NOW) if one.code.startswith("workspace/opens")]
    workspace.save_map(folder, _map("claim", opens="trip"))
    workspace.save_map(folder, _map("lost", opens="nowhere", of="gone"))
    codes = [one.code for one in workspace.check(folder, now=NOW)]
    assert codes.count("workspace/opens-in-a-ring") == 1
    assert codes.count("workspace/opens-unknown") == 1
    assert codes.count("workspace/state-of-unknown") == 1


def test_a_deep_chain_of_openings_is_walked_without_recursion() -> None:
    chain = [_map(f"m{n}", opens=f"m{n + 1}") for n in range(300)]
    files = [workspace.MapFile(Path(f"{one.journey.key}.map.yaml"), one, ()) for one in chain]
    found = workspace.check_opens(files)
    assert [one.code for one in found] == ["workspace/opens-unknown"]


def test_the_atlas_is_a_page_that_loads_nothing(folder: workspace.Folder) -> None:
    page = workspace.print_atlas(workspace.read_atlas(folder, now=NOW)).decode()
    assert "<script" not in page
    assert "Claim" in page
    assert isinstance(maps.begin("x", title="X").steps[0], Step)
