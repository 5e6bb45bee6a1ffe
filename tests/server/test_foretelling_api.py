"""Foresight over the API: what holds of every answer, and what is refused with the reason."""

from __future__ import annotations

from typing import Any

import pytest
from serving import Home, made

from outsidein import workspace


def ask(home: Home, question: str, **query: Any) -> Any:
    return made(home.client("viewer").get(f"{home.path}/foresight/{question}", params=query))


def test_a_curve_of_staying_falls_within_its_band_and_says_who_was_at_risk(sample_home: Home) -> None:
    found = ask(sample_home, "survival", by="age")
    whole = found["whole"]
    assert whole["customers"] == sum(group["customers"] for group in found["groups"]) > 700
    assert all(a >= b for a, b in zip(whole["share"], whole["share"][1:], strict=False))
    assert all(low <= at <= high for low, at, high in zip(whole["low"], whole["share"], whole["high"], strict=True))
    assert whole["risk"][0] == whole["customers"]
    assert all(a >= b for a, b in zip(whole["risk"], whole["risk"][1:], strict=False))
    assert (found["df"], 0 <= found["chance"] <= 1) == (3, True)


def test_the_server_gives_the_same_what_if_as_python_with_its_assumptions(sample_home: Home) -> None:
    found = ask(sample_home, "what-if")
    with workspace.open_study(workspace.find(sample_home.folder)) as study:
        (alone,) = workspace.what_if(study, touchpoint="check-in-form", changes=(1.0,)).touchpoints
    one = next(each for each in found["touchpoints"] if each["touchpoint"] == "check-in-form")
    told = next(each for each in one["changes"] if each["change"] == 1)
    assert told["effect"]["value"] == pytest.approx(alone.changes[0].effect.value)
    assert told["effect"]["low"] < told["effect"]["value"] < told["effect"]["high"]
    assert len(told["assumptions"]) == 4
    assert one["name"] != one["touchpoint"]


def test_credit_under_every_rule_sums_to_the_journeys_that_reached_the_goal(sample_home: Home) -> None:
    found = ask(sample_home, "attribution", goal="boarding-pass")
    assert [rule["rule"] for rule in found["rules"]] == ["first", "last", "linear", "position", "markov"]
    for rule in found["rules"]:
        assert sum(one["conversions"]["value"] for one in rule["credits"]) == pytest.approx(found["conversions"])


def test_the_next_step_is_judged_on_moves_after_the_cut_off(sample_home: Home) -> None:
    found = ask(sample_home, "next", after=["flight-search"])
    assert [way["way"] for way in found["ways"]] == ["baseline", "backoff", "learnt"]
    assert found["moves"] > 100
    assert found["after"][0][0] == "flight-search"


@pytest.mark.parametrize(
    ("question", "query", "code"),
    [
        ("churn", {"event": "wifi-portal", "within": "1d"}, "insight/too-few-outcomes"),
        ("churn", {"within": "40w"}, "insight/log-too-short"),
        ("churn", {"event": "teleport"}, "insight/unknown-event"),
        ("next", {"after": ["teleport"]}, "insight/unknown-event"),
        ("survival", {"event": "teleport"}, "measures/unknown-event"),
        ("survival", {"by": "shoe-size"}, "workspace/no-segment"),
        ("attribution", {"goal": "teleport"}, "measures/unknown-event"),
        ("what-if", {"question": "teleport"}, "insight/no-outcome-asked"),
    ],
)
def test_what_cannot_be_told_is_refused_with_the_reason(
    sample_home: Home, question: str, query: dict[str, Any], code: str
) -> None:
    answer = sample_home.client("viewer").get(f"{sample_home.path}/foresight/{question}", params=query)
    assert (answer.status_code, answer.json()["diagnostics"][0]["code"]) == (422, code)


def test_sentences_come_in_the_language_of_whoever_asks(sample_home: Home) -> None:
    client = sample_home.client("viewer")
    answer = client.get(f"{sample_home.path}/foresight/survival", headers={"Accept-Language": "de"})
    assert "Gegangen ist" in answer.json()["said"][0]
