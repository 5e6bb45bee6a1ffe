"""A kind of map as data: its structure, lanes, records, checks and starter, loaded from ``kinds/*.yaml``.

What lives here: Kind and KindLane, the arrangement of a map's lanes, and beginning a map. Not here: what entries of
the catalogue mean (catalog), or the checks themselves (lint). Nobody asks which kind a map is of: they ask the kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml

from outsidein.ground import speech
from outsidein.maps.catalog import LaneEntry, LaneLook, Level, Side, Writing, in_words, presets, read_words
from outsidein.maps.catalog import lanes as catalogue
from outsidein.maps.cells import Lane
from outsidein.maps.document import Document
from outsidein.maps.order import spread
from outsidein.maps.record import Record
from outsidein.maps.spine import Journey, Stage, Step

_FOLDER: Final = Path(__file__).with_name("kinds")
_ABOVE: Final = ""
"""What a lane above all others stands behind."""
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Structure(StrEnum):
    """How a kind of map is laid out."""

    CHRONOLOGICAL = "chronological"
    HIERARCHICAL = "hierarchical"
    NETWORK = "network"
    SPATIAL = "spatial"


class Role(StrEnum):
    """What a lane shows: cards in cells, touchpoints, a level per step, a corner of a square, or measures."""

    CARDS = "cards"
    TOUCHPOINTS = "touchpoints"
    CURVE = "curve"
    QUAD = "quad"
    MEASURE = "measure"

    @property
    def holds_cards(self) -> bool:
        """Whether people write cards in such a lane."""
        return self not in (Role.TOUCHPOINTS, Role.MEASURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quad:
    """A square of lanes drawn as one row, such as SWOT."""

    key: str
    title: str
    hint: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLane:
    """A lane as it stands on a map: what the kind says, or the map itself, over its entry of the catalogue."""

    key: str
    of: LaneEntry
    title: str
    hint: str
    level: Level
    role: Role = Role.CARDS
    writing: Writing = Writing.FREE
    required: bool = False
    quad: str = ""
    hidden: bool = False

    @property
    def inside(self) -> bool:
        """Whether it shows the organisation's side."""
        return self.of.side is Side.ORGANISATION and self.role is not Role.TOUCHPOINTS

    @property
    def valued(self) -> bool:
        """Whether its cards are numbers first, so that a bare number in the text is a card's value."""
        return self.role is Role.CURVE or self.of.look in (LaneLook.NUMBER, LaneLook.CHART)


@dataclass(frozen=True)
class Kind:
    """A kind of map, as declared."""

    id: str
    name: str
    meaning: str
    structure: Structure
    records: frozenset[str]
    lanes: tuple[KindLane, ...]
    quads: tuple[Quad, ...]
    checks: tuple[str, ...]
    starter: str

    @cached_property
    def by_key(self) -> Mapping[str, KindLane]:
        """The declared lanes by key."""
        return MappingProxyType({lane.key: lane for lane in self.lanes})

    def arrange(self, own: tuple[Lane, ...]) -> tuple[KindLane, ...]:
        """The lanes of a map whose own lane records are ``own``, in order, hidden ones included and marked.

        A record with the key of a declared lane renames or hides it, and keeps its place unless it says ``moved``. Any
        other adds a lane. What is moved or added stands behind the record before it; where it comes first, it stands
        above all if it says ``moved``, else last on its side.
        """
        changed = {record.key: _over(self.by_key[record.key], record) for record in own if record.key in self.by_key}
        moved = {record.key for record in own if record.moved and record.key in changed}
        behind: dict[str, list[KindLane]] = {}
        at: str | None = None
        for record in own:
            if record.key in changed and record.key not in moved:
                at = record.key
                continue
            lane = changed.get(record.key) or _added(record)
            if at is None:
                at = _ABOVE if record.moved else self._last(lane.of.side)
            behind.setdefault(at, []).append(lane)
        arranged = behind.get(_ABOVE, [])
        for lane in self.lanes:
            if lane.key not in moved:
                arranged.append(changed.get(lane.key, lane))
            arranged += behind.get(lane.key, [])
        return tuple(arranged)

    def _last(self, side: Side) -> str:
        """The key of the last lane on a side, or of the last at all where the side has none."""
        same = [lane.key for lane in self.lanes if lane.of.side is side]
        return (same or [lane.key for lane in self.lanes])[-1]


