"""Targets of measures: set, kept in the folder, held against every number that is asked without one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from outsidein import workspace
from outsidein.ground import MeasureError, OutsideInError, WorkspaceError
from outsidein.measures import Ask, Standing

KEY = bytes(range(32))


@pytest.fixture
def folder(tmp_path: Path) -> workspace.Folder:
    return workspace.create(tmp_path / "mine", name="Mine", key=KEY)


def test_a_target_is_set_changed_and_taken_away(folder: workspace.Folder) -> None:
    assert workspace.read_targets(folder) == {}
    workspace.set_target(folder, "nps", 40)
    assert workspace.set_target(folder, "csat", 75.5) == {"csat": 75.5, "nps": 40.0}
    assert workspace.set_target(folder, "csat", 80) == {"csat": 80.0, "nps": 40.0}
    assert workspace.set_target(folder, "csat", None) == {"nps": 40.0}
    assert (folder.path / "targets.yaml").read_text() == "outsidein-targets: 1\nnps: 40.0\n"


@pytest.mark.parametrize(
    ("measure", "target"), [("nps", 101), ("csat", -1), ("emotional-level", 11), ("ces", float("nan"))]
)
def test_a_target_off_the_scale_is_refused(folder: workspace.Folder, measure: str, target: float) -> None:
    with pytest.raises(WorkspaceError) as error:
        workspace.set_target(folder, measure, target)
    assert error.value.diagnostics[0].code == "workspace/bad-target"
    assert workspace.read_targets(folder) == {}


def test_a_target_of_no_measure_is_refused(folder: workspace.Folder) -> None:
    with pytest.raises(MeasureError):
        workspace.set_target(folder, "happiness", 3)


@pytest.mark.parametrize(
    "text", ["- a", "nps: high", "nps: true", "outsidein-targets: 2\nnps: 3", "[", "1: 2", "nps: .nan"]
)
def test_a_damaged_file_is_said(folder: workspace.Folder, text: str) -> None:
    (folder.path / "targets.yaml").write_text(text)
    with pytest.raises(OutsideInError) as error:
        workspace.read_targets(folder)
    assert error.value.diagnostics[0].code == "workspace/targets-unreadable"


def test_numbers_are_held_against_the_targets_of_the_workspace(tmp_path: Path) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    made, _ = workspace.build_sample(tmp_path / "sample", key=KEY, seed=7, today=date(2026, 11, 21), now=now)
    workspace.set_target(made, "csat", 99)
    with workspace.open_study(made) as study:
        ((ask, (row,)),) = study.measure([Ask("csat")])
        assert ask.target == 99
        assert row.verdict is not None
        assert row.verdict.standing is Standing.BELOW
        ((_, (own,)),) = study.measure([Ask("csat", target=1.0)])
        assert own.verdict is not None
        assert own.verdict.standing is Standing.ABOVE
        ((_, (free,)),) = study.measure([Ask("csat")], targets=False)
        assert free.verdict is None
