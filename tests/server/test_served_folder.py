"""A folder that is served: the command line goes through its server, and past it only when it is gone."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import Running, local, made
from stewarding import Person
from tests.terminal import outsidein

from outsidein import workspace
from outsidein.evidence import read_ledger

NOTICE = 5
"""What a frame begins with that tells of something beside the map."""
ROWS = "id;When;How satisfied were you with the shop?\n" + "".join(
    f"c{n};{n % 28 + 1}.10.2026;{n % 5 + 1}\n" for n in range(60)
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return workspace.begin(tmp_path / "mine", name="Mine", key=b"k" * 32).path


@pytest.fixture
def running(place: Path, tmp_path: Path) -> Iterator[Running]:
    server = local(place, tmp_path / "data").start()
    yield server
    server.close()


def command(*words: str, code: int = 0) -> Any:
    """What the command line says, as JSON."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OUTSIDEIN_")}
    done = outsidein(*words, "--json", env=environment)
    assert done.returncode == code, (done.stdout, done.stderr)
    return json.loads(done.stdout)


def entries(place: Path) -> list[tuple[str, str]]:
    return [(one.file, one.by) for one in read_ledger(place / ".outsidein").current]


def test_an_import_goes_through_the_server_and_says_the_same(running: Running, place: Path, tmp_path: Path) -> None:
    export = tmp_path / "shop.csv"
    export.write_text(ROWS)
    note = place / ".outsidein" / "serving.json"
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    looked = command("import", str(place), str(export), "--guess", "--dry-run")
    assert looked["drafts"][0]["counts"]["rows"] == 60
    assert entries(place) == []
    told = command("import", str(place), str(export), "--guess", "--yes")
    assert (told["imports"][0]["counts"]["responses"], told["imports"][0]["unchanged"]) == (60, False)
    assert entries(place) == [("shop.csv", "you")]
    assert command("import", str(place), str(export))["imports"][0]["unchanged"]
    export.write_text(ROWS + "c99;1.10.2026;much\n")
    corrected = command("import", str(place), str(export), code=1)["imports"][0]
    assert (corrected["replaces"], corrected["change"]["added"]) == (1, 1)
    assert corrected["rejected"].endswith("shop.csv.rejected.csv")
    command("import", str(place), "--withdraw", "shop.csv")
    assert entries(place) == []
    assert command("import", str(place))["imports"] == []
    assert list((place / ".outsidein" / "uploads").iterdir()) == []


def test_an_import_from_a_terminal_arrives_where_a_map_is_open_and_is_measured_there_and_here(
    running: Running, place: Path, tmp_path: Path
) -> None:
    export = tmp_path / "shop.csv"
    export.write_text(ROWS)
    browser = running.client()
    (home,) = made(browser.post("/api/v1/local", {"token": running.link}))["workspaces"]
    path = f"/api/v1/workspaces/{home['id']}"
    map = made(browser.post(f"{path}/maps", {"title": "A trip", "preset": "discover-to-renew"}))["id"]
    you = Person(1, "", browser.http.cookies["outsidein"])
    with running.join(you, home["id"], map) as socket:
        command("import", str(place), str(export), "--guess", "--yes")
        while (frame := socket.recv(timeout=30))[0] != NOTICE:
            pass
        assert json.loads(frame[1:])["about"] == "evidence"
    there = made(browser.get(f"{path}/measures", params={"measure": ["csat"]}))
    here = command("measure", str(place), "--what", "csat")
    assert there[0]["rows"][0]["estimate"] == here["results"][0]["rows"][0]["estimate"]
    assert here["results"][0]["rows"][0]["estimate"]["n"] == 60


def test_a_second_server_is_refused(running: Running, place: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "outsidein", "serve", str(place), "--no-open", "--port", "0"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 3
    assert "another server" in done.stderr.lower()


def test_when_the_server_ends_the_command_line_works_alone(running: Running, place: Path, tmp_path: Path) -> None:
    export = tmp_path / "shop.csv"
    export.write_text(ROWS)
    running.stop()
    assert not (place / ".outsidein" / "serving.json").exists()
    command("import", str(place), str(export), "--guess", "--yes")
    assert entries(place) == [("shop.csv", "")]


def test_what_a_killed_server_left_is_seen_through(running: Running, place: Path, tmp_path: Path) -> None:
    export = tmp_path / "shop.csv"
    export.write_text(ROWS)
    running.stop(signal.SIGKILL)
    assert (place / ".outsidein" / "serving.json").exists()
    command("import", str(place), str(export), "--guess", "--yes")
    assert entries(place) == [("shop.csv", "")]
    assert not (place / ".outsidein" / "serving.json").exists()
