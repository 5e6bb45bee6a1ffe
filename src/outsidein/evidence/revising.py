"""Revising a mapping: what a person decided about some of its columns, as a change of the Source.

What lives here: Choice and ``revise``, which keep everything that was not decided, ``reread`` for what a row is, and
``told``, which says what a column is in a mapping. Not here: what the columns look like (guess), the mapping's YAML
(mapping, mappingtext).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from outsidein.evidence.guessing.draft import Known, Role, Seen
from outsidein.evidence.guessing.touchpoints import about
from outsidein.evidence.mapping import FIELDS, SCALES, default_key
from outsidein.evidence.phrases import say
from outsidein.evidence.rules import fields_of
from outsidein.evidence.source import Comment, Field, Format, Question, Reads, Segment, Source
from outsidein.evidence.sources.ratings import Nothing, Ratings, read_number
from outsidein.evidence.tables import Asks
from outsidein.ground import Diagnostic, EvidenceError, Place

NOT_APPLICABLE: Final = "not applicable"
BLANK: Final = "blank"
_STEPS: Final = 11
_SINGLE: Final = {
    Role.CUSTOMER: "customer",
    Role.CASE: "case",
    Role.RESPONSE: "response",
    Role.TIME: "time",
    Role.END: "end",
    Role.CHANNEL: "channel",
    Role.TOUCHPOINT: "touchpoint",
    Role.QUESTION: "question",
    Role.VALUE: "value",
    Role.EVENT: "event",
    Role.LIFECYCLE: "lifecycle",
    Role.TEXT: "text",
    Role.INVITED: "invited",
}
_USUAL: Final = ((1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 10), (0, 4), (0, 5), (0, 10), (1, 100), (0, 100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody decided about columns, or in long files about a question; None leaves a thing as it is.

    ``values`` says what texts stand for: a number, ``not applicable``, ``blank``, or empty for what is written there.
    ``name`` is that of a segment.
    """

    columns: tuple[str, ...] = ()
    question: str = ""
    role: Role | None = None
    touchpoint: str | None = None
    asks: Asks | None = None
    scale: tuple[float, float] | None = None
    reversed: bool | None = None
    values: tuple[tuple[str, str], ...] = ()
    name: str | None = None
    time_format: str | None = None


def revise(
    source: Source,
    choice: Choice,
    *,
    seen: Iterable[Seen] = (),
    before: Source | None = None,
    known: Known = Known(),  # noqa: B008 - frozen
) -> Source:
    """``source`` as ``choice`` has it. ``before`` is an earlier state to take the traits of a rating from again.

    Where a row was a customer or a comment and a column becomes an answer, a row becomes a response. Raises
    EvidenceError for a column or question that there is not, or a value that is neither a number nor a word for none.
    """
    looks = {one.column: one for one in seen}
    if choice.question:
        if all(one.key != choice.question for one in source.questions):
            raise _wrong(say("revising.there-is-no-question", question=choice.question))
        return replace(
            source,
            questions=tuple(_asked(q, choice) if q.key == choice.question else q for q in source.questions),
        )
    for column in choice.columns:
        if looks and column not in looks:
            raise _wrong(say("revising.there-is-no-column", column=column), column=column)
        role = choice.role or told(source, column)
        if role in (Role.RATING, Role.COMMENT) and source.reads in (Reads.CUSTOMERS, Reads.COMMENTS):
            source = reread(source, Reads.RESPONSES)
        if role is Role.RATING and source.reads is not Reads.RESPONSES:
            raise _wrong(say("revising.answers-are-columns-only-in-wide"), column=column)
        source = _placed(source, column, role, choice, looks.get(column), before or source, known)
    order = {name: place for place, name in enumerate(looks)}

    def by_place(one: Question | Comment | Segment) -> int:
        return order.get(one.column, len(order))

    if source.reads is Reads.RESPONSES:
        source = replace(source, questions=tuple(sorted(source.questions, key=by_place)))
    return replace(
        source,
        comments=tuple(sorted(source.comments, key=by_place)),
        segments=tuple(sorted(source.segments, key=by_place)),
    )


def told(source: Source, column: str) -> Role:
    """What a column is in a mapping.

    >>> told(Source(id="s", files=(), reads=Reads.RESPONSES, comments=(Comment(column="Why"),)), "Why")
    <Role.COMMENT: 'comment'>
    """
    for role, name in _SINGLE.items():
        field: Field | None = getattr(source, name)
        if field is not None and field.column == column:
            return role
    if any(one.column == column for one in source.questions):
        return Role.RATING
    if any(one.column == column for one in source.comments):
        return Role.COMMENT
    if any(one.column == column for one in source.segments):
        return Role.SEGMENT
    return Role.IGNORE


