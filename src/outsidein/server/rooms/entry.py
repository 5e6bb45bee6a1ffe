"""One record as it lies in a live document: its flat fields, and the room's own two that tell of the trash.

What lives here: Entry, Wish, and how one becomes the other's words. Not here: the document they lie in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from outsidein.ground import Diagnostic
from outsidein.maps import Record, flat

OWN: Final = ("deleted", "deleted_by")
_TOLD: Final = ("title", "name", "text", "reason", "label", "touchpoint")
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A valid record, its fields as they lie there, and when and by whom it was put in the trash (0: it is not)."""

    record: Record
    fields: Mapping[str, Any]
    deleted: float = 0
    deleted_by: str = ""

    @classmethod
    def of(cls, record: Record) -> Entry:
        """The entry of a record that is on the map."""
        return cls(record, flat(record))

    @property
    def raw(self) -> dict[str, Any]:
        """Everything that lies in the document under its id."""
        return (
            {**self.fields, "deleted": self.deleted, "deleted_by": self.deleted_by} if self.deleted else {**self.fields}
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What an edit wanted fields of a record to be; None where it wanted one gone. ``says`` is the record's text."""

    id: str
    fields: Mapping[str, Any]
    says: str = ""

    @classmethod
    def that(cls, id: str, fields: Mapping[str, Any], known: Mapping[str, Any]) -> Wish:
        """The wish of an edit that touched ``fields`` of a record that said ``known`` before."""
        told = next((one for name in _TOLD if isinstance(one := fields.get(name, known.get(name)), str) and one), "")
        return cls(id, {name: tame(value) for name, value in fields.items()}, told[:_LONGEST])


@dataclass(frozen=True, slots=True)
class Refusal:
    """An edit, or parts of one, that was not taken: why, and what it wanted."""

    reason: str
    diagnostics: tuple[Diagnostic, ...] = ()
    wishes: tuple[Wish, ...] = ()


def tame(value: Any) -> Any:
    """``value`` as JSON can say it: whatever an update may hold, never an exception."""
    if value is None or isinstance(value, bool | str):
        return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else str(value)[:_LONGEST]
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return {str(key): tame(inner) for key, inner in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return [tame(inner) for inner in value]
    return f"({type(value).__name__})"
