"""A source of evidence and its mapping: how the columns of a file become answers, comments, events, customers.

What lives here: the mapping as typed data. Not here: its YAML (mapping), drafting one (guess), reading files with it
(sources). A mapping is remembered beside the file as ``<name>.source.yaml``, previewed, and repeatable.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from outsidein.evidence.tables import Asks


class Reads(StrEnum):
    """What a row of the file is."""

    RESPONSES = "responses"
    """A response per row, answers and comments in columns: wide, as survey tools export."""
    ANSWERS = "answers"
    """An answer per row: long."""
    COMMENTS = "comments"
    EVENTS = "events"
    CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How the file is written. Empty or None means: as the reader finds it."""

    type: str = ""
    """csv, xlsx, parquet, jsonl, xes or ocel; empty: by what the file begins with."""
    encoding: str = ""
    delimiter: str = ""
    quote: str = '"'
    decimal: str = "."
    header: int = 1
    """The row that holds the column names, counted from 1; 0: there is none."""
    skip: int = 0
    """Rows after the header row that are not data (Qualtrics' wording and import ids)."""
    sheet: str = ""
    join_header: bool = False
    """Column names continue in the next row (SurveyMonkey): ``question | option``."""
    object_type: str = ""
    """Of an object-centric log: the type of object that walks; empty: the one that joins most events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Where a value comes from: a column, or ``is`` for all rows; ``values`` translates what stands there."""

    column: str = ""
    constant: str = ""
    values: tuple[tuple[str, str], ...] = ()
    strict: bool = False
    """Whether a value that ``values`` does not know is rejected; else it is kept as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked, and how its answers are written.

    ``scale`` is the lowest and highest value after ``recode``; ``not_applicable`` lists texts that mean so;
    ``blank`` lists texts that mean no answer, besides the empty cell. ``column`` is empty in long files.
    """

    key: str
    asks: Asks
    column: str = ""
    touchpoint: str = ""
    scale: tuple[float, float] = (1, 5)
    recode: tuple[tuple[str, float], ...] = ()
    shift: float = 0.0
    """Added to each number read, before the scale is checked: −1 for a 0–10 item coded 1–11."""
    not_applicable: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    wording: str = ""
    reversed: bool = False
    """Whether a high number is bad as asked (CES 1.0): values are turned on their scale, and this is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A column of free text, perhaps about one touchpoint."""

    column: str
    touchpoint: str = ""
    blank: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A column that says what kind of customer, situation or context a row is from."""

    name: str
    column: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source with its mapping: one ``*.source.yaml``.

    ``files`` are names or glob patterns beside the mapping. ``kind`` is a word for where it comes from (survey,
    reviews, interviews, contact-centre …). In long files ``question`` and ``touchpoint`` and ``value`` name columns and
    ``questions`` say how each is read (a single one applies to every row).
    """

    id: str
    files: tuple[str, ...]
    reads: Reads
    title: str = ""
    kind: str = "survey"
    format: Format = Format()
    time_zone: str = "UTC"
    time_format: str = ""
    """``%Y-%m-%d`` style, or ``iso``, ``excel``, ``unix``, ``unix-ms``; empty: ISO 8601 or as the cells say."""
    customer: Field | None = None
    case: Field | None = None
    """Which journey a row belongs to, where the source says so: a visit, a ticket, a case of an event log."""
    response: Field | None = None
    time: Field | None = None
    channel: Field | None = None
    touchpoint: Field | None = None
    question: Field | None = None
    value: Field | None = None
    event: Field | None = None
    lifecycle: Field | None = None
    """Which transition of its activity an event is (start, complete): of several, the one that completes is kept."""
    end: Field | None = None
    """When what began at ``time`` was over: a row that ends before it begins is rejected."""
    text: Field | None = None
    invited: Field | None = None
    questions: tuple[Question, ...] = ()
    comments: tuple[Comment, ...] = ()
    segments: tuple[Segment, ...] = ()
    ignore: tuple[str, ...] = ()
    """Columns that are known and left out on purpose; any other unmapped column is mentioned in the report."""
