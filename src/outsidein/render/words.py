"""How the product writes on paper and page: numbers, days, phrases with places to fill.

What lives here: Words, which writes in the language of the page, whatever is spoken around it. Not here: the phrases
(phrases), what is said about a map (composition), the own texts of a map.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from outsidein.ground.digits import MINUS, separated
from outsidein.ground.message import Value
from outsidein.ground.speech import speaking
from outsidein.ground.writing import day_brief, inside, month_brief
from outsidein.render.phrases import say

NARROW = "\u202f"
"""The narrow no-break space between a number and its unit."""
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Words:
    """The product's words in a ``language`` of ``ground.speech``, with the numbers and days of that language.

    >>> Words().number(-1204331), Words("de").number(6118.25, 1), Words("de")("head.count.answers", n=6118)
    ('−1,204,331', '6.118,3', '6.118 Antworten')
    """

    language: str = "en"

    def __call__(self, key: str, /, **values: Value) -> str:
        """The phrase of this key with its places filled; what fills one is never read as a place."""
        with speaking(self.language):
            return say(key, **values)

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """A number with separators, a true minus sign, and a plus where ``signed``; never “−0”."""
        if not math.isfinite(value):
            return "–"
        rounded = _half_up(value, decimals)
        text = separated(f"{abs(rounded):,.{decimals}f}", self.language)
        sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
        return sign + text

    def span(self, low: float, high: float, decimals: int, *, signed: bool = False) -> str:
        """An interval: a dash between plain numbers, a word where a sign would read as another dash.

        >>> Words().span(4.5, 4.7, 1), Words().span(-0.9, 0.3, 1, signed=True)
        ('4.5–4.7', '−0.9 to +0.3')
        """
        ends = [self.number(end, decimals, signed=signed) for end in (low, high)]
        return self("span", low=ends[0], high=ends[1]) if signed or low < 0 else "–".join(ends)

    def inside(self, name: str) -> str:
        """A name of a catalogue inside a sentence: English writes it small, German as it is.

        >>> Words().inside("Interactive"), Words("de").inside("Interaktiv")
        ('interactive', 'Interaktiv')
        """
        with speaking(self.language):
            return inside(name)

    def day(self, day: date) -> str:
        """A day as it is written out.

        >>> Words().day(date(2026, 11, 3))
        '3 Nov 2026'
        """
        with speaking(self.language):
            return day_brief(day)

    def month(self, day: date) -> str:
        """The month of a day.

        >>> Words("de").month(date(2026, 5, 3))
        'Mai 2026'
        """
        with speaking(self.language):
            return month_brief(day)


def _half_up(value: float, decimals: int) -> float:
    """Round half away from zero, as people and spreadsheets do, on the shortest decimal writing of ``value``."""
    if abs(value) >= 1e15:  # it has no decimals, and more digits than a Decimal rounds
        return value
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def tag(language: str) -> str:
    """The language tag as a writer may use it: as it was, or ``en`` where it is none.

    >>> tag("pt-BR"), tag('en"><script>'), tag("")
    ('pt-BR', 'en', 'en')
    """
    return language if _LANGUAGE.fullmatch(language) else "en"


def right_to_left(language: str) -> bool:
    """Whether the language is written from right to left.

    >>> right_to_left("ar-EG"), right_to_left("de")
    (True, False)
    """
    parts = language.lower().split("-")
    return parts[0] in _RIGHT_TO_LEFT or bool({"arab", "hebr"} & set(parts[1:]))
