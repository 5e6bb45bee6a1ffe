"""The two English rules for what is named: feelings are adjectives; touchpoints are nouns that name the interface.

What lives here: the two rules and their suggestions. Not here: kinds of touchpoints (catalog).
"""

from __future__ import annotations

from typing import Final

from outsidein.maps.guide.lexicon import (
    ADJECTIVE,
    ADVERB,
    NOUN,
    VERB,
    base,
    can_be,
    is_base,
    is_ing,
    is_participle,
    is_third,
    listed,
    only,
    paired,
    readings,
)
from outsidein.maps.guide.phrase import Part, parts, sentence, whole
from outsidein.maps.guide.verdict import FINE, NO_OPINION, Verdict, hint

_GOING: Final = frozenset(
    {"ask", "click", "enter", "go", "log", "look", "pay", "speak", "tap", "wait", "walk", "write"}
)
"""Verbs whose form in -s is hardly ever a noun before a preposition: “pays at the till”, but “visits to the shop”."""


def feeling(text: str) -> Verdict:
    """Whether the feelings in a text are adjectives.

    >>> feeling("Anxiety").suggestion, feeling("Excited but cautious").standing.value
    ('Anxious', 'ok')
    """
    found = [_felt(part, first=index == 0) for index, part in enumerate(parts(text))]
    wrong = [one for one in found if one.is_hint]
    if wrong:
        return hint(wrong[0].word, _as_adjectives(text))
    return FINE if found and all(one is FINE for one in found) else NO_OPINION


def touchpoint(text: str) -> Verdict:
    """Whether a text names an interface, rather than what somebody does there.

    >>> touchpoint("Browsing the shop").suggestion, touchpoint("Check-in counter").standing.value
    ('Shop', 'ok')
    """
    found = parts(text)
    if not found or "?" in text:
        return NO_OPINION
    word, after = found[0].first, found[0].word(1)
    if word in listed("pronouns"):
        return hint(word) if is_third(after) or is_base(after) else NO_OPINION
    if _tells(found[0]):
        return hint(after, "")
    if _is_done(found[0]):
        return hint(word, _what_is_met(whole(text)))
    last = found[0].words[-1]
    if len(found[0].words) > 1 and is_ing(last) and not can_be(last, NOUN) and last not in listed("interfaces-in-ing"):
        return hint(last)
    if is_ing(word) or is_third(word) or (is_base(word) and not can_be(word, NOUN)):
        return NO_OPINION
    return FINE if can_be(last, NOUN) or not readings(last) else NO_OPINION


def _felt(part: Part, *, first: bool) -> Verdict:
    """What one part names: a feeling as an adjective, a noun, an activity; a later part may be a remark."""
    words = [word for word in part.words if not _is_degree(word)]
    if not words:
        return NO_OPINION
    word = words[0]
    if word in listed("prepositions"):
        return (
            NO_OPINION
            if part.text.lower().strip() in listed("asides") or (not first and len(words) > 3)
            else hint(word)
        )
    if word in listed("pronouns") or word in listed("articles"):
        return NO_OPINION
    if word in listed("auxiliaries") or word in listed("states"):
        return hint(word)
    if word[0].isdigit():
        return NO_OPINION
    return _as_named(_head(words))


def _head(words: list[str]) -> list[str]:
    """The words up to the first preposition or clause: “worried about the price” is “worried”."""
    closed = (
        listed("prepositions")
        | listed("articles")
        | listed("pronouns")
        | listed("question-words")
        | listed("auxiliaries")
    )
    for index, word in enumerate(words):
        if index and word in closed:
            return words[:index]
    return words


def _as_named(head: list[str]) -> Verdict:
    word, last = head[0], head[-1]
    if word in listed("feelings-in-ing") and len(head) == 1:
        return FINE
    if is_ing(word) and not can_be(word, ADJECTIVE):
        return hint(word)
    if len(head) > 1 and can_be(last, NOUN) and not (can_be(last, ADJECTIVE) or can_be(last, ADVERB)):
        return hint(last)
    if last in paired("feelings") or only(last, NOUN):
        return hint(last)
    if word in paired("feelings") and not can_be(word, ADJECTIVE):
        return hint(word)
    if can_be(last, ADJECTIVE) or is_participle(last):
        return FINE
    if is_third(word) and not can_be(word, NOUN):
        return hint(word)
    if can_be(last, NOUN) and can_be(last, VERB) and not can_be(last, ADJECTIVE):
        return hint(last)
    return NO_OPINION


