"""A workspace’s own kinds over the API: kept, listed for it alone, used by live maps, not taken from under them."""

from __future__ import annotations

import time
from dataclasses import replace

from serving import Home, Running, made

from outsidein import maps

KIND = """\
id: visit
name: Store visit
meaning: What one visit to a store is like.
structure: chronological
lanes:
  - {key: acts, of: actions}
  - {key: mood, of: emotion, role: curve}
words:
  de: {name: Ladenbesuch}
"""
NETWORK = "id: ties\nname: Ties\nmeaning: Who gives what.\nstructure: network\nlanes:\n  - {key: wants, of: goals}\n"


def _kinds(home: Home, **query: str) -> dict[str, dict[str, object]]:
    found = home.client("viewer").get(f"{home.path}/kinds", params=query).json()
    return {one["id"]: one for one in found}


def test_a_kind_is_kept_listed_and_read_back(home: Home) -> None:
    kept = made(home.client("editor").put(f"{home.path}/kinds/visit", {"text": KIND}))
    assert (kept["own"], kept["name"], [lane["key"] for lane in kept["lanes"]]) == (
        True,
        "Store visit",
        ["acts", "mood"],
    )
    assert set(_kinds(home)) == {*maps.built_in(), "visit"}
    assert _kinds(home, language="de")["visit"]["name"] == "Ladenbesuch"
    assert home.client("viewer").get(f"{home.path}/kinds/visit").json()["text"] == KIND
    assert (home.folder / "kinds" / "visit.yaml").read_text("utf-8") == KIND
    everybody = {one["id"] for one in home.client("viewer").get("/api/v1/kinds").json()}
    assert everybody == set(maps.built_in())


def test_a_live_map_of_an_own_kind_is_edited_like_any_other(home: Home) -> None:
    client = home.client("editor")
    made(client.put(f"{home.path}/kinds/ties", {"text": NETWORK}))
    map = made(client.post(f"{home.path}/maps", {"title": "Ties of ours", "kind": "ties"}))
    assert (map["kind"], map["counts"]["actor"]) == ("ties", 5)
    path = f"{home.path}/maps/{map['id']}/document"
    answer = client.get(path)
    own, _ = maps.read_kind(NETWORK)
    assert own is not None
    with maps.knowing([own]):
        document, found = maps.read(answer.text)
        assert found == ()
        assert document is not None
        first = document.actors[0]
        changed = document.put(
            replace(first, x=0.25, y=-0.5),
            maps.Card(id="card:c", parent=first.id, order="V", lane="wants", text="Peace and quiet"),
        )
        text = maps.write(changed)
    headers = {"If-Match": answer.headers["ETag"]}
    assert client.put(path, {"text": text}, headers=headers).ok
    assert client.get(path).text == text
    deeds = made(client.get(f"{home.path}/maps/{map['id']}/history"))
    assert deeds
    file = home.folder / "maps" / f"{map['key']}.map.yaml"
    end = time.monotonic() + 20
    while file.read_text("utf-8") != text and time.monotonic() < end:
        time.sleep(0.1)
    assert file.read_text("utf-8") == text


def test_what_maps_use_is_not_taken_from_under_them(home: Home) -> None:
    client = home.client("editor")
    made(client.put(f"{home.path}/kinds/visit", {"text": KIND}))
    made(client.post(f"{home.path}/maps", {"title": "Saturday", "kind": "visit"}))
    gone = client.delete(f"{home.path}/kinds/visit")
    assert (gone.status_code, gone.json()["code"]) == (409, "server/kind-used")
    assert "Saturday" in gone.json()["title"]
    less = KIND.replace("  - {key: acts, of: actions}\n", "")
    broken = client.put(f"{home.path}/kinds/visit", {"text": less})
    assert (broken.status_code, broken.json()["code"]) == (409, "server/kind-would-break")
    more = KIND.replace("words:", "  - {key: asks, of: thoughts}\nwords:")
    assert client.put(f"{home.path}/kinds/visit", {"text": more}).ok


def test_an_unused_kind_goes(home: Home) -> None:
    client = home.client("editor")
    made(client.put(f"{home.path}/kinds/visit", {"text": KIND}))
    assert client.delete(f"{home.path}/kinds/visit").status_code == 204
    assert "visit" not in _kinds(home)
    assert client.delete(f"{home.path}/kinds/visit").status_code == 404
    assert client.delete(f"{home.path}/kinds/ecosystem").status_code == 404


def test_what_is_no_kind_is_told_with_line_and_fix(home: Home) -> None:
    client = home.client("editor")
    answer = client.put(f"{home.path}/kinds/visit", {"text": KIND.replace("of: actions", "of: acions")})
    assert answer.status_code == 422
    (first,) = answer.json()["diagnostics"]
    assert (first["code"], first["where"]["line"]) == ("maps/kind-unknown-lane", 6)
    assert "actions" in first["fix"]
    for id, text in (("ecosystem", KIND.replace("id: visit", "id: ecosystem")), ("other", KIND), ("..", KIND)):
        assert client.put(f"{home.path}/kinds/{id}", {"text": text}).status_code in (404, 422)
    assert not list(home.folder.glob("**/ecosystem.yaml"))


def test_another_workspace_does_not_know_it(server: Running, home: Home) -> None:
    made(home.client("editor").put(f"{home.path}/kinds/visit", {"text": KIND}))
    elsewhere = server.home("Elsewhere")
    begun = elsewhere.client("editor").post(f"{elsewhere.path}/maps", {"title": "There", "kind": "visit"})
    assert (begun.status_code, begun.json()["code"]) == (422, "server/unknown-kind")
    assert set(_kinds(elsewhere)) == set(maps.built_in())
