"""A map read from its text: canonical YAML, or whatever a person made of it, into records with a line for each.

What lives here: read and places. Not here: opening files (loading), YAML itself (nodes), how a field is read
(values), what makes a map whole (soundness), older versions (migrate). Nothing raises: what is wrong comes back as
Diagnostics, all in one go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

from outsidein.ground import Diagnostic, Place, Severity, slug
from outsidein.maps import catalog
from outsidein.maps.cast import Persona, Touchpoint
from outsidein.maps.cells import Card, Lane
from outsidein.maps.document import Document
from outsidein.maps.fields import fields_of, names_of, referred
from outsidein.maps.identity import Deriver, respaced
from outsidein.maps.kind import Kind, KindLane, kinds
from outsidein.maps.migrate import migrate, version_of
from outsidein.maps.network import Actor, Flow
from outsidein.maps.nodes import compose, line_of
from outsidein.maps.phrases import say
from outsidein.maps.plan import PlanPlace
from outsidein.maps.record import Record
from outsidein.maps.report import Report, called, did_you_mean, listed, shown
from outsidein.maps.soundness import faults, usable
from outsidein.maps.spine import Journey, Stage, Step
from outsidein.maps.ties import Arrow, Encounter, Moment
from outsidein.maps.values import take

_SECTIONS: Final = ("personas", "touchpoints", "lanes", "stages", "actors", "places")
_WITH_LANES: Final = frozenset(level.value for level in catalog.Level)
R = TypeVar("R", bound=Record)


def read(text: str, *, file: str | None = None) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The map that ``text`` holds, and what is to be said of the text; None where any of that is an error.

    ``file`` is named in the Diagnostics. Nothing is raised, whatever ``text`` holds.

    >>> trip, _ = read("outsidein: 1\\nmap: trip\\nkind: customer-journey\\ntitle: A trip\\n")
    >>> trip.journey.title
    'A trip'
    >>> _, found = read("outsidein: 1\\nmap: trip\\ntitel: A trip\\n")
    >>> print(found[0])
    error: line 3: A map has no field “titel”. Did you mean “title”?
    """
    document, _, found = _read(text, file)
    return document, found


def places(text: str, *, file: str | None = None) -> Mapping[str, Place]:
    """Where in ``text`` each record stands, by record id: what ``lint`` and ``explain`` need to point at lines."""
    _, lines, _ = _read(text, file)
    found = {record: Place(file=file, line=line, record=record) for (record, field), line in lines.items() if not field}
    return MappingProxyType(found)


def _read(
    text: str, file: str | None
) -> tuple[Document | None, dict[tuple[str, str], int | None], tuple[Diagnostic, ...]]:
    report = Report(file)
    data = compose(text, report)
    if data is None:
        return None, {}, report.close()
    if not isinstance(data, dict):
        fix = say("reading.begin-with-outsidein-map-kind")
        report.add("maps/wrong-shape", say("reading.a-map-is-written-as"), fix, line=1)
        return None, {}, report.close()
    version = version_of(data, report)
    if version is None:
        return None, {}, report.close()
    names = migrate(data, version)
    if names:
        says = say("reading.this-file-is-of-format", version=version, names=", ".join(names))
        report.add("maps/older-version", says, say("reading.writing-the-map-brings-the"), severity=Severity.HINT)
    reader = _Reader(report)
    reader.map(data)
    document = Document.of(reader.records)
    for fault in faults(document):
        line = reader.lines.get((fault.record, fault.field)) or reader.lines.get((fault.record, ""))
        report.add(fault.code, fault.says, fault.fix, line=line, record=fault.record)
    found = report.close()
    return (None if report.failed else respaced(document)), reader.lines, found


