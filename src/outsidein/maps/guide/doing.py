"""The two English rules for what is done: actions start with a verb; opportunities start with a verb of change.

What lives here: the two rules and their suggestions. Not here: pain points (suffering), which start with a gerund.
"""

from __future__ import annotations

from typing import Final

from outsidein.maps.guide.clauses import teller
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
    is_starter,
    is_third,
    listed,
    only,
    paired,
    readings,
)
from outsidein.maps.guide.phrase import Part, begins_quoted, low, parts, sentence, whole
from outsidein.maps.guide.verdict import FINE, NO_OPINION, Verdict, hint

_MODALS: Final = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would"})


def action(text: str) -> Verdict:
    """Whether a text begins with what somebody does.

    >>> action("User clicks the button").suggestion, action("Initial setup").standing.value
    ('Click the button', 'hint')
    """
    said = whole(text).beyond(is_starter)
    word, after = said.first, said.word(1)
    if not word:
        return NO_OPINION
    if word in listed("subjects") or word in listed("pronouns"):
        return hint(word, _without_subject(said)) if after else NO_OPINION
    if word == "to" and is_base(after):
        return NO_OPINION
    if _opens_a_name(word) or word in listed("states"):
        return hint(word)
    if word in listed("auxiliaries"):
        helps = not is_base(word) and (is_participle(after) or is_ing(after))
        return hint(word) if helps or (word in _MODALS and is_base(after)) else NO_OPINION
    told = _tells(said)
    if told:
        return hint(told)
    known = readings(word)
    if not known:
        return NO_OPINION
    if VERB not in known or word in listed("never-verbs"):
        return hint(word, _from_noun(said))
    if is_ing(word) or is_participle(word):
        return NO_OPINION
    if NOUN in known and not _takes_an_object(after):
        return _verb_or_noun(said)
    return FINE


def change(text: str) -> Verdict:
    """Whether a text begins with a verb that says what to change.

    >>> change("Streamlined checkout").suggestion, change("Offer a refund").standing.value
    ('Streamline checkout', 'ok')
    """
    said = whole(text).beyond(is_starter)
    word, after = said.first, said.word(1)
    if not word:
        return NO_OPINION
    if begins_quoted(text) or _opens_a_name(word) or word in listed("pronouns") or word in listed("subjects"):
        return hint(word)
    if word in listed("keeps"):
        return hint(word)
    known = readings(word)
    if word in listed("changes") or (base(word) in listed("changes") and is_base(word)):
        bare = word in listed("changes-or-names") and not _takes_an_object(after)
        return hint(word, _of_change(said)) if bare and after else _unless_named(said)
    if not known:
        return NO_OPINION
    if VERB not in known or word in listed("never-verbs") or is_participle(word):
        return hint(word, _of_change(said))
    if is_ing(word) or _takes_an_object(after):
        return NO_OPINION
    if is_third(word):
        return hint(word) if NOUN in known and can_be(after, NOUN) else NO_OPINION
    if not can_be(word, NOUN) and not can_be(word, ADJECTIVE):
        return NO_OPINION
    return hint(word) if after and (readings(after) or word in listed("mostly-nouns")) else NO_OPINION


def _tells(said: Part) -> str:
    """The verb of a clause where an action should stand: “the parcel arrives”, “Ada opens the app”."""
    part = next(iter(parts(said.text)), said)
    word = part.first
    strong = is_third(word) or word in listed("verbs-first") or word in listed("orders") or word in listed("changes")
    return "" if only(word, VERB) or strong else teller(part)


def _opens_a_name(word: str) -> bool:
    """Whether no verb can begin with it: an article, a preposition, a number."""
    return (
        word[0].isdigit()
        or word in listed("articles")
        or word in listed("prepositions") - {"like", "over", "up", "out"}
    )


def _takes_an_object(after: str) -> bool:
    """Whether what follows makes a verb of the word before it: “search the”, “pay for”, “park here”."""
    closed = ("articles", "prepositions", "pronouns", "question-words")
    return after[:1].isdigit() or any(after in listed(name) for name in closed) or only(after, ADVERB)


def _verb_or_noun(said: Part) -> Verdict:
    """A word that may be both, before a bare word or alone: a hint only where it names something."""
    word, after, last = said.first, said.word(1), said.words[-1]
    alone = len(next(iter(parts(said.text)), said).words) == 1
    if after and is_third(after) and not can_be(after, NOUN) and not alone:
        return hint(word)
    if not after or not readings(after) or is_third(word):
        return NO_OPINION
    if word in listed("mostly-nouns"):
        return hint(word, _from_noun(said))
    named = len(said.words) <= 3 and (last in listed("event-heads") or base(last) in listed("event-heads"))
    return hint(word, _from_noun(said)) if named and word not in listed("orders") else NO_OPINION


def _without_subject(said: Part) -> str:
    """“User clicks the button” as “Click the button”; empty where no plain verb follows the subject."""
    verb = said.word(1)
    if not (is_third(verb) or is_base(verb)) or verb in listed("states") or verb in listed("auxiliaries"):
        return ""
    return sentence([base(verb), said.after(2)])


def _from_noun(said: Part) -> str:
    """“Form submission” as “Submit form”; empty where the last word names no action, or more than two words stand."""
    verb = paired("nouns-of-action").get(said.words[-1])
    return sentence([verb, low(said.text.rsplit(maxsplit=1)[0])]) if verb and len(said.words) == 2 else ""


def _of_change(said: Part) -> str:
    """“Simplified form” as “Simplify form”, “Clearer prices” as “Make prices clearer”, “Option to pay” as an offer."""
    word, rest = said.first, said.after()
    plain = all(sign not in said.text for sign in ",;.:")
    if not rest or not plain:
        return ""
    if verb := paired("comparatives").get(word):
        rest = rest.removeprefix("of ").removeprefix("in ")
        return sentence([verb, rest])
    if word.endswith("er") and can_be(word, ADJECTIVE) and not can_be(word, NOUN) and len(said.words) <= 3:
        return sentence(["make", rest, word])
    if word in ("option", "options", "ability", "possibility", "chance") and said.word(1) == "to":
        return sentence(["offer", "the", word, rest])
    return ""


def _unless_named(said: Part) -> Verdict:
    """A verb of change is fine, unless the text goes on as the name of a thing: “Store map”; silent at “Test phase”."""
    word, after, last = said.first, said.word(1), said.words[-1]
    if not after or _takes_an_object(after) or not can_be(word, NOUN):
        return FINE
    if word in listed("mostly-nouns"):
        return hint(word)
    return NO_OPINION if len(said.words) == 2 and last in listed("event-heads") else FINE