def reread(source: Source, reads: Reads) -> Source:
    """``source`` with another meaning of its rows; columns that have no place then are left out by name.

    What it needs then may be missing: ``rules.check`` says what.
    """
    kept = {
        Reads.RESPONSES: ("customer", "case", "response", "time", "channel", "touchpoint"),
        Reads.ANSWERS: ("customer", "case", "response", "time", "channel", "touchpoint", "question", "value"),
        Reads.COMMENTS: ("customer", "case", "response", "time", "channel", "touchpoint", "text"),
        Reads.EVENTS: ("customer", "case", "response", "time", "end", "channel", "touchpoint", "event", "lifecycle"),
        Reads.CUSTOMERS: ("customer", "invited"),
    }[reads]
    wide = reads is Reads.RESPONSES
    gone = [field.column for name, field in fields_of(source) if name not in kept and field.column]
    comments = source.comments
    if wide and source.text is not None and source.text.column:
        gone.remove(source.text.column)
        comments = (*comments, Comment(column=source.text.column))
    elif not wide:
        gone += [one.column for one in comments]
        comments = ()
    questions = source.questions if wide and source.reads is Reads.RESPONSES else ()
    gone += [one.column for one in source.questions if one.column and one not in questions]
    if reads is Reads.ANSWERS:
        questions = (Question(key="answer", asks=Asks.SATISFACTION),)
    fields = {name: None for name in FIELDS if name not in kept}
    return replace(
        source,
        reads=reads,
        questions=questions,
        comments=comments,
        ignore=tuple(dict.fromkeys((*source.ignore, *gone))),
        **fields,  # type: ignore[arg-type]
    )


def columns_of(source: Source) -> frozenset[str]:
    """The columns that a mapping reads; those that it leaves out are not among them."""
    named = [one.column for one in source.questions] + [one.column for one in source.comments]
    named += [one.column for one in source.segments] + [one.column for _, one in fields_of(source)]
    return frozenset(column for column in named if column)


def shares(question: Question, seen: Seen, format: Format) -> tuple[tuple[float, int], ...]:
    """How many of the seen values of a column lie on each step of a question's scale, the lowest first.

    Empty where the scale has more than a dozen steps.

    >>> q = Question(key="q", asks=Asks.SATISFACTION, scale=(1, 3), not_applicable=("0",))
    >>> shares(q, Seen(column="q", values=(("3", 5), ("0", 2), ("1", 4))), Format(type="csv"))
    ((1.0, 4), (2.0, 0), (3.0, 5))
    """
    low, high = (float(end) for end in question.scale)
    if not (high - low).is_integer() or high - low > _STEPS or question.asks is Asks.NUMBER:
        return ()
    counts = {low + step: 0 for step in range(int(high - low) + 1)}
    reader = Ratings(question, format)
    for text, n in seen.values:
        value = reader.read(text)
        if isinstance(value, float) and value in counts:
            counts[value] += n
    return tuple((float(step), n) for step, n in counts.items())


def stands_for(question: Question, text: str, format: Format) -> str:
    """What a text of a column is read as: a number as text, ``not applicable``, ``blank``, or empty for unreadable."""
    value = Ratings(question, format).read(text)
    if isinstance(value, float):
        return f"{value:g}"
    if value is Nothing.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return BLANK if value is Nothing.BLANK else ""


def dated(source: Source, day: str) -> Source:
    """``source`` with every row on one day (ISO), or undated for none; a column of times is no longer read."""
    column = source.time.column if source.time else ""
    time = Field(constant=day) if day else None
    ignore = (*source.ignore, column) if column else source.ignore
    return replace(source, time=time, time_format="", ignore=tuple(dict.fromkeys(ignore)))


def _placed(
    source: Source, column: str, role: Role, choice: Choice, look: Seen | None, before: Source, known: Known
) -> Source:
    own = next((q for q in (*source.questions, *before.questions) if q.column == column), None)
    own_comment = next((c for c in (*source.comments, *before.comments) if c.column == column), None)
    own_segment = next((s for s in (*source.segments, *before.segments) if s.column == column), None)
    own_field = next((f for name in FIELDS if (f := getattr(source, name)) and f.column == column), None)
    time_format = source.time_format
    source = _without(source, column)
    if role is Role.IGNORE:
        return replace(source, ignore=(*source.ignore, column))
    if role is Role.RATING:
        question = _asked(own or _new_question(source, column, choice, look, known), choice)
        return replace(source, questions=(*source.questions, question))
    if role is Role.COMMENT:
        comment = own_comment or Comment(column=column)
        touchpoint = comment.touchpoint if choice.touchpoint is None else choice.touchpoint
        return replace(source, comments=(*source.comments, replace(comment, touchpoint=touchpoint)))
    if role is Role.SEGMENT:
        segment = own_segment or Segment(name=_free(column, [one.name for one in source.segments]), column=column)
        name = choice.name or segment.name
        if any(one.name == name for one in source.segments):
            raise _wrong(say("revising.segment-of-that-name", name=name), column=column)
        return replace(source, segments=(*source.segments, replace(segment, name=name)))
    name = _SINGLE[role]
    displaced: Field | None = getattr(source, name)
    if displaced is not None and displaced.column:
        source = replace(source, ignore=(*source.ignore, displaced.column))
    changes: dict[str, object] = {name: own_field or Field(column=column)}
    if role is Role.TIME:
        changes["time_format"] = time_format if choice.time_format is None else choice.time_format
    return replace(source, **changes)  # type: ignore[arg-type]


