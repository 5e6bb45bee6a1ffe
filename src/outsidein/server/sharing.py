"""What a link shows: the chosen part of a map as one page, made by Python, never the room's document.

What lives here: the public addresses ``/s/…``, ``/embed/…`` and ``/oembed``, passwords and expiry. Not here: choosing
and hiding small groups (workspace.share_view), making links (api.shares). Unknown, expired and revoked look the same.
"""

from __future__ import annotations

import base64
import hmac
import html
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from asgiref.sync import async_to_sync
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core import signing
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_http_methods, require_safe

from outsidein import maps
from outsidein.ground.speech import speaking
from outsidein.server import rooms, studying
from outsidein.server.access import hash_of
from outsidein.server.config import config
from outsidein.server.language import language_of
from outsidein.server.models import Share
from outsidein.server.pace import address_of as caller
from outsidein.server.pace import pace
from outsidein.server.phrases import say
from outsidein.server.problems import Problem, answer
from outsidein.server.work import workers

_SALT: Final = "outsidein.share"
_COOKIE_AGE: Final = 12 * 60 * 60
_FRAME: Final = {"width": 960, "height": 640}


def token_of(share: Share) -> str:
    """The secret of a link: 256 bits that only this server can make again from its id."""
    return base64.urlsafe_b64encode(salted_hmac(_SALT, share.id, algorithm="sha256").digest()).decode().rstrip("=")


def hash_for(share: Share) -> str:
    """How the secret of a link is found: by its hash."""
    return hash_of(token_of(share))


def address_of(share: Share) -> str:
    """The address of a link, as people send it."""
    return f"{config().address}/s/{token_of(share)}"


def still_open(share: Share) -> bool:
    """Whether a link shows anything."""
    return (
        share.revoked is None
        and share.map.deleted is None
        and (share.expires is None or share.expires > timezone.now())
    )


