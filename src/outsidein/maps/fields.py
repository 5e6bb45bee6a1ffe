"""How each field of a record is written: read from the record classes, so that a new field needs no second list.

What lives here: Field and Shape, and where a field refers to another record. Not here: the records, or YAML.
Reading, writing, the JSON Schema and the soundness checks all go by these.
"""

from __future__ import annotations

import dataclasses
import types
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from outsidein.maps.record import Record


class Shape(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    COUNT = "count"
    FLAG = "flag"
    WORD = "word"
    """One of a few words (an enumeration)."""
    TEXTS = "texts"
    PAIRS = "pairs"
    """Names and texts."""
    AMOUNTS = "amounts"
    """Names and numbers."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record class. ``refers`` is the type of record that its ids name; people write the keys.

    ``low`` and ``high`` are the least and the most that its number can be.
    """

    name: str
    shape: Shape
    required: bool
    default: Any
    words: type[StrEnum] | None = None
    refers: str = ""
    low: float | None = None
    high: float | None = None


_SHAPES: Final[dict[Any, Shape]] = {
    str: Shape.TEXT,
    float: Shape.NUMBER,
    int: Shape.COUNT,
    bool: Shape.FLAG,
    tuple[str, ...]: Shape.TEXTS,
    tuple[tuple[str, str], ...]: Shape.PAIRS,
    tuple[tuple[str, float], ...]: Shape.AMOUNTS,
}
PEER: Final = "peer"
"""What a field refers to that names another record of the type that its own parent has."""
_REFERS: Final = {
    ("card", "touchpoint"): "touchpoint",
    ("card", "personas"): "persona",
    ("encounter", "touchpoint"): "touchpoint",
    ("moment", "touchpoint"): "touchpoint",
    ("arrow", "to"): PEER,
    ("flow", "to"): "actor",
    ("actor", "persona"): "persona",
    ("lane", "persona"): "persona",
    ("place", "touchpoint"): "touchpoint",
}
_BOUNDS: Final[dict[tuple[str, str], tuple[float | None, float | None]]] = {
    ("journey", "review_every"): (1, None),
    ("actor", "ring"): (0, 9),
    ("actor", "x"): (-1, 1),
    ("actor", "y"): (-1, 1),
    ("place", "x"): (0, 1),
    ("place", "y"): (0, 1),
}
_PLACE: Final = frozenset({"id", "parent", "order"})


_KNOWN: Final[dict[type[Record], tuple[Field, ...]]] = {}


def fields_of(cls: type[Record]) -> tuple[Field, ...]:
    """The fields that people write, in order; not id, parent and order, which follow from where a record stands."""
    if cls not in _KNOWN:
        hints = get_type_hints(cls)
        written = [one for one in dataclasses.fields(cls) if one.name not in _PLACE]
        _KNOWN[cls] = tuple(_field(cls, one, hints[one.name]) for one in written)
    return _KNOWN[cls]


def referred(field: Field, parent: str) -> str:
    """The type of record that ``field`` refers to, in a record that stands in ``parent`` (an id); empty for none.

    >>> from outsidein.maps import Arrow
    >>> [to] = [one for one in fields_of(Arrow) if one.name == "to"]
    >>> referred(to, "card:x"), referred(to, "step:pay")
    ('card', 'step')
    """
    return parent.partition(":")[0] if field.refers == PEER else field.refers


def names_of(cls: type[Record]) -> tuple[str, ...]:
    """The names of those fields."""
    return tuple(field.name for field in fields_of(cls))


def _field(cls: type[Record], one: dataclasses.Field[Any], hint: Any) -> Field:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    words = hint if isinstance(hint, type) and issubclass(hint, StrEnum) else None
    required = one.default is dataclasses.MISSING
    low, high = _BOUNDS.get((cls.type, one.name), (None, None))
    return Field(
        name=one.name,
        shape=Shape.WORD if words else _SHAPES[hint],
        required=required,
        default=None if required else one.default,
        words=words,
        refers=_REFERS.get((cls.type, one.name), ""),
        low=low,
        high=high,
    )
