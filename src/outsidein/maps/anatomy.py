"""What a kind of map is made of: its structure, its lanes with their roles, its lines, rings and words.

What lives here: Kind and its parts, and the arrangement of a map's lanes. Not here: which kinds there are (kind), how
one is read from its file (declaring), or what entries of the catalogue mean (catalog).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from outsidein.maps.catalog import LaneEntry, LaneLook, Level, Side, Writing, presets
from outsidein.maps.catalog import lanes as catalogue
from outsidein.maps.cells import Lane
from outsidein.maps.network import ActorKind, FlowKind

_ABOVE: Final = ""
"""What a lane above all others stands behind."""


class Structure(StrEnum):
    """How a kind of map is laid out."""

    CHRONOLOGICAL = "chronological"
    HIERARCHICAL = "hierarchical"
    NETWORK = "network"
    SPATIAL = "spatial"

    @property
    def levels(self) -> tuple[Level, ...]:
        """At what cards can stand on such a map, the finest last."""
        return _LEVELS[self]


_LEVELS: Final = {
    Structure.CHRONOLOGICAL: (Level.STAGE, Level.STEP),
    Structure.HIERARCHICAL: (Level.STAGE, Level.STEP),
    Structure.NETWORK: (Level.ACTOR,),
    Structure.SPATIAL: (Level.PLACE,),
}


class Whose(StrEnum):
    """Whose experience a kind of map tells, and so whose answers its curve is made of."""

    CUSTOMERS = "customers"
    EMPLOYEES = "employees"


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


class LineLook(StrEnum):
    """How a line across the map is drawn: heavy and whole, as the line of visibility of a blueprint, or dashed."""

    SOLID = "solid"
    DASHED = "dashed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line drawn across the map behind the lane whose key is ``after``, such as the line of visibility."""

    key: str
    name: str
    after: str
    look: LineLook = LineLook.DASHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Spine:
    """What this kind of map calls its stages and steps, one and several."""

    stage: str = ""
    step: str = ""
    stages: str = ""
    steps: str = ""

    def within(self, language: str) -> Spine:
        """The words as they stand within a sentence of ``language``: in English with a small letter, as “tower”.

        >>> Spine(stage="Mental space", step="SKU").within("en")
        Spine(stage='mental space', step='SKU', stages='', steps='')
        """
        if language != "en":
            return self
        words = {one: getattr(self, one) for one in ("stage", "step", "stages", "steps")}
        return Spine(
            **{one: word if word[1:2].isupper() else word[:1].lower() + word[1:] for one, word in words.items()}
        )


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
    persona: str = ""
    locked: bool = False

    @property
    def inside(self) -> bool:
        """Whether it shows the organisation's side."""
        return self.of.side is Side.ORGANISATION and self.role is not Role.TOUCHPOINTS

    @property
    def offers(self) -> bool:
        """Whether its cards are what the organisation has for its customers: under a tower they leave no gap."""
        return self.inside and self.of.offers

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
    spine: Spine = Spine()
    lines: tuple[Line, ...] = ()
    ties: frozenset[str] = frozenset()
    """The types of record between which arrows may be drawn."""
    rings: tuple[str, ...] = ()
    """What the rings of a network are called, from the centre outwards."""
    flows: tuple[FlowKind, ...] = ()
    actors: tuple[ActorKind, ...] = ()
    whose: Whose = Whose.CUSTOMERS
    plan: bool = False
    """Whether it needs a picture on which its places stand."""
    source: str = ""
    """The text that declares it, where it is a workspace's own and not one of ours."""

    @property
    def own(self) -> bool:
        """Whether a workspace declares it for itself."""
        return bool(self.source)

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
            lane = changed.get(record.key) or self._added(record)
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

    def begins_with(self, preset: str) -> bool:
        """Whether a map of this kind can begin with this preset of the catalogue: it holds something of it."""
        found = presets().get(preset)
        if found is None:
            return False
        parts = (("stage", found.stages), ("actor", found.actors), ("place", found.places))
        return any(entries and type_ in self.records for type_, entries in parts)

    def level_of(self, entry: LaneEntry) -> Level:
        """Where the cards of a lane stand that is added to such a map: as the catalogue says, else at the finest."""
        levels = self.structure.levels
        return entry.level if entry.level in levels else levels[-1]

    def _added(self, record: Lane) -> KindLane:
        entry = catalogue()[record.of]
        return KindLane(
            key=record.key,
            of=entry,
            title=record.name or entry.name,
            hint=record.hint or entry.meaning,
            level=self.level_of(entry),
            writing=entry.rule,
            hidden=record.hidden,
            persona=record.persona,
            locked=record.locked,
        )


def _over(declared: KindLane, record: Lane) -> KindLane:
    return replace(
        declared,
        title=record.name or declared.title,
        hint=record.hint or declared.hint,
        hidden=record.hidden,
        persona=record.persona,
        locked=record.locked,
    )
