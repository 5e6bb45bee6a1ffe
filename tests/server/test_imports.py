"""Taking feedback in through a real server: guessed, decided, previewed, confirmed, ended, withdrawn."""

from __future__ import annotations

import io
import os
import random
import re
import time
import zipfile
from typing import Any

import pytest
from serving import Client, Home, made

PART = 8 << 20
ASKED = ("Check-in", "Crew", "Seat comfort", "Food", "Wifi")


def survey(rows: int = 600, *, first: str = "P") -> str:
    """Passengers who rated five touchpoints 1 to 5, some of them 0, and the whole in words."""
    chance = random.Random(3)
    lines = [",".join(("Passenger", *ASKED, "Cabin", "Overall satisfaction"))]
    for n in range(rows):
        rated = [str(chance.choice((1, 2, 3, 4, 5))) if chance.random() > 0.05 else "0" for _ in ASKED]
        rest = (chance.choice(("Economy", "Business")), chance.choice(("Satisfied", "Neutral or dissatisfied")))
        lines.append(",".join((f"{first}{n}", *rated, *rest)))
    return "\n".join(lines) + "\n"


SURVEY = survey()


def send(client: Client, home: Home, data: str | bytes, name: str = "survey.csv") -> dict[str, Any]:
    """Upload a file in parts; gives the upload once it was looked at."""
    body = data.encode() if isinstance(data, str) else data
    upload = made(client.post(f"{home.path}/uploads", {"name": name, "size": len(body)}))
    path = f"{home.path}/uploads/{upload['id']}"
    for at in range(0, len(body), PART):
        answer = client.put(f"{path}/content?at={at}", data=body[at : at + PART])
        assert answer.status_code == 200, answer.text
    job = settled(client, home, answer.json()["job"])
    found: dict[str, Any] = client.get(path).json()
    return found | {"path": path, "looked": job}


def settled(client: Client, home: Home, job: dict[str, Any]) -> dict[str, Any]:
    """The job when it has ended."""
    while job["state"] in ("queued", "running"):
        time.sleep(0.05)
        job = client.get(f"{home.path}/jobs/{job['id']}").json()
    return job


def take_in(client: Client, home: Home, upload: dict[str, Any]) -> dict[str, Any]:
    return settled(client, home, made(client.post(f"{upload['path']}/import")))


def line(upload: dict[str, Any], key: str) -> dict[str, Any]:
    return next(one for one in upload["draft"]["lines"] if one["key"] == key)


def sources(client: Client, home: Home) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{home.path}/sources").json()
    return found


def test_a_file_is_guessed_decided_previewed_and_taken_in(home: Home) -> None:
    client = home.client("editor")
    upload = send(client, home, SURVEY)
    draft = upload["draft"]
    assert (draft["file"]["rows"], draft["file"]["columns"], draft["reads"]) == (600, 8, "responses")
    assert line(upload, "column:Passenger")["role"] == "customer"
    assert line(upload, "codes:0")["stands_for"] == "not applicable"
    assert line(upload, "day")["sure"] == "optional"
    choices = [
        {"key": "codes:0", "values": [{"text": "0", "stands_for": ""}]},
        {"key": "column:Check-in", "touchpoint": "Check in"},
        {"key": "day", "day": "2026-11-01"},
    ]
    decided = client.patch(upload["path"], {"choices": choices, "title": "November"}).json()
    assert line(decided, "column:Check-in")["touchpoint"] == "check-in"
    assert line(decided, "column:Crew")["scale"] == [0, 5]
    assert line(decided, "day")["sure"] == "decided"
    preview = settled(client, home, made(client.post(f"{upload['path']}/preview")))["result"]
    assert (preview["counts"]["answers"], preview["counts"]["not_applicable"]) == (3600, 0)
    assert (preview["customers_new"], preview["customers_known"], preview["unchanged"]) == (600, 0, False)
    done = take_in(client, home, upload)
    assert done["state"] == "done", done
    assert done["result"]["counts"]["answers"] == 3600
    found = sources(client, home)
    assert [(one["title"], one["file"], one["by"] != "") for one in found["sources"]] == [
        ("November", "survey.csv", True)
    ]
    assert found["totals"]["named"] == 600
    assert client.get(upload["path"]).status_code == 404
    assert sorted(path.name for path in (home.folder / "evidence").iterdir()) == ["survey.csv", "survey.source.yaml"]


