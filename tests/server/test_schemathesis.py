"""Every operation fuzzed from its description as every role: what comes back is described, and never a mistake of ours.

Short in every run; ``OUTSIDEIN_EXAMPLES=1000`` (``make soak-api``) is the long one.
"""

from __future__ import annotations

import copy
import os
from functools import cache
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import pytest
import requests
import schemathesis
from factories import FACTORIES, Place
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from operations import Operation, document, operations
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.generation import GenerationMode
from serving import BOTH, Client, Running
from test_matrix import Callers, found

ENGINES = BOTH
EXAMPLES = {engine: int(os.environ.get("OUTSIDEIN_EXAMPLES", few)) for engine, few in zip(BOTH, "42", strict=True)}
"""How many requests by engine: in every run fewer on the second, where what is made up differs by nothing but luck."""
ROLES = ("anonymous", "viewer", "commenter", "editor", "owner", "token:owner")
ELSEWHERE = ("positive_data_acceptance", "ignored_auth", "use_after_free", "ensure_resource_availability")
"""Checks that do not apply: what is valid by its form may be refused by its meaning; who may what, and what is gone,
has tests of its own (the matrix)."""

load_all_checks()
EXCLUDED = [CHECKS.get_one(name) for name in ELSEWHERE]
SCHEMA = schemathesis.openapi.from_dict(copy.deepcopy(document()))


@pytest.fixture(scope="module")
def places(server: Running) -> tuple[Place, Callers]:
    home, elsewhere = found(server, sample=True), found(server, sample=False)
    return Place(home, elsewhere, home.begin_map("Fuzzed")), Callers(home)


def real_ids(place: Place, operation: Operation) -> dict[str, Any]:
    """What the places in the path are, for something that exists; that none lacks a factory is told by the matrix."""
    factory = FACTORIES.get(operation.id)
    return {"workspace": place.home.id, **(factory.make(place).path if factory else {})}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", operations(), ids=lambda one: one.id)
def test_no_request_is_answered_other_than_described(
    places: tuple[Place, Callers], operation: Operation, role: str
) -> None:
    place, callers = places
    factory = FACTORIES.get(operation.id)
    if factory is not None and factory.fresh and role != "anonymous":
        home = found(place.home.server, sample=False)
        place, callers = Place(home, place.elsewhere, home.begin_map()), Callers(home)
    ids, client, examples = real_ids(place, operation), callers[role], EXAMPLES[place.home.server.engine]

    @given(case=requests_for(operation), real=st.booleans())
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=examples < 100,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    def fuzz(case: Any, real: bool) -> None:
        if real and operation.places:
            case.path_parameters = {**case.path_parameters, **ids}
        send(client, case)

    fuzz()


@cache
def requests_for(operation: Operation) -> st.SearchStrategy[Any]:
    """Requests made up from an operation's description; kept, since every role and engine is asked the same."""
    described = SCHEMA[operation.path][operation.method]
    return st.one_of(
        described.as_strategy(generation_mode=GenerationMode.POSITIVE),
        described.as_strategy(generation_mode=GenerationMode.NEGATIVE) if _can_be_wrong(operation) else st.nothing(),
    )


@cache
def connection() -> requests.Session:
    """One connection to each server for all that is made up; it keeps no cookie and no header of any caller."""
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return session


def send(client: Client, case: Any) -> None:
    """Send one made-up request as somebody, and hold the answer against the description."""
    headers = {"X-CSRFToken": client.csrf}
    if token := client.http.headers.get("Authorization"):
        headers["Authorization"] = str(token)
    cookies = {cookie.name: cookie.value for cookie in client.http.cookies}
    case.call_and_validate(
        base_url=client.address,
        session=connection(),
        headers=headers,
        cookies=cookies,
        timeout=60,
        excluded_checks=EXCLUDED,
        allow_redirects=False,
    )


def _can_be_wrong(operation: Operation) -> bool:
    """Whether there is anything in it that a request can get wrong by its form."""
    told = document()["paths"][operation.path][operation.method.lower()]
    return bool(operation.body) or any(one["in"] == "query" for one in told.get("parameters", ()))
