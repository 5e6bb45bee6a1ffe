"""A record as flat fields of plain JSON and back: the form in which records lie in a live document and travel to it.

What lives here: flat and unflat. A field that holds its default is left out. Not here: what makes a whole map of
records (soundness), or where live documents are kept (the server's rooms).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final

from outsidein.ground import Diagnostic, Place
from outsidein.maps.fields import Field, Shape, fields_of
from outsidein.maps.identity import good_key
from outsidein.maps.kind import kinds
from outsidein.maps.phrases import say
from outsidein.maps.record import TYPES, Placed, Record
from outsidein.maps.report import called, did_you_mean, listed, shown
from outsidein.maps.soundness import faults_of
from outsidein.maps.spine import Journey

LONGEST_ORDER: Final = 1_000
LONGEST_ID: Final = 160


def flat(record: Record) -> dict[str, Any]:
    """The fields of ``record`` as JSON holds them; its id is not among them, since it is the key they lie under.

    >>> from outsidein.maps import Stage
    >>> flat(Stage(id="stage:buy", parent="journey:trip", order="V", name="Buy"))
    {'type': 'stage', 'parent': 'journey:trip', 'order': 'V', 'name': 'Buy'}
    """
    fields: dict[str, Any] = {"type": record.type}
    for name in _place_of(type(record)):
        fields[name] = getattr(record, name)
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.required or value != field.default:
            fields[field.name] = _plain(value)
    return fields


def unflat(id: str, fields: Mapping[str, Any]) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    """The record that ``fields`` describe under ``id``; None where they describe none, and then all that is wrong.

    Nothing is raised, whatever JSON ``fields`` hold.

    >>> record, _ = unflat("stage:buy", {"type": "stage", "parent": "journey:trip", "order": "V", "name": "Buy"})
    >>> record.name
    'Buy'
    >>> print(unflat("stage:buy", {"type": "stage", "parent": "journey:trip", "order": "V", "name": 7})[1][0])
    error: field “name”, stage:buy: “name” of a stage is a text; this is a number. Write a text.
    """
    reader = _Reader(id if isinstance(id, str) else "")
    record = reader.record(fields)
    return (None if reader.found else record), tuple(reader.found)


def _place_of(cls: type[Record]) -> tuple[str, ...]:
    """The fields that say where a record of this class stands."""
    if issubclass(cls, Placed):
        return ("parent", "order")
    return ("parent",) if "parent" in cls.__dataclass_fields__ else ()


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


class _Reader:
    """Reads one record, noting everything that is wrong with it, the field in the column."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.found: list[Diagnostic] = []

    def record(self, fields: Mapping[str, Any]) -> Record | None:
        type_ = fields.get("type")
        cls = TYPES.get(type_) if isinstance(type_, str) else None
        if cls is None:
            named = shown(type_) if isinstance(type_, str) else say("flat.no-text")
            self._tell(
                "maps/unknown-record",
                "type",
                say("flat.there-is-no-type-of", named=named),
                say("flat.there-are", types=listed(TYPES)),
            )
            return None
        kind, _, key = self.id.partition(":")
        if kind != cls.type or not good_key(key):
            says = say("flat.cannot-be-the-id-of", id=shown(self.id), type=called(cls.type))
            self._tell("maps/bad-id", "id", says, say("flat.it-is-and-letters-digits", type=called(cls.type)))
        place = _place_of(cls)
        values: dict[str, Any] = {name: self._standing(cls, name, fields) for name in place}
        known = {field.name: field for field in fields_of(cls)}
        for name in fields:
            if name not in known and name not in place and name != "type":
                fix = did_you_mean(name, known) if isinstance(name, str) else ""
                named = shown(name) if isinstance(name, str) else say("flat.that-is-no-text")
                self._tell(
                    "maps/unknown-key",
                    str(name)[:60],
                    say("flat.a-has-no-field", type=called(cls.type), named=named),
                    fix or say("flat.leave-it-out"),
                )
        for field in known.values():
            if field.name in fields:
                values[field.name] = self._value(cls, field, fields[field.name])
            elif field.required:
                says = say("shared.a-needs-a", type=called(cls.type), name=field.name)
                self._tell("maps/missing-field", field.name, says, say("shared.give-it-one", name=field.name))
        return None if self.found else self._sound(cls(id=self.id, **values))

    def _sound(self, record: Record) -> Record:
        for fault in faults_of(record):
            self._tell(fault.code, fault.field, fault.says, fault.fix)
        if isinstance(record, Journey) and record.kind not in kinds():
            fix = did_you_mean(record.kind, kinds()) or say("shared.there-are", kinds=listed(kinds()))
            self._tell("maps/unknown-kind", "kind", say("shared.there-is-no-kind-of", kind=shown(record.kind)), fix)
        return record

    def _standing(self, cls: type[Record], name: str, fields: Mapping[str, Any]) -> str:
        value = fields.get(name)
        if not isinstance(value, str):
            self._tell(
                "maps/missing-field",
                name,
                say("shared.a-needs-a", type=called(cls.type), name=name),
                say("flat.put-it-where-it-belongs"),
            )
            return ""
        if len(value) > (LONGEST_ORDER if name == "order" else LONGEST_ID) or not (value.isprintable()):
            self._tell(
                "maps/wrong-shape",
                name,
                say("flat.cannot-be-the-of-a", value=shown(value), name=name, type=called(cls.type)),
                say("flat.choose-another"),
            )
        return value

    def _value(self, cls: type[Record], field: Field, value: Any) -> Any:
        taken = _TAKERS[field.shape](field, value)
        if taken is not _WRONG:
            return taken
        code, meant = _CODES[field.shape], say(f"flat.shape.{field.shape.name.lower()}")
        if field.words is not None and isinstance(value, str):
            words = [word.value for word in field.words]
            says = say("flat.of-a-cannot-be", name=field.name, type=called(cls.type), value=shown(value))
            self._tell(code, field.name, says, did_you_mean(value, words) or say("flat.words-are", words=listed(words)))
        else:
            says = say(
                "flat.of-a-is-this-is", name=field.name, type=called(cls.type), meant=meant, value=_called(value)
            )
            self._tell(code, field.name, says, say("flat.write", meant=meant))
        return field.default

    def _tell(self, code: str, field: str, says: str, fix: str) -> None:
        self.found.append(Diagnostic(code, says, fix, Place(column=field, record=self.id[:LONGEST_ID])))


