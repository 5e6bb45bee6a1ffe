"""What was asked: every question of a source in words a reader can check, with what was done to its answers.

What lives here: Asked, and how a mapping yields it. Not here: the answers (store).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Question, Source
from outsidein.evidence.tables import Asks
from outsidein.ground.writing import plain, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that some source asked: which, in which words, on which scale, and what was done to its answers.

    ``touchpoint`` is empty for a question about the whole, or where each row names its own. ``scale`` is the one that
    values in the store are on.
    """

    source: str
    key: str
    asks: Asks
    touchpoint: str = ""
    wording: str = ""
    scale: tuple[float, float] = (1, 5)
    question: Question | None = None
    """How the mapping reads its answers."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done to the answers, where the scale is not how it was asked; in the language spoken."""
        return tuple(_notes(self.question)) if self.question else ()


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
            question=question,
        )
        for question in source.questions
    )


def _notes(question: Question) -> list[str]:
    low, high = question.scale
    notes = []
    if question.shift and math.isfinite(low) and math.isfinite(high):
        coded = f"{plain(low - question.shift)}–{plain(high - question.shift)}"
        notes.append(say("asked.coded-in-the-file-shifted", coded=coded, shift=plain(question.shift)))
    elif question.shift:
        notes.append(say("asked.shifted-by", shift=plain(question.shift)))
    if question.recode:
        pairs = ", ".join(f"{quoted(text)} = {plain(value)}" for text, value in question.recode)
        notes.append(say("asked.read-as", pairs=pairs))
    if question.reversed:
        notes.append(say("asked.reversed-a-high-number-was"))
    if question.not_applicable:
        words = ", ".join(quoted(text) for text in question.not_applicable)
        notes.append(say("asked.means-not-applicable", words=words))
    return notes
