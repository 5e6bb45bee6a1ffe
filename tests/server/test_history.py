"""The past of a map: who changed what as data, versions with a name, going back, approving, locking."""

from __future__ import annotations

from typing import Any

import pytest
from serving import Home, made


@pytest.fixture
def map(home: Home) -> str:
    return home.begin_map()


def path(home: Home, map: str, rest: str) -> str:
    return f"{home.path}/maps/{map}/{rest}"


def called(home: Home, role: str) -> str:
    """What others see of somebody."""
    found = made(home.client().get(f"{home.path}/members"))
    return str(next(one["name"] for one in found if one["id"] == home.people[role].id))


def text(home: Home, map: str) -> str:
    return home.client().get(path(home, map, "document")).text


def rewrite(home: Home, map: str, old: str, new: str, role: str = "editor") -> Any:
    wanted = text(home, map).replace(old, new, 1)
    return home.client(role).put(path(home, map, "document"), {"text": wanted}, headers={"If-Match": "*"})


def named(home: Home, map: str, name: str = "Before the fair") -> str:
    return str(made(home.client("editor").post(path(home, map, "versions"), {"name": name, "note": "As it was"}))["id"])


def test_the_history_tells_who_changed_which_field_from_what_to_what(home: Home, map: str) -> None:
    made(rewrite(home, map, "name: Discover", "name: Find out"))
    deeds = made(home.client("viewer").get(path(home, map, "history")))["deeds"]
    found = [change for deed in deeds for change in deed["changes"] if change["what"] == "changed"]
    assert [(one["type"], one["field"], one["old"], one["new"]) for one in found] == [
        ("stage", "name", "Discover", "Find out")
    ]
    assert deeds[0]["name"] == called(home, "editor")


def test_a_version_is_kept_compared_and_gone_back_to(home: Home, map: str) -> None:
    before = text(home, map)
    version = named(home, map)
    made(rewrite(home, map, "name: Discover", "name: Find out"))
    changed = made(home.client("viewer").get(path(home, map, f"versions/{version}/changes")))
    assert [(one["field"], one["old"], one["new"]) for one in changed] == [("name", "Discover", "Find out")]
    assert home.client("editor").post(path(home, map, f"versions/{version}/restore")).status_code == 204
    assert text(home, map) == before
    deeds = made(home.client().get(path(home, map, "history")))["deeds"]
    assert deeds[0]["kind"] == "restore"
    assert made(home.client().get(path(home, map, f"versions/{version}/changes"))) == []


def test_what_was_gone_back_to_stands_in_the_file_too(home: Home, map: str) -> None:
    version = named(home, map)
    made(rewrite(home, map, "name: Discover", "name: Find out"))
    assert home.client("editor").post(path(home, map, f"versions/{version}/restore")).ok
    (file,) = (home.folder / "maps").glob("*.map.yaml")
    assert "name: Discover" in file.read_text()


def test_an_owner_approves_a_version_and_takes_that_back(home: Home, map: str) -> None:
    version = named(home, map)
    where = path(home, map, f"versions/{version}/approve")
    assert home.client("editor").post(where, {"approved": True}).status_code == 403
    assert made(home.client("owner").post(where, {"approved": True}))["approved_by"] == called(home, "owner")
    assert made(home.client("owner").post(where, {"approved": False}))["approved_at"] is None
    (listed,) = made(home.client("viewer").get(path(home, map, "versions")))
    assert (listed["name"], listed["note"], listed["author"]) == (
        "Before the fair",
        "As it was",
        called(home, "editor"),
    )


def test_a_locked_map_takes_no_edit_of_anybody_until_an_owner_unlocks_it(home: Home, map: str) -> None:
    version = named(home, map)
    where = path(home, map, "lock")
    assert home.client("editor").post(where, {"locked": True}).status_code == 403
    assert home.client("owner").post(where, {"locked": True}).status_code == 204
    assert made(home.client().get(path(home, map, "")[:-1]))["locked"] is True
    for role in ("editor", "owner"):
        assert rewrite(home, map, "name: Discover", "name: Find out", role).json()["code"] == "server/locked"
    assert home.client("editor").post(path(home, map, f"versions/{version}/restore")).status_code in (204, 409)
    assert home.client("commenter").post(path(home, map, "comments"), {"text": "Why?"}).status_code == 201
    assert home.client("owner").post(where, {"locked": False}).status_code == 204
    assert rewrite(home, map, "name: Discover", "name: Find out").ok
    assert made(home.client().get(path(home, map, "")[:-1]))["locked"] is False


def test_a_version_of_another_map_is_not_found(home: Home, map: str) -> None:
    version = named(home, home.begin_map("Another"))
    assert home.client().get(path(home, map, f"versions/{version}/changes")).status_code == 404
    assert home.client().post(path(home, map, f"versions/{version}/restore")).status_code == 404
    assert home.client().post(path(home, map, f"versions/{version}/approve"), {"approved": True}).status_code == 404
