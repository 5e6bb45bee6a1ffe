"""Maps begun from another, how maps are tied, and which map is meant where nobody names one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from outsidein import maps, workspace
from outsidein.ground import WorkspaceError


@pytest.fixture
def folder(tmp_path: Path) -> workspace.Folder:
    return workspace.begin(tmp_path / "work", name="Trip", key=bytes(32), template="airline")


def _codes(caught: pytest.ExceptionInfo[WorkspaceError]) -> list[str]:
    return [one.code for one in caught.value.diagnostics]


def test_a_blueprint_is_kept_under_a_key_of_its_own_and_opens_into_its_journey(folder: workspace.Folder) -> None:
    made = workspace.derive_blueprint(folder, "trip")
    kept = workspace.load_map(folder, "trip-blueprint")
    assert kept.journey.title == made.journey.title
    assert {step.opens for step in kept.steps} == {"trip"}
    with pytest.raises(WorkspaceError) as caught:
        workspace.derive_blueprint(folder, "trip")
    assert _codes(caught) == ["workspace/key-taken"]


def test_a_map_without_steps_gives_no_blueprint_and_one_without_flows_no_relationship(
    folder: workspace.Folder,
) -> None:
    workspace.save_map(folder, maps.begin("chain", title="Chain", of="value-chain"))
    for act in (
        lambda: workspace.derive_blueprint(folder, "chain"),
        lambda: workspace.derive_journey(folder, "trip", "x"),
    ):
        with pytest.raises(WorkspaceError) as caught:
            act()
        assert _codes(caught) == ["workspace/nothing-to-derive"]


def test_a_relationship_and_its_journey_know_each_other(folder: workspace.Folder) -> None:
    workspace.save_map(folder, maps.begin("chain", title="Chain", of="value-chain"))
    made = workspace.derive_journey(folder, "chain", "serves", as_key="served")
    assert made.journey.key == "served"
    (chain,) = (one for one in workspace.read_hierarchy(folder) if one.key == "chain")
    assert [(one.record, one.to, one.known) for one in chain.opens] == [("flow:serves", "served", True)]


def test_without_a_name_the_map_is_meant_that_no_other_leads_to(folder: workspace.Folder) -> None:
    trip = workspace.load_map(folder)
    workspace.begin_state_of(folder, "trip", state=maps.State.TO_BE)
    workspace.save_map(folder, maps.begin("finer", title="Finer"))
    workspace.save_map(folder, trip.put(replace(trip.steps[0], opens="finer")))
    assert workspace.load_map(folder).journey.key == "trip"
    workspace.save_map(folder, maps.begin("other", title="Other"))
    with pytest.raises(WorkspaceError) as caught:
        workspace.load_map(folder)
    assert _codes(caught) == ["workspace/which-map"]
