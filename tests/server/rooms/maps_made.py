"""A small map for tests of rooms, and a browser's view of a live document without rooms or frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pycrdt

from outsidein.maps import Card, Document, Encounter, Journey, Moment, Persona, Stage, Step, Touchpoint, flat
from outsidein.server.rooms.living import LiveDocument, Taken
from outsidein.server.rooms.presence import Person

ADA = Person("7", "Ada", "#123456")
BOB = Person("8", "Bob", "#654321")


def trip() -> Document:
    """One stage, two steps, cards, a touchpoint met and a persona."""
    head = Journey(id="journey:trip", title="A trip")
    stage = Stage(id="stage:buy", parent=head.id, order="V", name="Buy")
    pay = Step(id="step:pay", parent=stage.id, order="F", name="Pay")
    go = Step(id="step:go", parent=stage.id, order="k", name="Go")
    app = Touchpoint(id="touchpoint:app", name="App")
    ann = Persona(id="persona:ann", name="Ann")
    met = Encounter(id="encounter:a", parent=pay.id, order="V", touchpoint=app.id)
    truth = Moment(id="moment:a", parent=pay.id, reason="Trust", touchpoint=app.id)
    cards = [
        Card(id="card:a", parent=pay.id, order="F", lane="actions", text="Compare fares"),
        Card(id="card:b", parent=pay.id, order="k", lane="actions", text="Pay", touchpoint=app.id, personas=(ann.id,)),
        Card(id="card:c", parent=go.id, order="V", lane="pains", text="Waiting"),
    ]
    return Document.of([head, ann, app, stage, pay, go, met, truth, *cards])


def live(document: Document | None = None) -> LiveDocument:
    """A live document of a map."""
    found = LiveDocument(epoch="e", client=1)
    found.write({one.id: flat(one) for one in document or trip()}, author="Ada", at=1)
    return found


class Copy:
    """A browser's copy: what is done in it comes out as updates."""

    def __init__(self, of: LiveDocument, client: int = 100) -> None:
        self.doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=client)
        self.records: pycrdt.Map[Any] = self.doc.get("records", type=pycrdt.Map)
        self.doc.apply_update(of.state())

    def do(self, act: Callable[[pycrdt.Map[Any]], None]) -> bytes:
        """The update of one transaction."""
        before = self.doc.get_state()
        with self.doc.transaction():
            act(self.records)
        return self.doc.get_update(before)

    def put(self, id: str, fields: Mapping[str, Any]) -> bytes:
        """A record, written whole."""

        def act(records: pycrdt.Map[Any]) -> None:
            records[id] = pycrdt.Map(dict(fields))

        return self.do(act)

    def set(self, id: str, fields: Mapping[str, Any]) -> bytes:
        """Fields of a record; None takes one out."""

        def act(records: pycrdt.Map[Any]) -> None:
            for name, value in fields.items():
                if value is None:
                    del records[id][name]
                else:
                    records[id][name] = value

        return self.do(act)

    def take(self, of: LiveDocument, update: bytes, author: str = "Ada", at: int = 50) -> Taken:
        """Send an update, and hear what came of it."""
        taken = of.take(update, author=author, at=at)
        self.doc.apply_update(taken.update)
        return taken

    def found(self) -> dict[str, dict[str, Any]]:
        return self.records.to_py() or {}


def same(copy: Copy, of: LiveDocument) -> bool:
    """Whether the copy and the server hold the same, and the server's entries are what lies in its document."""
    other = Copy(of, client=101).found()
    return copy.found() == other == {id: dict(entry.raw) for id, entry in of.entries.items()}
