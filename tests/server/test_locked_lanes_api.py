"""Locked lanes over every door of the server but the live one: documents, versions, workbooks, the library, files."""

from __future__ import annotations

import base64
import time
from typing import Any

import pytest
import requests
from serving import Home, made

from outsidein import maps

MAP = """\
outsidein: 1
map: held
kind: customer-journey
title: Held
touchpoints:
  - {id: desk, name: Desk}
lanes:
  - {id: actions, locked: true}
stages:
  - id: pack
    name: Pack
    steps:
      - id: load
        name: Load
        touchpoints: [desk]
        actions: [Fetch the key]
      - id: wait
        name: Wait
        pains: [Rain]
"""
WITHOUT = MAP[: MAP.index("      - id: load")] + MAP[MAP.index("      - id: wait") :]
MOVED = MAP.replace("    steps:\n", "    steps: []\n  - id: later\n    name: Later\n    steps:\n")


@pytest.fixture
def held(home: Home) -> str:
    """A map with a locked lane and a card in it."""
    return str(made(home.client("owner").post(f"{home.path}/maps", {"text": MAP}))["id"])


def say(home: Home, map: str, text: str, role: str) -> requests.Response:
    """Make the map say what ``text`` says, as the map's newest version."""
    client, path = home.client(role), f"{home.path}/maps/{map}/document"
    return client.call("PUT", path, json={"text": text}, headers={"If-Match": client.get(path).headers["ETag"]})


def codes(answer: requests.Response) -> set[str]:
    return {one["code"] for one in answer.json()["diagnostics"]}


def text_of(home: Home, map: str) -> str:
    return home.client("viewer").get(f"{home.path}/maps/{map}/document").text


def lock(home: Home, map: str, role: str, on: bool, lane: str = "actions") -> requests.Response:
    return home.client(role).post(f"{home.path}/maps/{map}/lanes/{lane}/lock", {"locked": on})


def test_a_step_goes_with_no_locked_card_whatever_text_says_so_but_it_moves(home: Home, held: str) -> None:
    for role in ("editor", "owner"):
        refused = say(home, held, WITHOUT, role)
        assert (refused.status_code, codes(refused)) == (422, {"server/bears-locked"})
        assert refused.json()["diagnostics"][0]["fix"]
    assert say(home, held, MOVED, "editor").status_code == 200
    assert "Fetch the key" in text_of(home, held)


def test_an_owner_unlocks_and_locks_and_an_editor_only_locks(home: Home, held: str) -> None:
    refused = lock(home, held, "editor", False)
    assert (refused.status_code, codes(refused)) == (422, {"server/lane-locked"})
    assert lock(home, held, "viewer", True).status_code == 403
    assert lock(home, held, "owner", False).status_code == 204
    assert "locked" not in text_of(home, held)
    assert say(home, held, WITHOUT, "editor").status_code == 200
    for lane in ("actions", "pains"):
        assert lock(home, held, "editor", True, lane).status_code == 204
    assert text_of(home, held).count("locked: true") == 2
    assert lock(home, held, "owner", True, "nowhere").status_code == 404


def test_an_owner_unlocks_by_the_text_of_the_map_and_changes_it_in_the_same_breath(home: Home, held: str) -> None:
    free = WITHOUT.replace(", locked: true", ", hidden: true")
    assert codes(say(home, held, free, "editor")) == {"server/lane-locked"}
    assert say(home, held, free, "owner").status_code == 200
    assert "Fetch the key" not in text_of(home, held)


def test_a_version_from_before_the_lock_comes_back_by_an_owner_alone(home: Home) -> None:
    open_ = MAP.replace(", locked: true", ", hidden: true").replace("Fetch the key", "Find it")
    map = made(home.client("editor").post(f"{home.path}/maps", {"text": open_}))["id"]
    version = made(home.client("editor").post(f"{home.path}/maps/{map}/versions", {"name": "Before"}))["id"]
    assert say(home, map, MAP, "editor").status_code == 200
    path = f"{home.path}/maps/{map}/versions/{version}/restore"
    assert codes(home.client("editor").post(path)) == {"server/lane-locked"}
    assert home.client("owner").post(path).status_code == 204
    assert "Find it" in text_of(home, map)


def test_an_edited_workbook_takes_no_locked_card_along(home: Home, held: str) -> None:
    document, _ = maps.read(text_of(home, held))
    assert document is not None
    client = home.client("editor")
    book = client.get(f"{home.path}/maps/{held}/export", params={"form": "xlsx"}).content
    sent = {"name": "held.xlsx", "data": base64.b64encode(_without_the_first_step(book)).decode("ascii")}
    preview = made(client.post(f"{home.path}/maps/{held}/bring/preview", sent))
    assert "removed" in {one["what"] for one in preview["changes"]}
    refused = client.post(f"{home.path}/maps/{held}/bring", sent)
    assert refused.status_code == 422
    assert codes(refused) <= {"server/bears-locked", "server/lane-locked"}
    assert "Fetch the key" in text_of(home, held)


def _without_the_first_step(book: bytes) -> bytes:
    import io

    import openpyxl

    file = openpyxl.load_workbook(io.BytesIO(book))
    sheet = file[file.sheetnames[0]]
    column = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "Load")
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_cols(column)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def test_a_locked_step_stays_when_its_touchpoint_changes_in_the_library(home: Home, held: str) -> None:
    changed = home.client("editor").call(
        "PATCH", f"{home.path}/inventory/touchpoint:desk", json={"fields": {"name": "Counter"}}
    )
    assert made(changed)["maps"] == 1
    assert "Counter" in text_of(home, held)


def test_a_file_that_takes_a_locked_card_away_is_not_taken_in_and_its_neighbours_are(home: Home, held: str) -> None:
    folder = home.folder / "maps"
    path = next(one for one in folder.glob("*.map.yaml") if "Fetch the key" in one.read_text(encoding="utf-8"))
    path.write_text(WITHOUT, encoding="utf-8")
    (folder / "zz-later.map.yaml").write_text(MAP.replace("held", "later").replace("Held", "Later"), encoding="utf-8")
    titles = lambda: {one["title"] for one in made(home.client("viewer").get(f"{home.path}/maps"))}  # noqa: E731
    _until(lambda: "Later" in titles())
    assert "Fetch the key" in text_of(home, held)
    path.write_text(WITHOUT.replace(", locked: true", ", hidden: true"), encoding="utf-8")
    _until(lambda: "Fetch the key" not in text_of(home, held))


def _until(true: Any) -> None:
    for _ in range(150):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to that")
