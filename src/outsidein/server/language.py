"""Which language an answer speaks: what was asked for, what the person set, what their browser says, else English."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from outsidein.ground.speech import speaking
from outsidein.server.models import User

KNOWN = ("en", "de")


def language_of(request: HttpRequest, asked: str = "") -> str:
    """The language for whoever sent ``request``."""
    user = getattr(request, "user", None)
    said = [asked, user.language if isinstance(user, User) else ""]
    said += [code for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    return next((code[:2] for code in said if code[:2] in KNOWN), "en")


@contextmanager
def spoken(request: HttpRequest, asked: str = "") -> Iterator[str]:
    """Speak the language of whoever sent ``request`` until the block ends."""
    language = language_of(request, asked)
    with speaking(language):
        yield language
