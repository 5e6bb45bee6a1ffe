"""An arrival is whole or undone, whenever its process is killed."""

from __future__ import annotations

import hashlib
import multiprocessing
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from outsidein import workspace
from outsidein.evidence import Asks, Format, Question, Reads, Source, Store, read_ledger
from outsidein.ground import EvidenceError, WorkspaceError
from outsidein.workspace import Folder

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
KEY = bytes(range(32))
SOURCE = Source(
    id="desk",
    files=("desk.csv",),
    reads=Reads.RESPONSES,
    format=Format(type="csv", encoding="utf-8", delimiter=","),
    questions=(Question(key="waiting", asks=Asks.SATISFACTION, column="Waiting", touchpoint="desk"),),
)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return workspace.begin(tmp_path / "mine", name="Mine", key=KEY)


def upload(folder: Folder, text: str, name: str = "upload") -> Path:
    path = folder.store / name
    path.write_text(text)
    return path


def state(folder: Folder) -> dict[str, str]:
    """Every file of evidence with its bytes, and what counts."""
    files = [path for path in folder.evidence.glob("*") if path.is_file()]
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    with Store.open(folder.store) as store:
        found["answers"] = str(store.answers.count().to_pyarrow().as_py())
    return found


def test_the_file_its_mapping_and_its_answers_are_there(folder: Folder) -> None:
    done = workspace.take_in(
        folder, upload(folder, "Waiting\n4\n9\n"), SOURCE, name="desk.csv", key=KEY, now=NOW, by="Ada"
    )
    assert (done.counts.answers, done.counts.rejected_cells) == (1, 1)
    assert sorted(path.name for path in folder.evidence.iterdir()) == [
        "desk.csv",
        "desk.csv.rejected.csv",
        "desk.source.yaml",
    ]
    assert [one.by for one in read_ledger(folder.store).entries] == ["Ada"]
    assert list((folder.store / "arrivals").iterdir()) == []


def test_a_file_that_cannot_be_read_leaves_nothing(folder: Folder) -> None:
    before = state(folder)
    with pytest.raises(EvidenceError):
        workspace.take_in(folder, upload(folder, "Waiting\nx\n"), SOURCE, name="desk.csv", key=KEY, now=NOW)
    assert state(folder) == before


def test_a_failed_correction_puts_the_earlier_version_back(folder: Folder) -> None:
    workspace.take_in(folder, upload(folder, "Waiting\n4\n9\n"), SOURCE, name="desk.csv", key=KEY, now=NOW)
    before = state(folder)
    with pytest.raises(EvidenceError):
        workspace.take_in(
            folder, upload(folder, "Waiting\nx\n"), SOURCE, name="desk.csv", key=KEY, now=NOW, replaces=True
        )
    assert state(folder) == before


def test_a_name_that_is_taken_is_refused_unless_it_is_a_correction(folder: Folder) -> None:
    workspace.take_in(folder, upload(folder, "Waiting\n4\n"), SOURCE, name="desk.csv", key=KEY, now=NOW)
    later = upload(folder, "Waiting\n5\n5\n")
    with pytest.raises(WorkspaceError) as caught:
        workspace.take_in(folder, later, SOURCE, name="desk.csv", key=KEY, now=NOW)
    assert caught.value.diagnostics[0].code == "workspace/file-exists"
    done = workspace.take_in(folder, later, SOURCE, name="desk.csv", key=KEY, now=NOW, replaces=True)
    assert done.replaces == 1


@pytest.mark.parametrize("name", ["", "../x.csv", ".x", "a/b.csv", "a\\b.csv", "x.source.yaml", "a\n.csv", "a" * 300])
def test_a_name_that_leads_elsewhere_is_refused(folder: Folder, name: str) -> None:
    path = upload(folder, "Waiting\n4\n")
    with pytest.raises(WorkspaceError) as caught:
        workspace.take_in(folder, path, SOURCE, name=name or "..", key=KEY, now=NOW)
    assert caught.value.diagnostics[0].code == "workspace/bad-name"


def test_an_unreadable_file_does_not_keep_the_others_out(folder: Folder) -> None:
    from dataclasses import replace

    from outsidein.evidence import write_mapping

    folder.evidence.mkdir(exist_ok=True)
    (folder.evidence / "a.csv").write_text("Waiting\nx\n")
    (folder.evidence / "b.csv").write_text("Waiting\n4\n")
    (folder.evidence / "desk.source.yaml").write_text(write_mapping(replace(SOURCE, files=("a.csv", "b.csv"))))
    failed, done = workspace.ingest(folder, key=KEY, now=NOW)
    assert isinstance(failed, workspace.Failed)
    assert failed.file.name == "a.csv"
    assert not isinstance(done, workspace.Failed)
    assert done.counts.answers == 1


def test_what_was_withdrawn_comes_back_only_by_name(folder: Folder) -> None:
    workspace.take_in(folder, upload(folder, "Waiting\n4\n"), SOURCE, name="desk.csv", key=KEY, now=NOW)
    workspace.withdraw(folder, "desk.csv", now=NOW)
    assert workspace.ingest(folder, key=KEY, now=NOW) == ()
    (done,) = workspace.ingest(folder, key=KEY, now=NOW, only=[folder.evidence / "desk.csv"])
    assert not isinstance(done, workspace.Failed)
    assert done.number == 2


def _take_in(path: Path, name: str) -> None:
    folder = workspace.find(path)
    workspace.take_in(folder, folder.store / name, SOURCE, name="desk.csv", key=KEY, now=NOW, replaces=True)


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_moment_it_is_as_it_was_or_as_it_will_be(folder: Folder, seed: int) -> None:
    workspace.take_in(folder, upload(folder, "Waiting\n4\n9\n"), SOURCE, name="desk.csv", key=KEY, now=NOW)
    before = state(folder)
    upload(folder, "Waiting\n" + "5\n" * 20_000, "later")
    process = multiprocessing.get_context("spawn").Process(target=_take_in, args=(folder.path, "later"))
    process.start()
    process.join(random.Random(seed).uniform(0.2, 2.5))
    process.kill()
    process.join()
    workspace.settle(folder)
    found = state(folder)
    if len(read_ledger(folder.store).entries) == 1:
        assert found == before
    else:
        assert found["answers"] == "20000"
        assert found["desk.csv"] == hashlib.sha256((folder.store / "later").read_bytes()).hexdigest()
    assert list((folder.store / "arrivals").iterdir()) == []
    _take_in(folder.path, "later")
    assert state(folder)["answers"] == "20000"
