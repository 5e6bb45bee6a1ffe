"""Results by account over the API: told by segment, and small groups only to those who may see the rows."""

from __future__ import annotations

from typing import Any

import pytest
from serving import Home, made


def ask(home: Home, by: str = "viewer", /, **query: Any) -> Any:
    (map, *_) = home.client("viewer").get(f"{home.path}/maps").json()
    return home.client(by).get(f"{home.path}/maps/{map['id']}/accounts", params=query)


def test_any_segment_can_stand_for_the_account_and_every_number_has_its_interval(sample_home: Home) -> None:
    told = made(ask(sample_home, account="travel", role="age"))
    assert (told["account"], told["role"]) == ("travel", "age")
    found = told["found"]
    assert {one["key"] for one in found["accounts"]} >= {"Business", "Family"}
    for place in found["places"]:
        level = place["level"]
        assert level["value"] is None or level["low"] <= level["value"] <= level["high"]
        assert level["people"] <= len(found["accounts"])
    assert {one["step"] for one in found["places"]} <= {one["id"] for one in told["steps"]}


@pytest.mark.parametrize(("role", "k"), [("viewer", 5), ("commenter", 5), ("editor", 1)])
def test_only_whoever_may_see_the_rows_may_ask_for_smaller_groups(sample_home: Home, role: str, k: int) -> None:
    assert made(ask(sample_home, role, account="travel", k=1))["found"]["k"] == k


def test_without_a_named_account_it_is_said_what_to_do(sample_home: Home) -> None:
    answer = ask(sample_home)
    assert answer.status_code == 422
    assert "insight/no-accounts" in answer.text
