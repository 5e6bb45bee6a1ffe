"""Signing in with the organisation's provider: PKCE, state, nonce, a checked id token, people known by subject."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from provider import CLIENT, KEY_ID, SECRET, Provider
from serving import Client, Running, made, team

AUTH = "/_allauth/browser/v1"


@pytest.fixture(scope="module")
def idp() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture(scope="module")
def corporate(tmp_path_factory: pytest.TempPathFactory, idp: Provider) -> Iterator[Running]:
    """A server that takes the provider's people, and on which somebody has an account already."""
    told = {"OIDC_ISSUER": idp.issuer, "OIDC_CLIENT": CLIENT, "OIDC_SECRET": SECRET, "OIDC_NAME": "Corp"}
    running = team(tmp_path_factory.mktemp("corporate") / "data", **told).start()
    running.person("First")
    yield running
    running.close()
    assert running.faults() == []


@pytest.fixture(autouse=True)
def _calm(idp: Provider) -> Iterator[None]:
    idp.person = {"sub": "u-1", "email": "ada@corp.example", "email_verified": True, "name": "Ada"}
    yield
    idp.reset()


def begin(client: Client, **more: str) -> str:
    """Press the button; gives where the browser is sent."""
    form = {"provider": "oidc", "process": "login", "callback_url": "/", **more}
    answer = client.post(
        f"{AUTH}/auth/provider/redirect", data=form, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 302, answer.text[:500]
    return answer.headers["Location"]


def come_back(client: Client, address: str) -> requests.Response:
    """The provider's answer, and the browser's way back."""
    back = requests.get(address, allow_redirects=False, timeout=20).headers["Location"]
    return client.get(back.removeprefix(client.address))


def sign_in(server: Running) -> tuple[Client, requests.Response]:
    client = server.client()
    return client, come_back(client, begin(client))


def user(client: Client) -> Any:
    return made(client.get("/api/v1/session"))["user"]


def test_whoever_the_provider_vouches_for_is_in_with_their_name(corporate: Running, idp: Provider) -> None:
    client, answer = sign_in(corporate)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert (user(client)["name"], user(client)["email"]) == ("Ada", "ada@corp.example")
    again, _ = sign_in(corporate)
    assert user(again)["id"] == user(client)["id"]


def test_the_button_is_named_in_the_configuration(corporate: Running) -> None:
    providers = made(corporate.client().get(f"{AUTH}/config"))["data"]["socialaccount"]["providers"]
    assert [(one["id"], one["name"]) for one in providers] == [("oidc", "Corp")]


def test_the_browser_is_sent_with_state_nonce_and_a_challenge(corporate: Running, idp: Provider) -> None:
    sign_in(corporate)
    sent = idp.asked[-1]
    assert (sent["response_type"], sent["client_id"], sent["code_challenge_method"]) == ("code", CLIENT, "S256")
    assert len(sent["nonce"]) >= 32
    assert len(sent["state"]) >= 16
    assert SECRET not in str(sent)


TWISTS = {
    "another nonce": lambda claims: {**claims, "nonce": "x" * 43},
    "no nonce": lambda claims: {name: value for name, value in claims.items() if name != "nonce"},
    "another audience": lambda claims: {**claims, "aud": "somebody-else"},
    "another issuer": lambda claims: {**claims, "iss": "https://evil.example"},
    "too old": lambda claims: {**claims, "exp": int(time.time()) - 3600},
    "no expiry": lambda claims: {name: value for name, value in claims.items() if name != "exp"},
    "made for another": lambda claims: {**claims, "azp": "somebody-else"},
    "several audiences": lambda claims: {**claims, "aud": [CLIENT, "somebody-else"]},
    "another person": lambda claims: {**claims, "sub": "u-2"},
    "no person": lambda claims: {name: value for name, value in claims.items() if name != "sub"},
}


@pytest.mark.parametrize("twist", TWISTS)
def test_an_id_token_that_is_not_right_lets_nobody_in(corporate: Running, idp: Provider, twist: str) -> None:
    idp.twist = TWISTS[twist]
    client, answer = sign_in(corporate)
    assert answer.status_code == 302
    assert "error" in answer.headers["Location"]
    assert user(client) is None


def _unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, None, algorithm="none", headers={"kid": KEY_ID})


