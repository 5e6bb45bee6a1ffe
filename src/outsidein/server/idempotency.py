"""A POST that is sent twice is done once: what it was answered is kept for a day under its ``Idempotency-Key``.

What lives here: claim, asked by the door of an operation once somebody was let in, and keep, when the answer is there.
Not here: who may (access): an answer is only ever given again to whoever may still ask.
"""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import timedelta
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from outsidein.server.models import KeptAnswer, User
from outsidein.server.problems import refused

HEADER: Final = "Idempotency-Key"
KEPT: Final = timedelta(hours=24)
_FORM: Final = re.compile(r"[\x21-\x7e]{1,200}")
_TOLD_AGAIN: Final = ("Content-Type", "ETag", "Location", "Content-Disposition")
_PASSING: Final = frozenset({401, 403, 408, 413, 429})
"""Statuses that say nothing of the request itself, so that it may be tried again."""
_LARGEST: Final = 1024**2


class AlreadyAnswered(Exception):
    """This very request was done before; ``response`` is what it was answered."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
        super().__init__(str(response.status_code))


def claim(request: HttpRequest, user: User) -> None:
    """Where a POST carries a key: note that it is being worked on.

    Raises AlreadyAnswered, or Problem 422 where the key was used for another request, 409 while that is worked on.
    """
    key = request.headers.get(HEADER)
    if request.method != "POST" or key is None:
        return
    if not _FORM.fullmatch(key):
        raise refused(422, "server/key-bad")
    KeptAnswer.objects.filter(created__lt=timezone.now() - KEPT).delete()
    hashed, asked = _hash(key), _request(request)
    try:
        with transaction.atomic():
            row = KeptAnswer.objects.create(user=user, key=hashed, request=asked)
    except IntegrityError:
        kept = KeptAnswer.objects.filter(user=user, key=hashed).first()
        if kept is None or kept.status is None:
            raise refused(409, "server/in-flight", headers={"Retry-After": "1"}) from None
        if kept.request != asked:
            raise refused(422, "server/key-reused") from None
        raise AlreadyAnswered(_again(kept, key)) from None
    request.kept_answer = row  # type: ignore[attr-defined]


def keep(request: HttpRequest, response: HttpResponseBase | None) -> None:
    """Keep the answer to a claimed request; where there is none to keep, let the key be used again."""
    row: KeptAnswer | None = getattr(request, "kept_answer", None)
    if row is None:
        return
    worth = isinstance(response, HttpResponse) and response.status_code < 500 and response.status_code not in _PASSING
    if not worth or not isinstance(response, HttpResponse) or len(response.content) > _LARGEST:
        row.delete()
        return
    row.status = response.status_code
    row.headers = {name: response[name] for name in _TOLD_AGAIN if name in response}
    row.body = _seal(request.headers[HEADER]).encrypt(response.content)
    row.save(update_fields=["status", "headers", "body"])


def forget_unfinished() -> None:
    """Let keys be used again whose requests ended with an earlier run of the server."""
    KeptAnswer.objects.filter(status=None).delete()


def _again(kept: KeptAnswer, key: str) -> HttpResponse:
    try:
        body = _seal(key).decrypt(bytes(kept.body))
    except InvalidToken:  # the server got another secret meanwhile
        raise refused(409, "server/in-flight") from None
    response = HttpResponse(body, status=kept.status)
    for name, value in kept.headers.items():
        response[name] = value
    response["Idempotent-Replayed"] = "true"
    return response


def _request(request: HttpRequest) -> str:
    """A sum over what is asked; of an upload its length, as its bytes are read only once."""
    said = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if (request.content_type or "").startswith("multipart/"):
        said.update(request.headers.get("Content-Length", "").encode())
    else:
        said.update(request.body)
    return said.hexdigest()


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _seal(key: str) -> Fernet:
    made = hashlib.sha256(f"kept answer\n{settings.SECRET_KEY}\n{key}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(made))
