"""Reading the file that declares a kind of map, ours or a workspace's own.

What lives here: declared, which names every wrong thing with its line and how to mend it. Not here: what a kind is made
of (anatomy), which kinds there are (kind), or YAML itself (nodes). Nothing raises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from outsidein.ground import Diagnostic
from outsidein.maps.anatomy import Kind, KindLane, Line, LineLook, Quad, Role, Spine, Structure, Whose
from outsidein.maps.catalog import LaneLook, Level, Writing, presets
from outsidein.maps.catalog import lanes as catalogue
from outsidein.maps.identity import good_key
from outsidein.maps.limits import LONGEST_NAME, LONGEST_TEXT, RESERVED_AT
from outsidein.maps.network import ActorKind, FlowKind
from outsidein.maps.nodes import compose, line_of
from outsidein.maps.phrases import say
from outsidein.maps.record import TYPES
from outsidein.maps.remark import CHECKS
from outsidein.maps.report import Report, did_you_mean, listed, shown

MOST_LANES: Final = 100
"""How many lanes a kind can declare."""
_NONE: Final[Mapping[str, Any]] = MappingProxyType({})
FIELDS: Final = [
    "id",
    "name",
    "meaning",
    "structure",
    "records",
    "spine",
    "starter",
    "ties",
    "lines",
    "rings",
    "flows",
    "actors",
    "whose",
    "plan",
    "quads",
    "lanes",
    "checks",
    "words",
]
_LANE: Final = ("key", "of", "title", "hint", "level", "role", "writing", "required", "quad", "look", "tone")
_TONES: Final = ("plain", "accent", "good", "bad", "warn", "org", "human")
_HOLDS: Final[dict[Structure, tuple[str, ...]]] = {
    Structure.CHRONOLOGICAL: (
        *("journey", "persona", "touchpoint", "lane", "stage", "step"),
        *("card", "encounter", "moment", "arrow"),
    ),
    Structure.HIERARCHICAL: ("journey", "persona", "lane", "stage", "step", "card"),
    Structure.NETWORK: ("journey", "persona", "lane", "actor", "flow", "card", "moment"),
    Structure.SPATIAL: ("journey", "persona", "touchpoint", "lane", "place", "card", "moment", "arrow"),
}
"""What a map of this structure holds unless its kind says otherwise."""
_NEEDS: Final[dict[Structure, tuple[str, ...]]] = {
    Structure.CHRONOLOGICAL: ("journey", "stage", "step"),
    Structure.HIERARCHICAL: ("journey", "stage", "step"),
    Structure.NETWORK: ("journey", "actor", "flow"),
    Structure.SPATIAL: ("journey", "place"),
}
"""Without what a map of this structure is none."""
_STARTERS: Final = {
    Structure.CHRONOLOGICAL: "blank",
    Structure.HIERARCHICAL: "mental-spaces",
    Structure.NETWORK: "around-the-customer",
    Structure.SPATIAL: "rooms-of-a-branch",
}
_CHECKS: Final[dict[Structure, tuple[str, ...]]] = {
    Structure.CHRONOLOGICAL: ("map-empty", "stage-empty", "lane-empty", "card-empty", "step-never-reached"),
    Structure.HIERARCHICAL: ("map-empty", "stage-empty", "lane-empty", "card-empty", "tower-without-support"),
    Structure.NETWORK: ("map-empty", "card-empty", "actor-without-flow", "flow-without-label", "flow-to-itself"),
    Structure.SPATIAL: ("map-empty", "card-empty", "plan-missing", "place-without-touchpoint"),
}
W = TypeVar("W", bound=StrEnum)


def declared(
    text: str, *, file: str | None = None, words: Mapping[str, Any] = _NONE, ours: bool = False
) -> tuple[Kind | None, tuple[Diagnostic, ...]]:
    """The kind that ``text`` declares, and all that is wrong with it; None where any of that is an error.

    ``words`` says it in another language (ours: ``kinds/words/de.yaml``); one's own kind has them in its file.

    >>> own, _ = declared("id: visit\\nname: Visit\\nmeaning: A visit.\\nstructure: spatial\\nlanes: []\\n")
    >>> own.name, own.own, own.starter
    ('Visit', True, 'rooms-of-a-branch')
    >>> print(declared("id: visit\\nname: Visit\\nmeaning: A visit.\\nstructure: spatal\\nlanes: []\\n")[1][0])
    error: line 4: There is no structure “spatal”. Did you mean “spatial”?
    """
    report = Report(file)
    data = compose(text, report)
    if data is not None and not isinstance(data, dict):
        report.add("maps/kind-wrong-shape", say("declaring.a-kind-is-written-as"), say("declaring.begin-with"), line=1)
        data = None
    if data is None:
        return None, report.close()
    kind = _Reader(report, data, words or _spoken(data)).kind("" if ours else text)
    return (None if report.failed else kind), report.close()


def _spoken(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the file itself says in the language that is spoken."""
    from outsidein.ground.speech import language

    said = data.get("words")
    found = said.get(language()) if isinstance(said, dict) else None
    return found if isinstance(found, dict) else _NONE


