"""What one cell says as an answer: a number on the question's scale, not applicable, blank, or unreadable and why.

What lives here: deciding it for one text; it is asked once per distinct text. Not here: columns (normalise).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final, Generic, TypeVar

from outsidein.evidence.phrases import say
from outsidein.evidence.rules import has_scale
from outsidein.evidence.source import Format, Question
from outsidein.evidence.sources.marks import BAD, why
from outsidein.evidence.tables import Asks
from outsidein.ground.writing import plain

T = TypeVar("T")


class Nothing(Enum):
    """What a cell says that holds no number."""

    BLANK = "blank"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a cell cannot be read; ``shown`` is its text for people."""

    shown: str
    reason: str
    fix: str


_PLAIN: Final = re.compile(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d{1,3})?")
_GAPS: Final = "\u00a0\u202f '’"
_POWER: Final = r"(?:[eE][-+]?\d{1,3})?"
_POINT: Final = re.compile(rf"(?=[-+−]?[\d.])[-+−]?(?:\d{{1,3}}(?:[,{_GAPS}]\d{{3}})+|\d+)?(?:\.\d+)?{_POWER}")
_COMMA: Final = re.compile(rf"(?=[-+−]?[\d,])[-+−]?(?:\d{{1,3}}(?:[.{_GAPS}]\d{{3}})+|\d+)?(?:,\d+)?{_POWER}")
_INFINITE: Final = frozenset({"nan", "inf", "infinity", "-inf", "-infinity", "+inf", "+infinity", "−inf", "∞", "-∞"})


def read_number(text: str, format: Format) -> float | None:
    """The number that ``text`` writes with the decimal mark of ``format``, thousands marks taken off; else None.

    Typed files (workbooks, Parquet, JSON) write their numbers with a point, whatever people do in their texts.

    >>> read_number("1.234,5", Format(type="csv", decimal=",")), read_number("4,5", Format(type="csv"))
    (1234.5, None)
    """
    text = text.strip()
    if _PLAIN.fullmatch(text) and (format.decimal != "," or format.type != "csv" or "." not in text):
        number = float(text)
        return number if math.isfinite(number) else None
    if not any(sign.isdigit() for sign in text):
        return None
    if not (_COMMA if format.decimal == "," else _POINT).fullmatch(text):
        return None
    for gap in _GAPS:
        text = text.replace(gap, "")
    text = text.replace(".", "").replace(",", ".") if format.decimal == "," else text.replace(",", "")
    number = float(text.replace("−", "-"))
    return number if math.isfinite(number) else None


def fold(text: str) -> str:
    """A text as it is compared when it does not stand there exactly: blanks collapsed, case folded."""
    return " ".join(text.split()).casefold()


class Known(Generic[T]):
    """Texts that stand for something: looked up as written, then folded, then as equal numbers (``0`` is ``0.0``)."""

    def __init__(self, pairs: Iterable[tuple[str, T]], format: Format) -> None:
        self._exact = {text.strip(): value for text, value in pairs}
        self._folded = {fold(text): value for text, value in self._exact.items()}
        self._format = format
        numbers = ((read_number(text, format), value) for text, value in self._exact.items())
        self._numbers = {number: value for number, value in numbers if number is not None}

    def get(self, text: str) -> T | None:
        """What ``text`` stands for, or None."""
        if not self._exact:
            return None
        if (found := self._exact.get(text)) is not None:
            return found
        if (found := self._folded.get(fold(text))) is not None:
            return found
        number = read_number(text, self._format) if self._numbers else None
        return None if number is None else self._numbers.get(number)


class Ratings:
    """Reads the answers to one question; what a text says is decided once and remembered.

    >>> wifi = Question(key="wifi", asks=Asks.SATISFACTION, not_applicable=("0",), recode=(("top", 5.0),))
    >>> read = Ratings(wifi, Format(type="csv")).read
    >>> read("4"), read("Top"), read("0"), read(" "), read("9").reason
    (4.0, 5.0, <Nothing.NOT_APPLICABLE: 'not applicable'>, <Nothing.BLANK: 'blank'>, 'not on the scale 1–5')
    """

    def __init__(self, question: Question, format: Format) -> None:
        self._question = question
        self._format = format
        nothing = [(text, Nothing.BLANK) for text in question.blank]
        nothing += [(text, Nothing.NOT_APPLICABLE) for text in question.not_applicable]
        self._nothing = Known(nothing, format)
        self._recode = Known(((text, float(value)) for text, value in question.recode), format)
        self._memory: dict[str, float | Nothing | Refused] = {}

    def read(self, text: str) -> float | Nothing | Refused:
        """What ``text`` says."""
        if (known := self._memory.get(text)) is None:
            known = self._read(text.strip())
            if len(self._memory) < 100_000:
                self._memory[text] = known
        return known

    def _read(self, text: str) -> float | Nothing | Refused:
        if not text:
            return Nothing.BLANK
        if BAD in text or "\x00" in text:
            return Refused(*why(text))
        if (nothing := self._nothing.get(text)) is not None:
            return nothing
        recoded = self._recode.get(text)
        value = self._number(text) if recoded is None else recoded
        if isinstance(value, Refused):
            return value
        low, high = self._question.scale
        if has_scale(self._question) and not low - 1e-9 <= value <= high + 1e-9:
            fix = say("ratings.correct-it-or-state-under")
            return Refused(text, say("ratings.not-on-the-scale", low=plain(low), high=plain(high)), fix)
        return low + high - value if self._question.reversed else value

    def _number(self, text: str) -> float | Refused:
        number = read_number(text, self._format)
        if number is not None:
            return number + self._question.shift
        if self._question.asks is Asks.OUTCOME and text.casefold() in ("true", "false"):
            return float(text.casefold() == "true")
        if text.casefold() in _INFINITE:
            return Refused(text, say("ratings.not-a-finite-number"), say("shared.leave-the-cell-empty-where"))
        other = "," if self._format.decimal == "." else "."
        if read_number(text, Format(type="csv", decimal=other)) is not None:
            fix = say("ratings.if-marks-decimals-in-this", other=other)
            return Refused(text, say("ratings.not-a-number-with-as", decimal=self._format.decimal), fix)
        return Refused(text, say("shared.not-a-number"), say("ratings.state-under-recode-not-applicable"))
