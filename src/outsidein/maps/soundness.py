"""Whether a Document is whole: every reference has its record, every value its type, every text can be written.

What lives here: the rules without which a map cannot be kept as text. A reader applies them to what it read, a writer
to what it is given. Not here: whether the map is any good (lint), or the form of the text (reading).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from outsidein.ground import slug
from outsidein.maps import catalog
from outsidein.maps.cells import Card, Lane
from outsidein.maps.document import Document
from outsidein.maps.fields import Field, Shape, fields_of
from outsidein.maps.identity import good_key
from outsidein.maps.kind import Kind, KindLane, Role, kinds
from outsidein.maps.record import Placed, Record
from outsidein.maps.report import MOST, did_you_mean, listed, shown
from outsidein.maps.spine import Journey, Stage, Step
from outsidein.maps.ties import Encounter, Moment

LONGEST_TEXT: Final = 10_000
LONGEST_NAME: Final = 200
RESERVED: Final = frozenset(
    {"id", "type", "parent", "order", "name", "about", "target", "goal", "lane", "cards"}
    | {"stages", "steps", "touchpoints", "moment_of_truth"}
)
"""Keys of a stage or step that a lane cannot take."""
_CONTROL: Final = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
_UNKNOWN: Final = {"touchpoint": "maps/unknown-touchpoint", "persona": "maps/unknown-persona"}
_PARENTS: Final[dict[type[Placed] | type[Moment], tuple[str, ...]]] = {
    Stage: ("journey",),
    Lane: ("journey",),
    Step: ("stage",),
    Card: ("step", "stage"),
    Encounter: ("step",),
    Moment: ("step",),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps a document from being a map, at a record and perhaps a field of it."""

    code: str
    says: str
    fix: str
    record: str
    field: str = ""


def faults(document: Document) -> Iterator[Fault]:
    """Everything that keeps ``document`` from being written and read back."""
    heads = document.all(Journey)
    if len(heads) != 1:
        says = f"A map has one journey; here are {len(heads)}."
        yield Fault("maps/not-one-journey", says, "Keep one.", heads[0].id if heads else "")
        return
    head = heads[0]
    if head.kind not in kinds():
        fix = did_you_mean(head.kind, kinds()) or f"There are: {listed(kinds())}."
        yield Fault("maps/unknown-kind", f"There is no kind of map {shown(head.kind)}.", fix, head.id, "kind")
    known = _Known(document)
    for record in document:
        yield from _identity(record, document)
        yield from _values(record)
        yield from _references(record, known)
    if head.kind in kinds():
        yield from _of_kind(document, kinds()[head.kind])


def _identity(record: Record, document: Document) -> Iterator[Fault]:
    kind, _, key = record.id.partition(":")
    if kind != record.type or not good_key(key):
        says = f"{shown(key)} cannot be the id of a {record.type}."
        better = f" Write “{slug(key)}”." if slug(key) else ""
        yield Fault(
            "maps/bad-id", says, f"An id has 1–100 letters, digits or signs and no blanks.{better}", record.id, "id"
        )
    allowed = _PARENTS.get(type(record))  # type: ignore[arg-type]
    if allowed and isinstance(record, (Placed, Moment)):
        parent = document.records.get(record.parent)
        if parent is None or parent.type not in allowed:
            says = f"{record.id} stands in {shown(record.parent)}, which is no {' or '.join(allowed)} of this map."
            yield Fault("maps/no-parent", says, "Put it where it belongs, or remove it.", record.id, "parent")


def _values(record: Record) -> Iterator[Fault]:
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.required and isinstance(value, str) and not value.strip() and not isinstance(record, (Moment, Card)):
            says = f"A {record.type} needs a {field.name}."
            yield Fault("maps/missing-field", says, f"Give it one: {field.name}: …", record.id, field.name)
        yield from _value(record, field, value)
    if isinstance(record, Journey):
        yield from _journey(record)


def _value(record: Record, field: Field, value: Any) -> Iterator[Fault]:
    for text in _texts(value):
        if (found := re.search(_CONTROL, text)) is not None:
            says = f"“{field.name}” holds a control character (U+{ord(found.group()):04X})."
            yield Fault("maps/control-character", says, "Delete it; it cannot be seen.", record.id, field.name)
        if len(text) > LONGEST_TEXT:
            says = f"“{field.name}” has {len(text):,} characters; {LONGEST_TEXT:,} are the most."
            fix = "Keep long material in the evidence and name it here under “evidence”."
            yield Fault("maps/text-too-long", says, fix, record.id, field.name)
    if field.shape in (Shape.PAIRS, Shape.AMOUNTS):
        names = [name for name, _ in value]
        for name in names:
            if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
                says = f"{shown(name)} cannot stand as a name in “{field.name}”."
                yield Fault("maps/bad-name", says, "A name is one line of 1–200 characters.", record.id, field.name)
        if len(set(names)) < len(names):
            says = f"A name stands twice in “{field.name}”."
            yield Fault("maps/duplicate-key", says, "Join the two, or rename one.", record.id, field.name)
    for amount in _numbers(value, field.shape):
        if not math.isfinite(amount):
            says = f"“{field.name}” is not a finite number."
            yield Fault("maps/not-a-number", says, "Write a number, or leave it out.", record.id, field.name)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


