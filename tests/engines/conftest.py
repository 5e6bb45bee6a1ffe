"""What the contract is tried on: each engine once a run, each log in it once, beside the store's own answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import ibis.expr.types as ir
import pytest
from places import ENGINES, PLACES, Place, missing
from walking import narrow, often, wide

from outsidein.evidence.journeys import Journeys

LOGS = {"narrow": narrow, "wide": wide, "often": often}


@dataclass
class Engine:
    """An engine that runs, with the logs it was asked about so far."""

    name: str
    place: Place
    folder: Path
    tables: dict[str, ir.Table] = field(default_factory=dict)
    opened: dict[str, Journeys] = field(default_factory=dict)

    def table(self, log: str) -> ir.Table:
        """The log as a table of the engine."""
        if log not in self.tables:
            self.tables[log] = self.place.hold(LOGS[log](), log, self.folder)
        return self.tables[log]

    def journeys(self, log: str) -> Journeys:
        """The journeys of a log, over that table."""
        if log not in self.opened:
            self.opened[log] = Journeys.over(self.table(log), order="order")
        return self.opened[log]


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each engine of this environment; skipped by name where the machine lacks something for it."""
    if lacks := missing(request.param):
        pytest.skip(f"{request.param}: {lacks}")
    place = PLACES[request.param]()
    yield Engine(request.param, place, tmp_path_factory.mktemp(request.param))
    place.close()


@pytest.fixture(scope="session")
def laid() -> Iterator[dict[str, Journeys]]:
    """The logs in the journey store, which answers in SQL of its own where that is quicker."""
    opened = {name: Journeys.open(LOGS[name]()) for name in ("narrow", "wide")}
    yield opened
    for journeys in opened.values():
        journeys.close()
