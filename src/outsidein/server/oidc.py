"""Signing in with the organisation's own account (OpenID Connect): checked further than allauth does by itself.

What lives here: the nonce, the signature and the claims of the id token, and that people are known by issuer and
subject, never by an e-mail address. Not here: PKCE and state (allauth), which provider there is (settings).
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, Final

import jwt
from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

_SIGNED_WITH: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_LEEWAY: Final = 60


class Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Takes what the provider sent back."""

    nonce = ""
    """What this browser was sent away with."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself. Raises OAuth2Error where it is another than the one set up."""
        found: dict[str, Any] = super().openid_config
        if str(found.get("issuer", "")).rstrip("/") != self.get_provider().app.settings["server_url"].rstrip("/"):
            raise OAuth2Error("the provider names another issuer")
        return found

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **more: Any) -> SocialLogin:
        """Whoever the id token speaks of. Raises OAuth2Error where anything about it is not right."""
        claims = self._claims(app, more["response"].get("id_token"))
        about = self._fetch_user_info(token.token)
        if about.get("sub") != claims["sub"]:
            raise OAuth2Error("the provider speaks of two people")
        told = {"userinfo": {**about, "iss": claims["iss"]}, "id_token": claims}
        return self.get_provider().sociallogin_from_response(request, told)

    def _claims(self, app: SocialApp, id_token: object) -> dict[str, Any]:
        if not isinstance(id_token, str):
            raise OAuth2Error("there is no id token")
        try:
            header = jwt.get_unverified_header(id_token)
            if header.get("alg") not in _SIGNED_WITH:
                raise OAuth2Error("the id token is not signed by the provider")
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=self._key(header.get("kid")),
                algorithms=[header["alg"]],
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=_LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except (jwt.PyJWTError, TypeError, ValueError) as error:
            raise OAuth2Error("the id token is not valid") from error
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else app.client_id) != app.client_id:
            raise OAuth2Error("the id token was made for somebody else")
        if not self.nonce or not secrets.compare_digest(str(claims.get("nonce", "")), self.nonce):
            raise OAuth2Error("the id token answers another sign-in")
        return claims

    def _key(self, id: str | None) -> Any:
        with get_adapter().get_requests_session() as asking:
            answer = asking.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        for key in keys:
            if key.key_id == id or (id is None and len(keys) == 1):
                return key.key
        raise OAuth2Error("the id token names a key that the provider does not have")


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """The organisation's provider."""

    oauth2_adapter_class = Adapter
    supports_token_authentication = False
    """An id token that a browser hands over says nothing of who asked for it."""

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **more: Any
    ) -> HttpResponseBase:
        """Send a browser to the provider, with a nonce that must come back in the id token."""
        nonce = secrets.token_urlsafe(32)
        more["auth_params"] = {**(more.get("auth_params") or self.get_auth_params()), "nonce": nonce}
        response: HttpResponseBase = super().redirect(request, process, next_url, data, nonce=nonce, **more)
        return response

    def extract_uid(self, data: dict[str, Any]) -> str:
        """By what somebody is known: the subject, at this issuer."""
        about = data["userinfo"]
        issuer = hashlib.sha256(str(about["iss"]).encode()).hexdigest()[:16]
        return f"{issuer}:{about['sub']}"


class _Callback(OAuth2CallbackView):  # type: ignore[misc]
    def _get_state(self, request: HttpRequest, provider: Provider) -> tuple[Any, HttpResponseBase | None]:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


@login_not_required  # type: ignore[untyped-decorator]
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Where the provider sends a browser back to."""
    try:
        response: HttpResponseBase = _Callback.adapter_view(Adapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return response