def _find(token: str) -> Share | None:
    share = Share.objects.select_related("map", "map__workspace").filter(hash=hash_of(token)).first()
    return share if share is not None and still_open(share) else None


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a link; asks for the password first, where there is one."""
    share = _asked(request, token)
    if isinstance(share, HttpResponse):
        return share
    if share.password and not _may_see(request, share):
        return _ask_password(request, share)
    return _page(request, share, framed=False)


@require_safe
def embed(request: HttpRequest, token: str) -> HttpResponse:
    """The page inside of a frame of another site, where the link allows it."""
    share = _asked(request, token)
    if isinstance(share, HttpResponse):
        return share
    if not share.embed:
        return _gone(request)
    return _page(request, share, framed=True)


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """oEmbed 1.0 for links that may be embedded: how another site puts the map into its page."""
    token = urlsplit(request.GET.get("url", "")).path.rpartition("/")[2]
    form = request.GET.get("format", "json")
    share = _asked(request, token)
    if isinstance(share, HttpResponse) or not share.embed or form not in ("json", "xml"):
        return HttpResponse(status=404)
    width, height = (_within(request.GET.get(f"max{side}"), most) for side, most in _FRAME.items())
    source = f"{config().address}/embed/{token}"
    title = html.escape(share.map.title, quote=True)
    looks = f'width="{width}" height="{height}" title="{title}" loading="lazy" sandbox="allow-scripts allow-popups"'
    frame = f'<iframe src="{source}" {looks}></iframe>'
    body = {
        "type": "rich",
        "version": "1.0",
        "title": share.map.title,
        "provider_name": "Outside-In",
        "html": frame,
        "width": width,
        "height": height,
    }
    if form == "xml":
        said = "".join(f"<{name}>{html.escape(str(value))}</{name}>" for name, value in body.items())
        return HttpResponse(f'<?xml version="1.0" encoding="utf-8"?><oembed>{said}</oembed>', content_type="text/xml")
    return HttpResponse(json.dumps(body, ensure_ascii=False), content_type="application/json")


def _within(asked: str | None, most: int) -> int:
    return max(1, min(int(asked), most)) if asked and asked.isdigit() and len(asked) < 6 else most


def _asked(request: HttpRequest, token: str) -> Share | HttpResponse:
    """The link, or the answer for those who knock too often or at nothing."""
    try:
        pace.take("share", caller(request), rate=120, seconds=60)
    except Problem as problem:
        return answer(problem)
    return _find(token) or _gone(request)


def _page(request: HttpRequest, share: Share, *, framed: bool) -> HttpResponse:
    Share.objects.filter(id=share.id).update(seen=F("seen") + 1, last_seen=timezone.now())
    document, etag = async_to_sync(rooms.document)(share.map_id)
    folder = Path(share.map.workspace.folder)
    now = datetime.now(UTC)
    view = studying.View(
        lanes=frozenset(share.lanes),
        personas=None if share.personas is None else frozenset(share.personas),
        evidence=share.evidence,
        quotes=share.quotes,
        owners=share.owners,
        language=share.language or language_of(request),
    )
    key = ("share", share.map_id, etag, studying.evidence_stamp(folder), view, now.date())
    body = workers.ask(key, studying.shared, folder, maps.write(document), view, now=now)
    if share.embed:
        asked = html.escape(f"{config().address}/oembed?url={quote(address_of(share), safe='')}")
        found = f'<link rel="alternate" type="application/json+oembed" href="{asked}">'
        body = body.replace(b"</head>", found.encode() + b"</head>", 1)
    response = HttpResponse(body, content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = "frame-ancestors *" if framed else "frame-ancestors 'none'"
    if not framed:
        response["X-Frame-Options"] = "DENY"
    return _unlisted(response)


def _may_see(request: HttpRequest, share: Share) -> bool:
    try:
        kept = signing.loads(request.COOKIES.get(_cookie(share), ""), salt=_SALT, max_age=_COOKIE_AGE)
    except signing.BadSignature:
        return False
    return isinstance(kept, str) and hmac.compare_digest(kept, hash_of(share.password))


def _cookie(share: Share) -> str:
    return f"outsidein_share_{share.id}"


def _ask_password(request: HttpRequest, share: Share) -> HttpResponse:
    wrong = False
    if request.method == "POST":
        try:
            # Whoever guesses is slowed down, and all who guess together, but nobody locks the others out for long.
            pace.take("share-password", f"{share.id} {caller(request)}", rate=10, seconds=60)
            pace.take("share-password", share.id, rate=100, seconds=60)
        except Problem as problem:
            return answer(problem)
        if check_password(request.POST.get("password", ""), share.password):
            response = _page(request, share, framed=False)
            kept = signing.dumps(hash_of(share.password), salt=_SALT)
            response.set_cookie(
                _cookie(share),
                kept,
                max_age=_COOKIE_AGE,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
                path=request.path,
            )
            return response
        wrong = True
    with speaking(share.language or language_of(request)) as language:
        form = _FORM.format(
            language=language,
            title=html.escape(say("share.password.title")),
            says=html.escape(say("share.password.wrong" if wrong else "share.password.says")),
            label=html.escape(say("share.password.label")),
            button=html.escape(say("share.password.open")),
            token=get_token(request),
            role=' role="alert"' if wrong else "",
        )
    return _plain(form, 403 if wrong else 200)


def _gone(request: HttpRequest) -> HttpResponse:
    with speaking(language_of(request)) as language:
        body = _GONE.format(
            language=language, title=html.escape(say("share.gone.title")), says=html.escape(say("share.gone.says"))
        )
    return _plain(body, 404)


def _plain(body: str, status: int) -> HttpResponse:
    response = HttpResponse(body, status=status)
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    response["X-Frame-Options"] = "DENY"
    return _unlisted(response)


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


_HEAD: Final = """<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>
<link rel="stylesheet" href="/plain.css"></head><body><main>"""
_FORM: Final = (
    _HEAD
    + """<h1>{title}</h1><p{role}>{says}</p><form method="post">
<input type="hidden" name="csrfmiddlewaretoken" value="{token}">
<label>{label} <input type="password" name="password" required autofocus autocomplete="current-password"></label>
<button>{button}</button></form></main></body></html>"""
)
_GONE: Final = _HEAD + "<h1>{title}</h1><p>{says}</p></main></body></html>"
_STYLE: Final = Path(__file__).with_name("plain.css").read_text(encoding="utf-8")


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The looks of the few pages that are no part of the app."""
    return HttpResponse(_STYLE, content_type="text/css", headers={"Cache-Control": "public, max-age=86400"})


ADDRESSES: Final = [
    path("s/<str:token>", show),
    path("embed/<str:token>", embed),
    path("oembed", oembed),
    path("plain.css", style),
]