def _by_the_public_key(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "k" * 64, algorithm="HS256", headers={"kid": KEY_ID})


def _by_another_key(claims: dict[str, Any]) -> str:
    another = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims, another, algorithm="RS256", headers={"kid": KEY_ID})


def _no_token(claims: dict[str, Any]) -> str:
    return "no.token.atall"


@pytest.mark.parametrize("sign", [_unsigned, _by_the_public_key, _by_another_key, _no_token])
def test_an_id_token_not_signed_by_the_provider_lets_nobody_in(corporate: Running, idp: Provider, sign: Any) -> None:
    idp.sign = sign
    client, _ = sign_in(corporate)
    assert user(client) is None


def test_a_state_of_another_browser_lets_nobody_in(corporate: Running, idp: Provider) -> None:
    attacker, victim = corporate.client(), corporate.client()
    back = requests.get(begin(attacker), allow_redirects=False, timeout=20).headers["Location"]
    victim.get(back.removeprefix(victim.address))
    assert user(victim) is None


def test_a_code_is_good_once(corporate: Running, idp: Provider) -> None:
    client = corporate.client()
    back = requests.get(begin(client), allow_redirects=False, timeout=20).headers["Location"]
    client.get(back.removeprefix(client.address))
    replay = corporate.client()
    replay.get(back.removeprefix(replay.address))
    assert user(client)
    assert user(replay) is None


def test_an_address_that_an_account_has_links_nobody_to_it(corporate: Running, idp: Provider) -> None:
    local = corporate.person("Local", email="boss@corp.example", password="seven grey geese")
    idp.person = {"sub": "u-evil", "email": "boss@corp.example", "email_verified": True, "name": "Not the boss"}
    client, _ = sign_in(corporate)
    assert user(client) is None or user(client)["id"] != local.id


def test_people_are_known_by_subject_whatever_their_address_becomes(corporate: Running, idp: Provider) -> None:
    idp.person = {"sub": "u-7", "email": "before@corp.example", "email_verified": True, "name": "Eve"}
    before, _ = sign_in(corporate)
    idp.person = {"sub": "u-7", "email": "after@corp.example", "email_verified": True, "name": "Eve"}
    after, _ = sign_in(corporate)
    assert user(before)["id"] == user(after)["id"]
    idp.person = {"sub": "u-8", "email": "before@corp.example", "email_verified": True, "name": "Other"}
    other, _ = sign_in(corporate)
    assert user(other) is None or user(other)["id"] != user(before)["id"]


def test_whoever_signs_in_by_the_provider_sets_no_password_by_mail(corporate: Running, idp: Provider) -> None:
    idp.person = {"sub": "u-9", "email": "sso@corp.example", "email_verified": True, "name": "Sso"}
    sign_in(corporate)
    made(corporate.client().post(f"{AUTH}/auth/password/request", {"email": "sso@corp.example"}))
    mails = [path.read_text() for path in (corporate.data / "mail").glob("*")]
    assert not [text for text in mails if "sso@corp.example" in text and "/account/reset/" in text]


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(corporate: Running, idp: Provider, target: str) -> None:
    client = corporate.client()
    where = begin(client, callback_url=target)
    if urlsplit(where).path == "/authorize":
        where = come_back(client, where).headers["Location"]
    assert urlsplit(where).netloc in ("", urlsplit(client.address).netloc)
    assert not parse_qs(urlsplit(where).query).get("state")


def test_an_id_token_that_a_browser_hands_over_lets_nobody_in(corporate: Running, idp: Provider) -> None:
    now = int(time.time())
    token = idp.signed({"iss": idp.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, **idp.person})
    client = corporate.client()
    body = {"provider": "oidc", "process": "login", "token": {"client_id": CLIENT, "id_token": token}}
    assert client.post(f"{AUTH}/auth/provider/token", body).status_code in (400, 401, 403)
    assert user(client) is None
