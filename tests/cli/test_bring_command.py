"""``outsidein bring`` and ``outsidein export`` as people run them, from file to map and back."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import openpyxl
import pytest
from tests.terminal import outsidein

from outsidein import maps

HEAD = "outsidein: 1\nmap: m\nkind: customer-journey\ntitle: M\n"
CSV = ";Search;Book\nFrust;slow;dear\n"


def run(*words: str | Path, code: int | None = 0) -> subprocess.CompletedProcess[str]:
    """Run ``outsidein``: it ends with ``code`` (None: any) and never in a traceback or by a mistake of ours."""
    done = outsidein(*(str(word) for word in words), env={**os.environ, "COLUMNS": "160", "NO_COLOR": "1"})
    assert "Traceback" not in done.stderr + done.stdout
    assert "made a mistake" not in done.stderr + done.stdout
    if code is not None:
        assert done.returncode == code, (done.stdout, done.stderr)
    return done


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "trip"
    run("init", folder)
    for path in (folder / "maps").glob("*.map.yaml"):
        path.unlink()
    text = maps.write(maps.begin_from("airline", "air", title="Air"))
    (folder / "maps" / "air.map.yaml").write_text(text, encoding="utf-8")
    return folder


def keys(place: Path) -> set[str]:
    return {path.name.removesuffix(".map.yaml") for path in (place / "maps").glob("*.map.yaml")}


def test_a_preview_keeps_nothing_and_a_correction_is_followed(place: Path, tmp_path: Path) -> None:
    (tmp_path / "day.csv").write_text(CSV, encoding="utf-8")
    before = keys(place)
    assert "Frust" in run("bring", tmp_path / "day.csv", place, "--preview").stdout
    assert keys(place) == before
    run("bring", tmp_path / "day.csv", place, "--lane", "Frust=pains")
    assert keys(place) == before | {"day"}
    assert "pains:" in (place / "maps" / "day.map.yaml").read_text("utf-8")
    run("bring", tmp_path / "day.csv", place)
    assert keys(place) == before | {"day", "day-2"}


def test_an_edited_workbook_says_in_words_what_it_changes(place: Path, tmp_path: Path) -> None:
    (key,) = keys(place)
    file = tmp_path / "air.xlsx"
    run("export", "xlsx", place, "--out", file)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == "step")
    sheet.cell(row, 4).value = "Look for flights"
    book.save(file)
    said = run("bring", file, place, "--into", key, "--preview").stdout
    assert "Look for flights" in said
    assert "step:" not in said, "ids are for machines"
    run("bring", file, place, "--into", key)
    assert "Look for flights" in (place / "maps" / f"{key}.map.yaml").read_text("utf-8")


@pytest.mark.parametrize("form", ["pptx", "deck", "drawio", "mermaid", "markdown", "json", "sketch"])
def test_every_form_is_written_and_says_what_it_cannot_carry(place: Path, tmp_path: Path, form: str) -> None:
    told = json.loads(run("export", form, place, "--out", tmp_path / "out", "--json").stdout)
    assert told["cannot_carry"].endswith(".")
    assert (tmp_path / "out").stat().st_size > 200


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("names.mmd", "journey\n title A: b; #c\n section One: two\n  Pay: now: 5: Me: you\n", ""),
        ("nothing.csv", "", "maps/no-steps-found"),
        ("bomb.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "maps/xml-unsafe"),
        ("cycle.json", '{"outsidein": 1, "map": "m", "kind": "nobody", "title": "M"}', "maps/unknown-kind"),
        ("deep.json", "[" * 100_000, "maps/"),
        ("parent.yaml", HEAD + "stages:\n- {id: a, name: A, parent: stage:a}\n", "maps/unknown-key"),
        ("twice.yaml", HEAD + "stages:\n- {id: a, name: A}\n- {id: a, name: B}\n", "maps/duplicate-id"),
        ("many.mmd", "journey\n" + "a: 5\n" * 30_000, "maps/too-much-to-bring"),
        ("marks.xml", "<a>" * 1_100_000, "maps/too-much-to-bring"),
    ],
)
def test_bad_files_end_in_words_and_never_in_a_crash(
    place: Path, tmp_path: Path, name: str, text: str, code: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("bring", tmp_path / name, place, "--json", code=None)
    assert (done.returncode == 0) == (not code), done.stdout
    assert code in done.stdout


def test_a_million_cards_are_refused_with_a_reason(place: Path, tmp_path: Path) -> None:
    row = ";".join(["card"] * 1_001)
    (tmp_path / "much.csv").write_text(
        f";{row}\n" + "".join(f"Lane {n};{row}\n" for n in range(1_000)), encoding="utf-8"
    )
    done = run("bring", tmp_path / "much.csv", place, "--json", code=None)
    assert done.returncode != 0
    assert "maps/too-much-to-bring" in done.stdout
