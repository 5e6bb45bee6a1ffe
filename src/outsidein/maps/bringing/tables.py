"""The sheets beside the map: touchpoints and personas, a row each, edited and brought back.

What lives here: what their columns are, their cells, and reading them against the map. Not here: the map's own sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from outsidein.ground import slug
from outsidein.maps.bringing.notes import Notes
from outsidein.maps.bringing.sheet import Sheet, fresh, kept, one_line, plain, told
from outsidein.maps.cast import Persona, Touchpoint
from outsidein.maps.document import Document
from outsidein.maps.fields import Field, Shape, fields_of
from outsidein.maps.phrases import say
from outsidein.maps.record import Record

MARKS: Final[dict[str, type[Record]]] = {"outsidein:touchpoints": Touchpoint, "outsidein:personas": Persona}
"""The mark in the hidden corner of each sheet, and what its rows are."""
_COLUMNS: Final[dict[type[Record], tuple[str, ...]]] = {
    Touchpoint: ("name", "kind", "channel", "medium", "device", "owner", "category", "about"),
    Persona: ("name", "summary", "quote", "goals", "needs", "behaviour", "pains", "buying_role"),
}


def columns_of(cls: type[Record]) -> tuple[Field, ...]:
    """The fields that the sheet of a class shows, in order."""
    known = {one.name: one for one in fields_of(cls)}
    return tuple(known[name] for name in _COLUMNS[cls] if name in known)


def shown(field: Field, value: Any) -> str:
    """A value as its cell says it."""
    if value is None:
        return ""
    if field.shape is Shape.TEXTS:
        return "\n".join(one_line(text) for text in value)
    return plain(str(value))


@dataclass(slots=True)
class Cast:
    """Touchpoints and personas as they are wanted; ``doubtful`` had no row any more, and go unless they are used."""

    records: dict[str, Record]
    doubtful: dict[str, Record]

    def touchpoint(self, name: str) -> str:
        """The id of the touchpoint called ``name``; the empty text where there is none."""
        same = (
            one.id
            for one in (*self.records.values(), *self.doubtful.values())
            if isinstance(one, Touchpoint) and told(one.name).casefold() == told(name).casefold()
        )
        return next(same, "")

    def keep_used(self, records: dict[str, Record], notes: Notes) -> None:
        """Take those of the doubtful out of ``records`` that nothing speaks of, and say which stay."""
        for id, record in self.doubtful.items():
            if any(_speaks_of(one, id) for one in records.values() if one.id != id):
                name = getattr(record, "name", id)
                notes.warn(
                    "maps/still-in-use", say("bringing.still-in-use", name=name), say("bringing.take-it-off-first")
                )
            else:
                records.pop(id, None)


def cast_of(sheets: Sequence[Sheet], base: Document, notes: Notes) -> Cast:
    """What the sheets say of touchpoints and personas; what has no sheet is as it was."""
    found: dict[str, Record] = {}
    doubtful: dict[str, Record] = {}
    for mark, cls in MARKS.items():
        before = {one.id: one for one in base.all(cls)}
        at = next(((sheet, at) for sheet in sheets if (at := sheet.find(mark))), None)
        if at is None:
            found |= before
            continue
        rows = dict(_rows(at[0], at[1], cls, before, set(base.records) | set(found), notes))
        found |= rows
        gone = {id: one for id, one in before.items() if id not in rows}
        found |= gone
        doubtful |= gone
    return Cast(found, doubtful)


def _rows(
    sheet: Sheet, corner: tuple[int, int], cls: type[Record], before: dict[str, Any], taken: set[str], notes: Notes
) -> Iterator[tuple[str, Record]]:
    top, left = corner
    places = {sheet.cell(top, column).strip(): column for column in range(left + 1, sheet.width)}
    used: set[str] = set()
    for row in range(top + 2, len(sheet.rows)):
        id = sheet.cell(row, left).strip()
        said = {one: sheet.cell(row, places[one.name]) for one in columns_of(cls) if one.name in places}
        if not any(cell.strip() for cell in said.values()):
            continue
        record = before.get(id) if id not in used else None
        name = next((cell for one, cell in said.items() if one.name == "name"), "")
        if record is None:
            if not name.strip():
                continue
            id = _new(cls.type, name, taken)
            made: Any = cls
            record = made(id=id, name=fresh(name))
        used.add(id)
        taken.add(id)
        yield id, _edited(record, said, row, notes)


def _edited(record: Any, said: dict[Field, str], row: int, notes: Notes) -> Record:
    changes: dict[str, Any] = {}
    names = {one.name for one in fields(record)}
    for one, cell in said.items():
        old = getattr(record, one.name) if one.name in names else None
        if told(shown(one, old)) == told(cell) or (one.name == "name" and not cell.strip()):
            continue
        if one.shape is Shape.TEXTS:
            changes[one.name] = tuple(_known(old or (), line) for line in cell.split("\n") if line.strip())
        elif one.shape is Shape.WORD:
            words = {str(word): word for word in one.words or ()}
            if not cell.strip() and one.default is None:
                changes[one.name] = None
            elif (word := words.get(cell.strip().casefold())) is not None:
                changes[one.name] = word
            else:
                says = say("bringing.no-such-word", text=fresh(cell)[:40])
                notes.warn("maps/cell-not-a-word", says, say("bringing.one-of", words=", ".join(words)), row=row + 1)
        else:
            changes[one.name] = kept(old or "", cell)
    made: Record = replace(record, **changes)
    return made


def _known(old: tuple[str, ...], line: str) -> str:
    return next((text for text in old if told(text) == told(line)), fresh(line))


def _new(type_: str, name: str, taken: set[str]) -> str:
    key = slug(name)[:60] or type_
    return next(id for n in range(1, 1_000_000) if (id := f"{type_}:{key}" + (f"-{n}" if n > 1 else "")) not in taken)


def _speaks_of(record: Record, id: str) -> bool:
    for one in fields(record):
        value = getattr(record, one.name)
        if value == id or (isinstance(value, tuple) and id in value):
            return True
    return False
