"""Taking files in: once, again, corrected, renamed, broken, and cut off in the middle."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from evidence_files import NOW, long, survey, take_in, writer

from outsidein.evidence import Change, Field, Format, Store, preview, read_ledger
from outsidein.evidence.parquet import import_folder
from outsidein.ground import EvidenceError


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "import.lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def answers(store: Path) -> list[float]:
    with Store.open(store) as opened:
        return sorted(opened.answers.value.to_pyarrow().to_pylist())


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path, store = writer(tmp_path)("Gate\n1\n9\n"), tmp_path / "store"
    first = take_in(path, survey("Gate"), store)
    before = everything(tmp_path)
    again = take_in(path, survey("Gate"), store)
    assert (first.unchanged, again.unchanged) == (False, True)
    assert (again.number, again.counts, again.rejected) == (1, first.counts, first.rejected)
    assert everything(tmp_path) == before


def test_the_same_file_with_another_mapping_is_read_anew(tmp_path: Path) -> None:
    path, store = writer(tmp_path)("Gate\n1\n9\n"), tmp_path / "store"
    take_in(path, survey("Gate"), store)
    wider = survey("Gate")
    wider = replace(wider, questions=tuple(replace(q, scale=(0, 10)) for q in wider.questions))
    again = take_in(path, wider, store)
    assert (again.number, again.replaces) == (2, 1)
    assert answers(store) == [1, 9]
    assert not path.with_name("survey.csv.rejected.csv").exists()


def test_which_files_a_mapping_names_does_not_make_them_other_files(tmp_path: Path) -> None:
    path, store = writer(tmp_path)("Gate,x\n1,2\n"), tmp_path / "store"
    take_in(path, survey("Gate"), store)
    assert take_in(path, survey("Gate", files=("*.csv",), ignore=("x",)), store).unchanged


def test_a_corrected_file_replaces_its_earlier_version_and_says_what_changed(tmp_path: Path) -> None:
    write, store = writer(tmp_path), tmp_path / "store"
    source = survey("Gate", response=Field(column="id"))
    take_in(write("id,Gate\na,1\nb,2\nc,3\n"), source, store)
    done = take_in(write("id,Gate\na,1\nb,5\nd,4\ne,4\n"), source, store)
    assert (done.replaces, done.change) == (1, Change(added=2, removed=1, changed=1, same=1))
    assert answers(store) == [1, 4, 4, 5]
    assert read_ledger(store).entries[1].change == done.change


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("1\n2\n2\n", "2\n1\n2\n3\n", Change(added=1, same=3)),
        ("1\n2\n2\n", "2\n", Change(removed=2, same=1)),
        ("1\n2\n", "1\n3\n", Change(added=1, removed=1, same=1)),
    ],
)
def test_without_ids_versions_are_compared_by_what_rows_say(
    tmp_path: Path, before: str, after: str, change: Change
) -> None:
    write, store = writer(tmp_path), tmp_path / "store"
    take_in(write("Gate\n" + before), survey("Gate"), store)
    assert take_in(write("Gate\n" + after), survey("Gate"), store).change == change


def test_a_copy_under_another_name_is_refused(tmp_path: Path) -> None:
    store = tmp_path / "store"
    take_in(writer(tmp_path, "a.csv")("Gate\n1\n"), survey("Gate"), store)
    copy = writer(tmp_path, "b.csv")("Gate\n1\n")
    with pytest.raises(EvidenceError) as caught:
        take_in(copy, survey("Gate"), store)
    assert caught.value.diagnostics[0].code == "evidence/same-file-twice"
    assert take_in(copy, survey("Gate", id="other"), store).number == 2


def test_a_renamed_file_is_the_same_file(tmp_path: Path) -> None:
    store = tmp_path / "store"
    path = writer(tmp_path, "a.csv")("Gate\n1\n2\n")
    take_in(path, survey("Gate"), store)
    done = take_in(path.rename(tmp_path / "b.csv"), survey("Gate"), store)
    assert (done.replaces, done.change) == (1, Change(same=2))
    assert "evidence/renamed" in {d.code for d in done.diagnostics}
    assert answers(store) == [1, 2]
    assert [entry.file for entry in read_ledger(store).current] == ["b.csv"]
    assert take_in(tmp_path / "b.csv", survey("Gate"), store).unchanged


def test_a_store_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("I am a file")
    with pytest.raises(EvidenceError) as caught:
        take_in(writer(tmp_path)("Gate\n1\n"), survey("Gate"), tmp_path / "store")
    assert caught.value.diagnostics[0].code == "evidence/cannot-keep"


def test_files_of_one_name_in_two_folders_are_two_files_where_they_are_named_apart(tmp_path: Path) -> None:
    store = tmp_path / "store"
    for year in ("2025", "2026"):
        take_in(
            writer(tmp_path / year)(f"Gate\n{year[-1]}\n"[:8].replace("6", "4")),
            survey("Gate"),
            store,
            name=f"{year}/survey.csv",
        )
    assert answers(store) == [4, 5]


def test_rejects_are_kept_beside_the_file_harmless_to_a_spreadsheet(tmp_path: Path) -> None:
    path = writer(tmp_path)('Gate,Board\n=1+1,2\n3\n-9,1\n"@x\n""y""",1\n')
    done = take_in(path, survey("Gate", "Board"), tmp_path / "store")
    assert done.rejected == path.with_name("survey.csv.rejected.csv")
    with done.rejected.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["row", "column", "value", "reason", "fix"]
    assert [row[:3] for row in rows[1:]] == [
        ["2", "Gate", "'=1+1"], ["3", "", "3"], ["4", "Gate", "'-9"], ["5", "Gate", "'@x\n\"y\""],
    ]  # fmt: skip
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    said = {d.code: d for d in done.diagnostics}
    assert "1 row and 3 cells could not be read" in said["evidence/rejects"].says


