"""Several maps over the API: states side by side, finer journeys, the atlas, and what maps share."""

from __future__ import annotations

from serving import Home

from outsidein import maps


def _document(home: Home, map: str) -> maps.Document:
    text = home.client("viewer").get(f"{home.path}/maps/{map}/document").text
    document, found = maps.read(text)
    assert document is not None, found
    return document


def test_a_to_be_state_is_begun_changed_and_held_against_its_map(home: Home) -> None:
    client = home.client("editor")
    map = home.begin_map("Trip")
    aim = client.post(f"{home.path}/maps/{map}/states", {"state": "to-be"}).json()
    assert (aim["state"], aim["key"]) == ("to-be", "trip-to-be")
    path = f"{home.path}/maps/{aim['id']}/document"
    text = client.get(path).text.replace("name: Look around", "name: Look around at ease")
    assert client.put(path, {"text": text}, headers={"If-Match": "*"}).ok
    scene = client.get(f"{home.path}/comparison", params={"was": map, "now": aim["id"]}).json()
    assert [one["badge"]["sign"] for one in scene["told"]] == ["reworded"]
    assert scene["columns"][0]["name"]["was"] == "was “Look around”"
    page = client.get(f"{home.path}/comparison/export", params={"was": map, "now": aim["id"], "form": "html"})
    assert "Look around at ease" in page.text
    assert "<script" not in page.text


def test_a_map_is_held_against_a_version_of_itself(home: Home) -> None:
    client = home.client("editor")
    map = home.begin_map("Trip")
    version = client.post(f"{home.path}/maps/{map}/versions", {"name": "First"}).json()["id"]
    path = f"{home.path}/maps/{map}/document"
    text = client.get(path).text.replace("name: Look around", "name: Ask friends")
    assert client.put(path, {"text": text}, headers={"If-Match": "*"}).ok
    asked = {"was": map, "was_version": version, "now": map}
    scene = client.get(f"{home.path}/comparison", params=asked).json()
    assert [one["badge"]["sign"] for one in scene["told"]] == ["reworded"]
    assert client.get(f"{home.path}/comparison", params={**asked, "was_version": "none"}).status_code == 404


def test_a_step_opens_into_a_finer_journey_that_the_atlas_knows(home: Home) -> None:
    client = home.client("editor")
    map = home.begin_map("Trip")
    finer = client.post(f"{home.path}/maps/{map}/steps/step:discover/journey", {}).json()
    step = _document(home, map).records["step:discover"]
    assert isinstance(step, maps.Step)
    assert step.opens == finer["key"]
    atlas = client.get(f"{home.path}/atlas").json()
    band = next(one for one in atlas["bands"] if one["key"] == finer["key"])
    assert band["parents"] == [["trip", "Look around"]]
    nowhere = client.post(f"{home.path}/maps/{map}/steps/step:nowhere/journey", {})
    assert nowhere.status_code == 404


def test_the_hierarchy_tells_states_and_finer_journeys_by_their_keys(home: Home) -> None:
    client = home.client("editor")
    map = home.begin_map("Trip")
    finer = client.post(f"{home.path}/maps/{map}/steps/step:discover/journey", {}).json()
    aim = client.post(f"{home.path}/maps/{map}/states", {"state": "to-be"}).json()
    kin = {one["key"]: one for one in client.get(f"{home.path}/hierarchy").json()}
    assert kin["trip"]["opens"] == [
        {"record": "step:discover", "name": "Look around", "to": finer["key"], "known": True}
    ]
    assert kin[aim["key"]]["of"] == "trip"


def test_a_blueprint_begins_with_the_front_stage_of_a_map(home: Home) -> None:
    client = home.client("editor")
    map = home.begin_map("Trip")
    made = client.post(f"{home.path}/maps/{map}/blueprint", {}).json()
    assert (made["kind"], made["key"], made["title"]) == (
        "service-blueprint",
        "trip-blueprint",
        "Trip – Service blueprint",
    )
    assert {step.opens for step in _document(home, made["id"]).steps} == {"trip"}
    network = client.post(f"{home.path}/maps", {"title": "Chain", "kind": "value-chain"}).json()["id"]
    refused = client.post(f"{home.path}/maps/{network}/blueprint", {})
    assert refused.json()["diagnostics"][0]["code"] == "workspace/nothing-to-derive"


def test_a_relationship_opens_into_the_journey_that_looks_into_it(home: Home) -> None:
    client = home.client("editor")
    network = client.post(f"{home.path}/maps", {"title": "Chain", "kind": "value-chain"}).json()["id"]
    made = client.post(f"{home.path}/maps/{network}/flows/flow:serves/journey", {}).json()
    flow = _document(home, network).records["flow:serves"]
    assert isinstance(flow, maps.Flow)
    assert flow.opens == made["key"]
    assert [one.name for one in _document(home, made["id"]).personas] == ["Customer"]
    assert client.post(f"{home.path}/maps/{network}/flows/flow:none/journey", {}).status_code == 404


def test_what_is_used_is_not_deleted_and_every_use_is_told(home: Home) -> None:
    client = home.client("editor")
    map = home.begin_map("Trip")
    path = f"{home.path}/maps/{map}/document"
    text = client.get(path).text.replace(
        "stages:", "touchpoints:\n  - {id: app, name: App, kind: interactive}\n\nstages:", 1
    )
    text = text.replace("        name: Look around", "        name: Look around\n        touchpoints: app", 1)
    assert client.put(path, {"text": text}, headers={"If-Match": "*"}).ok
    refused = client.delete(f"{home.path}/inventory/touchpoint:app")
    assert refused.status_code == 409
    (told,) = refused.json()["diagnostics"]
    assert told["code"] == "workspace/shared-used"
    assert "Look around" in told["says"]
    assert client.put(path, {"text": text.replace("        touchpoints: app\n", "", 1)}, headers={"If-Match": "*"}).ok
    assert client.delete(f"{home.path}/inventory/touchpoint:app").status_code == 204
    assert "touchpoint:app" not in _document(home, map).records


def test_what_no_map_uses_yet_stays_in_the_library_and_can_be_renamed(home: Home) -> None:
    client = home.client("editor")
    made = client.post(f"{home.path}/inventory", {"type": "capability", "name": "Settle claims"}).json()
    assert made["id"] == "capability:settle-claims"
    assert client.patch(f"{home.path}/inventory/{made['id']}", {"fields": {"name": "Pay claims"}}).ok
    known = client.get(f"{home.path}/inventory").json()["capabilities"]
    assert [(one["record"]["name"], one["used"]) for one in known] == [("Pay claims", 0)]
    wrong = client.patch(f"{home.path}/inventory/{made['id']}", {"fields": {"colour": "red"}})
    assert wrong.status_code == 422
    assert client.delete(f"{home.path}/inventory/{made['id']}").status_code == 204
    assert client.get(f"{home.path}/inventory").json()["capabilities"] == []
