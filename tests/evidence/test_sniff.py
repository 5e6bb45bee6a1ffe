"""How a file is written, told from its bytes."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outsidein.evidence.guessing import slices
from outsidein.evidence.guessing.dialect import decimals, dialect
from outsidein.evidence.guessing.encoding import encoding
from outsidein.evidence.guessing.heading import heading
from outsidein.evidence.sniff import sniff
from outsidein.evidence.source import Format
from outsidein.evidence.sources.raw import open_raw
from outsidein.ground import Diagnostic, EvidenceError, Severity

SURVEY = "id;Größe;Note\n" + "".join(f"{i};{i},5;{1 + i % 5}\n" for i in range(40))


def file(folder: Path, data: bytes | str, name: str = "x.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refused(path: Path) -> str:
    with pytest.raises(EvidenceError) as error:
        sniff(path)
    return error.value.diagnostics[0].code


# --- what kind of file


def test_content_decides_against_the_ending(tmp_path: Path) -> None:
    form, said = sniff(file(tmp_path, '{"a": 1}\n{"a": 2}\n', "answers.csv"))
    assert form.type == "jsonl"
    assert [d.code for d in said] == ["evidence/ending-misleads"]


def test_a_packed_file_is_looked_into(tmp_path: Path) -> None:
    form, said = sniff(file(tmp_path, gzip.compress(SURVEY.encode()), "x.csv.gz"))
    assert (form.type, form.delimiter, form.decimal, said) == ("csv", ";", ",", ())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "evidence/empty-file"),
        (b" \r\n\r\n", "evidence/empty-file"),
        (b"%PDF-1.7 ...", "evidence/not-a-table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "evidence/not-a-table"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "evidence/not-a-table"),
        (b'<?xml version="1.0"?><orders></orders>', "evidence/not-a-table"),
        (b"\x1f\x8b\x08\x00broken", "evidence/unreadable-file"),
        (b"PK\x03\x04 no more", "evidence/broken-workbook"),
        (b"alpha beta 1 2\n" * 3 + b"00004 19970101 2 29.33\n" * 40, "evidence/spaces-between-columns"),
    ],
)
def test_what_is_no_table_is_refused_with_a_way_out(tmp_path: Path, data: bytes, code: str) -> None:
    path = file(tmp_path, data)
    with pytest.raises(EvidenceError) as error:
        sniff(path)
    (said,) = error.value.diagnostics
    assert said.code == code
    assert said.fix


def test_an_archive_says_what_is_in_it(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("survey.csv", SURVEY)
    assert refused(file(tmp_path, out.getvalue(), "survey.zip")) == "evidence/packed-file"


def test_a_json_list_is_told_from_a_text_in_brackets(tmp_path: Path) -> None:
    assert sniff(file(tmp_path, '\n[ {"a": 1},\n {"a": 2} ]', "a.json"))[0].type == "jsonl"
    assert sniff(file(tmp_path, "[id],[score]\n1,5\n2,4\n3,4\n"))[0].type == "csv"


# --- letters


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "Très satisfait de l’accueil, où est le café ? Größe, señor, naïve\n"),
        ("mac_roman", "Très satisfait de l'accueil, équipe dévouée\n"),
        ("cp850", "Sehr zufrieden mit der Prüfung; Größe, müde\n"),
        ("cp1250", "Bardzo zadowolony z obsługi; łatwość, źle, proszę\n"),
        ("cp1251", "Очень доволен обслуживанием; плохо\n"),
        ("cp1253", "Πολύ ικανοποιημένος από την εξυπηρέτηση\n"),
        ("cp1254", "Çok memnunum, hizmet iyiydi, teşekkürler, ığüş\n"),
        ("cp932", "顧客番号,満足度,コメント\n1,5,とても良かったです\n"),
        ("euc_jp", "顧客番号,満足度,コメント\n1,5,とても良かったです\n"),
        ("gb18030", "客户编号,满意度,意见\n1,5,服务很好，下次还来\n"),
        ("big5", "客戶編號,滿意度,意見\n1,5,服務很好，下次還來\n"),
        ("cp949", "고객번호,만족도,의견\n1,5,아주 좋았습니다\n"),
    ],
)
def test_old_encodings_are_recognised_and_never_called_sure(codec: str, text: str) -> None:
    found = encoding((text.encode(codec) * 8,))
    assert (text * 8).encode(codec).decode(found.name) == text * 8
    assert not found.sure


@given(st.text(min_size=1, max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_unicode_is_read_back_as_it_was(text: str, codec: str) -> None:
    text = "name,word\n" + text.replace("\x00", "").replace("\ufeff", "")
    data = text.encode(codec, "ignore")
    found = encoding((data,))
    assert found.sure
    assert data.decode(found.name).removeprefix("\ufeff") == data.decode(codec)


def test_a_letter_cut_in_two_by_a_slice_is_no_other_encoding(tmp_path: Path) -> None:
    rows = "".join(f"{i},größer als öfter, übrigens\n" for i in range(120_000))
    path = file(tmp_path, "id,text\n" + rows)
    assert path.stat().st_size > slices.HEAD + slices.SLICE * slices.SLICES
    assert sniff(path)[0].encoding == "utf-8"


def test_only_a_few_megabytes_are_read_of_a_large_file(tmp_path: Path) -> None:
    path = file(tmp_path, b"id,score\n" + b"1234567,5\n" * 2_000_000)
    cut = slices.slices(path)
    assert sum(map(len, cut.parts)) <= slices.HEAD + (slices.SLICE + 1) * slices.SLICES
    assert cut.parts[-1].endswith(b"1234567,5\n")
    packed = file(tmp_path, gzip.compress(path.read_bytes()), "y.csv.gz")
    assert sum(map(len, slices.slices(packed).parts)) <= slices.HEAD + slices.SLICE * slices.SLICES


def test_one_strange_byte_late_in_a_file_is_seen(tmp_path: Path) -> None:
    rows = b"1,plain words\n" * 200_000
    path = file(tmp_path, b"id,text\n" + rows + "2,Prüfung\n".encode("cp1252") * 40)
    form, said = sniff(path)
    assert form.encoding == "cp1252"
    assert [d.code for d in said] == ["evidence/unsure-encoding"]
    assert "Prüfung" in said[0].says


# --- punctuation


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), min_size=4, max_size=4),
        min_size=12,
        max_size=20,
    ),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_the_delimiter_is_found_whatever_stands_in_quoted_texts(texts: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "when", "score", "a", "b", "c", "d"])
    for number, row in enumerate(texts):
        writer.writerow([f"r{number}", f"2026-08-{number % 28 + 1:02}", number % 5 + 1, *row])
    assert dialect(out.getvalue()).delimiter == delimiter


def test_decimal_commas_do_not_look_like_delimiters() -> None:
    assert dialect("a;b;c\n" + "1,5;2,5;3,5\n" * 20).delimiter == ";"
    assert decimals(["1,5", "1.234,50", "7"]).mark == ","
    assert decimals(["1.5", "1,234.50", "7"]).mark == "."


def test_a_thousand_that_could_be_a_decimal_is_said(tmp_path: Path) -> None:
    form, said = sniff(file(tmp_path, 'id,price\n1,"1,234"\n2,"2,345"\n3,"3,456"\n'))
    assert form.decimal == "."
    assert [(d.code, d.severity) for d in said] == [("evidence/unsure-decimal", Severity.HINT)]


def test_prose_with_commas_is_one_column(tmp_path: Path) -> None:
    lines = ["comment"] + [f"Well{', and so on' * (i % 4)} it was fine {'x' * i}" for i in range(30)]
    form, _ = sniff(file(tmp_path, "\n".join(lines)))
    raw = open_raw(tmp_path / "x.csv", form)
    assert form.header == 1
    assert len(raw.columns) == 1


def test_excels_own_line_about_the_separator_is_no_heading(tmp_path: Path) -> None:
    path = file(tmp_path, "sep=;\n" + SURVEY)
    form, _ = sniff(path)
    assert (form.delimiter, form.header) == (";", 2)
    assert open_raw(path, form).columns == ("id", "Größe", "Note")


# --- headings


def test_title_lines_and_blank_ones_are_stepped_over() -> None:
    above = [["Guest report"], ["Period:", "2026-08-01", "-", "2026-08-31"], []]
    body = [[f"g{i}", "2026-08-03", str(1 + i % 5), "fine"] for i in range(20)]
    assert heading([*above, ["guest", "date", "score", "said"], *body]).header == 4


def test_a_file_without_names_is_told_and_said(tmp_path: Path) -> None:
    form, said = sniff(file(tmp_path, "".join(f"{i},2026-08-{i % 28 + 1:02},{1 + i % 5}\n" for i in range(30))))
    assert form.header == 0
    assert [d.code for d in said] == ["evidence/no-column-names"]


def test_a_heading_that_nothing_tells_apart_is_doubtful() -> None:
    found = heading([["red", "blue"], ["green", "teal"], ["pink", "grey"], ["plum", "lime"]])
    assert found.header == 1
    assert not found.sure


def test_names_that_continue_in_a_second_row_are_joined() -> None:
    rows = [["ID", "How was …?", "", "Why?"], ["", "Check-in", "Boarding", "Open-Ended Response"]]
    found = heading(rows + [[str(i), str(1 + i % 5), str(1 + i % 4), "so so"] for i in range(30)])
    assert (found.header, found.join, found.skip) == (1, True, 0)


def test_wording_and_import_ids_beneath_the_names_are_skipped() -> None:
    rows = [["Q1", "Q2"], ["How was it?", "Why?"], ['{"ImportId":"QID1"}', '{"ImportId":"QID2"}']]
    found = heading(rows + [[str(1 + i % 5), "so so"] for i in range(30)])
    assert (found.header, found.join, found.skip) == (1, False, 2)


def test_a_first_row_of_data_is_not_taken_for_wording() -> None:
    rows = [["id", "channel", "score"]] + [[f"r{i}", ("web", "shop")[i % 2], str(1 + i % 5)] for i in range(30)]
    assert heading(rows).skip == 0


# --- laws


MARKS = {b"PAR1": "parquet", b"PK\x03\x04": "xlsx"}
"""What files of these formats begin with; whether the rest is one is found when it is read."""


@given(st.binary(max_size=400))
@example(b"PAR1")
def test_any_bytes_give_a_format_or_a_clear_no(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = file(Path(folder), data)
        kinds: set[str] = set()
        said: tuple[Diagnostic, ...] = ()
        try:
            form, said = sniff(path)
            kinds.add(form.type)
        except EvidenceError as error:
            said = error.diagnostics
        marked = {kind for mark, kind in MARKS.items() if data.startswith(mark)}
        assert kinds <= {"csv", "jsonl"} | marked
        assert kinds or said
        assert all(d.code.startswith("evidence/") and d.says and d.fix for d in said)


@given(st.integers(1, 5), st.integers(0, 3), st.sampled_from([",", ";", "\t", "|"]))
def test_what_was_sniffed_is_what_the_reader_reads(columns: int, above: int, delimiter: str) -> None:
    import tempfile

    names = [f"name {i}" for i in range(columns + 1)]
    lines = ["A report about something"] * above
    lines += [delimiter.join(names)]
    lines += [delimiter.join([f"r{r}", *(str((r * i) % 7) for i in range(columns))]) for r in range(25)]
    with tempfile.TemporaryDirectory() as folder:
        path = file(Path(folder), "\n".join(lines))
        form, _ = sniff(path)
        assert form == Format(type="csv", encoding="utf-8", delimiter=delimiter, header=above + 1)
        assert open_raw(path, form).columns == tuple(names)
