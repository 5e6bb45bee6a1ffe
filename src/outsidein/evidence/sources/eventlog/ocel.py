"""Object-centric logs (OCEL 2.0, JSON) as batches of text: a row per event and per object that is its case.

What lives here: choosing the type of object that walks, and laying events out as its cases see them. Not here: what the
text means (normalise, reading). ``Format.object_type`` names the type; else the one that joins most events is taken.
Columns are called as in XES; ``object:<type>`` holds the other objects of an event. Rows carry the number of the event.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.eventlog.elements import NAME
from outsidein.evidence.sources.eventlog.xes import CASE
from outsidein.evidence.sources.heading import too_wide
from outsidein.evidence.sources.jsonlines import flat
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.marks import STRANGE
from outsidein.evidence.sources.names import unique
from outsidein.evidence.sources.raw import Batch, Raw
from outsidein.evidence.sources.shape import sound
from outsidein.evidence.sources.stream import Stream
from outsidein.evidence.words import quoted
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity

_ROWS: Final = 20_000
_TIME: Final = "time:timestamp"
_ID: Final = "event:id"
_HEADS: Final = (CASE + NAME, NAME, _TIME, _ID)
Value = tuple[str, str | None]
"""Since when (as written, empty: always) and what an attribute of an object is."""


@dataclass(frozen=True, slots=True)
class _Thing:
    """An object: its type, and its attributes over time."""

    type: str
    values: dict[str, list[Value]] = field(default_factory=dict)

    def at(self, time: str) -> dict[str, str | None]:
        """What its attributes were at ``time``: the last value until then, else the first of all."""
        found = {}
        for name, values in self.values.items():
            until = [value for since, value in values if since <= time]
            found[name] = until[-1] if until else values[0][1]
        return found


def open_ocel(path: Path, format: Format, *, limit: int | None, limits: Limits) -> Raw:
    """Begin to read a log; the whole of it is in memory, so that it may have ``limits.array`` bytes.

    Raises EvidenceError for what is no such log, and for a type of object that it does not have.
    """
    whole = _loaded(path, format, limits)
    things = dict(_things(whole.get("objects")))
    events = list(_dicts(whole.get("events")))
    related = [_related(one, things) for one in events]
    if not events:
        raise _refused(path, "evidence/empty-log", say("xes.no-events"))
    kind = _kind_of_case(path, format, things, related)
    rows = list(itertools.islice(_rows(events, related, things, kind), limit))
    columns: dict[str, None] = dict.fromkeys(_HEADS)
    for _, row in rows:
        columns.update(dict.fromkeys(row))
    if len(columns) > limits.columns:
        raise too_wide(path, len(columns), limits)
    names, said = unique(list(columns), path)
    form = replace(format, object_type=kind)  # what was chosen is written into the mapping: a later file may differ
    raw = Raw(columns=names, format=form, diagnostics=[*said, *_told(path, kind, things, related)], total=len(rows))
    raw.batches = _batches(raw, rows, list(columns), path, limits)
    return raw


def _batches(
    raw: Raw, rows: list[tuple[int, dict[str, str | None]]], columns: list[str], path: Path, limits: Limits
) -> Iterator[Batch]:
    left = iter(rows)
    while part := list(itertools.islice(left, _ROWS)):
        raw.rows += len(part)
        raw.done = raw.rows
        numbers = pa.array([number for number, _ in part], pa.int64())
        texts = [pa.array([_sound(row.get(name)) for _, row in part], pa.string()) for name in columns]
        cells = pa.RecordBatch.from_arrays(texts, names=list(raw.columns))
        yield sound(raw, Batch(numbers, cells), path, raw.format, limits)


def _sound(text: str | None) -> str | None:
    return text if text is None else text.encode("utf-8", "replace").decode()


def _loaded(path: Path, format: Format, limits: Limits) -> dict[str, Any]:
    parts: list[bytes] = []
    size = 0
    for chunk in Stream(path, format.encoding, limits):
        parts.append(chunk)
        size += len(chunk)
        if size > limits.array:
            says = say("ocel.too-large", most=limits.array >> 20)
            raise _refused(path, "evidence/log-too-large", says)
    try:
        whole = json.loads(b"".join(parts).decode(), parse_int=str, parse_float=str, parse_constant=_strange)
    except RecursionError as error:
        raise _refused(path, "evidence/broken-log", say("ocel.nested-too-deeply")) from error
    except json.JSONDecodeError as error:
        says = say("xes.cut", line=error.lineno, why=error.msg)
        raise _refused(path, "evidence/broken-log", says, line=error.lineno) from error
    if isinstance(whole, dict) and any(str(name).startswith("ocel:") for name in whole):
        raise _refused(path, "evidence/not-a-log", say("ocel.an-older-version"))
    if not isinstance(whole, dict) or not isinstance(whole.get("events"), list):
        raise _refused(path, "evidence/not-a-log", say("ocel.no-events-list"))
    return whole


def _strange(name: str) -> str:
    return STRANGE + name


def _dicts(items: object) -> Iterator[dict[str, Any]]:
    return (one for one in items if isinstance(one, dict)) if isinstance(items, list) else iter(())


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


def _attributes(one: dict[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """Name, time (empty where none) and value of the attributes of an object or an event."""
    for item in _dicts(one.get("attributes")):
        name, value = _text(item.get("name")), item.get("value")
        if name:
            yield name, _text(item.get("time")), flat({"value": value}).get("value") if value is not None else None


def _things(items: object) -> Iterator[tuple[str, _Thing]]:
    for one in _dicts(items):
        values: defaultdict[str, list[Value]] = defaultdict(list)
        for name, time, value in _attributes(one):
            values[name].append((time, value))
        for known in values.values():
            known.sort(key=lambda pair: pair[0])
        yield _text(one.get("id")), _Thing(_text(one.get("type")), dict(values))


def _related(event: dict[str, Any], things: dict[str, _Thing]) -> tuple[str, ...]:
    """The known objects of an event, each once."""
    named = (_text(one.get("objectId")) for one in _dicts(event.get("relationships")))
    return tuple(dict.fromkeys(name for name in named if name in things))


def _kind_of_case(path: Path, format: Format, things: dict[str, _Thing], related: Iterable[tuple[str, ...]]) -> str:
    """The type that is named, else the one with most events on objects that see two events or more."""
    related = list(related)
    often = Counter(name for names in related for name in names)
    joined: Counter[str] = Counter()
    for names in related:
        joined.update({things[name].type for name in names if often[name] > 1})
    types = dict.fromkeys(thing.type for thing in things.values())
    if format.object_type:
        if format.object_type not in types:
            shown = ", ".join(quoted(one) for one in list(types)[:20])
            says = say("ocel.no-such-type", name=quoted(format.object_type), shown=shown)
            raise _refused(path, "evidence/no-such-object-type", says)
        return format.object_type
    if not types or not often:
        raise _refused(path, "evidence/empty-log", say("ocel.no-object-of-any-event"))
    order = list(types)
    return max(order, key=lambda name: (joined[name], -order.index(name)))


def _rows(
    events: list[dict[str, Any]], related: list[tuple[str, ...]], things: dict[str, _Thing], kind: str
) -> Iterator[tuple[int, dict[str, str | None]]]:
    for number, (event, names) in enumerate(zip(events, related, strict=True), start=1):
        time = _text(event.get("time"))
        row: dict[str, str | None] = {NAME: _text(event.get("type")), _TIME: time, _ID: _text(event.get("id"))}
        others: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            if things[name].type != kind:
                others[things[name].type].append(name)
        extra = {name: value for name, _, value in _attributes(event) if name not in _HEADS}
        extra |= {f"object:{type_}": ", ".join(found) for type_, found in others.items()}
        for name in names:
            if things[name].type == kind:
                about = {f"{CASE}{key}": value for key, value in things[name].at(time).items() if key != NAME}
                yield number, {CASE + NAME: name, **row, **extra, **about}


def _told(path: Path, kind: str, things: dict[str, _Thing], related: list[tuple[str, ...]]) -> Iterator[Diagnostic]:
    place = Place(str(path))
    counts = [sum(things[name].type == kind for name in names) for names in related]
    others = sorted({thing.type for thing in things.values()} - {kind})
    fix = say("ocel.another-type", others=", ".join(quoted(one) for one in others[:20])) if others else ""
    yield Diagnostic("evidence/object-type", say("ocel.cases-are", kind=quoted(kind)), fix, place, Severity.HINT)
    several, none = sum(count > 1 for count in counts), counts.count(0)
    if several:
        says = say("ocel.in-several-cases", n=several, kind=quoted(kind))
        yield Diagnostic("evidence/event-in-several-cases", says, say("ocel.each-sees-it"), place, Severity.WARNING)
    if none:
        says = say("ocel.in-no-case", n=none, kind=quoted(kind))
        yield Diagnostic("evidence/event-in-no-case", says, fix, place, Severity.WARNING)


def _refused(path: Path, code: str, says: str, *, line: int | None = None) -> EvidenceError:
    fix = say(f"xes.fix.{code.partition('/')[2]}")
    return EvidenceError(Diagnostic(code, says, fix, Place(str(path), line=line)))
