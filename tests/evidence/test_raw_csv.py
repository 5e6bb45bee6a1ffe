"""Delimited text, and everything that can be wrong with it."""

from __future__ import annotations

import csv
import gzip
import io
import random
from pathlib import Path

import pytest
from evidence_files import CSV, raw_rows
from hypothesis import given
from hypothesis import strategies as st

from outsidein.evidence import Format
from outsidein.evidence.sources import delimited
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.marks import BAD
from outsidein.evidence.sources.raw import open_raw
from outsidein.evidence.sources.records import Splitter, cells
from outsidein.ground import EvidenceError


def csv_file(folder: Path, data: bytes | str, name: str = "x.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    raw, rows = raw_rows(csv_file(tmp_path, 'a,b\r\n1,2\r\n\r\n3\r\n4,"x\ny"\r\n5,6,7\r\n8,9\r\n'))
    assert raw.columns == ("a", "b")
    assert rows == [(2, "1", "2"), (5, "4", "x\ny"), (7, "8", "9")]
    assert (raw.rows, raw.blank_rows) == (6, 1)
    assert [(r.row, r.value, r.reason) for r in raw.rejects] == [
        (4, "3", "1 cell instead of 2"),
        (6, "5,6,7", "3 cells instead of 2"),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    raw, _ = raw_rows(csv_file(tmp_path, b"\xef\xbb\xbfid,b\n1,2\n"))
    assert raw.columns == ("id", "b")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(tmp_path: Path, end: str) -> None:
    _, rows = raw_rows(csv_file(tmp_path, end.join(["a,b", "1,2", "3,4"])))
    assert rows == [(2, "1", "2"), (3, "3", "4")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "shift-jis", "utf-32", "mac-roman"])
def test_other_encodings_are_read_as_what_they_say(tmp_path: Path, encoding: str) -> None:
    word = "名前" if encoding == "shift-jis" else "Prüfung"
    data = f"a;b\n{word};2\n".encode(encoding)
    _, rows = raw_rows(csv_file(tmp_path, data), Format(type="csv", encoding=encoding, delimiter=";"))
    assert rows == [(2, word, "2")]


@pytest.mark.parametrize("encoding", ["rot13", "klingon", "unicode_escape", "base64", "utf-7"])
def test_an_encoding_that_is_none_is_said(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        raw_rows(csv_file(tmp_path, "a,b\n"), Format(type="csv", encoding=encoding, delimiter=","))
    assert caught.value.diagnostics[0].code == "evidence/unknown-encoding"


def test_bytes_that_are_no_text_mark_their_cell_only(tmp_path: Path) -> None:
    _, rows = raw_rows(csv_file(tmp_path, b"a,b\n1,caf\xe9\n2,\xc3\xa9\n"))
    assert rows == [(2, "1", f"caf{BAD}"), (3, "2", "é")]


def test_a_broken_byte_at_the_border_of_two_chunks_does_no_harm(tmp_path: Path) -> None:
    lines = b"a,b\n" + b"1,x\n" * ((1 << 18) - 1)
    data = lines[: (1 << 20) - 1] + b"\xc3" + b"\n9,\xff\n"
    _, rows = raw_rows(csv_file(tmp_path, data))
    assert rows[-1][1:] == ("9", BAD)


def test_names_are_made_unique_and_this_is_said(tmp_path: Path) -> None:
    raw, _ = raw_rows(csv_file(tmp_path, "a,a,,a (2),a\n1,2,3,4,5\n"))
    assert raw.columns == ("a", "a (3)", "column 3", "a (2)", "a (4)")
    assert {d.code for d in raw.diagnostics} == {"evidence/duplicate-column"}


@pytest.mark.parametrize("head", [b"\x00" * 3_000_000, b"a" * 5_000, b"caf\xe9,b"])
def test_names_that_are_none_are_said_and_shown_short(tmp_path: Path, head: bytes) -> None:
    with pytest.raises(EvidenceError) as caught:
        raw_rows(csv_file(tmp_path, head + b"\n1,2\n"))
    (said,) = caught.value.diagnostics
    assert said.code == "evidence/odd-column-name"
    assert len(said.says) < 200
    assert said.says.isprintable()


def test_qualtrics_extra_header_rows_are_kept_apart(tmp_path: Path) -> None:
    data = 'Q1,Q2\n"How was\nthe gate?",And?\n"{""ImportId"":1}",x\n4,5\n'
    raw, rows = raw_rows(csv_file(tmp_path, data), Format(type="csv", encoding="utf-8", delimiter=",", skip=2))
    assert raw.extra_headers[0] == ("How was\nthe gate?", "And?")
    assert rows == [(4, "4", "5")]


def test_surveymonkey_names_continue_in_the_second_row(tmp_path: Path) -> None:
    data = "Title\n\nID,How was …?,,Age\n,Gate,Board,Response\n1,2,3,4\n"
    form = Format(type="csv", encoding="utf-8", delimiter=",", header=3, join_header=True)
    raw, rows = raw_rows(csv_file(tmp_path, data), form)
    assert raw.columns == ("ID", "How was …? | Gate", "How was …? | Board", "Age | Response")
    assert rows == [(5, "1", "2", "3", "4")]


def test_without_a_header_columns_are_called_by_their_place(tmp_path: Path) -> None:
    form = Format(type="csv", encoding="utf-8", delimiter=",", header=0)
    raw, rows = raw_rows(csv_file(tmp_path, "\n1,2\n3,4\n"), form)
    assert raw.columns == ("column 1", "column 2")
    assert rows == [(2, "1", "2"), (3, "3", "4")]


def test_a_limit_gives_so_many_rows(tmp_path: Path) -> None:
    _, rows = raw_rows(csv_file(tmp_path, "a\n" + "1\n" * 50), limit=7)
    assert len(rows) == 7


@pytest.mark.parametrize("data", ["", "\n", "\ufeff", "\n\n\n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, data: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        raw_rows(csv_file(tmp_path, data))
    assert caught.value.diagnostics[0].code in ("evidence/empty-file", "evidence/no-header-row")


def test_a_quotation_mark_never_closed_is_found_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as caught:
        raw_rows(csv_file(tmp_path, 'a,b\n1,2\n3,"open\n4,5\n6,7\n'))
    (said,) = caught.value.diagnostics
    assert (said.code, said.where.row) == ("evidence/open-quotation", 3)


def test_a_quotation_mark_never_closed_in_a_large_file_is_found_too(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as caught:
        raw_rows(csv_file(tmp_path, 'a,b\n1,2\n3,"' + "z\n" * 9_000_000))
    (said,) = caught.value.diagnostics
    assert (said.code, said.where.row) == ("evidence/open-quotation", 3)


def test_a_quotation_mark_inside_a_word_is_a_sign_like_others(tmp_path: Path) -> None:
    _, rows = raw_rows(csv_file(tmp_path, 'a,b\n1,5" screen\n2,"say ""hi"""\n'))
    assert rows == [(2, "1", '5" screen'), (3, "2", 'say "hi"')]


@pytest.mark.parametrize("tail", ['5,6,"x\n', '5,"6",x\n'])
def test_rows_swallowed_by_a_quotation_mark_are_rejected_and_said(tmp_path: Path, tail: str) -> None:
    data = 'a,b,c\n1,2,3\n3,"open,4\n' + "1,2,3\n" * 60 + tail + "7,8,9\n"
    raw, rows = raw_rows(csv_file(tmp_path, data))
    assert rows[0] == (2, "1", "2", "3")
    assert [d.code for d in raw.diagnostics] == ["evidence/open-quotation"]
    assert raw.diagnostics[0].where.row == 3
    assert raw.rejects.rows == 1
    assert "1,2,3" in raw.rejects.kept[0].value


def test_a_long_comment_with_many_lines_is_no_swallowed_row(tmp_path: Path) -> None:
    comment = "\n".join(["I waited, and waited."] * 40)
    raw, rows = raw_rows(csv_file(tmp_path, f'a,b,c,d\n1,"{comment}",3,4\n'))
    assert rows == [(2, "1", comment, "3", "4")]
    assert not raw.rejects


def test_a_cell_of_a_million_characters_is_read_and_one_more_rejected(tmp_path: Path) -> None:
    raw, rows = raw_rows(csv_file(tmp_path, f"a,b\n1,{'z' * 1_000_000}\n2,{'z' * 1_000_001}\n3,4\n"))
    assert [row[0] for row in rows] == [2, 4]
    (reject,) = raw.rejects
    assert (reject.row, reject.column, reject.reason) == (3, "b", "a cell longer than 1,000,000 characters")
    assert len(reject.value) < 40_000


def test_a_row_larger_than_any_block_is_rejected_and_the_others_are_read(tmp_path: Path) -> None:
    raw, rows = raw_rows(csv_file(tmp_path, "a,b\n1,2\n3," + "z" * 20_000_000 + "\n4,5\n6\n7,8\n"))
    assert [row[:2] for row in rows] == [(2, "1"), (4, "4"), (6, "7")]
    assert [(r.row, r.reason) for r in raw.rejects] == [
        (3, f"longer than {delimited.ROW:,} bytes"),
        (5, "1 cell instead of 2"),
    ]
    assert raw.rows == 5


def test_rows_that_straddle_blocks_keep_their_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "BLOCK", 4096)
    monkeypatch.setattr(delimited, "ROW", 4000)
    rng = random.Random(5)
    lines, expected, bad = ["a,b"], [], []
    for row in range(2, 3000):
        kind = rng.random()
        if kind < 0.05:
            lines.append("")
        elif kind < 0.1:
            lines.append("only one")
            bad.append(row)
        elif kind < 0.105:
            lines.append(f'{row},"{"x" * 9000}"')
            bad.append(row)
        else:
            lines.append(f'{row},"multi\nline {rng.randrange(10**6)}"')
            expected.append((row, str(row)))
    raw, rows = raw_rows(csv_file(tmp_path, "\n".join(lines) + "\n"))
    assert [row[:2] for row in rows] == expected
    assert [r.row for r in raw.rejects] == bad
    assert raw.rows == 2998
    assert raw.rows == len(rows) + raw.rejects.rows + raw.blank_rows


def test_gzip_is_unpacked_with_all_its_members(tmp_path: Path) -> None:
    data = gzip.compress(b"a,b\n1,2\n") + gzip.compress(b"3,4\n")
    _, rows = raw_rows(csv_file(tmp_path, data, "x.csv.gz"))
    assert rows == [(2, "1", "2"), (3, "3", "4")]


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:-20], lambda data: data[: len(data) // 2], lambda data: data[:-30] + b"x" * 30],
)
def test_a_gzip_cut_short_or_damaged_is_said(tmp_path: Path, spoil: object) -> None:
    data = gzip.compress(b"a,b\n" + random.Random(1).randbytes(3000).hex().encode())
    with pytest.raises(EvidenceError) as caught:
        raw_rows(csv_file(tmp_path, spoil(data), "x.csv.gz"))  # type: ignore[operator]
    assert caught.value.diagnostics[0].code == "evidence/unreadable-file"


def test_a_gzip_that_explodes_is_stopped_early(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with gzip.open(packed, "wb", compresslevel=9) as file:
        file.write(b"a,b\n")
        for _ in range(300):
            file.write(b"0" * 1_000_000)
    with pytest.raises(EvidenceError) as caught:
        raw_rows(csv_file(tmp_path, packed.getvalue(), "x.csv.gz"))
    assert caught.value.diagnostics[0].code == "evidence/unpacks-too-large"


def test_an_explosion_in_the_middle_of_reading_is_not_taken_for_the_end(tmp_path: Path) -> None:
    data = gzip.compress(b"a,b\n") + gzip.compress(b"1,2\n" * (1 << 20)) + gzip.compress(b"0" * (16 << 20), 9) * 16
    with pytest.raises(EvidenceError) as caught:
        raw_rows(csv_file(tmp_path, data, "x.csv.gz"))
    assert caught.value.diagnostics[0].code == "evidence/unpacks-too-large"


def test_a_gzip_damaged_in_the_middle_is_not_taken_for_the_end(tmp_path: Path) -> None:
    lines = random.Random(1).randbytes(12_000_000).hex("\n", 8).replace("\n", ",x\n")
    data = bytearray(gzip.compress(f"a,b\n{lines},x".encode(), 1))
    data[len(data) // 2] ^= 0xFF
    with pytest.raises(EvidenceError) as caught:
        raw_rows(csv_file(tmp_path, bytes(data), "x.csv.gz"))
    assert caught.value.diagnostics[0].code == "evidence/unreadable-file"


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as caught:
        raw_rows(csv_file(tmp_path, "a," * 5000 + "b\n"))
    assert caught.value.diagnostics[0].code == "evidence/too-many-columns"


@pytest.mark.parametrize("delimiter", ["||", "", "\n", "§"])
def test_a_separator_that_is_none_is_refused(tmp_path: Path, delimiter: str) -> None:
    path = csv_file(tmp_path, "a,b\n1,2\n")
    with pytest.raises(EvidenceError) as caught:
        delimited.open_delimited(
            path, Format(type="csv", encoding="utf-8", delimiter=delimiter), limit=None, limits=Limits()
        )
    assert caught.value.diagnostics[0].code == "evidence/unknown-delimiter"


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as caught:
        open_raw(tmp_path / "none.csv", CSV)
    assert caught.value.diagnostics[0].code == "evidence/no-such-file"


CELL = st.text(alphabet=st.sampled_from('ab ,"\n\r;é0='), max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=12), st.integers(1, 64))
def test_what_pythons_csv_writes_is_split_alike_in_pieces_of_any_size(table: list[list[str]], size: int) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    data = text.getvalue().encode()
    chunks = iter([data[at : at + size] for at in range(0, len(data), size)])
    found = [cells(record.text, ",", '"') for record in Splitter(chunks, ",", '"', most=10_000)]
    assert found == table


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=12))
def test_what_pythons_csv_writes_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["a", "b"])
    writer.writerows(table)
    path = csv_file(tmp_path_factory.mktemp("csv"), text.getvalue())
    raw, rows = raw_rows(path)
    assert [list(row[1:]) for row in rows] == [row for row in table if any(row)]
    assert raw.rows == len(table)
    assert not raw.rejects


@given(st.binary(max_size=300))
def test_no_bytes_at_all_get_anything_but_rows_or_a_diagnostic(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = csv_file(tmp_path_factory.mktemp("csv"), b"a,b\n" + data)
    try:
        raw, rows = raw_rows(path)
    except EvidenceError:
        return  # which cannot be without a Diagnostic
    assert raw.rows == len(rows) + raw.rejects.rows + raw.blank_rows