def kinds() -> Mapping[str, Kind]:
    """Every kind of map there is, by id.

    >>> [lane.key for lane in kinds()["customer-journey"].lanes][:3]
    ['actions', 'thoughts', 'feelings']
    """
    return _kinds(speech.language())


@cache
def _kinds(spoken: str) -> Mapping[str, Kind]:
    with speech.speaking(spoken):
        found = [_kind(path, read_words(_FOLDER, spoken).get(path.stem, {})) for path in sorted(_FOLDER.glob("*.yaml"))]
    return MappingProxyType({kind.id: kind for kind in found})


def kind(of: Document | str) -> Kind:
    """The kind of a map, or the kind of this id. Raises KeyError for an unknown one (a reader never lets one pass)."""
    return kinds()[of if isinstance(of, str) else of.journey.kind]


def lanes_of(document: Document, *, hidden: bool = False) -> tuple[KindLane, ...]:
    """The lanes of a map in order: those of its kind, as the map renames or hides them, and those it adds."""
    return tuple(lane for lane in kind(document).arrange(document.lanes) if hidden or not lane.hidden)


def begin(key: str, *, title: str, of: str = "customer-journey", preset: str = "", language: str = "en") -> Document:
    """A new map with the stages of a preset (the kind's own where none is named), each with its first step.

    >>> [stage.name for stage in begin("trip", title="A trip").stages]
    ['Discover', 'Buy', 'Use', 'Support', 'Renew']
    """
    with speech.speaking(language):
        stages = presets()[preset or kind(of).starter].stages
    head = Journey(id=f"journey:{key}", kind=of, title=title, language=language)
    records: list[Record] = [head]
    for stage, order in zip(stages, spread(len(stages)), strict=True):
        at = Stage(id=f"stage:{stage.id}", parent=head.id, order=order, name=stage.name, goal=stage.goal)
        first = Step(id=f"step:{stage.id}", parent=at.id, order=spread(1)[0], name=stage.step)
        records += [at, first]
    return Document.of(records)


def _over(declared: KindLane, record: Lane) -> KindLane:
    title, hint = record.name or declared.title, record.hint or declared.hint
    return replace(declared, title=title, hint=hint, hidden=record.hidden)


def _added(record: Lane) -> KindLane:
    entry = catalogue()[record.of]
    return KindLane(
        key=record.key,
        of=entry,
        title=record.name or entry.name,
        hint=record.hint or entry.meaning,
        level=entry.level,
        writing=entry.rule,
        hidden=record.hidden,
    )


def _kind(path: Path, said: Mapping[str, Any]) -> Kind:
    data: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=_LOADER)  # noqa: S506 (safe loaders)
    data |= {name: text for name, text in said.items() if isinstance(text, str)}
    return Kind(
        id=data["id"],
        name=data["name"],
        meaning=data["meaning"],
        structure=Structure(data["structure"]),
        records=frozenset(data["records"]),
        lanes=tuple(_declared(lane) for lane in in_words(data["lanes"], said.get("lanes"))),
        quads=tuple(Quad(**quad) for quad in in_words(data.get("quads", []), said.get("quads"))),
        checks=tuple(data["checks"]),
        starter=data["starter"],
    )


def _declared(data: dict[str, Any]) -> KindLane:
    entry = catalogue()[data["of"]]
    return KindLane(
        key=data["key"],
        of=entry,
        title=data.get("title", entry.name),
        hint=data.get("hint", entry.meaning),
        level=Level(data.get("level", entry.level)),
        role=Role(data.get("role", Role.CARDS)),
        writing=Writing(data.get("writing", entry.rule)),
        required=data.get("required", False),
        quad=data.get("quad", ""),
    )
