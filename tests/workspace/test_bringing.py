"""Files that are brought in, through every door of the file system: odd encodings, hostile workbooks, real programs."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from outsidein import maps, render, workspace
from outsidein.ground import MapError
from outsidein.maps import Document

CSV = "Phase;Entdecken;;Kaufen\nSchritt;Suchen;Vergleichen;Bezahlen\nGefühle;müde;;ängstlich\n"


@pytest.fixture(scope="module")
def airline() -> Document:
    return maps.begin_from("airline", "air", title="=1+1")


@pytest.fixture(scope="module")
def workbook(airline: Document) -> bytes:
    return render.write_xlsx(airline, created=datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_csv_in_any_usual_encoding_and_parting_is_read(encoding: str, sign: str) -> None:
    brought = workspace.bring_map("reise.csv", CSV.replace(";", sign).encode(encoding))
    assert brought.document is not None
    assert [step.name for step in brought.document.steps] == ["Suchen", "Vergleichen", "Bezahlen"]

    assert {card.text for card in brought.document.all(maps.Card)} == {"müde", "ängstlich"}


def test_a_plan_that_a_person_corrects_is_followed() -> None:
    data = b";Search;Book\nFrust;slow;dear\n"
    brought = workspace.bring_map("t.csv", data)
    plan = workspace.replan(brought, lanes={"Frust": "pains"})
    again = workspace.bring_map("t.csv", data, plan=plan)
    assert again.document is not None
    assert [card.lane for card in again.document.all(maps.Card)] == ["pains", "pains"]


def test_a_workbook_of_ours_that_nobody_touched_is_the_map(airline: Document, workbook: bytes) -> None:
    brought = workspace.bring_map("air.xlsx", workbook)
    assert brought.base == brought.document == maps.respaced(airline)
    assert workspace.join(brought, airline).changes == ()


def test_no_cell_of_ours_is_a_formula(workbook: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=1+1" in {cell.value for cell in cells}


def edited(workbook: bytes) -> bytes:
    """The workbook as a person leaves it: a card reworded, one added."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheet = book.worksheets[0]
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == "cards.step:actions")
    sheet.cell(row, 4).value = "Compare departure times on Thursday\nAsk a friend"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_only_the_workbook_changed_joins_with_what_only_the_map_did(airline: Document, workbook: bytes) -> None:
    brought = workspace.bring_map("air.xlsx", edited(workbook))
    now = airline.put(replace(airline.journey, owner="Ada"))
    joined = workspace.join(brought, now)
    assert not joined.conflicts
    assert joined.document.journey.owner == "Ada"
    assert [card.text for card in joined.document.cards("step:search", "actions")] == [
        "Compare departure times on Thursday",
        "Ask a friend",
    ]


def test_where_both_changed_the_same_nothing_is_lost(airline: Document, workbook: bytes) -> None:
    brought = workspace.bring_map("air.xlsx", edited(workbook))
    card = airline.cards("step:search", "actions")[0]
    joined = workspace.join(brought, airline.put(replace(card, text="Compare airlines")))
    assert joined.document.cards("step:search", "actions")[0].text == "Compare airlines"
    assert [(one.mine, one.theirs) for one in joined.conflicts] == [
        ("Compare airlines", "Compare departure times on Thursday")
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_workbook_that_libreoffice_saved_is_understood(airline: Document, workbook: bytes, tmp_path: Path) -> None:
    (tmp_path / "air.xlsx").write_bytes(edited(workbook))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), "air.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    brought = workspace.bring_map("air.xlsx", (tmp_path / "out" / "air.xlsx").read_bytes())
    joined = workspace.join(brought, airline)
    assert sorted(type(one).__name__ for one in joined.changes) == ["Added", "Changed"]


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def with_part(workbook: bytes, name: str, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        parts = {one: file.read(one) for one in file.namelist()}
    return zipped({**parts, name: data})


def test_a_bomb_is_refused_before_it_is_opened(workbook: bytes) -> None:
    with pytest.raises(MapError) as refused:
        workspace.bring_map("bomb.xlsx", with_part(workbook, "xl/media/a.bin", bytes(80 << 20)))
    assert refused.value.diagnostics[0].code == "maps/workbook-too-large"


def test_entities_in_a_workbook_are_refused(workbook: bytes) -> None:
    evil = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(MapError) as refused:
        workspace.bring_map("evil.xlsx", with_part(workbook, "xl/evil.xml", evil))
    assert refused.value.diagnostics[0].code == "maps/xml-unsafe"


def test_links_to_other_files_are_left_alone_and_said(workbook: bytes) -> None:
    brought = workspace.bring_map("air.xlsx", with_part(workbook, "xl/externalLinks/externalLink1.xml", b"<a/>"))
    assert brought.document is not None
    assert "maps/external-links-ignored" in {one.code for one in brought.diagnostics}


def sheet_of(workbook: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        return file.read("xl/worksheets/sheet1.xml")


def test_areas_merged_over_a_whole_sheet_are_refused_before_its_reader_makes_each_cell(workbook: bytes) -> None:
    merged = b'<mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>'
    with pytest.raises(MapError) as refused:
        workspace.bring_map("t.xlsx", with_part(workbook, "xl/worksheets/sheet9.xml", sheet_of(workbook) + merged))
    assert refused.value.diagnostics[0].code == "maps/workbook-too-large"
    assert "xl/worksheets/sheet9.xml" in refused.value.diagnostics[0].says


def test_a_document_type_does_not_hide_in_letters_of_two_bytes(workbook: bytes) -> None:
    with pytest.raises(MapError) as refused:
        workspace.bring_map("t.xlsx", with_part(workbook, "xl/evil.xml", "<!DOCTYPE a><a/>".encode("utf-16-le")))
    assert refused.value.diagnostics[0].code == "maps/xml-unsafe"


def test_a_cell_at_the_far_corner_and_a_size_that_lies_cost_nothing() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for place, text in {"A1": "Steps", "B1": "Search", "A2": "Pains", "B2": "slow", "XFD1048576": "far"}.items():
        sheet[place] = text
    held = io.BytesIO()
    book.save(held)
    brought = workspace.bring_map("t.xlsx", held.getvalue())
    assert brought.document is not None
    assert [card.text for card in brought.document.all(maps.Card)] == ["slow"]


def test_a_quotation_mark_that_never_ends_is_said_with_its_line() -> None:
    brought = workspace.bring_map("t.csv", b'Steps;Search;Book\nPains;slow;dear\nMood;"4;6\nGoals;a;b\n')
    told = next(one for one in brought.diagnostics if one.code == "maps/quote-never-ends")
    assert (told.where.line, bool(told.fix)) == (3, True)
    closed = workspace.bring_map("t.csv", b'Steps;Search;Book\nPains;"slow\nagain";dear\n')
    assert "maps/quote-never-ends" not in {one.code for one in closed.diagnostics}


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16-be", "shift_jis", "koi8-r"])
def test_a_csv_in_odd_letters_is_read_or_said_to_be_guessed(encoding: str) -> None:
    text = "Steps;Search;Book\nPains;slow;dear\n"
    brought = workspace.bring_map("t.csv", text.encode(encoding))
    assert brought.document is not None
    assert {card.text for card in brought.document.all(maps.Card)} == {"slow", "dear"}
    odd = workspace.bring_map("t.csv", text.replace("slow", "медленно 痛").encode(encoding, "replace"))
    guessed = [one for one in odd.diagnostics if one.code == "maps/not-utf8-guessed"]
    assert bool(guessed) == (encoding in ("shift_jis", "koi8-r"))
    assert all(one.fix for one in guessed)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("lines.csv", b'Steps;A;B\nPains;"' + b"x\n" * 30_000 + b'";y\n', "maps/too-much-to-bring"),
        ("empty.csv", b"\n" * 2_000_000, "maps/no-steps-found"),
        ("long.csv", b"Pains;b\n" * 200_000, "maps/table-too-large"),
        ("much.mmd", b"journey\n" + b"nothing\n" * 40_000, "maps/too-much-to-bring"),
        ("much.xml", b"<journey><plannedJourney>" + b"<a/>" * 1_100_000, "maps/too-much-to-bring"),
    ],
)
def test_much_of_one_thing_is_told_and_costs_no_more_than_it_holds(name: str, data: bytes, code: str) -> None:
    assert code in {one.code for one in workspace.bring_map(name, data).diagnostics}


