"""Maps over the API: begun, read, changed as a diff, put into the trash and back; and their files, which follow."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from serving import Client, Home, Running

from outsidein import maps


def _wait(until: object, *, seconds: float = 20) -> None:
    """Until a condition holds; the file of a map follows its room within a second or two."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if until():  # type: ignore[operator]
            return
        time.sleep(0.1)
    raise AssertionError("it never came to be")


def _file(home: Home, key: str) -> Path:
    return home.folder / "maps" / f"{key}.map.yaml"


def test_a_map_begins_with_the_stages_of_its_preset(home: Home) -> None:
    client = home.client("editor")
    answer = client.post(f"{home.path}/maps", {"title": "Renting a flat", "preset": ""})
    assert answer.status_code == 201
    made = answer.json()
    assert made["counts"]["stage"] == 5
    assert (made["key"], made["changed_by"]) == ("renting-a-flat", made["changed_by"])
    assert _file(home, "renting-a-flat").exists()


def test_a_second_map_of_the_same_name_gets_a_key_of_its_own(home: Home) -> None:
    client = home.client("editor")
    keys = [client.post(f"{home.path}/maps", {"title": "Trip"}).json()["key"] for _ in range(2)]
    assert keys == ["trip", "trip-2"]
    document, found = maps.read(_file(home, "trip-2").read_text(encoding="utf-8"))
    assert document is not None
    assert document.journey.key == "trip-2"
    assert not found


def test_a_map_begins_from_a_template_of_a_trade(home: Home) -> None:
    client = home.client("editor")
    retail = next(one for one in client.get("/api/v1/templates").json() if one["id"] == "retail")
    made = client.post(f"{home.path}/maps", {"title": "Our sofas", "template": "retail"}).json()
    assert (made["title"], made["key"], made["counts"]["step"]) == ("Our sofas", "our-sofas", retail["steps"])
    refused = client.post(f"{home.path}/maps", {"title": "Our sofas", "template": "../retail"})
    assert (refused.status_code, refused.json()["diagnostics"][0]["code"]) == (422, "server/unknown-template")


def test_a_changed_document_comes_in_as_a_diff_only_on_the_version_it_was_made_on(home: Home) -> None:
    client = home.client("editor")
    map = home.begin_map("Trip")
    path = f"{home.path}/maps/{map}/document"
    read = client.get(path)
    text = read.text.replace("title: Trip", "title: The trip")
    assert text != read.text
    assert client.call("PUT", path, json={"text": text}).status_code == 428
    changed = client.call("PUT", path, json={"text": text}, headers={"If-Match": read.headers["ETag"]})
    assert (changed.status_code, changed.json()["id"]) == (200, map)
    stale = client.call("PUT", path, json={"text": read.text}, headers={"If-Match": read.headers["ETag"]})
    assert stale.status_code == 412
    assert "The trip" in client.get(path).text
    _wait(lambda: client.get(f"{home.path}/maps/{map}").json()["title"] == "The trip")


def test_a_text_that_is_no_map_is_refused_with_its_place(home: Home) -> None:
    client = home.client("editor")
    answer = client.post(f"{home.path}/maps", {"text": "map: trip\nstages:\n  - nonsense: true\n"})
    assert answer.status_code == 422
    assert any(one["where"]["line"] for one in answer.json()["diagnostics"])


def test_a_map_goes_into_the_trash_and_comes_back(home: Home) -> None:
    client = home.client("editor")
    map = home.begin_map("Trip")
    assert client.delete(f"{home.path}/maps/{map}").status_code == 204
    assert client.get(f"{home.path}/maps/{map}").status_code == 404
    assert not _file(home, "trip").exists()
    assert [one["id"] for one in client.get(f"{home.path}/trash").json()] == [map]
    assert client.post(f"{home.path}/trash/{map}/restore", {}).status_code == 200
    assert _file(home, "trip").exists()


def test_an_edit_of_the_file_comes_into_the_live_map_and_keeps_its_comments(home: Home) -> None:
    client = home.client("editor")
    map = home.begin_map("Trip")
    file = _file(home, "trip")
    text = file.read_text(encoding="utf-8").replace("title: Trip", "title: Edited by hand  # said in the meeting")
    file.write_text(text, encoding="utf-8")
    _wait(lambda: "Edited by hand" in client.get(f"{home.path}/maps/{map}/document").text)
    _wait(lambda: client.get(f"{home.path}/maps/{map}").json()["title"] == "Edited by hand")
    assert "# said in the meeting" in file.read_text(encoding="utf-8")


def test_a_broken_file_leaves_the_live_map_as_it_is(home: Home) -> None:
    client = home.client("editor")
    map = home.begin_map("Trip")
    before = client.get(f"{home.path}/maps/{map}/document").text
    file = _file(home, "trip")
    file.write_text("map: [", encoding="utf-8")
    _wait(lambda: [one for one in client.get(f"{home.path}/since").json() if one["kind"] == "broken"])
    (broken,) = [one for one in client.get(f"{home.path}/since").json() if one["kind"] == "broken"]
    assert (broken["title"], "trip.map.yaml" in broken["says"]) == ("trip.map.yaml", True)
    assert client.get(f"{home.path}/maps/{map}/document").text == before
    file.write_text(before, encoding="utf-8")


