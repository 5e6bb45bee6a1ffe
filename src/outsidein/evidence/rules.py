"""What a mapping must say to make sense, whatever the file: the checks that need no file.

What lives here: ``check``. Not here: whether its columns are in a file (fitting), how it is written (mapping).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from outsidein.evidence.asked import shown
from outsidein.evidence.source import Field, Question, Reads, Source
from outsidein.evidence.tables import Asks
from outsidein.ground import Diagnostic, Place

TIMES: Final = ("iso", "excel", "unix", "unix-ms")
TYPES: Final = ("csv", "xlsx", "parquet", "jsonl")
PLACES: Final = 64
"""Comments that one response can have: the ids of comments leave room for so many."""
_NO_LINES: Final[Mapping[str, int]] = MappingProxyType({})
Wrong = tuple[str, str, str, str]
"""Code, what is wrong, how to mend it, and the part of the mapping it is about."""


def check(source: Source, *, file: str = "", lines: Mapping[str, int] = _NO_LINES) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with ``source`` by itself, as errors; ``lines`` of its parts, where they are known.

    >>> [d.says for d in check(Source(id="s", files=("a.csv",), reads=Reads.EVENTS))]
    ['Nothing says where the name of an event stands.']
    """
    return tuple(
        Diagnostic(code, says, fix, Place(file=file or None, line=lines.get(about)))
        for code, says, fix, about in _wrong(source)
    )


def _wrong(source: Source) -> Iterator[Wrong]:
    if not source.id.strip():
        yield "evidence/mapping-incomplete", "The source has no name.", "Give it one under source.", "source"
    yield from _needs(source)
    yield from _repeats(source)
    for question in source.questions:
        yield from _question(question, source.reads)
    yield from _writing(source)
    for name, field in (("customer", source.customer), ("response", source.response)):
        if field is not None and not field.column:
            says = f"The {name} is one and the same for every row."
            yield "evidence/mapping-incomplete", says, f"Name a column for {name}.", f"fields.{name}"


def _needs(source: Source) -> Iterator[Wrong]:
    texts = bool(source.comments or source.text)
    wants: dict[Reads, tuple[bool, str, str]] = {
        Reads.RESPONSES: (
            bool(source.questions) or texts,
            "No column of answers or comments is named.",
            "List them under answers or comments.",
        ),
        Reads.ANSWERS: (
            source.value is not None and bool(source.value.column) and bool(source.questions),
            "A file with an answer per row needs the column of the value, and the questions.",
            "Set fields: value, and list at least one question under questions.",
        ),
        Reads.COMMENTS: (texts, "Nothing says where the comment stands.", "Set fields: text, or list comments."),
        Reads.EVENTS: (
            source.event is not None,
            "Nothing says where the name of an event stands.",
            "Set fields: event to its column, or to {is: …} where the file holds one kind of event.",
        ),
        Reads.CUSTOMERS: (
            source.customer is not None,
            "Nothing says where the customer’s id stands.",
            "Set fields: customer.",
        ),
    }
    there, says, fix = wants[source.reads]
    if not there:
        yield "evidence/mapping-incomplete", says, fix, "reads"
    if source.reads is Reads.ANSWERS and len(source.questions) > 1 and source.question is None:
        says = "There are several questions, but no column says which one a row answers."
        yield "evidence/mapping-incomplete", says, "Set fields: question.", "questions"


def _repeats(source: Source) -> Iterator[Wrong]:
    columns = [question.column for question in source.questions if question.column]
    columns += [comment.column for comment in source.comments]
    for what, names, fix, about in (
        ("column", columns, "Name it once; a column is one question or one comment.", "answers"),
        ("question key", [one.key for one in source.questions], "Give each question its own key.", "answers"),
        ("segment", [one.name for one in source.segments], "Give each segment its own name.", "segments"),
    ):
        for name, count in Counter(names).items():
            if count > 1:
                yield "evidence/mapping-repeats", f"The {what} “{name}” is mapped {count} times.", fix, about
            elif not name.strip():
                yield "evidence/mapping-incomplete", f"A {what} has no name.", "Give it one.", about
    if len(source.comments) + (source.text is not None) > PLACES:
        says = f"{len(source.comments)} columns of comments are named; {PLACES} are the most."
        yield "evidence/mapping-too-much", says, "Split the file into two sources.", "comments"


