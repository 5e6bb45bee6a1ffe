"""YAML text as plain data that remembers its lines, read with suspicion.

What lives here: compose, which turns a text into dicts, lists and texts, each with the line it begins on, and refuses
what a map has no use for (anchors, tags, several documents, bottomless nesting). Every scalar stays the text it is:
what it means is for the reader to say, by the field it stands in. Not here: what a map may contain (reading).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from outsidein.maps.phrases import say
from outsidein.maps.report import Report, shown

DEEPEST: Final = 50
MOST_NODES: Final = 100_000

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL: Final = r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # compiled when first used
_PAIR: Final = r"\\\\|(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"  # compiled when first used
_TAB: Final = re.compile(r" *\t[ \t]*\S")
_PROBLEMS: Final = (
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "no-colon"),
    ("cannot start any token", "quotes"),
    ("while scanning a quoted scalar", "open-quote"),
    ("did not find expected key", "indent"),
    ("did not find expected '-'", "dash"),
    ("expected <block end>", "indent"),
    ("did not find expected ',' or", "bracket"),
    ("expected ',' or", "bracket"),
    ("unknown escape", "escape"),
)
"""What the parser says, and the phrase that says how to mend it."""


class Leaf(str):
    """A scalar: its text, and the line (from 1) where it begins."""

    __slots__ = ("line",)
    line: int

    @classmethod
    def at(cls, text: str, line: int) -> Leaf:
        """``text`` on ``line``."""
        leaf = cls(text)
        leaf.line = line
        return leaf


class Entries(dict[str, Any]):
    """A mapping: values by key, and the line where it begins; ``lines`` has that of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Items(list[Any]):
    """A list, and the line where it begins."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def line_of(node: object, key: str | None = None) -> int | None:
    """The line of a piece of data, or of one of its keys, where it has one: what a migration made has none."""
    if key is not None and isinstance(node, Entries) and key in node.lines:
        return node.lines[key]
    return getattr(node, "line", None)


def compose(text: str, report: Report) -> Any:
    """``text`` as Entries, Items and Leafs; None where it is not YAML that we take, and then ``report`` says why."""
    text = text.removeprefix("\ufeff")
    if not _printable(text, report):
        return None
    if not text.strip():
        report.add("maps/empty-file", say("nodes.this-file-is-empty"), say("nodes.begin-with-outsidein-or-let"))
        return None
    try:
        return _Composer(report).run(yaml.parse(_joined(text), Loader=_LOADER))
    except yaml.YAMLError as error:
        _explain(error, text, report)
    return None


def _joined(text: str) -> str:
    r"""JSON writes a sign beyond the first 65,536 as two escapes, which YAML does not know: the sign itself instead.

    >>> _joined(r'{"title": "\ud83d\ude00"}') == '{"title": "\N{GRINNING FACE}"}'
    True
    """
    if not text.lstrip().startswith("{"):
        return text
    return re.sub(_PAIR, lambda found: json.loads(f'"{found[0]}"') if found[1] else found[0], text)


class _Composer:
    """Builds the data from parser events with a stack of its own, so that no nesting can exhaust Python's."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.stack: list[Entries | Items] = []
        self.keys: list[Leaf | None] = []
        self.root: Any = None
        self.documents = 0
        self.count = 0

    def run(self, events: Iterator[yaml.Event]) -> Any:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._refuse(event)
                self._attach(Leaf.at(event.value, _line(event)))
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._refuse(event)
                if not self._open(event):
                    return None
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self.stack.pop()
                self.keys.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._refuse(event)
                self._attach(Leaf.at("", _line(event)))
            elif isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    says = say("nodes.a-second-document-begins-here")
                    fix = say("nodes.a-file-holds-one-map")
                    self.report.add("maps/several-documents", says, fix, line=_line(event))
                    return None
            if self.count > MOST_NODES:
                says = say("nodes.this-file-has-more-than", most_nodes=MOST_NODES)
                self.report.add("maps/too-big", says, say("nodes.split-the-journey-into-several"), line=_line(event))
                return None
        if self.documents == 0:
            says = say("nodes.there-is-nothing-in-this")
            self.report.add("maps/empty-file", says, say("nodes.begin-with-outsidein-or-let"))
        return None if self.report.failed and self.root is None else self.root

    def _open(self, event: yaml.Event) -> bool:
        line = _line(event)
        node: Entries | Items = Entries(line) if isinstance(event, yaml.MappingStartEvent) else Items(line)
        self._attach(node)
        self.stack.append(node)
        self.keys.append(None)
        if len(self.stack) <= DEEPEST:
            return True
        says = say("nodes.here-the-file-is-nested", deepest=DEEPEST)
        self.report.add("maps/too-deep", says, say("nodes.a-map-needs-no-more"), line=line)
        return False

    def _attach(self, node: Leaf | Entries | Items) -> None:
        self.count += 1
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, Items):
            parent.append(node)
            return
        key = self.keys[-1]
        if key is not None:
            parent[key] = node
            self.keys[-1] = None
        elif not isinstance(node, Leaf):
            fix = say("nodes.write-key-value-a-text")
            self.report.add("maps/wrong-shape", say("nodes.a-key-must-be-a"), fix, line=node.line)
            self.keys[-1] = Leaf.at("", node.line)
        else:
            if node in parent.lines:
                says = say("nodes.stands-here-a-second-time", node=shown(node), line=str(parent.lines[node]))
                self.report.add("maps/duplicate-key", says, say("shared.join-the-two-or-rename"), line=node.line)
            parent.lines[node] = node.line
            self.keys[-1] = node

    def _refuse(self, event: Any) -> None:
        line = _line(event)
        if event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            says = say("nodes.is-a-yaml-anchor", name=f"{sign}{event.anchor[:40]}", alias=sign == "*")
            self.report.add("maps/anchor", says, say("nodes.write-the-text-out-if", sign=sign), line=line)
        if getattr(event, "tag", None) is not None:
            says = say("nodes.is-a-yaml-tag-maps", value=event.tag.replace("tag:yaml.org,2002:", "!!")[:60])
            self.report.add("maps/tag", says, say("nodes.leave-it-out-if-belongs"), line=line)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _printable(text: str, report: Report) -> bool:
    if not re.search(_CONTROL, text):
        return True
    for number, line in enumerate(text.split("\n"), start=1):
        found = re.search(_CONTROL, line)
        if found:
            says = say("nodes.there-is-a-control-character", sign=f"{ord(found.group()):04X}", column=found.start() + 1)
            report.add("maps/control-character", says, say("nodes.delete-it-it-cannot-be"), line=number)
            if report.full:
                break  # a binary file, not a map with a slip in it
    return False


def _explain(error: yaml.YAMLError, text: str, report: Report) -> None:
    mark, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    lines = text.rstrip().split("\n")
    if began is not None and (mark is None or mark.line >= len(lines)):
        mark = began  # what is open at the end of the file is told where it was opened
    line = mark.line + 1 if mark is not None else None
    if line is not None and line <= len(lines) and _TAB.match(lines[line - 1]):
        fix = say("nodes.indent-with-spaces-two-for")
        report.add("maps/tab", say("nodes.a-tab-indents-this-line"), fix, line=line)
        return
    problem = " ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part)
    fix = say(f"nodes.mend.{next((mend for sign, mend in _PROBLEMS if sign in problem), 'look')}")
    says = say("nodes.this-is-not-yaml", problem=problem or say("nodes.it-cannot-be-parsed"))
    report.add("maps/not-yaml", says, fix, line=line)
