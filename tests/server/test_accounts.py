"""Accounts: making one, signing in and out, second factors, forgotten passwords, guessing, and one's sessions."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from serving import BOTH, Client, Home, Running, made, team

ENGINES = BOTH

AUTH = "/_allauth/browser/v1"
PASSWORD = "seven grey geese"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server on which nobody has an account yet."""
    running = team(tmp_path_factory.mktemp("accounts") / "data").start()
    yield running
    running.close()
    assert running.faults() == []


def sign_up(server: Running, email: str) -> Any:
    client = server.client()
    return client, client.post(f"{AUTH}/auth/signup", {"email": email, "password": PASSWORD})


def sign_in(server: Running, email: str, password: str = PASSWORD) -> Any:
    client = server.client()
    return client, client.post(f"{AUTH}/auth/login", {"email": email, "password": password})


def user(client: Client) -> Any:
    return made(client.get("/api/v1/session"))["user"]


def codes(answer: Any) -> list[str]:
    return [one["code"] for one in answer.json()["errors"]]


def way_in(client: Client) -> tuple[bool, bool]:
    """Whether this browser may make an account, and whether nobody has one yet."""
    session = made(client.get("/api/v1/session"))
    return session["can_sign_up"], session["unclaimed"]


def set_up(server: Running, link: str) -> tuple[Client, int]:
    client = server.client()
    return client, client.post("/api/v1/setup", {"token": link}).status_code


def join(client: Client, email: str) -> int:
    return client.post(f"{AUTH}/auth/signup", {"email": email, "password": PASSWORD}).status_code


def test_the_first_person_needs_the_link_that_was_printed_and_after_that_only_the_invited_sign_up(
    fresh: Running,
) -> None:
    visitor, link = fresh.client(), fresh.link
    assert len(link) >= 43
    assert way_in(visitor) == (False, True)
    assert sign_up(fresh, "thief@example.org")[1].status_code == 403
    guesser, status = set_up(fresh, "x" * 43)
    assert (status, way_in(guesser)) == (403, (False, True))
    assert visitor.post("/api/v1/setup", {"token": link}, csrf=False).status_code == 403
    first, second = set_up(fresh, link)[0], set_up(fresh, link)[0]
    assert way_in(first) == way_in(second) == (True, True)
    assert first.post(f"{AUTH}/auth/signup", {"email": "first@example.org", "password": "short"}).status_code == 400
    assert join(first, "first@example.org") == 200
    assert user(first)["email"] == "first@example.org"
    assert made(first.post("/api/v1/workspaces", {"name": "Ours"}))["role"] == "owner"
    assert way_in(visitor) == way_in(second) == (False, False)
    assert join(second, "second@example.org") == 403
    assert set_up(fresh, link)[1] == 403
    assert sign_up(fresh, "third@example.org")[1].status_code == 403


def test_each_start_prints_a_new_link_until_somebody_has_an_account(tmp_path: Path) -> None:
    running = team(tmp_path / "data").start()
    try:
        old, waiting = running.link, set_up(running, running.link)[0]
        running.stop()
        running.start()
        assert running.link not in ("", old)
        waiting.address = running.address
        assert way_in(waiting) == (False, True)
        assert join(waiting, "early@example.org") == 403
        assert set_up(running, old)[1] == 403
        first, status = set_up(running, running.link)
        assert (status, join(first, "first@example.org")) == (200, 200)
        running.stop()
        running.start()
        assert running.link == ""
        assert old not in running.log.read_text()
    finally:
        running.close()
    assert running.faults() == []


def test_of_several_browsers_with_the_link_one_makes_the_first_account(tmp_path: Path) -> None:
    running = team(tmp_path / "data").start()
    try:
        browsers = [set_up(running, running.link)[0] for _ in range(6)]
        with ThreadPoolExecutor(6) as pool:
            found = list(pool.map(lambda n: join(browsers[n], f"p{n}@example.org"), range(6)))
        assert sorted(found) == [200] + [403] * 5
    finally:
        running.close()
    assert running.faults() == []


def test_a_server_that_is_open_to_everybody_prints_no_link(tmp_path: Path) -> None:
    running = team(tmp_path / "data", SIGN_UP="open").start()
    try:
        assert running.link == ""
        assert way_in(running.client()) == (True, False)
        assert sign_up(running, "anybody@example.org")[1].status_code == 200
    finally:
        running.close()


