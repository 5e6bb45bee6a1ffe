"""The API as its OpenAPI 3.1 document tells of it: every operation under its own name, with each problem it may answer.

What lives here: Api. Not here: the operations (api), what problems look like on the wire (problems).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from outsidein.server import rooms
from outsidein.server.bodies import StrictParser
from outsidein.server.idempotency import HEADER, AlreadyAnswered
from outsidein.server.problems import MEDIA, Problem, answer, install, not_found, refused

_PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "description": "What is wrong and how to mend it (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code", "diagnostics"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "What is wrong, in the language of whoever asked."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "How to mend it."},
        "code": {"type": "string", "description": "Stable; docs/reference/diagnostics has a heading for each."},
        "diagnostics": {"type": "array", "items": {"$ref": "#/components/schemas/Diagnostic"}},
    },
}
_DIAGNOSTIC: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["code", "says", "fix", "where", "severity"],
    "properties": {
        "code": {"type": "string"},
        "says": {"type": "string"},
        "fix": {"type": "string"},
        "severity": {"type": "string", "enum": ["error", "warning", "hint"]},
        "where": {
            "type": "object",
            "properties": {
                "file": {"type": ["string", "null"]},
                "line": {"type": ["integer", "null"]},
                "row": {"type": ["integer", "null"]},
                "column": {"type": ["string", "null"]},
                "record": {"type": ["string", "null"]},
            },
        },
    },
}
_ALL: Final = {
    400: "The request cannot be read.",
    401: "Nobody is signed in.",
    403: "Whoever asks may not do this.",
    404: "There is nothing here, or not for whoever asks.",
    409: "It does not fit to how things are now.",
    412: "Somebody else changed it meanwhile (If-Match).",
    413: "The request is too large.",
    422: "Something in the request is not as it must be.",
    428: "The request must say which version it changes (If-Match).",
    429: "Too often in a short time; Retry-After says how long to wait.",
    500: "A mistake of the server's.",
}
_OF_CHANGES: Final = frozenset({409, 413})
_OF_VERSIONS: Final = frozenset({412, 428})
_KEY: Final[dict[str, Any]] = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "A random text for each thing to be done: sent twice, it is done once. Kept for a day.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}
_MATCH: Final[dict[str, Any]] = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The ETag last read, so that nobody's change is lost.",
    "schema": {"type": "string"},
}


_WAYS_IN: Final[dict[str, Any]] = {
    "session": {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
    "token": {"type": "http", "scheme": "bearer"},
}
_EITHER: Final[list[dict[str, list[str]]]] = [{"session": []}, {"token": []}]


class Api(NinjaAPI):
    """django-ninja with strict bodies, problems for errors, and a document that says so."""

    def __init__(self, **more: Any) -> None:
        super().__init__(parser=StrictParser(), **more)
        install(self)
        self._on(rooms.Locked, lambda: refused(409, "server/locked"))
        self._on(rooms.Full, lambda: refused(409, "server/map-full"))
        self._on(rooms.Stale, lambda: refused(412, "server/changed-meanwhile"))
        self._on(rooms.NoSuchMap, not_found)
        self._on(rooms.Lost, lambda: refused(503, "server/not-stored", headers={"Retry-After": "5"}))
        self.add_exception_handler(AlreadyAnswered, _again)

    def _on(self, kind: type[Exception], make: Callable[[], Problem]) -> None:
        """What a live map says to whoever would change it, in any operation that does."""
        self.add_exception_handler(kind, lambda request, error: answer(make()))

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """An operation goes by the name of its function."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **more: Any) -> OpenAPISchema:
        """The document, with the problems of every operation and the headers that any change may carry."""
        document = super().get_openapi_schema(**more)
        components = document["components"]
        components["schemas"] |= {"Problem": _PROBLEM, "Diagnostic": _DIAGNOSTIC}
        components["securitySchemes"] = _WAYS_IN
        components["responses"] = {str(status): _response(says) for status, says in _ALL.items()}
        for operations in document["paths"].values():
            for method, operation in operations.items():
                _tell_of_problems(method, operation)
        return document


def _again(request: HttpRequest, error: Any) -> HttpResponse:
    made: HttpResponse = error.response
    return made


def _response(says: str) -> dict[str, Any]:
    return {"description": says, "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _tell_of_problems(method: str, operation: dict[str, Any]) -> None:
    changes, anyone = method != "get", operation.get("x-act") == "anyone"
    versioned = bool(operation.get("x-versioned"))
    never = (frozenset() if changes else _OF_CHANGES) | (frozenset() if versioned else _OF_VERSIONS)
    if operation.get("x-awaited"):
        never -= {409}
    for status in _ALL:
        if status not in never and not (status == 401 and anyone):
            operation["responses"].setdefault(status, {"$ref": f"#/components/responses/{status}"})
    if not anyone:
        operation["security"] = _EITHER
    parameters = operation.setdefault("parameters", [])
    if method == "post" and not anyone:
        parameters.append(_KEY)
    if versioned:
        parameters.append(_MATCH)
