"""The library over the API: one name everywhere at once, and nothing deleted that a map uses."""

from __future__ import annotations

from typing import Any

import pytest
from serving import Home, made

MAP = """\
outsidein: 1
map: trip
kind: customer-journey
title: Trip
personas:
  - {id: ann, name: Ann}
touchpoints:
  - {id: desk, name: Desk, channel: human-assisted, medium: counters}
stages:
  - id: pack
    name: Pack
    steps:
      - id: load
        name: Load
        touchpoints: [desk]
        capabilities: [lift]
        actions: [Fetch the key]
"""
THINGS = ("touchpoint:desk", "persona:ann", "channel:human-assisted", "channel:counters", "capability:lift")


@pytest.fixture
def map(home: Home) -> str:
    return str(made(home.client("editor").post(f"{home.path}/maps", {"text": MAP}))["id"])


def called(home: Home, terms: str, key: str) -> str:
    kinds = made(home.client("viewer").get(f"{home.path}/kinds"))
    return dict(kinds[0]["terms"][terms])[key]


def rename(home: Home, record: str, name: str) -> Any:
    return made(home.client("editor").patch(f"{home.path}/inventory/{record}", {"fields": {"name": name}}))


@pytest.mark.parametrize("record", THINGS)
def test_what_a_map_uses_is_not_deleted_and_each_use_is_told(home: Home, map: str, record: str) -> None:
    refused = home.client("owner").delete(f"{home.path}/inventory/{record}")
    assert refused.status_code == 409
    told = refused.json()["diagnostics"]
    assert {one["code"] for one in told} == {"workspace/shared-used"}
    assert all("Trip" in one["says"] and one["fix"] for one in told)


def test_a_channel_is_called_otherwise_in_every_word_of_it_and_in_no_other_workspace(home: Home, map: str) -> None:
    export = f"{home.path}/maps/{map}/export"
    before = home.client("viewer").get(export, params={"form": "html"}).text
    assert "human-assisted" in before
    assert rename(home, "channel:human-assisted", "Eye to eye")["maps"] == 1
    rename(home, "channel:counters", "Desks and tills")
    assert called(home, "channels", "human-assisted") == "Eye to eye"
    assert called(home, "media", "counters") == "Desks and tills"
    assert "eye to eye" in home.client("viewer").get(export, params={"form": "html"}).text
    listed = made(home.client("viewer").get(f"{home.path}/inventory"))["channels"]
    assert {one["record"]["name"] for one in listed} == {"Eye to eye", "Desks and tills"}
    elsewhere = home.server.home("Elsewhere")
    assert called(elsewhere, "channels", "human-assisted") == "Human-assisted"


@pytest.mark.parametrize("record", ["touchpoint:desk", "persona:ann"])
def test_a_thing_on_a_map_that_is_locked_is_changed_on_no_map(home: Home, map: str, record: str) -> None:
    other = made(home.client("editor").post(f"{home.path}/maps", {"text": MAP.replace("Trip", "Other")}))["id"]
    assert home.client("owner").post(f"{home.path}/maps/{other}/lock", {"locked": True}).status_code == 204
    refused = home.client("editor").patch(f"{home.path}/inventory/{record}", {"fields": {"name": "Else"}})
    assert (refused.status_code, refused.json()["code"]) == (409, "server/locked")
    assert "Else" not in home.client("viewer").get(f"{home.path}/maps/{map}/document").text
