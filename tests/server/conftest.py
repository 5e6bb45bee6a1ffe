"""Servers that tests of the server share: one of a team and one of a single person, real processes on free ports.

What lives here: fixtures. Not here: how a server is run (serving), what is done to its database (stewarding).
A module that says ``ENGINES = BOTH`` runs its tests with ``server`` once on SQLite and once on PostgreSQL.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Client, Home, Running, local, team
from tests.server.postgresql import Cluster, find


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    engines = getattr(metafunc.module, "ENGINES", None)
    if engines and "server" in metafunc.fixturenames:
        metafunc.parametrize("server", engines, indirect=True, scope="session")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of this process's own; the test is skipped where it is not installed."""
    if find("initdb") is None:
        pytest.skip("PostgreSQL is not installed")
    running = Cluster()
    yield running
    running.close()


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A team's server, shared by all tests of this process: make people and workspaces of your own."""
    engine = getattr(request, "param", os.environ.get("OUTSIDEIN_TEST_ENGINE", "sqlite"))
    more = {"DATABASE": request.getfixturevalue("cluster").address} if engine == "postgresql" else {}
    running = team(tmp_path_factory.mktemp("team") / "data", **more).start()
    yield running
    running.close()
    assert running.faults() == []


@pytest.fixture(scope="session")
def local_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of one sample folder in local mode; ``local_client`` is its one person's browser."""
    from datetime import UTC, datetime

    from outsidein import workspace

    place: Path = tmp_path_factory.mktemp("local")
    now = datetime.now(UTC)
    workspace.build_sample(place / "sample", key=b"k" * 32, seed=7, today=now.date(), now=now)
    running = local(place / "sample", place / "data").start()
    yield running
    running.close()
    assert running.faults() == []


@pytest.fixture(scope="session")
def local_client(local_server: Running) -> Client:
    """The browser that came in with the link that the terminal printed."""
    client = local_server.client()
    assert client.post("/api/v1/local", {"token": local_server.link}).status_code == 200
    return client


@pytest.fixture
def home(server: Running) -> Home:
    """A fresh workspace with an owner, editor, commenter and viewer."""
    return server.home()


@pytest.fixture(scope="session")
def sample_home(server: Running) -> Home:
    """A workspace with the sample's map and evidence, for tests that only read."""
    return server.home("Sample", sample=True)
