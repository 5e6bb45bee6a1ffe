"""What English words can be: the dictionary of lemminflect, and the word lists of this package.

What lives here: kinds of words, lists, the forms of a verb. Not here: rules. The dictionary is loaded at the first word
asked for (about half a second) and each word is looked up once; nothing is guessed for words that it does not have.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Final = Path(__file__).with_name("words")
_KEPT: Final = 50_000
"""Words of which the answers are kept."""
_PREFIXES: Final = ("un", "re", "pre", "auto", "over", "out", "mis", "co", "cross")

NOUN, VERB, ADJECTIVE, ADVERB = "NOUN", "VERB", "ADJ", "ADV"
"""The kinds of words that the dictionary tells apart."""
_PARTICLES: Final = ("in", "out", "up", "off", "on", "down", "over", "back", "through")


@cache
def _lists() -> dict[str, Any]:
    data: dict[str, Any] = yaml.load((_WORDS / "en.yaml").read_bytes(), Loader=_LOADER)  # noqa: S506  a safe loader
    return data


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list of ``words/en.yaml``."""
    return frozenset(str(word) for word in _lists()[name])


@cache
def paired(name: str) -> MappingProxyType[str, str]:
    """The words of one list of pairs, each with the word it leads to."""
    return MappingProxyType({str(word): str(other) for word, other in _lists()[name].items()})


@lru_cache(maxsize=_KEPT)
def readings(word: str) -> MappingProxyType[str, tuple[str, ...]]:
    """What a word (in small letters) can be, by kind, each with the words it may be a form of; empty if unknown.

    A hyphenated word is what its last part is, a verb with a particle (“check-in”) noun or verb; a verb with a prefix
    that the dictionary lacks is a verb.

    >>> dict(readings("enters")), dict(readings("anxious"))
    ({'VERB': ('enter',)}, {'ADJ': ('anxious',)})
    """
    from lemminflect import getAllLemmas

    first, _, last = word.partition("-")
    if last in _PARTICLES and is_base(first):
        return MappingProxyType({NOUN: (word,), VERB: (word,)})
    found: dict[str, tuple[str, ...]] = {kind: lemmas for kind, lemmas in getAllLemmas(word).items() if kind != "AUX"}
    if not found and "-" in word:
        return readings(word.rpartition("-")[2])
    if not found:
        for prefix in _PREFIXES:
            stem = word.removeprefix(prefix)
            if stem != word and len(stem) > 3 and VERB in (of := getAllLemmas(stem)):
                found = {VERB: tuple(prefix + lemma for lemma in of[VERB])}
    if word in listed("also-nouns") or word.removesuffix("s") in listed("also-nouns"):
        found[NOUN] = (word if word in listed("also-nouns") else word.removesuffix("s"),)
    if word.endswith("s") and VERB in found and NOUN not in found and NOUN in readings(found[VERB][0]):
        found[NOUN] = found[VERB]  # the dictionary has plurals such as "logs" as verbs only
    return MappingProxyType(found)


def can_be(word: str, kind: str) -> bool:
    """Whether the dictionary knows the word as of a kind."""
    return kind in readings(word)


def only(word: str, *kinds: str) -> bool:
    """Whether the dictionary knows the word, and only as of these kinds."""
    found = readings(word)
    return bool(found) and all(kind in kinds for kind in found)


def is_base(word: str) -> bool:
    """Whether the word is a verb as one gives an order: “show”, not “shows”."""
    return word in readings(word).get(VERB, ()) or (
        "-" in word and VERB in readings(word) and word.endswith(readings(word)[VERB][0])
    )


def is_third(word: str) -> bool:
    """Whether the word is a verb as one tells of somebody: “shows”."""
    return word.endswith("s") and can_be(word, VERB) and not is_base(word)


def is_ing(word: str) -> bool:
    """Whether the word is the -ing form of a verb, and not only a noun such as “morning”."""
    if word in listed("nouns-in-ing") or not word.endswith("ing"):
        return False
    return can_be(word, VERB) and not is_base(word)


def is_participle(word: str) -> bool:
    """Whether the word is a form of a verb that may stand as an adjective: “lost”, “improved”."""
    return can_be(word, VERB) and not (is_base(word) or word.endswith(("s", "ing")))


def is_plainly(word: str, kind: str) -> bool:
    """Whether the word is of this kind, or at most an adverb beside it: “new”, not “key”."""
    return only(word, kind, ADVERB) and can_be(word, kind)


def is_plural(word: str) -> bool:
    """Whether the word is a noun of which this is not the plain form: “shops”."""
    return can_be(word, NOUN) and word not in readings(word)[NOUN]


def singular(word: str) -> str:
    """The noun of which the word is a form; the word itself where it is none."""
    return readings(word).get(NOUN, (word,))[0]


def opens_an_object(word: str) -> bool:
    """Whether an object begins with it: an article, a possessive; not “that”, as in “checks that help”."""
    return word in listed("articles") and word != "that"


def is_owner(word: str) -> bool:
    """Whether the word names whose thing follows: “friend's”."""
    return word.endswith("'s")


def base(word: str) -> str:
    """The verb of which the word is a form; the word itself where it is none.

    >>> base("clicks"), base("streamlined"), base("menu")
    ('click', 'streamline', 'menu')
    """
    lemmas = readings(word).get(VERB, ())
    return lemmas[0] if lemmas else word


def is_starter(word: str) -> bool:
    """Whether the word may stand before the one that counts: “first”, “quickly”; not “apply”."""
    return word in listed("starters") or (word.endswith("ly") and only(word, ADVERB))


@lru_cache(maxsize=_KEPT)
def ing_of(verb: str) -> str:
    """The -ing form of a verb in its base form, empty if the dictionary has none.

    >>> ing_of("get"), ing_of("wait")
    ('getting', 'waiting')
    """
    from lemminflect import getInflection

    forms = getInflection(verb, tag="VBG", inflect_oov=False)
    return str(forms[0]) if forms else ""