def test_points_of_a_cjml_file_without_phases_share_one_stage() -> None:
    text = "<journey><plannedJourney><plannedAction/><plannedAction/></plannedJourney></journey>"
    brought = workspace.bring_map("t.xml", text.encode())
    assert brought.document is not None
    assert (len(brought.document.stages), len(brought.document.steps)) == (1, 2)


def test_a_line_that_a_plan_names_twice_is_read_once() -> None:
    data = b";Search;Book\nFrust;slow;dear\n"
    plan = workspace.replan(workspace.bring_map("t.csv", data), lanes={"Frust": "pains"})
    far = replace(plan.lanes[0], line=100_000)
    brought = workspace.bring_map("t.csv", data, plan=replace(plan, lanes=(*plan.lanes * 500, far)))
    assert brought.document is not None
    assert len(brought.document.all(maps.Card)) == 2


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", zipped({"a": b"b"})])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(MapError) as refused:
        workspace.bring_map("t.xlsx", data)
    assert refused.value.diagnostics[0].code == "maps/workbook-broken"


@pytest.mark.parametrize("name", ["streaming-value-chain", "shop-floor-plan", "money-minds"])
def test_a_workbook_of_every_structure_that_nobody_touched_is_the_map(name: str) -> None:
    document = maps.begin_from(name, "map", title="Map")
    assert workspace.bring_map("map.xlsx", render.write_xlsx(document)).document == maps.respaced(document)


def test_actors_and_flows_are_edited_in_their_sheets_and_come_back() -> None:
    document = maps.begin_from("streaming-value-chain", "map", title="Map")
    book = openpyxl.load_workbook(io.BytesIO(render.write_xlsx(document)))
    actors, flows = book["Actors"], book["Flows"]
    actors.cell(3, 2).value = "Spectator"
    gone = actors.cell(5, 1).value
    actors.delete_rows(5)
    flows.append([None, "Spectator", "Critics", "Applause", "goodwill"])
    flows.append([None, "Spectator", "Nobody at all", "Boos", "goodwill"])
    out = io.BytesIO()
    book.save(out)
    brought = workspace.bring_map("map.xlsx", out.getvalue())
    edited = brought.document
    assert edited is not None
    assert edited.records[document.actors[0].id].name == "Spectator"  # type: ignore[attr-defined]
    assert gone not in edited.records
    assert not [flow for flow in edited.flows if gone in (flow.parent, flow.to)]
    added = [flow for flow in edited.flows if flow.id not in document.records]
    assert [(flow.parent, flow.label, flow.kind) for flow in added] == [
        (document.actors[0].id, "Applause", maps.FlowKind.GOODWILL)
    ]
    assert {"maps/no-such-name", "maps/row-incomplete"} <= {one.code for one in brought.diagnostics}
