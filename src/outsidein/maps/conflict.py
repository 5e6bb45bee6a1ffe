"""What two people changed differently: both values, who holds which, and which one stands on the merged map.

What lives here: Conflict and how it is told. Not here: finding conflicts (merging), or settling them (people).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from outsidein.ground import Diagnostic, Place, Severity
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.pairing import words_of
from outsidein.maps.phrases import say
from outsidein.maps.record import Record
from outsidein.maps.report import called, shown


class Copy(StrEnum):
    """Whose copy."""

    MINE = "mine"
    THEIRS = "theirs"

    @property
    def other(self) -> Copy:
        """The other copy."""
        return Copy.THEIRS if self is Copy.MINE else Copy.MINE


class Dispute(StrEnum):
    """About what two copies disagree."""

    WORDS = "words"
    """A field says this on one side and that on the other."""
    PLACE = "place"
    """A record stands here on one side and there on the other: the values are parent and lane, or what it is behind."""
    REMOVED = "removed"
    """One side took the record out, the other changed it or needs it; it stays."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement. ``taken`` is the side whose value stands on the merged map; the other's is kept here.

    ``record`` is the record as the side has it that still has it. The values are those of ``field``; for a dispute
    about a place pairs of parent and lane (or, in one cell, the id of what it stands behind), for a removal nothing.
    """

    dispute: Dispute
    record: Record
    field: str
    base: Any
    mine: Any
    theirs: Any
    taken: Copy

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.record.id


def explain_conflict(conflict: Conflict, document: Document, *, mine: str = "", theirs: str = "") -> Diagnostic:
    """The conflict in words; ``mine`` and ``theirs`` are what the two sides are called."""
    names = {Copy.MINE: mine or say("merging.mine"), Copy.THEIRS: theirs or say("merging.theirs")}
    what = f"{called(conflict.record.type)} {shown(words_of(conflict.record) or conflict.record.key)}"
    taken = names[conflict.taken]
    where = Place(column=conflict.field or None, record=conflict.record.id)
    if conflict.dispute is Dispute.REMOVED:
        remover = names[conflict.taken.other]
        says = say("merging.removed", what=what, remover=remover, keeper=taken)
        return Diagnostic("maps/merge-removed", says, say("merging.take-it-out"), where, Severity.WARNING)
    place = conflict.dispute is Dispute.PLACE
    mine_said = _standing(document, conflict.mine) if place else _value(conflict.mine)
    theirs_said = _standing(document, conflict.theirs) if place else _value(conflict.theirs)
    values = {"what": what, "mine": names[Copy.MINE], "theirs": names[Copy.THEIRS]}
    values |= {"one": mine_said, "other": theirs_said, "field": conflict.field}
    says = say("merging.placed" if place else "merging.worded", **values)
    code = "maps/merge-place" if place else "maps/merge-words"
    return Diagnostic(code, says, say("merging.taken", taken=taken), where, Severity.WARNING)


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        value = ", ".join(": ".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in value)
    return say("merging.nothing") if value is None or value == "" else shown(str(value), most=500)


def _standing(document: Document, value: Any) -> str:
    """A place in words: the parent’s name and the lane, or what it stands behind."""
    if isinstance(value, tuple):
        parent, lane = value
        there = document.records.get(parent)
        named = shown(words_of(there) or there.key) if there else shown(parent)
        return say("merging.cell", parent=named, lane=lane) if lane else named
    before = document.records.get(value)
    if before is None:
        return say("merging.first")
    text = before.text if isinstance(before, Card) else words_of(before)
    return say("merging.behind", before=shown(text or before.key))
