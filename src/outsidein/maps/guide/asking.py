"""The English rule for thoughts: they are the questions on the customer's mind.

What lives here: the rule and its suggestions. Not here: views, opinions and beliefs, which are statements by right.
"""

from __future__ import annotations

import re
from typing import Final

from outsidein.maps.guide.lexicon import listed
from outsidein.maps.guide.phrase import Part, low, sentence, whole
from outsidein.maps.guide.verdict import FINE, NO_OPINION, Verdict, hint

_REPORTED: Final = re.compile(r"^(?:i|we) wonder(?:ed)? (?:if|whether) (.+)$", re.IGNORECASE)
_SUBJECT: Final = re.compile(
    r"^((?:(?:the|this|that|these|those|my|our|their|his|her|its|a|an) )?[\w'-]+?)"
    r" (is|are|was|were|can|could|will|would|should|must|may|might|has|have) (.+)$",
    re.IGNORECASE,
)


def thought(text: str) -> Verdict:
    """Whether a text asks something.

    >>> thought("Can I afford this?").standing.value, thought("I wonder if the shop is open").suggestion
    ('ok', 'Is the shop open?')
    """
    if "?" in text:
        return FINE
    said = whole(text)
    if not said.words:
        return NO_OPINION
    if said.first in listed("question-words") or _inverted(said):
        return NO_OPINION
    return hint("", _asked(said.text))


def _inverted(said: Part) -> bool:
    return said.first in listed("auxiliaries") and said.word(1) in listed("pronouns") | listed("articles")


def _asked(text: str) -> str:
    """“I wonder if the shop is open” as “Is the shop open?”; empty for what only states something."""
    if (reported := _REPORTED.match(text)) and (found := _SUBJECT.match(reported.group(1))):
        subject, verb, rest = found.groups()
        return sentence([verb.lower(), low(subject), rest]) + "?"
    return ""
