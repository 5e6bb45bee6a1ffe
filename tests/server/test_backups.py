"""Backups: one file, taken while people work, from which either database becomes what it was; damage is told."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import Home, Running, local, made, team
from tests.server.postgresql import Cluster
from tests.terminal import outsidein


def run(running: Running, command: str, file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """``outsidein backup`` or ``restore`` with a server's set-up."""
    where = "--team" if "--team" in running.command else running.command[0]
    return outsidein(command, str(file), where, "--data", str(running.data), *more, env=running.environment)


def backup(running: Running, file: Path) -> Path:
    done = run(running, "backup", file)
    assert done.returncode == 0, done.stderr
    return file


def restored(running: Running, file: Path, *more: str) -> Running:
    done = run(running, "restore", file, *more)
    assert done.returncode == 0, done.stderr
    return running


def said(file: Path) -> dict[str, Any]:
    """What a backup says, but what a restore changes on purpose: when, where folders lie, and the new epochs."""
    with zipfile.ZipFile(file) as archive:
        found: dict[str, Any] = {}
        for name in archive.namelist():
            data = archive.read(name)
            if name == "manifest.json":
                continue
            if not name.startswith("tables/"):
                found[name] = hashlib.sha256(data).hexdigest()
            elif name != "tables/outsidein_room_snapshot.jsonl":
                rows = [json.loads(line) for line in data.splitlines()]
                found[name] = sorted(json.dumps({**row, "folder": ""}, sort_keys=True) for row in rows)
    return found


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Home]]:
    """A server on which something has been done: a sample, members, a group, an invitation, a token, a factor."""
    running = team(tmp_path_factory.mktemp("busy") / "data").start()
    home = running.home("Ours", sample=True)
    owner = home.client()
    made(owner.post(f"{home.path}/groups", {"name": "Ünïcode „=1+1“", "members": [home.people["viewer"].id]}))
    made(owner.post(f"{home.path}/invitations", {"email": "new@example.org"}))
    made(owner.post("/api/v1/tokens", {"name": "Robot"}))
    made(owner.patch("/api/v1/session", {"settings": {"tour": True, "n": 1.5, "x": "ä\u2028\U0001f600"}}))
    running.do(_second_factor, home.people["owner"].id)
    home.begin_map("Another")
    yield running, home
    running.close()


def _second_factor(user: int) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user_id=user, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})


