"""Excel workbooks as tables of text, and workbooks made to do harm."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from evidence_files import raw_rows

from outsidein.evidence import Format
from outsidein.evidence.sniff import sniff
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.marks import ERROR, FORMULA
from outsidein.ground import EvidenceError

XLSX = Format(type="xlsx")


def workbook(folder: Path, *sheets: tuple[str, dict[str, Any]], name: str = "x.xlsx") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, cells in sheets:
        sheet = book.create_sheet(title)
        for place, value in cells.items():
            sheet[place] = value
            if isinstance(value, str) and value.startswith("#"):
                sheet[place].data_type = "e"
    book.save(folder / name)
    return folder / name


def test_cells_become_text_without_losing_what_they_were(tmp_path: Path) -> None:
    cells = {"A1": "v", "B1": "w"}
    values = ["007", 7, 7.5, True, datetime(2026, 1, 2, 3, 4, 5), date(2026, 1, 2), time(3, 4), timedelta(hours=30)]
    cells |= {f"A{row}": value for row, value in enumerate(values, start=2)} | {"B2": "=HYPERLINK"}
    _, rows = raw_rows(workbook(tmp_path, ("S", cells)), XLSX)
    assert [row[1] for row in rows] == [
        "007", "7", "7.5", "true", "2026-01-02 03:04:05", "2026-01-02", "03:04:00", "30:00:00",
    ]  # fmt: skip


def test_rows_are_numbered_and_empty_columns_on_the_left_do_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("S", {"B3": "id", "C3": "n", "B4": "a", "C4": 1, "B6": "b", "C6": 2}))
    raw, rows = raw_rows(path, Format(type="xlsx", header=3))
    assert raw.columns == ("id", "n")
    assert rows == [(4, "a", "1"), (6, "b", "2")]
    assert raw.blank_rows == 1


def test_errors_and_formulas_without_a_result_are_marked_not_blank(tmp_path: Path) -> None:
    cells = {"B1": "a", "C1": "b", "B2": "#DIV/0!", "C2": 1, "B3": "=1+1", "C3": "#N/A"}
    _, rows = raw_rows(workbook(tmp_path, ("S", cells)), XLSX)
    assert rows == [(2, f"{ERROR}DIV/0!", "1"), (3, FORMULA, f"{ERROR}N/A")]


def test_a_sheet_is_chosen_by_name_and_else_the_first_with_cells(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("Empty", {}), ("One", {"A1": "a", "A2": 1}), ("T&w<o", {"A1": "b", "A2": "#REF!"}))
    assert raw_rows(path, XLSX)[0].columns == ("a",)
    raw, rows = raw_rows(path, Format(type="xlsx", sheet="T&w<o"))
    assert (raw.columns, rows) == (("b",), [(2, f"{ERROR}REF!")])
    with pytest.raises(EvidenceError) as caught:
        raw_rows(path, Format(type="xlsx", sheet="Two"))
    assert caught.value.diagnostics[0].code == "evidence/no-such-sheet"
    assert "“One”" in caught.value.diagnostics[0].fix


def test_a_workbook_without_cells_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as caught:
        raw_rows(workbook(tmp_path, ("S", {})), XLSX)
    assert caught.value.diagnostics[0].code == "evidence/empty-file"


def test_two_heading_rows_are_joined(tmp_path: Path) -> None:
    cells = {"A1": "ID", "B1": "How", "B2": "Gate", "C2": "Board", "A3": 1, "B3": 2, "C3": 3}
    raw, rows = raw_rows(workbook(tmp_path, ("S", cells)), Format(type="xlsx", join_header=True))
    assert raw.columns == ("ID", "How | Gate", "How | Board")
    assert rows == [(3, "1", "2", "3")]


@pytest.mark.parametrize("data", [b"PK\x03\x04junk", b"", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_what_is_no_workbook_is_said(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    with pytest.raises(EvidenceError) as caught:
        raw_rows(path, XLSX)
    assert caught.value.diagnostics[0].code == "evidence/unreadable-file"


def test_a_workbook_that_explodes_is_not_opened(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("S", {"A1": "a", "A2": 1}))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/worksheets/x.xml", "w") as part:
        for _ in range(40):
            part.write(b"0" * 1_000_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(EvidenceError) as caught:
        raw_rows(path, XLSX, limits=Limits(workbook=20_000_000))
    assert caught.value.diagnostics[0].code == "evidence/unpacks-too-large"


def test_a_workbook_of_a_hundred_thousand_parts_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        for place in range(10_001):
            packed.writestr(f"xl/{place}", b"")
    with pytest.raises(EvidenceError) as caught:
        raw_rows(path, XLSX)
    assert caught.value.diagnostics[0].code == "evidence/unpacks-too-large"


def test_a_workbook_whose_sheet_is_damaged_is_refused_by_name(tmp_path: Path) -> None:
    """Found by fuzzing (seed 54): what calamine says of it was formatted as a number."""
    path = tmp_path / "x.xlsx"
    book = openpyxl.Workbook()
    book.save(path)
    data = bytearray(path.read_bytes())
    name = data.find(b"xl/worksheets/sheet1.xml")
    data[name - 30 : name - 26] = b"\x00" * 4
    path.write_bytes(data)
    with pytest.raises(EvidenceError) as caught:
        sniff(path)
    assert caught.value.diagnostics[0].code == "evidence/broken-workbook"
