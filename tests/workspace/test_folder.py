"""A workspace as a folder: found from anywhere inside, made once, never half, its key kept to itself."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from outsidein.ground import WorkspaceError
from outsidein.workspace.folder import create, find, write_whole

KEY = bytes(range(32))


def code(error: pytest.ExceptionInfo[WorkspaceError]) -> str:
    return error.value.diagnostics[0].code


def test_it_is_found_from_anywhere_inside(tmp_path: Path) -> None:
    made = create(tmp_path / "a", name="Ours & “theirs”: #1", key=KEY, about="no")
    (made.maps / "deep").mkdir()
    found = find(made.maps / "deep")
    assert (found.name, found.about) == ("Ours & “theirs”: #1", "no")
    assert found.path == made.path.resolve()
    assert found.key == KEY


def test_there_is_none_outside(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as error:
        find(tmp_path)
    assert code(error) == "workspace/not-found"


def test_it_is_not_made_over_another_or_over_a_file(tmp_path: Path) -> None:
    create(tmp_path / "a", name="A", key=KEY)
    with pytest.raises(WorkspaceError) as error:
        create(tmp_path / "a", name="B", key=KEY)
    assert code(error) == "workspace/exists"
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkspaceError) as error:
        create(tmp_path / "file", name="B", key=KEY)
    assert code(error) == "workspace/not-a-folder"


@pytest.mark.skipif(os.name == "nt", reason="POSIX file modes")
def test_the_key_is_for_its_owner_only_and_stays_out_of_version_control(tmp_path: Path) -> None:
    made = create(tmp_path / "a", name="A", key=KEY)
    assert stat.S_IMODE((made.store / "key").stat().st_mode) == 0o600
    assert (made.store / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("text", ["", "zz", "00" * 31])
def test_a_damaged_key_is_said(tmp_path: Path, text: str) -> None:
    made = create(tmp_path / "a", name="A", key=KEY)
    (made.store / "key").write_text(text)
    with pytest.raises(WorkspaceError) as error:
        _ = made.key
    assert code(error) == "workspace/key-unreadable"


@pytest.mark.parametrize(
    "text", ["[", "- a", "workspace: {a: b}", "a: &x [1]\nb: *x", "\t", "[" * 5000, "workspace: \udc80"]
)
def test_a_broken_workspace_file_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "outsidein.yaml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(WorkspaceError) as error:
        find(tmp_path)
    assert code(error) == "workspace/file-unreadable"


def test_a_newer_format_is_said(tmp_path: Path) -> None:
    (tmp_path / "outsidein.yaml").write_text("outsidein: 2\n")
    with pytest.raises(WorkspaceError) as error:
        find(tmp_path)
    assert code(error) == "workspace/file-newer"


def test_two_processes_never_write_at_once(tmp_path: Path) -> None:
    made = create(tmp_path / "a", name="A", key=KEY)
    script = (
        "import sys; from pathlib import Path; from outsidein.workspace.folder import find\n"
        "with find(Path(sys.argv[1])).locked():\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(made.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(WorkspaceError) as error, made.locked():
            pass
        assert code(error) == "workspace/busy"
        other.kill()
        other.wait()
    with made.locked():
        pass


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.html", "Grüezi")
    write_whole(tmp_path / "a.html", b"again")
    assert (tmp_path / "a.html").read_bytes() == b"again"
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
