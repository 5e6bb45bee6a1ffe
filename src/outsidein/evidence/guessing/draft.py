"""What a guess is made of: what is known beforehand, what became of each column, what is unsure, what will happen.

What lives here: frozen data that crosses the door of guess. Not here: making any of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from outsidein.evidence.source import Format, Source
from outsidein.ground import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the workspace's maps know, in plain words: evidence never sees a map.

    ``touchpoints`` are pairs of key and name; ``segments`` pairs of segment name and value, as personas are tied to.
    """

    touchpoints: tuple[tuple[str, str], ...] = ()
    segments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the child process is asked: the file, its format where somebody knows it, and what is known beforehand."""

    path: Path
    format: Format
    known: Known


class Sure(StrEnum):
    """How sure a guess is. What is not ``sure`` is shown to a person before anything is kept."""

    SURE = "sure"
    CHECK = "please check"
    OPTIONAL = "optional"
    """Nothing is wrong without it, but it could say more."""


class Role(StrEnum):
    """What a column becomes."""

    CUSTOMER = "customer"
    CASE = "case"
    RESPONSE = "response"
    TIME = "time"
    END = "end"
    CHANNEL = "channel"
    TOUCHPOINT = "touchpoint"
    QUESTION = "question"
    VALUE = "value"
    EVENT = "event"
    LIFECYCLE = "lifecycle"
    TEXT = "text"
    INVITED = "invited"
    RATING = "answer"
    COMMENT = "comment"
    SEGMENT = "segment"
    IGNORE = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGuess:
    """One line of the preview: a column (or several that share a question, or none) and what becomes of it.

    ``looks_like`` shows what stands there; ``bars`` are the counts of a rating's values, lowest first. ``why`` says by
    what it was decided and, where unsure, what hangs on it; ``choices`` what else could be written in the mapping.
    """

    about: str
    columns: tuple[str, ...]
    role: Role | None
    becomes: str
    looks_like: str = ""
    bars: tuple[int, ...] = ()
    sure: Sure = Sure.SURE
    why: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What importing with this mapping would do; ``whole`` where every row was looked at, else only the first ones."""

    rows: int = 0
    columns: int = 0
    answers: int = 0
    not_applicable: int = 0
    blank: int = 0
    comments: int = 0
    unreadable_cells: int = 0
    unreadable_rows: int = 0
    customers: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What stands in a column: how many cells are filled, blank and different; its most frequent values with counts.

    ``values`` is empty where they are texts, ids or personal data; ``whole`` where they are all there are.
    """

    column: str
    wording: str = ""
    filled: int = 0
    blank: int = 0
    distinct: int = 0
    values: tuple[tuple[str, int], ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A drafted mapping with its preview. ``summary`` is the sentence the page opens with.

    ``seen`` is what stands in each column, so that another reading of it can be shown without the file.
    """

    source: Source
    columns: tuple[ColumnGuess, ...]
    doubts: tuple[Diagnostic, ...]
    counts: Counts
    summary: str
    seen: tuple[Seen, ...] = ()
