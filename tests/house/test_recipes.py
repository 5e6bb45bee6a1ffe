"""The recipes of CONTRIBUTING: short enough to be followed, and one of them followed to the letter."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Recipes")[2].partition("\n## ")[0]
RECIPES = {
    name: re.findall(r"(?:^|\s)(\d)\. (.+?)(?=\s\d\. |\Z)", body.strip(), re.DOTALL)
    for name, body in re.findall(r"\*\*(.+?)\.\*\*(.+?)(?=\n\n\*\*|\Z)", TEXT, re.DOTALL)
}

KIND = """\
id: handover
name: Handover map
meaning: How one shift hands over to the next.
structure: chronological
records: [journey, lane, stage, step, card]
starter: blank

lanes:
  - {key: actions, of: actions, hint: What is handed over, required: true}
  - {key: pains, of: pains, hint: What gets lost}

checks: [map-empty, stage-empty, card-empty]
"""
WORDS = """\

handover:
  name: Übergabe
  meaning: Wie eine Schicht an die nächste übergibt.
  lanes:
    actions: {hint: "Was übergeben wird"}
"""
EXAMPLE = """\
outsidein: 1
map: morning
kind: handover
title: Morning handover
stages:
  - id: before
    name: Before seven
    steps:
      - id: round
        name: Walk the ward
        actions: [Walk from bed to bed]
        pains: [Missing who was moved at night]
"""


def test_there_are_recipes() -> None:
    assert len(RECIPES) >= 10


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_has_at_most_five_steps_in_order(name: str) -> None:
    numbers = [int(number) for number, _ in RECIPES[name]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 1 <= len(numbers) <= 5


def test_following_the_recipe_for_a_kind_of_map_is_all_it_takes(tmp_path: Path) -> None:
    first, second = (step for _, step in RECIPES["A kind of map"][:2])
    assert "`maps/kinds/`" in first
    assert "`words/de.yaml`" in first
    assert "example map" in second
    house = tmp_path / "outsidein"
    shutil.copytree(ROOT / "src" / "outsidein", house, ignore=shutil.ignore_patterns("__pycache__", "web"))
    (house / "maps" / "kinds" / "handover.yaml").write_text(KIND, "utf-8")
    words = house / "maps" / "kinds" / "words" / "de.yaml"
    words.write_text(words.read_text("utf-8") + WORDS, "utf-8")
    home = tmp_path / "ward"
    said(tmp_path, "init", str(home))
    for old in (home / "maps").glob("*"):
        old.unlink()
    (home / "maps" / "morning.map.yaml").write_text(EXAMPLE, "utf-8")
    assert "error" not in said(tmp_path, "check", str(home))
    picture = tmp_path / "morning.svg"
    said(tmp_path, "export", "svg", str(home), "--out", str(picture))
    assert "<svg" in picture.read_text("utf-8")[:500]


def said(path: Path, *command: str) -> str:
    """What ``outsidein …`` of the copied house says."""
    done = subprocess.run(
        [sys.executable, "-m", "outsidein", *command],
        env={"PYTHONPATH": str(path), "PATH": "", "NO_COLOR": "1"},
        cwd=path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
