"""Who is where on a map: y-protocols awareness states, read with suspicion, told with names the server vouches for.

What lives here: reading and writing awareness updates, and Presences, what a room knows of all. Not here: sending.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from outsidein.server.rooms.updates import Malformed

_FIELDS: Final = ("selected", "editing", "dragging")
_MOST_STATES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a map. ``id`` is empty for guests; ``color`` is a CSS colour that is theirs wherever they are."""

    id: str
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class State:
    """One client's entry: a clock that goes up, and what it says (None: gone)."""

    client: int
    clock: int
    says: str


def read(data: bytes) -> list[State]:
    """The states of an awareness update. Raises Malformed."""
    at = 0

    def number() -> int:
        nonlocal at
        found = shift = 0
        while True:
            byte = data[at]
            at += 1
            found |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return found
            if shift > 56:
                raise Malformed("a number without end")

    states = []
    try:
        count = number()
        if count > _MOST_STATES:
            raise Malformed("more states than a map has people")
        for _ in range(count):
            client, clock, length = number(), number(), number()
            if at + length > len(data):
                raise Malformed("a state that ends early")
            states.append(State(client, clock, data[at : at + length].decode()))
            at += length
    except (IndexError, UnicodeDecodeError) as error:
        raise Malformed("a presence that cannot be read") from error
    if at != len(data):
        raise Malformed("more bytes than a presence has")
    return states


def write(states: Iterable[State]) -> bytes:
    """An awareness update of these states."""
    some = list(states)
    parts = [_number(len(some))]
    for state in some:
        says = state.says.encode()
        parts += (_number(state.client), _number(state.clock), _number(len(says)), says)
    return b"".join(parts)


def vouched(says: str, person: Person) -> str:
    """What a browser says of where somebody is, with who they are put in by the server. Raises Malformed."""
    try:
        found: Any = json.loads(says)
    except (ValueError, RecursionError) as error:
        raise Malformed("a state that is no JSON") from error
    if found is None:
        return "null"
    if not isinstance(found, dict):
        raise Malformed("a state that is no object")
    told = {name: found[name] for name in _FIELDS if name in found}
    told["user"] = {"id": person.id, "name": person.name, "color": person.color}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()


class Presences:
    """Where everybody is; what changed since it was last told."""

    def __init__(self) -> None:
        self._states: dict[int, State] = {}
        self._changed: dict[int, State] = {}

    def hear(self, client: int, data: bytes, person: Person) -> bool:
        """Take in what the browser of ``client`` says; whether anything is to be told. Raises Malformed."""
        told = False
        for state in read(data):
            known = self._states.get(client)
            if state.client != client or (known is not None and state.clock < known.clock):
                continue
            self._states[client] = self._changed[client] = State(client, state.clock, vouched(state.says, person))
            told = True
        return told

    def gone(self, client: int) -> bool:
        """Somebody left; whether anything is to be told."""
        known = self._states.pop(client, None)
        if known is None:
            return False
        self._changed[client] = State(client, known.clock + 1, "null")
        return True

    def news(self) -> bytes | None:
        """What changed since the last time, as an awareness update."""
        changed, self._changed = self._changed, {}
        return write(changed.values()) if changed else None

    def everybody(self) -> bytes | None:
        """Where everybody is, for somebody who comes in."""
        return write(self._states.values()) if self._states else None


def _number(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(128 | (value & 127))
        value >>= 7
    out.append(value)
    return bytes(out)
