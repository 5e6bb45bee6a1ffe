"""``outsidein compare`` of two files, in no workspace."""

from __future__ import annotations

import json
from pathlib import Path

from tests.terminal import outsidein

WAS = """outsidein: 1
map: trip
kind: customer-journey
title: A trip
language: en
stages:
  - name: Buy
    steps:
      - id: book
        name: Book
        actions: [Book a flight, Choose a seat]
"""


def test_two_files_are_compared_wherever_they_lie(tmp_path: Path) -> None:
    (tmp_path / "was.map.yaml").write_text(WAS, "utf-8")
    (tmp_path / "now.map.yaml").write_text(WAS.replace("Choose a seat", "Choose a seat by the window"), "utf-8")
    said = outsidein("compare", "was.map.yaml", "now.map.yaml", "--html", "both.html", "--json", cwd=tmp_path)
    assert said.returncode == 0, said.stderr
    answer = json.loads(said.stdout)
    (difference,) = answer["differences"]
    assert difference["now"]["text"] == "Choose a seat by the window"
    assert answer["measured"] == {"was": {}, "now": {}}
    assert "by the window" in (tmp_path / "both.html").read_text("utf-8")


def test_a_file_that_is_no_map_is_named(tmp_path: Path) -> None:
    (tmp_path / "was.map.yaml").write_text(WAS, "utf-8")
    (tmp_path / "now.map.yaml").write_text("outsidein: [", "utf-8")
    said = outsidein("compare", "was.map.yaml", "now.map.yaml", "--json", cwd=tmp_path)
    answer = json.loads(said.stdout)
    assert (said.returncode, answer["ok"]) == (3, False)
    assert answer["diagnostics"][0]["where"]["file"] == "now.map.yaml"
