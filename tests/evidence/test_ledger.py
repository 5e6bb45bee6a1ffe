"""The ledger: what counts, and what a crash leaves of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from evidence_files import NOW, survey
from hypothesis import given
from hypothesis import strategies as st

from outsidein.evidence import Asks, Change, Counts, Entry, Question, read_ledger
from outsidein.evidence.ledger import FILE, append_entry
from outsidein.evidence.plain import from_plain, to_plain
from outsidein.ground import EvidenceError


def entry(number: int, **more: Any) -> Entry:
    given: dict[str, Any] = {
        "source": "survey",
        "file": "a.csv",
        "sha256": "0",
        "mapping_hash": "1",
        "mapping": survey("Gate"),
    }
    return Entry(number=number, when=NOW, **({"counts": Counts(rows=number)} | given | more))


def test_the_last_version_of_each_file_of_each_source_counts(tmp_path: Path) -> None:
    for one in (entry(1), entry(2, file="b.csv"), entry(3), entry(4, source="other")):
        append_entry(tmp_path, one)
    ledger = read_ledger(tmp_path)
    assert [one.number for one in ledger.entries] == [1, 2, 3, 4]
    assert [one.number for one in ledger.current] == [2, 3, 4]
    assert ledger.next_number == 5


def test_an_entry_comes_back_whole(tmp_path: Path) -> None:
    one = entry(
        7,
        ids=True,
        replaces=3,
        change=Change(added=1, removed=2, changed=3, same=4),
        counts=Counts(rows=9, rejects=(("not a number", 2),)),
        mapping=replace(
            survey("Gate", "Prüfung"), questions=(Question(key="q", asks=Asks.NPS, column="“Q”\n", scale=(0, 10)),)
        ),
    )
    append_entry(tmp_path, one)
    assert read_ledger(tmp_path).entries == (one,)


def test_no_ledger_is_an_empty_one(tmp_path: Path) -> None:
    assert read_ledger(tmp_path).entries == ()
    assert read_ledger(tmp_path).next_number == 1


@given(st.data())
def test_wherever_a_line_is_torn_the_ones_before_it_stand(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("ledger")
    append_entry(folder, entry(1))
    whole = (folder / FILE).stat().st_size
    append_entry(folder, entry(2, file="b.csv"))
    full = (folder / FILE).read_bytes()
    cut = data.draw(st.integers(whole + 1, len(full) - 2))
    (folder / FILE).write_bytes(full[:cut])
    torn = read_ledger(folder)
    assert [one.number for one in torn.entries] == [1]
    assert [d.code for d in torn.diagnostics] == ["evidence/ledger-torn"]
    append_entry(folder, entry(2, file="c.csv"))
    mended = read_ledger(folder)
    assert [(one.number, one.file) for one in mended.entries] == [(1, "a.csv"), (2, "c.csv")]
    assert mended.diagnostics == ()


def test_a_last_line_without_its_end_counts_if_it_is_whole(tmp_path: Path) -> None:
    append_entry(tmp_path, entry(1))
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert len(read_ledger(tmp_path).entries) == 1
    append_entry(tmp_path, entry(2))
    assert [one.number for one in read_ledger(tmp_path).entries] == [1, 2]


@pytest.mark.parametrize("line", ["{}", "junk", '{"number": 1}', "[]", "\x00", "[" * 9999])
def test_a_damaged_line_in_the_middle_is_named(tmp_path: Path, line: str) -> None:
    append_entry(tmp_path, entry(1))
    path = tmp_path / FILE
    path.write_bytes(line.encode() + b"\n" + path.read_bytes())
    with pytest.raises(EvidenceError) as caught:
        read_ledger(tmp_path)
    (said,) = caught.value.diagnostics
    assert (said.code, said.where.line) == ("evidence/ledger-damaged", 1)


def test_plain_data_turns_back_into_what_it_was() -> None:
    one = entry(1)
    assert from_plain(Entry, to_plain(one)) == one
    with pytest.raises(TypeError):
        from_plain(Entry, {"number": "one"})
