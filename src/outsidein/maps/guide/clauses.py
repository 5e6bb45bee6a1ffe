"""Clauses: somebody or something, and the verb that says what they do.

What lives here: finding the verb of a clause by the dictionary and the words around it. Not here: texts that begin with
the verb itself (deeds), what is made of either (the rules).
"""

from __future__ import annotations

from outsidein.maps.guide.lexicon import (
    ADJECTIVE,
    ADVERB,
    NOUN,
    VERB,
    base,
    can_be,
    is_base,
    is_ing,
    is_owner,
    is_participle,
    is_plainly,
    is_plural,
    is_third,
    listed,
    only,
    opens_an_object,
    readings,
)
from outsidein.maps.guide.phrase import Part


def teller(said: Part) -> str:
    """The verb of a clause that opens with somebody or something, empty if a part is none: “Ada opens the app”.

    A name is a word that the dictionary does not have.
    """
    word, after = said.first, said.word(1)
    named = bool(word) and (not readings(word) or is_owner(word)) and is_third(after)
    likely = base(after) in listed("telling") or base(after) in listed("verbs-first")
    if named and (not can_be(after, NOUN) or opens_an_object(said.word(2)) or likely):
        return after
    return told(said)


def told(said: Part) -> str:
    """The verb of a clause: somebody or something, then what they do; empty where a name stands.

    >>> told(Part("The session ends")), told(Part("Session notes"))
    ('ends', '')
    """
    words = said.words
    for index in range(1, len(words)):
        word, subject, after = words[index], words[index - 1], said.word(index + 1)
        if word in listed("relatives") or is_ing(word):
            return ""
        if word in listed("finite") or (word in listed("finite-before-a-verb") and is_base(after)):
            return word
        if subject.endswith("ly") and only(subject, ADVERB) and index > 1:
            subject = words[index - 2]
        if not (can_be(subject, NOUN) or subject in listed("subjects") or subject in listed("pronouns")):
            continue
        if _is_said_of(subject, word, after, said=said):
            return word
    last = words[-1]
    ends = len(words) > 1 and is_participle(last) and only(last, VERB) and can_be(words[-2], NOUN)
    return last if ends and "-" not in last else ""


def _is_said_of(subject: str, word: str, after: str, *, said: Part) -> bool:
    """Whether a word is the verb of the noun before it: “doctor recommends the app”, not “customer reviews”."""
    if is_third(word):
        verb = base(word)
        if not can_be(word, NOUN) or opens_an_object(after):
            return not is_plural(subject) or subject in listed("subjects")
        if is_plural(subject) or not after:
            return not after and not is_plural(subject) and verb in listed("telling-alone")
        somebody = subject in listed("subjects") or subject in listed("people")
        made = somebody and is_participle(after) and only(after, VERB)
        described = (made or is_plainly(after, ADJECTIVE)) and said.words[-1] != after
        if f"{verb} {after}" in listed("phrasals") or described:
            return True
        if after in listed("prepositions") - {"to"}:
            return False
        return verb in listed("telling") or (somebody and can_be(after, NOUN) and verb != "review")
    if not is_base(word) or not is_plural(subject):
        return False
    of_many = word in listed("telling-of-many") and bool(after) and after not in listed("prepositions")
    return only(word, VERB) or opens_an_object(after) or of_many or f"{word} {after}" in listed("phrasals")