def test_more_rejects_than_are_kept_are_counted_and_this_is_said(tmp_path: Path) -> None:
    path = writer(tmp_path)("Gate\n3\n" + "x\n" * 100_500)
    done = take_in(path, survey("Gate"), tmp_path / "store")
    assert done.counts.rejected_cells == 100_500
    assert done.rejected is not None
    assert done.rejected.read_text(encoding="utf-8-sig").rstrip().splitlines()[-1] == ",,,and 500 more,"


def test_where_rejects_cannot_be_written_beside_the_file_they_are_kept_in_the_store(tmp_path: Path) -> None:
    path = writer(tmp_path)("Gate\n1\nx\n")
    path.with_name("survey.csv.rejected.csv").mkdir()
    done = take_in(path, survey("Gate"), tmp_path / "store")
    assert done.rejected == import_folder(tmp_path / "store", 1) / "rejected.csv"
    assert "evidence/rejects-elsewhere" in {d.code for d in done.diagnostics}


BAD: dict[str, tuple[Any, Any]] = {
    "evidence/empty-file": (b"", survey("Gate")),
    "evidence/no-such-column": ("Gaet\n1\n", survey("Gate")),
    "evidence/nothing-read": ("Gate\nx\ny\n", survey("Gate")),
    "evidence/open-quotation": ('Gate\n1\n"2\n', survey("Gate")),
    "evidence/mapping-incomplete": ("Gate\n1\n", survey()),
    "evidence/mapping-time-zone": ("Gate\n1\n", survey("Gate", time_zone="Mars/Olympus")),
    "evidence/unknown-type": ("Gate\n1\n", survey("Gate", format=Format(type="docx"))),
    "evidence/unreadable-file": (b"PAR1 no PAR1", survey("Gate", format=Format(type="parquet"))),
    "evidence/broken-json": ('[{"Gate": 1}', survey("Gate", format=Format(type="jsonl", encoding="utf-8"))),
}


@pytest.mark.parametrize("code", sorted(BAD))
def test_bad_input_is_said_and_leaves_everything_as_it_was(tmp_path: Path, code: str) -> None:
    data, source = BAD[code]
    write, store = writer(tmp_path), tmp_path / "store"
    take_in(write("Gate\n4\n9\n"), survey("Gate"), store)
    path = write(data)
    before = everything(tmp_path)
    with pytest.raises(EvidenceError) as caught:
        take_in(path, source, store)
    assert caught.value.diagnostics[0].code == code
    assert all(d.says for d in caught.value.diagnostics)
    assert everything(tmp_path) == before
    assert answers(store) == [4]


def test_a_file_of_names_only_is_taken_in_with_a_word(tmp_path: Path) -> None:
    done = take_in(writer(tmp_path)("Gate\n"), survey("Gate"), tmp_path / "store")
    assert done.counts.rows == 0
    assert "evidence/no-rows" in {d.code for d in done.diagnostics}