def _numbers(value: Any, shape: Shape) -> Iterable[float]:
    if shape is Shape.NUMBER and value is not None:
        yield value
    elif shape is Shape.AMOUNTS:
        yield from (amount for _, amount in value)


def _journey(head: Journey) -> Iterator[Fault]:
    if not head.language.strip():
        fix = "Write the code of the language its cards are in, such as: language: en"
        yield Fault("maps/missing-field", "This map names no language.", fix, head.id, "language")
    if head.reviewed and not _is_date(head.reviewed):
        says = f"“reviewed” is {shown(head.reviewed)}, which is no date."
        yield Fault("maps/not-a-date", says, "Write year-month-day, such as 2026-11-21.", head.id, "reviewed")
    if head.review_every is not None and head.review_every < 1:
        fix = "Write a whole number of days from 1, such as 90."
        yield Fault("maps/not-a-number", f"“review_every” is {head.review_every} days.", fix, head.id, "review_every")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class _Known:
    """The keys of a document by type of record, and help with words that are none, as long as help is of use."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._keys: dict[str, list[str]] = {}
        self._helped = 0

    def help(self, key: str, type_: str) -> str:
        if type_ not in self._keys:
            self._keys[type_] = [one.key for one in self.document if one.type == type_]
        known = self._keys[type_]
        self._helped += 1
        close = did_you_mean(key, known) if self._helped <= MOST and len(known) <= 1_000 else ""
        listing = f", or take one of: {listed(known)}" if known else ""
        return close or f"Add it under “{type_}s”{listing}."


def _references(record: Record, known: _Known) -> Iterator[Fault]:
    for field in fields_of(type(record)):
        if not field.refers:
            continue
        for target in _texts(getattr(record, field.name)):
            found = known.document.records.get(target)
            if target and (found is None or found.type != field.refers):
                key = target.removeprefix(f"{field.refers}:")
                says = f"No {field.refers} of this map has the id {shown(key)}."
                yield Fault(_UNKNOWN[field.refers], says, known.help(key, field.refers), record.id, field.name)


def _of_kind(document: Document, kind: Kind) -> Iterator[Fault]:
    for record in document:
        if record.type not in kind.records:
            says = f"A {kind.name.lower()} has no {record.type}s."
            yield Fault("maps/record-not-of-kind", says, "Take it out, or choose another kind.", record.id)
    for lane in document.lanes:
        yield from _lane(lane, kind)
    known = {one.key: one for one in kind.arrange(tuple(lane for lane in document.lanes if usable(lane, kind)))}
    for card in document.all(Card):
        parent = document.records.get(card.parent)
        if parent is not None:
            yield from _card(card, parent, known)


def usable(lane: Lane, kind: Kind) -> bool:
    """Whether a map of this kind can have the lane at all: its catalogue entry is known and its key is free."""
    return lane.of in catalog.lanes() and (lane.key in kind.by_key or lane.key not in RESERVED)


def _lane(lane: Lane, kind: Kind) -> Iterator[Fault]:
    declared = kind.by_key.get(lane.key)
    if lane.of not in catalog.lanes():
        fix = did_you_mean(lane.of, catalog.lanes()) or f"There are: {listed(catalog.lanes(), most=60)}."
        yield Fault("maps/unknown-lane", f"The lane catalogue has no {shown(lane.of)}.", fix, lane.id, "of")
    elif declared is not None and lane.of not in ("text", declared.of.id):
        says = f"The lane {shown(lane.key)} belongs to the kind of map and is “{declared.of.id}”."
        yield Fault("maps/lane-of-kind", says, "Leave “of” out, or give your lane another id.", lane.id, "of")
    if declared is None and lane.key in RESERVED:
        says = f"{shown(lane.key)} is a field of steps and stages and cannot be the id of a lane."
        yield Fault("maps/lane-name-taken", says, "Give the lane another id.", lane.id, "id")


def _card(card: Card, parent: Record, known: dict[str, KindLane]) -> Iterator[Fault]:
    lane = known.get(card.lane)
    if lane is None:
        fix = did_you_mean(card.lane, known) or f"Lanes are: {listed(known, most=40)}; add yours under “lanes”."
        yield Fault("maps/unknown-lane", f"This map has no lane {shown(card.lane)}.", fix, card.id, "lane")
    elif not lane.role.holds_cards:
        says = f"The lane “{lane.key}” holds no cards: it is filled from elsewhere."
        fix = "Name them under “touchpoints” of a step." if lane.role is Role.TOUCHPOINTS else "Use another lane."
        yield Fault("maps/lane-without-cards", says, fix, card.id, "lane")
    elif parent.type in ("step", "stage") and lane.level.value != parent.type:
        says = f"The cards of lane “{lane.key}” stand at {lane.level}s; this one stands at a {parent.type}."
        fix = "Move it up to its stage." if lane.level is catalog.Level.STAGE else "Move it into one of its steps."
        yield Fault("maps/lane-at-wrong-level", says, fix, card.id, "lane")
