"""A Source written as the YAML that people read and edit: one form for each, with a word on what the parts are for.

What lives here: ``write_mapping``. Not here: reading it back (mapping), which gives the same Source again.
"""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import Any, Final

import yaml

from outsidein.evidence.mapping import SCALES, default_key
from outsidein.evidence.phrases import say
from outsidein.evidence.rules import fields_of
from outsidein.evidence.source import Comment, Field, Format, Question, Reads, Segment, Source

_WIDTH: Final = 110
_NONE: Final = object()
_EMPTY: Final[dict[str, Any]] = {"recode": {}, "shift": 0.0, "not_applicable": (), "blank": (), "reversed": False}
_TRAITS: Final = ("asks", "scale", "recode", "shift", "not_applicable", "blank", "reversed")


def write_mapping(source: Source) -> str:
    """The canonical YAML of ``source``; ``parse_mapping`` reads it back to the same Source.

    >>> from outsidein.evidence.source import Comment
    >>> desk = Source(id="desk", files=("d.csv",), reads=Reads.RESPONSES, comments=(Comment(column="Say"),))
    >>> print(write_mapping(desk), end="")
    source: desk
    files: [d.csv]
    reads: responses  # a response per row, answers side by side in columns
    <BLANKLINE>
    # What people wrote, and what it is about.
    comments:
      - Say
    """
    parts: list[tuple[str, str, Any]] = [
        ("", "source", source.id),
        ("", "title", source.title or None),
        ("", "kind", source.kind if source.kind != "survey" else None),
        ("", "files", source.files),
    ]
    lines = [line for note, name, value in parts if value is not None for line in _entry(note, name, value)]
    told = say(f"mappingtext.reads.{source.reads}")
    lines.append(f"reads: {source.reads}  # {told}")
    timed = source.time is not None or source.time_zone != "UTC" or source.time_format
    zone = say("mappingtext.times-that-do-not-say")
    written = say("mappingtext.how-times-are-written-iso")
    shared = _shared(source.questions)
    asked = "questions" if source.reads is Reads.ANSWERS else "answers"
    sections: list[tuple[str, str, Any]] = [
        (say("mappingtext.how-the-file-is-written"), "format", _format(source.format)),
        (zone, "time_zone", source.time_zone if timed else None),
        (written, "time_format", source.time_format or None),
        (
            say("mappingtext.which-column-says-what"),
            "fields",
            {name: _field(field) for name, field in fields_of(source)},
        ),
        (
            say("mappingtext.groups-that-results-can-be"),
            "segments",
            {one.name: _segment(one) for one in source.segments},
        ),
        (say("mappingtext.how-answers-are-written-unless"), "defaults", shared),
        (say("mappingtext.what-was-asked-about-which"), asked, _questions(source, shared)),
        (say("mappingtext.what-people-wrote-and-what"), "comments", [_comment(one) for one in source.comments]),
        (say("mappingtext.known-and-left-out-on"), "ignore", source.ignore),
    ]
    for note, name, value in sections:
        if value is not None and value not in ({}, [], ()):
            lines += _entry(note, name, value)
    return "\n".join(lines) + "\n"


def _questions(source: Source, shared: dict[str, Any]) -> list[dict[str, Any]]:
    items = []
    keys: set[str] = set()
    for place, question in enumerate(source.questions, start=1):
        item: dict[str, Any] = {"column": question.column} if question.column else {}
        if question.key != default_key(question.column, place, keys):
            item["key"] = question.key
        keys.add(question.key)
        item |= {name: text for name in ("touchpoint", "wording") if (text := getattr(question, name))}
        traits = _traits(question)
        for name in _TRAITS:
            value = traits.get(name, _NONE)
            if value != shared.get(name, _NONE):
                item[name] = (question.scale if name == "scale" else _EMPTY[name]) if value is _NONE else value
        items.append(item)
    return items


