"""Addresses of the server. Not here: sockets and files of the front end (asgi), operations of the API (api)."""

from __future__ import annotations

from django.urls import include, path, re_path

from outsidein.server import health, oidc, sharing, shell
from outsidein.server.api import api
from outsidein.server.config import Mode, config

_SIGN_IN = [
    path("accounts/oidc/<provider_id>/login/callback/", oidc.callback, name="openid_connect_callback"),
    path("accounts/", include("allauth.urls")),
    path("_allauth/", include("allauth.headless.urls")),
]
"""Not in local mode: there the one way in is the link that the terminal prints."""

urlpatterns = [
    path("livez", health.alive),
    path("readyz", health.ready),
    path("metrics", health.metrics),
    path("api/v1/", api.urls),
    *sharing.ADDRESSES,
    *(_SIGN_IN if config().mode is Mode.TEAM else ()),
    re_path(r"^(?!api/|_allauth/|accounts/|assets/|live/|s/|embed/).*$", shell.app),
]
