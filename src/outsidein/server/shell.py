"""The one page that the app lives in, whatever the address, with a policy that lets nothing else run in it."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie

from outsidein.server.config import config
from outsidein.server.language import spoken
from outsidein.server.phrases import say
from outsidein.server.static import page


@ensure_csrf_cookie
def app(request: HttpRequest) -> HttpResponse:
    """The app's page; also sets the CSRF cookie that its requests carry back."""
    text = page()
    if text is None:
        with spoken(request):
            missing = say("front-end-missing")
        return HttpResponse(f"{missing}\n", status=503, content_type="text/plain; charset=utf-8")
    nonce = secrets.token_urlsafe(16)
    response = HttpResponse(text.replace("{{ nonce }}", nonce))
    response["Content-Security-Policy"] = policy(nonce)
    response["X-Frame-Options"] = "DENY"
    response["Cache-Control"] = "no-store"
    return response


def policy(nonce: str) -> str:
    """The content security policy of the app: its own files, images it was given, styles with the nonce."""
    sockets = config().origin.replace("https://", "wss://", 1) if config().origin else ""
    parts = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": f"'self' 'nonce-{nonce}'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": f"'self' {sockets}".strip(),
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())
