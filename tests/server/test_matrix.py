"""Who may call what: every operation × every role × one's own and another's workspace, made from the API's document.

A new operation fails here until it says what it does (``needs``) and has a factory of valid parameters (``factories``).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from factories import FACTORIES, Call, Place
from operations import Operation, document, operations, send
from serving import BOTH, Client, Home, Running, made
from websockets.exceptions import InvalidStatus

ENGINES = BOTH
RANK = ("viewer", "commenter", "editor", "owner")
LEAST = {"see": "viewer", "comment": "commenter", "edit": "editor", "manage": "owner"}
NEVER = {"anonymous": 401, "disabled": 401, "former": 404, "stranger": 404}
"""Who is never let in to a workspace, and what they are told."""


class Callers:
    """A client for everybody who may ask for a workspace."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.server = home.server
        self._made: dict[str, Client] = {}

    def __getitem__(self, name: str) -> Client:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Client:
        kind, _, role = name.partition(":")
        if name in RANK:
            return self.home.client(name)
        if kind == "token":
            return self.server.client(token=self.server.token(self.home.people["owner"], role=role))
        if kind == "bound":
            token = self.server.token(self.home.people["owner"], role=role, workspace=self.home.id)
            return self.server.client(token=token)
        if name in ("former", "disabled", "stranger"):
            return self.server.client(self.home.people[name])
        return self.server.client()


NAMES = ("anonymous", "disabled", "former", "stranger", *RANK, *(f"token:{role}" for role in RANK), "bound:owner")


class World:
    """One's own workspace, another's, and a valid call of every operation in each."""

    def __init__(self, server: Running) -> None:
        self.server = server
        self.own, self.other, elsewhere = (found(server, sample=sample) for sample in (True, True, False))
        self.places = [Place(home, elsewhere, _first_map(home)) for home in (self.own, self.other)]
        self.callers = Callers(self.own)
        for name in NAMES:
            assert self.callers[name]
        self.calls: dict[str, tuple[Call, Call]] = {}
        for operation in operations():
            make = FACTORIES[operation.id].make
            self.calls[operation.id] = (make(self.places[0]), make(self.places[1]))

        self._settle()

    def _settle(self) -> None:
        """Wait until what the calls' making began in the background is done."""
        last = ""
        for _ in range(60):
            if last == (last := self.digest()):
                return
            time.sleep(2)
        raise AssertionError("the database does not come to rest")

    def digest(self) -> str:
        """A sum over the whole database."""
        from stewarding import digest

        return self.server.do(digest)


def found(server: Running, *, sample: bool) -> Home:
    """A workspace with somebody of every kind: members of each role, a former one, one disabled, a stranger."""
    from stewarding import expel_and_disable

    home = server.home("Ours", sample=sample)
    for name in ("former", "disabled", "stranger"):
        home.people[name] = server.person(name.capitalize())
    server.do(expel_and_disable, home.id, home.people["former"].id, home.people["disabled"].id)
    return home


def _first_map(home: Home) -> str:
    maps = made(home.client().get(f"{home.path}/maps"))
    return str(maps[0]["id"]) if maps else home.begin_map()


@pytest.fixture(scope="module")
def world(server: Running) -> World:
    missing = [one.id for one in operations() if one.id not in FACTORIES]
    assert not missing, f"without a factory in tests/server/factories: {missing}"
    return World(server)


def expected(operation: Operation, name: str, *, ours: bool) -> set[int] | None:
    """The statuses that ``name`` must get; None where they must be let in."""
    kind, _, role = name.partition(":")
    in_person = FACTORIES[operation.id].in_person and kind in ("token", "bound")
    if operation.act == "anyone":
        return None
    if name in ("anonymous", "disabled"):
        return {401}
    if operation.act == "self":
        narrow = kind == "bound" or (kind == "token" and role != "owner")
        return {403} if not operation.reads and (in_person or narrow) else None
    if not ours or name in NEVER:
        return {404}
    if RANK.index(role or name) < RANK.index(LEAST[operation.act]) or in_person:
        return {403}
    return None


def named(found: tuple[Operation, ...]) -> Callable[..., Any]:
    return pytest.mark.parametrize("operation", found, ids=lambda one: one.id)


def test_every_operation_says_what_it_does_and_has_a_name_of_its_own() -> None:
    acts = {"anyone", "self", *LEAST}
    assert [one.id for one in operations() if one.act not in acts] == []
    assert len({one.id for one in operations()}) == len(operations())


def test_every_factory_is_of_an_operation() -> None:
    assert set(FACTORIES) - {one.id for one in operations()} == set()


def test_whatever_is_about_a_workspace_asks_for_a_role_there() -> None:
    assert [one.id for one in operations() if one.in_workspace and one.act in ("anyone", "self")] == []


