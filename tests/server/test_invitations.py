"""Invitations: by e-mail and as a link, good once, for as long as they were given, revoked at once."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from serving import BOTH, Client, Home, Running, made

ENGINES = BOTH


def invite(home: Home, **more: Any) -> dict[str, Any]:
    return made(home.client("owner").post(f"{home.path}/invitations", more))


def accept(client: Client, secret: str) -> Any:
    return client.post("/api/v1/invitations/accept", {"secret": secret})


def states(home: Home) -> dict[str, str]:
    return {one["id"]: one["state"] for one in made(home.client("owner").get(f"{home.path}/invitations"))}


def test_a_link_lets_one_person_in_once_in_the_role_it_says(home: Home, server: Running) -> None:
    made_ = invite(home, role="editor")
    first, second = server.client(server.person("Ada")), server.client(server.person("Ben"))
    assert made(accept(first, made_["secret"])) == {"id": home.id, "name": "Somewhere", "role": "editor"}
    assert made(first.get(home.path))["role"] == "editor"
    late = accept(second, made_["secret"])
    assert (late.status_code, late.json()["code"]) == (404, "server/invitation-over")
    assert second.get(home.path).status_code == 404
    assert states(home)[made_["id"]] == "used"


def test_of_many_who_take_one_link_at_once_one_gets_in(home: Home, server: Running) -> None:
    secret = invite(home)["secret"]
    clients = [server.client(server.person()) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda client: accept(client, secret).status_code, clients))
    assert sorted(statuses) == [200] + [404] * 7


def test_a_mail_lets_in_whom_it_was_sent_to_and_nobody_else(home: Home, server: Running) -> None:
    ada, other = server.person("Ada"), server.person("Other")
    made_ = invite(home, email=ada.email.upper(), role="commenter")
    assert made_["mailed"]
    mail = next(text for text in mails(server.data) if ada.email in text)
    assert f"/invitation#t={made_['secret']}" in mail.replace("=\n", "").replace("=3D", "=")
    wrong = accept(server.client(other), made_["secret"])
    assert (wrong.status_code, wrong.json()["code"]) == (403, "server/not-invited")
    assert made(accept(server.client(ada), made_["secret"]))["role"] == "commenter"


def mails(data: Path) -> list[str]:
    return [path.read_text() for path in (data / "mail").glob("*")]


def test_a_mail_is_written_in_the_language_of_whoever_invites(home: Home, server: Running) -> None:
    owner = home.client("owner")
    made(owner.patch("/api/v1/session", {"language": "de"}))
    made(owner.post(f"{home.path}/invitations", {"email": "neu@example.org"}))
    assert any("To: neu@example.org" in text and "Arbeitsbereich" in text for text in mails(server.data))


def test_a_revoked_or_expired_invitation_lets_nobody_in_and_looks_like_none(home: Home, server: Running) -> None:
    owner, visitor = home.client("owner"), server.client()
    revoked, old = invite(home), invite(home, days=1)
    assert owner.delete(f"{home.path}/invitations/{revoked['id']}").status_code == 204
    server.do(_age, old["id"])
    answers = [
        visitor.post("/api/v1/invitations/look", {"secret": secret})
        for secret in (revoked["secret"], old["secret"], "x" * 43)
    ]
    assert {(one.status_code, one.text) for one in answers} == {(404, answers[0].text)}
    assert states(home) == {revoked["id"]: "revoked", old["id"]: "expired"}


def _age(id: str) -> None:
    from django.utils import timezone

    from outsidein.server.models import Invitation

    Invitation.objects.filter(id=id).update(expires=timezone.now() - timedelta(seconds=1))


def test_whoever_holds_a_link_sees_what_it_is_for_and_may_then_sign_up(home: Home, server: Running) -> None:
    secret, visitor = invite(home, role="editor")["secret"], server.client()
    new = {"email": "new-colleague@example.org", "password": "a long enough one"}
    assert visitor.post("/_allauth/browser/v1/auth/signup", new).status_code == 403
    seen = made(visitor.post("/api/v1/invitations/look", {"secret": secret}))
    assert (seen["workspace"], seen["role"], seen["by"], seen["signed_in"]) == ("Somewhere", "editor", "Owner", False)
    assert visitor.post("/_allauth/browser/v1/auth/signup", new).status_code == 200
    assert made(accept(visitor, secret))["role"] == "editor"
    assert visitor.get(home.path).status_code == 200


def test_an_invitation_raises_a_role_and_never_lowers_it(home: Home) -> None:
    secret = invite(home, role="editor")["secret"]
    assert accept(home.client("owner"), secret).json()["code"] == "server/already-member"
    assert made(accept(home.client("viewer"), secret))["role"] == "editor"


def test_the_list_never_shows_a_secret(home: Home) -> None:
    secret = invite(home)["secret"]
    assert secret not in home.client("owner").get(f"{home.path}/invitations").text


@pytest.mark.parametrize("email", ["nobody", "a@b", "a@b.c\nBcc: d@e.f", "<a@b.example>"])
def test_what_is_no_address_gets_no_mail(home: Home, email: str) -> None:
    assert home.client("owner").post(f"{home.path}/invitations", {"email": email}).status_code == 422


def test_a_name_of_several_lines_stays_in_one_subject(home: Home, server: Running) -> None:
    owner = home.client("owner")
    made(owner.patch(home.path, {"name": "Trains\nBcc: all@example.org"}))
    made(owner.post(f"{home.path}/invitations", {"email": "calm@example.org"}))
    mail = next(text for text in mails(server.data) if "To: calm@example.org" in text)
    assert not re.search(r"^Bcc:", mail.partition("\n\n")[0], re.M)


def test_guessing_is_slowed_down(local_server: Running) -> None:
    guesser = local_server.client()
    statuses = [guesser.post("/api/v1/invitations/look", {"secret": f"g{n}"}).status_code for n in range(40)]
    assert set(statuses[:30]) == {404}
    assert 429 in statuses[30:]


def test_nobody_can_be_invited_to_a_server_for_one_person(local_client: Client) -> None:
    workspace = made(local_client.get("/api/v1/session"))["workspaces"][0]["id"]
    refused = local_client.post(f"/api/v1/workspaces/{workspace}/invitations", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "server/local-mode")