def test_an_uploaded_survey_bends_the_curve(server: Any) -> None:
    home = server.home("Bent", sample=True)
    client = home.client("editor")
    map = client.get(f"{home.path}/maps").json()[0]["id"]
    before = client.get(f"{home.path}/maps/{map}/reading").json()["curve"]
    was = next(one for one in before if one["level"] and one["touchpoints"])
    upload = send(client, home, "Passenger,Kiosk\n" + "".join(f"Q{n},1\n" for n in range(5000)), "kiosk.csv")
    choice = {"key": "column:Kiosk", "role": "answer", "touchpoint": was["touchpoints"][0], "scale": [1, 5]}
    assert client.patch(upload["path"], {"choices": [choice]}).status_code == 200
    done = take_in(client, home, upload)
    assert done["state"] == "done", done
    after = client.get(f"{home.path}/maps/{map}/reading").json()["curve"]
    now = next(one for one in after if one["step"] == was["step"])
    assert now["level"]["value"] < was["level"]["value"] - 0.5
    moved = done["result"]["moved"][0]
    assert (moved["step"], moved["before"]["value"]) == (was["step"], pytest.approx(was["level"]["value"]))
    assert moved["after"]["value"] == pytest.approx(now["level"]["value"])


def test_the_next_export_of_a_survey_is_read_with_the_mapping_that_is_remembered(home: Home) -> None:
    client = home.client("editor")
    first = send(client, home, SURVEY)
    client.patch(first["path"], {"choices": [{"key": "column:Check-in", "touchpoint": "desk"}]})
    take_in(client, home, first)
    later = send(client, home, survey(first="R"), "december.csv")
    assert (later["draft"]["fits"], later["draft"]["of"]) == ("more", "survey")
    assert line(later, "column:Check-in")["touchpoint"] == "desk"
    done = take_in(client, home, later)
    assert (done["result"]["source"], done["result"]["replaces"]) == ("survey", None)
    assert sources(client, home)["totals"]["responses"] == 1200


def test_a_corrected_file_replaces_its_earlier_version_visibly(home: Home) -> None:
    client = home.client("editor")
    take_in(client, home, send(client, home, SURVEY))
    again = send(client, home, re.sub(r"(?m)^P7,\d", "P7,2" if "\nP7,1" in SURVEY else "P7,1", SURVEY))
    assert (again["draft"]["fits"], again["draft"]["of"]) == ("corrects", "survey.csv")
    preview = settled(client, home, made(client.post(f"{again['path']}/preview")))["result"]
    assert preview["change"] == {"added": 0, "removed": 0, "changed": 1, "same": 599}
    done = take_in(client, home, again)
    assert (done["result"]["replaces"], done["result"]["change"]["changed"]) == (1, 1)
    assert sources(client, home)["totals"]["responses"] == 600


def test_what_cannot_be_read_is_told_and_can_be_fetched_by_those_who_may(home: Home) -> None:
    client = home.client("editor")
    upload = send(client, home, SURVEY + "P9001,much,4,4,4,4,Economy,Satisfied\n")
    preview = settled(client, home, made(client.post(f"{upload['path']}/preview")))["result"]
    assert [one["value"] for one in preview["rejects"]] == ["much"]
    number = take_in(client, home, upload)["result"]["number"]
    kept = client.get(f"{home.path}/sources/{number}/rejects")
    assert "much" in kept.content.decode("utf-8-sig")
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert home.client("viewer").get(f"{home.path}/sources/{number}/rejects").status_code == 403
    assert home.client("viewer").get(f"{home.path}/sources").status_code == 200


