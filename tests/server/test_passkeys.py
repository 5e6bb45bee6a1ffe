"""Passkeys: a whole ceremony in Chromium with a virtual authenticator, from making one to signing in with it alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright
from serving import Running

AUTH = "/_allauth/browser/v1"
PASSWORD = "seven grey geese"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not on the PATH"),
]

ASK = """async ([method, path, body]) => {
  const csrf = document.cookie.match(/outsidein_csrf=([^;]*)/)?.[1] ?? "";
  const answer = await fetch(path, {
    method,
    headers: { "X-CSRFToken": csrf, ...(body === null ? {} : { "Content-Type": "application/json" }) },
    body: body === null ? null : JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}"""

MAKE = """async (options) => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey);
  return (await navigator.credentials.create({ publicKey })).toJSON();
}"""

GIVE = """async (options) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey);
  return (await navigator.credentials.get({ publicKey })).toJSON();
}"""


@pytest.fixture
def page(server: Running) -> Iterator[Page]:
    """A page of the server by a name (an address of numbers can have no passkeys), with an authenticator of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(bypass_csp=True).new_page()
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        page.goto(server.address.replace("127.0.0.1", "localhost"))
        yield page
        browser.close()


def ask(page: Page, method: str, path: str, body: Any = None) -> Any:
    return page.evaluate(ASK, [method, path, body])


def test_a_passkey_is_made_and_lets_in_without_anything_else(server: Running, page: Page) -> None:
    email = server.person("Ada", password=PASSWORD).email
    assert ask(page, "POST", f"{AUTH}/auth/login", {"email": email, "password": PASSWORD})["status"] == 200
    assert ask(page, "POST", f"{AUTH}/auth/reauthenticate", {"password": PASSWORD})["status"] == 200
    asked = ask(page, "GET", f"{AUTH}/account/authenticators/webauthn?passwordless")
    credential = page.evaluate(MAKE, asked["body"]["data"]["creation_options"])
    made = ask(page, "POST", f"{AUTH}/account/authenticators/webauthn", {"name": "Laptop", "credential": credential})
    assert made["status"] == 200
    assert ask(page, "DELETE", f"{AUTH}/auth/session")["status"] == 401
    assert ask(page, "GET", "/api/v1/session")["body"]["user"] is None

    asked = ask(page, "GET", f"{AUTH}/auth/webauthn/login")
    credential = page.evaluate(GIVE, asked["body"]["data"]["request_options"])
    assert ask(page, "POST", f"{AUTH}/auth/webauthn/login", {"credential": credential})["status"] == 200
    assert ask(page, "GET", "/api/v1/session")["body"]["user"]["email"] == email

    assert ask(page, "DELETE", f"{AUTH}/auth/session")["status"] == 401
    replayed = ask(page, "POST", f"{AUTH}/auth/webauthn/login", {"credential": credential})
    assert replayed["status"] != 200
    assert ask(page, "GET", "/api/v1/session")["body"]["user"] is None
