"""Whether a stretch of English says what somebody does: an order, a verb in the third person, an activity.

What lives here: deed and activity. Not here: clauses (clauses), which lane asks for names (rules), what a touchpoint is
called instead (naming). Where a word may be noun or verb, what follows decides; what stays open is taken for a name.
"""

from __future__ import annotations

from outsidein.maps.guide.clauses import told
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
    singular,
)
from outsidein.maps.guide.phrase import QUOTED_BY, Part


def deed(said: Part, *, then: str = "") -> str:
    """The word that says what is done in a part of a text, empty if it is a name; ``then`` begins the next part.

    >>> deed(Part("Opens the door")), deed(Part("Session ends")), deed(Part("Opening hours"))
    ('opens', 'ends', '')
    """
    started = said.beyond(lambda word: word.endswith("ly") and only(word, ADVERB))
    if _is_begun(started, then=then):
        return started.first
    return told(said)


def activity(said: Part) -> str:
    """The word of a later part of a list that says what is done: “search, viewing the details”."""
    word = said.first
    if is_ing(word) and _is_activity(said):
        return word
    if is_third(word) and not can_be(word, NOUN) and said.word(1):
        return word
    return word if is_base(word) and only(word, VERB) and opens_an_object(said.word(1)) else ""


def _is_begun(said: Part, *, then: str) -> bool:
    """Whether a part begins with what somebody does."""
    word, after = said.first, said.word(1)
    if word in listed("verbs-in-names") or _is_set_phrase(word):
        return False
    if is_ing(word):
        return _is_activity(said)
    if not after:
        return _is_list_of_deeds(word, then)
    if word in listed("auxiliaries"):
        return True
    if is_participle(word) and not can_be(word, ADJECTIVE):
        particle = after in listed("particles") or after in listed("prepositions")
        return opens_an_object(after) or (particle and (opens_an_object(said.word(2)) or only(word, VERB)))
    if is_third(word):
        return _is_third_person(said)
    return is_base(word) and _is_order(said)


def _is_list_of_deeds(word: str, then: str) -> bool:
    """Whether a bare word before another is a verb: “reviews and customises”, “browse, compare”."""
    if can_be(then, NOUN):
        return False
    plain = is_base(word) and (only(word, VERB) or word in listed("verbs-first"))
    return (is_third(word) and is_third(then)) or (plain and is_base(then))


def _is_activity(said: Part) -> bool:
    """Whether a part that begins with an -ing word tells an activity: “reading reviews”, not “landing page”."""
    word, after = said.first, said.word(1)
    names = word in listed("interfaces-in-ing") or word in listed("modifiers-in-ing")
    if not after:
        return only(word, VERB) and not names
    if opens_an_object(after) or _counts(after) or _is_quoted(said) or is_plainly(after, ADJECTIVE):
        return True
    if after in listed("prepositions") or after in listed("particles"):
        acts = after not in ("of", "by", "for") or f"{base(word)} {after}" in listed("phrasals")
        return word not in listed("interfaces-in-ing") and (acts or not names)
    if only(after, ADVERB) or is_ing(after):
        return not names
    if len(said.words) == 2 and singular(after) in listed("things-of-ing") and base(word) not in listed("doings"):
        return False
    return not names and word not in listed("adjectives-in-ing") and (only(word, VERB) or not can_be(word, ADJECTIVE))


def _is_third_person(said: Part) -> bool:
    """Whether a part that begins with a word in -s tells what somebody does: “pays at the till”, not “sales page”."""
    word, after = said.first, said.word(1)
    verb = base(word)
    likely = verb in listed("verbs-first") or verb in listed("telling")
    if not can_be(word, NOUN) or opens_an_object(after) or _is_quoted(said) or is_owner(after):
        return True
    if _counts(after) and (likely or not after[0].isdigit()):
        return True
    if f"{verb} {after}" in listed("phrasals") or after in ("out", "up", "down", "off", "away", "back"):
        return True
    if after == "to" and is_base(said.word(2)):
        return likely
    if after in listed("prepositions") or word in listed("attributive-plurals") or only(after, VERB, ADVERB):
        return False
    if verb in listed("verbs-first") or verb in listed("doings") or is_plainly(after, ADJECTIVE):
        return True
    return bool(readings(after)) and not _ends_in_a_head(said)


def _is_order(said: Part) -> bool:
    """Whether a part that begins with a plain verb tells what to do, rather than names something: “search bar”."""
    word, after, last = said.first, said.word(1), said.words[-1]
    verb = only(word, VERB) or word in listed("doings")
    verb = verb or (word in listed("verbs-first") and not can_be(word, ADJECTIVE))
    if opens_an_object(after) or (after in listed("particles") and opens_an_object(said.word(2))):
        return True
    if verb and (_counts(after) or is_owner(after) or _is_quoted(said)):
        return True
    if singular(last) in listed("controls"):
        return word in ("complete", "fill") and last in ("form", "forms")
    if f"{word} {after}" in listed("phrasals"):
        return len(said.words) > 2 and not (after in listed("particles") and _ends_in_a_head(said))
    if after in listed("particles"):
        if word in listed("verbs-first") and len(said.words) > 2:
            return True
        return word in listed("orders") and not (len(said.words) <= 3 and _ends_in_a_head(said))
    if verb:
        return only(word, VERB) or after not in listed("prepositions")
    if word in listed("orders-of-many") and len(said.words) == 2 and is_plural(last) and not _ends_in_a_head(said):
        return True
    if word not in listed("orders"):
        return False
    if len(said.words) > 2 and (is_plainly(after, ADJECTIVE) or (last.endswith("ly") and only(last, ADVERB))):
        return True
    head = _before_a_preposition(said)
    return head not in ("", word) and singular(head) not in listed("event-heads") and not only(head, ADJECTIVE)


def _before_a_preposition(said: Part) -> str:
    """The last word of what stands before the first preposition within a part, empty if there is none."""
    for index, word in enumerate(said.words[2:], start=2):
        if word in listed("prepositions"):
            return said.words[index - 1]
    return ""


def _ends_in_a_head(said: Part) -> bool:
    return said.words[-1] in listed("event-heads") or singular(said.words[-1]) in listed("event-heads")


def _counts(word: str) -> bool:
    """Whether an object follows that is counted: “two friends”, “more time”, “3 shops”."""
    return word in listed("quantities") or word[:1].isdigit()


def _is_set_phrase(word: str) -> bool:
    """Whether a hyphenated word is a phrase that stands as a name: “as-is”, “to-do”, “how-to”."""
    first = word.partition("-")[0]
    return first != word and any(first in listed(name) for name in ("prepositions", "question-words", "auxiliaries"))


def _is_quoted(said: Part) -> bool:
    """Whether what follows the first word is named in quotation marks: “taps "Buy"”."""
    return said.after()[:1] in QUOTED_BY
