"""Journeys on the command line: the same questions of a file and of a workspace, for people and for programs."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from outsidein import workspace
from outsidein.cli.app import COMMANDS, app
from outsidein.cli.shape import as_json
from outsidein.cli.walking.comparisons import COMPARISONS
from outsidein.cli.walking.grid import write_csv
from outsidein.cli.walking.picture import draw
from outsidein.cli.walking.questions import QUESTIONS, Wanted

SHOP = (("catalog", "cart", "paid"),) * 12 + (("catalog", "cart"),) * 5 + (("search", "catalog"),) * 3


def run(*words: str, code: int = 0) -> Result:
    """Run ``outsidein`` in this process; it says what went wrong and gives the code that was expected."""
    for name in COMMANDS:
        import_module(f"outsidein.cli.{name}")
    done = CliRunner(env={"NO_COLOR": "1", "OUTSIDEIN_DEBUG": "1"}).invoke(app, [*words])
    assert done.exit_code == code, (done.stdout, done.stderr, done.exception)
    return done


def answer(*words: str) -> Any:
    return json.loads(run(*words, "--json").stdout)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A log of twenty visits, each an event a minute."""
    path = tmp_path_factory.mktemp("logs") / "shop.csv"
    begins = datetime(2026, 3, 1, 9, tzinfo=UTC)
    lines = ["visit,at,event,segment"]
    for visit, events in enumerate(SHOP):
        for minute, event in enumerate(events):
            at = begins + timedelta(days=visit, minutes=minute)
            lines.append(f"v{visit},{at.isoformat()},{event},{'mobile' if visit % 2 else 'desk'}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def test_a_funnel_says_who_gets_from_step_to_step(shop: str) -> None:
    found = answer("journeys", "funnel", shop, "--case", "visit", "--steps", "catalog,cart,paid", "--within", "1h")
    assert [step["ordered"]["value"] for step in found["steps"]] == [20, 17, 12]
    assert found["steps"][1]["of_first"]["n"] == 20
    said = run("journeys", "funnel", shop, "--case", "visit", "--steps", "catalog,cart").stdout
    assert "85.0 % (64.0–94.8)" in said


def test_no_name_steers_the_terminal_and_none_is_taken_for_markup_or_an_arrow(tmp_path: Path) -> None:
    names = ("\x1b[31mred\x1b]0;title\x07", "turned \u202etxet", "[bold]x[/]", "A → B", "n" * 300)
    path = tmp_path / "odd.csv"
    rows = [f'v{visit},2026-03-01T09:0{at},"{name}"' for visit in range(3) for at, name in enumerate(names)]
    path.write_text("visit,at,event\n" + "\n".join(rows), encoding="utf-8")
    run("journeys", "variants", str(path), "--case", "visit", "--csv", str(tmp_path / "out.csv"))
    said = run("journeys", "variants", str(path), "--case", "visit").stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(said)
    assert "[bold]x[/] → “A → B” →" in said
    assert "n" * 79 + "…" in said
    assert "A → B → " + "n" * 300 in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_each_question_has_an_answer_for_people_and_for_programs(shop: str) -> None:
    for words in (("transitions",), ("between", "--steps", "catalog,paid"), ("retention", "--every", "day")):
        question, *options = words
        assert answer("journeys", question, shop, "--case", "visit", *options)["question"] == question
    wanted = Wanted(steps=["catalog", "paid"], goal=["paid"], by="segment", every="day")
    with workspace.open_journeys(Path(shop), log=workspace.Log(case="visit")) as walked:
        for question, ask in QUESTIONS.items():
            if question == "designed":
                continue
            found = ask(walked.journeys, wanted)
            assert found.rows, question
            assert json.loads(as_json("journeys", ok=True, question=question, **found.parts))["question"] == question


SIDES = ("--segment", "segment=mobile", "--against", "segment=desk")


def test_each_question_of_two_sides_says_what_they_differ_by(shop: str) -> None:
    options = {"steps": ["catalog", "cart"], "goal": ["paid"], "every": "day"}
    with workspace.open_journeys(Path(shop), log=workspace.Log(case="visit")) as walked:
        this, other = (walked.journeys.segment(segment=side) for side in ("mobile", "desk"))
        for question, compare in COMPARISONS.items():
            if question == "designed":
                continue
            found = compare(this, Wanted(**options, against=other))
            assert found.parts["looks"] >= len(found.parts["differences"]) > 0, question
            assert "not a cause" in found.under
            rows = [*csv.reader(write_csv(found.columns, found.rows).splitlines())]
            assert {len(row) for row in rows} == {14}, "three figures with low, high and n, the name and q"
            assert "<svg" in draw(found, question=question, shown="shop.csv")


def test_two_sides_can_be_segments_or_times_and_never_share_a_journey(shop: str) -> None:
    found = answer("journeys", "variants", shop, "--case", "visit", *SIDES)
    assert {"key", "this", "against", "change", "p", "q"} == found["differences"][0].keys()
    times = ("--period", "2026-03-01..2026-03-10", "--against-period", "2026-03-11..2026-03-31")
    found = answer("journeys", "paths", shop, "--case", "visit", *times)
    assert {one["this"]["n"] + one["against"]["n"] for one in found["differences"]} == {20}
    overlapping = ("--against-period", "2026-03-02..2026-03-31")
    assert "both sides" in run("journeys", "paths", shop, "--case", "visit", *overlapping, code=3).stderr


def test_a_map_is_held_against_two_sides(shop: str, tmp_path: Path) -> None:
    draft = tmp_path / "shop.map.yaml"
    run("discover", shop, "--case", "visit", "--out", str(draft))
    found = answer("journeys", "designed", shop, "--case", "visit", "--map", str(draft), *SIDES)
    assert found["looks"] == len(found["differences"]) > 1


def test_an_answer_is_written_as_a_page_and_as_a_table_that_cannot_run(shop: str, tmp_path: Path) -> None:
    evil, page, table = (tmp_path / name for name in ("evil.csv", "answer.html", "answer.csv"))
    evil.write_text(Path(shop).read_text("utf-8").replace("catalog", "=cmd()<script>"), encoding="utf-8")
    for question, drawn in (("transitions", "<svg"), ("matrix", "<table")):
        written = ("--html", str(page), "--csv", str(table))
        assert "Wrote" in run("journeys", question, str(evil), "--case", "visit", *written).stdout
        markup = page.read_text("utf-8")
        assert drawn in markup
        assert "<script" not in markup
        assert "default-src &#39;none&#39;" in markup
        assert re.search("<(img|link|iframe)", markup) is None
        cells = [cell for row in csv.reader(table.read_text("utf-8-sig").splitlines()) for cell in row]
        assert "'=cmd()<script>" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]