def test_a_withdrawn_file_counts_no_more_until_it_is_taken_in_again(home: Home) -> None:
    client = home.client("editor")
    number = take_in(client, home, send(client, home, SURVEY))["result"]["number"]
    assert client.delete(f"{home.path}/sources/{number}").status_code == 204
    found = sources(client, home)
    assert (found["sources"], [one["file"] for one in found["withdrawn"]]) == ([], ["survey.csv"])
    again = settled(client, home, made(client.post(f"{home.path}/imports", {"files": ["survey.csv"]})))
    assert again["state"] == "done", again
    assert [one["file"] for one in again["result"]["imports"]] == ["survey.csv"]
    assert sources(client, home)["totals"]["responses"] == 600


def test_only_the_mapping_can_be_kept(home: Home) -> None:
    client = home.client("editor")
    upload = send(client, home, SURVEY)
    assert client.post(f"{upload['path']}/mapping").status_code == 204
    assert [one["source"] for one in client.get(f"{home.path}/mappings").json()] == ["survey"]
    assert sources(client, home)["sources"] == []


def test_a_mapping_that_makes_no_sense_is_told_and_not_taken_in(home: Home) -> None:
    client = home.client("editor")
    upload = send(client, home, SURVEY)
    left_out = [{"key": f"column:{name}", "role": "left out"} for name in (*ASKED, "Overall satisfaction")]
    found = client.patch(upload["path"], {"choices": left_out}).json()
    assert [one["code"] for one in found["draft"]["wrong"]] == ["evidence/mapping-incomplete"]
    assert client.post(f"{upload['path']}/import").status_code == 422


def test_a_preview_that_is_ended_keeps_nothing(home: Home) -> None:
    client = home.client("editor")
    upload = send(client, home, survey(24_000))
    job = made(client.post(f"{upload['path']}/preview"))
    assert client.delete(f"{home.path}/jobs/{job['id']}").status_code == 202
    assert settled(client, home, job)["state"] in ("cancelled", "done")
    assert sources(client, home)["sources"] == []
    assert not (home.folder / "evidence").exists() or list((home.folder / "evidence").iterdir()) == []


@pytest.mark.parametrize("seed", range(4))
def test_an_import_that_is_ended_at_any_moment_is_whole_or_was_never(home: Home, seed: int) -> None:
    client = home.client("editor")
    upload = send(client, home, survey(36_000))
    job = made(client.post(f"{upload['path']}/import"))
    time.sleep(random.Random(seed).uniform(0, 2.5))
    client.delete(f"{home.path}/jobs/{job['id']}")
    job = settled(client, home, job)
    files = sorted(path.name for path in (home.folder / "evidence").iterdir() if path.is_file())
    if job["state"] == "cancelled":
        assert files == []
        assert sources(client, home)["sources"] == []
        assert client.get(upload["path"]).json()["draft"] is not None
        job = take_in(client, home, upload)
    assert job["state"] == "done", job
    assert sources(client, home)["totals"]["responses"] == 36_000
    assert sorted(path.name for path in (home.folder / "evidence").iterdir()) == ["survey.csv", "survey.source.yaml"]


