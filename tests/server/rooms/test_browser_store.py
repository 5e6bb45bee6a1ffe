"""The browser's own store, in Node, against the real server: what one writes, all others have, and so has the disk."""

from __future__ import annotations

import json
import queue
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import Home, Running, made, team

from outsidein import maps

ROOT = Path(__file__).resolve().parents[3]
DRIVE = ROOT / "web" / "store" / "test" / "drive.mjs"
NODE = shutil.which("node")
_PATIENCE = 60

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")


class Browsers:
    """A Node process with any number of stores in it, by name."""

    def __init__(self) -> None:
        assert NODE
        self.process = subprocess.Popen(
            [NODE, str(DRIVE)],
            cwd=DRIVE.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said: queue.Queue[str] = queue.Queue()
        self.complaints: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()
        threading.Thread(target=self._listen_to_complaints, daemon=True).start()
        assert self._answer() == {"ready": True}

    def tell(self, who: str, do: str, **more: Any) -> Any:
        """Have a store do something; what it answers."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"as": who, "do": do, **more}) + "\n")
        self.process.stdin.flush()
        answer = self._answer()
        assert "ok" in answer, answer
        return answer["ok"]

    def open(self, who: str, home: Home, map: str, role: str) -> Any:
        """Open a map as the member with this role."""
        session = home.people[role].session
        url = home.server.address.replace("http://", "ws://", 1) + "/live"
        return self.tell(who, "open", url=url, workspace=home.id, map=map, session=session)

    def look(self, who: str, at: Callable[[Any], Any]) -> Any:
        """Look until what ``at`` finds is true; gives that."""
        deadline = time.monotonic() + _PATIENCE
        while not (found := at(self.tell(who, "look"))):
            assert time.monotonic() < deadline, self.tell(who, "look")
            time.sleep(0.02)
        return found

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(_PATIENCE)

    def _answer(self) -> Any:
        line = self.said.get(timeout=_PATIENCE)
        assert line, f"the browsers ended: {''.join(self.complaints)[-3000:]}"
        return json.loads(line)

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.put(line)
        self.said.put("")

    def _listen_to_complaints(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.complaints.append(line)


@pytest.fixture(scope="module")
def node() -> Iterator[Browsers]:
    """One Node process: it takes longer to start than a test takes."""
    started = Browsers()
    yield started
    started.close()


@pytest.fixture
def browsers(node: Browsers) -> Iterator[Browsers]:
    """Browsers of your own."""
    yield node
    node.tell("", "leave")


def _step(seen: Any) -> str:
    return next(id for id in seen["records"] if id.startswith("step:"))


def _card(step: str, text: str, *, lane: str = "actions", order: str = "V") -> dict[str, Any]:
    return {"type": "card", "id": f"card:{text.lower()}", "parent": step, "lane": lane, "order": order, "text": text}


def _texts(seen: Any) -> dict[str, str]:
    return {id: one["text"] for id, one in seen["records"].items() if id.startswith("card:")}


def _written(home: Home, map: str) -> maps.Document:
    """The map as the server would write it to a file now."""
    answer = home.client("viewer").get(f"{home.path}/maps/{map}/document")
    assert answer.ok, answer.text
    document, found = maps.read(answer.text)
    assert document is not None, found
    return document


def test_two_browsers_see_what_the_other_writes_and_it_is_saved(browsers: Browsers, home: Home) -> None:
    map = home.begin_map()
    step = _step(browsers.open("ada", home, map, "editor"))
    browsers.open("bob", home, map, "owner")
    browsers.tell("ada", "put", record=_card(step, "Compare"))
    browsers.tell("ada", "until", what={"unsaved": 0})
    assert browsers.look("bob", lambda seen: _texts(seen).get("card:compare")) == "Compare"
    browsers.tell("bob", "set", id="card:compare", fields={"text": "Compare fares"})
    assert browsers.look("ada", lambda seen: _texts(seen)["card:compare"] == "Compare fares")
    assert browsers.tell("ada", "undo") is None  # it would take Bob's words away
    browsers.tell("ada", "put", record=_card(step, "Alone"))
    browsers.tell("ada", "until", what={"unsaved": 0})
    assert browsers.look("bob", lambda seen: _texts(seen).get("card:alone")) == "Alone"
    assert browsers.tell("ada", "undo") == "put"
    assert browsers.look("bob", lambda seen: [item["id"] for item in seen["trash"]]) == ["card:alone"]
    assert _texts(browsers.tell("bob", "look"))["card:compare"] == "Compare fares"
    assert browsers.tell("bob", "look")["refusals"] == browsers.tell("ada", "look")["refusals"] == []


def test_each_sees_where_the_other_is(browsers: Browsers, home: Home) -> None:
    map = home.begin_map()
    step = _step(browsers.open("ada", home, map, "editor"))
    me = browsers.open("bob", home, map, "owner")["me"]
    browsers.tell("bob", "show", where={"selected": [step]})
    found = browsers.look("ada", lambda seen: [one for one in seen["others"] if one["selected"]])
    assert [(one["id"], one["name"], one["selected"]) for one in found] == [(me["id"], me["name"], [step])]
    browsers.tell("bob", "close")
    browsers.look("ada", lambda seen: seen["others"] == [])


def test_what_was_written_without_a_line_is_merged(browsers: Browsers, home: Home) -> None:
    map = home.begin_map()
    step = _step(browsers.open("ada", home, map, "editor"))
    browsers.open("bob", home, map, "owner")
    browsers.tell("ada", "put", record=_card(step, "Both"))
    browsers.look("bob", _texts)
    browsers.tell("ada", "cut")
    browsers.tell("ada", "until", what={"connection": "offline"})
    browsers.tell("ada", "put", record=_card(step, "Offline"))
    browsers.tell("ada", "set", id="card:both", fields={"owner": "Ada"})
    browsers.tell("bob", "put", record=_card(step, "Meanwhile"))
    browsers.tell("bob", "set", id="card:both", fields={"text": "Both of us"})
    browsers.tell("ada", "mend")
    browsers.tell("ada", "until", what={"connection": "live", "unsaved": 0})
    wanted = {"card:both": "Both of us", "card:offline": "Offline", "card:meanwhile": "Meanwhile"}
    for who in ("ada", "bob"):
        browsers.look(who, lambda seen: _texts(seen) == wanted and seen["records"]["card:both"].get("owner") == "Ada")
    orders = [one["order"] for id, one in browsers.tell("bob", "look")["records"].items() if id.startswith("card:")]
    assert len(set(orders)) == len(orders), "equal keys are mended"


def test_an_invalid_edit_is_mended_for_all_and_told_to_its_author(browsers: Browsers, home: Home) -> None:
    map = home.begin_map()
    step = _step(browsers.open("ada", home, map, "editor"))
    browsers.tell("ada", "set", id=step, fields={"target": "seven", "about": "This stands"})
    (refusal,) = browsers.look("ada", lambda seen: seen["refusals"])
    assert refusal["reason"] == "invalid"
    assert [wish["id"] for wish in refusal["changes"]] == [step]
    assert all(one["code"] and one["says"] for one in refusal["diagnostics"])
    mended = browsers.look("ada", lambda seen: "target" not in seen["records"][step] and seen["records"][step])
    assert mended["about"] == "This stands"
    browsers.tell("ada", "until", what={"unsaved": 0, "connection": "live"})


def test_arrows_are_records_like_others_and_reach_the_file(browsers: Browsers, home: Home) -> None:
    map = home.begin_map()
    seen = browsers.open("ada", home, map, "editor")
    first, second = [id for id in seen["records"] if id.startswith("step:")][:2]
    arrow = {"type": "arrow", "id": "arrow:back", "parent": second, "to": first, "kind": "returns", "label": "Sold out"}
    browsers.tell("ada", "put", record=arrow)
    leaves = {"type": "arrow", "id": "arrow:out", "parent": second, "kind": "leaves"}
    browsers.tell("ada", "put", record=leaves)
    browsers.tell("ada", "until", what={"unsaved": 0})
    assert browsers.tell("ada", "look")["refusals"] == []
    found = {arrow.id: arrow for arrow in _written(home, map).arrows}
    assert (found["arrow:back"].to, found["arrow:back"].label) == (first, "Sold out")
    browsers.tell("ada", "remove", ids=[first])
    browsers.tell("ada", "until", what={"unsaved": 0})
    assert [one.id for one in _written(home, map).arrows] == ["arrow:out"], "an arrow into the trash is not written out"


def test_a_viewer_reads_and_what_they_try_is_handed_back(browsers: Browsers, home: Home) -> None:
    map = home.begin_map()
    seen = browsers.open("vera", home, map, "viewer")
    assert (seen["status"]["canEdit"], seen["status"]["role"]) == (False, "viewer")
    browsers.tell("vera", "put", record=_card(_step(seen), "Mine"))
    (refusal,) = browsers.tell("vera", "look")["refusals"]
    assert (refusal["reason"], refusal["changes"][0]["fields"]["text"]) == ("forbidden", "Mine")
    assert not _texts(browsers.tell("vera", "look"))


def test_who_may_no_longer_come_in_is_told_so(browsers: Browsers, home: Home) -> None:
    map = home.begin_map()
    browsers.open("ada", home, map, "editor")
    owner = home.client("owner")
    member = f"{home.path}/members/{home.people['editor'].id}"
    etag = owner.get(member).headers["ETag"]
    made(owner.delete(member, headers={"If-Match": etag}))
    status = browsers.tell("ada", "until", what={"connection": "closed"})
    assert status["reason"] in ("forbidden", "gone")


def test_a_killed_server_loses_nothing_that_it_called_saved(browsers: Browsers, tmp_path: Path) -> None:
    running = team(tmp_path / "data").start()
    try:
        _survive(browsers, running)
    finally:
        running.close()


def _survive(browsers: Browsers, running: Running) -> None:
    home = running.home()
    map = home.begin_map()
    step = _step(browsers.open("ada", home, map, "editor"))
    browsers.tell("ada", "put", record=_card(step, "Saved"))
    browsers.tell("ada", "until", what={"unsaved": 0})
    port = running.address.rsplit(":", 1)[1]
    running.stop(signal.SIGKILL)
    browsers.tell("ada", "put", record=_card(step, "Later"))
    browsers.tell("ada", "until", what={"connection": "offline"})
    running.command[running.command.index("--port") + 1] = port
    running.start()
    browsers.tell("ada", "until", what={"connection": "live", "unsaved": 0})
    cards = {card.text for card in _written(home, map).all(maps.Card)}
    assert {"Saved", "Later"} <= cards
