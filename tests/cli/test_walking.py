"""Journeys on the command line: the same questions of a file and of a workspace, for people and for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from outsidein.cli.app import COMMANDS, app

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


def test_each_question_has_an_answer_for_people_and_for_programs(shop: str) -> None:
    for words in (
        ("transitions",),
        ("paths",),
        ("variants",),
        ("matrix",),
        ("between", "--steps", "catalog,paid"),
        ("loops",),
        ("drop-off", "--goal", "paid"),
        ("conversion", "--goal", "paid", "--by", "segment"),
        ("contacts", "--goal", "search"),
        ("retention", "--every", "day"),
        ("engagement",),
        ("compare", "--segment", "segment=mobile", "--against", "segment=desk"),
    ):
        question, *options = words
        assert answer("journeys", question, shop, "--case", "visit", *options)["question"] == question


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
