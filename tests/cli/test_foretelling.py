"""Foretelling and value on the command line: of a file and of a workspace, for people and for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from outsidein import workspace
from outsidein.cli.app import COMMANDS, app

BEGINS = datetime(2026, 1, 1, tzinfo=UTC)


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
    """Visits of 500 people over 120 days: whoever is keen comes again and again, the others lose interest."""
    generator = np.random.default_rng(5)
    rows = []
    for person in range(500):
        keen = person % 2 == 0
        day = generator.uniform(0, 110)
        while day < 120 and (keen or generator.random() < 0.75):
            at = BEGINS + timedelta(days=float(day))
            steps = ["search", "basket", "paid"] if generator.random() < (0.6 if keen else 0.2) else ["search"]
            for minute, step in enumerate(steps):
                when = at + timedelta(minutes=minute)
                total = f"{generator.gamma(6, 5):.2f}" if step == "paid" else ""
                rows.append((when, f"p{person}", step, "keen" if keen else "calm", total))
            day += generator.exponential(3 if keen else 9)
    path = tmp_path_factory.mktemp("logs") / "shop.csv"
    lines = ["person,at,event,kind,total", *(",".join((one[0].isoformat(), *one[1:])) for one in sorted(rows))]
    path.write_text("\n".join(_swapped(line) for line in lines) + "\n", encoding="utf-8")
    return str(path)


def _swapped(line: str) -> str:
    """The person before the time, as the heading has it."""
    first, second, *rest = line.split(",")
    return line if first == "person" else ",".join((second, first, *rest))


def test_leaving_is_judged_on_later_days_beside_the_base_rate(shop: str) -> None:
    found = answer("foretell", "churn", shop, "--case", "person", "--within", "2w", "--likely", "3")["foretold"]
    assert found["learnt_at"] < found["judged_at"] < found["now"]
    assert found["beats"] is True
    assert 0 < found["base"]["value"] < 100
    assert (
        sum(found["judged"]) == found["happened"]["n"] == sum(one["true"]["n"] for one in found["calibration"]["bins"])
    )
    assert len(found["likely"]) == 3
    said = run("foretell", "churn", shop, "--case", "person", "--within", "2w").stdout
    assert "beats the base rate" in " ".join(said.split())


def test_a_feature_that_gives_the_outcome_away_is_refused_by_name(shop: str, tmp_path: Path) -> None:
    leaking = tmp_path / "leaking.csv"
    heading, *lines = Path(shop).read_text("utf-8").splitlines()
    last = {line.split(",")[0]: datetime.fromisoformat(line.split(",")[1]) for line in lines}
    cutoff = max(last.values()) - timedelta(days=14)
    told = [f"{line},{'yes' if last[line.split(',')[0]] < cutoff else 'no'}" for line in lines]
    leaking.write_text("\n".join([f"{heading},cancelled", *told]) + "\n", encoding="utf-8")
    words = ("foretell", "churn", str(leaking), "--case", "person", "--within", "2w")
    refused = json.loads(run(*words, "--json", code=3).stdout)["diagnostics"][0]
    assert refused["code"] == "insight/leaking-feature"
    assert "cancelled" in refused["says"]


def test_the_next_step_what_goes_with_paying_and_who_gets_the_credit(shop: str) -> None:
    found = answer("foretell", "next", shop, "--case", "person", "--after", "search,basket")["next"]
    assert found["after"][0][0] == "paid"
    drivers = answer("foretell", "behaviour", shop, "--case", "person", "--goal", "paid", "--first", "2")["behaviour"]
    assert drivers["base"]["n"] > 50
    credit = answer("value", "attribution", shop, "--case", "person", "--goal", "paid")["attribution"]
    for rule in credit["rules"]:
        assert sum(one["share"]["value"] for one in rule["credits"]) == pytest.approx(100)
    assert "markov" in run("value", "attribution", shop, "--case", "person", "--goal", "paid").stdout


def test_survival_by_segment_tells_who_leaves_sooner(shop: str) -> None:
    found = answer("value", "survival", shop, "--case", "person", "--within", "20d", "--by", "kind")["survival"]
    keen, calm = sorted(found["groups"], key=lambda one: one["left"] / one["customers"])
    assert (keen["group"], calm["group"]) == ("keen", "calm")
    assert found["chance"] < 0.001
    assert calm["ratio"]["low"] > 1
    assert "Log-rank" in run("value", "survival", shop, "--case", "person", "--within", "20d", "--by", "kind").stdout


def test_lifetime_value_is_of_the_purchases_with_an_amount_and_put_to_the_proof(shop: str) -> None:
    words = ("value", "lifetime", shop, "--case", "person", "--purchase", "paid", "--amount", "total", "--months", "3")
    found = answer(*words)["lifetime"]
    assert found["mean"]["low"] < found["mean"]["value"] < found["mean"]["high"]
    assert found["total"]["value"] == pytest.approx(found["mean"]["value"] * found["customers"])
    assert found["proof"]["came"]["value"] > 100
    bare = answer("value", "lifetime", shop, "--case", "person", "--purchase", "paid", "--months", "3")["lifetime"]
    assert bare["mean"] is None
    assert bare["to_come"]["value"] == pytest.approx(found["to_come"]["value"])


def test_a_workspace_answers_what_if_and_a_log_says_why_it_cannot(shop: str, tmp_path: Path) -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    workspace.build_sample(tmp_path / "sample", key=b"k" * 32, seed=7, today=now.date(), now=now)
    place = str(tmp_path / "sample")
    found = answer("foretell", "what-if", place, "--touchpoint", "check-in-form", "--move", "1")["what_if"]
    (moved,) = found["touchpoints"][0]["changes"]
    assert moved["effect"]["low"] > 0
    assert len(moved["assumptions"]) == 4
    assert "association" in run("foretell", "what-if", place).stdout
    assert answer("value", "survival", place, "--by", "age")["survival"]["df"] == 3
    assert "outsidein import" in " ".join(run("foretell", "what-if", shop, code=3).stderr.split())


def test_what_is_not_there_is_told(shop: str) -> None:
    assert "teleport" in run("value", "attribution", shop, "--case", "person", "--goal", "teleport", code=3).stderr
    assert "teleport" in run("foretell", "next", shop, "--case", "person", "--after", "teleport", code=3).stderr
    assert "teleport" in run("value", "lifetime", shop, "--case", "person", "--purchase", "teleport", code=3).stderr
    run("value", "attribution", shop, "--case", "person", code=2)
