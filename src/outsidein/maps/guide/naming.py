"""The two English rules for what is named: feelings are adjectives; touchpoints are nouns that name the interface.

What lives here: the two rules and their suggestions. Not here: kinds of touchpoints (catalog).
"""

from __future__ import annotations

from outsidein.maps.guide.deeds import activity, deed
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
    done = deed(found[0], then=found[1].first if len(found) > 1 else "")
    if done:
        return hint(done, _what_is_met(whole(text)) if done == word else "")
    later = next((done for part in found[1:] if (done := activity(part))), "")
    if later:
        return hint(later)
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


def _what_is_met(said: Part) -> str:
    """“Visits the website” as “Website”: what follows the verb, if plainly a thing; “waits on hold” meets none."""
    before, rest = "", Part(said.after())
    while rest.first in listed("articles") | listed("prepositions"):
        before, rest = rest.first, Part(rest.after())
    plain = 0 < len(rest.words) <= 3 and all(sign not in said.text for sign in ",;.:") and can_be(rest.words[-1], NOUN)
    open_word = len(rest.words) == 1 and is_base(rest.first) and before in listed("prepositions")
    return sentence([rest.text]) if plain and not open_word and base(said.first) in listed("doings") else ""
