"""Two states of a journey side by side: what was added, removed, moved, reworded, and what that should do to the curve.

What lives here: compare, Comparison, begin_state (a to-be map begun from an as-is one). Not here: which record is which
(pairing), drawing it (render), what was measured (insight): levels here are those that people drew, and targets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from outsidein.maps.cells import Card
from outsidein.maps.diff import Changed, Moved, diff
from outsidein.maps.document import Document
from outsidein.maps.kind import Role, lanes_of
from outsidein.maps.pairing import aligned, renamed, words_of
from outsidein.maps.record import Placed, Record
from outsidein.maps.spine import Journey, State, Step

LOWEST: Final = 1.0
HIGHEST: Final = 10.0
_WORDS: Final = frozenset({"name", "text", "reason", "label"})
_HEAD: Final = frozenset({"of", "state", "reviewed", "title"})
"""What a state of its own says of itself, and no difference between two states."""
_STANDS: Final = frozenset({"lane", "parent", "to", "ring", "x", "y"})
"""Fields that say where a record stands, or between what it runs."""

R = TypeVar("R", bound=Record)


class Sign(StrEnum):
    """What became of a record."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"
    REVISED = "revised"
    """Something else of it is another: its touchpoint, owner, level …"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One record that is not as it was: ``was`` on the earlier map, ``now`` on the later one, None where it is not.

    ``fields`` are name, earlier and later value of each field that differs, except where it stands.
    """

    signs: tuple[Sign, ...]
    was: Record | None
    now: Record | None
    fields: tuple[tuple[str, Any, Any], ...] = ()

    @property
    def record(self) -> Record:
        """The record as it is now, or was."""
        found = self.now or self.was
        if found is None:
            raise LookupError("a difference has a record")
        return found