@pytest.fixture
def ada(server: Running) -> tuple[str, Running]:
    """The address of somebody with a password."""
    return server.person("Ada", password=PASSWORD).email, server


def test_whoever_knows_the_password_is_in_until_they_sign_out(ada: tuple[str, Running]) -> None:
    email, server = ada
    client, answer = sign_in(server, email.upper())
    assert answer.status_code == 200
    assert user(client)["email"] == email
    stolen = Client(server.address, session=client.http.cookies["outsidein"])
    assert client.delete("/api/v1/session").status_code == 204
    assert user(client) is None
    assert user(stolen) is None


def test_signing_in_gives_a_new_session_key(ada: tuple[str, Running]) -> None:
    email, server = ada
    secret = made(server.home().client().post("/api/v1/workspaces", {"name": "x"}))["id"]
    assert secret
    client = server.client()
    client.http.cookies.set("outsidein", "a" * 32, domain="127.0.0.1", path="/")
    made(client.post(f"{AUTH}/auth/login", {"email": email, "password": PASSWORD}))
    assert client.http.cookies["outsidein"] != "a" * 32


def test_nothing_tells_a_wrong_password_from_an_unknown_address(ada: tuple[str, Running]) -> None:
    email, server = ada
    wrong, unknown = sign_in(server, email, "not this one")[1], sign_in(server, "nobody@example.org")[1]
    assert (wrong.status_code, wrong.json()) == (unknown.status_code, unknown.json())
    reset = [server.client().post(f"{AUTH}/auth/password/request", {"email": one}) for one in (email, "no@example.org")]
    assert {(one.status_code, one.text) for one in reset} == {(200, reset[0].text)}


def test_guessing_a_password_is_stopped_even_when_the_last_guess_is_right(ada: tuple[str, Running]) -> None:
    email, server = ada
    for _ in range(5):
        assert sign_in(server, email, "guess")[1].status_code == 400
    client, answer = sign_in(server, email)
    assert answer.status_code in (400, 429)
    assert user(client) is None


@pytest.mark.parametrize("password", ["short", "password1234", "1234567890", ""])
def test_a_poor_password_is_refused(fresh: Running, home: Home, password: str) -> None:
    secret = made(home.client().post(f"{home.path}/invitations", {}))["secret"]
    visitor = home.server.client()
    made(visitor.post("/api/v1/invitations/look", {"secret": secret}))
    answer = visitor.post(f"{AUTH}/auth/signup", {"email": f"p{len(password)}@example.org", "password": password})
    assert answer.status_code == 400
    assert user(visitor) is None


def test_a_forgotten_password_is_set_anew_by_mail_once_and_ends_other_sessions(ada: tuple[str, Running]) -> None:
    email, server = ada
    other, _ = sign_in(server, email)
    assert user(other)
    visitor = server.client()
    made(visitor.post(f"{AUTH}/auth/password/request", {"email": email}))
    key = reset_key(server, email)
    new = {"key": key, "password": "eight brown bears"}
    assert visitor.post(f"{AUTH}/auth/password/reset", new).status_code in (200, 401)
    assert user(other) is None
    assert sign_in(server, email, "eight brown bears")[1].status_code == 200
    assert sign_in(server, email)[1].status_code == 400
    assert visitor.post(f"{AUTH}/auth/password/reset", {**new, "password": "nine black bulls"}).status_code == 400


def reset_key(server: Running, email: str) -> str:
    for path in (server.data / "mail").glob("*"):
        text = path.read_text().replace("=\n", "").replace("=3D", "=")
        found = re.search(r"/account/reset/(\S+)", text)
        if f"To: {email}" in text and found:
            return unquote(found.group(1))
    raise AssertionError("no mail came")


