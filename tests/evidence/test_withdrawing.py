"""Withdrawing: the file counts no more, nothing is erased, and taking it in again undoes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from evidence_files import NOW, survey, take_in, writer

from outsidein.evidence import Store, read_ledger, withdraw
from outsidein.ground import EvidenceError

FIRST = "Gate\n4\n5\n"
SECOND = "Gate\n1\n1\n1\n"


def answers(store: Path) -> int:
    with Store.open(store) as opened:
        return int(opened.answers.count().to_pyarrow().as_py())


def test_a_withdrawn_file_counts_no_more_and_its_tables_stay(tmp_path: Path) -> None:
    write, store = writer(tmp_path), tmp_path / "store"
    take_in(write(FIRST), survey("Gate"), store)
    gone = withdraw(store, "survey.csv", now=NOW, by="Ada")
    assert gone.number == 1
    assert answers(store) == 0
    assert (store / "imports" / "000001").is_dir()
    ledger = read_ledger(store)
    assert [one.by for one in ledger.withdrawals] == ["Ada"]
    assert [one.file for one in ledger.withdrawn] == ["survey.csv"]


def test_an_earlier_version_does_not_come_back_when_the_last_is_withdrawn(tmp_path: Path) -> None:
    write, store = writer(tmp_path), tmp_path / "store"
    take_in(write(FIRST), survey("Gate"), store)
    take_in(write(SECOND), survey("Gate"), store)
    withdraw(store, "survey.csv", now=NOW)
    assert answers(store) == 0


def test_taking_the_file_in_again_undoes_it_although_its_bytes_are_known(tmp_path: Path) -> None:
    write, store = writer(tmp_path), tmp_path / "store"
    take_in(write(FIRST), survey("Gate"), store)
    withdraw(store, "survey.csv", now=NOW)
    again = take_in(write(FIRST), survey("Gate"), store)
    assert not again.unchanged
    assert answers(store) == 2
    assert read_ledger(store).withdrawn == ()


def test_other_files_of_the_source_stay(tmp_path: Path) -> None:
    store = tmp_path / "store"
    take_in(writer(tmp_path)(FIRST), survey("Gate"), store)
    take_in(writer(tmp_path, "later.csv")(SECOND), survey("Gate"), store)
    withdraw(store, "survey.csv", now=NOW)
    assert answers(store) == 3


def test_what_does_not_count_cannot_be_withdrawn(tmp_path: Path) -> None:
    store = tmp_path / "store"
    take_in(writer(tmp_path)(FIRST), survey("Gate"), store)
    withdraw(store, "survey.csv", now=NOW)
    with pytest.raises(EvidenceError) as caught:
        withdraw(store, "survey.csv", now=NOW)
    assert [one.code for one in caught.value.diagnostics] == ["evidence/not-taken-in"]


def test_a_name_that_several_sources_hold_needs_the_source(tmp_path: Path) -> None:
    write, store = writer(tmp_path), tmp_path / "store"
    take_in(write(FIRST), survey("Gate"), store)
    take_in(write(FIRST), replace(survey("Gate"), id="other"), store)
    with pytest.raises(EvidenceError) as caught:
        withdraw(store, "survey.csv", now=NOW)
    assert [one.code for one in caught.value.diagnostics] == ["evidence/which-source"]
    withdraw(store, "survey.csv", now=NOW, source="other")
    assert [one.source for one in read_ledger(store).current] == ["survey"]