@dataclass(frozen=True, slots=True)
class Expected:
    """A step of the curve in both states: levels that people drew and levels they aim at, 1–10; None where there is
    none. ``was`` and ``now`` are ids of the step, empty where the state has it not. Nothing of it was measured.
    """

    was: str
    now: str
    name: str
    drawn_was: float | None
    drawn_now: float | None
    target_was: float | None
    target_now: float | None

    @property
    def level(self) -> float | None:
        """What people expect of the later state: what they drew there, or else aim at."""
        return self.drawn_now if self.drawn_now is not None else self.target_now

    @property
    def effect(self) -> float | None:
        """By how much they expect the drawn level to change."""
        return None if self.level is None or self.drawn_was is None else self.level - self.drawn_was


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states of a journey. ``pairs`` has the id on the earlier map for each id on the later that was there."""

    was: Document
    now: Document
    differences: tuple[Difference, ...]
    curve: tuple[Expected, ...]
    pairs: Mapping[str, str]

    def of(self, record: str) -> Difference | None:
        """What became of a record, by its id on either map."""
        found = (one for one in self.differences if record in {each.id for each in (one.now, one.was) if each})
        return next(found, None)

    @property
    def counts(self) -> Mapping[Sign, int]:
        """How many records bear each sign."""
        found = Counter(sign for one in self.differences for sign in one.signs)
        return {sign: found[sign] for sign in Sign}


def compare(was: Document, now: Document) -> Comparison:
    """What ``now`` has that ``was`` has not, has not, has elsewhere, and says in other words.

    A record is known again by its id, else by its place and the likeness of its words.

    >>> from outsidein.maps import begin
    >>> trip = begin("trip", title="A trip")
    >>> aim = begin_state(trip, state=State.TO_BE, key="trip-to-be")
    >>> dict(compare(trip, aim).counts)[Sign.ADDED], aim.journey.of
    (0, 'trip')
    """
    alike, own = aligned(now, was)
    ids = {one.id: own.get(one.id, one.id) for one in alike}
    found = tuple(_in_own_ids(one, ids, now) for one in _differences(was, alike))
    pairs = {ids[one.id]: one.id for one in alike if one.id in was.records}
    return Comparison(was, now, found, tuple(_curve(was, now, pairs)), pairs)


def begin_state(document: Document, *, state: State, key: str, title: str = "") -> Document:
    """Another state of a journey as a map of its own: all that ``document`` says, under the same ids.

    It remembers of which as-is map it is (``Journey.of``) and was reviewed by nobody yet. Its drawn levels are
    those of the map until somebody draws what they expect.
    """
    head = document.journey
    id = f"journey:{key}"
    origin = head.key if head.state is State.AS_IS else head.of or head.key
    begun = replace(head, id=id, state=state, of=origin, reviewed="", title=title or head.title)
    return renamed(document.put(replace(begun, id=head.id)), {head.id: id})


def _differences(was: Document, now: Document) -> Iterator[Difference]:
    changed: dict[str, list[tuple[str, Any, Any]]] = {}
    moved: set[str] = set()
    for change in diff(was, now):
        match change:
            case Changed(id, field, old, new):
                changed.setdefault(id, []).append((field, old, new))
            case Moved(id, _, _, True):
                moved.add(id)
    for record in _in_order(now):
        before = was.records.get(record.id)
        if before is None:
            yield Difference((Sign.ADDED,), None, record)
            continue
        said = [one for one in changed.get(record.id, ()) if not (isinstance(record, Journey) and one[0] in _HEAD)]
        # Where the layout stood in for a place that nobody chose, nothing was moved.
        stood = [one for one in said if one[0] in _STANDS and None not in one[1:]]
        said = [one for one in said if one[0] not in _STANDS]
        signs = [Sign.MOVED] if record.id in moved or stood else []
        signs += [Sign.REWORDED] if any(field in _WORDS for field, _, _ in said) else []
        signs += [Sign.REVISED] if any(field not in _WORDS for field, _, _ in said) else []
        if signs:
            yield Difference(tuple(signs), before, record, tuple(said))
    for record in _in_order(was):
        if record.id not in now.records:
            yield Difference((Sign.REMOVED,), record, None)


def _in_order(document: Document) -> Iterator[Record]:
    """The records as people read a map: the head, the spine with what stands in it, then the rest."""
    given: set[str] = set()
    for record in (document.journey, *(one for stage in document.stages for one in _under(document, stage))):
        given.add(record.id)
        yield record
    yield from (one for one in document if one.id not in given)


def _under(document: Document, record: Record) -> Iterator[Record]:
    yield record
    for child in document.children(record.id, Placed):
        yield from _under(document, child)


def _in_own_ids(difference: Difference, ids: Mapping[str, str], now: Document) -> Difference:
    """The difference with the later record as the later map itself has it."""
    return difference if difference.now is None else replace(difference, now=now.records[ids[difference.now.id]])


def drawn_levels(document: Document) -> Mapping[str, float]:
    """The level that people drew at each step (by id): the mean of the values on the curve’s own cards, 1–10."""
    lanes = {lane.key for lane in lanes_of(document, hidden=True) if lane.role is Role.CURVE}
    found: dict[str, float] = {}
    for step in document.steps:
        cards = [one for one in document.children(step.id, Card) if one.lane in lanes]
        values = [one.value for one in cards if one.value is not None and LOWEST <= one.value <= HIGHEST]
        if values:
            found[step.id] = sum(values) / len(values)
    return found


def _curve(was: Document, now: Document, pairs: Mapping[str, str]) -> Iterator[Expected]:
    """The steps of both states in one order: those of the later one, each that is gone behind the one it followed."""
    levels = drawn_levels(was), drawn_levels(now)
    kept = set(pairs.values())
    gone: dict[str, list[Step]] = {}
    last = ""
    for step in was.steps:
        if step.id in kept:
            last = step.id
        else:
            gone.setdefault(last, []).append(step)
    yield from (_point(step, None, levels) for step in gone.get("", ()))
    for step in now.steps:
        before = was.records.get(pairs.get(step.id, ""))
        yield _point(before if isinstance(before, Step) else None, step, levels)
        if before is not None:
            yield from (_point(one, None, levels) for one in gone.get(before.id, ()))


def _point(was: Step | None, now: Step | None, levels: tuple[Mapping[str, float], Mapping[str, float]]) -> Expected:
    return Expected(
        was.id if was else "",
        now.id if now else "",
        words_of(now or was) if now or was else "",  # type: ignore[arg-type]
        levels[0].get(was.id) if was else None,
        levels[1].get(now.id) if now else None,
        was.target if was else None,
        now.target if now else None,
    )
