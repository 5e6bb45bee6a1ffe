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
from outsidein.ground.writing import either
from outsidein.maps import catalog
from outsidein.maps.cells import Card, Lane
from outsidein.maps.document import Document
from outsidein.maps.fields import Field, Shape, fields_of, referred
from outsidein.maps.identity import good_key
from outsidein.maps.kind import Kind, KindLane, Role, kinds
from outsidein.maps.limits import LONGEST_NAME, LONGEST_TEXT, RESERVED_AT
from outsidein.maps.network import Flow
from outsidein.maps.phrases import say
from outsidein.maps.plan import PlanPlace
from outsidein.maps.record import Placed, Record
from outsidein.maps.report import MOST, called, did_you_mean, listed, shown
from outsidein.maps.spine import Journey, Stage, Step
from outsidein.maps.ties import Arrow, Encounter, Moment, Way

_LEVELS: Final = frozenset(level.value for level in catalog.Level)
_CONTROL: Final = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
_UNKNOWN: Final = {
    "touchpoint": "maps/unknown-touchpoint",
    "persona": "maps/unknown-persona",
    "step": "maps/unknown-step",
    "card": "maps/unknown-card",
    "place": "maps/unknown-place",
    "actor": "maps/unknown-actor",
}
_PARENTS: Final[dict[type[Record], tuple[str, ...]]] = {
    Stage: ("journey",),
    Lane: ("journey",),
    Step: ("stage",),
    PlanPlace: ("journey",),
    Card: ("step", "stage", "actor", "place"),
    Encounter: ("step",),
    Moment: ("step", "actor", "place"),
    Arrow: ("step", "card", "place"),
    Flow: ("actor",),
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
    for record in document:
        yield from _values(record)
    yield from misfits(document)


def misfits(document: Document) -> Iterator[Fault]:
    """Everything of that which lies in how the records stand to each other, not in the values of one."""
    heads = document.all(Journey)
    if len(heads) != 1:
        says = say("soundness.a-map-has-one-journey", n=len(heads))
        yield Fault("maps/not-one-journey", says, say("soundness.keep-one"), heads[0].id if heads else "")
        return
    head = heads[0]
    if head.kind not in kinds():
        fix = did_you_mean(head.kind, kinds()) or say("shared.there-are", kinds=listed(kinds()))
        yield Fault("maps/unknown-kind", say("shared.there-is-no-kind-of", kind=shown(head.kind)), fix, head.id, "kind")
    known = _Known(document)
    for record in document:
        yield from _identity(record, document)
        yield from _references(record, known)
    if head.kind in kinds():
        yield from _of_kind(document, kinds()[head.kind])


def faults_of(record: Record) -> Iterator[Fault]:
    """What is wrong with the values of one record, whatever stands around it."""
    yield from _values(record)


def _identity(record: Record, document: Document) -> Iterator[Fault]:
    kind, _, key = record.id.partition(":")
    if kind != record.type or not good_key(key):
        says = say("soundness.cannot-be-the-id-of", key=shown(key), type=called(record.type))
        better = say("soundness.write", key=slug(key)) if slug(key) else ""
        yield Fault("maps/bad-id", says, say("soundness.an-id-has-letters-digits", better=better), record.id, "id")
    allowed = _PARENTS.get(type(record))
    if allowed and isinstance(record, (Placed, Moment, Arrow, Flow)):
        parent = document.records.get(record.parent)
        if parent is None or parent.type not in allowed:
            says = say(
                "soundness.stands-in-which-is-no",
                id=record.id,
                parent=shown(record.parent),
                allowed=either([called(one) for one in allowed]),
            )
            yield Fault("maps/no-parent", says, say("soundness.put-it-where-it-belongs"), record.id, "parent")


def _values(record: Record) -> Iterator[Fault]:
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.required and isinstance(value, str) and not value.strip() and not isinstance(record, (Moment, Card)):
            says = say("shared.a-needs-a", type=called(record.type), name=field.name)
            yield Fault("maps/missing-field", says, say("shared.give-it-one", name=field.name), record.id, field.name)
        yield from _value(record, field, value)
    if isinstance(record, Journey):
        yield from _journey(record)
    if isinstance(record, Arrow):
        yield from _arrow(record)


def _value(record: Record, field: Field, value: Any) -> Iterator[Fault]:
    for text in _texts(value):
        if (found := re.search(_CONTROL, text)) is not None:
            says = say("soundness.holds-a-control-character-u", name=field.name, found=f"{ord(found.group()):04X}")
            yield Fault("maps/control-character", says, say("soundness.delete-it-it-cannot-be"), record.id, field.name)
        if len(text) > LONGEST_TEXT:
            says = say("soundness.has-characters-are-the-most", name=field.name, n=len(text), longest_text=LONGEST_TEXT)
            fix = say("soundness.keep-long-material-in-the")
            yield Fault("maps/text-too-long", says, fix, record.id, field.name)
    if field.shape in (Shape.PAIRS, Shape.AMOUNTS):
        names = [name for name, _ in value]
        for name in names:
            if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
                says = say("soundness.cannot-stand-as-a-name", name=shown(name), field=field.name)
                yield Fault("maps/bad-name", says, say("soundness.a-name-is-one-line"), record.id, field.name)
        if len(set(names)) < len(names):
            says = say("soundness.a-name-stands-twice-in", name=field.name)
            yield Fault("maps/duplicate-key", says, say("shared.join-the-two-or-rename"), record.id, field.name)
    if field.shape in (Shape.NUMBER, Shape.COUNT) and value is not None:
        yield from _bounded(record, field, value)
    for amount in _numbers(value, field.shape):
        if not math.isfinite(amount):
            says = say("soundness.is-not-a-finite-number", name=field.name)
            yield Fault("maps/not-a-number", says, say("soundness.write-a-number-or-leave"), record.id, field.name)


def _bounded(record: Record, field: Field, value: float) -> Iterator[Fault]:
    """Whether a number lies where it can; what is no number at all is told elsewhere."""
    low = -math.inf if field.low is None else field.low
    high = math.inf if field.high is None else field.high
    if math.isfinite(value) and not low <= value <= high:
        says = say("soundness.is-out-of-range", name=field.name, type=called(record.type), value=float(value))
        one_end = say("soundness.write-a-number-from", low=low)
        fix = say("soundness.write-a-number-between", low=low, high=high) if field.high is not None else one_end
        yield Fault("maps/out-of-range", says, fix, record.id, field.name)


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
        fix = say("soundness.write-the-code-of-the")
        yield Fault("maps/missing-field", say("soundness.this-map-names-no-language"), fix, head.id, "language")
    if head.reviewed and not _is_date(head.reviewed):
        says = say("soundness.reviewed-is-which-is-no", reviewed=shown(head.reviewed))
        yield Fault("maps/not-a-date", says, say("soundness.write-year-month-day-such"), head.id, "reviewed")


def _arrow(arrow: Arrow) -> Iterator[Fault]:
    if arrow.kind is Way.LEAVES and arrow.to:
        says = say("soundness.this-arrow-leaves-the-journey")
        fix = say("soundness.leave-to-out-or-write")
        yield Fault("maps/arrow-to-nowhere", says, fix, arrow.id, "to")
    elif arrow.kind is not Way.LEAVES and not arrow.to:
        fix = say("soundness.write-to-with-the-id")
        yield Fault("maps/arrow-to-nowhere", say("soundness.this-arrow-leads-to-no"), fix, arrow.id, "to")


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
        listing = say("soundness.or-take-one-of", known=listed(known)) if known else ""
        return close or say("soundness.add-it-under-s", type=type_, listing=listing)


def _references(record: Record, known: _Known) -> Iterator[Fault]:
    for field in fields_of(type(record)):
        refers = referred(field, getattr(record, "parent", ""))
        if refers not in _UNKNOWN:
            continue
        for target in _texts(getattr(record, field.name)):
            found = known.document.records.get(target)
            if target and (found is None or found.type != refers):
                key = target.removeprefix(f"{refers}:")
                says = say("soundness.no-of-this-map-has", refers=called(refers), key=shown(key))
                yield Fault(_UNKNOWN[refers], says, known.help(key, refers), record.id, field.name)


def _of_kind(document: Document, kind: Kind) -> Iterator[Fault]:
    for record in document:
        if record.type not in kind.records:
            says = say("soundness.a-has-no-s", name=kind.name, type=called(record.type))
            yield Fault("maps/record-not-of-kind", says, say("soundness.take-it-out-or-choose"), record.id)
        elif isinstance(record, Arrow) and (between := record.parent.partition(":")[0]) not in kind.ties:
            says = say("soundness.a-has-no-arrows-between", name=kind.name, type=called(between))
            yield Fault("maps/arrow-not-of-kind", says, say("soundness.take-it-out-or-choose"), record.id)
    for lane in document.lanes:
        yield from _lane(lane, kind)
    known = {one.key: one for one in kind.arrange(tuple(lane for lane in document.lanes if usable(lane, kind)))}
    for card in document.all(Card):
        parent = document.records.get(card.parent)
        if parent is not None:
            yield from _card(card, parent, known)


def usable(lane: Lane, kind: Kind) -> bool:
    """Whether a map of this kind can have the lane at all: its catalogue entry is known and its key is free."""
    return lane.of in catalog.lanes() and (lane.key in kind.by_key or not _taken(lane, kind))


def _taken(lane: Lane, kind: Kind) -> bool:
    """Whether what the cards of an added lane stand at has a field of its key."""
    entry = catalog.lanes().get(lane.of)
    return entry is not None and lane.key in RESERVED_AT[kind.level_of(entry)]


def _lane(lane: Lane, kind: Kind) -> Iterator[Fault]:
    declared = kind.by_key.get(lane.key)
    if lane.of not in catalog.lanes():
        fix = did_you_mean(lane.of, catalog.lanes()) or say(
            "soundness.lanes-there-are", catalog=listed(catalog.lanes(), most=60)
        )
        yield Fault(
            "maps/unknown-lane", say("soundness.the-lane-catalogue-has-no", of=shown(lane.of)), fix, lane.id, "of"
        )
    elif declared is not None and lane.of not in ("text", declared.of.id):
        says = say("soundness.the-lane-belongs-to-the", key=shown(lane.key), id=declared.of.id)
        yield Fault("maps/lane-of-kind", says, say("soundness.leave-of-out-or-give"), lane.id, "of")
    if declared is None and _taken(lane, kind):
        says = say("soundness.is-a-field-of-steps", key=shown(lane.key))
        yield Fault("maps/lane-name-taken", says, say("soundness.give-the-lane-another-id"), lane.id, "id")


def _card(card: Card, parent: Record, known: dict[str, KindLane]) -> Iterator[Fault]:
    lane = known.get(card.lane)
    if lane is None:
        fix = did_you_mean(card.lane, known) or say("soundness.lanes-are-add-yours-under", known=listed(known, most=40))
        yield Fault(
            "maps/unknown-lane", say("soundness.this-map-has-no-lane", lane=shown(card.lane)), fix, card.id, "lane"
        )
    elif not lane.role.holds_cards:
        says = say("soundness.the-lane-holds-no-cards", key=lane.key)
        fix = (
            say("soundness.name-them-under-touchpoints-of")
            if lane.role is Role.TOUCHPOINTS
            else say("soundness.use-another-lane")
        )
        yield Fault("maps/lane-without-cards", says, fix, card.id, "lane")
    elif parent.type in _LEVELS and lane.level.value != parent.type:
        says = say("soundness.the-cards-of-lane-stand", key=lane.key, level=lane.level.value, type=called(parent.type))
        fix = (
            say("soundness.move-it-up-to-its")
            if lane.level is catalog.Level.STAGE
            else say("soundness.move-it-into-one-of")
        )
        yield Fault("maps/lane-at-wrong-level", says, fix, card.id, "lane")
