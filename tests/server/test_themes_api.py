"""Themes over the API: proposed from comments, named, merged, labelled, never changed behind somebody's back."""

from __future__ import annotations

from typing import Any

import pytest
from serving import Home, Running, made


@pytest.fixture(scope="module")
def kestrel(server: Running) -> Home:
    """A workspace with the sample's comments."""
    return server.home("Kestrel", sample=True)


@pytest.fixture
def home(kestrel: Home) -> Home:
    """The same, before anybody named a theme."""
    (kestrel.folder / "themes.json").unlink(missing_ok=True)
    return kestrel


@pytest.fixture
def map(home: Home) -> str:
    return str(home.client().get(f"{home.path}/maps").json()[0]["id"])


def told(home: Home, map: str, **asked: Any) -> Any:
    return made(home.client("viewer").get(f"{home.path}/maps/{map}/themes", params=asked))


def adopt(home: Home, map: str, **new: Any) -> Any:
    return made(home.client("editor").post(f"{home.path}/maps/{map}/themes", new))


def test_a_proposal_is_named_and_becomes_a_theme_with_its_comments(home: Home, map: str) -> None:
    before = told(home, map)
    assert before["themes"] == []
    first = before["proposals"][0]
    assert {before["quotes"][one]["text"] for one in first["quotes"]}
    book = adopt(home, map, proposal=first["id"], name="Waiting")
    assert [(one["id"], one["title"], one["named"]) for one in book["themes"]] == [(first["id"], "Waiting", True)]
    after = told(home, map)
    (theme,) = after["themes"]
    assert (theme["title"], theme["grouped"], theme["words"]) == ("Waiting", first["comments"], first["words"])
    assert theme["share"]["low"] < theme["share"]["value"] < theme["share"]["high"]
    assert theme["share"]["n"] == before["total"]
    assert first["id"] not in [one["id"] for one in after["proposals"]]
    assert after["learnt"]["beats"] is False
    assert home.client("viewer").get(f"{home.path}/maps/{map}/themes", params={"step": "step:none"}).status_code == 422


def test_a_proposal_that_is_not_there_is_refused(home: Home, map: str) -> None:
    answer = home.client("editor").post(f"{home.path}/maps/{map}/themes", {"proposal": "made-up", "name": "X"})
    assert (answer.status_code, answer.json()["code"]) == (409, "server/no-such-proposal")
    assert home.client("editor").post(f"{home.path}/maps/{map}/themes", {"name": " … "}).status_code == 422


def test_a_proposal_goes_into_a_theme_and_themes_are_merged_and_removed(home: Home, map: str) -> None:
    one, other = told(home, map)["proposals"][:2]
    adopt(home, map, proposal=one["id"], name="Waiting")
    assert len(adopt(home, map, proposal=other["id"], into=one["id"])["themes"]) == 1
    assert told(home, map)["themes"][0]["grouped"] == one["comments"] + other["comments"]
    own = adopt(home, map, name="Own words")["themes"][-1]["id"]
    client = home.client("editor")
    book = made(client.post(f"{home.path}/themes/{one['id']}/merge", {"themes": [own]}))
    assert [each["id"] for each in book["themes"]] == [one["id"]]
    assert made(client.patch(f"{home.path}/themes/{one['id']}", {"name": "Queues"}))["themes"][0]["title"] == "Queues"
    assert made(client.delete(f"{home.path}/themes/{one['id']}"))["themes"] == []
    assert client.delete(f"{home.path}/themes/{one['id']}").status_code == 404
    assert len(told(home, map)["proposals"]) >= 2


def test_a_comment_is_labelled_and_its_label_counts_before_its_group(home: Home, map: str) -> None:
    quote = made(home.client().get(f"{home.path}/maps/{map}/quotes"))["quotes"][0]["comment"]
    theme = adopt(home, map, name="Families")["themes"][0]["id"]
    client = home.client("editor")
    assert made(client.put(f"{home.path}/labels/{quote}", {"theme": theme}))["labels"] == {quote: theme}
    (found,) = told(home, map)["themes"]
    assert (found["labelled"], found["grouped"], found["quotes"]) == (1, 0, [quote])
    assert made(client.put(f"{home.path}/labels/{quote}", {"theme": ""}))["labels"] == {}
    assert client.put(f"{home.path}/labels/comment:1", {"theme": theme}).status_code == 404
    assert client.put(f"{home.path}/labels/{quote}", {"theme": "none"}).status_code == 404


def test_a_book_that_somebody_else_changed_is_not_overwritten_nor_one_that_cannot_be_read(home: Home, map: str) -> None:
    client = home.client("editor")
    seen = client.get(f"{home.path}/themes").headers["ETag"]
    adopt(home, map, name="First")
    path = f"{home.path}/maps/{map}/themes"
    late = client.post(path, {"name": "Second"}, headers={"If-Match": seen})
    assert (late.status_code, late.json()["code"]) == (412, "server/changed-meanwhile")
    now = late.headers["ETag"]
    answer = client.post(path, {"name": "Second"}, headers={"If-Match": now})
    assert answer.status_code == 201
    assert answer.headers["ETag"] != now
    file = home.folder / "themes.json"
    file.write_text("{broken", encoding="utf-8")
    answer = client.post(path, {"name": "Third"})
    assert (answer.status_code, answer.json()["code"]) == (422, "workspace/themes-unreadable")
    assert file.read_text(encoding="utf-8") == "{broken"
