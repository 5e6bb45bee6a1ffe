"""Yjs updates (v1) surveyed before they are believed: whose structs, from where to where, building on what.

What lives here: survey, vectors, and the refusal of anything that cannot be part of a live map (texts, subdocuments,
other roots), so that what reaches the engine is well formed. Not here: applying updates (living).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ROOT: Final = "records"
EMPTY: Final = b"\x00\x00"
"""The update that says nothing."""
_DEEPEST: Final = 8
_BIGGEST: Final = 2**53
_MAP: Final = 1


class Malformed(Exception):
    """Bytes that no honest browser sends."""


class Gap(Exception):
    """An update that builds on something that is not there yet: a frame before it was lost."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What an update holds: per client id the half-open range of clocks, what it builds on, what it deletes."""

    ranges: tuple[tuple[int, int, int], ...]
    """Client, first clock, the clock after the last."""
    needs: tuple[tuple[int, int], ...]
    """Ids of structs that its own refer to."""
    deletes: tuple[tuple[int, int], ...]
    """Client and the clock after the last struct deleted."""

    def reach(self, clocks: Mapping[int, int]) -> dict[int, int]:
        """The clock that each of its clients reaches once it is applied where ``clocks`` hold. Raises Gap."""
        reached: dict[int, int] = {}
        for client, start, end in self.ranges:
            known = max(clocks.get(client, 0), reached.get(client, 0))
            if start > known:
                raise Gap(f"structs of {client} from {known} to {start} are missing")
            reached[client] = max(known, end)
        for client, clock in self.needs:
            if clock >= reached.get(client, 0) and clock >= clocks.get(client, 0):
                raise Gap(f"struct {clock} of {client} is missing")
        for client, end in self.deletes:
            if end > reached.get(client, 0) and end > clocks.get(client, 0):
                raise Gap(f"struct {end - 1} of {client} is missing")
        return reached

    def new(self, clocks: Mapping[int, int]) -> frozenset[int]:
        """The client ids of which it brings structs that ``clocks`` do not have."""
        return frozenset(client for client, _, end in self.ranges if end > clocks.get(client, 0))


def survey(update: bytes) -> Survey:
    """What ``update`` holds. Raises Malformed for anything that is no update of a live map."""
    reader = _Reader(update)
    try:
        ranges: list[tuple[int, int, int]] = []
        needs: list[tuple[int, int]] = []
        for _ in range(reader.number()):
            count, client, start = reader.number(), reader.number(), reader.number()
            clock = start
            for _ in range(count):
                clock += reader.struct(needs)
            if clock > _BIGGEST:
                raise Malformed("a clock out of range")
            ranges.append((client, start, clock))
        deletes: list[tuple[int, int]] = []
        for _ in range(reader.number()):
            client = reader.number()
            for _ in range(reader.number()):
                clock, length = reader.number(), reader.number()
                deletes.append((client, clock + length))
    except IndexError:
        raise Malformed("an update that ends early") from None
    if reader.at != len(update):
        raise Malformed("more bytes than an update has")
    return Survey(tuple(ranges), tuple(needs), tuple(deletes))


def vector(data: bytes) -> dict[int, int]:
    """A state vector as client id → clock. Raises Malformed."""
    reader = _Reader(data)
    try:
        found = {reader.number(): reader.number() for _ in range(reader.number())}
    except IndexError:
        raise Malformed("a vector that ends early") from None
    if reader.at != len(data):
        raise Malformed("more bytes than a vector has")
    return found


class _Reader:
    """A place in bytes that moves on; IndexError where they end."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def byte(self) -> int:
        found = self.data[self.at]
        self.at += 1
        return found

    def number(self) -> int:
        """A variable-length unsigned number."""
        data, at = self.data, self.at
        byte = data[at]
        at += 1
        found = byte & 127
        shift = 7
        while byte & 128:
            if shift > 56:
                raise Malformed("a number without end")
            byte = data[at]
            at += 1
            found |= (byte & 127) << shift
            shift += 7
        if found > _BIGGEST:
            raise Malformed("a number out of range")
        self.at = at
        return found

    def skip(self, count: int) -> None:
        self.at += count
        if self.at > len(self.data):
            raise IndexError

    def text(self) -> bytes:
        length = self.number()
        start = self.at
        self.skip(length)
        found = self.data[start : self.at]
        try:
            found.decode()
        except UnicodeDecodeError:
            raise Malformed("a text that is not UTF-8") from None
        return found

    def struct(self, needs: list[tuple[int, int]]) -> int:
        """One struct; gives how many clocks it takes."""
        info = self.byte()
        kind = info & 31
        if kind == 0:
            return self._length()
        if kind == 10:
            raise Gap("the update says itself that something is missing")
        if info & 128:
            needs.append((self.number(), self.number()))
        if info & 64:
            needs.append((self.number(), self.number()))
        if not info & 192:
            if self.number() == 1:
                if self.text() != ROOT.encode():
                    raise Malformed("a root that is none of a map")
            else:
                needs.append((self.number(), self.number()))
            if not info & 32:
                raise Malformed("an entry without its key")
            self.text()
        return self._content(kind)

    def _length(self) -> int:
        length = self.number()
        if length == 0:
            raise Malformed("a struct of no length")
        return length

    def _content(self, kind: int) -> int:
        if kind == 1:
            return self._length()
        if kind == 8:
            length = self._length()
            for _ in range(length):
                self.any()
            return length
        if kind == 7 and self.number() == _MAP:
            return 1
        raise Malformed(f"content of a kind that no map has ({kind})")

    def any(self, depth: int = 0) -> None:
        """A value of JSON, and the few more that Yjs knows."""
        kind = self.byte()
        if kind == 119:
            self.text()
        elif kind == 125:
            self._integer()
        elif kind in (120, 121, 126, 127):
            pass
        elif kind == 123 or kind == 122:
            self.skip(8)
        elif kind == 124:
            self.skip(4)
        elif kind == 116:
            self.skip(self.number())
        elif depth >= _DEEPEST:
            raise Malformed("a value nested too deep")
        elif kind == 117:
            for _ in range(self.number()):
                self.any(depth + 1)
        elif kind == 118:
            for _ in range(self.number()):
                self.text()
                self.any(depth + 1)
        else:
            raise Malformed(f"a value of unknown kind ({kind})")

    def _integer(self) -> None:
        length = 1
        while self.byte() & 128:
            length += 1
            if length > 10:
                raise Malformed("a number without end")
