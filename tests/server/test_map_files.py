"""Map files that people name, rename, break and mend beside a running server: one map stays one map."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from serving import Running, made, team

MAP = """\
outsidein: 1
map: family-trip
kind: customer-journey
title: By car
stages:
  - name: Pack
    steps:
      - name: Load the boot
        actions: [Fetch the key]
"""


@pytest.fixture
def own(tmp_path: Path) -> Running:
    """A server of its own, since it is started anew."""
    return team(tmp_path / "data")


def _until(true: Callable[[], bool]) -> None:
    for _ in range(150):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to that")


def test_a_file_keeps_its_name_and_its_map_over_renaming_and_a_restart(own: Running) -> None:
    server = own.start()
    try:
        home = server.home("Files")
        client = home.client("editor")
        maps = lambda: client.get(f"{home.path}/maps").json()  # noqa: E731
        first = home.folder / "maps" / "my trip.map.yaml"
        first.write_text(MAP, encoding="utf-8")
        _until((home.folder / ".outsidein" / "written" / first.name).exists)  # taken in, and written out once
        assert [path.name for path in first.parent.iterdir()] == ["my trip.map.yaml"]
        map = maps()[0]["id"]
        second = first.rename(first.with_name("renamed.map.yaml"))
        _until(lambda: maps()[0]["key"] == "renamed")
        server.stop()
        server.start()
        client = home.client("editor")
        assert [(one["id"], one["key"]) for one in maps()] == [(map, "renamed")]
        assert [path.name for path in second.parent.iterdir()] == ["renamed.map.yaml"]
        assert server.faults() == []
    finally:
        server.close()


def test_a_copied_file_is_a_map_of_its_own_and_lets_the_server_start(own: Running) -> None:
    server = own.start()
    try:
        home = server.home("Copies")
        client = home.client("editor")
        keys = lambda: sorted(one["key"] for one in client.get(f"{home.path}/maps").json())  # noqa: E731
        for name in ("one", "two"):
            (home.folder / "maps" / f"{name}.map.yaml").write_text(MAP, encoding="utf-8")
        _until(lambda: keys() == ["one", "two"])
        server.stop()
        server.start()
        client = home.client("editor")
        assert keys() == ["one", "two"]
        assert server.faults() == []
    finally:
        server.close()


def test_what_was_done_while_a_file_was_broken_stands_in_it_once_it_is_mended(own: Running) -> None:
    server = own.start()
    try:
        home = server.home("Broken")
        client = home.client("editor")
        file = home.folder / "maps" / "trip.map.yaml"
        file.write_text(MAP, encoding="utf-8")
        _until(lambda: len(client.get(f"{home.path}/maps").json()) == 1)
        map = client.get(f"{home.path}/maps").json()[0]["id"]
        good = file.read_text(encoding="utf-8")
        file.write_text(good + "\n : : [", encoding="utf-8")
        _until(lambda: "cannot be read" in server.log.read_text())
        changed = good.replace("Fetch the key", "Find the key")
        made(client.put(f"{home.path}/maps/{map}/document", {"text": changed}, headers={"If-Match": "*"}))
        assert file.read_text(encoding="utf-8").endswith(": : [")
        file.write_text(good, encoding="utf-8")
        _until(lambda: "Find the key" in file.read_text(encoding="utf-8"))
    finally:
        server.close()