def bomb() -> bytes:
    """A workbook whose one sheet is a gigabyte of blanks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(128):
                sheet.write(b" " * (8 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bomb.xlsx", bomb),
        ("wide.csv", lambda: ",".join(f"c{n}" for n in range(100_000)).encode() + b"\n1\n"),
        ("nul.csv", lambda: b"a,b\n\0\0,\0\n" * 50),
        ("noise.xlsx", lambda: os.urandom(4000)),
        ("table.parquet", lambda: b"PAR1" + os.urandom(2000) + b"PAR1"),
        ("picture.csv", lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(3000)),
        ("empty.csv", lambda: b"\n"),
    ],
)
def test_whatever_is_sent_is_refused_in_words_or_read(home: Home, name: str, data: Any) -> None:
    client = home.client("editor")
    upload = send(client, home, data(), name)
    looked = upload["looked"]
    if looked["state"] == "failed":
        assert looked["diagnostics"][0]["code"].startswith("evidence/"), looked["diagnostics"]
        assert "/" not in (looked["diagnostics"][0]["where"]["file"] or "")
        assert upload["draft"] is None
    else:
        assert looked["state"] == "done"
    assert client.delete(upload["path"]).status_code == 204
    assert list((home.folder / ".outsidein" / "uploads").iterdir()) == []


@pytest.mark.parametrize("name", ["../../../etc/passwd", "..\\boot.ini", "....//x.csv", "a\u202egpj.csv", "C:x|y?.csv"])
def test_a_name_leads_nowhere(home: Home, name: str) -> None:
    client = home.client("editor")
    upload = send(client, home, SURVEY, name)
    kept = list((home.folder / ".outsidein" / "uploads" / upload["id"]).iterdir())
    assert [path.name for path in kept] == [upload["name"]]
    assert take_in(client, home, upload)["state"] == "done"
    assert all(path.parent == home.folder / "evidence" for path in (home.folder / "evidence").rglob("*"))


def test_parts_that_do_not_follow_or_are_too_many_are_refused(home: Home) -> None:
    client = home.client("editor")
    upload = made(client.post(f"{home.path}/uploads", {"name": "a.csv", "size": 10}))
    path = f"{home.path}/uploads/{upload['id']}/content"
    assert client.put(f"{path}?at=5", data=b"12345").status_code == 409
    assert client.put(f"{path}?at=0", data=b"12345678901").status_code == 422
    assert client.put(f"{path}?at=0", data=b"12345").json()["got"] == 5
    assert client.put(f"{path}?at=0", data=b"12345").json()["got"] == 5
    assert client.put(f"{path}?at=0", data=b"x" * (9 << 20)).status_code == 413


def test_a_file_beyond_the_limit_is_refused_before_it_is_sent(home: Home) -> None:
    answer = home.client("editor").post(f"{home.path}/uploads", {"name": "a.csv", "size": 600 << 20})
    assert (answer.status_code, answer.json()["code"]) == (413, "server/too-large")


def test_words_and_rows_behind_a_number_open_for_those_who_may(sample_home: Home) -> None:
    viewer, editor = sample_home.client("viewer"), sample_home.client("editor")
    map = viewer.get(f"{sample_home.path}/maps").json()[0]["id"]
    quotes = viewer.get(f"{sample_home.path}/maps/{map}/quotes?limit=5").json()
    assert len(quotes["quotes"]) == 5
    assert viewer.get(f"{sample_home.path}/maps/{map}/quotes?limit=5&cursor={quotes['after']}").json()["quotes"]
    assert viewer.get(f"{sample_home.path}/maps/{map}/rows").status_code == 403
    rows = editor.get(f"{sample_home.path}/maps/{map}/rows?measure=csat&limit=3")
    assert rows.status_code == 200, rows.text
    assert len(rows.json()["rows"]) == 3


def test_rows_open_without_a_map_too_and_for_what_nobody_said(sample_home: Home) -> None:
    editor, path = sample_home.client("editor"), f"{sample_home.path}/measures/csat/rows"
    assert sample_home.client("viewer").get(path).status_code == 403
    whole = editor.get(f"{path}?limit=2").json()
    assert whole["total"] > whole["people"] > 0
    first = whole["rows"][0]
    assert first["wording"]
    assert {name for name, _ in first["segments"]} <= {"age", "travel"}
    parts = [
        editor.get(f"{path}?limit=1&where=segment:travel={value}").json()["total"]
        for value in ("Business", "Family", "Leisure, no children", "")
    ]
    assert sum(parts) == whole["total"]
    map = editor.get(f"{sample_home.path}/maps").json()[0]["id"]
    step = editor.get(f"{path}?map={map}&where=step=step:settle&limit=1").json()
    assert step == editor.get(f"{sample_home.path}/maps/{map}/rows?measure=csat&step=step:settle&limit=1").json()
    assert editor.get(f"{path}?where=step=step:settle").status_code == 422
