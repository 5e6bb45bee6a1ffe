"""Rehearsing says what taking in does, and does none of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from evidence_files import KEY, NOW, survey, take_in, writer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outsidein.evidence import Field, Rehearsal, Source, read_ledger, rehearse
from outsidein.ground import EvidenceError

NAMED = survey("Gate", customer=Field(column="Who"))


def rehearsed(path: Path, source: Source, store: Path) -> Rehearsal:
    scratch = store / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    return rehearse(path, source, store_folder=store, scratch=scratch, key=KEY, now=NOW)


def test_nothing_is_kept(tmp_path: Path) -> None:
    found = rehearsed(writer(tmp_path)("Who,Gate\na,4\nb,9\n"), NAMED, tmp_path / "store")
    assert (found.counts.answers, found.counts.rejected_cells) == (1, 1)
    assert [one.value for one in found.rejects] == ["9"]
    assert read_ledger(tmp_path / "store").entries == ()
    assert not (tmp_path / "survey.csv.rejected.csv").exists()


def test_customers_are_new_or_known(tmp_path: Path) -> None:
    store = tmp_path / "store"
    take_in(writer(tmp_path)("Who,Gate\na,4\nb,5\n"), NAMED, store)
    found = rehearsed(writer(tmp_path, "later.csv")("Who,Gate\nb,4\nc,5\nd,5\n,5\n"), NAMED, store)
    assert (found.customers_new, found.customers_known) == (2, 1)


def test_the_same_file_again_would_change_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    path = writer(tmp_path)("Who,Gate\na,4\nb,5\n")
    take_in(path, NAMED, store)
    found = rehearsed(path, NAMED, store)
    assert found.unchanged
    assert found.replaces is not None


def test_a_corrected_file_says_what_it_would_change(tmp_path: Path) -> None:
    store = tmp_path / "store"
    write = writer(tmp_path)
    take_in(write("Who,Gate\na,4\nb,5\n"), NAMED, store)
    found = rehearsed(write("Who,Gate\na,4\nb,1\nc,2\n"), NAMED, store)
    assert found.change is not None
    assert (found.change.added, found.change.changed, found.change.same) == (1, 1, 1)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError):
        rehearsed(tmp_path / "none.csv", NAMED, tmp_path / "store")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.sampled_from(["1", "5", "0", "", "9", "x"]), min_size=1, max_size=12))
def test_what_is_foretold_is_what_happens(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    folder = tmp_path_factory.mktemp("told")
    path = writer(folder)("Who,Gate\n" + "".join(f"c{n},{cell}\n" for n, cell in enumerate(rows)))
    store = folder / "store"
    foretold = rehearsed(path, NAMED, store)
    if not foretold.counts.answers and foretold.counts.rejects:
        with pytest.raises(EvidenceError):
            take_in(path, NAMED, store)
    else:
        assert take_in(path, NAMED, store).counts == foretold.counts
