"""What was asked: every question of a source in words a reader can check, with what was done to its answers.

What lives here: Asked, and how a mapping yields it. Not here: the answers (store).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from outsidein.evidence.source import Question, Source
from outsidein.evidence.tables import Asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that some source asked: which, in which words, on which scale, and what was done to its answers.

    ``touchpoint`` is empty for a question about the whole, or where each row names its own. ``scale`` is the one that
    values in the store are on; ``notes`` say where that is not how it was asked.
    """

    source: str
    key: str
    asks: Asks
    touchpoint: str = ""
    wording: str = ""
    scale: tuple[float, float] = (1, 5)
    notes: tuple[str, ...] = ()


def asked_by(source: Source) -> tuple[Asked, ...]:
    """The questions of ``source``, in the order of its mapping.

    >>> from outsidein.evidence.source import Reads
    >>> nps = Question(key="nps", asks=Asks.NPS, column="Q1", scale=(0, 10), shift=-1)
    >>> asked_by(Source(id="s", files=("s.csv",), reads=Reads.RESPONSES, questions=(nps,)))[0].notes
    ('coded 1–11 in the file, shifted by −1',)
    """
    return tuple(
        Asked(
            source=source.id,
            key=question.key,
            asks=question.asks,
            touchpoint=question.touchpoint,
            wording=question.wording or question.column,
            scale=question.scale,
            notes=tuple(_notes(question)),
        )
        for question in source.questions
    )


def shown(number: float) -> str:
    """A number as people write it: no needless decimals, a true minus sign.

    >>> shown(7.0), shown(-0.5)
    ('7', '−0.5')
    """
    return f"{number:g}".replace("-", "−")


def _notes(question: Question) -> list[str]:
    low, high = question.scale
    notes = []
    if question.shift and math.isfinite(low) and math.isfinite(high):
        coded = f"{shown(low - question.shift)}–{shown(high - question.shift)}"
        notes.append(f"coded {coded} in the file, shifted by {shown(question.shift)}")
    elif question.shift:
        notes.append(f"shifted by {shown(question.shift)}")
    if question.recode:
        pairs = ", ".join(f"“{text}” = {shown(value)}" for text, value in question.recode)
        notes.append(f"read as {pairs}")
    if question.reversed:
        notes.append("reversed: a high number was bad as asked")
    if question.not_applicable:
        words = ", ".join(f"“{text}”" for text in question.not_applicable)
        notes.append(f"{words} means not applicable")
    return notes