def _without(source: Source, column: str) -> Source:
    singles = {name: None for name in FIELDS if (field := getattr(source, name)) is not None and field.column == column}
    return replace(
        source,
        questions=tuple(one for one in source.questions if one.column != column),
        comments=tuple(one for one in source.comments if one.column != column),
        segments=tuple(one for one in source.segments if one.column != column),
        ignore=tuple(name for name in source.ignore if name != column),
        **singles,  # type: ignore[arg-type]
    )


def _asked(question: Question, choice: Choice) -> Question:
    asks = choice.asks or question.asks
    scale = choice.scale or question.scale
    if choice.asks and choice.asks is not question.asks and choice.scale is None and choice.asks in SCALES:
        scale = SCALES[choice.asks]
    question = replace(
        question,
        asks=asks,
        scale=scale,
        touchpoint=question.touchpoint if choice.touchpoint is None else choice.touchpoint,
        reversed=question.reversed if choice.reversed is None else choice.reversed,
    )
    return _valued(question, dict(choice.values)) if choice.values else question


def _valued(question: Question, values: Mapping[str, str]) -> Question:
    """The question with texts standing for what ``values`` says; a code that becomes a rating widens the scale."""
    recode = [(text, value) for text, value in question.recode if text not in values]
    off = [text for text in question.not_applicable if text not in values]
    blank = [text for text in question.blank if text not in values]
    low, high = question.scale
    for text, said in values.items():
        if said == NOT_APPLICABLE:
            off.append(text)
        elif said == BLANK:
            blank.append(text)
        elif said:
            number = _number(said)
            if number is None:
                raise _wrong(say("revising.is-no-value", said=said, text=text), column=question.column)
            recode.append((text, number))
            low, high = min(low, number), max(high, number)
        else:
            try:
                number = float(text)
            except ValueError:
                continue
            low, high = min(low, number), max(high, number)
    recode.sort(key=lambda pair: pair[1])
    return replace(question, recode=tuple(recode), not_applicable=tuple(off), blank=tuple(blank), scale=(low, high))


def _number(said: str) -> float | None:
    """The number that a choice names; None for what is none, or none that there is an answer of."""
    try:
        number = float(said)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _new_question(source: Source, column: str, choice: Choice, look: Seen | None, known: Known) -> Question:
    """A question for a column that was none: its scale the usual one that holds what stands there."""
    asks = choice.asks or Asks.SATISFACTION
    texts = [text for text, _ in look.values] if look else []
    read = [number for text in texts if (number := read_number(text, source.format)) is not None]
    scale: tuple[float, float] = SCALES.get(asks, (1.0, 5.0))
    if read and asks is Asks.NUMBER:
        scale = (1.0, 5.0)  # no scale at all, see rules.has_scale
    elif read and asks not in SCALES:
        held = [pair for pair in _USUAL if pair[0] <= min(read) and max(read) <= pair[1]]
        low, high = min(held, key=lambda pair: pair[1] - pair[0]) if held else (min(read), max(read) + 1)
        scale = (float(low), float(high))
    key = default_key(column, len(source.questions) + 1, {one.key for one in source.questions})
    wording = look.wording if look else ""
    whole = asks in (Asks.NPS, Asks.CES, Asks.OUTCOME)
    touchpoint = about(column, wording, known, whole=whole).key
    return Question(key=key, asks=asks, column=column, touchpoint=touchpoint, scale=scale, wording=wording)


def _free(wanted: str, taken: Iterable[str]) -> str:
    held, name, number = set(taken), wanted, 2
    while name in held:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _wrong(says: str, *, column: str = "") -> EvidenceError:
    place = Place(column=column or None)
    return EvidenceError(Diagnostic("evidence/cannot-revise", says, say("revising.look-at-the-draft-again"), place))
