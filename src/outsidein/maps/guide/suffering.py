"""The English rule for pain points: they start with a gerund, which says what the customer goes through.

What lives here: the rule and its suggestions. Not here: whether anything backs a pain point (checks).
"""

from __future__ import annotations

from typing import Final

from outsidein.maps.guide.lexicon import (
    ADJECTIVE,
    NOUN,
    base,
    can_be,
    ing_of,
    is_base,
    is_ing,
    is_participle,
    is_starter,
    is_third,
    listed,
    singular,
)
from outsidein.maps.guide.phrase import Part, low, sentence, whole
from outsidein.maps.guide.verdict import FINE, NO_OPINION, Verdict, hint

_GETTING: Final = frozenset(
    {
        "lost",
        "stuck",
        "confused",
        "frustrated",
        "overwhelmed",
        "distracted",
        "charged",
        "locked",
        "tired",
        "bored",
        "caught",
        "blocked",
        "rejected",
        "interrupted",
        "transferred",
    }
)
_BEING: Final = frozenset(
    {
        "unsure",
        "uncertain",
        "unaware",
        "unable",
        "afraid",
        "worried",
        "unfamiliar",
        "forced",
        "left",
        "told",
        "asked",
        "required",
        "dependent",
        "anxious",
        "concerned",
        "nervous",
        "scared",
    }
)
_NOUNS: Final = {"fear": "fearing", "lack": "lacking", "loss": "losing", "absence": "missing"}


def pain(text: str) -> Verdict:
    """Whether a text begins with a gerund.

    >>> pain("Lost in the menu").suggestion
    'Getting lost in the menu'
    >>> [pain(text).standing.value for text in ("Waiting on hold", "Confusing form")]
    ['ok', 'hint']
    """
    said = whole(text)
    begun = said.beyond(is_starter)
    word = begun.first
    if not word:
        return NO_OPINION
    if is_ing(word):
        return hint(word) if _is_no_gerund(begun) else FINE
    if any(is_ing(part) for part in said.words[:2]) and said.words[0] != word:
        return NO_OPINION
    return hint(said.first, _gerund(said))


def _is_no_gerund(said: Part) -> bool:
    """Whether the -ing word is an adjective, or the first part of a name: “confusing form”, “waiting room”."""
    word, after = said.first, said.word(1)
    names = bool(after) and not _closed(after) and (can_be(after, NOUN) or can_be(after, ADJECTIVE))
    if not names:
        return False
    if word in listed("adjectives-in-ing"):
        return not (word == "missing" and _is_missed(said))
    if after == "hours":
        return word in ("opening", "closing", "working", "visiting")
    return word in listed("compounds-in-ing") and singular(after) in listed("things-of-ing")


def _is_missed(said: Part) -> bool:
    return any(singular(word) in listed("missed") for word in said.words[1:3])


def _closed(word: str) -> bool:
    return any(word in listed(name) for name in ("articles", "prepositions", "pronouns", "question-words", "negations"))


def _gerund(said: Part) -> str:
    """The text with a gerund before or instead of its first word; empty where that would be a guess."""
    word, after, text = said.first, said.word(1), said.text
    if any(sign in text for sign in ",;:") or not after:
        return ""
    if word in _GETTING:
        return sentence(["getting", low(text)])
    if word in _BEING:
        return sentence(["being", low(text)])
    if word in _NOUNS and after == "of":
        return sentence([_NOUNS[word], said.after(2)])
    if word in ("hard", "difficult") and after == "to":
        return sentence(["struggling", said.after()])
    if word in ("can't", "cannot"):
        return sentence(["not", "being", "able", "to", said.after()])
    if word in ("don't", "doesn't") and after == "know":
        return sentence(["not", "knowing", said.after(2)])
    if word == "too" and after in ("many", "much", "few", "little"):
        return sentence(["facing", low(text)])
    if word == "no":
        return sentence(["having", low(text)])
    if word in ("have", "has") and after == "to":
        return sentence(["having", said.after()])
    return _from_verb(said)


def _from_verb(said: Part) -> str:
    """“Waits for an answer” as “Waiting for an answer”, where the first word is a verb and nothing else."""
    word = said.first
    if can_be(word, NOUN) or can_be(word, ADJECTIVE) or is_participle(word) or not (is_third(word) or is_base(word)):
        return ""
    return sentence([ing_of(base(word)), said.after()]) if ing_of(base(word)) else ""