def test_a_new_file_becomes_a_map(home: Home) -> None:
    client = home.client("editor")
    document = maps.begin("from-outside", title="From outside")
    _file(home, "from-outside").write_text(maps.write(document), encoding="utf-8")
    _wait(lambda: "From outside" in [one["title"] for one in client.get(f"{home.path}/maps").json()])


def test_a_touchpoint_is_changed_once_for_every_map(sample_home: Home) -> None:
    client = sample_home.client("editor")
    record = "touchpoint:cabin-crew"
    before = next(
        one
        for one in client.get(f"{sample_home.path}/inventory").json()["touchpoints"]
        if one["record"]["id"] == record
    )
    answer = client.call("PATCH", f"{sample_home.path}/inventory/{record}", json={"fields": {"device": "by voice"}})
    assert answer.json() == {"maps": len(before["maps"])}
    again = next(
        one
        for one in client.get(f"{sample_home.path}/inventory").json()["touchpoints"]
        if one["record"]["id"] == record
    )
    assert again["record"]["device"] == "by voice"
    refused = client.call("PATCH", f"{sample_home.path}/inventory/{record}", json={"fields": {"kind": "telepathic"}})
    assert refused.status_code == 422


def test_what_the_evidence_says_is_the_same_answer_until_something_changes(sample_home: Home) -> None:
    client = sample_home.client("viewer")
    (map, *_) = client.get(f"{sample_home.path}/maps").json()
    path = f"{sample_home.path}/maps/{map['id']}/reading"
    first = client.get(path)
    reading = first.json()
    assert reading["answers"] > 20_000
    assert reading["names"]["step:check-in"]
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    narrowed = client.get(
        f"{path}?persona={next(iter(reading['names'])).split(':')[1]}&first=2026-07-01&last=2026-09-30"
    )
    assert narrowed.status_code in (200, 422)
    assert client.get(f"{path}?where=nonsense").status_code == 422


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF"), ("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!"), ("yaml", b"")]
)
def test_a_map_is_exported_in_every_form(sample_home: Home, form: str, begins: bytes) -> None:
    client = sample_home.client("viewer")
    (map, *_) = client.get(f"{sample_home.path}/maps").json()
    answer = client.get(f"{sample_home.path}/maps/{map['id']}/export?form={form}")
    assert answer.status_code == 200
    assert begins in answer.content[:200]
    assert f'.{form}"' in answer.headers["Content-Disposition"]


def test_from_a_pain_to_a_recorded_result(sample_home: Home) -> None:
    client = sample_home.client("editor")
    (map, *_) = client.get(f"{sample_home.path}/maps").json()
    base = f"{sample_home.path}/maps/{map['id']}"
    reading = client.get(f"{base}/reading").json()
    where = next(one["where"] for one in reading["findings"] if one["kind"] == "hotspot")
    proposal = client.get(f"{base}/proposal?where={where}").json()
    assert proposal["question"].startswith("How might we")
    opened = client.post(f"{base}/opportunities", {"where": where}).json()
    assert opened["finding"]["where"] == where
    newest = reading["period"]["last"]
    start = f"{int(newest[:4])}-{newest[5:7]}-01"
    wanted = {"where": where, "measure": "emotional-level", "title": "Mend it", "owner": "Ops", "start": start}
    started = client.post(f"{base}/initiatives", {**wanted, "opportunity": opened["id"], "target": 7})
    assert started.status_code == 201
    assert started.json()["baseline"]["estimate"]["n"] > 0
    path = f"{sample_home.path}/initiatives/{started.json()['id']}/results"
    result = client.post(path, {"first": start, "last": newest}).json()["results"][-1]
    assert result["change"]["low"] <= result["change"]["value"] <= result["change"]["high"]
    assert result["says"]
    early = client.post(path, {"first": "2020-01-01", "last": "2020-02-01"})
    assert early.status_code == 422


def test_measures_stand_to_their_targets(sample_home: Home) -> None:
    client = sample_home.client("editor")
    path = sample_home.path
    assert client.call("PUT", f"{path}/targets/nps", json={"target": 500}).status_code == 422
    assert client.call("PUT", f"{path}/targets/nps", json={"target": 40}).json() == {"nps": 40.0}
    (told,) = client.get(f"{path}/measures?measure=nps").json()
    assert told["rows"][0]["verdict"]["met"] is False
    assert client.call("PUT", f"{path}/targets/nps", json={"target": None}).json() == {}
    lines = client.get(f"{path}/measures/nps/trend?grain=quarter").json()["lines"]
    assert len(lines[0]["rows"]) >= 4


def test_kinds_speak_the_language_asked_for(server: Running) -> None:
    client: Client = server.client()
    titles = {
        language: client.get(f"/api/v1/kinds?language={language}").json()[0]["lanes"][0]["title"]
        for language in ("en", "de")
    }
    assert titles == {"en": "Actions", "de": "Handlungen"}