def _question(question: Question, reads: Reads) -> Iterator[Wrong]:
    low, high = question.scale
    what, about = f"The question “{question.key}”", f"questions.{question.key}"
    if reads is Reads.ANSWERS and question.column:
        says = f"{what} names a column, but each row of this file holds one answer."
        yield "evidence/mapping-incomplete", says, "Take the column away.", about
    if reads is not Reads.ANSWERS and not question.column:
        yield "evidence/mapping-incomplete", f"{what} names no column.", "Write column: …", about
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        says = f"{what} has the scale {shown(low)}–{shown(high)}, which is none."
        yield "evidence/mapping-scale", says, "Write the lowest and the highest value, such as [1, 5].", about
    elif has_scale(question):
        for text, value in question.recode:
            if not low <= value <= high:
                says = f"{what} reads “{text}” as {shown(value)}, which is not on its scale {shown(low)}–{shown(high)}."
                yield "evidence/mapping-scale", says, "Correct the recode or the scale.", about
    if not math.isfinite(question.shift):
        yield "evidence/mapping-scale", f"{what} has a shift that is no number.", "Write one, such as -1.", about


def _writing(source: Source) -> Iterator[Wrong]:
    form = source.format
    if form.type and form.type not in TYPES:
        says = f"“{form.type}” is no type of file that is read here."
        yield "evidence/unknown-type", says, f"Types are {', '.join(TYPES)}.", "format"
    if form.decimal not in (".", ","):
        yield "evidence/mapping-format", f"“{form.decimal}” is no decimal mark.", "It is “.” or “,”.", "format"
    if form.header < 0 or form.skip < 0:
        says = "header and skip are whole numbers of rows, from 0."
        yield "evidence/mapping-format", says, "Set header to 0 where no row names the columns.", "format"
    try:
        ZoneInfo(source.time_zone)
    except (KeyError, ValueError, OSError):
        says = f"There is no time zone “{source.time_zone}”."
        yield "evidence/mapping-time-zone", says, "Write one like Europe/Berlin or UTC.", "time_zone"
    if source.time_format and source.time_format not in TIMES and not _reads_back(source.time_format):
        says = f"“{source.time_format}” does not say how a time is written."
        yield (
            "evidence/mapping-time-format",
            says,
            f"Write it like %d.%m.%Y %H:%M, or one of {', '.join(TIMES)}.",
            "time_format",
        )


def has_scale(question: Question) -> bool:
    """Whether a question's answers lie on a scale; those that ask for any number have one only where it is stated."""
    return question.asks is not Asks.NUMBER or question.scale != (1, 5)


def _reads_back(pattern: str) -> bool:
    """Whether a day written by the pattern can be read by it."""
    day = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
    try:
        written = day.strftime(pattern)
        return "%" in pattern and written != pattern and datetime.strptime(written, pattern).day == day.day
    except (ValueError, UnicodeError):
        return False


def fields_of(source: Source) -> Iterable[tuple[str, Field]]:
    """The named fields of a source that are set.

    >>> [name for name, _ in fields_of(Source(id="s", files=(), reads=Reads.EVENTS, event=Field(column="e")))]
    ['event']
    """
    named = {
        "customer": source.customer,
        "response": source.response,
        "time": source.time,
        "channel": source.channel,
        "touchpoint": source.touchpoint,
        "question": source.question,
        "value": source.value,
        "event": source.event,
        "text": source.text,
        "invited": source.invited,
    }
    return [(name, field) for name, field in named.items() if field is not None]
