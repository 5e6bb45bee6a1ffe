"""Comments: said by whoever may comment, never part of the map, about what is there, mentioning members only."""

from __future__ import annotations

import json
from typing import Any

import pytest
from serving import Home, made

from outsidein import maps


@pytest.fixture
def map(home: Home) -> str:
    return home.begin_map()


def say(home: Home, map: str, role: str = "commenter", **new: Any) -> Any:
    return home.client(role).post(f"{home.path}/maps/{map}/comments", {"text": "Is that so?", **new})


def listed(home: Home, map: str, role: str = "viewer", **asked: Any) -> Any:
    return made(home.client(role).get(f"{home.path}/maps/{map}/comments", params=asked))


def stage(home: Home, map: str) -> str:
    document, _ = maps.read(home.client().get(f"{home.path}/maps/{map}/document").text)
    assert document
    return document.stages[0].id


def test_what_was_said_is_read_by_everybody_and_changes_nothing_on_the_map(home: Home, map: str) -> None:
    before = home.client().get(f"{home.path}/maps/{map}/document")
    where = stage(home, map)
    one = made(say(home, map, record=where, text=" Really? "))
    assert (one["text"], one["record"], one["mine"]) == ("Really?", where, True)
    assert [(each["id"], each["mine"]) for each in listed(home, map)] == [(one["id"], False)]
    after = home.client().get(f"{home.path}/maps/{map}/document")
    assert (after.text, after.headers["ETag"]) == (before.text, before.headers["ETag"])


def test_a_viewer_reads_but_says_nothing(home: Home, map: str) -> None:
    assert say(home, map, "viewer").status_code == 403


def test_an_answer_belongs_to_the_thread_it_answers(home: Home, map: str) -> None:
    where = stage(home, map)
    thread = made(say(home, map, record=where))["id"]
    answer = made(say(home, map, "editor", parent=thread))
    deeper = made(say(home, map, parent=answer["id"]))
    assert (answer["parent"], answer["record"]) == (thread, where)
    assert deeper["parent"] == thread


def test_only_members_can_be_mentioned(home: Home, map: str) -> None:
    stranger = home.server.person("Stranger")
    editor = home.people["editor"]
    one = made(say(home, map, text="@Editor look", mentions=[editor.id, stranger.id]))
    assert [each["id"] for each in one["mentions"]] == [editor.id]
    found = made(home.client("editor").get(f"{home.path}/mentions"))
    assert [(each["comment"], each["map"], each["resolved"]) for each in found] == [(one["id"], map, False)]
    assert made(home.client("owner").get(f"{home.path}/mentions")) == []


def test_whoever_mentions_themselves_is_told_nothing(home: Home, map: str) -> None:
    made(say(home, map, mentions=[home.people["commenter"].id]))
    assert made(home.client("commenter").get(f"{home.path}/mentions")) == []


def test_who_is_mentioned_can_be_changed_with_the_words(home: Home, map: str) -> None:
    editor, viewer = home.people["editor"].id, home.people["viewer"].id
    one = made(say(home, map, mentions=[editor]))
    path = f"{home.path}/maps/{map}/comments/{one['id']}"
    client = home.client("commenter")
    assert [each["id"] for each in made(client.patch(path, {"text": "So?"}))["mentions"]] == [editor]
    assert [each["id"] for each in made(client.patch(path, {"text": "So?", "mentions": [viewer]}))["mentions"]] == [
        viewer
    ]


def test_only_its_author_rewords_a_comment_and_only_they_and_owners_take_it_back(home: Home, map: str) -> None:
    path = f"{home.path}/maps/{map}/comments/{made(say(home, map))['id']}"
    assert home.client("editor").patch(path, {"text": "No."}).json()["code"] == "server/not-yours"
    assert home.client("editor").delete(path).status_code == 403
    reworded = made(home.client("commenter").patch(path, {"text": "Yes."}))
    assert (reworded["text"], bool(reworded["edited"])) == ("Yes.", True)
    assert home.client("commenter").patch(path, {"text": "   "}).json()["code"] == "server/empty-comment"
    assert home.client("owner").delete(path).status_code == 204
    assert listed(home, map) == []


def test_settling_an_answer_settles_its_thread_and_it_can_be_opened_again(home: Home, map: str) -> None:
    thread = made(say(home, map))["id"]
    answer = made(say(home, map, parent=thread))["id"]
    path = f"{home.path}/maps/{map}/comments/{answer}/resolve"
    settled = made(home.client("commenter").post(path, {"resolved": True}))
    assert (settled["id"], bool(settled["resolved"]), bool(settled["resolved_by"])) == (thread, True, True)
    assert [one["id"] for one in listed(home, map, open=True)] == [answer]
    assert made(home.client("commenter").post(path, {"resolved": False}))["resolved"] is None


def test_a_mark_needs_no_words_and_is_one_however_often_it_is_laid(home: Home, map: str) -> None:
    where = stage(home, map)
    first, second = (made(say(home, map, record=where, text="", sign="doubt"))["id"] for _ in range(2))
    assert first == second
    made(say(home, map, "editor", record=where, text="", sign="doubt"))
    assert [one["sign"] for one in listed(home, map)] == ["doubt", "doubt"]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ({"text": "  "}, "server/empty-comment"),
        ({"record": "step:nowhere"}, "server/no-such-record"),
        ({"sign": "shout"}, "server/invalid"),
        ({"text": "x" * 5_001}, "server/invalid"),
        ({"mentions": [2**70]}, "server/bad-json"),
    ],
)
def test_what_says_nothing_or_is_about_nothing_is_refused(home: Home, map: str, new: dict[str, Any], code: str) -> None:
    answer = say(home, map, **new)
    assert answer.json()["code"] == code
    assert listed(home, map) == []


def test_a_comment_of_another_map_is_not_found(home: Home, map: str) -> None:
    other = home.begin_map("Another")
    one = made(say(home, other))["id"]
    assert say(home, map, parent=one).status_code == 404
    assert home.client("owner").delete(f"{home.path}/maps/{map}/comments/{one}").status_code == 404


def test_whoever_has_the_map_open_is_told_of_a_comment(home: Home, map: str) -> None:
    where = stage(home, map)
    with home.server.join(home.people["viewer"], home.id, map) as socket:
        made(say(home, map, record=where))
        notice = next(frame for frame in iter(lambda: socket.recv(timeout=20), None) if frame[0] == 5)
    said = json.loads(bytes(notice[1:]))
    assert (said["about"], said["record"]) == ("comments", where)
