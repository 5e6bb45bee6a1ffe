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

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Field, Question, Reads, Source
from outsidein.evidence.tables import Asks
from outsidein.ground import Diagnostic, Place
from outsidein.ground.writing import plain

TIMES: Final = ("iso", "excel", "unix", "unix-ms")
TYPES: Final = ("csv", "xlsx", "parquet", "jsonl", "xes", "ocel")
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
        yield (
            "evidence/mapping-incomplete",
            say("rules.the-source-has-no-name"),
            say("rules.give-it-one-under-source"),
            "source",
        )
    yield from _needs(source)
    yield from _repeats(source)
    for question in source.questions:
        yield from _question(question, source.reads)
    yield from _writing(source)
    ids = (("customer", source.customer), ("case", source.case), ("response", source.response))
    for name, field in ids:
        if field is not None and not field.column:
            says = say("rules.the-is-one-and-the", name=name)
            yield "evidence/mapping-incomplete", says, say("rules.name-a-column-for", name=name), f"fields.{name}"


def _needs(source: Source) -> Iterator[Wrong]:
    texts = bool(source.comments or source.text)
    wants: dict[Reads, tuple[bool, str, str]] = {
        Reads.RESPONSES: (
            bool(source.questions) or texts,
            say("rules.no-column-of-answers-or"),
            say("rules.list-them-under-answers-or"),
        ),
        Reads.ANSWERS: (
            source.value is not None and bool(source.value.column) and bool(source.questions),
            say("rules.a-file-with-an-answer"),
            say("rules.set-fields-value-and-list"),
        ),
        Reads.COMMENTS: (texts, say("rules.nothing-says-where-the-comment"), say("rules.set-fields-text-or-list")),
        Reads.EVENTS: (
            source.event is not None,
            say("rules.nothing-says-where-the-name"),
            say("rules.set-fields-event-to-its"),
        ),
        Reads.CUSTOMERS: (
            source.customer is not None,
            say("rules.nothing-says-where-the-customers"),
            say("rules.set-fields-customer"),
        ),
    }
    there, says, fix = wants[source.reads]
    if not there:
        yield "evidence/mapping-incomplete", says, fix, "reads"
    if source.reads is Reads.ANSWERS and len(source.questions) > 1 and source.question is None:
        says = say("rules.there-are-several-questions-but")
        yield "evidence/mapping-incomplete", says, say("rules.set-fields-question"), "questions"


def _repeats(source: Source) -> Iterator[Wrong]:
    columns = [question.column for question in source.questions if question.column]
    columns += [comment.column for comment in source.comments]
    for what, names, fix, about in (
        (say("rules.column"), columns, say("rules.name-it-once-a-column"), "answers"),
        (
            say("rules.question-key"),
            [one.key for one in source.questions],
            say("rules.give-each-question-its-own"),
            "answers",
        ),
        (
            say("rules.segment"),
            [one.name for one in source.segments],
            say("rules.give-each-segment-its-own"),
            "segments",
        ),
    ):
        for name, count in Counter(names).items():
            if count > 1:
                yield (
                    "evidence/mapping-repeats",
                    say("rules.the-is-mapped-times", what=what, name=name, count=count),
                    fix,
                    about,
                )
            elif not name.strip():
                yield (
                    "evidence/mapping-incomplete",
                    say("rules.a-has-no-name", what=what),
                    say("rules.give-it-one"),
                    about,
                )
    if len(source.comments) + (source.text is not None) > PLACES:
        says = say("rules.columns-of-comments-are-named", n=len(source.comments), places=PLACES)
        yield "evidence/mapping-too-much", says, say("rules.split-the-file-into-two"), "comments"


def _question(question: Question, reads: Reads) -> Iterator[Wrong]:
    low, high = question.scale
    what, about = say("rules.the-question", key=question.key), f"questions.{question.key}"
    if reads is Reads.ANSWERS and question.column:
        says = say("rules.names-a-column-but-each", what=what)
        yield "evidence/mapping-incomplete", says, say("rules.take-the-column-away"), about
    if reads is not Reads.ANSWERS and not question.column:
        yield "evidence/mapping-incomplete", say("rules.names-no-column", what=what), say("shared.write-column"), about
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        says = say("rules.has-the-scale-which-is", what=what, low=plain(low), high=plain(high))
        yield "evidence/mapping-scale", says, say("rules.write-the-lowest-and-the"), about
    elif has_scale(question):
        for text, value in question.recode:
            if not low <= value <= high:
                says = say(
                    "rules.reads-as-which-is-not",
                    what=what,
                    text=text,
                    value=plain(value),
                    low=plain(low),
                    high=plain(high),
                )
                yield "evidence/mapping-scale", says, say("rules.correct-the-recode-or-the"), about
    if not math.isfinite(question.shift):
        yield (
            "evidence/mapping-scale",
            say("rules.has-a-shift-that-is", what=what),
            say("rules.write-one-such-as"),
            about,
        )


def _writing(source: Source) -> Iterator[Wrong]:
    form = source.format
    if form.type and form.type not in TYPES:
        says = say("shared.is-no-type-of-file", type=form.type)
        yield "evidence/unknown-type", says, say("rules.types-are", types=", ".join(TYPES)), "format"
    if form.decimal not in (".", ","):
        yield (
            "evidence/mapping-format",
            say("rules.is-no-decimal-mark", decimal=form.decimal),
            say("rules.it-is-or"),
            "format",
        )
    if form.header < 0 or form.skip < 0:
        says = say("rules.header-and-skip-are-whole")
        yield "evidence/mapping-format", says, say("rules.set-header-to-where-no"), "format"
    try:
        ZoneInfo(source.time_zone)
    except (KeyError, ValueError, OSError):
        says = say("rules.there-is-no-time-zone", time_zone=source.time_zone)
        yield "evidence/mapping-time-zone", says, say("rules.write-one-like-europe-berlin"), "time_zone"
    if source.time_format and source.time_format not in TIMES and not _reads_back(source.time_format):
        says = say("rules.does-not-say-how-a", time_format=source.time_format)
        yield (
            "evidence/mapping-time-format",
            says,
            say("rules.write-it-like-d-m", times=", ".join(TIMES)),
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
        "case": source.case,
        "response": source.response,
        "time": source.time,
        "end": source.end,
        "channel": source.channel,
        "touchpoint": source.touchpoint,
        "question": source.question,
        "value": source.value,
        "event": source.event,
        "lifecycle": source.lifecycle,
        "text": source.text,
        "invited": source.invited,
    }
    return [(name, field) for name, field in named.items() if field is not None]
