"""The child process: whatever a file does to its reader, ours gets one clear error and goes on."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from evidence_files import KEY, NOW, survey, writer

from outsidein.evidence import Caps, Comment, Format, Source
from outsidein.evidence import capped as capped_module
from outsidein.evidence.capped import read_capped
from outsidein.evidence.sources.jobs import Job
from outsidein.ground import EvidenceError

POSIX = pytest.mark.skipif(os.name == "nt", reason="limits are a matter of POSIX systems")


def job(path: Path, source: Source, folder: str = "") -> Job:
    return Job(path=path, source=source, number=1, key=KEY.hex(), now=NOW, folder=folder)


def code_of(path: Path, source: Source, caps: Caps) -> str:
    with pytest.raises(EvidenceError) as caught:
        read_capped(job(path, source), caps=caps)
    (said, *_) = caught.value.diagnostics
    assert said.fix
    assert said.where.file == str(path)
    return said.code


def boot(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(capped_module, "_BOOT", f"import os, signal, sys, time; sys.stdin.readline(); {program}")


def test_what_the_child_reads_comes_back_whole(tmp_path: Path) -> None:
    path = writer(tmp_path)("Gate\n4\nx\n")
    found = read_capped(job(path, survey("Gate")))
    assert (found.counts.rows, found.counts.answers, found.counts.rejected_cells) == (2, 1, 1)
    assert found.rejects[0].value == "x"


def test_an_error_of_the_child_is_an_error_here_with_all_it_says(tmp_path: Path) -> None:
    path = writer(tmp_path)("Gaet\n4\n")
    with pytest.raises(EvidenceError) as caught:
        read_capped(job(path, survey("Gate")))
    assert caught.value.diagnostics[0].fix == "Did you mean “Gaet”?"


@POSIX
def test_a_child_that_dies_of_a_signal_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = writer(tmp_path)("Gate\n4\n")
    for signal in ("SIGSEGV", "SIGABRT", "SIGKILL"):
        boot(monkeypatch, f"os.kill(os.getpid(), signal.{signal})")
        assert code_of(path, survey("Gate"), Caps()) == "evidence/reader-broke"


@pytest.mark.parametrize(
    "program",
    [
        "print('garbage')",
        "print('{}')",
        "print('[1]')",
        "print('{\"result\": 1}')",
        "print('{\"error\": [1]}')",
        "print('{\"error\": []}')",
        'print(\'{"result": {"counts": 3}}\')',
        "print('[' * 100000)",
        "sys.stdout.buffer.write(bytes(range(256)) * 1000)",
        "pass",
        "sys.exit(3)",
        "raise ValueError('boom')",
    ],
)
def test_nonsense_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    boot(monkeypatch, program)
    assert code_of(writer(tmp_path)("Gate\n4\n"), survey("Gate"), Caps()) == "evidence/reader-broke"


def test_a_child_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boot(monkeypatch, "time.sleep(60)")
    assert code_of(writer(tmp_path)("Gate\n4\n"), survey("Gate"), Caps(seconds=0.5)) == "evidence/takes-too-long"


@POSIX
def test_a_cancelled_reading_leaves_no_process_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pid = tmp_path / "pid"
    said = 'print(\'{"progress": [0, 1, "x"]}\', flush=True)'
    boot(monkeypatch, f"open({str(pid)!r}, 'w').write(str(os.getpid())); {said}; time.sleep(60)")

    def cancel(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_capped(job(writer(tmp_path)("Gate\n4\n"), survey("Gate")), progress=cancel)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
    assert not [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]


@POSIX
def test_a_two_gigabyte_gzip_is_stopped_with_a_clear_word(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"Gate\n") + gzip.compress(b"1" * (16 << 20), 9) * 128)
    assert code_of(path, survey("Gate"), Caps()) == "evidence/unpacks-too-large"


@POSIX
def test_a_workbook_that_claims_the_farthest_cell_is_stopped_by_the_cap_on_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active["A1"] = "Gate"
    book.active["A2"] = 4
    book.active["XFD1048576"] = 5
    book.save(tmp_path / "wide.xlsx")
    source = survey("Gate", format=Format(type="xlsx"))
    assert code_of(tmp_path / "wide.xlsx", source, Caps(memory=1 << 30)) == "evidence/takes-too-much-memory"


@POSIX
def test_a_workbook_with_a_huge_part_is_stopped(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active["A1"] = "Gate"
    book.save(tmp_path / "x.xlsx")
    row = b"<row><c><v>1</v></c></row>"
    with (
        zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as out,
        zipfile.ZipFile(tmp_path / "x.xlsx") as old,
    ):
        for part in old.infolist():
            if not part.filename.startswith("xl/worksheets/"):
                out.writestr(part, old.read(part))
        with out.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            block = row * 40_000
            for _ in range(200):
                sheet.write(block)
            sheet.write(b"</sheetData></worksheet>")
    source = survey("Gate", format=Format(type="xlsx"))
    assert code_of(tmp_path / "bomb.xlsx", source, Caps(memory=256 << 20)) == "evidence/takes-too-much-memory"


@POSIX
def test_writing_more_than_allowed_is_stopped(tmp_path: Path) -> None:
    path = writer(tmp_path)("Gate,Say\n" + "".join(f"4,{os.urandom(20).hex()}\n" for _ in range(40_000)))
    (tmp_path / "out").mkdir()
    source = survey("Gate", comments=(Comment(column="Say"),))
    with pytest.raises(EvidenceError) as caught:
        read_capped(job(path, source, str(tmp_path / "out")), caps=Caps(output=50_000))
    assert caught.value.diagnostics[0].code == "evidence/no-room"


def test_the_child_knows_nothing_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "do not tell")
    found = tmp_path / "environment"
    boot(monkeypatch, f"open({str(found)!r}, 'w').write(repr(dict(os.environ)))")
    with pytest.raises(EvidenceError):
        read_capped(job(writer(tmp_path)("Gate\n4\n"), survey("Gate")))
    assert "SECRET_TOKEN" not in found.read_text()


LIVES_ON = """
import json, os, sys, threading, time
sys.path[:] = json.loads(sys.argv[1])
from outsidein.evidence.sources.child import _end_with_parent
sys.stdin.buffer.readline()
threading.Thread(target=_end_with_parent, daemon=True).start()
open(PID, "w").write(str(os.getpid()))
print(json.dumps({"progress": [0, 1, "x"]}), flush=True)
time.sleep(60)
"""
PARENT = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from evidence_files import KEY, NOW, survey
from outsidein.evidence import capped
from outsidein.evidence.sources.jobs import Job
capped._BOOT = sys.argv[3]
job = Job(path=Path(sys.argv[2]), source=survey("Gate"), number=1, key=KEY.hex(), now=NOW)
capped.read_capped(job, progress=lambda *_: print("up", flush=True))
"""


@POSIX
def test_when_we_are_killed_the_child_goes_too(tmp_path: Path) -> None:
    pid, path = tmp_path / "pid", writer(tmp_path)("Gate\n4\n")
    child = LIVES_ON.replace("PID", repr(str(pid)))
    command = [sys.executable, "-c", PARENT, str(Path(__file__).parent), str(path), child]
    begun = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert begun.stdout
    assert begun.stdout.readline() == b"up\n"
    begun.kill()
    begun.wait()
    begun.stdout.close()
    for _ in range(200):
        try:
            os.kill(int(pid.read_text()), 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the child lives on")
