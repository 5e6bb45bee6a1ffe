"""The door of the room: what it offers, and that it opens quickly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from outsidein import maps

DOOR = frozenset(
    """
    Actor ActorKind Added Advice Anchor Arrow Beat Card Change Changed Channel Comparison Conflict Copy Difference
    Dispute Document Encounter Expected Flow FlowKind Frame Journey Kind KindLane Lane LaneEntry LaneLook Level Line
    LineLook Merged Moment Moved Owner Persona Placed PlanPlace Proposer Quad Record Removed Role Side Sign Spine
    Stage State Step Story Structure Template Touchpoint TouchpointKind Way Writing advise apply begin begin_from
    begin_state between built_in catalog chosen compare diff drawn_levels explain explain_conflict flat front_stage
    hints investigate kind kinds know knowing lanes_of lint load merge places read read_kind respaced reverse rewrite
    schema spread tell_story templates text_of tree unflat write
    """.split()  # noqa: SIM905 (a list of fifty words reads better so)
)


def test_the_door_is_as_it_was_agreed() -> None:
    assert maps.__all__ == sorted(DOOR)


def test_whatever_the_door_names_is_there() -> None:
    assert all(hasattr(maps, name) for name in maps.__all__)


def test_opening_the_door_loads_no_engine() -> None:
    code = (
        "import sys, outsidein.maps\n"
        "heavy = {'numpy', 'ibis', 'duckdb', 'scipy', 'pyarrow', 'pandas', 'ruamel', 'jsonschema', 'typst', 'rich'}\n"
        "print(*heavy & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == []


def test_the_data_of_the_room_ships_beside_the_code() -> None:
    room = Path(maps.__file__).parent
    assert {path.name for path in (room / "catalog").glob("*.yaml")} == {
        "abbreviations.yaml", "categories.yaml", "lanes.yaml", "network.yaml", "presets.yaml", "story.yaml",
        "touchpoints.yaml", "values.yaml",
    }  # fmt: skip
    assert {path.stem for path in (room / "kinds").glob("*.yaml")} == set(maps.kinds())