def test_what_was_guessed_is_said_beside_the_answer(shop: str) -> None:
    assert "Guessed" in run("journeys", "paths", shop, "--case", "visit").stderr


def test_a_wrong_word_is_told_with_what_there_is(shop: str, tmp_path: Path) -> None:
    assert "catalog" in run("journeys", "funnel", shop, "--case", "visit", "--steps", "catalogue", code=3).stderr
    assert "mobile" in run("journeys", "paths", shop, "--case", "visit", "-s", "segment=tablet", code=3).stderr
    run("journeys", "paths", str(tmp_path / "none.csv"), code=3)
    run("journeys", "funnel", shop, "--case", "visit", "--steps", "cart", "--within", "soon", code=2)


def test_a_discovered_map_is_a_map_like_any_other_and_holds_against_its_own_log(shop: str, tmp_path: Path) -> None:
    draft = tmp_path / "shop.map.yaml"
    found = answer("discover", shop, "--case", "visit", "--out", str(draft))
    assert found["discovery"]["representatives"][0]["path"] == ["catalog", "cart", "paid"]
    run("discover", shop, "--case", "visit", "--out", str(draft), code=2)
    held = answer("journeys", "designed", shop, "--case", "visit", "--map", str(draft))["designed"]
    assert held["touched"]["value"] == 1.0
    assert all(step["recorded"] for step in held["steps"])


def test_a_calm_log_has_no_changes_to_tell(shop: str) -> None:
    assert answer("changes", shop, "--case", "visit")["changes"]["incidents"] == []
    assert "more than chance" in run("changes", shop, "--case", "visit").stdout


def test_an_empty_answer_says_that_nobody_walked_like_that_and_when_journeys_began(shop: str) -> None:
    found = answer("journeys", "retention", shop, "--case", "visit", "--period", "1990", "--segment", "segment=desk")
    (one,) = (one for one in found["diagnostics"] if one["code"] == "cli/nobody-walked")
    assert "2026-03-01 to 2026-03-20" in one["fix"]
    assert found["cohorts"] == []
