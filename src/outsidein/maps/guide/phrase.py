"""A text of a card taken apart: its parts, and the words of each.

What lives here: Part, taking apart, putting a suggestion back together. Not here: what words mean (lexicon) or what is
made of them (the rules).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD: Final = re.compile(r"\d[\d.,:–-]*%?[a-z]*|[^\W\d_]+(?:['’-][^\W\d_]+)*", re.IGNORECASE)
_BREAK: Final = re.compile(r"\s*(?:[,;:|•+&/→]|\.(?=\s|$)|\s[-–—]\s|->)\s*|\s+(?=(?:and|but|then|or)\s)")
_JOINER: Final = re.compile(r"^(?:and|but|then|or)\s+", re.IGNORECASE)
_QUOTES: Final = "\"'“”„‘’«»‹›"
QUOTED_BY: Final = {'"': '"', "“": "”", "„": "“", "«": "»"}
"""Each mark that opens a quotation, and the mark that closes it."""


@dataclass(frozen=True)
class Part:
    """A stretch of text between commas and the like. ``words`` are in small letters, with straight apostrophes."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(match.group().lower().replace("’", "'") for match in _WORD.finditer(_ASIDE.sub(" ", self.text)))

    @property
    def first(self) -> str:
        """The first word, empty if there is none."""
        return self.word(0)

    def word(self, index: int) -> str:
        """The word at a place, empty beyond the end."""
        return self.words[index] if index < len(self.words) else ""

    def beyond(self, is_little: Callable[[str], bool]) -> Part:
        """The part from the first word that is not little, as ``is_little`` has it; itself if all are."""
        for match in _WORD.finditer(self.text):
            if not is_little(match.group().lower()):
                return Part(self.text[match.start() :])
        return self

    def after(self, words: int = 1) -> str:
        """The text after the first words.

        >>> Part("User clicks the button").after()
        'clicks the button'
        """
        ends = [match.end() for match in _WORD.finditer(self.text)]
        return self.text[ends[words - 1] :].strip() if len(ends) >= words else ""


def whole(text: str) -> Part:
    """A text as one part: without quotation marks and what ends a sentence.

    >>> whole("“Browses the shop.”").words
    ('browses', 'the', 'shop')
    """
    return Part(text.strip().strip(_QUOTES).rstrip(".…! ").strip(_QUOTES).strip())


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a text, remarks in brackets left out.

    >>> [part.words for part in parts("Curious, slightly overwhelmed (if many) and tired")]
    [('curious',), ('slightly', 'overwhelmed'), ('tired',)]
    """
    pieces = (_JOINER.sub("", piece) for piece in _BREAK.split(_ASIDE.sub(" ", whole(text).text)))
    return tuple(part for part in map(Part, pieces) if part.words)


def begins_quoted(text: str) -> bool:
    """Whether a text begins with something named in quotation marks: “Try first” button."""
    stripped = text.strip()
    closing = QUOTED_BY.get(stripped[:1])
    return closing is not None and 0 < stripped.find(closing, 1) < len(stripped) - 2


def sentence(words: Iterable[str]) -> str:
    """Words put together as a card's text: the first letter large, the rest as it is.

    >>> sentence(["getting", "lost in the menu"])
    'Getting lost in the menu'
    """
    text = " ".join(word for word in words if word)
    return text[:1].upper() + text[1:]


def low(text: str) -> str:
    """A text whose first letter is small, unless its first word is written in capitals or holds some.

    >>> low("Lost in the menu"), low("QR code unclear")
    ('lost in the menu', 'QR code unclear')
    """
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return text if any(char.isupper() for char in first[1:]) or first == "I" else text[:1].lower() + text[1:]
