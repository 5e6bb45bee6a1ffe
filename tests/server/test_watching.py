"""Questions that somebody stops: the work really ends, on the engine and in between, and nothing of it is kept."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from serving import Home, Running, made

from outsidein import workspace
from outsidein.evidence.interrupting import remember
from outsidein.evidence.journeys import Journeys
from outsidein.evidence.journeys.layout import read_manifest
from outsidein.evidence.keeping import locked
from outsidein.ground import content_hash
from outsidein.server import foretelling
from outsidein.server.watching import STOP, TOLD, Cancelled, tell, watched
from outsidein.server.work import Workers

ENDLESS = "SELECT count(*) FROM range(1000000000000) t(n) WHERE hash(n) % 7 = 3"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    found = Workers(workers=1)
    yield found
    found.stop()


def count_for_ever(_: str) -> int:
    tell(1, 4, "counting")
    engine = remember(duckdb.connect(":memory:"), closed=duckdb.ConnectionException)
    return int(engine.execute(ENDLESS).fetchall()[0][0])


def sleep_for_ever(_: str) -> int:
    tell(1, 4, "sleeping")
    while True:
        time.sleep(0.01)


def sleep_beside_a_closed_engine(_: str) -> int:
    engine = remember(duckdb.connect(":memory:"), closed=duckdb.ConnectionException)
    engine.close()
    while engine is not None:
        tell(1, 4, "sleeping")
        time.sleep(0.01)
    return 0


def wait_for(what: Callable[[], object]) -> None:
    while not what():
        time.sleep(0.02)


@pytest.mark.parametrize("work", [count_for_ever, sleep_for_ever, sleep_beside_a_closed_engine])
def test_work_that_is_stopped_ends_and_the_worker_is_free_for_the_next(
    workers: Workers, tmp_path: Path, work: Callable[[str], int]
) -> None:
    met: list[BaseException] = []

    def ask() -> None:
        try:
            workers.ask(("endless", str(tmp_path)), watched, tmp_path, work, "")
        except BaseException as error:
            met.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    wait_for((tmp_path / TOLD).exists)
    assert json.loads((tmp_path / TOLD).read_text())["share"] == 0.25
    (tmp_path / STOP).touch()
    asking.join(timeout=30)
    assert [type(error) for error in met] == [Cancelled]
    (tmp_path / STOP).unlink()
    assert workers.ask(("next", str(tmp_path)), watched, tmp_path, len, "abc") == 3


def test_work_that_was_stopped_before_it_began_never_begins(tmp_path: Path) -> None:
    (tmp_path / STOP).touch()
    with pytest.raises(Cancelled):
        watched(tmp_path, pytest.fail, "it began")


def test_laying_out_that_is_interrupted_leaves_nothing_behind_and_what_was_there_stays(tmp_path: Path) -> None:
    def log(days: int) -> pa.Table:
        return pa.table({"case": ["a", "a", "b"], "time": [0, days, 5], "event": ["search", "buy", "search"]})

    with Journeys.open(log(1), cache=tmp_path):
        before = read_manifest(tmp_path)
    told: list[float] = []

    def stop(done: float, total: float, doing: str) -> None:
        told.append(done / total)
        if done / total > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Journeys.open(log(2), cache=tmp_path, progress=stop)
    assert told == sorted(told)
    assert read_manifest(tmp_path) == before
    assert len(list(tmp_path.glob("g*"))) == 1
    with Journeys.laid(tmp_path) as journeys:
        assert journeys.events.count().to_pyarrow().as_py() == 3


@pytest.fixture(scope="module")
def home(server: Running) -> Home:
    return server.home("Busy", sample=True)


def test_a_server_stops_the_work_that_its_workers_are_at_and_keeps_nothing_of_it(home: Home) -> None:
    derived = workspace.find(home.folder).store / "derived"
    client, answers = home.client("viewer"), []

    def ask(part: str, ticket: str) -> None:
        path = f"{home.path}/journeys{part}?notion=customer"
        answers.append(home.client("viewer").get(path, headers={"X-Ticket": ticket}))

    tickets = {"": "first-question-1", "/flows": "second-question-2"}  # as many as there are workers
    folder = derived / f"journeys-{content_hash('customer')[:12]}"
    with locked(folder):  # so that laying out lasts until somebody stops it
        asking = [threading.Thread(target=ask, args=pair) for pair in tickets.items()]
        for one in asking:
            one.start()
        for ticket in tickets.values():
            path = f"{home.path}/journeys/asked/{ticket}"
            wait_for(lambda path=path: made(client.get(path))["waits"])
            assert made(home.client("editor").get(path))["waits"] is False, "it is nobody else's"
            home.client("editor").delete(path)
            assert made(client.get(path))["waits"]
            assert client.delete(path).status_code == 204
        for one in asking:
            one.join(timeout=30)
        assert [(one.status_code, one.json()["code"]) for one in answers] == [(409, "server/stopped")] * 2
        made(client.get(f"{home.path}/measures"))  # both workers are free again
        assert [path.name for path in folder.iterdir()] == ["import.lock"]
    assert made(client.get(f"{home.path}/journeys?notion=customer"))["cases"] > 0


def test_foresight_that_is_stopped_while_it_learns_ends_there(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares: list[float] = []

    def learning(done: float, total: float, doing: str) -> None:
        shares.append(done / total)
        if shares[-1] > 0.2:
            (tmp_path / STOP).touch()
            sleep_for_ever(doing)

    monkeypatch.setattr(foretelling, "_asking", learning)
    with pytest.raises(Cancelled):
        watched(
            tmp_path, foretelling.foretold_of, home.folder,
            notion="customer", event="", within=None, trees=False, language="en",
        )  # fmt: skip
    assert [share > 0.2 for share in shares] == [*[False] * (len(shares) - 1), True]


def test_a_ticket_that_nobody_waits_for_is_told_so(home: Home) -> None:
    path = f"{home.path}/journeys/asked/{'a' * 20}"
    assert made(home.client("viewer").get(path)) == {"waits": False, "share": None, "doing": ""}
    assert home.client("viewer").delete(path).status_code == 204
    assert home.client("viewer").get(f"{home.path}/journeys/asked/short").status_code == 422
