"""The lines of a draft as the browser shows them: what each column is now, what it looks like, how sure that is.

What lives here: laying the mapping as it stands over what was guessed. Not here: guessing and revising (evidence),
keeping what was decided (uploads).
"""

from __future__ import annotations

from typing import Any, Final

from outsidein.evidence import Question, Reads, Source
from outsidein.evidence.guess import ColumnGuess, Draft, Role, Seen, Sure
from outsidein.evidence.revising import NOT_APPLICABLE, shares, stands_for, told
from outsidein.ground import Diagnostic, Severity

DECIDED: Final = "decided"
_VALUES: Final = 12
_TOLD: Final = (
    "evidence/codes-not-ratings",
    "evidence/unsure-scale",
    "evidence/unsure-role",
    "evidence/unsure-time",
    "evidence/no-time",
    "evidence/new-touchpoints",
)
"""Doubts that a line tells of already."""


def doubts_of(draft: Draft) -> list[Diagnostic]:
    """The doubts that are about the whole file."""
    return [one for one in draft.doubts if one.code not in _TOLD and not _of_a_line(draft, one)]


def _of_a_line(draft: Draft, one: Diagnostic) -> bool:
    return one.severity is Severity.WARNING and any(one.where.column == look.column for look in draft.seen)


def lines_of(draft: Draft, source: Source, decided: list[str]) -> list[dict[str, Any]]:
    """A line for each column, each question of a long file, for shared codes, and for the day where none is told."""
    found = [line for guess in draft.columns if (line := _line(draft, guess, source, decided))]
    for one in draft.doubts:
        if one.code not in _TOLD and _of_a_line(draft, one):
            for line in found:
                if line["key"] == f"column:{one.where.column}" and line["sure"] == Sure.SURE.value:
                    line |= {"sure": Sure.CHECK.value, "why": one.says}
    if source.reads is not Reads.CUSTOMERS and (source.time is None or not source.time.column):
        found.append(_day(source, decided))
    return found


def _line(draft: Draft, guess: ColumnGuess, source: Source, decided: list[str]) -> dict[str, Any] | None:
    looks = {one.column: one for one in draft.seen}
    if guess.role is None:
        return _codes(draft, guess, source, decided)
    if source.reads is Reads.ANSWERS and guess.role is Role.RATING:
        question = next((q for q in source.questions if guess.about in (q.wording, q.column, q.key)), None)
        question = question or (source.questions[0] if len(source.questions) == 1 else None)
        if question is None:
            return None
        return _made(f"question:{question.key}", "question", guess, decided) | _asked(question, None, source)
    column = guess.columns[0]
    role = told(source, column)
    line = _made(f"column:{column}", "column", guess, decided)
    line["role"] = role.value
    if role is not told(draft.source, column):
        line |= {"looks_like": _plainly(looks.get(column)) or guess.looks_like, "why": ""}
    question = next((q for q in source.questions if q.column == column), None)
    if question is not None:
        return line | _asked(question, looks.get(column), source)
    comment = next((c for c in source.comments if c.column == column), None)
    segment = next((s for s in source.segments if s.column == column), None)
    line["bars"] = []
    line["touchpoint"] = comment.touchpoint if comment else ""
    line["name"] = segment.name if segment else ""
    line["time_format"] = source.time_format if role is Role.TIME else ""
    return line


def _made(key: str, kind: str, guess: ColumnGuess, decided: list[str]) -> dict[str, Any]:
    return {
        "key": key,
        "kind": kind,
        "about": guess.about,
        "columns": list(guess.columns),
        "role": guess.role.value if guess.role else "",
        "looks_like": guess.looks_like,
        "why": guess.why,
        "sure": DECIDED if key in decided else guess.sure.value,
        "bars": [],
        "touchpoint": "",
        "asks": "",
        "scale": None,
        "reversed": False,
        "values": [],
        "name": "",
        "time_format": "",
        "day": "",
        "stands_for": "",
    }


def _asked(question: Question, look: Seen | None, source: Source) -> dict[str, Any]:
    values = look.values[:_VALUES] if look and look.distinct <= 3 * _VALUES else ()
    return {
        "role": Role.RATING.value,
        "touchpoint": question.touchpoint,
        "asks": question.asks.value,
        "scale": [float(end) for end in question.scale],
        "reversed": question.reversed,
        "bars": [{"step": step, "n": n} for step, n in shares(question, look, source.format)] if look else [],
        "values": [
            {"text": text, "n": n, "stands_for": stands_for(question, text, source.format)}
            for text, n in sorted(values, key=_in_order)
        ],
    }


def _codes(draft: Draft, guess: ColumnGuess, source: Source, decided: list[str]) -> dict[str, Any] | None:
    """The line of codes that several ratings share: not applicable, no answer, or ratings after all."""
    codes = codes_of(draft, guess)
    asked = [q for q in source.questions if q.column in guess.columns]
    if not codes or not asked:
        return None
    line = _made("codes:" + " ".join(codes), "codes", guess, decided)
    line["columns"] = [q.column for q in asked]
    said = {stands_for(question, code, source.format) for question in asked for code in codes}
    line["stands_for"] = next(iter(said)) if len(said) == 1 else "mixed"
    if line["stands_for"] != NOT_APPLICABLE and said <= {"", *codes}:
        line["stands_for"] = "rating"
    line["values"] = [{"text": code, "n": 0, "stands_for": line["stands_for"]} for code in codes]
    return line


def codes_of(draft: Draft, guess: ColumnGuess) -> list[str]:
    """The numbers that were read as no rating in all columns of a line."""
    off = [set(q.not_applicable) for q in draft.source.questions if q.column in guess.columns]
    shared = set.intersection(*off) if off else set()
    return sorted(text for text in shared if text.lstrip("-−").replace(".", "", 1).isdigit())


def _day(source: Source, decided: list[str]) -> dict[str, Any]:
    guess = ColumnGuess(about="", columns=(), role=Role.TIME, becomes="")
    day = source.time.constant if source.time else ""
    return _made("day", "day", guess, decided) | {"day": day, "sure": DECIDED if day else "optional"}


def _plainly(look: Seen | None) -> str:
    if look is None or not look.values:
        return ""
    texts = [text for text, _ in look.values[:3]]
    return ", ".join(texts) + (" …" if look.distinct > 3 else "")


def _in_order(pair: tuple[str, int]) -> tuple[int, float, str]:
    try:
        return (0, float(pair[0].replace(",", ".")), pair[0])
    except ValueError:
        return (1, -pair[1], pair[0])