_WRONG: Final = object()
_CODES: Final = {
    Shape.TEXT: "maps/wrong-shape",
    Shape.NUMBER: "maps/not-a-number",
    Shape.COUNT: "maps/not-a-number",
    Shape.FLAG: "maps/wrong-shape",
    Shape.WORD: "maps/not-a-word",
    Shape.TEXTS: "maps/wrong-shape",
    Shape.PAIRS: "maps/wrong-shape",
    Shape.AMOUNTS: "maps/wrong-shape",
}


def _called(value: Any) -> str:
    """What kind of JSON ``value`` is, in words."""
    if isinstance(value, bool):
        return say("flat.shape.flag")
    for kind, called_so in ((str, "text"), (int | float, "number"), (list | tuple, "list"), (Mapping, "object")):
        if isinstance(value, kind):
            return say(f"flat.is.{called_so}")
    return say("flat.is.nothing") if value is None else say("flat.is.else")


def _is_number(value: Any) -> bool:
    """Whether it is a number that a float can be; JSON knows whole numbers that none can."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, float) or abs(value) < 2**1000


def _text(field: Field, value: Any) -> Any:
    return value if isinstance(value, str) else _WRONG


def _number(field: Field, value: Any) -> Any:
    return float(value) if _is_number(value) and math.isfinite(value) else _WRONG


def _count(field: Field, value: Any) -> Any:
    if not _is_number(value) or not math.isfinite(value) or value != int(value) or abs(value) >= 10**15:
        return _WRONG
    return int(value)


def _flag(field: Field, value: Any) -> Any:
    return value if isinstance(value, bool) else _WRONG


def _word(field: Field, value: Any) -> Any:
    assert field.words is not None  # noqa: S101 - what the shape WORD means
    try:
        return field.words(value) if isinstance(value, str) else _WRONG
    except ValueError:
        return _WRONG


def _rows(value: Any, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, list | tuple) and all(fits(one) for one in value)


def _texts(field: Field, value: Any) -> Any:
    return tuple(value) if _rows(value, lambda one: isinstance(one, str)) else _WRONG


def _is_pair(one: Any) -> bool:
    return isinstance(one, list | tuple) and len(one) == 2 and isinstance(one[0], str)


def _pairs(field: Field, value: Any) -> Any:
    fits = _rows(value, lambda one: _is_pair(one) and isinstance(one[1], str))
    return tuple((name, said) for name, said in value) if fits else _WRONG


def _amounts(field: Field, value: Any) -> Any:
    fits = _rows(value, lambda one: _is_pair(one) and _is_number(one[1]) and math.isfinite(one[1]))
    return tuple((name, float(amount)) for name, amount in value) if fits else _WRONG


_TAKERS: Final[dict[Shape, Callable[[Field, Any], Any]]] = {
    Shape.TEXT: _text,
    Shape.NUMBER: _number,
    Shape.COUNT: _count,
    Shape.FLAG: _flag,
    Shape.WORD: _word,
    Shape.TEXTS: _texts,
    Shape.PAIRS: _pairs,
    Shape.AMOUNTS: _amounts,
}
