"""Words of comments: in which language they are, which words carry nothing, and what can be done with which script.

What lives here: the guess and the stop words (``words/*.txt``, a language each). Not here: clusters (propose).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SURE: Final = 0.2
"""The share of a text's words that must be stop words of a language before it is taken for one."""
_SPACELESS: Final = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "HANGUL")
"""Scripts whose words no blanks part, or whose parts of speech cling to them: no words can be counted."""


@cache
def stop_words() -> dict[str, frozenset[str]]:
    """Words that carry no theme, by language."""
    folder = Path(__file__).parent / "words"
    return {path.stem: frozenset(path.read_text("utf-8").split()) for path in sorted(folder.glob("*.txt"))}


def words_of(text: str) -> list[str]:
    """The words of a text, small, without numbers and addresses.

    >>> words_of("@air: My BAG was lost!! https://t.co/x1")
    ['my', 'bag', 'was', 'lost']
    """
    return _WORD.findall(re.sub(r"https?://\S+|[@#&]\w+", " ", text).lower())


def language_of(text: str) -> str:
    """``en``, ``de``, ``spaceless`` for scripts that are not parted into words, or ``other``.

    >>> language_of("The crew was friendly and the seat too"), language_of("Das Essen war leider kalt und nicht gut")
    ('en', 'de')
    >>> language_of("El vuelo salió con retraso"), language_of("机场的服务很好")
    ('other', 'spaceless')
    """
    letters = [one for one in text if one.isalpha()]
    if letters:
        foreign = sum(unicodedata.name(one, "").startswith(_SPACELESS) for one in letters)
        if foreign * 2 > len(letters):
            return "spaceless"
    words = words_of(text)
    if not words:
        return "other"
    shares = {name: sum(one in known for one in words) / len(words) for name, known in stop_words().items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _SURE else "other"


def languages_of(texts: Sequence[str]) -> Counter[str]:
    """How many texts are in which language."""
    return Counter(language_of(one) for one in texts)
