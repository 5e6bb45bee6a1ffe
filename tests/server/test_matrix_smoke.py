"""Who may call what on PostgreSQL: the operations of accounts and maps, of which the whole matrix runs on SQLite."""

from __future__ import annotations

import pytest
from factories import FACTORIES, Place
from operations import Operation, operations, send
from serving import Running
from test_matrix import NAMES, Callers, expected, found

ENGINES = ("postgresql",)
AREAS = ("factories.accounts", "factories.maps")
SAMPLES = {"change_record"}
"""What needs the sample's touchpoints."""
SOME = tuple(
    one
    for one in operations()
    if one.id in FACTORIES and FACTORIES[one.id].make.__module__ in AREAS and one.id not in SAMPLES
)


@pytest.fixture(scope="module")
def place(server: Running) -> tuple[Place, Callers]:
    home, elsewhere = found(server, sample=False), found(server, sample=False)
    return Place(home, elsewhere, home.begin_map()), Callers(home)


@pytest.mark.parametrize("operation", SOME, ids=lambda one: one.id)
def test_everybody_gets_as_far_as_their_role(place: tuple[Place, Callers], operation: Operation) -> None:
    here, callers = place
    factory = FACTORIES[operation.id]
    if factory.fresh:
        home = found(here.home.server, sample=False)
        here, callers = Place(home, here.elsewhere, home.begin_map()), Callers(home)
    refused = [name for name in NAMES if expected(operation, name, ours=True) is not None]
    call = factory.make(here)
    for name in refused:
        answer = send(callers[name], operation, call, here.home.id)
        assert answer.status_code in (expected(operation, name, ours=True) or ()), (name, answer.text)
    if expected(operation, "owner", ours=True) is None:
        answer = send(callers["owner"], operation, call, here.home.id)
        assert answer.status_code in factory.answers, answer.text
