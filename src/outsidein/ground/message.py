"""Messages: sentences with places to fill, in the part of the ICU message syntax that the front end uses, too.

What lives here: reading ``{name}``, ``{n, plural, one {# card} other {# cards}}``, ``{side, select, …}``, and filling
them. Not here: which sentences there are (``<room>/phrases``), which language is spoken (speech).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from outsidein.ground.digits import written

Value = str | int | float
"""What can fill a place: text as it is, a number as the language writes it, true or false for a choice."""

_SIGN: Final = re.compile(r"[{}#]|'(?=[{}#])([^']*)'")
"""What is not plain text; between apostrophes a brace is one."""
_PLACE: Final = re.compile(r"\s*(\w+)\s*")
_CHOICE: Final = re.compile(r"\s*,\s*(plural|select)\s*,")
_CASE: Final = re.compile(r"\s*(=?[\w.-]+)\s*\{")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that is filled with what goes by ``name``."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several messages, by the number (``plural``) or the word that goes by ``name``."""

    name: str
    plural: bool
    cases: Mapping[str, Message]

    def choose(self, value: Value) -> Message:
        """The message for ``value``: exactly that one, its plural form, or ``other``."""
        if not self.plural:
            word = str(value).lower() if isinstance(value, bool) else str(value)
            return self.cases.get(word, self.cases["other"])
        exact = self.cases.get(f"={value}")
        return exact or self.cases["one" if value == 1 and "one" in self.cases else "other"]


class _Count:
    """The ``#`` of a plural: the number that was counted."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence, cut where something is to be filled in."""

    parts: tuple[str | Slot | Choice | _Count, ...]

    def fill(self, values: Mapping[str, Value], language: str) -> str:
        """The sentence with its places filled; KeyError for a place without a value."""
        said: list[str] = []
        self._say(said, values, language, None)
        return "".join(said)

    def _say(self, said: list[str], values: Mapping[str, Value], language: str, count: Value | None) -> None:
        for part in self.parts:
            if isinstance(part, str):
                said.append(part)
            elif isinstance(part, Slot):
                said.append(written(values[part.name], language))
            elif isinstance(part, Choice):
                value = values[part.name]
                part.choose(value)._say(said, values, language, value if part.plural else count)
            else:
                said.append("#" if count is None else written(count, language))

    def places(self) -> frozenset[str]:
        """The names of everything that is filled in."""
        found: set[str] = set()
        for part in self.parts:
            if isinstance(part, Slot):
                found.add(part.name)
            elif isinstance(part, Choice):
                found.add(part.name)
                for case in part.cases.values():
                    found |= case.places()
        return frozenset(found)


def parse(text: str) -> Message:
    """The message written as ``text``; ValueError where its braces say nothing.

    >>> parse("{n, plural, one {# card} other {# cards}} of {lane}").fill({"n": 1200, "lane": "Ziele"}, "de")
    '1.200 cards of Ziele'
    >>> parse("Write '{text: …}'.").fill({}, "en")
    'Write {text: …}.'
    """
    message, end = _message(text, 0)
    if end != len(text):
        raise ValueError(f"a brace is closed that was not opened, at {end} in: {text}")
    return message


def _message(text: str, at: int) -> tuple[Message, int]:
    """What stands from ``at`` to the end or to the brace that closes it, and where that is."""
    parts: list[str | Slot | Choice | _Count] = []
    while sign := _SIGN.search(text, at):
        if sign.start() > at:
            parts.append(text[at : sign.start()])
        at = sign.start()
        if sign[1]:
            parts.append(sign[1])
            at = sign.end()
        elif sign[0] == "}":
            return Message(tuple(parts)), at
        elif sign[0] == "#":
            parts.append(_Count())
            at += 1
        else:
            part, at = _place(text, at + 1)
            parts.append(part)
    if at < len(text):
        parts.append(text[at:])
    return Message(tuple(parts)), len(text)


def _place(text: str, at: int) -> tuple[Slot | Choice, int]:
    """What an opened brace holds, and where to go on behind the one that closes it."""
    name = _PLACE.match(text, at)
    if not name:
        raise ValueError(f"a brace is opened that holds no name, at {at} in: {text}")
    at = name.end()
    if text.startswith("}", at):
        return Slot(name[1]), at + 1
    choice = _CHOICE.match(text, at)
    if not choice:
        raise ValueError(f"neither plural nor select, at {at} in: {text}")
    at, cases = choice.end(), {}
    while case := _CASE.match(text, at):
        cases[case[1]], at = _message(text, case.end())
        at += 1
    rest = text[at:].lstrip()
    if not rest.startswith("}") or "other" not in cases:
        raise ValueError(f"a choice needs its cases, “other” among them, at {at} in: {text}")
    return Choice(name[1], choice[1] == "plural", cases), len(text) - len(rest) + 1
