"""The YAML of a mapping (``*.source.yaml``) and the Source it says: reading, with a Diagnostic for every slip.

What lives here: ``read_mapping`` and ``parse_mapping``; docs/spec/evidence-format.md describes the format. Not here:
writing one (mappingtext), drafting one (guess), laying it against a file (fitting).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from outsidein.evidence.nodes import Node, Text, read_nodes
from outsidein.evidence.phrases import say
from outsidein.evidence.rules import check
from outsidein.evidence.slips import Slips
from outsidein.evidence.source import Comment, Field, Format, Question, Reads, Segment, Source
from outsidein.evidence.tables import Asks
from outsidein.ground import Diagnostic, EvidenceError, Place, slug

SIGNS: Final = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "\\t": "\t"}
FIELDS: Final = (
    "customer", "case", "response", "time", "end", "channel", "touchpoint", "question", "value", "event", "lifecycle",
    "text", "invited",
)  # fmt: skip
SCALES: Final = {Asks.NPS: (0.0, 10.0), Asks.CES: (1.0, 7.0), Asks.EMOTION: (1.0, 10.0), Asks.OUTCOME: (0.0, 1.0)}
_TOP: Final = (
    "source", "title", "kind", "files", "reads", "format", "time_zone", "time_format", "fields", "segments",
    "defaults", "answers", "questions", "comments", "ignore",
)  # fmt: skip
_FORMAT_TEXTS: Final = ("type", "encoding", "delimiter", "quote", "decimal", "sheet", "object_type")
_FORMAT: Final = (*_FORMAT_TEXTS, "header", "skip", "join_header")
_DEFAULTS: Final = ("asks", "scale", "recode", "shift", "not_applicable", "blank", "reversed")
_QUESTION: Final = ("column", "key", "touchpoint", "wording", *_DEFAULTS)


def read_mapping(path: Path) -> Source:
    """The source that the mapping at ``path`` describes. Raises EvidenceError with everything that is wrong with it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        says = say(
            "mapping.the-mapping-cannot-be-read", why=(error.strerror or say("shared.it-cannot-be-opened")).lower()
        )
        raise EvidenceError(Diagnostic("evidence/mapping-unreadable", says, "", Place(str(path)))) from error
    except UnicodeDecodeError as error:
        says, fix = say("mapping.the-mapping-is-not-utf"), say("mapping.save-it-as-utf")
        raise EvidenceError(Diagnostic("evidence/mapping-unreadable", says, fix, Place(str(path)))) from error
    source, wrong = parse_mapping(text, file=str(path))
    if source is None:
        raise EvidenceError(*wrong)
    return source


