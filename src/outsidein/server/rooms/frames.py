"""The frames of a live map as bytes, both ways; docs/spec/room-protocol.md is their specification.

What lives here: reading what a browser sends, writing what a server sends. Not here: what either does about it (room).
"""

from __future__ import annotations

import base64
import binascii
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from outsidein.server.plain import plain
from outsidein.server.rooms.entry import Refusal
from outsidein.server.rooms.updates import Malformed

PROTOCOL: Final = 1
BIGGEST: Final = 1024**2
"""The most bytes of one frame of a browser."""
BIGGEST_PRESENCE: Final = 16 * 1024
_NUMBER: Final = struct.Struct(">BI")
_LONGEST_EPOCH: Final = 64


class Close(IntEnum):
    """Why a connection is closed."""

    RESTART = 1012
    MALFORMED = 4400
    SIGNED_OUT = 4401
    FORBIDDEN = 4403
    GONE = 4404
    HOLE = 4408
    EPOCH = 4409
    TOO_LARGE = 4413
    TOO_FAST = 4429


class Closing(Exception):
    """This connection ends, for a reason that its browser is told."""

    def __init__(self, code: Close) -> None:
        self.code = code
        super().__init__(code.name)


@dataclass(frozen=True, slots=True)
class Hello:
    """The first frame: which epoch the browser has, how far, and its Yjs client id."""

    epoch: str
    vector: bytes
    client: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Edit number ``seq`` of a connection."""

    seq: int
    update: bytes


@dataclass(frozen=True, slots=True)
class Presence:
    """Where somebody is, as y-protocols writes it."""

    update: bytes


@dataclass(frozen=True, slots=True)
class Ping:
    """Are you there?"""


def read(data: bytes) -> Hello | Edit | Presence | Ping:
    """The frame that a browser sent. Raises Malformed, or Closing where it is too large."""
    if len(data) > BIGGEST:
        raise Closing(Close.TOO_LARGE)
    if not data:
        raise Malformed("an empty frame")
    kind, body = data[0], data[1:]
    if kind == 1:
        if len(body) < 4:
            raise Malformed("an edit without its number")
        return Edit(int.from_bytes(body[:4], "big"), body[4:])
    if kind == 2:
        if len(body) > BIGGEST_PRESENCE:
            raise Closing(Close.TOO_LARGE)
        return Presence(body)
    if kind == 0:
        return _hello(body)
    if kind == 6 and not body:
        return Ping()
    raise Malformed(f"a frame of unknown kind ({kind})")


def _hello(body: bytes) -> Hello:
    try:
        said = json.loads(body)
        if said["protocol"] != PROTOCOL:
            raise Malformed("another protocol")
        epoch, vector, client = said["epoch"], said["vector"], said["client"]
        if not (isinstance(epoch, str) and len(epoch) <= _LONGEST_EPOCH and isinstance(vector, str)):
            raise Malformed("a hello of the wrong shape")
        if isinstance(client, bool) or not isinstance(client, int) or not 0 <= client < 2**53:
            raise Malformed("a client id that is none")
        return Hello(epoch, base64.b64decode(vector, validate=True) or b"\x00", client)
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise Malformed("a hello that cannot be read") from error


def welcome(body: Mapping[str, Any], *, vector: bytes) -> bytes:
    """The answer to *hello*."""
    return _json(0, {**body, "vector": base64_of(vector)})


def base64_of(data: bytes) -> str:
    """Bytes as JSON carries them."""
    return base64.b64encode(data).decode()


def update(serial: int, data: bytes) -> bytes:
    """Edits, merged, to everybody."""
    return _NUMBER.pack(1, serial & 0xFFFFFFFF) + data


def presence(data: bytes) -> bytes:
    """Where people are."""
    return b"\x02" + data


def saved(seq: int) -> bytes:
    """Every edit up to ``seq`` is on disk."""
    return _NUMBER.pack(3, seq)


def refused(seq: int, refusal: Refusal, **more: str) -> bytes:
    """An edit was not taken, or not all of it."""
    wishes = [{"id": wish.id, "fields": wish.fields, "says": wish.says} for wish in refusal.wishes]
    said = {"seq": seq, "reason": refusal.reason, "diagnostics": plain(refusal.diagnostics), "changes": wishes}
    return _json(4, {**said, **more})


def notice(about: str, **data: Any) -> bytes:
    """Something beside the document changed: ask again."""
    return _json(5, {"about": about, **data})


def pong() -> bytes:
    """Yes."""
    return b"\x06"


def _json(kind: int, body: Any) -> bytes:
    return bytes((kind,)) + json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
