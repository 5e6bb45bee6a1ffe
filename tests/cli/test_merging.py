"""``outsidein merge`` as people and as git run it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from outsidein import maps

BASE = """outsidein: 1
map: trip
kind: customer-journey
title: A trip
language: en

# what we know of buying
stages:
  - id: buy
    name: Buy
    steps:
      - id: book
        name: Book
        actions:
          - Book a flight
          - Choose a seat
      - id: pay
        name: Pay
        pains: Fees appear late
"""
MINE = BASE.replace("Choose a seat", "Choose a seat by the window").replace("Fees appear late", "Fees come late")
THEIRS = BASE.replace("name: Pay", "name: Pay the fare").replace("Fees appear late", "Fees appear at the very end")


def _merge(*words: str, cwd: Path, code: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "outsidein", "merge", *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=120, check=False)
    assert done.returncode == code, (done.stdout, done.stderr)
    return done


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    for name, text in (("base", BASE), ("mine", MINE), ("theirs", THEIRS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_map_of_a_kind_of_the_workspace_is_merged_wherever_its_copies_lie(copies: Path) -> None:
    home = copies / "team"
    (home / "kinds").mkdir(parents=True)
    (home / "outsidein.yaml").write_text("outsidein: 1\n", encoding="utf-8")
    lanes = "lanes:\n  - {key: deeds, of: actions}\n  - {key: worries, of: pains}\n"
    kind = f"id: ours\nname: Ours\nmeaning: A kind of ours.\nstructure: chronological\n{lanes}"
    (home / "kinds" / "ours.yaml").write_text(kind, encoding="utf-8")
    for name in ("base", "mine", "theirs"):
        text = (copies / name).read_text(encoding="utf-8")
        for old, new in (("customer-journey", "ours"), ("actions:", "deeds:"), ("pains:", "worries:")):
            text = text.replace(old, new)
        (copies / name).write_text(text, encoding="utf-8")
    done = _merge("base", "mine", "theirs", "--place", "team/maps/trip.map.yaml", cwd=copies, code=1)
    assert "Choose a seat by the window" in done.stdout
    assert "Pay the fare" in done.stdout


def test_the_merged_file_has_both_and_tells_of_what_both_changed(copies: Path) -> None:
    done = _merge("base", "mine", "theirs", "--out", "mine", "--names", "Ada,Ben", cwd=copies, code=1)
    text = (copies / "mine").read_text(encoding="utf-8")
    document, found = maps.read(text)
    assert document is not None, found
    assert [step.name for step in document.steps] == ["Book", "Pay the fare"]
    assert "Choose a seat by the window" in text
    assert "Fees come late" in text
    assert "Fees appear at the very end" in "".join(line for line in text.splitlines() if line.startswith("#! "))
    assert "# what we know of buying" in text
    assert "Ben" in done.stderr


def test_notes_of_the_last_merge_are_gone_after_the_next(copies: Path) -> None:
    _merge("base", "mine", "theirs", "--out", "mine", cwd=copies, code=1)
    _merge("theirs", "mine", "theirs", "--out", "mine", cwd=copies, code=0)
    assert "#! " not in (copies / "mine").read_text(encoding="utf-8")


def test_programs_get_every_conflict_with_its_values(copies: Path) -> None:
    answer = json.loads(_merge("base", "mine", "theirs", "--json", cwd=copies, code=1).stdout)
    (conflict,) = answer["conflicts"]
    assert (conflict["field"], conflict["mine"], conflict["theirs"]) == (
        "text", "Fees come late", "Fees appear at the very end",
    )  # fmt: skip
    assert answer["diagnostics"][0]["code"] == "maps/merge-words"


def test_a_copy_that_cannot_be_read_is_refused_and_nothing_is_written(copies: Path) -> None:
    (copies / "theirs").write_text("outsidein: 1\nmap: trip\ntitel: x\n", encoding="utf-8")
    done = _merge("base", "mine", "theirs", "--out", "mine", cwd=copies, code=3)
    assert "titel" in done.stderr
    assert (copies / "mine").read_text(encoding="utf-8") == MINE


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_merges_maps_by_it(tmp_path: Path) -> None:
    def git(*words: str, code: int = 0) -> str:
        who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(
            ["git", *who, *words], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return done.stdout

    file = tmp_path / "trip.map.yaml"

    def keep(text: str, says: str) -> None:
        file.write_text(text, encoding="utf-8")
        git("add", "-A")
        git("commit", "-m", says)

    git("init", "-b", "main")
    (tmp_path / ".gitattributes").write_text("*.map.yaml merge=outsidein\n", encoding="utf-8")
    git("config", "merge.outsidein.name", "journey maps")
    git("config", "merge.outsidein.driver", f'"{sys.executable}" -m outsidein merge %O %A %B --out %A --place %P')
    keep(BASE, "a trip")
    git("checkout", "-b", "theirs")
    keep(BASE.replace("name: Pay", "name: Pay the fare").replace("title: A trip", "title: The trip"), "theirs")
    git("checkout", "main")
    keep(BASE.replace("title: A trip", "title: A trip\nowner: Ada").replace("Book a flight", "Book online"), "mine")
    git("merge", "theirs", "-m", "joined")
    document, _ = maps.read(file.read_text(encoding="utf-8"))
    assert document is not None
    assert (document.journey.title, document.journey.owner) == ("The trip", "Ada")
    assert [step.name for step in document.steps] == ["Book", "Pay the fare"]

    git("checkout", "-b", "other")
    text = file.read_text(encoding="utf-8")
    keep(text.replace("Fees appear late", "Fees come late"), "one")
    git("checkout", "main")
    keep(text.replace("Fees appear late", "Fees come at the end"), "two")
    git("merge", "other", "-m", "joined", code=1)
    assert git("diff", "--name-only", "--diff-filter=U").split() == ["trip.map.yaml"]
    assert "Fees come late" in file.read_text(encoding="utf-8")