def totp(secret: str, *, ahead: int = 0) -> str:
    """The code of RFC 6238 for a base32 secret, ``ahead`` steps of 30 s from now."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + ahead), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def reauthenticated(server: Running, email: str) -> Client:
    client, _ = sign_in(server, email)
    made(client.post(f"{AUTH}/auth/reauthenticate", {"password": PASSWORD}))
    return client


def test_a_second_factor_is_asked_for_and_nothing_opens_before(ada: tuple[str, Running]) -> None:
    email, server = ada
    client = reauthenticated(server, email)
    asked = client.get(f"{AUTH}/account/authenticators/totp")
    assert asked.status_code == 404
    secret = asked.json()["meta"]["secret"]
    made(client.post(f"{AUTH}/account/authenticators/totp", {"code": totp(secret)}))
    spare = made(client.get(f"{AUTH}/account/authenticators/recovery-codes"))["data"]["unused_codes"]
    assert len(spare) == 10

    visitor, half = sign_in(server, email)
    assert half.status_code == 401
    assert "mfa_authenticate" in [one["id"] for one in half.json()["data"]["flows"]]
    assert user(visitor) is None
    assert visitor.get("/api/v1/workspaces").status_code == 401
    assert visitor.post(f"{AUTH}/auth/2fa/authenticate", {"code": "000000"}).status_code == 400
    assert user(visitor) is None
    assert visitor.post(f"{AUTH}/auth/2fa/authenticate", {"code": spare[0]}).status_code == 200
    assert user(visitor)["email"] == email

    again, _ = sign_in(server, email)
    assert again.post(f"{AUTH}/auth/2fa/authenticate", {"code": spare[0]}).status_code == 400
    assert again.post(f"{AUTH}/auth/2fa/authenticate", {"code": totp(secret, ahead=20)}).status_code == 400
    assert again.post(f"{AUTH}/auth/2fa/authenticate", {"code": spare[1]}).status_code == 200


def test_guessing_a_code_is_stopped(ada: tuple[str, Running]) -> None:
    email, server = ada
    client = reauthenticated(server, email)
    secret = client.get(f"{AUTH}/account/authenticators/totp").json()["meta"]["secret"]
    made(client.post(f"{AUTH}/account/authenticators/totp", {"code": totp(secret)}))
    visitor, _ = sign_in(server, email)
    answers = [visitor.post(f"{AUTH}/auth/2fa/authenticate", {"code": f"{n:06d}"}) for n in range(12)]
    assert {"too_many_login_attempts"} & {
        code for one in answers if one.status_code == 400 for code in codes(one)
    } or any(one.status_code == 429 for one in answers)
    assert user(visitor) is None


def test_changing_security_needs_a_recent_password(home: Home) -> None:
    owner = home.client("owner")
    assert owner.get(f"{AUTH}/account/authenticators/totp").status_code == 404
    refused = owner.post(f"{AUTH}/account/authenticators/totp", {"code": "000000"})
    assert refused.status_code in (400, 401)


def test_sessions_are_listed_and_one_can_be_ended_from_another(ada: tuple[str, Running]) -> None:
    email, server = ada
    (here, _), (there, _) = sign_in(server, email), sign_in(server, email)
    listed = made(here.get(f"{AUTH}/auth/sessions"))["data"]
    assert [one["is_current"] for one in listed].count(True) == 1
    others = [one["id"] for one in listed if not one["is_current"]]
    made(here.call("DELETE", f"{AUTH}/auth/sessions", json={"sessions": others}))
    assert user(there) is None
    assert user(here)


def test_a_disabled_person_cannot_sign_in(server: Running) -> None:
    person = server.person("Gone", password=PASSWORD, active=False)
    client, answer = sign_in(server, person.email)
    assert answer.status_code in (400, 401)
    assert user(client) is None
    assert user(server.client(person)) is None


@pytest.mark.parametrize("path", ["auth/login", "auth/signup", "auth/password/request", "auth/provider/redirect"])
def test_signing_in_needs_the_csrf_token(server: Running, path: str) -> None:
    answer = server.client().post(f"{AUTH}/{path}", {"email": "a@example.org", "password": PASSWORD}, csrf=False)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["auth/login", "auth/signup", "auth/session", "config", "auth/webauthn/login"])
def test_in_local_mode_there_is_no_way_in_by_an_account(local_server: Running, path: str) -> None:
    visitor = local_server.client()
    body = {"email": "you@localhost.localdomain", "password": PASSWORD}
    for answer in (visitor.get(f"{AUTH}/{path}"), visitor.post(f"{AUTH}/{path}", body)):
        assert answer.status_code == 404
    assert user(visitor) is None


def test_the_link_of_local_mode_lets_in_once(local_server: Running, local_client: Client) -> None:
    token = made(local_client.post("/api/v1/local/links"))["token"]
    first, second = local_server.client(), local_server.client()
    assert first.post("/api/v1/local", {"token": token}).status_code == 200
    assert second.post("/api/v1/local", {"token": token}).status_code == 403
    assert second.post("/api/v1/local", {"token": local_server.link}).status_code == 403
    assert user(second) is None