@named(operations())
def test_nobody_gets_further_than_their_role_and_nothing_changes(world: World, operation: Operation) -> None:
    before = world.digest()
    wrong = []
    for ours, home, call in zip(
        (True, False, False), (world.own.id, world.other.id, "r" * 12), (*world.calls[operation.id], None), strict=True
    ):
        for name in NAMES:
            wanted = expected(operation, name, ours=ours)
            if wanted is None or (not ours and not operation.in_workspace):
                continue
            answer = send(world.callers[name], operation, call or world.calls[operation.id][0], home)
            problem = answer.headers.get("Content-Type") == "application/problem+json"
            if answer.status_code not in wanted or not problem:
                wrong.append((name, "ours" if ours else home, answer.status_code, answer.text[:200]))
    assert not wrong
    assert world.digest() == before, "a refused call changed the database"


@named(tuple(one for one in operations() if len(one.places) > 1 and one.in_workspace))
def test_what_belongs_to_another_workspace_is_not_found_through_ones_own(world: World, operation: Operation) -> None:
    before = world.digest()
    theirs = world.calls[operation.id][1]
    mine = world.calls[operation.id][0]
    if theirs.path == mine.path:
        pytest.skip("goes by a name that both workspaces know")
    answer = send(world.callers["owner"], operation, theirs, world.own.id)
    assert answer.status_code == 404, answer.text
    assert world.digest() == before


@named(tuple(one for one in operations() if not one.reads))
def test_a_session_changes_nothing_without_its_csrf_token(world: World, operation: Operation) -> None:
    before = world.digest()
    for call in world.calls[operation.id][:1]:
        answer = send(world.callers["owner"], operation, call, world.own.id, csrf=False)
        assert (answer.status_code, answer.json()["code"]) == (403, "server/csrf")
    assert world.digest() == before


STRANGE = {
    "id": "x", "pk": 1, "role": "owner", "owner": 1, "workspace": "x", "workspace_id": "x", "user": 1, "user_id": 1,
    "is_active": True, "is_staff": True, "is_superuser": True, "hash": "x", "secret": "x", "folder": "/", "epoch": "x",
    "created": "2000-01-01T00:00:00Z", "expires": "2999-01-01T00:00:00Z", "used": None, "revoked": None, "by": 1,
    "email": "a@example.org", "password": "x", "locked_by": "", "written": "", "deleted": None, "settings": {},
    "members": [], "__proto__": {},
}  # fmt: skip
"""Fields of our tables, and of others', that somebody might try to set along."""


@named(tuple(one for one in operations() if one.body))
def test_no_field_can_be_set_that_the_operation_does_not_name(world: World, operation: Operation) -> None:
    known = set(document()["components"]["schemas"][operation.body].get("properties", ()))
    before = world.digest()
    call = world.calls[operation.id][0]
    for name, value in STRANGE.items():
        if name in known:
            continue
        more = Call(call.path, call.query, {**call.json, name: value}, headers=call.headers)
        answer = send(world.callers["owner"], operation, more, world.own.id)
        assert answer.status_code == 422, (name, answer.text)
    assert world.digest() == before


# From here on things change.


@named(operations())
def test_whoever_may_is_let_in(world: World, operation: Operation) -> None:
    factory = FACTORIES[operation.id]
    wrong = []
    for name in NAMES:
        if expected(operation, name, ours=True) is not None:
            continue
        place, callers = world.places[0], world.callers
        if factory.fresh:
            home = found(world.server, sample=False)
            place, callers = Place(home, place.elsewhere, home.begin_map()), Callers(home)
        answer = send(callers[name], operation, factory.make(place), place.home.id)
        if answer.status_code not in factory.answers:
            wrong.append((name, answer.status_code, answer.text[:300]))
    assert not wrong


SOCKETS = {"viewer": 101, "commenter": 101, "editor": 101, "owner": 101, "anonymous": 401} | {
    "disabled": 401, "former": 404, "stranger": 404}  # fmt: skip


@pytest.mark.parametrize("name", SOCKETS)
def test_a_live_map_opens_for_members_of_its_workspace_only(world: World, name: str) -> None:
    home, mine, theirs = world.own, world.places[0].map, world.places[1].map
    refused = SOCKETS[name] if SOCKETS[name] == 401 else 404
    assert handshake(world, name, home.id, mine) == SOCKETS[name]
    assert handshake(world, name, world.other.id, theirs) == refused
    assert handshake(world, name, home.id, theirs) == refused
    assert handshake(world, name, home.id, "r" * 12) == refused


@pytest.mark.parametrize("origin", [None, "https://elsewhere.example", "null"])
def test_a_live_map_opens_for_pages_of_this_server_only(world: World, origin: str | None) -> None:
    assert handshake(world, "owner", world.own.id, world.places[0].map, origin=origin) == 403


def handshake(world: World, name: str, workspace: str, map: str, **more: Any) -> int:
    person = world.own.people.get(name)
    try:
        with world.server.socket(person, workspace, map, **more):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code