def _is_degree(word: str) -> bool:
    return word in listed("degrees") or (word.endswith("ly") and len(word) > 4 and not only(word, ADJECTIVE, NOUN))


def _as_adjectives(text: str) -> str:
    """“Anxiety, hope” as “Anxious, hopeful”: only where every part is an adjective or a feeling in one word."""
    known = paired("feelings")
    said = []
    for part in parts(text):
        if len(part.words) > 1 or (part.first not in known and not can_be(part.first, ADJECTIVE)):
            return ""
        said.append(known.get(part.first, part.first))
    return sentence([", ".join(said)])


def _tells(part: Part) -> bool:
    """Whether a part is a clause: somebody, then what they do."""
    start = 1 if part.first in listed("articles") else 0
    word, verb, after = part.word(start), part.word(start + 1), part.word(start + 2)
    if not verb or (not can_be(word, NOUN) and word not in listed("subjects")):
        return False
    if verb in listed("auxiliaries"):
        return True
    if not is_third(verb):
        return verb in ("either", "also") and is_third(after)
    plain = (
        not can_be(verb, NOUN)
        or (after in listed("prepositions") and base(verb) in _GOING)
        or verb in ("sees", "books", "gets", "goes", "makes", "takes")
    )
    return (
        plain
        or _points(after)
        or (word in listed("subjects") and bool(after) and can_be(after, NOUN) and verb != "reviews")
    )


def _is_done(said: Part) -> bool:
    """Whether a text begins with what somebody does: “visits the”, “fill in the form”, “can’t reach”."""
    word, after = said.first, said.word(1)
    if not after or word in listed("verbs-in-names"):
        return False
    if word in listed("auxiliaries"):
        return True
    if is_ing(word):
        names = word in listed("interfaces-in-ing") or can_be(word, NOUN)
        acts = after in listed("prepositions") or (only(word, VERB) and word not in listed("modifiers-in-ing"))
        return _points(after) or after in listed("particles") or (acts and not names)
    if is_participle(word) and not can_be(word, ADJECTIVE):
        particle = after in listed("particles") or after in listed("prepositions")
        return _points(after) or (particle and (_points(said.word(2)) or only(word, VERB)))
    if is_third(word):
        if not can_be(word, NOUN) or _points(after) or (after in listed("prepositions") and base(word) in _GOING):
            return True
        bare = word not in listed("attributive-plurals") and bool(readings(after)) and not only(after, VERB, ADVERB)
        return bare and (base(word) in listed("doings") or not _ends_in_a_head(said))
    return is_base(word) and _is_order(said)


def _is_order(said: Part) -> bool:
    """Whether a text that begins with a plain verb tells what to do, rather than names: “search bar”."""
    word, after, last = said.first, said.word(1), said.words[-1]
    if _points(after) or (after in listed("particles") and _points(said.word(2))):
        return True
    if word in listed("doings") and after in listed("prepositions"):
        return True
    if last in listed("controls") or (len(said.words) <= 3 and after in listed("particles") and _ends_in_a_head(said)):
        return False
    later = any(one in listed("prepositions") for one in said.words[2:])
    if word in listed("doings") or only(word, VERB):
        return bool(readings(last)) and (word in listed("doings") or not _ends_in_a_head(said) or later)
    if word not in listed("orders"):
        return False
    plain = after in listed("particles") or (later and base(after) not in listed("event-heads"))
    return plain or (len(said.words) > 2 and last.endswith("ly") and only(last, ADVERB))


def _ends_in_a_head(said: Part) -> bool:
    last = said.words[-1]
    return last in listed("event-heads") or base(last) in listed("event-heads")


def _points(word: str) -> bool:
    """Whether an object follows: an article, a possessive."""
    return word in listed("articles")


def _what_is_met(said: Part) -> str:
    """“Visits the website” as “Website”: what follows the verb, if it is plainly a thing."""
    rest = Part(said.after())
    while rest.first in listed("articles") | listed("prepositions"):
        rest = Part(rest.after())
    plain = 0 < len(rest.words) <= 3 and all(sign not in said.text for sign in ",;.:") and can_be(rest.words[-1], NOUN)
    return sentence([rest.text]) if plain and base(said.first) in listed("doings") else ""