class _Reader:
    """Turns data into records, noting the line of each record and field."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.records: list[Record] = []
        self.lines: dict[tuple[str, str], int | None] = {}
        self._derive = Deriver()
        self._order = 0
        self._lanes: dict[catalog.Level, dict[str, KindLane]] = {}
        self._lanes_known = True

    def map(self, data: dict[str, Any]) -> None:
        self._known(data, "map", ("outsidein", "map", *names_of(Journey), *_SECTIONS))
        values = self._values(Journey, data, "map")
        key = str(self._leaf(data.get("map", ""), "map"))
        if not key.strip():
            says = say("reading.this-map-has-no-id")
            fix = say("reading.add-a-line", key=slug(values.get("title", "")) or "my-journey")
            self.report.add("maps/missing-field", says, fix, line=line_of(data))
            key = "map"
        head = Journey(id=f"journey:{key}", **values)
        self._keep(head, data, "map")
        for one in self._entries(data.get("personas"), "personas"):
            self._named(Persona, one)
        for one in self._entries(data.get("touchpoints"), "touchpoints"):
            self._named(Touchpoint, one)
        own = [self._named(Lane, one, parent=head.id) for one in self._entries(data.get("lanes"), "lanes")]
        self._lanes_known = head.kind in kinds()
        kind = kinds().get(head.kind) or next(iter(kinds().values()))
        self._arrange(kind, tuple(lane for lane in own if lane is not None and usable(lane, kind)))
        for one in self._entries(data.get("stages"), "stages"):
            self._stage(one, head.id)
        for one in self._entries(data.get("actors"), "actors"):
            self._actor(one)
        for one in self._entries(data.get("places"), "places"):
            self._place(one, head.id)

    def _arrange(self, kind: Kind, own: tuple[Lane, ...]) -> None:
        self._lanes = {level: {} for level in catalog.Level}
        for lane in kind.arrange(own):
            self._lanes[lane.level][lane.key] = lane

    def _stage(self, data: dict[str, Any], parent: str) -> None:
        steps, stages = self._lanes[catalog.Level.STEP], self._lanes[catalog.Level.STAGE]
        stage = self._named(Stage, data, ("steps", *stages, *steps), parent=parent)
        if stage is None:
            return
        self._cells(data, stage.id, {**stages, **steps})
        for one in self._entries(data.get("steps"), "steps"):
            self._step(one, stage.id)

    def _step(self, data: dict[str, Any], parent: str) -> None:
        steps, stages = self._lanes[catalog.Level.STEP], self._lanes[catalog.Level.STAGE]
        own = ("touchpoints", "moment_of_truth", "arrows", *steps, *stages)
        step = self._named(Step, data, own, parent=parent)
        if step is None:
            return
        for one in self._many(data.get("touchpoints")):
            self._encounter(one, step.id)
        for one in self._many(data.get("moment_of_truth")):
            self._moment(one, step.id)
        for one in self._many(data.get("arrows")):
            self._arrow(one, step.id)
        self._cells(data, step.id, {**steps, **stages})

    def _actor(self, data: dict[str, Any]) -> None:
        lanes = self._lanes[catalog.Level.ACTOR]
        actor = self._named(Actor, data, ("moment_of_truth", "flows", *lanes))
        if actor is None:
            return
        for one in self._many(data.get("moment_of_truth")):
            self._moment(one, actor.id)
        for one in self._many(data.get("flows")):
            self._flow(one, actor.id)
        self._cells(data, actor.id, lanes)

    def _place(self, data: dict[str, Any], parent: str) -> None:
        lanes = self._lanes[catalog.Level.PLACE]
        place = self._named(PlanPlace, data, ("moment_of_truth", "arrows", *lanes), parent=parent)
        if place is None:
            return
        for one in self._many(data.get("moment_of_truth")):
            self._moment(one, place.id)
        for one in self._many(data.get("arrows")):
            self._arrow(one, place.id)
        self._cells(data, place.id, lanes)

    def _cells(self, data: dict[str, Any], parent: str, lanes: dict[str, KindLane]) -> None:
        for key, value in data.items():
            lane = lanes.get(key)
            if lane is not None and not (key == "touchpoints" and parent.startswith("step:")):
                for one in self._many(value):
                    self._card(one, parent, lane)

    def _card(self, data: Any, parent: str, lane: KindLane) -> None:
        said = {"value" if lane.valued else "text": data} if isinstance(data, str) else data
        if (values := self._part(Card, said, "card", without=("lane",), also=("arrows",))) is not None:
            values["lane"] = lane.key
            key = self._derived("card", said, parent, lane.key, values.get("text", ""))
            self._keep(Card(id=key, parent=parent, order=self._next(), **values), said)
            for one in self._many(said.get("arrows")):
                self._arrow(one, key)

    def _encounter(self, data: Any, parent: str) -> None:
        said = {"touchpoint": data} if isinstance(data, str) else data
        if (values := self._part(Encounter, said, "touchpoint-at-a-step")) is not None:
            key = self._derived("encounter", said, parent, "touchpoints", values["touchpoint"])
            self._keep(Encounter(id=key, parent=parent, order=self._next(), **values), said)

    def _moment(self, data: Any, parent: str) -> None:
        said = {"reason": data} if isinstance(data, str) else data
        if isinstance(said, dict):
            said.setdefault("reason", "")
        if (values := self._part(Moment, said, "moment-of-truth")) is not None:
            key = self._derived("moment", said, parent, "moment_of_truth", values["reason"])
            self._keep(Moment(id=key, parent=parent, **values), said)

    def _arrow(self, data: Any, parent: str) -> None:
        said = {"to": data} if isinstance(data, str) else data
        if (values := self._part(Arrow, said, "arrow", parent=parent)) is not None:
            key = self._derived("arrow", said, parent, "arrows", values.get("to", ""))
            self._keep(Arrow(id=key, parent=parent, **values), said)

    def _flow(self, data: Any, parent: str) -> None:
        said = {"to": data} if isinstance(data, str) else data
        if (values := self._part(Flow, said, "flow")) is not None:
            key = self._derived("flow", said, parent, "flows", values["to"])
            self._keep(Flow(id=key, parent=parent, **values), said)

    def _part(
        self,
        cls: type[Record],
        data: Any,
        what: str,
        *,
        parent: str = "",
        without: tuple[str, ...] = (),
        also: tuple[str, ...] = (),
    ) -> dict[str, Any] | None:
        """The values of a card, encounter, moment, arrow or flow written as a mapping; None for something else."""
        if not isinstance(data, dict):
            fix = say("reading.write-a-text-or-with") if cls is Card else say("reading.write-a-word-or-a")
            self.report.add(
                "maps/wrong-shape", say("reading.a-list-cannot-be-a", what=called(what)), fix, line=line_of(data)
            )
            return None
        self._known(data, what, ("id", *(name for name in names_of(cls) if name not in without), *also))
        values = self._values(cls, data, what, parent)
        return values if self._complete(cls, data, values, what, without=without) else None

    def _complete(
        self,
        cls: type[Record],
        data: dict[str, Any],
        values: dict[str, Any],
        what: str,
        *,
        without: tuple[str, ...] = (),
    ) -> bool:
        """Whether every field is there that a record cannot do without."""
        missing = [one.name for one in fields_of(cls) if one.required and one.name not in (*values, *without)]
        for name in missing:
            self.report.add(
                "maps/missing-field",
                say("reading.this-needs", what=called(what), name=name),
                say("reading.add", name=name),
                line=line_of(data),
            )
        return not missing

    def _named(
        self, cls: type[R], data: dict[str, Any], also: tuple[str, ...] = (), *, parent: str | None = None
    ) -> R | None:
        """A record that people name; its id is what they wrote, or else follows from its name."""
        self._known(data, cls.type, ("id", *names_of(cls), *also))
        values = self._values(cls, data, cls.type)
        key = str(self._leaf(data["id"], "id")) if "id" in data else slug(values.get("name", "") or _met(values))
        if not key.strip():
            says = say("reading.this-has-no-id", type=called(cls.type))
            self.report.add("maps/missing-field", says, say("reading.add-id-a-short-word"), line=line_of(data))
            return None
        if "name" not in values and any(one.required and one.name == "name" for one in fields_of(cls)):
            says = say("reading.the-has-no-name", type=called(cls.type), key=shown(key))
            self.report.add("maps/missing-field", says, say("reading.add-name"), line=line_of(data))
            values["name"] = key
        if not self._complete(cls, data, values, cls.type):
            return None
        placed = {} if parent is None else {"parent": parent, "order": self._next()}
        record = cls(id=f"{cls.type}:{key}", **placed, **values)
        self._keep(record, data, "id")
        return record

    def _keep(self, record: Record, data: dict[str, Any], named: str = "id") -> None:
        line = line_of(data, named) or next((line_of(value) for value in data.values()), None)
        if (record.id, "") in self.lines:
            first = self.lines[record.id, ""]
            says = say(
                "reading.there-are-two-s-with", type=called(record.type), key=shown(record.key), first=str(first)
            )
            self.report.add("maps/duplicate-id", says, say("reading.give-one-of-them-another"), line=line)
            return
        self.records.append(record)
        self.lines[record.id, ""] = line
        self.lines[record.id, "id"] = line
        for key, value in data.items():
            self.lines.setdefault((record.id, key), line_of(value) or line)

    def _derived(self, type_: str, data: dict[str, Any], parent: str, lane: str, text: str) -> str:
        derived = self._derive.id_for(type_, parent, lane, text)
        own = str(self._leaf(data["id"], "id")) if "id" in data else ""
        return f"{type_}:{own}" if own else derived

    def _next(self) -> str:
        """A provisional order key: the order of reading."""
        self._order += 1
        return f"{self._order:09}"

    def _values(self, cls: type[Record], data: dict[str, Any], what: str, parent: str = "") -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in fields_of(cls):
            if field.name in data:
                value = take(field, data[field.name], self.report, what)
                if value is not None:
                    found[field.name] = _refer(referred(field, parent), value)
        return found

    def _known(self, data: dict[str, Any], what: str, known: tuple[str, ...]) -> None:
        if what in _WITH_LANES and not self._lanes_known:
            return  # that there is no such kind is said once, not again at each of its lanes
        for key in data:
            if key not in known:
                lanes = say("reading.it-may-be-a-lane") if what in _WITH_LANES else ""
                fix = (did_you_mean(key, known) if not self.report.full else "") or say(
                    "reading.known-are", known=listed(known, most=40), lanes=lanes
                )
                says = say("reading.a-has-no-field", what=called(what), key=shown(key))
                self.report.add("maps/unknown-key", says, fix, line=line_of(data, key))

    def _leaf(self, value: Any, name: str) -> str:
        if isinstance(value, str):
            return value
        self.report.add(
            "maps/wrong-shape",
            say("reading.is-a-word", name=name),
            say("reading.write-on-one-line", name=name),
            line=line_of(value),
        )
        return ""

    def _entries(self, value: Any, name: str) -> Iterator[dict[str, Any]]:
        """The mappings of a list under ``name``."""
        if value is None or value == "":
            return
        if not isinstance(value, list):
            fix = say("reading.begin-each-entry-of-with", name=name)
            self.report.add("maps/wrong-shape", say("reading.is-a-list", name=name), fix, line=line_of(value))
            return
        for one in value:
            if isinstance(one, dict):
                yield one
            elif one != "":
                fix = say("reading.write-it-as-id-with")
                self.report.add(
                    "maps/wrong-shape", say("reading.an-entry-of-has-fields", name=name), fix, line=line_of(one)
                )

    def _many(self, value: Any) -> Iterator[Any]:
        """What stands under a key that takes one or several; nothing where nothing is written."""
        for one in value if isinstance(value, list) else [value]:
            if one is not None and one != "":
                yield one


def _refer(to: str, value: Any) -> Any:
    """Keys as people write them, as the ids of records of type ``to`` that records hold."""
    if not to or not value:
        return value
    return tuple(f"{to}:{key}" for key in value) if isinstance(value, tuple) else f"{to}:{value}"


def _met(values: dict[str, Any]) -> str:
    """The key of the touchpoint that a place names, by which it can be called where it has no name."""
    return str(values.get("touchpoint", "")).partition(":")[2]
