"""Every log of live maps keeps the same laws: the one in memory, the one in SQLite, the one in PostgreSQL."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest
from tests.server.postgresql import Cluster, find
from tests.server.rooms.log_laws import LAWS, hold_in_database, migrate
from tests.server.rooms.memory_log import MemoryLog
from tests.server.stewarding import settle


@pytest.mark.parametrize("law", LAWS)
def test_the_log_in_memory_keeps_the_law(law: str) -> None:
    asyncio.run(LAWS[law](MemoryLog(), "m"))


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessPoolExecutor]:
    with _process({"OUTSIDEIN_DATA": str(tmp_path_factory.mktemp("sqlite"))}) as process:
        assert process.submit(migrate).result() == "sqlite"
        yield process


@pytest.mark.parametrize("law", LAWS)
def test_the_log_in_sqlite_keeps_the_law(law: str, sqlite: ProcessPoolExecutor) -> None:
    sqlite.submit(hold_in_database, law).result()


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessPoolExecutor]:
    if find("initdb") is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    cluster = Cluster()
    try:
        environment = {"OUTSIDEIN_DATA": str(tmp_path_factory.mktemp("pg")), "OUTSIDEIN_DATABASE": cluster.address}
        with _process(environment) as process:
            assert process.submit(migrate).result() == "postgresql"
            yield process
    finally:
        cluster.close()


@pytest.mark.parametrize("law", LAWS)
def test_the_log_in_postgresql_keeps_the_law(law: str, postgresql: ProcessPoolExecutor) -> None:
    postgresql.submit(hold_in_database, law).result()


def _process(environment: dict[str, str]) -> ProcessPoolExecutor:
    """A process of its own for Django, which is set up once a process."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=context, initializer=settle, initargs=(environment,))
