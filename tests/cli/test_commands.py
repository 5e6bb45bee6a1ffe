"""The commands as a user types them: whole journeys through the real thing, in processes of their own."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.terminal import outsidein


def run(*words: str, cwd: Path | None = None, code: int | None = 0) -> subprocess.CompletedProcess[str]:
    """Run ``outsidein`` with these words; the exit code must be ``code`` and there must never be a traceback."""
    done = outsidein(*words, cwd=cwd, env={**os.environ, "COLUMNS": "110", "NO_COLOR": "1"})
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    if code is not None:
        assert done.returncode == code, (done.stdout, done.stderr)
    return done


def answer(*words: str, code: int = 0) -> Any:
    """The JSON answer of a command."""
    return json.loads(run(*words, "--json", code=code).stdout)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace as ``init --sample`` makes it."""
    folder = tmp_path_factory.mktemp("made") / "sample"
    run("init", str(folder), "--sample", "--today", "2026-11-21")
    return folder


@pytest.fixture
def mine(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    return Path(shutil.copytree(sample, tmp_path / "mine"))


def test_started_from_nothing_it_says_the_same() -> None:
    command = [sys.executable, "-m", "outsidein", "--help"]
    plain = {**os.environ, "COLUMNS": "110", "NO_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=plain, stdin=subprocess.DEVNULL, check=True)
    assert done.stdout.partition("Customer")[2] == run("--help").stdout.partition("Customer")[2] != ""
    assert done.stderr == ""


def test_help_teaches() -> None:
    said = run("--help").stdout
    for command in ("init", "import", "check", "measure", "findings", "show", "export"):
        assert command in said
        assert "--help" in run(command, "--help").stdout


def test_the_sample_says_that_it_is_fictional_and_is_found_sound(sample: Path) -> None:
    assert "made-up" in (sample / "outsidein.yaml").read_text()
    told = answer("check", str(sample))
    assert told["ok"]
    assert told["counts"]["error"] == 0


def test_the_planted_truths_are_found(sample: Path) -> None:
    reading = answer("findings", str(sample))["reading"]
    assert reading["drivers"]["drivers"][0]["touchpoint"] == "check-in-form"
    spots = {(one["kind"], one["where"]) for one in reading["findings"]}
    assert {("hotspot", "step:bags"), ("hotspot", "touchpoint:bag-drop-desk")} & spots
    assert {("bright-spot", "step:settle"), ("bright-spot", "touchpoint:cabin-crew")} & spots
    missing = {(one["segment"], one["value"]) for one in reading["voices"]["voices"] if one["missing"]}
    assert missing == {("age", "65 and over")}
    assert [one["touchpoint"] for one in reading["unallocated"]] == ["mobile-app"]
    assert 18_000 < reading["answers"] < 30_000


def test_every_number_carries_its_interval_and_n(sample: Path) -> None:
    def walk(value: object) -> None:
        if isinstance(value, dict):
            if {"value", "low", "high"} <= set(value):
                assert {"n", "method", "cites"} <= set(value)
                if value["value"] is not None:
                    assert value["low"] <= value["value"] <= value["high"]
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(answer("findings", str(sample)))
    walk(answer("measure", str(sample)))


def test_importing_the_same_again_changes_nothing(mine: Path) -> None:
    ledger = (mine / ".outsidein" / "ledger.jsonl").read_bytes()
    told = answer("import", str(mine))
    assert all(one["unchanged"] for one in told["imports"])
    assert (mine / ".outsidein" / "ledger.jsonl").read_bytes() == ledger


def test_a_corrected_file_replaces_its_earlier_version_visibly(mine: Path) -> None:
    file = mine / "evidence" / "passenger-survey.csv"
    before = answer("measure", str(mine), "--what", "nps")["results"][0]["rows"][0]["estimate"]["n"]
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    file.write_text("\n".join(lines[:-10]) + "\n", encoding="utf-8-sig")
    (one,) = [told for told in answer("import", str(mine))["imports"] if not told["unchanged"]]
    assert one["replaces"]
    assert one["change"]["removed"] == 10
    after = answer("measure", str(mine), "--what", "nps")["results"][0]["rows"][0]["estimate"]["n"]
    assert after == before - 10


def test_rows_that_cannot_be_read_are_counted_and_kept_beside(mine: Path) -> None:
    file = mine / "evidence" / "passenger-survey.csv"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    lines[5] = lines[5].rsplit(";", 1)[0] + ";eleven"
    lines[6] = "torn;row"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    (one,) = [told for told in answer("import", str(mine), code=1)["imports"] if not told["unchanged"]]
    assert (one["counts"]["rejected_rows"], one["counts"]["rejected_cells"]) == (1, 1)
    with (mine / "evidence" / "passenger-survey.csv.rejected.csv").open(encoding="utf-8-sig", newline="") as kept:
        rows = list(csv.DictReader(kept))
    assert [(row["row"], row["value"]) for row in rows] == [("6", "eleven"), ("7", "torn;row")]


def test_measures_by_every_dimension(sample: Path) -> None:
    for by in ("step", "stage", "touchpoint", "channel", "segment:travel", "period:quarter", "source", "question"):
        ((result,),) = (answer("measure", str(sample), "--what", "satisfaction", "--by", by)["results"],)
        known = [row for row in result["rows"] if row["estimate"]["value"] is not None]
        assert known, by
    words = run("measure", str(sample), "--what", "nps", "--by", "channel").stdout
    assert "app" in words
    assert "95%" in words.replace(" ", "").replace("\u202f", "")


def test_what_cannot_be_asked_is_said_with_what_can(sample: Path) -> None:
    for words in (["--what", "npss"], ["--by", "chanel"], ["--by", "segment:agee"], ["--where", "segment:colour=red"]):
        told = answer("measure", str(sample), *words, code=3)
        assert told["ok"] is False
        assert told["diagnostics"][0]["fix"]
    run("measure", str(sample), "--where", "nonsense", code=2)
    run("measure", str(sample), "--period", "yesterday", code=2)


def test_a_filter_narrows_and_is_cited(sample: Path) -> None:
    everyone = answer("measure", str(sample), "--what", "nps")["results"][0]["rows"][0]["estimate"]
    some = answer("measure", str(sample), "--what", "nps", "--where", "segment:travel=Family")
    (row,) = some["results"][0]["rows"]
    assert 0 < row["estimate"]["n"] < everyone["n"]
    assert "Family" in row["estimate"]["cites"][0]["filter"]


@pytest.mark.parametrize("form", ["html", "pdf", "svg", "png", "json", "yaml"])
def test_a_map_is_written_in_every_form(sample: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"map.{form}"
    run("export", form, str(sample), "--out", str(target))
    begins = {
        "html": b"<!doctype html>",
        "pdf": b"%PDF",
        "svg": b"<svg",
        "png": b"\x89PNG",
        "json": b"{",
        "yaml": b"outsidein",
    }
    assert target.read_bytes().startswith(begins[form])
    run("export", form, str(sample), "--out", str(target), code=3)


def test_a_file_that_is_there_is_replaced_only_by_force(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "map.yaml"
    target.write_text("mine", encoding="utf-8")
    run("export", "yaml", str(sample), "--out", str(target), code=3)
    assert target.read_text("utf-8") == "mine"
    run("export", "yaml", str(sample), "--out", str(target), "--force")
    assert target.read_text("utf-8").startswith("outsidein")


def test_outside_a_workspace_each_command_says_how_to_make_one(tmp_path: Path) -> None:
    for words in (["check"], ["measure"], ["findings"], ["show"], ["export", "html"], ["import"]):
        told = answer(*words, str(tmp_path), code=3)
        assert told["diagnostics"][0]["code"] == "workspace/not-found"
        assert "outsidein init" in told["diagnostics"][0]["fix"]


def test_a_new_workspace_teaches_the_next_step_and_shows_a_map_without_evidence(tmp_path: Path) -> None:
    said = run("init", str(tmp_path / "new")).stdout
    assert "outsidein import" in said
    assert answer("check", str(tmp_path / "new"))["ok"]
    reading = answer("findings", str(tmp_path / "new"))["reading"]
    assert reading["answers"] == 0
    assert reading["headline"]
    run("export", "html", str(tmp_path / "new"), "--out", str(tmp_path / "new.html"))
    run("export", "pdf", str(tmp_path / "new"), "--out", str(tmp_path / "new.pdf"))


def test_guessing_drafts_a_mapping_that_imports(tmp_path: Path) -> None:
    run("init", str(tmp_path / "new"))
    export = tmp_path / "feedback.csv"
    rows = ["id;When;How satisfied were you with the shop?;How likely are you to recommend us?;What else?"]
    rows += [f"{n:03d};{n % 28 + 1}.10.2026;{n % 5 + 1};{n % 11};Thank you" for n in range(60)]
    export.write_text("\n".join(rows), encoding="cp1252")
    shown = answer("import", str(tmp_path / "new"), str(export), "--guess", "--dry-run")
    assert {column["column"] for column in shown["drafts"][0]["columns"]} >= {"id", "When", "What else?"}
    assert not list((tmp_path / "new" / "evidence").iterdir())
    told = answer("import", str(tmp_path / "new"), str(export), "--guess", "--yes")
    assert told["imports"][0]["counts"]["responses"] == 60
    assert list((tmp_path / "new" / "evidence").glob("*.source.yaml"))
    assert answer("import", str(tmp_path / "new"))["imports"][0]["unchanged"]


def made(tmp_path: Path, name: str, rows: list[str]) -> Path:
    """A file of feedback under ``name``."""
    file = tmp_path / name
    file.write_text("\n".join(["id;When;How satisfied were you with the shop?", *rows]), encoding="utf-8")
    return file


def good(count: int) -> list[str]:
    return [f"c{n};{n % 28 + 1}.10.2026;{n % 5 + 1}" for n in range(count)]


def test_a_name_with_brackets_imports_and_guessing_again_changes_nothing(tmp_path: Path) -> None:
    run("init", str(tmp_path / "new"))
    export = made(tmp_path, "survey [2026].csv", good(60))
    assert (
        answer("import", str(tmp_path / "new"), str(export), "--guess", "--yes")["imports"][0]["counts"]["responses"]
        == 60
    )
    again = answer("import", str(tmp_path / "new"), str(export), "--guess", "--yes")
    assert again["drafts"] == []
    assert again["imports"][0]["unchanged"]


def test_a_file_that_cannot_be_read_leaves_nothing_and_does_not_keep_the_others_out(tmp_path: Path) -> None:
    run("init", str(tmp_path / "new"))
    fine, later = made(tmp_path, "fine.csv", good(60)), made(tmp_path, "later.csv", good(70))
    torn = made(tmp_path, "torn.csv", [*good(205_000), 'c9;1.10.2026;"3'])
    told = answer("import", str(tmp_path / "new"), str(fine), str(torn), str(later), "--guess", "--yes", code=1)
    assert told["diagnostics"][0]["code"] == "evidence/open-quotation"
    assert [one["file"] for one in told["imports"]] == ["fine.csv", "later.csv"]
    kept = {path.name for path in (tmp_path / "new" / "evidence").iterdir()}
    assert kept == {"fine.csv", "fine.source.yaml", "later.csv", "later.source.yaml"}
    assert answer("import", str(tmp_path / "new"))["imports"][0]["unchanged"]


def test_a_mapped_file_that_breaks_is_told_and_the_others_are_taken_in(tmp_path: Path) -> None:
    run("init", str(tmp_path / "new"))
    for name in ("a.csv", "b.csv"):
        answer("import", str(tmp_path / "new"), str(made(tmp_path, name, good(60))), "--guess", "--yes")
    evidence = tmp_path / "new" / "evidence"
    (evidence / "a.csv").write_text("id;When;Something else\n")
    (evidence / "b.csv").write_text(made(tmp_path, "c.csv", good(61)).read_text())
    told = answer("import", str(tmp_path / "new"), code=1)
    assert [one["file"] for one in told["imports"]] == ["b.csv"]
    assert told["diagnostics"][0]["where"]["file"].endswith("a.csv")


def test_a_file_that_is_withdrawn_counts_no_more_until_it_is_imported_by_name(tmp_path: Path) -> None:
    place = str(tmp_path / "new")
    run("init", place)
    export = made(tmp_path, "survey.csv", good(60))
    answer("import", place, str(export), "--guess", "--yes")
    assert answer("import", place, "--withdraw", "survey.csv")["withdrawn"] == ["survey.csv"]
    assert answer("import", place)["imports"] == []
    twice = answer("import", place, "--withdraw", "survey.csv", code=3)
    assert twice["diagnostics"][0]["code"] == "evidence/not-taken-in"
    again = answer("import", place, str(export))
    assert (again["imports"][0]["unchanged"], again["imports"][0]["counts"]["responses"]) == (False, 60)


def test_a_value_that_nothing_has_is_said_with_the_nearest(sample: Path) -> None:
    told = answer("measure", str(sample), "--what", "nps", "--where", "segment:travel=Famly", code=3)
    assert told["diagnostics"][0]["code"] == "workspace/unknown-value"
    assert "Family" in told["diagnostics"][0]["fix"]


def test_opportunities_and_initiatives_are_listed_in_words_and_in_json(mine: Path) -> None:
    from datetime import UTC, date, datetime

    from outsidein import workspace
    from outsidein.measures import Period

    assert "No opportunity" in run("opportunities", str(mine)).stdout
    assert "No initiative" in run("initiatives", str(mine)).stdout
    now = datetime(2026, 11, 21, tzinfo=UTC)
    folder = workspace.find(mine)
    document = workspace.load_map(folder)
    with workspace.open_study(folder) as study:
        chance = workspace.open_opportunity(folder, document, None, where="touchpoint:seat", by="Ines", now=now)
        one = workspace.start_initiative(
            study, document, where=chance.where, measure="csat", title="Wider seats", owner="Cabin team",
            start=date(2026, 8, 1), by="Ines", now=now, opportunity=chance.id, target=80.0,
        )  # fmt: skip
        period = Period(date(2026, 8, 1), date(2026, 11, 20))
        workspace.record_result(study, initiative=one.id, period=period, by="Ines", now=now)
    (listed,) = answer("opportunities", str(mine))["opportunities"]
    assert (listed["state"], listed["opportunity"]["id"]) == ("in-progress", chance.id)
    assert answer("opportunities", str(mine), "--state", "done")["opportunities"] == []
    (listed,) = answer("initiatives", str(mine))["initiatives"]
    assert listed["initiative"]["baseline"]["estimate"]["n"] > 100
    assert listed["results"][0]["says"][0].startswith("CSAT: ")
    said = run("initiatives", str(mine)).stdout
    assert "Wider seats" in said
    assert "chosen because it stood out" not in said


def test_themes_of_comments_are_proposed_with_quotes_and_a_damaged_book_is_said(mine: Path) -> None:
    found = answer("themes", str(mine))
    assert (found["themes"], found["labels"], found["learnt"]["beats"]) == ([], 0, False)
    first = found["proposals"][0]
    assert all(found["texts"][quote] in run("themes", str(mine)).stdout for quote in first["quotes"])
    (mine / "themes.json").write_text("{", encoding="utf-8")
    assert answer("themes", str(mine), code=3)["diagnostics"][0]["code"] == "workspace/themes-unreadable"