class _Reader:
    """Reads one kind, noting everything that is wrong with it."""

    def __init__(self, report: Report, data: dict[str, Any], said: Mapping[str, Any]) -> None:
        self.report = report
        self.data = data
        self.said = said
        self.structure = Structure.CHRONOLOGICAL

    def kind(self, source: str) -> Kind | None:
        data = self.data
        self._known(data, FIELDS)
        for name in ("id", "name", "meaning", "structure", "lanes"):
            if name not in data or data[name] == "":
                self._tell(
                    "maps/kind-missing",
                    data,
                    None,
                    say("declaring.a-kind-needs", name=name),
                    say("declaring.add", name=name),
                )
        self.structure = self._word(Structure, data, "structure", "declaring.no-structure") or self.structure
        id_ = self._text(data, "id")
        if id_ and not (good_key(id_) and id_ == id_.lower() and not set(id_) & set("/\\:.")):
            self._tell(
                "maps/kind-bad-id",
                data,
                "id",
                say("declaring.cannot-be-its-id", id=shown(id_)),
                say("declaring.an-id-is"),
            )
        records = frozenset(self._names(data, "records", TYPES, _HOLDS[self.structure]))
        for needed in _NEEDS[self.structure]:
            if needed not in records:
                says = say("declaring.without-that-it-is-none", structure=self.structure.value, needed=needed)
                self._tell(
                    "maps/kind-missing", data, "records", says, say("declaring.add-it-to", name="records", word=needed)
                )
        starter = self._names({"starter": [data["starter"]]} if "starter" in data else {}, "starter", presets(), ())
        quads = tuple(Quad(**one) for one in self._entries("quads", ("key", "title", "hint", "icon")))
        lanes = tuple(self._lanes({quad.key for quad in quads}))
        ties = frozenset(self._names(data, "ties", ("step", "card", "place"), ()))
        for one in sorted(ties - records):
            says = say("declaring.ties-what-it-has-not", word=one)
            self._tell(
                "maps/kind-unknown-word", data, "ties", says, say("declaring.add-it-to", name="records", word=one)
            )
        return Kind(
            id=id_,
            name=self._text(data, "name", self.said),
            meaning=self._text(data, "meaning", self.said),
            structure=self.structure,
            records=records,
            lanes=lanes,
            quads=quads,
            checks=tuple(self._names(data, "checks", CHECKS, _CHECKS[self.structure])),
            starter=next(iter(starter), _STARTERS[self.structure]),
            spine=self._spine(),
            lines=tuple(self._lines({lane.key for lane in lanes})),
            ties=ties,
            rings=self._rings(),
            flows=tuple(FlowKind(one) for one in self._names(data, "flows", tuple(FlowKind), tuple(FlowKind))),
            actors=tuple(ActorKind(one) for one in self._names(data, "actors", tuple(ActorKind), tuple(ActorKind))),
            whose=self._word(Whose, data, "whose", "declaring.no-whose") or Whose.CUSTOMERS,
            plan=self._flag(data, "plan"),
            source=source,
        )

    def _lanes(self, quads: set[str]) -> Iterator[KindLane]:
        words = self.said.get("lanes")
        seen: set[str] = set()
        listing = self._list(self.data, "lanes")
        if len(listing) > MOST_LANES:
            says = say("declaring.too-many-lanes", n=len(listing), most=MOST_LANES)
            self._tell("maps/kind-too-big", self.data, "lanes", says, say("declaring.leave-some-to-the-maps"))
        for one in listing[:MOST_LANES]:
            if not isinstance(one, dict):
                self._tell(
                    "maps/kind-wrong-shape",
                    one,
                    None,
                    say("declaring.a-lane-has-fields"),
                    say("declaring.write-a-lane-so"),
                )
                continue
            self._known(one, _LANE)
            entry = catalogue().get(self._text(one, "of"))
            key = self._text(one, "key") or self._text(one, "of")
            if entry is None:
                known = catalogue()
                says = say("declaring.no-lane-entry", of=shown(self._text(one, "of")))
                fix = did_you_mean(self._text(one, "of"), known) or say(
                    "shared.there-are", kinds=listed(known, most=60)
                )
                self._tell("maps/kind-unknown-lane", one, "of", says, fix)
                continue
            said = words.get(key, _NONE) if isinstance(words, dict) else _NONE
            level = self._word(Level, one, "level", "declaring.no-level") or _level(entry.level, self.structure)
            role = self._word(Role, one, "role", "declaring.no-role") or Role.CARDS
            self._stands(one, key, level, role, seen, quads)
            seen.add(key)
            yield KindLane(
                key=key,
                of=replace(
                    entry,
                    look=self._word(LaneLook, one, "look", "declaring.no-look") or entry.look,
                    tone=self._tone(one) or entry.tone,
                ),
                title=self._text(one, "title", said) or entry.name,
                hint=self._text(one, "hint", said) or entry.meaning,
                level=level,
                role=role,
                writing=self._word(Writing, one, "writing", "declaring.no-writing") or entry.rule,
                required=self._flag(one, "required"),
                quad=self._text(one, "quad"),
            )

    def _tone(self, lane: dict[str, Any]) -> str:
        """The tone in which a lane is drawn; empty where it leaves that to the catalogue."""
        tone = self._text(lane, "tone")
        if tone and tone not in _TONES:
            fix = did_you_mean(tone, _TONES) or say("shared.there-are", kinds=listed(_TONES))
            self._tell("maps/kind-unknown-word", lane, "tone", say("declaring.no-tone", word=shown(tone)), fix)
            return ""
        return tone

    def _stands(
        self, lane: dict[str, Any], key: str, level: Level, role: Role, seen: set[str], quads: set[str]
    ) -> None:
        """Whether a lane can stand where it says, under its key."""
        if key in seen:
            self._tell(
                "maps/kind-twice",
                lane,
                "key",
                say("declaring.two-lanes-have", key=shown(key)),
                say("declaring.rename-one"),
            )
        if not good_key(key):
            self._tell(
                "maps/kind-bad-id",
                lane,
                "key",
                say("declaring.cannot-be-a-key", key=shown(key)),
                say("declaring.a-key-is"),
            )
        if role is not Role.TOUCHPOINTS and key in RESERVED_AT[level]:
            says = say("declaring.is-a-field-already", key=shown(key), level=level.value)
            self._tell("maps/kind-bad-id", lane, "key", says, say("declaring.choose-another-key"))
        if level not in self.structure.levels:
            says = say("declaring.no-such-level-there", level=level.value, structure=self.structure.value)
            fix = say("shared.there-are", kinds=listed(one.value for one in self.structure.levels))
            self._tell("maps/kind-unknown-word", lane, "level", says, fix)
        if (role is Role.QUAD) != bool(self._text(lane, "quad")) or (role is Role.QUAD and lane["quad"] not in quads):
            self._tell(
                "maps/kind-wrong-shape",
                lane,
                "role",
                say("declaring.a-quad-is-declared"),
                say("declaring.name-its-square"),
            )

    def _lines(self, lanes: set[str]) -> Iterator[Line]:
        written = {self._text(one, "key"): one for one in self._list(self.data, "lines") if isinstance(one, dict)}
        for one in self._entries("lines", ("key", "name", "after"), also=("look",)):
            if one["after"] not in lanes:
                says = say("declaring.a-line-stands-behind", key=shown(one["key"]), after=shown(one["after"]))
                fix = did_you_mean(one["after"], lanes) or say("shared.there-are", kinds=listed(lanes))
                self._tell("maps/kind-unknown-lane", self.data, "lines", says, fix)
            look = (
                self._word(LineLook, written.get(one["key"], {}), "look", "declaring.no-line-look") or LineLook.DASHED
            )
            yield Line(**one, look=look)

    def _entries(self, name: str, fields: tuple[str, ...], *, also: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
        """Entries of a list that have these texts (and may have ``also``) and nothing else, in the language spoken."""
        words = self.said.get(name)
        for one in self._list(self.data, name):
            if not isinstance(one, dict):
                says = say("declaring.an-entry-has", name=name, fields=listed(fields))
                self._tell("maps/kind-wrong-shape", one, None, says, say("declaring.write-each-field"))
                continue
            self._known(one, (*fields, *also))
            for field in fields:
                if field not in one:
                    says = say("declaring.an-entry-needs", name=name, field=field)
                    self._tell("maps/kind-missing", one, None, says, say("declaring.add", name=field))
            said = words.get(self._text(one, "key"), _NONE) if isinstance(words, dict) else _NONE
            yield {field: self._text(one, field, said) for field in fields}

    def _spine(self) -> Spine:
        found = self.data.get("spine", {})
        if not isinstance(found, dict):
            self._tell(
                "maps/kind-wrong-shape",
                self.data,
                "spine",
                say("declaring.spine-has-words"),
                say("declaring.write-spine-so"),
            )
            return Spine()
        fields = ("stage", "step", "stages", "steps")
        self._known(found, fields)
        said = self.said.get("spine")
        words = {one: self._text(found, one, said if isinstance(said, dict) else _NONE) for one in fields}
        if Level.STEP in self.structure.levels:
            # A word that the kind leaves out is the one that maps of its structure usually have.
            words = {one: word or say(f"declaring.{self.structure.value}-{one}") for one, word in words.items()}
        return Spine(**words)

    def _rings(self) -> tuple[str, ...]:
        said = self.said.get("rings")
        found = said if isinstance(said, list) else self._list(self.data, "rings")
        return tuple(str(one) for one in found if isinstance(one, str))

    def _names(
        self, data: Mapping[str, Any], name: str, known: Iterable[str], default: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The words under ``name``, each one of ``known``; what stands there if nothing is written."""
        if name not in data:
            return tuple(default)
        known = tuple(known)
        found = []
        for one in self._list(data, name):
            if isinstance(one, str) and one in known:
                found.append(str(one))
                continue
            word = one if isinstance(one, str) else ""
            says = say("declaring.has-no-such-word", name=name, word=shown(word))
            fix = did_you_mean(word, known) or say("shared.there-are", kinds=listed(known, most=60))
            self._tell("maps/kind-unknown-word", one, None, says, fix)
        return tuple(dict.fromkeys(found))

    def _word(self, words: type[W], data: dict[str, Any], name: str, key: str) -> W | None:
        word = self._text(data, name)
        known = [one.value for one in words if one.value]
        if not word or word in known:
            return words(word) if word else None
        fix = did_you_mean(word, known) or say("shared.there-are", kinds=listed(known))
        self._tell("maps/kind-unknown-word", data, name, say(key, word=shown(word)), fix)
        return None

    def _flag(self, data: dict[str, Any], name: str) -> bool:
        word = self._text(data, name).lower()
        if word not in ("", "true", "false"):
            says = say("declaring.is-true-or-false", name=name, word=shown(word))
            self._tell("maps/kind-unknown-word", data, name, says, say("declaring.write-true", name=name))
        return word == "true"

    def _text(self, data: Mapping[str, Any], name: str, said: Mapping[str, Any] = _NONE) -> str:
        value = said.get(name) or data.get(name, "")
        longest = LONGEST_TEXT if name in ("meaning", "hint") else LONGEST_NAME
        if isinstance(value, str) and len(value) <= longest and "\n" not in value.strip():
            return value.strip()
        says = say("declaring.is-one-line", name=name, longest=longest)
        self._tell("maps/kind-wrong-shape", data, name, says, say("declaring.write-on-one-line", name=name))
        return ""

    def _list(self, data: Mapping[str, Any], name: str) -> list[Any]:
        value = data.get(name, [])
        if isinstance(value, list):
            return value
        if value != "":
            self._tell(
                "maps/kind-wrong-shape",
                data,
                name,
                say("reading.is-a-list", name=name),
                say("declaring.list-it", name=name),
            )
        return []

    def _known(self, data: dict[str, Any], known: Iterable[str]) -> None:
        known = tuple(known)
        for key in data:
            if key not in known:
                fix = did_you_mean(key, known) or say("shared.there-are", kinds=listed(known, most=20))
                self._tell("maps/kind-unknown-key", data, key, say("declaring.there-is-no-field", key=shown(key)), fix)

    def _tell(self, code: str, node: object, key: str | None, says: str, fix: str) -> None:
        self.report.add(code, says, fix, line=line_of(node, key))


def _level(level: Level, structure: Structure) -> Level:
    return level if level in structure.levels else structure.levels[-1]
