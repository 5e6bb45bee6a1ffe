"""The elements of an XES document as they come by: traces, events and their attributes, row by row.

What lives here: Elements, which expat calls at every tag. Not here: feeding it (xes), what attributes mean (columns).
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from typing import Final

Row = dict[str, str]
_ATTRIBUTES: Final = frozenset({"string", "date", "int", "float", "boolean", "id", "list", "container"})
_KNOWN: Final = _ATTRIBUTES | {"log", "trace", "event", "global", "classifier", "extension", "values"}
_DEEPEST: Final = 64
_CLASSIFIER, _PARTS = 1_000, 16
"""Characters of the name and the keys of a classifier, and its keys, beyond which nobody means them."""
NAME: Final = "concept:name"
_LISTED: Final = "\x00"
"""Stands for the key of a value in a list, which has none of its own."""
_STAND_INS: Final = frozenset(
    {"", "__INVALID__", "UNKNOWN", "unknown", "name", "string", "resource", "UNDEFINED", "undefined"}
)


class TooDeep(Exception):
    """Attributes within attributes, deeper than anybody means."""


class Elements:
    """Collects the rows of a log; ``flush`` is called with rows and their traces whenever ``most`` are together.

    A row is an event: its attributes by key, nested ones by dots. A trace is the attributes of its case.
    """

    def __init__(self, flush: Callable[[list[Row], list[Row]], None], *, most: int) -> None:
        self._flush = flush
        self._most = most
        self._tags: dict[str, str] = {}
        self._inside: list[str] = []
        self._lists: dict[str, list[str]] = {}
        self._row: Row | None = None
        self._into: Row | None = None
        self._trace: Row | None = None
        self._named = False
        self._scope = ""
        self.rows: list[Row] = []
        self.traces: list[Row] = []
        self.cases = 0
        self.unnamed = 0
        self.classifiers: dict[str, tuple[str, ...]] = {}
        self.globals: dict[str, Row] = {"trace": {}, "event": {}}
        self.root = ""
        """The name of the outermost element."""

    @property
    def case(self) -> str:
        """The case that is being read, as it is named so far."""
        return (self._trace or {}).get(NAME, "") or (f"#{self.cases}" if self.cases else "")

    def start(self, tag: str, given: dict[str, str]) -> None:
        """An element begins."""
        kind = self._tags.get(tag) or self._kind(tag)
        if kind in _ATTRIBUTES:
            into = self._into
            if into is None:
                return
            key = given.get("key", "")
            inside = self._inside
            if inside:
                if len(inside) > _DEEPEST:
                    raise TooDeep
                outer = inside[-1]
                if outer in self._lists:
                    self._lists[outer].append(given.get("value", ""))
                    inside.append(_LISTED)
                    return
                if outer == _LISTED:  # what is said of a value in a list has no column to stand in
                    inside.append(_LISTED)
                    return
                key = f"{outer}.{key}"
            inside.append(key)
            if kind == "list":
                self._lists[key] = []
            elif key and "value" in given:
                into[key] = given["value"]
        elif kind == "event":
            self._row = self._into = {}
        elif kind == "trace":
            self._trace = self._into = {}
            self._named = False
            self.cases += 1
        elif kind == "classifier":
            self._classify(given)
        elif kind == "global":
            self._scope = given.get("scope", "event")
            self._into = self.globals.setdefault(self._scope, {})
        elif kind == "log":
            self._into = None

    def end(self, tag: str) -> None:
        """An element is over."""
        kind = self._tags.get(tag) or self._kind(tag)
        if kind in _ATTRIBUTES:
            if self._inside:
                key = self._inside.pop()
                if key in self._lists and self._into is not None:
                    self._into[key] = json.dumps(self._lists.pop(key), ensure_ascii=False)
        elif kind == "event":
            if self._row is not None:
                self.rows.append(self._row)
                self.traces.append(self._trace if self._trace is not None else self._loose())
            self._row, self._into = None, self._trace
            if len(self.rows) >= self._most:
                self._hand_over()
        elif kind == "trace":
            self._name()
            self._trace = self._into = None
        elif kind == "global":
            self._into = None

    def close(self) -> None:
        """Give out what is left."""
        self._hand_over()

    def defaults(self, scope: str) -> Row:
        """The values that ``global`` states for attributes that must be there, without those that state nothing."""
        own = self.globals.get(scope, {})
        return {
            key: value
            for key, value in own.items()
            if key not in (NAME, "time:timestamp", "identity:id")
            and value not in _STAND_INS
            and value.casefold() not in (key.casefold(), key.rpartition(":")[2].casefold())
        }

    def _kind(self, tag: str) -> str:
        """The name of an element without its prefix, whatever that is; remembered by the name as written."""
        local = tag.rpartition(":")[2]
        kind = local if local in _KNOWN else "?"
        self.root = self.root or local
        if len(self._tags) < 1000:
            self._tags[tag] = kind
        return kind

    def _hand_over(self) -> None:
        if not self.rows:
            return
        if self._trace is not None:
            self._name()
        rows, traces = self.rows, self.traces
        self.rows, self.traces = [], []
        self._flush(rows, traces)

    def _name(self) -> None:
        """A case without a name gets one by its place, the same each time the file is read."""
        if self._trace is not None and not self._named:
            self._named = True
            if not self._trace.get(NAME, "").strip():
                self.unnamed += 1
                self._trace[NAME] = f"#{self.cases}"

    def _loose(self) -> Row:
        """The trace of an event that stands outside of all traces: it belongs to no case."""
        return {}

    def _classify(self, given: dict[str, str]) -> None:
        keys = given.get("keys", "")[:_CLASSIFIER]
        try:
            parts = tuple(shlex.split(keys))
        except ValueError:
            parts = tuple(keys.split())
        if parts and len(self.classifiers) < 100:
            self.classifiers[given.get("name", "")[:_CLASSIFIER] or keys] = parts[:_PARTS]
