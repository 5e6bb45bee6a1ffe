"""JSON lines and JSON arrays as tables of text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evidence_files import raw_rows
from hypothesis import given
from hypothesis import strategies as st

from outsidein.evidence import Format
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.marks import BAD, STRANGE
from outsidein.ground import EvidenceError

JSON = Format(type="jsonl", encoding="utf-8")


def lines(folder: Path, text: str | bytes) -> Path:
    path = folder / "x.jsonl"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_numbers_keep_the_digits_they_were_written_with(tmp_path: Path) -> None:
    _, rows = raw_rows(lines(tmp_path, '{"a": 1e5, "b": 7.10, "c": 123456789012345678901}\n'), JSON)
    assert rows == [(1, "1e5", "7.10", "123456789012345678901")]


def test_inner_objects_become_columns_with_dots(tmp_path: Path) -> None:
    text = '{"id": "x", "a": {"b": {"c": true}}, "l": [1, {"d": "e"}]}\n{"z": null, "a": {"b": 2}}\n'
    raw, rows = raw_rows(lines(tmp_path, text), JSON)
    assert raw.columns == ("id", "a.b.c", "l", "z", "a.b")
    assert rows == [(1, "x", "true", '[1, {"d": "e"}]', None, None), (2, None, None, None, None, "2")]


def test_what_is_nested_deeper_than_five_stays_json(tmp_path: Path) -> None:
    _, rows = raw_rows(lines(tmp_path, '{"a":{"b":{"c":{"d":{"e":{"f":1}}}}}}'), JSON)
    assert rows == [(1, '{"f": 1}')]


def test_nan_and_infinity_are_marked_since_json_has_none(tmp_path: Path) -> None:
    _, rows = raw_rows(lines(tmp_path, '{"a": NaN, "b": -Infinity}'), JSON)
    assert rows == [(1, f"{STRANGE}NaN", f"{STRANGE}-Infinity")]


def test_lines_that_are_no_objects_are_rejected_and_blank_ones_counted(tmp_path: Path) -> None:
    text = '{"a": 1}\n\n[1]\nxx\n{"a": 1,}\n' + "[" * 100_000 + '\n{"a": 2}\n'
    raw, rows = raw_rows(lines(tmp_path, text), JSON)
    assert rows == [(1, "1"), (7, "2")]
    assert [(r.row, r.reason) for r in raw.rejects] == [
        (3, "not a JSON object"), (4, "not JSON"), (5, "not JSON"), (6, "not JSON"),
    ]  # fmt: skip
    assert (raw.rows, raw.blank_rows) == (7, 1)


def test_a_key_twice_in_one_object_is_said(tmp_path: Path) -> None:
    raw, rows = raw_rows(lines(tmp_path, '{"a": 1, "a": 2}'), JSON)
    assert rows == [(1, "2")]
    assert [d.code for d in raw.diagnostics] == ["evidence/duplicate-key"]


def test_half_a_surrogate_pair_marks_its_cell(tmp_path: Path) -> None:
    raw, rows = raw_rows(lines(tmp_path, '{"a": "\\ud800", "b": "ok", "\\udc00": 1, "\\udc00": 2}'), JSON)
    assert (raw.columns, rows) == (("a", "b", "?"), [(1, f"{BAD}?", "ok", "2")])
    assert "\udc00" not in raw.diagnostics[0].says


@pytest.mark.parametrize("text", ['[{"a": 1}, {"a": 2}]', '[\n{"a": 1},\n{"a": 2}\n]', '  [ {"a": 1}\n, {"a": 2}]'])
def test_an_array_of_objects_is_read_too(tmp_path: Path, text: str) -> None:
    _, rows = raw_rows(lines(tmp_path, text), JSON)
    assert rows == [(1, "1"), (2, "2")]


def test_an_array_cut_short_is_said_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as caught:
        raw_rows(lines(tmp_path, '[{"a": 1},\n{"a": 2}'), JSON)
    assert (caught.value.diagnostics[0].code, caught.value.diagnostics[0].where.line) == ("evidence/broken-json", 2)


def test_an_array_too_large_to_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as caught:
        raw_rows(lines(tmp_path, "[" + '{"a": 1},\n' * 1000 + "{}]"), JSON, limits=Limits(array=5000))
    assert caught.value.diagnostics[0].code == "evidence/array-too-large"


def test_too_many_keys_are_refused(tmp_path: Path) -> None:
    text = "".join(f'{{"k{place}": 1}}\n' for place in range(5000))
    with pytest.raises(EvidenceError) as caught:
        raw_rows(lines(tmp_path, text), JSON)
    assert caught.value.diagnostics[0].code == "evidence/too-many-columns"


@pytest.mark.parametrize("text", ["", "\n \n", "[]"])
def test_nothing_is_said_to_be_nothing(tmp_path: Path, text: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        raw_rows(lines(tmp_path, text), JSON)
    assert caught.value.diagnostics[0].code == "evidence/empty-file"


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=["\ufdd0"]), max_size=6)
FLAT = st.dictionaries(st.sampled_from(["a", "b", "c"]), TEXT, min_size=1)


@given(st.lists(FLAT, min_size=1, max_size=8))
def test_texts_survive_as_they_are(tmp_path_factory: pytest.TempPathFactory, items: list[dict[str, Any]]) -> None:
    path = lines(tmp_path_factory.mktemp("json"), "\n".join(json.dumps(item) for item in items))
    raw, rows = raw_rows(path, JSON)
    kept = [item for item in items if any(item.values())]
    assert [dict(zip(raw.columns, row[1:], strict=True)) for row in rows] == [
        {name: item.get(name) for name in raw.columns} for item in kept
    ]
