"""The catalogues of the field, as data: lanes, touchpoint kinds and media, value models, stage presets, categories.

What lives here: the typed entries of ``catalog/*.yaml``, loaded once when first asked for. Not here: which of them a
kind of map uses (kind), or whether a map speaks of things that no catalogue knows (lint).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml

from outsidein.ground.speech import language
from outsidein.maps.network import ActorKind, FlowKind

_FOLDER: Final = Path(__file__).with_name("catalog")
_OWN_NAMES: Final[ContextVar[tuple[tuple[str, str], ...]]] = ContextVar("outsidein_channels", default=())
"""What the workspace at hand calls its channels, by key."""
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Side(StrEnum):
    """Whose side of the journey a lane shows."""

    CUSTOMER = "customer"
    ORGANISATION = "organisation"


class Level(StrEnum):
    """Whether the cards of a lane stand at steps, at whole stages, at actors of a network, or at places of a plan."""

    STEP = "step"
    STAGE = "stage"
    ACTOR = "actor"
    PLACE = "place"


class LaneLook(StrEnum):
    """How the cards of a lane are drawn."""

    TEXT = "text"
    QUOTE = "quote"
    PILL = "pill"
    CARD = "card"
    BULLET = "bullet"
    CHIP = "chip"
    NUMBER = "number"
    CHART = "chart"


class Writing(StrEnum):
    """The form of a good card (the writing guide): what it starts with, or what it is; empty where anything goes."""

    VERB = "verb"
    QUESTION = "question"
    ADJECTIVE = "adjective"
    GERUND = "gerund"
    NOUN = "noun"
    CHANGE = "change"
    FREE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneEntry:
    """A lane of the catalogue. ``tone`` and ``icon`` are words of the drawing (``render.scene``)."""

    id: str
    name: str
    side: Side
    group: str
    meaning: str
    hint: str
    icon: str
    look: LaneLook
    tone: str = "plain"
    level: Level = Level.STEP
    rule: Writing = Writing.FREE

    @property
    def offers(self) -> bool:
        """Whether it holds what the organisation has for its customers."""
        return self.side is Side.ORGANISATION and self.group == "offering"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the field with its meaning; ``category`` is the hotspot category proposed for a kind of touchpoint."""

    id: str
    name: str
    meaning: str
    icon: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueModel:
    """A theory of what kinds of value there are, with where it was published."""

    id: str
    name: str
    source: str
    values: Mapping[str, Term]


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetStage:
    """A stage to begin with, and its first step."""

    id: str
    name: str
    goal: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetActor:
    """An actor to begin a network with."""

    id: str
    name: str
    kind: ActorKind
    ring: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetFlow:
    """A value flow to begin a network with: ``source`` and ``to`` are ids of its actors, ``name`` says what flows."""

    id: str
    source: str
    to: str
    name: str
    kind: FlowKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetPlace:
    """A place to begin a spatial map with."""

    id: str
    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A way to begin a map: with stages, with actors and flows, or with places."""

    id: str
    name: str
    meaning: str
    stages: tuple[PresetStage, ...] = ()
    actors: tuple[PresetActor, ...] = ()
    flows: tuple[PresetFlow, ...] = ()
    places: tuple[PresetPlace, ...] = ()


def lanes() -> Mapping[str, LaneEntry]:
    """The lane catalogue by id, in its order.

    >>> lanes()["pains"].name, lanes()["pains"].side.value, lanes()["pains"].rule.value
    ('Pain points', 'customer', 'gerund')
    """
    return _lanes(language())


@cache
def _lanes(spoken: str) -> Mapping[str, LaneEntry]:
    entries = [
        LaneEntry(
            **{
                **data,
                "side": Side(data["side"]),
                "look": LaneLook(data["look"]),
                "level": Level(data.get("level", Level.STEP)),
                "rule": Writing(data.get("rule", Writing.FREE)),
            }
        )
        for data in in_words(_load("lanes"), _said("lanes", spoken))
    ]
    return MappingProxyType({entry.id: entry for entry in entries})


def touchpoint_kinds() -> Mapping[str, Term]:
    """Static, interactive, human: what each means and which hotspot category it suggests."""
    return _terms_of("touchpoints", "kinds", language())


def channels() -> Mapping[str, Term]:
    """The ways in which a touchpoint is reached, called as the workspace at hand calls them."""
    return _called("channels", language(), _OWN_NAMES.get())


def owners() -> Mapping[str, Term]:
    """Who can have a touchpoint in hand."""
    return _terms_of("touchpoints", "owners", language())


def media() -> Mapping[str, Term]:
    """The medium catalogue: by what a touchpoint meets the customer; behind ours those that the workspace adds."""
    return _called("media", language(), _OWN_NAMES.get())


def call_channels(names: Mapping[str, str]) -> Mapping[str, str]:
    """From here on, in this context, channels and media are called by these names, by key; gives those before.

    >>> before = call_channels({"human-assisted": "In person"})
    >>> channels()["human-assisted"].name, call_channels(before)["human-assisted"], channels()["human-assisted"].name
    ('In person', 'In person', 'Human-assisted')
    """
    before = dict(_OWN_NAMES.get())
    _OWN_NAMES.set(tuple(sorted(names.items())))
    return before


@lru_cache(maxsize=64)
def _called(section: str, spoken: str, names: tuple[tuple[str, str], ...]) -> Mapping[str, Term]:
    known, own = _terms_of("touchpoints", section, spoken), dict(names)
    called = {id: replace(term, name=own.get(id, term.name)) for id, term in known.items()}
    if section == "media":
        ours = {*known, *_terms_of("touchpoints", "channels", spoken)}
        called |= {id: Term(id=id, name=name, meaning="") for id, name in names if id not in ours}
    return MappingProxyType(called)


def value_models() -> Mapping[str, ValueModel]:
    """The value models by id.

    >>> {model.id: len(model.values) for model in value_models().values()}
    {'sheth-newman-gross': 5, 'shedroff-meanings': 15}
    """
    return _value_models(language())


@cache
def _value_models(spoken: str) -> Mapping[str, ValueModel]:
    said = _said("values", spoken)
    models = [
        ValueModel(**{**data, "values": _terms(in_words(data["values"], said.get(data["id"], {}).get("values")))})
        for data in in_words(_load("values"), {id: {"name": one["name"]} for id, one in said.items()})
    ]
    return MappingProxyType({model.id: model for model in models})


def presets() -> Mapping[str, Preset]:
    """The ways to begin a map, by id."""
    return _presets(language())


@cache
def _presets(spoken: str) -> Mapping[str, Preset]:
    words = _said("presets", spoken)
    found = [_preset(data, words.get(data["id"], {})) for data in _load("presets")]
    return MappingProxyType({preset.id: preset for preset in found})


def _preset(data: dict[str, Any], said: Mapping[str, Any]) -> Preset:
    def part(name: str) -> list[dict[str, Any]]:
        return in_words(data.get(name, []), said.get(name))

    return Preset(
        id=data["id"],
        name=said.get("name", data["name"]),
        meaning=said.get("meaning", data["meaning"]),
        stages=tuple(PresetStage(**one) for one in part("stages")),
        actors=tuple(PresetActor(**{**one, "kind": ActorKind(one["kind"])}) for one in part("actors")),
        flows=tuple(PresetFlow(**{**one, "kind": FlowKind(one["kind"])}) for one in part("flows")),
        places=tuple(PresetPlace(**one) for one in part("places")),
    )


def hotspot_categories() -> Mapping[str, Term]:
    """Where the cause of a hotspot or bright spot may lie."""
    return _terms_of("categories", "hotspot", language())


def opportunity_categories() -> Mapping[str, Term]:
    """What an opportunity springs from."""
    return _terms_of("categories", "opportunity", language())


def actor_kinds() -> Mapping[str, Term]:
    """Person, place, object, organisation: what each is on a network."""
    return _terms_of("network", "actors", language())


def flow_kinds() -> Mapping[str, Term]:
    """What can flow from one actor to another."""
    return _terms_of("network", "flows", language())


def life_phases() -> Mapping[str, Term]:
    """The phases of the customer life cycle, in their order: words for ``Journey.phase``."""
    return _terms_of("story", "phases", language())


def beats() -> Mapping[str, Term]:
    """The beats of a story, in their order: what each ``Beat`` of a step means."""
    return _terms_of("story", "beats", language())


@cache
def everyday_abbreviations(language: str) -> frozenset[str]:
    """Short forms that need no explanation: those known everywhere and those of ``language`` (``en``, ``de`` …)."""
    words: Mapping[str, str] = _load("abbreviations")
    return frozenset((words["everywhere"] + " " + words.get(language.partition("-")[0].lower(), "")).split())


@cache
def _terms_of(file: str, section: str, spoken: str) -> Mapping[str, Term]:
    return _terms(in_words(_load(file)[section], _said(section, spoken)))


def _terms(found: list[dict[str, Any]]) -> Mapping[str, Term]:
    return MappingProxyType({data["id"]: Term(**data) for data in found})


def in_words(entries: list[dict[str, Any]], words: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The entries with their words in another language, by their id (or key); what has none there keeps its own."""
    said = words or {}
    return [{**entry, **said.get(str(entry.get("id", entry.get("key"))), {})} for entry in entries]


@cache
def read_words(folder: Path, spoken: str) -> Mapping[str, Any]:
    """The words of a folder of data in another language (``words/de.yaml``); none in the one it is written in."""
    file = folder / "words" / f"{spoken}.yaml"
    found: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=_LOADER) if file.is_file() else {}  # noqa: S506
    return MappingProxyType(found)


@cache
def _load(name: str) -> Any:
    return yaml.load(_FOLDER.joinpath(f"{name}.yaml").read_text("utf-8"), Loader=_LOADER)  # noqa: S506 (safe loaders)


def _said(name: str, spoken: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_words(_FOLDER, spoken).get(name, {})
    return found
