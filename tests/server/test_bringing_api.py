"""Bringing maps in over the API: looked at first, then kept; hostile and broken files get a named refusal."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from serving import Home, made

CSV = ";Search;Book\nFrust;slow;dear\nMood;4;6\n"
TURNED = "\tPains\nSearch\tslow\nBook\tdear\n"
NETWORK = "id: ties\nname: Ties\nmeaning: Who gives what.\nstructure: network\nlanes:\n  - {key: wants, of: goals}\n"


def sent(name: str, data: bytes | str, **more: Any) -> dict[str, Any]:
    body = data.encode() if isinstance(data, str) else data
    return {"name": name, "data": base64.b64encode(body).decode("ascii"), **more}


def preview(home: Home, body: dict[str, Any]) -> Any:
    return made(home.client("editor").post(f"{home.path}/bring/preview", body))


def codes(answer: Any) -> list[str]:
    return [one["code"] for one in answer.json()["diagnostics"]]


def test_a_table_is_shown_corrected_and_kept(home: Home) -> None:
    seen = preview(home, sent("day.csv", CSV))
    assert (seen["form"], seen["counts"]["steps"], seen["goes_back"]) == ("csv", 2, "")
    plan = seen["plan"]
    for lane in plan["lanes"]:
        lane["of"] = {"Frust": "pains"}.get(lane["name"], lane["of"])
    home.client("editor").post(f"{home.path}/bring", sent("day.csv", CSV, plan=plan, title="Our day"))
    maps = {one["title"]: one for one in made(home.client("viewer").get(f"{home.path}/maps"))}
    text = home.client("viewer").get(f"{home.path}/maps/{maps['Our day']['id']}/document").text
    assert "pains:\n          - slow" in text


def test_a_table_is_guessed_anew_the_other_way_round(home: Home) -> None:
    seen = preview(home, sent("day.tsv", TURNED))
    assert (seen["plan"]["turned"], seen["counts"]["steps"]) == (True, 2)
    other = preview(home, sent("day.tsv", TURNED, turned=False))
    assert other["plan"]["turned"] is False


def test_an_edited_workbook_is_joined_with_its_map(home: Home) -> None:
    client = home.client("editor")
    map = home.begin_map()
    book = client.get(f"{home.path}/maps/{map}/export", params={"form": "xlsx"})
    assert preview(home, sent("trip.xlsx", book.content))["goes_back"]
    for end in ("bring/preview", "bring"):
        joined = made(client.post(f"{home.path}/maps/{map}/{end}", sent("trip.xlsx", book.content)))
        assert (joined["changes"], joined["conflicts"]) == ([], [])


def test_a_map_of_an_own_kind_goes_out_and_comes_back(home: Home) -> None:
    client = home.client("editor")
    made(client.put(f"{home.path}/kinds/ties", {"text": NETWORK}))
    map = made(client.post(f"{home.path}/maps", {"title": "Ties of ours", "kind": "ties"}))
    for form in ("xlsx", "json", "yaml"):
        data = client.get(f"{home.path}/maps/{map['id']}/export", params={"form": form})
        assert data.ok, (form, data.text)
        seen = preview(home, sent(f"ties.{form}", data.content))
        assert seen["title"] == "Ties of ours", (form, seen["diagnostics"])


@pytest.mark.parametrize("form", ["pptx", "deck", "xlsx", "drawio", "mermaid", "markdown", "json", "sketch"])
def test_every_form_is_had_over_the_api(home: Home, form: str) -> None:
    map = home.begin_map()
    answer = home.client("viewer").get(f"{home.path}/maps/{map}/export", params={"form": form})
    assert answer.ok, answer.text
    assert answer.content


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", bytes(80 << 20))
    return out.getvalue()


ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><journey>&d;</journey>'
DEEP_ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><journey>&b;</journey>'


def grid(*, merged: str = "", part: str = "") -> bytes:
    """A table of somebody else's, with an area of merged cells or a part that it should not have."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("Steps", "Search", "Book"), ("Pains", "slow", '=HYPERLINK("http://192.0.2.1/","x")')):
        sheet.append(row)
    book.save(out)
    with zipfile.ZipFile(out) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    if merged:
        name = "xl/worksheets/sheet1.xml"
        area = f'</sheetData><mergeCells><mergeCell ref="{merged}"/></mergeCells>'.encode()
        parts[name] = parts[name].replace(b"</sheetData>", area)
    if part:
        parts[part] = b"<a/>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def many_cards() -> bytes:
    """A thousand steps in a thousand lanes."""
    row = b";x" * 1_000 + b"\n"
    return b"Steps" + row + b"".join(b"Lane %d" % n + row for n in range(1_000))


STEP = {"id": "s", "name": "S"}
TWICE = {
    "outsidein": 1,
    "map": "m",
    "kind": "customer-journey",
    "title": "M",
    "stages": [{"id": "a", "name": "A", "steps": [STEP, STEP]}],
}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bomb.xlsx", bomb(), "maps/workbook-too-large"),
        ("merged.xlsx", grid(merged="A5:XFD1048576"), "maps/workbook-too-large"),
        ("evil.xml", ENTITIES, "maps/xml-unsafe"),
        ("outside.xml", DEEP_ENTITIES, "maps/xml-unsafe"),
        ("wide.xml", ENTITIES.encode("utf-16"), "maps/xml-unsafe"),
        ("million.csv", many_cards(), "maps/too-much-to-bring"),
        ("nothing.mmd", "journey\n", "maps/not-a-journey-diagram"),
        ("parent.json", json.dumps({**TWICE, "stages": [{"id": "a", "name": "A", "parent": "a"}]}), "maps/unknown-key"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "maps/old-workbook"),
        ("twice.json", json.dumps(TWICE), "maps/duplicate-id"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_by_name(home: Home, name: str, data: bytes | str, code: str) -> None:
    answer = home.client("editor").post(f"{home.path}/bring", sent(name, data))
    assert answer.status_code == 422, answer.text
    assert code in codes(answer)
    assert all(one["says"] for one in answer.json()["diagnostics"])


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("linked.xlsx", grid(part="xl/externalLinks/externalLink1.xml"), "maps/external-links-ignored"),
        ("formula.xlsx", grid(), "maps/formula-without-value"),
        ("odd.csv", "痛み;検索;購入\nPains;遅い;高い\n".encode("shift_jis"), "maps/not-utf8-guessed"),
        ("open.csv", b'Steps;A;B\nPains;"slow;dear\n', "maps/quote-never-ends"),
        ("names.mmd", "journey\ntitle a: b; c\n Pay: now: 5: Me: you\n", "maps/not-a-task"),
    ],
)
def test_what_may_mislead_in_a_file_is_said_before_it_is_kept(
    home: Home, name: str, data: bytes | str, code: str
) -> None:
    seen = preview(home, sent(name, data))
    assert code in {one["code"] for one in seen["diagnostics"]}
    assert seen["counts"]["steps"] > 0


def test_what_is_no_base64_is_refused(home: Home) -> None:
    answer = home.client("editor").post(f"{home.path}/bring", {"name": "a.csv", "data": "%%%"})
    assert (answer.status_code, codes(answer)) == (422, ["server/bad-base64"])


def test_who_only_reads_brings_nothing(home: Home) -> None:
    assert home.client("viewer").post(f"{home.path}/bring", sent("day.csv", CSV)).status_code == 403
