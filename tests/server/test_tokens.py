"""API tokens: shown once, capped, bound, ended, and never a way around a person's own rights."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from serving import BOTH, Client, Home, Running, made

ENGINES = BOTH


def new_token(home: Home, person: str = "owner", **more: Any) -> dict[str, Any]:
    return made(home.client(person).post("/api/v1/tokens", {"name": "Robot", **more}))


def program(home: Home, made_: dict[str, Any]) -> Client:
    return home.server.client(token=made_["secret"])


def test_a_token_is_shown_once_and_kept_as_a_hash_only(home: Home, server: Running) -> None:
    made_ = new_token(home)
    assert made_["secret"].startswith("oi_")
    assert made_["secret"] not in home.client("owner").get("/api/v1/tokens").text
    assert not server.do(_found, made_["secret"])


def _found(secret: str) -> bool:
    from outsidein.server.models import ApiToken

    return any(secret in str(vars(one)) for one in ApiToken.objects.all())


@pytest.mark.parametrize(("role", "sees", "edits"), [("viewer", 200, 403), ("editor", 200, 201)])
def test_a_token_may_at_most_what_its_role_says(home: Home, role: str, sees: int, edits: int) -> None:
    client = program(home, new_token(home, role=role))
    assert client.get(home.path).status_code == sees
    assert client.post(f"{home.path}/maps", {"title": "By a program"}).status_code == edits


def test_a_token_never_may_more_than_its_person(home: Home) -> None:
    client = program(home, new_token(home, "viewer", role="owner"))
    assert client.post(f"{home.path}/maps", {"title": "No"}).status_code == 403
    made(home.client("owner").delete(f"{home.path}/members/{home.people['viewer'].id}"))
    assert client.get(home.path).status_code == 404


def test_a_bound_token_opens_its_workspace_only(home: Home, server: Running) -> None:
    other = made(home.client("owner").post("/api/v1/workspaces", {"name": "Other"}))
    client = program(home, new_token(home, role="owner", workspace=home.id))
    assert client.get(home.path).status_code == 200
    assert client.get(f"/api/v1/workspaces/{other['id']}").status_code == 404
    assert [one["id"] for one in made(client.get("/api/v1/workspaces"))] == [home.id]
    assert client.post("/api/v1/workspaces", {"name": "Third"}).status_code == 403


def test_nobody_makes_a_token_for_a_workspace_that_is_not_theirs(home: Home, server: Running) -> None:
    stranger = server.client(server.person())
    assert stranger.post("/api/v1/tokens", {"name": "Robot", "workspace": home.id}).status_code == 404


def test_a_token_makes_no_tokens_and_leaves_no_workspace(home: Home) -> None:
    client = program(home, new_token(home, role="owner"))
    tried = [client.post("/api/v1/tokens", {"name": "More"}), client.post(f"{home.path}/leave")]
    assert [one.json()["code"] for one in tried] == ["server/in-person"] * 2


def test_a_program_sees_and_revokes_its_own_token_only(home: Home) -> None:
    one, two = new_token(home, role="owner"), new_token(home, role="owner")
    client = program(home, one)
    assert [token["id"] for token in made(client.get("/api/v1/tokens"))] == [one["id"]]
    assert client.delete(f"/api/v1/tokens/{two['id']}").status_code == 403
    assert client.delete(f"/api/v1/tokens/{one['id']}").status_code == 204
    assert client.get(home.path).status_code == 401


def test_an_expired_token_opens_nothing(home: Home, server: Running) -> None:
    made_ = new_token(home, days=1)
    server.do(_age, made_["id"])
    assert program(home, made_).get(home.path).status_code == 401


def _age(id: str) -> None:
    from django.utils import timezone

    from outsidein.server.models import ApiToken

    ApiToken.objects.filter(id=id).update(expires=timezone.now() - timedelta(seconds=1))


def test_tokens_of_whoever_is_disabled_open_nothing(home: Home, server: Running) -> None:
    client = program(home, new_token(home, "editor"))
    server.do(_disable, home.people["editor"].id)
    assert client.get(home.path).status_code == 401


def _disable(person: int) -> None:
    from outsidein.server.models import User

    User.objects.filter(id=person).update(is_active=False)


def test_a_token_for_a_workspace_ends_with_membership_and_does_not_come_back(home: Home) -> None:
    client = program(home, new_token(home, "viewer", workspace=home.id))
    owner, viewer = home.client("owner"), home.people["viewer"]
    made(owner.delete(f"{home.path}/members/{viewer.id}"))
    secret = made(owner.post(f"{home.path}/invitations", {}))["secret"]
    made(home.client("viewer").post("/api/v1/invitations/accept", {"secret": secret}))
    assert home.client("viewer").get(home.path).status_code == 200
    assert client.get(home.path).status_code == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer oi_wrong", "bearer \x80ü", "Basic b2k6", "oi_x"])
def test_what_is_no_token_is_nobody(home: Home, header: str) -> None:
    client = home.server.client()
    assert client.get(home.path, headers={"Authorization": header.encode("latin-1")}).status_code == 401


def test_a_wrong_token_is_not_helped_out_by_a_session(home: Home) -> None:
    assert home.client("owner").get(home.path, headers={"Authorization": "Bearer oi_wrong"}).status_code == 401