def _traits(question: Question) -> dict[str, Any]:
    """How a question's answers are written; what is usual for what it asks is left out."""
    found = {name: value for name in _EMPTY if (value := getattr(question, name)) not in ((), 0.0, False)}
    if "recode" in found:
        found["recode"] = dict(question.recode)
    if tuple(question.scale) != SCALES.get(question.asks, (1.0, 5.0)):
        found["scale"] = question.scale
    return {"asks": question.asks.value} | found


def _shared(questions: tuple[Question, ...]) -> dict[str, Any]:
    """The traits that most questions have alike."""
    every = [_traits(question) for question in questions]
    found: dict[str, Any] = {}
    for name in _TRAITS if len(every) > 1 else ():
        values = [traits[name] for traits in every if name in traits]
        most = max(values, key=values.count, default=_NONE)
        if most is not _NONE and 2 * values.count(most) > len(every):
            found[name] = most
    return found


def _format(format: Format) -> dict[str, Any]:
    usual = Format()
    found = {one.name: getattr(format, one.name) for one in fields(format)}
    found = {name: value for name, value in found.items() if value != getattr(usual, name)}
    if format.delimiter == "\t":
        found["delimiter"] = "tab"
    return found


def _field(field: Field) -> Any:
    if field.column and not field.values and not field.strict:
        return field.column
    said: dict[str, Any] = {"column": field.column} if field.column else {"is": field.constant}
    if field.values:
        said["values"] = dict(field.values)
    if field.strict:
        said["strict"] = True
    return said


def _segment(segment: Segment) -> Any:
    return {"column": segment.column, "values": dict(segment.values)} if segment.values else segment.column


def _comment(comment: Comment) -> Any:
    said = {"touchpoint": comment.touchpoint, "blank": comment.blank}
    said = {name: value for name, value in said.items() if value}
    return {"column": comment.column, **said} if said else comment.column


def _entry(note: str, name: str, value: Any) -> list[str]:
    """A part of the document with the word that explains it."""
    return [*(("", f"# {note}") if note else ()), *_named(name, value, 0)]


def _named(name: str, value: Any, indent: int) -> list[str]:
    """``name: value`` in one line where it fits and is no list of maps, else in a block."""
    blanks = "  " * indent
    flow = f"{blanks}{_scalar(name)}: {_flow(value)}"
    deep = isinstance(value, dict | list) and indent == 0 and value
    if not deep and (len(flow) <= _WIDTH or not isinstance(value, dict | list | tuple) or not value):
        return [flow]
    lines = [f"{blanks}{_scalar(name)}:"]
    if isinstance(value, dict):
        return lines + [line for inner, item in value.items() for line in _named(inner, item, indent + 1)]
    return lines + [line for item in value for line in _item(item, indent + 1)]


def _item(item: Any, indent: int) -> list[str]:
    blanks = "  " * indent
    flow = f"{blanks}- {_flow(item)}"
    if len(flow) <= _WIDTH or not isinstance(item, dict):
        return [flow]
    lines = [line for name, value in item.items() for line in _named(name, value, indent + 1)]
    return [f"{blanks}- {lines[0].lstrip()}", *lines[1:]]


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(name)}: {_flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
    return _scalar(value)


@lru_cache(maxsize=10_000)
def _scalar(text: str) -> str:
    """A text, in quotes where YAML would take it for something else than the text it is."""
    if text and _reads_as(f"{{{text}: {text}}}", [text, text]) and _reads_as(f"{text}: {text}", [text, text]):
        return text
    escaped = "".join(_escape(sign) for sign in text)
    return f'"{escaped}"'


def _reads_as(line: str, texts: list[str]) -> bool:
    try:
        events = list(yaml.parse(line, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, ValueError):
        return False
    scalars = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    return [event.value for event in scalars] == texts and len(events) == 8 and not any(e.tag for e in scalars)


def _escape(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign.isprintable() and sign <= "\ud7ff":
        return sign
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
