"""What every record of a map has in common, and the list of record types.

What lives here: Record, and the table from type name to class that readers, writers and the JSON Schema are made from.
Not here: the records themselves (spine, cells, cast, ties).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeVar

R = TypeVar("R", bound="type[Record]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A small typed thing on a map. ``id`` is ``<type>:<key>`` and unique in its document.

    Records that stand in a sequence have ``parent`` (the id of what they stand in) and ``order``, a text that sorts
    among its siblings (see ``order.between``).
    """

    type: ClassVar[str] = "record"
    id: str

    @property
    def key(self) -> str:
        """The part of the id that people write: ``app`` of ``touchpoint:app``."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Record):
    """A record that stands somewhere in a sequence."""

    parent: str
    order: str


TYPES: dict[str, type[Record]] = {}


def recorded(cls: R) -> R:
    """Class decorator: enter a record class in TYPES under its type name."""
    if cls.type in TYPES:
        raise TypeError(f"two record classes are called {cls.type!r}")
    TYPES[cls.type] = cls
    return cls
