"""Which rule stands behind each form of writing, by language.

What lives here: the table, and judging one text by it. Not here: the rules. A language without rules that were measured
has none: English rules would cry wolf on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from outsidein.maps.catalog import Writing
from outsidein.maps.guide.asking import thought
from outsidein.maps.guide.doing import action, change
from outsidein.maps.guide.naming import feeling, touchpoint
from outsidein.maps.guide.suffering import pain
from outsidein.maps.guide.verdict import NO_OPINION, Verdict

Rule = Callable[[str], Verdict]

LONGEST: Final = 400
"""Longer texts (in characters) are no phrases, and are not judged."""

_ENGLISH: Final[Mapping[Writing, Rule]] = MappingProxyType(
    {
        Writing.VERB: action,
        Writing.QUESTION: thought,
        Writing.ADJECTIVE: feeling,
        Writing.GERUND: pain,
        Writing.NOUN: touchpoint,
        Writing.CHANGE: change,
    }
)
RULES: Final[Mapping[str, Mapping[Writing, Rule]]] = MappingProxyType({"en": _ENGLISH})
"""The rules of each language that has any, by the form they ask for."""


@lru_cache(maxsize=20_000)
def judge(text: str, *, rule: Writing, language: str = "en") -> Verdict:
    """What the rule of a form says of a text in a language (``en``, ``en-GB``); no opinion where there is none.

    >>> judge("Lost in the menu", rule=Writing.GERUND).suggestion
    'Getting lost in the menu'
    >>> judge("Im Menü verirrt", rule=Writing.GERUND, language="de").standing.value
    'unsure'
    """
    asked = RULES.get(language.partition("-")[0].lower(), {}).get(rule)
    if asked is None or len(text) > LONGEST:
        return NO_OPINION
    return asked(text)
