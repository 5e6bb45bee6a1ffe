"""Errors as HTTP says them: RFC 9457 problems, each a Diagnostic with a status.

What lives here: Problem, and turning every kind of error into one. Not here: what is wrong (the rooms say that).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from outsidein.ground import Diagnostic, OutsideInError, Place
from outsidein.ground.message import Value
from outsidein.server.phrases import say

_LOG = logging.getLogger("outsidein.server")
MEDIA = "application/problem+json"


class Problem(Exception):
    """An answer that is no success: an HTTP status, a stable code, what is wrong and how to mend it."""

    def __init__(
        self,
        status: int,
        code: str,
        says: str,
        fix: str = "",
        *,
        diagnostics: tuple[Diagnostic, ...] = (),
        **headers: str,
    ) -> None:
        self.status = status
        self.diagnostics = diagnostics or (Diagnostic(code, says, fix),)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        super().__init__(f"{status} {code}: {says}")


def answer(problem: Problem) -> HttpResponse:
    """The response that tells of a problem."""
    first = problem.diagnostics[0]
    body = {
        "type": f"about:blank#{first.code}",
        "title": first.says,
        "status": problem.status,
        "detail": first.fix,
        "code": first.code,
        "diagnostics": [asdict(one) for one in problem.diagnostics],
    }
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=problem.status, content_type=MEDIA)
    for name, value in problem.headers.items():
        response[name] = value
    return response


def refused(status: int, code: str, /, *, headers: Mapping[str, str] | None = None, **values: Value) -> Problem:
    """A problem whose words stand in this room's catalogue under its code, in the language spoken."""
    key = code.partition("/")[2]
    problem = Problem(status, code, say(f"{key}.says", **values), say(f"{key}.fix", **values))
    problem.headers.update(headers or {})
    return problem


def not_found() -> Problem:
    """There is no such thing, or not for whoever asks: the two must look the same."""
    return refused(404, "server/not-found")


def _invalid(error: ValidationError) -> Problem:
    """Each field that is not as it must be, in the language spoken; ``Place.column`` names it."""
    found = []
    for one in error.errors:
        place = tuple(one.get("loc", ()))
        where = ".".join(str(part) for part in place[2 if place[:1] == ("body",) else 1 :]) or "*"
        kind = str(one.get("type", ""))
        limits = one.get("ctx", {})
        limit = next((str(limits[name]) for name in _LIMITS if name in limits), "")
        says = say(f"invalid.{_WORDED.get(kind, 'other')}", where=where, limit=limit).strip()
        found.append(Diagnostic("server/invalid", says, say("invalid.fix"), Place(column=where)))
    return Problem(422, "", "", diagnostics=tuple(found))


_LIMITS: Final = ("max_length", "min_length", "ge", "gt", "le", "lt", "expected", "pattern")
_WORDED: Final = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_too_long": "long",
    "too_long": "long",
    "string_too_short": "short",
    "too_short": "short",
    "greater_than": "small",
    "greater_than_equal": "small",
    "less_than": "large",
    "less_than_equal": "large",
    "enum": "choice",
    "literal_error": "choice",
    "string_pattern_mismatch": "pattern",
}
"""Which sentence of the catalogue (``invalid.…``) tells of which finding of pydantic's."""


_UNKNOWN: Final = frozenset({"action/unknown", "insight/unknown-theme", "workspace/no-such-comment"})
"""What rooms below say of something in the address that does not exist."""


def _told_below(error: OutsideInError) -> Problem:
    """What another room found wrong."""
    found = tuple(error.diagnostics)
    return Problem(404 if found[0].code in _UNKNOWN else 422, "", "", diagnostics=found)


def _unread(error: HttpError) -> Problem:
    """What a parser could not read; where it says itself what is wrong, that."""
    cause = error.__cause__
    return cause if isinstance(cause, Problem) else refused(error.status_code, "server/bad-request")


def install(api: NinjaAPI) -> None:
    """Make ``api`` answer every error as a problem; what nobody expected is logged and said without its insides."""

    def on(kind: type[Exception], make: Callable[[Any], Problem]) -> None:
        api.add_exception_handler(kind, lambda request, error: answer(make(error)))

    on(Problem, lambda error: error)
    on(OutsideInError, _told_below)
    on(ValidationError, _invalid)
    on(Http404, lambda error: not_found())
    on(AuthenticationError, lambda error: signed_out())
    on(HttpError, _unread)

    def unexpected(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        _LOG.exception("unexpected error", extra={"path": request.path, "method": request.method})
        return answer(refused(500, "server/our-fault"))

    api.add_exception_handler(Exception, unexpected)


def signed_out() -> Problem:
    """Nobody is signed in."""
    return refused(401, "server/signed-out")
