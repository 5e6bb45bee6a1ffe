"""Where a card needs explanation: abbreviations that nobody defined, and texts that read heavily.

What lives here: explain, and the measures of readability it goes by. Not here: structure (lint), or the form that cards
of a lane should have. It stays silent rather than cry wolf: without a published measure for the language, or with too
short a text, nothing is said about reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from outsidein.ground import Diagnostic, Place, Severity
from outsidein.ground.writing import figure, quoted
from outsidein.maps.catalog import everyday_abbreviations
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.lint import NO_PLACES
from outsidein.maps.phrases import say
from outsidein.maps.report import listed, shown

FEWEST_WORDS: Final = 20
"""Below this no readability is measured: a formula over a few words says nothing."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CAPITALS: Final = re.compile(r"(?<![\w&@#./-])([^\W\d_a-z](?:[^\W\d_a-z]|&(?=\w))+)(?:s|’s|'s)?(?![\w&@/]|\.\w)")
_ROMAN: Final = re.compile(r"[IVX]+")
_SENTENCE: Final = re.compile(r"[.!?:…。]+(?=\s|$)|\n+")


def explain(document: Document, *, places: Mapping[str, Place] = NO_PLACES) -> tuple[Diagnostic, ...]:
    """The cards that need explanation, as hints. ``places`` (see ``reading.places``) gives them file and line."""
    language = document.journey.language
    known = everyday_abbreviations(language) | _defined(document)
    found = []
    for card in document.all(Card):
        where = places.get(card.id, Place(record=card.id))
        if strange := [one for one in abbreviations(card.text) if one.upper() not in known]:
            says = say("wording.the-card-has-that-the", text=shown(card.text), strange=_short_forms(strange))
            fix = say("wording.add-it-under-abbreviations-what", strange=strange[0])
            found.append(Diagnostic("maps/undefined-abbreviation", says, fix, where, Severity.HINT))
        if (reads := heaviness(card.text, language=language)) is not None and reads.heavy:
            says = say("wording.the-card-reads-heavily", text=shown(card.text), says=reads.says)
            fix = say("wording.make-it-two-cards-or")
            found.append(Diagnostic("maps/heavy-reading", says, fix, where, Severity.HINT))
    return tuple(sorted(found, key=lambda one: one.where.line or 0))


def abbreviations(text: str) -> tuple[str, ...]:
    """The short forms in a text, each once: two to six capitals standing as a word, not numerals, not shouting.

    >>> abbreviations("Waiting for the CRM to show my SLA, part II")
    ('CRM', 'SLA')
    >>> abbreviations("DO NOT WAIT")
    ()
    """
    words = _WORD.findall(text)
    if len(words) > 1 and all(word.isupper() for word in words):
        return ()
    found = (match.group(1) for match in _CAPITALS.finditer(text))
    return tuple(dict.fromkeys(one for one in found if 2 <= len(one) <= 6 and one.isupper() and not _is_roman(one)))


@dataclass(frozen=True, slots=True)
class Heaviness:
    """How heavily a text reads by one published measure."""

    measure: str
    value: float
    heavy: bool
    says: str


def heaviness(text: str, *, language: str) -> Heaviness | None:
    """How heavily ``text`` reads; None where the language has no measure here or the text has under 20 words.

    LIX (Björnsson, Läsbarhet, 1968; Anderson, Journal of Reading 26, 1983, for English): words per sentence plus
    percentage of words over six letters; over 60 is very heavy. Made for the Germanic languages that use it here.
    Gulpease (Lucisano and Piemontese, Scuola e città 3, 1988) for Italian: 89 + (300 sentences − 10 letters) / words;
    under 40 is hard for readers with an upper secondary education.
    """
    measure = _MEASURES.get(language.partition("-")[0].lower())
    words = _WORD.findall(text)
    if measure is None or len(words) < FEWEST_WORDS:
        return None
    sentences = sum(1 for part in _SENTENCE.split(text) if _WORD.search(part))
    return measure(words, sentences)


def _lix(words: list[str], sentences: int) -> Heaviness:
    long = sum(1 for word in words if _letters(word) > 6)
    value = len(words) / sentences + 100 * long / len(words)
    says = say(
        "wording.lix-where-over-is-very",
        value=figure(value, 0),
        each=figure(len(words) / sentences, 0),
        long=long,
        n=len(words),
    )
    return Heaviness("LIX", value, value > 60, says)


def _gulpease(words: list[str], sentences: int) -> Heaviness:
    letters = sum(_letters(word) for word in words)
    value = 89 + (300 * sentences - 10 * letters) / len(words)
    says = say(
        "wording.gulpease-where-under-is-hard",
        value=figure(value, 0),
        each=figure(len(words) / sentences, 0),
        letters=figure(letters / len(words), 1),
    )
    return Heaviness("Gulpease", value, value < 40, says)


_MEASURES: Final[dict[str, Callable[[list[str], int], Heaviness]]] = {
    **dict.fromkeys(("da", "de", "en", "nb", "nn", "no", "sv"), _lix),
    "it": _gulpease,
}


def _letters(word: str) -> int:
    return sum(1 for char in word if char.isalpha())


def _is_roman(word: str) -> bool:
    return _ROMAN.fullmatch(word) is not None


def _short_forms(found: list[str]) -> str:
    return say("wording.short-forms", n=len(found), marked=listed(quoted(one) for one in found))


def _defined(document: Document) -> set[str]:
    """Short forms that the map explains: under “abbreviations”, or where a text spells one out; and plain words."""
    defined = {name.strip().upper() for name, _ in document.journey.abbreviations}
    for text in _texts(document):
        defined.update(word.upper() for word in _WORD.findall(text) if not word.isupper())
        for match in re.finditer(r"\(([^()\s]{2,8})\)", text):
            if match.group(1).isupper() and _spells(text[: match.start()], match.group(1)):
                defined.add(match.group(1).upper())
        for match in re.finditer(r"([^\W\d_]{2,8}) \(([^()]+)\)", text):
            if match.group(1).isupper() and _spells(match.group(2), match.group(1)):
                defined.add(match.group(1).upper())
    return defined


def _spells(long: str, short: str) -> bool:
    """Whether ``long`` ends in words of which ``short`` is made: its letters in order, the first beginning a word.

    After Schwartz and Hearst, A simple algorithm for identifying abbreviation definitions, PSB 2003.
    """
    words = _WORD.findall(long)[-2 * len(short) :]
    letters = [char for char in short.lower() if char.isalpha()]
    for first in range(len(words)):
        rest = iter("".join(words[first:]).lower())
        if words[first].lower().startswith(letters[0]) and all(letter in rest for letter in letters):
            return True
    return False


def _texts(document: Document) -> Iterator[str]:
    yield from (card.text for card in document.all(Card))
    yield from (step.name for step in document.steps)
    yield from (touchpoint.name for touchpoint in document.touchpoints)