def parse_mapping(text: str, *, file: str = "") -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The source that ``text`` describes, or None and everything that is wrong with it, with lines.

    >>> source, wrong = parse_mapping('''
    ... source: desk
    ... files: desk.csv
    ... reads: responses
    ... defaults: {asks: satisfaction, not_applicable: [0]}
    ... answers: [{column: Waiting, touchpoint: desk}]
    ... ''')
    >>> source.questions[0].key, source.questions[0].scale, wrong
    ('waiting', (1.0, 5.0), ())
    """
    reader = _Reader(file)
    try:
        source = reader.source(read_nodes(text, file=file))
    except EvidenceError as error:
        return None, (*reader.wrong, *error.diagnostics)
    if not reader.wrong:
        reader.wrong += check(source, file=file, lines=reader.lines)
    return (None, tuple(reader.wrong)) if reader.wrong else (source, ())


@dataclass(slots=True)
class _Reader(Slips):
    """Reads nodes into a Source; ``lines`` of its parts are kept for what is found wrong later."""

    lines: dict[str, int] = field(default_factory=dict)

    def source(self, node: Node) -> Source:
        top = self.map(node, say("mapping.the-mapping"), _TOP)
        self.lines = {name: value.line for name, value in top.items()}
        for name in ("source", "files", "reads"):
            if name not in top:
                self.say(
                    "evidence/mapping-incomplete",
                    say("mapping.is-missing", name=name),
                    say("mapping.write-a-line", name=name),
                    node,
                )
        reads = self.word(top.get("reads"), Reads, "reads") or Reads.RESPONSES
        fields = self.map(top.get("fields"), "fields", FIELDS)
        self.lines |= {f"fields.{name}": value.line for name, value in fields.items()}
        listed, other = ("questions", "answers") if reads is Reads.ANSWERS else ("answers", "questions")
        if other in top:
            says = say("mapping.a-file-that-reads-lists", reads=reads, listed=listed, other=other)
            self.say("evidence/mapping-unknown-name", says, say("mapping.rename-it-to", listed=listed), top[other])
        return Source(
            id=self.text(top.get("source")),
            title=self.text(top.get("title")),
            kind=self.text(top.get("kind")) or "survey",
            files=self.texts(top.get("files")),
            reads=reads,
            format=self.format(top.get("format")),
            time_zone=self.text(top.get("time_zone")) or "UTC",
            time_format=self.text(top.get("time_format")),
            **{name: self.field(value) for name, value in fields.items()},
            questions=self.questions(top.get(listed), self.defaults(top.get("defaults"))),
            comments=self.comments(top.get("comments")),
            segments=self.segments(top.get("segments")),
            ignore=self.texts(top.get("ignore")),
        )

    def format(self, node: Node | None) -> Format:
        known = self.map(node, "format", _FORMAT)
        found: dict[str, Any] = {name: self.text(known[name]) for name in known if name in _FORMAT_TEXTS}
        found |= {name: self.whole(known[name], name) for name in known if name in ("header", "skip")}
        if "delimiter" in found:
            found["delimiter"] = SIGNS.get(found["delimiter"], found["delimiter"])
        if "join_header" in known:
            found["join_header"] = self.yes(known["join_header"])
        return Format(**found)

    def field(self, node: Node) -> Field:
        if isinstance(node, Text):
            return Field(column=node.text)
        said = self.map(node, say("mapping.a-field"), ("column", "is", "values", "strict"))
        if ("column" in said) == ("is" in said):
            fix = say("mapping.write-its-column-or-where")
            self.say("evidence/mapping-incomplete", say("mapping.a-field-needs-either-a"), fix, node)
        return Field(
            column=self.text(said.get("column")),
            constant=self.text(said.get("is")),
            values=self.values(said.get("values")),
            strict=self.yes(said["strict"]) if "strict" in said else False,
        )

    def defaults(self, node: Node | None) -> dict[str, Any]:
        return self.traits(self.map(node, "defaults", _DEFAULTS))

    def questions(self, node: Node | None, defaults: dict[str, Any]) -> tuple[Question, ...]:
        found: list[Question] = []
        keys: set[str] = set()
        for place, item in enumerate(self.list(node), start=1):
            said = self.map(item, "a question", _QUESTION)
            column = self.text(said.get("column"))
            key = self.text(said.get("key")) or default_key(column, place, keys)
            keys.add(key)
            self.lines.setdefault(f"questions.{key}", item.line)
            traits = defaults | self.traits(said)
            if "asks" not in traits:
                if "asks" in said:
                    continue
                fix = say("mapping.write-asks-here-or-under", Asks=", ".join(Asks))
                self.say("evidence/mapping-incomplete", say("mapping.what-the-question-asks-for", key=key), fix, item)
                continue
            traits.setdefault("scale", SCALES.get(traits["asks"], (1.0, 5.0)))
            touchpoint, wording = self.text(said.get("touchpoint")), self.text(said.get("wording"))
            found.append(Question(key=key, column=column, touchpoint=touchpoint, wording=wording, **traits))
        return tuple(found)

    def traits(self, said: dict[str, Node]) -> dict[str, Any]:
        """What a question or the defaults say about how answers are written."""
        found: dict[str, Any] = {}
        if "asks" in said and (asks := self.word(said["asks"], Asks, "asks")):
            found["asks"] = asks
        if "scale" in said and (scale := self.scale(said["scale"])):
            found["scale"] = scale
        if "recode" in said:
            pairs = self.pairs(said["recode"], "recode")
            found["recode"] = tuple((name.text, self.number(value, name.text)) for name, value in pairs)
        if "shift" in said:
            found["shift"] = self.number(said["shift"], "shift")
        if "reversed" in said:
            found["reversed"] = self.yes(said["reversed"])
        found |= {name: self.texts(said[name]) for name in ("not_applicable", "blank") if name in said}
        return found

    def comments(self, node: Node | None) -> tuple[Comment, ...]:
        found = []
        for item in self.list(node):
            if isinstance(item, Text):
                found.append(Comment(column=item.text))
                continue
            said = self.map(item, say("mapping.a-comment"), ("column", "touchpoint", "blank"))
            if "column" not in said:
                self.say(
                    "evidence/mapping-incomplete",
                    say("mapping.a-comment-needs-its-column"),
                    say("shared.write-column"),
                    item,
                )
            touchpoint = self.text(said.get("touchpoint"))
            found.append(
                Comment(
                    column=self.text(said.get("column")), touchpoint=touchpoint, blank=self.texts(said.get("blank"))
                )
            )
        return tuple(found)

    def segments(self, node: Node | None) -> tuple[Segment, ...]:
        found = []
        for name, value in self.pairs(node, "segments"):
            if isinstance(value, Text):
                found.append(Segment(name=name.text, column=value.text))
                continue
            said = self.map(value, say("mapping.a-segment"), ("column", "values"))
            if "column" not in said:
                self.say(
                    "evidence/mapping-incomplete",
                    say("mapping.the-segment-needs-its-column", text=name.text),
                    say("shared.write-column"),
                    value,
                )
            column = self.text(said.get("column"))
            found.append(Segment(name=name.text, column=column, values=self.values(said.get("values"))))
        return tuple(found)

    def values(self, node: Node | None) -> tuple[tuple[str, str], ...]:
        return tuple((name.text, self.text(value)) for name, value in self.pairs(node, "values"))


def default_key(column: str, place: int, taken: Iterable[str]) -> str:
    """The key of the question in ``column``, the ``place``-th of its list, where the mapping names none.

    >>> default_key("Check-in (desk)", 1, ()), default_key("???", 2, ()), default_key("Age", 3, {"age"})
    ('check-in-desk', 'question-2', 'age-2')
    """
    key = begin = slug(column) or f"question-{place}"
    count = 2
    while key in taken:
        key = f"{begin}-{count}"
        count += 1
    return key
