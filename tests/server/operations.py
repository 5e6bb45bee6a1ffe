"""Every operation of the API as its OpenAPI document tells of it, and how to send one with what a factory fills in.

What lives here: Operation, operations, send. Not here: what is filled in (factories).
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

import requests
from factories import Call
from serving import Client


@dataclass(frozen=True)
class Operation:
    """One operation: ``path`` with places in braces, ``act`` as it was declared (empty where it was not)."""

    id: str
    method: str
    path: str
    act: str
    places: tuple[str, ...]
    body: str
    """The name of the schema of its JSON body, or empty."""

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return self.method == "GET"

    @property
    def in_workspace(self) -> bool:
        """Whether it is about a workspace."""
        return "workspace" in self.places


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document, as ``python -m outsidein.server.openapi`` prints it."""
    done = subprocess.run([sys.executable, "-m", "outsidein.server.openapi"], capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation."""
    found = []
    for path, methods in document()["paths"].items():
        for method, one in methods.items():
            places = tuple(place["name"] for place in one.get("parameters", ()) if place["in"] == "path")
            content = one.get("requestBody", {}).get("content", {}).get("application/json", {})
            body = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            found.append(Operation(one["operationId"], method.upper(), path, one.get("x-act", ""), places, body))
    return tuple(found)


def send(client: Client, operation: Operation, call: Call, workspace: str = "", **more: Any) -> requests.Response:
    """One operation with what its factory filled in; ``more`` is for ``Client.call``."""
    path = operation.path
    for place in operation.places:
        value = workspace if place == "workspace" else call.path[place]
        path = path.replace("{" + place + "}", quote(str(value), safe=":"))
    more = {"params": call.query, "json": call.json, "data": call.data, "files": call.files, **more}
    headers = {**call.headers, **more.pop("headers", {})}
    return client.call(operation.method, path, headers=headers, **more)
