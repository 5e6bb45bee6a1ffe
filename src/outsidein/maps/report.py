"""Collecting what is wrong with a file: all of it in one go, yet never without end.

What lives here: Report, and “did you mean”. Not here: the rules that find anything.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

from outsidein.ground import Diagnostic, Place, Severity
from outsidein.ground.writing import quoted
from outsidein.maps.phrases import say

MOST: Final = 300
"""How many problems of one file are told; a file with more of them is not mended line by line."""


class Report:
    """The Diagnostics of one file, in the order in which they were found."""

    def __init__(self, file: str | None = None) -> None:
        self.file = file
        self._told: dict[Diagnostic, None] = {}
        self._more = 0

    def add(
        self,
        code: str,
        says: str,
        fix: str = "",
        *,
        line: int | None = None,
        record: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note one problem."""
        if self.full:
            self._more += 1
            return
        self._told[Diagnostic(code, says, fix, Place(file=self.file, line=line, record=record), severity)] = None

    @property
    def full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self._told) >= MOST

    @property
    def failed(self) -> bool:
        """Whether anything found is an error."""
        return any(one.severity is Severity.ERROR for one in self._told)

    def close(self) -> tuple[Diagnostic, ...]:
        """All that was found, by line; where there was more than is told, how much."""
        found = sorted(self._told, key=lambda one: one.where.line or 0)
        if self._more:
            says = say("report.more", n=self._more)
            found.append(
                Diagnostic("maps/and-more", says, say("report.mend-these-first-and-check"), Place(file=self.file))
            )
        return tuple(found)


def called(type_: str) -> str:
    """What people call a record of this type.

    >>> called("moment-of-truth")
    'moment of truth'
    """
    return say(f"record.{type_}")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“Did you mean …?” where one of ``known`` is close to ``word``; else the empty text.

    >>> did_you_mean("stpes", ["stages", "steps"]), did_you_mean("xyz", ["steps"])
    ('Did you mean “steps”?', '')
    """
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7) if 0 < len(word) <= 60 else []
    return say("report.did-you-mean", close=close[0]) if close else ""


def listed(words: Iterable[str], *, most: int = 12) -> str:
    """Words as an enumeration, cut short with an ellipsis.

    >>> listed(["a", "b"]), listed("abc", most=2)
    ('a, b', 'a, b, …')
    """
    all_of_them = list(words)
    return ", ".join(all_of_them[:most]) + (", …" if len(all_of_them) > most else "")


def shown(text: str, *, most: int = 60) -> str:
    """A text of the user's in quotation marks, cut to a readable length, on one line, with nothing unprintable.

    >>> shown("a\\nb"), shown("x" * 100, most=5)
    ('“a b”', '“xxxx…”')
    """
    line = "".join(char if char.isprintable() else " " for char in text[: most + 1])
    return quoted(line if len(line) <= most else f"{line[: most - 1]}…")
