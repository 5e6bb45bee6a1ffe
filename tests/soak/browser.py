"""A browser that speaks the room protocol, without any network: bytes in, bytes out; it keeps book of what was saved.

What lives here: Browser. Not here: how its frames travel (simulation, and the sockets of the kill test).
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

import pycrdt

EMPTY = b"\x00\x00"


class Hole(Exception):
    """A frame was lost on the way: connect again."""


@dataclass
class Work:
    """One edit: what it did, and whether the server said that it is saved."""

    does: str
    id: str
    fields: dict[str, Any]
    seq: int = 0
    connection: int = 0
    saved: bool = False
    refused: bool = False


class Browser:
    """One browser's copy of a map."""

    def __init__(self, client: int) -> None:
        self.client = client
        self.works: list[Work] = []
        self.refusals: list[dict[str, Any]] = []
        self.notices: list[dict[str, Any]] = []
        self.connection = 0
        self.online = False
        self.out: list[bytes] = []
        """Frames to be sent."""
        self._kept: pycrdt.Subscription | None = None
        self._fresh()

    def close(self) -> None:
        """Let the engine's memory go."""
        if self._kept is not None:
            self.doc.unobserve(self._kept)
            self._kept = None

    def _fresh(self) -> None:
        self.close()
        self.doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=self.client)
        self.records: pycrdt.Map[Any] = self.doc.get("records", type=pycrdt.Map)
        self.epoch = ""
        self._updates: list[bytes] = []
        self._kept = self.doc.observe(lambda event: self._updates.append(event.update))

    @property
    def unsaved(self) -> int:
        """How many edits are not yet on the server's disk."""
        return sum(not work.saved and not work.refused for work in self.works)

    def hello(self) -> bytes:
        """Begin a connection; its first frame."""
        self.connection += 1
        self.online = False
        self.seq = 0
        self.serial: int | None = None
        self.out = []
        vector = base64.b64encode(self.doc.get_state()).decode()
        body = {"protocol": 1, "epoch": self.epoch, "vector": vector, "client": self.client}
        return b"\x00" + json.dumps(body).encode()

    def hear(self, frame: bytes) -> None:
        """Take in a frame of the server; what is to be answered goes to ``out``. Raises Hole."""
        kind, body = frame[0], frame[1:]
        if kind == 0:
            self._welcome(json.loads(body))
        elif kind == 1:
            serial = int.from_bytes(body[:4], "big")
            if self.serial is None or serial != self.serial:
                raise Hole
            self.serial = serial + 1
            self.doc.apply_update(body[4:])
            self._updates.clear()
        elif kind == 3:
            seq = int.from_bytes(body, "big")
            for work in self.works:
                if work.connection == self.connection and 0 < work.seq <= seq:
                    work.saved = True
        elif kind == 4:
            self.refusals.append(json.loads(body))
        elif kind == 5:
            self.notices.append(json.loads(body))

    def _welcome(self, said: dict[str, Any]) -> None:
        if self.online:
            raise Hole
        self.epoch, self.serial, self.online = said["epoch"], said["serial"], True
        self.can_edit = said["can_edit"]
        missing = self.doc.get_update(base64.b64decode(said["vector"]))
        if missing != EMPTY:
            self._send(missing)
        for work in self.works:
            if not work.saved:
                work.seq, work.connection = self.seq, self.connection
                work.saved = work.saved or missing == EMPTY

    def _send(self, update: bytes) -> None:
        self.seq += 1
        self.out.append(b"\x01" + self.seq.to_bytes(4, "big") + update)

    def _done(self, work: Work) -> Work:
        self.works.append(work)
        updates, self._updates = self._updates, []
        if self.online and updates:
            self._send(pycrdt.merge_updates(*updates))
            work.seq, work.connection = self.seq, self.connection
        return work

    # Edits

    def add(self, id: str, fields: dict[str, Any]) -> Work:
        """A new record."""
        self._updates.clear()
        self.records[id] = pycrdt.Map(fields)
        return self._done(Work("add", id, fields))

    def set(self, id: str, fields: dict[str, Any]) -> Work:
        """Fields of a record; None takes one out."""
        self._updates.clear()
        entry = self.records[id]
        with self.doc.transaction():
            for name, value in fields.items():
                if value is None:
                    if name in entry:
                        del entry[name]
                else:
                    entry[name] = value
        return self._done(Work("set", id, fields))

    def found(self) -> dict[str, dict[str, Any]]:
        """Every record as it lies here, those in the trash included."""
        return self.records.to_py() or {}