def test_a_preview_keeps_nothing(tmp_path: Path) -> None:
    path = writer(tmp_path)("id,Gate\na,4\nb,9\n")
    before = everything(tmp_path)
    seen = preview(path, survey("Gate", customer=Field(column="id")), now=NOW)
    assert everything(tmp_path) == before
    assert seen.columns == ("id", "Gate")
    assert [(row.row, row.answers) for row in seen.first] == [(2, (("gate", "gate", "4"),)), (3, ())]
    assert [(r.row, r.value) for r in seen.rejects] == [(3, "9")]
    assert seen.counts.responses == 2
    assert seen.first[0].customer


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[float, float, str]] = []
    path = writer(tmp_path)("Gate\n4\n")
    take_in(path, survey("Gate"), tmp_path / "store", progress=lambda *now: told.append(now))
    assert list(dict.fromkeys(doing for _, _, doing in told)) == ["checking", "reading", "keeping"]


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path: Path) -> None:
    path, store = writer(tmp_path)("Gate\n4\n"), tmp_path / "store"

    def meddle(_done: float, _total: float, doing: str) -> None:
        if doing == "reading":
            path.write_text("Gate\n4\n5\n")

    with pytest.raises(EvidenceError) as caught:
        take_in(path, survey("Gate"), store, progress=meddle)
    assert caught.value.diagnostics[0].code == "evidence/file-changing"
    assert read_ledger(store).entries == ()


def test_two_imports_at_once_are_refused(tmp_path: Path) -> None:
    from outsidein.evidence.keeping import locked

    path = writer(tmp_path)("Gate\n4\n")
    with locked(tmp_path / "store"), pytest.raises(EvidenceError) as caught:
        take_in(path, survey("Gate"), tmp_path / "store")
    assert caught.value.diagnostics[0].code == "evidence/busy"


def test_a_key_of_the_wrong_length_is_a_slip_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        take_in(writer(tmp_path)("Gate\n4\n"), survey("Gate"), tmp_path / "store", key=b"short")


def test_nobody_can_tell_customers_from_what_is_kept(tmp_path: Path) -> None:
    path = writer(tmp_path)("who,Gate\nanna.secret@example.org,4\n")
    take_in(path, survey("Gate", customer=Field(column="who")), tmp_path / "store")
    assert all(b"secret" not in data for data in everything(tmp_path / "store").values())


ONE_MORE = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from evidence_files import long, take_in
print("ready", flush=True)
take_in(Path(sys.argv[2]), long(), Path(sys.argv[3]))
print("done", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a matter of POSIX systems")
@pytest.mark.slow
def test_killed_at_any_moment_the_store_is_as_it_was_or_as_it_will_be(tmp_path: Path) -> None:
    write, store = writer(tmp_path, "long.csv"), tmp_path / "store"
    old = "id,q,v\n" + "".join(f"r{n},sat,{n % 5 + 1}\n" for n in range(500))
    new = "id,q,v\n" + "".join(f"r{n},sat,{n % 5 + 1}\n" for n in range(30_000))
    take_in(write(old), long(), store)
    path = write(new)
    command = [sys.executable, "-c", ONE_MORE, str(Path(__file__).parent), str(path), str(store)]
    begun = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert begun.stdout
    begun.stdout.readline()
    start = time.monotonic()
    assert begun.stdout.readline() == b"done\n"
    whole = time.monotonic() - start
    begun.wait()
    assert len(answers(store)) == 30_000
    kills = 10
    seen = set()
    for place in range(kills):
        take_in(write(old), long(), store)
        numbers = read_ledger(store).next_number
        write(new)
        begun = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert begun.stdout
        begun.stdout.readline()
        time.sleep(whole * 1.1 * place / kills)
        begun.kill()
        begun.wait()
        begun.stdout.close()
        ledger = read_ledger(store)
        count = len(answers(store))
        assert (ledger.next_number, count) in ((numbers, 500), (numbers + 1, 30_000))
        seen.add(count)
    assert 500 in seen
    done = take_in(path, long(), store)
    assert len(answers(store)) == 30_000
    assert done.diagnostics == () or all(d.code != "evidence/ledger-torn" for d in done.diagnostics)
    assert not list((store / "imports").glob(".half-*"))
