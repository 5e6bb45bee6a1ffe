"""The edge of the server: what every HTTP request goes through on its way in and out.

What lives here: request ids, the access log, figures, errors of Django's told as problems, the language of an answer.
Not here: who may do what (access), how large a body may be (asgi, which sees it first).
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import Counter, Histogram

from outsidein import maps
from outsidein.server import idempotency
from outsidein.server.bodies import MOST
from outsidein.server.language import spoken
from outsidein.server.logs import request_id
from outsidein.server.problems import MEDIA, Problem, answer, not_found, refused

_LOG = logging.getLogger("outsidein.access")
_API: Final = "/api/"
_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")
_SILENT: Final = frozenset({"/livez", "/readyz", "/metrics"})
_NUL: Final = re.compile(r"\x00|%00", re.IGNORECASE)

REQUESTS: Final = Counter("outsidein_http_requests", "Requests answered.", ["method", "route", "status"])
SECONDS: Final = Histogram("outsidein_http_request_duration_seconds", "How long answers took.", ["method", "route"])

Answer = Callable[[HttpRequest], HttpResponseBase]


class Edge:
    """Django middleware, the outermost."""

    def __init__(self, get_response: Answer) -> None:
        self._inner = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and tell of it."""
        began = time.perf_counter()
        offered = request.headers.get("X-Request-ID", "")
        id = offered if _ID.fullmatch(offered) else secrets.token_hex(8)
        token = request_id.set(id)
        try:
            with spoken(request), maps.knowing(()):
                response = self._answer(request)
            response["X-Request-ID"] = id
            _tell(request, response, time.perf_counter() - began)
        finally:
            request_id.reset(token)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        api = request.path.startswith(_API)
        if _NUL.search(request.path) or _NUL.search(request.META.get("QUERY_STRING", "")):
            response: HttpResponseBase = answer(
                not_found() if "\0" in request.path else refused(400, "server/bad-request")
            )
        else:
            response = self._inner(request)
            idempotency.keep(request, response)
        if api:
            if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA:
                response = _as_problem(request, response)
            if "Cache-Control" not in response:
                response["Cache-Control"] = "no-store"
        return response


class Spoken:
    """Django middleware, the innermost: from here on whoever is signed in is answered in the language they chose."""

    def __init__(self, get_response: Answer) -> None:
        self._inner = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in their language."""
        with spoken(request):
            return self._inner(request)


def _as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What Django says of an error in its own words, as a problem."""
    status = response.status_code
    made: Problem
    if status == 405:
        allowed = response.headers.get("Allow", "")
        made = refused(
            405, "server/no-such-method", headers={"Allow": allowed}, method=request.method or "", allowed=allowed
        )
    elif status == 404:
        made = not_found()
    elif status == 413:
        made = refused(413, "server/too-large", megabytes=MOST // 1024**2)
    elif status >= 500:
        made = refused(status, "server/our-fault")
    else:
        made = refused(status, "server/bad-request")
    told = answer(made)
    told.cookies = response.cookies
    return told


def _tell(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    match = request.resolver_match
    route = _route(match.route) if match else "none"
    method = request.method if request.method in _METHODS else "OTHER"
    REQUESTS.labels(method, route, str(response.status_code)).inc()
    SECONDS.labels(method, route).observe(seconds)
    if request.path in _SILENT:
        return
    told = {"method": method, "route": route, "status": response.status_code, "ms": round(seconds * 1000, 1)}
    workspace = match.kwargs.get("workspace") if match else None
    if isinstance(workspace, str):
        told["workspace"] = workspace[:12]
    _LOG.info("answered", extra=told)


_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def _route(route: str) -> str:
    """A route as people write it; pages of the app are one."""
    return "app" if route.startswith("^") else "/" + route