@pytest.fixture(scope="module")
def kept(busy: tuple[Running, Home], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it, taken while it ran."""
    return backup(busy[0], tmp_path_factory.mktemp("kept") / "kept.zip")


def test_a_backup_restored_on_another_machine_is_the_same_server(
    busy: tuple[Running, Home], kept: Path, tmp_path: Path
) -> None:
    _, home = busy
    other = restored(team(tmp_path / "data"), kept)
    assert said(backup(other, tmp_path / "again.zip")) == said(kept)
    other.start()
    try:
        session = other.do(_sign_in, home.people["owner"].id)
        client = other.client(type(home.people["owner"])(home.people["owner"].id, "", session))
        maps = made(client.get(f"{home.path}/maps"))
        assert {one["title"] for one in maps} >= {"Another"}
        reading = client.get(f"{home.path}/maps/{maps[-1]['id']}/reading")
        assert reading.status_code == 200
        assert (other.data / "workspaces" / home.id / "outsidein.yaml").exists()
        assert other.client(home.people["owner"]).get(home.path).status_code == 401, "old sessions do not come back"
    finally:
        other.close()
    assert other.faults() == []


def _sign_in(user: int) -> str:
    from stewarding import sign_in

    return sign_in(user)


def test_from_sqlite_to_postgresql_and_back_nothing_is_lost(kept: Path, cluster: Cluster, tmp_path: Path) -> None:
    there = restored(team(tmp_path / "postgres", DATABASE=cluster.another("restored")), kept)
    halfway = backup(there, tmp_path / "halfway.zip")
    with zipfile.ZipFile(halfway) as archive:
        assert json.loads(archive.read("manifest.json"))["engine"] == "postgresql"
    assert said(halfway) == said(kept)
    back = restored(team(tmp_path / "sqlite"), halfway)
    assert said(backup(back, tmp_path / "back.zip")) == said(kept)
    there.start()
    try:
        new = there.home("New after the restore")
        assert made(new.client().get(new.path))["name"] == "New after the restore"
    finally:
        there.close()
    assert there.faults() == []


def test_a_browser_with_newer_work_than_the_restored_map_is_refused_and_asked_for_it(
    busy: tuple[Running, Home], kept: Path, tmp_path: Path
) -> None:
    running, home = busy
    map = made(home.client().get(f"{home.path}/maps"))[-1]["id"]
    epoch = running.do(_epoch, map)
    other = restored(team(tmp_path / "data"), kept).start()
    try:
        person = home.people["owner"]
        session = other.do(_sign_in, person.id)
        with other.socket(type(person)(person.id, "", session), home.id, map) as socket:
            hello = {"protocol": 1, "epoch": epoch, "vector": "", "client": 77}
            socket.send(b"\x00" + json.dumps(hello).encode())
            frame = socket.recv(timeout=20)
            assert frame[0] == 4
            refused = json.loads(frame[1:])
            assert refused["reason"] == "epoch"
            assert refused["vector"]
    finally:
        other.close()


def _epoch(map: str) -> str:
    from outsidein.server.models import RoomSnapshot

    return RoomSnapshot.objects.filter(map=map).order_by("-id")[0].epoch


def test_a_backup_taken_while_people_edit_is_of_one_moment(busy: tuple[Running, Home], tmp_path: Path) -> None:
    running, home = busy
    going, client = threading.Event(), home.client()

    def work() -> None:
        while not going.is_set():
            made(client.post(f"{home.path}/groups", {"name": os.urandom(6).hex()}))

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for number in range(3):
            file = backup(running, tmp_path / f"{number}.zip")
            with zipfile.ZipFile(file) as archive:
                groups = archive.read("tables/outsidein_group.jsonl").count(b"\n")
                notes = archive.read("tables/outsidein_audit.jsonl").count(b'"group.made"')
            assert groups == notes, "a group and the note of its making belong to one moment"
    finally:
        going.set()
        worker.join()


def test_a_restore_replaces_nothing_unless_it_is_told_to(
    busy: tuple[Running, Home], kept: Path, tmp_path: Path
) -> None:
    other = team(tmp_path / "data").start()
    mine = other.home("Mine")
    other.stop()
    refused = run(other, "restore", kept)
    assert refused.returncode == 3
    assert "--force" in refused.stderr
    assert (mine.folder / "outsidein.yaml").exists()
    restored(other, kept, "--force")
    assert not mine.folder.exists()
    assert other.do(_names) == ["Ours"]
    other.close()


def _names() -> list[str]:
    from outsidein.server.models import Workspace

    return sorted(Workspace.objects.values_list("name", flat=True))


def test_no_restore_goes_under_a_running_server(busy: tuple[Running, Home], kept: Path) -> None:
    refused = run(busy[0], "restore", kept, "--force")
    assert refused.returncode == 3
    assert "Another Outside-In server" in refused.stderr


def rewritten(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A backup with some entries changed (or, None, left out), and nothing else."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            data = change(info.filename, old.read(info.filename))
            if data is not None:
                new.writestr(info, data)
    return target


def test_whatever_is_damaged_is_named_and_nothing_is_touched(kept: Path, tmp_path: Path) -> None:
    whole, other = kept.read_bytes(), team(tmp_path / "data")
    with zipfile.ZipFile(kept) as archive:
        names = [info.filename for info in archive.infolist() if info.file_size > 100]
    cases: dict[str, Path] = {}
    for name in (names[0], names[len(names) // 2]):
        cases[name] = rewritten(
            kept,
            tmp_path / f"{len(cases)}.zip",
            lambda found, data, name=name: data[:-1] + b"#" if found == name else data,
        )
    cases["outsidein.yaml"] = rewritten(
        kept, tmp_path / "without.zip", lambda found, data: None if found.endswith("/outsidein.yaml") else data
    )
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    cases["cut.zip"] = tmp_path / "cut.zip"
    (tmp_path / "none.zip").write_bytes(b"not a backup")
    cases["none.zip"] = tmp_path / "none.zip"
    for name, file in cases.items():
        refused = run(other, "restore", file)
        assert refused.returncode == 3, (name, refused.stderr)
        assert name.rpartition("/")[2] in refused.stderr.replace("\n", "")
    assert other.do(_names) == []
    other.close()


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
def test_a_flipped_byte_anywhere_is_noticed(kept: Path, tmp_path: Path, at: float) -> None:
    data = bytearray(kept.read_bytes())
    data[int(len(data) * at)] ^= 0x55
    (tmp_path / "flipped.zip").write_bytes(data)
    assert run(team(tmp_path / "data"), "restore", tmp_path / "flipped.zip").returncode == 3


def with_entry(source: Path, target: Path, name: str, mode: int = 0o100600) -> Path:
    """A backup with one entry more, which its manifest knows of."""
    body = b"gotcha"

    def change(found: str, data: bytes) -> bytes:
        if found != "manifest.json":
            return data
        told = json.loads(data)
        told["entries"][name] = {"size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        return json.dumps(told).encode()

    rewritten(source, target, change)
    with zipfile.ZipFile(target, "a") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, body)
    return target


HOSTILE = [
    "../evil",
    "data/../../evil",
    "/tmp/evil",
    "data\\..\\evil",
    "C:/evil",
    "workspaces/../../evil",
    "elsewhere/evil",
    "data/./evil",
    "data//evil",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_entry_is_written_outside_of_where_it_belongs(kept: Path, tmp_path: Path, name: str) -> None:
    file = with_entry(kept, tmp_path / "hostile.zip", name)
    place = tmp_path / "inner" / "data"
    assert run(team(place), "restore", file).returncode == 3
    assert not list(tmp_path.rglob("evil"))


def test_no_link_is_made(kept: Path, tmp_path: Path) -> None:
    file = with_entry(kept, tmp_path / "hostile.zip", "data/link", mode=0o120777)
    assert run(team(tmp_path / "data"), "restore", file).returncode == 3


@pytest.mark.parametrize("change", [{"format": 99}, {"migrations": {"outsidein": ["0001_initial", "0999_later"]}}])
def test_a_backup_of_a_newer_version_is_refused_with_its_version(
    kept: Path, tmp_path: Path, change: dict[str, Any]
) -> None:
    def newer(found: str, data: bytes) -> bytes:
        told = {**json.loads(data), **change, "version": "9.9"} if found == "manifest.json" else None
        return json.dumps(told).encode() if told else data

    refused = run(team(tmp_path / "data"), "restore", rewritten(kept, tmp_path / "newer.zip", newer))
    assert refused.returncode == 3
    assert "9.9" in refused.stderr


@pytest.mark.parametrize("after", [1.0, 1.4])
def test_a_backup_that_is_killed_leaves_no_file_of_its_name(
    busy: tuple[Running, Home], tmp_path: Path, after: float
) -> None:
    running, file = busy[0], tmp_path / "killed.zip"
    arguments = [sys.executable, "-m", "outsidein", "backup", str(file), "--team", "--data", str(running.data)]
    with subprocess.Popen(
        arguments, env=running.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as going:
        time.sleep(after)
        going.send_signal(signal.SIGKILL)
    if file.exists():  # it was quicker
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None
            assert "manifest.json" in archive.namelist()


@pytest.mark.parametrize("after", [1.5, 2.2])
def test_no_server_starts_on_a_restore_that_was_killed_until_it_is_done_again(
    kept: Path, tmp_path: Path, after: float
) -> None:
    other = team(tmp_path / "data")
    arguments = [sys.executable, "-m", "outsidein", "restore", str(kept), "--team", "--data", str(other.data)]
    with subprocess.Popen(
        arguments, env=other.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as going:
        time.sleep(after)
        going.send_signal(signal.SIGKILL)
    if (other.data / "restoring").exists():
        refused = subprocess.run(
            [sys.executable, "-m", "outsidein", "serve", *other.command],
            env=other.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert refused.returncode == 3
        assert "interrupted" in refused.stderr
        restored(other, kept)
    else:
        restored(other, kept, "--force")
    assert said(backup(other, tmp_path / "again.zip")) == said(kept)


def test_what_one_person_has_on_this_machine_comes_back_into_a_folder(local_server: Running, tmp_path: Path) -> None:
    file = backup(local_server, tmp_path / "mine.zip")
    with zipfile.ZipFile(file) as archive:
        assert not [name for name in archive.namelist() if "/.outsidein/server" in name or name.endswith("secret")]
    from outsidein import workspace

    workspace.create(tmp_path / "there", name="There", about="", key=b"k" * 32)
    other = restored(local(tmp_path / "there", tmp_path / "there" / ".outsidein" / "server"), file)
    other.start()
    try:
        client = other.client()
        (home,) = made(client.post("/api/v1/local", {"token": other.link}))["workspaces"]
        maps = made(client.get(f"/api/v1/workspaces/{home['id']}/maps"))
        assert maps
        assert client.get(f"/api/v1/workspaces/{home['id']}/maps/{maps[0]['id']}/reading").status_code == 200
    finally:
        other.close()
    assert other.faults() == []
